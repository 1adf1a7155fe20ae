"""Keys: what the commands about keys know of them, and what they write down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Final, assert_never

import click

from generator.builder.context import open_workspace
from generator.cli.errors import Stopped
from generator.cli.options import root_of
from generator.cli.terminal import say_beside
from generator.editing import text
from generator.editing.fix import save_plan
from generator.errors import HandrailError, PlanError, WorkspaceError
from generator.format.fields.text import is_id
from generator.format.load import guards_in
from generator.format.parse import parse
from generator.format.validate.settings import NO_SETTINGS, read_settings
from generator.model.settings import DEMONSTRATION_NAME, Settings
from generator.privacy import keyfile
from generator.privacy.keyfile import KeyFile
from generator.privacy.seal import Key, Keyring
from generator.scaffold.workspace import KeyName
from generator.text.encoding import text_at_any_rate
from generator.workspace import files, layout, lock
from generator.workspace.intake import bytes_of
from generator.workspace.layout import SCRATCH, SETTINGS_NAME, TEMPLATES, Workspace
from generator.workspace.theme import languages

#: How a plan names a key, also where the file cannot be read as a whole.
_KEY_NAME: Final = re.compile(r"""\bkey["']?\s*:\s*["']?([a-z][a-z0-9-]{0,63})\b""")


class Use(Enum):
    """When the settings name a key as the one for plans that name none."""

    FROM_NOW_ON = "from-now-on"
    IF_NONE = "if-none"
    IF_UNSAID = "if-unsaid"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class KeysInUse:
    """A workspace, its settings, the key file, and the keys that are at hand."""

    file: KeyFile
    space: Workspace
    settings: Settings
    ring: Keyring


def open_keys(start: Path) -> KeysInUse:
    """The keys of a workspace. Raises PlanError for the settings, KeyFileError for a key file that cannot be used."""
    file, space, settings = _located(start)
    return KeysInUse(
        file,
        space,
        settings,
        keyfile.load_keyring(file, space.root, settings),
    )


def opened_unchecked(start: Path) -> KeysInUse:
    """The same where a key that the settings name may be missing, or another one."""
    file, space, settings = _located(start)
    return KeysInUse(file, space, settings, Keyring(keyfile.listed_keys(file)))


def _located(start: Path) -> tuple[KeyFile, Workspace, Settings]:
    root = root_of(start)
    file = keyfile.key_file()
    opened = open_workspace(root, date.today())
    settings = opened.settings
    keyfile.check_place(file, root)
    return file, opened.space, settings


def note_key(root: Path, key: KeyName, use: Use) -> str | None:
    """Write the key's fingerprint into the settings as they are now, and its name if it is to be used; the key in use.

    Under the workspace's lock, read again in it: somebody may have saved the settings while we asked.
    """
    scratch = root / SCRATCH
    cannot = f"the key is safe, but {SETTINGS_NAME} cannot be written"
    try:
        scratch.mkdir(exist_ok=True)
        with lock.held(scratch):
            return _noted(root, key, use)
    except PlanError as error:
        sentences = "; ".join(finding.sentence for finding in error.findings)
        raise WorkspaceError(f"{cannot}: {sentences}") from error
    except (HandrailError, OSError) as error:
        raise WorkspaceError(f"{cannot}: {error}") from error


def _noted(root: Path, key: KeyName, use: Use) -> str | None:
    """Put the key into the settings' file, which may not be there yet; the key in use then."""
    path = root / SETTINGS_NAME
    old = bytes_of(path) if path.exists() else None
    settings = _settings_in(old or b"", root)
    data, in_use = _with_key(old or b"", settings, key, use)
    if old is None:
        files.sweep_drafts_of(path)
        files.put_beside(path, data)
    elif data != old:
        files.replace_if_unchanged(path, old, data, root / SCRATCH)
    return in_use


def _settings_in(data: bytes, root: Path) -> Settings:
    if not data.strip():
        return NO_SETTINGS
    return read_settings(parse(data, SETTINGS_NAME), languages(root / TEMPLATES))


def _with_key(
    data: bytes,
    settings: Settings,
    key: KeyName,
    use: Use,
) -> tuple[bytes, str | None]:
    """The settings with a key's fingerprint, and its name where it is to be used; and the key in use then."""
    in_use = settings.key
    if _takes_over(use, in_use):
        data, in_use = (
            text.with_value(data, SETTINGS_NAME, "key", key.name),
            key.name,
        )
    return _with_fingerprint(data, settings, key), in_use


def _with_fingerprint(data: bytes, settings: Settings, key: KeyName) -> bytes:
    """The settings with a key's fingerprint, as the first one or beside those that are there."""
    if not settings.fingerprints:
        first = f'{{{key.name}: "{key.fingerprint}"}}'
        return text.with_value(data, SETTINGS_NAME, "fingerprints", first)
    if (key.name, key.fingerprint) not in settings.fingerprints:
        one_more = f'"{key.fingerprint}"'
        return text.with_value_below(
            data,
            SETTINGS_NAME,
            "fingerprints",
            key.name,
            one_more,
        )
    return data


def _takes_over(use: Use, in_use: str | None) -> bool:
    match use:
        case Use.FROM_NOW_ON:
            return True
        case Use.IF_NONE:
            return in_use in (None, DEMONSTRATION_NAME)
        case Use.IF_UNSAID:
            return in_use is None
        case Use.NOT_YET:
            return False
        case _:
            assert_never(use)


def plans_by_key(space: Workspace, settings: Settings) -> dict[str, list[str]]:
    """The private plans by the name of the key that seals them."""
    found: dict[str, list[str]] = {}
    for plan, named in _named_keys(space):
        key = named or settings.key
        if key:
            found.setdefault(key, []).append(plan)
    return found


def plans_without_key(space: Workspace) -> list[str]:
    """The private plans that name no key, and so follow the settings."""
    return [plan for plan, named in _named_keys(space) if named is None]


def _named_keys(space: Workspace) -> list[tuple[str, str | None]]:
    """Each private plan, and the key that it names."""
    found = []
    for source in space.plans:
        guards = guards_in(source)
        if guards and guards[1].access.is_private:
            found.append((source.name, guards[1].key))
    return found


def checked_name(name: str) -> str:
    """The name, if a key of one's own can have it. Raises UsageError."""
    if not is_id(name) or name == DEMONSTRATION_NAME:
        raise click.UsageError(
            "a key's name is lower-case letters, digits and hyphens: practice-2026"
        )
    return name


def _ever_used(keys: KeysInUse) -> set[str]:
    """Every name that a key has here or once had, as far as plans and settings tell; of broken plans by their text."""
    names = {name for name, _ in (*keys.ring.keys, *keys.settings.fingerprints)}
    names.add(keys.settings.key or "")
    for source in keys.space.plans:
        names.update(_KEY_NAME.findall(text_at_any_rate(source.data)))
    return names


def fresh_name(wanted: str, keys: KeysInUse) -> str:
    """The name, or one beside it, that no key ever had here."""
    used = _ever_used(keys)
    name, number = wanted, 1
    while name in used:
        number += 1
        name = f"{wanted}-{number}"
    return name


def refuse_used(name: str, keys: KeysInUse) -> None:
    """Stop where another key had this name: should its paper turn up, one name would mean two keys."""
    if keys.ring.find(name) is None and name in _ever_used(keys):
        raise Stopped(
            f'"{name}" is the name of a key that is not in your key file\n'
            f"   hint: bring it back with `handrail key restore {name}`, "
            f"or choose another name, such as {fresh_name(name, keys)}"
        )


def plans_under_another(keys: KeysInUse, name: str) -> list[str]:
    """The private plans that another key seals, or that name none."""
    found = set(plans_without_key(keys.space))
    for key, plans in plans_by_key(keys.space, keys.settings).items():
        if key != name:
            found.update(plans)
    return sorted(found)


def unreadable_plans(space: Workspace) -> list[str]:
    """The plans of which nobody can tell how they are shared."""
    hidden = [source.name for source in space.plans if guards_in(source) is None]
    return [*space.unreadable, *hidden]


def count_of_plans(count: int) -> str:
    """How many plans, in words."""
    if count == 1:
        return "1 plan"
    return f"{count} plans"


def give_key(root: Path, names: Sequence[str], key: str) -> list[str]:
    """Name the key in these plans; those that cannot be edited."""
    left = []
    sources = {source.name: source for source in layout.read_workspace(root).plans}
    for name in names:
        if name not in sources:
            left.append(name)
            continue
        try:
            data = text.with_value_below(
                sources[name].data,
                name,
                "share",
                "key",
                key,
            )
        except PlanError:
            left.append(name)
        else:
            save_plan(root, sources[name], data)
    return left


def show_left(names: Sequence[str], sentence: str) -> None:
    """Name the plans that are left for a person to change."""
    say_beside(f"{sentence}:")
    for name in names:
        say_beside(f"  {name}")


def make_new_key(
    keys: KeysInUse,
    typed: str | None,
    today: date,
) -> tuple[str, Key]:
    """A new key and its name: the one that was typed, else one that no key ever had here. Raises Stopped."""
    while True:
        name = checked_name(typed or fresh_name(f"practice-{today.year}", keys))
        refuse_used(name, keys)
        made = keyfile.add_new(keys.file, name)
        # Somebody may have made a key of this name meanwhile.
        keys = replace(keys, ring=Keyring(keyfile.listed_keys(keys.file)))
        if made is not None:
            return name, made
        if typed is not None:
            free = fresh_name(name, keys)
            raise Stopped(f'there is a key "{name}" already; choose another name, such as {free}')
