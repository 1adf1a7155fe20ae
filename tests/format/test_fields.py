"""Shapes: a field decides what its text means; a mistake is shown beside its key, never with its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import FINDINGS_LIMIT, Finding, Findings, Place
from generator.format.fields import maps, slips
from generator.format.load import Rejected, load_plan
from generator.format.validate import guarding
from generator.model.duration import Duration, DurationUnit
from generator.workspace.layout import PlanSource
from tests.support.builders import (
    SETTINGS,
    SMALL,
    TODAY,
    a_plan,
    a_plan_file,
    codes,
    findings_in,
    on,
    plan_from,
    the_finding,
)


def objective_with(line: str) -> str:
    """The small plan with one more line in its objective."""
    return SMALL.replace("    baseline: 3\n", f"    baseline: 3\n    {line}\n")


# ---- texts

# What stands after ` #` is a comment, even where somebody meant it as part of the text.


@pytest.mark.parametrize(
    "line",
    [
        "why: Because of #3",
        "why: Because of # 3",
        "why: It was fine. #proud",
        "why: #3 on my list",
        "tab_title: Plan #2",
        "approach: [CBT]\nwhat_matters: Song #1\nstatus: active",
        "why: Two lines\n  and the band #1",
        "approach:\n  - CBT #2",
        "client: Zoe #2",
        "starting_point:\n  hindrances: Floor #3",
        "private: x #1\nwhy: Floor #3",
    ],
)
def test_a_text_that_a_hash_sign_cuts_is_found(line):
    finding = the_finding(SMALL + line + "\n")

    assert finding.code == "text-cut"
    assert not any(
        word in finding.sentence + finding.excerpt for word in ("#3", "#2", "#1", "Zoe", "proud")
    )


@pytest.mark.parametrize(
    "line",
    [
        'why: "Because of #3"',
        "why: 'Because of # 3'",
        "why: |\n  Because of #3",
        "why: Because of C#",
        "why: Because of C#3",
        "why: See page#top",
        "why: I miss it  # ask again in May",
        "why: I miss it          # ask again in May",
        "why: I miss it. # ask again in May",
        "why: I miss it #",
        "why: I miss it ####",
        "why: # ask in May",
        "why:  # ask in May",
        "why: I miss it\n# ask in May",
        "why: # ask\n  I miss it",
        "language: en # the page's",
        "importance: 9 # of 10",
        "status: active #2",
        "handrail: 1 #1",
        "approach: [CBT] # or ACT",
        "approach: # or ACT\n  - CBT",
        "people: {} # nobody yet",
        "phases: # three\n  - {from: 2026-01-05, label: Start} # the first",
        "reviews:\n  - date: 2026-02-02 # a Monday",
        "private: Whatever #3",
    ],
)
def test_an_ordinary_comment_is_no_finding(line):
    assert findings_in(SMALL + line + "\n") == ()


def test_comments_on_lines_that_hold_no_text_are_no_finding():
    text = SMALL.replace("{crowds: 4}", "{crowds: 4} # two stops").replace(
        "target: 7", "target: 7 # of 10"
    )

    assert (
        findings_in(
            text.replace("crowds:\n", "crowds: # the train\n").replace("rating\n", "rating #1\n")
        )
        == ()
    )


@pytest.mark.parametrize(
    "written",
    [
        "01274",
        "no",
        "yes",
        "on",
        ".inf",
        '"null"',
        "'~'",
        "1.10",
        "+44 116",
        "24:00",
        "1_000",
        "0x1F",
        "2026-01-19",
        "1e3",
    ],
)
def test_a_text_field_takes_the_text_as_written(written):
    assert plan_from(SMALL + f"title: {written}\n").title == written.strip("\"'")


@pytest.mark.parametrize("nothing", ["~", "null", "Null", "NULL"])
def test_what_stands_for_nothing_is_never_a_text(nothing):
    entry = f"    note: {nothing}\n    trigger: {nothing}\n    celebrate: {nothing}\n"
    plan = plan_from(SMALL + entry + f"title: {nothing}\nwhy: {nothing}\napproach: {nothing}\n")

    assert plan.title == plan.goals[0].goal
    assert (plan.goals[0].why, plan.approach) == (None, ())
    assert (plan.entries[0].note, plan.entries[0].trigger, plan.entries[0].celebrate) == (
        None,
        (),
        None,
    )


@pytest.mark.parametrize("nothing", ["~", "null"])
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("approach: [CBT, @]", "empty-item"),
        ("support: [{name: @, contact: 555 0100}]", "missing-key"),
        ("steps: [@]", "empty-item"),
        ("silence: {A6: @}", "empty-item"),
        ("progress: [{date: 2026-01-12, helped: {@: 3}}]", "empty-item"),
        ("status: @", "unknown-word"),
        ("share: {access: @}", "unknown-word"),
    ],
)
def test_where_words_are_needed_nothing_is_found_and_no_guard_guessed(nothing, line, code):
    text = SMALL.partition("progress:")[0].replace(
        "share: {access: public}\n", "" if "share" in line else "share: {access: public}\n"
    )
    line = line if not line.startswith("steps") else f"    {line}"

    assert code in [
        finding.code for finding in findings_in(text + line.replace("@", nothing) + "\n")
    ]


def test_a_phone_number_keeps_its_leading_zero():
    plan = plan_from(SMALL + "support:\n  - {name: 0800, contact: 0116 496 01274, when: 24:00}\n")

    (line,) = plan.support
    assert (line.name, line.contact, line.when) == ("0800", "0116 496 01274", "24:00")


def test_white_space_around_a_text_is_left_out():
    assert plan_from(SMALL + 'title: "  Calm  "\n').title == "Calm"


def test_a_key_without_a_value_counts_as_left_out():
    plan = plan_from(
        SMALL + 'title:\nwhat_matters: ""\nsupport:\napproach: ~\n'.replace("approach: ~\n", "")
    )

    assert plan.title == plan.goals[0].goal
    assert plan.what_matters is None


def test_ten_thousand_characters_of_text_are_accepted_and_one_more_is_not():
    assert a_plan(why="a" * 10_000).goals[0].why == "a" * 10_000
    assert the_finding(a_plan_file(why="a" * 10_001)).code == "text-too-long"


def test_a_single_short_text_stands_for_a_list_of_one():
    assert a_plan(approach="CBT").approach == ("CBT",)
    assert a_plan([on("2026-01-12", {"trigger": "tired"})]).entries[0].trigger == ("tired",)


@pytest.mark.parametrize("value", ["[a, b]", "{a: b}", "\n  - a", "\n  a: b"])
def test_a_list_or_map_is_not_a_text(value):
    assert the_finding(SMALL + f"title: {value}\n").code == "not-a-value"


# ---- numbers


@pytest.mark.parametrize(
    ("written", "number"),
    [("4", 4), ("2.5", 2.5), ("-1", -1), ("+3", 3), (".5", 0.5), ("07", 7), ("-0", 0)],
)
def test_a_number_field_reads_numbers_quoted_or_not(written, number):
    for form in (written, f'"{written}"', f"'{written}'"):
        text = objective_with("scale: {min: -1, max: 10}").replace(
            "baseline: 3", f"baseline: {form}"
        )

        assert plan_from(text).goals[0].objectives[0].measure.baseline.value == number


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "true",
        "null",
        ".inf",
        ".nan",
        "nan",
        "1e3",
        "1_000",
        "0x1F",
        "1:30",
        "four",
        "4 of 10",
        "4%",
        "½",
    ],
)
def test_nothing_else_is_a_number(written):
    finding = the_finding(SMALL.replace("baseline: 3", f"baseline: {written}"))

    assert finding.code == "not-a-number"
    assert written not in finding.sentence + finding.excerpt


@pytest.mark.parametrize(("written", "meant"), [("7,5", "7.5"), ("-0,5", "-0.5")])
def test_a_decimal_comma_is_found_with_its_way_out(written, meant):
    finding = the_finding(SMALL.replace("target: 7", f"target: {written}"))

    assert "point" in finding.sentence
    assert finding.hint == f"write `{meant}`"


def test_a_decimal_comma_among_scores_is_not_taken_for_two_scores():
    """`{crowds: 4,5}` is for YAML a map with a key `5`."""
    finding = the_finding(SMALL.replace("{crowds: 4}", "{crowds: 4,5}"))

    assert "point" in finding.sentence


def test_a_colon_without_its_space_among_scores_is_found_as_that():
    """`{crowds:4}` is for YAML a map with a key `crowds:4`."""
    finding = the_finding(SMALL.replace("{crowds: 4}", "{crowds:4}"))

    assert "space" in finding.sentence + finding.hint


@pytest.mark.parametrize("written", ["-1", "11", "9.5", "high", "9,5", "nine"])
def test_a_whole_number_stays_in_its_range(written):
    assert the_finding(SMALL + f"importance: {written}\n").code == "not-a-whole-number"


@pytest.mark.parametrize("written", ["0", "10", '"7"'])
def test_the_ends_of_a_range_belong_to_it(written):
    assert plan_from(SMALL + f"importance: {written}\n").goals[0].importance == int(
        written.strip('"')
    )


# ---- dates and stretches of time


@pytest.mark.parametrize("form", ["2026-01-12", '"2026-01-12"', "'2026-01-12'"])
def test_a_date_may_be_quoted(form):
    assert (
        plan_from(SMALL.replace("date: 2026-01-12", f"date: {form}")).entries[0].on.isoformat()
        == "2026-01-12"
    )


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("12.01.2026", "write `2026-01-12`"),
        ("1.12.26", "write `2026-12-01`"),
        ("13/01/2026", "write `2026-01-13`"),
        ("01/13/2026", "write `2026-01-13`"),
        ("12/01/2026", "write `2026-01-12` for 12 January, or `2026-12-01` for 1 December"),
        ("01/12/26", "write `2026-12-01` for 1 December, or `2026-01-12` for 12 January"),
        ("2026/1/12", "write `2026-01-12`"),
        ("20260112", "write `2026-01-12`"),
        ("12 January 2026", "write `2026-01-12`"),
        ("Jan 12th, 2026", "write `2026-01-12`"),
        ("the 12th of January", "write year, month and day, such as `2026-01-19`"),
    ],
)
def test_a_date_that_is_written_otherwise_is_written_out_or_asked_for(written, hint):
    finding = the_finding(SMALL.replace("date: 2026-01-12", f"date: {written}"))

    assert (finding.code, finding.hint) == ("not-a-date", hint)


@pytest.mark.parametrize(
    "written",
    [
        "today",
        "2026-W03-1",
        "2026",
    ],
)
def test_a_date_is_written_one_way_only(written):
    finding = the_finding(SMALL.replace("date: 2026-01-12", f"date: {written}"))

    assert finding.code == "not-a-date"
    assert "2026-01-19" in finding.hint


@pytest.mark.parametrize(
    "written", ["2026-02-30", "2026-13-01", "2026-00-10", "0026-01-12", "2026-01-12 24:00"]
)
def test_a_day_or_time_that_no_calendar_has_is_refused(written):
    assert the_finding(SMALL.replace("date: 2026-01-12", f"date: {written}")).code == "no-such-date"


def test_an_entry_may_say_its_time_of_day():
    plan = a_plan([on("2026-01-12 14:30", calm=4), on("2026-01-12T09:05", calm=5)])

    assert [entry.at.isoformat("minutes") for entry in plan.entries] == ["09:05", "14:30"]


@pytest.mark.parametrize(
    "written",
    ["2026-01-12 14:30:00", "2026-01-12T14:30Z", "2026-01-12 14:30+01:00", "2026-01-12 2pm"],
)
def test_a_time_of_day_has_no_seconds_and_no_offset(written):
    assert the_finding(SMALL.replace("date: 2026-01-12", f"date: {written}")).code == "not-a-date"


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("10 days", "2026-01-14"),
        ("2 days", "2026-01-06"),
        ("12 weeks", "2026-03-29"),
        ("6 months", "2026-07-04"),
    ],
)
def test_a_stretch_of_time_counts_days_weeks_or_months(written, end):
    plan = plan_from(SMALL.replace("end: 2026-04-06", f"for: {written}"))

    assert plan.timeframe.end.isoformat() == end


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-01-31", "2026-02-28"), ("2028-01-31", "2028-02-29"), ("2026-12-31", "2027-01-30")],
)
def test_a_month_from_the_31st_ends_on_the_nexts_last_day(start, end):
    plan = a_plan(timeframe={"start": start, "for": "1 month"})

    assert plan.timeframe.end.isoformat() == end


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_a_stretch_has_the_days_it_says_and_meets_the_next(first, count):
    assert (Duration(count, DurationUnit.DAY).last_day(first) - first).days + 1 == count
    assert (Duration(count, DurationUnit.WEEK).last_day(first) - first).days + 1 == 7 * count
    last = Duration(count, DurationUnit.MONTH).last_day(first)
    assert (last + timedelta(days=1)).day in (first.day, 1)
    assert (last.year * 12 + last.month) - (first.year * 12 + first.month) in (count - 1, count)


@pytest.mark.parametrize(
    "written",
    ["12", "0 weeks", "a while", "-2 weeks", "12 Weeks", "1.5 months", "1 year", "12weeks"],
)
def test_nothing_else_is_a_stretch_of_time(written):
    assert the_finding(SMALL.replace("end: 2026-04-06", f"for: {written}")).code == "not-a-duration"


# ---- words, ids, yes and no


@pytest.mark.parametrize(
    ("written", "near"), [("Active", "active"), ("complete", "completed"), ("on_hold", "on-hold")]
)
def test_an_unknown_word_is_offered_its_near_miss(written, near):
    finding = the_finding(SMALL + f"status: {written}\n")

    assert finding.code == "unknown-word"
    assert f'did you mean "{near}"?' in finding.sentence


def test_an_unknown_word_without_near_miss_is_met_with_known_ones():
    finding = the_finding(SMALL + "status: paused\n")

    assert "paused" not in finding.sentence + finding.excerpt
    assert finding.hint.endswith("draft, active, on-hold, completed, revoked")


@pytest.mark.parametrize("id", ["calm", "a", "speak-up", "phase2", "a" * 64])
def test_an_id_is_lower_case_letters_digits_and_hyphens(id):
    plan = a_plan(objectives={id: {"objective": "Feel calm", "measure": "rating"}})

    assert plan.goals[0].objectives[0].id == id


@pytest.mark.parametrize(
    "id", ["Calm", "2calm", "-calm", "calm_down", "calm down", "ruhe-für-uns", "private", "a" * 65]
)
def test_nothing_else_is_an_id_least_of_all_private(id):
    findings = findings_in(
        a_plan_file(objectives={id: {"objective": "Feel calm", "measure": "rating"}})
    )

    assert codes(findings) == ["not-an-id"]
    assert id == "private" or id not in findings[0].sentence + findings[0].excerpt


@pytest.mark.parametrize("key", ["helped", "anchors"])
def test_private_is_no_word_of_the_persons_own(key):
    text = SMALL.replace("    scores", "    helped: {private: 3}\n    scores")
    if key == "anchors":
        text = objective_with("scale: {anchors: {private: x}}")

    assert the_finding(text).code == "private-here"


@pytest.mark.parametrize(
    ("written", "held"),
    [("true", True), ("yes", True), ("false", False), ("no", False), ("True", True)],
)
def test_yes_and_no_may_be_written_either_way(written, held):
    objective = plan_from(objective_with(f"hold: {written}")).goals[0].objectives[0]

    assert (objective.publication.value == "held") is held


# ---- keys


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("baseline", "basline"),
        ("target", "taget"),
        ("objective", "objectiv"),
        ("measure", "mesure"),
    ],
)
def test_an_unknown_key_is_offered_its_near_miss(wrong, near):
    findings = findings_in(SMALL.replace(f"    {wrong}:", f"    {near}:"))

    assert f'unknown key "{near}"; did you mean "{wrong}"?' in [
        finding.sentence for finding in findings
    ]


def test_an_unknown_key_without_near_miss_is_met_with_known_ones():
    finding = the_finding(SMALL.replace("date: 2026-01-12", "date: 2026-01-12\n    Zoe said: x"))

    assert finding.code == "unknown-key"
    assert "Zoe" not in finding.sentence + finding.hint + finding.excerpt
    assert "cost, date, helped" in finding.hint


@pytest.mark.parametrize(
    "key",
    ["notes sam", "note for Sam", "sams note", "Title Sam"],
    ids=["after", "at the end", "before", "capital"],
)
def test_a_key_of_several_words_is_never_repeated_however_near_it_is(key):
    finding = the_finding(SMALL + f"{key}: x\n")

    assert "sam" not in (finding.sentence + finding.excerpt).lower()


def test_a_value_of_several_words_is_never_repeated_however_near_it_is():
    finding = the_finding(SMALL + "status: active Sam\n")

    assert "Sam" not in finding.sentence + finding.excerpt


def test_a_finding_holds_no_control_character():
    finding = the_finding(SMALL + '"sta\\etus": active\n')

    assert "\x1b" not in finding.sentence


@pytest.mark.parametrize("missing", ["objective", "measure", "timeframe", "goal"])
def test_a_missing_key_is_found_with_an_example(missing):
    text = "\n".join(
        line for line in SMALL.split("\n") if not line.strip().startswith(f"{missing}:")
    )

    finding = next(finding for finding in findings_in(text) if finding.code == "missing-key")
    assert finding.sentence == f'"{missing}" is missing here'
    assert f"`{missing}: " in finding.hint


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("support: 555 0100", "not-a-list"),
        ("support: {name: Night line, contact: 555 0100}", "not-a-list"),
        ("support: [Night line]", "not-a-map"),
        ("support: [~, {name: a, contact: b}]", "not-a-map"),
        ("support:\n  -\n  - {name: a, contact: b}", "empty-item"),
        ("people: [Sam]", "not-a-map"),
        ("people: {sam: Sam}", "not-a-map"),
        ("people:\n  sam:", "empty-item"),
        ("starting_point: tired", "not-a-map"),
        ("reviews: {date: 2026-01-12}", "not-a-list"),
    ],
)
def test_a_value_of_the_wrong_shape_is_found(line, code):
    assert the_finding(SMALL + line + "\n").code == code


def test_a_record_of_wrong_shape_is_offered_a_line_that_fits():
    assert "access: " in the_finding(SMALL.replace("{access: public}", "public")).hint


# ---- the mark below the line


def test_the_mark_stands_below_the_value_where_it_may_be_shown():
    finding = the_finding(SMALL.replace("target: 7", "target: 12"))

    assert finding.excerpt == "    target: 12"
    assert (finding.place.column, finding.place.width) == (13, 2)


def test_the_mark_stands_below_the_key_of_an_unshown_value():
    finding = the_finding(SMALL.replace("baseline: 3", "baseline: about three"))

    assert finding.excerpt == "    baseline: …"
    assert (finding.place.column, finding.place.width) == (5, 8)


@pytest.mark.parametrize("before", ["{", "{ ", "{a: b, ", "{goal: Calm at home, "])
def test_what_stands_before_the_mark_is_left_out_the_mark_stays(before):
    findings = findings_in(before + "titel: x}")
    finding = next(finding for finding in findings if "titel" in finding.sentence)

    assert finding.excerpt.strip(" …") == "titel"
    assert finding.excerpt[finding.place.column - 1 :][: finding.place.width] == "titel"


def test_every_place_is_in_the_file_whatever_breaks_its_lines():
    """Line breaks that only YAML counts must not move the excerpt to another line, or past the last."""
    for sign in ("\u2028", "\u2029", "\x85"):
        text = SMALL.replace("goal: Feel", f'goal: "Feel{sign * 30}"\nwhy: CANARY CANARY CANARY # ')
        for finding in findings_in(text.replace("target: 7", "target: 12")):
            assert finding.place.line <= text.count("\n")
            assert "CANARY" not in finding.excerpt


# ---- a whole file in JSON's manner


def test_a_file_with_every_text_quoted_is_the_same_plan():
    quoted = """\
{"uid": "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70", "share": {"access": "public"}, "goal": "Feel at ease in a crowd",
 "timeframe": {"start": "2026-01-05", "end": "2026-04-06"},
 "objectives": {"crowds": {"objective": "Rate how calm I feel on the morning train", "measure": "rating",
   "baseline": "3", "target": "7"}},
 "progress": [{"date": "2026-01-12", "scores": {"crowds": "4"}}]}
