"""Outcome: what became of one plan: a page, no page, or findings.

In: nothing. Out: the types that `page` returns and `build` acts on.
Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.format.guards import OldPage
from generator.format.load import Rejected


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: whose it is by uid and names, how it is reached, and the last day it may stand."""

    file: PublicFile | SealedPage
    uid: str | None
    clients: tuple[str, ...]
    address_key: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Unpublished:
    """The plan is in order and not published."""


Outcome = Page | Unpublished | Rejected


def may_keep(outcome: Outcome, address_key: str) -> bool:
    """Whether the page that an earlier build put behind `address_key` may stay, if this outcome brings no new one."""
    if isinstance(outcome, Rejected):
        return outcome.old_page is OldPage.STAYS and outcome.address_key in (None, address_key)
    return isinstance(outcome, Page) and outcome.address_key == address_key


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
