"""Scores: the scores of one entry after another, each with its objective and its rater.

In: the fields of an entry, the objectives and what the plan knows. Out: scores, and what was left
out on purpose. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf

from generator.format.fields.record import FieldKey, Fields
from generator.format.fields.report import Location, Report
from generator.format.fields.slips import guess
from generator.format.keys.log import EntryKeys, ScoreKeys
from generator.format.parse import Mapping, Scalar
from generator.format.validate.measures.by_name import check_score
from generator.format.validate.references import Known
from generator.model.measure import (
    BeforeAndAfter,
    Fraction,
    Habit,
    HabitMark,
    Percentage,
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
        self, entry: Fields, key: Scalar, given: float | HabitMark | Fields, by: str | None
    ) -> Score | Skip | None:
        id = key.text
        ids = self._known.objective_ids
        if ids is not None and id not in ids:
            _report_unknown_objective(entry.report, key, ids)
            return None
        objective = self._objectives.get(id)
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
        is_percentage = isinstance(value, float | Fraction)
        if first is type(value) or id in self._mixed or not is_percentage:
            return
        _report_mixed_forms(report, spot, id, first)
        self._mixed.add(id)

    def _rater(
        self,
        entry: Fields,
        by: str | None,
        objective: Objective,
    ) -> str | None:
        """Whose score it is: as the entry says, else the first rater, else the one client."""
        if by is not None:
            return by
        if entry.has(EntryKeys.by):
            return None
        if objective.raters:
            return objective.raters[0]
        clients = self._known.clients
        if not clients:
            return None
        if len(clients) > 1:
            spot = entry.spot(EntryKeys.scores)
            sentence = "several people are in this plan; whose score is this?"
            hint = f"add `by:` with one of: {', '.join(person.id for person in clients)}"
            entry.report.add(spot, sentence, "whose-score", hint)
        return clients[0].id


def _report_mixed_forms(
    report: Report,
    spot: Location,
    id: str,
    first: type[ScoreValue],
) -> None:
    """Note a percentage in the other form than the first one of its objective."""
    above, here = _SHARE, _PLAIN
    if first is float:
        above, here = _PLAIN, _SHARE
    sentence = f'"{id}" is scored as {above} above, and as {here} here'
    hint = "use one of the two for all scores of this objective"
    report.add(spot, sentence, "score-forms-mixed", hint)


def _report_unknown_objective(
    report: Report,
    key: Scalar,
    ids: tuple[str, ...],
) -> None:
    meant = guess(key.text, ids)
    sentence = f"cannot find{meant.typed or ' this objective'}{meant.question}"
    hint = f"objectives here: {', '.join(ids) or 'none yet'}"
    report.add(Location(key, None), sentence, "unknown-id", hint, meant.show)


def _score_value(
    report: Report, spot: Location, given: float | HabitMark | Fields
) -> ScoreValue | None:
    """A score as written; None, with a finding, for a part without its whole and for parts of two
    forms."""
    if not isinstance(given, Fields):
        return given
    shares = _those_given(given, (ScoreKeys.done, ScoreKeys.of))
    halves = _those_given(given, (ScoreKeys.before, ScoreKeys.after))
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


def _value_of(entry: Fields, key: Scalar) -> Scalar:
    """The score beside its objective; the objective where the score is no single word."""
    scores = entry.spot(EntryKeys.scores).node
    value = scores.get(key.text) if isinstance(scores, Mapping) else None
    if isinstance(value, Scalar):
        return value
    return key
