"""Entries: the progress log, each score with its objective and its rater.

In: the fields of the log, the objectives and what the plan knows. Out: entries by date, time and place in the file.
Touches nothing. An entry dated after tomorrow is refused.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from datetime import date, timedelta
from typing import Final

from generator.format.fields.dates import LastWeekField
from generator.format.fields.record import Fields
from generator.format.fields.report import Location, Report, Show
from generator.format.fields.slips import echoed, near_miss
from generator.format.keys.log import EntryKeys, ScoreKeys
from generator.format.keys.plan import PlanKeys
from generator.format.parse import Mapping, Scalar
from generator.format.validate.around import closeness_of
from generator.format.validate.measures.by_name import check_score
from generator.format.validate.references import Known, ahead, if_good, not_ahead, person_id
from generator.model.duration import Duration, DurationUnit
from generator.model.measure import (
    BeforeAndAfter,
    Count,
    Fraction,
    Habit,
    HabitMark,
    Noted,
    Percentage,
    ScoreValue,
    Steps,
)
from generator.model.plan import Cost, DateSpan, Entry, Helped, Objective, Publication, Score, Skip
from generator.model.settings import WeekStart

#: Longest time that one entry can cover; a longer one is a year typed wrong.
_LONGEST: Final = timedelta(days=366)


def entries_of(
    plan: Fields, known: Known, objectives: MappingOf[str, Objective], week_starts: WeekStart
) -> tuple[Entry, ...]:
    """The log, oldest first. `objectives` are those that could be read, by id."""
    reader = _EntryReader(known, objectives, week_starts)
    entries = [
        entry
        for fields in plan.get(PlanKeys.progress) or ()
        for entry in if_good(fields, reader.entry)
    ]
    return tuple(sorted(entries, key=lambda entry: entry.moment))


class _EntryReader:
    """Reads one entry after another against what the plan knows."""

    def __init__(
        self, known: Known, objectives: MappingOf[str, Objective], week_starts: WeekStart
    ) -> None:
        self._known = known
        self._objectives = objectives
        self._week_starts = week_starts
        self._forms: dict[str, type[ScoreValue]] = {}
        self._mixed: set[str] = set()

    def entry(self, fields: Fields) -> Entry:
        when = fields.get(EntryKeys.date)
        if when and when[0] > self._known.tomorrow:
            ahead(fields.report, fields.spot(EntryKeys.date), when[0])
        by = person_id(fields, EntryKeys.by, self._known)
        found = [
            self._score(fields, key, given, by) for key, given in fields.get(EntryKeys.scores) or ()
        ]
        on, at = fields.must(EntryKeys.date)
        return Entry(
            on=on,
            at=at,
            by=by,
            scores=tuple(one for one in found if isinstance(one, Score)),
            note=fields.get(EntryKeys.note),
            trigger=fields.get(EntryKeys.trigger) or (),
            response=fields.get(EntryKeys.response) or (),
            helped=tuple(Helped(words, much) for words, much in fields.get(EntryKeys.helped) or ()),
            celebrate=fields.get(EntryKeys.celebrate),
            skips=tuple(one for one in found if isinstance(one, Skip)),
            situation=fields.get(EntryKeys.situation),
            strength=fields.get(EntryKeys.strength),
            cost=tuple(Cost(words, much) for words, much in fields.get(EntryKeys.cost) or ()),
            closeness=closeness_of(fields, self._known),
            over=self._over(fields, on),
            noted=fields.get(EntryKeys.part) or Noted.WHOLE,
            publication=fields.get(EntryKeys.hold) or Publication.SHOWN,
            talked_about=not_ahead(fields, EntryKeys.talked_about, self._known),
        )

    def _over(self, fields: Fields, on: date) -> DateSpan | None:
        """The days that the counts of an entry cover; None where it does not say, or cannot be so."""
        given = fields.get(EntryKeys.over)
        if given is None:
            return None
        stretch = days_covered(on, given, self._week_starts)
        report, spot = fields.report, fields.spot(EntryKeys.over)
        if stretch.last < stretch.first:
            hint = f"write the first of the days that are counted here, up to {on}"
            report.add(
                spot, "this begins after the day of its entry", "over-ahead", hint, Show.VALUE
            )
            return None
        if stretch.last - stretch.first > _LONGEST:
            hint = "write one entry a year at least; check the year"
            report.add(spot, "this is longer than a year", "over-too-long", hint, Show.VALUE)
            return None
        scored = [key.text for key, _ in fields.get(EntryKeys.scores) or ()]
        counts = [
            id
            for id in scored
            if id in self._objectives and isinstance(self._objectives[id].measure, Count)
        ]
        if not counts and all(id in self._objectives for id in scored):
            report.note(
                spot,
                "`over` is for counts, and this entry has none",
                "over-without-count",
                "take it out",
            )
        return stretch

    def _score(
        self, fields: Fields, key: Scalar, given: float | HabitMark | Fields, by: str | None
    ) -> Score | Skip | None:
        known, report = self._known, fields.report
        id = key.text
        spot = Location(_value_of(fields, key), key)
        if known.objective_ids is None:
            return None
        if id not in known.objective_ids:
            near = near_miss(id, known.objective_ids)
            more = f'; did you mean "{near}"?' if near else ""
            ids = ", ".join(known.objective_ids) or "none yet"
            at_key = Location(key, None)
            word = echoed(id, near)
            sentence = f"cannot find{word or ' this objective'}{more}"
            report.add(
                at_key,
                sentence,
                "unknown-id",
                f"objectives here: {ids}",
                Show.VALUE if word else Show.KEY,
            )
            return None
        objective = self._objectives.get(id)
        if objective is None:
            return None
        if given is HabitMark.SKIP and not isinstance(objective.measure, Habit | Steps):
            return Skip(id, self._rater(fields, by, objective))
        value = _value(report, spot, given)
        if value is None:
            return None
        check_score(report, spot, id, objective.measure, value)
        if isinstance(objective.measure, Percentage):
            self._check_form(report, spot, id, value)
        return Score(id, value, self._rater(fields, by, objective))

    def _check_form(self, report: Report, spot: Location, id: str, value: ScoreValue) -> None:
        """Note the first score of an objective whose form is not that of the scores above it."""
        first = self._forms.setdefault(id, type(value))
        if (
            first is not type(value)
            and id not in self._mixed
            and isinstance(value, float | Fraction)
        ):
            above, here = (
                ("plain per cent", "done of all")
                if first is float
                else ("done of all", "plain per cent")
            )
            sentence = f'"{id}" is scored as {above} above, and as {here} here'
            report.add(
                spot,
                sentence,
                "score-forms-mixed",
                "use one of the two for all scores of this objective",
            )
            self._mixed.add(id)

    def _rater(self, fields: Fields, by: str | None, objective: Objective) -> str | None:
        if by is not None:
            return by
        if fields.has(EntryKeys.by):
            return None
        if objective.raters:
            return objective.raters[0]
        known = self._known
        if len(known.clients) > 1:
            names = ", ".join(person.id for person in known.clients)
            sentence = "several people are in this plan; whose score is this?"
            fields.report.add(
                fields.spot(EntryKeys.scores),
                sentence,
                "whose-score",
                f"add `by:` with one of: {names}",
            )
        return known.clients[0].id if known.clients else None


def days_covered(
    on: date, over: date | Duration | LastWeekField, week_starts: WeekStart
) -> DateSpan:
    """The days that an entry of the day `on` covers, the day itself among them.

    Who writes on the first day of a week or month of whole weeks or months means those before it: from Monday to Monday
    are seven days, not eight.
    """
    week = week_starts.before(on)
    before = on - timedelta(days=1)
    if isinstance(over, LastWeekField):
        return DateSpan(week - timedelta(days=7), week - timedelta(days=1))
    if isinstance(over, date):
        from_week = over == week_starts.before(over) and on == week
        from_month = over.day == on.day == 1
        return DateSpan(over, before if over < on and (from_week or from_month) else on)
    is_fresh = {
        DurationUnit.DAY: False,
        DurationUnit.WEEK: on == week,
        DurationUnit.MONTH: on.day == 1,
    }[over.unit]
    last = before if is_fresh else on
    return DateSpan(_back(last, over), last)


def _back(last: date, length: Duration) -> date:
    """The first day of a stretch this long that ends on `last`."""
    if length.unit is not DurationUnit.MONTH:
        return last - timedelta(
            days=length.count * (7 if length.unit is DurationUnit.WEEK else 1) - 1
        )
    end = last + timedelta(days=1)
    years, month0 = divmod(end.month - 1 - length.count, 12)
    first = date(end.year + years, month0 + 1, 1)
    return min(
        first + timedelta(days=end.day - 1),
        Duration(1, DurationUnit.MONTH).after(first) - timedelta(days=1),
    )


def _value(report: Report, spot: Location, given: float | HabitMark | Fields) -> ScoreValue | None:
    """A score as written; None, with a finding, for a part without its whole and for parts of two forms."""
    if not isinstance(given, Fields):
        return given
    shares = [key for key in (ScoreKeys.done, ScoreKeys.of) if given.has(key)]
    halves = [key for key in (ScoreKeys.before, ScoreKeys.after) if given.has(key)]
    if bool(shares) == bool(halves):
        hint = "write a number, `{done: 6, of: 8}` or `{before: 8, after: 5}`"
        report.add(spot, "a score is one of three forms", "score-form", hint)
        return None
    if any(given.get(key) is None for key in (*shares, *halves)):
        return None
    if len(shares) == 1:
        missing = ScoreKeys.of if shares == [ScoreKeys.done] else ScoreKeys.done
        sentence = f'"{missing.name}" is missing beside "{shares[0].name}"'
        report.add(spot, sentence, "half-a-share", "write both, such as `{done: 6, of: 8}`")
        return None
    done, of = given.get(ScoreKeys.done), given.get(ScoreKeys.of)
    if done is not None and of is not None:
        return Fraction(done, of)
    return BeforeAndAfter(given.get(ScoreKeys.before), given.get(ScoreKeys.after))


def _value_of(fields: Fields, key: Scalar) -> Scalar:
    node = fields.spot(EntryKeys.scores).node
    values = (
        [value for name, value in node.pairs if name is key] if isinstance(node, Mapping) else []
    )
    return values[0] if values and isinstance(values[0], Scalar) else key
