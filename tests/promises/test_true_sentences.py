"""True sentences: what a page says is so, for the numbers, for the day and for the person that it is said of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.builder.page import figures
from generator.model.measure import Fraction
from generator.progress.derive import derive
from generator.render import html as render
from generator.view import shares
from generator.workspace import theme
from tests.support.builders import a_plan, a_plan_file, codes, findings_in, on, the_finding, weekly
from tests.support.states import page_of
from tests.support.views import findings, worth, worth_of

COUPLE = {"kim": {"name": "Kim", "role": "client"}, "alex": {"name": "Alex", "role": "client"}}
SAM_AND_VERA = {
    "sam": {"name": "Sam", "role": "client"},
    "vera": {"name": "Vera", "role": "supporter"},
}
RATING = {"better": "higher"}


def objective_of(entries, objective=None, **keys):
    return page_of(a_plan(entries, objective, **keys)).goals[0].objectives[0]


def everything(view: object) -> str:
    """All that a view says, one after the other."""
    return repr(view)


def finding(view, place: int = 0) -> str:
    found = view.charts[place].chart.words.finding
    return f"{found.news} {worth_of(found)}".strip()


def below(view, place: int = 0) -> str:
    return view.charts[place].chart.words.below


def description(view, place: int = 0) -> str:
    return view.charts[place].chart.words.description


def by(rater: str, *values: float, start: int = 1, **what):
    return [
        on(f"2026-{start + n:02}-12", {"by": rater, **what}, calm=value)
        for n, value in enumerate(values)
    ]


# ---- each rater's own start


def test_a_start_that_all_share_is_nobody_elses():
    objective = {"baseline": 8, "target": 4, "rated_by": ["sam", "vera"]}
    entries = [*by("sam", 8, 7, 6, 5), *by("vera", 7, start=5)]

    shown = objective_of(entries, objective, people=SAM_AND_VERA)

    assert finding(shown, 1) == "Vera: 7 of 10 on 12 May."
    assert "8" not in description(shown, 1).split("The aim")[0]


def test_a_shared_start_is_nobodys_while_ones_scores_are_held():
    objective = {"baseline": 8, "target": 4, "rated_by": ["sam", "vera"], "hold": ["sam"]}
    plan = a_plan([*by("sam", 8, 7), *by("vera", 5)], objective, people=SAM_AND_VERA)

    shown = page_of(plan.published()).goals[0].objectives[0]
    assert finding(shown).startswith("Vera: 5 of 10 on 12 January. ")


def test_one_who_keeps_count_for_all_is_neither_named_nor_you():
    shown = objective_of(
        by("kim", 7, 7, 7, 7, 7),
        {**RATING, "baseline": 3, "target": 7, "rated_by": ["kim"]},
        people=COUPLE,
    )

    assert finding(shown).startswith(
        "7 of 10 on 12 May, from 3 at the start. The aim of 7 is reached"
    )
    assert not re.search(r"\b(you|your|Kim)\b", worth(shown))


def test_the_aims_side_stays_as_the_shared_start_said_it():
    objective = {"baseline": 8, "target": 4, "rated_by": ["sam", "vera"]}
    plan = a_plan([*by("sam", 3), *by("vera", 2)], objective, people=SAM_AND_VERA)

    assert [one.aim.high for one in derive(plan)["calm"].series] == [4, 4]


def test_a_plan_may_give_each_rater_a_start():
    objective = {"baseline": {"kim": 3, "alex": 6}, "target": 8, "rated_by": ["kim", "alex"]}
    shown = objective_of([*by("kim", 4), *by("alex", 7)], objective, people=COUPLE)

    assert finding(shown) == "Kim: 4 of 10 on 12 January, from 3 at the start."
    assert finding(shown, 1) == "Alex: 7 of 10 on 12 January, from 6 at the start."


@pytest.mark.parametrize(
    ("baseline", "code"),
    [
        ({"kim": 3, "alxe": 6}, "unknown-person"),
        ({"kim": 3, "alex": 11}, "baseline-outside-scale"),
        ({"kim": "three"}, "not-a-number"),
        ({"valeu": 3}, "unknown-key"),
        ({"value": 3, "kim": 4}, "unknown-key"),
        ({}, "baseline-form"),
    ],
)
def test_a_slip_in_the_starts_is_found(baseline, code):
    text = a_plan_file(by("kim", 4), {"baseline": baseline, **RATING}, people=COUPLE)

    assert code in codes(findings_in(text))


def test_an_unknown_id_is_met_with_the_one_meant():
    found = the_finding(
        a_plan_file(by("kim", 4), {"baseline": {"kim": 3, "alxe": 6}, **RATING}, people=COUPLE)
    )

    assert 'did you mean "alex"?' in found.sentence


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(["rating", "number", "percentage", "count"]))
def test_no_sentence_gives_one_person_the_start_of_another(data, measure):
    """Every number is used once in the plan, so whose it is can be told from the page."""
    numbers = data.draw(st.permutations(range(40, 60)))
    kims, alexs, shared = numbers[:4], numbers[4:8], numbers[8]
    baseline = data.draw(st.sampled_from([None, shared, {"kim": shared}, {"first": 1}]))
    unit = {"number": {"unit": "steps"}, "rating": {"scale": {"min": 0, "max": 100}}}.get(
        measure, {}
    )
    better = {} if measure == "count" else {"better": "higher"}
    objective = {"measure": measure, "rated_by": ["kim", "alex"], **unit, **better}
    if baseline is not None:
        objective["baseline"] = baseline
    shown = objective_of([*by("kim", *kims), *by("alex", *alexs)], objective, people=COUPLE)

    own = finding(shown, 1) + description(shown, 1)
    assert not {str(value) for value in (*kims, shared)} & set(re.findall(r"\d+", own))


# ---- the day of a start


def test_a_start_is_told_with_its_day():
    baseline = {"value": 5, "date": "2026-02-02"}
    shown = objective_of(weekly(2, 2, 3, 3, 6), {"baseline": baseline, **RATING})

    assert "It began at 5 on 2 February and the latest is 6 on 2 February." in description(shown)
    assert ", from 5 on 2 February." in finding(shown)


@pytest.mark.parametrize(
    "measure", [{}, {"measure": "number", "unit": "hours"}, {"measure": "percentage"}]
)
def test_scores_before_the_start_are_no_change_since(measure):
    entries = weekly(9, 9, 9, 9, 9, 9, 9, 9, 5, 5, 5, 5)
    dated = {**RATING, **measure, "baseline": {"value": 5, "date": "2026-03-02"}}
    plan = a_plan(entries, dated)
    after = a_plan(entries[8:], dated)

    assert derive(plan)["calm"].series[0].signal is derive(after)["calm"].series[0].signal
    assert len(derive(plan)["calm"].series[0].readings) == len(entries)


# ---- numbers


PARTS = st.lists(
    st.integers(1, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
    min_size=1,
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(PARTS, st.sampled_from([None, 20, {"first": 1}, {"first": 2}]), st.integers(1, 100))
def test_a_per_cent_of_parts_is_whole_and_true(parts, baseline, aim):
    entries = [
        on(f"2026-01-{n:02}", calm={"done": done, "of": of})
        for n, (done, of) in enumerate(parts, 5)
    ]
    objective = {"measure": "percentage", "better": "higher", "target": {"at_least": aim}}
    shown = objective_of(
        entries, objective | ({"baseline": baseline} if baseline is not None else {})
    )
    words = shown.charts[0].chart.words

    said = " ".join([finding(shown), description(shown), words.below, words.drawn])
    for done, of, told in re.findall(r"(\d+) of (\d+) \((\S+) %\)", said):
        assert int(of) >= 20
        assert abs(float(told) - 100 * int(done) / int(of)) <= 0.5
        assert (float(told) >= aim) == (100 * int(done) / int(of) >= aim)
    given = {f"{aim} %", "100 %", "0 %", f"{baseline} %"}
    bare = set(re.findall(r"\S+ %", re.sub(r"\(\S+ %\)", "", said)))
    assert bare <= given
    for row in words.table.rows:
        done, of = map(int, row[1].split(" of "))
        assert (len(row) == 2 or not row[2]) == (of < 20) or len(row) == 2


def test_a_per_cent_has_decimals_enough_to_tell_it_from_its_aim():
    assert shares.in_words(Fraction(40, 58), 69) == "40 of 58 (68.97 %)"
    assert shares.in_words(Fraction(199, 200), 99) == "199 of 200 (99.5 %)"


def test_a_share_of_few_is_told_as_it_was_counted():
    shown = objective_of(
        [on("2026-01-05", calm={"done": 5, "of": 7})], {"measure": "percentage", "better": "higher"}
    )

    assert finding(shown).startswith("5 of 7 on 5 January.")
    assert "71" not in everything(shown.charts[0].chart.words)


def test_no_line_ends_between_a_number_and_what_belongs_to_it():
    note = {"note": "A 20-minute walk, 20 % of `a 5-day week`"}
    entries = [on("2026-01-05", note, calm={"done": 30, "of": 40})]
    plan = a_plan(entries, {"measure": "percentage", "better": "higher", "target": 60})
    view = page_of(plan)
    html = render.article(
        render.environment(theme.load_theme(Path("nowhere"))), view, figures(view)
    )

    assert "30\u00a0of\u00a040 (75\u00a0%)" in html
    assert "A 20\u2011minute walk, 20\u00a0% of <code>a 5-day week</code>" in html
    assert " %" not in re.sub(r"<svg.*?</svg>|<[^>]*>", "", html, flags=re.DOTALL)


# ---- people


def test_of_somebody_else_it_speaks_by_name_in_third_person():
    entries = [*by("kim", 3, 3, 4, 6, 7, 7, 7, 7), *by("alex", 7, 7, 6, 5, 4, 3, 3, 3)]
    objective = {
        "better": "higher",
        "baseline": {"kim": 3, "alex": 7},
        "target": 7,
        "rated_by": ["kim", "alex"],
    }
    said = worth(objective_of(entries, objective, people=COUPLE))

    assert "Kim: " in said
    assert "Alex: " in said
    assert "Bring it to the next session" in said
    assert not re.search(r"\b(you|your)\b", said, re.IGNORECASE)


SERIES = st.lists(st.integers(0, 10), min_size=1, max_size=10)


@settings(max_examples=60, deadline=None)
@given(
    SERIES,
    SERIES,
    st.sampled_from(["rating", "before-after", "number", "gas", "habit"]),
    st.integers(0, 10),
)
def test_no_sentence_calls_one_of_two_readers_you(kims, alexs, measure, aim):
    def score(value: int) -> object:
        return {
            "before-after": {"before": 5, "after": value},
            "gas": value % 5 - 2,
            "habit": ("yes", "no")[value % 2],
        }.get(measure, value)

    extra = {
        "number": {"unit": "hours"}, "gas": {"levels": dict(zip(range(-2, 3), "abcde", strict=True))},
        "habit": {"target": 3},
    }.get(measure, {})  # fmt: skip
    if measure in ("rating", "number"):
        extra |= {"better": "higher", "target": {"at_least": aim}}
    if measure == "before-after":
        extra |= {"better": "higher"}
    entries = [*by("kim", *map(score, kims)), *by("alex", *map(score, alexs))]
    shown = objective_of(
        entries, {"measure": measure, "rated_by": ["kim", "alex"], **extra}, people=COUPLE
    )
    said = findings(shown) + shown.said

    assert said.startswith("Kim: ")
    assert " Alex: " in said
    assert not re.search(r"\b(you|your)\b", said, re.IGNORECASE)


def test_on_ones_own_page_readers_are_you_others_have_names():
    entries = [*by("sam", 3, 4), *by("vera", 6)]
    view = page_of(a_plan(entries, {**RATING, "rated_by": ["sam", "vera"]}, people=SAM_AND_VERA))
    [shown] = view.goals[0].objectives

    assert finding(shown).startswith("You: 4 of 10 ")
    assert finding(shown, 1).startswith("Vera: 6 of 10 ")
    assert "Sam" not in everything(shown)
    assert shown.said == "Too early to see a direction."


def agreed(*lines: tuple[str, str], people=None) -> str:
    goal = {
        "goal": "Feel at ease",
        "objectives": {"calm": {"objective": "Calm", "measure": "rating", **RATING}},
    }
    goal |= {
        "lifecycle": "active",
        "agreed": [{"who": who, "status": status} for who, status in lines],
    }
    plan = a_plan(
        [], goals=[goal], goal=None, objectives=None, people=people or SAM_AND_VERA, status="draft"
    )
    return page_of(plan).goals[0].state


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((("sam", "disagree"),), "You see it differently."),
        ((("sam", "pending"),), "You are still thinking about it."),
        ((("vera", "disagree"),), "Vera sees it differently."),
        ((("sam", "disagree"), ("vera", "disagree")), "You and Vera see it differently."),
        (
            (("sam", "agree"), ("vera", "pending")),
            "You chose this. Vera is still thinking about it.",
        ),
    ],
)
def test_who_agreed_is_told_to_the_reader(lines, said):
    assert agreed(*lines) == said


# ---- once a page


def two_objectives(*values: int):
    """Two ratings with a gap in each, on one page."""
    entries = [
        on(f"2026-{month:02}-05", calm=value, ease=value) for month, value in enumerate(values, 1)
    ]
    one = {
        "objective": "Rate how calm",
        "measure": "rating",
        "better": "higher",
        "expected_every": "1 week",
    }
    return page_of(
        a_plan(entries, objectives={"calm": one, "ease": {**one, "objective": "Rate how easy"}})
    )


def test_that_a_silence_is_fine_is_said_once():
    shown = two_objectives(3, 4, 5, 6, 5, 6, 6).goals[0].objectives

    assert [finding(one).count("that is fine") for one in shown] == [1, 0]
    assert [finding(one).count("from 6 June to 4 July") for one in shown] == [1, 0]
    assert all("No ratings from 6 June to 4 July." in description(one) for one in shown)


def test_how_a_chart_is_drawn_is_explained_once():
    entries = [on(f"2026-01-{day:02}", calm=4, ease=4) for day in range(5, 20)]
    one = {"objective": "Rate how calm", "measure": "rating", "better": "higher"}
    view = page_of(
        a_plan(entries, objectives={"calm": one, "ease": {**one, "objective": "Rate how easy"}})
    )

    assert [
        shown.charts[0].chart.words.drawn.count("Thin line: each note.")
        for shown in view.goals[0].objectives
    ] == [1, 0]


def test_a_chart_that_is_held_back_explains_nothing():
    entries = [on(f"2026-{month:02}-05", calm=4, ease=4) for month in range(1, 7)]
    one = {
        "objective": "Rate how calm",
        "measure": "rating",
        "better": "higher",
        "expected_every": "1 week",
    }
    objectives = {"calm": {**one, "hold": True}, "ease": {**one, "objective": "Rate how easy"}}

    [_held, shown] = page_of(a_plan(entries, objectives=objectives)).goals[0].objectives
    assert "that is fine" in finding(shown)


# ---- days


def test_a_day_that_has_passed_is_no_longer_asked_for():
    step = {"steps": [{"step": "Ask Vera", "due": "2026-02-01"}], "due": "2026-02-20"}
    early, late = (
        page_of(a_plan(weekly(3, 4, start=day), {**RATING, "target": 7, **step})) for day in DAYS
    )

    assert early.next_step.by == "By Sunday, 1 February"
    assert "The aim is 7 by 20 February." in below(early.goals[0].objectives[0])
    assert late.next_step.by is None
    assert late.goals[0].objectives[0].steps[0].word == ""
    assert "The aim is 7." in below(late.goals[0].objectives[0])


DAYS = ("2026-01-12", "2026-07-06")


def test_an_objective_whose_time_is_over_is_not_too_early():
    entries = [*weekly(3, 4, start="2026-02-02"), on("2026-06-01", {"note": "Summer"})]
    shown = objective_of(entries, {**RATING, "due": "2026-03-02"})

    assert worth(shown) == "This ran until 2 March."


def test_why_a_goal_is_not_for_now_is_told():
    goal = {
        "goal": "Swim",
        "lifecycle": "active",
        "achievement": "not-attainable",
        "status_reason": "Shut.",
    }
    goal |= {"objectives": {"calm": {"objective": "Calm", "measure": "rating", **RATING}}}
    view = page_of(a_plan([], goals=[goal], goal=None, objectives=None))

    assert view.goals[0].state == "Not for now: Shut."


def test_no_page_says_that_there_is_no_goal_above_one_that_waits():
    goal = {"goal": "Swim", "lifecycle": "proposed"}
    view = page_of(a_plan([], goals=[goal], goal=None, objectives=None, status="draft"))

    assert view.later == ("Swim",)
    assert view.no_goal is None


# ---- small words


@pytest.mark.parametrize(
    ("domain", "said"),
    [
        ("self-esteem", "About self-esteem."),
        ("substance-use", "About substance use."),
        ("Co-parenting", "About Co-parenting."),
    ],
)
def test_a_hyphen_of_the_word_itself_stays(domain, said):
    goal = {
        "goal": "Swim",
        "lifecycle": "active",
        "domain": domain,
        "objectives": {"calm": {"objective": "C", **RATING}},
    }
    goal["objectives"]["calm"]["measure"] = "rating"

    assert page_of(a_plan([], goals=[goal], goal=None, objectives=None)).goals[0].more == said


def test_what_helped_alike_is_ordered_by_how_often():
    entries = [on(f"2026-01-{day:02}", {"helped": helped}) for day, helped in enumerate(HELPED, 5)]

    assert [one.name for one in page_of(a_plan(entries)).helps] == ["Walk", "Tea"]


HELPED = ({"tea": 4}, {"walk": 4}, {"walk": 3}, {"walk": 3}, {"walk": 3}, {"Walk ": 3})


SPELLINGS = st.lists(
    st.dictionaries(
        st.sampled_from(["cold water", "Cold water", " cold  water", "tea", "Tea."]),
        st.integers(1, 4),
    ),
    min_size=3,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(SPELLINGS)
def test_the_same_help_is_counted_once_a_note_however_it_is_written(notes):
    entries = [
        on(f"2026-01-{day:02}", {"helped": helped, "trigger": ["queue", "Queue"]})
        for day, helped in enumerate(notes, 5)
    ]
    view = page_of(a_plan(entries))
    often = {"once": 1, "twice": 2} | {f"{count} times": count for count in range(3, 7)}

    listed = {
        one.name.casefold().strip(" .").replace("  ", " "): often[one.words.split(", ")[1]]
        for one in view.helps
    }
    expected = {
        word: sum(any(word in one.casefold().replace("  ", " ") for one in note) for note in notes)
        for word in ("cold water", "tea")
    }
    assert listed == {word: count for word, count in expected.items() if count}
    table = view.events.words.table
    told = {
        words.casefold().strip(" .").replace("  ", " "): int(count)
        for words, kind, count in table.rows
        if kind == "helped"
    }
    assert told == listed
    assert view.events.words.finding.news == "Most often before: queue."


# ---- one verdict a measure, and none that disagree

KINDS = {
    "rating": {"measure": "rating", "better": "higher", "target": {"at_least": 7}, "baseline": 4},
    "number": {
        "measure": "number",
        "unit": "cups",
        "better": "lower",
        "target": {"at_most": 3},
        "baseline": 6,
    },
    "share": {
        "measure": "percentage",
        "better": "higher",
        "target": {"at_least": 60},
        "baseline": 40,
    },
    "pairs": {"measure": "before-after", "better": "lower", "target": {"change": 2}},
}
HARD = re.compile(r"harder|farther", re.IGNORECASE)
#: Where a first note is the only start, the page tells both numbers and takes no side; it still asks for a word.
TOLD = re.compile(r"[Hh]arder|worth a word")
STEADY = re.compile(r"Steady so far|About where it began|stayed where it was")
GOOD = re.compile(
    r"reached|better|at its aim|kept up|More is possible|where (?:you|they)? ?(?:are|wanted)",
    re.IGNORECASE,
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3, unique=True),
    st.lists(st.lists(st.integers(0, 10), min_size=1, max_size=9), min_size=3, max_size=3),
)
def test_no_two_sentences_of_a_page_disagree(kinds, series):
    scores = {
        "share": lambda value: value * 10,
        "pairs": lambda value: {"before": 5, "after": value},
    }
    entries = [
        on(
            f"2026-{1 + week // 4:02}-{1 + week % 4 * 7:02}",
            **{kind: scores.get(kind, int)(values[week])},
        )
        for kind, values in zip(kinds, series, strict=False)
        for week in range(len(values))
    ]
    objectives = {kind: {"objective": f"Look at {kind}", **KINDS[kind]} for kind in kinds}
    plan = a_plan(sorted(entries, key=lambda entry: entry["date"]), objectives=objectives)
    view, signals = page_of(plan), [one.series[0].signal for one in derive(plan).values()]
    [goal] = view.goals
    said = [worth(one) for one in goal.objectives]
    lead = (*view.going, "")[0]

    for signal, verdict in zip(signals, said, strict=True):
        assert not (signal.is_hard and STEADY.search(verdict)), (signal, verdict)
        assert not signal.is_hard or TOLD.search(verdict), (signal, verdict)
    if any(signal.is_hard for signal in signals):
        assert HARD.search(lead), (lead, signals)
    if STEADY.search(lead):
        assert not any(signal.is_good or signal.is_hard for signal in signals), (lead, signals)
    if not any(signal.is_good for signal in signals):
        assert not GOOD.search(lead.replace("have been better than they are", "")), (lead, signals)
    assert goal.state == ""
    assert len(said) == len(goal.objectives)
    for sentence in filter(None, said):
        assert " ".join(view.going).count(sentence) == 0 or len(sentence) < 40
