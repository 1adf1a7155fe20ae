"""Building: the commands that make pages."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import click

from generator.builder.facts import Clients, Missing
from generator.cli.frame import (
    FOUND,
    DateOption,
    Stopped,
    quiet_option,
    root_of,
    today_option,
    workspace_option,
)
from generator.cli.report import format_finding, to_mend
from generator.errors import Finding, HandrailError, errors, has_error
from generator.privacy.paths import is_sealed
from generator.workspace.layout import PLANS, SITE, printable

if TYPE_CHECKING:
    from generator.builder.context import OnProgress
    from generator.builder.site import Built
    from generator.builder.watch import Watch

#: Most pages that are listed by name at the end of a build.
LIST_LIMIT: Final = 12
#: From this many pages on, a build shows how far it is; fewer are done before a bar can be read.
BAR_FROM: Final = 60


@click.command()
@workspace_option
@today_option
@quiet_option
@click.option(
    "--same-client",
    "renamed",
    flag_value="yes",
    help="New names behind old links are the same people.",
)
@click.option(
    "--remove-missing",
    "remove_missing",
    flag_value="yes",
    help="Take away pages whose plans are out of sight.",
)
def build(
    *, start: Path, today: date, quiet: bool, renamed: str | None, remove_missing: str | None
) -> None:
    """Make the pages in site/.

    Only what changed is made again. A plan with a mistake keeps its last good page; every mistake is shown
    with its line and a way out. Where all plans are out of sight at once, their pages stay until you say that they go.

    \b
    Examples:
      handrail build
      handrail build -C ~/practice
      handrail build --quiet && rsync -a site/ host:site/
    """
    root = root_of(start)
    built = built_with_consent(
        root, today, remove_missing, Clients.RENAMED if renamed else Clients.AS_KNOWN
    )
    show_findings(built.findings, built)
    if not quiet:
        _tell(built, root)
    sys.exit(FOUND if has_error(built.findings) else 0)


@click.command()
@workspace_option
@click.option("--today", type=DateOption(), default=None, help="Act as if it were this day.")
@click.option(
    "--poll", is_flag=True, help="Look again and again; for network drives that give no events."
)
@quiet_option
def watch(start: Path, today: date | None, poll: bool, quiet: bool) -> None:
    """Make the pages again whenever you save.

    Keeps running until you press Ctrl-C. While a plan has a mistake, its last good page stays.

    \b
    Examples:
      handrail watch
      handrail watch --poll
    """
    root = root_of(start)
    watching = listening(root, poll)
    if watching is None:
        sys.exit(FOUND)

    def act() -> None:
        try:
            built = _built(root, today or date.today(), no_bar)
        except Stopped as stopped:
            click.echo(str(stopped), err=True)
            return
        show_findings(built.findings, built)
        if not quiet and (built.written or built.removed):
            _tell_change(built)

    try:
        act()
        if not quiet:
            click.echo("Watching. Press Ctrl-C to stop.")
        watching.run(act)
    except KeyboardInterrupt:
        watching.stop()
        if not quiet:
            click.echo("Stopped.")


def listening(root: Path, poll: bool) -> Watch | None:
    """A watch that has begun, by the system's events where it has room for them; None where nothing works."""
    from generator.builder.watch import Method, Watch

    for method in (Method.POLLING,) if poll else (Method.EVENTS, Method.POLLING):
        watching = Watch(root, method)
        try:
            watching.start()
        except OSError:
            click.echo(
                "The system has no room for more file watches; looking every half second instead.",
                err=True,
            )
        else:
            return watching
    return None


def built_with_consent(
    root: Path, today: date, remove_missing: str | None, clients: Clients = Clients.AS_KNOWN
) -> Built:
    """A build that asks, where a person is there to be asked, before it takes away pages whose plans are out of sight.

    `remove_missing` is the option of that name as click hands it over: given, it is the answer. Raises Stopped.
    """
    built = _built(root, today, bar, clients, Missing.GO if remove_missing else Missing.STAY)
    if not built.missing or not sys.stdin.isatty():
        return built
    count = len(built.missing)
    pages = "1 page has no plan" if count == 1 else f"{count} pages have no plan"
    click.echo(
        f"{pages} in sight any more. If the plans lie on a drive or in a cloud folder, bring them back first."
    )
    if not click.confirm(
        "Take the page away?" if count == 1 else f"Take the {count} pages away?", default=False
    ):
        return built
    again = _built(root, today, no_bar, clients, Missing.GO)
    return replace(
        again,
        written=tuple(sorted({*built.written, *again.written})),
        removed=tuple(sorted({*built.removed, *again.removed})),
    )


