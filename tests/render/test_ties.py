"""Ties: no line of a page ends inside a number and its unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.ties import tied

NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("loose", "held"),
    [
        ("71 %", "71~%"),
        ("2 a week now", "2~a~week now"),
        ("5 of 7 days", "5~of~7~days"),
        ("at most 2.", "at most~2."),
        ("The aim is at most 2 a week.", "The aim is at most 2~a~week."),
        ("3 noted</td>", "3~noted</td>"),
        (
            "No notes from 4 to 11 October; that is fine",
            "No notes from 4~to~11~October; that is fine",
        ),
        ("so the aim is 6.5; then", "so the aim is~6.5; then"),
        ("17 in March, 8 in September", "17~in~March, 8~in~September"),
        ("<b>8</b> of 27", "<b>8</b>~of~27"),
        ("−1 to 2", "−1~to~2"),
        ("12 Gespräche", "12~Gespräche"),
    ],
)
def test_a_number_holds_on_to_its_unit_and_to_short_words(loose, held):
    assert tied(loose) == held.replace("~", NO_BREAK)


def test_a_hyphened_word_stays_whole():
    assert tied("our 20-minute walk") == "our 20\N{NON-BREAKING HYPHEN}minute walk"


@pytest.mark.parametrize(
    "kept",
    [
        '<a href="#o 1 a">',
        "<code>a 5-day week</code>",
        "We talked. 3",
    ],
)
def test_code_and_tags_are_kept(kept):
    assert tied(kept) == kept


numbers = st.integers(0, 99_999).map(str) | st.floats(0, 100).map(lambda value: f"{value:.1f}")
units = st.text("abcdefghijklmnopqrstuvwxyzäéж", min_size=1, max_size=12) | st.just("%")
around = st.text("abc ,.<>&;", max_size=12).map(lambda text: text.replace("<", "").replace(">", ""))


@given(around, numbers, units, around)
def test_no_line_ever_ends_between_a_number_and_its_unit(before, number, unit, after):
    html = tied(f"<p>{before} {number} {unit} {after}</p>")

    assert f"{number}{NO_BREAK}{unit}" in html


@given(st.text("a1 2.%-<>/bp", max_size=60))
def test_only_spaces_and_hyphens_change_and_tying_twice_is_tying_once(html):
    once = tied(html)

    assert once.replace(NO_BREAK, " ").replace("\N{NON-BREAKING HYPHEN}", "-") == html
    assert tied(once) == once
