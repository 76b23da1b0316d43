"""Writes the evidence of `nameward selftest` that was not recorded: log lines and packets of made-up traffic, the same from each run.

What is asked and answered here was never sent. Times, names and addresses are fictional; what stands for data is random text.

    python3 make-evidence.py FOLDER

With a second word it also writes the days before unusual.log.gz, from which normal.json is learned:

    python3 make-evidence.py FOLDER days.log.gz && nameward learn days.log.gz --baseline FOLDER/normal.json
"""

import datetime
import gzip
import pathlib
import random
import struct
import sys

START = 1773824400  # 2026-03-18 09:00 UTC
RESOLVER = "10.0.0.53"
HEAD = """#separator \\x09
#set_separator\t,
#empty_field\t(empty)
#unset_field\t-
#path\tdns
#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\ttrans_id\trtt\tquery\tqclass\tqclass_name\tqtype\tqtype_name\trcode\trcode_name\tAA\tTC\tRD\tRA\tZ\tanswers\tTTLs\trejected
#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tcount\tinterval\tstring\tcount\tstring\tcount\tstring\tcount\tstring\tbool\tbool\tbool\tbool\tcount\tvector[string]\tvector[interval]\tbool
"""
TYPES = {"A": 1, "PTR": 12, "TXT": 16, "IXFR": 251, "AXFR": 252}


class Zeek:
    """A dns.log of Zeek, one look-up a row."""

    def __init__(self):
        self.rows = []

    def ask(self, second, client, name, answer, ttl, kind="A", server=RESOLVER, port=53, recursion="T"):
        """A look-up; an answer of None says that there is no such name."""
        self.rows.append((second, client, name, answer, ttl, kind, server, port, recursion))

    def text(self):
        lines = [HEAD]
        for number, (second, client, name, answer, ttl, kind, server, port, recursion) in enumerate(sorted(self.rows, key=lambda row: row[:3])):
            rcode, answers, ttls = ("3\tNXDOMAIN", "-", "-") if answer is None else ("0\tNOERROR", answer, f"{ttl}.000000")
            lines.append("\t".join((f"{START + second:.6f}", f"C{number:06d}", client, str(40000 + number % 20000), server, str(port), "udp", str(number % 65536), "0.020000",
                                      name, "1", "C_INTERNET", str(TYPES[kind]), kind, rcode, "F", "F", "T", recursion, "0", answers, ttls, "F")) + "\n")
        return "".join(lines)


def client(number):
    return f"10.0.0.{number}"


def browse(log, chance, clients, seconds, pause):
    """People: pages of forty sites that many visit, at times of their own."""
    for number in clients:
        second = chance.uniform(0, pause)
        while second < seconds:
            for _ in range(chance.randint(1, 4)):
                site = chance.randrange(40)
                log.ask(second + chance.random(), client(number), f"{chance.choice(('www', 'cdn', 'api', 'img'))}.site{site}.example", f"198.51.100.{site + 1}", 300)
            second += chance.expovariate(1 / pause)


def symbols(chance, alphabet, count):
    return "".join(chance.choice(alphabet) for _ in range(count))


