"""Secret files: what opens a page, or an open page, written to a file of its owner alone.

In: a path that somebody typed. Out: a new file, whole or not at all.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator.workspace import files


def put_secret(path: Path, root: Path, data: bytes) -> None:
    """Write what opens a page, or an open page, to a new file that only its owner can read; whole or not at all.

    Raises UsageError for a place that will not do, WorkspaceError where the disk refuses.
    """
    if not files.put_new(fresh_file(path, root), data, 0o600):
        shown = click.format_filename(path)
        raise click.UsageError(f"{shown} is there already; choose another name")


def fresh_file(path: Path, root: Path) -> Path:
    """A path to write a secret to: nothing there yet, in a folder that is, and not among the plans.

    Raises UsageError.
    """
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
