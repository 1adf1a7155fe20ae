"""Labels: words placed so that none covers another and none leaves the drawing.

In: words, the spots they would like in order of preference, and what is drawn.
Out: Labels in a fixed order.
Touches nothing but the Board in hand. Widths are estimates on the generous side,
for the reader's fonts are unknown.

Terms
    spot       a place for words: x, the first line's baseline and the anchor.
    obstacle   data that words keep clear of. Level and upright lines may be crossed where need be.
    cost       how much the words of a drawing cover.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import lru_cache
from math import hypot
from typing import NamedTuple, Protocol

from generator.charts.figure import Label, TextAnchor
from generator.charts.paths import compact

#: Units between the baselines of stacked lines: less, and 14-unit type touches.
LINE = 18.0
#: Units of a letter above and below the baseline: 14-unit type with its accents and tails.
ASCENT = 11.5
DESCENT = 4.0
#: Clear units between words side by side, and between words one above the other (baselines 18
#: apart).
SIDE = 4.0
STACK = 2.5
#: Clear units that words keep from data; the radius of a dot.
DATA_CLEAR = 3.6
#: Units from the head and from the middle of 13-unit type down to its baseline; in ems in the classes
#: `t` and `m`. `u` and `v` are a line higher and lower.
BELOW_HEAD = 10.0
BELOW_MIDDLE = 5.0
#: Words no further below a point than this stand beside it.
MIDDLE_DOWN = 6.0
#: Units between the foot of a line and the head of the next, where both keep to their middle.
BETWEEN_LINES = 6.0
#: How much wider than 14 units regular the 15 units bold of the last value is.
BOLD = 15 / 14 * 1.08
#: Classes of bold words.
STRONG = ("c-num", "c-strong", "r-now")

_TYPE = 14.0
#: Widths in em: Noto Sans, the widest face the page's style asks for, and a little more.
_EM = {
    letter: width * _TYPE
    for width, letters in (
        (0.265, "ijl \u00a0\u2018\u2019"),
        (0.28, "J'`,.:;!"),
        (0.355, "fI()[]-|\u2010\u2011"),
        (0.37, "t/\\\u201c\u201d"),
        (0.44, 'r"{}?°'),
        (0.49, "cszç"),
        (0.54, "vykxFL\u2013"),
        (0.58, "aeEST0123456789YZéèêëáàâäå$€£+<=>~^*\u2212"),
        (0.63, "bdghnopquKRPVXóòôöúùûüñ_"),
        (0.67, "ACB#ßÄÅÁÀ"),
        (0.78, "DGHNU&Ü"),
        (0.81, "OQwÖ\u2026"),
        (0.96, "mMW%@"),
        (1.02, "\u2014"),
    )
    for letter in letters
}


@lru_cache(maxsize=4096)
def text_width(text: str) -> float:
    """About how many units `text` takes in 14-unit sans, on the generous side; 0 for no text."""
    try:
        return sum([_EM[letter] for letter in text])
    except KeyError:
        return sum(_EM.get(letter) or _foreign(letter) for letter in text)


class Box(NamedTuple):
    """A rectangle by its edges, in units; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether both have some room in common."""
        return (
            self.left < other.right
            and self.right > other.left
            and self.top < other.bottom
            and self.bottom > other.top
        )

    def distance(self, other: Box) -> float:
        """How many units lie between both; 0 where they touch."""
        across = max(self[0] - other[2], other[0] - self[2])
        down = max(self[1] - other[3], other[1] - self[3])
        if across <= 0:
            return max(down, 0.0)
        if down <= 0:
            return across
        return hypot(across, down)

    def is_near(self, other: Box, far: float) -> bool:
        """Whether both are less than `far` apart from side to side: a quick look before `distance`."""
        return self[0] - other[2] < far and other[0] - self[2] < far

    def leaves(self, bounds: Box) -> bool:
        """Whether any of it lies outside of `bounds`."""
        return (
            self.left < bounds.left
            or self.top < bounds.top
            or self.right > bounds.right
            or self.bottom > bounds.bottom
        )


class Grip(Enum):
    """What of words stays where it is when they are printed larger or smaller than in 13-unit type."""

    FOOT = "foot"
    MIDDLE = "middle"
    HEAD = "head"


class Spot(NamedTuple):
    """A place for words; `y` is the baseline of the first line in 13-unit type."""

    x: float
    y: float
    anchor: TextAnchor
    grip: Grip = Grip.FOOT


class Overlap(IntEnum):
    """What words cover at a spot, from best to worst."""

    NOTHING = 0
    UPRIGHTS = 1
    LEVELS = 2
    DATA = 3


#: A spot beside a point: how far right of it, how far below it, and the anchor.
Offset = tuple[float, float, TextAnchor]


def spots_beside(x: float, y: float, offsets: Iterable[Offset]) -> tuple[Spot, ...]:
    """The spots beside a point, in the order of the offsets; words keep to the point as they grow."""
    return tuple(
        Spot(x + right, y + down, anchor, _grip_below(down)) for right, down, anchor in offsets
    )


def _grip_below(down: float) -> Grip:
    if down <= 0:
        return Grip.FOOT
    if down <= MIDDLE_DOWN:
        return Grip.MIDDLE
    return Grip.HEAD


class Obstacle(Protocol):
    """Data under the words."""

    def is_under(self, words: Box) -> bool:
        """Whether any of the data lies in or touches `words`."""


class Trace:
    """Data as straight strokes, in the order of their places from left to right."""

    def __init__(self, runs: Iterable[Sequence[tuple[float, float]]]) -> None:
        """The strokes through each run of places; a run of one place is a stroke of no length."""
        strokes = []
        for run in runs:
            ends = run[1:] or run
            for start, end in zip(run, ends, strict=False):
                strokes.append((*start, *end))
        self._strokes = strokes
        self._ends = [stroke[2] for stroke in strokes]

    def is_under(self, words: Box) -> bool:
        """Whether any stroke comes within DATA_CLEAR of `words`."""
        left, top = words.left - DATA_CLEAR, words.top - DATA_CLEAR
        right, bottom = words.right + DATA_CLEAR, words.bottom + DATA_CLEAR
        strokes = self._strokes
        for index in range(bisect_left(self._ends, left), len(strokes)):
            stroke = strokes[index]
            if stroke[0] > right:
                return False
            upper, lower = _heights_within(stroke, left, right)
            if upper < bottom and lower > top:
                return True
        return False


def _heights_within(
    stroke: tuple[float, float, float, float], left: float, right: float
) -> tuple[float, float]:
    """The upper and the lower end of what a stroke has between `left` and `right`."""
    xa, ya, xb, yb = stroke
    enter, leave = ya, yb
    if xb > xa:
        slope = (yb - ya) / (xb - xa)
        if xa < left:
            enter = ya + (left - xa) * slope
        if xb > right:
            leave = ya + (right - xa) * slope
    return min(enter, leave), max(enter, leave)


class Blocks:
    """Data as rectangles, from left to right."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes = boxes
        self._rights = [box.right for box in boxes]

    def is_under(self, words: Box) -> bool:
        """Whether any rectangle overlaps `words`."""
        for index in range(bisect_left(self._rights, words.left), len(self._boxes)):
            box = self._boxes[index]
            if box.left >= words.right:
                return False
            if box.overlaps(words):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to write words, as one or more lines, with the spots that suit it, best first."""

    lines: tuple[str, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The mark that words name, and others of its kind: no words stand nearer to one of those."""

    own: Box
    others: Sequence[Box]

    def allows(self, words: Iterable[Box]) -> bool:
        """Whether these lines are at least as near to their own mark as to any other."""
        lines = tuple(words)
        own = min([line.distance(self.own) for line in lines])
        for line in lines:
            for other in self.others:
                if line.is_near(other, own) and line.distance(other) < own:
                    return False
        return True


