"""Keys: the key file of a practice, and the marks of revoked links beside it.

In: where the file lies, and the settings that say which keys belong to them. Out: a `Keyring`; lines added to the file.
The only module that touches the two files. They lie outside the workspace, readable by their owner alone; no message
and no error ever holds a part of a key.

Terms
    fingerprint    16 hex digits that name a key and may be public; they stand in the settings.
    mark           stands for a plan's uid beside the key file, with the lowest generation that still holds.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.errors import HandrailError
from generator.model import DEMONSTRATION_NAME, Settings

if TYPE_CHECKING:  # a build without changes needs no cryptography
    from generator.seal import Key, Keyring

#: Where the key file lies, when it is not in its usual place.
VARIABLE: Final = "HANDRAIL_KEY_FILE"

_HEAD: Final = "# Keys of Handrail. Whoever has this file can open every page. Keep it off git, cloud and host.\n"
_LINE: Final = re.compile(r"([a-z][a-z0-9-]{0,63}) ([0-9a-f]{64})")
_MARK: Final = re.compile(r"([0-9a-f]{32}) ([1-9][0-9]{0,9})")
_MARKS_NAME: Final = "revoked"
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
    def marks(self) -> Path:
        """Where the marks of revoked links lie: in a file of its own, in the same folder."""
        return self.path.with_name(f"{self.path.name}.{_MARKS_NAME}")


def key_file(environment: Mapping[str, str] = os.environ) -> KeyFile:
    """The key file of whoever runs this: where HANDRAIL_KEY_FILE says, else in their configuration folder."""
    named = environment.get(VARIABLE)
    if named:
        return KeyFile(Path(named).expanduser().absolute())
    import click

    return KeyFile(Path(click.get_app_dir("handrail"), "keys"))


def listed(file: KeyFile) -> tuple[tuple[str, Key], ...]:
    """The keys in the file, wherever it lies; none without one. Raises KeyFileError where a line is no key."""
    return _parsed(file.path) if file.path.exists() else ()


def raw(file: KeyFile) -> tuple[bytes, bytes]:
    """The bytes of the key file and of the marks, empty where there are none; for digests only."""
    return _bytes(file.path), _bytes(file.marks)


def load(file: KeyFile, root: Path, settings: Settings) -> Keyring:
    """The keys at hand, that of the samples among them.

    Raises KeyFileError where the file is missing though a key is named, holds a line that is no key, can be read by
    others, lies in the workspace or in git, or where a key is not the one whose fingerprint the settings hold.
    """
    from generator.seal import DEMONSTRATION, Keyring

    found: tuple[tuple[str, Key], ...] = ()
    if file.path.exists():
        _check_place(file.path, root)
        found = _parsed(file.path)
    elif settings.key not in (None, DEMONSTRATION_NAME):
        raise KeyFileError(
            f"the key file is not there: {file.path}",
            f"bring it back with `handrail key restore`, or say in {VARIABLE} where it lies",
        )
    ring = Keyring((*found, (DEMONSTRATION_NAME, DEMONSTRATION)))
    if settings.key is not None and ring.find(settings.key) is None:
        raise KeyFileError(
            f'the key file has no key "{settings.key}", which handrail.yml names: {file.path}',
            "bring it back with `handrail key restore`, or put the name in handrail.yml right",
        )
    for name, fingerprint in settings.fingerprints:
        key = ring.find(name)
        if key is not None and key.fingerprint != fingerprint:
            raise KeyFileError(
                f'the key "{name}" is another one than handrail.yml knows; it would make new links for everyone',
                f"use the key file with fingerprint {fingerprint}, or restore that key from its paper",
            )
    return ring


def load_marks(file: KeyFile) -> frozenset[tuple[str, int]]:
    """The marks with the lowest generation that still holds. Raises KeyFileError where a line is no mark."""
    marks = set()
    for number, line in enumerate(_text(file.marks).splitlines(), 1):
        match = _MARK.fullmatch(line.strip())
        if match:
            marks.add((match[1], int(match[2])))
        elif line.strip() and not line.startswith("#"):
            raise KeyFileError(
                f"{file.marks}:{number}: this line is no mark of a revoked link",
                "take what is no such line out of the file, so that no revoked link comes back",
            )
    return frozenset(marks)


def raise_mark(file: KeyFile, mark: str, generation: int) -> None:
    """Let no generation below this one hold for the plan that `mark` stands for. Raises KeyFileError."""
    if (mark, generation) not in load_marks(file):
        _write(file.marks, _text(file.marks) + f"{mark} {generation}\n")


def add(file: KeyFile, name: str, key: Key) -> None:
    """Add a key to the file, made if absent. Raises KeyFileError where another key has this name."""
    known = dict(_parsed(file.path)) if file.path.exists() else {}
    if name == DEMONSTRATION_NAME or known.get(name, key) != key:
        raise KeyFileError(f'another key has the name "{name}"', "choose another name")
    if name not in known:
        text = _text(file.path) or _HEAD
        end = "" if text.endswith("\n") else "\n"
        _write(file.path, f"{text}{end}{name} {key.master.hex()}\n")


def take(file: KeyFile, root: Path, name: str) -> Key:
    """The key of this name, made and added where the file has none.

    Raises KeyFileError where the file lies in the workspace or in git, or can be read by others.
    """
    _check_place(file.path, root)
    known = dict(listed(file)).get(name)
    if known is not None:
        return known
    made = new_key()
    add(file, name, made)
    return made


def new_key() -> Key:
    """A key of 32 random bytes."""
    from generator.seal import KEY_BYTES, Key

    return Key(secrets.token_bytes(KEY_BYTES))


def _parsed(path: Path) -> tuple[tuple[str, Key], ...]:
    from generator.seal import Key

    found: dict[str, Key] = {}
    for number, line in enumerate(_text(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None or match[1] == DEMONSTRATION_NAME:
            raise KeyFileError(
                f"{path}:{number}: this line is no key: a name, a blank and 64 digits and letters from a to f",
                "bring the file back from your backup, or the key with `handrail key restore`",
            )
        if match[1] in found:
            raise KeyFileError(f'{path}:{number}: the name "{match[1]}" stands twice', "keep the right one of the two")
        found[match[1]] = Key(bytes.fromhex(match[2]))
    return tuple(found.items())


def _check_place(path: Path, root: Path) -> None:
    real = path.resolve()
    if os.name == "posix" and real.exists() and stat.S_IMODE(real.stat().st_mode) & _OTHERS:
        raise KeyFileError(f"others on this computer can read the key file: {path}", f"run: chmod 600 {path}")
    if real.is_relative_to(root.resolve()):
        hint = f"move it out, for example to {Path('~/.config/handrail/keys')}, and never publish or commit it"
        raise KeyFileError(f"the key file lies among your plans: {path}", hint)
    if _is_tracked(real):
        raise KeyFileError(
            f"git keeps the key file: {path}",
            "move it out of that folder; if it was ever pushed, make a new key with `handrail key rotate --all`",
        )


def _is_tracked(path: Path) -> bool:
    if not any((folder / ".git").exists() for folder in path.parents):
        return False
    command = ["git", "-C", str(path.parent), "ls-files", "--error-unmatch", "--", path.name]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileError(f"the key file cannot be read: {path}", "look at its permissions") from error


def _write(path: Path, text: str) -> None:
    """Put the text at `path` in one step; nobody else can read it at any moment."""
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise KeyFileError(
            f"the key file cannot be written: {path}: {error.strerror}", "look at the folder's permissions"
        ) from error
    finally:
        draft.unlink(missing_ok=True)
