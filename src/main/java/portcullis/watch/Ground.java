package portcullis.watch;

import portcullis.fact.Alarm;
import portcullis.fact.Verdict;

/** By what we know of an event. Each has a share of its own in what is told, or a flood of packets would hide who logs in. */
enum Ground {
    PACKETS,
    LOGINS,
    ALERTS;

    static final int NUMBER = values().length;

    static Ground of(Verdict verdict) {
        return of(because(verdict));
    }

    private static Ground of(Alarm alarm) {
        return switch (alarm.proof().mode()) {
            case LOGINS -> LOGINS;
            case ALERTS -> ALERTS;
            case TCP, UDP, STCP, SUDP, ATCP, AUDP, STEALTH, STRAYS, SERVED, SCTP, PING, PROTOCOLS, NEIGHBOURS ->
                PACKETS;
        };
    }

    private static Alarm because(Verdict verdict) {
        if (verdict instanceof Verdict.Block block) return block.because();
        if (verdict instanceof Verdict.Run run) return run.because();
        if (verdict instanceof Verdict.Spare spare) return spare.because();
        if (verdict instanceof Verdict.Shadow shadow) return shadow.because();
        return ((Verdict.Release) verdict).block().because();
    }
}
