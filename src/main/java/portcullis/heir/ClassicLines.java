package portcullis.heir;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Effect;
import portcullis.fact.Entry;
import portcullis.fact.Mode;
import portcullis.fact.Outcome;
import portcullis.fact.Transport;
import portcullis.fact.Verdict;
import portcullis.watch.Voice;

/**
 * Tells what happens in the words of PortSentry 1.2, as syslog would have written them, so that filters made for its log go on working.
 * What it had no words for (releases, spans) is left out; a kind that it could not see gets its words for unknown flags. Nothing in these
 * lines comes from the network but addresses and ports, and names where they are asked for.
 *
 * @see <a href="https://manpages.debian.org/bookworm/portsentry/portsentry.8.en.html">portsentry(8)</a>
 */
public final class ClassicLines implements Voice {
    /** Bans by hand, and what stood in the kernel: no packet was seen, and who reads these lines would ban whom the guard spares. */
    private static final Set<String> NO_ATTACK = Set.of("by-hand", "adopted");

    private static final Set<Mode> CONNECT_MODES = Set.of(Mode.TCP, Mode.UDP);

    private static final String BANNER = "send-a-banner";

    private final PrintWriter out;
    private final String sender;
    private final DateTimeFormatter time;
    private final Function<Address, String> names;

    /**
     * @param host the name of this host
     * @param process the number of this process
     * @param names what stands before the address of a source: its name, or the address again
     */
    public ClassicLines(PrintWriter out, String host, long process, ZoneId zone, Function<Address, String> names) {
        this.out = out;
        this.names = names;
        this.sender = " " + host + " portsentry[" + process + "]: ";
        this.time = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    @Override
    public void begin(long at) {
        line(at, "adminalert: PortSentry is now active and listening.");
        out.flush();
    }

    @Override
    public void end(long at) {
        line(at, "securityalert: PortSentry is shutting down");
        line(at, "adminalert: PortSentry is shutting down");
        out.flush();
    }

    @Override
    public void record(Entry entry) {
        if (entry instanceof Alarm alarm
                && (alarm.isShadow() || !alarm.proof().mode().countsPackets())) return; // it had neither
        if (entry instanceof Alarm alarm && !NO_ATTACK.contains(alarm.rule())) alarm(alarm);
        else if (entry instanceof Verdict.Spare spare) spare(spare);
        else if (entry instanceof Outcome outcome) outcome(outcome);
    }

    private void alarm(Alarm alarm) {
        Alarm.Proof proof = alarm.proof();
        String whose = " from host: " + named(alarm.source()) + " to " + port(proof);
        line(alarm.at(), "attackalert: " + what(proof) + whose);
        boolean hasOptions = proof.latest().map(Alarm.Latest::hasOptions).orElse(false);
        if (hasOptions && !CONNECT_MODES.contains(proof.mode()))
            line(alarm.at(), "attackalert: Packet" + whose + " has IP options set (detection avoidance technique).");
    }

    private String named(Address source) {
        return names.apply(source) + "/" + source;
    }

    private static String port(Alarm.Proof proof) {
        return transport(proof.transport()) + " port: " + proof.lastPort();
    }

    private static String transport(Transport transport) {
        return transport.word().toUpperCase(Locale.ROOT);
    }

    private static String what(Alarm.Proof proof) {
        if (CONNECT_MODES.contains(proof.mode())) return "Connect";
        boolean hasFlags = proof.transport() == Transport.TCP && proof.latest().isPresent();
        return hasFlags
                ? ClassicKind.ofFlags(proof.latest().get().flags())
                : ClassicKind.of(proof.kind(), transport(proof.transport()));
    }

    private void spare(Verdict.Spare spare) {
        if (!spare.because().proof().mode().countsPackets()) return;
        Alarm.Proof proof = spare.because().proof();
        if (spare.why().startsWith("report only"))
            line(
                    spare.at(),
                    "attackalert: Ignoring " + transport(proof.transport())
                            + " response per configuration file setting.");
        else if (spare.why().endsWith("already")) // blocked, or run for, which it took for the same
        line(
                    spare.at(),
                    CONNECT_MODES.contains(proof.mode())
                            ? "attackalert: Host: " + spare.source() + " is already blocked. Ignoring"
                            : "attackalert: Host: " + named(spare.source()) + " is already blocked Ignoring");
    }

    private void outcome(Outcome outcome) {
        if (!(outcome.verdict() instanceof Verdict.Block) && !(outcome.verdict() instanceof Verdict.Run)) return;
        if (outcome.responder().equals(BANNER)) return; // of which it never told, and which blocks nobody
        Address source = outcome.verdict().source();
        switch (outcome.state()) {
            case DONE -> done(outcome, source);
            case REFUSED, TIMED_OUT, NOT_PLANNED ->
                line(outcome.at(), "attackalert: ERROR: Could not block host " + failed(outcome.verdict()));
            default -> {} // a rehearsal blocks nobody, and what still runs is told when it has ended
        }
    }

    /** Each of its loops wrote this in a way of its own. */
    private String failed(Verdict verdict) {
        Mode mode = verdict instanceof Verdict.Block block
                ? block.because().proof().mode()
                : ((Verdict.Run) verdict).because().proof().mode();
        if (CONNECT_MODES.contains(mode)) return verdict.source() + " !!";
        return named(verdict.source()) + (mode == Mode.STCP ? " !!" : "!!");
    }

    private void done(Outcome outcome, Address source) {
        Effect effect = outcome.effect();
        if (effect instanceof Effect.AppendLine append)
            line(
                    outcome.at(),
                    "attackalert: Host " + source + " has been blocked via wrappers with string: \"" + append.line()
                            + "\"");
        else if (outcome.responder().equals("run-a-command"))
            line(
                    outcome.at(),
                    "attackalert: External command run for host: " + source + " using command: \"" + effect.sentence()
                            + "\"");
        else if (effect instanceof Effect.Nft || effect instanceof Effect.Command)
            line(
                    outcome.at(),
                    "attackalert: Host " + source + " has been blocked via dropped route using command: \""
                            + effect.sentence() + "\"");
    }

    @Override
    public void more(long at, Optional<Address> source, long events) {
        line(
                at,
                "adminalert: " + events + " more events"
                        + source.map(each -> " of host: " + each).orElse("") + " are in the journal only");
    }

    @Override
    public void pause() {
        out.flush();
    }

    private void line(long at, String text) {
        out.println(time.format(Instant.ofEpochSecond(0, at)) + sender + text.replaceAll("\\p{Cntrl}", "?"));
    }
}
