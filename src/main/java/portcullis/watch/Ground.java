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
        return of(verdict.because());
    }

    private static Ground of(Alarm alarm) {
        return switch (alarm.proof().mode()) {
            case LOGINS -> LOGINS;
            case ALERTS -> ALERTS;
            case TCP, UDP, STCP, SUDP, ATCP, AUDP, STEALTH, STRAYS, SERVED, SCTP, PING, PROTOCOLS, NEIGHBOURS ->
                PACKETS;
        };
    }
}
