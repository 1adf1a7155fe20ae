"""Publish: what goes out to the host, and the way there.

In: a workspace folder that has just been built, and where its site goes. Out: a `PublishPlan`, then what became of it.
Touches `site/` for reading, the folder that is published to, and `.handrail/sent/`.

What is taken away comes first and needs nothing else to be in order. A page of ours at the place goes when its link is
revoked, when a plan says that it has none, or when no plan claims it, whoever put it there. It stays where a plan that
cannot be read now may claim it: then nobody can tell.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, Protocol

from generator.advice.advise import advise, first, lines_that_ask, needing
from generator.builder import snapshot
from generator.builder.results import PublishedPlan
from generator.builder.site import Built
from generator.builder.snapshot import Snapshot, article_of, is_sealed_page
from generator.errors import Finding, HandrailError, WorkspaceError
from generator.format.guards import OldPage
from generator.format.load import Rejected, guards_in, load_plan
from generator.format.parse import parse
from generator.format.uids import generations_in, like_uids_in
from generator.model.plan import Plan
from generator.model.rule import Rule
from generator.model.settings import ByCommand
from generator.model.share import Access, PrivateShare, Share
from generator.privacy.links import EARLIER_GENERATIONS, Links
from generator.privacy.paths import dead_paths, is_page, is_sealed, sealed_path
from generator.privacy.seal import DEMONSTRATION, Secrets
from generator.publish.destination import Folder, is_among_sealed, page_beside
from generator.publish.page_diff import DiffLine, LineChange, Voice, diff_pages, word_runs
from generator.publish.shared import Sharing
from generator.text.encoding import text_at_any_rate
from generator.workspace import files, layout, lock, manifest
from generator.workspace.layout import PlanSource, Workspace
from generator.workspace.manifest import Manifest

#: What belongs in a talk before it stands on a page: harder times, and words that are not the client's own.
#: Source: docs/clinical-rules.md#bad-news-needs-a-person.
_BEFORE_PUBLISHING: Final = frozenset({Rule.C3, Rule.D1, Rule.D2, Rule.D3, Rule.D4, Rule.R5})


class PublishError(HandrailError):
    """The site may not go out, or did not get there; the text says why."""


class PublishTarget(Protocol):
    """Where pages were put: a folder shows what stands there, of a host it is known what went out."""

    def read(self, path: str) -> bytes | None:
        """The bytes at this path below the place; None where nothing is."""
        ...


@dataclass(frozen=True, slots=True)
class PageChange:
    """A file that goes out or is taken away: its path below `site/`, its plan if it has one, and what is news in it.

    `former` is where the plan's page stood last time, if that was elsewhere: its link is a new one.
    """

    path: str
    plan: str | None
    lines: tuple[DiffLine, ...] = ()
    former: str | None = None


@dataclass(frozen=True, slots=True)
class PublishPlan:
    """What publishing would do.

    `foreign` are files in `site/` that somebody else put there, `left` the neutral files at the place that are somebody
    else's. `blocked` are pages in whose place a file of somebody else stands, `stuck` what is not ours to take away or
    may belong to a plan that cannot be read now, each with why. `refused` says why no page may go out.
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


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of it: what was taken away, and what could not be copied or taken away, each with why."""

    removed: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """What this computer knows of the plans now; `sharing` is None where settings or keys have to be mended first."""

    space: Workspace
    built: Built
    sharing: Sharing | None
    today: date


def plan_for_folder(
    sight: Sight, folder: Folder, watcher: Callable[[int, int], None]
) -> PublishPlan:
    """What would change in a folder, as it is now; `watcher` is told after each file. Raises WorkspaceError."""
    seen = folder.look()
    fates = _fates(sight, seen.pages | seen.others)
    pages = {path for path in seen.pages if page_beside(path) == path}
    goes = {path for path in seen.pages if fates(page_beside(path)) == _GOES}
    unsure = "a plan that cannot be read now may claim it; mend that, and publish again"
    if sight.built.is_blind:
        unsure = (
            "no plan is in sight that may claim it; bring the plans back, or add --remove-missing"
        )
    stuck = [(path, unsure) for path in seen.pages if fates(page_beside(path)) == _UNSURE]
    over = [
        path for path in seen.others if is_among_sealed(path) and fates(page_beside(path)) == _GOES
    ]
    stuck += [
        (path, "its page is closed, and this is not Handrail's; please delete it yourself")
        for path in over
    ]
    stuck += [
        (path, "it cannot be looked into: not a plain folder, or not yours to read")
        for path in seen.dark
    ]
    return _departure(sight, folder, _There(pages, goes, stuck), watcher)


def plan_for_command(
    sight: Sight, memory: Snapshot, watcher: Callable[[int, int], None]
) -> PublishPlan:
    """What would change where a command sends the site, as far as it is remembered. Raises WorkspaceError."""
    pages = memory.pages()
    fates = _fates(sight, pages)
    unsure = "no plan is in sight that may claim it"
    stuck = [(path, unsure) for path in pages if fates(path) == _UNSURE]
    leaving = _departure(
        sight,
        memory,
        _There(pages, {path for path in pages if fates(path) == _GOES}, stuck),
        watcher,
    )
    if sight.built.is_blind and (stuck or not sight.built.standing):
        # A command mirrors site/ as a whole, and would take away there what nobody said should go.
        why = "plans are out of sight, and your command would take their pages away; bring them back, or add "
        return replace(leaving, refused=f"{why}--remove-missing")
    return leaving


def signals(sight: Sight, leaving: PublishPlan) -> tuple[Finding, ...]:
    """What a therapist may want to talk about before the pages that come or change go out; it keeps none of them."""
    names = {going.plan for going in (*leaving.new, *leaving.changed)}
    told = [
        finding
        for one in (sight.sharing.plans if sight.sharing else ())
        if one.source.name in names
        for finding in advise(
            one.plan, parse(one.source.data, one.source.name), sight.today, sight.space.risk_lists
        ).findings
        if finding.code in _BEFORE_PUBLISHING
    ]
    return first(told)


def asked_at(sight: Sight, going: PageChange) -> tuple[tuple[Finding, ...], ...]:
    """Beside each line of a page that is news, what its words ask about; a question stands at one line only.

    A line of somebody's own comes before one of ours that holds the same words.
    """
    at: list[list[Finding]] = [[] for _ in going.lines]
    sources = (
        [one.source for one in sight.sharing.plans if one.source.name == going.plan]
        if sight.sharing
        else []
    )
    places = sorted(
        range(len(going.lines)), key=lambda place: going.lines[place].voice is not Voice.OWN
    )
    for source in sources:
        shown = [
            line.words if line.became is LineChange.NEW else ""
            for line in map(going.lines.__getitem__, places)
        ]
        for place, finding in lines_that_ask(
            parse(source.data, source.name), shown, sight.today, sight.space.risk_lists
        ):
            at[places[place]].append(finding)
    return tuple(map(tuple, at))


def any_needs_a_person(sight: Sight) -> bool:
    """Whether something in the plans that have pages needs a person before anything is called well."""
    plans = sight.sharing.plans if sight.sharing else ()
    lists = sight.space.risk_lists
    return any(
        needing(one.plan, parse(one.source.data, one.source.name), sight.today, lists)
        for one in plans
    )


# ---- the way there


def to_folder(
    root: Path, folder: Folder, leaving: PublishPlan, watcher: Callable[[int, int], None]
) -> Sent:
    """Take away what has to go, then copy what is new or changed, each file in one step.

    What the disk refuses is in what is returned; the rest goes on. Raises PublishError where `site/` is another one by
    now than was shown, WorkspaceError where it cannot be read.
    """
    with lock.held(_scratch(root)):
        folder.sweep()
        removed, failed = [], []
        coming = (*leaving.new, *leaving.changed)
        for done, going in enumerate(leaving.gone, 1):
            try:
                folder.take(going.path)
            except OSError as error:
                failed.append((going.path, f"it could not be taken away: {error.strerror}"))
            else:
                removed.append(going.path)
            watcher(done, len(leaving.gone) + len(coming))
        if leaving.refused is None:
            site = _site(root)
            for done, going in enumerate(coming, len(leaving.gone) + 1):
                data = _as_shown(site, going.path, leaving)
                try:
                    folder.put(going.path, data)
                except WorkspaceError as error:
                    failed.append((going.path, str(error)))
                watcher(done, len(leaving.gone) + len(coming))
            snapshot.remember_folder(root, folder.path)
    return Sent(tuple(removed), tuple(failed))


def by_command(root: Path, how: ByCommand, leaving: PublishPlan) -> None:
    """Run the command in the workspace, and remember what went out. Raises PublishError where it did not end well.

    What may have arrived is remembered before, so that a command that is stopped half way leaves nothing unknown.
    """
    if leaving.refused:
        raise PublishError(leaving.refused)
    memory = Snapshot(root, how.words)
    memory.begin([going.path for going in (*leaving.new, *leaving.changed, *leaving.gone)])
    try:
        done = subprocess.run(how.words, cwd=root, check=False)
    except OSError as error:
        raise PublishError(f"{how.words[0]} cannot be run: {error.strerror}") from error
    if done.returncode:
        raise PublishError(
            f"{how.words[0]} ended with {done.returncode}; what it says stands above. Nothing is lost."
        )
    site = _site(root)
    memory.finish((path, _as_shown(site, path, leaving)) for path in leaving.digests)


# ---- what becomes of a page that stands there

_STANDS, _GOES, _UNSURE = "stands", "goes", "unsure"
_Fates = Callable[[str], str]


def _fates(sight: Sight, there: Iterable[str]) -> _Fates:
    """What becomes of the page at a path. Plans are looked into only where something stands that was not built here."""
    built, space = sight.built, sight.space
    standing, revoked = {*built.standing}, dead_paths(space.revoked)
    strays = {page_beside(path) for path in there} - standing
    known = _claimed(sight) if strays else _Claimed(frozenset(), frozenset(), is_sure=True)
    removed = {*built.removed} | snapshot.removed_pages(space.root)

    def fate(path: str) -> str:
        if path in standing:
            return _STANDS
        if path in revoked or path in known.withdrawn or path in removed:
            return _GOES
        if path in known.kept:
            return _STANDS
        return _GOES if known.is_sure else _UNSURE

    return fate


@dataclass(frozen=True, slots=True)
class _Claimed:
    """Where plans say that no page of theirs stands, and where they have or may have one that was not built here.

    `is_sure` is whether any other page certainly belongs to no plan.
    """

    withdrawn: frozenset[str]
    kept: frozenset[str]
    is_sure: bool


def _claimed(sight: Sight) -> _Claimed:
    sharing, space = sight.sharing, sight.space
    known = {name for path, name in sight.built.plans.items() if path in sight.built.standing}
    is_sure = sharing is not None and not sight.built.is_blind
    withdrawn, kept = set[str](), set[str]()
    if sharing is not None:
        for source, plan in sharing.withheld:
            withdrawn |= {
                path for path, _secrets in snapshot.possible_addresses(sharing.links, source, plan)
            }
        kept |= {one.path for one in sharing.shared}
        good = {source.name for source, _plan in sharing.valid_plans}
        for source in space.plans:
            if source.name in good:
                continue
            match _broken(source, sharing, sight.today):
                case OldPage.GOES:
                    withdrawn |= _every_door(source, sharing.links)
                case None if source.name not in known:
                    kept |= _every_door(source, sharing.links)
                    is_sure = is_sure and bool(_uids(source))
                case Share() as share if source.name not in known:
                    kept |= _one_door(source, share, sharing.links)
    if any(name not in known for name in space.unreadable):
        is_sure = False
    return _Claimed(frozenset(withdrawn), frozenset(kept), is_sure)


def _broken(source: PlanSource, sharing: Sharing, today: date) -> OldPage | Share | None:
    """Of a plan with findings: that its page goes, how its page is reached, or None where the file does not tell."""
    read = load_plan(source, sharing.settings, today, sharing.links)
    if isinstance(read, Rejected) and read.old_page is OldPage.GOES:
        return OldPage.GOES
    guards = guards_in(source)
    return guards[1] if guards else None


def _every_door(source: PlanSource, links: Links) -> set[str]:
    """Every path at which a page of this file may stand, by whatever looks like a uid in it."""
    last = max([EARLIER_GENERATIONS, *generations_in(text_at_any_rate(source.data))])
    found = {
        secrets.token for uid in _uids(source) for secrets in links.possible_addresses(uid, last)
    }
    return {sealed_path(token) for token in found} | {source.public_path}


def _one_door(source: PlanSource, share: Share, links: Links) -> set[str]:
    """Where the page of this file stands, by whatever looks like a uid in it."""
    if share.access is Access.PUBLIC:
        return {source.public_path}
    if links.key(share) is None:
        return _every_door(source, links)
    pages = (share.page(uid) for uid in _uids(source))
    return {
        sealed_path(links.secrets(page).token) for page in pages if isinstance(page, PrivateShare)
    }


def _uids(source: PlanSource) -> frozenset[str]:
    return like_uids_in(text_at_any_rate(source.data))


# ---- what is news


@dataclass(frozen=True, slots=True)
class _There:
    """The pages that stand at a place, what goes from there, and what stays though it should not or may not."""

    pages: Collection[str]
    goes: Collection[str]
    stuck: Collection[tuple[str, str]]


def _departure(
    sight: Sight, place: Folder | Snapshot, there: _There, watcher: Callable[[int, int], None]
) -> PublishPlan:
    site = _site(sight.space.root)
    ours = site.paths
    refused = _refusal(sight, site)
    stray = {*there.pages} - {*ours}
    new, changed, blocked, left, digests = [], [], [], [], {}
    possible_addresses: Mapping[str, _Door] | None = None
    stood: Mapping[str, str] = {}
    for done, path in enumerate(ours, 1):
        data = site.read(path)
        digests[path] = _digest(data)
        watcher(done, len(ours))
        old = _glance(place, path)
        if old == data:
            continue
        if isinstance(place, Folder) and place.is_foreign(path):
            if is_page(path):
                blocked.append(PageChange(path, sight.built.plans.get(path)))
            else:
                left.append(path)
            continue
        if possible_addresses is None:
            possible_addresses = _doors(sight.sharing)
            stood = {
                possible_addresses[former].plan: former
                for former in sorted(stray, reverse=True)
                if former in possible_addresses
            }
        if old is None:
            new.append(_going(path, data, place, possible_addresses, stood))
        else:
            changed.append(_going(path, data, place, possible_addresses, {}))
    if possible_addresses is None and there.goes:
        possible_addresses = _doors(sight.sharing)
    return PublishPlan(
        new=tuple(new),
        changed=tuple(changed),
        gone=tuple(
            PageChange(path, _plan_of(page_beside(path), possible_addresses or {}, sight))
            for path in sorted(there.goes)
        ),
        foreign=tuple(_foreign(sight.space.site, {*ours})),
        left=tuple(left),
        blocked=tuple(blocked),
        stuck=tuple(sorted(there.stuck)),
        refused=refused,
        pages=sum(map(is_page, ours)) - len(blocked),
        digests=digests,
    )


def _glance(place: PublishTarget, path: str) -> bytes | None:
    """The bytes at the place; none where they cannot be read, which is told by who asks whose they are."""
    try:
        return place.read(path)
    except OSError:
        return None


def _plan_of(path: str, possible_addresses: Mapping[str, _Door], sight: Sight) -> str | None:
    return (
        possible_addresses[path].plan if path in possible_addresses else sight.built.plans.get(path)
    )


def _refusal(sight: Sight, site: _Site) -> str | None:
    """Why no page may go out: a plan in clear that is not public, or the key that anyone has."""
    for path in site.paths:
        if is_page(path) and not site.is_public(path):
            page = site.read(path)
            if not (is_sealed(path) and is_sealed_page(page)):
                return f"site/{path} holds a plan in clear that is not public; run `handrail build` again"
    for one in sight.sharing.plans if sight.sharing else ():
        if sight.sharing and _is_sample(sight.sharing, one):
            return f"{one.source.name} is sealed with the demonstration key, which anyone has; make one: handrail key new"
    return None


def _is_sample(sharing: Sharing, published: PublishedPlan) -> bool:
    share = published.share
    return isinstance(share, PrivateShare) and sharing.links.key(share) == DEMONSTRATION


@dataclass(frozen=True, slots=True)
class _Door:
    """The plan behind a path, what opens the page there, None for one in clear, and the words that people wrote."""

    plan: str
    secrets: Secrets | None
    read: Plan


def _doors(sharing: Sharing | None) -> dict[str, _Door]:
    """The plan behind every path at which its page stands or may have stood."""
    if sharing is None:
        return {}
    return {
        path: _Door(source.name, secrets, plan)
        for source, plan in sharing.valid_plans
        for path, secrets in snapshot.possible_addresses(sharing.links, source, plan)
    }


def _going(
    path: str,
    page: bytes,
    place: PublishTarget,
    possible_addresses: Mapping[str, _Door],
    stood: Mapping[str, str],
) -> PageChange:
    """A page that comes or changes, with what its reader has not seen yet; `stood` is where each plan's page was."""
    address_key = possible_addresses.get(path)
    if address_key is None:
        return PageChange(path, None)
    before = stood.get(address_key.plan, path)
    former = place.read(before)
    old = article_of(former, possible_addresses[before].secrets) if former else ""
    lines = diff_pages(
        old, article_of(page, address_key.secrets), word_runs(address_key.read.published())
    )
    return PageChange(path, address_key.plan, lines, before if before != path else None)


