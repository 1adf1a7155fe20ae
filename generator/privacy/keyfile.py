"""Keys: the key file of a practice, and the marks of revoked links beside it.

In: where the file lies, and the settings that say which keys belong to them. Out: a `Keyring`; lines added to the file.
The only module that touches the two files. They lie outside the workspace, readable by their owner alone; no message
and no error ever holds a part of a key.

Both files only grow, and each change is made under one lock: read again, added to, and put in place as a whole.

Terms
    fingerprint    16 hex digits that name a key and may be public; they stand in the settings.
    mark           stands for a plan's uid beside the key file, with the lowest generation that still holds.
    dead token     a revoked link, written down beside the key file as soon as a list of a workspace named it, so that
                   it stays dead on this computer though the list forgets it.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.errors import HandrailError, WorkspaceError
from generator.model.settings import DEMONSTRATION_NAME, Settings
from generator.text.encoding import as_written
from generator.workspace import files, git, history, lock
from generator.workspace.layout import REVOKED_NAME, SCRATCH, SETTINGS_NAME

if TYPE_CHECKING:  # a build without changes needs no cryptography
    from generator.privacy.seal import Key, Keyring

#: Where the key file lies, when it is not in its usual place.
VARIABLE: Final = "HANDRAIL_KEY_FILE"

_HEAD: Final = "# Keys of Handrail. Whoever has this file can open every page. Keep it off git, cloud and host.\n"
_MARKS_HEAD: Final = (
    "# Links that were revoked here, or by a list that was seen here. Please only add lines.\n"
)
_LINE: Final = re.compile(r"([a-z][a-z0-9-]{0,63}) ([0-9a-f]{64})")
_MARK: Final = re.compile(r"([0-9a-f]{32}) ([1-9][0-9]{0,9})")
_TOKEN: Final = re.compile(r"[0-9a-f]{32}")
_MARKS_NAME: Final = "revoked"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
#: The lowest generation that still holds once the last one is revoked: none does.
_LAST_MARK: Final = 2**32
#: The version of a workspace whose history was looked through for dead tokens; in the scratch folder.
_LOOKED_UP: Final = "revoked-up-to"


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
    """The key file of whoever runs this: where HANDRAIL_KEY_FILE says, else in their configuration folder.

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
    """The keys in the file, wherever it lies; none without one. Raises KeyFileError where a line is no key."""
    return _parsed(_text(file.path), file.path)


def raw(file: KeyFile) -> tuple[bytes, bytes]:
    """The bytes of the key file and of the marks, empty where there are none; for digests only."""
    return _bytes(file.path), _bytes(file.marks)


def load_keyring(file: KeyFile, root: Path, settings: Settings) -> Keyring:
    """The keys at hand, that of the samples among them.

    Raises KeyFileError where the file is missing though a key is named, holds a line that is no key, can be read by
    others, lies in the workspace or in git, or where a key is not the one whose fingerprint the settings hold.
    """
    from generator.privacy.seal import DEMONSTRATION, Keyring

    found: tuple[tuple[str, Key], ...] = ()
    if file.path.exists():
        check_place(file, root)
        found = listed_keys(file)
    elif settings.key not in (None, DEMONSTRATION_NAME):
        raise KeyFileError(
            f"the key file is not there: {file.path}",
            f"bring the key back with `handrail key restore {settings.key}`, or say in {VARIABLE} where the file lies; "
            "if there is no paper of it either: handrail key new --lost",
        )
    ring = Keyring((*found, (DEMONSTRATION_NAME, DEMONSTRATION)))
    if settings.key is not None and ring.find(settings.key) is None:
        raise KeyFileError(
            f'the key file has no key "{settings.key}", which handrail.yml names: {file.path}',
            f"bring it back with `handrail key restore {settings.key}`, or put the name in handrail.yml right; "
            "if there is no paper of it either: handrail key new --lost",
        )
    for name, fingerprint in settings.fingerprints:
        key = ring.find(name)
        if key is not None and key.fingerprint != fingerprint:
            raise KeyFileError(
                f'the key "{name}" is another one than handrail.yml knows; it would make new links for everyone',
                f"use the key file with fingerprint {fingerprint}, or restore that key from its paper",
            )
    return ring


