"""Plan names: which plan somebody means.

In: what was typed, and the workspace. Out: the name of a plan, relative to the workspace.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import click

from generator.cli.errors import Stopped
from generator.cli.options import plan_stem
from generator.format.fields.slips import near_miss
from generator.workspace.layout import PLANS, SETTINGS_NAME, may_ask, plan_names


def asked_plan(typed: str, root: Path) -> str:
    """The plan that was typed, relative to the workspace: by its path, or just by what its file is called.

    Raises UsageError for what is no plan here.
    """
    name = asked_name(typed, root)
    if (root / name).is_dir() or name == SETTINGS_NAME:
        raise click.UsageError(
            f"{click.format_filename(typed)} is not a plan; name one, such as {PLANS}/sam.yml"
        )
    return name


def asked_name(typed: str, root: Path) -> str:
    """A plan, a folder of plans or the settings, relative to the workspace, as `asked_plan` takes it."""
    there = Path(typed)
    as_itself = Path(os.path.abspath(there))  # noqa: PTH100 - a link is asked about as itself
    for path in (as_itself, there.resolve()):
        if there.exists() and path.is_relative_to(root):
            name = path.relative_to(root).as_posix()
            if may_ask(name):
                return name
    try:
        names = plan_names(root)
    except OSError as error:
        raise Stopped(f"cannot read {error.filename}: {error.strerror}") from error
    found = _named(typed, names)
    if len(found) == 1:
        return found[0]
    shown = click.format_filename(typed)
    if found:
        raise click.UsageError(
            f"{len(found)} plans are called that; type the whole path: {', '.join(found)}"
        )
    if there.exists():
        raise click.UsageError(f"{shown} is not among the plans of this workspace, {root}")
    near = near_miss(plan_stem(typed), [plan_stem(name) for name in names])
    more = f'; did you mean "{near}"?' if near else ". `handrail new NAME` begins one"
    raise click.UsageError(f'there is no plan "{shown}" here{more}')


def _named(typed: str, names: Iterable[str]) -> list[str]:
    """The plans that may be meant: by their path, from the workspace or from `plans/`, or by what the file is called.

    The ending may be left out.
    """
    typed = typed.replace("\\", "/")
    return [name for name in names if typed in _ways_to_type(name)]


def _ways_to_type(name: str) -> set[str]:
    whole = (name, name.removeprefix(f"{PLANS}/"), PurePosixPath(name).name)
    return {
        *whole,
        *(PurePosixPath(way).with_suffix("").as_posix() for way in whole),
    }
