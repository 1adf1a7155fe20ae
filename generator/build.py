"""Build: the site as the plans say it should be, touching only what changed.

In: a workspace folder and today's date. Out: `site/`, and a `Built` that says what happened.
The order of the work is here and in `page`; the disk is read by `workspace` and written by `write`.

A plan with findings keeps its last good page, unless the very line that guards the page says or hides that it goes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import date
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from generator import __version__, keys, lock, manifest, theme, workspace, write
from generator.claims import SEALED_FOLDER, Claim, Clients, is_sealed, refusals, sealed_path
from generator.errors import Finding, Place, PlanError, WorkspaceError
from generator.manifest import Framed, Made, Manifest
from generator.model import Access
from generator.outcome import Outcome, Page, Refused, keeps
from generator.workspace import PlanSource

if TYPE_CHECKING:  # the stages are imported only when there is a page to make
    from generator.page import Press

#: From this many pages on, a pool of processes earns its start-up time.
POOL_FROM: Final = 200

#: Told after each page: how many are made, of how many.
Watcher = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: paths below `site/`, sorted, and every finding, sorted by place.

    `plans` has the plan of each path, as far as its file is still there.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    standing: tuple[str, ...]
    findings: tuple[Finding, ...]
    plans: Mapping[str, str]


def build(root: Path, today: date, watcher: Watcher, clients: Clients = Clients.AS_KNOWN) -> Built:
    """Bring `site/` up to date. `clients` says whether new names behind an old link are the same people.

    Raises WorkspaceError where the disk refuses, BusyError while another build runs, TemplateError for a
    mistake in a template. Killed at any moment it leaves each page old or new.
    """
    scratch = root / workspace.SCRATCH
    try:
        scratch.mkdir(exist_ok=True)
        ignore = scratch / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n")
        with lock.held(scratch):
            write.sweep(scratch)
            shutil.rmtree(scratch / "templates", ignore_errors=True)  # compiled templates, which older versions kept
            return _Build(root, today, watcher, clients).run()
    except OSError as error:
        raise WorkspaceError(f"cannot use {error.filename or scratch}: {error.strerror}") from error


class _Build:
    """One build, from reading the workspace to the last rename."""

    def __init__(self, root: Path, today: date, watcher: Watcher, clients: Clients) -> None:
        self._today = today
        self._watcher = watcher
        self._clients = clients
        self._space = workspace.read(root)
        self._site = self._space.site
        self._theme = theme.load(root / workspace.TEMPLATES)
        self._digests = manifest.digests(self._space.scratch)
        known = manifest.load(self._space.scratch, self._digests)
        self._old, self._old_frame = known.pages, known.frame
        self._keys = keys.key_file()
        self._key_file = keys.raw(self._keys)
        self._shared = self._digests.of(*self._shared_inputs())
        self._findings = list(self._space.findings)

    def run(self) -> Built:
        sources = {self._source_id(plan.name): plan for plan in self._space.plans}
        inputs = dict(zip(sources, self._inputs(sources.values()), strict=True))
        kept = {id: made for id, made in self._old.items() if id in sources and self._is_current(made, inputs[id])}
        stale = {id: plan for id, plan in sources.items() if id not in kept}
        press = self._press() if stale or not sources or not self._is_framed() else None
        outcomes = self._outcomes(stale, press) if stale else {}
        pages = self._accepted(outcomes, sources, kept)
        frame = self._frame(press) if press and not self._is_framed() else self._old_frame
        plans = {made.path: sources[id].name for id, made in self._old.items() if id in sources}
        plans |= {page.file.path: sources[id].name for id, page in pages.items()}
        return self._write(
            pages,
            inputs=inputs,
            standing=kept | self._standing(outcomes, pages),
            unlisted=self._unlisted(outcomes, sources),
            frame=frame,
            plans=plans,
        )

    def _source_id(self, name: str) -> str:
        return self._digests.of(os.fsencode(name))

    # ---- what has to be made

    def _shared_inputs(self) -> tuple[bytes, ...]:
        settings = self._space.settings
        return (
            _program_digest().encode(),
            self._theme.digest.encode(),
            b"none" if settings is None else b"some" + settings,
            self._space.revoked,
            *self._key_file,
        )

    def _inputs(self, plans: Iterable[PlanSource]) -> Iterator[str]:
        base = self._shared.encode()
        return (self._digests.of(base, os.fsencode(plan.name), plan.data) for plan in plans)

    def _is_current(self, made: Made, inputs: str) -> bool:
        untouched = made.stamp is not None and write.stamp(self._site / made.path) == made.stamp
        return made.inputs == inputs and untouched and not self._is_expired(made)

    def _is_expired(self, made: Made) -> bool:
        return made.until is not None and self._today > made.until

    def _outcomes(self, stale: Mapping[str, PlanSource], press: Press | None) -> dict[str, Outcome]:
        if press is None:
            from generator.reading import withdrawal

            return {id: withdrawal(plan, self._today) for id, plan in stale.items()}
        return dict(zip(stale, _make_all(tuple(stale.values()), press, self._watcher), strict=True))

    def _press(self) -> Press | None:
        """What every page of this build shares; None, with findings, where settings or keys are wrong."""
        from generator.links import Links, revoked_tokens
        from generator.page import Press
        from generator.reading import settings_of

        try:
            settings = settings_of(self._space)
            revoked = revoked_tokens(self._space.revoked)
            links = Links(
                keys.load(self._keys, self._space.root, settings), settings.key, revoked, keys.load_marks(self._keys)
            )
        except PlanError as error:
            self._findings += error.findings
            return None
        except keys.KeyFileError as error:
            self._findings.append(Finding(Place(workspace.SETTINGS_NAME), str(error), "key-file", error.hint))
            return None
        return Press(settings, links, self._theme, self._today)

    # ---- what belongs to the site and to no plan

    def _is_framed(self) -> bool:
        stamps = ((known, write.stamp(self._site / path)) for path, known in self._old_frame.items())
        return bool(self._old_frame) and all(
            known.inputs == self._shared and known.stamp == stamp for known, stamp in stamps
        )

    def _frame(self, press: Press) -> dict[str, Framed]:
        """The neutral files, written where nobody else put one of that name."""
        from generator.page import frame

        framed = {}
        for file in frame(press):
            target = self._site / file.path
            known = self._old_frame.get(file.path)
            is_ours = known is not None and known.stamp == write.stamp(target)
            if not is_ours and not write.holds(target, file.content) and write.is_foreign(target):
                framed[file.path] = Framed(self._shared, write.stamp(target))
                continue
            if not write.holds(target, file.content):
                write.replace(target, file.content, self._space.scratch)
            framed[file.path] = Framed(self._shared, write.stamp(target))
        return framed

    # ---- what may be written

    def _accepted(
        self, outcomes: Mapping[str, Outcome], sources: Mapping[str, PlanSource], kept: Mapping[str, Made]
    ) -> dict[str, Page]:
        """The pages without a quarrel about a path or a uid; the others become findings."""
        self._findings += [f for outcome in outcomes.values() if isinstance(outcome, Refused) for f in outcome.findings]
        pages = {id: outcome for id, outcome in outcomes.items() if isinstance(outcome, Page)}
        stands = [id for id, outcome in outcomes.items() if id in self._old and _is_standing(outcome, self._old[id])]
        claims = {id: self._claim(sources[id], page) for id, page in pages.items()}
        standing = {id: sources[id].name for id in [*kept, *stands]}
        refused = refusals(claims, standing, self._old, self._site, self._clients)
        self._findings += refused.values()
        return {id: page for id, page in pages.items() if id not in refused}

    def _claim(self, source: PlanSource, page: Page) -> Claim:
        made = self._made(page, "")
        return Claim(source.name, made.path, made.uid, made.clients)

    def _made(self, page: Page, inputs: str) -> Made:
        uid = self._digests.of(b"uid", page.uid.encode()) if page.uid else None
        clients = tuple(sorted(self._digests.of(b"client", name.casefold().encode()) for name in page.clients))
        return Made(page.file.path, inputs, uid, clients, page.door, page.until, None)

    def _standing(self, outcomes: Mapping[str, Outcome], pages: Mapping[str, Page]) -> dict[str, Made]:
        """The last good pages of plans that have findings or cannot be read now."""
        left = {id: self._old[id] for id in outcomes if id in self._old and id not in pages}
        standing = {id: made for id, made in left.items() if keeps(outcomes[id], made.door)}
        unread = [self._source_id(name) for name in self._space.unreadable]
        standing |= {id: self._old[id] for id in unread if id in self._old}
        return {id: made for id, made in standing.items() if not self._is_expired(made)}

    # ---- writing

    def _write(
        self,
        pages: Mapping[str, Page],
        *,
        inputs: Mapping[str, str],
        standing: Mapping[str, Made],
        unlisted: set[str],
        frame: Mapping[str, Framed],
        plans: Mapping[str, str],
    ) -> Built:
        coming = {id: self._made(page, inputs[id]) for id, page in pages.items()}
        planned = {**standing, **coming}
        claimed = {made.path for made in planned.values()}
        leaving = {made.path for made in self._old.values()} - claimed
        leaving |= unlisted - claimed
        if planned != dict(self._old) or leaving:
            # Before the first rename the manifest names every page that may come, so that a build killed
            # on the way leaves none that a later build does not know.
            self._save({**self._old, **planned}, self._old_frame)
        removed = [path for path in sorted(leaving) if self._remove(path)]
        written = []
        for id, page in pages.items():
            target = self._site / page.file.path
            if not write.holds(target, page.file.content):
                write.replace(target, page.file.content, self._space.scratch)
                written.append(page.file.path)
            coming[id] = changed(coming[id], stamp=write.stamp(target))
        final = {**standing, **coming}
        if final != dict(self._old) or frame != self._old_frame:
            self._save(final, frame)
        findings = tuple(sorted(self._findings))
        return Built(tuple(sorted(written)), tuple(removed), tuple(sorted(claimed)), findings, plans)

    def _unlisted(self, outcomes: Mapping[str, Outcome], sources: Mapping[str, PlanSource]) -> set[str]:
        """Pages that a lost manifest no longer lists: all sealed ones, and public ones that carry our mark."""
        paths = {sources[id].public_path for id, outcome in outcomes.items() if not keeps(outcome, Access.PUBLIC)}
        sealed = (sealed_path(name) for name in write.names(self._site / SEALED_FOLDER))
        return {path for path in paths if write.is_ours(self._site / path)} | {p for p in sealed if is_sealed(p)}

    def _remove(self, path: str) -> bool:
        """Take a page away, also where a killed build got no further than to its folder; whether there was one."""
        target = self._site / path
        if ".." in PurePosixPath(path).parts or not (target.parent.is_dir() or is_sealed(path)):
            return False
        was_there = write.stamp(target) is not None or is_sealed(path)
        write.remove(target, self._site)
        return was_there

    def _save(self, pages: Mapping[str, Made], frame: Mapping[str, Framed]) -> None:
        manifest.save(Manifest(pages, frame), self._space.scratch, self._digests)


def _is_standing(outcome: Outcome, made: Made) -> bool:
    return isinstance(outcome, Refused) and keeps(outcome, made.door)


def _make_all(plans: tuple[PlanSource, ...], press: Press, watcher: Watcher) -> Iterator[Outcome]:
    from generator.page import make

    if len(plans) < POOL_FROM:
        outcomes: Iterable[Outcome] = (make(plan, press) for plan in plans)
    else:
        from generator.workers import make_in_pool

        outcomes = make_in_pool(plans, press)
    for done, outcome in enumerate(outcomes, 1):
        watcher(done, len(plans))
        yield outcome


def _program_digest() -> str:
    """Changes with the program itself and with the libraries that shape a page, so that either makes it anew."""
    digest = hashlib.blake2b(f"{__version__} {sys.version}".encode(), digest_size=16)
    package = Path(__file__).parent
    for path in (*sorted(package.rglob("*.py")), package / "measures.yml"):
        digest.update(path.read_bytes())
    for library in ("jinja2", "markdown", "markupsafe", "nh3"):
        spec = find_spec(library)  # found, not imported: that would cost more than the whole build
        if spec is not None and spec.origin is not None:
            digest.update(f"{library} {write.stamp(Path(spec.origin))}".encode())
    return digest.hexdigest()
