"""Lineage: every version of one file that git holds, newest first, under each name that it had.

In: where a file lies, and what tells from its bytes which plan it is. Out: a `Lineage`.
Asks git, and changes nothing. Of a branch that was merged, the versions stand between those of the
other; where a merge took one side as it was, that side alone is told, as `git log` does.

It asks for the one name at one commit after another, for that is several times as fast as having
git compare whole trees, and does not begin anew where the file had another name.

Terms
    ancestor   the file as it was in a parent of a commit.
    mark       what two files have in common that are one plan: its uid.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Final, TypeAlias

from generator.workspace import git, intake, objects
from generator.workspace.layout import PLAN_ENDINGS

MarkOf: TypeAlias = Callable[[bytes], str | None]

#: For how many commits the name of a file is asked for at once.
_AT_ONCE: Final = 400
#: How much of a file has to be the same for git to call it the one that was there before.
_SIMILARITY: Final = "-M50%"


class HistoryStart(Enum):
    """Whether the first version that git holds here is the first there was."""

    HERE = "here"
    CUT_OFF = "cut off"


@dataclass(frozen=True, slots=True)
class FileState:
    """The file in one commit: its name in the repository, and its bytes; none where it was not there."""

    name: str
    data: bytes | None

    @property
    def is_encrypted(self) -> bool:
        """Whether git keeps it encrypted, and locked here."""
        return self.data is not None and objects.is_encrypted(self.data)


@dataclass(frozen=True, slots=True)
class Version:
    """A commit in which the file is not as in any of its ancestors; `ancestors` are those that have it."""

    commit: str
    at: datetime
    author: str
    state: FileState
    ancestors: tuple[FileState, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """`at_hand` is the file in the commit that is checked out, `beginning` how the oldest version is known."""

    at_hand: FileState
    versions: tuple[Version, ...]
    beginning: HistoryStart


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A file by the folder that git is asked in, and its name in the repository."""

    folder: Path
    name: str


def place_of(path: Path) -> FilePlace | None:
    """Where git has a file, named by its real path; None where no history looks after it.

    Raises GitError.
    """
    folder = next(above for above in path.parents if above.is_dir())
    said = git.ask(folder, "rev-parse", "--show-prefix")
    if not said.is_yes:
        return None
    prefix = said.words.removesuffix("\n")
    return FilePlace(folder, f"{prefix}{path.relative_to(folder).as_posix()}")


def lineage(place: FilePlace, mark_of: MarkOf) -> Lineage | None:
    """Every version of the file; None before the first commit. Raises GitError."""
    if not git.ask(place.folder, "rev-parse", "--quiet", "--verify", "HEAD").is_yes:
        return None
    commits = _commits(place.folder)
    with git.object_names(place.folder) as names:
        walk = _LineageWalk(place, commits, names, mark_of)
        turns = tuple(walk.turns())
        head = walk.state(commits.newest, place.name)
    blobs = _contents(place.folder, {one.blob for one in _states(turns, head) if one.blob})
    told = _told(place.folder, [turn.commit for turn in turns])
    versions = tuple(_version(turn, told[turn.commit], blobs) for turn in turns)
    is_cut = walk.has_met_an_end and _is_shallow(place.folder)
    return Lineage(
        _with_bytes(head, blobs), versions, HistoryStart.CUT_OFF if is_cut else HistoryStart.HERE
    )


def state_at(
    place: FilePlace, revision: str, mark_of: MarkOf, mark: str | None
) -> FileState | None:
    """The file as a revision has it, also under another name; None where there is no such revision.

    Raises GitError.
    """
    said = git.ask(
        place.folder,
        "rev-parse",
        "--quiet",
        "--verify",
        "--end-of-options",
        f"{revision}^{{commit}}",
    )
    if not said.is_yes:
        return None
    commit = said.words.strip()
    with git.object_names(place.folder) as names:
        blob = names.ask([f"{commit}:{place.name}"])[0]
    if blob is not None:
        return FileState(place.name, _contents(place.folder, {blob}).get(blob))
    return _of_mark(place, commit, mark_of, mark)