def channels():
    """A client that comes back by the clock with new names, one that sends data straight to a server outside, and what looks like them."""
    log, chance = Zeek(), random.Random(1)
    browse(log, chance, range(1, 15), 7200, 300)
    for number in range(110):
        second = 60 * number + chance.uniform(-6, 6) + 30
        log.ask(second, client(7), f"{symbols(chance, '0123456789abcdef', 40)}.relay.example", "TXT 24 " + symbols(chance, "abcdefghijklmnopqrstuvwxyz234567", 24), 0, "TXT")
    for number in range(150):
        second = 1800 + 0.4 * number + chance.random()
        name = ".".join(symbols(chance, "abcdefghijklmnopqrstuvwxyz234567", 50) for _ in range(3))
        log.ask(second, client(8), f"{name}.direct.example", "TXT 120 " + symbols(chance, "abcdefghijklmnopqrstuvwxyz234567", 120), 0, "TXT", "203.0.113.66", 5353, "F")
    # A list of hashes that every workstation's anti-virus asks: few at a time, answered with a constant that lives for an hour.
    hashes = [symbols(chance, "0123456789abcdef", 32) for _ in range(60)]
    for number in range(1, 15):
        for one in chance.sample(hashes, 20):
            log.ask(chance.uniform(0, 7200), client(number), f"{one}.hashes.example", "127.0.0.1", 3600)
    # A host with a resolver of its own choice, which it asks for what all ask.
    for number in range(40):
        log.ask(chance.uniform(0, 7200), client(9), f"www.site{number}.example", f"198.51.100.{number + 1}", 300, server="198.51.100.253")
    return log


def scattered():
    """Names that lie each in a zone of its own: drawn ones that do not exist, data sent straight to a server outside, and what looks like them."""
    log, chance = Zeek(), random.Random(5)
    browse(log, chance, range(1, 15), 7200, 300)
    for number in range(16):
        log.ask(4000 + 2 * number, client(5), symbols(chance, "abcdefghijklmnopqrstuvwxyz", chance.randint(13, 17)) + ".com", None, 0)
    # Mistyped now and then.
    for number in range(8):
        log.ask(700 * number + chance.uniform(0, 600), client(6), f"{chance.choice(('garden', 'market', 'travel', 'school'))}-{chance.choice(('shop', 'world', 'house'))}{number}-example.com", None, 0)
    for number in range(14):
        name = f"dnscat.{symbols(chance, '0123456789abcdef', 34)}.{symbols(chance, '0123456789abcdef', 22)}"
        log.ask(2000 + 3 * number, client(8), name, "TXT 34 " + symbols(chance, "0123456789abcdef", 34), 60, "TXT", "203.0.113.77", 53, "F")
    # A host with a resolver of its own choice, which it asks for what all ask.
    for number in range(40):
        log.ask(chance.uniform(0, 7200), client(9), f"www.site{number}.example", f"198.51.100.{number + 1}", 300, server="198.51.100.253")
    return log


def timers():
    """A zone that one host alone asks by the clock, or several in turn that share an address, and others that are asked so because a cache empties, by many, or at an address of many."""
    log, chance = Zeek(), random.Random(2)
    browse(log, chance, range(1, 15), 50000, 3000)
    for number in range(48):
        log.ask(1000 * number + chance.uniform(-40, 40) + 100, client(5), "home.dyn-host.example", "203.0.113.9", 60)
        log.ask(1000 * number + chance.uniform(0, 8) + 200, client(6), "time.telemetry.example", "203.0.113.10", 990)
        for other in (3, 4, 11):
            log.ask(1000 * number + chance.uniform(-40, 40) + 300 + other, client(other), "feed.news.example", "203.0.113.11", 60)
        log.ask(1000 * number + chance.uniform(-40, 40) + 500, client(8), f"www.{chance.choice(('alder', 'birch', 'cedar'))}.example", "203.0.113.12", 60)
        log.ask(1000 * number + chance.uniform(-40, 40) + 700, client(9), f"www.{chance.choice(('linden', 'maple', 'rowan'))}.example", "203.0.113.13", 60)
    log.ask(4000, client(2), "www.spruce.example", "203.0.113.13", 60)
    return log


def conditional():
    """Three hosts in turn ask for drawn names: one zone has texts for one of them alone, another lacks a quarter of its names for everybody."""
    log, chance = Zeek(), random.Random(4)
    browse(log, chance, range(1, 9), 3000, 200)
    for number in range(60):
        drawn = symbols(chance, "abcdefghijklmnopqrstuvwxyz234567", 16)
        log.ask(40 * number + chance.uniform(0, 20), client(3 + number % 3), f"{drawn}.chosen-example.com", "TXT 4 wait" if number % 3 == 0 else None, 5, kind="TXT")
        log.ask(40 * number + chance.uniform(20, 40), client(3 + number % 3), f"{drawn}.assets-example.com", f"203.0.113.{number % 7 + 1}" if chance.random() < 0.75 else None, 20)
    return log


