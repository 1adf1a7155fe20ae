"""Figure: a drawing as values: layers of paths and labels in the drawing's own units.

In: nothing. Out: the types that chart geometry fills and `templates/charts/` prints as SVG.
Touches nothing. A layer's `css` names what it shows, never a colour.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
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

    def follows(self, row: Label) -> bool:
        """Whether it is a letter on the line of a row of letters, which may be the first of it.

        Letters that run from the right, or join, would not keep to their own x.
        """
        is_letter = len(self.text) == 1 and unicodedata.bidirectional(self.text) == "L"
        if not is_letter or self.anchor is not TextAnchor.MIDDLE:
            return False
        is_row = len(row.text) == len(row.x.split())
        return is_row and (self.css, self.y, self.anchor) == (row.css, row.y, row.anchor)


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
        rows: list[Label] = []
        for label in self.labels:
            row = label
            if rows and label.follows(rows[-1]):
                before = rows.pop()
                row = replace(before, x=f"{before.x} {label.x}", text=before.text + label.text)
            rows.append(row)
        return rows
