"""Terminal: how far a long piece of work is, where a person is looking."""

from __future__ import annotations

import sys
from typing import Final

import click

from generator.builder.context import OnProgress

#: From this many pages on, a build shows how far it is; fewer are done before a bar can be read.
BAR_FROM: Final = 60


def no_bar() -> OnProgress:
    """Says nothing of how far the work is."""
    return lambda _done, _of: None


def bar(what: str = "pages") -> OnProgress:
    """A line that says how far a long build is, where a person is looking."""
    if not sys.stderr.isatty():
        return no_bar()

    def show(done: int, of: int) -> None:
        if of < BAR_FROM or not (done % 10 == 0 or done == of):
            return
        filled = round(30 * done / of)
        line = f"\r  {'━' * filled}{'┈' * (30 - filled)} {done} of {of} {what}"
        end = "\r\033[K" if done == of else "\r"
        click.echo(line, nl=False, err=True)
        click.echo(end, nl=False, err=True)

    return show
