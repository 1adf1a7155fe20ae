"""Keeping: the commands for the keys of a practice. None of them shows a key, but for its paper backup."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from generator.cli.frame import Stopped, first_mend, fresh_file, root_of, stopped, today_option, workspace_option
from generator.errors import HandrailError, PlanError
from generator.workspace import SETTINGS_NAME, Workspace

if TYPE_CHECKING:
    from generator.keys import KeyFile
    from generator.model import Settings
    from generator.seal import Keyring


def _key_names(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from generator import keys

    try:
        return [name for name, _ in keys.listed(keys.key_file()) if name.startswith(incomplete)]
    except HandrailError:
        return []


_name_argument = click.argument("name", required=False, shell_complete=_key_names)


@click.group()
def key() -> None:
    """Make, back up and change the key that seals your pages.

    One key makes all private links of a practice. It lies in a file outside your plans; back it up on paper.

    \b
    Examples:
      handrail key new
      handrail key backup ~/Desktop/key.html
    """


@key.command()
@_name_argument
@workspace_option
@today_option
def new(name: str | None, start: Path, today: date) -> None:
    """Make a key, and name it in handrail.yml.

    \b
    Examples:
      handrail key new
      handrail key new practice-2026
    """
    from generator import keys

    file, space, settings, _ = _opened(start)
    name = checked_name(name or f"practice-{today.year}")
    made = keys.new_key()
    try:
        if any(known == name for known, _ in keys.listed(file)):
            raise Stopped(f'there is a key "{name}" already; choose another name, such as {name}b')
        keys.add(file, name, made)
    except HandrailError as error:
        raise stopped(error) from error
    is_first = settings.key in (None, "demonstration")
    _note(space, name, made.fingerprint, is_first=is_first)
    click.echo(f'Made the key "{name}", fingerprint {made.fingerprint}.')
    click.echo(f"It lies in {file.path}, and {SETTINGS_NAME} knows its name.")
    if not is_first:
        click.echo(f"Pages go on with the key {settings.key}. `handrail key rotate {name}` uses the new one.")
    click.echo("Back it up today: handrail key backup FILE.html, print it, and delete the file.")


@key.command()
@workspace_option
def show(start: Path) -> None:
    """Say which keys there are, and which plans use them; never the keys.

    \b
    Examples:
      handrail key show
    """
    file, space, settings, ring = _opened(start)
    click.echo(f"Key file: {file.path}")
    used = _used(space, settings)
    for name, known in ring.keys:
        plans = used.get(name, [])
        if name == "demonstration" and not plans and settings.key != name:
            continue
        default = ", for plans that name none" if name == settings.key else ""
        click.echo(f"{name}  fingerprint {known.fingerprint}{default}")
        for plan in plans:
            click.echo(f"  {plan}")
    if len(ring.keys) == 1:
        click.echo("No key of your own yet. Make one with `handrail key new`.")


@key.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--name", shell_complete=_key_names, help="Which key; default: the one in handrail.yml.")
@workspace_option
@click.option("--yes", is_flag=True, help="Do not ask before the key is shown on the terminal.")
def backup(file: Path, name: str | None, start: Path, yes: bool) -> None:  # noqa: FBT001
    """Write a key as four lines to print; - shows them here.

    Keep the paper where you keep client files. Whoever has it can open every page.

    \b
    Examples:
      handrail key backup ~/Desktop/key.html
      handrail key backup -
    """
    from generator import card, paper, render, theme

    _, space, settings, ring = _opened(start)
    name = name or settings.key or ""
    found = ring.find(name)
    if found is None or name == "demonstration":
        raise Stopped("there is no key of your own to back up; make one with `handrail key new`")
    if str(file) == "-":
        if not yes and not click.confirm("This shows the key. Is nobody looking over your shoulder?"):
            return
        click.echo("\n".join([f"Key {name}, fingerprint {found.fingerprint}", *paper.lines_of(found)]))
        return
    environment = render.environment(theme.load(space.root / "templates"))
    page = render.card(environment, card.key_card(name, found))
    path = fresh_file(file, space.root)
    path.touch(mode=0o600)
    path.write_text(page, "utf-8")
    click.echo(f"Wrote {click.format_filename(file)}. Open it in a browser, print it, then delete it.")


@key.command()
@click.argument("name", shell_complete=_key_names)
@click.argument("file", required=False, type=click.File("r"))
@workspace_option
def restore(name: str, file: IO[str] | None, start: Path) -> None:
    """Read a key back from its paper: type the four lines, or name a file that has them.

    \b
    Examples:
      handrail key restore practice-2026
      handrail key restore practice-2026 lines.txt
    """
    from generator import keys, paper

    place, space, settings, _ = _opened(start, check=False)
    if file is not None:
        lines = [line for line in file.read().splitlines() if line.strip() and not line.lower().startswith("key ")]
    else:
        click.echo("Type the four lines as they stand on the paper.", err=True)
        lines = [click.prompt(f"Line {number}", prompt_suffix=": ", err=True) for number in range(1, 5)]
    try:
        found = paper.key_of(lines)
        known = dict(settings.fingerprints).get(name)
        if known is not None and known != found.fingerprint:
            raise Stopped(
                f'this paper is of another key: {SETTINGS_NAME} knows "{name}" by the fingerprint {known}, '
                f"and this one has {found.fingerprint}"
            )
        keys.add(place, checked_name(name), found)
    except HandrailError as error:
        raise stopped(error) from error
    _note(space, name, found.fingerprint, is_first=settings.key is None)
    click.echo(f'The key "{name}" is back, fingerprint {found.fingerprint}.')


@key.command()
@_name_argument
@workspace_option
@today_option
@click.option("--all", "everything", flag_value="all", help="Give every private plan the new key, and so a new link.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def rotate(name: str | None, start: Path, today: date, everything: str | None, yes: bool) -> None:  # noqa: FBT001
    """Use a new key for new plans; with --all for every plan.

    Plans that name their key keep it, and so their links. With --all every bookmark dies.

    \b
    Examples:
      handrail key rotate
      handrail key rotate practice-2027 --all
    """
    from generator import edit, keys, mend

    file, space, settings, ring = _opened(start)
    private = _used(space, settings)
    leaning = _leaning(space)
    if leaning and not everything:
        raise Stopped(
            f"{_plans(len(leaning))} would get a new link, since no key is named in the plan. "
            "Run `handrail check --fix` first, which writes the name in; or `--all`, if new links are what you want."
        )
    name = checked_name(name or _free_name(f"practice-{today.year}", ring))
    plans = sorted(plan for used in private.values() for plan in used)
    if everything and plans and not yes:
        sentence = f"{_plans(len(plans))} will get a new link, and each old bookmark stops. Go on?"
        if not click.confirm(sentence):
            return
    try:
        made = ring.find(name)
        if made is None:
            made = keys.new_key()
            keys.add(file, name, made)
        if everything:
            for source in space.plans:
                if source.name in plans:
                    data = edit.with_value_below(source.data, source.name, "share", "key", name)
                    mend.put(space.root, source, data)
    except HandrailError as error:
        raise stopped(error) from error
    _note(space, name, made.fingerprint, is_first=True)
    click.echo(f'New plans use the key "{name}", fingerprint {made.fingerprint}. Back it up today.')
    if everything and plans:
        click.echo("Now build, publish, and hand out the new links: handrail links")


def _opened(start: Path, *, check: bool = True) -> tuple[KeyFile, Workspace, Settings, Keyring]:
    from generator import keys, workspace
    from generator.reading import settings_of
    from generator.seal import Keyring

    root = root_of(start)
    file = keys.key_file()
    try:
        space = workspace.read(root)
        settings = settings_of(space)
        ring = keys.load(file, root, settings) if check else Keyring(keys.listed(file))
    except PlanError as error:
        raise first_mend("the settings", error) from error
    except HandrailError as error:
        raise stopped(error) from error
    return file, space, settings, ring


def _note(space: Workspace, name: str, fingerprint: str, *, is_first: bool) -> None:
    """Write the key's fingerprint, and its name where it is the one to use, into the settings."""
    from generator import edit, write
    from generator.parse import parse
    from generator.validate import read_settings
    from generator.workspace import SCRATCH

    data = space.settings or b""
    try:
        if is_first:
            data = edit.with_value(data, SETTINGS_NAME, "key", name)
        known = read_settings(parse(data, SETTINGS_NAME), space.languages).fingerprints if data.strip() else ()
        if not known:
            data = edit.with_value(data, SETTINGS_NAME, "fingerprints", f'{{{name}: "{fingerprint}"}}')
        elif (name, fingerprint) not in known:
            data = edit.with_value_below(data, SETTINGS_NAME, "fingerprints", name, f'"{fingerprint}"')
        (space.root / SCRATCH).mkdir(exist_ok=True)
        write.replace(space.root / SETTINGS_NAME, data, space.root / SCRATCH)
    except (HandrailError, OSError) as error:
        raise Stopped(f"the key is safe, but {SETTINGS_NAME} cannot be written: {error}") from error


