#!/usr/bin/env python3
"""Frames that no common tool sends, or not so: sent on eth0 of the host that plays the part, recorded at the watched host.

usage: crafted.py KIND              send, in the namespace of the attacker or the client
       crafted.py KIND --write FILE write frames with the times they would have had (the slow kinds), answers included
"""
import argparse
import time

from scapy.all import (ICMP, IP, TCP, UDP, BOOTP, DHCP, Ether, ICMPv6DestUnreach, ICMPv6PacketTooBig, IPv6,
                       IPv6ExtHdrDestOpt, IPv6ExtHdrFragment, IPv6ExtHdrHopByHop, PadN, Raw, conf, fragment6, get_if_hwaddr, wrpcap)

VICTIM4, VICTIM6 = "198.18.0.10", "2001:db8:1::10"
VICTIM_MAC = "02:00:00:00:00:10"
CLOSED = [23, 79, 111, 113, 119, 135, 139, 143, 445, 513, 514, 587, 631, 1433, 1723, 2049, 3389, 5900, 6000, 8443]
LIST60 = CLOSED + [7, 9, 13, 17, 19, 37, 69, 70, 81, 82, 88, 106, 109, 137, 144, 179, 199, 389, 427, 465,
                   512, 515, 543, 544, 548, 554, 636, 646, 873, 990, 1025, 1110, 1720, 1755, 2000, 2121, 3128, 5000, 5051, 5800]


class Wire:
    """One raw socket; frames leave at the pace that the kind asks for."""

    def __init__(self):
        self.socket = conf.L2socket(iface="eth0")
        self.mac = get_if_hwaddr("eth0")

    def put(self, packet, gap=0.02, to=VICTIM_MAC):
        self.socket.send(Ether(src=self.mac, dst=to) / packet)
        time.sleep(gap)


def ip(source, target=None, **more):
    return IPv6(src=source, dst=target or VICTIM6, **more) if ":" in source else IP(src=source, dst=target or VICTIM4, **more)


def syn(source, port, sport, seq=1000, target=None, window=1024):
    return ip(source, target) / TCP(sport=sport, dport=port, flags="S", seq=seq, window=window, options=[("MSS", 1460)])


# scans

def behind(headers, source, transport="tcp"):
    def kind(wire):
        for index, port in enumerate(CLOSED + [22, 80]):
            part = TCP(sport=40000 + index, dport=port, flags="S", seq=77) if transport == "tcp" else UDP(sport=40000 + index, dport=port) / Raw(b"hello")
            packet = IPv6(src=source, dst=VICTIM6)
            for header in headers():
                packet = packet / header
            wire.put(packet / part)
    return kind


def extension_fragmented(wire):
    """The TCP header begins in the second fragment, behind 64 bytes of options: RFC 7112 forbids it for that reason."""
    for index, port in enumerate(CLOSED):
        whole = (IPv6(src="2001:db8:1::66", dst=VICTIM6) / IPv6ExtHdrFragment(id=900 + index)
                 / IPv6ExtHdrDestOpt(options=[PadN(optdata=b"\0" * 60)]) / TCP(sport=41000 + index, dport=port, flags="S", seq=77))
        for fragment in fragment6(whole, 40 + 8 + 64):
            wire.put(fragment, 0.01)


def mirai(targets, source):
    def kind(wire):
        for turn in range(2):
            for index, target in enumerate(targets):
                port = 2323 if index % 10 == 9 else 23
                number = int.from_bytes(bytes(int(part) for part in target.split(".")), "big")
                wire.put(IP(src=source, dst=target, id=4000 + index + turn * 50)
                         / TCP(sport=30000 + index * 7, dport=port, flags="S", seq=number, window=20000 + index * 131), 0.1)
    return kind


def distributed(sources):
    def kind(wire):
        for turn in range(3):
            for index, source in enumerate(sources):
                wire.put(syn(source, LIST60[index * 3 + turn], 45000 + index), 0.05)
    return kind


def distributed_udp(wire):
    for turn in range(3):
        for index in range(20):
            wire.put(ip(f"198.18.2.{index + 101}") / UDP(sport=45000 + index, dport=LIST60[index * 3 + turn]) / Raw(b"\0" * 8), 0.05)


def rotating(wire):
    for index, port in enumerate(LIST60[:40]):
        wire.put(syn(f"2001:db8:66::{0x1234 + index * 0x1f3:x}:{0x4444 + index * 0x2d:x}", port, 50000 + index), 0.1)


def rotating_wide(wire):
    """Each probe from a new /64 of one /48."""
    for index, port in enumerate(LIST60[:40]):
        wire.put(syn(f"2001:db8:66:{index + 1:x}::1", port, 50000 + index), 0.1)


