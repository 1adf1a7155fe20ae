"""Render: a page's words and drawings as one HTML file.

In: a Theme, then for each page its PageView and its Figures. Out: the text of the page.
Touches the disk only where it is given a folder for compiled templates, which hold no plan's words.

All text is escaped where it is printed; a template that asks for what is not there is an error, never a blank.
The page's one `<style>` is the theme's own, joined once, and named in the page's policy by its digest.
"""

from __future__ import annotations

import base64
import hashlib
import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from generator.charts.figure import Figure
from generator.errors import TemplateError
from generator.theme import Theme
from generator.view.values import PageView
from generator.write import MARK

#: The style sheets in the order they apply; paper last, since it overrules the screen.
STYLES = (
    "styles/tokens.css",
    "styles/base.css",
    "styles/prose.css",
    "styles/head.css",
    "styles/next_step.css",
    "styles/if_then.css",
    "styles/rail.css",
    "styles/help.css",
    "styles/pairs.css",
    "styles/goal.css",
    "styles/objective.css",
    "styles/steps.css",
    "styles/chart.css",
    "styles/table.css",
    "styles/lists.css",
    "styles/entry.css",
    "styles/story.css",
    "styles/safety.css",
    "styles/foot.css",
    "styles/print.css",
)

#: Where a message says a template lies, as seen from a workspace.
_FOLDER = "templates/"

#: What a mistake in a template can raise besides Jinja's own errors.
_MISTAKES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

#: A string in CSS, which stays as it is.
_STRING = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_COMMENT = re.compile(_STRING + r"|/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(_STRING + r"|\s*([{};,])\s*|(:)\s+|\s+", re.DOTALL)


def environment(theme: Theme, bytecode: Path | None) -> jinja2.Environment:
    """Jinja over the theme's sources; `bytecode` is a folder that keeps compiled templates, made if absent.

    Raises TemplateError when a style sheet is missing or would end the page's `<style>`,
    OSError when the folder cannot be made.
    """
    sources = dict(theme.sources)
    style = _style(sources)
    if bytecode is not None:
        bytecode.mkdir(parents=True, exist_ok=True)
    made = jinja2.Environment(
        # Not a DictLoader: that gives templates no file name, and then a mistake in a macro has no place.
        loader=jinja2.FunctionLoader(lambda name: (sources[name], _FOLDER + name, None) if name in sources else None),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=None if bytecode is None else jinja2.FileSystemBytecodeCache(str(bytecode)),
    )
    # The theme's own text, not a plan's: escaping would break it, and `</` in it has been refused.
    made.globals["style"] = Markup(style)
    made.globals["style_sha256"] = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return made


def page(environment: jinja2.Environment, view: PageView, figures: Mapping[str, Figure]) -> str:
    """The page of a plan that anyone may read, ending with a newline; the same for the same input.

    `figures` holds the drawing of every chart by `ChartWords.id`, and `rail-narrow` and `rail-wide`.
    Raises TemplateError, with file and line, when a template cannot be read or asks for what is not there.
    """
    return _rendered(environment, "pages/plan.html", {"view": view, "figures": figures})


def article(environment: jinja2.Environment, view: PageView, figures: Mapping[str, Figure]) -> str:
    """All of the page that belongs to the plan, and nothing else: what a sealed page hides. As `page` otherwise."""
    return _rendered(environment, "pages/article.html", {"view": view, "figures": figures})


@dataclass(frozen=True, slots=True)
class Shell:
    before: bytes
    after: bytes

    def around(self, file: bytes) -> bytes:
        return self.before + base64.b64encode(file) + self.after


def shell(environment: jinja2.Environment, view: object) -> Shell:
    return Shell(MARK + b'<script type="application/octet-stream" id="sealed">', b"</script>")


def _rendered(environment: jinja2.Environment, name: str, values: Mapping[str, object]) -> str:
    try:
        return environment.get_template(name).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise _mistake(environment, error, name, error.message or "this cannot be read") from error
    except jinja2.TemplateError as error:
        raise _mistake(environment, error, name, "this asks for what is not there") from error
    except _MISTAKES as error:
        raise _mistake(environment, error, name, f"{type(error).__name__} in this expression") from error


def _style(sources: Mapping[str, str]) -> str:
    sheets = []
    for name in STYLES:
        if name not in sources:
            raise TemplateError(f"{_FOLDER}{name}:1: this style sheet is missing")
        sheets.append(_squeezed(sources[name]))
        # Looked for after squeezing, which can bring `<` and `/` together.
        if "</" in sheets[-1]:
            line = sources[name].partition("<")[0].count("\n") + 1
            raise TemplateError(f"{_FOLDER}{name}:{line}: a style sheet may not hold `</`")
    return "\n".join(sheets)


def _squeezed(css: str) -> str:
    """CSS without comments and needless white space; strings stay as they are."""
    bare = _COMMENT.sub(lambda found: found[1] or "", css)
    return _SPACE.sub(lambda found: found[1] or found[2] or found[3] or " ", bare).strip()


def _mistake(environment: jinja2.Environment, error: Exception, name: str, reason: str) -> TemplateError:
    """The innermost line of a template that `error` came through: Jinja puts its own files into the traceback.

    Shows the template's line, not the error's own words: those may quote a value, and that may be somebody's note.
    """
    places = [
        (frame.f_code.co_filename, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename.startswith(_FOLDER)
    ]
    if not places or environment.loader is None:
        return TemplateError(f"{_FOLDER}{name}:1: {reason}")
    file, line = places[-1]
    source, _, _ = environment.loader.get_source(environment, file.removeprefix(_FOLDER))
    return TemplateError(f"{file}:{line}: {reason}: {source.splitlines()[line - 1].strip()}")
