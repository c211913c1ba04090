package portcullis.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Entry;
import portcullis.fact.Fate;
import portcullis.fact.Host;
import portcullis.fact.Network;
import portcullis.fact.Outcome;
import portcullis.fact.Reading;
import portcullis.fact.Served;
import portcullis.fact.Transport;
import portcullis.fact.Verdict;
import portcullis.fact.Words;
import portcullis.scenario.Replay;

/** Tells a replay as a person would, one line an event. */
final class Sentences implements Report {
    private static final int MOST_PORTS = 12;

    private final PrintWriter out;
    private final Tally tally = new Tally();
    private final Optional<DateTimeFormatter> clock;
    private long zero;

    private Sentences(PrintWriter out, Optional<DateTimeFormatter> clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Times since the first packet. */
    static Sentences ofReplay(PrintWriter out) {
        return new Sentences(out, Optional.empty());
    }

    /** Local time of day. */
    static Sentences ofNow(PrintWriter out) {
        return new Sentences(
                out, Optional.of(DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault())));
    }

    @Override
    public void begins(String names, Replay.Found found) {
        Reading reading = found.reading();
        zero = reading.first();
        out.printf(
                Locale.ROOT,
                "reading %s: %s over %s%n",
                Plain.text(names),
                Words.count(reading.frames(), "packet"),
                length(reading.last() - reading.first()));
        boolean nobody = found.isHostGuessed() && found.host().watched().isEmpty();
        out.println(nobody ? "no host found: nothing in it has a port" : host(found) + "; " + serves(found));
    }

    private static String host(Replay.Found found) {
        List<Network> watched = found.host().watched();
        if (watched.isEmpty()) return "every address of the segment is watched";
        String names = watched.stream().map(Network::toString).collect(Collectors.joining(" and "));
        return "host " + names + (found.isHostGuessed() ? " (guessed, --host to change)" : "");
    }

    private static String serves(Replay.Found found) {
        Host host = found.host();
        if (host.watched().size() > 2 || host.watched().isEmpty()) {
            long addresses =
                    host.served().stream().map(Served::address).distinct().count();
            return addresses + (addresses == 1 ? " address serves" : " addresses serve") + " something"
                    + learned(found);
        }
        String text = ports(host, Transport.TCP) + ports(host, Transport.UDP);
        if (text.isEmpty())
            return found.isServedLearned() ? "nothing seen answering (--served to change)" : "serves nothing";
        return "serves" + text + learned(found);
    }

    private static String learned(Replay.Found found) {
        return found.isServedLearned() ? " (seen answering, --served to change)" : "";
    }

    private static String ports(Host host, Transport transport) {
        String ports = host.served().stream()
                .filter(served ->
                        served.transport() == transport && served.ports().count() > 0)
                .map(Served::ports)
                .map(Object::toString)
                .distinct()
                .collect(Collectors.joining(","));
        return ports.isEmpty() ? "" : " " + transport.word() + " " + ports;
    }

    @Override
    public void record(Entry entry) {
        tally.count(entry);
        if (entry instanceof Alarm alarm)
            line(
                    alarm.at(),
                    alarm.isShadow() ? "shadow" : "alarm",
                    alarm.source().toString(),
                    Plain.text(alarm.reason()) + ports(alarm),
                    alarm.rule());
        else if (entry instanceof Outcome outcome) outcome(outcome);
        else verdict((Verdict) entry);
    }

    @Override
    public void more(long at, Optional<Address> source, long events) {
        line(
                at,
                "more",
                source.map(Address::toString).orElse("*"),
                "and " + Words.count(events, "event") + " more, in the journal only",
                "");
    }

    @Override
    public void flush() {
        out.flush();
    }

    private void verdict(Verdict verdict) {
        if (verdict instanceof Verdict.Shadow shadow) {
            Verdict would = shadow.would();
            out.printf("           would %s: %s%n", would.decision(), Plain.text(words(would)));
            return;
        }
        String words = words(verdict);
        line(verdict.at(), verdict.decision(), verdict.source().toString(), words, "");
    }