def background(wire):
    """One source of internet background noise: three ports that worms like, stateless, window 65535, source port kept."""
    for port in (22, 23, 445, 3389, 6379, 8545):
        wire.put(IP(src="198.18.2.200", dst=VICTIM4, id=54321) / TCP(sport=6000, dport=port, flags="S", seq=0x10000, window=16384), 0.2)


# harmless

def swarm(wire):
    """Peers of a file-sharing client that ran here yesterday look for it: one closed port, many sources, TCP and UDP."""
    for turn in range(3):
        for peer in range(12):
            source = f"198.18.3.{peer + 1}"
            wire.put(ip(source) / UDP(sport=6881 + peer, dport=51413) / Raw(b"d1:ad2:id20:aaaaaaaaaaaaaaaaaaaae1:q4:ping1:t2:aa1:y1:qe"), 0.03)
            wire.put(syn(source, 51413, 50000 + peer + 100 * turn), 0.03)


def dht_stopped(wire):
    """As swarm, UDP only, and each peer asks again for minutes in life: four rounds here."""
    for turn in range(4):
        for peer in range(25):
            wire.put(ip(f"198.18.3.{peer + 1}") / UDP(sport=6881, dport=6881)
                     / Raw(b"d1:ad2:id20:bbbbbbbbbbbbbbbbbbbb6:target20:cccccccccccccccccccce1:q9:find_node1:t2:aa1:y1:qe"), 0.02)


def health(source):
    def kind(wire):
        """The kernel answers each SYN/ACK with the RST, as a balancer does that only looks."""
        for turn in range(20):
            for index, port in enumerate((80, 443, 8080)):
                wire.put(syn(source, port, 33000 + turn * 3 + index, window=4380), 0)
            time.sleep(1)
    return kind


def dhcp(wire):
    """A laptop gets its address; server and client both broadcast."""
    broadcast = "ff:ff:ff:ff:ff:ff"
    client = bytes.fromhex("020000000021") + b"\0" * 10
    for turn in range(2):
        for kind, reply in (("discover", "offer"), ("request", "ack")):
            wire.put(IP(src="0.0.0.0", dst="255.255.255.255") / UDP(sport=68, dport=67)
                     / BOOTP(chaddr=client, xid=7 + turn, flags=0x8000) / DHCP(options=[("message-type", kind), "end"]), 0.1, broadcast)
            wire.put(IP(src="198.18.0.1", dst="255.255.255.255") / UDP(sport=67, dport=68)
                     / BOOTP(op=2, chaddr=client, xid=7 + turn, yiaddr="198.18.0.21", siaddr="198.18.0.1")
                     / DHCP(options=[("message-type", reply), ("server_id", "198.18.0.1"), ("lease_time", 3600), "end"]), 0.1, broadcast)


def dhcp_unicast(wire):
    """A server that offers to this host by unicast: the request had gone out by broadcast, before the recording."""
    client = bytes.fromhex("020000000010") + b"\0" * 10
    for reply in ("offer", "ack", "ack"):
        wire.put(IP(src="198.18.0.20", dst=VICTIM4) / UDP(sport=67, dport=68)
                 / BOOTP(op=2, chaddr=client, xid=9, yiaddr=VICTIM4, siaddr="198.18.0.20")
                 / DHCP(options=[("message-type", reply), ("server_id", "198.18.0.20"), ("lease_time", 3600), "end"]), 0.5)


def wakes_up(wire):
    """A laptop wakes: its old connections to served ports end with data, FIN and RST out of the blue."""
    for index, port in enumerate((22, 443, 993, 3306, 8080, 80)):
        part = dict(sport=52000 + index, dport=port, seq=9000 + index, ack=7000 + index, window=501)
        wire.put(ip("198.18.0.20") / TCP(flags="PA", **part) / Raw(b"x" * 40), 0.05)
        wire.put(ip("198.18.0.20") / TCP(flags="FA", **part), 0.05)
        wire.put(ip("198.18.0.20") / TCP(flags="R", **dict(part, ack=0)), 0.05)


def far_side_wakes_up(wire):
    """Servers that this host used before it restarted: keep-alives, data and FINs to ports of ours that nobody remembers."""
    for turn in range(2):
        for index, port in enumerate((443, 993, 5222, 22)):
            part = dict(sport=port, dport=40210 + index * 37, seq=9000 + index, ack=7000 + index, window=501)
            wire.put(ip("198.18.0.20") / TCP(flags="A", **part), 0.05)
            wire.put(ip("198.18.0.20") / TCP(flags="PA", **part) / Raw(b"x" * 40), 0.05)
            wire.put(ip("198.18.0.20") / TCP(flags="FA", **part), 0.05)
        time.sleep(1)


