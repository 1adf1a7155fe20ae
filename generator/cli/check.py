"""Check: the command that looks at plans and makes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import (
    as_value,
    complete_plan,
    quiet_option,
    today_option,
    workspace_option,
)
from generator.cli.report import OutputFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What was typed after `handrail check`."""

    plans: tuple[str, ...]
    start: Path
    today: date
    form: str
    fix: bool
    quiet: bool


@click.command("check")
@click.argument(
    "plans",
    metavar="[PLAN]...",
    nargs=-1,
    shell_complete=complete_plan,
)
@workspace_option
@today_option
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in OutputFormat]),
    default="text",
    help="How to say it; default: text.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Add what private plans lack: a uid, and the name of their key.",
)
@quiet_option
@as_value(CheckOptions)
def check_command(options: CheckOptions) -> None:
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
    carry_out("check:check_plans", options)
