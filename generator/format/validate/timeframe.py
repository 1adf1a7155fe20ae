"""Timeframe: from when to when a plan runs.

In: the fields of a plan. Out: a `Timeframe`; findings for a time without an end, or with two.
Touches nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from generator.format.fields.record import Fields
from generator.format.fields.report import InvalidField, Show
from generator.format.keys.plan import PlanKeys
from generator.format.keys.timeframe import TimeframeKeys
from generator.model.plan import ReviewRhythm, Timeframe

#: Stands in for a timeframe that cannot be read, so that the rest of the plan is looked at too.
_ALL_TIME: Final = Timeframe(date(1900, 1, 1), date(2199, 12, 31), ReviewRhythm())


def timeframe_of(plan: Fields) -> Timeframe:
    """The timeframe; all of time where it is broken and reported."""
    try:
        return _timeframe(plan.must(PlanKeys.timeframe))
    except InvalidField:
        return _ALL_TIME


def _timeframe(fields: Fields) -> Timeframe:
    start = fields.must(TimeframeKeys.start)
    end = _last_day(fields, start)
    if end <= start:
        key = TimeframeKeys.end if fields.has(TimeframeKeys.end) else TimeframeKeys.for_
        spot = fields.spot(key)
        sentence = "the timeframe has no day after its first"
        hint = f"choose a day after `{start}`, the start"
        raise fields.report.broken(
            spot,
            sentence,
            "ends-before-start",
            hint,
            Show.VALUE,
        )
    return Timeframe(start, end, fields.get(TimeframeKeys.review, ReviewRhythm()))


def _last_day(fields: Fields, start: date) -> date:
    """The last day, as the file says it or by how long the plan lasts."""
    has_end, has_length = fields.has(TimeframeKeys.end), fields.has(TimeframeKeys.for_)
    if has_end and has_length:
        sentence, hint = "`end` and `for` say the same thing twice", "delete `end:` or `for:`"
        raise fields.report.broken(fields.here, sentence, "timeframe-end", hint)
    if has_end:
        return fields.must(TimeframeKeys.end)
    if has_length:
        return fields.must(TimeframeKeys.for_).last_day(start)
    hint = f"add `{TimeframeKeys.end.line}` or `{TimeframeKeys.for_.line}`"
    raise fields.report.broken(
        fields.here,
        "the timeframe has no end",
        "timeframe-end",
        hint,
    )