def load_floors(file: KeyFile) -> frozenset[tuple[str, int]]:
    """The marks with the lowest generation that still holds. Raises KeyFileError where a line is no mark."""
    return _marked(_text(file.marks), file.marks).marks


def dead_tokens(file: KeyFile, root: Path, named: frozenset[str]) -> frozenset[str]:
    """Every link that is known to be revoked: by the list as it is, which is `named`, and by what it was once.

    That is written down beside the key file, or still to be found in the history. Reads only. Raises KeyFileError where
    the marks cannot be read.
    """
    past = _past(file, root)
    return (
        named
        | _marked(_text(file.marks), file.marks).tokens
        | (past.tokens if past else frozenset())
    )


def remember_dead_links(file: KeyFile, named: frozenset[str]) -> None:
    """Write down beside the key file that these links are revoked, where that is not known there yet.

    A list that is brought back to an earlier state, in git or by a cloud folder, then revives no link. Does nothing
    without a key file. Raises KeyFileError where the marks cannot be read.
    """
    if file.path.exists() and named - _marked(_text(file.marks), file.marks).tokens:
        with suppress(KeyFileError):  # keys that can only be read here; the list itself still holds
            _write_down(file, named)


def look_back(file: KeyFile, root: Path) -> None:
    """Write down beside the key file what the list of this workspace named at any time, as its history tells.

    Does nothing without a key file or a history, and where nobody committed since it last looked.
    """
    past = _past(file, root)
    if past is None:
        return
    with suppress(KeyFileError, WorkspaceError):  # the list as it is still holds, and the marks
        _write_down(file, past.tokens)
        if file.marks.exists() and (root / SCRATCH).is_dir():
            files.put_beside(root / SCRATCH / _LOOKED_UP, past.version.encode())


@dataclass(frozen=True, slots=True)
class _Past:
    """The version that a workspace is at, and what its list named on the way there since it was last looked up."""

    version: str
    tokens: frozenset[str]


def _past(file: KeyFile, root: Path) -> _Past | None:
    """What the history tells and is not written down yet; None where there is nothing to look for."""
    if not file.path.exists():
        return None
    seen = (
        _bytes(root / SCRATCH / _LOOKED_UP).decode("ascii", "replace")
        if file.marks.exists()
        else ""
    )
    try:
        version = history.version(root)
        return None if version in (None, seen) else _since(root, version, seen)
    except git.GitError:
        return None


@lru_cache(maxsize=4)
def _since(root: Path, version: str, seen: str) -> _Past:
    """Asked once for each version: who looks again and again writes nothing down. Raises GitError."""
    lines = (
        line.partition("#")[0].strip()
        for line in history.added_lines(root, REVOKED_NAME, since=seen)
    )
    return _Past(version, frozenset(line for line in lines if _TOKEN.fullmatch(line)))


def raise_floor(file: KeyFile, mark: str, generation: int) -> None:
    """Let no generation below this one hold for the plan that `mark` stands for. Raises KeyFileError."""
    with _changing(file, file.marks) as text:
        marks = _marked(text.old, file.marks).marks
        if max((least for known, least in marks if known == mark), default=1) < generation:
            text.add(f"{mark} {generation}\n")


def add(file: KeyFile, name: str, key: Key) -> None:
    """Add a key to the file, made if absent. Raises KeyFileError where another key has this name."""
    with _changing(file, file.path) as text:
        _add(text, file, name, key)


def add_new(file: KeyFile, name: str) -> Key | None:
    """Make a key of this name; None where there is one already. Raises KeyFileError."""
    made = new_key()
    with _changing(file, file.path) as text:
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
    """Look whether keys may lie there, before there are any as well as after. Raises KeyFileError."""
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
    if os.name == "posix" and real.exists() and stat.S_IMODE(real.stat().st_mode) & _OTHERS:
        raise KeyFileError(
            f"others on this computer can read the key file: {path}", f"run: chmod 600 {path}"
        )
    if real.is_relative_to(root.resolve()) or any(
        (folder / SETTINGS_NAME).is_file() for folder in real.parents
    ):
        hint = f"move it out, for example to {Path('~/.config/handrail/keys')}, and never publish or commit it"
        raise KeyFileError(f"the key file lies among your plans: {path}", hint)
    _check_history(path, real)


