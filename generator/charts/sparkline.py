"""Sparkline: the small drawing of one measure in a row, of the page and of the overview.

In: a `TrendLine`, or `StepDots`. Out: its `Figure`, without labels.
Touches nothing. The line breaks where its runs do; a value by itself is a line of no length,
which a round end makes a dot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.charts.figure import Figure, Path
from generator.view.chart_values import Point, Runs, StepDots, TrendLine

#: The frame, and the margin that keeps the dot at the end of the line inside of it.
WIDTH: Final = 104
HEIGHT: Final = 34
_MARGIN: Final = 5
#: What marks the line of a first, a second and every further person.
_PEOPLE: Final = ("p1", "p2", "p3")


@dataclass(frozen=True, slots=True)
class _LineFrame:
    """Positions in the frame: days from left to right, values from bottom to top."""

    line: TrendLine

    def x(self, day: float) -> str:
        share = day / (self.line.days or 1.0)
        return _short(_MARGIN + (WIDTH - 2 * _MARGIN) * min(max(share, 0.0), 1.0))

    def y(self, value: float) -> str:
        line = self.line
        share = (value - line.low) / ((line.high - line.low) or 1.0)
        inside = min(max(share, 0.0), 1.0)
        return _short(HEIGHT - _MARGIN - (HEIGHT - 2 * _MARGIN) * inside)

    def path(self, points: Sequence[Point]) -> str:
        return "M" + "L".join(f"{self.x(point.day)} {self.y(point.value)}" for point in points)

    def dots(self, points: Iterable[Point]) -> str:
        return "".join(f"{self.path([point])}h.01" for point in points)


def draw_sparkline(line: TrendLine) -> Figure:
    """The lines as they are drawn, on the full scale: the aim, each person's line, its start and its end."""
    frame = _LineFrame(line)
    paths = [Path("sa", "".join(f"M0 {frame.y(aim)}H{WIDTH}" for aim in line.aims))]
    if len(line.lines) == 1:
        paths += _of_one(frame, line.lines[0])
    else:
        for place, runs in enumerate(line.lines):
            paths += _of_several(frame, runs, _PEOPLE[min(place, len(_PEOPLE) - 1)])
    return Figure(WIDTH, HEIGHT, tuple(path for path in paths if path.d), ())


def _of_one(frame: _LineFrame, runs: Runs) -> Iterator[Path]:
    """The line, values by themselves, the first one where it is not the last, the last one."""
    first, last = runs[0][0], runs[-1][-1]
    alone = [run[0] for run in runs if len(run) == 1 and run[0] not in (first, last)]
    yield _line(frame, runs, "sl")
    yield Path("s1", frame.dots(alone))
    if first != last:
        yield Path("s0", frame.dots([first]))
    yield Path("sd", frame.dots([last]))


def _of_several(frame: _LineFrame, runs: Runs, person: str) -> Iterator[Path]:
    """The line of one of several people, thinner, with a smaller end."""
    yield _line(frame, runs, f"st {person}")
    yield Path(f"s1 {person}", frame.dots([run[0] for run in runs if len(run) == 1]))
    yield Path(f"s0 {person}", frame.dots([runs[-1][-1]]))


def _line(frame: _LineFrame, runs: Runs, css: str) -> Path:
    return Path(css, "".join(frame.path(run) for run in runs if len(run) > 1))


def draw_step_dots(steps: StepDots) -> Figure:
    """A dot for each step: those done large and first, the others small."""
    apart = (WIDTH - 2 * _MARGIN) / max(steps.all - 1, 1)
    dots = [f"M{_short(_MARGIN + apart * place)} {HEIGHT // 2}h.01" for place in range(steps.all)]
    paths = (Path("s0", "".join(dots[steps.done :])), Path("sd", "".join(dots[: steps.done])))
    return Figure(WIDTH, HEIGHT, tuple(path for path in paths if path.d), ())


def _short(position: float) -> str:
    return f"{position:.1f}".removesuffix(".0")
