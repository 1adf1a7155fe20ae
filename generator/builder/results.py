"""Results: what became of one plan: a page, no page, or findings.

In: a plan that was read. Out: the types that `page` returns and `site` acts on.
Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.builder.output import PublicFile, SealedPage
from generator.format.load import Rejected
from generator.model.plan import Plan
from generator.model.share import PageShare, Withheld
from generator.workspace.layout import PlanSource


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """A plan that has a page, its file, and how the page is reached."""

    source: PlanSource
    plan: Plan
    share: PageShare


def published_plan(source: PlanSource, plan: Plan, today: date) -> PublishedPlan | None:
    """The plan as one that has a page on the day `today`; None where it has none."""
    share = plan.page_share(today)
    if isinstance(share, Withheld):
        return None
    return PublishedPlan(source, plan, share)


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A finished page: whose it is by uid and names, how it is reached, and the last day it may
    stand.
    """

    file: PublicFile | SealedPage
    uid: str | None
    clients: tuple[str, ...]
    address_key: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Unpublished:
    """The plan is in order and not published."""


Outcome = FinishedPage | Unpublished | Rejected
