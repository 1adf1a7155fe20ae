"""Parts: the large pieces of a page below its first screen, with their headings, in the page's order.

In: a page without them, and its plan. Out: the parts that have something to say, and for a long page
its contents.
Touches nothing. A plan folds parts away or leaves them out; some are folded unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from generator.model.parts import Numbers, PagePart, PartShape
from generator.model.plan import Plan
from generator.text.language import _
from generator.view import page_values

#: What stands in every page and has no name in a plan: whom to call.
CALL: Final = "hard"
#: What is folded away unless the plan says otherwise.
_FOLDED: Final = frozenset({PagePart.HOW_WE_GOT_HERE, PagePart.SHEET})
#: Most parts that lie open on a page without contents.
_OPEN_LIMIT: Final = 6


def with_parts(view: page_values.PageView, plan: Plan) -> page_values.PageView:
    """The page with its parts, and with contents where it is long."""
    shapes = dict(plan.sections)
    parts = tuple(_shaped(view, shapes))
    return replace(
        view,
        parts=parts,
        contents=tuple(_contents(view, parts, shapes)),
        hides_numbers=plan.numbers is Numbers.QUIET,
    )


def _shaped(
    view: page_values.PageView, shapes: dict[PagePart, PartShape]
) -> Iterator[page_values.PartView]:
    for part, id, title in _present(view):
        shape = PartShape.SHOW
        if part:
            shape = shapes.get(part, PartShape.FOLD if part in _FOLDED else PartShape.SHOW)
        if shape is not PartShape.LEAVE_OUT:
            yield page_values.PartView(id, title, shape is PartShape.FOLD)


def _present(view: page_values.PageView) -> Iterator[tuple[PagePart | None, str, str]]:
    """The parts that the page has something for: what a plan calls each, its id, its heading."""
    sections = {one.id: one.title for one in (*view.before_goals, *view.after_goals)}
    parts = (
        (PagePart.GOOD_THINGS, "wins", _("Good things so far"), view.wins),
        (PagePart.QUESTIONS, "asked", sections.get("asked", ""), "asked" in sections),
        (PagePart.ON_MY_SIDE, "with", sections.get("with", ""), "with" in sections),
        (PagePart.FOR_LATER, "later", _("For later"), view.later),
        (PagePart.HARD_MOMENTS, "events", _("Hard moments"), view.events),
        (PagePart.WHAT_HELPS, "helps", _("What helps"), view.helps),
        (PagePart.WHAT_COSTS_STRENGTH, "costs", _("What costs strength"), view.costs),
        (PagePart.PATTERNS, "patterns", sections.get("patterns", ""), "patterns" in sections),
        (PagePart.THERAPY, "fit", sections.get("fit", ""), "fit" in sections),
        (PagePart.JOURNAL, "journal", _("Journal"), view.journal_says or view.journal.latest),
        (
            PagePart.HOW_WE_GOT_HERE,
            "record",
            _("How we got here"),
            view.approach or view.starting_point or view.decisions,
        ),
        (None, CALL, _("When things get hard"), True),
        (PagePart.SHEET, "sheet", _("A sheet to fill in on paper"), view.sheet),
    )
    return ((part, id, title) for part, id, title, is_there in parts if is_there)


def _contents(
    view: page_values.PageView,
    parts: tuple[page_values.PartView, ...],
    shapes: dict[PagePart, PartShape],
) -> Iterator[page_values.Link]:
    """Where to find what, on a page of several goals or many parts, unless the plan leaves it out."""
    is_open = [part for part in parts if not part.is_folded]
    is_long = len(view.goals) > 1 or len(view.goals) + len(is_open) > _OPEN_LIMIT
    if not is_long or shapes.get(PagePart.CONTENTS) is PartShape.LEAVE_OUT:
        return
    ahead = 1 if parts[0].id == "wins" else 0
    for goal in view.goals:
        yield page_values.Link(f"g-{goal.id}", goal.title)
    for part in parts[ahead:]:
        yield page_values.Link(part.id, part.title)
