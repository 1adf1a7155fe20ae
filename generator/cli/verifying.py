"""Verifying: the command that looks at what a host serves."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import click

from generator.cli.frame import FOUND, quiet_option, root_of, stopped, workspace_option
from generator.errors import HandrailError

if TYPE_CHECKING:
    from generator.publish.verify import Compared

#: Most files with the same trouble that are named.
LIST_LIMIT: Final = 12


@click.command(short_help="Compare what a folder or a host holds with what was built.")
@click.argument("copy", metavar="FOLDER|URL")
@workspace_option
@quiet_option
def verify(copy: str, *, start: Path, quiet: bool) -> None:
    """Compare what a folder or a host holds with what was built, byte by byte.

    A host can change the script that opens a page, or lead a browser elsewhere with the link in its hands. This sees
    it, as the page is served to you now.

    \b
    Examples:
      handrail verify https://plans.example.org
      handrail verify /mnt/web/plans
    """
    from generator.builder.context import open_workspace
    from generator.cli.building import bar
    from generator.publish.destination import Folder
    from generator.publish.host import Host
    from generator.publish.verify import State, named
    from generator.publish.verify import verify as run

    is_address = copy.startswith(("https://", "http://"))
    if not is_address and not Path(copy).is_dir():
        raise click.UsageError(f"{copy} is no folder, and no address that begins with https://")
    if is_address and not _is_root(copy):
        raise click.UsageError(
            "name the address of the site alone, such as https://plans.example.org: no page, no link"
        )
    root = root_of(start)
    where = copy.rstrip("/")
    try:
        opened = open_workspace(root, date.today())
        found = run(
            opened,
            Host(where) if is_address else Folder(Path(os.path.realpath(copy))),
            bar("files"),
        )
        amiss = named(opened, tuple(one for one in found if one.state is not State.SAME))
    except HandrailError as error:
        raise stopped(error) from error
    for state in State:
        alike = [one for one in amiss if one.state is state]
        if alike:
            _tell(alike, len(found), where)
    if not amiss and not quiet:
        click.echo(f"All {len(found)} files are as they were built.")
    sys.exit(FOUND if amiss else 0)


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


def _tell(alike: Sequence[Compared], of: int, where: str) -> None:
    """What is wrong with some files in the same way: in one line where it is the host, else file by file."""
    from generator.publish.verify import State

    state, why = alike[0].state, alike[0].why
    how_many = f"all {of} files" if len(alike) == of else f"{len(alike)} of {of} files"
    if state is State.OUT_OF_REACH:
        click.echo(f"{where} is out of reach for {how_many}: {why}. Try again later.")
        return
    if state is State.TURNED_AWAY:
        click.echo(
            f"{where} turns this program away for {how_many}: {why}. The host takes it for a robot, or asks for a "
            "password; open a page in your browser, and let Handrail through in the host's settings to compare."
        )
        return
    words = {
        State.CHANGED: "is not what was built; publish again, and look again",
        State.FRAME_CHANGED: "its script or style was changed on the way; do not hand out links until you know why",
        State.MAIL_HIDDEN: "the host hides its mail addresses (“email obfuscation”), and nobody can read them; switch "
        "that off for this site, and look again",
        State.SCRIPTS_MOVED: "the host changes its scripts (as “Rocket Loader” does), and the page may never open; "
        "switch that off for this site, and do not hand out links until it is as built",
        State.LEADS_AWAY: f"leads to {why or 'another place'}, and a browser takes the whole link there; do not hand "
        "out links until that is gone",
        State.MISSING: "is not there; publish again",
        State.STILL_THERE: "was closed and still stands; publish again, or take it away there",
    }
    for one in alike[:LIST_LIMIT]:
        click.echo(f"{_named(one)}: {words[state]}")
    if len(alike) > LIST_LIMIT:
        click.echo(f"And {len(alike) - LIST_LIMIT} more: {words[state]}")


def _named(one: Compared) -> str:
    """A file by its plan where its own path says nothing to anybody."""
    from generator.publish.verify import State
    from generator.workspace.layout import printable

    if one.plan is None:
        return one.path
    if one.state is State.STILL_THERE:
        return f"an earlier page of {printable(one.plan)}, {one.path}"
    return f"the page of {printable(one.plan)}"
