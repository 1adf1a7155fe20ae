"""Key backup: the command that writes a key down, to be printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.key_names import complete_key
from generator.cli.lazy import carry_out
from generator.cli.options import as_value, workspace_option


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyBackupOptions:
    """What was typed after `handrail key backup`."""

    file: Path
    name: str | None
    start: Path
    yes: bool


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--name", shell_complete=complete_key, help="Which key; default: the one in handrail.yml."
)
@workspace_option
@click.option(
    "--yes",
    is_flag=True,
    help="Do not ask before the key is shown on the terminal.",
)
@as_value(KeyBackupOptions)
def key_backup_command(options: KeyBackupOptions) -> None:
    """Write a key as four lines to print; - shows them here.

    Keep the paper where you keep client files. Whoever has it can open every page.

    \b
    Examples:
      handrail key backup ~/Desktop/key.html
      handrail key backup -
    """
    carry_out("key_backup:back_up_key", options)
