"""Hard moments: what came before them and what helped.

In: a Plan. Out: a HardMomentsChart, once enough moments are noted.
Touches nothing. A moment is an entry that names a trigger; words that are alike are one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from generator.model.plan import Entry, Plan
from generator.progress.alike import alike
from generator.text.language import _, ngettext
from generator.view import chart_values, dates
from generator.view.measures.common import chart_day, span
from generator.view.sentences import joined

#: Fewest moments from which words are ranked. Source: docs/clinical-rules.md#hard-moments.
MOMENTS_FROM: Final = 3
#: Most words that stand together as the most frequent.
TOGETHER_LIMIT: Final = 3


class _Ranked(NamedTuple):
    """A word and how many moments it was noted with."""

    words: str
    times: int


def hard_moments_chart(plan: Plan) -> chart_values.HardMomentsChart | None:
    """The moments of a plan; None while there are few."""
    moments = [entry for entry in plan.entries if entry.trigger]
    if len(moments) < MOMENTS_FROM:
        return None
    time_span = span(plan)
    return chart_values.HardMomentsChart(
        words=_chart_words(moments, plan.as_of.year),
        span=time_span,
        days=tuple(chart_day(entry.moment, time_span.start) for entry in moments),
    )


def _what_helped(moment: Entry) -> list[str]:
    return [one.strategy for one in moment.helped if one.much]


def _chart_words(moments: Sequence[Entry], year: int) -> chart_values.ChartWords:
    before = _ranked(entry.trigger for entry in moments)
    helped = _ranked(map(_what_helped, moments))
    over = ngettext(
        "{count} note on what came before, from {first} to {last}.",
        "{count} notes on what came before, from {first} to {last}.",
        len(moments),
        first=dates.long(moments[0].on, year),
        last=dates.long(moments[-1].on, year),
    )
    strengths = [entry.strength for entry in moments if entry.strength is not None]
    news = _most_before(before)
    rest = joined(_most_helped(helped), _strength(strengths))
    return chart_values.ChartWords(
        id="c-events",
        title=_("Moments, what came before and what helped"),
        description=over,
        finding=chart_values.ChartFinding(news, rest),
        table=_table(before, helped),
        below=over,
        quiet=news,
    )


def _most_before(before: Sequence[_Ranked]) -> str:
    """What came before most often."""
    most = _most(before)
    if most:
        return _("Most often before: {words}.", words=most)
    return _("Different things came before.")


def _most_helped(helped: Sequence[_Ranked]) -> str:
    """What helped most often; nothing where no word stands out."""
    most = _most(helped)
    if most:
        return _("Most often helped: {words}.", words=most)
    return ""


def _most(ranked: Sequence[_Ranked]) -> str:
    """The words that were noted most often; none where no few of them stand out from the others."""
    highest = max((one.times for one in ranked), default=0)
    most = [one.words for one in ranked if one.times == highest]
    if len(most) > TOGETHER_LIMIT or 1 == highest < len(most):
        return ""
    return dates.several(most)


def _table(before: Sequence[_Ranked], helped: Sequence[_Ranked]) -> chart_values.Table:
    rows = [(row.words, _("before"), dates.number(row.times)) for row in before]
    rows += [(row.words, _("helped"), dates.number(row.times)) for row in helped]
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


def _ranked(notes: Iterable[Sequence[str]]) -> list[_Ranked]:
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
    return [_Ranked(spelt[word], count) for word, count in counts.most_common()]
