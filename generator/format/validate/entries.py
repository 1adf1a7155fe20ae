"""Entries: the progress log, each entry with its scores.

In: the fields of the log, the objectives and what the plan knows. Out: entries by date, time and
place in the file. Touches nothing. An entry dated after tomorrow is refused.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from generator.format.fields.record import Fields
from generator.format.fields.report import InvalidField, Show
from generator.format.keys.log import EntryKeys
from generator.format.keys.plan import PlanKeys
from generator.format.validate.around import closeness_of
from generator.format.validate.days_covered import days_covered
from generator.format.validate.references import Known, ahead, not_ahead, person_id
from generator.format.validate.scores import ScoreReader
from generator.model.measure import Count, Noted
from generator.model.plan import Cost, DateSpan, Entry, Helped, Objective, Publication, Score, Skip
from generator.model.settings import WeekStart

#: Longest time that one entry can cover; a longer one is a year typed wrong.
_LONGEST: Final = timedelta(days=366)


def entries_of(
    plan: Fields, known: Known, objectives: MappingOf[str, Objective], week_starts: WeekStart
) -> tuple[Entry, ...]:
    """The log, oldest first. `objectives` are those that could be read, by id."""
    reader = _EntryReader(known, objectives, week_starts)
    entries = []
    for fields in plan.get(PlanKeys.progress, ()):
        with suppress(InvalidField):
            entries.append(reader.entry(fields))
    return tuple(sorted(entries, key=lambda entry: entry.moment))


class _EntryReader:
    """Reads one entry after another against what the plan knows."""

    def __init__(
        self, known: Known, objectives: MappingOf[str, Objective], week_starts: WeekStart
    ) -> None:
        self._known = known
        self._objectives = objectives
        self._week_starts = week_starts
        self._scores = ScoreReader(known, objectives)

    def entry(self, fields: Fields) -> Entry:
        """The entry. Raises InvalidField where its day cannot be read."""
        when = fields.get(EntryKeys.date)
        if when and when[0] > self._known.tomorrow:
            spot = fields.spot(EntryKeys.date)
            ahead(fields.report, spot, when[0], self._known.tomorrow)
        by = person_id(fields, EntryKeys.by, self._known)
        scores = self._scores.scores_of(fields, by)
        on, at = fields.must(EntryKeys.date)
        return Entry(
            on=on,
            at=at,
            by=by,
            scores=tuple(one for one in scores if isinstance(one, Score)),
            note=fields.get(EntryKeys.note),
            trigger=fields.get(EntryKeys.trigger, ()),
            response=fields.get(EntryKeys.response, ()),
            helped=tuple(Helped(words, much) for words, much in fields.get(EntryKeys.helped, ())),
            celebrate=fields.get(EntryKeys.celebrate),
            skips=tuple(one for one in scores if isinstance(one, Skip)),
            situation=fields.get(EntryKeys.situation),
            strength=fields.get(EntryKeys.strength),
            cost=tuple(Cost(words, much) for words, much in fields.get(EntryKeys.cost, ())),
            closeness=closeness_of(fields, self._known),
            over=self._over(fields, on),
            noted=fields.get(EntryKeys.part, Noted.WHOLE),
            publication=fields.get(EntryKeys.hold, Publication.SHOWN),
            talked_about=not_ahead(fields, EntryKeys.talked_about, self._known),
        )

    def _over(self, fields: Fields, on: date) -> DateSpan | None:
        """The days that the counts of an entry cover; None where it does not say, or cannot be
        so."""
        given = fields.get(EntryKeys.over)
        if given is None:
            return None
        span = days_covered(on, given, self._week_starts)
        if span.last < span.first:
            _report_over_ahead(fields, on)
            return None
        if span.last - span.first > _LONGEST:
            _report_over_too_long(fields)
            return None
        self._check_has_count(fields)
        return span

    def _check_has_count(self, fields: Fields) -> None:
        """Note days that are covered where nothing is counted."""
        if self._has_no_count(fields):
            spot = fields.spot(EntryKeys.over)
            sentence = "`over` is for counts, and this entry has none"
            fields.report.note(spot, sentence, "over-without-count", "take it out")

    def _has_no_count(self, fields: Fields) -> bool:
        """Whether all that is scored is known, and nothing of it is a count."""
        for key, _score in fields.get(EntryKeys.scores, ()):
            objective = self._objectives.get(key.text)
            if objective is None or isinstance(objective.measure, Count):
                return False
        return True


def _report_over_ahead(fields: Fields, on: date) -> None:
    sentence = "this begins after the day of its entry"
    hint = f"write the first of the days that are counted here, such as `{on}`"
    fields.report.add(
        fields.spot(EntryKeys.over),
        sentence,
        "over-ahead",
        hint,
        Show.VALUE,
    )


def _report_over_too_long(fields: Fields) -> None:
    sentence = "this is longer than a year"
    hint = "write one entry a year at least; check the year"
    fields.report.add(
        fields.spot(EntryKeys.over),
        sentence,
        "over-too-long",
        hint,
        Show.VALUE,
    )
