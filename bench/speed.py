#!/usr/bin/env python3
"""Speed: the table of what Handrail is to reach, for this checkout, beside tuned Hugo where it is installed.

Everything runs as whole processes, in turn with Hugo's, so that a machine whose speed drifts slows both. The plans are
those of `build.py`; their script and Hugo's theme stand in one folder, `--peers`. Rows of Hugo, StatiCrypt and the count
of instructions are left out where those are not installed. Prints a Markdown table, then one of instructions.

    python bench/speed.py
    python bench/speed.py --n 1000 --large 10000 --json speed.json
    python bench/speed.py --n 200 --large 0 --runs 3

Measures
    cold              no site, no `.handrail/`: every page is made.
    sealed            the same in link mode; Hugo's is its build with StatiCrypt after it.
    one change        one note of the middle plan changed, then a build.
    unchanged         a build with nothing changed, and `python -c pass` beside it.
    watch, preview    from the write of one plan until its page has the new words, on disk or as served.
    growth            CPU of each further plan from `--n` to `--large`, by that from half of `--n`.
    many saves        memory and open files of `watch` after 200 saves, by those after the first ten.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import build
import instructions
import peers
import preview

#: Saves after which `watch` is looked at first, and last.
FIRST_SAVES, ALL_SAVES = 10, 200
#: Link mode with a key of its own.
SEALED = "share: {access: link}"


@dataclass(frozen=True)
class Row:
    """One line of the table; `is_met` is None where a goal cannot be told here."""

    what: str
    goal: str
    found: str
    is_met: bool | None


@dataclass(frozen=True)
class Pair:
    """What was measured in turn, of ours and of another."""

    ours: list[build.Took]
    others: list[build.Took]

    @property
    def ratio(self) -> float:
        """Our wall time by the other's: the median over the pairs."""
        pairs = zip(self.ours, self.others, strict=True)
        return statistics.median(one.wall_s / other.wall_s for one, other in pairs)


def in_turn(
    ours: Callable[[int], build.Took], other: Callable[[int], build.Took], runs: int
) -> Pair:
    """Both, one after the other, so many times; the first pair is not counted."""
    pairs = [(ours(number), other(number)) for number in range(runs + 1)][1:]
    return Pair([one for one, _ in pairs], [other for _, other in pairs])


def start_of_python() -> build.Took:
    return build.timed([sys.executable, "-c", "pass"], Path.cwd())


def middle_wall_s(runs: list[build.Took]) -> float:
    return build.median(runs).wall_s


# ---- rows


def compared(what: str, goal: float, pair: Pair, of: str) -> Row:
    """A row whose goal is a part of what another takes."""
    ours, other = middle_wall_s(pair.ours), middle_wall_s(pair.others)
    found = f"{ours:.2f} s, {of} {other:.2f} s: {pair.ratio:.2f}"
    return Row(what, f"at most {goal:g} of {of}", found, round(pair.ratio, 2) <= goal)


def cpu_of_a_plan(runs: list[build.Took], count: int) -> Row:
    taken_ms = build.median(runs).cpu_s / count * 1000
    return Row(
        "CPU a plan, cold", "at most 4.5 ms", f"{taken_ms:.2f} ms", round(taken_ms, 2) <= 4.5
    )


def above_start(what: str, most_ms: float, pair: Pair) -> Row:
    """A row whose goal is so much more than the start of Python."""
    more_ms = (middle_wall_s(pair.ours) - middle_wall_s(pair.others)) * 1000
    found = f"{middle_wall_s(pair.ours) * 1000:.0f} ms, {more_ms:.0f} ms more"
    return Row(what, f"`python -c pass` and {most_ms:g} ms", found, more_ms <= most_ms)


def followed(what: str, most_ms: float, taken_s: list[float]) -> Row:
    """A row of saves: their median, and 19 of 20 within twice the goal."""
    middle_ms = statistics.median(taken_s) * 1000
    slow_ms = statistics.quantiles(taken_s, n=20)[-1] * 1000
    found = f"{middle_ms:.0f} ms, p95 {slow_ms:.0f} ms"
    is_met = middle_ms <= most_ms and slow_ms <= 2 * most_ms
    return Row(what, f"at most {most_ms:g} ms, p95 {2 * most_ms:g} ms", found, is_met)


