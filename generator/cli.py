"""Command line: what a person types and reads.

In: arguments and, once, today's date. Out: text on the terminal and an exit code: 0 fine, 1 findings, 2 usage.
The only module that prints or exits; the work is imported when a command needs it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import click

from generator import __version__
from generator.errors import Finding, HandrailError
from generator.telling import Form, as_github, as_json, to_mend, worded
from generator.workspace import SITE, find_root

if TYPE_CHECKING:
    from generator.build import Built, Watcher

#: Most pages that are listed by name at the end of a build.
LIST_LIMIT: Final = 12
#: From this many pages on, a build shows how far it is; fewer are done before a bar can be read.
BAR_FROM: Final = 60

FOUND: Final = 1
_FORMS: Final = [form.value for form in Form]


class _Day(click.ParamType[date]):
    """A date on the command line."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail("write year, month and day, such as 2026-01-19", param, ctx)


_workspace_option = click.option(
    "-C",
    "--workspace",
    "start",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Folder with your plans; default: here, or the nearest one above.",
)
_today_option = click.option("--today", type=_Day(), default=date.today, help="Act as if it were this day.")
_quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handrail")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn goal plans into pages that steady the people who climb.

    \b
    Start here:
      handrail build      make the pages in site/
      handrail watch      make them again whenever you save
      handrail check      say what is wrong, and make nothing
    """
    if os.environ.get("NO_COLOR"):
        context.color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that lacks a sign shows a question mark, not a traceback
            stream.reconfigure(errors="replace")


@main.command()
@_workspace_option
@_today_option
@_quiet_option
def build(start: Path, today: date, quiet: bool) -> None:  # noqa: FBT001 - flags are how click hands options over
    """Make the pages in site/.

    Only what changed is made again. A plan with a mistake keeps its last good page; every mistake is shown
    with its line and a way out.

    \b
    Examples:
      handrail build
      handrail build -C ~/practice
      handrail build --quiet && rsync -a site/ host:site/
    """
    root = _root(start)
    built = _built(root, today, _bar)
    _show(built.findings)
    if not quiet:
        _tell(built, root)
    sys.exit(FOUND if built.findings else 0)


@main.command()
@_workspace_option
@click.option("--today", type=_Day(), default=None, help="Act as if it were this day.")
@click.option("--poll", is_flag=True, help="Look again and again; for network drives that give no events.")
@_quiet_option
def watch(start: Path, today: date | None, poll: bool, quiet: bool) -> None:  # noqa: FBT001
    """Make the pages again whenever you save.

    Keeps running until you press Ctrl-C. While a plan has a mistake, its last good page stays.

    \b
    Examples:
      handrail watch
      handrail watch --poll
    """
    from generator.watch import Method, Watch

    root = _root(start)
    methods = (Method.POLLING,) if poll else (Method.EVENTS, Method.POLLING)
    watching = None
    for method in methods:
        watching = Watch(root, method)
        try:
            watching.start()
            break
        except OSError:
            click.echo("The system has no room for more file watches; looking every half second instead.", err=True)
    if watching is None:
        sys.exit(FOUND)

    def act() -> None:
        try:
            built = _built(root, today or date.today(), _no_bar)
        except _Stopped as stopped:
            click.echo(str(stopped), err=True)
            return
        _show(built.findings)
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


def _plan_names(context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The plans as one would type them from here, for the shell to complete."""
    from generator.workspace import plan_names

    try:
        root = find_root(Path(context.params.get("start") or "").resolve())
        names = (os.path.relpath(root / name) for name in plan_names(root))
        return [name for name in names if name.startswith(incomplete)]
    except (HandrailError, OSError):
        return []


@main.command()
@click.argument(
    "plans", metavar="[PLAN]...", nargs=-1, type=click.Path(exists=True, path_type=Path), shell_complete=_plan_names
)
@_workspace_option
@_today_option
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", help="How to say it; default: text.")
@_quiet_option
def check(plans: tuple[Path, ...], start: Path, today: date, form: str, quiet: bool) -> None:  # noqa: FBT001
    """Say what is wrong in your plans, and make nothing.

    Looks at every plan, or at the files and folders you name, and at the settings.

    \b
    Examples:
      handrail check
      handrail check plans/sam.yml
      handrail check --format json > findings.json
      handrail check --format github
    """
    from generator.check import check as run

    root = _root(start)
    asked = [_asked(plan, root) for plan in plans]
    try:
        checked = run(root, today, asked)
    except HandrailError as error:
        raise _Stopped(str(error)) from error
    findings = checked.findings
    if form == Form.JSON:
        click.echo(as_json(findings))
    elif form == Form.GITHUB and findings:
        folder = Path(os.path.relpath(root)).as_posix()
        click.echo(as_github(findings, "" if folder == "." else folder))
    elif form == Form.TEXT:
        for finding in findings:
            click.echo(worded(finding))
        if findings:
            click.echo(f"{to_mend(len(findings))}. Each hint says how.")
        elif not quiet:
            click.echo(_all_well(checked.plans))
    sys.exit(FOUND if findings else 0)


