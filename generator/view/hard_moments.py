"""Hard moments: what came before them and what helped.

In: a Plan. Out: a HardMomentsChart, once enough moments are noted.
Touches nothing. A moment is an entry that names a trigger; words that are alike are one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.model.plan import Entry, Plan
from generator.progress.alike import alike
from generator.text.language import _, ngettext
from generator.view import chart_values, dates
from generator.view.measures.common import chart_day, span
from generator.view.sentences import joined

#: Fewest moments from which words are ranked. Source: docs/clinical-rules.md#hard-moments.
MOMENTS_FROM: Final = 3
#: Most words in each ranking of the drawing; the table has them all.
RANKED_LIMIT: Final = 5

_Ranked = tuple[chart_values.Ranked, ...]


def hard_moments_chart(plan: Plan) -> chart_values.HardMomentsChart | None:
    """The moments of a plan; None while there are few."""
    moments = [entry for entry in plan.entries if entry.trigger]
    if len(moments) < MOMENTS_FROM:
        return None
    before = _ranked(entry.trigger for entry in moments)
    helped = _ranked(map(_what_helped, moments))
    time_span = span(plan)
    return chart_values.HardMomentsChart(
        words=_chart_words(moments, before, helped, plan.as_of.year),
        span=time_span,
        days=tuple(chart_day(entry.moment, time_span.start) for entry in moments),
        rankings=tuple(_rankings(before, helped)),
    )


def _what_helped(moment: Entry) -> list[str]:
    return [one.strategy for one in moment.helped if one.much]


def _rankings(before: _Ranked, helped: _Ranked) -> Iterator[chart_values.Ranking]:
    """The words as they are drawn, the first few of each kind."""
    for title, rows in (
        (_("What came before"), before),
        (_("What helped"), helped),
    ):
        if rows:
            yield chart_values.Ranking(title, rows[:RANKED_LIMIT])


def _chart_words(
    moments: Sequence[Entry], before: _Ranked, helped: _Ranked, year: int
) -> chart_values.ChartWords:
    many = ngettext(
        "{count} note on what came before", "{count} notes on what came before", len(moments)
    )
    over = _(
        "{many} from {first} to {last}.",
        many=many,
        first=dates.long(moments[0].on, year),
        last=dates.long(moments[-1].on, year),
    )
    most = _most(moments, before, helped)
    return chart_values.ChartWords(
        id="c-events",
        title=_("Moments, what came before and what helped"),
        description=joined(over, most),
        finding=chart_values.ChartFinding(f"{many}.", most),
        table=_table(before, helped),
    )


def _most(moments: Iterable[Entry], before: _Ranked, helped: _Ranked) -> str:
    """What came before most often, what helped most often, and how strong the moments were."""
    often = _(
        "Most often before: {words}, {count}.",
        words=before[0].words,
        count=before[0].count,
    )
    often_helped = ""
    if helped:
        often_helped = _(
            "Most often helped: {words}, {count}.", words=helped[0].words, count=helped[0].count
        )
    strengths = [entry.strength for entry in moments if entry.strength is not None]
    return joined(often, often_helped, _strength(strengths))


def _table(before: _Ranked, helped: _Ranked) -> chart_values.Table:
    rows = [(row.words, _("before"), dates.number(row.count)) for row in before]
    rows += [(row.words, _("helped"), dates.number(row.count)) for row in helped]
    return chart_values.Table(
        _("What came before and what helped"),
        (_("Word"), _("Kind"), _("Times")),
        tuple(rows),
    )


def _strength(noted: Sequence[int]) -> str:
    """How strong the moments were, where it was noted of two or more."""
    if len(noted) < 2:
        return ""
    low, high = dates.number(min(noted)), dates.number(max(noted))
    latest = dates.number(noted[-1])
    if low == high:
        return _("They were {strength} of 10 strong.", strength=low)
    return _(
        "They were {low} to {high} of 10 strong; the latest was {latest}.",
        low=low,
        high=high,
        latest=latest,
    )


def _ranked(notes: Iterable[Sequence[str]]) -> _Ranked:
    """Each word with how many notes have it, the most frequent first;
    of equal ones the earlier noted.
    """
    spelt: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for words in notes:
        for word in words:
            spelt.setdefault(alike(word), word)
        # A note that names a word twice counts once.
        counts.update(dict.fromkeys(map(alike, words)).keys())
    return tuple(chart_values.Ranked(spelt[word], count) for word, count in counts.most_common())