"""

    assert plan_from(quoted, TODAY) == plan_from(SMALL, TODAY)


# ---- files that nobody typed


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        SMALL + "".join(f"k{n}: 1\n" for n in range(6_000)),
        SMALL + "".join(f"  - dat: {n}\n" for n in range(6_000)),
        SMALL + "people:\n" + "".join(f"  p{n}: {{nam: x}}\n" for n in range(6_000)),
        "{" + ", ".join(f'"k{n}": 1' for n in range(6_000)) + "}",
        '{"progress": [' + ", ".join('{"note": ""}' for _ in range(6_000)) + "]}",
    ],
    ids=["keys", "entries", "people", "one line", "one line of entries"],
)
def test_many_mistakes_are_told_in_few_and_looked_at_not_endlessly(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: comparing each key took half a minute, and each excerpt showed the whole line."""
    compared = []
    plain = slips.near_miss

    def counted(word: str, known: Iterable[str]) -> str | None:
        compared.append(word)
        return plain(word, known)

    for module in (slips, maps, guarding):
        monkeypatch.setattr(module, "near_miss", counted)
    source = PlanSource("plans/sam.yml", text.encode())
    read = load_plan(source, SETTINGS, TODAY, None)
    assert isinstance(read, Rejected)

    assert len(read.findings) <= FINDINGS_LIMIT + 2
    assert sum(len(finding.excerpt) for finding in read.findings) < 100 * FINDINGS_LIMIT
    assert len(compared) < 3_000
    assert "more in this file" in "".join(finding.sentence for finding in read.findings)


