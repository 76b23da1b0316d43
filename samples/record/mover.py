"""Gives names other addresses every few seconds, by dynamic update (RFC 2136): drawn from a list, and the same for the same seed, name and step.

Runs until it is ended.
"""

import argparse
import pathlib
import random
import subprocess
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True, help="address of the primary")
    parser.add_argument("--seed", required=True, help="of its choices")
    parser.add_argument("--every", required=True, type=float, help="seconds")
    parser.add_argument("--ttl", required=True, type=int, help="seconds")
    parser.add_argument("--give", required=True, nargs=5, action="append", metavar=("ZONE", "NAME", "TYPE", "COUNT", "LIST"), help="so many addresses of a list, one in a line, to a name")
    options = parser.parse_args()
    lists = {path: pathlib.Path(path).read_text(encoding="ascii").split() for *_, path in options.give}
    step, begin = 0, time.monotonic()
    while True:
        update(options, lists, step)
        step += 1
        time.sleep(max(0, begin + step * options.every - time.monotonic()))


def update(options, lists, step):
    lines = [f"server {options.server}", f"local {options.server}"]
    for zone, name, kind, count, path in options.give:
        drawn = random.Random(f"{options.seed} {name} {kind} {step}").sample(lists[path], int(count))
        lines += [f"zone {zone}", f"update delete {name} {kind}"] + [f"update add {name} {options.ttl} {kind} {address}" for address in drawn] + ["send"]
    subprocess.run(["nsupdate"], input="\n".join(lines) + "\n", encoding="ascii", check=True)


if __name__ == "__main__":
    main()