@dataclass(frozen=True, slots=True)
class TextMark:
    """Words to be placed: how they may be written, what they may cover at worst,
    within which bounds, and what they name.

    `otherwise` is tried where they find no room.
    """

    css: str
    wordings: tuple[Wording, ...]
    worst: Overlap
    within: Box | None = None
    otherwise: TextMark | None = None
    named: Named | None = None


class _Placing(NamedTuple):
    """Lines at a spot, with the room that each takes."""

    spot: Spot
    lines: tuple[str, ...]
    boxes: list[Box]


class Board:
    """The labels of one drawing: each new one keeps clear of those before it.

    Place the important ones first.
    """

    def __init__(
        self,
        width: float,
        height: float,
        obstacles: Sequence[Obstacle] = (),
        *,
        levels: Sequence[float] = (),
        uprights: Sequence[float] = (),
        stack: float = STACK,
    ) -> None:
        """A drawing of `width` by `height` units;
        `levels` and `uprights` are lines at their y and x.

        `stack` is the clear space between words one above the other.
        """
        self._bounds = Box(0, 0, width, height)
        self._obstacles = obstacles
        self._levels = levels
        self._uprights = uprights
        self._stack = stack
        self._taken: list[Box] = []
        self._labels: list[Label] = []
        #: How many labels there were after each placing.
        self._ends: list[int] = []
        self._cost = 0
        self._costly: list[TextMark] = []

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels so far, in the order of their placing."""
        return tuple(self._labels)

    def words(self) -> tuple[tuple[Label, ...], ...]:
        """The labels in groups: the lines of each words together."""
        found: list[tuple[Label, ...]] = []
        start = 0
        for end in self._ends:
            found.append(tuple(self._labels[start:end]))
            start = end
        return tuple(found)

    def covers_data(self, box: Box) -> bool:
        """Whether any data lies under a box."""
        return any(obstacle.is_under(box) for obstacle in self._obstacles)

    @property
    def cost(self) -> int:
        """Total overlap cost; a label that found no place counts most."""
        return self._cost

    @property
    def costly(self) -> tuple[TextMark, ...]:
        """The words among those placed with `with_texts` that cost anything."""
        return tuple(self._costly)

    def least_cost(self, texts: Iterable[TextMark]) -> int:
        """What these words cost here at least, in whatever order: each as if it came first."""
        return self._cost + sum(self.with_texts([text]).cost - self._cost for text in texts)

    def with_texts(self, texts: Iterable[TextMark]) -> Board:
        """A copy of the board with these words placed in their order;
        the board itself stays as it is.
        """
        other = copy(self)
        other._taken, other._labels = [*self._taken], [*self._labels]
        other._ends, other._costly = [*self._ends], []
        for text in texts:
            before = other._cost
            other._place_text(text)
            if other._cost > before:
                other._costly.append(text)
        return other

    def _place_text(self, text: TextMark) -> None:
        found = self.place(text.css, text.wordings, text.worst, text.within, named=text.named)
        if found is None and text.otherwise is not None:
            self._place_text(text.otherwise)

    def pin(self, css: str, spot: Spot, text: str) -> None:
        """Put one line at a spot that is known to be free, such as a tick's."""
        self._put(
            css,
            _Placing(spot, (text,), _line_boxes([text_width(text)], spot)),
        )

    def place_line(
        self, css: str, text: str, spot: Spot, worst: Overlap, within: Box | None = None
    ) -> None:
        """Put one line at its one spot; left out where it finds no room, and where it is empty."""
        if text:
            self.place(css, [Wording((text,), (spot,))], worst, within)

    def place(
        self,
        css: str,
        wordings: Iterable[Wording],
        worst: Overlap,
        within: Box | None = None,
        *,
        side: float = SIDE,
        named: Named | None = None,
    ) -> Wording | None:
        """Put words at the best of their spots, and say which; None if they are left out.

        The best spot covers least; among equals the earlier wording, then the earlier spot.
        No spot leaves `within` (else the drawing), comes within `side` of other words, covers
        more than `worst`, or is nearer to another mark than to the one that is `named`. STRONG words
        are measured as bold.
        """
        free = (
            placing
            for placing in _placings(css, wordings)
            if self._is_free(placing.boxes, within or self._bounds, side)
            and (named is None or named.allows(placing.boxes))
        )
        best, overlap = self._best(free, worst)
        if best is None:
            self._cost += Overlap.DATA + 1
            return None
        self._cost += overlap
        self._put(css, best)
        return Wording(best.lines, (best.spot,))

    def _best(
        self,
        placings: Iterable[_Placing],
        worst: Overlap,
    ) -> tuple[_Placing | None, int]:
        """The first placing that covers least, and what it covers; None if all cover too much."""
        best: _Placing | None = None
        least = worst + 1
        for placing in placings:
            overlap = max([self._overlap(box) for box in placing.boxes])
            if overlap < least:
                best, least = placing, overlap
            if least == Overlap.NOTHING:
                break
        return best, least

    def _put(self, css: str, chosen: _Placing) -> None:
        spot = chosen.spot
        for line, (y, grip) in zip(chosen.lines, _printed_at(chosen), strict=True):
            classes = " ".join(filter(None, (css, grip)))
            self._labels.append(Label(classes, compact(spot.x), compact(y), spot.anchor, line))
        self._taken.extend(chosen.boxes)
        self._ends.append(len(self._labels))

    def _is_free(self, boxes: Iterable[Box], bounds: Box, side: float) -> bool:
        # Plain loops: this is asked for every spot of every label.
        for box in boxes:
            if box.leaves(bounds):
                return False
            left, top, right, bottom = box
            left, right = left - side, right + side
            top, bottom = top - self._stack, bottom + self._stack
            for taken in self._taken:
                if left < taken[2] and right > taken[0] and top < taken[3] and bottom > taken[1]:
                    return False
        return True

    def _overlap(self, box: Box) -> Overlap:
        """The worst that words in `box` would cover."""
        for obstacle in self._obstacles:
            if obstacle.is_under(box):
                return Overlap.DATA
        for y in self._levels:
            if box.top < y < box.bottom:
                return Overlap.LEVELS
        for x in self._uprights:
            if box.left < x < box.right:
                return Overlap.UPRIGHTS
        return Overlap.NOTHING


