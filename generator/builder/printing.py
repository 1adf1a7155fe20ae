"""Printing: the pages that a build is to make, one by one, and put in place once all of them are
made.

In: what was found, and the plan of a build. Out: a file for each new page, by its source; then the
same in `site/`.
Loads templates. Writes drafts into the scratch folder as pages come, so that however many there
are, only a few are in memory, and a mistake in a template that the last page meets leaves the site
as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.builder.context import OnProgress
from generator.builder.plan_build import BuildPlan
from generator.builder.pool import Each
from generator.builder.survey import NewPage, Survey
from generator.workspace import files
from generator.workspace.files import Drafts
from generator.workspace.manifest import Made

if TYPE_CHECKING:  # the stages are imported only when there is a page to make
    from generator.builder.output import PublicFile, SealedPage
    from generator.builder.page import PageContext


def pages_to_make(found: Survey, plan: BuildPlan) -> dict[str, NewPage]:
    """The pages that the plan has made, by their source."""
    return {id: page for id, page in found.new_pages.items() if id in plan.make}


def printing_context(found: Survey) -> PageContext | None:
    """What every page of this build shares; None where nothing has to be made, or settings or keys
    are wrong.

    Raises TemplateError.
    """
    if found.plans is None:
        return None
    from generator.builder.page import page_context

    theme = found.opened.theme
    if found.plans.context.links is None:
        return None
    return page_context(found.plans.context, theme)


def print_pages(
    new_pages: Mapping[str, NewPage],
    context: PageContext | None,
    each: Each,
    on_progress: OnProgress,
) -> Iterator[tuple[str, PublicFile | SealedPage]]:
    """The source of each new page and its file, as they come; no key is given to who prints them."""
    if context is None or not new_pages:
        return
    from generator.builder.page import page_order, print_order

    plans = (page.plan for page in new_pages.values())
    orders = (page_order(context, one.plan, one.share, one.public_path) for one in plans)
    results = zip(new_pages, each(print_order, context.without_keys, orders), strict=True)
    for done, (id, file) in enumerate(results, 1):
        yield id, file
        on_progress(done, len(new_pages))


def draw_up(found: Survey, file: PublicFile | SealedPage, drafts: Drafts) -> None:
    """Keep a page that was printed, unless it stands in `site/` already."""
    target = found.site / file.path
    if not files.holds(target, file.content):
        drafts.add(target, file.content)


def put_in_place(
    found: Survey, pages: Mapping[str, Made], drafts: Drafts
) -> tuple[tuple[str, ...], dict[str, Made]]:
    """The paths of pages that were written, sorted, and each page with its file as we left it."""
    written, stamped = [], {}
    for id, made in pages.items():
        target = found.site / made.path
        if drafts.put_in_place(target):
            written.append(made.path)
        stamped[id] = replace(made, stamp=files.stamp(target))
    return tuple(sorted(written)), stamped
