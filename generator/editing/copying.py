"""Copying: a new plan from one that is there, without its log.

In: a plan file's bytes. Out: the bytes of the copy, and the lines of it that somebody should look at.
Touches nothing; the new uid comes in. Comments, quotes and order stay.
"""

from __future__ import annotations

import re
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
    if root.get(PlanKeys.uid.name) is None:
        first = root.pairs[0][0].text
        before = root.pairs[1][0].text if first == "handrail" and len(root.pairs) > 1 else first
        data = text.with_key(data, file, PlanKeys.uid.name, f'"{uid}"', before)
    else:
        data = text.with_value(data, file, PlanKeys.uid.name, f'"{uid}"')
    data = text.with_value_on_top(data, file, PlanKeys.status.name, Status.DRAFT)
    share = root.get(PlanKeys.share.name)
    if isinstance(share, Mapping):
        if share.get(ShareKeys.generation.name) is not None:
            data = text.with_value_below(
                data, file, PlanKeys.share.name, ShareKeys.generation.name, "1"
            )
        if key is not None and share.get(ShareKeys.key.name) is not None:
            data = text.with_value_below(data, file, PlanKeys.share.name, ShareKeys.key.name, key)
    return _looked_at(data, file)


def _looked_at(data: bytes, file: str) -> Copied:
    root = parse(data, file).root
    who = {key.name for key in (PlanKeys.people, PlanKeys.client, PlanKeys.therapist)}
    people = {name.line for name, _ in root.pairs if name.text in who}
    dates: set[int] = set()
    private: set[int] = set()

    def look(node: Node) -> None:
        if isinstance(node, Scalar):
            if _DAY.fullmatch(node.text):
                dates.add(node.line)
        elif isinstance(node, Mapping):
            for name, value in node.pairs:
                if name.text == PRIVATE:
                    private.add(name.line)
                else:
                    look(value)
        else:
            for item in node.items:
                look(item)

    look(root)
    return Copied(data, tuple(sorted(people)), tuple(sorted(dates)), tuple(sorted(private)))
