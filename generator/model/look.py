"""Look: what a client chose for the looks of their page.

In: nothing. Out: an accent and a sign, either of which may be left to the theme.
Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Accent(StrEnum):
    """The colour of what comes next, of links and of good things."""

    MULBERRY = "mulberry"
    FERN = "fern"
    SEA = "sea"
    CLAY = "clay"
    SLATE = "slate"


class PageSign(StrEnum):
    """A small drawing beside the title."""

    GARDEN = "garden"
    LIGHTHOUSE = "lighthouse"
    STONE = "stone"
    GUITAR = "guitar"
    PIANO = "piano"
    WAVE = "wave"


@dataclass(frozen=True, slots=True)
class Look:
    """Where nothing was chosen, the accent is the theme's, and there is no sign."""

    accent: Accent | None = None
    sign: PageSign | None = None


UNSAID_LOOK: Final = Look()
