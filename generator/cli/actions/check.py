"""Check: what is wrong in plans and what could be clearer, on the terminal or for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click

from generator.advice.smart import GoalLetters
from generator.builder.check import Checked, Scope, check, is_asked
from generator.builder.context import OpenWorkspace, open_workspace
from generator.cli.actions.plan_names import asked_name
from generator.cli.check import CheckOptions
from generator.cli.errors import FOUND
from generator.cli.machine_report import as_github, as_json
from generator.cli.options import root_of
from generator.cli.report import (
    NEEDS_A_PERSON,
    NO_PROMISE,
    OutputFormat,
    format_advice,
    format_finding,
    good_first,
    ideas,
    spelled,
    to_mend,
)
from generator.cli.terminal import bar, say, say_beside
from generator.editing.fix import fix_plans
from generator.errors import Finding, PlanError, errors, has_error
from generator.workspace.layout import PLANS


def check_plans(options: CheckOptions) -> None:
    root = root_of(options.start)
    asked = [asked_name(plan, root) for plan in options.plans]
    if options.fix:
        _fix(open_workspace(root, options.today), asked)
    scope = Scope.FINDINGS_AND_ADVICE
    if options.quiet:
        scope = Scope.FINDINGS
    checked = check(root, options.today, asked, scope, bar("plans looked at"))
    _show_as_asked(checked, options, root)
    sys.exit(FOUND if has_error(checked.findings) else 0)


def _show_as_asked(checked: Checked, options: CheckOptions, root: Path) -> None:
    """Show what was found in the form that was asked for."""
    findings = (*checked.asks, *checked.findings, *checked.ideas)
    match OutputFormat(options.form):
        case OutputFormat.JSON:
            click.echo(as_json(findings, checked.goals))
        case OutputFormat.GITHUB:
            _show_for_github(findings, root)
        case OutputFormat.TEXT:
            _show(checked)
            if checked.findings or not options.quiet:
                say(_end(checked))


def _show_for_github(findings: Sequence[Finding], root: Path) -> None:
    if not findings:
        return
    folder = Path(os.path.relpath(root)).as_posix()
    if folder == ".":
        folder = ""
    click.echo(as_github(findings, folder))


def _show(checked: Checked) -> None:
    """Show what asks for a person first, then what is wrong, then what could be clearer."""
    for words in format_advice(checked.asks):
        say(words)
    for finding in checked.findings:
        say(format_finding(finding))
    for file, ideas_on_plan in groupby(
        checked.ideas,
        key=lambda finding: finding.place.file,
    ):
        if file.startswith(f"{PLANS}/"):
            say(good_first(file, checked.goals))
        for words in format_advice(ideas_on_plan):
            say(words)
    goals = _goals_to_show(checked)
    if goals:
        say(spelled(goals))


def _goals_to_show(checked: Checked) -> tuple[GoalLetters, ...]:
    """All goals of a single plan; of several plans only those with a letter open."""
    if checked.plans == 1:
        return checked.goals
    return tuple(goal for goal in checked.goals if goal.is_open)


def _fix(opened: OpenWorkspace, asked: list[str]) -> None:
    """Add what private plans lack, and say what was added; what stands against it, the check says after this."""
    try:
        names = [plan.name for plan in opened.space.plans if is_asked(plan.name, asked)]
        named = [name for name in names if name in asked]
        fixed = fix_plans(opened.root, opened.settings, names, named)
    except PlanError:
        return
    for plan in fixed:
        if plan.added:
            say_beside(f"{plan.name}: added {' and '.join(plan.added)}")
        for finding in plan.left:
            say_beside(format_finding(finding))


def _end(checked: Checked) -> str:
    """The last line: who has to look first, whether something is to be mended, and how many ideas there are."""
    sentences = []
    if checked.needs_a_person:
        sentences.append(NEEDS_A_PERSON)
    sentences += _to_mend(checked)
    if checked.ideas:
        sentences.append(f"{ideas(len(checked.ideas))}.")
    if _is_well(checked):
        sentences.append(NO_PROMISE)
    return " ".join(sentences)


def _to_mend(checked: Checked) -> list[str]:
    """How much there is to mend; where that is nothing, of how many plans."""
    wrong = errors(checked.findings)
    if wrong:
        return [f"{to_mend(len(wrong))}. Each hint says how."]
    if not checked.plans:
        return ["No plan found in plans/. Your first one: handrail new NAME"]
    plans = "1 plan" if checked.plans == 1 else f"{checked.plans} plans"
    looked_at = f"{plans} looked at, nothing to mend."
    if _is_well(checked):
        return ["All is well.", looked_at]
    return [looked_at]


def _is_well(checked: Checked) -> bool:
    """Whether there were plans to look at, none has a mistake, and nothing needs a person first."""
    return bool(checked.plans and not errors(checked.findings) and not checked.needs_a_person)
