"""Events: hard moments of a plan, what came before them and what helped.

In: a Plan. Out: an `EventsChart`, once enough moments are noted.
Touches nothing. A moment is an entry that names a trigger; words that are alike are one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Final

from generator.model.plan import Entry, Plan
from generator.progress.alike import alike
from generator.text.language import _, ngettext
from generator.view import chart_values, dates
from generator.view.measures.common import span
from generator.view.sentences import joined

#: Fewest moments from which words are ranked. Source: docs/clinical-rules.md#hard-moments.
EVENTS_FROM: Final = 3
#: Most words in each ranking of the drawing; the table has them all.
RANKED_LIMIT: Final = 5


def hard_moments_chart(plan: Plan) -> chart_values.HardMomentsChart | None:
    """The moments of a plan; None while there are few."""
    events = [entry for entry in plan.entries if entry.trigger]
    if len(events) < EVENTS_FROM:
        return None
    before = _ranked(entry.trigger for entry in events)
    helped = _ranked(
        [helped.strategy for helped in entry.helped if helped.much] for entry in events
    )
    time_span, year = span(plan), plan.as_of.year
    first, last = (dates.long(entry.on, year) for entry in (events[0], events[-1]))
    many = ngettext(
        "{count} note on what came before", "{count} notes on what came before", len(events)
    )
    most = joined(
        _("Most often before: {words}, {count}.", words=before[0].words, count=before[0].count),
        _("Most often helped: {words}, {count}.", words=helped[0].words, count=helped[0].count)
        if helped
        else "",
        _strength([entry.strength for entry in events if entry.strength is not None]),
    )
    rankings = ((_("What came before"), before), (_("What helped"), helped))
    kinds = (_("before"), _("helped"))
    return chart_values.HardMomentsChart(
        words=chart_values.ChartWords(
            id="c-events",
            title=_("Moments, what came before and what helped"),
            description=joined(
                _("{many} from {first} to {last}.", many=many, first=first, last=last), most
            ),
            finding=chart_values.ChartFinding(many, joined(".", most)),
            table=chart_values.Table(
                _("What came before and what helped"),
                (_("Word"), _("Kind"), _("Times")),
                tuple(
                    (row.words, kind, dates.number(row.count))
                    for kind, (_title, rows) in zip(kinds, rankings, strict=True)
                    for row in rows
                ),
            ),
        ),
        span=time_span,
        days=tuple(_day(entry, time_span) for entry in events),
        rankings=tuple(
            chart_values.Ranking(title, rows[:RANKED_LIMIT]) for title, rows in rankings if rows
        ),
    )


def _strength(noted: Sequence[int]) -> str:
    """How strong the moments were, where it was noted of two or more."""
    if len(noted) < 2:
        return ""
    low, high, latest = (dates.number(strength) for strength in (min(noted), max(noted), noted[-1]))
    if low == high:
        return _("They were {strength} of 10 strong.", strength=low)
    return _(
        "They were {low} to {high} of 10 strong; the latest was {latest}.",
        low=low,
        high=high,
        latest=latest,
    )


def _ranked(notes: Iterable[Sequence[str]]) -> tuple[chart_values.Ranked, ...]:
    """Each word with how many notes have it, the most frequent first; of equal ones the earlier noted."""
    spelt: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for words in notes:
        for word in words:
            spelt.setdefault(alike(word), word)
        counted.update(dict.fromkeys(map(alike, words)).keys())
    return tuple(
        chart_values.Ranked(spelt[folded], count) for folded, count in counted.most_common()
    )


def _day(entry: Entry, time_span: chart_values.TimeSpan) -> float:
    return (entry.moment - datetime.combine(time_span.start, time.min)) / timedelta(days=1)
