"""Gallery: every kind of chart in all its states, on one page to look at.

`python -m bench.gallery FOLDER` writes `gallery.html` and `gallery-rtl.html` there. The states are those of the goldens.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from generator.charts.page_figures import figures
from generator.render import html
from generator.text.language import language, speaking
from generator.view.page_values import PageView
from generator.workspace import theme
from tests.support import pseudo
from tests.support.states import STATES, charts_of, page_of

PAGE: Final = """\
{% from "components/chart.html" import chart %}
<!DOCTYPE html>
<html lang="{{ language.tag }}" dir="{{ language.direction }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery</title>
<style>{{ style }}</style>
<style>{{ wall }}</style>
</head>
<body>
<main class="page">
<h1>Every chart in every state</h1>
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
</main>
</body>
</html>
"""
#: Beside the theme's own styles: two columns of states.
WALL: Final = ".wall{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:2.5rem}"


def gallery(tag: str, sources: dict[str, str]) -> str:
    environment = html.environment(theme.Theme(tuple(sorted(sources.items()))))
    with speaking(language(tag, sources)):
        kinds = [
            (kind, [_state(name, page_of(plan())) for name, plan in found.items()])
            for kind, found in STATES.items()
        ]
        return environment.from_string(PAGE).render(
            kinds=kinds, language=language(tag, sources), wall=WALL
        )


def _state(name: str, view: PageView) -> tuple[str, object, object]:
    return name, charts_of(view), figures(view)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    sources = theme.load_theme(Path("/nowhere")).by_name
    sources["locale/ar.po"] = pseudo.catalogue("ar", pseudo.arabic)
    for name, tag in (("gallery.html", "en"), ("gallery-rtl.html", "ar")):
        (folder / name).write_text(gallery(tag, sources), "utf-8")
        print(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