def path_mtu(wire):
    """A router on the way says that packets of ours were too big, several times and for several conversations."""
    for index in range(6):
        quoted = IP(src=VICTIM4, dst="198.18.4.9", len=1500, flags="DF") / TCP(sport=(443, 80, 22)[index % 3], dport=50000 + index, flags="A", seq=5)
        wire.put(IP(src="198.18.0.20", dst=VICTIM4) / ICMP(type=3, code=4, nexthopmtu=1400) / bytes(quoted)[:28], 0.1)


def path_mtu6(wire):
    for index in range(6):
        quoted = IPv6(src=VICTIM6, dst="2001:db8:4::9", plen=1460) / TCP(sport=(443, 80, 22)[index % 3], dport=50000 + index, flags="A", seq=5)
        wire.put(IPv6(src="2001:db8:1::20", dst=VICTIM6) / ICMPv6PacketTooBig(mtu=1400) / bytes(quoted), 0.1)


def backscatter_icmp(wire):
    """Someone else sends in this host's name; routers and hosts complain to it."""
    for index in range(40):
        quoted = IP(src=VICTIM4, dst=f"198.18.4.{index + 1}") / UDP(sport=40000 + index, dport=33000 + index * 3)
        wire.put(IP(src=f"198.18.4.{index + 1}", dst=VICTIM4) / ICMP(type=3, code=(3, 1, 13)[index % 3]) / bytes(quoted)[:28], 0.02)
    for index in range(20):
        quoted = IP(src=VICTIM4, dst="198.18.4.77", ttl=1) / TCP(sport=40000 + index, dport=80, flags="S", seq=5)
        wire.put(IP(src="198.18.4.250", dst=VICTIM4) / ICMP(type=11) / bytes(quoted)[:28], 0.02)


def backscatter_icmp6(wire):
    for index in range(40):
        quoted = IPv6(src=VICTIM6, dst=f"2001:db8:4::{index + 1:x}") / UDP(sport=40000 + index, dport=33000 + index * 3)
        wire.put(IPv6(src=f"2001:db8:4::{index + 1:x}", dst=VICTIM6) / ICMPv6DestUnreach(code=(4, 3, 1)[index % 3]) / bytes(quoted), 0.02)


def backscatter_udp(wire):
    """Answers of name servers to questions that someone else asked in this host's name."""
    for index in range(60):
        wire.put(ip(f"198.18.4.{index % 6 + 1}") / UDP(sport=53, dport=20000 + index * 97) / Raw(b"\0\1\x81\x80" + b"\0" * 40), 0.02)


def backscatter(flags, source):
    def kind(wire):
        """One flooded server answers the forged SYNs: ever new ports of ours."""
        for index in range(60):
            wire.put(ip(source) / TCP(sport=80, dport=1024 + index * 331, flags=flags, seq=1 + index, ack=2 + index), 0.02)
    return kind


def popular(port):
    def kind(wire):
        """A hundred sources, one port, one SYN each: a crowd, or the internet's noise; no one of them scans this host."""
        for index in range(100):
            wire.put(syn(f"198.18.5.{index + 1}", port, 40000 + index * 3, window=64240), 0.02)
    return kind


def duplicates(wire):
    """A wire that doubles: one client's SYN to a closed port, and its data to a served one, several times each."""
    for turn in range(5):
        wire.put(syn("198.18.0.20", 8443, 51000), 0.2 * 2 ** turn)
    for turn in range(5):
        wire.put(ip("198.18.0.20") / TCP(sport=51001, dport=443, flags="PA", seq=9, ack=7) / Raw(b"x" * 40), 0.2)


KINDS = {
    "exthdr-dstopt": behind(lambda: [IPv6ExtHdrDestOpt(options=[PadN(optdata=b"\0" * 4)])], "2001:db8:1::66"),
    "exthdr-hopbyhop": behind(lambda: [IPv6ExtHdrHopByHop(options=[PadN(optdata=b"\0" * 4)])], "2001:db8:1::66"),
    "exthdr-chain": behind(lambda: [IPv6ExtHdrHopByHop(options=[PadN(optdata=b"\0" * 4)]), IPv6ExtHdrDestOpt(options=[PadN(optdata=b"\0" * 12)]),
                                    IPv6ExtHdrDestOpt(options=[PadN(optdata=b"\0" * 4)])], "2001:db8:1::66"),
    "exthdr-atomic": behind(lambda: [IPv6ExtHdrFragment(id=5, m=0, offset=0)], "2001:db8:1::66"),
    "exthdr-dstopt-udp": behind(lambda: [IPv6ExtHdrDestOpt(options=[PadN(optdata=b"\0" * 4)])], "2001:db8:1::66", "udp"),
    "exthdr-fragmented": extension_fragmented,
    "mirai-horizontal": mirai([f"198.18.0.{last}" for last in range(100, 108)], "198.18.2.210"),
    "mirai": mirai(["198.18.0.10"] * 10, "198.18.2.211"),
    "distributed": distributed([f"198.18.2.{index + 1}" for index in range(20)]),
    "distributed6": distributed([f"2001:db8:77:{index + 1:x}::9" for index in range(20)]),
    "distributed-udp": distributed_udp, "rotating-64": rotating, "rotating-48": rotating_wide, "background": background,
    "swarm": swarm, "dht-stopped": dht_stopped, "health": health("198.18.0.20"), "health6": health("2001:db8:1::20"),
    "dhcp": dhcp, "dhcp-unicast": dhcp_unicast, "wakes-up": wakes_up, "far-side-wakes-up": far_side_wakes_up,
    "path-mtu": path_mtu, "path-mtu6": path_mtu6, "backscatter-icmp": backscatter_icmp, "backscatter-icmp6": backscatter_icmp6,
    "backscatter-udp": backscatter_udp, "backscatter-rst6": backscatter("RA", "2001:db8:4::80"),
    "backscatter-synack6": backscatter("SA", "2001:db8:4::80"), "backscatter-many-rst": backscatter("RA", "198.18.4.80"),
    "popular-served": popular(443), "popular-closed": popular(445), "duplicates": duplicates,
}


