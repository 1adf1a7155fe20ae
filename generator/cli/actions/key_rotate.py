"""Key rotate: a new key for new plans, or for all."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from generator.builder.context import open_workspace
from generator.cli.actions.keys import (
    Use,
    checked_name,
    count_of_plans,
    fresh_name,
    give_key,
    note_key,
    open_keys,
    plans_under_another,
    plans_without_key,
    refuse_used,
    show_left,
    unreadable_plans,
)
from generator.cli.errors import FOUND, Stopped
from generator.cli.key_rotate import KeyRotateOptions
from generator.cli.terminal import say, say_beside
from generator.privacy import keyfile
from generator.privacy.links import Links
from generator.privacy.seal import Keyring
from generator.publish.revoke import link_facts, revoke
from generator.scaffold.workspace import KeyName
from generator.workspace import layout


def rotate_key(options: KeyRotateOptions) -> None:
    keys = open_keys(options.start)
    unnamed = plans_without_key(keys.space)
    if unnamed and not options.all_plans:
        raise Stopped(
            f"{count_of_plans(len(unnamed))} would get a new link, since no key is named in the plan. "
            "Run `handrail check --fix` first, which writes the name in; or `--all`, if new links are what you want."
        )
    name = checked_name(options.name or fresh_name(f"practice-{options.today.year}", keys))
    if keys.ring.find(name) is None:
        refuse_used(name, keys)
    plans = plans_under_another(keys, name)
    if options.all_plans and plans and not options.yes:
        question = (
            f"{count_of_plans(len(plans))} will get a new link, and each old bookmark stops. Go on?"
        )
        if not click.confirm(question):
            return
    root = keys.space.root
    key = keyfile.take(keys.file, root, name)
    note_key(root, KeyName(name, key.fingerprint), Use.FROM_NOW_ON)
    say(f'New plans use the key "{name}", fingerprint {key.fingerprint}. Back it up today.')
    if not options.all_plans:
        return
    left = sorted({*give_key(root, plans, name), *unreadable_plans(keys.space)})
    if plans:
        say("Now build, publish, and hand out the new links: handrail links --show-secrets")
    if left:
        _deal_with_broken(root, left, name, options)
        sys.exit(FOUND)


def _deal_with_broken(
    root: Path, left: Sequence[str], name: str, options: KeyRotateOptions
) -> None:
    """Name the plans that could not be given the key, and end their links where somebody wants it."""
    show_left(
        left,
        "These plans have a mistake, and their pages still stand under the old key",
    )
    if not options.end_broken and not _wants_to_end(options):
        say_beside(f"Mend each, then: handrail key rotate {name} --all")
        say_beside(f"To take the pages away at once: handrail key rotate {name} --all --end-broken")
        return
    kept = _end_links(root, left, name, options.today)
    if kept:
        show_left(
            kept,
            "Of these no uid can be read, so their pages still stand; write `status: revoked` in them",
        )
    say_beside(
        "The links have ended; publish now. For new ones, mend each plan, and rotate --all again"
    )


def _wants_to_end(options: KeyRotateOptions) -> bool:
    if options.yes or not sys.stdin.isatty():
        return False
    return click.confirm("End their links, so the pages go?")


def _end_links(
    root: Path,
    names: Sequence[str],
    new_key: str,
    today: date,
) -> list[str]:
    """End every link that these plans have under another key than the new one; those of which nobody can tell any."""
    links = _links_under_others(root, new_key, today)
    kept = []
    sources = {source.name: source for source in layout.read_workspace(root).plans}
    for name in names:
        facts = link_facts(sources[name]) if name in sources else None
        if facts is None:
            kept.append(name)
        else:
            revoke(root, links, replace(facts, page=None))
    return kept


def _links_under_others(root: Path, new_key: str, today: date) -> Links:
    """The links of a workspace as if the new key were not at hand."""
    links = open_workspace(root, today).links
    others = tuple((name, key) for name, key in links.keyring.keys if name != new_key)
    return replace(links, keyring=Keyring(others))