def _asked(plan: Path, root: Path) -> str:
    """The name of a typed path, relative to the workspace."""
    from generator.check import may_ask

    for path in (Path(os.path.abspath(plan)), plan.resolve()):  # noqa: PTH100 - a link is asked about as itself
        if path.is_relative_to(root):
            name = path.relative_to(root).as_posix()
            if may_ask(name):
                return name
    raise click.UsageError(f"{click.format_filename(plan)} is not among the plans of this workspace, {root}")


def _all_well(plans: int) -> str:
    if not plans:
        return "Nothing to mend."
    return f"All is well. {'1 plan' if plans == 1 else f'{plans} plans'} looked at, nothing to mend."


@main.command()
def schema() -> None:
    """Print the plan format as JSON Schema, for editors.

    An editor that knows it completes keys and words while you type. Put its name on top of a plan:
    # yaml-language-server: $schema=../plan.schema.json

    \b
    Examples:
      handrail schema > plan.schema.json
    """
    from generator.schema import plan_schema

    click.echo(plan_schema(), nl=False)


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes your shell complete handrail's commands.

    \b
    Examples:
      handrail completion bash >> ~/.bashrc
      handrail completion zsh >> ~/.zshrc
      handrail completion fish > ~/.config/fish/completions/handrail.fish
    """
    from click.shell_completion import get_completion_class

    completer = get_completion_class(shell)
    if completer is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(completer(main, {}, "handrail", "_HANDRAIL_COMPLETE").source())


# ---- running a build


class _Stopped(click.ClickException):
    """A build that could not run; the message says what to do."""

    exit_code = FOUND

    def show(self, file: IO[str] | None = None) -> None:
        click.echo(self.format_message(), file=file, err=file is None)


def _root(start: Path) -> Path:
    try:
        return find_root(start.resolve())
    except HandrailError as error:
        raise _Stopped(f"{error}\nGo to the folder with your plans, or name it with -C.") from error


def _built(root: Path, today: date, watcher: Callable[[], Watcher]) -> Built:
    from generator.build import build as run

    try:
        return run(root, today, watcher())
    except HandrailError as error:
        raise _Stopped(str(error)) from error


def _no_bar() -> Watcher:
    return lambda _done, _of: None


def _bar() -> Watcher:
    """A line that says how far a long build is, where a person is looking."""
    if not sys.stderr.isatty():
        return _no_bar()

    def show(done: int, of: int) -> None:
        if of >= BAR_FROM and (done % 10 == 0 or done == of):
            filled = round(30 * done / of)
            end = "\r\033[K" if done == of else "\r"
            click.echo(f"\r  {'━' * filled}{'┈' * (30 - filled)} {done} of {of} pages", nl=False, err=True)
            click.echo(end, nl=False, err=True)

    return show


# ---- telling


def _show(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        click.echo(worded(finding), err=True)
    if findings:
        click.echo(f"{to_mend(len(findings))}. The last good page of each plan stays until then.", err=True)


def _tell(built: Built, root: Path) -> None:
    _tell_change(built)
    if not built.standing:
        click.echo("No page yet. A plan is published when it says `share: {access: public}`.")
        return
    site = Path(os.path.relpath(root / SITE))
    if len(built.standing) > LIST_LIMIT:
        click.echo(f"{len(built.standing)} pages stand in {site}{os.sep}")
        return
    click.echo("Open in your browser:")
    for path in built.standing:
        click.echo(f"  {site / path}")


def _tell_change(built: Built) -> None:
    for word, paths in (("Made", built.written), ("Took away", built.removed)):
        if len(paths) > LIST_LIMIT:
            click.echo(f"{word} {len(paths)} pages.")
        for path in paths if len(paths) <= LIST_LIMIT else ():
            click.echo(f"{word} {SITE}/{path}")
    if not built.written and not built.removed:
        click.echo("Nothing changed.")
