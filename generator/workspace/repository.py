"""Repository: what of a history can be set up and looked up: its settings, its hooks, what is staged.

In: a folder in a git history. Out: values, names and bytes; settings written into the `.git/config` of this copy.
Asks git, and writes only those settings. Everything here raises GitError where git cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.workspace import git, objects

_HOOKS: Final = "hooks"
_HOOKS_PATH: Final = "core.hooksPath"
#: Who gives a setting that stands on the command line: this program does.
_OUR_OWN: Final = "command"
#: What a blob is at most that is read: larger ones are no plans, keys or pages.
_SIZE_LIMIT: Final = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Blob:
    """A file as the next commit will hold it; its name with forward slashes."""

    name: str
    data: bytes = field(repr=False)


def setting(root: Path, key: str) -> str | None:
    """A setting of this copy of the history; None where it has none."""
    said = git.ask(root, "config", "--local", "--get", key)
    return said.words.rstrip("\n") if said.is_yes else None


def set_up(root: Path, key: str, value: str) -> None:
    git.read(root, "config", "--local", key, value)


def take_out(root: Path, key: str) -> None:
    git.read(root, "config", "--local", "--unset", key)


def attribute(root: Path, name: str, path: str) -> str:
    """What the attributes of a history say of a path, whether a file is there or not."""
    said = git.read(root, "check-attr", "-z", name, "--", path)
    return said.split(b"\0")[2].decode()


def hooks_folder(root: Path) -> Path:
    """Where git looks for hooks where nobody says otherwise."""
    common = git.read(root, "rev-parse", "--git-common-dir").decode().rstrip("\n")
    return root / common / _HOOKS


def hooks_elsewhere(root: Path) -> str | None:
    """Where this user, or this copy, has git look for hooks; None where that is the usual place."""
    said = git.ask(root, "config", "--show-scope", "--get-all", _HOOKS_PATH)
    given = [line.split("\t", 1) for line in said.words.splitlines()]
    paths = [path for scope, path in given if scope != _OUR_OWN]
    return paths[-1] if paths else None


def staged(root: Path) -> tuple[Blob, ...]:
    """Every file that the next commit adds or changes; named from the top of the history."""
    said = git.read_staged(
        root,
        *("diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff"),
        "--diff-filter=ACMT",
    )
    words = said.split(b"\0")
    ids = {
        git.name_of(path): about.split()[3].decode()
        for about, path in zip(words[::2], words[1::2], strict=False)
    }
    return _blobs(root, ids)


def tracked(root: Path, paths: Iterable[str]) -> tuple[Blob, ...]:
    """The files at and below these paths that the next commit will hold; named from this folder."""
    said = git.read_staged(root, "ls-files", "--stage", "-z", "--", *paths)
    ids = {}
    for line in filter(None, said.split(b"\0")):
        about, _, path = line.partition(b"\t")
        ids[git.name_of(path)] = about.split()[1].decode()
    return _blobs(root, ids)


def name_in_history(root: Path) -> str:
    """How the names of files in this folder begin, seen from the top of the history."""
    return git.read(root, "rev-parse", "--show-prefix").decode().rstrip("\n")


def _blobs(root: Path, ids: Mapping[str, str]) -> tuple[Blob, ...]:
    """The files with these names and ids, those that are too large left out."""
    known = objects.contents(root, ids.values(), _SIZE_LIMIT)
    return tuple(Blob(name, known[id]) for name, id in ids.items() if id in known)
