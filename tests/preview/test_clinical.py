"""Clinical: reliable change, phases, goal attainment and alerts, from the file to what a therapist reads."""

from __future__ import annotations

import html
from datetime import date
from itertools import product
from math import isclose
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.plan import Plan
from generator.preview import overview, pages
from generator.preview.clinical_sheet import ClinicalView, clinical_view
from generator.preview.pages import ServedPage
from generator.preview.session import Session
from generator.preview.views import ViewMode
from generator.progress.clinical import ClinicalSheet, MeasureSummary, clinical_sheet
from generator.progress.concern import ConcernKind, Value, is_high
from generator.progress.derive import derive
from generator.progress.outcome import ClinicalCourse, course_of, nap, t_score
from generator.render import html as render
from generator.workspace import theme
from tests.support.builders import (
    a_plan,
    a_plan_file,
    a_workspace,
    advised,
    built,
    on,
    plan_from,
    weekly,
)

TODAY = date(2026, 6, 1)
PHQ9 = {"measure": "phq9"}
PEOPLE = {"kim": {"name": "Kim", "role": "partner"}, "alex": {"name": "Alex", "role": "partner"}}


def sheet_of(plan: Plan, today: date = TODAY) -> ClinicalSheet:
    return clinical_sheet(plan, derive(plan), today)


def row(entries, objective=None, today: date = TODAY, **keys) -> MeasureSummary:
    (one,) = sheet_of(a_plan(entries, objective, **keys), today).rows
    return one


def view(entries, objective=None, today: date = TODAY, **keys) -> ClinicalView:
    plan = a_plan(entries, objective, **keys)
    made = clinical_view(plan, sheet_of(plan, today), today)
    assert made
    return made


def lines(entries, objective=None, today: date = TODAY, **keys) -> str:
    return " ".join(view(entries, objective, today, **keys).rows[0].lines)


# ---- the four words


@pytest.mark.parametrize(
    ("totals", "objective", "course"),
    [
        ((17, 8), PHQ9, ClinicalCourse.RECOVERED),
        ((17, 11), PHQ9, ClinicalCourse.IMPROVED),
        ((9, 3), PHQ9, ClinicalCourse.IMPROVED),  # it never was in the range of those who need help
        (
            (12, 9),
            PHQ9,
            ClinicalCourse.UNCHANGED,
        ),  # over the cut-off, by less than it moves by itself
        ((3, 9), PHQ9, ClinicalCourse.WORSE),
        ((20, 26), {"measure": "ors"}, ClinicalCourse.RECOVERED),
        ((30, 24), {"measure": "ors"}, ClinicalCourse.WORSE),
        ((28, 52), {"measure": "who5", "form": "index"}, ClinicalCourse.IMPROVED),
        ((28, 48), {"measure": "who5", "form": "index"}, ClinicalCourse.UNCHANGED),
        ((40, 46), {"measure": "wemwbs"}, ClinicalCourse.UNCHANGED),
        ((50, 40), {"measure": "pcl5"}, ClinicalCourse.UNCHANGED),
        ((50, 30), {"measure": "pcl5"}, ClinicalCourse.RECOVERED),
        ((50, 34), {"measure": "pcl5"}, ClinicalCourse.IMPROVED),
        ((50, 20), {"measure": "score15"}, None),
        ((17,), PHQ9, None),
        ((3, 7), {"better": "higher"}, ClinicalCourse.IMPROVED),
        ((7, 3), {"better": "higher"}, ClinicalCourse.WORSE),
        ((7, 3), {}, None),  # nobody said whether more or less is better
    ],
)
def test_the_word_follows_reliable_change_and_cut_off(totals, objective, course):
    assert row(weekly(*totals), objective).course is course


