"""Preview: what stands around a page while it is being written: the ways between its looks, and what is to be mended.

In: a plan's row, its findings and what can be shown of it. Out: one `PreviewView`, words final.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.errors import Finding
from generator.preview.clinical_sheet import ClinicalView
from generator.publish.page_diff import DiffLine
from generator.text.language import _, ngettext


class ViewMode(StrEnum):
    """How a plan's page is looked at: open, or as the client gets it. The values stand in addresses."""

    OPEN = "open"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class FindingView:
    """One thing to mend: where, what, the line itself, and the way out; where and line may be empty."""

    where: str
    sentence: str
    excerpt: str
    hint: str


@dataclass(frozen=True, slots=True)
class PreviewView:
    """A plan under one look. `says` stands where no page can be shown, `src` is the page's address otherwise.

    `mend` heads the findings, `ideas` is the advice; `words` open the page, where it takes words. `news` is what the
    client will newly read, `clinical` what the measures say to the therapist alone. `around` stands for all of an open
    page but its article: while it is the same, the article alone can be exchanged.
    """

    plan: str
    title: str
    look: ViewMode | None
    mend: str
    findings: tuple[FindingView, ...]
    ideas: tuple[FindingView, ...]
    src: str | None
    says: str | None
    words: str | None
    news: tuple[DiffLine, ...] = ()
    around: str = ""
    clinical: ClinicalView | None = None


def missing_plan_view(plan: str, says: str) -> PreviewView:
    """What stands where a plan was, or never has been."""
    return PreviewView(plan, plan, None, "", (), (), None, says, None)


def finding_views(findings: Sequence[Finding]) -> tuple[FindingView, ...]:
    """The findings as they are read in a browser."""
    return tuple(
        FindingView(
            f"{one.place.file}:{one.place.line}" if one.place.file else "",
            one.sentence,
            one.excerpt.strip(),
            one.hint,
        )
        for one in findings
    )


def findings_heading(count: int, last_good: str | None) -> str:
    """What heads the findings; `last_good` is the page that still stands below, if there is one."""
    if not count:
        return ""
    heading = error_count(count)
    if last_good:
        heading += " " + _("Below is the last good page.")
    return heading


def error_count(count: int) -> str:
    """How many errors a plan has."""
    return ngettext("{count} thing to mend.", "{count} things to mend.", count)
