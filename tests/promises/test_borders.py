"""Borders: the first and last days, the largest and smallest numbers, in every command: told, never a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli.app import main
from tests.support.builders import SMALL, a_plan_file, a_workspace, on

#: Days at the borders of the calendar, of what a plan may have, and around them.
DAYS = (
    "0001-01-01",
    "1899-12-31",
    "1900-01-01",
    "2026-01-12",
    "2199-12-31",
    "2200-01-01",
    "9999-12-31",
)
TIMES = ("", " 00:00", " 23:59", " 24:00")
LENGTHS = (
    "1 day",
    "9999 days",
    "5218 weeks",
    "9999 weeks",
    "1200 months",
    "9999 months",
    "999999 weeks",
    "0 days",
)
NUMBERS = (
    "0",
    "-1",
    "4",
    "0.000000000000001",
    "-999999999999999",
    "999999999999999",
    "999999999999999.999999999999999",
    "9999999999999999",
    "1e308",
    ".inf",
    "٤",
)
MEASURES = (
    {"measure": "rating"},
    {"measure": "count", "unit": "times", "per": "month"},
    {"measure": "count", "unit": "times", "per": "total"},
    {"measure": "number", "unit": "steps"},
    {"measure": "percentage"},
    {"measure": "habit", "per": "fortnight"},
    {"measure": "before-after", "better": "lower"},
    {"measure": "phq9"},
)
COMMANDS = (
    ("check",),
    ("build",),
    ("links",),
    ("check", "--fix"),
    ("log", "sam", "--undo", "--yes"),
    ("log", "sam", "--score", "calm=4"),
    ("close", "sam", "--keep", "--yes"),
    ("close", "sam", "--withdraw", "--yes"),
)


@contextmanager
def a_desk(plan: str) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield a_workspace(Path(folder), {"sam.yml": plan})


def run(root: Path, *arguments: str) -> str:
    """What a command says that ended as commands do."""
    result = CliRunner().invoke(main, [*arguments, "-C", str(root)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 1, 2)
    return result.output


days = st.builds(str.__add__, st.sampled_from(DAYS), st.sampled_from(TIMES))
lengths = st.sampled_from(LENGTHS)
numbers = st.sampled_from(NUMBERS)


@st.composite
def plans(draw: st.DrawFn) -> str:
    """A plan with days, stretches and numbers at their borders; half of them are plans that can be built."""
    is_tame = draw(st.booleans())
    day = st.sampled_from(DAYS[2:5]) if is_tame else days
    length = st.sampled_from(LENGTHS[:3] if is_tame else LENGTHS)
    number = st.sampled_from(
        ("0", "4", "0.000000000000001", "999999999999999") if is_tame else NUMBERS
    )
    start = draw(st.sampled_from(DAYS[2:4]))
    objective = dict(draw(st.sampled_from(MEASURES[1:4] if is_tame else MEASURES)))
    objective |= draw(
        st.fixed_dictionaries(
            {"target": number}, optional={"baseline": number, "due": day, "for": length}
        )
    )
    if is_tame:
        objective.pop("due" if draw(st.booleans()) else "for", None)
    entries = [on(draw(day), calm=draw(number)) for _ in range(draw(st.integers(0, 3)))]
    frame: dict[str, object] = {"start": start}
    frame |= draw(st.sampled_from([{"end": DAYS[4]}, {"for": draw(length)}, {"end": draw(day)}]))
    frame |= draw(
        st.sampled_from([{}, {"review": {"every": draw(length)}}, {"review": {"due": draw(day)}}])
    )
    share = draw(
        st.sampled_from(
            [{"access": "public"}, {"access": "public", "until": draw(day)}, {"access": "link"}]
        )
    )
    return a_plan_file(entries, objective, timeframe=frame, share=share)


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(plans(), st.sampled_from(DAYS), st.sampled_from(COMMANDS))
def test_no_day_and_no_number_breaks_a_command(
    plan: str, today: str, command: tuple[str, ...]
) -> None:
    with a_desk(plan) as root:
        run(root, *command, *(() if command[0] == "links" else (f"--today={today}",)))


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(days | st.just("yesterday"), numbers, st.sampled_from(DAYS))
def test_at_a_border_words_and_tables_are_written_or_refused(
    day: str, number: str, today: str
) -> None:
    with a_desk(SMALL) as root:
        (root / "t.csv").write_text(f"date,crowds\n{day},{number}\n", "utf-8")
        for what in (
            ("--score", f"crowds={number}", "--date", day),
            ("--from", str(root / "t.csv"), "--yes"),
        ):
            before = (root / "plans/sam.yml").read_text("utf-8")
            said = run(root, "log", "sam", *what, f"--today={today}")
            assert (root / "plans/sam.yml").read_text("utf-8") != before or said


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2200-01-01", "1899-12-31"])
def test_a_day_beyond_the_border_is_told_where_it_stands(day: str) -> None:
    with a_desk(SMALL.replace("2026-01-12", day)) as root:
        assert "choose a day from 1900 to 2199" in run(root, "check", f"--today={day}")
        assert f"the year {int(day[:4])} is out of range" in run(
            root, "check", "--today=2026-01-26"
        )


def test_a_stretch_longer_than_any_life_is_told() -> None:
    plan = json.loads(a_plan_file()) | {"timeframe": {"start": "2026-01-05", "for": "9999 months"}}
    with a_desk(json.dumps(plan)) as root:
        assert "longer than a hundred years" in run(root, "check", "--today=2026-01-26")
