"""Count: how often, in each period, as bars over time.

In: a CountChart. Out: its Figure, 320 by 162 units.
Touches nothing. A recorded 0 is a low bar, a period without notes is empty: they never look alike.
A period that is still open, or noted in part, is a pale bar with an outline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import Marks, aim_text, draw_in_frame, empty_text
from generator.charts.labels import (
    BOLD,
    Blocks,
    Box,
    Grip,
    Overlap,
    Spot,
    TextMark,
    Wording,
    text_width,
)
from generator.charts.paths import box, compact
from generator.charts.plot import RIGHT, Plot, axis_from_zero, height_of, lay_out, shared_amounts
from generator.charts.ticks import value_words
from generator.view.chart_values import CountChart, LevelMark, Slot, SlotState

#: Units of height from the round top to 0.
HEIGHT = 114.0
#: A bar's share of its slot.
BAR_SHARE = 0.73
#: Units of height of a recorded 0, so that it shows; no bar is lower.
ZERO_HEIGHT = 3.0
#: Units of width of a bar, at least.
LEAST_WIDTH = 0.6
#: Units of width of the baseline's bar, and of the room around it.
START_WIDTH = 12.0
START_AWAY = 8.0
#: From this slot width in units on, each bar carries its number.
NUMBERS_FROM = 20.0
#: Below this slot width in units, bars touch.
DENSE_SLOT = 2.5
#: Units from the top of a bar to the baseline of a number above it and of one inside it.
ABOVE = 4.0
INSIDE = 14.0
#: Units of height from which a bar holds its number.
INSIDE_FROM = 20.0


@dataclass(frozen=True, slots=True)
class _Bar:
    """A slot in units: a bar from `top` to the bottom; without height where nothing was noted."""

    left: float
    top: float
    right: float
    slot: Slot

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def above(self) -> Spot:
        """The spot right above it."""
        return Spot(self.middle, self.top - ABOVE, TextAnchor.MIDDLE)

    @property
    def inside(self) -> Spot:
        """The spot inside it, right below its top."""
        return Spot(self.middle, self.top + INSIDE, TextAnchor.MIDDLE, Grip.HEAD)

    @property
    def is_full(self) -> bool:
        """Whether it is drawn full: its period is over, and noted as a whole."""
        return self.slot.state is SlotState.COUNTED

    def holds(self, text: str, bottom: float) -> bool:
        """Whether the words have room inside it."""
        is_wide = self.right - self.left >= text_width(text) * BOLD
        return is_wide and bottom - self.top >= INSIDE_FROM


def draw_count(chart: CountChart) -> Figure:
    """The figure of a count. Without slots it has the frame,
    the aim and the words of the empty state.

    The value axis runs from 0 to a round top over values, start and aim.
    """
    axis = axis_from_zero(_amounts(chart), height_of(chart.frame, HEIGHT))
    plot = lay_out(chart, axis, before=_start_room(chart.start))
    bars = _bars(plot, chart.slots)
    start = _start_bar(plot, chart.start)
    marks = Marks(
        paths=tuple(_paths(bars, plot.bottom)),
        below_phases=_start_path(start),
        obstacles=(_obstacle(plot, bars, start),),
        texts=tuple(_texts(plot, chart, bars, start)),
        last_texts=empty_text(plot, chart.slots),
    )
    return draw_in_frame(plot, marks)


def _amounts(chart: CountChart) -> list[float]:
    """What the axis must hold."""
    amounts = [*shared_amounts(chart.frame)]
    amounts += [slot.value for slot in chart.slots if slot.value is not None]
    amounts += chart.frame.level_values
    if chart.start:
        amounts.append(chart.start.value)
    return amounts


def _bars(plot: Plot, slots: Iterable[Slot]) -> list[_Bar]:
    return [_bar(plot, slot) for slot in slots]


def _bar(plot: Plot, slot: Slot) -> _Bar:
    left, right = plot.at(slot.stretch.start), plot.at(slot.stretch.end)
    width = right - left
    share = BAR_SHARE if width >= DENSE_SLOT else 1.0
    spare = width * (1 - share) / 2
    height = _bar_height(plot, slot.value)
    # The last day of a span has no width of its own; a bar that stands there still shows.
    left = min(left + spare, RIGHT - LEAST_WIDTH)
    right = max(right - spare, left + LEAST_WIDTH)
    return _Bar(left, plot.bottom - height, right, slot)


def _bar_height(plot: Plot, value: float | None) -> float:
    if value is None:
        return 0.0
    return max(plot.bottom - plot.y(value), ZERO_HEIGHT)


def _start_room(start: LevelMark | None) -> float:
    """Units that time begins later where the baseline stands before it."""
    if start is None:
        return 0.0
    return START_WIDTH + START_AWAY


def _start_path(start: Box | None) -> tuple[Path, ...]:
    if start is None:
        return ()
    return (Path("c-open-bar", box(*start)),)


def _start_bar(plot: Plot, start: LevelMark | None) -> Box | None:
    """The baseline as an outlined bar of its own, before time begins."""
    if start is None:
        return None
    left = plot.left + START_AWAY / 2
    top = min(plot.y(start.value), plot.bottom - ZERO_HEIGHT)
    return Box(left, top, left + START_WIDTH, plot.bottom)


def _obstacle(plot: Plot, bars: Iterable[_Bar], start: Box | None) -> Blocks:
    """All bars, with a little air at their sides."""
    boxes = [
        Box(bar.left - 1, bar.top, bar.right + 1, plot.bottom)
        for bar in bars
        if bar.slot.value is not None
    ]
    if start:
        boxes.insert(0, start)
    return Blocks(boxes)


def _paths(bars: Sequence[_Bar], bottom: float) -> Iterable[Path]:
    """One path for full bars and one for pale ones, where there are any."""
    valued = [bar for bar in bars if bar.slot.value is not None]
    full = [bar for bar in valued if bar.is_full]
    pale = [bar for bar in valued if not bar.is_full]
    for css, some in (("c-bar", full), ("c-now", pale)):
        if some:
            yield Path(css, _outlines(some, bottom))


def _outlines(bars: Sequence[_Bar], bottom: float) -> str:
    """Each bar as a rectangle standing on the axis;
    bars that touch share one outline, and level ones one top.
    """
    floor = compact(bottom)
    return "".join(_outline(touching, floor) for touching in _touching(bars))


def _touching(bars: Iterable[_Bar]) -> Iterator[list[_Bar]]:
    """The bars in groups, each as long as every bar touches the one before it."""
    group: list[_Bar] = []
    for bar in bars:
        if group and abs(bar.left - group[-1].right) > 0.05:
            yield group
            group = []
        group.append(bar)
    yield group


def _outline(bars: Sequence[_Bar], floor: str) -> str:
    """The one outline of bars that touch: up, along their tops, and down to the floor again."""
    tops = (
        f"V{top}H{compact([*level][-1].right)}"
        for top, level in groupby(bars, key=lambda bar: compact(bar.top))
    )
    return f"M{compact(bars[0].left)} {floor}{''.join(tops)}V{floor}z"


def _texts(
    plot: Plot, chart: CountChart, bars: Sequence[_Bar], start: Box | None
) -> Iterable[TextMark]:
    """The latest number, then what is so far, the aim, the start, and the other numbers."""
    latest = _latest_bar(bars) if chart.latest else None
    if latest and chart.latest:
        yield _latest_text(latest, chart.latest, plot.bottom)
    if bars and bars[-1].slot.state is SlotState.SO_FAR:
        yield _so_far_text(bars[-1], chart.so_far, plot.bottom)
    yield from aim_text(plot)
    if chart.start and start:
        yield _start_text(plot, start, chart.start)
    for bar in bars:
        if bar is not latest:
            yield from _other_number(bar, plot.bottom)


def _latest_bar(bars: Sequence[_Bar]) -> _Bar | None:
    """The last period that is over and counted; else the last with a value."""
    valued = [bar for bar in bars if bar.slot.value is not None]
    counted = [bar for bar in valued if bar.slot.state is SlotState.COUNTED]
    if not valued:
        return None
    return (counted or valued)[-1]


def _latest_text(bar: _Bar, text: str, bottom: float) -> TextMark:
    """The number right above its bar, inside it or beside its top; left out where none is free."""
    beside = (
        bar.above,
        Spot(bar.right + 2, bar.top + 9, TextAnchor.START, Grip.HEAD),
        Spot(bar.left - 2, bar.top + 9, TextAnchor.END, Grip.HEAD),
    )
    last = TextMark("c-num c-halo n", (Wording((text,), beside),), Overlap.LEVELS)
    return _at_top(bar, text, bottom, "c-num", otherwise=last)


def _at_top(
    bar: _Bar, text: str, bottom: float, css: str, otherwise: TextMark | None = None
) -> TextMark:
    """Words right above their bar where no line crosses them, else inside it."""
    if bar.holds(text, bottom):
        on_data = f"{css} c-on-bar n".strip()
        if not bar.is_full:
            on_data = f"{css} n".strip()
        inside = Wording((text,), (bar.inside,))
        otherwise = TextMark(on_data, (inside,), Overlap.DATA, otherwise=otherwise)
    above = Wording((text,), (bar.above,))
    return TextMark(f"{css} c-halo n".strip(), (above,), Overlap.UPRIGHTS, otherwise=otherwise)


def _so_far_text(bar: _Bar, text: str, bottom: float) -> TextMark:
    """The words beside their bar or right above it; left out where a line or a bar is in the way."""
    low = min(bar.top + 5, bottom - 5)
    spots = (
        Spot(bar.right + 5, low, TextAnchor.START),
        Spot(bar.right + 5, bar.top - 5, TextAnchor.START),
        bar.above,
        Spot(bar.right, bar.top - ABOVE, TextAnchor.END),
        Spot(bar.right + 5, bottom - 5, TextAnchor.START),
    )
    return TextMark("c-note c-halo", (Wording((text,), spots),), Overlap.UPRIGHTS)


def _start_text(plot: Plot, bar: Box, start: LevelMark) -> TextMark:
    """The words of the baseline above its bar or right of its top, else its number;
    left out where it covers data.
    """
    spots = _start_spots(bar)
    wordings = (
        Wording((start.label,), spots),
        Wording((value_words(start.value),), spots),
    )
    within = Box(plot.left, 2, RIGHT, plot.bottom)
    return TextMark("c-note c-halo n", wordings, Overlap.LEVELS, within)


def _start_spots(bar: Box) -> tuple[Spot, ...]:
    """Where the words of the baseline may stand, the best first."""
    return (
        Spot(bar.left, bar.top - 5, TextAnchor.START),
        Spot(bar.right + 4, bar.top + 9, TextAnchor.START, Grip.HEAD),
        Spot(bar.right + 4, bar.top - 5, TextAnchor.START),
        Spot(bar.left, bar.top - 21, TextAnchor.START),
    )


def _other_number(bar: _Bar, bottom: float) -> Iterable[TextMark]:
    """The number of a bar that is wide enough; left out where it would cover anything."""
    value = bar.slot.value
    if value is not None and (bar.right - bar.left) / BAR_SHARE >= NUMBERS_FROM:
        yield _at_top(bar, value_words(value), bottom, "")
