"""Outcome: what became of one plan: a page, no page, or findings.

In: nothing. Out: the types that `page` returns and `build` acts on.
Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from generator.errors import Finding
from generator.write import PublicFile


class OldPage(Enum):
    """What becomes of the page that an earlier build made of a plan that has findings now."""

    STAYS = "stays"
    GOES = "goes"


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page; `until` is the last day it may stand."""

    file: PublicFile
    uid: str | None
    until: date | None


@dataclass(frozen=True, slots=True)
class NoPage:
    """The plan is in order and not published."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The plan has findings."""

    findings: tuple[Finding, ...]
    old_page: OldPage


Outcome = Page | NoPage | Refused


def takes_page_away(outcome: Outcome) -> bool:
    """Whether a page that an earlier build made of this plan goes now."""
    return isinstance(outcome, NoPage) or (isinstance(outcome, Refused) and outcome.old_page is OldPage.GOES)
