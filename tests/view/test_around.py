"""Around the goals: who helps, questions, patterns, the fit of therapy, the word for a goal, how close one feels."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.advice.texts import all_texts
from generator.model.plan import CallIt
from generator.preview import overview
from generator.progress.derive import derive
from generator.view.page import page_view
from generator.view.page_values import PageView, Section
from tests.support.builders import (
    SETTINGS,
    TODAY,
    a_plan,
    a_plan_file,
    advised,
    codes,
    findings_in,
    on,
    plan_from,
    the_finding,
)

VERA = {
    "people": {
        "sam": {"name": "Sam", "role": "client"},
        "vera": {"name": "Vera", "role": "supporter"},
        "ines": {"name": "Ines", "role": "therapist"},
    }
}
RULER = {"anchors": {0: "far away", 10: "it is mine"}, "aim": 8}


def view(entries: list[dict[str, object]] | None = None, **keys: object) -> PageView:
    plan = a_plan(entries or [], None, **keys)
    return page_view(plan, derive(plan), SETTINGS)


def section(page: PageView, id: str) -> Section | None:
    return next((one for one in (*page.before_goals, *page.after_goals) if one.id == id), None)


# ---- no goal yet


def without_a_goal(**keys: object) -> str:
    return a_plan_file([], None, goal=None, objectives=None, **keys)


@pytest.mark.parametrize("goals", [None, []])
@pytest.mark.parametrize("status", ["active", "draft", "on-hold", "completed"])
def test_a_plan_without_goal_is_page_and_row_like_any(
    goals: list[object] | None, status: str
) -> None:
    plan = plan_from(
        without_a_goal(
            goals=goals, status=status, progress=[on("2026-01-12", {"note": "It rained."})]
        )
    )
    page = page_view(plan, derive(plan), SETTINGS)

    assert (page.title, page.goals, page.later, page.sheet) == ("My plan", (), (), None)
    assert page.no_goal is not None
    assert page.no_goal.words == "No goal yet, and that is fine. You find it together."
    assert [entry.words for entry in page.journal.latest] == ["<p>It rained.</p>"]
    assert overview.overview_row("plans/sam.yml", plan, derive(plan), TODAY).title == ""


@pytest.mark.parametrize("day", [date(2026, 1, 6), TODAY])
def test_advice_without_a_goal_asks_for_nothing_a_goal_has(day: date) -> None:
    told = advised(without_a_goal(title="Finding out"), day)

    assert told.goals == ()
    assert {finding.code for finding in told.findings} <= {"T2", "T3", "L1", "R1"}


def test_beside_a_goal_that_waits_nothing_says_that_there_is_none() -> None:
    page = view(lifecycle="proposed")

    assert (page.no_goal, page.later) == (None, ("Feel at ease in a crowd",))


def test_what_belongs_to_a_goal_is_no_plan_without_one() -> None:
    assert codes(findings_in(without_a_goal(why="Fun"))) == ["missing-key"]
    assert findings_in(without_a_goal(call_it="hope")) == ()


def test_a_group_and_a_couple_may_begin_without_a_goal_too() -> None:
    people = {name: {"name": name.title(), "role": "partner"} for name in ("kim", "alex")}
    for setting in ("couple", "group"):
        plan = plan_from(without_a_goal(setting=setting, people=people))
        assert page_view(plan, derive(plan), SETTINGS).no_goal is not None


# ---- the word for a goal


@pytest.mark.parametrize("word", [word.value for word in CallIt])
def test_the_page_calls_a_goal_what_the_person_calls_it(word: str) -> None:
    goals = [{"goal": "Ride", "horizon": "long-term"}, {"goal": "Sleep", "call_it": "aim"}]
    page = view(goal=None, objectives=None, goals=goals, call_it=word, patterns=["I say yes"])
    bare = plan_from(without_a_goal(call_it=word))
    none_yet = page_view(bare, derive(bare), SETTINGS).no_goal
    patterns = section(page, "patterns")

    assert [goal.label for goal in page.goals] == [f"First {word}", "Second aim"]
    assert f"{word} for the long run." in page.goals[0].more
    assert none_yet is not None
    assert word in none_yet.title
    assert word in none_yet.words
    assert patterns is not None
    assert word in (patterns.lead or "")


def test_the_eleventh_has_a_number() -> None:
    goals = [{"goal": f"Goal {n}"} for n in range(11)]

    assert (
        view(goal=None, objectives=None, goals=goals, call_it="wish").goals[10].label == "Wish 11"
    )


def test_an_unknown_word_for_a_goal_is_met_with_the_known_ones() -> None:
    assert the_finding(a_plan_file(call_it="dream")).hint == "choose one of: goal, aim, hope, wish"


# ---- who is on my side


def test_who_helps_is_introduced_with_what_they_do_and_rate() -> None:
    steps = [
        {"step": "New strings on the guitar", "by": "vera", "first": True},
        "Play for five minutes",
    ]
    seen = {
        "objective": "How calm Sam looks",
        "measure": "rating",
        "rated_by": ["vera"],
        "steps": steps,
    }
    with_me = [{"who": "vera", "is": "my sister", "for": "a walk"}, "Jon"]
    page = view(objectives={"seen": seen}, with_me=with_me, **VERA)
    found = section(page, "with")

    assert found is not None
    assert found.title == "On my side"
    assert [(pair.term, pair.notes) for pair in found.pairs] == [
        (
            "Vera, my sister",
            (
                "There for: a walk",
                "Steps: New strings on the guitar",
                "Also gives a score for: How calm Sam looks",
            ),
        ),
        ("Jon", ()),
    ]
    assert page.goals[0].objectives[0].steps[0].word == "Vera"


def test_the_next_small_step_is_never_somebody_elses() -> None:
    steps = [{"step": "New strings", "by": "vera", "first": True}, "Play for five minutes"]
    page = view(
        objectives={"calm": {"objective": "Play", "measure": "steps", "steps": steps}}, **VERA
    )
    hers = view(
        objectives={"calm": {"objective": "Play", "measure": "steps", "steps": steps[:1]}}, **VERA
    )

    assert "Play for five minutes" in str(page.next_step)
    assert hers.next_step is None


def test_a_supporter_stands_there_without_being_written_twice() -> None:
    listed, alone = section(view(with_me=["Vera"], **VERA), "with"), section(view(**VERA), "with")

    assert listed is not None
    assert alone is not None
    assert [pair.term for pair in listed.pairs] == [pair.term for pair in alone.pairs] == ["Vera"]


def test_listed_names_and_numbers_are_let_through_no_more_than_elsewhere() -> None:
    never = replace(SETTINGS, never_publish=("Vera Hill",))
    places: tuple[dict[str, object], ...] = (
        {"with_me": [{"who": "@"}]},
        {"with_me": [{"who": "Jon", "for": "@"}]},
        {"other_care": "@"},
        {"asked": [{"question": "Who helps?", "answer": "@"}]},
        {"patterns": ["@"]},
        {"fit": {"notes": ["@"]}},
        {"fit": {"if_it_does_not_fit": "@"}},
        {"kind_line": "@"},
        {"theme": "@"},
        {"addresses": "@"},
        {"closeness": {"anchors": {0: "@"}}},
        {"progress": [on("2026-01-12", {"situation": "@"})]},
        {"progress": [on("2026-01-12", {"cost": {"@": 2}})]},
        {"reviews": [{"date": "2026-01-12", "could_be_better": "@"}]},
    )
    for place in places:
        for words in ("Vera Hill", "0800 555 0199"):
            text = a_plan_file(**place).replace("@", words)
            assert codes(findings_in(text, settings=never)) == ["personal-data"], place


def test_every_text_is_read_by_the_rules_for_words() -> None:
    plan = a_plan(
        [on("2026-01-12", {"situation": "w1", "cost": {"w2": 1}})],
        None,
        theme="w3", other_care=["w4"], with_me=[{"who": "Jon", "is": "w5", "for": "w6"}], kind_line="w7",
        asked=[{"question": "w8", "answer": "w9"}], patterns=["w10"], addresses=["w11"],
        fit={"notes": ["w12"], "if_it_does_not_fit": "w13"}, closeness={"anchors": {0: "w14"}},
        reviews=[{"date": "2026-01-12", "could_be_better": "w15"}],
    )  # fmt: skip

    assert {f"w{n}" for n in range(1, 16)} <= {text for _path, text in all_texts(plan)}


def test_a_groups_page_has_nothing_of_any_one_person() -> None:
    people = {name: {"name": name.title(), "role": "group-member"} for name in ("ash", "elm")}
    page = view(
        [on("2026-01-12", {"by": "ash", "cost": {"Zq": 3}, "closeness": 3, "situation": "Zq", "strength": 3})],
        setting="group", people=people, agreed=[{"who": name, "status": "agree"} for name in people],
        with_me=["Zq"], asked=[{"question": "Zq", "answer": "Zq"}], patterns=["Zq"], fit={"notes": ["Zq"]},
        theme="Living with loss",
    )  # fmt: skip

    assert "Zq" not in str(page)
    assert page.after_head == ("What brings us together: Living with loss",)


# ---- how close a goal feels


def reviews(*values: int) -> list[dict[str, object]]:
    return [
        {"date": f"2026-{month:02}-05", "closeness": value} for month, value in enumerate(values, 2)
    ]


def close(page: PageView) -> str:
    return next(
        (str(pair.words) for pair in page.goals[0].pairs if pair.term == "How close it feels"), ""
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((3,), "3 of 10 on 5 February."),
        ((3, 5), "3 of 10 in February, 5 in March."),
        ((3, 9, 6), "3 of 10 in February, 6 in April. That is closer than at first."),
        (
            (6, 3),
            "6 of 10 in February, 3 in March. That is further away than at first, and worth a talk.",
        ),
        ((6, 4), "6 of 10 in February, 4 in March."),
    ],
)
def test_closeness_is_told_from_first_to_latest(values: tuple[int, ...], said: str) -> None:
    assert close(view(reviews=reviews(*values))) == f"<p>{said}</p>"


def test_its_ruler_is_told_in_the_persons_own_words() -> None:
    assert close(view(reviews=reviews(3), closeness=RULER)) == (
        "<p>3 of 10 on 5 February. You want to get to 8. 0 means “far away” and 10 means “it is mine”.</p>"
    )
    assert close(view(closeness=RULER)) == ""


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 10), min_size=1, max_size=6), st.integers(1, 10))
def test_a_goal_is_reached_by_its_own_latest_rating_alone(values: list[int], aim: int) -> None:
    state = view(reviews=reviews(*values), closeness={"aim": aim}).goals[0].state

    assert state.startswith("Reached, by your own rating.") == (values[-1] >= aim)


def test_what_both_say_of_a_goal_goes_before_its_number() -> None:
    assert (
        view(reviews=reviews(10), achievement="in-progress").goals[0].state.startswith("Under way.")
    )


def test_entries_have_it_too_and_in_a_couple_each_their_own() -> None:
    people = {name: {"name": name.title(), "role": "partner"} for name in ("kim", "alex")}
    agreed = [{"who": name, "status": "agree"} for name in people]
    entries = [
        on("2026-02-05", {"by": "kim", "closeness": 3}),
        on("2026-02-05", {"by": "alex", "closeness": 5}),
    ]
    calm = {"objective": "Feel heard", "measure": "rating", "rated_by": ["kim", "alex"]}
    page = view(entries, setting="couple", people=people, agreed=agreed, objectives={"calm": calm})

    assert close(page) == "<p>Kim: 3 of 10 on 5 February. Alex: 5 of 10 on 5 February.</p>"


@pytest.mark.parametrize(
    ("goals", "closeness", "code"),
    [
        ([{"goal": "Ride", "id": "ride"}, {"goal": "Sleep"}], 4, "which-goal"),
        ([{"goal": "Ride", "id": "ride"}, {"goal": "Sleep"}], {"rid": 4}, "unknown-id"),
        ([], 4, "which-goal"),
        ([{"goal": "Ride"}], {"ride": 4}, "unknown-id"),
        ([{"goal": "Ride"}], 11, "not-a-whole-number"),
        ([{"goal": "Ride", "id": "ride"}], {"ride": "x"}, "not-a-whole-number"),
    ],
)
def test_a_number_that_belongs_to_no_goal_is_found(
    goals: list[object], closeness: object, code: str
) -> None:
    places: tuple[dict[str, object], ...] = (
        {"progress": [on("2026-01-12", {"closeness": closeness})]},
        {"reviews": [{"date": "2026-01-12", "closeness": closeness}]},
    )
    for place in places:
        text = a_plan_file(**{"goal": None, "objectives": None, "goals": goals, **place})
        assert codes(findings_in(text)) == [code]


# ---- questions, patterns, the fit of therapy, costs


def test_an_open_question_is_fine_and_an_answer_may_have_its_day() -> None:
    found = section(
        view(asked=["What now?", {"question": "Who?", "answer": "**Me**", "date": "2026-01-12"}]),
        "asked",
    )

    assert found is not None
    assert [(pair.words, pair.notes) for pair in found.pairs] == [
        (None, ("Still open.",)),
        ("<p><strong>Me</strong></p>", ("12 January",)),
    ]


def test_the_fit_of_therapy_is_told_by_day() -> None:
    notes = [
        {"how": "Later", "date": "2026-03-02"},
        {"how": "Sooner", "date": "2026-02-02"},
        "At some time",
    ]
    found = section(view(fit={"notes": notes, "if_it_does_not_fit": "We say so"}), "fit")

    assert found is not None
    assert [pair.term for pair in found.pairs] == [
        "So far",
        "2 February",
        "2 March",
        "If it does not fit",
    ]


@pytest.mark.parametrize(
    "keys",
    [
        {"asked": [{"question": "Who?", "date": "2027-01-12"}]},
        {"patterns": [{"pattern": "Sundays", "date": "2027-01-12"}]},
        {"fit": {"notes": [{"how": "Well", "date": "2027-01-12"}]}},
    ],
)
def test_what_was_said_or_noticed_lies_not_ahead(keys: dict[str, object]) -> None:
    assert the_finding(a_plan_file(**keys)).code == "in-the-future"


def test_a_page_is_of_the_day_on_which_something_was_last_said() -> None:
    assert a_plan(patterns=[{"pattern": "Sundays", "date": "2026-03-02"}]).as_of == date(2026, 3, 2)


def test_what_costs_strength_is_ranked_as_what_helps_alike_words_once() -> None:
    days = [
        on("2026-01-12", {"cost": {"Long calls": 3, "rain": 0}}),
        on("2026-01-13", {"cost": {"long  calls.": 3}}),
    ]

    assert [(one.name, one.words) for one in view(days).costs] == [
        ("Long calls", "cost a lot, twice")
    ]


def test_a_kind_line_says_whose_it_is() -> None:
    named, bare = (
        view(kind_line="It passes.", **VERA).kind_line,
        view(kind_line="It passes.").kind_line,
    )

    assert named is not None
    assert bare is not None
    assert (named.lead, bare.lead) == ("From Ines:", "From your therapist:")


def test_what_a_plan_leaves_out_takes_no_room() -> None:
    page = view()

    assert (page.before_goals, page.after_goals, page.after_head, page.costs) == ((), (), (), ())
    assert page.kind_line is None
