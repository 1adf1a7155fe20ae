"""How the site of these pages is made: `make docs`, with Sphinx, MyST and furo.

Pages are plain Markdown, so that a code host shows them too. What a host shows differently is put right here: links to
the files above docs/, and each page's description for search engines, which is the first thing that the page says.
"""

import html
import re
import shutil
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docutils import nodes
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from generator import __version__  # noqa: E402 - the checkout has to be found first
from generator.builder.site import build  # noqa: E402

project = "Handrail"
release = version = __version__
project_copyright = "The Handrail contributors"
language = "en"

extensions = ["myst_parser", "sphinx.ext.githubpages"]
exclude_patterns = ["site"]
myst_heading_anchors = 4

html_theme = "furo"
html_title = "Handrail"
html_static_path = ["site"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_favicon = "site/sign.svg"
html_copy_source = False
html_show_sourcelink = False
html_last_updated_fmt = None
html_domain_indices = False
html_use_index = False
html_search_scorer = str(HERE / "search_order.js")
#: A page opened from a folder cannot fetch another one to quote from it.
html_show_search_summary = False

#: Pages whose text stands above docs/, where a code host looks for it.
ABOVE = {"security": "SECURITY.md", "contributing": "CONTRIBUTING.md", "changelog": "CHANGELOG.md"}
#: The plan that the front page shows as its client sees it, and the day on which it is looked at.
SAMPLE = "last-school-year"
SAMPLE_DAY = date(2026, 11, 27)
#: What stands below the picture of it. A code host has no such page, and shows the picture alone.
OPEN_THE_SAMPLE = '<a class="sample" href="sample/index.html">Open this page</a>, an invented plan, as its client does.'
#: As much of a description as search engines show.
DESCRIPTION_LENGTH = 200


def colours(scheme: str) -> dict[str, str]:
    """The product's own colours, `light` or `dark`, under the names that furo has for them."""
    of: dict[str, str] = {}
    for name in ("tokens.css", "plan_tokens.css"):
        text = (HERE.parent / "templates/styles" / name).read_text("utf-8")
        for part in re.split(r"^(?=@media )", text, flags=re.MULTILINE):
            condition = part.partition("{")[0]
            if "@media" not in condition or (scheme == "dark" and "scheme: dark" in condition):
                of |= re.findall(r"--([\w-]+): ([^;]+);", part)
    return {
        "font-stack": of["sans"],
        "font-stack--headings": of["serif"],
        "color-brand-primary": of["accent"],
        "color-brand-content": of["accent"],
        "color-brand-visited": of["accent"],
        "color-background-secondary": of["tint"],
        "color-background-hover": of["tint"],
        "color-background-hover--transparent": "transparent",
        "color-sidebar-search-background": of["paper"],
        "color-sidebar-search-background--focus": of["tint"],
        "color-sidebar-item-background--hover": of["tint"],
        "color-sidebar-item-expander-background--hover": of["tint"],
        "color-inline-code-background": of["tint"],
        "color-code-background": of["tint"],
        "color-background-primary": of["paper"],
        "color-background-border": of["rule"],
        "color-sidebar-background": of["paper"],
        "color-sidebar-background-border": of["rule"],
        "color-foreground-primary": of["ink"],
        "color-foreground-secondary": of["soft"],
        "color-foreground-muted": of["soft"],
        "color-foreground-border": of["edge"],
        "color-table-border": of["rule"],
    }


html_theme_options = {
    "light_logo": "sign.svg",
    "dark_logo": "sign-dark.svg",
    "light_css_variables": colours("light"),
    "dark_css_variables": colours("dark"),
    "top_of_page_buttons": [],
}


def complete(app: Sphinx, docname: str, source: list[str]) -> None:
    """The pages above docs/ are pages of the site, and links lead to them there; the front page opens a sample."""
    if docname in ABOVE:
        text = HERE.parent / ABOVE[docname]
        app.env.note_dependency(text)
        source[0] = text.read_text("utf-8").replace("](docs/", "](")
    if docname == "index":
        source[0] = source[0].replace(
            "](plan-page.png)\n", f"](plan-page.png)\n\n{OPEN_THE_SAMPLE}\n"
        )
    to_top = "../" * docname.count("/")
    for page, name in ABOVE.items():
        for link in (f"]({to_top}../{name}", f"]({name}"):
            source[0] = source[0].replace(link, f"]({to_top}{page}.md")


def describe(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """The first paragraph of a page is its description."""
    if doctree is None:
        return
    first = next(doctree.findall(nodes.paragraph), None)
    if first is not None:
        words = shortened(" ".join(first.astext().split()))
        context["metatags"] += f'\n<meta name="description" content="{html.escape(words)}">'


def shortened(text: str) -> str:
    """As many whole sentences as there is room for; the first one in any case."""
    sentences = re.split(r"(?<=[.:?]) ", text)
    words = sentences[0]
    for sentence in sentences[1:]:
        if len(words) + len(sentence) >= DESCRIPTION_LENGTH:
            break
        words += f" {sentence}"
    return words


def show_a_sample(app: Sphinx, exception: Exception | None) -> None:
    """A real page of a public plan stands beside the site's own."""
    if exception is not None:
        return
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "plans").mkdir()
        for name in ("handrail.yml", f"plans/{SAMPLE}.yml"):
            shutil.copy(HERE.parent / name, root / name)
        build(root, SAMPLE_DAY, lambda _done, _of: None)
        page = root / "site" / SAMPLE / "index.html"
        target = Path(app.outdir) / "sample/index.html"
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(page, target)


def setup(app: Sphinx) -> dict[str, bool]:
    for language_name in ("csv", "cron", "gitattributes"):
        app.add_lexer(language_name, TextLexer)
    app.connect("source-read", complete)
    app.connect("html-page-context", describe)
    app.connect("build-finished", show_a_sample)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
