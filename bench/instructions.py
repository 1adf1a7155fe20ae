#!/usr/bin/env python3
"""Instructions: how many machine instructions each stage of a page takes, counted and not timed.

The plans are those of `build.py`. The same work is counted twice, for a few plans and for a few more; the difference is
what a plan takes once everything is warm. Needs valgrind. A count hangs on Python and its libraries, not on how busy
the machine is. Prints a Markdown table.

    python bench/instructions.py
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import build

#: In the order in which a page goes through them.
STAGES = ("read", "say", "draw", "print")
#: Plans that are made before any is counted, and the two numbers of plans that are counted.
WARM, FEW, MORE = 2, 4, 12


@dataclass(frozen=True)
class Counted:
    """A stage and its millions of instructions a plan."""

    stage: str
    millions: float


def is_possible() -> bool:
    """Whether instructions can be counted here."""
    return shutil.which("valgrind") is not None


def counted(corpus: Path) -> list[Counted]:
    """The instructions of each stage, without those of the stages before it."""
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        root = Path(folder)
        build.write_workspace(root, WARM + MORE, build.load_corpus(corpus))
        up_to = [_a_plan(root, stage) for stage in STAGES]
    before = [0.0, *up_to]
    return [
        Counted(stage, all_ - earlier)
        for stage, all_, earlier in zip(STAGES, up_to, before, strict=False)
    ]


def _a_plan(root: Path, stage: str) -> float:
    """Millions of instructions of one plan, from its file to the end of a stage."""
    return (_in_all(root, stage, MORE) - _in_all(root, stage, FEW)) / (MORE - FEW)


def _in_all(root: Path, stage: str, plans: int) -> float:
    """Millions of instructions of a process that takes so many plans to the end of a stage."""
    tool = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    work = [sys.executable, str(Path(__file__).resolve()), "--work", stage, str(plans)]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": str(build.CHECKOUT)}
    process = subprocess.run(
        [*tool, *work],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"I\s+refs:\s+([\d,]+)", process.stderr)
    if found is None:
        sys.exit("valgrind did not say how many instructions it counted")
    return int(found[1].replace(",", "")) / 1e6


def work(root: Path, stage: str, plans: int) -> None:
    """Take so many plans to the end of a stage, after a few whole pages."""
    from generator.builder.page import PageContext, _environment, _view, make
    from generator.charts.page_figures import figures
    from generator.format.load import Rejected, load_plan, settings_of
    from generator.privacy.links import NO_LINKS
    from generator.render import html
    from generator.text.language import language, speaking
    from generator.workspace.layout import read_workspace
    from generator.workspace.theme import load_theme

    space = read_workspace(root)
    context = PageContext(settings_of(space), NO_LINKS, load_theme(root / "templates"), build.TODAY)
    for source in space.plans[:WARM]:
        make(source, context)
    last = STAGES.index(stage)
    for source in space.plans[WARM : WARM + plans]:
        plan = load_plan(source, context.settings, context.today, context.links)
        assert not isinstance(plan, Rejected)
        with speaking(language(plan.language, context.theme.by_name)):
            if last >= 1:
                view = _view(plan, context)
            if last >= 2:
                drawn = figures(view)
            if last >= 3:
                html.page(_environment(context.theme), view, drawn)


def table(rows: list[Counted]) -> str:
    lines = ["| stage | million instructions a plan |", "|---|---:|"]
    lines += [f"| {row.stage} | {row.millions:.1f} |" for row in rows]
    return "\n".join([*lines, f"| all | {sum(row.millions for row in rows):.1f} |"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, default=build.CORPUS)
    parser.add_argument("--work", nargs=2, metavar=("STAGE", "PLANS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        stage, plans = options.work
        work(Path.cwd(), stage, int(plans))
        return
    if not is_possible():
        sys.exit("instructions are counted with valgrind, which is not installed here")
    print(table(counted(options.corpus)))


if __name__ == "__main__":
    main()
