"""Publish: what goes out to the place where the site is published.

In: what this computer knows of the plans after a build, and what stands at the place. Out: a
`PublishPlan`.
Reads `site/` and the place; `send` carries the plan out.

What is taken away needs nothing else to be in order: no page may be fit to go out, and others still
go from there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol

from generator.builder.articles import article_of, is_sealed_page
from generator.builder.context import OnProgress
from generator.builder.snapshot import Snapshot
from generator.model.settings import ByCommand
from generator.model.share import PrivateShare
from generator.privacy.paths import is_page, is_sealed
from generator.privacy.seal import DEMONSTRATION
from generator.publish.built_site import BuiltSite, content_digest, foreign_files
from generator.publish.destination import (
    Folder,
    check_destination,
    is_among_sealed,
    page_beside,
)
from generator.publish.fate import Fate, fate_teller
from generator.publish.page_diff import DiffLine, diff_pages, word_runs
from generator.publish.sight import Sight

#: Why a page stays at the place that no plan in sight claims.
_BROKEN: Final = "a plan that cannot be read now may claim it; mend that, and publish again"
_BLIND: Final = (
    "no plan is in sight that may claim it; bring the plans back, or add --remove-missing"
)
_BLIND_AT_HOST: Final = "no plan is in sight that may claim it"
#: Why other files stay there.
_BESIDE_CLOSED: Final = "its page is closed, and this is not Handrail's; please delete it yourself"
_DARK: Final = "it cannot be looked into: not a plain folder, or not yours to read"
#: A command mirrors site/ as a whole, and would take away there what nobody said should go.
_MIRRORED: Final = (
    "plans are out of sight, and your command would take their pages away; bring them back, or add "
    "--remove-missing"
)


class PublishTarget(Protocol):
    """Where pages were put: a folder shows what stands there, of a host it is known what went out."""

    def read(self, path: str) -> bytes | None:
        """The bytes at this path below the place; None where nothing is."""
        ...


@dataclass(frozen=True, slots=True)
class PageChange:
    """A file that goes out or is taken away: its path below `site/`, its plan if it has one, and
    what is news in it.

    `former` is where the plan's page stood last time, if that was elsewhere: its link is a new one.
    """

    path: str
    plan: str | None
    lines: tuple[DiffLine, ...] = ()
    former: str | None = None


@dataclass(frozen=True, slots=True)
class PublishPlan:
    """What publishing would do.

    `foreign` are files in `site/` that somebody else put there, `left` the files at the place that
    belong to no plan and are somebody else's. `blocked` are pages in whose place a file of somebody
    else stands, `stuck` what is not ours to take away or may belong to a plan that cannot be read
    now, each with why. `refused` says why no page may go out.
    """

    new: tuple[PageChange, ...]
    changed: tuple[PageChange, ...]
    gone: tuple[PageChange, ...]
    foreign: tuple[str, ...]
    left: tuple[str, ...]
    blocked: tuple[PageChange, ...]
    stuck: tuple[tuple[str, str], ...]
    refused: str | None
    pages: int
    digests: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether the place holds everything already, and nothing else of ours."""
        return not (self.new or self.changed or self.gone)

    @property
    def is_whole(self) -> bool:
        """Whether nothing has to be left as it is that should come or go."""
        return not (self.blocked or self.stuck or self.refused)


def publish_plan(sight: Sight, way: Path | ByCommand, on_progress: OnProgress) -> PublishPlan:
    """What would change at a place. Raises DestinationError, WorkspaceError."""
    if isinstance(way, ByCommand):
        return plan_for_command(sight, Snapshot(sight.space.root, way.words), on_progress)
    check_destination(way, sight.space.root)
    return plan_for_folder(sight, Folder(way), on_progress)


