package portcullis.detect;

/**
 * Finds sources that touch the same doors at the same moments. A scan with decoys ({@code nmap -D}) writes each probe once in the name
 * of each decoy and once in its own; strangers to one another do not agree on two doors within a quarter of a second. Looks back over
 * the latest probes only, so neither time nor memory is the attacker's to choose.
 */
final class Lockstep {
    private static final int LOOK_BACK = 64;
    private static final long MOMENT = 250_000_000L;

    private int gauge;
    private final Suspects suspects;
    private final long[] highs = new long[LOOK_BACK];
    private final long[] lows = new long[LOOK_BACK];
    private final long[] doors = new long[LOOK_BACK];
    private final long[] nanos = new long[LOOK_BACK];
    private int next;

    /** @param gauge where sources count their companions; negative where no rule asks */
    Lockstep(int gauge, Suspects suspects) {
        this.gauge = gauge;
        this.suspects = suspects;
        java.util.Arrays.fill(nanos, Long.MIN_VALUE / 2);
    }

    /** Goes on under other rules. @param gauge as above */
    void obey(int gauge) {
        this.gauge = gauge;
    }

    /** Remembers a touch of a source that is not known further yet. */
    void pass(long high, long low, Contact contact) {
        if (gauge < 0) return;
        highs[next] = high;
        lows[next] = low;
        doors[next] = contact.doorKey();
        nanos[next] = contact.nanos;
        next = next + 1 & LOOK_BACK - 1;
    }

    /** Notes who keeps step with a source that is about to count this touch. */
    void pass(Suspect suspect, Contact contact) {
        if (gauge < 0) return;
        long door = contact.doorKey();
        for (int i = next - 1 & LOOK_BACK - 1, left = LOOK_BACK; left > 0; i = i - 1 & LOOK_BACK - 1, left--) {
            if (contact.nanos - nanos[i] > MOMENT) break;
            if (doors[i] == door && (lows[i] != suspect.low || highs[i] != suspect.high)) meet(suspect, i, contact);
        }
        pass(suspect.high, suspect.low, contact);
    }

    private void meet(Suspect suspect, int i, Contact contact) {
        Suspect other = suspects.find(highs[i], lows[i]);
        if (other == null || !suspect.keepsStepWith(other, contact.port, MOMENT)) return;
        suspect.noteCompanion(gauge, other, contact.nanos);
        other.noteCompanion(gauge, suspect, contact.nanos);
    }
}