def by_definition(first: float, last: float, reliable: float, cut_off: float | None) -> str:
    """Jacobson and Truax for a scale where less is better, written out."""
    if last - first >= reliable:
        return "worse"
    if first - last < reliable:
        return "unchanged"
    crossed = cut_off is not None and first >= cut_off > last
    return "recovered" if crossed else "improved"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 30), min_size=2, max_size=5),
    st.integers(1, 15),
    st.none() | st.integers(1, 29),
)
def test_the_word_is_that_of_the_definition_and_of_the_mirrored_sheet(totals, reliable, cut_off):
    def own(better: str, edge: float | None) -> dict[str, object]:
        facts = {"name": "Own", "min": 0, "max": 30, "better": better, "reliable_change": reliable}
        return {"measures": {"own": facts | ({} if edge is None else {"cut_off": edge})}}

    less = row(weekly(*totals), {"measure": "own"}, **own("lower", cut_off))
    # Mirrored, those in need lie below the cut-off, no longer at it; half a point further all of them do.
    edge = None if cut_off is None else 30 - cut_off + 0.5
    more = row(weekly(*[30 - total for total in totals]), {"measure": "own"}, **own("higher", edge))

    assert less.course is not None
    assert less.course.value == by_definition(totals[0], totals[-1], reliable, cut_off)
    assert (more.course, more.gain) == (less.course, less.gain)


@given(st.integers(-30, 30), st.integers(1, 15), st.booleans(), st.booleans())
def test_only_who_came_back_over_the_cut_off_has_recovered(gain, reliable, was, now):
    course = course_of(gain, reliable, was_beyond=was, is_beyond=now)

    assert (course is ClinicalCourse.RECOVERED) == (gain >= reliable and was and not now)
    assert (course is ClinicalCourse.WORSE) == (gain <= -reliable)
    assert (course is ClinicalCourse.UNCHANGED) == (abs(gain) < reliable)


def test_first_best_and_latest_are_told_with_their_days():
    one = row(weekly(17, 8, 12), PHQ9)

    assert one.first == Value(17, date(2026, 1, 5))
    assert one.best == Value(8, date(2026, 1, 12))
    assert one.latest == Value(12, date(2026, 1, 19))


def test_a_start_that_the_plan_gives_is_the_first():
    one = row(weekly(12), {**PHQ9, "baseline": 18})

    assert (one.first.number, one.first.on, one.gain) == (18, None, 6)
    assert one.course is ClinicalCourse.IMPROVED


def test_each_rater_has_a_row():
    entries = [on("2026-01-05", {"by": "kim"}, calm=3), on("2026-01-05", {"by": "alex"}, calm=7)]
    made = sheet_of(a_plan(entries, {"rated_by": ["kim", "alex"]}, people=PEOPLE))

    assert [one.rater for one in made.rows] == ["kim", "alex"]


def test_what_was_never_scored_has_no_row():
    assert sheet_of(a_plan()).rows == ()
    assert clinical_view(a_plan(), sheet_of(a_plan()), TODAY) is None


# ---- phases


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, 10), min_size=1, max_size=8),
    st.lists(st.integers(0, 10), min_size=1, max_size=8),
    st.sampled_from([1, -1]),
)
def test_nap_is_the_share_of_pairs_that_got_better_ties_half(before, after, sign):
    one = nap(before, after, sign)
    pairs = list(product(before, after))
    better = [later > earlier if sign == 1 else later < earlier for earlier, later in pairs]
    ties = [later == earlier for earlier, later in pairs]

    assert one.pairs == len(pairs)
    assert isclose(one.share, (better.count(True) + ties.count(True) / 2) / len(pairs))
    assert isclose(one.share + nap(before, after, -sign).share, 1)
    assert isclose(nap(before, before, sign).share, 0.5)
    assert isclose(
        nap([-value for value in before], [-value for value in after], -sign).share, one.share
    )


@pytest.mark.parametrize(
    ("before", "after", "sign", "share"),
    [
        # The example of the R package scda.
        ([20, 20, 26, 25, 22, 23], [28, 25, 24, 27, 30, 30, 29], 1, 0.9166667),
        # The example of the R package scan, where less is better: 94 per cent.
        ([12, 14, 9, 10], [10, 6, 4, 5, 3, 4], -1, 0.9375),
    ],
)
def test_nap_is_that_of_published_examples(before, after, sign, share):
    assert nap(before, after, sign).share == pytest.approx(share)


PHASES = [
    {"from": "2026-01-05", "label": "Finding out", "kind": "baseline"},
    {"from": "2026-02-02", "label": "Small steps", "kind": "therapy"},
]


def test_each_phase_has_its_median_and_its_nap_with_the_one_before():
    one = row(weekly(3, 4, 3, 3, 5, 6, 6), {"better": "higher"}, phases=PHASES)

    assert [(level.phase.label, level.values, level.median) for level in one.levels if level.phase] == [
        ("Finding out", 4, 3), ("Small steps", 3, 6),
    ]  # fmt: skip
    assert [(share.share, share.pairs) for share in one.naps] == [(1, 12)]