def plan_for_folder(
    sight: Sight,
    folder: Folder,
    on_progress: OnProgress,
) -> PublishPlan:
    """What would change in a folder, as it is now. Raises WorkspaceError."""
    seen = folder.look()
    fate_of = fate_teller(sight, seen.pages | seen.others)
    fates = {path: fate_of(page_beside(path)) for path in seen.pages | seen.others}
    unsure = [path for path in seen.pages if fates[path] is Fate.UNSURE]
    beside_closed = [
        path for path in seen.others if is_among_sealed(path) and fates[path] is Fate.GOES
    ]
    why_unsure = _BROKEN
    if sight.built.is_blind:
        why_unsure = _BLIND
    there = _There(
        pages=[path for path in seen.pages if page_beside(path) == path],
        goes=[path for path in seen.pages if fates[path] is Fate.GOES],
        stuck={
            **dict.fromkeys(unsure, why_unsure),
            **dict.fromkeys(beside_closed, _BESIDE_CLOSED),
            **dict.fromkeys(seen.dark, _DARK),
        },
    )
    return _plan(sight, folder, there, on_progress)


def plan_for_command(
    sight: Sight,
    memory: Snapshot,
    on_progress: OnProgress,
) -> PublishPlan:
    """What would change where a command sends the site, as far as it is remembered.

    Raises WorkspaceError.
    """
    pages = memory.pages()
    fate_of = fate_teller(sight, pages)
    unsure = [path for path in pages if fate_of(path) is Fate.UNSURE]
    there = _There(
        pages=pages,
        goes=[path for path in pages if fate_of(path) is Fate.GOES],
        stuck=dict.fromkeys(unsure, _BLIND_AT_HOST),
    )
    plan = _plan(sight, memory, there, on_progress)
    if sight.built.is_blind and (unsure or not sight.built.pages):
        return replace(plan, refused=_MIRRORED)
    return plan


@dataclass(frozen=True, slots=True)
class _There:
    """The pages that stand at a place, what goes from there, and what stays though it should not or
    may not.
    """

    pages: Collection[str]
    goes: Collection[str]
    stuck: Mapping[str, str]


def _plan(
    sight: Sight, place: Folder | Snapshot, there: _There, on_progress: OnProgress
) -> PublishPlan:
    """Refuse, then compare file by file, and name the plan of each that differs."""
    site = sight.site
    refused = refuse_page_in_clear(site) or refuse_sample(sight)
    naming = _Naming(sight, place, frozenset(there.pages) - {*site.paths})
    changes = _Changes()
    for done, path in enumerate(site.paths, 1):
        page = site.read(path)
        changes.digests[path] = content_digest(page)
        on_progress(done, len(site.paths))
        difference = _compare(place, path, page)
        if difference is not None:
            changes.add(difference, naming.change(path, page, difference))
    blocked = changes.of(_Difference.BLOCKED)
    return PublishPlan(
        new=changes.of(_Difference.NEW),
        changed=changes.of(_Difference.CHANGED),
        gone=tuple(naming.gone(path) for path in sorted(there.goes)),
        foreign=tuple(foreign_files(sight.space.site, {*site.paths})),
        left=tuple(change.path for change in changes.of(_Difference.LEFT)),
        blocked=blocked,
        stuck=tuple(sorted(there.stuck.items())),
        refused=refused,
        pages=sum(map(is_page, site.paths)) - len(blocked),
        digests=changes.digests,
    )


# ---- why no page may go out


def refuse_page_in_clear(site: BuiltSite) -> str | None:
    """Why the site may not go out, where it holds a plan in clear that is not public."""
    for path in site.paths:
        if not is_page(path) or site.is_public(path):
            continue
        page = site.read(path)
        if not (is_sealed(path) and is_sealed_page(page)):
            return (
                f"site/{path} holds a plan in clear that is not public; run `handrail build` again"
            )
    return None


def refuse_sample(sight: Sight) -> str | None:
    """Why the site may not go out, where a page is sealed with the key that anyone has."""
    if sight.sharing is None:
        return None
    for one in sight.plans:
        if (
            isinstance(one.share, PrivateShare)
            and sight.sharing.links.key(one.share) == DEMONSTRATION
        ):
            return (
                f"{one.source.name} is sealed with the demonstration key, which anyone has; make "
                "one: handrail key new"
            )
    return None


