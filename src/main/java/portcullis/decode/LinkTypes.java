package portcullis.decode;

import java.util.Map;

/** Names of link types, after the tcpdump group's list (tcpdump.org/linktypes.html), so that an unread one can be named. */
public final class LinkTypes {
    static final int NULL = 0;
    static final int ETHERNET = 1;
    static final int PPP = 9;
    static final int DLT_RAW = 12;
    static final int OPENBSD_RAW = 14;
    static final int PPP_HDLC = 50;
    static final int PPPOE = 51;
    static final int ATM_RFC1483 = 100;
    static final int RAW = 101;
    static final int CISCO_HDLC = 104;
    static final int FRAME_RELAY = 107;
    static final int LOOP = 108;
    static final int LINUX_COOKED = 113;
    static final int APPLE_FIREWIRE = 138;
    static final int PPI = 192;
    static final int IPV4 = 228;
    static final int IPV6 = 229;
    static final int NFLOG = 239;
    static final int IP_OVER_INFINIBAND = 242;
    static final int PKTAP = 258;
    static final int LINUX_COOKED_2 = 276;
    static final int BROADCOM_TAG = 281;
    static final int BROADCOM_TAG_BEFORE = 282;
    static final int MARVELL_TAG = 284;
    static final int MARVELL_LONG_TAG = 285;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(NULL, "BSD loopback"),
            Map.entry(ETHERNET, "Ethernet"),
            Map.entry(3, "AX.25"),
            Map.entry(6, "token ring"),
            Map.entry(7, "ARCNET"),
            Map.entry(8, "SLIP"),
            Map.entry(PPP, "PPP"),
            Map.entry(10, "FDDI"),
            Map.entry(DLT_RAW, "raw IP"),
            Map.entry(OPENBSD_RAW, "raw IP"),
            Map.entry(PPP_HDLC, "PPP in HDLC framing"),
            Map.entry(PPPOE, "PPPoE"),
            Map.entry(ATM_RFC1483, "ATM, RFC 1483"),
            Map.entry(RAW, "raw IP"),
            Map.entry(CISCO_HDLC, "Cisco HDLC"),
            Map.entry(105, "802.11"),
            Map.entry(FRAME_RELAY, "Frame Relay"),
            Map.entry(LOOP, "OpenBSD loopback"),
            Map.entry(109, "OpenBSD IPsec"),
            Map.entry(LINUX_COOKED, "Linux cooked"),
            Map.entry(117, "OpenBSD pflog"),
            Map.entry(119, "Prism 802.11"),
            Map.entry(122, "IP over Fibre Channel"),
            Map.entry(123, "SunATM"),
            Map.entry(127, "radiotap 802.11"),
            Map.entry(APPLE_FIREWIRE, "Apple IP over FireWire"),
            Map.entry(143, "DOCSIS"),
            Map.entry(144, "Linux IrDA"),
            Map.entry(149, "user 2"),
            Map.entry(163, "AVS 802.11"),
            Map.entry(182, "multilink Frame Relay"),
            Map.entry(187, "Bluetooth HCI"),
            Map.entry(189, "Linux USB"),
            Map.entry(PPI, "PPI"),
            Map.entry(195, "802.15.4"),
            Map.entry(197, "ERF"),
            Map.entry(201, "Bluetooth HCI with direction"),
            Map.entry(204, "PPP with direction"),
            Map.entry(209, "IPMB"),
            Map.entry(220, "Linux USB, mapped"),
            Map.entry(227, "CAN"),
            Map.entry(IPV4, "raw IPv4"),
            Map.entry(IPV6, "raw IPv6"),
            Map.entry(230, "802.15.4 without check sequence"),
            Map.entry(NFLOG, "NFLOG"),
            Map.entry(IP_OVER_INFINIBAND, "IP over InfiniBand"),
            Map.entry(247, "InfiniBand"),
            Map.entry(249, "USBPcap"),
            Map.entry(252, "Wireshark upper PDU"),
            Map.entry(253, "netlink"),
            Map.entry(PKTAP, "PKTAP"),
            Map.entry(271, "VSOCK"),
            Map.entry(LINUX_COOKED_2, "Linux cooked, version 2"),
            Map.entry(BROADCOM_TAG, "Ethernet with a Broadcom tag"),
            Map.entry(BROADCOM_TAG_BEFORE, "Ethernet behind a Broadcom tag"),
            Map.entry(MARVELL_TAG, "Ethernet with a Marvell tag"),
            Map.entry(MARVELL_LONG_TAG, "Ethernet with a long Marvell tag"));

    private LinkTypes() {}

    /** A name for people, or "no name known". */
    public static String name(int linkType) {
        return NAMES.getOrDefault(linkType, "no name known");
    }
}
