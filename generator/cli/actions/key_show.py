"""Key show: which keys there are, and which plans use them."""

from __future__ import annotations

import click

from generator.cli.actions.keys import open_keys, plans_by_key
from generator.cli.key_show import KeyShowOptions
from generator.model.settings import DEMONSTRATION_NAME


def show_keys(options: KeyShowOptions) -> None:
    keys = open_keys(options.start)
    click.echo(f"Key file: {keys.file.path}")
    plans_of = plans_by_key(keys.space, keys.settings)
    for name, key in keys.ring.keys:
        plans = plans_of.get(name, [])
        is_default = name == keys.settings.key
        if name == DEMONSTRATION_NAME and not plans and not is_default:
            continue
        default = ", for plans that name none" if is_default else ""
        click.echo(f"{name}  fingerprint {key.fingerprint}{default}")
        for plan in plans:
            click.echo(f"  {plan}")
    if len(keys.ring.keys) == 1:
        click.echo("No key of your own yet. Make one with `handrail key new`.")