# ---- what differs


class _Difference(Enum):
    """How a file of the site differs from what stands at the place.

    `BLOCKED` and `LEFT` are files of somebody else: in place of a page, and of a file that belongs
    to no plan.
    """

    NEW = "new"
    CHANGED = "changed"
    BLOCKED = "blocked"
    LEFT = "left"


@dataclass(slots=True)
class _Changes:
    """What differs, and the digest of every file as it was compared."""

    by_difference: dict[_Difference, list[PageChange]] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def add(self, difference: _Difference, change: PageChange) -> None:
        self.by_difference.setdefault(difference, []).append(change)

    def of(self, difference: _Difference) -> tuple[PageChange, ...]:
        """The files that differ in this way, in the order of their paths."""
        return tuple(self.by_difference.get(difference, ()))


def _compare(
    place: Folder | Snapshot,
    path: str,
    page: bytes,
) -> _Difference | None:
    there = _read(place, path)
    if there == page:
        return None
    if isinstance(place, Folder) and place.is_foreign(path):
        if is_page(path):
            return _Difference.BLOCKED
        return _Difference.LEFT
    if there is None:
        return _Difference.NEW
    return _Difference.CHANGED


def _read(place: PublishTarget, path: str) -> bytes | None:
    """The bytes at the place; none where they cannot be read, which is told by who asks whose they
    are.
    """
    try:
        return place.read(path)
    except OSError:
        return None


# ---- whose it is, and what is new in it


@dataclass(frozen=True)
class _Naming:
    """Names the plan of each change; plans are looked into only once something has changed.

    `stray` are the pages at the place that are not in `site/`.
    """

    sight: Sight
    place: PublishTarget
    stray: frozenset[str]

    @cached_property
    def moved_from(self) -> dict[str, str]:
        """Where the page of each plan stood, if it stands elsewhere now, by the plan's name."""
        addresses = self.sight.addresses
        return {
            addresses[path].source.name: path
            for path in sorted(self.stray, reverse=True)
            if path in addresses
        }

    def change(self, path: str, page: bytes, difference: _Difference) -> PageChange:
        """A file that comes, changes or cannot."""
        match difference:
            case _Difference.BLOCKED | _Difference.LEFT:
                return PageChange(path, self.sight.built.plans.get(path))
            case _Difference.CHANGED:
                return self._with_news(path, page, path)
            case _Difference.NEW:
                return self._with_news(path, page, self._former(path))

    def gone(self, path: str) -> PageChange:
        """A page that is taken away, or a copy beside it."""
        page = page_beside(path)
        address = self.sight.addresses.get(page)
        if address is None:
            return PageChange(path, self.sight.built.plans.get(page))
        return PageChange(path, address.source.name)

    def _former(self, path: str) -> str:
        """Where the page that is new here stood last time: elsewhere, if its link is a new one."""
        address = self.sight.addresses.get(path)
        if address is None:
            return path
        return self.moved_from.get(address.source.name, path)

    def _with_news(self, path: str, page: bytes, former: str) -> PageChange:
        """A page that comes or changes, with what its reader has not seen yet; it stood at
        `former`.
        """
        address = self.sight.addresses.get(path)
        if address is None:
            return PageChange(path, None)
        before = self.place.read(former)
        new = article_of(page, address.secrets)
        lines = diff_pages(
            self._article_before(former, before),
            new,
            word_runs(address.plan.published()),
        )
        if former == path:
            return PageChange(path, address.source.name, lines)
        return PageChange(path, address.source.name, lines, former)

    def _article_before(self, former: str, page: bytes | None) -> str:
        """What a reader saw on the page that stood at `former`; nothing where none did."""
        if not page:
            return ""
        return article_of(page, self.sight.addresses[former].secrets)
