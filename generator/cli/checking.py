"""Checking: the commands that look at plans and make nothing."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Final

import click

from generator.cli.frame import (
    FOUND,
    Stopped,
    asked_name,
    plan_names,
    quiet_option,
    root_of,
    stopped,
    today_option,
    workspace_option,
)
from generator.errors import HandrailError, PlanError
from generator.telling import Form, as_github, as_json, to_mend, worded

_FORMS: Final = [form.value for form in Form]


@click.command()
@click.argument(
    "plans", metavar="[PLAN]...", nargs=-1, type=click.Path(exists=True, path_type=Path), shell_complete=plan_names
)
@workspace_option
@today_option
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", help="How to say it; default: text.")
@click.option("--fix", "fix", flag_value="yes", help="Add what private plans lack: a uid, and the name of their key.")
@quiet_option
def check(plans: tuple[Path, ...], *, start: Path, today: date, form: str, fix: str | None, quiet: bool) -> None:
    """Say what is wrong in your plans, and make nothing.

    Looks at every plan, or at the files and folders you name, and at the settings.

    \b
    Examples:
      handrail check
      handrail check plans/sam.yml
      handrail check --fix
      handrail check --format json > findings.json
      handrail check --format github
    """
    from generator.check import check as run

    root = root_of(start)
    asked = [asked_name(plan, root) for plan in plans]
    if fix:
        _fix(root, asked)
    try:
        checked = run(root, today, asked)
    except HandrailError as error:
        raise Stopped(str(error)) from error
    findings = checked.findings
    if form == Form.JSON:
        click.echo(as_json(findings))
    elif form == Form.GITHUB and findings:
        folder = Path(os.path.relpath(root)).as_posix()
        click.echo(as_github(findings, "" if folder == "." else folder))
    elif form == Form.TEXT:
        for finding in findings:
            click.echo(worded(finding))
        if findings:
            click.echo(f"{to_mend(len(findings))}. Each hint says how.")
        elif not quiet:
            click.echo(_all_well(checked.plans))
    sys.exit(FOUND if findings else 0)


def _fix(root: Path, asked: list[str]) -> None:
    from generator import workspace
    from generator.check import is_asked
    from generator.mend import mend
    from generator.reading import settings_of

    try:
        space = workspace.read(root)
        settings = settings_of(space)
        names = [plan.name for plan in space.plans if is_asked(plan.name, asked)]
        for mended in mend(root, settings, names):
            click.echo(f"{mended.name}: added {' and '.join(mended.added)}", err=True)
    except PlanError:
        return  # the check that follows tells them
    except HandrailError as error:
        raise stopped(error) from error


def _all_well(plans: int) -> str:
    if not plans:
        return "Nothing to mend."
    return f"All is well. {'1 plan' if plans == 1 else f'{plans} plans'} looked at, nothing to mend."


@click.command()
def schema() -> None:
    """Print the plan format as JSON Schema, for editors.

    An editor that knows it completes keys and words while you type. Put its name on top of a plan:
    # yaml-language-server: $schema=../plan.schema.json

    \b
    Examples:
      handrail schema > plan.schema.json
    """
    from generator.schema import plan_schema

    click.echo(plan_schema(), nl=False)
