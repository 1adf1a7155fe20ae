"""Large type: which words of a chart stay where its type is printed much larger, as with 200 % text on a phone.

In: a Board with all words placed. Out: its Labels; those without room in large type have the class `w`.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import Final

from generator.charts.figure import Label
from generator.charts.labels import ASCENT, BOLD, DESCENT, STRONG, Board, Box, left_end, text_width

#: Units of the letters in large type, and how much larger they are than what widths are measured in.
TYPE: Final = 21.0
TIMES: Final = TYPE / 14
#: Ems from a label's place down to its baseline, by its class.
_DOWN: Final = {"t": 0.77, "m": 0.385, "v": 2.155, "u": -1.385}
#: Clear units between large words, and how far they may leave the drawing, which has room around it.
_SIDE: Final = 3.0
_BESIDE: Final = 6.0
_BELOW: Final = 8.0
#: What must stay before the rest: names and the last value, the aim, the values and the times of the axes.
_RANKS: Final = ("c-strong", "c-num", "c-halo n", "n m")


def with_large_type(board: Board, width: float, height: float) -> tuple[Label, ...]:
    """All labels; `w` marks those that have no room in large type beside the more important ones."""
    groups = board.words()
    bounds = Box(-_BESIDE, -_BESIDE, width + _BESIDE, height + _BELOW)
    order = sorted(range(len(groups)), key=lambda index: _rank(groups[index], height))
    taken: list[Box] = []
    narrow = set()
    for index in order:
        boxes = [large_box(label) for label in groups[index]]
        if _has_room(boxes, taken, bounds) and not _covers_more(board, groups[index], boxes):
            taken += boxes
        else:
            narrow.add(index)
    marked = (_wide_only(group) if index in narrow else group for index, group in enumerate(groups))
    return tuple(chain.from_iterable(marked))


def _rank(words: tuple[Label, ...], height: float) -> tuple[int, float]:
    """The place of words in the order of importance; of the values of an axis the ends come first."""
    css = words[0].css
    for rank, kind in enumerate(_RANKS):
        if css.startswith(kind):
            from_middle = abs(float(words[0].y) - height / 2)
            return rank, -from_middle if kind == "n m" else 0.0
    return len(_RANKS) + (css not in ("", "t")), 0.0


def _wide_only(words: Iterable[Label]) -> tuple[Label, ...]:
    return tuple(replace(label, css=f"{label.css} w".strip()) for label in words)


def _has_room(boxes: Iterable[Box], taken: Iterable[Box], bounds: Box) -> bool:
    for box in boxes:
        if box.leaves(bounds):
            return False
        for other in taken:
            if box.is_near(other, _SIDE) and box.distance(other) < _SIDE:
                return False
    return True


def _covers_more(board: Board, words: tuple[Label, ...], boxes: Iterable[Box]) -> bool:
    """Whether words that can be spared would cover data."""
    if words[0].css.startswith(STRONG):
        return False
    return any(map(board.covers_data, boxes))


def large_box(label: Label) -> Box:
    """The room that a label takes in large type."""
    width = text_width(label.text) * TIMES * (BOLD if label.css.startswith(STRONG) else 1)
    left = left_end(width, float(label.x), label.anchor)
    y = float(label.y)
    for css in label.css.split():
        y += TYPE * _DOWN.get(css, 0)
    return Box(left, y - ASCENT * TIMES, left + width, y + DESCENT * TIMES)
