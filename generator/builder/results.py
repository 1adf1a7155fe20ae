"""Outcome: what became of one plan: a page, no page, or findings.

In: nothing. Out: the types that `page` returns and `build` acts on.
Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.format.guards import OldPage
from generator.format.load import Refused


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: whose it is by uid and names, how it is reached, and the last day it may stand."""

    file: PublicFile | SealedPage
    uid: str | None
    clients: tuple[str, ...]
    door: str
    until: date | None


@dataclass(frozen=True, slots=True)
class NoPage:
    """The plan is in order and not published."""


Outcome = Page | NoPage | Refused


def keeps(outcome: Outcome, door: str) -> bool:
    """Whether the page that an earlier build put behind `door` may stay, if this outcome brings no new one."""
    if isinstance(outcome, Refused):
        return outcome.old_page is OldPage.STAYS and outcome.door in (None, door)
    return isinstance(outcome, Page) and outcome.door == door


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A page that anyone may read: its path below `site/`, with forward slashes, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SealedPage:
    """A page that only its link opens: its path below `site/`, with forward slashes, and its bytes."""

    path: str
    content: bytes
