"""Key show: which keys there are, and which plans use them."""

from __future__ import annotations

from collections.abc import Sequence

from generator.cli.actions.keys import KeysInUse, open_keys, plans_by_key
from generator.cli.key_show import KeyShowOptions
from generator.cli.terminal import say
from generator.model.settings import DEMONSTRATION_NAME
from generator.scaffold.workspace import KeyName


def show_keys(options: KeyShowOptions) -> None:
    keys = open_keys(options.start)
    say(f"Key file: {keys.file.path}")
    plans_of = plans_by_key(keys.space, keys.settings)
    for name, key in keys.ring.keys:
        is_used = name in plans_of or name == keys.settings.key
        if is_used or name != DEMONSTRATION_NAME:
            _show_key(KeyName(name, key.fingerprint), plans_of.get(name, ()), keys)
    if len(keys.ring.keys) == 1:
        say("No key of your own yet. Make one with `handrail key new`.")


def _show_key(key: KeyName, plans: Sequence[str], keys: KeysInUse) -> None:
    """A key, and below it the plans that it seals."""
    default = ", for plans that name none" if key.name == keys.settings.key else ""
    say(f"{key.name}  fingerprint {key.fingerprint}{default}")
    for plan in plans:
        say(f"  {plan}")