def test_every_kind_of_mistake_is_known_however_many_others_come_first() -> None:
    """What becomes of a page can hang on the one finding among a thousand."""
    gathered = Findings()
    for number in range(5_000):
        gathered.add(Finding(Place("plans/sam.yml", number + 1), "x", "unknown-key", "y"))
    gathered.add(Finding(Place("plans/sam.yml", 9_999), "x", "revoked-link", "y"))
    error = gathered.error()

    assert error.codes == {"unknown-key", "revoked-link"}
    assert len(error.findings) == FINDINGS_LIMIT + 1
    assert error.findings[-1].sentence == f"and {5_001 - FINDINGS_LIMIT:,} more in this file"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2026-01-12 9:30", "write `2026-01-12 09:30`"),
        ("2026-1-12", "write `2026-01-12`"),
        ("2026-01-12 2:30 pm", "write `2026-01-12 14:30`"),
        ("2026-01-12 25:99 h", "write it as 09:30 or 14:30, such as `2026-01-12 14:30`"),
        ("soon", "write year, month and day, such as `2026-01-19`"),
    ],
)
def test_a_date_that_can_be_guessed_is_written_out_in_the_hint(written, hint):
    assert the_finding(SMALL.replace("date: 2026-01-12", f"date: {written}")).hint == hint


