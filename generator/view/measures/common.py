"""Common: what the words and the chart of every measure have in common.

In: a Plan and an objective's series. Out: the words around a chart, its frame, and small words.
Touches nothing. Every chart of a plan shares one span of time,
so that charts can be read side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import isfinite
from string import ascii_uppercase
from typing import Final, overload

from generator.model.measure import Anchor
from generator.model.plan import Objective, Plan
from generator.progress.derive import skips_of
from generator.progress.gaps import planned_breaks
from generator.progress.series import Aim, Gap, Reading, Side
from generator.text.language import _, isolated, pgettext
from generator.view import chart_values, dates, page_values
from generator.view.sentences import capital, joined, on_day
from generator.view.whose import Whose

#: Longest words of an anchor on a chart, in characters; longer ones stay in the table's caption.
ANCHOR_LENGTH = 28
_DAY: Final = timedelta(days=1)

_SIDES = {
    Side.ABOVE: chart_values.AimSide.ABOVE,
    Side.BELOW: chart_values.AimSide.BELOW,
    Side.WITHIN: chart_values.AimSide.WITHIN,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a chart is about: `id` names it on the page, `title` names it for a person.

    `rater` is the name of whoever rates it, None where only one does;
    `rater_id` their id in the plan; `began_on` the day of a start that has one.
    """

    plan: Plan
    objective: Objective
    id: str
    rater: str | None
    rater_id: str | None
    began_on: date | None
    whose: Whose

    @property
    def title(self) -> str:
        """The objective in its own words, and who rates it where several do."""
        return self.by_rater(isolated(self.objective.objective))

    @overload
    def began(self, value: str) -> str: ...

    @overload
    def began(self, value: None) -> None: ...

    def began(self, value: str | None) -> str | None:
        """A start with its day where the plan says one, `5 on 31 August`; None where there is no start."""
        if value is None or self.began_on is None:
            return value
        return on_day(value, self.began_on, self.year)

    def named(self, finding: str) -> str:
        """A finding that begins with the noun that the plan has for the objective,
        `Small joys: 3 in May.`; of several people each begins with its name instead.
        """
        if self.rater or self.objective.short is None:
            return capital(finding)
        return _("{name}: {finding}", name=isolated(self.objective.short), finding=finding)

    def by_rater(self, words: str) -> str:
        """The words, and who rates it where several do."""
        if self.rater is None:
            return words
        return _("{words}, {rater}", words=words, rater=self.rater)

    @property
    def year(self) -> int:
        """The year that the page speaks from."""
        return self.plan.as_of.year

    @property
    def skips(self) -> tuple[date, ...]:
        """The days on which the objective was left out on purpose."""
        return skips_of(self.plan, self.objective, self.rater_id)


@dataclass(frozen=True, slots=True)
class SeriesWords:
    """What the page says of one series, and its chart.

    `origin` is the start as a bare value (`3`), `start` and `aim` as facts (`3 of 10`, `2 or more a
    week`), `latest` the latest value with its day or period, `brief` the same for a sentence where
    a value alone would say too little (`2 a week`), `counted` what is measured, as a sentence.
    `in_row` is the verdict in one short sentence, for a row at the top of the page and for the chart;
    `after` is what is said after it with the chart.
    """

    chart: chart_values.Chart
    origin: str | None
    start: str | None
    latest: page_values.Fact | None
    aim: str | None
    counted: str
    brief: str | None = None
    in_row: str = ""
    after: str = ""

    def with_finding(self, finding: chart_values.ChartFinding) -> SeriesWords:
        """The same with another sentence above its chart."""
        return self.with_chart_words(replace(self.chart.words, finding=finding))

    def with_chart_words(self, words: chart_values.ChartWords) -> SeriesWords:
        """The same with other words around its chart."""
        return replace(self, chart=replace(self.chart, words=words))


def span(plan: Plan) -> chart_values.TimeSpan:
    """The plan's time, widened to hold every entry."""
    days = [entry.on for entry in plan.entries]
    return chart_values.TimeSpan(
        min([plan.timeframe.start, *days]), max([plan.timeframe.end, *days])
    )


def empty() -> str:
    """Words in the middle of a chart that has no data yet."""
    return _("the first note will stand here")


