"""Story: the versions of a plan as chapters.

In: the versions that git holds, newest first, and the file on the disk. Out: a chapter for each in
which something happened to the plan, newest first.
Touches nothing. A merge says only what neither side had said before. A version that cannot be read
is told as that, and the next one is compared with the last one that could.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from generator.history.changes import (
    Change,
    FileRenamed,
    PlanDeleted,
    PlanRestored,
    PlanUnreadable,
)
from generator.history.compare import begun, changes_between
from generator.history.outline import Outline, PrivateWords, read_outline
from generator.workspace.lineage import FileState, Version


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one commit did to a plan; without `commit` it is what nobody has committed yet."""

    commit: str | None
    at: datetime | None
    author: str | None
    changes: tuple[Change, ...]


def story(versions: Sequence[Version], private: PrivateWords) -> tuple[Chapter, ...]:
    """The chapters of these versions, newest first."""
    reader = _ChangeReader(private)
    chapters = []
    for version in reversed(versions):
        changes = reader.changes(version.ancestors, version.state)
        if changes:
            chapters.append(Chapter(version.commit, version.at, version.author, changes))
    return tuple(reversed(chapters))


def not_committed(
    committed: FileState, on_disk: FileState, private: PrivateWords
) -> Chapter | None:
    """What is different on the disk; None where nothing of the plan is."""
    changes = difference(committed, on_disk, private)
    if not changes:
        return None
    return Chapter(None, None, None, changes)


def difference(before: FileState, after: FileState, private: PrivateWords) -> tuple[Change, ...]:
    """What is different between two versions, wherever they come from."""
    if before.data == after.data and before.name == after.name:
        return ()
    ancestors = (before,) if before.data is not None else ()
    return _ChangeReader(private).changes(ancestors, after)


class _ChangeReader:
    """Reads each version once, the oldest first, and remembers the last outline that could be read."""

    def __init__(self, private: PrivateWords) -> None:
        self._private = private
        self._read: dict[bytes, Outline | None] = {}
        #: For bytes that cannot be read, the outline that was there before.
        self._before: dict[bytes, Outline | None] = {}
        #: By the name of a file that was deleted, the outline that it had.
        self._deleted: dict[str, Outline | None] = {}

    def changes(self, ancestors: Sequence[FileState], state: FileState) -> tuple[Change, ...]:
        if state.data is None:
            return self._deletion(ancestors, state)
        if not ancestors:
            return self._first(state, state.data)
        ways = [self._on_the_way(one, state, state.data) for one in ancestors]
        return _on_every_way(ways)

    def _deletion(self, ancestors: Sequence[FileState], state: FileState) -> tuple[Change, ...]:
        for one in ancestors:
            self._deleted[state.name] = self._readable(one.data) if one.data else None
        return (PlanDeleted(),)

    def _first(self, state: FileState, data: bytes) -> tuple[Change, ...]:
        """A file that none of the ancestors has: a new one, or one that was deleted before."""
        outline = self._outline(data)
        if outline is None:
            return (PlanUnreadable(),)
        before = self._deleted.get(state.name)
        if before is None:
            return (begun(outline),)
        return (PlanRestored(), *changes_between(before, outline))

    def _on_the_way(self, was: FileState, state: FileState, data: bytes) -> tuple[Change, ...]:
        renamed = (FileRenamed(was.name, state.name),) if was.name != state.name else ()
        if was.data is None or was.data == data:
            return renamed
        before = self._readable(was.data)
        after = self._outline(data)
        if after is None:
            self._before[data] = before
            return (*renamed, PlanUnreadable())
        if before is None:
            return (*renamed, begun(after))
        return (*renamed, *changes_between(before, after))

    def _readable(self, data: bytes) -> Outline | None:
        """What these bytes say; what was there before, where they cannot be read."""
        outline = self._outline(data)
        if outline is None:
            return self._before.get(data)
        return outline

    def _outline(self, data: bytes) -> Outline | None:
        if data not in self._read:
            self._read[data] = read_outline(data, self._private)
        return self._read[data]


def _on_every_way(ways: Iterable[tuple[Change, ...]]) -> tuple[Change, ...]:
    """The changes that are new whichever parent one comes from."""
    first, *others = ways
    for other in others:
        outcomes = Counter(change.outcome for change in other)
        kept = []
        for change in first:
            if outcomes[change.outcome] > 0:
                outcomes[change.outcome] -= 1
                kept.append(change)
        first = tuple(kept)
    return first
