"""Build: the pages are made, and where they stand is told."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import click

from generator.builder import pool
from generator.builder.facts import Clients, Missing
from generator.builder.pool import Each
from generator.builder.site import Built, build
from generator.cli.actions.builds import (
    LIST_LIMIT,
    build_with_consent,
    show_changes,
    show_findings,
)
from generator.cli.actions.in_detail import tell_build
from generator.cli.build import BuildOptions
from generator.cli.errors import FOUND
from generator.cli.options import root_of
from generator.cli.report import OutputFormat
from generator.cli.terminal import bar, say
from generator.errors import has_error
from generator.privacy.paths import is_sealed
from generator.workspace.layout import SITE


def build_pages(options: BuildOptions) -> None:
    root = root_of(options.start)
    missing, clients = Missing.STAY, Clients.AS_KNOWN
    if options.remove_missing:
        missing = Missing.GO
    if options.same_client:
        clients = Clients.RENAMED
    built = _built(root, options, missing, clients)
    if options.verbose:
        tell_build(root, built)
    if options.form == OutputFormat.JSON:
        click.echo(_as_document(built))
    else:
        show_findings(built.findings, built)
        if not options.quiet:
            _show_result(built, root)
    sys.exit(FOUND if has_error(built.findings) else 0)


def _built(root: Path, options: BuildOptions, missing: Missing, clients: Clients) -> Built:
    """The build; whoever asks for a document is asked nothing."""
    each = _where(options.on)
    if options.form == OutputFormat.JSON:
        return build(root, options.today, bar(), clients=clients, missing=missing, each=each)
    return build_with_consent(root, options.today, missing, clients, each)


def _where(scheduler: str | None) -> Each:
    """Where pages are printed."""
    if scheduler is None:
        return pool.each
    from generator.builder.cluster import each_on

    return each_on(scheduler)


def _as_document(built: Built) -> str:
    from generator.cli.machine_report import (  # it reads much, and few ask for it
        as_document,
        record_of_finding,
    )

    return as_document(
        made=[
            _record_of_page(path, built) | {"why": built.anew[path].name.lower()}
            for path in built.written
        ],
        removed=[_record_of_page(path, built) for path in built.removed],
        pages=[_record_of_page(path, built) for path in built.pages],
        out_of_sight=list(built.missing),
        findings=[record_of_finding(finding) for finding in built.findings],
    )


def _record_of_page(path: str, built: Built) -> dict[str, object]:
    """A page by its path below site/, and its plan where one is known."""
    return {"path": path, "plan": built.plans.get(path)}


def _show_result(built: Built, root: Path) -> None:
    if _came_to_nothing(built):
        return
    show_changes(built)
    if not built.pages:
        say("No page yet. A plan gets one unless it is a draft, closed or past its last day.")
        return
    public = [path for path in built.pages if not is_sealed(path)]
    private = len(built.pages) - len(public)
    if private:
        pages = "1 private page stands" if private == 1 else f"{private} private pages stand"
        say(f"{pages} in {SITE}/p/. {_way_to_link(built)}")
    if public:
        _show_public(public, Path(os.path.relpath(root / SITE)))


def _came_to_nothing(built: Built) -> bool:
    """Whether something is wrong, and there is no page, old or new, to speak of."""
    return has_error(built.findings) and not (built.written or built.removed or built.pages)


def _show_public(pages: Sequence[str], site: Path) -> None:
    """Where to open each public page; of many only the folder."""
    if len(pages) > LIST_LIMIT:
        say(f"{len(pages)} public pages stand in {site}{os.sep}")
        return
    say("Open in your browser:")
    for path in pages:
        say(f"  {site / path}")


def _way_to_link(built: Built) -> str:
    """What to type next: for the page that was made, or for any of several."""
    made = [
        path for path in built.written or built.pages if is_sealed(path) and path in built.plans
    ]
    if len(made) != 1:
        return "The link of one: handrail share PLAN"
    return f"Its link: handrail share {shlex.quote(PurePosixPath(built.plans[made[0]]).stem)}"
