#!/usr/bin/env python3
"""Harmless traffic through real sockets.

usage: everyday.py KIND    in the namespace that the table of ../benign/README.md names
"""
import contextlib
import socket
import struct
import sys
import threading
import time

VICTIM4, VICTIM6, CLIENT4 = "198.18.0.10", "2001:db8:1::10", "198.18.0.20"


def dial(peer, port, patience=2.0, source=None, say=b"GET / HTTP/1.0\r\n\r\n"):
    with contextlib.suppress(OSError):
        with socket.create_connection((peer, port), patience, source_address=(source, 0) if source else None) as conn:
            conn.sendall(say)
            conn.recv(512)


def together(*calls):
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def nat_crowd():
    """Thirty people behind one address: a page each, and the intranet application that has moved away from 8081."""
    def person(number):
        time.sleep(number * 0.07)
        dial(VICTIM4, (80, 443)[number % 2])
        for _ in range(3):
            dial(VICTIM4, 8081)
            time.sleep(0.4)
    together(*[lambda number=number: person(number) for number in range(30)])


def restart_server():
    """Serves 9090, is away for four seconds, serves again; run in the watched host's namespace."""
    for _ in range(2):
        with socket.create_server(("0.0.0.0", 9090), backlog=50) as server:
            print("ready", flush=True)
            server.settimeout(0.2)
            taken, until = [], time.monotonic() + 4
            while time.monotonic() < until:
                with contextlib.suppress(TimeoutError):
                    taken.append(server.accept()[0])
            for conn in taken:
                conn.close()
        time.sleep(4)


def restart_clients():
    """Six clients that keep a connection, and come back at once when it breaks."""
    def client():
        until = time.monotonic() + 11
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                with socket.create_connection((VICTIM4, 9090), 1) as conn:
                    conn.settimeout(5)
                    conn.sendall(b"hello")
                    conn.recv(10)
            time.sleep(0.5)
    together(*[client] * 6)


def quic():
    """A browser tries QUIC and falls back to TCP when the answer is that nobody listens."""
    for peer, family in ((VICTIM4, socket.AF_INET), (VICTIM6, socket.AF_INET6)):
        for _ in range(4):
            with socket.socket(family, socket.SOCK_DGRAM) as sock:
                sock.connect((peer, 443))
                for _ in range(3):
                    with contextlib.suppress(OSError):
                        sock.send(b"\xc0\0\0\0\1\x08" + b"\0" * 1194)
                    time.sleep(0.1)
            dial(peer, 443)


def smb():
    """A desktop that looks for a shared folder asks 445 and 139, and the name service beside them."""
    for _ in range(2):
        together(lambda: dial(VICTIM4, 445), lambda: dial(VICTIM4, 139))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.sendto(b"\0\1\0\0\0\1\0\0\0\0\0\0 CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\0\0!\0\1", (VICTIM4, 137))
        time.sleep(2)


def ident_server():
    """A server that asks the identity of whoever connects: back to port 113; run at the client."""
    with socket.create_server((CLIENT4, 6667)) as listening:
        print("ready", flush=True)
        for _ in range(4):
            conn, peer = listening.accept()
            dial(peer[0], 113, 2)
            conn.close()


def ident_client():
    """The watched host connects out four times; each time it is asked back."""
    for _ in range(4):
        dial(CLIENT4, 6667, 3, say=b"NICK lab\r\n")
        time.sleep(0.5)


def callback_server():
    """A mail server that, for each mail, calls the sender's domain back: 25, and when busy also 465 and 587; at the client."""
    with socket.create_server((CLIENT4, 25)) as listening:
        print("ready", flush=True)
        for number in range(5):
            conn, peer = listening.accept()
            conn.sendall(b"220 mail\r\n")
            dial(peer[0], 25, 2, say=b"EHLO lab\r\n")
            if number == 3:
                dial(peer[0], 587, 2, say=b"EHLO lab\r\n")
            conn.close()


def callback_client():
    for _ in range(5):
        dial(CLIENT4, 25, 5, say=b"EHLO lab\r\n")
        time.sleep(0.4)


