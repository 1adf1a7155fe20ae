"""Destinations: where the site goes, and whether it may."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import click

from generator.builder.context import open_workspace
from generator.cli.errors import Stopped
from generator.cli.publish import PublishOptions
from generator.cli.report import OutputFormat
from generator.cli.terminal import fit_to_window, say
from generator.model.settings import ByCommand
from generator.publish import consent, destination
from generator.publish.waiting import way_in_settings
from generator.workspace.layout import printable


def way_out(root: Path, options: PublishOptions) -> Path | ByCommand:
    """Where the site goes: what was typed, else what the settings say. Raises UsageError where neither says it."""
    if options.folder is not None:
        return Path(os.path.realpath(options.folder))
    way = way_in_settings(open_workspace(root, options.today))
    if way is None:
        raise click.UsageError(
            "say where to: handrail publish FOLDER, or `publish:` in handrail.yml"
        )
    return way


def ask_first(root: Path, way: Path | ByCommand, options: PublishOptions) -> None:
    """Ask what has to be known before anything is built. Raises Stopped for a way that cannot be taken."""
    if not isinstance(way, Path):
        _ask_for_command(root, way, options)
        return
    destination.check_destination(way, root)
    shown = click.format_filename(way)
    if way.is_dir():
        return
    if way.exists():
        raise Stopped(f"{shown} is a file; name a folder.")
    if not options.yes and sys.stdin.isatty():
        question = fit_to_window(f"There is no folder {shown} yet. Make it?", sys.stdout)
        if not click.confirm(question):
            raise Stopped("Nothing was published.")
    elif not way.parent.is_dir():
        raise Stopped(
            f"There is no folder {click.format_filename(way.parent)}; look for a slip, or make it first."
        )


def _ask_for_command(root: Path, way: ByCommand, options: PublishOptions) -> None:
    if consent.is_allowed(root, way):
        return
    words = printable(shlex.join(way.words))
    if not options.allow_command:
        if options.form == OutputFormat.JSON or not sys.stdin.isatty():
            raise Stopped(
                f"handrail.yml names a command that nobody has allowed on this computer yet:\n  {words}\n"
                "Look at it; then run once: handrail publish --allow-command"
            )
        say(f"handrail.yml names a command that is new on this computer:\n  {words}")
        if not click.confirm("May it run here, now and from now on?"):
            raise Stopped("Nothing was published.")
    consent.allow(root, way)
