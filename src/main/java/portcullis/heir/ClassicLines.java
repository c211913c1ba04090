package portcullis.heir;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import portcullis.fact.Address;
import portcullis.fact.Alarm;
import portcullis.fact.Effect;
import portcullis.fact.Entry;
import portcullis.fact.Kind;
import portcullis.fact.Outcome;
import portcullis.fact.Transport;
import portcullis.fact.Verdict;
import portcullis.watch.Voice;

/**
 * Tells what happens in the words of PortSentry 1.2, as syslog would have written them, so that filters made for its log go on working.
 * What it had no words for (releases, spans) is left out; a kind that it could not see gets its words for unknown flags. Nothing in these
 * lines comes from the network but addresses and ports.
 *
 * @see <a href="https://manpages.debian.org/bookworm/portsentry/portsentry.8.en.html">portsentry(8)</a>
 */
public final class ClassicLines implements Voice {
    /** Bans by hand, and what stood in the kernel: no packet was seen, and who reads these lines would ban whom the guard spares. */
    private static final Set<String> NO_ATTACK = Set.of("by-hand", "adopted");

    private final PrintWriter out;
    private final String sender;
    private final DateTimeFormatter time;

    /**
     * @param host the name of this host
     * @param process the number of this process
     */
    public ClassicLines(PrintWriter out, String host, long process, ZoneId zone) {
        this.out = out;
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
        String transport = transport(proof.transport());
        line(
                alarm.at(),
                "attackalert: " + what(proof.kind(), transport) + " from host: " + alarm.source() + "/" + alarm.source()
                        + " to " + transport + " port: " + proof.lastPort());
    }

    private static String transport(Transport transport) {
        return transport.word().toUpperCase(Locale.ROOT);
    }

    private static String what(Kind kind, String transport) {
        return switch (kind) {
            case SYN -> "TCP SYN/Normal scan";
            case CONNECT -> "Connect";
            case FIN -> "TCP FIN scan";
            case NULL -> " TCP NULL scan"; // with two blanks, as PortSentry has it
            case XMAS -> "TCP XMAS scan";
            case UDP, UDP_REPLY -> "UDP scan";
            case ACK -> flags(0, 0, 1, 0);
            case MAIMON -> flags(0, 1, 1, 0);
            case SYN_ACK -> flags(1, 0, 1, 0);
            case RST -> flags(0, 0, 0, 1);
            case ODD, INIT, INIT_ACK, COOKIE, CHUNK, ECHO, TIMESTAMP, MASK, PROTOCOL, WHO_HAS, LOGIN, ALERT ->
                "Unknown Type: " + transport + " Packet";
        };
    }

    private static String flags(int syn, int fin, int ack, int rst) {
        return "Unknown Type: TCP Packet Flags: SYN: " + syn + " FIN: " + fin + " ACK: " + ack + " PSH: 0 URG: 0 RST: "
                + rst;
    }

    private void spare(Verdict.Spare spare) {
        if (!spare.because().proof().mode().countsPackets()) return;
        Address source = spare.source();
        boolean connected = spare.because().proof().kind() == Kind.CONNECT;
        if (spare.why().startsWith("report only"))
            line(
                    spare.at(),
                    "attackalert: Ignoring " + transport(spare.because().proof().transport())
                            + " response per configuration file setting.");
        else if (spare.why().startsWith("blocked already"))
            line(
                    spare.at(),
                    connected
                            ? "attackalert: Host: " + source + " is already blocked. Ignoring"
                            : "attackalert: Host: " + source + "/" + source + " is already blocked Ignoring");
    }

    private void outcome(Outcome outcome) {
        if (!(outcome.verdict() instanceof Verdict.Block) && !(outcome.verdict() instanceof Verdict.Run)) return;
        Address source = outcome.verdict().source();
        switch (outcome.state()) {
            case DONE -> done(outcome, source);
            case REFUSED, TIMED_OUT, NOT_PLANNED ->
                line(outcome.at(), "attackalert: ERROR: Could not block host " + source + " !!");
            default -> {} // a rehearsal blocks nobody, and what still runs is told when it has ended
        }
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
