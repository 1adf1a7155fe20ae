"""Once: what explains every chart alike stands where a reader meets it first, and nowhere again.

In: what is told of a plan's objectives, in the order of the page.
Out: the same, each explanation once.
Touches nothing. That a stretch without notes is fine is told once; the drawings show the others,
and tell them to whoever cannot see them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator.model.plan import Publication
from generator.text.language import _
from generator.view import sentences
from generator.view.measures.describe import Described, DescribedObjective

#: That a stretch without notes is fine, in whatever words.
_FINE: Final = "fine"


def _explanations() -> Iterator[str]:
    """What explains how a chart is drawn or counted, word for word the same wherever it stands."""
    yield sentences.thin_and_thick()
    yield _("A hollow dot rests on fewer than five.")
    yield _("A hollow dot is half a pair.")
    yield _("A flat stretch means no entry.")
    yield _("A flat stretch means that nothing was added.")


def explained(
    described: Mapping[str, DescribedObjective], year: int
) -> dict[str, DescribedObjective]:
    """The objectives by their id; one that is held back explains nothing.
    `year` is the one spoken from.
    """
    so_far = _Explained(year, tuple(_explanations()), set())
    found = dict(described)
    for id, one in described.items():
        if not _is_held(one):
            found[id] = so_far.objective(one)
    return found


def _is_held(one: DescribedObjective) -> bool:
    return one.progress.objective.publication is Publication.HELD


@dataclass(frozen=True, slots=True)
class _Explained:
    """What a page that is read from the top has explained so far."""

    year: int
    explanations: tuple[str, ...]
    seen: set[str]

    def objective(self, one: DescribedObjective) -> DescribedObjective:
        return replace(
            one,
            series=tuple([self._series(series) for series in one.series]),
        )

    def _series(self, described: Described) -> Described:
        words = described.words.chart.words
        rest = self._explained_once(words.finding.rest)
        for fine in sentences.fine_silences(described.series.gaps, self.year):
            if fine in rest:
                rest = self._first(_FINE, rest, " ".join(rest.replace(fine, "").split()))
        below, drawn = self._explained_once(words.below), self._explained_once(words.drawn)
        if (rest, below, drawn) == (words.finding.rest, words.below, words.drawn):
            return described
        once = replace(
            words,
            finding=replace(words.finding, rest=rest),
            below=below,
            drawn=drawn,
        )
        return replace(described, words=described.words.with_chart_words(once))

    def _explained_once(self, rest: str) -> str:
        """The text without the explanations that stand further up already."""
        for explanation in self.explanations:
            if explanation in rest:
                without = rest.replace(f" {explanation}", "").replace(explanation, "")
                rest = self._first(explanation, rest, without)
        return rest

    def _first(self, what: str, first: str, again: str) -> str:
        """The first form where this has not been said yet, else the other."""
        if what in self.seen:
            return again
        self.seen.add(what)
        return first
