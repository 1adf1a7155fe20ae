"""Verify: what a folder or a host holds is compared with what was built."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import click

from generator.builder.context import open_workspace
from generator.cli.actions.in_detail import tell, tell_workspace
from generator.cli.errors import FOUND
from generator.cli.machine_report import as_document
from generator.cli.options import root_of
from generator.cli.report import OutputFormat
from generator.cli.terminal import bar, say
from generator.cli.verify import VerifyOptions
from generator.publish.destination import Folder
from generator.publish.host import Host
from generator.publish.verify import Compared, State, named, verify
from generator.workspace.layout import printable

#: Most files with the same trouble that are named.
LIST_LIMIT: Final = 12


def verify_copy(options: VerifyOptions) -> None:
    copy = _copy_at(options.copy)
    root = root_of(options.start)
    opened = open_workspace(root, date.today())
    compared = verify(opened, copy, bar("files"))
    differing = tuple(one for one in compared if one.state is not State.SAME)
    problems = named(opened, differing)
    if options.verbose:
        tell_workspace(root)
        for one in compared:
            tell(f"{one.state}: {one.path}")
    if options.form == OutputFormat.JSON:
        click.echo(as_document(**_record(problems, len(compared), options)))
    else:
        _show_problems(problems, len(compared), options.copy.rstrip("/"))
        if not problems and not options.quiet:
            say(f"All {len(compared)} files are as they were built.")
    sys.exit(FOUND if problems else 0)


def _record(problems: Sequence[Compared], of: int, options: VerifyOptions) -> dict[str, object]:
    return {
        "place": options.copy,
        "files": of,
        "problems": [
            {"path": one.path, "plan": one.plan, "state": one.state, "why": one.why or None}
            for one in problems
        ],
    }


def _show_problems(problems: Sequence[Compared], of: int, where: str) -> None:
    """What is wrong, the files with the same trouble together."""
    for state in State:
        alike = [one for one in problems if one.state is state]
        if alike:
            _show_alike(alike, of, where)


def _copy_at(typed: str) -> Host | Folder:
    """The folder or the host that was typed. Raises UsageError for anything else."""
    if typed.startswith(("https://", "http://")):
        if not _is_root(typed):
            raise click.UsageError(
                "name the address of the site alone, such as https://plans.example.org: no page, no link"
            )
        return Host(typed.rstrip("/"))
    if not Path(typed).is_dir():
        raise click.UsageError(f"{typed} is no folder, and no address that begins with https://")
    return Folder(Path(os.path.realpath(typed)))


def _is_root(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return (
        bool(parts.hostname)
        and not parts.query
        and not parts.fragment
        and "/p/" not in f"{parts.path}/"
    )


#: What is wrong with a file in one of these states, and what to do.
_TROUBLE: Final = {
    State.CHANGED: "is not what was built; publish again, and look again",
    State.FRAME_CHANGED: "its script or style was changed on the way; do not hand out links until "
    "you know why",
    State.MAIL_HIDDEN: "the host hides its mail addresses (“email obfuscation”), and nobody can "
    "read them; switch that off for this site, and look again",
    State.SCRIPTS_MOVED: "the host changes its scripts (as “Rocket Loader” does), and the page may "
    "never open; switch that off for this site, and do not hand out links until it is as built",
    State.MISSING: "is not there; publish again",
    State.STILL_THERE: "was closed and still stands; publish again, or take it away there",
}


def _show_alike(alike: Sequence[Compared], of: int, where: str) -> None:
    """What is wrong with some files in the same way: in one line where it is the host, else file by file."""
    how_many = f"all {of} files" if len(alike) == of else f"{len(alike)} of {of} files"
    match alike[0].state:
        case State.OUT_OF_REACH:
            say(f"{where} is out of reach for {how_many}: {alike[0].why}. Try again later.")
        case State.TURNED_AWAY:
            say(
                f"{where} turns this program away for {how_many}: {alike[0].why}. The host takes "
                "it for a robot, or asks for a password; open a page in your browser, and let "
                "Handrail through in the host's settings to compare."
            )
        case _:
            _show_files(alike, _trouble(alike[0]))


def _trouble(one: Compared) -> str:
    if one.state is State.LEADS_AWAY:
        return (
            f"leads to {one.why or 'another place'}, and a browser takes the whole link there; "
            "do not hand out links until that is gone"
        )
    return _TROUBLE[one.state]


def _show_files(alike: Sequence[Compared], trouble: str) -> None:
    """Name the files with the same trouble, and count those beyond the limit."""
    for one in alike[:LIST_LIMIT]:
        say(f"{_named(one)}: {trouble}")
    if len(alike) > LIST_LIMIT:
        say(f"And {len(alike) - LIST_LIMIT} more: {trouble}")


def _named(one: Compared) -> str:
    """A file by its plan where its own path says nothing to anybody."""
    if one.plan is None:
        return one.path
    if one.state is State.STILL_THERE:
        return f"an earlier page of {printable(one.plan)}, {one.path}"
    return f"the page of {printable(one.plan)}"
