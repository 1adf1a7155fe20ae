"""Outcome: what became of one plan: a page, no page, or findings.

In: nothing. Out: the types that `page` returns and `build` acts on.
Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from generator.errors import Finding
from generator.write import PublicFile, SealedPage


class OldPage(Enum):
    """What becomes of the page that an earlier build made of a plan that has findings now."""

    STAYS = "stays"
    GOES = "goes"


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


@dataclass(frozen=True, slots=True)
class Refused:
    """The plan has findings. `door` is how its page would be reached, `uid` the plan's; None where it does not tell."""

    findings: tuple[Finding, ...]
    old_page: OldPage
    door: str | None
    uid: str | None = None


Outcome = Page | NoPage | Refused


def keeps(outcome: Outcome, door: str) -> bool:
    """Whether the page that an earlier build put behind `door` may stay, if this outcome brings no new one."""
    if isinstance(outcome, Refused):
        return outcome.old_page is OldPage.STAYS and outcome.door in (None, door)
    return isinstance(outcome, Page) and outcome.door == door
