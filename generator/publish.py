"""Publish: what goes out to the host, and the way there.

In: a workspace folder that has just been built, and where its site goes. Out: a `Departure`, then the copy.
Touches `site/`, the folder that is published to, and `.handrail/published/`, which keeps what went out last: sealed
pages as they were sealed, so that no clear text of a private plan lies there.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from generator import manifest, neutral, published, workspace, write
from generator.advice import advise
from generator.claims import is_sealed
from generator.errors import Finding, HandrailError, WorkspaceError
from generator.model import Access, ByCommand, Plan, Rule
from generator.news import Line, news
from generator.parse import parse
from generator.published import article_of, is_sealed_page
from generator.seal import DEMONSTRATION, Secrets
from generator.sharing import Sharing

#: Rules that speak of harder times: they belong in a talk before they stand on a page. Source: DOMAIN.md.
_BEFORE_PUBLISHING: Final = frozenset({Rule.D1, Rule.D2, Rule.D3, Rule.D4})


class PublishError(HandrailError):
    """The site may not go out, or did not get there; the text says why."""


@dataclass(frozen=True, slots=True)
class Going:
    """A file that goes out or is taken away: its path below `site/`, its plan if it has one, and what is news in it.

    `former` is where the plan's page stood last time, if that was elsewhere: its link is a new one.
    """

    path: str
    plan: str | None
    lines: tuple[Line, ...] = ()
    former: str | None = None


@dataclass(frozen=True, slots=True)
class Departure:
    """What publishing would do, and files in `site/` that somebody else put there."""

    new: tuple[Going, ...]
    changed: tuple[Going, ...]
    gone: tuple[Going, ...]
    foreign: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether everything went out last time already."""
        return not (self.new or self.changed or self.gone)


def departure(sharing: Sharing, watcher: Callable[[int, int], None]) -> Departure:
    """What would change on the host since the last time; `watcher` is told after each file.

    Raises PublishError for samples, and for a private plan in clear; WorkspaceError where the disk refuses.
    """
    samples = [source.name for source, plan in sharing.plans if _is_sample(sharing, plan)]
    if samples:
        raise PublishError(
            f"{samples[0]} is sealed with the demonstration key, which anyone has; make one: handrail key new"
        )
    root = sharing.root
    ours, public = _ours(root), {one.path for one in sharing.shared if one.access is Access.PUBLIC}
    for path, data in ours.items():
        if path.endswith("index.html") and path not in neutral.PATHS | public and _is_clear(path, data):
            raise PublishError(f"site/{path} holds a plan in clear that is not public; run `handrail build` again")
    last = published.last(root)
    doors = _doors(sharing) if ours != last else {}
    stood = {doors[path].plan: path for path in reversed(last) if path in doors}
    goings = []
    for done, (path, data) in enumerate(ours.items(), 1):
        if last.get(path) != data:
            goings.append(_going(path, data, last, doors, stood))
        watcher(done, len(ours))
    return Departure(
        new=tuple(going for going in goings if going.path not in last),
        changed=tuple(going for going in goings if going.path in last),
        gone=tuple(Going(path, doors[path].plan if path in doors else None) for path in last if path not in ours),
        foreign=tuple(_foreign(root, ours)),
    )


def signals(sharing: Sharing, leaving: Departure, today: date) -> tuple[Finding, ...]:
    """What a therapist may want to talk about before the pages that come or change go out; it keeps none of them."""
    names = {going.plan for going in (*leaving.new, *leaving.changed)}
    told = [
        finding
        for source, plan in sharing.plans
        if source.name in names
        for finding in advise(plan, parse(source.data, source.name), today).findings
        if finding.code in _BEFORE_PUBLISHING
    ]
    return tuple(sorted(told))


@dataclass(frozen=True, slots=True)
class _Door:
    """The plan behind a path, and what opens the page there; None for a page in clear."""

    plan: str
    secrets: Secrets | None


def _doors(sharing: Sharing) -> dict[str, _Door]:
    """The plan behind every path at which its page stands or may have stood."""
    return {
        path: _Door(source.name, secrets)
        for source, plan in (*sharing.plans, *sharing.withheld)
        for path, secrets in published.doors(sharing.links, source, plan)
    }


