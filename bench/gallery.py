"""Gallery: every component and every kind of chart in all its states, on one page to look at.

`python -m bench.gallery FOLDER` writes `gallery.html` and `gallery-rtl.html` there. The states are those of the goldens.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

import jinja2

from generator.charts.page_figures import figures
from generator.render import html
from generator.text.language import language, speaking
from generator.view.page import shell_view
from generator.view.page_values import IfThenView, NextStep, PageView
from generator.workspace import theme
from tests.support import pseudo
from tests.support.builders import SETTINGS, a_plan, on, weekly
from tests.support.states import STATES, charts_of, page_of

PAGE: Final = """\
{% from "components/chart.html" import chart %}
{% from "components/goal.html" import goal %}
{% from "components/help.html" import help %}
{% from "components/helps.html" import helps %}
{% from "components/journal.html" import journal %}
{% from "components/next_step.html" import next_step %}
{% from "components/rail.html" import rail %}
{% from "components/sheet.html" import sheet %}
{% from "components/wins.html" import wins %}
<!DOCTYPE html>
<html lang="{{ language.tag }}" dir="{{ language.direction }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{ style_sha256 }}' 'sha256-{{ lock_style_sha256 }}' 'sha256-{{ wall_sha256 }}'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery</title>
{% include "partials/privacy.html" %}
<style>{{ lock_style }}</style>
<style>{{ style }}</style>
<style>{{ wall }}</style>
</head>
<body>
{% include "partials/hatches.html" %}
<main class="page">
<h1>Every chart and every part, in every state</h1>
{% for kind, states in kinds %}
<section class="part"><h2 class="part__title">{{ kind }}</h2>
<div class="wall">
{% for state, shown, figures in states %}
{% for one in shown %}
<div><h3>{{ state }}{% if one.rater %}: {{ one.rater }}{% endif %}</h3>
{{ chart(one.chart, figures[one.chart.words.id], one.place) }}
</div>
{% endfor %}
{% endfor %}
</div></section>
{% endfor %}
<section class="part"><h2 class="part__title">The next step</h2><div class="wall">
{% for step in steps %}
<div>{{ next_step(step) }}</div>
{% endfor %}
</div></section>
<section class="part"><h2 class="part__title">The rail</h2>{{ rail(view.rail, figures["rail-narrow"], figures["rail-wide"]) }}</section>
<section class="part"><h2 class="part__title">A goal with its objective</h2>{{ goal(view.goals[0], figures) }}</section>
<section class="part"><h2 class="part__title">Good things, what helps, the journal, whom to call</h2><div class="wall">
<div>{{ wins(view.wins) }}</div><div>{{ helps(view.helps) }}</div>
<div>{{ journal(None, view.journal) }}</div><div class="help">{{ help(view.help) }}</div>
</div></section>
<section class="part"><h2 class="part__title">The sheet</h2>{{ sheet(view.sheet) }}</section>
<section class="part"><h2 class="part__title">The lock</h2><div class="wall">
{% for title, words in locks %}
<div class="lock"><h3 class="lock__title">{{ title }}</h3>{{ words }}</div>
{% endfor %}
</div></section>
</main>
</body>
</html>
"""
#: Beside the theme's own styles: two columns of states.
WALL: Final = ".wall{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:2.5rem}.wall>.lock{margin:0}"


def whole_page() -> PageView:
    """A page with something in every part."""
    entries = weekly(3, 4, 4, 5, 6, 6, note="A walk before work. **It was fine.**")
    entries[2] |= {
        "celebrate": "First week without turning back",
        "helped": {"slow breaths": 3, "a seat by the door": 1},
    }
    entries[4] |= {
        "trigger": ["a full carriage"],
        "response": ["counted stops"],
        "helped": {"slow breaths": 4},
    }
    objective = {
        "measure": "rating",
        "baseline": 3,
        "target": 7,
        "steps": [
            {"step": "Look at the timetable", "done": "2026-01-08"},
            {"step": "One stop with Ana", "first": True, "due": "2026-03-02"},
            {"step": "Three stops alone"},
            {"step": "The whole line at eight", "status": "cancelled"},
        ],
        "strategies": [{"strategy": "Three slow breaths", "kind": "skill"}],
        "if_then": [
            {"if": "my heart races at the door", "then": "I breathe out slowly and step in"}
        ],
    }
    return page_of(
        a_plan(
            [*entries, on("2026-02-23", calm=7)],
            objective,
            why="I want to see my sister more often.",
            reviews=[{"date": "2026-02-16", "kept": "the morning train", "next": "one stop more"}],
            phases=[
                {"from": "2026-01-05", "label": "Short ways"},
                {"from": "2026-02-02", "label": "Longer ways"},
            ],
        )
    )


def gallery(tag: str, sources: dict[str, str]) -> str:
    environment = html.environment(theme.Theme(tuple(sorted(sources.items()))))
    with speaking(language(tag, sources)):
        kinds = [
            (kind, [_state(name, page_of(plan())) for name, plan in found.items()])
            for kind, found in STATES.items()
        ]
        view = whole_page()
        when_hard = IfThenView("my heart races at the door", "I breathe out slowly and step in.")
        steps = (view.next_step, NextStep("Say hello in the music room", None, when_hard), None)
        shell = html.shell(environment, shell_view(SETTINGS)).before.decode()
        return environment.from_string(PAGE).render(
            kinds=kinds,
            view=view,
            figures=figures(view),
            steps=steps,
            locks=_locks(environment, shell),
            language=language(tag, sources),
            wall=WALL,
            wall_sha256=html.sha256(WALL),
        )


def _state(name: str, view: PageView) -> tuple[str, object, object]:
    return name, charts_of(view), figures(view)


def _locks(environment: jinja2.Environment, shell: str) -> list[tuple[str, object]]:
    """Each state of the lock: its title and its words, as the shell holds them."""
    from markupsafe import Markup

    whole = shell + html.shell(environment, shell_view(SETTINGS)).after.decode()
    found = re.findall(
        r'<template id="state-\w+" title="([^"]*)">(.*?)</template>', whole, re.DOTALL
    )
    return [
        (
            Markup(title),
            Markup(re.sub(r' (id|for|aria-describedby)="[^"]*"|(?<!username") hidden', "", words)),
        )
        for title, words in found
    ]


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    sources = theme.load_theme(Path("/nowhere")).by_name
    sources["locale/ar.po"] = pseudo.catalogue("ar", pseudo.arabic)
    for name, tag in (("gallery.html", "en"), ("gallery-rtl.html", "ar")):
        (folder / name).write_text(gallery(tag, sources), "utf-8")
        print(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
