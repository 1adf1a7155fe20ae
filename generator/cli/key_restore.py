"""Key restore: the command that reads a key back from its paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.key_names import key_argument
from generator.cli.lazy import carry_out
from generator.cli.options import as_value, workspace_option


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRestoreOptions:
    """What was typed after `handrail key restore`."""

    name: str | None
    file: Path | None
    start: Path


@click.command("restore")
@key_argument
@click.argument(
    "file",
    required=False,
    type=click.Path(
        dir_okay=False,
        allow_dash=True,
        path_type=Path,
    ),
)
@workspace_option
@as_value(KeyRestoreOptions)
def key_restore_command(options: KeyRestoreOptions) -> None:
    """Read a key back from its paper: type the four lines, or name a file that has them; - reads what is piped in.

    The file can be the page that `handrail key backup` wrote, or a text with the lines in it. Without NAME, the key
    gets the name that handrail.yml knows it by.

    \b
    Examples:
      handrail key restore
      handrail key restore practice-2026
      handrail key restore practice-2026 lines.txt
    """
    carry_out("key_restore:restore_key", options)
