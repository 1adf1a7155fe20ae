"""Key file: the keys of a practice, on this computer.

In: where the file lies, and the settings that say which keys belong to them. Out: a `Keyring`;
lines added to the file.
Touches the key file, and what `revocations` keeps beside it. It lies outside the workspace,
readable by its owner alone; no message and no error ever holds a part of a key.

The files only grow, and each change is made under one lock: read again, added to, and put in place
as a whole.

Terms
    fingerprint    16 hex digits that name a key and may be public; they stand in the settings.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.errors import HandrailError, WorkspaceError
from generator.model.settings import DEMONSTRATION_NAME, Settings
from generator.text.encoding import as_written, text_at_any_rate
from generator.workspace import files, git, lock
from generator.workspace.layout import SETTINGS_NAME

if TYPE_CHECKING:  # a build without changes needs no cryptography
    from generator.privacy.seal import Key, Keyring

#: Where the key file lies, when it is not in its usual place.
VARIABLE: Final = "HANDRAIL_KEY_FILE"

_HEAD: Final = "# Keys of Handrail. Whoever has this file can open every page. Keep it off git, cloud and host.\n"
_LINE: Final = re.compile(r"([a-z][a-z0-9-]{0,63}) ([0-9a-f]{64})")
_REVOCATIONS_NAME: Final = "revoked"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class KeyFileError(HandrailError):
    """The key file cannot be used; `hint` is the way out."""

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Where the keys lie."""

    path: Path

    @property
    def revocations(self) -> Path:
        """Where `revocations` are written down: in a file of its own, in the same folder."""
        return self.path.with_name(f"{self.path.name}.{_REVOCATIONS_NAME}")


def key_file(environment: Mapping[str, str] = os.environ) -> KeyFile:
    """The key file of whoever runs this: where HANDRAIL_KEY_FILE says, else in their configuration
    folder.

    A path that is not absolute stands for a home folder that nobody can tell; using it is refused.
    """
    named = environment.get(VARIABLE)
    if named:
        try:
            return KeyFile(Path(named).expanduser().absolute())
        except RuntimeError:
            return KeyFile(Path(named))
    import click

    return KeyFile(Path(click.get_app_dir("handrail"), "keys"))


def listed_keys(file: KeyFile) -> tuple[tuple[str, Key], ...]:
    """The keys in the file, wherever it lies; none without one.

    Raises KeyFileError where a line is no key.
    """
    return _parsed(text_in(file.path), file.path)


def raw(file: KeyFile) -> tuple[bytes, bytes]:
    """The bytes of the key file and of the file beside it, empty where there are none; for digests
    only.
    """
    return bytes_in(file.path), bytes_in(file.revocations)


def holds_keys(data: bytes) -> bool:
    """Whether a file, wherever it lies, holds the keys of a practice."""
    lines = map(str.strip, text_at_any_rate(data).split("\n"))
    return any(line == _HEAD.strip() or _LINE.fullmatch(line) for line in lines)


def load_keyring(file: KeyFile, root: Path, settings: Settings) -> Keyring:
    """The keys at hand, that of the samples among them.

    Raises KeyFileError where the file is missing though a key is named, holds a line that is no
    key, can be read by others, lies in the workspace or in git, or where a key is not the one whose
    fingerprint the settings hold.
    """
    from generator.privacy.seal import DEMONSTRATION, Keyring

    found: tuple[tuple[str, Key], ...] = ()
    if file.path.exists():
        check_place(file, root)
        found = listed_keys(file)
    elif settings.key not in (None, DEMONSTRATION_NAME):
        raise _lost_file(file, settings.key)
    ring = Keyring((*found, (DEMONSTRATION_NAME, DEMONSTRATION)))
    if settings.key is not None and ring.find(settings.key) is None:
        raise _lost_key(file, settings.key)
    _check_fingerprints(ring, settings)
    return ring