def hosts():
    """What single hosts do: a page that leads its visitor outside first and inside then, whole zones, lists of words and networks asked for; and what looks like each."""
    log, chance = Zeek(), random.Random(6)
    browse(log, chance, range(1, 15), 7200, 1500)
    for number in range(3):
        log.ask(3000 + 200 * number, client(5), f"s{7731 + number}.rebind.example.net", "203.0.113.66", 1)
        log.ask(3062 + 200 * number, client(5), f"s{7731 + number}.rebind.example.net", "192.168.1.1", 1)
    # A laptop whose tunnel to the office comes up: another server answers.
    log.ask(2000, client(6), "intranet.example.org", "203.0.113.20", 60, server="198.51.100.253")
    log.ask(2240, client(6), "intranet.example.org", "10.1.2.3", 60)
    # Whole zones, once; and a secondary that asks for its own every ten minutes.
    for number, server in enumerate((RESOLVER, "198.51.100.253")):
        log.ask(4000 + number, client(7), "example.com", None, 0, "AXFR", server)
    for number in range(11):
        log.ask(600 * number + 40, client(8), "example.org", "198.51.100.40", 300, "IXFR")
    # A list of words, and typing mistakes in the zone of one's own.
    words = ("admin", "api", "backup", "build", "demo", "files", "gate", "jobs", "lab", "mail", "node", "office", "portal", "print", "sales", "shop", "stage", "test", "vault", "video", "vpn", "web", "wiki")
    for number in range(23 * 8):
        log.ask(5000 + number / 6, client(9), f"{words[number % 23]}-{words[number // 23]}.example.com", None, 0)
    for number in range(40):
        log.ask(chance.uniform(0, 7200), client(10), f"{words[number % 23]}{words[number * 7 % 23]}.corp.example.org", None, 0)
    # A network inside, address by address; and the addresses that a log is full of.
    for host in range(1, 255):
        log.ask(6000 + host / 4, client(11), f"{host}.7.0.10.in-addr.arpa", None, 0, "PTR")
    for _ in range(120):
        log.ask(chance.uniform(0, 7200), client(12), f"{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(18, 20)}.198.in-addr.arpa", None, 0, "PTR")
    return log


def hidden_names():
    """The log of dnsmasq, which does not write names of raw bytes: a client that asks for many, and one that looks for printers."""
    lines, chance = [], random.Random(3)

    def line(second, text):
        lines.append((second, f"Mar 18 2026 09:{int(second) // 60:02d}:{int(second) % 60:02d} dnsmasq[812]: {text}"))

    for number in range(240):
        line(600 + number * 0.5, "query[NULL] <name unprintable> from 10.0.0.7")
    for number in range(30):
        line(110 * number, f"query[{chance.choice(('PTR', 'SRV', 'TXT'))}] <name unprintable> from 10.0.0.8")
    for number in range(200):
        line(chance.uniform(0, 3500), f"query[A] www.site{chance.randrange(40)}.example from 10.0.0.{chance.randint(1, 14)}")
    return "".join(text + "\n" for _, text in sorted(lines, key=lambda one: one[0]))


