"""Checking: the commands that look at plans and make nothing."""

from __future__ import annotations

import os
import sys
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.cli.building import bar
from generator.cli.frame import (
    FOUND,
    Stopped,
    asked_name,
    complete_plan,
    quiet_option,
    root_of,
    stopped,
    today_option,
    workspace_option,
)
from generator.cli.report import (
    NEEDS_A_PERSON,
    OutputFormat,
    as_github,
    as_json,
    format_advice,
    format_finding,
    good_first,
    ideas,
    spelled,
    to_mend,
)
from generator.errors import HandrailError, PlanError, errors, has_error

if TYPE_CHECKING:
    from generator.advice.smart import GoalLetters
    from generator.builder.check import Checked

_FORMS: Final = [form.value for form in OutputFormat]


@click.command(short_help="Say what is wrong in your plans, and what could be clearer.")
@click.argument("plans", metavar="[PLAN]...", nargs=-1, shell_complete=complete_plan)
@workspace_option
@today_option
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    default="text",
    help="How to say it; default: text.",
)
@click.option(
    "--fix",
    "fix",
    flag_value="yes",
    help="Add what private plans lack: a uid, and the name of their key.",
)
@quiet_option
def check(
    plans: tuple[str, ...], *, start: Path, today: date, form: str, fix: str | None, quiet: bool
) -> None:
    """Say what is wrong in your plans and what could be clearer, and make nothing.

    Looks at every plan, or at the files and folders you name, and at the settings. Advice never counts as wrong;
    --quiet leaves it out, and `silence:` in a plan switches a rule off.

    \b
    Examples:
      handrail check
      handrail check sam
      handrail check --fix
      handrail check --format json > findings.json
      handrail check --format github
    """
    from generator.builder.check import Scope
    from generator.builder.check import check as run

    root = root_of(start)
    asked = [asked_name(plan, root) for plan in plans]
    if fix:
        _fix(root, asked)
    try:
        scope = Scope.FINDINGS if quiet else Scope.FINDINGS_AND_ADVICE
        checked = run(root, today, asked, scope, bar("plans looked at"))
    except HandrailError as error:
        raise Stopped(str(error)) from error
    goals = _worth_telling(checked)
    findings = (*checked.asks, *checked.findings, *checked.ideas)
    if form == OutputFormat.JSON:
        click.echo(as_json(findings, checked.goals))
    elif form == OutputFormat.GITHUB and findings:
        folder = Path(os.path.relpath(root)).as_posix()
        click.echo(as_github(findings, "" if folder == "." else folder))
    elif form == OutputFormat.TEXT:
        for words in format_advice(checked.asks):
            click.echo(words)
        for finding in checked.findings:
            click.echo(format_finding(finding))
        for file, told in groupby(checked.ideas, key=lambda finding: finding.place.file):
            click.echo(good_first(file, checked.goals))
            for words in format_advice(told):
                click.echo(words)
        if goals:
            click.echo(spelled(goals))
        if checked.findings or not quiet:
            click.echo(_end(checked))
    sys.exit(FOUND if has_error(checked.findings) else 0)


def _worth_telling(checked: Checked) -> tuple[GoalLetters, ...]:
    """The goals whose letters are told: all of a single plan, of several only those with a letter open."""
    return (
        checked.goals
        if checked.plans == 1
        else tuple(goal for goal in checked.goals if goal.is_open)
    )


def _fix(root: Path, asked: list[str]) -> None:
    from generator.builder.check import is_asked
    from generator.editing.fix import fix_plans
    from generator.format.load import settings_of
    from generator.workspace import layout

    try:
        space = layout.read_workspace(root)
        settings = settings_of(space)
        names = [plan.name for plan in space.plans if is_asked(plan.name, asked)]
        for mended in fix_plans(root, settings, names, [name for name in names if name in asked]):
            if mended.added:
                click.echo(f"{mended.name}: added {' and '.join(mended.added)}", err=True)
            for finding in mended.left:
                click.echo(format_finding(finding), err=True)
    except PlanError:
        return  # the check that follows tells them
    except HandrailError as error:
        raise stopped(error) from error


#: Said wherever all could seem well: words are read, people are not.
_NO_PROMISE: Final = "No check can tell whether somebody is safe."


def _end(checked: Checked) -> str:
    """The last line: who has to look first, whether something is to be mended, and how many ideas there are."""
    wrong = errors(checked.findings)
    said = [NEEDS_A_PERSON] if checked.needs_a_person else []
    if wrong:
        said.append(f"{to_mend(len(wrong))}. Each hint says how.")
    elif not checked.plans:
        said.append("Nothing to mend.")
    else:
        plans = "1 plan" if checked.plans == 1 else f"{checked.plans} plans"
        said += [] if checked.needs_a_person else ["All is well."]
        said.append(f"{plans} looked at, nothing to mend.")
    said += [f"{ideas(len(checked.ideas))}."] if checked.ideas else []
    return " ".join([*said, *([_NO_PROMISE] if "All is well." in said else [])])


@click.command()
def schema() -> None:
    """Print the plan format as JSON Schema, for editors.

    An editor that knows it completes keys and words while you type. Put its name on top of a plan:
    # yaml-language-server: $schema=../plan.schema.json

    \b
    Examples:
      handrail schema > plan.schema.json
    """
    from generator.format.json_schema import plan_schema

    click.echo(plan_schema(), nl=False)
