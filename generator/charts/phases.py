"""Phases: the parts of a plan's time on a chart, as upright lines with their names.

In: a Plot. Out: lines, their paths, and their names on a Board.
Touches nothing but the Board in hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.charts.figure import Path, TextAnchor
from generator.charts.labels import Board, Box, Overlap, Spot, Wording
from generator.charts.paths import upright
from generator.charts.plot import TOP, WIDTH, Plot
from generator.view import dates

#: Clear units between two phase names: the later one's line stands there.
NAME_SIDE = 0.5
#: The baseline of a name, and where the lines of phases begun and of phases ahead start, from the
#: top.
NAME_Y = 15
BEGUN_FROM = 18
AHEAD_FROM = 4


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """A phase to draw at `x` units. `is_first` marks the one the span opens in:
    a name without a line.
    """

    x: float
    label: str
    begun: bool
    is_first: bool


def phase_lines(plot: Plot) -> tuple[PhaseLine, ...]:
    """The phases of the span from left to right:
    of those up to its start the latest, none from its end on.
    """
    span = plot.frame.span
    opening: PhaseLine | None = None
    inside = []
    for phase in sorted(plot.frame.phases, key=lambda phase: phase.start):
        if phase.start <= span.start:
            opening = PhaseLine(plot.left, phase.label, phase.begun, is_first=True)
        elif phase.start < span.end:
            inside.append(
                PhaseLine(
                    plot.at(phase.start),
                    phase.label,
                    phase.begun,
                    is_first=False,
                )
            )
    if opening is None:
        return tuple(inside)
    return (opening, *inside)


def phase_uprights(phases: Iterable[PhaseLine]) -> list[float]:
    """Where the full lines of phases stand, which labels had better not cross."""
    return [phase.x for phase in phases if phase.begun and not phase.is_first]


def phase_paths(plot: Plot, phases: Sequence[PhaseLine]) -> Iterable[Path]:
    """A full line for each phase begun, a tick beside the name for those ahead."""
    ahead = [phase.x for phase in phases if not phase.begun and not phase.is_first]
    d = upright(
        phase_uprights(phases),
        BEGUN_FROM,
        plot.bottom,
    ) + upright(ahead, AHEAD_FROM, TOP)
    if d:
        yield Path("c-phase", d)


def place_phases(
    board: Board,
    plot: Plot,
    phases: Sequence[PhaseLine],
) -> tuple[str, ...]:
    """Names right of their lines, the last one else left of it;
    a name that would reach the next line is a number.

    Gives the names behind the numbers, which go on after those of what happened.
    """
    unnamed: list[str] = []
    for index, phase in enumerate(phases):
        if _is_named(board, phases, index):
            continue
        number = dates.number(len(plot.flags) + len(unnamed) + 1)
        either = Wording((number,), (_right_of(phase), _left_of(phase)))
        if board.place("c-note", [either], Overlap.LEVELS, side=NAME_SIDE):
            unnamed.append(phase.label)
    return tuple(unnamed)


def _is_named(board: Board, phases: Sequence[PhaseLine], index: int) -> bool:
    """Whether the name of a phase found room beside its line; then it stands there."""
    phase = phases[index]
    is_last = index == len(phases) - 1
    end = WIDTH if is_last else phases[index + 1].x + 2
    if _place_name(board, phase, _right_of(phase), Box(phase.x, 0, end, TOP)):
        return True
    if not is_last:
        return False
    begin = phases[index - 1].x if index else 0
    return _place_name(board, phase, _left_of(phase), Box(begin, 0, phase.x, TOP))


def _place_name(board: Board, phase: PhaseLine, spot: Spot, room: Box) -> bool:
    name = Wording((phase.label,), (spot,))
    return (
        board.place(
            "c-note",
            [name],
            Overlap.LEVELS,
            room,
            NAME_SIDE,
        )
        is not None
    )


def _right_of(phase: PhaseLine) -> Spot:
    if phase.is_first:
        return Spot(phase.x, NAME_Y, TextAnchor.START)
    return Spot(phase.x + 3, NAME_Y, TextAnchor.START)


def _left_of(phase: PhaseLine) -> Spot:
    return Spot(phase.x - 3, NAME_Y, TextAnchor.END)
