"""New: a plan is begun from a starter, or as a copy of another."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePosixPath

import click

from generator.builder.context import open_workspace
from generator.cli.actions.plan_names import asked_plan
from generator.cli.errors import Stopped
from generator.cli.new import NewOptions
from generator.cli.options import as_typed, root_of
from generator.cli.terminal import say
from generator.editing.copying import Copied, copied
from generator.format.fields.slips import near_miss
from generator.format.json_schema import plan_schema
from generator.format.starters import BLANK, Beginning, filled, starters
from generator.model.settings import Settings
from generator.scaffold import naming, workspace
from generator.workspace import files, layout
from generator.workspace.files import Created, write_new
from generator.workspace.intake import bytes_of
from generator.workspace.layout import PLAN_ENDINGS, PLANS, SCHEMA_NAME, SETTINGS_NAME


def begin_plan(options: NewOptions) -> None:
    if options.listing:
        _list_starters()
        return
    if options.starter and options.source:
        raise click.UsageError("choose one of the two, --starter or --from")
    root = _root_of_own_plans(options)
    settings = open_workspace(root, options.today).settings
    if options.source:
        stem = _begin_as_copy(options.source, options.name, root, settings)
    else:
        stem = _begin_from_starter(options, root, settings)
    _show_next_steps(root, stem, settings)


def _begin_as_copy(
    source: str,
    name: str | None,
    root: Path,
    settings: Settings,
) -> str:
    """Make a plan like another; what its file is called, without its ending."""
    stem = _stem(name, root)
    copy = _copy_of(source, root, settings)
    _make_plan(root, stem, copy.data)
    _show_what_to_look_at(copy)
    return stem


def _begin_from_starter(options: NewOptions, root: Path, settings: Settings) -> str:
    """Make a plan to be filled in; what its file is called, without its ending."""
    starter = _starter(options.starter)
    stem = _stem(options.name, root)
    _make_plan(root, stem, _from_starter(starter, stem, settings, options.today))
    return stem


def _root_of_own_plans(options: NewOptions) -> Path:
    """The workspace. Raises Stopped for the program's own folder."""
    root = root_of(options.start)
    if workspace.is_program(root):
        raise Stopped(
            "This is Handrail's own folder, and its key is known to all. "
            "Go to your own plans, or begin there:\n   handrail init ~/practice"
        )
    return root


def _make_plan(root: Path, stem: str, data: bytes) -> None:
    _write_plan(root, stem, data)
    say(f"Made {as_typed(root, _file(stem))}, a draft that only you can see.")


def _show_next_steps(root: Path, stem: str, settings: Settings) -> None:
    if not settings.support:
        say(f"No page goes out before `support:` in {SETTINGS_NAME} names whom a client can call.")
    if settings.key is None:
        say("No private page can be made before there is a key: handrail key new")
    say(f"Put your client's words in, then: handrail check {_short(stem, root)}")
    say("Once it is agreed, write `status: active` in it, then: handrail build")


def _file(stem: str) -> str:
    return f"{PLANS}/{stem}.yml"


def _list_starters() -> None:
    known = starters()
    wide = max(len(starter.name) for starter in known)
    for starter in known:
        say(f"{starter.name:<{wide}}  {starter.about.partition(': ')[2]}")


def _starter(name: str | None) -> str:
    """The starter to begin from: the one asked for, else the one chosen now, else the blank one."""
    names = [starter.name for starter in starters()]
    if name is None:
        return _chosen_starter(names)
    if name not in names:
        near = near_miss(name, names)
        more = f'; did you mean "{near}"?' if near else ""
        raise click.UsageError(f'there is no starter "{name}"{more}\nStarters: {", ".join(names)}')
    return name


def _chosen_starter(names: Sequence[str]) -> str:
    if not sys.stdin.isatty():
        return BLANK
    _list_starters()
    choice = click.Choice(names)
    return str(
        click.prompt(
            "Which starter?",
            type=choice,
            default=BLANK,
            show_choices=False,
        )
    )


def _stem(words: str | None, root: Path) -> str:
    """What the file is called, without its ending: an alias where none was typed, or where a full name was."""
    if words is None or naming.looks_like_a_full_name(words):
        words = _alias(words, root)
    stem = ""
    if naming.could_be_a_name(words):
        stem = naming.file_name(words)
    if not stem or not layout.is_plan_name(_file(stem)):
        raise click.UsageError("a plan's name is made of letters, digits and hyphens: quiet-river")
    return stem


def _alias(full_name: str | None, root: Path) -> str:
    """An alias that no plan has yet, or what somebody chooses in its place."""
    taken = {Path(plan).stem for plan in layout.plan_names(root)}
    alias = naming.alias(taken, secrets.choice)
    if full_name is not None:
        say("This looks like a full name. File names show in git, in lists and over your shoulder,")
        say(f"so an alias is safer: {alias}")
    if sys.stdin.isatty():
        return str(click.prompt("Name of the file", default=alias))
    if full_name is not None:
        say("For a name of your own choice, write it in small letters.")
    return alias


def _short(stem: str, root: Path) -> str:
    """As little as is to be typed for this plan and no other."""
    name = PurePosixPath(stem).name
    alike = [plan for plan in layout.plan_names(root) if PurePosixPath(plan).stem == name]
    if len(alike) < 2:
        return name
    if "/" in stem:
        return stem
    return _file(stem)


def _from_starter(
    starter: str,
    stem: str,
    settings: Settings,
    today: date,
) -> bytes:
    known = Beginning(
        uid=secrets.token_hex(16),
        key=settings.key,
        client=naming.display_name(stem),
        today=today,
        schema="../" * (stem.count("/") + 1) + SCHEMA_NAME,
    )
    return filled(starter, known).encode()


def _copy_of(source: str, root: Path, settings: Settings) -> Copied:
    name = asked_plan(source, root)
    try:
        data = bytes_of(root / name)
    except OSError as error:
        raise Stopped(f"cannot read {name}: {error.strerror}") from error
    return copied(data, name, secrets.token_hex(16), settings.key)


def _show_what_to_look_at(copy: Copied) -> None:
    say("It has a new link and no log. All else came along, so please look at:")
    for what, lines in (
        ("people", copy.people),
        ("dates", copy.dates),
        ("private notes", copy.private),
    ):
        if lines:
            word = "line" if len(lines) == 1 else "lines"
            say(f"  {what}: {word} {', '.join(map(str, lines))}")


def _write_plan(root: Path, stem: str, data: bytes) -> None:
    """The plan on disk, and the schema that its first line names. Raises Stopped where a plan has this name."""
    file = _file(stem)
    files.sweep_dead_drafts((root / file).parent)
    if _has_plan(root, file) or write_new(root, file, data) is Created.KEPT:
        raise Stopped(
            f"{as_typed(root, file)} is there already, and stays as it is. Choose another name."
        )
    write_new(root, SCHEMA_NAME, plan_schema().encode())


def _has_plan(root: Path, file: str) -> bool:
    """Whether a plan has this name, with whatever ending; an empty file is none."""
    paths = [(root / file).with_suffix(ending) for ending in PLAN_ENDINGS]
    return any(path.exists() and not files.is_empty_file(path) for path in paths)
