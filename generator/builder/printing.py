"""Printing: the files that a build is to make, before any of them is written.

In: what was found, and the plan of a build. Out: a file for each new page, by its source.
Loads templates; writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.builder.context import OnProgress
from generator.builder.plan_build import BuildPlan
from generator.builder.pool import Each
from generator.builder.survey import NewPage, Survey

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
) -> dict[str, PublicFile | SealedPage]:
    """The file of each new page, by its source; no key is given to who prints them."""
    if context is None or not new_pages:
        return {}
    from generator.builder.page import page_order, print_order

    orders = tuple(page_order(context, page.plan) for page in new_pages.values())
    printed = {}
    results = zip(new_pages, each(print_order, context.without_keys, orders), strict=True)
    for done, (id, file) in enumerate(results, 1):
        printed[id] = file
        on_progress(done, len(new_pages))
    return printed
