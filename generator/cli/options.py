"""Options: what several commands take, and options as one value.

In: what was typed. Out: a workspace, a day, the names of plans for the shell to complete.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import wraps
from pathlib import Path, PurePosixPath
from typing import TypeVar

import click

from generator.cli.errors import Stopped
from generator.errors import HandrailError, WorkspaceError
from generator.model.duration import YEARS
from generator.workspace.layout import find_root, plan_names

Options = TypeVar("Options")


def as_value(
    kind: Callable[..., Options],
) -> Callable[[Callable[[Options], None]], Callable[..., None]]:
    """Give a command its options as one value of this class; each field is named as its option."""

    def decorate(command: Callable[[Options], None]) -> Callable[..., None]:
        @wraps(command)
        def called_by_click(**typed: object) -> None:
            command(kind(**typed))

        return called_by_click

    return decorate


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
#: For a command that runs on, past midnight too.
fixed_day_option = click.option(
    "--today", type=DateOption(), default=None, help="Act as if it were this day."
)
poll_option = click.option(
    "--poll", is_flag=True, help="Look again and again; for network drives that give no events."
)


quiet_option = click.option(
    "-q",
    "--quiet",
    is_flag=True,
    help="Say only what is wrong.",
)


private_option = click.option(
    "--private",
    is_flag=True,
    help="Show the words of private notes too.",
)


format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to say it; json is for programs.",
)


verbose_option = click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Say more: what was looked at, and why something was done.",
)


def root_of(start: Path) -> Path:
    """The workspace that a folder is, or lies in. Raises Stopped where there is none."""
    try:
        return _root(start)
    except WorkspaceError as error:
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


def complete_plan(
    context: click.Context,
    _param: click.Parameter,
    incomplete: str,
) -> list[str]:
    """The plans as one would type them from here, for the shell to complete: what a file is called, or its path."""
    try:
        root = _root(Path(context.params.get("start") or ""))
        names = plan_names(root)
    except (HandrailError, OSError):
        return []
    return [
        _for_shell(name)
        for name in _ways_to_type(root, names, incomplete)
        if name.startswith(incomplete) and name.isprintable()
    ]


def _ways_to_type(
    root: Path,
    names: Sequence[str],
    incomplete: str,
) -> Iterator[str]:
    """What each file is called where no other is, then the paths; at first, of the others alone."""
    stems = Counter(map(plan_stem, names))
    yield from (stem for stem, count in stems.items() if count == 1)
    for name in names:
        if incomplete or stems[plan_stem(name)] > 1:
            yield os.path.relpath(root / name)


def _for_shell(name: str) -> str:
    """The name as the shell that asks has to be given it: bash takes words as they are, the others quote them."""
    if os.environ.get("_HANDRAIL_COMPLETE") != "bash_complete":
        return name
    # Twice, since click's script for bash reads one away.
    return re.sub(r"[^\w./,@%+=:-]", r"\\\\\g<0>", name)


def plan_stem(name: str) -> str:
    """What a plan's file is called, without its folders and its ending."""
    return PurePosixPath(name.replace("\\", "/")).stem


def as_typed(root: Path, file: str) -> str:
    """A file of the workspace as one would type it from here."""
    return os.path.relpath(root / file)


plan_argument = click.argument("plan", shell_complete=complete_plan)
