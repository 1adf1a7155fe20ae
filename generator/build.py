"""Build: the site as the plans say it should be, touching only what changed.

In: a workspace folder and today's date. Out: `site/`, and a `Built` that says what happened.
The order of the work is here and in `page`; the disk is read by `workspace` and written by `write`.

A plan with findings keeps its last good page, unless the very line that guards the page says or hides that it goes.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import date
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from generator import __version__, lock, manifest, theme, workspace, write
from generator.claims import Claim, refusals
from generator.errors import Finding, PlanError, WorkspaceError
from generator.manifest import Made, Manifest
from generator.outcome import Outcome, Page, Refused, takes_page_away
from generator.workspace import PlanSource

if TYPE_CHECKING:  # the stages are imported only when there is a page to make
    from generator.page import Press

#: From this many pages on, a pool of processes earns its start-up time.
POOL_FROM: Final = 200

#: Told after each page: how many are made, of how many.
Watcher = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: paths below `site/`, sorted, and every finding, sorted by place."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    standing: tuple[str, ...]
    findings: tuple[Finding, ...]


def build(root: Path, today: date, watcher: Watcher) -> Built:
    """Bring `site/` up to date.

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
            return _Build(root, today, watcher).run()
    except OSError as error:
        raise WorkspaceError(f"cannot use {error.filename or scratch}: {error.strerror}") from error


class _Build:
    """One build, from reading the workspace to the last rename."""

    def __init__(self, root: Path, today: date, watcher: Watcher) -> None:
        self._today = today
        self._watcher = watcher
        self._space = workspace.read(root)
        self._site = self._space.site
        self._theme = theme.load(root / workspace.TEMPLATES)
        self._digests = manifest.digests(self._space.scratch)
        self._old = manifest.load(self._space.scratch, self._digests).pages
        self._findings = list(self._space.findings)

    def run(self) -> Built:
        sources = {self._source_id(plan.name): plan for plan in self._space.plans}
        inputs = dict(zip(sources, self._inputs(sources.values()), strict=True))
        kept = {id: made for id, made in self._old.items() if id in sources and self._is_current(made, inputs[id])}
        stale = {id: plan for id, plan in sources.items() if id not in kept}
        outcomes = self._outcomes(stale) if stale or not sources else {}
        pages = self._accepted(outcomes, sources, kept)
        return self._write(pages, inputs, kept | self._standing(outcomes, pages), outcomes, sources)

    def _source_id(self, name: str) -> str:
        return self._digests.of(os.fsencode(name))

    # ---- what has to be made

    def _inputs(self, plans: Iterable[PlanSource]) -> Iterator[str]:
        shared = (
            _program_digest().encode(),
            self._theme.digest.encode(),
            b"none" if self._space.settings is None else b"some" + self._space.settings,
        )
        base = self._digests.of(*shared).encode()
        return (self._digests.of(base, os.fsencode(plan.name), plan.data) for plan in plans)

    def _is_current(self, made: Made, inputs: str) -> bool:
        untouched = made.stamp is not None and write.stamp(self._site / made.path) == made.stamp
        return made.inputs == inputs and untouched and not self._is_expired(made)

    def _is_expired(self, made: Made) -> bool:
        return made.until is not None and self._today > made.until

    def _outcomes(self, stale: Mapping[str, PlanSource]) -> dict[str, Outcome]:
        try:
            press = self._press()
        except PlanError as error:
            from generator.reading import withdrawal

            self._findings += error.findings
            return {id: withdrawal(plan, self._today) for id, plan in stale.items()}
        return dict(zip(stale, _make_all(tuple(stale.values()), press, self._watcher), strict=True))

    def _press(self) -> Press:
        from generator.page import Press
        from generator.parse import parse
        from generator.validate import NO_SETTINGS, read_settings

        settings = NO_SETTINGS
        if self._space.settings is not None:
            settings = read_settings(parse(self._space.settings, workspace.SETTINGS_NAME))
        return Press(settings, self._theme, self._space.scratch / "templates", self._today)

    # ---- what may be written

    def _accepted(
        self, outcomes: Mapping[str, Outcome], sources: Mapping[str, PlanSource], kept: Mapping[str, Made]
    ) -> dict[str, Page]:
        """The pages without a quarrel about a path or a uid; the others become findings."""
        self._findings += [f for outcome in outcomes.values() if isinstance(outcome, Refused) for f in outcome.findings]
        pages = {id: outcome for id, outcome in outcomes.items() if isinstance(outcome, Page)}
        stands = [id for id, outcome in outcomes.items() if id in self._old and _is_refused(outcome)]
        claims = {id: Claim(sources[id].name, page.file.path, self._uid(page)) for id, page in pages.items()}
        refused = refusals(claims, {id: sources[id].name for id in [*kept, *stands]}, self._old, self._site)
        self._findings += refused.values()
        return {id: page for id, page in pages.items() if id not in refused}

    def _uid(self, page: Page) -> str | None:
        return self._digests.of(b"uid", page.uid.encode()) if page.uid else None

    def _standing(self, outcomes: Mapping[str, Outcome], pages: Mapping[str, Page]) -> dict[str, Made]:
        """The last good pages of plans that have findings or cannot be read now."""
        ids = [id for id, outcome in outcomes.items() if id not in pages and not takes_page_away(outcome)]
        ids += [self._source_id(name) for name in self._space.unreadable]
        return {id: self._old[id] for id in ids if id in self._old and not self._is_expired(self._old[id])}

    # ---- writing

    def _write(
        self,
        pages: Mapping[str, Page],
        inputs: Mapping[str, str],
        standing: Mapping[str, Made],
        outcomes: Mapping[str, Outcome],
        sources: Mapping[str, PlanSource],
    ) -> Built:
        coming = {id: Made(page.file.path, inputs[id], self._uid(page), page.until, None) for id, page in pages.items()}
        planned = {**standing, **coming}
        claimed = {made.path for made in planned.values()}
        leaving = {made.path for made in self._old.values()} - claimed
        leaving |= self._unlisted(outcomes, sources) - claimed
        if planned != dict(self._old) or leaving:
            # Before the first rename the manifest names every page that may come, so that a build killed
            # on the way leaves none that a later build does not know.
            self._save({**self._old, **planned})
        removed = [path for path in sorted(leaving) if self._remove(path)]
        written = []
        for id, page in pages.items():
            target = self._site / page.file.path
            if not write.holds(target, page.file.content):
                write.replace(target, page.file.content, self._space.scratch)
                written.append(page.file.path)
            coming[id] = changed(coming[id], stamp=write.stamp(target))
        final = {**standing, **coming}
        if final != dict(self._old):
            self._save(final)
        findings = tuple(sorted(self._findings))
        return Built(tuple(sorted(written)), tuple(removed), tuple(sorted(claimed)), findings)

    def _unlisted(self, outcomes: Mapping[str, Outcome], sources: Mapping[str, PlanSource]) -> set[str]:
        """Pages of withdrawn plans that a lost manifest no longer lists; only files that carry our mark."""
        paths = (sources[id].public_path for id, outcome in outcomes.items() if takes_page_away(outcome))
        return {path for path in paths if write.is_ours(self._site / path)}

    def _remove(self, path: str) -> bool:
        target = self._site / path
        if ".." in PurePosixPath(path).parts or write.stamp(target) is None:
            return False
        write.remove(target, self._site)
        return True

    def _save(self, pages: Mapping[str, Made]) -> None:
        manifest.save(Manifest(pages), self._space.scratch, self._digests)


def _is_refused(outcome: Outcome) -> bool:
    return isinstance(outcome, Refused) and not takes_page_away(outcome)


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
