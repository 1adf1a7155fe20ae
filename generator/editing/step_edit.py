"""Step edit: steps of a plan ticked off in its file; every other byte stays.

In: the bytes of a plan file, and which steps were done on which day. Out: the new bytes.
Touches nothing. A step that is done already stays as it is, and so does one that was set aside. What is made is read
again before it is given back: it says what it said, with the steps done and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.editing.entry_text import LINE_LIMIT, in_braces
from generator.editing.logged import objectives_of, values_below
from generator.editing.text import SourceText, content_of, first_that_fits, is_json
from generator.errors import Finding, Place, PlanError
from generator.format.keys.objective import ObjectiveKeys, StepKeys
from generator.format.parse import Document, Mapping, Node, Scalar, parse
from generator.format.parse import Sequence as List
from generator.model.plan import StepStatus

_DONE: Final = StepKeys.done.name
_STATUS: Final = StepKeys.status.name
#: What a step may say of itself that a day takes the place of.
_OPEN: Final = (StepStatus.NOT_STARTED, StepStatus.SCHEDULED, StepStatus.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class TickedStep:
    """A step that was done: the id of its objective, its place from 1, and the day."""

    objective: str
    place: int
    day: str


def step_at(document: Document, step: TickedStep) -> Node | None:
    """The step in the file; None where there is none."""
    objective = objectives_of(document).get(step.objective)
    steps = values_below(objective).get(ObjectiveKeys.steps.name)
    if not isinstance(steps, List) or step.place > len(steps.items):
        return None
    return steps.items[step.place - 1]


def is_open(step: Node) -> bool:
    """Whether a step can be ticked off: neither done yet nor set aside."""
    if not isinstance(step, Mapping):
        return True
    status = step.get(_STATUS)
    return step.get(_DONE) is None and (status is None or content_of(status) in _OPEN)


def with_step_done(data: bytes, file: str, step: TickedStep) -> bytes:
    """The plan with this step done. Raises PlanError where only a person can write it."""
    document = parse(data, file)
    node = step_at(document, step)
    if node is None or not is_open(node):
        return data
    wanted = _with_done(content_of(node), step.day)

    def is_made(made: Document) -> bool:
        new = step_at(made, step)
        return (
            new is not None
            and _as_map(content_of(new)) == wanted
            and _rest(made.root, new) == _rest(document.root, node)
        )

    data = _with_completed(data, node)
    open_node = step_at(parse(data, file), step)
    assert open_node is not None
    made = first_that_fits(file, _ways(data, open_node, step.day), is_made)
    if made is None:
        raise _by_hand(document, node, step.day)
    return made


def _by_hand(document: Document, node: Node, day: str) -> PlanError:
    place = Place(document.file, node.line, node.column)
    sentence = "this step is written in a way that only a person can change"
    return PlanError([Finding(place, sentence, "by-hand", f"write `done: {day}` beside it")])


# ---- what is wanted


def _as_map(content: object) -> dict[str, object]:
    """What a step says, by key."""
    if isinstance(content, tuple):
        return dict(content)
    return {StepKeys.step.name: content}


def _with_done(content: object, day: str) -> dict[str, object]:
    said = _as_map(content)
    if _STATUS in said:
        said[_STATUS] = StepStatus.COMPLETED.value
    return {**said, _DONE: day}


def _rest(node: Node, but: Node) -> object:
    """All that a file says but for one node in it."""
    if node is but:
        return None
    if isinstance(node, Mapping):
        return [(key.text, _rest(value, but)) for key, value in node.pairs]
    if isinstance(node, List):
        return [_rest(item, but) for item in node.items]
    return content_of(node)


# ---- the ways to write it


def _ways(data: bytes, node: Node, day: str) -> Iterator[bytes]:
    text = SourceText.of(data)
    if isinstance(node, Scalar):
        yield from _ways_of_words(text, node, day)
    if isinstance(node, Mapping):
        yield from _ways_of_map(text, node, day)


def _ways_of_words(text: SourceText, node: Scalar, day: str) -> Iterator[bytes]:
    """A step that is its words alone: in braces where these fit on the line, else with a line below it."""
    start, end = _extent(text, node)
    braces = in_braces({StepKeys.step.name: node.text.strip(), _DONE: day})
    fits = node.column + len(braces) <= LINE_LIMIT
    if fits:
        yield text.with_words(start, end, braces)
    below = f"{text.end}{' ' * (node.column - 1)}{_DONE}: {day}"
    whole = "".join(text.lines)
    line_end = end + len(whole[end:].split("\n", 1)[0].rstrip("\r"))
    after = whole[end:line_end]
    words = f"{StepKeys.step.name}: {whole[start:end]}{after}{below}"
    yield text.with_words(start, line_end, words)
    if not fits:
        yield text.with_words(start, end, braces)


def _ways_of_map(text: SourceText, node: Mapping, day: str) -> Iterator[bytes]:
    """A step with keys: one more behind the last in braces, else on a line below the first."""
    if node.end_line:
        name = f'"{_DONE}": "{day}"' if is_json(node) else f"{_DONE}: {day}"
        whole = "".join(text.lines)
        brace = text.at(node.end_line, node.end_column) - 1
        last = len(whole[:brace].rstrip(" ,"))
        yield text.with_words(last, brace, f", {name}")
        return
    line = " " * (node.column - 1) + f"{_DONE}: {day}"
    for number in _lines_below(node.pairs):
        yield text.with_line(number, line)


def _lines_below(pairs: Sequence[tuple[Scalar, Node]]) -> Iterator[int]:
    """The lines before which one more key can stand, the nearest first."""
    yield from (key.line for key, _ in pairs[1:2])
    first = pairs[0][1]
    if isinstance(first, Scalar):
        yield first.end_line + 1
        yield first.end_line


def _extent(text: SourceText, node: Scalar) -> tuple[int, int]:
    """Where the words of a node begin and end."""
    start, end = text.at(node.line, node.column), text.at(node.end_line, node.end_column)
    return start, start + len("".join(text.lines)[start:end].rstrip())


def _with_completed(data: bytes, node: Node) -> bytes:
    """The file with another word for how far a step is, where the step has one."""
    status = node.get(_STATUS) if isinstance(node, Mapping) else None
    if not isinstance(status, Scalar):
        return data
    text = SourceText.of(data)
    word = StepStatus.COMPLETED.value
    if not status.plain:
        word = f'"{word}"'
    return text.with_words(*_extent(text, status), word)
