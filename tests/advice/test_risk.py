"""Risk: what is asked where words speak of dying or of being hurt, and what is kept off a page."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.advice.advise import needs_a_person
from generator.advice.risk import kinds_in
from generator.builder.check import check
from generator.errors import Finding, Level
from generator.preview.reasons import Reason
from generator.text.phrases import PhraseKind, phrases
from generator.workspace.theme import RISK_LIST, built_in_folder
from tests.cli.test_command_line import handrail
from tests.support.builders import (
    RISK,
    TODAY,
    UNDER_WAY,
    a_clear_plan_file,
    a_plan_file,
    a_workspace,
    advised,
    built,
    codes,
    findings_in,
    on,
    plan_from,
    the_finding,
    weekly,
)
from tests.support.risk_words import DYING, HARMLESS, VIOLENCE

DAY = "--today=2026-11-22"
FOLDER = built_in_folder() / "locale"
LISTS = {
    path.name.removesuffix(RISK_LIST): path.read_text("utf-8")
    for path in sorted(FOLDER.glob(f"*{RISK_LIST}"))
}
ALL = tuple(LISTS.items())
DYING_SAID = "This speaks of dying or of hurting oneself. Have you talked about it, and is this page the place for it?"
HURT_SAID = "This speaks of somebody being hurt at home. Have you talked about it, and is this page the place for it?"
PLAN_AND_DATE = "I want to kill myself. I have a plan and a date."
CANARY = "Zqheldxv"


def lists_for(language: str) -> tuple[tuple[str, str], ...]:
    return tuple((tag, text) for tag, text in ALL if tag in ("en", language))


def asked(text: str, today: date = UNDER_WAY) -> list[Finding]:
    return [one for one in advised(text, today).findings if one.code == "C3"]


def of(table: dict[str, tuple[str, ...]]) -> list[object]:
    return [
        pytest.param(tag, words, id=f"{tag}-{words[:40]}")
        for tag, said in table.items()
        for words in said
    ]


# ---- words


@pytest.mark.parametrize(("language", "words"), of(DYING))
def test_words_of_dying_and_of_hurting_oneself_are_asked_about(language, words):
    assert PhraseKind.DYING in kinds_in(words, lists_for(language))


@pytest.mark.parametrize(("language", "words"), of(VIOLENCE))
def test_words_of_violence_at_home_are_asked_about(language, words):
    assert PhraseKind.VIOLENCE in kinds_in(words, lists_for(language))


@pytest.mark.parametrize(("language", "words"), of(HARMLESS))
def test_harmless_words_are_let_pass_by_every_list_that_is_shipped(language, words):
    assert kinds_in(words, ALL) == ()


def test_every_list_is_read_to_its_end_and_held_by_sentences():
    assert [one for text in LISTS.values() for one in phrases(text).findings] == []
    assert set(LISTS) == set(DYING) == set(VIOLENCE) == set(HARMLESS)
    assert len(DYING["en"] + VIOLENCE["en"]) >= 40 <= len(HARMLESS["en"])
    assert all(len(DYING[tag] + VIOLENCE[tag]) >= 10 <= len(HARMLESS[tag]) for tag in LISTS)


#: Sentences around the words, each harmless beside them.
AROUND = (
    "Slept badly.",
    "We had tea with Vera.",
    "On Monday",
    "It rained all day.",
    "and",
    "I told nobody.",
    "",
)
APOSTROPHES = ("'", "’", "‘", "ʼ", "`", "´", "")
CASES = (str, str.upper, str.capitalize, str.swapcase)


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_true_words_are_found_however_they_are_typed(data):
    """Wherever they stand, in any capitals, with any apostrophe, over lines, with marks and signs that nobody sees."""
    tag, words = data.draw(
        st.sampled_from([(tag, words) for tag, said in DYING.items() for words in said])
    )
    words = words.replace("'", data.draw(st.sampled_from(APOSTROPHES)))
    gaps = st.sampled_from([" ", "  ", "\n", "\u00a0", " \u200b", "\t"])
    words = "".join(data.draw(gaps) if sign == " " else sign for sign in words)
    if tag != "tr":  # where a small i has a capital of its own
        words = data.draw(st.sampled_from(CASES))(words)
    at = data.draw(st.integers(0, len(words)))
    sign = data.draw(st.sampled_from(["", "\u200b", "\u00ad", "\u2060", "**", "*"]))
    words = words[:at] + sign + words[at:]
    words = data.draw(
        st.sampled_from(["{}", "**{}**", "*{}*", "> {}", "- {}", "“{}”", "({})"])
    ).format(words)
    before, after = data.draw(st.sampled_from(AROUND)), data.draw(st.sampled_from(AROUND))

    assert PhraseKind.DYING in kinds_in(f"{before}\n\n{words}\n\n{after}", lists_for(tag))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(HARMLESS["en"]), min_size=1, max_size=4))
def test_harmless_sentences_beside_each_other_stay_harmless(said):
    assert kinds_in(". ".join(said) + ".", RISK) == ()


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(DYING["en"]), st.sampled_from(HARMLESS["en"]))
def test_a_harmless_sentence_hides_no_other(true, harmless):
    assert PhraseKind.DYING in kinds_in(f"{harmless}. {true}. {harmless}.", RISK)


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="ab()|*?.#- []…", max_size=30))
def test_a_list_with_slips_is_read_as_far_as_it_goes(line):
    lists = (("en", f"[dying]\n{line}\nwant to die"),)

    assert kinds_in("I want to die", lists) == (PhraseKind.DYING,)


# ---- where they are asked about

EVERYWHERE = {
    "note": ({}, {"note": PLAN_AND_DATE}),
    "trigger": ({}, {"trigger": ["tired", PLAN_AND_DATE]}),
    "response": ({}, {"response": [PLAN_AND_DATE]}),
    "helped": ({}, {"helped": {PLAN_AND_DATE: 3}}),
    "celebrate": ({}, {"celebrate": PLAN_AND_DATE}),
    "goal": ({"goal": PLAN_AND_DATE}, {}),
    "title": ({"title": PLAN_AND_DATE}, {}),
    "why": ({"why": PLAN_AND_DATE}, {}),
    "what_matters": ({"what_matters": PLAN_AND_DATE}, {}),
    "starting_point": ({"starting_point": {"motivation": PLAN_AND_DATE}}, {}),
    "status_reason": ({"status_reason": PLAN_AND_DATE}, {}),
    "phase": ({"phases": [{"from": "2026-01-12", "label": PLAN_AND_DATE}]}, {}),
    "review": ({"reviews": [{"date": "2026-01-19", "next": PLAN_AND_DATE}]}, {}),
    "objective": ({"calm": {"objective": PLAN_AND_DATE}}, {}),
    "step": ({"calm": {"steps": [PLAN_AND_DATE]}}, {}),
    "step in full": ({"calm": {"steps": [{"step": PLAN_AND_DATE}]}}, {}),
    "strategy": ({"calm": {"strategies": [PLAN_AND_DATE]}}, {}),
    "if": ({"calm": {"if_then": [{"if": PLAN_AND_DATE, "then": "I call Jo"}]}}, {}),
    "smart": ({"calm": {"smart": {"relevant": PLAN_AND_DATE}}}, {}),
    "anchor": (
        {"calm": {"scale": {"min": 0, "max": 10, "anchors": {"0": PLAN_AND_DATE, "10": "well"}}}},
        {},
    ),
}


@pytest.mark.parametrize(("keys", "entry"), EVERYWHERE.values(), ids=list(EVERYWHERE))
def test_every_text_of_a_plan_is_read(keys, entry):
    own = {**keys}
    objective = own.pop("calm", {})
    text = a_clear_plan_file([on("2026-01-12", entry, calm=4)], objective, **own)

    first = advised(text).findings[0]

    assert (first.code, first.level, first.sentence) == ("C3", Level.ADVICE, DYING_SAID)
    assert all(
        "kill" not in one.sentence + one.hint + one.excerpt for one in advised(text).findings
    )


def test_levels_in_the_clients_words_are_read():
    gas = {"measure": "gas", "baseline": -2, "target": None, "scale": None, "levels": {
        "-2": "I cut myself daily", "-1": "weekly", "0": "monthly", "1": "once", "2": "never"}}  # fmt: skip

    assert asked(a_clear_plan_file([on("2026-01-12", calm=-1)], gas))


@pytest.mark.parametrize(
    "keys",
    [
        {"private": PLAN_AND_DATE},
        {
            "safety_plan": {
                "warning_signs": [PLAN_AND_DATE],
                "surroundings": ["Nora keeps my pills"],
            }
        },
        {"silence": {"A6": PLAN_AND_DATE}},
        {"support": [{"name": "Suicide line", "contact": "555 0100"}]},
    ],
    ids=["private", "safety plan", "reason", "whom to call"],
)
def test_where_such_words_have_their_place_nothing_is_asked(keys):
    assert asked(a_clear_plan_file(**keys)) == []


def test_violence_at_home_has_a_question_of_its_own():
    (one,) = asked(a_clear_plan_file([on("2026-01-12", {"note": "Dad hit me again."})]))

    assert one.sentence == HURT_SAID


def test_the_question_stands_at_its_entry_in_a_log_without_order():
    lines = a_plan_file(
        [on("2026-02-01", {"note": "Tea."}), on("2026-01-12", {"note": PLAN_AND_DATE})]
    ).split("\n")
    (one,) = asked("\n".join(lines), date(2026, 3, 1))

    assert "kill" in lines[one.place.line - 1]


def test_a_file_with_mistakes_is_read_for_risk_all_the_same(tmp_path):
    broken = a_plan_file([on("2026-01-12", {"note": PLAN_AND_DATE})], {"baseline": 3, "target": 99})

    checked = check(a_workspace(tmp_path, {"sam.yml": broken}), TODAY, [])

    assert codes(checked.asks) == ["C3"]
    assert codes(checked.findings) == ["target-outside-scale"]


# ---- closing the question


@pytest.mark.parametrize(
    "text",
    [
        a_clear_plan_file(
            [on("2026-01-12", {"note": PLAN_AND_DATE, "talked_about": "2026-01-13"})]
        ),
        a_clear_plan_file(
            objective={"objective": "Times I hurt myself in a week", "talked_about": "2026-01-13"}
        ),
        a_clear_plan_file(goal="I want to stop cutting", talked_about="2026-01-13"),
        a_clear_plan_file(
            reviews=[{"date": "2026-01-19", "next": "No self-harm", "talked_about": "2026-01-19"}]
        ),
    ],
    ids=["entry", "objective", "goal", "review"],
)
def test_what_was_talked_about_is_asked_no_more(text):
    assert asked(text) == []


def test_talking_about_one_entry_closes_no_other_question():
    talked = on("2026-01-12", {"note": PLAN_AND_DATE, "talked_about": "2026-01-13"})
    text = a_clear_plan_file(
        [talked, on("2026-01-19", {"note": PLAN_AND_DATE})], talked_about="2026-01-13"
    )

    assert len(asked(text)) == 1


def test_the_day_of_a_talk_lies_not_in_the_future():
    text = a_plan_file([on("2026-01-12", {"note": "Tea.", "talked_about": "2027-01-12"})])

    assert the_finding(text).code == "in-the-future"


def test_the_question_cannot_be_switched_off():
    finding = the_finding(a_plan_file(silence={"C3": "we know"}))

    assert finding.code == "cannot-silence"
    assert finding.sentence == "C3 asks about a person, so it stays on in every plan"
    assert "talked_about" in finding.hint


@pytest.mark.parametrize("text", [a_clear_plan_file([on("2026-01-12", {"note": PLAN_AND_DATE})])])
def test_the_hint_can_be_followed_to_the_letter(text):
    (one,) = asked(text)
    key, day = re.search(r"`(talked_about): (\S+)`", one.hint).groups()
    assert "`hold: true`" in one.hint

    assert asked(text.replace('"note"', f'"{key}": "{day}", "hold": true, "note"')) == []


def test_a_plan_without_a_list_for_its_language_says_so_once(tmp_path):
    root = a_workspace(tmp_path, {"sam.yml": a_plan_file(weekly(4, 4), language="sv")})
    (root / "templates" / "locale").mkdir(parents=True)
    (root / "templates" / "locale" / "sv.po").write_text("", "utf-8")

    (one,) = (one for one in check(root, TODAY, []).advice if one.code == "no-risk-list")

    assert (
        one.sentence
        == "No list of risk words for Swedish: nobody but you reads these texts for risk."
    )
    assert one.level is Level.NOTE
    (root / "templates" / "locale" / "sv.risk.txt").write_text("[dying]\nvill dö\n", "utf-8")
    assert "no-risk-list" not in codes(check(root, TODAY, []).advice)


def test_an_own_list_comes_on_top_and_its_slips_are_told(tmp_path):
    root = a_workspace(
        tmp_path, {"sam.yml": a_plan_file([on("2026-01-12", {"note": "The dark tide is back."})])}
    )
    own = root / "templates" / "locale" / "en.risk.txt"
    own.parent.mkdir(parents=True)
    own.write_text("[dying]\ndark tide\n(open\n", "utf-8")

    checked = check(root, TODAY, [])

    assert codes(checked.asks) == ["C3"]
    (slip,) = (one for one in checked.findings if one.code == "risk-line")
    assert (slip.place.file, slip.place.line, slip.level) == (
        "templates/locale/en.risk.txt",
        3,
        Level.ADVICE,
    )


# ---- objectives that count self-harm, sheets that ask, aims that may harm

COUNTED = {
    "objective": "Times I hurt myself",
    "measure": "count",
    "per": "week",
    "scale": None,
    "baseline": 3,
    "target": {"at_most": 0},
}


@pytest.mark.parametrize(
    "text",
    [
        a_clear_plan_file(weekly(3, 2), COUNTED),
        a_clear_plan_file(weekly(3, 2), COUNTED, goal="I want to stop cutting", domain=None),
        a_clear_plan_file(goal="I never want to hurt myself again"),
    ],
)
def test_what_counts_self_harm_is_asked_about_and_given_no_tips(text):
    told = set(codes(advised(text).findings))

    assert {"C3", "C2"} <= told
    assert not told & {"M7", "A3", "F1", "F2"}


def test_a_safety_plan_is_thought_of_where_the_domain_is_safety():
    assert "C2" in codes(advised(a_clear_plan_file(domain="safety")).findings)


def test_a_sheet_with_risk_in_its_highest_range_is_asked_about():
    core = {
        "measure": "core10",
        "scale": None,
        "baseline": 20,
        "target": 10,
        "objective": "CORE-10",
    }

    (one,) = asked(a_clear_plan_file(weekly(20, 33), core))

    assert (
        one.sentence
        == "CORE-10 is in its highest range. It asks about risk: have you looked at that answer?"
    )
    assert asked(a_clear_plan_file(weekly(20, 22), core)) == []
    talked = a_clear_plan_file(weekly(20, 33), {**core, "talked_about": "2026-01-12"})
    assert asked(talked) == []
    assert "C2" in codes(advised(a_clear_plan_file(weekly(20, 33), core)).findings)
    assert (
        len(asked(a_clear_plan_file(weekly(20, 33, 34), {**core, "talked_about": "2026-01-12"})))
        == 1
    )


@pytest.mark.parametrize(
    "goal", ["Lose 20 kilos by Christmas", "Lose 3 stone", "Come off my medication by May"]
)
def test_an_aim_that_may_harm_gets_one_gentle_question(goal):
    (one,) = (
        one for one in advised(a_clear_plan_file(goal=goal)).findings if one.code == "may-harm"
    )

    assert (one.level, one.sentence[-1]) == (Level.NOTE, "?")
    assert "may-harm" not in codes(
        advised(a_clear_plan_file(goal=goal, talked_about="2026-01-12")).findings
    )


@pytest.mark.parametrize(
    "goal", ["Lose 2 kilos by Christmas", "Take my medication each day", "Eat breakfast"]
)
def test_a_small_aim_gets_none(goal):
    assert "may-harm" not in codes(advised(a_clear_plan_file(goal=goal)).findings)


@pytest.mark.parametrize(
    ("entries", "is_cut"),
    [
        (["Ruth", "any time", "also at night"], True),
        (["Ruth, any time, also at night"], False),
        (["Ruth", "Dana"], False),
        (["my sister", "my aunt"], False),
    ],
)
def test_a_comma_that_cut_an_entry_of_a_safety_plan_is_noticed(entries, is_cut):
    told = advised(a_clear_plan_file(safety_plan={"people_to_ask": entries})).findings

    assert ("comma-in-a-text" in codes(told)) == is_cut


# ---- all is not well


TROUBLED = (
    PLAN_AND_DATE,
    "I want to die. I counted the pills.",
    "Dad hit me again",
    "Took 12 tablets",
)


@settings(deadline=None, max_examples=25)
@given(
    said=st.lists(st.sampled_from((*TROUBLED, "A walk.", "Tea with Jo.")), max_size=3),
    values=st.lists(st.integers(0, 10), min_size=1, max_size=9),
)
def test_all_is_well_is_never_said_over_an_open_question(tmp_path_factory, said, values):
    notes = [on(f"2026-03-{2 + n:02}", {"note": words}) for n, words in enumerate(said)]
    text = a_plan_file([*weekly(*values), *notes], {"baseline": 8, "target": 9, "better": "higher"})
    root = a_workspace(tmp_path_factory.mktemp("risk"), {"sam.yml": text})

    checked = check(root, TODAY, [])

    is_open = bool(set(said) & set(TROUBLED)) or {"D1", "D4"} & set(codes(checked.advice))
    assert checked.needs_a_person == needs_a_person(checked.advice) == bool(is_open)


def test_a_check_asks_first_and_ends_with_who_is_needed(tmp_path):
    root = a_workspace(
        tmp_path, {"sam.yml": a_plan_file([on("2026-01-12", {"note": PLAN_AND_DATE})])}
    )

    run = handrail("check", DAY, cwd=root)

    assert run.code == 0
    assert "C3" in run.out.split("\n")[0]
    assert "All is well" not in run.out
    assert run.out.split("\n")[-2].startswith(
        "Something here needs a person first. 1 plan looked at, nothing to mend."
    )


# ---- publishing


def test_publish_shows_the_clients_words_whole_each_question_below_its_line(
    tmp_path,
):
    notes = [
        on(f"2026-02-{1 + n:02}", {"note": f"Note number {n} of many, told in full."})
        for n in range(20)
    ]
    entries = [
        *weekly(4, 4, 5, 5),
        *notes,
        on("2026-03-01", {"note": "I want to die. I have a date.", "trigger": ["alone"]}),
    ]
    root = a_workspace(tmp_path / "space", {"sam.yml": a_plan_file(entries)})
    (tmp_path / "web").mkdir()

    run = handrail("publish", str(tmp_path / "web"), DAY, "--dry-run", cwd=root)

    lines = run.out.split("\n")
    assert all(
        any(f"Note number {n} of many, told in full." in line for line in lines) for n in range(20)
    )
    assert any("alone" in line for line in lines)
    at = next(n for n, line in enumerate(lines) if "I want to die. I have a date." in line)
    assert DYING_SAID in lines[at + 1]
    assert run.out.count(DYING_SAID) == 1
    numbers = next(n for n, line in enumerate(lines) if "more lines around them" in line)
    assert at < numbers


def test_a_question_stands_below_the_objectives_title_not_a_sentence_of_it(
    tmp_path,
):
    hurt = {"objective": "Times I hurt myself", "measure": "count", "per": "week", "baseline": 3}
    entries = [on(f"2026-01-{day:02}", hurt=2) for day in (6, 13, 20, 27)]
    root = a_workspace(
        tmp_path / "space", {"sam.yml": a_plan_file(entries, objectives={"hurt": hurt})}
    )
    (tmp_path / "web").mkdir()

    run = handrail("publish", str(tmp_path / "web"), DAY, "--dry-run", cwd=root)

    lines = run.out.split("\n")
    assert DYING_SAID in lines[lines.index("  + Times I hurt myself") + 1]


def test_publishing_ends_with_who_is_needed_each_time(tmp_path):
    root = a_workspace(
        tmp_path / "space", {"sam.yml": a_plan_file([on("2026-01-12", {"note": PLAN_AND_DATE})])}
    )
    (tmp_path / "web").mkdir()

    runs = [handrail("publish", str(tmp_path / "web"), DAY, "--yes", cwd=root) for _ in range(2)]

    assert [run.code for run in runs] == [0, 0]
    assert all("Something here needs a person first. " in run.out for run in runs)
    assert PLAN_AND_DATE not in runs[0].out


# ---- held back


def held_files(root: Path) -> str:
    return "".join(
        path.read_text("utf-8", "ignore") for path in (root / "site").rglob("*") if path.is_file()
    )


def test_nothing_of_a_held_entry_can_be_told_from_the_page(tmp_path):
    entry = {
        "hold": True,
        "note": f"{CANARY} note",
        "trigger": [f"{CANARY} trigger"],
        "response": [f"{CANARY} response"],
        "helped": {f"{CANARY} help": 4},
        "celebrate": f"{CANARY} win",
    }
    kept = weekly(4, 5, 6)
    root = a_workspace(
        tmp_path / "a", {"sam.yml": a_plan_file([*kept, on("2026-05-11", entry, calm=1)])}
    )
    without = a_workspace(tmp_path / "b", {"sam.yml": a_plan_file(kept)})

    built(root)
    built(without)

    assert CANARY not in held_files(root)
    assert held_files(root) == held_files(without)


def test_what_one_rater_scores_can_be_held(tmp_path):
    people = {
        "kim": {"name": "Kim", "role": "partner"},
        "alex": {"name": "Alex", "role": "partner"},
    }
    agreed = [{"who": "kim", "status": "agree"}, {"who": "alex", "status": "agree"}]
    entries = [on("2026-01-12", {"by": "kim"}, calm=4), on("2026-03-23", {"by": "alex"}, calm=9)]
    keys = {"people": people, "agreed": agreed, "setting": "couple"}
    plan = plan_from(a_plan_file(entries, {"hold": ["alex"]}, **keys)).published()

    assert [(score.rater, score.value) for entry in plan.entries for score in entry.scores] == [
        ("kim", 4.0)
    ]
    assert plan.as_of == date(2026, 1, 12)
    both = plan_from(a_plan_file(entries, {"hold": ["kim", "alex"]}, **keys)).published()
    assert both.entries == ()
    assert both.goals[0].objectives[0].publication == "held"
    (wrong,) = findings_in(a_plan_file(entries, {"hold": ["max"]}, **keys))
    assert wrong.code == "unknown-person"


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 10), st.booleans()), min_size=1, max_size=8))
def test_a_plan_is_published_as_if_nothing_held_had_been_written(noted):
    entries = [
        on(
            f"2026-02-{1 + n:02}",
            {"note": f"note {n}", "helped": {f"help {n}": 3}, "hold": is_held},
            calm=value,
        )
        for n, (value, is_held) in enumerate(noted)
    ]
    kept = [
        {key: value for key, value in one.items() if key != "hold"}
        for one in entries
        if not one["hold"]
    ]

    shown, never = plan_from(a_plan_file(entries)).published(), plan_from(a_plan_file(kept))

    assert shown == never
    assert shown.as_of == never.as_of


def test_the_page_of_two_tells_nothing_of_who_is_held_back(tmp_path):
    people = {
        "kim": {"name": "Kim", "role": "partner"},
        "alex": {"name": "Alex", "role": "partner"},
    }
    agreed = [{"who": "kim", "status": "agree"}, {"who": "alex", "status": "agree"}]
    entries = [
        on(f"2026-01-{5 + n:02}", {"by": ("kim", "alex")[n % 2]}, calm=(4, 9)[n % 2])
        for n in range(20)
    ]
    page = page_of(
        tmp_path,
        a_plan_file(entries, {"hold": ["alex"]}, people=people, agreed=agreed, setting="couple"),
    )

    objective = page[page.index('id="o-calm"') : page.index('id="journal"')]
    notes, _, agreement = objective.partition("More about this goal")
    assert "Kim" in notes
    assert "Alex" not in notes
    assert agreement.count("Alex") == agreement.count("Kim and Alex agreed.")
    assert "9 of 10" not in page


def test_hold_takes_true_false_or_a_list():
    (wrong,) = findings_in(a_plan_file(objective={"hold": "maybe"}))

    assert wrong.code == "not-true-or-false"


# ---- the page


def page_of(tmp_path: Path, text: str) -> str:
    root = a_workspace(tmp_path, {"sam.yml": text})
    built(root)
    return (root / "site" / "sam" / "index.html").read_text("utf-8")


HARD = weekly(8, 8, 7, 4, 3, 2, 1, 1, 1, 1)


def test_while_something_is_harder_help_comes_first_and_numbers_stay_below(tmp_path):
    entries = [*HARD, on("2026-03-20", {"helped": {"slow breaths": 4}})]
    page = page_of(tmp_path, a_plan_file(entries, {"baseline": 8, "target": 9}))

    call, how, helped = (
        page.index(words) for words in ('id="now"', 'id="how"', "What has helped before")
    )
    assert call < how < helped < page.index('id="g-g1"')
    glance = page[how : page.index("</section>", how)]
    assert not re.search(r"\d", re.sub(r"<[^>]*>", "", glance))


def test_while_nothing_is_harder_the_next_step_comes_first(tmp_path):
    page = page_of(tmp_path, a_plan_file(weekly(4, 5, 6, 7, 7, 7, 7), {"baseline": 3, "target": 7}))

    assert page.index('id="next"') < page.index('id="how"') < page.index('id="hard"')


def test_the_box_leads_to_the_safety_plan_with_numbers_to_tap(tmp_path):
    safety = {
        "people_to_ask": [
            {"name": "Nora", "contact": "555 0199", "when": "in the evening"},
            "Ruth, any time",
        ],
        "professionals": ["Dr. Boll, 020 7946 0958"],
    }
    page = page_of(tmp_path, a_plan_file(weekly(4), safety_plan=safety))

    assert '<a href="#safety">My safety plan</a>' in page
    assert 'id="safety"' in page
    assert (
        'Nora, <a href="tel:5550199" rel="noreferrer">555\N{NO-BREAK SPACE}0199</a>, in the evening'
        in page
    )
    assert (
        '<a href="tel:02079460958" rel="noreferrer">020\N{NO-BREAK SPACE}7946\N{NO-BREAK SPACE}0958</a>'
        in page
    )
    assert "#safety" not in page_of(tmp_path / "none", a_plan_file(weekly(4)))


# ---- the overview


def test_the_overview_asks_before_anything_else(tmp_path):
    from generator.preview.session import Session

    root = a_workspace(
        tmp_path, {"sam.yml": a_plan_file([on("2026-01-12", {"note": PLAN_AND_DATE})])}
    )
    session = Session(root, lambda: TODAY)
    session.refresh(lambda _done, _of: None)

    (group,) = session.overview()[0].groups

    assert group.kind == "look"
    assert group.rows[0].reasons[0] == Reason(DYING_SAID, asks=True)
