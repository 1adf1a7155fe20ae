"""Pages: the HTML of the preview, which is never published.

In: the environment of `render`, and the views of a preview. Out: HTML. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import jinja2
from markupsafe import Markup

from generator.preview.overview import OverviewRow, OverviewView
from generator.preview.sparkline import Sparkline
from generator.preview.views import PreviewView
from generator.render.html import rendered, speech


@dataclass(frozen=True, slots=True)
class Room:
    """Where a preview's page stands: what every address begins with, and the number that it was true at."""

    base: str
    number: int


def overview_page(
    environment: jinja2.Environment, view: OverviewView, rows: Mapping[str, Markup], room: Room
) -> str:
    """All plans, for the preview alone; `rows` are those that `overview_row_html` gives, by plan."""
    return rendered(
        environment,
        "preview/overview.html",
        {"view": view, "rows": rows, "room": room, "language": speech()},
    )


def overview_row_html(
    environment: jinja2.Environment, row: OverviewRow, line: Sparkline | None, base: str
) -> Markup:
    """One plan among all; `base` is what every address begins with."""
    # Made by a template, which has escaped what is in it.
    return Markup(
        rendered(environment, "preview/overview_row.html", {"row": row, "line": line, "base": base})
    )


def preview_page(environment: jinja2.Environment, view: PreviewView, room: Room) -> str:
    """What stands around a plan's page in the preview."""
    return rendered(
        environment, "preview/plan.html", {"view": view, "room": room, "language": speech()}
    )


def preview_policy(environment: jinja2.Environment) -> str:
    """What a page of the preview may do: its own script and style, ask this server, and frame this server's pages."""
    script, style = (environment.globals[f"preview_{kind}_sha256"] for kind in ("script", "style"))
    return (
        f"default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; img-src data:; "
        "connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
