"""Changes: what can become of a plan from one version to the next, as values.

In: nothing. Out: the union `Change`. Touches nothing.
A change holds words of goals, objectives and steps, and numbers, days and known words. It never
holds a note, a name or a way to reach somebody, and the words of a private note only where they
were asked for.

Terms
    outcome    what is so after a change, whatever was before: two changes with one outcome come to
               the same, as at a merge.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Happening(StrEnum):
    """What became of a private note."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Log(StrEnum):
    """The two lists of a plan that grow with time."""

    PROGRESS = "progress"
    REVIEWS = "reviews"


@dataclass(frozen=True, slots=True)
class Where:
    """What a change is about: the plan, one of its goals, or one of its objectives, by their words.

    `item` is the step, strategy or other line of a list that it is about.
    """

    goal: str | None = None
    objective: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class FactChanged:
    """A key has another value, or one for the first time, or none any more.

    `keys` lead to it from the place. Values stand here only where they are no words of a person.
    `counted` is what numbers are counted in, such as `times a week`.
    """

    kind: ClassVar[str] = "fact-changed"

    where: Where
    keys: tuple[str, ...]
    before: str | None
    after: str | None
    happening: Happening
    counted: str = ""

    @property
    def outcome(self) -> Hashable:
        return self.where, self.keys, self.after, self.happening is Happening.REMOVED


@dataclass(frozen=True, slots=True)
class PartAdded:
    """A goal, an objective, a person or a line of a list is new; `what` is the key that it stands below."""

    kind: ClassVar[str] = "added"

    where: Where
    what: str
    words: str | None

    @property
    def outcome(self) -> Hashable:
        return self


@dataclass(frozen=True, slots=True)
class PartRemoved:
    """The same as `PartAdded`, gone."""

    kind: ClassVar[str] = "removed"

    where: Where
    what: str
    words: str | None

    @property
    def outcome(self) -> Hashable:
        return self


@dataclass(frozen=True, slots=True)
class Reworded:
    """The words of a goal, an objective or a line of a list are others, and it is still the same."""

    kind: ClassVar[str] = "reworded"

    where: Where
    what: str
    before: str | None
    after: str | None

    @property
    def outcome(self) -> Hashable:
        return self.where, self.what, self.after


@dataclass(frozen=True, slots=True)
class IdRenamed:
    kind: ClassVar[str] = "id-renamed"

    where: Where
    what: str
    before: str
    after: str

    @property
    def outcome(self) -> Hashable:
        return self.what, self.after


@dataclass(frozen=True, slots=True)
class ObjectiveMoved:
    """An objective stands below another goal; `where` is its new place."""

    kind: ClassVar[str] = "objective-moved"

    where: Where
    from_goal: str

    @property
    def outcome(self) -> Hashable:
        return self.where


@dataclass(frozen=True, slots=True)
class OrderChanged:
    """What stands below the key `what` is the same in another order."""

    kind: ClassVar[str] = "order-changed"

    where: Where
    what: str

    @property
    def outcome(self) -> Hashable:
        return self


@dataclass(frozen=True, slots=True)
class StepDone:
    kind: ClassVar[str] = "step-done"

    where: Where
    on: str | None

    @property
    def outcome(self) -> Hashable:
        return self


@dataclass(frozen=True, slots=True)
class StepReopened:
    kind: ClassVar[str] = "step-reopened"

    where: Where

    @property
    def outcome(self) -> Hashable:
        return self


@dataclass(frozen=True, slots=True)
class EntryAdded:
    """`on` is the day as the file has it, with a time if it has one."""

    kind: ClassVar[str] = "entry-added"

    log: Log
    on: str
    digest: str

    @property
    def outcome(self) -> Hashable:
        return self


@dataclass(frozen=True, slots=True)
class EntryRemoved:
    kind: ClassVar[str] = "entry-removed"

    log: Log
    on: str
    digest: str

    @property
    def outcome(self) -> Hashable:
        return self


@dataclass(frozen=True, slots=True)
class EntryCorrected:
    """`on` is its day before, `now_on` its day now; `keys` say what else is different."""

    kind: ClassVar[str] = "entry-corrected"

    log: Log
    on: str
    now_on: str
    keys: tuple[str, ...]
    digest: str

    @property
    def outcome(self) -> Hashable:
        return self.log, self.now_on, self.digest


@dataclass(frozen=True, slots=True)
class PrivateNoteChanged:
    """`on` is the day of the entry that it stands in. `words` are there only where they were asked for."""

    kind: ClassVar[str] = "private-note"

    where: Where
    on: str | None
    happening: Happening
    words: str | None
    digest: str

    @property
    def outcome(self) -> Hashable:
        return self.where, self.on, self.digest


@dataclass(frozen=True, slots=True)
class PlanBegun:
    """The first version, and how much was in it."""

    kind: ClassVar[str] = "begun"

    goals: int
    objectives: int
    entries: int

    @property
    def outcome(self) -> Hashable:
        return self


@dataclass(frozen=True, slots=True)
class PlanDeleted:
    kind: ClassVar[str] = "deleted"

    @property
    def outcome(self) -> Hashable:
        return self


@dataclass(frozen=True, slots=True)
class PlanRestored:
    """The plan's file is back; what is different from before it was deleted stands beside this."""

    kind: ClassVar[str] = "restored"

    @property
    def outcome(self) -> Hashable:
        return self


@dataclass(frozen=True, slots=True)
class PlanUnreadable:
    """This version cannot be read as a plan; what is different shows in the next one that can."""

    kind: ClassVar[str] = "unreadable"

    @property
    def outcome(self) -> Hashable:
        return self


@dataclass(frozen=True, slots=True)
class FileRenamed:
    """The plan's file is called otherwise; names are relative to the workspace."""

    kind: ClassVar[str] = "file-renamed"

    before: str
    after: str

    @property
    def outcome(self) -> Hashable:
        return self.after


Change = (
    FactChanged
    | PartAdded
    | PartRemoved
    | Reworded
    | IdRenamed
    | ObjectiveMoved
    | OrderChanged
    | StepDone
    | StepReopened
    | EntryAdded
    | EntryRemoved
    | EntryCorrected
    | PrivateNoteChanged
    | PlanBegun
    | PlanDeleted
    | PlanRestored
    | PlanUnreadable
    | FileRenamed
)
