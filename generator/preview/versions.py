"""Versions: a number for each plan, and one for the whole, that grows when it may look different.

In: two states of a workspace, one after the other. Out: the next numbers. Touches nothing.
A browser that holds a page waits until the page's number is another one, and then loads it again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from generator.preview.state import PreviewContext, WorkspaceState


@dataclass(frozen=True, slots=True)
class Versions:
    """`latest` grows with every change, `of_all` with those that concern every plan."""

    latest: int
    of_all: int
    of_plan: Mapping[str, int]

    def of(self, name: str | None) -> int:
        """The number of a plan; of the whole with None, and for a plan that is not there."""
        if name is None or name not in self.of_plan:
            return self.latest
        return max(self.of_plan[name], self.of_all)


NO_VERSIONS: Final = Versions(0, 0, {})


def next_versions(
    known: Versions,
    before: WorkspaceState,
    after: WorkspaceState,
) -> Versions:
    """The numbers of the state `after`, when `known` are those of the state `before`."""
    number = known.latest + 1
    of_plan = dict.fromkeys(after.plans, number)
    for name in _unchanged(before, after):
        of_plan[name] = known.of_plan[name]
    if _concerns_all(before, after):
        return Versions(number, number, of_plan)
    if of_plan == known.of_plan:
        return known
    return Versions(number, known.of_all, of_plan)


def versions_after_saves(
    known: Versions, before: WorkspaceState, after: WorkspaceState, names: Collection[str]
) -> Versions:
    """The same where these plans alone may look different."""
    number = known.latest + 1
    changed = [
        name
        for name in names
        if before.plans[name] is not after.plans[name]
        or before.findings_of(name) != after.findings_of(name)
    ]
    if not changed:
        return known
    return Versions(number, known.of_all, {**known.of_plan, **dict.fromkeys(changed, number)})


def _unchanged(before: WorkspaceState, after: WorkspaceState) -> list[str]:
    """The plans that were not read again and have the findings that they had."""
    return [
        name
        for name, plan in after.plans.items()
        if before.plans.get(name) is plan and before.findings_of(name) == after.findings_of(name)
    ]


def _concerns_all(before: WorkspaceState, after: WorkspaceState) -> bool:
    if _page_context(before.context) is not _page_context(after.context):
        return True
    return before.findings_elsewhere() != after.findings_elsewhere()


def _page_context(context: PreviewContext | None) -> object:
    if context is None:
        return None
    return context.pages
