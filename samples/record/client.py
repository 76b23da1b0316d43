"""An office workstation: visits pages, looks for its files and its printer, and keeps answers for as long as they may be kept.

Asks as glibc does (no EDNS, both families from one port, TCP where an answer was truncated, RFC 7766), the server that its settings name at
that moment. Runs until it is ended.
"""

import argparse
import heapq
import pathlib
import random
import socket
import struct
import time

A, PTR, TXT, AAAA, SRV, OPT = 1, 12, 16, 28, 33, 41
TIMEOUT = 2.0
LONGEST_PAUSE = 25.0


class Stub:
    """Looks names up at the server of a settings file, which is read again for each look-up."""

    def __init__(self, settings, chance):
        self.settings, self.chance = settings, chance
        self.kept = {}

    def server(self):
        return self.settings.read_text(encoding="ascii").split()[1]

    def look_up(self, name, *types, edns=None):
        """Asks for the types of which no answer is kept."""
        missing = [kind for kind in types if self.kept.get((name, kind), 0) <= time.monotonic()]
        if not missing:
            return
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            udp.settimeout(TIMEOUT)
            udp.connect((self.server(), 53))
            asked = {}
            for kind in missing:
                query = self.query(name, kind, edns)
                asked[query[:2]] = kind, query
                udp.send(query)
            while asked:
                try:
                    response = udp.recv(65535)
                except OSError:
                    return
                if response[:2] in asked:
                    self.take(name, *asked.pop(response[:2]), response)

    def query(self, name, kind, edns):
        extra = b"" if edns is None else struct.pack("!BHHIH", 0, OPT, edns, 0, 0)
        return struct.pack("!6H", self.chance.getrandbits(16), 0x0100, 1, 0, 0, 1 if extra else 0) + wire(name) + struct.pack("!2H", kind, 1) + extra

    def take(self, name, kind, query, response):
        if response[2] & 0x02:
            response = self.ask_by_tcp(query)
        if response:
            self.kept[name, kind] = time.monotonic() + ttl(response)

    def ask_by_tcp(self, query):
        try:
            with socket.create_connection((self.server(), 53), TIMEOUT) as tcp, tcp.makefile("rb") as stream:
                tcp.sendall(struct.pack("!H", len(query)) + query)
                return stream.read(struct.unpack("!H", stream.read(2))[0])
        except (OSError, struct.error):
            return None


def wire(name):
    return b"".join(bytes([len(label)]) + label.encode("ascii") for label in name.split(".") if label) + b"\0"


def ttl(response):
    """Seconds for which a response may be kept: the least of its answers, or of the SOA record where it has none (RFC 2308 section 5)."""
    questions, answers, authorities = struct.unpack_from("!3H", response, 4)
    at = 12
    for _ in range(questions):
        at = behind_name(response, at) + 4
    least = 300
    for _ in range(answers or authorities):
        at = behind_name(response, at)
        seconds, length = struct.unpack_from("!IH", response, at + 4)
        least = min(least, seconds)
        at += 10 + length
    return least


def behind_name(message, at):
    while message[at] and message[at] < 0xC0:
        at += message[at] + 1
    return at + (2 if message[at] else 1)


def ask_the_link(group, port, name, kind, chance):
    """Asks the neighbours for a name, by mDNS (RFC 6762) or LLMNR (RFC 4795), and waits a moment for an answer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.settimeout(0.5)
        query = struct.pack("!6H", chance.getrandbits(16), 0, 1, 0, 0, 0) + wire(name) + struct.pack("!2H", kind, 1)
        udp.sendto(query, (group, port))
        try:
            udp.recv(9000)
        except OSError:
            pass


class Workstation:
    """What a host does by and by: each habit comes again after a pause of its own."""

    def __init__(self, options):
        self.chance = random.Random(options.seed)
        self.stub = Stub(options.settings, self.chance)
        self.sites = [line.split()[0] for line in options.sites.read_text(encoding="ascii").splitlines() if not line.startswith("#")]
        self.weights = [1 / (rank + 2) for rank in range(len(self.sites))]
        self.habits = [(self.visit, 8), (self.open_file, 45), (self.mail, 30), (self.keep_time, 64), (self.look_around, 80), (self.name_addresses, 50)]
        if options.large:
            self.habits.append((self.read_list, 35))

    def run(self):
        due = [(time.monotonic() + self.chance.uniform(0, pause), number) for number, (_, pause) in enumerate(self.habits)]
        heapq.heapify(due)
        while True:
            at, number = heapq.heappop(due)
            time.sleep(max(0, at - time.monotonic()))
            habit, pause = self.habits[number]
            habit()
            heapq.heappush(due, (time.monotonic() + min(self.chance.expovariate(1 / pause), max(LONGEST_PAUSE, pause)), number))

    def visit(self):
        site = self.chance.choices(self.sites, self.weights)[0]
        self.stub.look_up(f"www.{site}", A, AAAA)
        embedded = [f"{host}.{site}" for host in self.chance.sample(("static", "img", "api"), self.chance.randint(0, 2))]
        embedded += self.chance.sample(("api.counter.example", "static.fonts.example"), self.chance.randint(0, 2))
        for name in embedded:
            time.sleep(self.chance.uniform(0.02, 0.2))
            self.stub.look_up(name, A, AAAA)

    def open_file(self):
        self.stub.look_up("_ldap._tcp.office.test", SRV)
        self.stub.look_up("files.office.test", A, AAAA)

    def mail(self):
        self.stub.look_up("api.mailbox.example", A, AAAA)

    def keep_time(self):
        self.stub.look_up("static.example.com", A)

    def look_around(self):
        self.stub.look_up("wpad.office.test", A)
        ask_the_link("224.0.0.251", 5353, "printer.local", A, self.chance)
        ask_the_link("224.0.0.252", 5355, "printer", A, self.chance)

    def name_addresses(self):
        self.stub.look_up(f"{self.chance.choice((30, 31, 40, 53, 77))}.0.70.10.in-addr.arpa", PTR)

    def read_list(self):
        """An answer too large for UDP, with EDNS and without: it comes in fragments, or again over TCP."""
        self.stub.look_up("list.example.net", TXT, edns=self.chance.choice((4096, None)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--settings", required=True, type=pathlib.Path, help="names its server, as resolv.conf does")
    parser.add_argument("--sites", required=True, type=pathlib.Path, help="the zones that it visits")
    parser.add_argument("--seed", required=True, type=int, help="of its choices")
    parser.add_argument("--large", action="store_true", help="also asks for a large record set")
    Workstation(parser.parse_args()).run()


if __name__ == "__main__":
    main()
