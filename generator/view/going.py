"""Going: how it is going, in a few sentences near the top of the page.

In: a Plan and its objectives in words. Out: sentences, the one for the whole first.
Touches nothing. While something is harder, one sentence and what has helped stand here;
numbers stay further down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.model.measure import Questionnaire
from generator.model.plan import Plan, Publication
from generator.model.share import Status
from generator.progress.questionnaire import QuestionnaireSeries
from generator.progress.series import Signal
from generator.progress.steps import StepsProgress
from generator.text.full_stop import without_full_stop
from generator.text.language import _
from generator.view import dates, page_values, sentences
from generator.view.measures import questionnaire
from generator.view.measures.common import SeriesWords
from generator.view.measures.describe import Described, DescribedObjective

#: Most objectives told of under "How it is going".
GOING_LIMIT: Final = 3
#: Most strategies named at the top while something is harder.
_HELPED_LIMIT: Final = 2


def going_title(plan: Plan) -> str:
    """The heading over these sentences."""
    if plan.status is Status.COMPLETED:
        return _("How it went")
    return _("How it is going")


def going(plan: Plan, described: Iterable[DescribedObjective]) -> tuple[str, ...]:
    """How it is going: one sentence for the whole, then one for each of the first objectives.

    Questionnaires come after them, in sentences of their own, and have no part in the whole.
    """
    shown = _shown(described)
    own = [one for one in shown if _questionnaire_of(one) is None]
    asked = [one for one in shown if _questionnaire_of(one) is not None]
    of_objectives = list(filter(None, map(in_brief, own)))[:GOING_LIMIT]
    of_questionnaires = list(filter(None, map(_totals_in_brief, asked)))[:GOING_LIMIT]
    if plan.status is Status.COMPLETED:
        none = _("No numbers were written down. The words below tell how it was.")
        return (*of_objectives, *of_questionnaires) or (none,)
    if of_questionnaires and not own:
        return tuple(of_questionnaires)
    signals = [one.series.signal for objective in own for one in objective.series]
    return (_lead(plan, signals), *of_objectives, *of_questionnaires)


def while_harder(
    plan: Plan,
    described: Iterable[DescribedObjective],
    helps: Sequence[page_values.HelpsView],
) -> tuple[str, ...]:
    """How it is going while something is harder: one sentence, and what helped before;
    numbers stay further down.

    Empty where nothing is, and in a plan that is complete.
    """
    signals = list(_weighty(_shown(described)))
    if plan.status is Status.COMPLETED or not any(one.is_hard for one in signals):
        return ()
    names = [view.name for view in helps[:_HELPED_LIMIT]]
    if not names:
        return (_lead(plan, signals),)
    helped = _("What has helped before: {strategy}.", strategy=dates.several(names))
    return (_lead(plan, signals), helped)


def in_brief(described: DescribedObjective) -> str:
    """One objective in a few words: `Ease on the train: 6 of 10, from 3.`"""
    values = [_value_in_brief(one, one.words) for one in described.series]
    if not described.series:
        values = [_steps_in_brief(described.progress.steps)]
    words = "; ".join(filter(None, values))
    if not words:
        return ""
    title = without_full_stop(described.progress.objective.objective)
    return _("{objective}: {said}.", objective=title, said=words)


def _steps_in_brief(steps: StepsProgress) -> str:
    done, all_steps = dates.number(len(steps.done)), dates.number(len(steps.going))
    return _("{done} of {all} steps done", done=done, all=all_steps)


def _shown(described: Iterable[DescribedObjective]) -> list[DescribedObjective]:
    """Those that nobody holds back."""
    return [one for one in described if one.progress.objective.publication is Publication.SHOWN]


def _lead(plan: Plan, signals: Sequence[Signal]) -> str:
    return sentences.lead(signals, plan.timeframe.start, plan.as_of)


def _weighty(objectives: Iterable[DescribedObjective]) -> Iterator[Signal]:
    """What is known of all series; a little is within what questionnaires do by themselves."""
    for objective in objectives:
        is_asked = _questionnaire_of(objective) is not None
        for one in objective.series:
            if not is_asked or one.series.signal is Signal.HARDER:
                yield one.series.signal


def _questionnaire_of(described: DescribedObjective) -> Questionnaire | None:
    return described.progress.objective.measure.questionnaire


def _totals_in_brief(described: DescribedObjective) -> str:
    """A questionnaire in a sentence of its own, one for each rater:
    `PHQ-9 9 of 27, from 17; lower is better.`
    """
    asked = _questionnaire_of(described)
    parts = []
    for one in described.series:
        if asked and isinstance(one.series, QuestionnaireSeries):
            words = questionnaire.total_in_brief(asked, one.series, one.words.origin)
            if one.rater and words:
                words = _("{rater}: {words}", rater=one.rater, words=words)
            parts.append(words)
    return " ".join(filter(None, parts))


def _value_in_brief(described: Described, words: SeriesWords) -> str:
    """`6 of 10, from 3`, after the name where several people rate."""
    if words.latest is None:
        return ""
    value = words.brief or words.latest.value
    if words.origin:
        value = _("{value}, from {origin}", value=value, origin=words.origin)
    if described.rater:
        return _("{rater} {value}", rater=described.rater, value=value)
    return value
