package portcullis.scenario.life;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portcullis.fact.Address;
import portcullis.fact.Kind;
import portcullis.fact.Tool;
import portcullis.fact.Transport;
import portcullis.journal.Sighted;

/**
 * One touch as a scenario can send it.
 *
 * @param nanos since the scenario's beginning
 * @param sourcePort 0 where it does not matter
 */
record Act(
        long nanos,
        Address source,
        int sourcePort,
        Address target,
        Transport transport,
        Kind kind,
        int port,
        Tool tool,
        boolean isServed) {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    /** Longer times are written in seconds. */
    private static final long LONGEST_IN_MILLIS = 999_999_999L * MILLI;

    private record Door(Address source, Address target, int port) {}

    /** What these touches were, from the first on, at most so many; a SYN and the handshake that it began are one. */
    static List<Act> of(List<Sighted> touches, int most) {
        long zero = touches.stream().mapToLong(Sighted::first).min().orElse(0);
        List<Act> acts = new ArrayList<>();
        for (Sighted touch : touches)
            for (long i = 0; i < touch.count() && i < most; i++) acts.add(of(touch, touch.at(i) - zero));
        acts.sort(Comparator.comparingLong(Act::nanos));
        return withoutBegun(acts).stream().limit(most).toList();
    }

    private static Act of(Sighted touch, long nanos) {
        return new Act(
                whole(nanos),
                touch.source(),
                touch.sourcePort(),
                touch.target(),
                touch.transport(),
                touch.kind(),
                touch.port(),
                touch.tool(),
                touch.isServed());
    }

    private static long whole(long nanos) {
        return nanos > LONGEST_IN_MILLIS ? nanos / SECOND * SECOND : nanos / MILLI * MILLI;
    }

    private static List<Act> withoutBegun(List<Act> acts) {
        Map<Door, Integer> syns = new HashMap<>();
        List<Act> kept = new ArrayList<>();
        for (Act act : acts) {
            Door door = new Door(act.source, act.target, act.port);
            if (act.kind == Kind.CONNECT) {
                Integer syn = syns.remove(door);
                if (syn != null && act.nanos - kept.get(syn).nanos <= SECOND) {
                    kept.set(syn, act.at(kept.get(syn).nanos));
                    continue;
                }
            } else if (act.kind == Kind.SYN && act.transport == Transport.TCP) {
                syns.put(door, kept.size());
            }
            kept.add(act);
        }
        return kept;
    }

    Act at(long when) {
        return new Act(when, source, sourcePort, target, transport, kind, port, tool, isServed);
    }

    Act from(int otherPort) {
        return new Act(nanos, source, otherPort, target, transport, kind, port, tool, isServed);
    }

    Act between(Address otherSource, Address otherTarget) {
        return new Act(nanos, otherSource, sourcePort, otherTarget, transport, kind, port, tool, isServed);
    }

    Act unserved() {
        return new Act(nanos, source, sourcePort, target, transport, kind, port, tool, false);
    }

    /** What stands between the addresses and the ports of its line. */
    String how() {
        return switch (transport) {
            case TCP -> "tcp " + (kind == Kind.CONNECT ? "connect" : letters());
            case UDP -> "udp";
            case SCTP -> "sctp " + chunk();
            case PING -> "ping " + kind.word();
            case PROTOCOL -> "protocol";
            case NEIGHBOUR -> "neighbour";
            case ICMP, LOGIN, ALERT -> throw new IllegalStateException(transport + " is no touch");
        };
    }

    /** Whether its line names ports, or numbers in their place. */
    boolean hasNumber() {
        return transport != Transport.PING && transport != Transport.NEIGHBOUR;
    }

    private String letters() {
        int flags = kind.flags();
        StringBuilder letters = new StringBuilder();
        for (int bit = 0; bit < 6; bit++) if ((flags >> bit & 1) != 0) letters.append("FSRPAU".charAt(bit));
        return letters.isEmpty() ? "-" : letters.toString();
    }

    private String chunk() {
        return switch (kind) {
            case INIT -> "init";
            case INIT_ACK -> "init-ack";
            case COOKIE -> "cookie";
            default -> "data"; // every other chunk is taken alike
        };
    }
}
