"""Sheet: a page of paper to fill in by hand."""

from __future__ import annotations

import pytest

from generator.view.page_values import SheetRow
from generator.view.tracking_sheet import tracking_sheet
from tests.support.builders import a_plan


@pytest.mark.parametrize(
    ("measure", "how"),
    [
        ({"measure": "rating", "scale": {"min": 1, "max": 7}}, "1 to 7"),
        ({"measure": "count", "unit": "walks", "per": "week"}, "walks"),
        ({"measure": "habit", "per": "week"}, "a tick where it was done"),
        ({"measure": "number", "unit": "minutes"}, "minutes"),
        ({"measure": "percentage"}, "so many of so many"),
        ({"measure": "before-after", "better": "lower"}, "before and after, 0 to 10"),
    ],
)
def test_the_sheet_says_what_to_write_for_each_measure(measure, how):
    sheet = tracking_sheet(a_plan(objective=measure))

    assert sheet is not None
    assert sheet.rows == (SheetRow("Feel calm on the train", how),)


def test_the_columns_are_the_days_of_a_week():
    sheet = tracking_sheet(a_plan())

    assert sheet is not None
    assert sheet.weekdays == ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def test_steps_and_what_is_held_are_not_on_the_sheet():
    assert (
        tracking_sheet(a_plan(objective={"measure": "steps", "steps": ["Write it down"]})) is None
    )
    assert tracking_sheet(a_plan(objective={"measure": "rating", "hold": True})) is None
