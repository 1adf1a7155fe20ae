"""Scores: the scores of one entry after another, each with its objective and its rater.

In: the fields of an entry, the objectives and what the plan knows. Out: scores, and what was left
out on purpose. Touches nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from typing import Final

from generator.format.fields.numbers import NO_NUMBER_HINT, UnreadWord
from generator.format.fields.record import FieldKey, Fields
from generator.format.fields.report import Location, Report
from generator.format.fields.slips import guess
from generator.format.fields.text import is_id
from generator.format.keys.log import EntryKeys, ScoreKeys
from generator.format.parse import Mapping, Node, Scalar
from generator.format.validate.measures.by_name import check_score
from generator.format.validate.references import Known
from generator.model.measure import (
    BeforeAfter,
    BeforeAndAfter,
    Fraction,
    Gas,
    Habit,
    HabitMark,
    Measure,
    Percentage,
    QuestionnaireTotal,
    Rating,
    ScoreValue,
    Steps,
)
from generator.model.plan import Objective, Score, Skip

#: The two forms of a percentage, in a sentence.
_PLAIN = "plain per cent"
_SHARE = "done of all"


class ScoreReader:
    """Reads the scores of a log. Remembers in which form each percentage was scored first."""

    def __init__(self, known: Known, objectives: MappingOf[str, Objective]) -> None:
        self._known = known
        self._objectives = objectives
        self._forms: dict[str, type[ScoreValue]] = {}
        self._mixed: set[str] = set()

    def scores_of(self, entry: Fields, by: str | None) -> tuple[Score | Skip, ...]:
        """The scores of an entry that could be read, in the order of the file."""
        scores = []
        for key, given in entry.get(EntryKeys.scores, ()):
            score = self._score(entry, key, given, by)
            if score is not None:
                scores.append(score)
        return tuple(scores)

    def _score(
        self,
        entry: Fields,
        key: Scalar,
        given: float | HabitMark | Fields | UnreadWord,
        by: str | None,
    ) -> Score | Skip | None:
        id = key.text
        ids = self._known.objective_ids
        if ids is not None and id not in ids:
            if all(map(is_id, ids)):
                # Else the id that was meant may be the one that is told to be none.
                _report_unknown_objective(entry.report, key, ids)
            return None
        objective = self._objectives.get(id)
        if isinstance(given, UnreadWord):
            spot = Location(_value_of(entry, key), key)
            _report_word(entry.report, spot, given, objective)
            return None
        if ids is None or objective is None:
            return None
        if given is HabitMark.SKIP and not isinstance(objective.measure, Habit | Steps):
            return Skip(id, self._rater(entry, by, objective))
        spot = Location(_value_of(entry, key), key)
        value = _score_value(entry.report, spot, given)
        if value is None:
            return None
        check_score(entry.report, spot, id, objective.measure, value)
        if isinstance(objective.measure, Percentage):
            self._check_form(entry.report, spot, id, value)
        return Score(id, value, self._rater(entry, by, objective))

    def _check_form(
        self,
        report: Report,
        spot: Location,
        id: str,
        value: ScoreValue,
    ) -> None:
        """Note the first score of an objective whose form is not that of the scores above it."""
        first = self._forms.setdefault(id, type(value))
        if first is type(value) or id in self._mixed or not isinstance(value, float | Fraction):
            return
        _report_mixed_forms(report, spot, id, value)
        self._mixed.add(id)

    def _rater(
        self,
        entry: Fields,
        by: str | None,
        objective: Objective,
    ) -> str | None:
        """Whose score it is: as the entry says, else the first rater, else the one client.

        Where several clients rate, nobody but the entry can tell.
        """
        if by is not None:
            return by
        if entry.has(EntryKeys.by):
            return None
        clients = [person.id for person in self._known.clients]
        if len(set(clients) & set(objective.raters)) > 1:
            _report_whose(entry, objective.raters)
        if objective.raters:
            return objective.raters[0]
        if not clients:
            return None
        if len(clients) > 1:
            _report_whose(entry, clients)
        return clients[0]


def _report_whose(entry: Fields, ids: Iterable[str]) -> None:
    """Note scores of which nobody can tell who gave them."""
    spot = entry.spot(EntryKeys.scores)
    sentence = "several people are in this plan; whose score is this?"
    hint = f"add `by:` with one of: {', '.join(ids)}"
    entry.report.add(spot, sentence, "whose-score", hint)


def _report_word(
    report: Report, spot: Location, word: UnreadWord, objective: Objective | None
) -> None:
    """Note a word where a number belongs, or one that is none of a habit's."""
    if report.odd_signs_in(spot):
        return
    measure = None
    if objective is not None:
        measure = objective.measure
    if word.is_none:
        report.add(spot, "no number stands here", "not-a-number", NO_NUMBER_HINT)
        return
    if isinstance(measure, Habit):
        hint = f"write one of: {', '.join(HabitMark)}"
        report.add(spot, "a word of a habit is expected here", "not-a-habit-word", hint)
        return
    pair = _PAIRS.get(type(measure))
    if pair is not None and word.of is not None:
        hint = f"write `{{{pair[0]}: {word.meant}, {pair[1]}: {word.of}}}`"
        report.add(spot, "a number is expected here", "not-a-number", hint)
        return
    low, high = _range_of(measure)
    hint = "write a number such as `4` or `2.5`"
    if high < math.inf:
        hint = f"write a number from {low:g} to {high:g}, such as `{low:g}`"
    if word.meant is not None and low <= float(word.meant) <= high:
        hint = f"write `{word.meant}`"
    report.add(spot, "a number is expected here", "not-a-number", hint)


