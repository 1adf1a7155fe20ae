"""Entries: the progress log, each score with its objective and its rater.

In: the fields of the log, the objectives and what the plan knows. Out: entries by date, time and place in the file.
Touches nothing. An entry dated after tomorrow is refused.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf

from generator import plan_format as form
from generator.model import BeforeAndAfter, Entry, Fraction, HabitMark, Helped, Objective, Score, ScoreValue
from generator.parse import Mapping, Scalar
from generator.shapes import Fields, Show, Spot, near_miss
from generator.validate.known import Known, ahead, if_good, person_id
from generator.validate.measures import check_score


def entries_of(plan: Fields, known: Known, objectives: MappingOf[str, Objective]) -> tuple[Entry, ...]:
    """The log, oldest first. `objectives` are those that could be read, by id."""
    reader = _EntryReader(known, objectives)
    entries = [entry for fields in plan.get(form.PROGRESS) or () for entry in if_good(fields, reader.entry)]
    return tuple(sorted(entries, key=lambda entry: entry.moment))


class _EntryReader:
    """Reads one entry after another against what the plan knows."""

    def __init__(self, known: Known, objectives: MappingOf[str, Objective]) -> None:
        self._known = known
        self._objectives = objectives

    def entry(self, fields: Fields) -> Entry:
        when = fields.get(form.ENTRY_DATE)
        if when and when[0] > self._known.tomorrow:
            ahead(fields.report, fields.spot(form.ENTRY_DATE), when[0])
        by = person_id(fields, form.ENTRY_BY, self._known)
        scores = [
            score
            for key, given in fields.get(form.SCORES) or ()
            for score in [self._score(fields, key, _value(given), by)]
            if score
        ]
        on, at = fields.must(form.ENTRY_DATE)
        return Entry(
            on=on,
            at=at,
            by=by,
            scores=tuple(scores),
            note=fields.get(form.NOTE),
            trigger=fields.get(form.TRIGGER) or (),
            response=fields.get(form.RESPONSE) or (),
            helped=tuple(Helped(words, much) for words, much in fields.get(form.HELPED) or ()),
            celebrate=fields.get(form.CELEBRATE),
        )

    def _score(self, fields: Fields, key: Scalar, value: ScoreValue, by: str | None) -> Score | None:
        known, report = self._known, fields.report
        id = key.text
        spot = Spot(_value_of(fields, key), key)
        if known.objective_ids is None:
            return None
        if id not in known.objective_ids:
            near = near_miss(id, known.objective_ids)
            more = f'; did you mean "{near}"?' if near else ""
            ids = ", ".join(known.objective_ids) or "none yet"
            at_key = Spot(key, None)
            report.add(at_key, f'cannot find "{id}"{more}', "unknown-id", f"objectives here: {ids}", Show.VALUE)
            return None
        objective = self._objectives.get(id)
        if objective is None:
            return None
        check_score(report, spot, id, objective.measure, value)
        return Score(id, value, self._rater(fields, by, objective))

    def _rater(self, fields: Fields, by: str | None, objective: Objective) -> str | None:
        if by is not None:
            return by
        if fields.has(form.ENTRY_BY):
            return None
        if objective.raters:
            return objective.raters[0]
        known = self._known
        if len(known.clients) > 1:
            names = ", ".join(person.id for person in known.clients)
            sentence = "several people are in this plan; whose score is this?"
            fields.report.add(fields.spot(form.SCORES), sentence, "whose-score", f"add `by:` with one of: {names}")
        return known.clients[0].id if known.clients else None


def _value(given: float | HabitMark | Fields) -> ScoreValue:
    """A score as written. A fraction or pair that is not whole is left to the measure to refuse."""
    if not isinstance(given, Fields):
        return given
    done, of = given.get(form.SCORE_DONE), given.get(form.SCORE_OF)
    if done is not None or of is not None:
        return Fraction(done or 0.0, of or 0.0)
    return BeforeAndAfter(given.get(form.SCORE_BEFORE), given.get(form.SCORE_AFTER))


def _value_of(fields: Fields, key: Scalar) -> Scalar:
    node = fields.spot(form.SCORES).node
    values = [value for name, value in node.pairs if name is key] if isinstance(node, Mapping) else []
    return values[0] if values and isinstance(values[0], Scalar) else key