# ---- what is measured


def builds(root: Path, plans: list[Path], peer: peers.Hugo | None, runs: int) -> Iterator[Row]:
    """Cold, changed and unchanged builds of one workspace."""
    count, middle = len(plans), plans[len(plans) // 2]
    if peer is None:
        cold = [build.cold(root) for _ in range(runs)]
    else:
        with_hugo = in_turn(lambda _: build.cold(root), lambda _: peer.cold(), runs)
        yield compared(f"cold, {count} public plans", 0.9, with_hugo, "tuned Hugo")
        cold = with_hugo.ours
    yield cpu_of_a_plan(cold, count)
    build.run_build(root)
    if peer is not None:
        changed = in_turn(
            lambda number: build.one_change(root, middle, build.new_words("Change", number)),
            lambda number: peer.one_change(build.new_words("Change", number)),
            runs,
        )
        yield compared(f"one change of {count}", 0.07, changed, "tuned Hugo")
    unchanged = in_turn(lambda _: build.run_build(root), lambda _: start_of_python(), runs)
    yield above_start(f"unchanged, {count} plans", 120, unchanged)
    with sealed(root, plans):
        ours = in_turn(lambda _: build.cold(root), lambda _: public_cold(root, plans), runs)
        yield compared(f"sealed, {count} plans", 1.15, ours, "our own public build")
        if peer is not None and peer.has_staticrypt:
            theirs = in_turn(lambda _: build.cold(root), lambda _: peer.sealed(), min(runs, 3))
            yield compared(f"sealed, {count} plans", 0.6, theirs, "tuned Hugo and StatiCrypt")


@contextmanager
def sealed(root: Path, plans: list[Path]) -> Iterator[None]:
    """The same plans in link mode, with a key of their own, as long as it lasts."""
    settings = (root / "handrail.yml").read_text("utf-8")
    line, environment = build.command("key", "new", "--yes")
    build.timed(line, root, environment)
    share(plans, build.PUBLIC, SEALED)
    try:
        yield
    finally:
        share(plans, SEALED, build.PUBLIC)
        (root / "handrail.yml").write_text(settings, "utf-8")


def share(plans: list[Path], before: str, after: str) -> None:
    for plan in plans:
        plan.write_text(plan.read_text("utf-8").replace(before, after, 1), "utf-8")


def public_cold(root: Path, plans: list[Path]) -> build.Took:
    share(plans, SEALED, build.PUBLIC)
    try:
        return build.cold(root)
    finally:
        share(plans, build.PUBLIC, SEALED)


def saves(root: Path, plans: list[Path], number: int) -> Iterator[Row]:
    """How soon a page follows its plan, with a watch and with a preview."""
    count, middle = len(plans), plans[len(plans) // 2]
    latencies = build.watch_latencies_s(root, middle, number)
    yield followed(f"a save under `watch`, {count} plans", 40, latencies)
    name = f"plans/{middle.name}"
    with preview.running(root) as (browser, _):
        found = preview.follow(browser, middle, f"seen=0&plan={name}", f"page/{name}", number)
    shown = [one.shown_s for one in found]
    yield followed(f"a save in `preview`, {count} plans", 100, shown)


def many_saves(root: Path, plan: Path) -> Row:
    """Whether a watch that goes on stays as it is."""
    page = build.page_of(root, plan)
    with build.watching(root) as process:
        for number in range(ALL_SAVES):
            build.one_save_s(plan, page, build.new_words("again", number % FIRST_SAVES))
            if number == FIRST_SAVES:
                before = held_by(process)
        after = held_by(process)
    found = f"{before[0]:.0f} to {after[0]:.0f} MiB, {before[1]} to {after[1]} open files"
    is_flat = after[0] <= before[0] * 1.05 and after[1] <= before[1]
    return Row(f"{ALL_SAVES} saves in a row", "memory and open files flat", found, is_flat)


def held_by(process: subprocess.Popen[str]) -> tuple[float, int]:
    """Memory in MiB and open files of a process; Linux tells."""
    status = Path(f"/proc/{process.pid}/status").read_text("utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024, len([*Path(f"/proc/{process.pid}/fd").iterdir()])


def memory(large: build.Took, many: int) -> Row:
    found = f"{large.wall_s:.0f} s, {large.peak_mib:.0f} MiB"
    goal = "at most 150 MiB a process"
    return Row(f"cold, {many} plans", goal, found, large.peak_mib <= 150)


def growth(taken: list[tuple[int, build.Took]]) -> Row:
    """What each further plan takes among many, by what it takes among few."""
    (half, of_half), (count, of_all), (many, of_many) = taken
    among_few = (of_all.cpu_s - of_half.cpu_s) / (count - half)
    among_many = (of_many.cpu_s - of_all.cpu_s) / (many - count)
    factor = among_many / among_few
    found = f"{among_few * 1000:.1f} and {among_many * 1000:.1f} ms: {factor:.2f}"
    goal = "each further plan the same within 10 %"
    return Row(f"from {half} and {count} to {many} plans", goal, found, abs(factor - 1) <= 0.1)


def half_cold(root: Path, plans: list[Path]) -> tuple[int, build.Took]:
    """A cold build of every second plan."""
    aside, elsewhere = plans[1::2], root.with_name("aside")
    elsewhere.mkdir()
    for plan in aside:
        plan.rename(elsewhere / plan.name)
    try:
        return len(plans) - len(aside), build.cold(root)
    finally:
        for plan in aside:
            (elsewhere / plan.name).rename(plan)


def starts(runs: int) -> Iterator[Row]:
    """What stands between a key and its answer."""
    line, environment = build.command("--help")
    said = in_turn(
        lambda _: build.timed(line[:-1], Path.cwd(), environment),
        lambda _: start_of_python(),
        runs,
    )
    yield above_start("`handrail --help`", 60, said)
    completing = {**environment, "_HANDRAIL_COMPLETE": "bash_complete"}
    completing |= {"COMP_WORDS": "handrail pub", "COMP_CWORD": "1"}
    completed = in_turn(
        lambda _: build.timed(line[:-2], Path.cwd(), completing),
        lambda _: start_of_python(),
        runs,
    )
    yield above_start("completion of a command", 60, completed)


def rows(options: argparse.Namespace) -> Iterator[Row]:
    record = build.load_corpus(options.peers / "corpus.py")
    peer = peers.hugo(options.peers, options.n)
    yield from starts(options.runs)
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        root = Path(folder) / "practice"
        plans = build.write_workspace(root, options.n, record)
        yield from builds(root, plans, peer, options.runs)
        taken = [half_cold(root, plans), (len(plans), build.cold(root))]
        yield from saves(root, plans, options.saves)
        if peer is not None:
            taken_ms = statistics.median(peer.saves_s(options.saves)) * 1000
            yield Row("a save under `hugo server`", "beside ours", f"{taken_ms:.0f} ms", None)
        yield many_saves(root, plans[len(plans) // 2])
    if options.large:
        with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
            root = Path(folder) / "practice"
            plans = build.write_workspace(root, options.large, record)
            large = build.cold(root)
            yield memory(large, len(plans))
            yield growth([*taken, (len(plans), large)])
            yield from saves(root, plans, options.saves)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--n", type=int, default=1_000, help="plans of most rows")
    parser.add_argument("--large", type=int, default=10_000, help="plans of a large site; 0: none")
    parser.add_argument("--runs", type=int, default=7, help="pairs of builds")
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--peers", type=Path, default=build.CORPUS.parent)
    parser.add_argument("--json", type=Path, help="a file for the same as JSON")
    options = parser.parse_args()
    print("| what | goal | measured | met |\n|---|---|---|---|")
    found = []
    for row in rows(options):
        found.append(row)
        met = {True: "yes", False: "no", None: ""}[row.is_met]
        print(f"| {row.what} | {row.goal} | {row.found} | {met} |", flush=True)
    stages = []
    if instructions.is_possible():
        stages = instructions.counted(options.peers / "corpus.py")
        print(f"\n{instructions.table(stages)}")
    if options.json:
        said = {"rows": [*map(asdict, found)], "instructions": [*map(asdict, stages)]}
        options.json.write_text(json.dumps(said, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
