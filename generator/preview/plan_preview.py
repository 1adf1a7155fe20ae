"""Plan preview: what the preview shows of one plan, around its page.

In: the state of a workspace, the name of a plan, and which of its two pages is asked for.
Out: a `PreviewView`.
Reads the page that was published last; all else comes from the state and from the pages made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.advice.advise import advise, first
from generator.builder.articles import article_of
from generator.builder.snapshot import last_page
from generator.errors import Finding, TemplateError, errors
from generator.format.parse import parse
from generator.model.plan import Plan
from generator.model.share import Access, Withheld
from generator.preview.clinical_sheet import ClinicalView, clinical_view
from generator.preview.rendered import OpenPage, RenderedPages
from generator.preview.state import (
    PlanState,
    PreviewContext,
    ValidPlan,
    WorkspaceState,
    findings_about_a_person,
)
from generator.preview.views import (
    PreviewView,
    ViewMode,
    finding_views,
    findings_heading,
    missing_plan_view,
)
from generator.progress.clinical import clinical_sheet
from generator.progress.derive import derive
from generator.publish.page_diff import DiffLine, diff_pages
from generator.publish.shared import possible_addresses
from generator.text.language import N_, _

#: What is said where the client's page would be.
_NO_PAGE: Final = {
    Withheld.DRAFT: N_(
        "The client gets no page yet: this plan is a draft. Once it is agreed, write status: active"
    ),
    Withheld.REVOKED: N_("The client gets no page: this plan is closed by status: revoked"),
    Withheld.NOT_SHARED: N_("The client gets no page: below share, this plan says access: none"),
    Withheld.PAST: N_(
        "The client gets no page any more: the last day that stands below share has passed."
    ),
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the page can be seen, with the words that open it; or what to say instead."""

    src: str | None = None
    says: str | None = None
    words: str | None = field(default=None, repr=False)


def plan_preview(
    state: WorkspaceState, name: str, mode: ViewMode, rendered: RenderedPages
) -> PreviewView:
    """What stands around a plan's page; where there is no such plan, that there is none."""
    plan = state.plans.get(name)
    if plan is None or state.context is None:
        says = _(
            "There is no plan in {file}. It may have been moved or deleted.",
            file=name,
        )
        return missing_plan_view(name, says)
    context = state.context
    page = open_page(plan, context, rendered)
    frame = _frame(plan, page, mode, context, rendered)
    own = state.findings_of(name)
    findings = errors(
        (
            *own,
            *state.findings_elsewhere(),
            *_template_findings(page),
        )
    )
    return PreviewView(
        plan=name,
        title=_title(plan),
        look=mode,
        mend=findings_heading(len(findings), frame.src),
        findings=finding_views(findings),
        ideas=finding_views(_ideas(plan, own, context)),
        src=frame.src,
        says=frame.says,
        words=frame.words,
        news=_news(page, context),
        clinical=_clinical(plan, context),
        around=_surroundings(page, mode),
    )


def open_page(
    plan: PlanState,
    context: PreviewContext,
    rendered: RenderedPages,
) -> OpenPage | None:
    """The page of a plan by its last valid version; None where it has had none."""
    if plan.valid is None:
        return None
    return rendered.open_page(plan.valid, context.pages)


def _title(plan: PlanState) -> str:
    if plan.valid is None:
        return plan.row.who
    return plan.valid.plan.title


def _template_findings(page: OpenPage | None) -> tuple[Finding, ...]:
    if page is None:
        return ()
    return page.findings


def _surroundings(page: OpenPage | None, mode: ViewMode) -> str:
    """What an open page is compared by, to exchange no more than its article."""
    if page is None or mode is ViewMode.CLIENT:
        return ""
    return page.surroundings()


# ---- the page in the frame


def _frame(
    plan: PlanState,
    page: OpenPage | None,
    mode: ViewMode,
    context: PreviewContext,
    rendered: RenderedPages,
) -> _Frame:
    if mode is ViewMode.CLIENT and plan.valid is not None:
        return _client_frame(plan.valid, context, rendered)
    if page is None or page.content is None:
        says = _("No page yet: the plan has been in need of mending since this preview began.")
        return _Frame(says=says)
    return _Frame("page")


def _client_frame(
    plan: ValidPlan,
    context: PreviewContext,
    rendered: RenderedPages,
) -> _Frame:
    """Where the client's page stands and what opens it, or why there is none."""
    withheld = plan.plan.withheld(context.today)
    if withheld is not None:
        return _Frame(says=_(_NO_PAGE[withheld]))
    if plan.plan.share.access is not Access.PUBLIC and context.links is None:
        return _Frame(says=_("The page cannot be sealed without its key."))
    try:
        page = rendered.client_page(plan, context.pages)
    except TemplateError as error:
        return _Frame(says=str(error))
    return _Frame(f"site/{page.address}", words=page.words)


# ---- what stands around it


def _ideas(
    plan: PlanState,
    own: Sequence[Finding],
    context: PreviewContext,
) -> tuple[Finding, ...]:
    """The plan's own findings that are no errors, and the advice, the first of all these."""
    no_errors = [finding for finding in own if finding not in errors(own)]
    return first((*no_errors, *_advice(plan, context)))


def _advice(plan: PlanState, context: PreviewContext) -> tuple[Finding, ...]:
    """What could make a plan clearer; of one with errors, only what asks about a person."""
    if not isinstance(plan.read, Plan):
        return findings_about_a_person(plan.source, plan.read, context)
    document = parse(plan.source.data, plan.source.name)
    return advise(plan.read, document, context.today, context.risk_lists).findings


def _clinical(plan: PlanState, context: PreviewContext) -> ClinicalView | None:
    """What the measures say to a therapist, by the plan's last valid version."""
    if plan.valid is None:
        return None
    valid = plan.valid.plan
    sheet = clinical_sheet(valid, derive(valid), context.today)
    return clinical_view(valid, sheet, context.today)


def _news(page: OpenPage | None, context: PreviewContext) -> tuple[DiffLine, ...]:
    """What the client will newly read; nothing before the plan was published once."""
    if page is None or page.content is None or context.links is None:
        return ()
    for path, secrets in possible_addresses(context.links, page.of.source, page.of.plan):
        before = last_page(context.opened.root, path)
        if before:
            return diff_pages(article_of(before, secrets), page.article())
    return ()
