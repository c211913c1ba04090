package portcullis.decode;

import java.util.Map;
import java.util.stream.Collectors;

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
    static final int PPP_WITH_DIRECTION = 204;
    static final int MPLS = 219;
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

    private static final String LIST = """
            0 BSD loopback
            1 Ethernet
            3 AX.25
            6 token ring
            7 ARCNET
            8 SLIP
            9 PPP
            10 FDDI
            12 raw IP
            14 raw IP
            50 PPP in HDLC framing
            51 PPPoE
            99 Symantec firewall
            100 ATM, RFC 1483
            101 raw IP
            102 SLIP of BSD/OS
            103 PPP of BSD/OS
            104 Cisco HDLC
            105 802.11
            106 Linux classical IP over ATM
            107 Frame Relay
            108 OpenBSD loopback
            109 OpenBSD IPsec
            113 Linux cooked
            114 LocalTalk
            117 OpenBSD pflog
            119 Prism 802.11
            122 IP over Fibre Channel
            123 SunATM
            127 radiotap 802.11
            129 Linux ARCNET
            130 Juniper multilink PPP
            131 Juniper multilink Frame Relay
            132 Juniper encryption services
            133 Juniper GGSN
            134 Juniper FRF.16 Frame Relay
            135 Juniper ATM2
            136 Juniper advanced services
            137 Juniper ATM1
            138 Apple IP over FireWire
            139 SS7 MTP2 with pseudo-header
            140 SS7 MTP2
            141 SS7 MTP3
            142 SS7 SCCP
            143 DOCSIS
            144 Linux IrDA
            149 user 2
            163 AVS 802.11
            164 Juniper passive monitor
            165 BACnet MS/TP
            166 PPP of pppd, with direction
            167 Juniper PPPoE
            168 Juniper PPPoE over ATM
            169 GPRS LLC
            170 GPF-T
            171 GPF-F
            174 Juniper PIC peer
            175 Ethernet in ERF
            176 packet over SONET in ERF
            177 Linux LAPD
            178 Juniper Ethernet
            179 Juniper PPP
            180 Juniper Frame Relay
            181 Juniper Cisco HDLC
            182 multilink Frame Relay
            183 Juniper voice
            184 ARINC 429
            185 ARINC 653
            186 FreeBSD USB
            187 Bluetooth HCI
            188 802.16
            189 Linux USB
            190 CAN 2.0B
            191 802.15.4 with Linux padding
            192 PPI
            193 802.16 with radiotap
            194 Juniper integrated service module
            195 802.15.4
            196 SITA
            197 ERF
            198 u10 Networks
            199 Kontron IPMB
            200 Juniper secure tunnel
            201 Bluetooth HCI with direction
            202 AX.25 with KISS
            204 PPP with direction
            205 Cisco HDLC with direction
            206 Frame Relay with direction
            209 IPMB
            215 802.15.4 with non-ASK PHY
            216 Linux evdev
            219 MPLS
            220 Linux USB, mapped
            221 DECT
            222 AOS
            223 WirelessHART
            224 Fibre Channel
            225 Fibre Channel with delimiters
            226 Solaris ipnet
            227 CAN
            228 raw IPv4
            229 raw IPv6
            230 802.15.4 without check sequence
            231 D-Bus
            232 Juniper virtual server
            233 Juniper SRX
            234 Juniper Fibre Channel
            235 DVB-CI
            236 MUX27010
            237 STANAG 5066
            238 Juniper ATM CEMIC
            239 NFLOG
            240 netANALYZER
            241 netANALYZER, transparent
            242 IP over InfiniBand
            243 MPEG-2 transport stream
            244 ng40
            245 NFC LLCP
            246 pfsync
            247 InfiniBand
            248 SCTP without IP
            249 USBPcap
            250 RTAC serial
            251 Bluetooth LE
            252 Wireshark upper PDU
            253 netlink
            254 Bluetooth monitor of Linux
            255 Bluetooth baseband
            256 Bluetooth LE with pseudo-header
            257 PROFIBUS
            258 PKTAP
            259 EPON
            260 IPMI HPM.2
            261 Z-Wave R1 and R2
            262 Z-Wave R3
            263 WattStopper DLM
            264 ISO 14443
            265 RDS
            266 Darwin USB
            267 OpenFlow of OpenBSD
            268 SDLC
            269 TI LLN sniffer
            271 VSOCK
            272 Nordic Bluetooth LE
            273 DOCSIS 3.1 XRA-31
            274 802.3br mPackets
            275 DisplayPort AUX
            276 Linux cooked, version 2
            278 OpenVizsla USB
            279 EBHSCR
            280 VPP dispatch
            281 Ethernet with a Broadcom tag
            282 Ethernet behind a Broadcom tag
            283 802.15.4 with pseudo-header
            284 Ethernet with a Marvell tag
            285 Ethernet with a long Marvell tag
            286 ELEE
            287 Z-Wave serial
            288 USB 2.0
            289 ATSC ALP
            """;

    private static final Map<Integer, String> NAMES = LIST.lines()
            .map(line -> line.split(" ", 2))
            .collect(Collectors.toMap(entry -> Integer.valueOf(entry[0]), entry -> entry[1]));

    private LinkTypes() {}

    /** A name for people, or "no name known". */
    public static String name(int linkType) {
        return NAMES.getOrDefault(linkType, "no name known");
    }
}
