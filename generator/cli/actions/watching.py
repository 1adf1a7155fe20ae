"""Watching: files are looked at by whatever means the system has room for."""

from __future__ import annotations

from pathlib import Path

import click

from generator.builder.watch import Method, Watch


def begin_watching(root: Path, poll: bool) -> Watch | None:
    """A watch that has begun, by the system's events where it has room for them; None where nothing works."""
    methods: tuple[Method, ...] = (Method.EVENTS, Method.POLLING)
    if poll:
        methods = (Method.POLLING,)
    for method in methods:
        watching = Watch(root, method)
        try:
            watching.start()
        except OSError:
            no_room = (
                "The system has no room for more file watches; looking every half second instead."
            )
            click.echo(no_room, err=True)
        else:
            return watching
    return None