def _check_fingerprints(ring: Keyring, settings: Settings) -> None:
    """Raise KeyFileError where a key is not the one whose fingerprint the settings hold."""
    for name, fingerprint in settings.fingerprints:
        key = ring.find(name)
        if key is not None and key.fingerprint != fingerprint:
            raise _another_key(name, fingerprint)


def _lost_file(file: KeyFile, name: str | None) -> KeyFileError:
    return KeyFileError(
        f"the key file is not there: {file.path}",
        f"bring the key back with `handrail key restore {name}`, or say in {VARIABLE} where the file lies; "
        "if there is no paper of it either: handrail key new --lost",
    )


def _lost_key(file: KeyFile, name: str) -> KeyFileError:
    return KeyFileError(
        f'the key file has no key "{name}", which handrail.yml names: {file.path}',
        f"bring it back with `handrail key restore {name}`, or put the name in handrail.yml right; "
        "if there is no paper of it either: handrail key new --lost",
    )


def _another_key(name: str, fingerprint: str) -> KeyFileError:
    return KeyFileError(
        f'the key "{name}" is another one than handrail.yml knows; it would make new links for everyone',
        f"use the key file with fingerprint {fingerprint}, or restore that key from its paper",
    )


def add(file: KeyFile, name: str, key: Key) -> None:
    """Add a key to the file, made if absent.

    Raises KeyFileError where another key has this name.
    """
    with changing(file, file.path) as text:
        _add(text, file, name, key)


def add_new(file: KeyFile, name: str) -> Key | None:
    """Make a key of this name; None where there is one already. Raises KeyFileError."""
    made = new_key()
    with changing(file, file.path) as text:
        if name in dict(_parsed(text.old, file.path)):
            return None
        _add(text, file, name, made)
    return made


def take(file: KeyFile, root: Path, name: str) -> Key:
    """The key of this name, made and added where the file has none.

    Raises KeyFileError where the file lies in the workspace or in git, or can be read by others.
    """
    check_place(file, root)
    return add_new(file, name) or dict(listed_keys(file))[name]


def new_key() -> Key:
    """A key of 32 random bytes."""
    from generator.privacy.seal import KEY_BYTES, Key

    return Key(secrets.token_bytes(KEY_BYTES))


def check_place(file: KeyFile, root: Path) -> None:
    """Look whether keys may lie there, before there are any as well as after.

    Raises KeyFileError.
    """
    path = file.path
    if not path.is_absolute():
        raise KeyFileError(
            "nobody can tell where your home folder is, in which the key file lies",
            f"say in {VARIABLE} where it lies, as a whole path",
        )
    real = Path(os.path.realpath(path))
    if path.is_symlink() and not real.exists():
        raise KeyFileError(
            f"the key file is a link to what is not there now: {path}",
            f"plug in the stick or the disk that has {real}; or delete the link, if the file is gone for good",
        )
    if _is_open_to_others(real):
        raise KeyFileError(
            f"others on this computer can read the key file: {path}", f"run: chmod 600 {path}"
        )
    if _is_among_plans(real, root):
        hint = f"move it out, for example to {Path('~/.config/handrail/keys')}, and never publish or commit it"
        raise KeyFileError(f"the key file lies among your plans: {path}", hint)
    _check_history(path, real)


def _is_open_to_others(path: Path) -> bool:
    if os.name != "posix" or not path.exists():
        return False
    return bool(stat.S_IMODE(path.stat().st_mode) & _OTHERS)


def _is_among_plans(path: Path, root: Path) -> bool:
    """Whether a file lies in this workspace, or in any other."""
    if path.is_relative_to(root.resolve()):
        return True
    return any((folder / SETTINGS_NAME).is_file() for folder in path.parents)


