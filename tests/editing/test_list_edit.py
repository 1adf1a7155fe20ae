"""Items: one goes in at the end in the list's own style, and comes out again without a trace."""

from __future__ import annotations

import pytest

from generator.editing.list_edit import Item, items_of, with_items, without
from generator.errors import PlanError
from generator.format.parse import parse

SHORT = Item(
    ("date: 2026-01-19", "note: fine"), "{date: 2026-01-19, note: fine}", needs_lines=False
)
LONG = Item(
    ("date: 2026-01-19", "note: |", "  One", "", "  two"),
    '{date: 2026-01-19, note: "One\\n\\ntwo"}',
    True,
)


def added(text: str, item: Item = SHORT, times: int = 1) -> str:
    return with_items(text.encode(), "plans/sam.yml", "progress", [item] * times).decode()


def taken(text: str) -> str:
    last = len(items_of(parse(text.encode(), "plans/sam.yml"), "progress")) - 1
    return without(text.encode(), "plans/sam.yml", "progress", [last]).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", "a: 1\nprogress:  # oldest first\n  - date: 2026-01-19\n    note: fine\n"),
        ("a: 1", "a: 1\nprogress:  # oldest first\n  - date: 2026-01-19\n    note: fine"),
        (
            "a: 1\r\n",
            "a: 1\r\nprogress:  # oldest first\r\n  - date: 2026-01-19\r\n    note: fine\r\n",
        ),
        ("progress:\na: 1\n", "progress:\n  - date: 2026-01-19\n    note: fine\na: 1\n"),
        (
            "progress:  # old\na: 1\n",
            "progress:  # old\n  - date: 2026-01-19\n    note: fine\na: 1\n",
        ),
        ("progress: []  # old\n", "progress: # []  # old\n  - date: 2026-01-19\n    note: fine\n"),
        ('progress: ""\n', 'progress: # ""\n  - date: 2026-01-19\n    note: fine\n'),
        (
            "progress:\n- date: 2026-01-12\n\n# next\na: 1\n",
            "progress:\n- date: 2026-01-12\n- date: 2026-01-19\n  note: fine\n\n# next\na: 1\n",
        ),
        (
            "progress:\n  -   date: 2026-01-12  # first\n  # later\n",
            "progress:\n  -   date: 2026-01-12  # first\n  -   date: 2026-01-19\n      note: fine\n  # later\n",
        ),
        (
            "progress:\n  - {date: 2026-01-12}\n",
            "progress:\n  - {date: 2026-01-12}\n  - {date: 2026-01-19, note: fine}\n",
        ),
        (
            "progress: [{date: 2026-01-12}]\n",
            "progress: [{date: 2026-01-12}, {date: 2026-01-19, note: fine}]\n",
        ),
        ("{a: 1, progress: []}", "{a: 1, progress: [{date: 2026-01-19, note: fine}]}"),
        (
            "progress:\n - date: 2026-01-12\n\n - date: 2026-01-13\n\na: 1\n",
            "progress:\n - date: 2026-01-12\n\n - date: 2026-01-13\n\n - date: 2026-01-19\n   note: fine\n\na: 1\n",
        ),
        (
            "progress:\n - date: 2026-01-12\n   note: |+\n     x\n\n\na: 1\n",
            "progress:\n - date: 2026-01-12\n   note: |+\n     x\n\n\n - date: 2026-01-19\n   note: fine\na: 1\n",
        ),
        ("progress: [ # none\n]\n", "progress: [{date: 2026-01-19, note: fine} # none\n]\n"),
        ("\ufeffprogress:\n", "\ufeffprogress:\n  - date: 2026-01-19\n    note: fine\n"),
    ],
)
def test_an_item_stands_at_the_end_as_its_neighbours_do(before: str, after: str) -> None:
    assert added(before) == after
    assert taken(after) == before


def test_a_long_text_takes_lines_though_its_neighbours_stand_in_braces() -> None:
    before = "progress:\n  - {date: 2026-01-12}\n"
    after = added(before, LONG)

    assert after == before + "  - date: 2026-01-19\n    note: |\n      One\n\n      two\n"
    assert taken(after) == before
    assert "\\n" in added("progress: [{date: 2026-01-12}]\n", LONG)


def test_several_at_once_are_what_one_after_the_other_would_be() -> None:
    spaced = "progress:\n - date: 2026-01-12\n\n - date: 2026-01-13\nb: 2"

    assert added(spaced, times=3) == added(added(added(spaced)))
    assert taken(taken(taken(added(spaced, LONG, times=3)))) == spaced


def test_the_last_item_comes_out_whoever_wrote_it_and_comments_stay() -> None:
    text = "progress:  # old\n  # the first\n  - date: 2026-01-12  # mine\n    note: x\n  # the end\na: 1\n"

    assert taken(text) == "progress:  # old\n  # the first\n  # the end\na: 1\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("progress: [\n  {a: 1},  # one\n]\n", "progress: [\n    # one\n]\n"),
        (
            "progress: [{a: 1},  # one\n  {b: 2},  # two\n]\n",
            "progress: [{a: 1},  # one\n    # two\n]\n",
        ),
        ("progress: [{a: 1}  # one\n  , {b: 2}]\n", "progress: [{a: 1}  # one\n   ]\n"),
        ("progress: [{a: 1},\n  {b: 2},\n]\n", "progress: [{a: 1},\n]\n"),
    ],
)
def test_an_item_in_brackets_goes_with_one_comma_and_leaves_every_comment(
    before: str, after: str
) -> None:
    assert taken(before) == after


@pytest.mark.parametrize(
    "text", ["progress: later\n", "progress: {a: 1}\n", "progress: ~\n", "{a: 1}", "a: 1\n...\n"]
)
def test_what_only_a_person_can_change_is_left_to_a_person(text: str) -> None:
    with pytest.raises(PlanError) as caught:
        added(text)

    assert [finding.code for finding in caught.value.findings] == ["by-hand"]