#: The keys of a score of two numbers, by what is measured.
_PAIRS: Final[MappingOf[type, tuple[str, str]]] = {
    Percentage: (ScoreKeys.done.name, ScoreKeys.of.name),
    BeforeAfter: (ScoreKeys.before.name, ScoreKeys.after.name),
}


def _range_of(measure: Measure | None) -> tuple[float, float]:
    """The lowest and the highest score that a measure takes."""
    match measure:
        case Rating(low=low, high=high) | BeforeAfter(low=low, high=high):
            return low, high
        case QuestionnaireTotal(questionnaire=questionnaire):
            return questionnaire.low, questionnaire.high
        case Gas():
            return -2.0, 2.0
        case Percentage():
            return 0.0, 100.0
        case _:
            return -math.inf, math.inf


def _report_mixed_forms(
    report: Report,
    spot: Location,
    id: str,
    value: float | Fraction,
) -> None:
    """Note a percentage in the other form than the first one of its objective."""
    above, here = _SHARE, _PLAIN
    if isinstance(value, Fraction):
        above, here = _PLAIN, _SHARE
    sentence = f'"{id}" is scored as {above} above, and as {here} here'
    hint = f"write {_in_the_other_form(value)}, and all scores of this objective in one form"
    report.add(spot, sentence, "score-forms-mixed", hint)


def _in_the_other_form(value: float | Fraction) -> str:
    """A percentage as an example of the other form, with the numbers that it has."""
    if isinstance(value, Fraction) and value.of:
        return f"per cent, here `{100 * value.done / value.of:.3g}`"
    return "how many of how many, such as `{done: 6, of: 8}`"


def _report_unknown_objective(
    report: Report,
    key: Scalar,
    ids: tuple[str, ...],
) -> None:
    meant = guess(key.text, ids)
    sentence = f"cannot find{meant.typed or ' this objective'}{meant.question}"
    hint = "add it below `objectives:`, or delete it here"
    if ids:
        hint = f"write the id of an objective: {', '.join(f'`{id}:`' for id in ids[:_IDS])}"
    if meant.near is not None:
        hint = f"write `{meant.near}:`"
    report.add(Location(key, None), sentence, "unknown-id", hint, meant.show)


#: Most ids that a hint names.
_IDS: Final = 8


def _score_value(
    report: Report, spot: Location, given: float | HabitMark | Fields
) -> ScoreValue | None:
    """A score as written; None, with a finding, for a part without its whole and for parts of two
    forms."""
    if not isinstance(given, Fields):
        return given
    shares = _those_given(given, (ScoreKeys.done, ScoreKeys.of))
    halves = _those_given(given, (ScoreKeys.before, ScoreKeys.after))
    if not shares and not halves and given.here_names():
        # What stands here in their place is told already.
        return None
    if bool(shares) == bool(halves):
        _report_score_form(report, spot)
        return None
    if any(given.get(key) is None for key in (*shares, *halves)):
        return None
    if halves:
        return _pair(given)
    return _share(report, spot, given)


def _pair(given: Fields) -> BeforeAndAfter:
    return BeforeAndAfter(given.get(ScoreKeys.before), given.get(ScoreKeys.after))


def _those_given(
    fields: Fields,
    keys: tuple[FieldKey[float], ...],
) -> list[FieldKey[float]]:
    return [key for key in keys if fields.has(key)]


def _report_score_form(report: Report, spot: Location) -> None:
    hint = "write a number, `{done: 6, of: 8}` or `{before: 8, after: 5}`"
    report.add(spot, "a score is one of three forms", "score-form", hint)


def _share(report: Report, spot: Location, given: Fields) -> Fraction | None:
    """So many done of all; None, with a finding, where one of the two is not there."""
    done, of = given.get(ScoreKeys.done), given.get(ScoreKeys.of)
    if done is not None and of is not None:
        return Fraction(done, of)
    missing, there = ScoreKeys.of, ScoreKeys.done
    if done is None:
        missing, there = ScoreKeys.done, ScoreKeys.of
    sentence = f'"{missing.name}" is missing beside "{there.name}"'
    report.add(
        spot,
        sentence,
        "half-a-share",
        "write both, such as `{done: 6, of: 8}`",
    )
    return None


def _value_of(entry: Fields, key: Scalar) -> Node:
    """The score beside its objective."""
    scores = entry.spot(EntryKeys.scores).node
    if isinstance(scores, Mapping):
        return scores.get(key.text) or key
    return key