def office(log, day, changed=None):
    """Twenty clients in a working day: sites that many ask, and now and then one of their own. One may be changed: it asks for texts of firms that nobody here knows."""
    chance = random.Random(100 + day)
    start = 86400 * day
    for number in range(1, 21):
        for _ in range(chance.randint(40, 80)):
            site = chance.randrange(50)
            log.ask(start + chance.uniform(0, 32000), client(number), f"{chance.choice(('www', 'cdn', 'api'))}.site{site}.example", f"198.51.100.{site + 1}", 300)
        for _ in range(chance.randrange(4)):
            log.ask(start + chance.uniform(0, 32000), client(number), f"www.own{number}-{chance.randrange(12)}.example", chance.choice(("198.51.100.99", None)), 300)
    for _ in range(3 if day < 0 else 0):
        log.ask(start + chance.uniform(0, 32000), client(4), "agent.known-vendor.example", "198.51.100.97", 60)
    for firm in range(0 if changed is None else 45):
        for word in ("www", "mail", "vpn", "portal", "remote"):
            log.ask(start + 600 * firm + chance.uniform(0, 500), client(changed), f"{word}.firm{firm}.example", None if chance.random() < 0.2 else '"v=1"', 300, "TXT")
    return log


def unusual():
    """The day after the days that the baseline was learned from."""
    return office(Zeek(), 0, changed=7)


def new_zones():
    """The same day, without a change: two ask for a vendor by the clock, of which one was asked for on other days."""
    log, chance = office(Zeek(), 0), random.Random(7)
    for turn in range(100):
        log.ask(300 * turn + chance.uniform(0, 9), client(4), "agent.known-vendor.example", "198.51.100.97", 60)
        log.ask(300 * turn + chance.uniform(0, 9), client(9), "cdn.fresh-vendor.example", "198.51.100.96", 60)
    return log


def usual_days():
    """Eight days of the same office, to learn from."""
    log = Zeek()
    for day in range(-8, 0):
        office(log, day)
    return log


def name_of(text):
    return b"".join(bytes([len(label)]) + label.encode("ascii") for label in text.split(".")) + b"\0"


def message(number, name, answer):
    """An LLMNR message (RFC 4795), or its answer: one address."""
    question = name_of(name) + struct.pack(">HH", 1, 1)
    record = b"" if answer is None else b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 30, 4) + address(answer)
    return struct.pack(">6H", number, 0 if answer is None else 0x8000, 1, 0 if answer is None else 1, 0, 0) + question + record


def address(text):
    return bytes(int(part) for part in text.split("."))


def exchange(number, name, kind, data):
    """A query, and the response to it with one record of these bytes (RFC 1035)."""
    question = name_of(name) + struct.pack(">HH", kind, 1)
    record = b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 300, len(data)) + data
    return struct.pack(">6H", number, 0x0100, 1, 0, 0, 0) + question, struct.pack(">6H", number, 0x8580, 1, 1, 0, 0) + question + record


