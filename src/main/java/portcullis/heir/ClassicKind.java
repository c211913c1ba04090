package portcullis.heir;

import portcullis.fact.Kind;

/** What PortSentry 1.2 called a packet, to the blank. */
final class ClassicKind {
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int PSH = 8;
    private static final int ACK = 16;
    private static final int URG = 32;
    private static final int SIX = 0x3F;
    private static final int XMAS = FIN | PSH | URG;

    private ClassicKind() {}

    static String ofFlags(int flags) {
        int six = flags & SIX;
        if (six == 0) return " TCP NULL scan"; // with two blanks, as PortSentry has it
        if ((six & XMAS) == XMAS) return "TCP XMAS scan";
        if (six == FIN) return "TCP FIN scan";
        if (six == SYN) return "TCP SYN/Normal scan";
        return "Unknown Type: TCP Packet Flags: SYN: " + bit(six, SYN) + " FIN: " + bit(six, FIN) + " ACK: "
                + bit(six, ACK) + " PSH: " + bit(six, PSH) + " URG: " + bit(six, URG) + " RST: " + bit(six, RST);
    }

    private static int bit(int flags, int flag) {
        return (flags & flag) == 0 ? 0 : 1;
    }

    /** Where nobody knows the flags any more. */
    static String of(Kind kind, String transport) {
        return switch (kind) {
            case CONNECT -> "Connect";
            case UDP, UDP_REPLY -> "UDP scan";
            case SYN, FIN, NULL, XMAS, ACK, MAIMON, SYN_ACK, RST -> ofFlags(kind.flags());
            case ODD, INIT, INIT_ACK, COOKIE, CHUNK, ECHO, TIMESTAMP, MASK, PROTOCOL, WHO_HAS, LOGIN, ALERT ->
                "Unknown Type: " + transport + " Packet";
        };
    }
}
