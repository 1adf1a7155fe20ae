"""Rail: the time of the plan as one line, with its phases, reviews and the day we are at.

In: a Rail. Out: two Figures of the same facts: 320 by 76 units for a phone, 944 by 102 for a wide page.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.labels import BOLD, Board, Box, Over, Spot, Wording, text_width
from generator.charts.paths import box, circle, upright
from generator.charts.scales import Scale, linear
from generator.view.chart_values import ReviewMark, StepState, Timeline, TimelinePhase

#: Clear units between the two lines below the wide rail; nothing is drawn between them.
RAIL_STACK = 1.4
#: Units of a rail's height, and of what reaches over and under it.
BAR = 8.0
TODAY_UNDER = 3.0
#: Units from a post to the words of its phase.
POST_AWAY = 7.0
#: Units between two words that stand side by side.
NEIGHBOUR = 8.0
#: Class and radius of a review by its state.
REVIEWS = (
    (StepState.ASIDE, "r-aside", 5.5),
    (StepState.LATER, "r-later", 5.5),
    (StepState.DONE, "r-review", 7.5),
    (StepState.NEXT, "r-next", 7.0),
)


@dataclass(frozen=True, slots=True)
class _Track:
    """The measures of one drawing in units: its size, the rail's ends and top, a post's foot, today's head."""

    width: int
    height: int
    left: float
    right: float
    top: float
    foot: float
    head: float

    @property
    def middle(self) -> float:
        return self.top + BAR / 2

    @property
    def bottom(self) -> float:
        return self.top + BAR


_NARROW = _Track(320, 76, 8, 312, 38, 53, 24)
_WIDE = _Track(944, 102, 8, 936, 54, 96, 22)


def draw_rail(rail: Timeline) -> tuple[Figure, Figure]:
    """The narrow drawing, which names the ends, now and the next review; and the wide one, which names all."""
    return _narrow(rail), _wide(rail)


def _narrow(rail: Timeline) -> Figure:
    track = _NARROW
    x = _scale(rail, track)
    now = x(_days(rail, rail.as_of))
    board = Board(track.width, track.height)
    start, end = Spot(4, 70, TextAnchor.START), Spot(316, 70, TextAnchor.END)
    board.pin("r-soft", start, rail.start_label)
    board.place("r-soft", [Wording((rail.end_label,), (end,))], Over.NOTHING)
    board.place(
        "r-now",
        [_around(track, text, now, 16) for text in (rail.now, rail.now_short)],
        Over.NOTHING,
    )
    between = (
        Spot(end.x - text_width(rail.end_label) - NEIGHBOUR, 70, TextAnchor.END),
        Spot(start.x + text_width(rail.start_label) + NEIGHBOUR, 70, TextAnchor.START),
    )
    for review in rail.reviews:
        if review.state is StepState.NEXT and _is_inside(rail, review.day):
            at = x(_days(rail, review.day))
            nearest = between if at > track.width / 2 else between[::-1]
            board.place(
                "",
                [_around(track, review.short, at, 70), Wording((review.short,), nearest)],
                Over.NOTHING,
            )
    return Figure(track.width, track.height, tuple(_paths(rail, track)), board.labels)


def _wide(rail: Timeline) -> Figure:
    track = _WIDE
    x = _scale(rail, track)
    now = x(_days(rail, rail.as_of))
    posts = _posts(rail, x)
    board = Board(track.width, track.height, uprights=[now], stack=RAIL_STACK)
    over_now = _around(track, rail.now_short, now, 16)
    board.place("r-now", [Wording(over_now.lines, over_now.spots[:1])], Over.LEVELS)
    for review in sorted(rail.reviews, key=_importance):
        if _is_inside(rail, review.day):
            css = "" if review.state is StepState.NEXT else "r-soft"
            at = x(_days(rail, review.day))
            board.place(
                css,
                [_around(track, text, at, 42) for text in (review.label, review.short)],
                Over.NOTHING,
            )
    words = [(at, phase.label, phase.day) for at, phase in posts]
    if not posts or posts[0][0] - track.left > 1:
        words.insert(0, (track.left, "", rail.start_label))
    ends = [at for at, _, _ in words[1:]] + [track.right]
    for (at, label, day), end in zip(words, ends, strict=True):
        for css, text, y in (("", label, 79), ("r-soft", day, 96)):
            if text:
                spot = Spot(at + POST_AWAY, y, TextAnchor.START)
                board.place(
                    css, [Wording((text,), (spot,))], Over.LEVELS, Box(at, 0, end, track.height)
                )
    last = Spot(track.right - POST_AWAY, 96, TextAnchor.END)
    board.place("r-soft", [Wording((rail.end_label,), (last,))], Over.NOTHING)
    return Figure(track.width, track.height, tuple(_paths(rail, track)), board.labels)