    private static String words(Verdict verdict) {
        return verdict instanceof Verdict.Block block
                ? "for " + Words.span(block.span()) + ", " + block.why()
                : verdict.why();
    }

    private void outcome(Outcome outcome) {
        String words = switch (outcome.state()) {
            case WOULD_RUN -> "would run: " + outcome.effect().sentence();
            case WAITING -> "running: " + outcome.effect().sentence();
            case DONE -> "done: " + outcome.effect().sentence();
            case WITHHELD -> "withheld: " + outcome.detail();
            case REFUSED, TIMED_OUT, NOT_PLANNED -> "failed: " + outcome.detail();
        };
        out.printf("           %s  [%s]%n", Plain.text(words), outcome.responder());
    }

    private void line(long at, String word, String source, String words, String rule) {
        out.println(String.format(
                        "%s  %-7s %-15s %-58s %s",
                        clock.map(format -> format.format(Instant.ofEpochSecond(0, at)))
                                .orElseGet(() -> time(at - zero)),
                        word,
                        source,
                        words,
                        rule)
                .stripTrailing());
    }

    /** The first ports that prove it, after a colon; nothing where there are none. */
    static String ports(Alarm alarm) {
        List<String> shown = new ArrayList<>();
        alarm.proof().ports().stream().limit(MOST_PORTS).map(String::valueOf).forEach(shown::add);
        if (alarm.proof().ports().size() > MOST_PORTS) shown.add("...");
        return shown.isEmpty() ? "" : ": " + String.join(" ", shown);
    }

    /** Minutes, seconds and milliseconds since the first packet; hours in front where there are any. */
    static String time(long nanos) {
        long millis = Math.floorDiv(nanos, 1_000_000L);
        String short_ =
                String.format(Locale.ROOT, "%02d:%02d.%03d", millis / 60_000 % 60, millis / 1_000 % 60, millis % 1_000);
        return millis < 3_600_000 ? short_ : millis / 3_600_000 + ":" + short_;
    }

    static String length(long nanos) {
        double seconds = nanos / 1e9;
        if (seconds < 1) return nanos / 1_000_000 + " ms";
        if (seconds < 120) return String.format(Locale.ROOT, "%.1f s", seconds);
        return seconds < 7_200
                ? String.format(Locale.ROOT, "%.1f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
    }

    @Override
    public void ends(Replay.Ended ended) {
        out.println();
        out.printf(
                "%s from %s%s%n",
                Words.count(ended.probes(), "probe"),
                Words.count(ended.sources(), "source"),
                ended.ignoredProbes() > 0
                        ? ", " + Words.count(ended.ignoredProbes(), "probe") + " ignored as trusted"
                        : "");
        if (ended.fates().keySet().stream().anyMatch(fate -> fate != Fate.ALARMED))
            out.println("no alarm: " + fates(ended.fates()));
        if (!ended.reading().undecoded().isEmpty())
            out.println("not used: " + undecoded(ended.reading().undecoded()));
        if (tally.shadows() > 0) out.println(Words.count(tally.shadows(), "shadow alarm") + " of rules on probation");
        out.printf(
                Locale.ROOT,
                "%s alarmed, %,d blocked, %,d spared; nothing on this host was changed%n",
                Words.count(tally.alarmedSources(), "source"),
                tally.blockedSources(),
                tally.sparedSources());
        ended.stories().forEach(story -> StorySentences.print(story, zero, out));
    }

    /** The most first. */
    private static String fates(Map<Fate, Long> fates) {
        return fates.entrySet().stream()
                .filter(entry -> entry.getKey() != Fate.ALARMED)
                .sorted(Map.Entry.<Fate, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> String.format(
                        Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey().words()))
                .collect(Collectors.joining("; "));
    }

    private static String undecoded(Map<String, Long> reasons) {
        return reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining("; "));
    }
}
