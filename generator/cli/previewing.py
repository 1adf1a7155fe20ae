"""Previewing: the command that shows plans in a browser while they are being written."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path

import click

from generator.cli.building import bar, listening, no_bar
from generator.cli.frame import FOUND, DateOption, Stopped, quiet_option, root_of, workspace_option


@click.command()
@workspace_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port to use; default: any that is free.",
)
@click.option("--open", "browse", is_flag=True, help="Open it in your browser.")
@click.option("--today", type=DateOption(), default=None, help="Act as if it were this day.")
@click.option(
    "--poll", is_flag=True, help="Look again and again; for network drives that give no events."
)
@quiet_option
def preview(
    start: Path, port: int, browse: bool, today: date | None, poll: bool, quiet: bool
) -> None:
    """See your plans in the browser while you write.

    Shows all plans at a glance, drafts too, and each page both open and as the client gets it. A page follows
    whenever you save; what is to be mended stands above it. Only this computer can see it, only while this
    command runs, and nothing goes into site/.

    \b
    Examples:
      handrail preview --open
      handrail preview -C ~/practice --port 8000
    """
    from generator.preview.server import Preview
    from generator.preview.session import Session

    root = root_of(start)
    desk = Session(root, lambda: today or date.today())
    watching = listening(root, poll)
    if watching is None:
        sys.exit(FOUND)
    desk.refresh(no_bar() if quiet else bar("plans read"))
    gc.freeze()  # what was read stays; to look through all of it for garbage takes longer than a page
    try:
        server = Preview(desk, port)
    except OSError as error:
        raise Stopped(
            f"port {port} cannot be used: {error.strerror}\nChoose another one, or leave --port out."
        ) from error
    server.start()
    try:
        click.echo(server.address)
        if not quiet:
            click.echo(
                "Open it in your browser; anyone on this computer who has this address can read your plans."
            )
            click.echo("Press Ctrl-C to stop.")
        with _shown_in_browser(server.address) if browse else nullcontext():
            watching.run(lambda: desk.refresh(no_bar()))
    except KeyboardInterrupt:
        watching.stop()
        if not quiet:
            click.echo("Stopped. Nothing was written.")
    finally:
        server.stop()


@contextmanager
def _shown_in_browser(address: str) -> Iterator[None]:
    """Have the browser open the address from a file that only its owner can read.

    What a program is started with, everybody on this computer can see; so the address is no part of it.
    """
    with tempfile.TemporaryDirectory(prefix="handrail-") as folder:
        way = Path(folder, "preview.html")
        with os.fdopen(
            os.open(way, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(
                f'<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={address}">'
            )
            file.write(f'<title>Preview</title><a href="{address}">To the preview</a>')
        click.launch(str(way))
        yield