def _placings(css: str, wordings: Iterable[Wording]) -> Iterator[_Placing]:
    """Every way to write the words at every spot, best first."""
    scale = BOLD if css.startswith(STRONG) else 1.0
    for wording in wordings:
        widths = [text_width(line) * scale for line in wording.lines]
        for spot in wording.spots:
            yield _Placing(spot, wording.lines, _line_boxes(widths, spot))


def _line_boxes(widths: Iterable[float], spot: Spot) -> list[Box]:
    """The room that lines of these widths take, one below the other."""
    boxes = []
    for number, width in enumerate(widths):
        left = left_end(width, spot.x, spot.anchor)
        y = spot.y + LINE * number
        boxes.append(Box(left, y - ASCENT, left + width, y + DESCENT))
    return boxes


def _printed_at(chosen: _Placing) -> Iterator[tuple[float, str]]:
    """Where each line is printed, and the class that moves it from there by the size of its type."""
    spot, count = chosen.spot, len(chosen.lines)
    last = spot.y + LINE * (count - 1)
    match spot.grip:
        case Grip.FOOT if count == 2:
            yield last, "u"
            yield last, ""
        case Grip.MIDDLE if count == 2:
            yield spot.y + LINE / 2 - BELOW_MIDDLE - BETWEEN_LINES / 2, ""
            yield spot.y + LINE / 2 - BELOW_MIDDLE + BETWEEN_LINES / 2, "t"
        case Grip.HEAD if count == 2:
            yield spot.y - BELOW_HEAD, "t"
            yield spot.y - BELOW_HEAD, "v"
        case Grip.MIDDLE if count == 1:
            yield spot.y - BELOW_MIDDLE, "m"
        case Grip.HEAD if count == 1:
            yield spot.y - BELOW_HEAD, "t"
        case _:
            for number in range(count):
                yield spot.y + LINE * number, ""


