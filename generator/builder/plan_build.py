"""Plan of a build: which pages are made, which stay as they are, which go, and why some are not
made.

In: the facts. Out: a `BuildPlan`, which a build carries out, and of which a check and a preview
show the findings.
Touches nothing but what the facts ask of the disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.builder.conflicts import refused_requests
from generator.builder.facts import BuildFacts, Missing, PageRequest, Wanted
from generator.builder.out_of_sight import (
    may_stand,
    out_of_sight_finding,
    pages_of_broken_plans,
    pages_of_lost_plans,
    stray_pages,
    unrecorded_pages,
)
from generator.builder.same_uid import UidOwners, same_uid_findings, uid_owners
from generator.errors import Finding
from generator.workspace.manifest import Made


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What a build does.

    `make` are the sources whose pages are made, `keep` the pages that stay as they are by their
    source, `remove` the paths that go. `missing` are the paths of those, and of others, that stay
    only because sight was lost; while a build `is_blind`, nobody can say which pages belong to no
    plan. `unrecorded` are public pages that no record tells of, by path, with the plan that has
    findings and may have made them.
    """

    make: frozenset[str]
    keep: Mapping[str, Made]
    remove: frozenset[str]
    missing: frozenset[str]
    unrecorded: Mapping[str, str]
    is_blind: bool
    findings: tuple[Finding, ...]


def plan_build(facts: BuildFacts) -> BuildPlan:
    """What becomes of every page."""
    owners = uid_owners(facts)
    of_plans = _pages_of_plans(facts, owners)
    taken = of_plans.paths | of_plans.of_broken.keys()
    nobodys = unrecorded_pages(facts) - taken
    lost: Mapping[str, Made] = {}
    stray: frozenset[str] = frozenset()
    if facts.missing is Missing.STAY:
        lost = pages_of_lost_plans(facts, owners, taken)
        stray = stray_pages(facts, nobodys)
    missing = stray | {made.path for made in lost.values()}
    known = {made.path for made in facts.last_build.values()}
    findings = [*same_uid_findings(facts, owners), *of_plans.refused.values()]
    if missing:
        findings.append(out_of_sight_finding(len(missing)))
    return BuildPlan(
        make=of_plans.granted - facts.current,
        keep={**of_plans.keep, **lost},
        remove=(nobodys | known) - taken - missing,
        missing=missing,
        unrecorded=of_plans.of_broken,
        is_blind=_is_blind(facts, missing),
        findings=tuple(findings),
    )


@dataclass(frozen=True, slots=True)
class _PagesOfPlans:
    """What becomes of the pages of plans in sight.

    `granted` are the sources that have the page they ask for, `keep` the pages that stay as they
    are, `refused` the sources that get none, each with why, `paths` where the pages of the first
    two stand. `of_broken` are pages that no record tells of, by path, with the name of the plan.
    """

    granted: frozenset[str]
    keep: Mapping[str, Made]
    refused: Mapping[str, Finding]
    paths: frozenset[str]
    of_broken: Mapping[str, str]


def _pages_of_plans(facts: BuildFacts, owners: UidOwners) -> _PagesOfPlans:
    wanting = {
        id: request
        for id, request in facts.requests.items()
        if request.wanted is Wanted.PAGE and owners.allow(id, request)
    }
    last_good = {
        id: made for id, made in facts.last_build.items() if _may_stay(facts, owners, id, wanting)
    }
    refused = refused_requests(facts, wanting, last_good)
    granted = {
        id: request.path for id, request in wanting.items() if request.path and id not in refused
    }
    new_paths = {*granted.values()}
    staying = {
        id: made
        for id, made in last_good.items()
        if id not in granted and made.path not in new_paths
    }
    unchanged = {id: facts.last_build[id] for id in facts.current if id in granted}
    return _PagesOfPlans(
        granted=frozenset(granted),
        keep={**unchanged, **staying},
        refused=refused,
        paths=frozenset(new_paths | {made.path for made in staying.values()}),
        of_broken=pages_of_broken_plans(facts, owners, refused),
    )


def _may_stay(
    facts: BuildFacts, owners: UidOwners, id: str, wanting: Mapping[str, PageRequest]
) -> bool:
    """Whether the last good page of a source may stay where no new one comes."""
    made, request = facts.last_build[id], facts.requests.get(id)
    if request is None or not request.may_keep(made.address_key):
        return False
    if request.wanted is Wanted.PAGE and id not in wanting:
        return False
    return may_stand(facts, owners, made) and _is_of_same_plan(made, request, owners, id)


def _is_of_same_plan(
    made: Made,
    request: PageRequest,
    owners: UidOwners,
    id: str,
) -> bool:
    """Whether a last page has no uid, or the one that this source asks for and owns."""
    if made.uid is None:
        return True
    return request.uid in (None, made.uid) and owners.owner(made.uid) == id


def _is_blind(facts: BuildFacts, missing: frozenset[str]) -> bool:
    """Whether a plan that has a page may be out of sight."""
    if facts.missing is Missing.GO:
        return False
    return bool(missing or facts.space.lost or not facts.requests)
