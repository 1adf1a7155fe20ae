"""Table: every rule of advice, with its level, its letter, when it is asked, and the function that asks it.

In: nothing. Out: `TABLE`, in the order in which rules are told, and the page `docs/advice.md` that
is made from it and from `stopping`.
Touches nothing.

Terms
    letter   which of the five letters of SMART a rule speaks for, if any.
    season   the states of a plan in which a rule makes sense.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

from generator.advice import (
    achievable,
    asking,
    care,
    log,
    measurable,
    relevant,
    samples,
    sheets,
    signals,
    slips,
    specific,
    time_bound,
)
from generator.advice.context import Context
from generator.advice.remark import Remark
from generator.advice.stopping import STOPPING, Stop
from generator.errors import Level
from generator.model.rule import Rule
from generator.model.share import Status


class Letter(StrEnum):
    SPECIFIC = "S"
    MEASURABLE = "M"
    ACHIEVABLE = "A"
    RELEVANT = "R"
    TIME_BOUND = "T"

    @property
    def word(self) -> str:
        return self.name.replace("_", "-").capitalize()


class AppliesTo(Enum):
    """When a rule is asked: while a page may stand, while somebody still plans, or while the plan is running."""

    READ = frozenset({Status.DRAFT, Status.ACTIVE, Status.ON_HOLD, Status.COMPLETED})
    PLANNED = frozenset({Status.DRAFT, Status.ACTIVE, Status.ON_HOLD})
    RUNNING = frozenset({Status.ACTIVE})


class LanguageScope(Enum):
    """Whether a rule holds in every language, or reads words and knows English only."""

    ANY = "any"
    ENGLISH = "English"


@dataclass(frozen=True, slots=True)
class Row:
    """One rule; `fires` says when, after “fires when”."""

    rule: Rule
    level: Level
    fires: str
    look: Callable[[Context], Iterator[Remark]]
    letter: Letter | None = None
    season: AppliesTo = AppliesTo.PLANNED
    language: LanguageScope = LanguageScope.ANY


_ADVICE, _NOTE = Level.ADVICE, Level.NOTE
_S, _M, _A, _R, _T = Letter
_READ, _RUNNING, _ENGLISH = AppliesTo.READ, AppliesTo.RUNNING, LanguageScope.ENGLISH

TABLE: Final = (
    Row(Rule.C3, _ADVICE, "a text speaks of dying, of hurting oneself, or of being hurt at home; or a sheet that asks "
        "about it is in its worst range", asking.speaks, season=_READ),
    Row(Rule.S1, _ADVICE, "an objective has fewer than four words, or nothing is done in it; three words are enough "
        "where the measure counts the thing", specific.too_short, _S, language=_ENGLISH),
    Row(Rule.S2, _ADVICE, "an objective holds a vague phrase such as “feel better”, and no number; so does a goal "
        "without a clear objective", specific.vague, _S, language=_ENGLISH),
    Row(Rule.S3, _NOTE, "an objective joins two verbs by “and” or “or”, or has more than 25 words",
        specific.two_in_one, _S, language=_ENGLISH),
    Row(Rule.S4, _NOTE, "a goal or an objective begins with somebody else", specific.up_to_others, _S,
        language=_ENGLISH),
    Row(Rule.S5, _NOTE, "an objective that has no score yet is still said in the words of a starter; not that of a "
        "question sheet", samples.objectives, _S, language=_ENGLISH),
    Row(Rule.M1, _ADVICE, "a goal under way has no objective to measure", measurable.no_measure, _M),
    Row(Rule.M2, _ADVICE, "an objective that is no habit has no baseline and no score yet, or one number is the "
        "baseline of several who rate", measurable.no_start, _M),
    Row(Rule.M4, _ADVICE, "the target is not on the better side of the baseline", measurable.wrong_way, _M),
    Row(Rule.M5, _NOTE, "the way from start to target is smaller than the reliable change of the questionnaire, or "
        "than a fifth of the scale of a rating", measurable.small_change, _M),
    Row(Rule.M6, _NOTE, "a scale has no words for both of its ends", measurable.no_words_for_the_ends, _M),
    Row(Rule.M7, _NOTE, "all that is counted is what there is to be less of", measurable.only_hard_moments, _M),
    Row(Rule.M8, _ADVICE, "the scores of a percentage do not say out of how many", measurable.share_of_what, _M),
    Row(Rule.M10, _NOTE, "some of what is known of a questionnaire has not been checked at its source",
        sheets.not_checked),
    Row(Rule.A1, _ADVICE, "more than three goals are active for one person", achievable.many_goals, _A),
    Row(Rule.A2, _NOTE, "a goal has more than three objectives for one person, questionnaires left aside",
        achievable.many_objectives, _A),
    Row(Rule.A3, _ADVICE, "a goal or an objective says “always”, “never” or the like, or the target is the very end "
        "of what can be", achievable.all_or_nothing, _A),
    Row(Rule.A4, _NOTE, "the pace that is needed is more than twice the best so far; or four weeks are not left, and "
        "more than half of the rest of the scale is still to go", achievable.steep, _A, _RUNNING),
    Row(Rule.A5, _ADVICE, "a goal has no steps, or none is done or marked as the first", achievable.no_first_step, _A),
    Row(Rule.A6, _NOTE, "confidence is below 7", achievable.low_confidence, _A),
    Row(Rule.A7, _NOTE, "something in the way is named, and there is no if-then plan",
        achievable.obstacle_without_plan, _A),
    Row(Rule.A8, _NOTE, "the last three scores meet the target, in a phase that is not about follow-up",
        achievable.within_reach, season=_RUNNING),
    Row(Rule.A9, _NOTE, "a step or an if-then plan is still said in the words of a starter, and no step is done and "
        "nothing scored", samples.ways, _A),
    Row(Rule.R1, _ADVICE, "neither the goal nor the plan says why it matters", relevant.no_why, _R),
    Row(Rule.R2, _NOTE, "importance is below 7, or the goal is the wish of the therapist", relevant.whose_wish, _R),
    Row(Rule.R3, _ADVICE, "a client has not agreed to a goal under way, or somebody’s last word on it is not yes",
        relevant.agreement_open, _R),
    Row(Rule.R5, _ADVICE, "the goal, why it matters, or where the client starts from is still said in the words of a "
        "starter", samples.own_words, _R),
    Row(Rule.T1, _ADVICE, "an objective has no day of its own in a plan of more than a year",
        time_bound.no_day_of_its_own, _T),
    Row(Rule.T2, _ADVICE, "the last day of an active plan has passed, or that of an objective whose aim is not met",
        time_bound.day_has_come, _T, _RUNNING),
    Row(Rule.T3, _ADVICE, "no review is planned, or its day has passed", time_bound.no_review, _T),
    Row(Rule.T4, _NOTE, "a short-term goal takes more than 26 weeks, or an objective more than a year, without steps",
        time_bound.no_stop_on_the_way, _T),
    Row(Rule.T6, _NOTE, "the day of an objective, an open step or the next review lies after the last day of the plan",
        time_bound.after_the_end, _T),
    Row(Rule.F1, _ADVICE, "a goal or an objective begins with what it moves away from; not with `framing: avoidance`, "
        "nor beside a twin that moves towards something", specific.away, _S, language=_ENGLISH),
    Row(Rule.F2, _NOTE, "all goals under way move away from something", specific.all_away, _S, language=_ENGLISH),
    Row(Rule.F3, _NOTE, "a goal, an objective or a step says “should”, “must”, “have to” or “ought”",
        specific.pressing, _S, language=_ENGLISH),
    Row(Rule.F4, _ADVICE, "a text that the client reads holds a judging word; not where it is in the first person",
        care.judging, season=_READ, language=_ENGLISH),
    Row(Rule.L1, _NOTE, "there is no entry for more than twice the time hoped for, or four weeks", log.quiet,
        season=_RUNNING),
    Row(Rule.L2, _ADVICE, "one measure has two values of one person on one day, without times", log.two_values),
    Row(Rule.L3, _ADVICE, "`achievement` says one thing and the scores another", log.words_and_numbers),
    Row(Rule.L4, _NOTE, "hard moments are counted, none of them with a trigger or with what helped",
        log.events_alone),
    Row(Rule.L5, _ADVICE, "an entry or a review lies more than eight weeks before the plan begins",
        slips.long_before),
    Row(Rule.L6, _ADVICE, "a number is at least eight times all the others, and would be one of them with a point "
        "moved or a digit less", slips.out_of_proportion),
    Row(Rule.L7, _NOTE, "a questionnaire is hoped for more than twice within the time that it looks back on",
        sheets.asked_often),
    Row(Rule.L8, _NOTE, "the only count of a week or month is dated on its first day, or each of the last three rests "
        "on one note", log.unsure_days),
    Row(Rule.P3, _ADVICE, "a text that the client reads holds the code of a diagnosis, or the answer to one question "
        "of a questionnaire", care.too_much, season=_READ),
    Row(Rule.C2, _ADVICE, "the goal is about safety, mood, drink, drugs, trauma or the like, PHQ-9 is 15 or more, or "
        "C3 asks; and there is no safety plan", asking.no_safety_plan),
    Row(Rule.W1, _NOTE, "a text outside the log has a sentence of more than 25 words, or reads above grade 8",
        care.hard_to_read, language=_ENGLISH),
    Row(Rule.D1, _ADVICE, "scores look harder than at the start, by more than the usual ups and downs",
        signals.harder, season=_RUNNING),
    Row(Rule.D2, _ADVICE, "the last rating is 3 of 10 or more harder than the one before", signals.drop,
        season=_RUNNING),
    Row(Rule.D3, _ADVICE, "less than a quarter of the way is done at half of the time", signals.off_track,
        season=_RUNNING),
    Row(Rule.D4, _ADVICE, "PHQ-9 or another sheet that asks about dying is in its worst range; or any sheet is "
        "worse than its best by its reliable change", signals.sheets, season=_RUNNING),
    Row(Rule.D5, _ADVICE, "there is no entry for eight weeks, or four times the time hoped for if that is longer",
        signals.long_quiet, season=_RUNNING),
)  # fmt: skip

_INTRODUCTION: Final = """\
# What `handrail check` may advise

