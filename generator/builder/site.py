"""Site: a build, from reading the workspace to the last rename, touching only what changed.

In: a workspace folder and today's date. Out: `site/`, and a `Built` that says what happened.
Reads and writes the disk. `survey` finds out what is there, `plan_build` says what becomes of every
page, and what follows here carries it out.

What is withdrawn goes before anything is written, so that neither a full disk nor a mistake
elsewhere keeps it. A plan with findings keeps its last good page, unless the very line that guards
the page says or hides that it goes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.builder import pool, snapshot
from generator.builder.context import OnProgress, OpenWorkspace
from generator.builder.facts import Clients, Missing
from generator.builder.plan_build import BuildPlan, plan_build
from generator.builder.pool import Each
from generator.builder.printing import (
    draw_up,
    pages_to_make,
    print_pages,
    printing_context,
    put_in_place,
)
from generator.builder.survey import Anew, Survey, look, survey
from generator.errors import Finding
from generator.privacy.paths import is_sealed
from generator.workspace import files, layout, lock, manifest
from generator.workspace.disk_errors import cannot_below
from generator.workspace.files import Drafts
from generator.workspace.manifest import Made, Manifest, SiteFile

if TYPE_CHECKING:  # the stages are imported only when there is a page to make
    from generator.builder.page import PageContext

#: What stands in the scratch folder's own `.gitignore`.
_IGNORED: Final = b"*\n"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: paths below `site/`, sorted, and every finding, sorted by place.

    `plans` has the plan of each path, as far as its file is still there. `missing` are those of
    `pages` that stay only because sight was lost; while it `is_blind`, nobody can say which
    pages belong to no plan. `anew` are the pages that were printed, each with why; those that came
    out as they stood are not `written`.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    pages: tuple[str, ...]
    findings: tuple[Finding, ...]
    plans: Mapping[str, str]
    missing: tuple[str, ...] = ()
    is_blind: bool = False
    anew: Mapping[str, Anew] = field(default_factory=dict)


def build(
    root: Path,
    today: date,
    on_progress: OnProgress,
    *,
    clients: Clients = Clients.AS_KNOWN,
    missing: Missing = Missing.STAY,
    each: Each = pool.each,
) -> Built:
    """Bring `site/` up to date.

    `clients` says whether new names behind an old link are the same people, `missing` what becomes
    of pages whose plans are out of sight, `each` where pages are printed.

    Raises WorkspaceError where the disk refuses, BusyError while another build runs, TemplateError
    for a mistake in a template. Killed at any moment it leaves each page old or new; stopped by
    Ctrl-C it puts in place what was printed, so that the next build goes on from there.
    """
    with at_work(root) as scratch:
        done = build_all(
            root, scratch, today, on_progress, clients=clients, missing=missing, each=each
        )
        return done.built


@dataclass(frozen=True, slots=True)
class Done:
    """A build that came to its end: what it found, what it did about it, and what stands now."""

    found: Survey
    plan: BuildPlan
    after: Manifest
    built: Built


def build_all(
    root: Path,
    scratch: Path,
    today: date,
    on_progress: OnProgress,
    *,
    clients: Clients = Clients.AS_KNOWN,
    missing: Missing = Missing.STAY,
    each: Each = pool.each,
) -> Done:
    """As `build`, by who is at work in the workspace already."""
    _sweep(root, scratch)
    found = survey(root, today)
    plan = plan_build(found.facts(clients, missing))
    done = _carry_out(found, plan, each, on_progress)
    snapshot.tidy(root, done.built.pages)
    return done


def withdraw_only(
    root: Path,
    today: date,
    missing: Missing = Missing.STAY,
) -> Built:
    """What stands where a build could not come to its end: no page is made, and what has to go is
    taken away.

    Raises WorkspaceError where the workspace cannot be read, BusyError while another build runs.
    """
    with at_work(root):
        found = survey(root, today)
        plan = plan_build(found.facts(Clients.AS_KNOWN, missing))
        removed = _take_away(found, plan.remove)
        standing = [
            (id, made)
            for id, made in found.last_build.pages.items()
            if files.stamp(found.site / made.path) is not None
        ]
        plans = _plan_names(found, standing)
        return _built(
            found,
            plan,
            removed=removed,
            written=(),
            pages={*plans},
            plans=plans,
            anew={},
        )


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a build would do, as somebody sees it who only looks.

    `files` are those that it would write, by path, and `address_keys` say of each page that would
    stand then how it is reached.
    """

    built: Built
    files: Mapping[str, bytes]
    address_keys: Mapping[str, str]