def withdrawn_only(root: Path, today: date, remove_missing: str | None) -> Built:
    """What stands where a build could not come to its end, with all taken away that had to go. Raises Stopped."""
    from generator.builder.site import withdraw_only as run

    try:
        return run(root, today, Missing.GO if remove_missing else Missing.STAY)
    except HandrailError as error:
        raise Stopped(str(error)) from error


def _built(
    root: Path,
    today: date,
    new_bar: Callable[[], OnProgress],
    clients: Clients = Clients.AS_KNOWN,
    missing: Missing = Missing.STAY,
) -> Built:
    from generator.builder.site import build as run

    try:
        return run(root, today, new_bar(), clients, missing)
    except HandrailError as error:
        raise Stopped(str(error)) from error


def no_bar() -> OnProgress:
    return lambda _done, _of: None


def bar(what: str = "pages") -> OnProgress:
    """A line that says how far a long build is, where a person is looking."""
    if not sys.stderr.isatty():
        return no_bar()

    def show(done: int, of: int) -> None:
        if of >= BAR_FROM and (done % 10 == 0 or done == of):
            filled = round(30 * done / of)
            end = "\r\033[K" if done == of else "\r"
            click.echo(
                f"\r  {'━' * filled}{'┈' * (30 - filled)} {done} of {of} {what}", nl=False, err=True
            )
            click.echo(end, nl=False, err=True)

    return show


def show_findings(findings: tuple[Finding, ...], built: Built) -> None:
    for finding in findings:
        click.echo(format_finding(finding), err=True)
    wrong = errors(findings)
    if wrong:
        click.echo(f"{to_mend(len(wrong))}. {_what_stays(wrong, built)}", err=True)


def _what_stays(wrong: tuple[Finding, ...], built: Built) -> str:
    """What clients find of the plans with mistakes: most keep their last good page, and some have none to keep."""
    plans = {finding.place.file for finding in wrong if finding.place.file.startswith(f"{PLANS}/")}
    keeping = plans & {built.plans[path] for path in built.standing if path in built.plans}
    if keeping == plans:
        return "The last good page of each plan stays until then."
    if len(keeping) > LIST_LIMIT:
        return f"{len(keeping)} plans keep their last good page until then; of the others no page stands."
    if keeping:
        return f"The last good page of {' and '.join(map(printable, sorted(keeping)))} stays until then; others have none."
    return "It has no page until then." if len(plans) == 1 else "They have no page until then."


def _tell(built: Built, root: Path) -> None:
    if has_error(built.findings) and not (built.written or built.removed or built.standing):
        return
    _tell_change(built)
    if not built.standing:
        click.echo(
            "No page yet. A plan gets one unless it is a draft, closed or past its last day."
        )
        return
    public = [path for path in built.standing if not is_sealed(path)]
    private = len(built.standing) - len(public)
    if private:
        pages = "1 private page stands" if private == 1 else f"{private} private pages stand"
        click.echo(f"{pages} in {SITE}/p/. {_way_to_link(built)}")
    if not public:
        return
    site = Path(os.path.relpath(root / SITE))
    if len(public) > LIST_LIMIT:
        click.echo(f"{len(public)} public pages stand in {site}{os.sep}")
        return
    click.echo("Open in your browser:")
    for path in public:
        click.echo(f"  {site / path}")


def _way_to_link(built: Built) -> str:
    """What to type next: for the page that was made, or for any of several."""
    made = [
        path for path in built.written or built.standing if is_sealed(path) and path in built.plans
    ]
    if len(made) != 1:
        return "The link of one: handrail share PLAN"
    return f"Its link: handrail share {shlex.quote(PurePosixPath(built.plans[made[0]]).stem)}"


def _tell_change(built: Built) -> None:
    for word, paths in (("Made", built.written), ("Took away", built.removed)):
        if len(paths) > LIST_LIMIT:
            click.echo(f"{word} {len(paths)} pages.")
        for path in paths if len(paths) <= LIST_LIMIT else ():
            click.echo(f"{word} {_page(path, built)}")
    if not built.written and not built.removed:
        click.echo("Nothing changed.")


def _page(path: str, built: Built) -> str:
    """A page by its plan where its own path says nothing to anybody, else by its path."""
    plan = built.plans.get(path) if is_sealed(path) else None
    return f"the page of {printable(plan)}" if plan else f"{SITE}/{path}"
