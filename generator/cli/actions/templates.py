"""Templates: the built-in ones are listed, beside those of a workspace's own, and copied into it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from generator.builder.template_notes import meant_template, template_notes
from generator.cli.errors import Stopped
from generator.cli.options import as_typed, root_of
from generator.cli.report import format_finding
from generator.cli.templates import TemplatesOptions
from generator.cli.terminal import say
from generator.workspace.files import Created, write_new
from generator.workspace.layout import TEMPLATES, printable
from generator.workspace.own_templates import (
    OwnState,
    built_in_templates,
    copy_of,
    own_templates,
    summary,
)


def show_templates(options: TemplatesOptions) -> None:
    root = root_of(options.start)
    built_in = built_in_templates()
    if options.copies:
        _copy(root, options.copies, built_in)
        return
    _show_own(root / TEMPLATES)
    say("Built in:")
    width = max(map(len, built_in))
    for name, text in built_in.items():
        say(f"  {name:{width}}  {summary(text)}".rstrip())


def _show_own(overrides: Path) -> None:
    own = own_templates(overrides)
    if not own:
        return
    say("Your own:")
    for one in own:
        say(f"  {printable(one.name)}: {_told(one.state)}")
    say()
    for note in template_notes(overrides):
        say(format_finding(note))


def _told(state: OwnState) -> str:
    if state is OwnState.UNUSED:
        return "unused"
    if state is OwnState.OUTDATED:
        return "stands in for the built-in one, and is outdated"
    return str(state.value)


def _copy(root: Path, names: tuple[str, ...], built_in: Mapping[str, str]) -> None:
    """Raises UsageError for a name that no template has, Stopped where a file is there."""
    for name in names:
        if name not in built_in:
            meant = meant_template(name, [*built_in])
            more = f'; did you mean "{meant}"?' if meant else ". `handrail templates` lists them"
            shown = click.format_filename(name)
            raise click.UsageError(f'there is no built-in template "{shown}"{more}')
    for name in names:
        file = f"{TEMPLATES}/{name}"
        shown = as_typed(root, file)
        if write_new(root, file, copy_of(name, built_in[name])) is Created.KEPT:
            raise Stopped(f"{shown} is there already, and stays as it is.")
        say(
            f"Made {shown}. It stands in for the built-in one from the next build on; delete it, "
            "and pages look as they were delivered."
        )
