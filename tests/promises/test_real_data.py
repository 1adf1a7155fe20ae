"""Published data, built into pages: the numbers arrive, the words are true, the drawing keeps its laws."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from statistics import median

import pytest

from generator.builder.page import PageContext, make
from generator.builder.results import FinishedPage
from generator.charts.page_figures import figures
from generator.progress.derive import derive
from generator.view.page import page_view
from generator.workspace.layout import PlanSource
from generator.workspace.theme import load_theme
from tests.charts.test_laws import keeps_the_laws
from tests.support import real_data
from tests.support.builders import LINKS, SETTINGS, TODAY, plan_from

PRESS = PageContext(SETTINGS, LINKS, load_theme(Path("nowhere")), TODAY)


def page(text: str) -> str:
    made = make(PlanSource("plans/sam.yml", text.encode()), PRESS)
    assert isinstance(made, FinishedPage), made
    return made.file.content.decode()


def finding(text: str) -> str:
    """The title of the drawing and what follows it, as a reader of numbers sees them."""
    [said] = re.findall(r"<figcaption[^>]*>(.*?)</figcaption>", page(text))
    return read(" ".join(re.findall(r'<p class="(?:say|small) n">(.*?)</p>', said)))


def below(text: str) -> str:
    """What stands below the drawing."""
    figure = page(text).partition("<figure")[2].partition("</figure>")[0]
    return read(figure.rpartition('<p class="soft small n">')[2].partition("</p>")[0])


def read(markup: str) -> str:
    return html.unescape(re.sub("<[^>]+>", "", markup)).replace("\xa0", " ")


def rows(text: str) -> list[list[str]]:
    """The rows of the chart's table without their first cell, the day."""
    table = page(text).partition("<figure")[2].partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [read(cell) for cell in re.findall(r"<td>(.*?)</td>", row)]
        for row in table.split("</tr>")[:-1]
    ]


def numbers(text: str, column: int = 0) -> list[float]:
    return [float(row[column].replace(",", "").replace("−", "-")) for row in rows(text)]


def shown(value: float) -> str:
    return f"{value:g}"


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=name) for name, text in real_data.every_plan().items()]
)
def test_every_drawing_of_published_data_keeps_the_laws(text: str) -> None:
    plan = plan_from(text)
    drawn = figures(page_view(plan, derive(plan), SETTINGS))

    assert "calm" in "".join(drawn)
    for figure in drawn.values():
        keeps_the_laws(figure)


@pytest.mark.parametrize("person", real_data.DEPRESSION)
def test_depression_scores_are_told_with_their_range_and_without_a_verdict(person: int) -> None:
    totals = real_data.DEPRESSION[person]
    text = real_data.depression(person)
    band = next(name for start, name in reversed(real_data.BDI["bands"]) if totals[-1] >= start)
    fell, rose = (sign * (totals[-1] - totals[0]) >= 9 for sign in (-1, 1))
    reached = not rose and all(total <= 13 for total in totals[-3:])
    kept_up = reached and totals[0] <= 13
    fell_back = fell and not reached and totals[-1] - min(totals) >= 9

    assert numbers(text) == list(totals)
    told = finding(text)
    assert told.startswith(f"{totals[-1]} of 63 on 5 September, from {totals[0]} on 5 January.")
    assert "BDI-II, 0 to 63, lower is better." in below(text)
    assert f"Now in the range called {band}." in below(text)
    assert ("Better by more than the usual ups and downs." in told) == (
        fell and not reached and not fell_back
    )
    assert ("Within the usual ups and downs." in told) == (not (fell or rose or reached))
    assert ("Your aim of 13 or less is reached." in told) == (reached and not kept_up)
    assert ("You are keeping it up." in told) == kept_up


@pytest.mark.parametrize("person", real_data.SEIZURES)
def test_seizures_are_counted_by_the_fortnight(person: int) -> None:
    before, counted = real_data.SEIZURES[person]
    text = real_data.seizures(person)

    assert [row[0] for row in rows(text)] == [*map(str, counted), "no notes"][: len(rows(text))]
    assert finding(text).startswith(f"{counted[-1]} ")
    assert f"from {shown(before / 4)} at the start." in finding(text)


