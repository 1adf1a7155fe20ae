"""Objects: the bytes of files as git holds them in its versions, decrypted where git-crypt has encrypted them.

In: a folder in a history, and the ids of objects. Out: their bytes.
Asks git, and changes nothing. For encrypted files it starts git-crypt as this computer has it; nothing in the folder says
what is started.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from generator.workspace import git
from generator.workspace.git import GitError

#: How a file begins that git-crypt has encrypted. Source: git-crypt, commands.cpp.
_ENCRYPTED: Final = b"\0GITCRYPT\0"


def contents(folder: Path, ids: Iterable[str], limit_bytes: int) -> dict[str, bytes]:
    """The bytes of these objects by id, without what is no file, or larger than this.

    Raises GitError.
    """
    sizes = _sizes(folder, ids, limit_bytes)
    said = git.read(folder, "cat-file", "--batch", given=_in_lines(sizes))
    return {id: decrypted(folder, data) for id, data in _batch(sizes, said)}


def is_encrypted(data: bytes) -> bool:
    """Whether git-crypt has encrypted this file."""
    return data.startswith(_ENCRYPTED)


def decrypted(folder: Path, data: bytes) -> bytes:
    """A file as somebody wrote it; one that is encrypted, and locked here, as it is."""
    if not is_encrypted(data):
        return data
    return git.git_crypt(folder, "smudge", data) or data


def encrypted(folder: Path, data: bytes) -> bytes:
    """A file as git-crypt keeps it. Raises GitError where that cannot be done here."""
    kept = git.git_crypt(folder, "clean", data)
    if kept is None:
        raise GitError(
            "git-crypt cannot encrypt this file", "look what this says: git-crypt status"
        )
    return kept


def _sizes(folder: Path, ids: Iterable[str], limit_bytes: int) -> Mapping[str, int]:
    """The size of each of these objects that is a file of at most so many bytes, by id."""
    asked = sorted({*ids})
    said = git.read(
        folder,
        "cat-file",
        "--batch-check=%(objecttype) %(objectsize)",
        given=_in_lines(asked),
    )
    sizes = {}
    for id, line in zip(asked, said.decode("ascii").splitlines(), strict=True):
        kind, _, size = line.partition(" ")
        if kind == "blob" and int(size) <= limit_bytes:
            sizes[id] = int(size)
    return sizes


def _batch(sizes: Mapping[str, int], said: bytes) -> Iterator[tuple[str, bytes]]:
    """What `cat-file --batch` prints of each: a line about it, its bytes, and a line end."""
    at = 0
    for id, size in sizes.items():
        start = said.index(b"\n", at) + 1
        yield id, said[start : start + size]
        at = start + size + 1


def _in_lines(ids: Iterable[str]) -> bytes:
    return "".join(f"{id}\n" for id in ids).encode("ascii")
