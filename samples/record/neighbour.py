"""neighbour.py NAME ADDRESS: a host that answers its link for its own name alone, by mDNS (RFC 6762) and LLMNR (RFC 4795). Runs until it is ended."""

import selectors
import socket
import struct
import sys

TTL = 120


def join(group, port, address):
    link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    link.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    link.bind(("", port))
    link.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(group) + socket.inet_aton(address))
    return link


def answer(query, name, address):
    """The response to a question for this name's address, or None where something else is asked."""
    question = b"".join(bytes([len(label)]) + label.encode("ascii") for label in name.split(".")) + b"\0" + struct.pack("!2H", 1, 1)
    if len(query) < 12 or query[2] & 0x80 or query[12:].lower() != question:
        return None
    return query[:2] + struct.pack("!5H", 0x8400 if name.endswith(".local") else 0x8000, 1, 1, 0, 0) + question + struct.pack("!3HIH", 0xC00C, 1, 1, TTL, 4) + socket.inet_aton(address)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    name, address = sys.argv[1:]
    ways = selectors.DefaultSelector()
    ways.register(join("224.0.0.251", 5353, address), selectors.EVENT_READ, f"{name}.local")
    ways.register(join("224.0.0.252", 5355, address), selectors.EVENT_READ, name)
    while True:
        for way, _ in ways.select():
            query, asker = way.fileobj.recvfrom(9000)
            response = answer(query, way.data, address)
            if response:
                way.fileobj.sendto(response, asker)


if __name__ == "__main__":
    main()