def _used(space: Workspace, settings: Settings) -> dict[str, list[str]]:
    """The private plans by the name of the key that seals them."""
    used: dict[str, list[str]] = {}
    for name, key_name in _named_keys(space):
        if key_name or settings.key:
            used.setdefault(key_name or settings.key or "", []).append(name)
    return used


def _leaning(space: Workspace) -> list[str]:
    """The private plans that name no key."""
    return [name for name, key_name in _named_keys(space) if key_name is None]


def _named_keys(space: Workspace) -> list[tuple[str, str | None]]:
    from generator.model import Access
    from generator.parse import parse
    from generator.validate import guards_of

    found = []
    for source in space.plans:
        try:
            guards = guards_of(parse(source.data, source.name))
        except PlanError:
            continue
        if guards and guards[1].access in (Access.LINK, Access.WORDS):
            found.append((source.name, guards[1].key))
    return found


def checked_name(name: str) -> str:
    from generator.shapes import is_id

    if not is_id(name) or name == "demonstration":
        raise click.UsageError("a key's name is lower-case letters, digits and hyphens: practice-2026")
    return name


def _free_name(name: str, ring: Keyring) -> str:
    taken = {known for known, _ in ring.keys}
    return next(free for free in (name, *(f"{name}-{n}" for n in range(2, 1000))) if free not in taken)


def _plans(count: int) -> str:
    return "1 plan" if count == 1 else f"{count} plans"