# ---- the site


@dataclass(frozen=True, slots=True)
class _Site:
    """The files of the last build, in the order of their paths; `doors` says how the page at a path is reached."""

    root: Path
    paths: tuple[str, ...]
    possible_addresses: Mapping[str, str]

    def read(self, path: str) -> bytes:
        try:
            return (self.root / path).read_bytes()
        except OSError as error:
            raise WorkspaceError(
                f"cannot read {error.filename}; run `handrail build` first"
            ) from error

    def is_public(self, path: str) -> bool:
        return self.possible_addresses.get(path) == Access.PUBLIC


def _site(root: Path) -> _Site:
    site = root / layout.SITE
    known = _known(root)
    possible_addresses = {made.path: made.address_key for made in known.pages.values()}
    frame = [
        path for path in known.frame if path == ".nojekyll" or not files.is_foreign(site / path)
    ]
    pages = [
        path for path in possible_addresses if (site / path).exists()
    ]  # a broken plan's may have been deleted by hand
    return _Site(site, tuple(sorted({*frame, *pages})), possible_addresses)


def _known(root: Path) -> Manifest:
    scratch = root / layout.SCRATCH
    return manifest.load_manifest(scratch, manifest.passing_digests(scratch))


def _as_shown(site: _Site, path: str, leaving: PublishPlan) -> bytes:
    data = site.read(path)
    if path not in site.paths or _digest(data) != leaving.digests.get(path):
        raise PublishError(
            "the pages in site/ changed while you looked at the news; publish again to see what is new"
        )
    return data


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _scratch(root: Path) -> Path:
    return root / layout.SCRATCH


def _foreign(site: Path, ours: set[str]) -> Iterator[str]:
    for place, folders, names in os.walk(site):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name).relative_to(site).as_posix()
            if path not in ours and path != ".gitignore":
                yield path
