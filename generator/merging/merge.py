"""Merge: two versions of a plan as one, by what they mean.

In: a plan as it was and as two sides have it, as bytes, and how lines in dispute are marked. Out: a `Merge`, or None
where it is not sure.
Touches nothing. What is made is read again before it is given back, with each dispute resolved for either side: it
says what was decided, or it is not given back. Where git's own merge, line by line, says just that, its words are
taken: it keeps whatever both sides wrote beside the values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.errors import PlanError
from generator.merging.decide import Decision, MergeSide, Three, decided
from generator.merging.parts import FileParts, OddLayout, Said, parts_in
from generator.merging.weave import Dispute, Run, joined_lead, runs_of_plan
from generator.text.encoding import as_written, has_bom

#: How long git's marks are where nobody asks for others.
MARK_LENGTH: Final = 7
_NAME: Final = "plan"
_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class ThreeFiles:
    """A plan as it was, as it is on this side, and as it is on the other."""

    base: bytes = field(repr=False)
    ours: bytes = field(repr=False)
    theirs: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ConflictMarks:
    """How lines in dispute are marked: git's signs, so long, with the name of each side."""

    length: int = MARK_LENGTH
    ours: str = "this side"
    theirs: str = "the other side"

    def around(self, dispute: Dispute) -> Iterator[str]:
        yield f"{'<' * self.length} {self.ours}"
        yield from dispute.ours
        yield "=" * self.length
        yield from dispute.theirs
        yield f"{'>' * self.length} {self.theirs}"


@dataclass(frozen=True, slots=True)
class Merge:
    """The bytes of the file, and how many disputes stand in it."""

    data: bytes = field(repr=False)
    disputes: int


def merged(versions: ThreeFiles, marks: ConflictMarks) -> Merge | None:
    """The two sides as one; None where it is not sure, as where one of them cannot be read."""
    try:
        return _merged(versions, marks)
    except (PlanError, OddLayout):
        return None


def settled(by_meaning: Merge | None, by_lines: Merge) -> Merge:
    """Which of two merges holds: git's own where the other is not sure, or says the same."""
    if by_meaning is None:
        return by_lines
    if (
        by_meaning.disputes
        or by_lines.disputes
        or not says_the_same(by_meaning.data, by_lines.data)
    ):
        return by_meaning
    return by_lines


def says_the_same(one: bytes, other: bytes) -> bool:
    """Whether two files are plans and say the same."""
    try:
        return parts_in(one, _NAME).root.says == parts_in(other, _NAME).root.says
    except (PlanError, OddLayout):
        return False


def _merged(versions: ThreeFiles, marks: ConflictMarks) -> Merge | None:
    ours, theirs = parts_in(versions.ours, _NAME), parts_in(versions.theirs, _NAME)
    base = parts_in(versions.base, _NAME) if versions.base.strip() else None
    layout = _Layout.of(versions.ours)
    decision = decided(Three(base.root if base else None, ours.root, theirs.root))
    if layout is None or decision is None:
        return None
    runs = _runs(decision, base, ours, theirs)
    for side in MergeSide:
        made = layout.bytes_of(_resolved(runs, side))
        if _said_by(made) != decision.says(side):
            return None
    disputes = [run for run in runs if isinstance(run, Dispute)]
    return Merge(layout.bytes_of(_marked(runs, marks)), len(disputes))


def _runs(
    decision: Decision, base: FileParts | None, ours: FileParts, theirs: FileParts
) -> Sequence[Run]:
    tail = joined_lead(base.tail if base else (), ours.tail, theirs.tail)
    return runs_of_plan(decision, tail)


def _said_by(data: bytes) -> Said:
    return parts_in(data, _NAME).root.says


def _resolved(runs: Iterable[Run], side: MergeSide) -> Iterator[str]:
    for run in runs:
        if isinstance(run, Dispute):
            yield from run.ours if side is MergeSide.OURS else run.theirs
        else:
            yield from run


def _marked(runs: Iterable[Run], marks: ConflictMarks) -> Iterator[str]:
    for run in runs:
        if isinstance(run, Dispute):
            yield from marks.around(run)
        else:
            yield from run


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the lines of a file end, and whether a mark stands at its start."""

    end: str
    mark: str

    @classmethod
    def of(cls, data: bytes) -> _Layout | None:
        """None where its lines end in several ways."""
        text = as_written(data)
        feeds, pairs, returns = text.count("\n"), text.count("\r\n"), text.count("\r")
        if returns != pairs or pairs not in (0, feeds):
            return None
        return cls("\r\n" if pairs else "\n", _BOM if has_bom(data) else "")

    def bytes_of(self, lines: Iterable[str]) -> bytes:
        return (self.mark + self.end.join(lines)).encode()