def test_a_counted_week_belongs_to_the_phase_it_begins_in():
    count = {"measure": "count", "per": "week", "target": {"at_most": 1}}
    one = row(weekly(3, 3, 3, 3, 1, 1, 1), count, phases=PHASES)

    assert [level.median for level in one.levels] == [3, 1]
    assert [share.share for share in one.naps] == [1]


def test_a_single_phase_is_compared_with_nothing():
    one = row(weekly(3, 4, 5), {"better": "higher"}, phases=PHASES[:1])

    assert (one.levels, one.naps) == ((), ())


# ---- goals on goal attainment scaling


@pytest.mark.parametrize(
    ("levels", "score"),
    [
        ([0], 50), ([1], 60), ([-2], 30), ([0, 0, 0], 50),
        # The lowest starts that a unit for rehabilitation reports for four and for five goals at -1.
        ([-1] * 4, 35.5), ([-1] * 5, 34.9),
        ([1, 1, 0, -1, 2], 50 + 30 / 11**0.5),
    ],
)  # fmt: skip
def test_the_t_score_is_that_of_its_formula_and_of_published_tables(levels, score):
    assert t_score(levels) == pytest.approx(score, abs=0.05)


@given(st.lists(st.integers(-2, 2), min_size=1, max_size=8))
def test_the_t_score_is_fifty_as_expected_and_mirrors_around_it(levels):
    assert isclose(t_score(levels) + t_score([-level for level in levels]), 100)
    assert (t_score(levels) > 50) == (sum(levels) > 0)


LEVELS = {n: f"level {n}" for n in range(-2, 3)}


def gas(**what: object) -> dict[str, object]:
    return {"objective": "Ride the train", "measure": "gas", "levels": LEVELS, **what}


def test_a_plans_t_score_is_of_all_goals_at_their_latest():
    objectives = {"one": gas(baseline=-1), "two": gas(baseline=-2), "three": gas(baseline=-1)}
    entries = [on("2026-01-05", one=-1, two=-1, three=-1), on("2026-02-05", one=1, two=0)]
    (score,) = sheet_of(a_plan(entries, objectives=objectives)).gas

    assert (score.goals, score.now, score.start) == (3, 50, pytest.approx(t_score([-1, -2, -1])))


def test_a_start_that_one_goal_lacks_is_not_made_up():
    objectives = {"one": gas(baseline=-1), "two": gas()}
    (score,) = sheet_of(a_plan([on("2026-01-05", one=0, two=1)], objectives=objectives)).gas

    assert score.start is None


# ---- time gone against way done


FRAME = {"start": "2026-01-05", "end": "2026-06-22"}


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ((3, 3, 4, 4), "60 % of the time is gone, 12 % of the way is done."),
        (
            (3, 1, 2, 2),
            "60 % of the time is gone, and it went 25 % of the way in the other direction.",
        ),
        ((3, 7, 8, 8), "60 % of the time is gone, all of the way is done."),
    ],
)
def test_time_gone_and_way_done_are_told_with_their_direction(scores, said):
    assert said in lines(
        weekly(*scores), {"baseline": 3, "target": 7}, date(2026, 4, 16), timeframe=FRAME
    )


def test_a_start_inside_its_aim_has_no_way_to_go():
    assert row(weekly(8, 8), {"baseline": 8, "target": {"at_least": 7}}).pace is None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 10))
def test_the_way_is_below_nothing_just_where_the_start_is_passed_backwards(start, target, latest):
    entries, objective = weekly(latest), {"baseline": start, "target": target}
    pace = row(entries, objective, timeframe=FRAME).pace

    if start == target:
        assert pace is None
    else:
        assert pace
        assert (pace.done < 0) == ((latest - start) * (target - start) < 0)
        assert (pace.done >= 1) == (latest >= target if target > start else latest <= target)


# ---- what deserves a word