<!-- Made by `make docs`. Please change generator/advice/rules.py or stopping.py, then run it again. -->

Advice never keeps a page from being made, and never changes how `handrail check` ends. *Advice* is worth a talk; a
*note* is worth a thought. Nothing of it stands on a page. A rule that does not fit a plan can be switched off in it,
with the reason:

```yaml
silence: {A6: "we talked about it, and six is fine"}
```

The letter is the one of SMART that a rule speaks for: specific, measurable, achievable, relevant, time-bound. For each
goal a letter is *clear* while nothing is said, *could be clearer* with a note, and *open* with advice. The rules D1 to
D5 are for the therapist, who can leave a chart out with `hold: true` until it has been talked about.

C3 asks about a person and stands first wherever advice is given. It cannot be switched off, and that it says nothing
does not mean that somebody is safe: [words of risk](risk.md) says what it reads and what to do.

Other rules that read words know English only, and say nothing in a plan of another language.

| rule | level | letter | speaks when |
|---|---|---|---|
"""


_STOPPING: Final = """
## What stops a page

These are no advice: each keeps a page from being made until it is mended, and none can be switched off. They are shown
as errors, with a code of their own; `handrail check --format json` names the rule beside it. A plan has more that can
be mistyped; each such finding says itself which line to change and how.

P1 looks at a text as it is read, whatever its spelling, and may take a row of scores for a number to call. What is none
can go out all the same, by the words `email`, `phone` and `name`, each with its reason; it is then told as a note:

```yaml
publish_anyway: {phone: "these are scores"}
```

| rule | no page is made while | codes |
|---|---|---|
"""


def rules_as_markdown() -> str:
    """The page of all rules, with a line break at its end."""
    rows = [f"| {row.rule} | {row.level} | {row.letter or ''} | {row.fires} |\n" for row in TABLE]
    stops = [f"| {stop.rule} | {stop.stops} | {_codes(stop)} |\n" for stop in STOPPING]
    return _INTRODUCTION + "".join(rows) + _STOPPING + "".join(stops)


def _codes(stop: Stop) -> str:
    return ", ".join(f"`{code}`" for code in stop.codes) or f"none: {stop.held}"
