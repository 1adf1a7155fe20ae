"""Consent: which commands of a workspace's settings may run on this computer.

In: a workspace folder and a command's words. Out: whether somebody here has allowed it; the same,
written down.
Touches a folder beside the key file and nothing else. Settings travel, by git and in a zip, and
with them a command that somebody else wrote; what was allowed does not. A file of the workspace
that the command names is a part of it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from generator.model.settings import ByCommand
from generator.privacy import keyfile
from generator.workspace import files as write
from generator.workspace import layout
from generator.workspace.disk_errors import cannot, cannot_below

_NAME: Final = "commands"


def is_allowed(root: Path, how: ByCommand) -> bool:
    """Whether this command, word by word, was allowed to run in this folder.

    Raises WorkspaceError.
    """
    return _note(root, how).is_file()


def allow(root: Path, how: ByCommand) -> None:
    """Allow it from now on. Raises WorkspaceError where the disk refuses."""
    note = _note(root, how)
    with cannot("write", note):
        note.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write.put_beside(note, b"", 0o600)


def _note(root: Path, how: ByCommand) -> Path:
    """A file whose name says which command, where, and how the files of the workspace read that it
    names.
    """
    digest = hashlib.sha256()
    for part in (
        str(root.resolve()).encode(),
        *(word.encode() for word in how.words),
        *_files(root, how),
    ):
        digest.update(len(part).to_bytes(8, "big") + part)
    key_file = keyfile.key_file().path
    return key_file.with_name(f"{key_file.name}.{_NAME}") / digest.hexdigest()


def _files(root: Path, how: ByCommand) -> tuple[bytes, ...]:
    files = [(root / word).resolve() for word in how.words]
    made = ((root / layout.SITE).resolve(), (root / layout.SCRATCH).resolve())
    named = [file for file in files if file.is_relative_to(root.resolve()) and file.is_file()]
    by_hand = [file for file in named if not any(map(file.is_relative_to, made))]
    with cannot_below("read", root):
        return tuple(file.read_bytes() for file in by_hand)