def frame_of(
    subject: Subject,
    gaps: Iterable[Gap] = (),
    *,
    aim: chart_values.AimMark | None = None,
    start: chart_values.LevelMark | None = None,
    unit: str = "",
) -> chart_values.ChartFrame:
    """The frame of a subject's chart; `gaps` are stretches without notes."""
    time_span = span(subject.plan)
    return chart_values.ChartFrame(
        span=time_span,
        aim=aim,
        start=start,
        phases=phases_of(subject.plan, time_span),
        gaps=(*_empty_stretches(subject.plan, gaps, time_span), *_skipped_days(subject)),
        empty=empty(),
        unit=unit,
        good_days=good_days(subject),
    )


def phases_of(plan: Plan, time_span: chart_values.TimeSpan) -> tuple[chart_values.PhaseMark, ...]:
    """The phases of the span by the letters that they have in the plan;
    none where no other one begins inside the span.
    """
    marks = tuple(
        chart_values.PhaseMark(
            phase.start,
            phase.label,
            phase.start <= plan.as_of,
            ascii_uppercase[index : index + 1],
        )
        for index, phase in enumerate(plan.phases)
        if phase.start <= time_span.end
    )
    if any(mark.start > time_span.start for mark in marks):
        return marks
    return ()


def _empty_stretches(
    plan: Plan, gaps: Iterable[Gap], time_span: chart_values.TimeSpan
) -> Iterator[chart_values.Interval]:
    """Gaps and planned breaks inside the span, joined where they touch, each with two words."""
    breaks = planned_breaks(plan)
    stretches: list[tuple[date, date]] = []
    for start, end in _inside([*gaps, *breaks], time_span):
        if stretches and start <= stretches[-1][1]:
            before = stretches.pop()
            stretches.append((before[0], max(before[1], end)))
        else:
            stretches.append((start, end))
    for start, end in stretches:
        is_break = any(start < one.end and one.start < end for one in breaks)
        words = _("a break") if is_break else _("no notes")
        yield chart_values.Interval(start, end, words=words)


def _inside(
    gaps: Iterable[Gap],
    time_span: chart_values.TimeSpan,
) -> Iterator[tuple[date, date]]:
    """The parts of the gaps that lie in the span, the earliest first."""
    last = time_span.end + timedelta(days=1)
    for gap in sorted(gaps, key=lambda gap: gap.start):
        start, end = max(gap.start, time_span.start), min(gap.end, last)
        if start < end:
            yield start, end


def _skipped_days(subject: Subject) -> Iterator[chart_values.Interval]:
    for day in subject.skips:
        after = day + timedelta(days=1)
        yield chart_values.Interval(day, after, chart_values.IntervalKind.SKIP)


def chart_words(
    subject: Subject,
    *,
    title: str,
    description: str,
    finding: chart_values.ChartFinding,
    table: chart_values.Table,
    phases: Sequence[chart_values.PhaseMark] = (),
    below: str = "",
    quiet: str = "",
    drawn: str = "",
) -> chart_values.ChartWords:
    """What stands around a chart.

    For who cannot see it, the description tells of skipped days and phases too.
    """
    return chart_values.ChartWords(
        id=subject.id,
        title=title,
        description=joined(
            description,
            _skips_words(subject),
            _phases_words(phases, subject.year),
        ),
        finding=finding,
        table=table,
        below=below,
        quiet=quiet,
        drawn=drawn,
    )


def finding_of(news: str, *rest: str) -> chart_values.ChartFinding:
    """The finding as a title, and the sentences after it that are not empty."""
    return chart_values.ChartFinding(news, joined(*rest))


def found(
    subject: Subject, now: str, at: date, began: str | None, *rest: str
) -> chart_values.ChartFinding:
    """`Ease on the train: 7 of 10 on 4 May, from 3 at the start.`, and the sentences after it."""
    news = _("{now}{began}.", now=on_day(now, at, subject.year), began=from_start(subject, began))
    return finding_of(subject.named(news), *rest)


def from_start(subject: Subject, began: str | None) -> str:
    """How a finding goes on: from where it began; empty where nobody said."""
    if began is None:
        return ""
    if subject.began_on:
        return _(", from {began}", began=subject.began(began))
    return _(", from {began} at the start", began=began)


def aim_until(subject: Subject, aim: str | None) -> str | None:
    """`7 by 20 June`; a day that is over is not named."""
    if aim is None or subject.objective.due < subject.plan.as_of:
        return aim
    return _("{aim} by {day}", aim=aim, day=dates.long(subject.objective.due, subject.year))


