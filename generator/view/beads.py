"""Beads: the time of a plan as a string of beads: its notes, its good things, the next time together.

In: a Plan. Out: Beads with all their words.
Touches nothing. Nothing is counted, and days without a note are only string: there is nothing to lose.
No page knows the day on which it is read: the string is bright up to the latest note.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.plan import Plan
from generator.progress.reviews import next_together
from generator.text.language import _
from generator.view import chart_values, dates
from generator.view.sentences import joined


def beads_of(plan: Plan) -> chart_values.Beads:
    """The string from the first to the last day of the plan."""
    frame, year = plan.timeframe, plan.as_of.year
    notes = tuple(_inside(plan, entry.on) for entry in plan.entries)
    good = tuple(_inside(plan, entry.on) for entry in plan.entries if entry.celebrate)
    together = next_together(plan)
    end, review = dates.long(frame.end, year), ""
    if together == frame.end:
        end = _("look together, {day}", day=dates.short(frame.end, year))
    elif together:
        day = dates.with_weekday(together, year)
        review = _("You look at it together on {day}.", day=day)
    return chart_values.Beads(
        title=_("The time of your plan"),
        description=joined(*_description(plan)),
        span=chart_values.TimeSpan(frame.start, frame.end),
        notes=notes,
        good=good,
        together=together,
        start_label=dates.long(frame.start, year),
        end_label=end,
        review=review,
    )


def _inside(plan: Plan, day: date) -> date:
    """The day; the nearest of the plan where it lies before or after."""
    return min(max(day, plan.timeframe.start), plan.timeframe.end)


def _description(plan: Plan) -> Iterator[str]:
    """The string in words, for those who do not see it."""
    frame, year = plan.timeframe, plan.as_of.year
    first, last = dates.long(frame.start, year), dates.long(frame.end, year)
    yield _("From {first} to {last}.", first=first, last=last)
    if any(entry.celebrate for entry in plan.entries):
        yield _("Beads stand for notes, flowers for good things.")
    elif plan.entries:
        yield _("Beads stand for notes.")
    if plan.entries:
        yield _("Latest note: {day}.", day=dates.long(plan.entries[-1].on, year))
