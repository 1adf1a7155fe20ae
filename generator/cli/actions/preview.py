"""Preview: plans in a browser while they are being written."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path

import click

from generator.builder.watch import Watch
from generator.cli.actions.watch import begin_watching
from generator.cli.errors import FOUND, Stopped
from generator.cli.options import root_of
from generator.cli.preview import PreviewOptions
from generator.cli.terminal import bar, no_bar, say
from generator.preview.server import Preview
from generator.preview.session import Session


def serve_preview(options: PreviewOptions) -> None:
    root = root_of(options.start)
    session = Session(root, lambda: options.today or date.today())
    watching = begin_watching(root, options.poll)
    if watching is None:
        sys.exit(FOUND)
    session.refresh(no_bar() if options.quiet else bar("plans read"))
    gc.freeze()  # what was read stays; to look through all of it for garbage takes longer than a page
    server = _server(session, options.port)
    server.start()
    try:
        _show_until_stopped(server, session, watching, options)
    finally:
        server.stop()


def _show_until_stopped(
    server: Preview, session: Session, watching: Watch, options: PreviewOptions
) -> None:
    """Say where the plans are to be seen, and follow what changes, until Ctrl-C."""
    try:
        _show_address(server.address, options)
        with _shown_in_browser(server.address) if options.browse else nullcontext():
            watching.run(lambda changes: session.refresh(no_bar(), changes))
    except KeyboardInterrupt:
        watching.stop()
        if not options.quiet:
            say(_farewell(server.added))


def _farewell(added: Sequence[str]) -> str:
    """The last words: what was written, a sentence each, or that nothing was."""
    if not added:
        return "Stopped. Nothing was written."
    return "\n".join(["Stopped.", *added])


def _server(session: Session, port: int) -> Preview:
    try:
        return Preview(session, port)
    except OSError as error:
        raise Stopped(
            f"port {port} cannot be used: {error.strerror}\nChoose another one, or leave --port out."
        ) from error


def _show_address(address: str, options: PreviewOptions) -> None:
    say(address)
    if not options.quiet:
        say(
            "Open it in your browser; anyone on this computer who has this address can read your plans."
        )
        say("Press Ctrl-C to stop.")


@contextmanager
def _shown_in_browser(address: str) -> Iterator[None]:
    """Have the browser open the address from a file that only its owner can read.

    What a program is started with, everybody on this computer can see; so the address is no part of it.
    """
    with tempfile.TemporaryDirectory(prefix="handrail-") as folder:
        path = Path(folder, "preview.html")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write('<!DOCTYPE html><meta charset="utf-8">')
            file.write(f'<meta http-equiv="refresh" content="0; url={address}">')
            file.write(f'<title>Preview</title><a href="{address}">To the preview</a>')
        click.launch(str(path))
        yield
