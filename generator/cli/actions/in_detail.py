"""In detail: what `--verbose` tells beside the rest, on stderr so that it mixes with no document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from generator.builder.site import Built
from generator.cli.terminal import say_beside
from generator.privacy import keyfile
from generator.workspace.layout import PLANS, SITE, TEMPLATES, plan_names, printable
from generator.workspace.theme import own_files


def tell(line: str) -> None:
    """One line beside the rest."""
    say_beside(line)


def tell_workspace(root: Path) -> None:
    """Say where things were looked for: plans, templates of one's own, and the key file."""
    tell(f"Workspace: {click.format_filename(root)}")
    tell(f"Plan files in {PLANS}/: {len(plan_names(root))}")
    own = own_files(root / TEMPLATES)
    if own:
        tell(f"Templates of your own: {', '.join(map(printable, own))}")
    tell(f"Key file: {click.format_filename(keyfile.key_file().path)}")


def tell_build(root: Path, built: Built) -> None:
    """Say what a build looked at, and of each page why it was made anew."""
    tell_workspace(root)
    for path, why in sorted(built.anew.items()):
        outcome = f"wrote {SITE}/{path}"
        if path not in built.written:
            outcome = "it came out as it stands"
        tell(f"{printable(built.plans.get(path, path))}: made anew, since {why.value}; {outcome}")
    kept = {*built.pages} - {*built.anew}
    tell(f"Pages that stand as they are: {len(kept)}")
    for path in built.missing:
        tell(f"{SITE}/{path} stays, since its plan is out of sight")


def tell_files(word: str, paths: Iterable[str]) -> None:
    """Name files, one a line."""
    for path in paths:
        tell(f"{word} {path}")
