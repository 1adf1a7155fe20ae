"""Which parts a page has: folded, shown or left out as the plan says, and contents where it is long."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.builder.page import PageContext, make
from generator.builder.results import FinishedPage
from generator.model.parts import PagePart, PartShape
from generator.progress.derive import derive
from generator.view.page import page_view
from generator.view.page_values import PageView
from generator.workspace.layout import PlanSource
from generator.workspace.theme import built_in_folder, load_theme
from tests.promises.test_every_field import FULL
from tests.support.builders import LINKS, SETTINGS, SMALL, TODAY, findings_in, plan_from

#: The heading of each part on the page of a plan that has all of them.
HEADINGS = {
    PagePart.GOOD_THINGS: "Good things so far",
    PagePart.QUESTIONS: "Questions to think about",
    PagePart.ON_MY_SIDE: "On our side",
    PagePart.FOR_LATER: "For later",
    PagePart.HARD_MOMENTS: "Hard moments",
    PagePart.WHAT_HELPS: "What helps",
    PagePart.WHAT_COSTS_STRENGTH: "What costs strength",
    PagePart.PATTERNS: "Patterns we noticed",
    PagePart.THERAPY: "How therapy itself is going",
    PagePart.JOURNAL: "Journal",
    PagePart.HOW_WE_GOT_HERE: "How we got here",
    PagePart.SHEET: "A sheet to fill in on paper",
}
TWO_WINS = FULL.replace(
    "progress:\n",
    "progress:\n"
    "  - {date: 2026-01-06, celebrate: A first win, trigger: [a trigger]}\n"
    "  - {date: 2026-01-07, trigger: [a trigger]}\n"
    "  - {date: 2026-01-08, trigger: [a trigger]}\n",
    1,
)
FOLDED = {PagePart.HOW_WE_GOT_HERE, PagePart.SHEET}
PRESS = PageContext(SETTINGS, LINKS, load_theme(built_in_folder()), TODAY)


def of(text: str) -> PageView:
    plan = plan_from(text)
    return page_view(plan, derive(plan), SETTINGS)


def full(**shapes: str) -> str:
    """A plan with every part, with these shapes."""
    said = ", ".join(f"{part.replace('_', '-')}: {shape}" for part, shape in shapes.items())
    return TWO_WINS.replace("sections: {journal: show}", f"sections: {{{said}}}")


def html(text: str) -> str:
    made = make(PlanSource("plans/sam.yml", text.encode()), PRESS)
    assert isinstance(made, FinishedPage), made
    return made.file.content.decode()


def check_parts(shapes: dict[PagePart, PartShape]) -> None:
    """The parts of a full page, against what the plan says of each."""
    view = of(full(**{part.value: shape.value for part, shape in shapes.items()}))
    wanted = {"When things get hard": False}
    for part, title in HEADINGS.items():
        shape = shapes.get(part, PartShape.FOLD if part in FOLDED else PartShape.SHOW)
        if shape is not PartShape.LEAVE_OUT:
            wanted[title] = shape is PartShape.FOLD

    assert {one.title: one.is_folded for one in view.parts} == wanted


@pytest.mark.parametrize("shape", PartShape)
def test_every_part_can_be_shown_folded_or_left_out(shape: PartShape) -> None:
    check_parts(dict.fromkeys(HEADINGS, shape))


@settings(max_examples=8, deadline=None)
@given(st.dictionaries(st.sampled_from(list(PagePart)), st.sampled_from(list(PartShape))))
def test_each_part_stands_as_the_plan_says_whatever_the_others_do(
    shapes: dict[PagePart, PartShape],
) -> None:
    check_parts(shapes)


def test_every_part_has_its_heading_here() -> None:
    assert {*HEADINGS, PagePart.CONTENTS} == set(PagePart)
    assert {one.title for one in of(full()).parts} == {*HEADINGS.values(), "When things get hard"}


def test_a_folded_part_is_behind_its_heading_one_left_out_nowhere() -> None:
    folded, gone = html(full(journal="fold")), html(full(journal="leave-out"))

    assert '<details class="part fold"><summary><h2 class="part__title" id="journal">' in folded
    assert "A note of <strong>mine</strong>" in folded
    assert 'id="journal"' not in gone
    assert "A note of" not in gone
    assert "#journal" not in gone


@settings(max_examples=4, deadline=None)
@given(st.dictionaries(st.sampled_from(list(PagePart)), st.sampled_from(list(PartShape))))
def test_whom_to_call_the_next_step_and_goals_always_stand(
    shapes: dict[PagePart, PartShape],
) -> None:
    page = html(full(**{part.value: shape.value for part, shape in shapes.items()}))

    for what in ("Day line", 'id="next"', 'id="g-g1"', 'id="safety"'):
        assert what in page


@pytest.mark.parametrize("name", ["goals", "support", "next-step", "safety-plan", "jornal"])
def test_what_is_no_part_is_refused(name: str) -> None:
    (finding,) = findings_in(f"{SMALL}sections: {{{name}: fold}}\n")

    assert finding.code == "unknown-word"
    assert ('did you mean "journal"?' in finding.sentence) == (name == "jornal")


def test_a_plan_may_keep_its_numbers_quiet_from_the_start() -> None:
    assert '<details class="quiet small">' in html(full())
    assert '<details class="quiet small" open>' in html(
        full().replace("numbers: shown", "numbers: quiet")
    )


# ---- contents


def test_a_short_page_has_no_contents() -> None:
    assert of(SMALL).contents == ()


def test_a_page_of_several_goals_has_contents_of_what_lies_below() -> None:
    view = of(full())
    page = html(full())

    assert [link.words for link in view.contents[: len(view.goals)]] == [
        goal.title for goal in view.goals
    ]
    assert all(f'id="{link.id}"' in page for link in view.contents)
    assert "Good things so far" not in [link.words for link in view.contents]
    assert of(full(contents="leave-out")).contents == ()
