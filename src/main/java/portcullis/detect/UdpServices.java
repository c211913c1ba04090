package portcullis.detect;

import java.util.BitSet;

/**
 * Ports from which UDP services speak: all below 1024, and those above that carry most of what answers late or unasked on the Internet
 * (IANA service names; OpenVPN, L2TP, RADIUS, SSDP, STUN, IPsec, SIP, mDNS, LLMNR, memcached, games).
 */
final class UdpServices {
    private static final BitSet ABOVE = new BitSet();

    static {
        int[] ports = {
            1194, 1434, 1645, 1646, 1701, 1812, 1813, 1883, 1900, 2049, 2055, 2123, 2152, 3074, 3283, 3306, 3389, 3391,
                    3478, 3479, 3480,
            3481, 3702, 4500, 4789, 5004, 5005, 5060, 5061, 5070, 5093, 5349, 5351, 5353, 5355, 5683, 5684, 6343, 6881,
                    8080, 8443, 9987,
            10001, 11211, 17185, 19302, 20800, 27015, 27960, 37810, 41641, 51820
        };
        for (int port : ports) ABOVE.set(port);
    }

    private UdpServices() {}

    static boolean isOne(int port) {
        return port < 1_024 || ABOVE.get(port);
    }
}