def foresee(opened: OpenWorkspace, on_progress: OnProgress) -> Foreseen:
    """What a build would leave; nothing is written.

    Raises TemplateError for a mistake in a template, WorkspaceError where the disk refuses.
    """
    with cannot_below("read", opened.space.scratch):
        found = look(opened, manifest.passing_digests(opened.space.scratch))
        plan = plan_build(found.facts(Clients.AS_KNOWN, Missing.STAY))
        context = printing_context(found)
        new_pages = pages_to_make(found, plan)
        printed = dict(print_pages(new_pages, context, pool.each, on_progress))
    coming = {file.path: file.content for file in printed.values()}
    standing = {**plan.keep, **{id: new_pages[id].made for id in printed}}
    built = _built(
        found,
        plan,
        removed=tuple(sorted(plan.remove)),
        written=_differing(found, coming),
        pages={made.path for made in standing.values()},
        plans=_plan_names(found, (*found.last_build.pages.items(), *standing.items())),
        anew=_why_anew(found, plan),
    )
    around = _site_files_to_come(found, context)
    address_keys = {made.path: made.address_key for made in standing.values()}
    return Foreseen(built, coming | around, address_keys)


def _differing(found: Survey, coming: Mapping[str, bytes]) -> tuple[str, ...]:
    """The paths at which other bytes stand now."""
    return tuple(
        sorted(path for path, data in coming.items() if not files.holds(found.site / path, data))
    )


def _site_files_to_come(found: Survey, context: PageContext | None) -> dict[str, bytes]:
    """The files that belong to no plan, where they would be made again."""
    if context is None or found.is_framed:
        return {}
    from generator.builder.page import make_site_files

    return {
        file.path: file.content
        for file in make_site_files(context)
        if not _is_somebody_elses(found, file.path)
    }


@contextmanager
def at_work(root: Path) -> Iterator[Path]:
    """Hold the lock of a workspace; its scratch folder.

    Raises WorkspaceError for what the disk refuses meanwhile.
    """
    scratch = root / layout.SCRATCH
    with cannot_below("use", scratch):
        scratch.mkdir(exist_ok=True)
        with lock.held(scratch):
            yield scratch


def _sweep(root: Path, scratch: Path) -> None:
    """Delete what killed builds and older versions left."""
    files.sweep(scratch)
    for folder in (root, root / layout.PLANS):
        files.sweep_dead_drafts(folder)
    compiled_templates = scratch / "templates"
    shutil.rmtree(compiled_templates, ignore_errors=True)


def _carry_out(found: Survey, plan: BuildPlan, each: Each, on_progress: OnProgress) -> Done:
    """Take away, print, write: in this order, so that what has to go is gone whatever happens
    later.
    """
    before = found.last_build
    removed = _take_away_and_save(found, plan)
    _note_ignored(found.space.scratch)
    written, after = _make(found, plan, each, on_progress)
    if removed or after != before:
        _save(found, after.pages, after.frame)
    built = _built(
        found,
        plan,
        removed=removed,
        written=written,
        pages={made.path for made in after.pages.values()},
        plans=_plan_names(found, (*before.pages.items(), *after.pages.items())),
        anew=_why_anew(found, plan),
    )
    return Done(found, plan, after, built)


def _take_away_and_save(found: Survey, plan: BuildPlan) -> tuple[str, ...]:
    """Take away what has to go, and write down what is left; the paths that went."""
    removed = _take_away(found, plan.remove)
    if removed:
        _save(found, _left(found, plan), found.last_build.frame)
    return removed


def _make(
    found: Survey, plan: BuildPlan, each: Each, on_progress: OnProgress
) -> tuple[tuple[str, ...], Manifest]:
    """Print and write what is new; the paths of pages that were written, and what stands now."""
    context = printing_context(found)
    new_pages = pages_to_make(found, plan)
    coming: dict[str, Made] = {}
    with Drafts(found.space.scratch) as drafts:
        try:
            for id, file in print_pages(new_pages, context, each, on_progress):
                draw_up(found, file, drafts)
                coming[id] = new_pages[id].made
        except KeyboardInterrupt:
            _put_in_place_for_now(found, plan, coming, drafts)
            raise
        frame = found.last_build.frame
        if context is not None and not found.is_framed:
            frame = _write_site_files(found, context)
        _announce(found, plan, coming)
        written, stamped = put_in_place(found, coming, drafts)
    return written, Manifest(
        {**_in_sight(plan.keep, found.names), **stamped},
        frame,
    )