def _going(
    path: str, page: bytes, last: Mapping[str, bytes], doors: Mapping[str, _Door], stood: Mapping[str, str]
) -> Going:
    """A page that comes or changes, with what its reader has not seen yet; `stood` is where each plan's page was."""
    door = doors.get(path)
    if door is None:
        return Going(path, None)
    before = path if path in last else stood.get(door.plan)
    old = article_of(last[before], doors[before].secrets) if before else ""
    return Going(path, door.plan, news(old, article_of(page, door.secrets)), before if before != path else None)


def to_folder(root: Path, folder: Path, watcher: Callable[[int, int], None]) -> None:
    """Copy what changed, each file in one step, and take away what an earlier publish put there and is gone now.

    A file that somebody else put there stays. Raises PublishError for a folder that cannot be the place,
    WorkspaceError where the disk refuses.
    """
    if folder.resolve().is_relative_to((root / workspace.SITE).resolve()) or folder.resolve() == root.resolve():
        raise PublishError("choose a folder outside site/ and not the one with your plans")
    ours, last = _ours(root), published.last(root)
    gone = [path for path in last if path not in ours]
    for done, (path, data) in enumerate(ours.items(), 1):
        target = folder / path
        if not write.holds(target, data):
            if path not in last and write.is_foreign(target):
                raise PublishError(
                    f"{target} is there already and is not Handrail's; move it away, or choose another folder"
                )
            _put(target, data)
        published.remember(root, path, data)
        watcher(done, len(ours) + len(gone))
    for done, path in enumerate(gone, len(ours) + 1):
        if write.holds(folder / path, last[path]):
            write.remove(folder / path, folder)
        published.forget(root, path)
        watcher(done, len(ours) + len(gone))


def by_command(root: Path, how: ByCommand) -> None:
    """Run the command in the workspace, and remember what went out. Raises PublishError where it did not end well."""
    try:
        done = subprocess.run(how.words, cwd=root, check=False)
    except OSError as error:
        raise PublishError(f"{how.words[0]} cannot be run: {error.strerror}") from error
    if done.returncode:
        raise PublishError(f"{how.words[0]} ended with {done.returncode}; what it says stands above. Nothing is lost.")
    ours = _ours(root)
    for path, data in ours.items():
        published.remember(root, path, data)
    for path in [path for path in published.last(root) if path not in ours]:
        published.forget(root, path)


def _is_sample(sharing: Sharing, plan: Plan) -> bool:
    return plan.share.access is not Access.PUBLIC and sharing.links.key(plan.share) == DEMONSTRATION


def _is_clear(path: str, page: bytes) -> bool:
    return not (is_sealed(path) and is_sealed_page(page))


def _ours(root: Path) -> dict[str, bytes]:
    """The files of the last build, in the order of their paths."""
    scratch, site = root / workspace.SCRATCH, root / workspace.SITE
    known = manifest.load(scratch, manifest.passing_digests(scratch))
    paths = sorted({*known.frame, *(made.path for made in known.pages.values())})
    try:
        return {path: (site / path).read_bytes() for path in paths if not _is_others(known.frame, site, path)}
    except OSError as error:
        raise WorkspaceError(f"cannot read {error.filename}; run `handrail build` first") from error


def _is_others(frame: Mapping[str, object], site: Path, path: str) -> bool:
    """Whether somebody else's file stands where one of the neutral files would."""
    return path in frame and path != ".nojekyll" and write.is_foreign(site / path)


def _foreign(root: Path, ours: Mapping[str, bytes]) -> Iterable[str]:
    site = root / workspace.SITE
    for place, folders, names in os.walk(site):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name).relative_to(site).as_posix()
            if path not in ours and path != ".gitignore":
                yield path


def _put(target: Path, data: bytes) -> None:
    """A file in one step: the draft lies beside it, since a folder elsewhere may be another disk."""
    draft = target.with_name(f".{target.name}.handrail")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise WorkspaceError(f"cannot write {target}: {error.strerror}") from error
