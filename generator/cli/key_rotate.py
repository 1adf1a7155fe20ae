"""Key rotate: the command that puts a new key in place of the old one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.key_names import key_argument
from generator.cli.lazy import carry_out
from generator.cli.options import as_value, today_option, workspace_option


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRotateOptions:
    """What was typed after `handrail key rotate`."""

    name: str | None
    start: Path
    today: date
    all_plans: bool
    end_broken: bool
    yes: bool


@click.command("rotate")
@key_argument
@workspace_option
@today_option
@click.option(
    "--all",
    "all_plans",
    is_flag=True,
    help="Give every private plan the new key, and so a new link.",
)
@click.option(
    "--end-broken",
    is_flag=True,
    help="With --all: end the links of plans that cannot be given the new key.",
)
@click.option(
    "--yes",
    is_flag=True,
    help="Do not ask; ends no links of plans that cannot be given the new key.",
)
@as_value(KeyRotateOptions)
def key_rotate_command(options: KeyRotateOptions) -> None:
    """Use a new key for new plans; with --all for every plan.

    Plans that name their key keep it, and so their links. With --all every bookmark dies. A plan with a mistake that
    hides how it is shared cannot be given a key: it is named, and its page goes if you say so.

    \b
    Examples:
      handrail key rotate
      handrail key rotate practice-2027 --all
    """
    carry_out("key_rotate:rotate_key", options)
