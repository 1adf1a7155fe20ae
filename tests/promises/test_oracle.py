"""Oracle: what pages say of random plans, judged from the plans alone; nothing here asks the code that wrote the words.

Two things are held for every page: each sentence about a series is true of its numbers, and no two sentences of the
page contradict each other. More plans on request: `PLANS=20000 pytest tests/promises/test_oracle.py`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from enum import Enum
from statistics import fmean, median
from typing import Final

import pytest

from generator.view.page_values import ObjectiveView, PageView
from tests.support.builders import plan_from
from tests.support.random_plans import RandomPlan, Series, random_plan
from tests.support.states import page_of
from tests.support.views import worth

pytestmark = pytest.mark.slow

#: Plans in one test, and how many tests.
PLANS: Final = int(os.environ.get("PLANS", "2000"))
AT_ONCE: Final = 100

NUMBER: Final = r"(−?-?[\d,]+(?:\.\d+)?)(?: %)?"
SHEETS: Final = ("phq9", "who5")
SCALES: Final = {"rating": 10.0, "percentage": 100.0, "phq9": 27.0, "who5": 100.0}


class Claim(Enum):
    """What a sentence about one series claims of its course."""

    EARLY = "too early to see a direction"
    GOOD = "better than at the start"
    THERE = "reached, or kept up"
    HARD = "harder than at the start"
    FLAT = "stays where it was"
    MIXED = "up and down, or better once than now"
    OPEN = "only numbers, or a day"


CLAIMS: Final = (
    (Claim.EARLY, r"Too early to see a direction"),
    (Claim.THERE, r"reached what|is reached\.|keeping it up|being kept up"),
    (Claim.HARD, r"A little harder lately"),
    (Claim.HARD, r"looks? harder\b"),
    (Claim.HARD, r"worth a word in (?:your|the) next session"),
    (Claim.MIXED, r"goes up and down|better than it is now"),
    (
        Claim.FLAT,
        r"About where it began|stayed where it was|Within the usual ups and downs|About the same",
    ),
    (Claim.HARD, r"(?:A little h|H)arder afterwards"),
    (Claim.MIXED, r"Now better afterwards, now harder"),
    (
        Claim.GOOD,
        r"Better by more than|little better so far|it has held|(?:Better|A little better) afterwards",
    ),
    (Claim.GOOD, r"At (?:your|the) aim\b|\bPast the aim"),
    (Claim.OPEN, r"harder day is part|may be either|not known here|On the way"),
)


def claims_in(said: str) -> set[Claim]:
    return {claim for claim, pattern in CLAIMS if re.search(pattern, said)}


def number(words: str) -> float:
    return float(words.replace("−", "-").replace(",", ""))


# ---- what the numbers are


def known(series: Series) -> list[float]:
    """The values that a page may judge, in order: scores, or sums of weeks that are surely over."""
    return list(series.numbers)


def start_of(series: Series, alone: bool) -> float | None:
    """Where the series began, if the plan says so for this person."""
    given = series.keys.get("baseline")
    if isinstance(given, dict):
        count = given["first"]
        return fmean(series.numbers[:count]) if len(series.numbers) >= count else None
    if isinstance(given, int | float) and (alone or series.kind == "gas"):
        return float(given)
    return None


def first_of(series: Series) -> float:
    """Where it began, when the plan does not say: a sheet at its first total, else the middle of the first three."""
    return series.numbers[0] if series.kind in SHEETS else median(series.numbers[:3])


def is_better(series: Series, start: float | None) -> int:
    """1 where more is better, -1 where less is, 0 where the plan does not say."""
    if series.kind == "phq9":
        return -1
    if series.kind in ("who5", "gas", "habit"):
        return 1
    target = series.keys.get("target")
    if isinstance(target, dict):
        return {"at_least": 1, "at_most": -1}.get(next(iter(target)), 0)
    return {"higher": 1, "lower": -1}.get(str(series.keys.get("better")), 0)


def meets(series: Series, value: float) -> bool:
    target = series.keys.get("target")
    if series.kind == "gas":
        return value >= 0
    assert isinstance(target, dict)
    if "at_least" in target:
        return value >= target["at_least"]
    return value <= target["at_most"]


def levels(values: Sequence[float]) -> list[float]:
    """Whatever may be called where it is now: the middle of the last, up to four of them."""
    return [median(values[-count:]) for count in range(1, 5) if len(values) >= count]


def is_told(words: str, amounts: Sequence[float]) -> bool:
    """Whether a printed number stands for one of these, to the places it is printed with."""
    places = len(words.partition(".")[2])
    slack = 0.5 * 10**-places + 1e-9
    return any(abs(number(words) - one) <= max(slack, 0.051) for one in amounts)


# ---- sentences that name numbers


def check_sentences(series: Series, said: str, alone: bool) -> None:
    values = known(series)
    given = start_of(series, alone)
    starts = [given] if given is not None else [first_of(series), values[0]]
    sign = is_better(series, given)
    for level in re.findall(rf"Around {NUMBER} lately", said):
        assert is_told(level, levels(values)), (level, values)
    for low, high, when in re.findall(rf"Between {NUMBER} and {NUMBER} (lately|so far)", said):
        last = values[-6:] if when == "lately" else values
        assert is_told(low, [min(last)]), (low, last)
        assert is_told(high, [max(last)]), (high, last)
    for aim in re.findall(rf"At (?:your|the) aim of (?:at most )?{NUMBER}", said):
        assert series.kind == "percentage" or meets(series, values[-1])
        target = series.keys["target"]
        assert isinstance(target, dict)
        assert is_told(aim, list(target.values()))
    for side in re.findall(r"last eight notes are all a little (above|below) the start", said):
        last = values[-8:]
        assert all(
            value > min(starts) if side == "above" else value < max(starts) for value in last
        )
    for first, now in re.findall(
        rf"The first note was {NUMBER}, and it is around {NUMBER} now", said
    ):
        assert is_told(first, values[:1])
        assert is_told(now, levels(values))
    for level in re.findall(rf"The last four together are around {NUMBER}", said):
        assert sign == 0 or sign * (values[-1] - number(level)) < 0.06


def check_claims(series: Series, said: str, alone: bool) -> None:
    """Each claim against the numbers; only where the numbers leave no doubt."""
    values, claims = known(series), claims_in(said)
    given = start_of(series, alone)
    began = given if given is not None else first_of(series)
    sign = is_better(series, given)
    scale = SCALES.get(series.kind)
    if "The first note was" in said:
        began = values[0]
    gains = [sign * (level - began) for level in levels(values)]
    if Claim.EARLY in claims:
        assert len(values) < 4
    if Claim.HARD in claims and sign:
        assert min(gains) < 0, (said, values, began)
    if Claim.GOOD in claims and "aim" not in said and sign:
        assert max(gains) > 0, (said, values, began)
    if Claim.THERE in claims:
        assert all(meets(series, value) for value in values[-3:])
        if "reached" in said and given is not None:
            assert not meets(series, given)
    if "About where it began" in said and scale:
        assert abs(values[-1] - values[0]) < 0.3 * scale, (said, values)
        assert abs(median(values[-4:]) - began) <= 0.15 * scale + 1e-9, (said, values, began)


# ---- the page as a whole


def said_of(view: ObjectiveView, plan: RandomPlan) -> list[tuple[Series, str]]:
    """Each series with what is said of it: the sentences after names are those persons'."""
    series = plan.of(view.id)
    if len(series) == 1:
        return [(series[0], worth(view))]
    parts = re.split(r"((?:Kim|Alex)(?: and (?:Kim|Alex))?): ", view.said)
    if len(parts) == 1:
        return [(one, view.said) for one in series]
    told = list(zip(parts[1::2], parts[2::2], strict=True))
    return [(one, of_rater(told, str(one.rater).capitalize())) for one in series]


