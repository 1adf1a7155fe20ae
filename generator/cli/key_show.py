"""Key show: the command that says which keys there are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import as_value, workspace_option


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyShowOptions:
    """What was typed after `handrail key show`."""

    start: Path


@click.command("show")
@workspace_option
@as_value(KeyShowOptions)
def key_show_command(options: KeyShowOptions) -> None:
    """Say which keys there are, and which plans use them; never the keys.

    \b
    Examples:
      handrail key show
    """
    carry_out("key_show:show_keys", options)
