"""Keeping: the commands for the keys of a practice. None of them shows a key, but for its paper backup."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import Enum
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.cli.frame import (
    FOUND,
    Stopped,
    first_mend,
    put_secret,
    root_of,
    stopped,
    today_option,
    workspace_option,
)
from generator.errors import HandrailError, PlanError
from generator.workspace.layout import SETTINGS_NAME, Workspace

if TYPE_CHECKING:
    from generator.model.settings import Settings
    from generator.privacy.keyfile import KeyFile
    from generator.privacy.seal import Key, Keyring
    from generator.scaffold.workspace import KeyName

_BACK_UP: Final = "Back it up today: handrail key backup FILE.html, print it, and delete the file."
#: How a plan names a key, also where the file cannot be read as a whole.
_KEY_NAME: Final = re.compile(r"""\bkey["']?\s*:\s*["']?([a-z][a-z0-9-]{0,63})\b""")


class Use(Enum):
    """When the settings name a key as the one for plans that name none."""

    FROM_NOW_ON = "from-now-on"
    IF_NONE = "if-none"
    IF_UNSAID = "if-unsaid"
    NOT_YET = "not-yet"


def _key_names(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from generator.privacy import keyfile

    try:
        return [
            name
            for name, _ in keyfile.listed_keys(keyfile.key_file())
            if name.startswith(incomplete)
        ]
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
@click.option("--lost", is_flag=True, help="Take the place of a key that nobody has any more.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def new(name: str | None, start: Path, today: date, lost: bool, yes: bool) -> None:
    """Make a key, and name it in handrail.yml.

    With --lost it takes the place of a key that is gone, paper and all: each plan that the lost key sealed gets the
    new key, and so a new link.

    \b
    Examples:
      handrail key new
      handrail key new practice-2026
      handrail key new --lost
    """
    if lost:
        _replace_lost(name, start, today, yes)
        return

    file, space, settings, ring = _opened(start)
    name, made = _made(file, space, settings, ring, typed=name, today=today)
    in_use = _note(space.root, name, made.fingerprint, Use.IF_NONE)
    click.echo(f'Made the key "{name}", fingerprint {made.fingerprint}.')
    click.echo(f"It lies in {file.path}, and {SETTINGS_NAME} knows its name.")
    if in_use != name:
        click.echo(
            f"Pages go on with the key {in_use}. `handrail key rotate {name}` uses the new one."
        )
    click.echo(_BACK_UP)


def _made(
    file: KeyFile,
    space: Workspace,
    settings: Settings,
    ring: Keyring,
    *,
    typed: str | None,
    today: date,
) -> tuple[str, Key]:
    """A new key and its name: the one that was typed, else one that no key ever had here. Raises Stopped."""
    from generator.privacy import keyfile
    from generator.privacy.seal import Keyring

    while True:
        name = checked_name(typed or _fresh_name(f"practice-{today.year}", space, settings, ring))
        _refuse_used(name, space, settings, ring)
        try:
            made = keyfile.add_new(file, name)
            ring = Keyring(keyfile.listed_keys(file))
        except HandrailError as error:
            raise stopped(error) from error
        if made is not None:
            return name, made
        if typed is not None:
            free = _fresh_name(name, space, settings, ring)
            raise Stopped(f'there is a key "{name}" already; choose another name, such as {free}')


def _replace_lost(name: str | None, start: Path, today: date, yes: bool) -> None:
    """A key in place of all that plans or settings name and nobody has."""

    file, space, settings, ring = _opened(start, check=False)
    at_hand = {known for known, _ in ring.keys}
    used = _used(space, settings)
    gone = sorted({*used, settings.key or "demonstration"} - at_hand - {"demonstration"})
    if not gone:
        click.echo(
            "No key is lost: every key that your plans and handrail.yml name is in the key file."
        )
        return
    plans = sorted(plan for key_name in gone for plan in used.get(key_name, []))
    if name is not None:
        _refuse_used(checked_name(name), space, settings, ring)
    click.echo(
        f"Not in your key file: {', '.join(gone)}. With its paper it comes back: handrail key restore {gone[0]}"
    )
    sentence = (
        f"Without it, {_plans(len(plans))} will get a new link, and each old bookmark stops. Go on?"
    )
    if not yes and not click.confirm(sentence):
        return
    name, made = _made(file, space, settings, ring, typed=name, today=today)
    _note(
        space.root, name, made.fingerprint, Use.FROM_NOW_ON if settings.key in gone else Use.NOT_YET
    )
    click.echo(f'Made the key "{name}", fingerprint {made.fingerprint}. It lies in {file.path}.')
    left = _moved(space.root, plans, name)
    click.echo(_BACK_UP)
    click.echo("Then build, publish, and hand out the new links: handrail links --show-secrets")
    broken = sorted({*left, *_unread(space)})
    if broken:
        _tell_left(
            broken,
            f"These plans could not be given the new key, so write `key: {name}` below `share:` in them",
        )
        raise SystemExit(FOUND)


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
@click.option(
    "--name", shell_complete=_key_names, help="Which key; default: the one in handrail.yml."
)
@workspace_option
@click.option("--yes", is_flag=True, help="Do not ask before the key is shown on the terminal.")
def backup(file: Path, name: str | None, start: Path, yes: bool) -> None:
    """Write a key as four lines to print; - shows them here.

    Keep the paper where you keep client files. Whoever has it can open every page.

    \b
    Examples:
      handrail key backup ~/Desktop/key.html
      handrail key backup -
    """
    from generator.privacy import paper_key
    from generator.publish import cards
    from generator.render import html
    from generator.workspace import theme

    _, space, settings, ring = _opened(start)
    name = name or settings.key or ""
    found = ring.find(name)
    if found is None or name == "demonstration":
        raise Stopped("there is no key of your own to back up; make one with `handrail key new`")
    if str(file) == "-":
        if not yes and not click.confirm(
            "This shows the key. Is nobody looking over your shoulder?"
        ):
            return
        click.echo(
            "\n".join([f"Key {name}, fingerprint {found.fingerprint}", *paper_key.encode(found)])
        )
        return
    environment = html.environment(theme.load_theme(space.root / "templates"))
    put_secret(file, space.root, html.card(environment, cards.key_card(name, found)).encode())
    click.echo(
        f"Wrote {click.format_filename(file)}. Open it in a browser, print it, then delete it."
    )


@key.command()
@_name_argument
@click.argument(
    "file", required=False, type=click.Path(dir_okay=False, allow_dash=True, path_type=Path)
)
@workspace_option
def restore(name: str | None, file: Path | None, start: Path) -> None:
    """Read a key back from its paper: type the four lines, or name a file that has them; - reads what is piped in.

    The file can be the page that `handrail key backup` wrote, or a text with the lines in it. Without NAME, the key
    gets the name that handrail.yml knows it by.

    \b
    Examples:
      handrail key restore
      handrail key restore practice-2026
      handrail key restore practice-2026 lines.txt
    """
    from generator.privacy import keyfile

    place, space, settings, _ = _opened(start, check=False)
    if file is None and name is not None and not _may_be_name(name):
        file, name = Path(name), None
    if name is not None:
        checked_name(name)
    found, named = _from_file(file, settings) if file else (_typed(settings), None)
    known_as = next(
        (known for known, print_ in settings.fingerprints if print_ == found.fingerprint), None
    )
    name = checked_name(name or known_as or named or settings.key or "")
    known = dict(settings.fingerprints).get(name)
    if known is not None and known != found.fingerprint:
        raise Stopped(
            f'this paper is of another key: {SETTINGS_NAME} knows "{name}" by the fingerprint {known}, '
            f"and this one has {found.fingerprint}"
        )
    try:
        keyfile.add(place, name, found)
    except HandrailError as error:
        raise stopped(error) from error
    _note(space.root, name, found.fingerprint, Use.IF_UNSAID)
    click.echo(f'The key "{name}" is back, fingerprint {found.fingerprint}.')
    click.echo(
        "Were links ended on another computer? Bring handrail.revoked up to date first, as by git pull."
    )


def _may_be_name(word: str) -> bool:
    from generator.format.fields.text import is_id

    return is_id(word) or not (word == "-" or Path(word).exists())


def _from_file(file: Path, settings: Settings) -> tuple[Key, str | None]:
    """The key in a file, and its name where the file says it."""
    from generator.privacy import paper_key

    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        backup = paper_key.backup_in(data)
        found, check = paper_key.read_backup(backup.lines)
    except OSError as error:
        raise Stopped(f"cannot read {click.format_filename(file)}: {error.strerror}") from error
    except HandrailError as error:
        raise stopped(error) from error
    if backup.fingerprint is not None and backup.fingerprint != found.fingerprint:
        raise Stopped(
            f"a line has a slip: the paper says fingerprint {backup.fingerprint}; compare it sign by sign"
        )
    if check is paper_key.LineCheck.DIGEST and backup.fingerprint is None:
        _compare_fingerprint(found, settings)
    return found, backup.name


def _typed(settings: Settings) -> Key:
    """The key as it is typed, each line checked at once and asked for again where it has a slip."""
    from generator.privacy import paper_key

    click.echo(
        "Type the four lines as they stand on the paper. Blanks and capitals do not matter.",
        err=True,
    )
    lines: list[str] = []
    open_checks = paper_key.BOTH
    while len(lines) < paper_key.LINES:
        line = click.prompt(f"Line {len(lines) + 1}", prompt_suffix=": ", err=True)
        passed = paper_key.checks(len(lines), line)
        if not passed:
            click.echo(f"{paper_key.slip(len(lines))}. Type it again.", err=True)
        elif not passed & open_checks:
            click.echo(
                "It does not go with the lines before it: one of them has a slip. Begin with line 1.",
                err=True,
            )
            lines, open_checks = [], paper_key.BOTH
        else:
            lines.append(line)
            open_checks &= passed
    found, check = paper_key.read_backup(lines)
    if check is paper_key.LineCheck.DIGEST:
        _compare_fingerprint(found, settings)
    return found


def _compare_fingerprint(found: Key, settings: Settings) -> None:
    """Have an old paper's key compared, as its check lets a slip in a thousand pass."""
    if found.fingerprint in dict(settings.fingerprints).values():
        return
    typed = click.prompt(
        "This paper is of an older kind. Its fingerprint, as the paper says it", err=True
    )
    if "".join(typed.split()).lower() != found.fingerprint:
        raise Stopped(
            f"a line has a slip, or the fingerprint: these lines make {found.fingerprint}. Nothing was done"
        )


@key.command()
@_name_argument
@workspace_option
@today_option
@click.option(
    "--all",
    "everything",
    flag_value="all",
    help="Give every private plan the new key, and so a new link.",
)
@click.option(
    "--end-broken",
    flag_value="end",
    help="With --all: end the links of plans that cannot be given the new key.",
)
@click.option(
    "--yes",
    is_flag=True,
    help="Do not ask; ends no links of plans that cannot be given the new key.",
)
def rotate(
    name: str | None,
    *,
    start: Path,
    today: date,
    everything: str | None,
    end_broken: str | None,
    yes: bool,
) -> None:
    """Use a new key for new plans; with --all for every plan.

    Plans that name their key keep it, and so their links. With --all every bookmark dies. A plan with a mistake that
    hides how it is shared cannot be given a key: it is named, and its page goes if you say so.

    \b
    Examples:
      handrail key rotate
      handrail key rotate practice-2027 --all
    """
    from generator.privacy import keyfile

    file, space, settings, ring = _opened(start)
    leaning = _leaning(space)
    if leaning and not everything:
        raise Stopped(
            f"{_plans(len(leaning))} would get a new link, since no key is named in the plan. "
            "Run `handrail check --fix` first, which writes the name in; or `--all`, if new links are what you want."
        )
    name = checked_name(name or _fresh_name(f"practice-{today.year}", space, settings, ring))
    if ring.find(name) is None:
        _refuse_used(name, space, settings, ring)
    plans = _under_another(space, settings, name)
    if everything and plans and not yes:
        sentence = f"{_plans(len(plans))} will get a new link, and each old bookmark stops. Go on?"
        if not click.confirm(sentence):
            return
    try:
        made = keyfile.take(file, space.root, name)
    except HandrailError as error:
        raise stopped(error) from error
    _note(space.root, name, made.fingerprint, Use.FROM_NOW_ON)
    click.echo(f'New plans use the key "{name}", fingerprint {made.fingerprint}. Back it up today.')
    if not everything:
        return
    left = sorted({*_moved(space.root, plans, name), *_unread(space)})
    if plans:
        click.echo("Now build, publish, and hand out the new links: handrail links --show-secrets")
    if not left:
        return
    _tell_left(left, "These plans have a mistake, and their pages still stand under the old key")
    if (
        end_broken is None
        and not yes
        and sys.stdin.isatty()
        and click.confirm("End their links, so the pages go?")
    ):
        end_broken = "end"
    if end_broken is None:
        click.echo(f"Mend each, then: handrail key rotate {name} --all", err=True)
        click.echo(
            f"To take the pages away at once: handrail key rotate {name} --all --end-broken",
            err=True,
        )
    else:
        kept = _ended(space.root, left, name, today)
        if kept:
            _tell_left(
                kept,
                "Of these no uid can be read, so their pages still stand; write `status: revoked` in them",
            )
        click.echo(
            "The links have ended; publish now. For new ones, mend each plan, and rotate --all again",
            err=True,
        )
    raise SystemExit(FOUND)


def _ended(root: Path, names: Sequence[str], new_key: str, today: date) -> list[str]:
    """End every link that these plans have under another key than the new one; those of which nobody can tell any."""
    from generator.cli.sharing import shared_now
    from generator.privacy.seal import Keyring
    from generator.publish.revoke import link_facts, revoke
    from generator.workspace import layout

    links = shared_now(root, today).links
    others = tuple((name, key) for name, key in links.keyring.keys if name != new_key)
    links = replace(links, keyring=Keyring(others))
    kept = []
    try:
        sources = {source.name: source for source in layout.read_workspace(root).plans}
        for name in names:
            found = link_facts(sources[name]) if name in sources else None
            if found is None:
                kept.append(name)
            else:
                revoke(root, links, replace(found, page=None))
    except HandrailError as error:
        raise stopped(error) from error
    return kept


def _tell_left(names: Sequence[str], sentence: str) -> None:
    click.echo(f"{sentence}:", err=True)
    for name in names:
        click.echo(f"  {name}", err=True)


def _moved(root: Path, names: Sequence[str], key_name: str) -> list[str]:
    """Name the key in these plans; those that cannot be edited."""
    from generator.editing import fix
    from generator.editing import text as edit
    from generator.workspace import layout

    left = []
    try:
        sources = {source.name: source for source in layout.read_workspace(root).plans}
        for name in names:
            if name not in sources:
                left.append(name)
                continue
            try:
                data = edit.with_value_below(sources[name].data, name, "share", "key", key_name)
            except PlanError:
                left.append(name)
            else:
                fix.save_plan(root, sources[name], data)
    except HandrailError as error:
        raise stopped(error) from error
    return left


def _opened(start: Path, *, check: bool = True) -> tuple[KeyFile, Workspace, Settings, Keyring]:
    from generator.format.load import settings_of
    from generator.privacy import keyfile
    from generator.privacy.seal import Keyring
    from generator.workspace import layout

    root = root_of(start)
    file = keyfile.key_file()
    try:
        space = layout.read_workspace(root)
        settings = settings_of(space)
        keyfile.check_place(file, root)
        ring = (
            keyfile.load_keyring(file, root, settings)
            if check
            else Keyring(keyfile.listed_keys(file))
        )
    except PlanError as error:
        raise first_mend("the settings", error) from error
    except HandrailError as error:
        raise stopped(error) from error
    return file, space, settings, ring


def _note(root: Path, name: str, fingerprint: str, use: Use) -> str | None:
    """Write the key's fingerprint into the settings as they are now, and its name if it is to be used; the key in use.

    Under the workspace's lock, read again in it: somebody may have saved the settings while we asked.
    """
    from generator.scaffold.workspace import KeyName
    from generator.workspace import files, lock
    from generator.workspace.intake import bytes_of
    from generator.workspace.layout import SCRATCH

    path, scratch = root / SETTINGS_NAME, root / SCRATCH
    try:
        scratch.mkdir(exist_ok=True)
        with lock.held(scratch):
            old = bytes_of(path) if path.exists() else None
            known = _settings_in(old or b"", root)
            data, in_use = _noted(old or b"", known, KeyName(name, fingerprint), use)
            if old is None:
                files.sweep_drafts_of(path)
                files.put_beside(path, data)
            elif data != old:
                files.replace_if_unchanged(path, old, data, scratch)
    except PlanError as error:
        told = "; ".join(finding.sentence for finding in error.findings)
        raise Stopped(f"the key is safe, but {SETTINGS_NAME} cannot be written: {told}") from error
    except (HandrailError, OSError) as error:
        raise Stopped(f"the key is safe, but {SETTINGS_NAME} cannot be written: {error}") from error
    return in_use


def _settings_in(data: bytes, root: Path) -> Settings:
    from generator.format.parse import parse
    from generator.format.validate.settings import NO_SETTINGS, read_settings
    from generator.workspace.layout import TEMPLATES
    from generator.workspace.theme import languages

    return (
        read_settings(parse(data, SETTINGS_NAME), languages(root / TEMPLATES))
        if data.strip()
        else NO_SETTINGS
    )


def _noted(data: bytes, known: Settings, key: KeyName, use: Use) -> tuple[bytes, str | None]:
    """The settings with a key's fingerprint, and its name where it is to be used; and the key in use then."""
    from generator.editing import text as edit

    name, in_use = key.name, known.key
    free = {Use.IF_UNSAID: (None,), Use.IF_NONE: (None, "demonstration")}
    if use is Use.FROM_NOW_ON or in_use in free.get(use, ()):
        data, in_use = edit.with_value(data, SETTINGS_NAME, "key", name), name
    if not known.fingerprints:
        data = edit.with_value(
            data, SETTINGS_NAME, "fingerprints", f'{{{name}: "{key.fingerprint}"}}'
        )
    elif (name, key.fingerprint) not in known.fingerprints:
        data = edit.with_value_below(
            data, SETTINGS_NAME, "fingerprints", name, f'"{key.fingerprint}"'
        )
    return data, in_use


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
    from generator.format.load import guards_in

    told = ((source.name, guards_in(source)) for source in space.plans)
    return [
        (name, guards[1].key) for name, guards in told if guards and guards[1].access.is_private
    ]


def checked_name(name: str) -> str:
    from generator.format.fields.text import is_id

    if not is_id(name) or name == "demonstration":
        raise click.UsageError(
            "a key's name is lower-case letters, digits and hyphens: practice-2026"
        )
    return name


def _taken(space: Workspace, settings: Settings, ring: Keyring) -> set[str]:
    """Every name that a key has here or once had, as far as plans and settings tell; of broken plans by their text."""
    from generator.text.encoding import text_at_any_rate

    named = {name for name, _ in (*ring.keys, *settings.fingerprints)}
    texts = (text_at_any_rate(source.data) for source in space.plans)
    return {
        *named,
        settings.key or "",
        *(name for text in texts for name in _KEY_NAME.findall(text)),
    }


def _fresh_name(name: str, space: Workspace, settings: Settings, ring: Keyring) -> str:
    """The name, or one beside it, that no key ever had here."""
    taken = _taken(space, settings, ring)
    return next(
        free
        for free in chain([name], (f"{name}-{number}" for number in count(2)))
        if free not in taken
    )


def _refuse_used(name: str, space: Workspace, settings: Settings, ring: Keyring) -> None:
    """Stop where another key had this name: should its paper turn up, one name would mean two keys."""
    if ring.find(name) is None and name in _taken(space, settings, ring):
        free = _fresh_name(name, space, settings, ring)
        raise Stopped(
            f'"{name}" is the name of a key that is not in your key file\n'
            f"   hint: bring it back with `handrail key restore {name}`, or choose another name, such as {free}"
        )


def _under_another(space: Workspace, settings: Settings, name: str) -> list[str]:
    """The private plans that another key seals, or that name none."""
    leaning = _leaning(space)
    used = _used(space, settings)
    return sorted(
        {
            *leaning,
            *(plan for key_name, plans in used.items() if key_name != name for plan in plans),
        }
    )


def _unread(space: Workspace) -> list[str]:
    """The plans of which nobody can tell how they are shared."""
    from generator.format.load import guards_in

    return [
        *space.unreadable,
        *(source.name for source in space.plans if guards_in(source) is None),
    ]


def _plans(count: int) -> str:
    return "1 plan" if count == 1 else f"{count} plans"
