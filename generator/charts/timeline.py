"""Timeline: the time of the plan as one line, with its phases, reviews and the day we are at.

In: a Timeline.
Out: two Figures of the same facts: 320 by 76 units for a phone, 944 by 102 for a wide page.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.labels import (
    BOLD,
    Board,
    Box,
    Overlap,
    Spot,
    Wording,
    spots_beside,
    text_width,
)
from generator.charts.paths import box, circle, upright
from generator.charts.scales import Scale, linear
from generator.view.chart_values import ReviewMark, StepState, Timeline, TimelinePhase

#: Clear units between the two lines of words below the wide line; nothing is drawn between them.
STACK_WIDE = 1.4
#: Units of the line's height, and of what reaches under it.
BAR = 8.0
TODAY_UNDER = 3.0
#: Units from a post to the words of its phase.
POST_AWAY = 7.0
#: Units between two words that stand side by side.
NEIGHBOUR = 8.0
#: Baselines: of the day we are at, and of reviews; of all other words in the narrow drawing; of
#: names and of days below the wide line.
NOW_Y, REVIEW_Y = 16, 42
BELOW_Y = 70
NAME_Y, DAY_Y = 79, 96
#: Spots of words that reach to one side of their mark.
BESIDE_MARK = (
    (-4, 0, TextAnchor.START),
    (4, 0, TextAnchor.END),
    (5, 0, TextAnchor.START),
    (-5, 0, TextAnchor.END),
)
#: Class and radius of a review by its state.
REVIEWS = (
    (StepState.ASIDE, "r-aside", 5.5),
    (StepState.LATER, "r-later", 5.5),
    (StepState.DONE, "r-review", 7.5),
    (StepState.NEXT, "r-next", 7.0),
)
#: The order in which reviews get their words.
IMPORTANCE = (StepState.NEXT, StepState.LATER, StepState.DONE, StepState.ASIDE)


@dataclass(frozen=True, slots=True)
class _Track:
    """The size of one drawing in units, the line's ends and top, a post's foot, today's head."""

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


class _Post(NamedTuple):
    """Where a phase begins, and the phase."""

    x: float
    phase: TimelinePhase


@dataclass(frozen=True, slots=True)
class _Line:
    """The line of time on its track."""

    timeline: Timeline
    track: _Track
    scale: Scale

    def x(self, day: date) -> float:
        """Where a day stands."""
        return self.scale((day - self.timeline.span.start).days)

    @property
    def now(self) -> float:
        """Where the day stands that the plan speaks from."""
        return self.x(self.timeline.as_of)

    @property
    def posts(self) -> list[_Post]:
        """The phases of the span in order; those that lie outside it are left out."""
        span = self.timeline.span
        inside = [
            phase
            for phase in self.timeline.phases
            if phase.stretch.end > span.start and phase.stretch.start < span.end
        ]
        inside.sort(key=lambda phase: phase.stretch.start)
        return [_Post(self.x(phase.stretch.start), phase) for phase in inside]

    @property
    def reviews(self) -> list[ReviewMark]:
        """The reviews that lie in the span."""
        span = self.timeline.span
        return [one for one in self.timeline.reviews if span.start <= one.day <= span.end]


def draw_timeline(timeline: Timeline) -> tuple[Figure, Figure]:
    """The narrow drawing, which names the ends, now and the next review;
    and the wide one, which names all.
    """
    return _narrow(_line(timeline, _NARROW)), _wide(_line(timeline, _WIDE))


def _line(timeline: Timeline, track: _Track) -> _Line:
    span = timeline.span
    days = max((span.end - span.start).days, 1)
    return _Line(timeline, track, linear(0, days, track.left, track.right))


def _narrow(line: _Line) -> Figure:
    timeline, track = line.timeline, line.track
    board = Board(track.width, track.height)
    _place_ends(board, line)
    now = [_around(track, text, line.now, NOW_Y) for text in (timeline.now, timeline.now_short)]
    board.place("r-now", now, Overlap.NOTHING)
    for review in line.reviews:
        if review.state is StepState.NEXT:
            _place_review(board, line, review, _beside_ends(line))
    return Figure(track.width, track.height, tuple(_paths(line)), board.labels)


def _place_ends(board: Board, line: _Line) -> None:
    """The words for both ends."""
    start, end = _ends(line.track)
    board.pin("r-soft", start, line.timeline.start_label)
    board.place_line("r-soft", line.timeline.end_label, end, Overlap.NOTHING)


def _ends(track: _Track) -> tuple[Spot, Spot]:
    """Where the words for both ends of the line stand below it."""
    start = Spot(4, BELOW_Y, TextAnchor.START)
    return start, Spot(track.width - 4, BELOW_Y, TextAnchor.END)


def _beside_ends(line: _Line) -> tuple[Spot, Spot]:
    """Right of the start's words, and left of the end's."""
    start, end = _ends(line.track)
    after_start = text_width(line.timeline.start_label) + NEIGHBOUR
    before_end = text_width(line.timeline.end_label) + NEIGHBOUR
    return start._replace(x=start.x + after_start), end._replace(x=end.x - before_end)