def _check_history(path: Path, real: Path) -> None:
    """Refuse what git keeps, and for a first key also what it would keep from the next `git add` on."""
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
class _Growing:
    """A file's text, and what is to be added at its end."""

    old: str
    added: str = ""

    def add(self, lines: str) -> None:
        self.added += lines


@contextmanager
def _changing(file: KeyFile, path: Path) -> Iterator[_Growing]:
    """What one of the two files holds now, under the lock of both; what is added is put in place as a whole."""
    lock_of, target = (Path(os.path.realpath(one)) for one in (file.path, path))
    try:
        lock_of.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with lock.held_over(lock_of):
            files.sweep_drafts_of(target)
            text = _Growing(_text(target))
            yield text
            if text.added:
                end = "" if not text.old or text.old.endswith("\n") else "\n"
                files.put_beside(target, f"{text.old}{end}{text.added}".encode(), _mode(target))
    except WorkspaceError as error:
        raise KeyFileError(
            str(error), "look at the folder's permissions, and whether the disk is full"
        ) from error
    except OSError as error:
        sentence = f"the key file cannot be written: {path}: {error.strerror}"
        raise KeyFileError(sentence, "look at the folder's permissions") from error


def _write_down(file: KeyFile, tokens: frozenset[str]) -> None:
    with _changing(file, file.marks) as text:
        fresh = tokens - _marked(text.old, file.marks).tokens
        text.add("".join(f"{token}\n" for token in sorted(fresh)))
        if not text.old and not text.added:
            text.add(_MARKS_HEAD)


def _mode(path: Path) -> int:
    """The owner's part of what a file may be used for, as it is; nobody else has a part in it."""
    try:
        return stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXU
    except OSError:
        return stat.S_IRUSR | stat.S_IWUSR


def _add(text: _Growing, file: KeyFile, name: str, key: Key) -> None:
    known = dict(_parsed(text.old, file.path))
    if name == DEMONSTRATION_NAME or known.get(name, key) != key:
        raise KeyFileError(f'another key has the name "{name}"', "choose another name")
    if name not in known:
        text.add(f"{'' if text.old else _HEAD}{name} {key.master.hex()}\n")


def _parsed(text: str, path: Path) -> tuple[tuple[str, Key], ...]:
    from generator.privacy.seal import Key

    found: dict[str, Key] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None or match[1] == DEMONSTRATION_NAME:
            raise KeyFileError(
                f"{path}:{number}: this line is no key: a name, a blank and 64 digits and letters from a to f",
                "bring the file back from your backup; or take the line out, and the key back from its paper with "
                "`handrail key restore`",
            )
        if match[1] in found:
            raise KeyFileError(
                f'{path}:{number}: the name "{match[1]}" stands twice',
                "keep the right one of the two",
            )
        found[match[1]] = Key(bytes.fromhex(match[2]))
    return tuple(found.items())


@dataclass(frozen=True, slots=True)
class _Marked:
    marks: frozenset[tuple[str, int]]
    tokens: frozenset[str]


def _marked(text: str, path: Path) -> _Marked:
    """The marks and the dead tokens in a text. Raises KeyFileError where a line is neither."""
    marks, tokens = set(), set()
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        match = _MARK.fullmatch(words)
        if match and int(match[2]) <= _LAST_MARK:
            marks.add((match[1], int(match[2])))
        elif _TOKEN.fullmatch(words):
            tokens.add(words)
        elif words and not words.startswith("#"):
            raise KeyFileError(
                f"{path}:{number}: this line is no mark of a revoked link",
                "take what is no such line out of the file, so that no revoked link comes back",
            )
    return _Marked(frozenset(marks), frozenset(tokens))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _text(path: Path) -> str:
    try:
        return as_written(path.read_bytes())
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileError(
            f"the key file cannot be read: {path}", "look at its permissions"
        ) from error
