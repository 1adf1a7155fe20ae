"""Key restore: a key is read back from its paper."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.actions.keys import Use, checked_name, note_key, opened_unchecked
from generator.cli.errors import Stopped
from generator.cli.key_restore import KeyRestoreOptions
from generator.cli.terminal import say, say_beside
from generator.format.fields.text import is_id
from generator.model.settings import Settings
from generator.privacy import keyfile, paper_key
from generator.privacy.seal import Key
from generator.scaffold.workspace import KeyName
from generator.workspace.layout import SETTINGS_NAME


def restore_key(options: KeyRestoreOptions) -> None:
    keys = opened_unchecked(options.start)
    settings = keys.settings
    name, file = _name_and_file(options)
    key, named = _read_back(file, settings)
    name = checked_name(name or _known_as(key, settings) or named or settings.key or "")
    _refuse_other(name, key, settings)
    keyfile.add(keys.file, name, key)
    note_key(keys.space.root, KeyName(name, key.fingerprint), Use.IF_UNSAID)
    say(f'The key "{name}" is back, fingerprint {key.fingerprint}.')
    say(
        "Were links ended on another computer? Bring handrail.revoked up to date first, as by git pull."
    )


def _name_and_file(options: KeyRestoreOptions) -> tuple[str | None, Path | None]:
    """The name that was typed, and the file; a single word that cannot be a name is the file.

    Raises UsageError for a name that no key can have.
    """
    name, file = options.name, options.file
    if file is None and name is not None and not _may_be_name(name):
        return None, Path(name)
    if name is not None:
        checked_name(name)
    return name, file


def _known_as(key: Key, settings: Settings) -> str | None:
    """The name by which the settings know this key."""
    for name, fingerprint in settings.fingerprints:
        if fingerprint == key.fingerprint:
            return name
    return None


def _refuse_other(name: str, key: Key, settings: Settings) -> None:
    """Stop where the settings know another key by this name."""
    known = dict(settings.fingerprints).get(name)
    if known is not None and known != key.fingerprint:
        raise Stopped(
            f'this paper is of another key: {SETTINGS_NAME} knows "{name}" by the fingerprint {known}, '
            f"and this one has {key.fingerprint}"
        )


def _may_be_name(word: str) -> bool:
    return is_id(word) or not (word == "-" or Path(word).exists())


def _read_back(file: Path | None, settings: Settings) -> tuple[Key, str | None]:
    """The key from a file, else as it is typed, and its name where a file says it."""
    if file is None:
        return _typed(settings), None
    return _from_file(file, settings)


def _from_file(file: Path, settings: Settings) -> tuple[Key, str | None]:
    """The key in a file, and its name where the file says it."""
    backup = paper_key.backup_in(_bytes_in(file))
    key, check = paper_key.read_backup(backup.lines)
    if backup.fingerprint is not None and backup.fingerprint != key.fingerprint:
        raise Stopped(
            f"a line has a slip: the paper says fingerprint {backup.fingerprint}; compare it sign by sign"
        )
    if check is paper_key.LineCheck.DIGEST and backup.fingerprint is None:
        _compare_fingerprint(key, settings)
    return key, backup.name


def _bytes_in(file: Path) -> bytes:
    """What a file holds, or what comes in where it is `-`. Raises Stopped."""
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise Stopped(f"cannot read {click.format_filename(file)}: {error.strerror}") from error


def _typed(settings: Settings) -> Key:
    """The key as it is typed, line by line."""
    say_beside("Type the four lines as they stand on the paper. Blanks and capitals do not matter.")
    found, check = paper_key.read_backup(_typed_lines())
    if check is paper_key.LineCheck.DIGEST:
        _compare_fingerprint(found, settings)
    return found


def _typed_lines() -> list[str]:
    """The lines of a key; all of them again where one does not go with those before it."""
    lines: list[str] = []
    open_checks = paper_key.BOTH
    while len(lines) < paper_key.LINES:
        line = _typed_line(len(lines))
        open_checks &= paper_key.checks(len(lines), line)
        lines.append(line)
        if not open_checks:
            say_beside(
                "It does not go with the lines before it: one of them has a slip. Begin with line 1."
            )
            lines, open_checks = [], paper_key.BOTH
    return lines


def _typed_line(number: int) -> str:
    """A line of a key, from 0, checked at once and asked for again where it has a slip."""
    while True:
        line: str = click.prompt(f"Line {number + 1}", prompt_suffix=": ", err=True)
        if paper_key.checks(number, line):
            return line
        say_beside(f"{paper_key.slip(number)}. Type it again.")


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
