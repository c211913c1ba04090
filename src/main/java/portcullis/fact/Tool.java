package portcullis.fact;

import java.util.Locale;

/**
 * A program that writes SYNs by itself, known by what no operating system's own SYN looks like. Told from one packet; a few devices
 * with a network stack of their own come near, so rules ask for two.
 */
public enum Tool {
    NONE,
    /** Window 1024 and no option but a segment size of 1460 (nmap 7, -sS). */
    NMAP,
    /** IP identification 54321 (zmap's default since its first release; Durumeric et al., ZMap, 2013). */
    ZMAP,
    /** IP identification is target, port and sequence number folded by exclusive or (masscan, src/templ-pkt.c). */
    MASSCAN,
    /** The sequence number is the target's address (Antonakakis et al., Understanding the Mirai Botnet, 2017). */
    MIRAI,
    /** Window 512 and no option (hping3's standard). */
    HPING;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
