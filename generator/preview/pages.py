"""Pages: the HTML of the preview, which is never published.

In: the environment of `render/html`, and the views of the preview. Out: HTML. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import jinja2
from markupsafe import Markup

from generator.charts.figure import Figure
from generator.preview.overview import OverviewRow, OverviewView
from generator.preview.pasted_reply import PastedView
from generator.preview.views import PreviewView
from generator.render.html import rendered, speech


@dataclass(frozen=True, slots=True)
class ServedPage:
    """What every address in the preview begins with, and the number that the page was true at."""

    base: str
    number: int


def overview_page(
    environment: jinja2.Environment,
    view: OverviewView,
    rows: Mapping[str, Markup],
    served: ServedPage,
) -> str:
    """The page of all plans; `rows` is the HTML that `overview_row_html` makes, by plan."""
    return rendered(
        environment,
        "preview/overview.html",
        {"view": view, "rows": rows, "served": served, "language": speech()},
    )


def overview_row_html(
    environment: jinja2.Environment, row: OverviewRow, lines: Sequence[Figure | None], base: str
) -> Markup:
    """The row of one plan, with the line of each measure; `base` is what every address begins with."""
    # A template has escaped what is in it.
    return Markup(
        rendered(
            environment,
            "preview/overview_row.html",
            {"row": row, "lines": lines, "base": base},
        )
    )


def preview_page(
    environment: jinja2.Environment,
    view: PreviewView,
    served: ServedPage,
) -> str:
    """The page around a plan's own page."""
    return rendered(
        environment,
        "preview/plan.html",
        {
            "view": view,
            "served": served,
            "language": speech(),
        },
    )


def pasted_page(environment: jinja2.Environment, view: PastedView, served: ServedPage) -> str:
    """The page that says what became of a reply that was pasted."""
    return rendered(
        environment,
        "preview/pasted.html",
        {"view": view, "served": served, "language": speech()},
    )


class FormTarget(StrEnum):
    """Where the forms of a page may send what is typed into them, in the words of its policy."""

    NOWHERE = "'none'"
    THIS_SERVER = "'self'"


def preview_policy(environment: jinja2.Environment, forms: FormTarget) -> str:
    """The Content-Security-Policy: the page's own script and style, and this server alone."""
    script = environment.globals["preview_script_sha256"]
    style = environment.globals["preview_style_sha256"]
    return (
        f"default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; "
        "img-src data:; connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; "
        f"base-uri 'none'; form-action {forms}; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
