from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts.figure import TextAnchor
from generator.charts.labels import (
    Blocks,
    Board,
    Box,
    Overlap,
    Spot,
    TextMark,
    Trace,
    Wording,
    in_two,
    text_width,
)


def wording(text: str, *spots: tuple[float, float]) -> Wording:
    return Wording((text,), tuple(Spot(x, y, TextAnchor.START) for x, y in spots))


def placed(board: Board) -> list[tuple[str, str, str]]:
    return [(label.text, label.x, label.y) for label in board.labels]


def test_words_take_the_first_spot_that_is_free():
    board = Board(320, 198)
    board.place("", [wording("first", (40, 50))], Overlap.DATA)

    board.place("", [wording("second", (40, 55), (40, 90))], Overlap.DATA)

    assert placed(board) == [("first", "40", "50"), ("second", "40", "90")]


def test_words_without_a_free_spot_are_left_out():
    board = Board(320, 198)

    assert board.place("", [wording("too far right", (300, 50))], Overlap.DATA) is None
    assert board.labels == ()
    assert board.cost > 0


def test_words_avoid_data_before_lines_and_lines_before_nothing():
    data = Blocks([Box(40, 40, 80, 60)])
    board = Board(320, 198, [data], levels=[90])

    board.place("", [wording("aim", (40, 55), (40, 95), (40, 130))], Overlap.DATA)

    assert placed(board) == [("aim", "40", "130")]


def test_words_that_must_stand_cover_as_little_as_they_can():
    data = Blocks([Box(0, 0, 320, 60)])
    board = Board(320, 198, [data], levels=[90])

    board.place("", [wording("aim", (40, 55), (40, 95))], Overlap.DATA)

    assert placed(board) == [("aim", "40", "95")]


def test_words_that_need_not_stand_give_way_to_data():
    board = Board(320, 198, [Blocks([Box(0, 0, 320, 198)])])

    assert board.place("", [wording("start", (40, 55))], Overlap.LEVELS) is None


def test_the_second_wording_is_tried_where_the_first_has_no_room():
    board = Board(100, 100)
    text = "aim: at most ten units"

    board.place(
        "",
        [wording(text, (5, 40)), Wording(in_two(text), (Spot(5, 40, TextAnchor.START),))],
        Overlap.DATA,
    )

    assert placed(board) == [("aim: at most", "5", "58"), ("ten units", "5", "58")]
    assert [label.css for label in board.labels] == ["u", ""]


@pytest.mark.parametrize(
    ("box", "is_under"),
    [(Box(40, 40, 60, 60), True), (Box(40, 80, 60, 90), False), (Box(200, 40, 220, 60), False)],
)
def test_a_line_is_under_words_only_where_it_passes(box, is_under):
    assert Trace([[(0, 50), (100, 50)]]).is_under(box) is is_under


def test_a_steep_line_is_met_where_it_is_at_that_height():
    line = Trace([[(0, 0), (100, 100)]])

    assert line.is_under(Box(45, 45, 55, 55))
    assert not line.is_under(Box(45, 5, 55, 15))


def test_a_single_dot_counts():
    assert Trace([[(50, 50)]]).is_under(Box(40, 40, 60, 60))


def test_text_is_parted_at_the_space_that_leaves_the_shortest_lines():
    assert in_two("aim: at least 5 of the 7 days") == ("aim: at least 5", "of the 7 days")
    assert in_two("Donaudampfschiff") == ("Donaudampfschiff",)


def test_wide_letters_are_wider():
    assert text_width("mmm") > text_width("nnn") > text_width("iii")
    assert text_width("歩") >= 14
    assert text_width("e\N{COMBINING ACUTE ACCENT}") == text_width("e")
    assert text_width("") == 0


@given(st.text(max_size=40), st.text(max_size=40))
def test_width_adds_up(one, other):
    assert text_width(one + other) == pytest.approx(text_width(one) + text_width(other))


def texts():
    """Words that crowd one another around a few spots, some with a second way to stand."""
    spot = st.sampled_from([(10, 40), (30, 40), (30, 55), (60, 48), (10, 90)])
    one_way = st.builds(wording, st.sampled_from(["aim", "a start", "end"]), spot, spot)
    bare = st.builds(TextMark, st.just(""), st.tuples(one_way), st.sampled_from(Overlap))
    other = st.builds(
        TextMark,
        st.just(""),
        st.tuples(one_way),
        st.just(Overlap.NOTHING),
        otherwise=bare,
    )
    return st.lists(bare | other, min_size=2, max_size=4)


@given(texts())
def test_no_order_of_words_costs_less_than_the_least(marks):
    board = Board(320, 198, [Blocks([Box(0, 44, 50, 60)])], levels=[52], uprights=[65])
    first = board.with_texts(marks)
    least = board.least_cost(first.costly)

    assert all(board.with_texts(order).cost >= least for order in permutations(marks))