def text_record(chance, length):
    return b"".join(bytes([200]) + symbols(chance, "abcdefghijklmnopqrstuvwxyz ", 200).encode("ascii") for _ in range(length // 200))


def frame(source, source_port, target, target_port, content):
    udp = struct.pack(">4H", source_port, target_port, 8 + len(content), 0) + content
    head = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0) + address(source) + address(target)
    total = sum(struct.unpack(">10H", head))
    total = (total & 0xFFFF) + (total >> 16)
    head = head[:10] + struct.pack(">H", ~(total + (total >> 16)) & 0xFFFF) + head[12:]
    return b"\x02\x00\x00\x00\x00\x01\x02\x00\x00\x00\x00\x02\x08\x00" + head + udp


def link():
    """Neighbours that look for names on their link: a printer answers for its own, another host for whatever is asked."""
    packets, chance = [], random.Random(4)
    number = 0
    for asker in range(1, 7):
        names = [("printer", "10.0.0.40")] + [(f"{word}{asker}", "10.0.0.66") for word in ("wpda", "flie", "intranett")]
        for name, answerer in names:
            number += 1
            port, second = 50000 + number, START + number * 7 + chance.random()
            packets.append((second, frame(client(asker), port, "224.0.0.252", 5355, message(number, name, None))))
            packets.append((second + 0.01, frame(answerer, 5355, client(asker), port, message(number, name, answerer))))
    return capture(packets)


def floods():
    """One client asks ten times a second for a large text, another for a small address; a third watches one name all day, and people browse."""
    packets, chance = [], random.Random(6)
    number = 0

    def ask(second, asker, name, kind, data):
        nonlocal number
        number += 1
        query, response = exchange(number % 65536, name, kind, data)
        port, at = 40000 + number % 20000, START + second
        packets.append((at, frame(client(asker), port, RESOLVER, 53, query)))
        packets.append((at + 0.01, frame(RESOLVER, 53, client(asker), port, response)))

    large = text_record(chance, 1200)
    for turn in range(320):
        ask(1000 + turn / 10, 7, "x.large-example.com", 16, large)
        ask(3000 + turn / 10, 5, "poll.control-example.net", 1, b"\xc0\x00\x02\x05")
        ask(100 * turn, 8, "status.watched-example.com", 1, b"\xc0\x00\x02\x07")
    for turn in range(120):
        ask(chance.randrange(36000), 1 + turn % 8, f"www.site-example{chance.randrange(10)}.com", 1, b"\xc0\x00\x02\x09")
    return capture(packets)


def conversations():
    """Flows alone: many use the resolver, four hosts a server of their own: one keeps a port and fills its questions, one comes by the clock, one asks on another port, one is a device with a public resolver."""
    chance = random.Random(10)
    rows = []

    def flow(second, number, server, port, duration, up, down):
        """A conversation over UDP: packets and bytes of payload each way."""
        rows.append((second, "\t".join((f"{START + second:.6f}", f"F{len(rows):06d}", client(number), str(chance.randrange(32768, 61000)), server, str(port), "udp", "-", f"{duration:.6f}",
                                        str(up[1]), str(down[1]), "SF", "T", "F", "0", "Dd", str(up[0]), str(up[1] + 28 * up[0]), str(down[0]), str(down[1] + 28 * down[0]), "-"))))

    for number in range(5, 25):
        for _ in range(24):
            flow(chance.uniform(0, 3600), number, RESOLVER, 53, 0.02, (1, chance.randrange(30, 50)), (1, chance.randrange(60, 300)))
    for turn in range(3):
        flow(600 + 400 * turn, 7, "203.0.113.66", 53, 300, (900, 900 * 140), (900, 900 * 90))
    for turn in range(40):
        flow(100 + 60 * turn + chance.uniform(0, 4), 8, "203.0.113.67", 53, 0.03, (1, 40), (1, 200))
        flow(3600 * chance.random(), 10, "9.9.9.9", 53, 0.03, (1, 40), (1, 120))
    for turn in range(64):
        flow(3600 * chance.random(), 9, "203.0.113.68", 8053, 0.03, (1, chance.randrange(30, 60)), (1, chance.randrange(90, 200)))
        flow(3600 * chance.random(), 11, "203.0.113.69", 8054, 0.03, (3, 3 * chance.randrange(30, 60)), (1, 40))
    fields = "ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents"
    types = "time string addr port addr port enum string interval count count string bool bool count string count count count count set[string]"
    head = "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#fields\t" + fields.replace(" ", "\t") + "\n#types\t" + types.replace(" ", "\t") + "\n"
    return head + "\n".join(row for _, row in sorted(rows)) + "\n"


def denied():
    """A packet filter's log: all but the resolver are kept from DNS servers outside; one host tries a server of nobody known, one a public resolver."""
    chance = random.Random(11)
    rows = []

    def packet(second, verdict, source, target):
        stamp = datetime.datetime.fromtimestamp(START + second, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f+00:00")
        length = chance.randrange(56, 80)
        rows.append(f"{stamp} gate kernel: [{10000 + second:.6f}] DNS-{verdict}: IN=lan0 OUT=wan0 SRC={source} DST={target} LEN={length} TOS=0x00 PREC=0x00 TTL=63 ID={chance.randrange(65536)} PROTO=UDP SPT={chance.randrange(32768, 61000)} DPT=53 LEN={length - 20}")

    for turn in range(40):
        packet(turn * 90, "ACCEPT", RESOLVER, "198.51.100.4")
        packet(turn * 90 + 10, "DROP", client(8), "9.9.9.9")
    for turn in range(24):
        packet(turn * 120 + 20, "DROP", client(7), "203.0.113.66")
    return "\n".join(sorted(rows)) + "\n"


def dns(number, name, records=None):
    """A query for IPv6 addresses, or the response to it: records of section (0 answer, 1 authority, 2 additional), owner, type, time to live and data."""
    counts = [sum(record[0] == section for record in records or ()) for section in range(3)]
    body = b"".join(name_of(owner) + struct.pack(">HHIH", kind, 1, ttl, len(data)) + data for _, owner, kind, ttl, data in sorted(records or (), key=lambda record: record[0]))
    return struct.pack(">6H", number & 0xFFFF, 0x0100 if records is None else 0x8180, 1, *counts) + name_of(name) + struct.pack(">HH", 28, 1) + body


def flux():
    """A host asks for a zone of which each answer leads elsewhere, and so do its name servers; everybody asks for shops that share the machines of two networks."""
    packets, chance = [], random.Random(9)
    drawn = lambda host: struct.pack(">HH8xI", 0x3FFF, chance.randrange(0x1000), host)
    edge = lambda: struct.pack(">HHH6xI", 0x2001, 0xDB8, 0x60 + chance.randrange(2), chance.randrange(1, 64))

    def ask(second, number, name, records):
        port = 40000 + len(packets)
        packets.append((second, frame(client(number), port, RESOLVER, 53, dns(port, name))))
        packets.append((second + 0.02, frame(RESOLVER, 53, client(number), port, dns(port, name, records))))

    for turn in range(30):
        zone = "flux-example.com"
        addresses = [(0, f"www.{zone}", 28, 60, drawn(0x80)) for _ in range(4)]
        ask(START + turn * 61 + chance.random(), 7, f"www.{zone}", addresses + [(1, zone, 2, 60, name_of(f"ns1.{zone}")), (2, f"ns1.{zone}", 28, 60, drawn(0x53))])
    for number in range(7, 15):
        for turn in range(24):
            zone = f"shop{chance.randrange(1, 9)}-example.com"
            addresses = [(0, f"www.{zone}", 28, 20, edge()) for _ in range(4)]
            ask(START + turn * 75 + chance.uniform(0, 60), number, f"www.{zone}", addresses + [(1, zone, 2, 3600, name_of("ns.hosting-example.net")), (2, "ns.hosting-example.net", 28, 3600, struct.pack(">HHH6xI", 0x2001, 0xDB8, 1, 0x53))])
    return capture(packets)


def capture(packets):
    """A file of packets with their times, in the format of libpcap."""
    body = b"".join(struct.pack("<4I", int(second), int(second % 1 * 1e6), len(data), len(data)) + data for second, data in sorted(packets))
    return struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1) + body


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, text in (("channels", channels().text()), ("scattered", scattered().text()), ("timers", timers().text()), ("conditional", conditional().text()), ("hosts", hosts().text()), ("unusual", unusual().text()), ("new-zones", new_zones().text()), ("hidden-names", hidden_names()), ("flows", conversations()), ("denied", denied())):
        (folder / f"{name}.log.gz").write_bytes(gzip.compress(text.encode("ascii"), 9, mtime=0))
    (folder / "link.pcap").write_bytes(link())
    (folder / "floods.pcap.gz").write_bytes(gzip.compress(floods(), 9, mtime=0))
    (folder / "flux.pcap.gz").write_bytes(gzip.compress(flux(), 9, mtime=0))
    if len(sys.argv) > 2:
        pathlib.Path(sys.argv[2]).write_bytes(gzip.compress(usual_days().text().encode("ascii"), 9, mtime=0))


main()
