"""Revocations: which links are dead on this computer, whatever a workspace forgets.

In: where the key file lies, and a workspace. Out: dead tokens and floors; lines added to a file
beside the keys.
Touches that file, and the scratch folder; asks git what the workspace's own list once named.

Terms floor          the lowest generation of a plan that still holds, by a mark that stands for the
    plan's uid. dead token     a revoked link, written down beside the key file as soon as a list of
    a workspace named it, so that it stays dead on this computer though the list forgets it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from generator.errors import WorkspaceError
from generator.privacy.keyfile import KeyFile, KeyFileError, bytes_in, changing, text_in
from generator.workspace import files, git, history
from generator.workspace.layout import REVOKED_NAME, SCRATCH

_HEAD: Final = (
    "# Links that were revoked here, or by a list that was seen here. Please only add lines.\n"
)
_FLOOR: Final = re.compile(r"([0-9a-f]{32}) ([1-9][0-9]{0,9})")
_TOKEN: Final = re.compile(r"[0-9a-f]{32}")
#: The lowest generation that still holds once the last one is revoked: none does.
_LAST_FLOOR: Final = 2**32
#: The version of a workspace whose history was looked through for dead tokens; in the scratch
#: folder.
_LOOKED_UP: Final = "revoked-up-to"


@dataclass(frozen=True, slots=True)
class _Revoked:
    """What is written down beside the key file."""

    floors: frozenset[tuple[str, int]]
    tokens: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Past:
    """The version that a workspace is at, and what its list named on the way there since it was
    last looked up.
    """

    version: str
    tokens: frozenset[str]


def load_floors(file: KeyFile) -> frozenset[tuple[str, int]]:
    """The lowest generation that still holds, by the mark of a uid.

    Raises KeyFileError where a line is no floor.
    """
    return _revoked(file).floors


def dead_tokens(file: KeyFile, root: Path, named: frozenset[str]) -> frozenset[str]:
    """Every link that is known to be revoked: by the list as it is, which is `named`, and by what
    it was once.

    That is written down beside the key file, or still to be found in the history. Reads only.
    Raises KeyFileError where what is written down cannot be read.
    """
    past = _past(file, root)
    tokens = named | _revoked(file).tokens
    if past is not None:
        tokens |= past.tokens
    return tokens


def remember_dead_links(file: KeyFile, named: frozenset[str]) -> None:
    """Write down beside the key file that these links are revoked, where that is not known there
    yet.

    A list that is brought back to an earlier state, in git or by a cloud folder, then revives no
    link. Does nothing without a key file. Raises KeyFileError where what is written down cannot be
    read.
    """
    if file.path.exists() and named - _revoked(file).tokens:
        with suppress(KeyFileError):  # keys that can only be read here; the list itself still holds
            _write_down(file, named)


def look_back(file: KeyFile, root: Path) -> None:
    """Write down beside the key file what the list of this workspace named at any time, as its
    history tells.

    Does nothing without a key file or a history, and where nobody committed since it last looked.
    """
    past = _past(file, root)
    if past is None:
        return
    with suppress(
        KeyFileError,
        WorkspaceError,
    ):  # the list as it is still holds, and the floors
        _write_down(file, past.tokens)
        if file.revocations.exists() and (root / SCRATCH).is_dir():
            files.put_beside(root / SCRATCH / _LOOKED_UP, past.version.encode())


def raise_floor(file: KeyFile, mark: str, generation: int) -> None:
    """Let no generation below this one hold for the plan that `mark` stands for.

    Raises KeyFileError.
    """
    with changing(file, file.revocations) as text:
        floors = _parsed(text.old, file.revocations).floors
        if max((floor for known, floor in floors if known == mark), default=1) < generation:
            text.add(f"{mark} {generation}\n")


# ---- what a workspace's history tells


def _past(file: KeyFile, root: Path) -> _Past | None:
    """What the history tells and is not written down yet; None where there is nothing to look for."""
    if not file.path.exists():
        return None
    seen = ""
    if file.revocations.exists():
        seen = bytes_in(root / SCRATCH / _LOOKED_UP).decode("ascii", "replace")
    try:
        version = history.version(root)
        if version in (None, seen):
            return None
        return _since(root, version, seen)
    except git.GitError:
        return None


@lru_cache(maxsize=4)
def _since(root: Path, version: str, seen: str) -> _Past:
    """Asked once for each version: who looks again and again writes nothing down.

    Raises GitError.
    """
    lines = (
        line.partition("#")[0].strip()
        for line in history.added_lines(root, REVOKED_NAME, since=seen)
    )
    return _Past(
        version,
        frozenset(line for line in lines if _TOKEN.fullmatch(line)),
    )


# ---- what is written down


def _revoked(file: KeyFile) -> _Revoked:
    return _parsed(text_in(file.revocations), file.revocations)


def _parsed(text: str, path: Path) -> _Revoked:
    """The floors and the dead tokens in a text. Raises KeyFileError where a line is neither."""
    floors, tokens = set(), set()
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        match = _FLOOR.fullmatch(words)
        if match and int(match[2]) <= _LAST_FLOOR:
            floors.add((match[1], int(match[2])))
        elif _TOKEN.fullmatch(words):
            tokens.add(words)
        elif words and not words.startswith("#"):
            raise _no_mark(path, number)
    return _Revoked(frozenset(floors), frozenset(tokens))


def _no_mark(path: Path, number: int) -> KeyFileError:
    return KeyFileError(
        f"{path}:{number}: this line is no mark of a revoked link",
        "take what is no such line out of the file, so that no revoked link comes back",
    )


def _write_down(file: KeyFile, tokens: frozenset[str]) -> None:
    with changing(file, file.revocations) as text:
        fresh = tokens - _parsed(text.old, file.revocations).tokens
        text.add("".join(f"{token}\n" for token in sorted(fresh)))
        if not text.old and not text.added:
            text.add(_HEAD)
