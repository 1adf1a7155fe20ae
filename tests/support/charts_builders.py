"""Builders of dull charts, so that a test shows only what matters; and readers of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any, TypeVar

from generator.charts.figure import Figure, Label, TextAnchor
from generator.charts.labels import BOLD, STRONG, text_width
from generator.view.chart_values import (
    Beads,
    BeforeAfterChart,
    ChartFinding,
    ChartFrame,
    ChartWords,
    CountChart,
    Dot,
    Interval,
    NumberChart,
    PairPoint,
    PercentageChart,
    PercentagePoint,
    Point,
    RatingChart,
    Slot,
    SlotState,
    Table,
    TimeSpan,
)

C = TypeVar("C")

NO_TABLE = Table("", (), ())
WORDS = ChartWords("c-reach", "Reach", "No entries.", ChartFinding("", ""), NO_TABLE)
START = date(2026, 1, 5)
SPAN = TimeSpan(START, date(2026, 4, 6))
HALF_YEAR = TimeSpan(date(2026, 1, 12), date(2026, 7, 12))


#: What a test says of a chart's frame.
FRAME = frozenset(field.name for field in fields(ChartFrame))


def framed(kind: type[C], **what: Any) -> C:
    """A chart of this kind, with what belongs into its frame put there; `start` is the frame's where the chart has none."""
    own = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    frame = {name: what.pop(name) for name in sorted(FRAME - own) if name in what}
    return kind(frame=ChartFrame(**frame), **what)


def a_rating(**what: Any) -> RatingChart:
    return framed(RatingChart, **({
        "words": WORDS, "span": SPAN, "low": 0, "high": 10, "low_words": None, "high_words": None, "runs": (),
        "medians": (), "latest": None, "aim": None, "start": None, "phases": (), "gaps": (), "empty": "no note yet",
    } | what))  # fmt: skip


def a_count(**what: Any) -> CountChart:
    return framed(CountChart, **({
        "words": WORDS, "span": SPAN, "slots": (), "latest": None, "aim": None, "start": None, "phases": (),
        "gaps": (), "so_far": "so far", "empty": "no note yet",
    } | what))  # fmt: skip


def a_number(*values: float, **what: Any) -> NumberChart:
    runs = (a_run(*values),) if values else ()
    return framed(NumberChart, **({
        "words": WORDS, "span": SPAN, "runs": runs, "medians": (), "latest": None, "aim": None, "start": None,
        "phases": (), "gaps": (), "empty": "no note yet",
    } | what))  # fmt: skip


def pairs(
    *halves: tuple[float | None, float | None], every: float = 7, **what: Any
) -> BeforeAfterChart:
    points = tuple(PairPoint(every * n, before, after) for n, (before, after) in enumerate(halves))
    return framed(BeforeAfterChart, **({
        "words": WORDS, "span": SPAN, "low": 0, "high": 10, "low_words": None, "high_words": None, "pairs": points,
        "latest_before": None, "latest_after": None, "aim": None, "phases": (), "gaps": (), "empty": "no note yet",
    } | what))  # fmt: skip


def a_share(*parts: tuple[float, float], every: float = 7, **what: Any) -> PercentageChart:
    """A chart of (done, of) in one run."""
    run = tuple(
        PercentagePoint(
            every * n, 100 * d / of, of, f"{d:g} of {of:g}", Dot.HOLLOW if of < 5 else Dot.FULL
        )
        for n, (d, of) in enumerate(parts)
    )
    return framed(PercentageChart, **({
        "words": WORDS, "span": SPAN, "runs": (run,) if run else (), "aim": None, "start": None, "phases": (),
        "gaps": (), "empty": "no note yet", "unit": " %",
    } | what))  # fmt: skip


def a_string(**what: Any) -> Beads:
    return Beads(**({
        "title": "", "description": "", "span": HALF_YEAR, "notes": (), "good": (), "together": None,
        "start_label": "12 January", "end_label": "12 July", "review": "",
    } | what))  # fmt: skip


def a_run(*values: float, start: float = 0, every: float = 7) -> tuple[Point, ...]:
    return tuple(Point(start + every * n, value) for n, value in enumerate(values))


def weeks(
    *values: float | None, last: SlotState = SlotState.COUNTED, start: date = START
) -> tuple[Slot, ...]:
    return periods(values, days=7, last=last, start=start)


def periods(
    values: Sequence[float | None],
    *,
    days: int,
    last: SlotState = SlotState.COUNTED,
    start: date = START,
) -> tuple[Slot, ...]:
    slots = []
    for n, value in enumerate(values):
        state = (
            SlotState.NO_NOTES
            if value is None
            else last
            if n == len(values) - 1
            else SlotState.COUNTED
        )
        at = start + timedelta(days * n)
        slots.append(Slot(Interval(at, at + timedelta(days)), value, state))
    return tuple(slots)


def drawn(figure: Figure, css: str) -> str:
    """The path data of a class; empty where nothing has it."""
    return "".join(path.d for path in figure.paths if path.css == css)


def classes(figure: Figure) -> list[str]:
    return [path.css for path in figure.paths]


def texts(figure: Figure) -> list[str]:
    return [label.text for label in figure.labels]


def label(figure: Figure, text: str) -> Label:
    return next(label for label in figure.labels if label.text == text)


def dots(figure: Figure, css: str = "c-dots") -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"M(\S+) (\S+?)h\.01", drawn(figure, css))]


#: How far below its place the baseline of a label is, by the class that says what of it stays there.
DOWN = {"t": 10, "m": 5, "v": 28, "u": -18}


def baseline(label: Label) -> float:
    return float(label.y) + sum(DOWN.get(css, 0) for css in label.css.split())


def extent(label: Label) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a label's letters, by the estimate that placing uses."""
    width = text_width(label.text) * (BOLD if label.css.startswith(STRONG) else 1)
    x, y = float(label.x), baseline(label)
    left = {TextAnchor.START: x, TextAnchor.MIDDLE: x - width / 2, TextAnchor.END: x - width}[
        label.anchor
    ]
    return left, y - 11.5, left + width, y + 4


def as_text(figure: Figure) -> str:
    """A figure as lines that a person can read and compare."""
    lines = [f"{figure.width} by {figure.height}"]
    lines += [f"{path.css:14} {path.d}" for path in figure.paths]
    lines += [
        f"{label.css or '-':14} {label.x} {label.y} {label.anchor.value}: {label.text}"
        for label in figure.labels
    ]
    return "\n".join(lines) + "\n"
