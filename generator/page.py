"""Page: the core of one page, from a plan's bytes to the bytes of its page.

In: one plan file, the settings, the theme and today's date. Out: one outcome: a page, no page, or findings.
A pure function of its arguments that can run here, in a pool of processes or on an executor elsewhere;
it reads as the list of stages, in their order.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import jinja2

from generator import render
from generator.charts import draw, draw_rail
from generator.charts.figure import Figure
from generator.errors import TemplateError
from generator.model import Settings
from generator.outcome import NoPage, Outcome, Page, Refused
from generator.progress import derive
from generator.reading import read_plan
from generator.theme import Theme
from generator.view import page_view
from generator.view.values import PageView
from generator.workspace import PlanSource
from generator.write import MARK, PublicFile, is_marked


@dataclass(frozen=True, slots=True)
class Press:
    """What every page of a build shares. `bytecode` keeps compiled templates between builds."""

    settings: Settings
    theme: Theme
    bytecode: Path
    today: date


def make(source: PlanSource, press: Press) -> Outcome:
    """The outcome for one plan. Raises TemplateError where the theme has a mistake."""
    plan = read_plan(source, press.settings, press.today)
    if isinstance(plan, Refused):
        return plan
    if not plan.is_published(press.today):
        return NoPage()
    view = page_view(plan, derive(plan), press.settings)
    html = render.page(_environment(press.theme, press.bytecode), view, figures(view)).encode()
    if not is_marked(html):
        raise TemplateError(f"templates/base.html: please keep the line {MARK.decode()} near the top")
    return Page(PublicFile(source.public_path, html), plan.uid, plan.share.until)


def figures(view: PageView) -> dict[str, Figure]:
    """Every drawing of the page, by its chart's id; the rail's two under their own names."""
    narrow, wide = draw_rail(view.rail)
    drawn = {"rail-narrow": narrow, "rail-wide": wide}
    for goal in view.goals:
        for objective in goal.objectives:
            for shown in objective.charts:
                drawn[shown.chart.words.id] = draw(shown.chart)
    return drawn


@functools.lru_cache(maxsize=1)
def _environment(theme: Theme, bytecode: Path) -> jinja2.Environment:
    return render.environment(theme, bytecode)
