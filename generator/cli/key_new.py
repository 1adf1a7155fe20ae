"""Key new: the command that makes a key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.key_names import key_argument
from generator.cli.lazy import carry_out
from generator.cli.options import as_value, today_option, workspace_option


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNewOptions:
    """What was typed after `handrail key new`."""

    name: str | None
    start: Path
    today: date
    lost: bool
    yes: bool


@click.command("new")
@key_argument
@workspace_option
@today_option
@click.option(
    "--lost",
    is_flag=True,
    help="Take the place of a key that nobody has any more.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_value(KeyNewOptions)
def key_new_command(options: KeyNewOptions) -> None:
    """Make a key, and name it in handrail.yml.

    With --lost it takes the place of a key that is gone, paper and all: each plan that the lost key sealed gets the
    new key, and so a new link.

    \b
    Examples:
      handrail key new
      handrail key new practice-2026
      handrail key new --lost
    """
    carry_out("key_new:make_key", options)
