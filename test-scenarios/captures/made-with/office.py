#!/usr/bin/env python3
"""Harmless traffic that a port-scan detector must not call a scan.

usage: office.py KIND [--peer ADDRESS] [--count N] [--interface NAME]
"""
import argparse
import contextlib
import ftplib
import socket
import struct
import time
import urllib.request


def shortconn(peer, count):
    """Many short connections to open ports."""
    for index in range(count):
        with socket.create_connection((peer, (22, 80, 443)[index % 3]), 3) as conn:
            conn.send(b"GET / HTTP/1.0\r\n\r\n")
            conn.recv(512)


def http(peer, count):
    """A web client that fetches pages one after the other."""
    for _ in range(count):
        urllib.request.urlopen(f"http://{peer}/", timeout=3).read()
        time.sleep(0.02)


def ftp(peer, passive):
    session = ftplib.FTP(timeout=5)
    session.connect(peer, 21)
    session.login("lab", "lab")
    session.set_pasv(passive)
    for _ in range(5):
        session.retrlines("LIST", lambda line: None)
    session.quit()


def dns(peer, count, patience):
    """Questions from ever new source ports; patience shorter than the server's delay gives late answers."""
    for index in range(count):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.settimeout(patience)
            question = struct.pack(">HHHHHH", index, 0x100, 1, 0, 0, 0) + b"\x03lab\x04test\x00\x00\x01\x00\x01"
            sock.sendto(question, (peer, 53))
            with contextlib.suppress(TimeoutError):
                sock.recv(512)


def broadcast(interface):
    """DHCP, NetBIOS, mDNS, SSDP and LLMNR, as any desktop network carries them."""
    targets = [("255.255.255.255", 67, 68), ("198.18.0.255", 137, 137), ("198.18.0.255", 138, 138),
               ("224.0.0.251", 5353, 5353), ("239.255.255.250", 1900, 0), ("224.0.0.252", 5355, 0),
               ("255.255.255.255", 17500, 17500), ("198.18.0.255", 6771, 0)]
    for _ in range(3):
        for address, port, source in targets:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, interface.encode())
                sock.bind(("", source))
                sock.sendto(b"lab" * 40, (address, port))
        time.sleep(0.2)


def closed(peer, port, count):
    """A client that keeps trying a service that is down."""
    for _ in range(count):
        with contextlib.suppress(OSError):
            socket.create_connection((peer, port), 1).close()
        time.sleep(0.3)


def knock(peer):
    """A port-knock sequence followed by the connection it opens."""
    for port in (7000, 8000, 9000):
        with contextlib.suppress(OSError):
            socket.create_connection((peer, port), 0.3).close()
    socket.create_connection((peer, 22), 3).close()


def portmap(peer):
    """An NFS client that asks for the port mapper on a host without one."""
    for _ in range(2):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.sendto(struct.pack(">10I", 1, 0, 2, 100000, 2, 3, 0, 0, 0, 0), (peer, 111))
        for port in (111, 2049):
            with contextlib.suppress(OSError):
                socket.create_connection((peer, port), 1).close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("kind")
    parser.add_argument("--peer", default="198.18.0.10")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--interface", default="eth0")
    options = parser.parse_args()
    peer, count = options.peer, options.count
    {"http": lambda: http(peer, count), "shortconn": lambda: shortconn(peer, count * 10),
     "ftp-active": lambda: ftp(peer, False), "ftp-passive": lambda: ftp(peer, True),
     "dns": lambda: dns(peer, count // 3, 1), "dns-late": lambda: dns(peer, count, 0.05),
     "broadcast": lambda: broadcast(options.interface), "closed-retry": lambda: closed(peer, 8081, 8),
     "knock": lambda: knock(peer), "portmap": lambda: portmap(peer)}[options.kind]()


if __name__ == "__main__":
    main()
