"""Frame: what the words and the chart of every measure have in common.

In: a Plan and an objective's series. Out: the shared time span, phases, hatched stretches, aims and starts.
Touches nothing. Every chart of a plan shares one span of time, so that charts can be read side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite

from generator.model.measure import Anchor
from generator.model.plan import Objective, Plan
from generator.progress.derive import skips_of
from generator.progress.series import Aim, Gap, Reading, Side, planned_breaks
from generator.text.language import _, isolated, pgettext
from generator.view import chart_values, dates, page_values
from generator.view.sentences import on_day
from generator.view.whose import Whose

#: Longest words of an anchor on a chart, in characters; longer ones stay in the table's caption.
ANCHOR_LENGTH = 28

_SIDES = {
    Side.ABOVE: chart_values.AimSide.ABOVE,
    Side.BELOW: chart_values.AimSide.BELOW,
    Side.WITHIN: chart_values.AimSide.WITHIN,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a chart is about: `id` names it on the page, `title` names it for a person.

    `rater` is the name of whoever rates it, None where only one does; `began_on` the day of a start that has one.
    """

    plan: Plan
    objective: Objective
    id: str
    rater: str | None = None
    began_on: date | None = None
    whose: Whose = Whose.READERS

    @property
    def title(self) -> str:
        """The objective in its own words, and who rates it where several do."""
        return self.by_rater(isolated(self.objective.objective))

    def began(self, value: str) -> str:
        """A start with its day where the plan says one: `5 on 31 August`."""
        return on_day(value, self.began_on, self.year) if self.began_on else value

    def by_rater(self, words: str) -> str:
        """The words, and who rates it where several do."""
        return _("{words}, {rater}", words=words, rater=self.rater) if self.rater else words

    @property
    def year(self) -> int:
        """The year that the page speaks from."""
        return self.plan.as_of.year


@dataclass(frozen=True, slots=True)
class SeriesWords:
    """What the page says of one series, and its chart.

    `origin` is the start as a bare value (`3`), `start` and `aim` as facts (`3 of 10`, `2 or more a week`),
    `latest` the latest value with its day or period, `brief` the same for a sentence where a value alone would say
    too little (`2 a week`), `counted` what is measured, as a sentence.
    `said` stands in for the sentence of the signal, where the measure has a truer one.
    """

    chart: chart_values.Chart
    origin: str | None
    start: str | None
    latest: page_values.Fact | None
    aim: str | None
    counted: str
    brief: str | None = None
    said: str | None = None


def span(plan: Plan) -> chart_values.TimeSpan:
    """The plan's time, widened to hold every entry."""
    days = [entry.on for entry in plan.entries]
    return chart_values.TimeSpan(
        min([plan.timeframe.start, *days]), max([plan.timeframe.end, *days])
    )


def empty() -> str:
    """Words in the middle of a chart that has no data yet."""
    return _("the first note will stand here")


def no_rows(columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of a table that has none yet."""
    return ((_("none yet"), *[""] * (columns - 1)),)


def when(at: datetime, year: int) -> str:
    """`18 May`, or `18 May, 14:30`."""
    return dates.short_with_time(at, year)


def range_words(low: float, high: float) -> str:
    """`3 to 5`."""
    return _("{low} to {high}", low=dates.number(low), high=dates.number(high))


def or_more(value: str) -> str:
    """`2 or more`."""
    return _("{value} or more", value=value)


def or_less(value: str) -> str:
    """`9 or less`."""
    return _("{value} or less", value=value)


def at_most(value: str) -> str:
    """`at most 4`."""
    return _("at most {value}", value=value)


def times(value: float, unit: str, aim: Aim | None = None) -> str:
    """`3 times`, `3 walks`; a bare `1` of other things, since only the plan knows their singular."""
    number = dates.number(value, *marks_of(aim))
    if unit == "times":
        return pgettext("so often", "1 time") if value == 1 else _("{count} times", count=number)
    return number if value == 1 else of_unit(number, unit)


def marks_of(aim: Aim | None) -> tuple[float, ...]:
    """The ends of an aim, on whose side every number is told that it is judged on."""
    return tuple(end for end in (aim.low, aim.high) if isfinite(end)) if aim else ()


def of_unit(value: str, unit: str) -> str:
    """`45 minutes`; the bare value without a unit."""
    return _("{value} {unit}", value=value, unit=unit) if unit else value


def anchor_words(anchors: Sequence[Anchor]) -> dict[float, str]:
    """`0 calm`, by the value it belongs to."""
    return {
        anchor.value: _("{value} {words}", value=dates.number(anchor.value), words=anchor.words)
        for anchor in anchors
    }


def short_anchors(anchors: Sequence[Anchor]) -> dict[float, str]:
    """Those that are short enough to stand on a chart."""
    return {
        value: words
        for value, words in anchor_words(anchors).items()
        if len(words) <= ANCHOR_LENGTH
    }


def points_of(
    runs: Iterable[Iterable[Reading]], start: date
) -> tuple[tuple[chart_values.Point, ...], ...]:
    origin = datetime.combine(start, time.min)
    return tuple(
        tuple(
            chart_values.Point((reading.at - origin) / timedelta(days=1), reading.value)
            for reading in run
        )
        for run in runs
    )


def aim_mark_of(
    aim: Aim | None, lowest: float, highest: float, label: str
) -> chart_values.AimMark | None:
    """The aim with its open end at the end of the scale; counts have no upper end, so theirs is the aim itself."""
    if aim is None:
        return None
    low = lowest if aim.side is Side.BELOW else aim.low
    high = max(highest, aim.low) if aim.side is Side.ABOVE else aim.high
    return chart_values.AimMark(_SIDES[aim.side], low, high, label)


def start_mark_of(baseline: float | None) -> chart_values.LevelMark | None:
    return (
        None
        if baseline is None
        else chart_values.LevelMark(baseline, start_label(dates.number(baseline)))
    )


def start_label(value: str) -> str:
    """`start: 3`, beside the line of the baseline."""
    return _("start: {value}", value=value)


def phases_of(plan: Plan, time_span: chart_values.TimeSpan) -> tuple[chart_values.PhaseMark, ...]:
    return tuple(
        chart_values.PhaseMark(phase.start, phase.label, phase.start <= plan.as_of)
        for phase in plan.phases
        if time_span.start < phase.start <= time_span.end
    )


def hatched(
    subject: Subject, gaps: Iterable[Gap], rater: str | None, time_span: chart_values.TimeSpan
) -> tuple[chart_values.Interval, ...]:
    """Gaps and planned breaks inside the span, joined where they touch; and the days left out on purpose."""
    plan = subject.plan
    last = time_span.end + timedelta(days=1)
    joined: list[tuple[date, date]] = []
    for gap in sorted([*gaps, *planned_breaks(plan)], key=lambda gap: gap.start):
        start, end = max(gap.start, time_span.start), min(gap.end, last)
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    skipped = skips_of(plan, subject.objective, rater)
    return (
        *(chart_values.Interval(start, end) for start, end in joined),
        *(
            chart_values.Interval(day, day + timedelta(days=1), chart_values.IntervalKind.SKIP)
            for day in skipped
        ),
    )
