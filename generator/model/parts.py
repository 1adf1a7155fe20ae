"""Parts: the parts of a page that a plan may fold away or leave out, and whether its numbers are shown.

In: nothing. Out: enumerations.
Touches nothing. Whom to call, the next step and the goals are on every page; they have no name here.
"""

from __future__ import annotations

from enum import StrEnum


class PagePart(StrEnum):
    CONTENTS = "contents"
    GOOD_THINGS = "good-things"
    QUESTIONS = "questions"
    ON_MY_SIDE = "on-my-side"
    FOR_LATER = "for-later"
    HARD_MOMENTS = "hard-moments"
    WHAT_HELPS = "what-helps"
    WHAT_COSTS_STRENGTH = "what-costs-strength"
    PATTERNS = "patterns"
    THERAPY = "therapy"
    JOURNAL = "journal"
    HOW_WE_GOT_HERE = "how-we-got-here"
    SHEET = "sheet"


class PartShape(StrEnum):
    """How a part stands on the page."""

    SHOW = "show"
    FOLD = "fold"
    LEAVE_OUT = "leave-out"


class Numbers(StrEnum):
    """Whether a page opens with its numbers; a tap shows or hides them."""

    SHOWN = "shown"
    QUIET = "quiet"
