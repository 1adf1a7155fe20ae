"""Count: how often, in each period, as bars over time.

In: a CountChart. Out: its Figure, 320 by 162 units.
Touches nothing. A recorded 0 is a low bar; a period without notes is an empty dashed slot; they never look alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import (
    RIGHT,
    TOP,
    WIDTH,
    Plot,
    aim_levels,
    aim_lines,
    axes,
    draw_frame,
    draw_gaps,
    draw_notes,
    grid,
    phase_lines,
    phase_paths,
    pin_axes,
    place_aim,
    place_empty,
    place_phases,
    zone,
)
from generator.charts.labels import Blocks, Board, Box, Over, Spot, Wording
from generator.charts.paths import box, compact
from generator.charts.scales import linear
from generator.charts.ticks import round_top, value_words
from generator.view.chart_values import AimSide, CountChart, LevelMark, Slot, SlotState

#: Units of height from the round top to 0.
HEIGHT = 114.0
#: Smaller values than this are drawn as 0.
LEAST_VALUE = 1e-6
#: A bar's share of its slot.
BAR_SHARE = 0.73
#: Units of height of a recorded 0, so that it shows; no bar is lower.
ZERO_HEIGHT = 3.0
#: Units of width of a bar, at least.
LEAST_WIDTH = 0.6
#: Units of height of an empty slot: low beside narrow bars, higher beside wide ones.
EMPTY_LOW = 5.0
EMPTY_HIGH = 8.0
WIDE_BAR = 12.0
#: Units of width of the baseline's bar, and of the room around it.
START_WIDTH = 12.0
START_AWAY = 8.0
#: From this slot width in units on, each bar carries its number.
NUMBERS_FROM = 20.0
#: Below this slot width in units, bars touch and neighbouring empty slots become one.
DENSE_SLOT = 2.5


@dataclass(frozen=True, slots=True)
class _Bar:
    """A slot in units: a bar from `top` to the bottom, or an empty slot."""

    left: float
    top: float
    right: float
    slot: Slot


def draw_count(chart: CountChart) -> Figure:
    """The figure of a count. Without slots it has the frame, the aim and the words of the empty state.

    The value axis runs from 0 to a round top over values, start and aim.
    """
    bottom = TOP + HEIGHT
    most, least = _most(chart)
    top, values = round_top(most, length=HEIGHT, least=least)
    before = START_WIDTH + START_AWAY if chart.start else 0.0
    plot = draw_frame(chart, linear(0, top, bottom, TOP), values, before=before)
    bars = _bars(plot, chart.slots)
    start = _start(plot, chart.start) if chart.start else None
    aims = aim_levels(plot, chart.aim)
    phases = phase_lines(plot, chart.phases)
    has_zone = chart.aim is not None and chart.aim.side is not AimSide.ABOVE
    paths = (
        *(zone(plot, chart.aim) if chart.aim and has_zone else ()),
        *grid(plot, aims),
        *draw_gaps(plot, chart.gaps),
        *aim_lines(plot, aims),
        *([Path("c-open-bar", box(*start))] if start else ()),
        *phase_paths(plot, phases),
        *_paths(bars, bottom),
        *axes(plot),
    )

    drawn = [Box(bar.left - 1, bar.top, bar.right + 1, bottom) for bar in bars]
    board = Board(
        WIDTH,
        plot.height,
        [Blocks([start, *drawn] if start else drawn)],
        levels=aims,
        uprights=[phase.x for phase in phases if phase.begun and not phase.is_first],
    )
    pin_axes(board, plot)
    latest = _latest(bars)
    if latest and chart.latest:
        _place_latest(board, latest, chart.latest)
    if bars and bars[-1].slot.state is SlotState.SO_FAR:
        _place_so_far(board, bars[-1], chart.so_far, bottom)
    if chart.aim:
        place_aim(board, plot, chart.aim)
    if chart.start and start:
        _place_start(board, plot, start, chart.start)
    if not chart.slots:
        place_empty(board, plot, chart.empty)
    _place_numbers(board, [bar for bar in bars if bar is not latest or not chart.latest])
    unnamed = place_phases(board, plot, phases)
    return Figure(WIDTH, plot.height, paths, board.labels, draw_notes(plot, unnamed))


def _most(chart: CountChart) -> tuple[float, float]:
    """The largest of values, start and aim, and the least step: 1 where they are whole or more than 1."""
    values = [slot.value for slot in chart.slots if slot.value is not None]
    if chart.aim:
        values.append(chart.aim.low if chart.aim.side is AimSide.ABOVE else chart.aim.high)
    if chart.start:
        values.append(chart.start.value)
    most = max([value for value in values if value > LEAST_VALUE], default=0.0)
    return most, 1.0 if most >= 1 or most == 0 else most / 10


def _bars(plot: Plot, slots: Iterable[Slot]) -> list[_Bar]:
    bars = []
    for slot in slots:
        left, right = plot.at(slot.stretch.start), plot.at(slot.stretch.end)
        share = BAR_SHARE if right - left >= DENSE_SLOT else 1.0
        spare = (right - left) * (1 - share) / 2
        if slot.value is None:
            height = EMPTY_HIGH if (right - left) * share >= WIDE_BAR else EMPTY_LOW
        else:
            height = max(plot.bottom - plot.y(slot.value), ZERO_HEIGHT)
        # The last day of a span has no width of its own; a bar that stands there still shows.
        left = min(left + spare, RIGHT - LEAST_WIDTH)
        bars.append(_Bar(left, plot.bottom - height, max(right - spare, left + LEAST_WIDTH), slot))
    return bars


def _start(plot: Plot, start: LevelMark) -> Box:
    """The baseline as an outlined bar of its own, before time begins."""
    left = plot.left + START_AWAY / 2
    return Box(
        left, min(plot.y(start.value), plot.bottom - ZERO_HEIGHT), left + START_WIDTH, plot.bottom
    )


def _place_start(board: Board, plot: Plot, bar: Box, start: LevelMark) -> None:
    """The words of the baseline above its bar or right of its top, else its number; left out where it covers data."""
    spots = (
        *(
            Spot(bar.left, bar.top - 5, TextAnchor.START),
            Spot(bar.right + 4, bar.top + 9, TextAnchor.START),
        ),
        *(
            Spot(bar.right + 4, bar.top - 5, TextAnchor.START),
            Spot(bar.left, bar.top - 21, TextAnchor.START),
        ),
    )
    wordings = [Wording((words,), spots) for words in (start.label, value_words(start.value))]
    board.place("c-note c-halo", wordings, Over.LEVELS, Box(plot.left, 2, RIGHT, plot.bottom))


def _paths(bars: Sequence[_Bar], bottom: float) -> Iterable[Path]:
    """One path for each state that occurs."""
    states = (
        ("c-none", [bar for bar in bars if bar.slot.value is None]),
        (
            "c-bar",
            [
                bar
                for bar in bars
                if bar.slot.value is not None and bar.slot.state is SlotState.COUNTED
            ],
        ),
        (
            "c-now",
            [
                bar
                for bar in bars
                if bar.slot.value is not None and bar.slot.state is not SlotState.COUNTED
            ],
        ),
    )
    for css, those in states:
        if those:
            yield Path(css, _outlines(those, bottom))


def _outlines(bars: Sequence[_Bar], bottom: float) -> str:
    """Each bar as a rectangle standing on the axis; bars that touch share one outline, and level ones one top."""
    floor = compact(bottom)
    parts: list[str] = []
    end, height = -1.0, ""
    for bar in bars:
        top, right = compact(bar.top), f"H{compact(bar.right)}"
        if abs(bar.left - end) > 0.05:
            parts += [f"V{floor}z"] if parts else []
            parts += [f"M{compact(bar.left)} {floor}V{top}", right]
        elif top == height:
            parts[-1] = right
        else:
            parts += [f"V{top}", right]
        end, height = bar.right, top
    return "".join([*parts, f"V{floor}z"])


def _latest(bars: Sequence[_Bar]) -> _Bar | None:
    """The last period that is over and counted; else the last with a value."""
    with_value = [bar for bar in bars if bar.slot.value is not None]
    counted = [bar for bar in with_value if bar.slot.state is SlotState.COUNTED]
    return counted[-1] if counted else with_value[-1] if with_value else None


def _place_latest(board: Board, bar: _Bar, text: str) -> None:
    middle = (bar.left + bar.right) / 2
    spots = (
        *(
            Spot(middle, bar.top - 5, TextAnchor.MIDDLE),
            Spot(bar.right + 1, bar.top - 5, TextAnchor.END),
        ),
        *(
            Spot(bar.left - 1, bar.top - 5, TextAnchor.START),
            Spot(bar.right + 4, bar.top + 9, TextAnchor.START),
        ),
        *(
            Spot(middle, bar.top - 24, TextAnchor.MIDDLE),
            Spot(bar.left - 4, bar.top + 9, TextAnchor.END),
        ),
    )
    board.place("c-num c-halo", [Wording((text,), spots)], Over.DATA)


def _place_so_far(board: Board, bar: _Bar, text: str, bottom: float) -> None:
    low = min(bar.top + 5, bottom - 5)
    middle = (bar.left + bar.right) / 2
    spots = (
        *(
            Spot(bar.right + 5, low, TextAnchor.START),
            Spot(bar.right + 5, bar.top - 5, TextAnchor.START),
        ),
        *(
            Spot(middle, bar.top - 5, TextAnchor.MIDDLE),
            Spot(middle, bar.top - 24, TextAnchor.MIDDLE),
        ),
        *(
            Spot(bar.right, bar.top - 5, TextAnchor.END),
            Spot(bar.right, bar.top - 24, TextAnchor.END),
        ),
    )
    board.place("c-note c-halo", [Wording((text,), spots)], Over.LEVELS)


def _place_numbers(board: Board, bars: Iterable[_Bar]) -> None:
    """The number above each bar that is wide enough; left out where it would cover anything."""
    for bar in bars:
        if bar.slot.value is not None and (bar.right - bar.left) / BAR_SHARE >= NUMBERS_FROM:
            spot = Spot((bar.left + bar.right) / 2, bar.top - 5, TextAnchor.MIDDLE)
            board.place("c-halo", [Wording((value_words(bar.slot.value),), (spot,))], Over.LEVELS)
