"""Seal: what sealing costs beside the compression that it needs anyway, and how large a page gets.

    python bench/seal.py            # 100 pages of 40 KB, medians of 7 runs, in CPU time of this process

Prints Markdown. To set beside tools that encrypt finished pages, run those on the same pages and compare the whole
processes: sealing here is a part of a build, not a pass over its output.
"""

from __future__ import annotations

import argparse
import base64
import random
import statistics
import time
import zlib
from collections.abc import Callable

from generator.privacy.seal import DEMONSTRATION, Mode, link_of, seal, unseal

WORDS = (
    "the",
    "week",
    "was",
    "full",
    "and",
    "I",
    "stayed",
    "on",
    "for",
    "two",
    "stops",
    "with",
    "slow",
    "breaths",
)


def a_page(kilobytes: int, seed: int) -> str:
    """An article with about as much repetition as a page of notes and charts."""
    chance = random.Random(seed)
    parts = ['<article lang="en" dir="ltr" data-tab-title="My plan">']
    size = 0
    while size < kilobytes * 1024:
        words = " ".join(chance.choices(WORDS, k=14))
        path = "".join(f"M{chance.randrange(300)} {chance.randrange(150)}h0" for _ in range(6))
        parts.append(f'<p class="entry">{words}.</p><path class="c-dots" d="{path}"/>')
        size += len(parts[-1])
    return "".join([*parts, "</article>"])


def cpu_ms(work: Callable[[], object], runs: int, pages: int) -> float:
    """Milliseconds of CPU a page, the median of the runs."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000 / pages)
    return statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time sealing beside compression.")
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--kilobytes", type=int, default=40)
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    pages = [a_page(given.kilobytes, seed) for seed in range(given.pages)]
    uids = [f"{number:032x}" for number in range(given.pages)]
    by_link = [DEMONSTRATION.secrets(uid, Mode.LINK, 1) for uid in uids]
    by_words = [DEMONSTRATION.secrets(uid, Mode.WORDS, 1) for uid in uids[:3]]
    files = [seal(page, secrets) for page, secrets in zip(pages, by_link, strict=True)]

    def deflate() -> None:
        for page in pages:
            squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
            squeezer.compress(page.encode())
            squeezer.flush()

    rows = (
        (
            "derive token, secret and words",
            lambda: [DEMONSTRATION.secrets(uid, Mode.LINK, 1) for uid in uids],
            len(pages),
        ),
        ("deflate alone", deflate, len(pages)),
        (
            "seal by link, deflate included",
            lambda: [seal(*pair) for pair in zip(pages, by_link, strict=True)],
            len(pages),
        ),
        (
            "seal by words",
            lambda: [seal(page, one) for page, one in zip(pages, by_words, strict=False)],
            len(by_words),
        ),
        (
            "open by link",
            lambda: [unseal(f, link_of(s.code), None) for f, s in zip(files, by_link, strict=True)],
            len(pages),
        ),
    )
    print("| step | CPU a page, ms |\n|---|---:|")
    for name, work, count in rows:
        print(f"| {name} | {cpu_ms(work, given.runs, count):.3f} |")
    sizes = statistics.median(len(base64.b64encode(file)) for file in files)
    clear = statistics.median(len(page.encode()) for page in pages)
    print(f"\nA page of {clear:.0f} bytes in clear is {sizes:.0f} bytes sealed, in base64.")


if __name__ == "__main__":
    main()
