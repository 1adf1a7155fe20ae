"""Git setup: what git is told of plans in one copy of a workspace, and that taken back.

In: a workspace folder in a history, and how this program is called. Out: what was done, in sentences.
Touches `.gitattributes`, the settings of this copy, and its hook before a commit; nothing that somebody else wrote.
Done twice, nothing changes. What was written is remembered in those settings, so that just that is taken back.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from generator.workspace import files, repository
from generator.workspace.disk_errors import cannot
from generator.workspace.layout import PLANS, REVOKED_NAME

ATTRIBUTES: Final = ".gitattributes"
HOOK: Final = "pre-commit"
#: What git calls with both sides of a plan: as it was, ours, theirs, the length of marks, its name.
_DRIVER_WORDS: Final = "git merge-driver %O %A %B %L %P"
_TEXTCONV_WORD: Final = "textconv"
_HOOK_WORDS: Final = "git pre-commit"

_DRIVER: Final = "merge.handrail.driver"
_DRIVER_NAME: Final = "merge.handrail.name"
_TEXTCONV: Final = "diff.handrail.textconv"
#: What was done to `.gitattributes` from this copy.
_WROTE: Final = "handrail.attributes"
_BOM: Final = b"\xef\xbb\xbf"
_EXECUTABLE: Final = 0o777

#: Lines for `.gitattributes`: what each says, and a path by which one can ask whether that holds.
_LINES: Final = (
    (f"{PLANS}/**/*.yml merge=handrail diff=handrail", f"{PLANS}/a.yml", "merge", "handrail"),
    (f"{PLANS}/**/*.yaml merge=handrail diff=handrail", f"{PLANS}/a.yaml", "merge", "handrail"),
    (f"{REVOKED_NAME} merge=union", REVOKED_NAME, "merge", "union"),
)
_HEAD: Final = "# How git merges and compares plans: written by `handrail git install`"
_HOOK_HEAD: Final = "#!/bin/sh\n# Written by `handrail git install`, which looks at staged plans.\n"


class _Wrote(StrEnum):
    """What became of `.gitattributes`: it was made, or lines were put on top of it."""

    MADE = "made"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Program:
    """How this program is called: the file that runs it, and what is said to it first."""

    words: tuple[str, ...]

    def with_words(self, more: str) -> str:
        """A command for git, which hands it to a shell."""
        return f"{shlex.join(self.words)} {more}"


def install(root: Path, program: Program) -> tuple[str, ...]:
    """Tell git how plans are merged, compared and looked at. Raises GitError, WorkspaceError."""
    return tuple(_installing(root, program))


def uninstall(root: Path, program: Program) -> tuple[str, ...]:
    """Take back what `install` wrote in this copy. Raises GitError, WorkspaceError."""
    return tuple(_uninstalling(root, program))


def _installing(root: Path, program: Program) -> Iterator[str]:
    is_new = [_set_up(root, key, value) for key, value in _settings(program).items()]
    if any(is_new):
        yield "In this copy, git asks Handrail where two people changed one plan, and for `git diff` and `git log -p`."
    yield from _with_attributes(root)
    yield from _with_hook(root, program)


def _uninstalling(root: Path, program: Program) -> Iterator[str]:
    yield from _without_hook(root, program)
    found = [key for key in _settings(program) if repository.setting(root, key) is not None]
    for key in found:
        repository.take_out(root, key)
    if found:
        yield "Git in this copy merges and compares plans line by line again."
    yield from _without_attributes(root)


def _settings(program: Program) -> dict[str, str]:
    return {
        _DRIVER_NAME: "plans by what they mean (Handrail)",
        _DRIVER: program.with_words(_DRIVER_WORDS),
        _TEXTCONV: program.with_words(_TEXTCONV_WORD),
    }


def _set_up(root: Path, key: str, value: str) -> bool:
    """Whether the setting was another one before."""
    if repository.setting(root, key) == value:
        return False
    repository.set_up(root, key, value)
    return True


# ---- attributes


def _with_attributes(root: Path) -> Iterator[str]:
    path = root / ATTRIBUTES
    missing = [
        line
        for line, sample, name, value in _LINES
        if repository.attribute(root, name, sample) != value
    ]
    if not missing:
        return
    old = _bytes_in(path)
    mark = _BOM if old is not None and old.startswith(_BOM) else b""
    block = "".join(f"{line}\n" for line in (_HEAD, *missing)).encode()
    files.put_beside(path, mark + block + (old or b"")[len(mark) :])
    wrote = _Wrote.MADE if old is None else _Wrote.ADDED
    if repository.setting(root, _WROTE) is None:
        repository.set_up(root, _WROTE, wrote)
    yield f"{ATTRIBUTES} says for which files; commit it, so that all copies have it."


def _without_attributes(root: Path) -> Iterator[str]:
    wrote = repository.setting(root, _WROTE)
    if wrote is None:
        return
    repository.take_out(root, _WROTE)
    path = root / ATTRIBUTES
    old = _bytes_in(path) or b""
    rest = _without_block(old)
    if rest == old:
        return
    if rest or wrote == _Wrote.ADDED:
        files.put_beside(path, rest)
    else:
        with cannot("remove", path):
            path.unlink()
    yield f"{ATTRIBUTES} is as it was."


def _without_block(data: bytes) -> bytes:
    """The file without our lines, those of them that follow each other below our first one."""
    lines = data.splitlines(keepends=True)
    ours = {line.encode() for line, *_ in _LINES}
    heads = [number for number, line in enumerate(lines) if _bare(line) == _HEAD.encode()]
    if not heads:
        return data
    start = heads[0]
    end = start + 1
    while end < len(lines) and lines[end].strip() in ours:
        end += 1
    mark = _BOM if lines[start].startswith(_BOM) else b""
    return b"".join([*lines[:start], mark, *lines[end:]])


def _bare(line: bytes) -> bytes:
    return line.removeprefix(_BOM).strip()


# ---- the hook before a commit


def _with_hook(root: Path, program: Program) -> Iterator[str]:
    command = program.with_words(_HOOK_WORDS)
    elsewhere = repository.hooks_elsewhere(root)
    if elsewhere is not None:
        yield f"Your hooks lie in {elsewhere}, so none was written. For a look at staged plans, add this line there to {HOOK}:"
        yield f"  {command} || exit 1"
        return
    path = repository.hooks_folder(root) / HOOK
    old, new = _bytes_in(path), _hook(program)
    if old == new:
        return
    if old is not None and not old.startswith(_HOOK_HEAD.encode()):
        yield f"You have a hook already, which stays: {path}. For a look at staged plans, add this line to it:"
        yield f"  {command} || exit 1"
        return
    files.put_beside(path, new, _EXECUTABLE)
    yield "Before each commit, Handrail looks at the staged plans, and stops keys and clear pages of private plans."


def _without_hook(root: Path, program: Program) -> Iterator[str]:
    if repository.hooks_elsewhere(root) is not None:
        return
    path = repository.hooks_folder(root) / HOOK
    old = _bytes_in(path)
    if old is None or not old.startswith(_HOOK_HEAD.encode()):
        return
    if old.count(b"\n") != _hook(program).count(b"\n"):
        yield f"Somebody added to the hook, so it stays: {path}"
        return
    with cannot("remove", path):
        path.unlink()
    yield "Commits are no longer looked at."


def _hook(program: Program) -> bytes:
    return f"{_HOOK_HEAD}exec {program.with_words(_HOOK_WORDS)}\n".encode()


def _bytes_in(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none."""
    with cannot("read", path):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
