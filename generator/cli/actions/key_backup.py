"""Key backup: a key is written as four lines to print."""

from __future__ import annotations

import click

from generator.cli.actions.keys import KeysInUse, open_keys
from generator.cli.actions.secret_files import put_secret
from generator.cli.errors import Stopped
from generator.cli.key_backup import KeyBackupOptions
from generator.cli.terminal import say
from generator.model.settings import DEMONSTRATION_NAME
from generator.privacy import paper_key
from generator.privacy.seal import Key
from generator.publish import cards
from generator.render import html
from generator.workspace import theme
from generator.workspace.layout import TEMPLATES


def back_up_key(options: KeyBackupOptions) -> None:
    keys = open_keys(options.start)
    name, key = _own_key(options.name, keys)
    if str(options.file) == "-":
        _show_lines(name, key, options)
        return
    root = keys.space.root
    environment = html.environment(theme.load_theme(root / TEMPLATES))
    put_secret(
        options.file,
        root,
        html.card(environment, cards.key_card(name, key)).encode(),
    )
    shown = click.format_filename(options.file)
    say(f"Wrote {shown}. Open it in a browser, print it, then delete it.")


def _own_key(typed: str | None, keys: KeysInUse) -> tuple[str, Key]:
    """The key that was named, else the one in use. Raises Stopped where it is none of one's own."""
    name = typed or keys.settings.key or ""
    key = keys.ring.find(name)
    if key is None or name == DEMONSTRATION_NAME:
        raise Stopped("there is no key of your own to back up; make one with `handrail key new`")
    return name, key


def _show_lines(name: str, key: Key, options: KeyBackupOptions) -> None:
    if not options.yes and not click.confirm(
        "This shows the key. Is nobody looking over your shoulder?"
    ):
        return
    lines = [f"Key {name}, fingerprint {key.fingerprint}", *paper_key.encode(key)]
    click.echo("\n".join(lines))