def _check_history(path: Path, real: Path) -> None:
    """Refuse what git keeps, and for a first key also what it would keep from the next `git add`
    on.
    """
    above = git.home(real.parent)
    if above is None:
        return
    try:
        if git.keeps(real):
            raise KeyFileError(
                f"git keeps the key file: {path}",
                "move it out of that folder; if it was ever pushed, make a new key with `handrail key rotate --all`",
            )
        if not real.exists() and git.looks_after(real) and not git.ignores(real):
            raise KeyFileError(
                f"the key file would lie in a folder that git looks after: {above}",
                f"say in {VARIABLE} a place outside it, or leave {VARIABLE} out",
            )
    except git.GitError as error:
        raise KeyFileError(
            f"nobody can tell whether git keeps the key file, {path}: {error}",
            f"{error.hint}; or move the key file out of {above}",
        ) from error


# ---- the two files


@dataclass(slots=True)
class GrowingText:
    """A file's text, and what is to be added at its end."""

    old: str
    added: str = ""

    def add(self, lines: str) -> None:
        """Add whole lines at the end."""
        self.added += lines

    @property
    def whole(self) -> str:
        """The text with what is added, which begins on a line of its own."""
        if not self.old or self.old.endswith("\n"):
            return self.old + self.added
        return f"{self.old}\n{self.added}"


@contextmanager
def changing(file: KeyFile, path: Path) -> Iterator[GrowingText]:
    """What one of the two files holds now, under the lock of both; what is added is put in place as
    a whole.
    """
    locked, target = Path(os.path.realpath(file.path)), Path(os.path.realpath(path))
    try:
        locked.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with lock.held_over(locked):
            files.sweep_drafts_of(target)
            text = GrowingText(text_in(target))
            yield text
            if text.added:
                files.put_beside(target, text.whole.encode(), _mode(target))
    except WorkspaceError as error:
        raise KeyFileError(
            str(error), "look at the folder's permissions, and whether the disk is full"
        ) from error
    except OSError as error:
        sentence = f"the key file cannot be written: {path}: {error.strerror}"
        raise KeyFileError(sentence, "look at the folder's permissions") from error


def _mode(path: Path) -> int:
    """The owner's part of what a file may be used for, as it is; nobody else has a part in it."""
    try:
        return stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXU
    except OSError:
        return stat.S_IRUSR | stat.S_IWUSR


def _add(text: GrowingText, file: KeyFile, name: str, key: Key) -> None:
    known = dict(_parsed(text.old, file.path))
    if name == DEMONSTRATION_NAME or known.get(name, key) != key:
        raise KeyFileError(
            f'another key has the name "{name}"',
            "choose another name",
        )
    if name in known:
        return
    if not text.old:
        text.add(_HEAD)
    text.add(f"{name} {key.master.hex()}\n")


def _parsed(text: str, path: Path) -> tuple[tuple[str, Key], ...]:
    from generator.privacy.seal import Key

    found: dict[str, Key] = {}
    for number, line in _lines_of_keys(text):
        match = _LINE.fullmatch(line.strip())
        if match is None or match[1] == DEMONSTRATION_NAME:
            raise _no_key(path, number)
        if match[1] in found:
            raise _stands_twice(path, number, match[1])
        found[match[1]] = Key(bytes.fromhex(match[2]))
    return tuple(found.items())


def _lines_of_keys(text: str) -> Iterator[tuple[int, str]]:
    """The lines that have to be keys, each with its number: all but empty ones and remarks."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _no_key(path: Path, number: int) -> KeyFileError:
    return KeyFileError(
        f"{path}:{number}: this line is no key: a name, a blank and 64 digits and letters from a "
        "to f",
        "bring the file back from your backup; or take the line out, and the key back from its "
        "paper with `handrail key restore`",
    )


def _stands_twice(path: Path, number: int, name: str) -> KeyFileError:
    return KeyFileError(
        f'{path}:{number}: the name "{name}" stands twice', "keep the right one of the two"
    )


def bytes_in(path: Path) -> bytes:
    """The bytes of a file; none where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def text_in(path: Path) -> str:
    """The text of a file beside or with the keys, empty without it.

    Raises KeyFileError where it cannot be read.
    """
    try:
        return as_written(path.read_bytes())
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileError(
            f"the key file cannot be read: {path}", "look at its permissions"
        ) from error
