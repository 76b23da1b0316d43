"""Looks up names by and by, as a program does that no user sees: each of them drawn anew below a zone, or one of a list.

Uses the server that its settings name. Runs until it is ended. Nothing that it is told changes what it does.
"""

import argparse
import pathlib
import random
import time

from client import A, AAAA, TXT, Stub

SYMBOLS = "abcdefghijklmnopqrstuvwxyz234567"
LENGTH = 16


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--settings", required=True, type=pathlib.Path, help="names its server, as resolv.conf does")
    parser.add_argument("--seed", required=True, type=int, help="of its choices")
    parser.add_argument("--pause", required=True, type=float, help="seconds between look-ups in the mean")
    parser.add_argument("--below", help="a zone below which names are drawn, to be asked for TXT")
    parser.add_argument("--list", type=pathlib.Path, help="names, one in a line, to be asked for addresses")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    stub = Stub(options.settings, chance)
    names = options.list.read_text(encoding="ascii").split() if options.list else None
    while True:
        time.sleep(chance.uniform(0.5, 1.5) * options.pause)
        if names:
            stub.look_up(chance.choice(names), A, AAAA)
        else:
            stub.look_up("".join(chance.choices(SYMBOLS, k=LENGTH)) + "." + options.below, TXT)


if __name__ == "__main__":
    main()
