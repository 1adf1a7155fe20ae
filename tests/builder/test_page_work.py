"""What one page takes, counted and not timed: nothing is read, said, set or drawn more often than it has to be.

The plan has four ratings with twenty-four entries each, every third note with marks.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import markupsafe
import pytest
import yaml

from generator.builder import page
from generator.charts.figure import Figure
from generator.charts.page_figures import figures
from generator.format.load import Rejected, load_plan, settings_of
from generator.model.plan import Plan
from generator.privacy.links import NO_LINKS
from generator.render import html
from generator.text.language import language, speaking
from generator.view.page_values import PageView
from generator.workspace.layout import read_workspace
from generator.workspace.theme import load_theme
from tests.support.builders import TODAY, a_workspace

CHECKOUT = Path(__file__).parents[2]
WAYS, ENTRIES = 4, 24
#: Calls of our own functions and templates, and escapes, for one page, by stage: as many as were counted when this was written, and
#: a tenth more. Who goes over has each page do more than before; who stays far below may lower them.
MOST_CALLS = {"read": 8_500, "say": 7_400, "draw": 7_200, "print": 3_300}
#: Texts, numbers and paths that templates print into one page.
MOST_ESCAPES = 910


def a_long_plan() -> str:
    lines = [
        "title: A long plan",
        "share: {access: public}",
        "client: Kim",
        "timeframe: {start: 2026-01-01, end: 2026-12-31}",
        "goal: Sleep through",
        "objectives:",
    ]
    for number in range(4):
        lines += [
            f"  way-{number}:",
            f"    objective: The {number}. way",
            "    measure: rating",
            "    scale: {min: 0, max: 10}",
            "    better: higher",
            "    baseline: 2",
            "    target: 7",
        ]
    lines.append("progress:")
    for number in range(ENTRIES):
        scores = ", ".join(f"way-{way}: {(number * (way + 3)) % 8}" for way in range(4))
        marks = "**" if number % 3 == 0 else ""
        lines += [
            f"  - date: 2026-{number // 4 + 1:02}-{number % 4 * 7 + 1:02}",
            f"    scores: {{{scores}}}",
            "    note: |",
            f"      The {number}. week was {marks}full{marks}, and the walk home helped.",
        ]
    return "\n".join(lines) + "\n"


class Page:
    """The stages of one page, each on what the one before it gave."""

    def __init__(self, root: Path) -> None:
        space = read_workspace(a_workspace(root, {"long.yml": a_long_plan()}))
        self.source = space.plans[0]
        theme = load_theme(root / "templates")
        self.context = page.PageContext(settings_of(space), NO_LINKS, theme, TODAY)
        self._language = language("en", theme.by_name)

    def read(self) -> Plan:
        plan = load_plan(self.source, self.context.settings, TODAY, NO_LINKS)
        assert not isinstance(plan, Rejected), plan.findings
        return plan

    def say(self, plan: Plan) -> PageView:
        with speaking(self._language):
            return page._view(plan, self.context)

    def draw(self, view: PageView) -> dict[str, Figure]:
        with speaking(self._language):
            return figures(view)

    def print(self, view: PageView, drawn: dict[str, Figure]) -> str:
        with speaking(self._language):
            return html.page(page._environment(self.context.theme), view, drawn)


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """The calls of our own functions by module and name, and of templates by theirs."""
    calls: Counter[str] = Counter()

    def hear(frame: FrameType, event: str, _value: object) -> None:
        code = frame.f_code
        if event != "call":
            return
        if code.co_filename.startswith(f"{CHECKOUT}/generator/"):
            calls[f"{Path(code.co_filename).stem}.{code.co_name}"] += 1
        elif code.co_filename.startswith("templates/"):
            calls[code.co_filename] += 1
        elif code is markupsafe.escape.__code__:
            calls["escape"] += 1

    before = sys.getprofile()
    sys.setprofile(hear)
    try:
        yield calls
    finally:
        sys.setprofile(before)


@pytest.fixture
def by_stage(tmp_path: Path) -> dict[str, Counter[str]]:
    """The calls of each stage for one page, once another has been made."""
    one = Page(tmp_path)
    for _time in range(2):
        with counted() as reading:
            plan = one.read()
        with counted() as saying:
            view = one.say(plan)
        with counted() as drawing:
            drawn = one.draw(view)
        with counted() as printing:
            one.print(view, drawn)
    return {"read": reading, "say": saying, "draw": drawing, "print": printing}


@pytest.mark.parametrize("stage", MOST_CALLS)
def test_a_stage_calls_no_more_than_it_did(by_stage: dict[str, Counter[str]], stage: str) -> None:
    assert by_stage[stage].total() <= MOST_CALLS[stage], by_stage[stage].most_common(24)


def test_each_node_is_read_once(by_stage: dict[str, Counter[str]]) -> None:
    events = yaml.parse(a_long_plan(), yaml.CBaseLoader)
    scalars = sum(isinstance(event, yaml.ScalarEvent) for event in events)

    assert by_stage["read"]["parse._scalar"] == scalars
    assert by_stage["read"]["parse._mapping"] == 4 + WAYS * 2 + ENTRIES * 2


def test_each_text_is_escaped_once(by_stage: dict[str, Counter[str]]) -> None:
    plain_notes = ENTRIES - ENTRIES // 3

    assert by_stage["say"]["escape"] == plain_notes
    assert 0 < by_stage["print"]["escape"] <= MOST_ESCAPES


def test_markdown_runs_for_notes_with_marks_alone(by_stage: dict[str, Counter[str]]) -> None:
    assert by_stage["say"]["prose.markdown_html"] == ENTRIES / 3


def test_each_chart_is_drawn_once_and_ties_are_looked_for_once(
    by_stage: dict[str, Counter[str]],
) -> None:
    assert by_stage["draw"]["rating.draw_rating"] == WAYS
    assert by_stage["print"]["ties.tied"] == 1
    assert by_stage["print"]["templates/components/entry.html"] == ENTRIES
