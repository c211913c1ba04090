#!/usr/bin/env python3
"""An idle host with one counter for all IP identifications, as an idle scan needs it; Linux has none since long.

usage: zombie.py ADDRESS    answers ARP and TCP for ADDRESS on eth0 until it is ended
"""
import sys

from scapy.all import ARP, IP, TCP, Ether, conf, get_if_hwaddr, sniff

ADDRESS = sys.argv[1]
WIRE, MAC = conf.L2socket(iface="eth0"), get_if_hwaddr("eth0")
count = 1000


def answer(frame):
    global count
    if ARP in frame and frame[ARP].op == 1 and frame[ARP].pdst == ADDRESS:
        WIRE.send(Ether(src=MAC, dst=frame.src)
                  / ARP(op=2, hwsrc=MAC, psrc=ADDRESS, hwdst=frame[ARP].hwsrc, pdst=frame[ARP].psrc))
    elif TCP in frame and frame[IP].dst == ADDRESS and not frame[TCP].flags & 4:
        count += 1
        seen = frame[TCP]
        reset = (TCP(sport=seen.dport, dport=seen.sport, flags="R", seq=seen.ack) if seen.flags & 16 else
                 TCP(sport=seen.dport, dport=seen.sport, flags="RA", ack=seen.seq + 1))
        WIRE.send(Ether(src=MAC, dst=frame.src) / IP(src=ADDRESS, dst=frame[IP].src, id=count) / reset)


print("ready", flush=True)
sniff(iface="eth0", prn=answer, store=False, lfilter=lambda frame: frame.src != MAC)
