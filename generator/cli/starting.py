"""Starting: the commands that begin a workspace and a plan. Neither ever writes over a file."""

from __future__ import annotations

import os
import secrets
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.cli.frame import Stopped, asked_name, plan_names, root_of, stopped, today_option, workspace_option
from generator.errors import HandrailError, PlanError
from generator.telling import worded
from generator.workspace import PLAN_ENDINGS, PLANS, SETTINGS_NAME

if TYPE_CHECKING:
    from generator.copying import Copied
    from generator.model import Settings

SCHEMA_NAME: Final = "plan.schema.json"


def _starter_names(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from generator.starters import starters

    return [starter.name for starter in starters() if starter.name.startswith(incomplete)]


@click.command()
@click.argument("name", required=False)
@click.option("--starter", shell_complete=_starter_names, help="What to begin from; see --list. Default: blank.")
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    shell_complete=plan_names,
    help="Copy this plan, without its log, behind a link of its own.",
)
@click.option("--list", "listing", flag_value="yes", help="Show the starters, and make nothing.")
@workspace_option
@today_option
def new(
    name: str | None, *, starter: str | None, source: Path | None, listing: str | None, start: Path, today: date
) -> None:
    """Begin a plan, as a draft with questions in it.

    NAME is what its file is called. Leave it out, and you are offered an alias.

    \b
    Examples:
      handrail new sam
      handrail new quiet-river --starter anxiety
      handrail new sam-autumn --from plans/sam.yml
      handrail new --list
    """
    if listing:
        _list_starters()
        return
    if starter and source:
        raise click.UsageError("choose one of the two, --starter or --from")
    root = root_of(start)
    settings = _settings(root)
    starter = None if source else _starter(starter)
    stem = _stem(name, root)
    file = f"{PLANS}/{stem}.yml"
    if starter:
        _put(root, file, _from_starter(starter, stem, settings, today))
    elif source:
        copied = _from_plan(source, root, settings)
        _put(root, file, copied.data)
    shown = _shown(root, file)
    click.echo(f"Made {shown}.")
    if starter:
        click.echo("It is a draft: no page is made of it until you write `status: active`.")
    elif source:
        _tell_what_came_along(copied)
    if not settings.support:
        click.echo(f"No page goes out before `support:` in {SETTINGS_NAME} names whom a client can call.")
    if settings.key is None:
        click.echo("No private page can be made before there is a key: handrail key new")
    click.echo(f"Put your client's words in, then: handrail check {shown}")
    click.echo("To make the page: handrail build")


def _list_starters() -> None:
    from generator.starters import starters

    for starter in starters():
        click.echo(f"{starter.name:<14}{starter.about.partition(': ')[2]}")


def _starter(name: str | None) -> str:
    """The starter to begin from: the one asked for, else the one chosen now, else the blank one."""
    from generator.shapes import near_miss
    from generator.starters import BLANK, starters

    names = [starter.name for starter in starters()]
    if name is None and sys.stdin.isatty():
        _list_starters()
        return str(click.prompt("Which starter?", type=click.Choice(names), default=BLANK, show_choices=False))
    if name is not None and name not in names:
        near = near_miss(name, names)
        more = f'; did you mean "{near}"?' if near else ""
        raise click.UsageError(f'there is no starter "{name}"{more}\nStarters: {", ".join(names)}')
    return name or BLANK


def _stem(words: str | None, root: Path) -> str:
    """What the file is called, without its ending: an alias where none was typed, or where a full name was."""
    from generator import aliases, workspace

    taken = {Path(plan).stem for plan in workspace.plan_names(root)}
    if words is None or aliases.looks_like_a_full_name(words):
        stem = aliases.alias(taken, secrets.choice)
        if words is not None:
            click.echo("This looks like a full name. File names show in git, in lists and over your shoulder,")
            click.echo(f"so an alias is safer: {stem}")
        if sys.stdin.isatty():
            stem = click.prompt("Name of the file", default=stem)
        elif words is not None:
            click.echo("For a name of your own choice, write it in small letters.")
        words = stem
    stem = aliases.file_name(words)
    if not stem or not workspace.is_plan_name(f"{PLANS}/{stem}.yml"):
        raise click.UsageError("a plan's name is made of letters, digits and hyphens: quiet-river")
    return stem


def _from_starter(starter: str, stem: str, settings: Settings, today: date) -> bytes:
    from generator import aliases
    from generator.starters import Beginning, filled

    known = Beginning(
        uid=secrets.token_hex(16),
        key=settings.key,
        client=aliases.shown(stem),
        today=today,
        schema="../" * (stem.count("/") + 1) + SCHEMA_NAME,
    )
    return filled(starter, known).encode()


def _from_plan(source: Path, root: Path, settings: Settings) -> Copied:
    from generator.copying import copied

    try:
        return copied(source.read_bytes(), asked_name(source, root), secrets.token_hex(16), settings.key)
    except PlanError as error:
        for finding in error.findings:
            click.echo(worded(finding), err=True)
        raise Stopped("First mend the plan that you want to copy.") from error


def _tell_what_came_along(copied: Copied) -> None:
    click.echo("It has a new link and no log. All else came along, so please look at:")
    for what, lines in (("people", copied.people), ("dates", copied.dates), ("private notes", copied.private)):
        if lines:
            click.echo(f"  {what}: line {', '.join(map(str, lines))}")


def _put(root: Path, file: str, data: bytes) -> None:
    """The plan on disk, and the schema that its first line names. Raises Stopped where a plan has this name."""
    from generator.place import Placed, place
    from generator.schema import plan_schema

    there = [(root / file).with_suffix(ending) for ending in PLAN_ENDINGS]
    try:
        if any(path.exists() for path in there) or place(root, file, data) is Placed.KEPT:
            raise Stopped(f"{_shown(root, file)} is there already, and stays as it is. Choose another name.")
        place(root, SCHEMA_NAME, plan_schema().encode())
    except HandrailError as error:
        raise stopped(error) from error


def _settings(root: Path) -> Settings:
    from generator import workspace
    from generator.parse import parse
    from generator.validate import NO_SETTINGS, read_settings

    try:
        data = workspace.read(root).settings
        return NO_SETTINGS if data is None else read_settings(parse(data, SETTINGS_NAME))
    except PlanError as error:
        for finding in error.findings:
            click.echo(worded(finding), err=True)
        raise Stopped("First mend the settings.") from error
    except HandrailError as error:
        raise stopped(error) from error


def _shown(root: Path, file: str) -> str:
    """A file as one would type it from here."""
    return os.path.relpath(root / file)
