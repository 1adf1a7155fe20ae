"""Views: what a template of the preview prints around a plan's page.

In: a plan's findings, and what can be shown of it. Out: a `PreviewView`, words final.
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
    """Which page of a plan is shown, open or the client's. The values are parts of addresses."""

    OPEN = "open"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding: its place, its sentence, the line and a way out; place and line may be empty."""

    where: str
    sentence: str
    excerpt: str
    hint: str


@dataclass(frozen=True, slots=True)
class PreviewView:
    """A plan in one mode, `look`; None where there is no such plan.

    src       the address of the page, below that of the server; None where no page can be shown.
    says      what to say where no page can be shown.
    words     what opens the page, where it takes words.
    mend      the heading of `findings`; `ideas` is the advice.
    news      what the client will newly read.
    clinical  what the measures say to the therapist alone.
    around    a digest of an open page without its article: while it stays, the article alone is
              replaced.
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
    """The view of a plan that is not there."""
    return PreviewView(
        plan=plan,
        title=plan,
        look=None,
        mend="",
        findings=(),
        ideas=(),
        src=None,
        says=says,
        words=None,
    )


def finding_views(findings: Sequence[Finding]) -> tuple[FindingView, ...]:
    """The findings as they are read in a browser."""
    return tuple(_finding_view(finding) for finding in findings)


def _finding_view(finding: Finding) -> FindingView:
    where = ""
    if finding.place.file:
        where = f"{finding.place.file}:{finding.place.line}"
    return FindingView(
        where,
        finding.sentence,
        finding.excerpt.strip(),
        finding.hint,
    )


def findings_heading(count: int, last_good: str | None) -> str:
    """The heading of the findings; `last_good` is the page that is still shown below, if any."""
    if not count:
        return ""
    heading = error_count(count)
    if last_good:
        heading += " " + _("Below is the last good page.")
    return heading


def error_count(count: int) -> str:
    """How many errors a plan has."""
    return ngettext("{count} thing to mend.", "{count} things to mend.", count)
