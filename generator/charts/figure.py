"""Figure: a drawing as values: layers of paths and labels in the drawing's own units.

In: nothing. Out: the types that chart geometry fills and `templates/charts/` prints as SVG.
Touches nothing. A layer's `css` names what it shows, never a colour.
"""

from __future__ import annotations

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
    """Words at a point: `y` is the baseline of the letters."""

    css: str
    x: str
    y: str
    anchor: TextAnchor
    text: str


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