def _paths(rail: Timeline, track: _Track) -> Iterable[Path]:
    x = _scale(rail, track)
    now = x(_days(rail, rail.as_of))
    posts = _posts(rail, x)
    edges = sorted({track.left, track.right, now, *(at for at, _ in posts)})
    feet = sorted({track.left, track.right, *(at for at, _ in posts)})
    yield Path("r-post", upright(feet, track.middle, track.foot))
    pieces = list(pairwise(edges))
    past = "".join(box(a, track.top, b, track.bottom) for a, b in pieces if b <= now)
    ahead = "".join(box(a, track.top, b, track.bottom) for a, b in pieces if b > now)
    away = "".join(
        box(max(at, track.left), track.top, end, track.bottom)
        for at, phase in posts
        if phase.away and (end := x(_days(rail, phase.stretch.end))) > at
    )
    layers = (("r-past", past), ("r-ahead", ahead), ("r-back", away), ("r-gap", away))
    yield from (Path(css, d) for css, d in layers if d)
    yield Path("r-today", upright([now], track.head, track.bottom + TODAY_UNDER))
    for state, css, radius in REVIEWS:
        d = "".join(
            circle(x(_days(rail, review.day)), track.middle, radius)
            for review in rail.reviews
            if review.state is state and _is_inside(rail, review.day)
        )
        if d:
            yield Path(css, d)


def _posts(rail: Timeline, x: Scale) -> list[tuple[float, TimelinePhase]]:
    """Phases of the span with the x where they begin, in order; those that lie outside it are left out."""
    span = rail.span
    inside = [
        phase
        for phase in rail.phases
        if phase.stretch.end > span.start and phase.stretch.start < span.end
    ]
    return [
        (x(_days(rail, phase.stretch.start)), phase)
        for phase in sorted(inside, key=lambda p: p.stretch.start)
    ]


def _scale(rail: Timeline, track: _Track) -> Scale:
    return linear(0, max(_days(rail, rail.span.end), 1), track.left, track.right)


def _days(rail: Timeline, day: date) -> int:
    return (day - rail.span.start).days


def _is_inside(rail: Timeline, day: date) -> bool:
    return rail.span.start <= day <= rail.span.end


def _around(track: _Track, text: str, x: float, y: float) -> Wording:
    """Words over or under a mark: centred as far as the drawing allows, else reaching to one side."""
    half = text_width(text) * BOLD / 2 + 1
    centre = min(max(x, half), track.width - half)
    spots = (
        Spot(centre, y, TextAnchor.MIDDLE),
        Spot(x - 4, y, TextAnchor.START),
        Spot(x + 4, y, TextAnchor.END),
    )
    return Wording(
        (text,), (*spots, Spot(x + 5, y, TextAnchor.START), Spot(x - 5, y, TextAnchor.END))
    )


def _importance(review: ReviewMark) -> tuple[int, int]:
    """The next review first, then those ahead from the nearest, then those done from the latest."""
    rank = {StepState.NEXT: 0, StepState.LATER: 1, StepState.DONE: 2, StepState.ASIDE: 3}[
        review.state
    ]
    day = review.day.toordinal()
    return rank, day if review.state is not StepState.DONE else -day
