"""Ranked: what helped, and what cost strength, by how much and how often it was noted.

In: a Plan. Out: lines, those with the most first; what was noted as less than a little is left out.
Touches nothing. Words that are alike are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean
from typing import Final

from generator.model.plan import Plan
from generator.progress.alike import alike
from generator.text.language import N_, _, ngettext, pgettext
from generator.view import page_values, sentences

#: Most lines of each list.
LIMIT: Final = 8


#: How much, from a lot down, in words, by the step of its mean.
_Steps = Mapping[int, str]

_HELPED: Final = {
    3: N_("helped a lot, {often}"),
    2: N_("helped somewhat, {often}"),
    1: N_("helped a little, {often}"),
}
_COST: Final = {
    3: N_("cost a lot, {often}"),
    2: N_("cost something, {often}"),
    1: N_("cost a little, {often}"),
}


def helps(plan: Plan) -> tuple[page_values.HelpsView, ...]:
    """What helped, the most helpful first."""
    noted = [[(one.strategy, one.much) for one in entry.helped] for entry in plan.entries]
    return tuple(_ranked(noted, _HELPED))[:LIMIT]


def costs(plan: Plan) -> tuple[page_values.HelpsView, ...]:
    """What cost mood or strength, the dearest first."""
    noted = [[(one.what, one.much) for one in entry.cost] for entry in plan.entries]
    return tuple(_ranked(noted, _COST))[:LIMIT]


def _ranked(
    notes: Iterable[Sequence[tuple[str, int]]], steps: _Steps
) -> Iterator[page_values.HelpsView]:
    """Lines from the most to the least; what was noted as less than a little is left out."""
    for name, marks in sorted(_marks_by_name(notes).items(), key=_rank):
        step = _step(marks)
        if step:
            words = _(steps[step], often=_often(len(marks)))
            yield page_values.HelpsView(sentences.capital(name), words)


def _marks_by_name(notes: Iterable[Sequence[tuple[str, int]]]) -> dict[str, list[int]]:
    """All marks of each word, as it was first spelt."""
    spelt: dict[str, str] = {}
    found: dict[str, list[int]] = {}
    for noted in notes:
        respelt = [(spelt.setdefault(alike(words), words), mark) for words, mark in noted]
        for name, mark in _most_by_name(respelt).items():
            found.setdefault(name, []).append(mark)
    return found


def _most_by_name(noted: Iterable[tuple[str, int]]) -> dict[str, int]:
    """What one note names: what stands there twice it means once, as much as it says at most."""
    most: dict[str, int] = {}
    for name, mark in noted:
        most[name] = max(mark, most.get(name, 0))
    return most


def _rank(item: tuple[str, Sequence[int]]) -> tuple[int, int, float, str]:
    """What sorts the line with the most first: what reads alike ranks alike, and then by how often."""
    name, marks = item
    return -_step(marks), -len(marks), -fmean(marks), name


def _step(marks: Sequence[int]) -> int:
    """3 for a lot, 2 for something, 1 for a little, 0 for less."""
    mean = fmean(marks)
    if mean >= 2.5:
        return 3
    if mean >= 1.5:
        return 2
    return 1 if mean >= 1 else 0


def _often(count: int) -> str:
    """`once`, `twice`, `3 times`."""
    if count == 1:
        return pgettext("so often", "once")
    if count == 2:
        return pgettext("so often", "twice")
    return ngettext("{count} time", "{count} times", count)
