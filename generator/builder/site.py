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
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.builder import snapshot
from generator.builder.context import OnProgress, open_workspace
from generator.builder.facts import Clients, Missing
from generator.builder.plan_build import BuildPlan, plan_build
from generator.builder.pool import each
from generator.builder.survey import NewPage, Survey, survey
from generator.errors import Finding
from generator.privacy.paths import is_sealed
from generator.workspace import files, layout, lock, manifest
from generator.workspace.disk_errors import cannot_below
from generator.workspace.manifest import Made, Manifest, SiteFile

if TYPE_CHECKING:  # the stages are imported only when there is a page to make
    from generator.builder.output import PublicFile, SealedPage
    from generator.builder.page import PageContext

#: What stands in the scratch folder's own `.gitignore`.
_IGNORED: Final = b"*\n"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: paths below `site/`, sorted, and every finding, sorted by place.

    `plans` has the plan of each path, as far as its file is still there. `missing` are those of
    `pages` that stay only because sight was lost; while it `is_blind`, nobody can say which
    pages belong to no plan.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    pages: tuple[str, ...]
    findings: tuple[Finding, ...]
    plans: Mapping[str, str]
    missing: tuple[str, ...] = ()
    is_blind: bool = False


def build(
    root: Path,
    today: date,
    on_progress: OnProgress,
    clients: Clients = Clients.AS_KNOWN,
    missing: Missing = Missing.STAY,
) -> Built:
    """Bring `site/` up to date.

    `clients` says whether new names behind an old link are the same people, `missing` what becomes
    of pages whose plans are out of sight.

    Raises WorkspaceError where the disk refuses, BusyError while another build runs, TemplateError
    for a mistake in a template. Killed at any moment it leaves each page old or new.
    """
    with _at_work(root) as scratch:
        _sweep(root, scratch)
        found = survey(open_workspace(root, today))
        plan = plan_build(found.facts(clients, missing))
        built = _carry_out(found, plan, on_progress)
        snapshot.tidy(root, built.pages)
        return built


def withdraw_only(
    root: Path,
    today: date,
    missing: Missing = Missing.STAY,
) -> Built:
    """What stands where a build could not come to its end: no page is made, and what has to go is
    taken away.

    Raises WorkspaceError where the workspace cannot be read, BusyError while another build runs.
    """
    with _at_work(root):
        found = survey(open_workspace(root, today))
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
        )


@contextmanager
def _at_work(root: Path) -> Iterator[Path]:
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


def _carry_out(found: Survey, plan: BuildPlan, on_progress: OnProgress) -> Built:
    """Take away, print, write: in this order, so that what has to go is gone whatever happens
    later.
    """
    before = found.last_build
    removed = _take_away_and_save(found, plan)
    _note_ignored(found.opened.space.scratch)
    written, after = _make(found, plan, on_progress)
    if removed or after != before:
        _save(found, after.pages, after.frame)
    return _built(
        found,
        plan,
        removed=removed,
        written=written,
        pages={made.path for made in after.pages.values()},
        plans=_plan_names(found, (*before.pages.items(), *after.pages.items())),
    )


def _take_away_and_save(found: Survey, plan: BuildPlan) -> tuple[str, ...]:
    """Take away what has to go, and write down what is left; the paths that went."""
    removed = _take_away(found, plan.remove)
    if removed:
        _save(found, _left(found, plan), found.last_build.frame)
    return removed


def _make(
    found: Survey, plan: BuildPlan, on_progress: OnProgress
) -> tuple[tuple[str, ...], Manifest]:
    """Print and write what is new; the paths of pages that were written, and what stands now."""
    context = _page_context(found)
    new_pages = {id: page for id, page in found.new_pages.items() if id in plan.make}
    printed = _printed(new_pages, context, on_progress)
    frame = found.last_build.frame
    if context is not None and not found.is_framed:
        frame = _write_site_files(found, context)
    coming = {id: page.made for id, page in new_pages.items()}
    _announce(found, plan, coming)
    written, stamped = _write_pages(found, coming, printed)
    return written, Manifest(
        {**_in_sight(plan.keep, found.sources), **stamped},
        frame,
    )


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
    return {made.path: found.sources[id].name for id, made in pages if id in found.sources}


def _built(
    found: Survey,
    plan: BuildPlan,
    *,
    removed: tuple[str, ...],
    written: tuple[str, ...],
    pages: set[str],
    plans: Mapping[str, str],
) -> Built:
    return Built(
        written,
        removed,
        tuple(sorted(pages | plan.missing | plan.unrecorded.keys())),
        tuple(sorted((*found.findings, *plan.findings))),
        {**plans, **plan.unrecorded},
        tuple(sorted(plan.missing)),
        plan.is_blind,
    )


def _save(
    found: Survey,
    pages: Mapping[str, Made],
    frame: Mapping[str, SiteFile],
) -> None:
    manifest.save(Manifest(pages, frame), found.opened.space.scratch, found.digests)


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


def _page_context(found: Survey) -> PageContext | None:
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


def _printed(
    new_pages: Mapping[str, NewPage], context: PageContext | None, on_progress: OnProgress
) -> dict[str, PublicFile | SealedPage]:
    """The file of each new page, by its source."""
    if context is None or not new_pages:
        return {}
    from generator.builder.page import print_page

    plans = tuple(page.plan for page in new_pages.values())
    printed = {}
    results = zip(new_pages, each(print_page, context, plans), strict=True)
    for done, (id, file) in enumerate(results, 1):
        printed[id] = file
        on_progress(done, len(new_pages))
    return printed


def _write_site_files(found: Survey, context: PageContext) -> dict[str, SiteFile]:
    """The files that belong to no plan, written where nobody else put one of that name."""
    from generator.builder.page import make_site_files

    written = {}
    for file in make_site_files(context):
        target = found.site / file.path
        if not files.holds(target, file.content) and not _is_somebody_elses(found, file.path):
            files.replace(target, file.content, found.opened.space.scratch)
        written[file.path] = SiteFile(found.shared_inputs, files.stamp(target))
    return written


def _is_somebody_elses(found: Survey, path: str) -> bool:
    """Whether a file stands there that no build left as it is, and that does not look like ours."""
    target, known = found.site / path, found.last_build.frame.get(path)
    if known is not None and known.stamp == files.stamp(target):
        return False
    return files.is_foreign(target)


def _write_pages(
    found: Survey, coming: Mapping[str, Made], printed: Mapping[str, PublicFile | SealedPage]
) -> tuple[tuple[str, ...], dict[str, Made]]:
    """The paths that were written, sorted, and what came of every page, with its file as we left
    it.
    """
    written, pages = [], dict(coming)
    for id, file in printed.items():
        target = found.site / file.path
        if not files.holds(target, file.content):
            files.replace(target, file.content, found.opened.space.scratch)
            written.append(file.path)
        pages[id] = replace(coming[id], stamp=files.stamp(target))
    return tuple(sorted(written)), pages


def _in_sight(keep: Mapping[str, Made], sources: Iterable[str]) -> dict[str, Made]:
    """Pages that stay; those whose plan is in sight are no longer marked as lost."""
    known = {*sources}
    return {id: replace(made, is_lost=False) if id in known else made for id, made in keep.items()}
