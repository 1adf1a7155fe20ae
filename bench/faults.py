"""Faults: commands that are killed at random moments, and on a small disk that is full at random moments.

usage: python bench/faults.py [--kills 200] [--full 200] [--seed 1]

Every command that changes something is started as a process of its own in a practice with two published plans. It is
killed after a random time; or it runs on a small disk in memory (tmpfs, which needs root) on which only a random
number of bytes is free, too few for what it has to do. What `tests/support/faults.py` asks is asked then: nothing torn,
nothing lost, and what had to go gone after the next run. Prints the counts, and every fault that did harm.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

from tests.support.faults import (  # noqa: E402
    CASES,
    TODAY,
    Case,
    a_practice,
    assert_gone,
    assert_nothing_torn,
    environment,
    files,
    let_time_pass,
)

#: Size of the small disk, and the power of two below which the bytes lie that are left free on it, small ones oftener.
DISK_BYTES = 8 * 1024 * 1024
MOST_FREE_BITS = 16


def main() -> None:
    """Run the faults and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--full", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder, "before")
        a_practice(before)
        answer = finished(start(before, ("publish", "../web", "--yes", TODAY)))
        if answer[0]:
            sys.exit(answer[1])
        outcomes = {name: Outcome(before, Path(folder), case) for name, case in CASES.items()}
        report("killed at a random moment", options.kills, outcomes, chance, kill)
        with small_disk(Path(folder, "disk")) as disk:
            if disk is None:
                print(
                    "full disk: left out, a small disk in memory could not be made (it needs root)"
                )
                return
            for outcome in outcomes.values():
                outcome.base = disk / "base"
            report("on a full disk", options.full, outcomes, chance, fill)


class Outcome:
    """One command, how long it takes, and what the practice is like before and after it."""

    def __init__(self, before: Path, folder: Path, case: Case) -> None:
        self.case = case
        self.base = folder / "base"
        self._before = before
        self.fresh()
        self.old = files(self.base)
        began = time.perf_counter()
        code, said = finished(start(self.base, case.arguments))
        self.length_s = time.perf_counter() - began
        if code:
            sys.exit(f"{case.arguments}: {said}")
        self.new = files(self.base)
        #: How a build ends afterwards: a plan whose link was revoked is to be mended.
        self.end, _ = finished(start(self.base, ("build", TODAY)))

    def fresh(self) -> None:
        """The practice as it was before the command."""
        shutil.rmtree(self.base, ignore_errors=True)
        shutil.copytree(self._before, self.base)
        self.case.prepare(self.base)

    def check(self) -> None:
        """What must hold after a fault and after the next run. Raises AssertionError."""
        assert_nothing_torn(self.old, files(self.base), self.new, self.case.same_end)

    def take_up(self) -> None:
        """Bring the work to its end. Raises AssertionError where that is not its end."""
        let_time_pass(self.base)
        for arguments in self.case.again or (self.case.arguments,):
            code, said = finished(start(self.base, arguments))
            assert "Traceback" not in said, said
            assert code == 0 or "already" in said, said
        code, said = finished(start(self.base, ("build", TODAY)))
        assert code == self.end, said
        assert_gone(self.base, self.case)
        left = [name for name in files(self.base) if "draft" in Path(name).name]
        assert left == [], left


def report(
    what: str, count: int, outcomes: dict[str, Outcome], chance: random.Random, fault: object
) -> None:
    landed: Counter[str] = Counter()
    harm: list[str] = []
    for number in range(count):
        name = list(outcomes)[number % len(outcomes)]
        outcome = outcomes[name]
        outcome.fresh()
        try:
            landed[name] += fault(outcome, chance)  # type: ignore[operator]
            outcome.check()
            free(outcome)
            outcome.take_up()
        except AssertionError as error:
            harm.append(f"{name}: {str(error).splitlines()[0]}")
    print(f"{what}: {count} runs, {sum(landed.values())} of them broken off, {len(harm)} with harm")
    print("   " + ", ".join(f"{name} {number}" for name, number in landed.items()))
    for line in harm:
        print(f"   {line}")


def kill(outcome: Outcome, chance: random.Random) -> bool:
    """Kill the command after a random time; whether it was still running."""
    process = start(outcome.base, outcome.case.arguments)
    time.sleep(chance.uniform(0.25, 1.05) * outcome.length_s)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


def fill(outcome: Outcome, chance: random.Random) -> bool:
    """Leave a random number of bytes free on the disk and run the command; whether it could not do its work."""
    filler = outcome.base / "filler"
    free_bytes = shutil.disk_usage(outcome.base).free
    filler.write_bytes(
        b"\0" * max(0, free_bytes - chance.randrange(1 << chance.randint(0, MOST_FREE_BITS)))
    )
    code, said = finished(start(outcome.base, outcome.case.arguments))
    assert "Traceback" not in said, said
    if outcome.case.arguments[0] in ("build", "publish"):
        assert_gone(outcome.base, outcome.case)
    filler.unlink()
    return code != 0


def free(outcome: Outcome) -> None:
    (outcome.base / "filler").unlink(missing_ok=True)


def start(base: Path, arguments: tuple[str, ...]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "generator", *arguments]
    pipe = subprocess.PIPE
    around = environment(base) | {"PYTHONPATH": str(CHECKOUT)}
    return subprocess.Popen(
        command,
        cwd=base / "practice",
        env=around,
        stdin=subprocess.DEVNULL,
        stdout=pipe,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, str]:
    said, _ = process.communicate(timeout=120)
    return process.returncode, said


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A disk of `DISK_BYTES` in memory; None where the system gives none."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(folder)]
    try:
        made = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        made = False
    if not made:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)


if __name__ == "__main__":
    main()
