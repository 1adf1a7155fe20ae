"""Ranked: what helped, and what cost strength, by how much and how often it was noted.

In: a Plan. Out: lines, those with the most first; what was noted as less than a little is left out.
Touches nothing. Words that are alike are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from generator.model.plan import Plan
from generator.progress.alike import alike
from generator.text.language import N_, _, ngettext, pgettext
from generator.view import page_values, sentences

#: Most lines of each list.
LIMIT: Final = 8


@dataclass(frozen=True, slots=True)
class _Much:
    """How much, from 0 to 4, in words: a lot, somewhat, a little."""

    lot: str
    somewhat: str
    little: str


_HELPED: Final = _Much(
    N_("helped a lot, {often}"), N_("helped somewhat, {often}"), N_("helped a little, {often}")
)
_COST: Final = _Much(
    N_("cost a lot, {often}"), N_("cost something, {often}"), N_("cost a little, {often}")
)


def helps(plan: Plan) -> tuple[page_values.HelpsView, ...]:
    """What helped, the most helpful first."""
    return _ranked(
        ([(one.strategy, one.much) for one in entry.helped] for entry in plan.entries), _HELPED
    )


def costs(plan: Plan) -> tuple[page_values.HelpsView, ...]:
    """What cost mood or strength, the dearest first."""
    return _ranked(([(one.what, one.much) for one in entry.cost] for entry in plan.entries), _COST)


def _ranked(
    notes: Iterable[Sequence[tuple[str, int]]], much: _Much
) -> tuple[page_values.HelpsView, ...]:
    spelt: dict[str, str] = {}
    found: dict[str, list[int]] = {}
    for noted in notes:
        # What a note names twice, written in two ways, it means once: as much as it says at most.
        of_note: dict[str, int] = {}
        for words, mark in noted:
            name = spelt.setdefault(alike(words), words)
            of_note[name] = max(mark, of_note.get(name, 0))
        for name, mark in of_note.items():
            found.setdefault(name, []).append(mark)
    ranked = sorted(
        found.items(), key=lambda item: (-_step(item[1]), -len(item[1]), -fmean(item[1]), item[0])
    )
    by_step = {1: much.little, 2: much.somewhat, 3: much.lot}
    return tuple(
        page_values.HelpsView(
            sentences.capital(name), _(by_step[_step(marks)], often=_often(len(marks)))
        )
        for name, marks in ranked
        if _step(marks)
    )[:LIMIT]


def _step(marks: Sequence[int]) -> int:
    """3 for a lot, 2 for something, 1 for a little, 0 for less: what reads alike ranks alike, and then by how often."""
    mean = fmean(marks)
    return sum(mean >= least for least in (1, 1.5, 2.5))


def _often(count: int) -> str:
    """`once`, `twice`, `3 times`."""
    if count <= 2:
        return pgettext("so often", "once") if count == 1 else pgettext("so often", "twice")
    return ngettext("{count} time", "{count} times", count)
