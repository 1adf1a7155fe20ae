"""Build: the site as the plans say it should be, touching only what changed.

In: a workspace folder and today's date. Out: `site/`, and a `Built` that says what happened.
The order of the work is here and in `page`; the disk is read by `workspace` and written by `write`.

What is withdrawn goes before anything is written, so that neither a full disk nor a mistake elsewhere keeps it.
A plan with findings keeps its last good page, unless the very line that guards the page says or hides that it goes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, TypeVar

from generator import __version__
from generator.builder import libraries, snapshot
from generator.builder.conflicts import Claim, Clients, Missing, Settled, Wish, settled
from generator.errors import Finding, TemplateError, WorkspaceError
from generator.format.load import Rejected
from generator.privacy import keyfile
from generator.privacy.paths import is_sealed
from generator.workspace import files as write
from generator.workspace import layout, lock, manifest, theme
from generator.workspace.layout import PlanSource
from generator.workspace.manifest import Made, Manifest, SiteFile

if TYPE_CHECKING:  # the stages are imported only when there is a plan to read
    from generator.builder.context import BuildContext
    from generator.builder.page import PageContext
    from generator.builder.results import PublicFile, PublishedPlan, SealedPage
    from generator.model.plan import Plan
    from generator.workspace.theme import Theme

#: From this many plans on, a pool of processes earns its start-up time.
POOL_FROM: Final = 200

#: Told after each page: how many are made, of how many.
Watcher = Callable[[int, int], None]

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: paths below `site/`, sorted, and every finding, sorted by place.

    `plans` has the plan of each path, as far as its file is still there. `missing` are those of `standing` that stay
    only because sight was lost; while it `is_blind`, nobody can say which pages belong to no plan.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    standing: tuple[str, ...]
    findings: tuple[Finding, ...]
    plans: Mapping[str, str]
    missing: tuple[str, ...] = ()
    is_blind: bool = False


def build(
    root: Path,
    today: date,
    watcher: Watcher,
    clients: Clients = Clients.AS_KNOWN,
    missing: Missing = Missing.STAY,
) -> Built:
    """Bring `site/` up to date.

    `clients` says whether new names behind an old link are the same people, `missing` what becomes of pages whose
    plans are out of sight.

    Raises WorkspaceError where the disk refuses, BusyError while another build runs, TemplateError for a
    mistake in a template. Killed at any moment it leaves each page old or new.
    """
    with _at_work(root) as scratch:
        write.sweep(scratch)
        for folder in (root, root / layout.PLANS):
            write.sweep_dead_drafts(folder)
        shutil.rmtree(
            scratch / "templates", ignore_errors=True
        )  # compiled templates, which older versions kept
        built = _Build(root, today, watcher, clients, missing).run()
        snapshot.tidy(root, built.standing)
        return built


def withdraw_only(root: Path, today: date, missing: Missing = Missing.STAY) -> Built:
    """What stands where a build could not come to its end: no page is made, and what has to go is taken away.

    Raises WorkspaceError where the workspace cannot be read, BusyError while another build runs.
    """
    with _at_work(root):
        return _Build(root, today, lambda _done, _of: None, Clients.AS_KNOWN, missing).left()


@contextmanager
def _at_work(root: Path) -> Iterator[Path]:
    """Hold the lock of a workspace; its scratch folder. Raises WorkspaceError for what the disk refuses meanwhile."""
    scratch = root / layout.SCRATCH
    try:
        scratch.mkdir(exist_ok=True)
        with lock.held(scratch):
            yield scratch
    except OSError as error:
        raise WorkspaceError(f"cannot use {error.filename or scratch}: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class _Look:
    """What a build finds before it changes anything: the plans, what is known of their pages, and what becomes of them.

    All by source; `read` has the plans that were looked into, and needs `ground`.
    """

    sources: Mapping[str, PlanSource]
    inputs: Mapping[str, str]
    kept: Mapping[str, Made]
    ground: BuildContext | None
    read: Mapping[str, Plan | Rejected]
    verdict: Settled


class _Build:
    """One build, from reading the workspace to the last rename."""

    def __init__(
        self, root: Path, today: date, watcher: Watcher, clients: Clients, missing: Missing
    ) -> None:
        self._today = today
        self._watcher = watcher
        self._clients = clients
        self._missing = missing
        self._space = layout.read_workspace(root)
        self._site = self._space.site
        self._theme = _theme(root)
        self._digests = manifest.digests(self._space.scratch)
        known = manifest.load_manifest(self._space.scratch, self._digests)
        self._old, self._old_frame = known.pages, known.frame
        keyfile.look_back(keyfile.key_file(), root)
        self._shared = self._digests.of(*self._shared_inputs())
        self._findings = list(self._space.findings)

    def run(self) -> Built:
        look = self._look()
        sources, kept, ground, verdict = look.sources, look.kept, look.ground, look.verdict
        removed = self._take_away(verdict.going)
        snapshot.note_gone(self._space.root, verdict.going)
        if removed:
            self._save(
                {id: made for id, made in self._old.items() if made.path not in verdict.going},
                self._old_frame,
            )
        self._note_ignored()
        coming = {
            id: self._coming(look.read[id], sources[id], look.inputs[id], ground)
            for id in sources
            if ground and id in verdict.pages and id not in kept
        }
        press = self._press(ground) if ground else None
        files = self._files(
            {id: self._published(sources[id], look.read[id]) for id in coming}, press
        )
        frame = self._frame(press) if press and not self._is_framed() else self._old_frame
        return self._write(
            {id: made for id, made in kept.items() if id in verdict.pages} | dict(verdict.staying),
            coming,
            files,
            frame=frame,
            removed=removed,
            verdict=verdict,
            names={id: plan.name for id, plan in sources.items()},
        )

    def left(self) -> Built:
        """What stands where nothing can be made."""
        look = self._look()
        removed = self._take_away(look.verdict.going)
        snapshot.note_gone(self._space.root, look.verdict.going)
        stands = {
            made.path: look.sources[id].name
            for id, made in self._old.items()
            if id in look.sources and write.stamp(self._site / made.path) is not None
        }
        stands |= look.verdict.waiting
        return Built(
            (),
            removed,
            tuple(sorted({*stands, *look.verdict.missing})),
            tuple(sorted(self._findings)),
            stands,
            tuple(sorted(look.verdict.missing)),
            look.verdict.is_blind,
        )

    def _look(self) -> _Look:
        sources = {self._source_id(plan.name): plan for plan in self._space.plans}
        inputs = dict(zip(sources, self._inputs(sources.values()), strict=True))
        kept = {
            id: made
            for id, made in self._old.items()
            if id in sources and self._is_current(made, inputs[id])
        }
        stale = {id: plan for id, plan in sources.items() if id not in kept}
        ground = self._ground() if stale or not sources or not self._is_framed() else None
        read = self._read(stale, ground) if ground and stale else {}
        verdict = self._settled(sources, kept, read, ground)
        self._findings += verdict.findings
        return _Look(sources, inputs, kept, ground, read, verdict)

    def _source_id(self, name: str) -> str:
        return self._digests.of(os.fsencode(name))

    # ---- what has to be read

    def _shared_inputs(self) -> tuple[bytes, ...]:
        settings = self._space.settings
        return (
            _program_digest().encode(),
            self._theme.digest.encode() if not isinstance(self._theme, TemplateError) else b"",
            b"none" if settings is None else b"some" + settings,
            self._space.revoked,
            *keyfile.raw(keyfile.key_file()),
        )

    def _inputs(self, plans: Iterable[PlanSource]) -> Iterator[str]:
        base = self._shared.encode()
        return (self._digests.of(base, os.fsencode(plan.name), plan.data) for plan in plans)

    def _is_current(self, made: Made, inputs: str) -> bool:
        untouched = made.stamp is not None and write.stamp(self._site / made.path) == made.stamp
        is_over = made.until is not None and self._today > made.until
        return made.inputs == inputs and untouched and not is_over

    def _ground(self) -> BuildContext:
        from generator.builder.context import build_context

        found = build_context(self._space, self._today)
        if found.links:
            keyfile.remember_dead_links(keyfile.key_file(), found.links.revoked)
        self._findings += found.findings
        return found

    def _read(
        self, stale: Mapping[str, PlanSource], ground: BuildContext
    ) -> dict[str, Plan | Rejected]:
        from generator.builder.context import read_on

        read = dict(zip(stale, _each(read_on, ground, tuple(stale.values())), strict=True))
        self._findings += [
            f for one in read.values() if isinstance(one, Rejected) for f in one.findings
        ]
        return read

    # ---- what becomes of every page

    def _settled(
        self,
        sources: Mapping[str, PlanSource],
        kept: Mapping[str, Made],
        read: Mapping[str, Plan | Rejected],
        ground: BuildContext | None,
    ) -> Settled:
        claims = {}
        for id, source in sources.items():
            claims[id] = (
                self._claim(source, read[id], ground)
                if ground and id in read
                else _as_made(source, kept[id])
            )
        claims |= {self._source_id(name): Claim(name, Wish.LAST) for name in self._space.unreadable}

        def former() -> frozenset[str]:
            from generator.builder.context import former_paths

            withheld = (read[id] for id in read if claims[id].wish is Wish.NOTHING)
            return former_paths(withheld, ground) if ground else frozenset()

        return settled(
            self._space,
            claims,
            self._old,
            self._today,
            former=former,
            clients=self._clients,
            missing=self._missing,
        )

    def _claim(self, source: PlanSource, read: Plan | Rejected, ground: BuildContext) -> Claim:
        from generator.builder.context import claim_of

        return claim_of(source, read, ground, self._digests)

    # ---- taking away

    def _take_away(self, going: Iterable[str]) -> tuple[str, ...]:
        """Take every page away that goes, whatever hinders one of them. Raises OSError for the first that stays."""
        removed, troubles = [], []
        for path in sorted(going):
            try:
                if self._remove(path):
                    removed.append(path)
            except OSError as error:
                troubles.append(error)
        if troubles:
            raise troubles[0]
        return tuple(removed)

    def _remove(self, path: str) -> bool:
        """Take a page away, also where a killed build got no further than to its folder; whether there was one."""
        target = self._site / path
        if ".." in PurePosixPath(path).parts or not target.parent.is_dir():
            return False
        was_there = write.stamp(target) is not None or is_sealed(path)
        write.remove(target, self._site)
        return was_there

    # ---- making

    def _coming(
        self, plan: Plan | Rejected, source: PlanSource, inputs: str, ground: BuildContext | None
    ) -> Made:
        """A page that is about to be made."""
        if isinstance(plan, Rejected) or ground is None:
            raise AssertionError("a page of a plan that nobody has read")
        claim = self._claim(source, plan, ground)
        if claim.path is None:
            raise AssertionError("a page without a place")
        return Made(
            claim.path,
            inputs,
            claim.uid,
            claim.clients,
            plan.share.address_key,
            plan.share.until,
            None,
        )

    def _published(self, source: PlanSource, read: Plan | Rejected) -> PublishedPlan:
        from generator.builder.results import published_plan

        published = (
            None if isinstance(read, Rejected) else published_plan(source, read, self._today)
        )
        if published is None:
            raise AssertionError("a page of a plan that has none")
        return published

    def _press(self, ground: BuildContext) -> PageContext | None:
        """What every page of this build shares; None where settings or keys are wrong. Raises TemplateError."""
        from generator.builder.page import PageContext

        if isinstance(self._theme, TemplateError):
            raise self._theme
        if ground.links is None:
            return None
        return PageContext(ground.settings, ground.links, self._theme, self._today)

    def _files(
        self, plans: Mapping[str, PublishedPlan], press: PageContext | None
    ) -> dict[str, PublicFile | SealedPage]:
        if press is None or not plans:
            return {}
        from generator.builder.page import print_page

        files = {}
        for done, (id, file) in enumerate(
            zip(plans, _each(print_page, press, tuple(plans.values())), strict=True), 1
        ):
            files[id] = file
            self._watcher(done, len(plans))
        return files

    # ---- what belongs to the site and to no plan

    def _is_framed(self) -> bool:
        stamps = (
            (known, write.stamp(self._site / path)) for path, known in self._old_frame.items()
        )
        return bool(self._old_frame) and all(
            known.inputs == self._shared and known.stamp == stamp for known, stamp in stamps
        )

    def _frame(self, press: PageContext) -> dict[str, SiteFile]:
        """The neutral files, written where nobody else put one of that name."""
        from generator.builder.page import make_site_files

        framed = {}
        for file in make_site_files(press):
            target = self._site / file.path
            known = self._old_frame.get(file.path)
            is_ours = known is not None and known.stamp == write.stamp(target)
            if not is_ours and not write.holds(target, file.content) and write.is_foreign(target):
                framed[file.path] = SiteFile(self._shared, write.stamp(target))
                continue
            if not write.holds(target, file.content):
                write.replace(target, file.content, self._space.scratch)
            framed[file.path] = SiteFile(self._shared, write.stamp(target))
        return framed

    # ---- writing

    def _write(
        self,
        standing: Mapping[str, Made],
        coming: dict[str, Made],
        files: Mapping[str, PublicFile | SealedPage],
        *,
        frame: Mapping[str, SiteFile],
        removed: tuple[str, ...],
        verdict: Settled,
        names: Mapping[str, str],
    ) -> Built:
        if any(self._old.get(id) != made for id, made in coming.items()):
            # Before the first rename the manifest names every page that may come, so that a build killed
            # on the way leaves none that a later build does not know.
            left = {id: made for id, made in self._old.items() if made.path not in verdict.going}
            self._save({**left, **standing, **coming}, self._old_frame)
        written = []
        for id, file in files.items():
            target = self._site / file.path
            if not write.holds(target, file.content):
                write.replace(target, file.content, self._space.scratch)
                written.append(file.path)
            coming[id] = changed(coming[id], stamp=write.stamp(target))
        final = {
            id: changed(made, is_lost=False) if id in names else made
            for id, made in standing.items()
        } | coming
        if final != dict(self._old) or removed or frame != self._old_frame:
            self._save(final, frame)
        plans = {
            made.path: names[id] for id, made in (*self._old.items(), *final.items()) if id in names
        }
        plans |= verdict.waiting
        stands = {made.path for made in final.values()} | verdict.missing | verdict.waiting.keys()
        return Built(
            tuple(sorted(written)),
            removed,
            tuple(sorted(stands)),
            tuple(sorted(self._findings)),
            plans,
            tuple(sorted(verdict.missing)),
            verdict.is_blind,
        )

    def _save(self, pages: Mapping[str, Made], frame: Mapping[str, SiteFile]) -> None:
        manifest.save(Manifest(pages, frame), self._space.scratch, self._digests)

    def _note_ignored(self) -> None:
        """Have git leave the scratch folder alone."""
        ignore = self._space.scratch / ".gitignore"
        if not write.holds(ignore, _IGNORED):
            with suppress(OSError):
                ignore.write_bytes(_IGNORED)


#: What stands in the scratch folder's own `.gitignore`.
_IGNORED: Final = b"*\n"


def _theme(root: Path) -> Theme | TemplateError:
    """The theme, or why it cannot be read: what is to go goes all the same."""
    try:
        return theme.load_theme(root / layout.TEMPLATES)
    except TemplateError as error:
        return error


def _as_made(source: PlanSource, made: Made) -> Claim:
    """The claim of a plan that nobody touched since its page was made."""
    return Claim(source.name, Wish.PAGE, made.uid, made.clients, made.path, made.address_key)


def _each(
    work: Callable[[Shared, Item], Result], shared: Shared, items: tuple[Item, ...]
) -> Iterable[Result]:
    """What `work` gives for each item, in their order; for many of them on every core."""
    if len(items) < POOL_FROM:
        return (work(shared, item) for item in items)
    from generator.builder.pool import in_pool

    return in_pool(work, shared, items)


def _program_digest() -> str:
    """Changes with the program itself and with every library that shapes a page, so that either makes it anew."""
    digest = hashlib.blake2b(f"{__version__} {sys.version}".encode(), digest_size=16)
    package = Path(__file__).parents[1]
    for path in (*sorted(package.rglob("*.py")), package / "measures.yml"):
        digest.update(path.read_bytes())
    for library in libraries.in_use():
        digest.update(library.encode())
    return digest.hexdigest()