@pytest.mark.parametrize(
    ("totals", "objective", "kind"),
    [
        ((16, 8, 7, 8, 14), PHQ9, ConcernKind.RISEN),
        ((18, 10, 7, 7, 9, 11, 13), PHQ9, ConcernKind.RISEN),
        ((18, 10, 7, 7, 9, 11, 12), PHQ9, None),
        ((21,), PHQ9, ConcernKind.HIGH),
        ((19,), PHQ9, None),
        ((33,), {"measure": "core10"}, ConcernKind.HIGH),
        ((24,), {"measure": "core10"}, None),
        ((13,), {"measure": "epds"}, ConcernKind.HIGH),
        ((31,), {"measure": "yp-core"}, ConcernKind.HIGH),
        ((9.9,), {"measure": "core-om"}, ConcernKind.HIGH),
        ((40,), {"measure": "audit"}, None),
        ((30, 36, 30), {"measure": "ors"}, ConcernKind.RISEN),
        ((14, 6, 10), {"measure": "gad7"}, ConcernKind.RISEN),
        ((50, 20, 34), {"measure": "pcl5"}, None),
        ((50, 20, 35), {"measure": "pcl5"}, ConcernKind.RISEN),
    ],
)
def test_high_sheets_about_dying_and_worse_than_best_deserve_a_word(totals, objective, kind):
    concern = row(weekly(*totals), objective).concern

    assert (concern.kind if concern else None) is kind


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 21), min_size=1, max_size=8))
def test_a_sheet_got_worse_at_its_reliable_change_above_the_lowest(totals):
    concern = row(weekly(*totals), {"measure": "gad7"}).concern

    assert (concern is not None) == (totals[-1] - min(totals) >= 4)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 27), min_size=1, max_size=6),
    st.sampled_from(["phq9", "epds", "core10"]),
)
def test_check_overview_and_sheet_see_the_same_sheets(totals, measure):
    text = a_plan_file(weekly(*totals), {"measure": measure})
    plan = plan_from(text)
    advice = [finding for finding in advised(text, TODAY).findings if finding.code == "D4"]
    looks = overview.overview_row("plans/sam.yml", plan, derive(plan), TODAY).reasons
    (one,) = sheet_of(plan).rows

    assert (
        bool(advice)
        == bool(one.concern)
        == any(look.rest == "That is worth a word soon." for look in looks)
    )


@pytest.mark.parametrize(
    ("totals", "is_low"),
    [
        ((36,), False), ((35.9,), True), ((40, 38), True),
        ((40, 38.5), False), ((40, 39, 38), True), ((40, 38, 38, 38, 38), False),
    ],
)  # fmt: skip
def test_the_alliance_is_asked_about_below_cut_off_or_falling(totals, is_low):
    assert row(weekly(*totals), {"measure": "srs"}).is_alliance_low is is_low
    assert bool(view(weekly(*totals), {"measure": "srs"}).alerts) is is_low


def test_high_is_the_worst_range_whichever_way_the_scale_runs():
    measures = {
        "own": {
            "name": "Own",
            "min": 0,
            "max": 10,
            "better": "higher",
            "bands": [[0, "low"], [4, "fair"]],
        }
    }
    questionnaire = row(weekly(2), {"measure": "own"}, measures=measures).questionnaire

    assert questionnaire
    assert [value for value in range(11) if is_high(questionnaire, value)] == [0, 1, 2, 3]


# ---- the words


def test_a_sheet_is_told_in_plain_sentences():
    made = view(weekly(17, 8, 9), {**PHQ9, "target": 9}, date(2026, 7, 6), phases=PHASES)

    assert made.rows[0].course == "Recovered"
    assert made.rows[0].lines == (
        "First 17 on 5 January, best 8 on 12 January, latest 9 on 19 January.",
        "Better by 8. A change counts from 6 on.",
        "Cut-off 10: at first at or above it, now below it.",
        "51 % of the time is gone, all of the way is done.",
    )


def test_where_a_sheets_own_movement_is_unknown_no_word_stands_there():
    made = view(weekly(50, 20), {"measure": "score15"})

    assert made.rows[0].course == "Not known"
    assert "From what size on a change counts is not known here." in made.rows[0].lines[1]


@pytest.mark.parametrize(
    ("totals", "objective", "said"),
    [
        ((38, 30), {"measure": "srs"}, "Cut-off 36: at first at or above it, now below it."),
        ((22, 26), {"measure": "ors"}, "Cut-off 25: at first below it, now at or above it."),
        ((6, 9), {"measure": "audit"}, "Cut-off 8: at first below it, now at or above it."),
        ((17, 16), PHQ9, "Cut-off 10: at or above it, at first and now."),
        ((9,), PHQ9, "Cut-off 10: now below it."),
    ],
)
def test_the_side_of_a_cut_off_is_told(totals, objective, said):
    assert said in lines(weekly(*totals), objective)