def ntp_late_server():
    """Answers each question of a time client after 300 ms; at the client."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((CLIENT4, 123))
        print("ready", flush=True)
        for _ in range(30):
            data, peer = sock.recvfrom(512)
            threading.Timer(0.3, sock.sendto, (b"\x24\1" + data[2:], peer)).start()
        time.sleep(1)


def ntp_late():
    """The watched host asks the time thirty times from ever new ports, and does not wait for the answer."""
    for _ in range(30):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.sendto(b"\x23" + b"\0" * 47, (CLIENT4, 123))
        time.sleep(0.1)


def ssdp_server():
    """A media box answers a multicast question from another address than was asked; late for some; at the client."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(("", 1900))
        sock.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton("239.255.255.250") + socket.inet_aton(CLIENT4))
        print("ready", flush=True)
        for number in range(6):
            data, peer = sock.recvfrom(512)
            threading.Timer(0.1 if number % 2 else 1.2, sock.sendto, (b"HTTP/1.1 200 OK\r\nST: lab\r\n\r\n", peer)).start()
        time.sleep(2)


def ssdp():
    for _ in range(6):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(VICTIM4))
            sock.settimeout(0.6)
            sock.sendto(b"M-SEARCH * HTTP/1.1\r\nMX: 1\r\nST: ssdp:all\r\n\r\n", ("239.255.255.250", 1900))
            with contextlib.suppress(OSError):
                sock.recv(512)


def multicast6():
    """mDNS, LLMNR, SSDP and DHCPv6 as an IPv6 network carries them."""
    scope = socket.if_nametoindex("eth0")
    for _ in range(3):
        for group, port in (("ff02::fb", 5353), ("ff02::1:3", 5355), ("ff02::c", 1900), ("ff02::1:2", 547)):
            with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sock:
                sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, scope)
                sock.sendto(b"lab" * 20, (group, port, 0, scope))
        time.sleep(0.2)


def dht():
    """The watched host runs a DHT node on 6881 and asks peers; they ask back on the same port, also after it ended."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((VICTIM4, 6881))
        sock.settimeout(0.05)
        until, last = time.monotonic() + 4, 0
        while time.monotonic() < until:
            sock.sendto(b"d1:q4:pinge", (CLIENT4, 7000 + last % 10))
            last += 1
            with contextlib.suppress(OSError):
                for _ in range(5):
                    sock.recv(512)


def dht_peers():
    """Ten peers, a port each; three go on for three seconds after the node has gone; at the client."""
    def peer(number):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.bind((CLIENT4, 7000 + number))
            sock.settimeout(0.3)
            until = time.monotonic() + (8 if number < 3 else 4)
            while time.monotonic() < until:
                with contextlib.suppress(OSError):
                    _, address = sock.recvfrom(512)
                    sock.sendto(b"d1:r4:ponge", address)
                if number % 2 == 0:
                    sock.sendto(b"d1:q9:find_nodee", (VICTIM4, 6881))
    print("ready", flush=True)
    together(*[lambda number=number: peer(number) for number in range(10)])


def dropped():
    """A service behind a filter that drops: the kernel repeats its SYN, the program its attempt."""
    for _ in range(2):
        dial(VICTIM4, 8443, 8)


def browser():
    """Six connections at once, twice, on both families."""
    for peer in (VICTIM4, VICTIM6) * 2:
        together(*[lambda peer=peer: dial(peer, 443)] * 6)


def rpc_served():
    """An NFS client of a host that has the port mapper: it is told a port, and tries that; run at the client."""
    for port in (111, 20048, 2049):
        dial(VICTIM4, port, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(struct.pack(">10I", 1, 0, 2, 100000, 2, 3, 0, 0, 0, 0), (VICTIM4, 111))
    time.sleep(0.5)


def rpc_server():
    """111 and 2049 served, the mount port 20048 down; at the watched host."""
    with socket.create_server((VICTIM4, 111)) as first, socket.create_server((VICTIM4, 2049)) as second:
        print("ready", flush=True)
        for listening in (first, second):
            conn = listening.accept()[0]
            conn.sendall(b"rpc")
            conn.close()


def printer():
    """A desktop looks for a printer as its driver does: 9100, 631, 515, SNMP; label: three closed ports, as a scan has."""
    for port in (9100, 631, 515):
        dial(VICTIM4, port, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"0\x26\2\1\0\4\6public", (VICTIM4, 161))


def mail_client():
    """A mail program finds out by itself what a server offers: 993, 143, 995, 110, 465, 587, 25."""
    for port in (993, 143, 995, 110, 465, 587, 25):
        dial(VICTIM4, port, 1)
        time.sleep(0.1)


if __name__ == "__main__":
    globals()[sys.argv[1].replace("-", "_")]()