def marks(person: int) -> Iterator[str]:
    """The diary as marks of a habit, from Monday the fifth, a dot for a day without a note."""
    yield from real_data.HEADACHES[person][1].translate(str.maketrans("yn", "ny"))


@pytest.mark.parametrize("person", real_data.HEADACHES)
def test_a_headache_diary_is_a_grid_of_days_with_and_without(person: int) -> None:
    days = "".join(marks(person))
    weeks = [days[at : at + 7] for at in range(0, len(days), 7)]

    done, noted = days[-14:].count("y"), 14 - days[-14:].count(".")
    told = f"{done} of 14 planned days" if noted == 14 else f"{done} of {noted} noted days"
    assert finding(real_data.headache_days(person)).startswith(
        f"{told} in the last two weeks." if done else "No day in the last two weeks."
    )
    assert len(rows(real_data.headache_days(person))) == len(weeks)


@pytest.mark.parametrize("person", real_data.HEADACHES)
def test_a_weekly_headache_diary_is_a_part_of_noted_days(person: int) -> None:
    parts = [(done, of) for _, done, of in real_data.headache_parts(person)]
    text = real_data.headache_weeks(person)
    done, of = (sum(column) for column in zip(*parts[-4:], strict=True))

    assert [row[0] for row in rows(text)] == [f"{done} of {of}" for done, of in parts]
    assert f"The last four together: {done} of {of} ({round(100 * done / of)} %)." in finding(text)


@pytest.mark.parametrize("person", real_data.HEADACHES)
def test_days_without_headache_add_up(person: int) -> None:
    totals = list(accumulate(done for _, done, _ in real_data.headache_parts(person)))
    text = real_data.headache_total(person)

    assert numbers(text, 1) == totals
    assert re.match(rf"{totals[-1]}( of 40)? days by ", finding(text))
    assert ("You reached what you set out to do." in page(text)) == (totals[-1] >= 40)


@pytest.mark.parametrize("person", real_data.REACTION_MS)
def test_reaction_times_arrive_as_they_were_measured(person: int) -> None:
    values = real_data.REACTION_MS[person]
    text = real_data.reaction(person)

    assert numbers(text) == list(values)
    assert finding(text).startswith(
        f"{shown(values[-1])} ms on 14 January, from {shown(values[0])} at the start."
    )
    if "look harder" in page(text):
        assert min(values[-4:]) > values[0]
    elif min(values[-4:]) > values[0]:
        assert "Steady" not in page(text) or median(values[-4:]) < 1.2 * values[0]


@pytest.mark.parametrize("person", real_data.SELF_RATED)
def test_three_ratings_are_too_few_for_a_direction(person: int) -> None:
    first, *later = real_data.SELF_RATED[person]
    text = real_data.self_rated(person)

    assert numbers(text) == later
    assert finding(text) == (
        f"{later[-1]} of 5 on 5 June, from {first} at the start. Too early to see a direction."
    )
    assert below(text) == "1 to 5. The aim is 5 by 4 July."


def test_weights_before_and_after_are_pairs_with_their_middle_change() -> None:
    text = real_data.weights()
    gained = median(after - before for before, after in real_data.WEIGHTS)

    assert list(zip(numbers(text), numbers(text, 1), strict=True)) == list(real_data.WEIGHTS)
    assert f"usually {shown(round(gained, 1))} higher afterwards" in finding(text).lower()


@pytest.mark.parametrize("person", real_data.EXERCISE)
def test_a_few_numbers_over_years_arrive(person: int) -> None:
    hours = [hours for _, hours in real_data.EXERCISE[person]]
    text = real_data.exercise(person)

    assert numbers(text) == hours
    assert finding(text).startswith(f"{shown(hours[-1])} hours on ")
    assert f", from {shown(hours[0])} at the start." in finding(text)
    assert below(text).startswith("In hours. The aim is to keep at most 5 until ")