def test_a_change_that_people_notice_is_told_beside_the_one_that_counts():
    said = lines(weekly(40, 52), {"measure": "who5", "form": "index"})

    assert "Better by 12. A change counts from 24 on. People notice a change from 10 on." in said


def test_what_deserves_a_word_is_counted_before_the_sheet_is_opened():
    assert (
        view(weekly(16, 7, 14), PHQ9).title
        == "What the measures say, for you alone: 1 deserves a word soon"
    )
    assert view(weekly(16, 7), PHQ9).title == "What the measures say, for you alone"


def test_an_alert_names_the_best_and_what_to_look_at():
    (alert,) = view(weekly(16, 7, 14), PHQ9).alerts

    assert alert == (
        "Feel calm on the train: 14, at its best 7. One of its questions is about dying or harm to oneself; look at"
        " that answer, and talk soon."
    )


def test_a_prorated_total_is_told_as_it_was_written():
    assert "latest 9.75 on 12 January" in lines(weekly(12, 9.75), {**PHQ9, "prorated": True})


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 10), min_size=1, max_size=6), st.sampled_from(["higher", "lower", None])
)
def test_every_rating_can_be_told_of(scores, better):
    objective = {} if better is None else {"better": better}

    assert lines(weekly(*scores), objective, phases=PHASES)


# ---- where it is read


def test_the_sheet_is_read_in_preview_and_is_on_no_page(tmp_path: Path) -> None:
    """Every sentence of the sheet, and its numbers, which stand nowhere else, in the preview and not in the site."""
    objectives = {
        "mood": {"objective": "PHQ-9", "measure": "phq9", "target": 9},
        "fit": {"objective": "How the session was", "measure": "srs"},
        "one": gas(baseline=-1),
        "two": gas(baseline=-2),
    }
    entries = [
        on(f"2026-01-{day:02}", mood=mood, fit=fit, one=level, two=level)
        for day, mood, fit, level in (
            (5, 17, 38, -1),
            (12, 8, 39, 0),
            (19, 9, 33, -1),
            (26, 15, 34, 1),
        )
    ]
    phases = [{**PHASES[0], "from": "2026-01-05"}, {**PHASES[1], "from": "2026-01-14"}]
    root = a_workspace(
        tmp_path, {"sam.yml": a_plan_file(entries, objectives=objectives, phases=phases)}
    )
    session = Session(root, lambda: TODAY)
    session.refresh(lambda _done, _of: None)
    looked, _number = session.preview("plans/sam.yml", ViewMode.OPEN)
    environment = render.environment(theme.load_theme(theme.built_in_folder()))
    shown = html.unescape(pages.preview_page(environment, looked, ServedPage("/x/", 1)))
    built(root, TODAY)
    written = [
        path for top in ("site", ".handrail") for path in (root / top).rglob("*") if path.is_file()
    ]
    sent = [session.page("plans/sam.yml") or b"", *(path.read_bytes() for path in written)]

    assert looked.clinical
    told = [looked.clinical.title, looked.clinical.lead, *looked.clinical.alerts]
    told += [line for one in looked.clinical.rows for line in one.lines]
    assert len(told) > 15
    assert all(line in shown for line in told)
    assert any(b"PHQ-9" in page for page in sent)
    canaries = [
        *told,
        "Unchanged",
        "Not known",
        "Recovered",
        "NAP",
        "T score",
        "Cut-off",
        "clinic",
        "57.7",
    ]
    for page in sent:
        words = html.unescape(page.decode("utf-8", "replace"))
        assert not [word for word in canaries if word in words]


def test_the_sheet_follows_the_last_good_words_of_a_plan(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {"sam.yml": a_plan_file(weekly(17, 8), PHQ9)})
    session = Session(root, lambda: TODAY)
    session.refresh(lambda _done, _of: None)
    before = session.preview("plans/sam.yml", ViewMode.OPEN)[0].clinical
    (root / "plans/sam.yml").write_text("goal: [", "utf-8")
    session.refresh(lambda _done, _of: None)

    assert before
    assert session.preview("plans/sam.yml", ViewMode.OPEN)[0].clinical == before
