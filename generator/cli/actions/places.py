"""Places: where the site goes and what changes there, in words and for programs."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from generator.model.settings import ByCommand
from generator.privacy.paths import is_page
from generator.publish.publish import PageChange, PublishPlan
from generator.workspace.layout import printable


def as_shown(way: Path | ByCommand) -> str:
    """A folder by the shorter of its two names, from here or whole; a command as one types it."""
    if isinstance(way, ByCommand):
        return printable(shlex.join(way.words))
    names = (str(way), os.path.relpath(way))
    return click.format_filename(min(names, key=len))


def pages_of(changes: Sequence[PageChange]) -> list[str]:
    """The pages among these files, by their plans where these are known, each once."""
    return list(
        dict.fromkeys(change.plan or change.path for change in changes if is_page(change.path))
    )


def record_of_changes(leaving: PublishPlan) -> dict[str, object]:
    """What would change at a place, or did."""
    return {
        "new": [_change(change) for change in leaving.new],
        "changed": [_change(change) for change in leaving.changed],
        "gone": [_change(change) for change in leaving.gone],
        "blocked": [_change(change) for change in leaving.blocked],
        "stuck": [{"path": path, "why": why} for path, why in leaving.stuck],
        "refused": leaving.refused,
    }


def _change(change: PageChange) -> dict[str, str | None]:
    return {"path": change.path, "plan": change.plan}