def of_rater(told: Sequence[tuple[str, str]], name: str) -> str:
    return "".join(words for names, words in told if name in names)


def check_page(page: PageView, plan: RandomPlan) -> None:
    claims: list[set[Claim]] = []
    sheets: list[set[Claim]] = []
    for goal in page.goals:
        for view in goal.objectives:
            for series, said in said_of(view, plan):
                found = claims_in(said)
                assert len(found) <= 1, said
                (sheets if series.kind in SHEETS else claims).append(found)
                if series.values and series.kind in ("rating", "number", "percentage", *SHEETS):
                    check_sentences(series, said, len(plan.of(view.id)) == 1)
                    check_claims(series, said, len(plan.of(view.id)) == 1)
    lead = page.going[0] if page.going else ""
    is_harder = any(Claim.HARD in one for one in sheets)
    check_whole(lead, [*claims, *sheets] if is_harder else claims)


def check_whole(said: str, claims: Sequence[set[Claim]]) -> None:
    """A sentence about several series, against what is said of each."""
    every = set().union(*claims) if claims else set()
    if re.search(r"\bharder\b", said) and "harder day" not in said:
        assert Claim.HARD in every, (said, claims)
    elif Claim.HARD in every:
        assert not re.search(r"[Ss]teady|[Bb]etter|reached|possible", said), (said, claims)
    if re.search(r"reached|where (?:you|they) wanted", said):
        assert Claim.THERE in every, (said, claims)
    if "Steady so far" in said:
        assert every <= {Claim.FLAT, Claim.EARLY, Claim.OPEN}, (said, claims)
    if re.search(r"beginning|Too early", said):
        assert every <= {Claim.EARLY, Claim.OPEN}, (said, claims)


@pytest.mark.parametrize("first", range(0, PLANS, AT_ONCE))
def test_each_sentence_is_true_and_none_contradicts_another(first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        plan = random_plan(seed)
        try:
            check_page(page_of(plan_from(plan.text)), plan)
        except AssertionError as error:
            error.add_note(f"seed {seed}")
            raise