def _of_mark(place: FilePlace, commit: str, mark_of: MarkOf, mark: str | None) -> FileState:
    """The plan with this mark in a commit, whatever its file is called there."""
    if mark is None:
        return FileState(place.name, None)
    listed = git.read(place.folder, "ls-tree", "-r", "-z", "--full-tree", commit)
    blobs = {}
    for line in listed.split(b"\0"):
        about, _, path = line.partition(b"\t")
        if _is_plan(path):
            blobs[git.name_of(path)] = about.split()[2].decode("ascii")
    known = _contents(place.folder, set(blobs.values()))
    for name, blob in blobs.items():
        data = known.get(blob)
        if data is not None and mark_of(data) == mark:
            return FileState(name, data)
    return FileState(place.name, None)


# ---- commits


@dataclass(frozen=True, slots=True)
class _Commits:
    """Every commit behind the one at hand, children before parents, and the parents of each."""

    order: tuple[str, ...]
    place: dict[str, int]
    parents: dict[str, tuple[str, ...]]

    @property
    def newest(self) -> str:
        return self.order[0]


def _commits(folder: Path) -> _Commits:
    listed = git.read(folder, "rev-list", "--parents", "--date-order", "HEAD").decode("ascii")
    lines = [line.split() for line in listed.splitlines()]
    order = tuple(line[0] for line in lines)
    parents = {line[0]: tuple(line[1:]) for line in lines}
    return _Commits(order, {commit: n for n, commit in enumerate(order)}, parents)


def _is_shallow(folder: Path) -> bool:
    return git.ask(folder, "rev-parse", "--is-shallow-repository").words.strip() == "true"


def _told(folder: Path, commits: Sequence[str]) -> dict[str, tuple[datetime, str]]:
    """When each commit was written, and by whom."""
    if not commits:
        return {}
    said = git.read(
        folder,
        "log",
        *(
            "--no-walk=unsorted",
            "--stdin",
            "--encoding=UTF-8",
            "--no-decorate",
            "--format=%H%x00%aI%x00%an",
        ),
        given="".join(f"{commit}\n" for commit in commits).encode("ascii"),
    )
    told = {}
    for line in said.decode("utf-8", "replace").split("\n"):
        if line:
            commit, at, author = line.split("\0")
            told[commit] = (_moment(at), author)
    return told


def _moment(at: str) -> datetime:
    """When a commit says that it was written; the beginning of time where its day is none."""
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)


# ---- the walk


@dataclass(frozen=True, slots=True)
class _NamedBlob:
    name: str
    blob: str | None


@dataclass(frozen=True, slots=True)
class _Turn:
    commit: str
    state: _NamedBlob
    ancestors: tuple[_NamedBlob, ...]


