"""Whole figures as text, few: read the difference before accepting it (`mv NAME.new NAME`)."""

from datetime import date
from pathlib import Path

import pytest

from generator.charts import Figure, draw, draw_rail
from generator.view.values import Aim, AimSide, Level, PhaseMark, RailPhase, SlotState, StepState, Stretch
from tests.charts_builders import HALF_YEAR, a_count, a_rail, a_rating, a_review, a_run, as_text, steps, weeks

GOLDEN = Path(__file__).parent / "golden" / "charts"
PHASES = (
    PhaseMark(date(2026, 2, 2), "practice", begun=True),
    PhaseMark(date(2026, 3, 10), "flu", begun=True),
    PhaseMark(date(2026, 3, 24), "practice again", begun=True),
    PhaseMark(date(2026, 6, 1), "upkeep", begun=False),
)
FLU = (Stretch(date(2026, 3, 10), date(2026, 3, 24)),)


def rating() -> Figure:
    return draw(
        a_rating(
            span=HALF_YEAR, low_words="0 cannot get up", high_words="10 glad of the day", phases=PHASES, gaps=FLU,
            runs=(a_run(2, 3, 2), a_run(3, 3, 4, 4, 5, start=21), a_run(5, 3, 5, 6, 6, start=77)),
            medians=(a_run(2.5, 3, 3, 3.5, 4, start=21), a_run(4.5, 4.5, 5, 5, 5.5, start=77)),
            latest="6", aim=Aim(AimSide.ABOVE, 6, 10, "aim: 6 by 12 Jul"), start=Level(2.3, "start: 2.3"),
        )
    )  # fmt: skip


def count() -> Figure:
    counted = weeks(0, 1, 0, 1, 1, 2, 1, 2, None, None, 1, 2, 0, 2, 3, 1, last=SlotState.SO_FAR, start=HALF_YEAR.start)
    return draw(
        a_count(
            span=HALF_YEAR, slots=counted, latest="3", phases=PHASES, gaps=FLU, start=Level(0, "start: 0"),
            aim=Aim(AimSide.ABOVE, 2, 2, "aim: 2 or more"),
        )
    )  # fmt: skip


def timeline() -> Figure:
    done, following, later = StepState.DONE, StepState.NEXT, StepState.LATER
    return draw(
        steps(
            (done, date(2026, 1, 12)), (done, date(2026, 1, 12)), (StepState.ASIDE, None),
            (following, date(2026, 4, 6)), (later, None), (later, None), span=HALF_YEAR, as_of=date(2026, 3, 16),
        )
    )  # fmt: skip


def wide_rail() -> Figure:
    phases = (
        RailPhase(Stretch(date(2026, 1, 12), date(2026, 3, 10)), "Practice", "12 Jan", away=False),
        RailPhase(Stretch(date(2026, 3, 10), date(2026, 3, 24)), "Flu", "10 Mar", away=True),
        RailPhase(Stretch(date(2026, 3, 24), date(2026, 7, 12)), "Practice again", "24 Mar", away=False),
    )
    reviews = (a_review(date(2026, 2, 23), StepState.DONE), a_review(date(2026, 5, 18), StepState.NEXT))
    return draw_rail(a_rail(phases=phases, reviews=reviews))[1]


@pytest.mark.parametrize("name", ["rating", "count", "timeline", "wide_rail"])
def test_the_figure_is_as_it_was_read_and_accepted(name):
    golden = GOLDEN / f"{name}.txt"
    text = as_text(globals()[name]())
    if not golden.exists() or golden.read_text("utf-8") != text:
        golden.with_suffix(".txt.new").write_text(text, "utf-8")

    assert golden.exists(), f"read {golden}.new and accept it"
    assert text.splitlines() == golden.read_text("utf-8").splitlines()