def left_end(width: float, x: float, anchor: TextAnchor) -> float:
    """Where words of this width begin that stand at `x`."""
    if anchor is TextAnchor.START:
        return x
    if anchor is TextAnchor.MIDDLE:
        return x - width / 2
    return x - width


def in_two(text: str) -> tuple[str, ...]:
    """The text in two lines of about equal width, parted at a space;
    in one line where there is none.
    """
    spaces = [index for index, letter in enumerate(text) if letter == " "]
    if not spaces:
        return (text,)
    at = min(
        spaces,
        key=lambda index: max(
            text_width(text[:index]),
            text_width(text[index + 1 :]),
        ),
    )
    return (text[:at], text[at + 1 :])


#: Stands for what a label leaves out.
ELLIPSIS = "…"


def cut(text: str, room: float) -> str:
    """The text, or as many of its words as fit in `room` units, then letters, with an ellipsis."""
    if text_width(text) <= room:
        return text
    words = text.split()
    while len(words) > 1 and text_width(" ".join(words) + ELLIPSIS) > room:
        words.pop()
    left = " ".join(words).rstrip(",.;:–-")
    while left and text_width(left + ELLIPSIS) > room:
        left = left[:-1]
    return left + ELLIPSIS


def fitted(text: str, room: float, most: int) -> tuple[str, ...]:
    """The text in at most so many lines of `room` units, parted at spaces;
    what is left over is cut.
    """
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1 and text_width(" ".join(words)) > room:
        count = _fitting_count(words, room)
        lines.append(cut(" ".join(words[:count]), room))
        words = words[count:]
    return (*lines, cut(" ".join(words), room))


def _fitting_count(words: Sequence[str], room: float) -> int:
    """How many of the words, which do not all fit, go into `room` units; one at least."""
    count = 1
    while text_width(" ".join(words[: count + 1])) <= room:
        count += 1
    return count


def _foreign(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    return _TYPE * (1.3 if unicodedata.east_asian_width(letter) in "WF" else 0.8)
