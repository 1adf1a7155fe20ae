"""Key new: a key is made, in place of a lost one where it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Final

import click

from generator.cli.actions.keys import (
    KeysInUse,
    Use,
    checked_name,
    count_of_plans,
    give_key,
    make_new_key,
    note_key,
    open_keys,
    opened_unchecked,
    plans_by_key,
    refuse_used,
    show_left,
    unreadable_plans,
)
from generator.cli.errors import FOUND
from generator.cli.key_new import KeyNewOptions
from generator.cli.terminal import say
from generator.model.settings import DEMONSTRATION_NAME
from generator.scaffold.workspace import KeyName
from generator.workspace.layout import SETTINGS_NAME

_BACK_UP: Final = "Back it up today: handrail key backup FILE.html, print it, and delete the file."


def make_key(options: KeyNewOptions) -> None:
    if options.lost:
        _replace_lost(options)
        return
    keys = open_keys(options.start)
    name, made = make_new_key(keys, options.name, options.today)
    in_use = note_key(keys.space.root, KeyName(name, made.fingerprint), Use.IF_NONE)
    say(f'Made the key "{name}", fingerprint {made.fingerprint}.')
    say(f"It lies in {keys.file.path}, and {SETTINGS_NAME} knows its name.")
    if in_use != name:
        say(f"Pages go on with the key {in_use}. `handrail key rotate {name}` uses the new one.")
    say(_BACK_UP)


def _replace_lost(options: KeyNewOptions) -> None:
    """A key in place of all that plans or settings name and nobody has."""
    keys = opened_unchecked(options.start)
    plans_of = plans_by_key(keys.space, keys.settings)
    lost = _lost_keys(keys, plans_of)
    if not lost:
        say("No key is lost: every key that your plans and handrail.yml name is in the key file.")
        return
    plans = sorted(plan for key in lost for plan in plans_of.get(key, []))
    if options.name is not None:
        refuse_used(checked_name(options.name), keys)
    say(
        f"Not in your key file: {', '.join(lost)}. With its paper it comes back: handrail key restore {lost[0]}"
    )
    question = f"Without it, {count_of_plans(len(plans))} will get a new link, and each old bookmark stops. Go on?"
    if not options.yes and not click.confirm(question):
        return
    name, made = make_new_key(keys, options.name, options.today)
    use = Use.NOT_YET
    if keys.settings.key in lost:
        use = Use.FROM_NOW_ON
    note_key(keys.space.root, KeyName(name, made.fingerprint), use)
    say(f'Made the key "{name}", fingerprint {made.fingerprint}. It lies in {keys.file.path}.')
    left = give_key(keys.space.root, plans, name)
    say(_BACK_UP)
    say("Then build, publish, and hand out the new links: handrail links --show-secrets")
    broken = sorted({*left, *unreadable_plans(keys.space)})
    if broken:
        show_left(
            broken,
            f"These plans could not be given the new key, so write `key: {name}` below `share:` in them",
        )
        sys.exit(FOUND)


def _lost_keys(keys: KeysInUse, plans_of: Mapping[str, Sequence[str]]) -> list[str]:
    """The keys that plans or settings name and nobody has."""
    named = {*plans_of, keys.settings.key or DEMONSTRATION_NAME}
    at_hand = {name for name, _ in keys.ring.keys}
    return sorted(named - at_hand - {DEMONSTRATION_NAME})
