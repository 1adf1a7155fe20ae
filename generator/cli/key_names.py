"""Key names: the names of keys for the shell to complete."""

from __future__ import annotations

import click

from generator.errors import HandrailError


def complete_key(
    _context: click.Context,
    _param: click.Parameter,
    incomplete: str,
) -> list[str]:
    """The keys that are at hand; none where the key file cannot be read."""
    from generator.privacy import keyfile

    try:
        keys = keyfile.listed_keys(keyfile.key_file())
    except HandrailError:
        return []
    return [name for name, _ in keys if name.startswith(incomplete)]


key_argument = click.argument("name", required=False, shell_complete=complete_key)
