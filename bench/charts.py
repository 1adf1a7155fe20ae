"""What a chart of 24 entries costs: geometry, then geometry with its SVG, beside pygal on the same data.

    pip install pygal; python bench/charts.py

Prints the median CPU time of a chart in milliseconds, each over the same number of rounds, after one to warm up.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from generator.charts.draw import draw
from generator.render import html
from generator.view.chart_values import Chart
from generator.workspace import theme
from tests.support.builders import a_plan, weekly
from tests.support.states import charts_of, page_of

ENTRIES = 24
VALUES = [3, 4, 4, 5, 3, 6, 5, 6, 7, 5, 6, 4, 6, 7, 8, 6, 5, 7, 7, 8, 6, 7, 8, 8]
#: The objectives whose chart is drawn, by the name of their measure.
MEASURES: dict[str, tuple[dict[str, object], Callable[[int], object]]] = {
    "rating": ({"measure": "rating", "baseline": 3, "target": 7}, lambda value: value),
    "count": (
        {"measure": "count", "per": "week", "baseline": 1, "target": {"at_least": 5}},
        lambda value: value,
    ),
    "percentage": (
        {"measure": "percentage", "target": {"at_least": 60}, "baseline": 20},
        lambda value: {"done": value, "of": 10},
    ),
    "number": (
        {"measure": "number", "unit": "minutes", "baseline": 3, "target": 7},
        lambda value: value,
    ),
    "questionnaire": ({"measure": "phq9", "target": {"at_most": 9}}, lambda value: value),
    "before-after": (
        {"measure": "before-after", "better": "lower", "target": {"change": 2}},
        lambda value: {"before": value, "after": value - 2},
    ),
}


def chart(measure: str) -> Chart:
    objective, score = MEASURES[measure]
    entries = weekly(*VALUES)
    for entry, value in zip(entries, VALUES, strict=True):
        entry["scores"] = {"calm": score(value)}
    [shown] = charts_of(page_of(a_plan(entries, objective)))
    return shown.chart


def cost_ms(work: Callable[[], object], rounds: int) -> float:
    """Median CPU time of `work` in milliseconds, each time over 20 runs."""
    work()
    found = []
    for _ in range(rounds):
        start = process_time()
        for _ in range(20):
            work()
        found.append((process_time() - start) / 20 * 1000)
    return median(found)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    environment = html.environment(theme.load_theme(Path("/nowhere")))
    figure = environment.get_template("charts/figure.svg").module.figure  # type: ignore[attr-defined]
    print(f"{ENTRIES} entries, median CPU of {rounds} rounds, in ms\n")
    print(f"{'':<16}{'geometry':>10}{'with SVG':>10}{'bytes':>8}")
    for measure in MEASURES:
        values = chart(measure)

        def printed(values: Chart = values) -> str:
            return str(
                figure(
                    draw(values), "chart__svg", "c", values.words.title, values.words.description
                )
            )

        geometry = cost_ms(lambda values=values: draw(values), rounds)
        print(
            f"{measure:<16}{geometry:>10.3f}{cost_ms(printed, rounds):>10.3f}{len(printed().encode()):>8}"
        )
    if importlib.util.find_spec("pygal") is None:
        print("\npygal is not installed, so nothing stands beside it")
        return
    import pygal

    for name, kind in (("pygal line", pygal.Line), ("pygal bar", pygal.Bar)):

        def drawn(kind: type = kind) -> bytes:
            made = kind(range=(0, 10), title="Feel calm on the train, 0 to 10")
            made.add("calm", VALUES)
            return bytes(made.render())

        print(f"{name:<16}{'':>10}{cost_ms(drawn, max(rounds // 5, 3)):>10.3f}{len(drawn()):>8}")


if __name__ == "__main__":
    main()
