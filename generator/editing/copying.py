"""Copying: a new plan from one that is there, without its log.

In: a plan file's bytes. Out: the bytes of the copy, and the lines of it that somebody should look at.
Touches nothing; the new uid comes in. Comments, quotes and order stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from generator.editing import text
from generator.format.fields.text import PRIVATE
from generator.format.keys.plan import PlanKeys, ShareKeys
from generator.format.parse import Mapping, Node, Scalar, parse
from generator.model.share import Status

_DAY: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True, slots=True)
class Copied:
    """The copy, and its lines, from 1, that hold people, dates and what only the therapist reads."""

    data: bytes
    people: tuple[int, ...]
    dates: tuple[int, ...]
    private: tuple[int, ...]


def copied(data: bytes, file: str, uid: str, key: str | None) -> Copied:
    """The plan as a draft with this uid, the first generation and no log; where it names a key, it names `key`.

    Raises PlanError where the file cannot be read.
    """
    for name in (PlanKeys.progress.name, PlanKeys.reviews.name):
        data = text.without_key(data, file, name)
    root = parse(data, file).root
    data = _with_own_uid(data, file, root, uid)
    data = text.with_value_on_top(data, file, PlanKeys.status.name, Status.DRAFT)
    share = root.get(PlanKeys.share.name)
    if isinstance(share, Mapping):
        data = _shared_anew(data, file, share, key)
    return _looked_at(data, file)


def _shared_anew(data: bytes, file: str, share: Mapping, key: str | None) -> bytes:
    """The plan with the first generation of links and this key, where it names either."""
    for name, value in (
        (ShareKeys.generation.name, "1"),
        (ShareKeys.key.name, key),
    ):
        if value is not None and share.get(name) is not None:
            data = text.with_value_below(data, file, PlanKeys.share.name, name, value)
    return data


def _with_own_uid(data: bytes, file: str, root: Mapping, uid: str) -> bytes:
    """The plan with this uid: in place of the one it has, else on top, below `handrail`."""
    if root.get(PlanKeys.uid.name) is not None:
        return text.with_value(data, file, PlanKeys.uid.name, f'"{uid}"')
    first = root.pairs[0][0].text
    before = root.pairs[1][0].text if first == "handrail" and len(root.pairs) > 1 else first
    return text.with_key(data, file, PlanKeys.uid.name, f'"{uid}"', before)


def _looked_at(data: bytes, file: str) -> Copied:
    root = parse(data, file).root
    who = {
        key.name
        for key in (
            PlanKeys.people,
            PlanKeys.client,
            PlanKeys.therapist,
        )
    }
    people = (name for name, _ in root.pairs if name.text in who)
    parts = tuple(_open_parts(root))
    dates = (part for part in parts if isinstance(part, Scalar) and _DAY.fullmatch(part.text))
    return Copied(
        data,
        _lines(people),
        _lines(dates),
        _lines(_private_names(parts)),
    )


def _lines(nodes: Iterable[Node]) -> tuple[int, ...]:
    """Each line on which one of these begins, in the order of the file."""
    return tuple(sorted({node.line for node in nodes}))


def _private_names(parts: Iterable[Node]) -> Iterator[Scalar]:
    """The keys that say that only the therapist reads what follows."""
    for part in parts:
        if isinstance(part, Mapping):
            yield from (name for name, _ in part.pairs if name.text == PRIVATE)


def _open_parts(node: Node) -> Iterator[Node]:
    """A node and all below it, but for what only the therapist reads."""
    yield node
    if isinstance(node, Scalar):
        return
    below: Iterable[Node]
    if isinstance(node, Mapping):
        below = (value for name, value in node.pairs if name.text != PRIVATE)
    else:
        below = node.items
    for part in below:
        yield from _open_parts(part)