def _put_in_place_for_now(
    found: Survey, plan: BuildPlan, coming: Mapping[str, Made], drafts: Drafts
) -> None:
    """Put in place what was printed so far, and write down what stands, as a build that goes on
    later finds it.
    """
    _announce(found, plan, coming)
    _, stamped = put_in_place(found, coming, drafts)
    pages = {**_left(found, plan), **_in_sight(plan.keep, found.names), **stamped}
    _save(found, pages, found.last_build.frame)


def _left(found: Survey, plan: BuildPlan) -> dict[str, Made]:
    """The pages of the last build that do not go."""
    pages = found.last_build.pages
    return {id: made for id, made in pages.items() if made.path not in plan.remove}


def _announce(found: Survey, plan: BuildPlan, coming: Mapping[str, Made]) -> None:
    """Have the manifest name every page that may come before the first of them does.

    A build that is killed on the way then leaves none that a later build does not know.
    """
    if any(found.last_build.pages.get(id) != made for id, made in coming.items()):
        pages = {**_left(found, plan), **plan.keep, **coming}
        _save(found, pages, found.last_build.frame)


def _plan_names(found: Survey, pages: Iterable[tuple[str, Made]]) -> dict[str, str]:
    """The plan of each page by its path, as far as its file is still there."""
    return {made.path: found.names[id] for id, made in pages if id in found.names}


def _built(
    found: Survey,
    plan: BuildPlan,
    *,
    removed: tuple[str, ...],
    written: tuple[str, ...],
    pages: set[str],
    plans: Mapping[str, str],
    anew: Mapping[str, Anew],
) -> Built:
    return Built(
        written,
        removed,
        tuple(sorted(pages | plan.missing | plan.unrecorded.keys())),
        tuple(sorted((*found.findings, *plan.findings))),
        {**plans, **plan.unrecorded},
        tuple(sorted(plan.missing)),
        plan.is_blind,
        anew,
    )


def _why_anew(found: Survey, plan: BuildPlan) -> dict[str, Anew]:
    """Why each page is made anew that is, by its path."""
    pages = pages_to_make(found, plan)
    return {page.made.path: found.why_anew(id, page.made) for id, page in pages.items()}


def _save(
    found: Survey,
    pages: Mapping[str, Made],
    frame: Mapping[str, SiteFile],
) -> None:
    manifest.save(Manifest(pages, frame), found.space.scratch, found.digests)


def _note_ignored(scratch: Path) -> None:
    """Have git leave the scratch folder alone."""
    ignore = scratch / ".gitignore"
    if not files.holds(ignore, _IGNORED):
        with suppress(OSError):
            ignore.write_bytes(_IGNORED)


# ---- taking away


def _take_away(found: Survey, paths: Iterable[str]) -> tuple[str, ...]:
    """Take every page away that goes, whatever hinders one of them.

    Raises OSError for the first that stays.
    """
    removed, troubles = [], []
    for path in sorted(paths):
        try:
            if _remove(found.site, path):
                removed.append(path)
        except OSError as error:
            troubles.append(error)
    if troubles:
        raise troubles[0]
    snapshot.note_gone(found.opened.root, frozenset(paths))
    return tuple(removed)


def _remove(site: Path, path: str) -> bool:
    """Take a page away, also where a killed build got no further than to its folder; whether there
    was one.
    """
    target = site / path
    if ".." in PurePosixPath(path).parts or not target.parent.is_dir():
        return False
    was_there = files.stamp(target) is not None or is_sealed(path)
    files.remove(target, site)
    return was_there


# ---- making


def _write_site_files(found: Survey, context: PageContext) -> dict[str, SiteFile]:
    """The files that belong to no plan, written where nobody else put one of that name."""
    from generator.builder.page import make_site_files

    written = {}
    for file in make_site_files(context):
        target = found.site / file.path
        if not files.holds(target, file.content) and not _is_somebody_elses(found, file.path):
            files.replace(target, file.content, found.space.scratch)
        written[file.path] = SiteFile(found.shared_inputs, files.stamp(target))
    return written


def _is_somebody_elses(found: Survey, path: str) -> bool:
    """Whether a file stands there that no build left as it is, and that does not look like ours."""
    target, known = found.site / path, found.last_build.frame.get(path)
    if known is not None and known.stamp == files.stamp(target):
        return False
    return files.is_foreign(target)


def _in_sight(keep: Mapping[str, Made], sources: Iterable[str]) -> dict[str, Made]:
    """Pages that stay; those whose plan is in sight are no longer marked as lost."""
    found = {
        id: replace(keep[id], is_lost=False) for id in sources if id in keep and keep[id].is_lost
    }
    return {**keep, **found}
