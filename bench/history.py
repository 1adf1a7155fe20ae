#!/usr/bin/env python3
"""History: how long the story of one plan takes in a large repository.

Makes 1,000 plans and 10,000 commits with `git fast-import`, each a save of one of the plans; one of them is renamed in the
middle of all that. Prints a Markdown table.

    python bench/history.py
    python bench/history.py --plans 200 --commits 2000 --runs 5

Measures
    seconds      from the command until its last line, the whole process; median and slowest of `--runs`.
    cpu          what this process and git took together, on whatever core; median.
    git log      what `git log` takes for the same file, limited to its path: for comparison.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
#: The first commit, in seconds since 1970; one more each hour.
FIRST_S = 1_577_836_800


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=1_000)
    parser.add_argument("--commits", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_repository(root, asked.plans, asked.commits)
        print(f"{asked.plans} plans, {asked.commits} commits\n")
        print("| plan | seconds | slowest | cpu | git log, cpu |")
        print("|---|---|---|---|---|")
        last = asked.plans - 1
        for what, name in (
            ("the first of the folder", "p0000"),
            ("in the middle", f"p{asked.plans // 2:04}"),
            ("the last of the folder, renamed half way", "renamed"),
            ("the last but one", f"p{last - 1:04}"),
        ):
            print(row(root, what, name, asked.runs))


def row(root: Path, what: str, name: str, runs: int) -> str:
    ours = [timed([sys.executable, "-m", "generator", "history", name], root) for _ in range(runs)]
    path = f"plans/{name}.yml"
    git = [timed(["git", "log", "--format=%H", "--", path], root) for _ in range(runs)]
    seconds = [one[0] for one in ours]
    return (
        f"| {what} | {statistics.median(seconds):.2f} | {max(seconds):.2f} "
        f"| {statistics.median(one[1] for one in ours):.2f} "
        f"| {statistics.median(one[1] for one in git):.2f} |"
    )


def timed(command: list[str], root: Path) -> tuple[float, float]:
    """Seconds on the clock and of the processor."""
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(
        command,
        cwd=root,
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    after = os.times()
    assert done.stdout
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return time.perf_counter() - start, cpu


def make_repository(root: Path, plans: int, commits: int) -> None:
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", root], check=True)
    stream = "".join(_commits(plans, commits)).encode()
    subprocess.run(["git", "-C", root, "fast-import", "--quiet"], input=stream, check=True)
    subprocess.run(["git", "-C", root, "reset", "--quiet", "--hard"], check=True)


def _commits(plans: int, commits: int) -> Iterator[str]:
    chance = random.Random(1)
    names = [f"p{number:04}" for number in range(plans)]
    entries, aims = [1] * plans, [5] * plans
    first = "".join(_file(names[number], number, 1, 5) for number in range(plans))
    yield _commit(0, "M 100644 inline handrail.yml\ndata 0\n" + first)
    for number in range(1, commits):
        plan = chance.randrange(plans)
        gone = ""
        if number == commits // 2:
            plan = plans - 1
            gone, names[plan] = f"D plans/{names[plan]}.yml\n", "renamed"
        entries[plan] += 1
        if chance.random() < 0.1:
            aims[plan] = chance.randrange(4, 10)
        yield _commit(number, gone + _file(names[plan], plan, entries[plan], aims[plan]))


def _commit(number: int, files: str) -> str:
    at = FIRST_S + 3_600 * number
    return f"commit refs/heads/main\ncommitter T <t@example.org> {at} +0000\ndata 4\nwork\n{files}"


def _file(name: str, number: int, entries: int, aim: int) -> str:
    log = "".join(
        f"  - date: 2020-{1 + n // 28:02}-{1 + n % 28:02}\n    scores: {{calm: {(n * 7) % 10}}}\n"
        f"    note: Note {n} of plan {number}\n"
        for n in range(entries)
    )
    text = (
        f'uid: "{number:032x}"\ntitle: Plan {number}\ngoal: Feel at ease in place {number}\n'
        "timeframe: {start: 2020-01-05, end: 2026-04-06}\nobjectives:\n  calm:\n"
        f"    objective: Rate how calm I feel\n    measure: rating\n    target: {aim}\nprogress:\n{log}"
    )
    return f"M 100644 inline plans/{name}.yml\ndata {len(text.encode())}\n{text}\n"


if __name__ == "__main__":
    main()
