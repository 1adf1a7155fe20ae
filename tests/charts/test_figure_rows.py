"""Rows of letters: what stands side by side is printed once, each letter at its own place."""

from __future__ import annotations

from generator.charts.figure import Figure, Label, TextAnchor


def a_label(text: str, x: str, *, y: str = "9", css: str = "t") -> Label:
    return Label(css, x, y, TextAnchor.MIDDLE, text)


def rows_of(*labels: Label) -> list[tuple[str, str]]:
    return [(row.text, row.x) for row in Figure(9, 9, (), labels).rows()]


def test_letters_of_one_line_are_one_row_with_a_place_each():
    assert rows_of(a_label("M", "1"), a_label("A", "2"), a_label("M", "3")) == [("MAM", "1 2 3")]


def test_words_digits_and_other_lines_stay_by_themselves():
    labels = [
        a_label("M", "1"), a_label("Mar", "2"), a_label("M", "3", y="8"), a_label("A", "4", css="n"),
        a_label("2", "5"), a_label("2", "5"),
    ]  # fmt: skip

    assert rows_of(*labels) == [(label.text, label.x) for label in labels]


def test_letters_that_run_from_the_right_keep_apart():
    assert rows_of(a_label("ي", "1"), a_label("ف", "2")) == [("ي", "1"), ("ف", "2")]
