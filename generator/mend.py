"""Mend: what `check --fix` may add to a plan without asking: a uid, and the name of the key it relies on.

In: a workspace folder. Out: the plans that were changed, and how. Every other byte of a file stays.
Touches plan files only, and none that somebody changed in between.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from generator import edit, lock, workspace, write
from generator.errors import PlanError, WorkspaceError
from generator.model import Access, Settings
from generator.parse import Document, parse
from generator.validate import guards_of
from generator.workspace import SCRATCH, PlanSource


@dataclass(frozen=True, slots=True)
class Mended:
    """A plan file and what was added to it, as words."""

    name: str
    added: tuple[str, ...]


def mend(root: Path, settings: Settings, names: Collection[str]) -> tuple[Mended, ...]:
    """Add a uid, and the key's name where the settings have one, to the private plans among `names` that lack them.

    Raises WorkspaceError where the disk refuses or a file was changed in between; what is done by then stays.
    """
    done = []
    for source in workspace.read(root).plans:
        if source.name not in names:
            continue
        data, added = mended(source, settings)
        if added:
            put(root, source, data)
            done.append(Mended(source.name, added))
    return tuple(done)


def mended(source: PlanSource, settings: Settings) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a plan with what it lacks, and what that was; a file that cannot be read stays as it is."""
    try:
        document = parse(source.data, source.name)
    except PlanError:
        return source.data, ()
    guards = guards_of(document)
    if guards is None or guards[1].access not in (Access.LINK, Access.WORDS):
        return source.data, ()
    data, added = source.data, []
    if not _has(document, "uid"):
        keys = [key.text for key, _ in document.root.pairs]
        before = keys[1] if keys[:1] == ["handrail"] and len(keys) > 1 else None
        data = edit.with_key(data, source.name, f'uid: "{secrets.token_hex(16)}"', before)
        added.append("a uid")
    if guards[1].key is None and settings.key is not None:
        data = edit.with_value_below(data, source.name, "share", "key", settings.key)
        added.append(f"the name of its key, {settings.key}")
    return data, tuple(added)


def put(root: Path, source: PlanSource, data: bytes) -> None:
    """Put new bytes in place of a plan.

    Raises WorkspaceError where the file is no longer what was read or the disk refuses, BusyError beside a long build.
    """
    scratch = root / SCRATCH
    try:
        scratch.mkdir(exist_ok=True)
        with lock.held(scratch):
            write.exchange(root / source.name, source.data, data, scratch)
    except OSError as error:
        raise WorkspaceError(f"cannot write {source.name}: {error.strerror}") from error


def _has(document: Document, name: str) -> bool:
    return any(key.text == name for key, _ in document.root.pairs)