class _LineageWalk:
    """From the commit at hand back to where the file began."""

    def __init__(
        self, place: FilePlace, commits: _Commits, names: git.ObjectNames, mark_of: MarkOf
    ) -> None:
        self._place = place
        self._commits = commits
        self._names = names
        self._mark_of = mark_of
        self._known: dict[tuple[str, str], str | None] = {}
        self.has_met_an_end = False

    def turns(self) -> Iterator[_Turn]:
        waiting = [(0, self._place.name)]
        seen = set(waiting)
        while waiting:
            place, name = heapq.heappop(waiting)
            commit = self._commits.order[place]
            state = self.state(commit, name)
            parents = self._parents(commit, state)
            if not parents and state.blob:
                self.has_met_an_end = True
            same = [(parent, was) for parent, was in parents if was == state]
            if not same and (state.blob or any(was.blob for _, was in parents)):
                yield _Turn(commit, state, tuple(was for _, was in parents if was.blob))
            for parent, was in same[:1] or parents:
                next_ = (self._commits.place[parent], was.name)
                if next_ not in seen:
                    seen.add(next_)
                    heapq.heappush(waiting, next_)

    def state(self, commit: str, name: str) -> _NamedBlob:
        if (commit, name) not in self._known:
            self._look_up(commit, name)
        return _NamedBlob(name, self._known[commit, name])

    def _look_up(self, commit: str, name: str) -> None:
        first = self._commits.place[commit]
        asked = self._commits.order[first : first + _AT_ONCE]
        found = self._names.ask([f"{one}:{name}" for one in asked])
        self._known |= {(one, name): blob for one, blob in zip(asked, found, strict=True)}

    def _parents(self, commit: str, state: _NamedBlob) -> list[tuple[str, _NamedBlob]]:
        """The file in each parent, by the name that it had there."""
        found = []
        for parent in self._commits.parents[commit]:
            was = self.state(parent, state.name)
            if state.blob and not was.blob:
                was = self._renamed_from(parent, commit, state) or was
            found.append((parent, was))
        return found

    def _renamed_from(self, parent: str, commit: str, state: _NamedBlob) -> _NamedBlob | None:
        """The file that became this one between two commits: of one plan by its mark, else much alike."""
        gone = _gone(self._place.folder, parent, commit)
        if not gone or state.blob is None:
            return None
        data = _contents(self._place.folder, {state.blob, *(one.blob or "" for one in gone)})
        mark = self._mark(data, state)
        marks = {one: self._mark(data, one) for one in gone}
        for one in gone:
            if mark is not None and marks[one] == mark:
                return one
        may_be = {one.name: one for one in gone if mark is None or marks[one] is None}
        name = _like(self._place.folder, parent, commit, state.name) if may_be else None
        return may_be.get(name or "")

    def _mark(self, data: dict[str, bytes], state: _NamedBlob) -> str | None:
        bytes_ = data.get(state.blob or "")
        return self._mark_of(bytes_) if bytes_ is not None else None


def _gone(folder: Path, parent: str, commit: str) -> list[_NamedBlob]:
    """The plans that are in a parent and no more in the commit."""
    said = git.read(
        folder,
        "diff-tree",
        *("-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--diff-filter=D", parent, commit),
    )
    parts = said.split(b"\0")
    pairs = zip(parts[0::2], parts[1::2], strict=False)
    return [
        _NamedBlob(git.name_of(name), about.split()[2].decode())
        for about, name in pairs
        if _is_plan(name)
    ]


def _like(folder: Path, parent: str, commit: str, name: str) -> str | None:
    """What git thinks that a file was called in a parent, by how alike they are."""
    said = git.read(
        folder,
        "diff-tree",
        "-r",
        "-z",
        "--name-status",
        _SIMILARITY,
        "--diff-filter=R",
        parent,
        commit,
    )
    parts = said.split(b"\0")
    for _, before, after in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
        if git.name_of(after) == name:
            return git.name_of(before)
    return None


def _is_plan(name: bytes) -> bool:
    return Path(git.name_of(name)).suffix in PLAN_ENDINGS


# ---- bytes


def _contents(folder: Path, blobs: set[str]) -> dict[str, bytes]:
    return objects.contents(folder, blobs, intake.READ_LIMIT_BYTES)


def _states(turns: Sequence[_Turn], head: _NamedBlob) -> Iterator[_NamedBlob]:
    yield head
    for turn in turns:
        yield turn.state
        yield from turn.ancestors


def _version(turn: _Turn, told: tuple[datetime, str], blobs: dict[str, bytes]) -> Version:
    at, author = told
    ancestors = tuple(_with_bytes(one, blobs) for one in turn.ancestors)
    return Version(turn.commit, at, author, _with_bytes(turn.state, blobs), ancestors)


def _with_bytes(state: _NamedBlob, blobs: dict[str, bytes]) -> FileState:
    return FileState(state.name, blobs.get(state.blob or "", b"") if state.blob else None)
