"""Key: the commands for the keys of a practice. None of them shows a key, but for its paper backup."""

from __future__ import annotations

from typing import Final

import click

from generator.cli.lazy import LazyGroup, ListedCommand

_COMMANDS: Final = (
    ListedCommand(
        "backup",
        "generator.cli.key_backup",
        "Write a key as four lines to print; - shows them here.",
    ),
    ListedCommand(
        "new",
        "generator.cli.key_new",
        "Make a key, and name it in handrail.yml.",
    ),
    ListedCommand(
        "restore",
        "generator.cli.key_restore",
        "Read a key back from its paper: type the four lines, or name a file that has them; - reads what is piped in.",
    ),
    ListedCommand(
        "rotate",
        "generator.cli.key_rotate",
        "Use a new key for new plans; with --all for every plan.",
    ),
    ListedCommand(
        "show",
        "generator.cli.key_show",
        "Say which keys there are, and which plans use them; never the keys.",
    ),
)


@click.group("key", cls=LazyGroup, commands=_COMMANDS)
def key_command() -> None:
    """Make, back up and change the key that seals your pages.

    One key makes all private links of a practice. It lies in a file outside your plans; back it up on paper.

    \b
    Examples:
      handrail key new
      handrail key backup ~/Desktop/key.html
    """
