"""Out of sight: pages in `site/` that no plan in sight asks for, and which of them stay all the
same.

In: the facts of a build, and the paths that plans have. Out: pages that stay, and pages that no
record tells of.
Touches nothing but what the facts ask of the disk.

Plans that have all vanished at once, or may lie where nobody can look now, are out of sight. Their
pages stay, since loss of sight is no order; only somebody's plain word takes them away.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from generator.builder.facts import BuildFacts, Wanted
from generator.builder.same_uid import UidOwners
from generator.errors import Finding, Place
from generator.privacy.paths import is_page, is_sealed
from generator.workspace.layout import PLANS
from generator.workspace.manifest import Made


def pages_of_lost_plans(
    facts: BuildFacts, owners: UidOwners, taken: Collection[str]
) -> dict[str, Made]:
    """Recorded pages that stay since their plans went out of sight, and nobody can have meant it or
    said so.
    """
    gone = {
        id: made
        for id, made in facts.last_build.items()
        if _is_out_of_sight(facts, owners, id, made)
    }
    all_are_gone = len(gone) == len(facts.last_build) > 1
    is_lost = bool(facts.space.lost) or not facts.requests or all_are_gone
    # Once one of them is in sight again, so is the place, and what is missing there has been
    # deleted.
    is_back = any(made.is_lost and id not in gone for id, made in facts.last_build.items())
    staying = {}
    for id, made in gone.items():
        was_lost = made.is_lost and not is_back
        if (is_lost or was_lost) and made.path not in taken and may_stand(facts, owners, made):
            staying[id] = replace(made, is_lost=True)
    return staying


def _is_out_of_sight(
    facts: BuildFacts,
    owners: UidOwners,
    id: str,
    made: Made,
) -> bool:
    """Whether a plan that had a page is not there, under no other name either."""
    if id in facts.requests:
        return False
    holders = owners.holders.get(made.uid or "", ())
    is_under_another_name = any(holder in facts.requests for holder in holders)
    return not is_under_another_name or owners.owner(made.uid or "") == id


def may_stand(facts: BuildFacts, owners: UidOwners, made: Made) -> bool:
    """Whether nothing that anybody said forbids this page of an earlier build."""
    if made.is_over(facts.today) or made.path in facts.dead_paths:
        return False
    return made.uid not in owners.withheld


def unrecorded_pages(facts: BuildFacts) -> frozenset[str]:
    """Pages of ours that the last build does not tell of: every sealed one, and public ones that
    carry our mark.
    """
    recorded = {made.path for made in facts.last_build.values()}
    found = {path for path in facts.disk.sealed_pages() if is_sealed(path)}
    if facts.last_build:
        found |= _public_pages_withdrawn_unseen(facts, recorded)
    else:
        found |= {path for path in facts.disk.pages_with_our_mark() if is_page(path)}
    return frozenset(found - recorded)


def _public_pages_withdrawn_unseen(facts: BuildFacts, recorded: Collection[str]) -> set[str]:
    """Our pages at the public paths of plans that no build knew and that may have no public page."""
    paths = {
        request.public_path
        for id, request in facts.requests.items()
        if id not in facts.last_build and not request.may_be_public
    }
    return {path for path in paths if path not in recorded and facts.disk.is_ours(path)}


def pages_of_broken_plans(
    facts: BuildFacts, owners: UidOwners, refused: Collection[str]
) -> dict[str, str]:
    """Without any record: our pages at the public paths of plans that cannot be made now and may
    have them.

    By path, with the name of the plan.
    """
    if facts.last_build:
        return {}
    found = {}
    for id, request in facts.requests.items():
        cannot_be_made = request.path is None or id in refused
        if cannot_be_made and request.may_be_public and owners.allow(id, request):
            found[request.public_path] = request.name
    return {path: name for path, name in found.items() if facts.disk.is_ours(path)}


def stray_pages(facts: BuildFacts, unrecorded: frozenset[str]) -> frozenset[str]:
    """Of the unrecorded pages, those that stay since nobody can say whose they are.

    That is so without any record of the last build, and with plans out of sight or too broken to
    tell their link.
    """
    if facts.last_build or not unrecorded:
        return frozenset()
    requests = facts.requests.values()
    if facts.space.lost or not requests:
        doubtful = unrecorded
    elif any(one.wanted is not Wanted.NO_PAGE and one.path is None for one in requests):
        doubtful = frozenset(path for path in unrecorded if is_sealed(path))
    else:
        return frozenset()
    public = {request.public_path for request in requests}
    return doubtful - facts.dead_paths - public - facts.former_paths()


def out_of_sight_finding(count: int) -> Finding:
    """What is said of pages that stay though no plan in sight asks for them."""
    sentence = f"{count} pages stay in site/ though no plan in sight claims them"
    if count == 1:
        sentence = "1 page stays in site/ though no plan in sight claims it"
    hint = (
        "bring the plans back (a drive, a cloud folder, a link), or mend what else is told; if the "
        "pages are to go, run `handrail build --remove-missing`"
    )
    return Finding(Place(PLANS), sentence, "plans-missing", hint)