def _place_review(
    board: Board, line: _Line, review: ReviewMark, beside_ends: tuple[Spot, Spot]
) -> None:
    """The next review below its mark, else beside the nearer end of the line."""
    x = line.x(review.day)
    if x > line.track.width / 2:
        beside_ends = beside_ends[::-1]
    at_mark = _around(line.track, review.short, x, BELOW_Y)
    board.place(
        "",
        [at_mark, Wording((review.short,), beside_ends)],
        Overlap.NOTHING,
    )


def _wide(line: _Line) -> Figure:
    timeline, track = line.timeline, line.track
    board = Board(track.width, track.height, uprights=[line.now], stack=STACK_WIDE)
    _place_now(board, line)
    _place_reviews(board, line)
    _place_phases(board, line)
    end = Spot(track.right - POST_AWAY, DAY_Y, TextAnchor.END)
    board.place_line("r-soft", timeline.end_label, end, Overlap.NOTHING)
    return Figure(track.width, track.height, tuple(_paths(line)), board.labels)


def _place_now(board: Board, line: _Line) -> None:
    """The short word for now, over its line and nowhere else."""
    now = _around(line.track, line.timeline.now_short, line.now, NOW_Y)
    board.place("r-now", [Wording(now.lines, now.spots[:1])], Overlap.LEVELS)


def _place_reviews(board: Board, line: _Line) -> None:
    """The words of each review over its mark, the next one's first."""
    for review in sorted(line.reviews, key=_importance):
        css = "" if review.state is StepState.NEXT else "r-soft"
        texts = (review.label, review.short)
        wordings = [
            _around(
                line.track,
                text,
                line.x(review.day),
                REVIEW_Y,
            )
            for text in texts
        ]
        board.place(css, wordings, Overlap.NOTHING)


def _place_phases(board: Board, line: _Line) -> None:
    """Each phase with the day it begins, right of its post;
    the plan's first day where no phase begins there.
    """
    words = _phase_words(line)
    ends = [x for x, _, _ in words[1:]] + [line.track.right]
    for (x, label, day), end in zip(words, ends, strict=True):
        _place_phase(board, Box(x, 0, end, line.track.height), label, day)


def _place_phase(board: Board, room: Box, label: str, day: str) -> None:
    """The name of a phase and its day, from the left of its room on."""
    x = room.left + POST_AWAY
    name_spot, day_spot = (
        Spot(x, NAME_Y, TextAnchor.START),
        Spot(x, DAY_Y, TextAnchor.START),
    )
    board.place_line("", label, name_spot, Overlap.LEVELS, room)
    board.place_line("r-soft", day, day_spot, Overlap.LEVELS, room)


def _phase_words(line: _Line) -> list[tuple[float, str, str]]:
    """For each post its x, the name of its phase and the day."""
    words = [(post.x, post.phase.label, post.phase.day) for post in line.posts]
    if not words or words[0][0] - line.track.left > 1:
        words.insert(0, (line.track.left, "", line.timeline.start_label))
    return words


def _paths(line: _Line) -> Iterable[Path]:
    track, now = line.track, line.now
    feet = sorted({track.left, track.right, *(post.x for post in line.posts)})
    yield Path("r-post", upright(feet, track.middle, track.foot))
    yield from _stretches(line, sorted({now, *feet}))
    yield from _breaks(line)
    yield Path("r-today", upright([now], track.head, track.bottom + TODAY_UNDER))
    yield from _review_paths(line)


def _stretches(line: _Line, edges: Iterable[float]) -> Iterable[Path]:
    """What lies between the edges: the past, and what is ahead."""
    pieces = [(end, _piece(line.track, start, end)) for start, end in pairwise(edges)]
    past = "".join(piece for end, piece in pieces if end <= line.now)
    ahead = "".join(piece for end, piece in pieces if end > line.now)
    for css, d in (("r-past", past), ("r-ahead", ahead)):
        if d:
            yield Path(css, d)


def _breaks(line: _Line) -> Iterable[Path]:
    """The planned breaks: their ground, and over it their pattern."""
    away = _away(line)
    if away:
        yield Path("r-back", away)
        yield Path("r-gap", away)


def _piece(track: _Track, start: float, end: float) -> str:
    return box(start, track.top, end, track.bottom)


def _away(line: _Line) -> str:
    """The planned breaks."""
    parts = []
    for post in line.posts:
        end = line.x(post.phase.stretch.end)
        if post.phase.away and end > post.x:
            parts.append(_piece(line.track, max(post.x, line.track.left), end))
    return "".join(parts)


def _review_paths(line: _Line) -> Iterable[Path]:
    """The reviews of each state that occurs."""
    for state, css, radius in REVIEWS:
        xs = [line.x(review.day) for review in line.reviews if review.state is state]
        if xs:
            yield Path(
                css,
                "".join(circle(x, line.track.middle, radius) for x in xs),
            )


def _around(track: _Track, text: str, x: float, y: float) -> Wording:
    """Words over or under a mark: centred as far as the drawing allows, else reaching to one side."""
    half = text_width(text) * BOLD / 2 + 1
    centre = min(max(x, half), track.width - half)
    centred = Spot(centre, y, TextAnchor.MIDDLE)
    return Wording((text,), (centred, *spots_beside(x, y, BESIDE_MARK)))


def _importance(review: ReviewMark) -> tuple[int, int]:
    """The next review first, then those ahead from the nearest, then those done from the latest."""
    day = review.day.toordinal()
    if review.state is StepState.DONE:
        day = -day
    return IMPORTANCE.index(review.state), day
