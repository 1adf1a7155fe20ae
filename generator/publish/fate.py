"""Fate: what becomes of the pages that stand at a place where the site is published.

In: what this computer knows of the plans, and the paths of the pages. Out: a `Fate` for each.
Reads what builds here have taken away.

A page of ours goes when its link is revoked, when a plan says that it has none, or when no plan
claims it, whoever put it there. It stays where a plan that cannot be read now may claim it: then
nobody can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from generator.builder import snapshot
from generator.format.guards import OldPage
from generator.format.load import Rejected, guards_in
from generator.format.uids import generations_in, like_uids_in
from generator.model.share import Access, PrivateShare, Share
from generator.privacy.links import EARLIER_GENERATIONS, Links
from generator.privacy.paths import dead_paths, sealed_path
from generator.publish.destination import page_beside
from generator.publish.shared import Sharing, possible_addresses
from generator.publish.sight import Sight
from generator.text.encoding import text_at_any_rate
from generator.workspace.layout import PlanSource


class Fate(Enum):
    """What becomes of a page."""

    STAYS = "stays"
    GOES = "goes"
    UNSURE = "unsure"


def fate_teller(sight: Sight, there: Iterable[str]) -> Callable[[str], Fate]:
    """What becomes of the page at each of these paths.

    Plans are looked into only where something stands that was not built here.
    """
    standing = {*sight.built.pages}
    revoked = dead_paths(sight.space.revoked)
    removed = {*sight.built.removed} | snapshot.removed_pages(sight.space.root)
    claimed = _Claimed(frozenset(), frozenset(), is_sure=True)
    if {page_beside(path) for path in there} - standing:
        claimed = _claimed(sight)

    def fate(path: str) -> Fate:
        if path in standing:
            return Fate.STAYS
        if path in revoked or path in claimed.withdrawn or path in removed:
            return Fate.GOES
        if path in claimed.kept:
            return Fate.STAYS
        if claimed.is_sure:
            return Fate.GOES
        return Fate.UNSURE

    return fate


@dataclass(frozen=True, slots=True)
class _Claimed:
    """Where plans say that no page of theirs stands, and where they have or may have one that was
    not built here.

    `is_sure` is whether any other page certainly belongs to no plan.
    """

    withdrawn: frozenset[str]
    kept: frozenset[str]
    is_sure: bool


def _claimed(sight: Sight) -> _Claimed:
    sharing, built = sight.sharing, sight.built
    if sharing is None:
        return _Claimed(frozenset(), frozenset(), is_sure=False)
    built_here = {name for path, name in built.plans.items() if path in built.pages}
    withdrawn = {
        path
        for source, plan in sharing.withheld
        for path, _secrets in possible_addresses(sharing.links, source, plan)
    }
    kept = {shared.path for shared in sharing.shared}
    is_sure = not built.is_blind and built_here.issuperset(sight.space.unreadable)
    for source in _broken_plans(sight, sharing):
        says = _broken_plan_says(source, sharing)
        if says is OldPage.GOES:
            withdrawn |= _every_path(source, sharing.links)
        elif source.name in built_here:
            continue
        elif says is None:
            kept |= _every_path(source, sharing.links)
            is_sure = is_sure and bool(_uids(source))
        else:
            kept |= _paths_as_shared(source, says, sharing.links)
    return _Claimed(frozenset(withdrawn), frozenset(kept), is_sure)


def _broken_plans(sight: Sight, sharing: Sharing) -> list[PlanSource]:
    valid = {source.name for source, _plan in sharing.valid_plans}
    return [source for source in sight.space.plans if source.name not in valid]


def _broken_plan_says(source: PlanSource, sharing: Sharing) -> Literal[OldPage.GOES] | Share | None:
    """Of a plan with findings: that its page goes, how its page is reached, or None where the file
    does not tell.
    """
    read = sharing.opened.reading.read(source)
    if isinstance(read, Rejected) and read.old_page is OldPage.GOES:
        return OldPage.GOES
    guards = guards_in(source)
    if guards is None:
        return None
    _status, share = guards
    return share


def _every_path(source: PlanSource, links: Links) -> set[str]:
    """Every path at which a page of this file may stand, by whatever looks like a uid in it."""
    last = max(
        [
            EARLIER_GENERATIONS,
            *generations_in(text_at_any_rate(source.data)),
        ]
    )
    tokens = {
        secrets.token for uid in _uids(source) for secrets in links.possible_addresses(uid, last)
    }
    return {source.public_path, *map(sealed_path, tokens)}


def _paths_as_shared(source: PlanSource, share: Share, links: Links) -> set[str]:
    """Where the page of this file stands, by whatever looks like a uid in it."""
    if share.access is Access.PUBLIC:
        return {source.public_path}
    if links.key(share) is None:
        return _every_path(source, links)
    pages = [share.page(uid) for uid in _uids(source)]
    return {
        sealed_path(links.secrets(page).token) for page in pages if isinstance(page, PrivateShare)
    }


def _uids(source: PlanSource) -> frozenset[str]:
    return like_uids_in(text_at_any_rate(source.data))
