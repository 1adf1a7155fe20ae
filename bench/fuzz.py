"""Fuzz: spoilt plan files end in a plan or in findings, never in anything else, and quickly.

usage: python bench/fuzz.py [--inputs 100000] [--seed 1]

Takes the sample plans, spoils their bytes in the ways that hands, editors and merges do, and reads each. Prints how
many became plans and how many were refused, the slowest one, and the largest memory of the process.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

from generator.errors import PlanError  # noqa: E402
from generator.format import catalogue  # noqa: E402
from generator.format.parse import parse  # noqa: E402
from generator.format.validate.plan import validate  # noqa: E402
from generator.format.validate.settings import read_settings  # noqa: E402

TODAY = date(2026, 11, 22)
SETTINGS = read_settings(
    parse((CHECKOUT / "handrail.yml").read_bytes(), "handrail.yml"), frozenset()
)
#: What slips into a file: structure, quotes, controls, other encodings, and things that YAML reads in its own way.
SPLINTERS = (
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b":",
        b": ",
        b"- ",
        b"#",
        b" #",
        b"&a",
        b"*a",
        b"!t",
        b"|",
        b">",
        b"'",
        b'"',
        b"\t",
    ),
    *(
        b"\n",
        b"\r\n",
        b"\r",
        b"\x00",
        b"\x85",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xa8",
        b"\xf0\x9f\x99\x82",
    ),
    *(
        b"<<: ",
        b"---\n",
        b"...\n",
        b"%YAML",
        b"? ",
        b"~",
        b"null",
        b"yes",
        b".inf",
        b"1e999",
        b"0x1F",
        b"2026-13-45",
    ),
    *(b"<<<<<<< HEAD\n", b"private: ", b"[" * 40, b"  " * 40, b"a" * 3000),
)


def inputs(count: int, seed: int) -> Iterator[bytes]:
    """That many spoilt files, the same for the same seed."""
    chance = random.Random(seed)
    samples = [path.read_bytes() for path in sorted((CHECKOUT / "plans").glob("*.yml"))] * 20
    samples += [
        path.read_bytes() for path in sorted((CHECKOUT / "tests/promises/cases").glob("*.yml"))
    ]
    for _ in range(count):
        data = chance.choice(samples)
        start = chance.randrange(len(data) + 1)
        piece = bytearray(
            data[start : start + chance.choice((200, 2_000, 50_000))]
            if chance.random() < 0.3
            else data
        )
        for _ in range(chance.choice((1, 1, 2, 5))):
            at = chance.randrange(len(piece) + 1)
            match chance.randrange(5):
                case 0:
                    piece[at:at] = chance.choice(SPLINTERS)
                case 1:
                    del piece[at : at + chance.choice((1, 3, 80))]
                case 2:
                    piece[at : at + 1] = bytes([chance.randrange(256)])
                case 3:
                    lines = bytes(piece).split(b"\n")
                    chance.shuffle(lines)
                    piece = bytearray(b"\n".join(lines)) if chance.random() < 0.1 else piece
                case _:
                    other = chance.choice(samples)
                    cut = chance.randrange(len(other) + 1)
                    piece[at:at] = other[cut : cut + chance.choice((5, 60, 600))]
        yield bytes(piece)


def is_plan(data: bytes) -> bool:
    """Whether the file became a plan; findings otherwise. Any other exception is a bug and is let through."""
    try:
        validate(parse(data, "plans/fuzz.yml"), SETTINGS, TODAY, catalogue.load_catalogue)
    except PlanError as error:
        if not error.findings:
            raise AssertionError("refused without a finding") from error
        return False
    return True


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--inputs", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    plans, slowest_s, began = 0, 0.0, time.perf_counter()
    for data in inputs(chosen.inputs, chosen.seed):
        start = time.perf_counter()
        plans += is_plan(data)
        slowest_s = max(slowest_s, time.perf_counter() - start)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{chosen.inputs} inputs in {time.perf_counter() - began:.0f} s: {plans} plans, {chosen.inputs - plans} refused"
    )
    print(f"slowest {slowest_s * 1000:.0f} ms, peak memory {peak_mb:.0f} MB")


if __name__ == "__main__":
    main()