def below(counted: str, aim: str | None) -> str:
    """What stands small below a drawing: `Times a week. The aim is 2 or more.`"""
    if aim is None:
        return counted
    return joined(counted, _("The aim is {aim}.", aim=aim))


def _skips_words(subject: Subject) -> str:
    if not subject.skips:
        return ""
    days = [dates.long(day, subject.year) for day in subject.skips]
    return _("Left out on purpose: {days}.", days=dates.several(days))


def _phases_words(phases: Sequence[chart_values.PhaseMark], year: int) -> str:
    if not phases:
        return ""
    lines = [
        _(
            "{phase} from {day}",
            phase=phase.label,
            day=dates.long(phase.start, year),
        )
        for phase in phases
    ]
    return _("Phases: {phases}.", phases=", ".join(lines))


def good_days(subject: Subject) -> tuple[float, ...]:
    """The days of what was celebrated.

    A celebration stands on one chart only: that of the first thing which its entry scores.
    """
    first_day = span(subject.plan).start
    days = []
    for entry in subject.plan.entries:
        scored = [(score.objective, score.rater) for score in entry.scores[:1]]
        if entry.celebrate and scored == [(subject.objective.id, subject.rater_id)]:
            days.append(float((entry.on - first_day).days))
    return tuple(days)


def chart_runs(
    runs: Iterable[Iterable[Reading]], start: date
) -> tuple[tuple[chart_values.Point, ...], ...]:
    """Readings as points, run by run; their days are counted from `start`."""
    first = datetime.combine(start, time.min)
    return tuple([tuple([_point(reading, first) for reading in run]) for run in runs])


def _point(reading: Reading, first: datetime) -> chart_values.Point:
    return chart_values.Point((reading.at - first) / _DAY, reading.value)


def latest_words(
    readings: Sequence[Reading],
    say: Callable[[float], str],
) -> str | None:
    """The last value as the chart prints it; None without any."""
    if not readings:
        return None
    return say(readings[-1].value)


def chart_day(at: datetime, start: date) -> float:
    """How many days a moment is from the beginning of the span."""
    return (at - datetime.combine(start, time.min)) / _DAY


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
        if value == 1:
            return pgettext("so often", "1 time")
        return _("{count} times", count=number)
    if value == 1:
        return number
    return of_unit(number, unit)


def marks_of(aim: Aim | None) -> tuple[float, ...]:
    """The ends of an aim, on whose side every number is told that it is judged on."""
    if aim is None:
        return ()
    return tuple(end for end in (aim.low, aim.high) if isfinite(end))


def what_is_counted(unit: str) -> str:
    """`walks`; `times` in the language that is spoken, where the plan says no more."""
    if unit == "times":
        return pgettext("so often", "times")
    return unit


def of_unit(value: str, unit: str) -> str:
    """`45 minutes`; the bare value without a unit."""
    if not unit:
        return value
    return _("{value} {unit}", value=value, unit=unit)


def anchor_words(anchors: Sequence[Anchor]) -> dict[float, str]:
    """`0 calm`, by the value it belongs to."""
    return {
        anchor.value: _(
            "{value} {words}",
            value=dates.number(anchor.value),
            words=anchor.words,
        )
        for anchor in anchors
    }


def short_anchors(anchors: Sequence[Anchor]) -> dict[float, str]:
    """Those that are short enough to stand on a chart."""
    return {
        value: words
        for value, words in anchor_words(anchors).items()
        if len(words) <= ANCHOR_LENGTH
    }


def aim_mark_of(
    aim: Aim | None, lowest: float, highest: float, label: str
) -> chart_values.AimMark | None:
    """The aim with its open end at the end of the scale;
    counts have no upper end, so theirs is the aim itself.
    """
    if aim is None:
        return None
    low, high = aim.low, aim.high
    if aim.side is Side.BELOW:
        low = lowest
    if aim.side is Side.ABOVE:
        high = max(highest, aim.low)
    return chart_values.AimMark(_SIDES[aim.side], low, high, label)


def start_mark_of(baseline: float | None) -> chart_values.LevelMark | None:
    """The line of the baseline with its words, where the plan has one."""
    if baseline is None:
        return None
    return chart_values.LevelMark(baseline, start_label(dates.number(baseline)))


def start_label(value: str) -> str:
    """`start: 3`, beside the line of the baseline."""
    return _("start: {value}", value=value)
