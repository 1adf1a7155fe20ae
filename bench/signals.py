"""Signals: how often weeks without a change are told as harder or better, and how often a change is told.

usage: python bench/signals.py [--runs 2000]

Prints the table of docs/statistics.md: for each model and start the per cent of runs told as harder and as better, at
the worst of four looks (weeks 5, 10, 15, 20) and at any of them, and the per cent of changes of twice the noise that are
told within eight entries after four (a start that is not said, or is known, needs none).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

from generator.progress.series import Signal  # noqa: E402
from tests.support import noise  # noqa: E402


def main() -> None:
    given = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    given.add_argument("--runs", type=int, default=2000)
    runs = given.parse_args().runs
    print(
        "| model | start | harder, one look | any look | better, one look | any look | twice the noise told |"
    )
    print("|---|---|---|---|---|---|---|")
    for model in noise.MODELS:
        for start in noise.starts_of(model):
            alarms = noise.false_alarms(model, start, runs)
            parts = [
                part
                for what in (Signal.HARDER, Signal.BETTER)
                for part in (alarms[what].one_look, alarms[what].any_look)
            ]
            parts.append(noise.told(model, start, max(200, runs // 4)))
            print(
                f"| {model.name} | {start} | "
                + " | ".join(f"{100 * part:.1f}" for part in parts)
                + " |",
                flush=True,
            )


if __name__ == "__main__":
    main()