# written, not sent: they would take hours

def written(gap, probes, flags="S"):
    """(source, port, host) at each gap; closed ports answer as the watched host's kernel does; no flags: UDP."""
    frames, base = [], 1795737600.0                     # 2026-11-27 00:00 UTC
    for index, (source, port, host) in enumerate(probes):
        at, sport = base + index * gap, 43000 + index * 11
        back = ip(host, source)
        if flags == "A":
            probe = ip(source, host) / TCP(sport=sport, dport=port, flags="A", seq=0, ack=4242 + index, window=1024)
            answer = back / TCP(sport=port, dport=sport, flags="R", seq=4242 + index, window=0)
        elif flags:
            probe = ip(source, host) / TCP(sport=sport, dport=port, flags=flags, seq=4242 + index, window=1024,
                                           options=[("MSS", 1460)] if flags == "S" else [])
            answer = back / TCP(sport=port, dport=sport, flags="RA", seq=0, ack=4243 + index, window=0)
        else:
            probe = ip(source, host) / UDP(sport=sport, dport=port) / Raw(b"\0" * 8)
            answer = IP(src=host, dst=source) / ICMP(type=3, code=3) / bytes(probe)
        for packet, when, from_mac, to_mac in ((probe, at, "02:00:00:00:00:66", VICTIM_MAC), (answer, at + 0.0002, VICTIM_MAC, "02:00:00:00:00:66")):
            frame = Ether(src=from_mac, dst=to_mac) / packet
            frame.time = when
            frames.append(frame)
    return frames


def vertical(source, ports, host=VICTIM4):
    return [(source, port, host) for port in ports]


PORTS8 = [23, 79, 111, 445, 1433, 3389, 5900, 8443]
UDP8 = [69, 161, 500, 1900, 5060, 11211, 17185, 47808]
HOSTS8 = [f"198.18.0.{last}" for last in range(100, 108)]
WRITTEN = {
    "sS-10min-ipv4": lambda: written(600, vertical("198.18.2.220", PORTS8)),
    "sS-10min-ipv6": lambda: written(600, vertical("2001:db8:2::220", PORTS8, VICTIM6)),
    "sS-1h-ipv4": lambda: written(3600, vertical("198.18.2.221", PORTS8)),
    "sS-6h-ipv4": lambda: written(21600, vertical("198.18.2.222", PORTS8)),
    "sF-10min-ipv4": lambda: written(600, vertical("198.18.2.225", PORTS8), "F"),
    "sA-10min-ipv4": lambda: written(600, vertical("198.18.2.226", PORTS8), "A"),
    "sU-10min-ipv4": lambda: written(600, vertical("198.18.2.223", UDP8), ""),
    "sU-1h-ipv4": lambda: written(3600, vertical("198.18.2.227", UDP8), ""),
    "horizontal-10min-ipv4": lambda: written(600, [("198.18.2.224", 3389, host) for host in HOSTS8]),
    "horizontal-1h-ipv4": lambda: written(3600, [("198.18.2.228", 3389, host) for host in HOSTS8]),
    "distributed-10min-ipv4": lambda: written(600, [(f"198.18.2.{231 + index % 20}", port, VICTIM4) for index, port in enumerate(LIST60)]),
    "rotating-64-10min-ipv6": lambda: written(600, [(f"2001:db8:67::{0x1234 + index * 0x1f3:x}", port, VICTIM6)
                                                    for index, port in enumerate(LIST60[:40])]),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("kind", choices=sorted(KINDS) + sorted(WRITTEN))
    parser.add_argument("--write")
    options = parser.parse_args()
    if options.write:
        wrpcap(options.write, WRITTEN[options.kind]())
    else:
        KINDS[options.kind](Wire())


if __name__ == "__main__":
    main()