@pytest.mark.parametrize("written", ["2026-01-12 00:00", "2026-01-12T00:00"])
def test_a_day_at_midnight_is_the_day(written):
    assert plan_from(SMALL.replace("date: 2026-01-12", f"date: {written}")) == plan_from(SMALL)


# ---- names where a word of ours belongs

_FIRST_NAMES = (
    "aaron abigail adam adele agnes aisha alan albert alex alice amanda amber amelia amir amy ana andrea andrew "
    "angela anita anna anne anton arthur astrid barbara beate ben bella benedict beth bianca bill blake bruno "
    "caleb carl carla carlos carmen caroline cate chance charles charlotte chloe chris clara clint cole connor "
    "dale dan dana daniel dante david dawn dean denise derek diana dione dora doris dylan edith edward elena "
    "elias ellen elsa emery emil emma eric erin esther ethan eva evelyn faith fatima felix fiona frank gale gary "
    "gemma george gina grace greta hannah harry heidi helen henry hilda hugo ida inga irene iris isaac ivan jack "
    "jade james jan jane jason jean jenny joan joel john jonas jude julia karen karl kate katie keith ken kim "
    "kira lara laura leah leo liam linda lisa lola lucy luke lydia marc maria marie mark martha martin mary maya "
    "mia mike mila mina mohammed mona monty nadia nancy naomi nate ned neil nina noah noel nora olga oliver omar "
    "oscar owen paul paula peter phil pia priya rachel ralph ravi rebecca reza rita robert robin romain ron rosa "
    "rose ruth sam samuel sara sarah scott sean shane shari sharon simon sofia sonia stef stella steph stephen "
    "stuart sue susan tara ted theo thomas tilly tim tina titus tom uma unity vera victor wendy will yusuf zoe "
)
FIRST_NAMES = _FIRST_NAMES.split()
PLACES = {
    "a key of the plan": (SMALL + "{name}: x\n"),
    "a key of an objective": SMALL.replace("    measure:", "    {name}: x\n    measure:", 1),
    "a status": SMALL + "status: {name}\n",
    "a setting": SMALL + "setting: {name}\n",
    "a measure": SMALL.replace("measure: rating", "measure: {name}", 1),
    "who wrote it": SMALL.replace("date: 2026-01-12", "date: 2026-01-12\n    by: {name}", 1),
    "what is let through": SMALL + "publish_anyway: {{{name}: x}}\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("place", sorted(PLACES))
def test_a_first_name_where_a_word_belongs_is_never_repeated(place):
    assert "{name}" in PLACES[place]
    for name in (*FIRST_NAMES, *(name.capitalize() for name in FIRST_NAMES)):
        findings = findings_in(
            PLACES[place].replace("{{", "{").replace("}}", "}").replace("{name}", name)
        )
        said = " ".join(f"{one.sentence} {one.excerpt}" for one in findings)

        assert not re.search(rf"\b{name}\b", said), (place, name)


def test_a_comment_behind_a_text_on_lines_of_its_own_stays_one():
    text = SMALL + "    note: |\n      One stop.\n      Two stops.\n    # the next week\n"

    assert plan_from(text).entries[0].note == "One stop.\nTwo stops."


@pytest.mark.parametrize("key", ["private", "hold"])
@pytest.mark.parametrize(
    "note", ["|\n      One stop.\n      {}: x", ">\n      {}: x", '"One. {}: x"']
)
def test_a_key_that_keeps_words_back_is_found_inside_a_text(key, note):
    finding = the_finding(SMALL + f"    note: {note.format(key)}\n")

    assert finding.code == "key-in-a-text"


@pytest.mark.parametrize("note", ["I put it on hold: it can wait.", "It is private: nobody knows."])
def test_an_ordinary_sentence_with_such_a_word_is_a_text(note):
    text = SMALL.partition("    note:")[0] + f'    note: "{note}"\n'

    assert plan_from(text).entries[0].note == note
