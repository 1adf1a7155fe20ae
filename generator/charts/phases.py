"""Phases: the parts of a plan's time on a chart, as upright lines with their names.

In: a Plot. Out: lines, their paths, and their names on a Board.
Touches nothing but the Board in hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.charts.figure import Path, TextAnchor
from generator.charts.labels import Board, Box, Overlap, Spot, Wording
from generator.charts.paths import upright
from generator.charts.plot import TOP, WIDTH, Plot
from generator.view.chart_values import PhaseMark

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
    letter: str
    begun: bool
    is_first: bool


def phase_lines(plot: Plot) -> tuple[PhaseLine, ...]:
    """The phases of the span from left to right:
    of those up to its start the latest, none from its end on.
    """
    end = plot.frame.span.end
    phases = sorted(plot.frame.phases, key=lambda phase: phase.start)
    lines = [_line_of(plot, phase) for phase in phases if phase.start < end]
    opening = [line for line in lines if line.is_first]
    return (*opening[-1:], *(line for line in lines if not line.is_first))


def _line_of(plot: Plot, phase: PhaseMark) -> PhaseLine:
    is_first = phase.start <= plot.frame.span.start
    return PhaseLine(plot.at(phase.start), phase.label, phase.letter, phase.begun, is_first)


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


def place_phases(board: Board, phases: Sequence[PhaseLine]) -> tuple[Board, tuple[str, ...]]:
    """A board with all names right of their lines, the last one else left of it;
    where they do not all fit, with the letters of the phases, and what those stand for.
    """
    named = board.with_texts(())
    if all(_is_named(named, phases, index) for index in range(len(phases))):
        return named, ()
    lettered = board.with_texts(())
    letters = [replace(phase, label=phase.letter) for phase in phases]
    for index in range(len(letters)):
        _is_named(lettered, letters, index)
    return lettered, tuple(f"{phase.letter} {phase.label}" for phase in phases)


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
            side=NAME_SIDE,
        )
        is not None
    )


def _right_of(phase: PhaseLine) -> Spot:
    if phase.is_first:
        return Spot(phase.x, NAME_Y, TextAnchor.START)
    return Spot(phase.x + 3, NAME_Y, TextAnchor.START)


def _left_of(phase: PhaseLine) -> Spot:
    return Spot(phase.x - 3, NAME_Y, TextAnchor.END)
