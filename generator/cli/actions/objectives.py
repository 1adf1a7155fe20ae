"""Objectives: those of a plan, for the shell to complete.

In: what was typed so far. Out: their ids; none where no plan can be read.
"""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.actions.plan_names import asked_plan
from generator.cli.options import root_of
from generator.editing.logged import measures_of
from generator.errors import HandrailError
from generator.format.parse import parse
from generator.workspace.intake import bytes_of


def measures_by_objective(plan: str, start: Path) -> dict[str, str]:
    """What each objective of the plan that was typed is measured by, by id."""
    try:
        root = root_of(start)
        name = asked_plan(plan, root)
        return measures_of(parse(bytes_of(root / name), name))
    except (click.ClickException, HandrailError, OSError):
        return {}
