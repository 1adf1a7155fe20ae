"""Figure: a drawing as values: layers of paths and labels in the drawing's own units.

In: nothing. Out: the types that chart geometry fills and `templates/charts/` prints as SVG.
Touches nothing. A layer's `css` names what it shows, never a colour.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class TextAnchor(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Path:
    """Path data under one class.

    Several shapes of one kind share a path, which keeps the page small.
    """

    css: str
    d: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a point: `y` is the baseline of the letters. In a row of letters each has its own `x`."""

    css: str
    x: str
    y: str
    anchor: TextAnchor
    text: str

    @property
    def is_letter(self) -> bool:
        """Whether it is one letter around its place. Letters that run from the right, or join, would
        not keep to their own x in a row.
        """
        if len(self.text) != 1 or self.anchor is not TextAnchor.MIDDLE:
            return False
        return unicodedata.bidirectional(self.text) == "L"

    def goes_on_from(self, first: Label) -> bool:
        """Whether it is one more letter of a row that begins with `first`."""
        if not self.is_letter or len(first.text) != 1:
            return False
        return (self.css, self.y, self.anchor) == (first.css, first.y, first.anchor)


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing `width` by `height` units: paths in painting order, labels above them.

    `key` names the phases that have but a letter in the drawing, such as `A Finding out`.
    """

    width: int
    height: int
    paths: tuple[Path, ...]
    labels: tuple[Label, ...]
    key: tuple[str, ...] = ()

    def rows(self) -> list[Label]:
        """The labels as they are printed: letters side by side, such as those of months, as one."""
        rows: list[list[Label]] = []
        for label in self.labels:
            if rows and label.goes_on_from(rows[-1][0]):
                rows[-1].append(label)
            else:
                rows.append([label])
        return [_in_a_row(row) for row in rows]


def _in_a_row(labels: list[Label]) -> Label:
    """Letters side by side as one label; any other by itself."""
    first = labels[0]
    if len(labels) == 1:
        return first
    xs = " ".join([label.x for label in labels])
    return Label(first.css, xs, first.y, first.anchor, "".join([label.text for label in labels]))
