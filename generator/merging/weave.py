"""Weave: what was decided, as lines of a file.

In: a `Decision`. Out: runs of lines, each settled or in dispute.
Touches nothing. Comments, order and layout are those of our side; what the other side brought comes in its own words,
moved in or out to where it stands now, and a comment that the other side wrote is not lost.

Terms
    run       lines that follow each other: settled, or in dispute between the two sides.
    frame     the version of a part whose layout holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from generator.merging.decide import Clash, Decision, Joined, Kept, MergeSide, Remarked, Three
from generator.merging.parts import (
    Block,
    FilePart,
    Flow,
    OddLayout,
    in_brackets,
    is_remark,
    new_remarks,
    with_dash,
)

_COMMA: Final = ", "
#: How a text below its key begins; nothing can stand behind such a one.
_BELOW_ITS_KEY: Final = ("|", ">")

_Lines: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Lines between which a person has to choose."""

    ours: _Lines
    theirs: _Lines


Run: TypeAlias = _Lines | Dispute


def runs_of_plan(decision: Decision, tail: Sequence[str]) -> list[Run]:
    """All lines of a plan, by what was decided of the map at its top; below it, the lines `tail`."""
    return [*_own_runs(decision, ""), tuple(tail)]


def joined_lead(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> _Lines:
    """The comments and empty lines above a part, those of both sides where both changed them."""
    if theirs in (base, ours):
        return tuple(ours)
    if ours == base:
        return tuple(theirs)
    known = {line.strip() for line in (*base, *ours)}
    return (*ours, *(line for line in theirs if line.strip() not in known))


# ---- in lines


def _runs(decision: Decision, margin: str) -> Iterator[Run]:
    """A part with the lines above it, so far in as it is to stand."""
    frame = _frame(decision)
    if isinstance(decision, Remarked):
        assert decision.three.base is not None
        yield tuple(_moved(new_remarks(frame, decision.three.base), frame.column, margin))
        return
    yield tuple(_moved(_lead(decision.three, frame), frame.column, margin))
    yield from _own_runs(decision, margin)


def _own_runs(decision: Decision, margin: str) -> list[Run]:
    """A part without the lines above it."""
    frame = _frame(decision)
    match decision:
        case Clash(three=three):
            return [Dispute(_lines(three.ours, margin), _lines(three.theirs, margin))]
        case Kept():
            kept = _kept(decision)
            return [tuple(_moved(kept.text.split("\n"), kept.column, margin))]
        case Joined() if isinstance(frame.value, Flow):
            text = _flow_part(decision)
            return [tuple(_moved(text.split("\n"), frame.column, margin))]
        case Joined():
            return _block_runs(decision, frame, margin)
        case Remarked():
            return []


def _block_runs(decision: Joined, frame: FilePart, margin: str) -> list[Run]:
    assert isinstance(frame.value, Block)
    inner = margin + " " * (_column_below(frame.value) - frame.column)
    below = [run for part in decision.parts for run in _runs(part, inner)]
    if frame.is_item_of_lines:
        return _with_dash(below, len(margin))
    if not frame.before:
        return below
    return [tuple(_moved([_head(decision)], frame.column, margin)), *below]


def _column_below(block: Block) -> int:
    return block.parts[0].column


def _with_dash(runs: list[Run], column: int) -> list[Run]:
    """The runs of an item with its dash on the first line that is no comment."""
    for number, run in enumerate(runs):
        if isinstance(run, Dispute):
            dashed: Run = Dispute(
                tuple(with_dash(list(run.ours), column)), tuple(with_dash(list(run.theirs), column))
            )
        elif all(map(is_remark, run)):
            continue
        else:
            dashed = tuple(with_dash(list(run), column))
        return [*runs[:number], dashed, *runs[number + 1 :]]
    raise OddLayout("an item has no line for its dash")


def _frame(decision: Decision) -> FilePart:
    if isinstance(decision, Joined):
        return decision.frame
    part = decision.three.ours or decision.three.theirs
    assert part is not None
    return part


def _lines(part: FilePart | None, margin: str) -> _Lines:
    if part is None:
        return ()
    return tuple(_moved(part.lines, part.column, margin))


def _moved(lines: Sequence[str], column: int, margin: str) -> Sequence[str]:
    """Lines that began so far in, as far in as the margin; lines further out, such as comments, stay."""
    if column == len(margin):
        return lines
    old = " " * column
    return [
        margin + line[column:] if line.startswith(old) and line.strip() else line for line in lines
    ]


def _lead(three: Three, frame: FilePart) -> _Lines:
    if three.ours is None or three.theirs is None:
        return frame.lead
    base = three.base.lead if three.base else ()
    return joined_lead(base, three.ours.lead, three.theirs.lead)


# ---- one value


def _kept(decision: Kept) -> FilePart:
    """The part that holds, in our words around it where only its value is the other side's."""
    three = decision.three
    ours, theirs = three.ours, three.theirs
    if ours is None or theirs is None:
        return _frame(decision)
    if decision.side is MergeSide.OURS:
        is_only_theirs = three.base is not None and ours.text == three.base.text
        return theirs if is_only_theirs and ours.says == theirs.says else ours
    if isinstance(ours.value, Block) or isinstance(theirs.value, Block):
        return theirs
    return _with_their_value(three, ours, theirs)


def _with_their_value(three: Three, ours: FilePart, theirs: FilePart) -> FilePart:
    """Our line with their value in it, where each is on one line and begins alike; else their lines."""
    is_begun_alike = ours.before.strip() == theirs.before.strip() and "\n" not in ours.before
    is_on_a_line = "\n" not in theirs.value.text
    if not is_begun_alike or not is_on_a_line or theirs.value.text.startswith(_BELOW_ITS_KEY):
        return theirs
    after = _changed(three, lambda part: part.after)
    return FilePart(ours.name, ours.lead, ours.before, theirs.value, after, ours.column)


def _changed(three: Three, words: Callable[[FilePart], str]) -> str:
    """PlainValue beside a value: ours, unless only the other side changed them."""
    assert three.ours is not None
    ours = words(three.ours)
    if three.base is not None and three.theirs is not None and ours == words(three.base):
        return words(three.theirs)
    return ours


def _head(decision: Joined) -> str:
    """The line of a key whose value stands below it."""
    three, frame = decision.three, decision.frame
    if frame is not three.ours or not all(
        part is None or isinstance(part.value, Block) for part in three.versions
    ):
        return frame.before
    head = _changed(three, lambda part: part.before)
    return " " * frame.column + head.lstrip(" ")


# ---- in brackets


def _flow_part(decision: Joined) -> str:
    """A part in brackets with what stands beside it."""
    frame = decision.frame
    flow = frame.value
    assert isinstance(flow, Flow)
    texts = [_piece(part) for part in decision.parts]
    text = in_brackets(flow, texts, tuple(_between(decision.parts, flow)))
    after = frame.after
    if frame is decision.three.ours:
        after = _changed(decision.three, lambda part: part.after)
    return frame.before + text + after


def _piece(decision: Decision) -> str:
    """A part between brackets."""
    match decision:
        case Kept():
            return _between_brackets(_kept(decision))
        case Joined() if isinstance(decision.frame.value, Flow):
            return _flow_part(decision).strip()
    raise OddLayout("lines cannot stand between brackets")


def _between_brackets(part: FilePart) -> str:
    """A part without what stands on a line beside it; its dash, where it had one, goes."""
    if isinstance(part.value, Block):
        raise OddLayout("lines cannot stand between brackets")
    before = part.before.strip()
    if before == "-":
        before = ""
    return f"{before} {part.value.text}".strip()


def _between(parts: Sequence[Decision], flow: Flow) -> Iterator[str]:
    """What stands between each two parts: what stood above the second one, else what is usual there."""
    usual = next((sign for sign in flow.between if "#" not in sign), _COMMA)
    above = {id(part): sign for part, sign in zip(flow.parts[1:], flow.between, strict=True)}
    for decision in parts[1:]:
        yield above.get(id(_frame(decision)), usual)
