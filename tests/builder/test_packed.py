"""Packed: a value comes out of another process as it went in, and is built there only when it is
opened.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass

from generator.builder.packed import Packed

BUILT: list[str] = []


@dataclass
class Plan:
    """Notes down each time that one is built from bytes."""

    title: str

    def __setstate__(self, state: dict[str, str]) -> None:
        BUILT.append(state["title"])
        self.title = state["title"]


def sent(packed: Packed[Plan]) -> Packed[Plan]:
    copy: Packed[Plan] = pickle.loads(pickle.dumps(packed))
    return copy


def test_a_value_is_built_by_who_opens_it_alone() -> None:
    plan = Plan("River")
    BUILT.clear()

    through = sent(sent(Packed(plan)))
    assert BUILT == []

    assert through.open() == plan
    assert BUILT == ["River"]


def test_a_value_that_stayed_here_is_itself() -> None:
    plan = Plan("River")

    assert Packed(plan).open() is plan
