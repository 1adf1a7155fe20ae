"""Frame: the options that commands share, and how any of them stops.

In: what was typed. Out: a workspace, a day, the names of plans.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO, Final

import click

from generator.cli.report import format_finding
from generator.errors import HandrailError, PlanError, WorkspaceError
from generator.model.duration import YEARS
from generator.workspace.layout import PLANS, SETTINGS_NAME, find_root, shown_message

FOUND: Final = 1


class DateOption(click.ParamType[date]):
    """A date on the command line."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail("write year, month and day, such as 2026-01-19", param, ctx)
        if day.year not in YEARS:
            self.fail(f"choose a day from {YEARS[0]} to {YEARS[-1]}", param, ctx)
        return day


workspace_option = click.option(
    "-C",
    "--workspace",
    "start",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Folder with your plans; default: here, or the nearest one above.",
)
today_option = click.option(
    "--today", type=DateOption(), default=date.today, help="Act as if it were this day."
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")


class Stopped(click.ClickException):
    """A build that could not run; the message says what to do."""

    exit_code = FOUND

    def format_message(self) -> str:
        return shown_message(self.message)

    def show(self, file: IO[str] | None = None) -> None:
        click.echo(self.format_message(), file=file, err=file is None)


class Misread(click.UsageError):
    """What was typed cannot be carried out; said in our own words, without “Error” and “Invalid value”."""

    def __init__(self, error: click.UsageError) -> None:
        super().__init__(_said(error), error.ctx)

    def show(self, file: IO[str] | None = None) -> None:
        if self.ctx is not None:
            click.echo(self.ctx.get_usage(), file=file, err=file is None)
            click.echo(
                f"Try '{self.ctx.command_path} --help' for examples.\n", file=file, err=file is None
            )
        click.echo(shown_message(self.message), file=file, err=file is None)


def reworded(error: click.UsageError) -> click.UsageError:
    """The same in our own words; a command that was given nothing keeps its help."""
    return error if isinstance(error, click.exceptions.NoArgsIsHelpError) else Misread(error)


def _said(error: click.UsageError) -> str:
    if not isinstance(error, click.BadParameter) or error.param is None:
        return error.format_message()
    name = (
        error.param.opts[-1]
        if isinstance(error.param, click.Option)
        else error.param.human_readable_name
    )
    if isinstance(error, click.MissingParameter):
        return f"{name} is still to be named."
    return f"{name}: {error.message}" if isinstance(error.param, click.Option) else error.message


def stopped(error: HandrailError) -> Stopped:
    """The error as the end of a command, with its way out."""
    hint = getattr(error, "hint", "")
    return Stopped(f"{error}\n   hint: {hint}" if hint else str(error))


def first_mend(what: str, error: PlanError) -> Stopped:
    """Tell the findings; the end of a command that can do nothing before they are mended."""
    for finding in error.findings:
        click.echo(format_finding(finding), err=True)
    return Stopped(f"First mend {what}.")


def root_of(start: Path) -> Path:
    try:
        return _root(start)
    except HandrailError as error:
        raise Stopped(f"{error}\nGo to the folder with your plans, or name it with -C.") from error


def _root(start: Path) -> Path:
    """The workspace of a folder, with all links resolved. Raises WorkspaceError where there is none.

    In a folder that one came to by a link, such as a linked `plans/`, the workspace is the one that has the link.
    """
    for here in (_as_one_came(start), start.resolve()):
        with suppress(WorkspaceError):
            return find_root(here).resolve()
    return find_root(start.resolve())


def _as_one_came(start: Path) -> Path:
    """A folder by the names that were typed to get there, as the shell remembers them."""
    if ".." in start.parts:
        return start.resolve()
    remembered = Path(os.environ.get("PWD", "")) / start
    try:
        is_here = remembered.is_absolute() and remembered.samefile(start)
    except OSError:
        is_here = False
    return remembered if is_here and ".." not in remembered.parts else start.absolute()


def complete_plan(context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The plans as one would type them from here, for the shell to complete: what a file is called, or its path."""
    from generator.workspace.layout import plan_names

    try:
        root = _root(Path(context.params.get("start") or ""))
        names = plan_names(root)
    except (HandrailError, OSError):
        return []
    stems = Counter(map(_stem, names))
    short = [stem for stem, count in stems.items() if count == 1]
    paths = [os.path.relpath(root / name) for name in names if incomplete or stems[_stem(name)] > 1]
    return [
        _for_shell(name)
        for name in (*short, *paths)
        if name.startswith(incomplete) and name.isprintable()
    ]


def _for_shell(name: str) -> str:
    """The name as the shell that asks has to be given it: bash takes words as they are, the others quote them."""
    if os.environ.get("_HANDRAIL_COMPLETE") != "bash_complete":
        return name
    return re.sub(
        r"[^\w./,@%+=:-]", r"\\\\\g<0>", name
    )  # twice: click's script for bash reads one away


plan_argument = click.argument("plan", shell_complete=complete_plan)


def asked_plan(typed: str, root: Path) -> str:
    """The plan that was typed, relative to the workspace: by its path, or just by what its file is called.

    Raises UsageError for what is no plan here.
    """
    name = asked_name(typed, root)
    if (root / name).is_dir() or name == SETTINGS_NAME:
        raise click.UsageError(
            f"{click.format_filename(typed)} is not a plan; name one, such as {PLANS}/sam.yml"
        )
    return name


def asked_name(typed: str, root: Path) -> str:
    """A plan, a folder of plans or the settings, relative to the workspace, as `asked_plan` takes it."""
    from generator.builder.check import may_ask
    from generator.format.fields.slips import near_miss
    from generator.workspace.layout import plan_names

    there = Path(typed)
    for path in (Path(os.path.abspath(there)), there.resolve()):  # noqa: PTH100 - a link is asked about as itself
        if there.exists() and path.is_relative_to(root):
            name = path.relative_to(root).as_posix()
            if may_ask(name):
                return name
    try:
        names = plan_names(root)
    except OSError as error:
        raise Stopped(f"cannot read {error.filename}: {error.strerror}") from error
    found = _named(typed, names)
    if len(found) == 1:
        return found[0]
    shown = click.format_filename(typed)
    if found:
        raise click.UsageError(
            f"{len(found)} plans are called that; type the whole path: {', '.join(found)}"
        )
    if there.exists():
        raise click.UsageError(f"{shown} is not among the plans of this workspace, {root}")
    near = near_miss(_stem(typed), [_stem(name) for name in names])
    more = f'; did you mean "{near}"?' if near else ". `handrail new NAME` begins one"
    raise click.UsageError(f'there is no plan "{shown}" here{more}')


def _named(typed: str, names: Iterable[str]) -> list[str]:
    """The plans that may be meant: by their path, from the workspace or from `plans/`, or by what the file is called.

    The ending may be left out.
    """
    typed = typed.replace("\\", "/")
    return [name for name in names if typed in _ways_to_type(name)]


def _ways_to_type(name: str) -> set[str]:
    whole = (name, name.removeprefix(f"{PLANS}/"), PurePosixPath(name).name)
    return {*whole, *(PurePosixPath(way).with_suffix("").as_posix() for way in whole)}


def _stem(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).stem


def fresh_file(path: Path, root: Path) -> Path:
    """A path to write a secret to: nothing there yet, in a folder that is, and not among the plans.

    Raises UsageError.
    """
    from generator.workspace import files

    shown = click.format_filename(path)
    files.sweep_dead_drafts(path.parent)
    try:
        if path.resolve().is_relative_to(root):
            raise click.UsageError(
                "choose a place outside this folder: what lies here can end up in git or on your host"
            )
        if os.path.lexists(path) and not files.is_empty_file(path):
            raise click.UsageError(f"{shown} is there already; choose another name")
        if not path.parent.is_dir():
            raise click.UsageError(
                f"there is no folder {click.format_filename(path.parent)} to put it in"
            )
    except (OSError, RuntimeError) as error:
        raise click.UsageError(f"{shown} cannot be written; choose another place") from error
    return path


def put_secret(path: Path, root: Path, data: bytes) -> None:
    """Write what opens a page, or an open page, to a new file that only its owner can read; whole or not at all.

    Raises UsageError for a place that will not do, Stopped where the disk refuses.
    """
    from generator.workspace import files

    try:
        if not files.put_new(fresh_file(path, root), data, 0o600):
            raise click.UsageError(
                f"{click.format_filename(path)} is there already; choose another name"
            )
    except HandrailError as error:
        raise stopped(error) from error
