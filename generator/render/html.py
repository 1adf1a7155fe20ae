"""Render: a page's words and drawings as one HTML file.

In: a Theme, then for each page its PageView and its Figures. Out: the text of the page.
Touches nothing.

A workspace's templates are somebody else's words, so all run in Jinja's sandbox: they read what they are given, change
none of it, and reach nothing of the program or of the computer. Compiled templates are kept nowhere: reading them back
would be running a file that anyone could have put there.

All text is escaped where it is printed; a template that asks for what is not there is an error, never a blank.
The page's one `<style>` is the theme's own, joined once, and named in the page's policy by its digest.
"""

from __future__ import annotations

import base64
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.charts.figure import Figure
from generator.errors import TemplateError
from generator.render import squeeze
from generator.render.assets import TEMPLATES, assets
from generator.text import allowlist
from generator.text.direction import runs_against
from generator.text.language import _, isolated, pgettext, spoken
from generator.view.page_values import CardView, PageView, ShellView
from generator.workspace.files import MARK, is_marked
from generator.workspace.theme import Theme

#: Stands for the sealed bytes while a shell is being printed; no template has it.
_SEALED = "{sealed}"

#: What no line may end at, between a number and its per cent sign or the rest of its word: `20 %`, `20-minute`. What
#: stands in tags, and as code, stays as it is.
_LOOSE = re.compile(
    r"(?P<kept><(style|script|code|pre)\b.*?</\2>|<[^>]*>)|(?P<digit>\d)(?P<loose> (?=%)|-(?=[a-z]))",
    re.DOTALL,
)
_TIES = {" ": "\N{NO-BREAK SPACE}", "-": "\N{NON-BREAKING HYPHEN}"}

#: What a mistake in a template can raise besides Jinja's own errors.
_MISTAKES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

#: The end of a line before an element that begins a line of its own wherever it stands.
_LINE_END = re.compile(r"\n(?=</?(?:div|form|h[12]|li|ol|p|template|ul)[ >])")


def environment(theme: Theme) -> jinja2.Environment:
    """Jinja over the theme's sources; templates of a workspace run in a sandbox, since anybody may have written them.

    Raises TemplateError when a style sheet is missing or would end the page's `<style>`.
    """
    sources = dict(theme.sources)
    kind = jinja2.Environment if theme.is_built_in else ImmutableSandboxedEnvironment
    made = kind(
        # Not a DictLoader: that gives templates no file name, and then a mistake in a macro has no place.
        loader=jinja2.FunctionLoader(
            lambda name: (sources[name], TEMPLATES + name, None) if name in sources else None
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=("jinja2.ext.i18n",),
    )
    install = made.install_gettext_callables  # type: ignore[attr-defined]  # an extension adds it
    install(_printable, _counted, newstyle=True, pgettext=_printable_in)
    made.globals |= assets(sources)
    made.globals |= {
        "allowed": allowlist.lists(),
        "sealed": Markup(_SEALED),
        "around": sources.get("page/lock.html", ""),
    }
    made.filters["isolated"] = isolated
    made.tests["foreign"] = _runs_otherwise
    return made


def compiled(environment: jinja2.Environment, names: Iterable[str]) -> Iterator[TemplateError]:
    """What in these templates cannot be read, one for each."""
    for name in names:
        try:
            environment.get_template(name)
        except jinja2.TemplateSyntaxError as error:
            yield _mistake(environment, error, name, error.message or "this cannot be read")


def page(environment: jinja2.Environment, view: PageView, figures: Mapping[str, Figure]) -> str:
    """The page of a plan that anyone may read, ending with a newline; the same for the same input.

    `figures` holds the drawing of every chart by `ChartWords.id`, and `rail-narrow` and `rail-wide`.
    Raises TemplateError, with file and line, when a template cannot be read or asks for what is not there.
    """
    return _tied(rendered(environment, "page/plan.html", {"view": view, "figures": figures}))


def article(environment: jinja2.Environment, view: PageView, figures: Mapping[str, Figure]) -> str:
    """All of the page that belongs to the plan, and nothing else: what a sealed page hides. As `page` otherwise."""
    return _tied(rendered(environment, "page/article.html", {"view": view, "figures": figures}))


def with_style(environment: jinja2.Environment, article: str) -> str:
    """The article with the style that only an open page needs, inert, first in it: the page hands it to the browser.

    Of the style it has the rules that can apply, on it or on what stands around it.
    """
    opening, rest = article.split(">", 1)
    style, around = (str(environment.globals[name]) for name in ("sealed_style", "around"))
    rules = squeeze.for_classes(style, squeeze.classes_in(article) | squeeze.classes_in(around))
    return f"{opening}><template>{_inert(rules)}</template>{rest}"


def _inert(style: str) -> str:
    """A style sheet as text of HTML, where only these two signs mean something else."""
    return style.replace("&", "&amp;").replace("<", "&lt;")


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around every sealed page of a site, the same for all."""

    before: bytes
    after: bytes

    def around(self, file: bytes) -> bytes:
        """The finished page with the sealed file in it."""
        return self.before + base64.b64encode(file) + self.after


def shell(environment: jinja2.Environment, view: ShellView) -> Shell:
    """The locked page. Raises TemplateError as `page` does, and where a theme has lost the sealed part."""
    text = _LINE_END.sub("", rendered(environment, "page/lock.html", {"shell": view})).encode()
    before, _, after = text.partition(_SEALED.encode())
    if not after or not is_marked(before):
        raise TemplateError(
            f"{TEMPLATES}page/lock.html:1: please keep the line {MARK.decode()} and `sealed`"
        )
    return Shell(before, after)


def notice(environment: jinja2.Environment, view: ShellView, title: str, words: str) -> str:
    """A page of the site that belongs to no plan."""
    return rendered(
        environment,
        "page/notice.html",
        {"shell": view, "notice": {"title": title, "words": words}},
    )


def gone_page(environment: jinja2.Environment, view: ShellView) -> str:
    """What a host shows where nothing is; it knows a link that was changed on the way, and leads to where it meant."""
    return rendered(environment, "page/gone.html", {"shell": view})


def card(environment: jinja2.Environment, view: CardView) -> str:
    """Something to hand over on paper, as a page to print."""
    return rendered(environment, "page/card.html", {"card": view, "language": speech()})


def speech() -> dict[str, str]:
    """What a page says of its language; the language itself has parts that are not for templates."""
    return {"tag": spoken().tag, "direction": spoken().direction}


def _tied(html: str) -> str:
    """The page with each number tied to its per cent sign and to the word behind its hyphen: no line ends there."""
    return _LOOSE.sub(
        lambda found: found[0] if found["kept"] else f"{found['digit']}{_TIES[found['loose']]}",
        html,
    )


def rendered(environment: jinja2.Environment, name: str, values: Mapping[str, object]) -> str:
    try:
        return environment.get_template(name).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise _mistake(environment, error, name, error.message or "this cannot be read") from error
    except SecurityError as error:
        raise _mistake(environment, error, name, "a template may not ask for this") from error
    except jinja2.TemplateError as error:
        raise _mistake(environment, error, name, "this asks for what is not there") from error
    except _MISTAKES as error:
        raise _mistake(
            environment, error, name, f"{type(error).__name__} in this expression"
        ) from error


def _runs_otherwise(words: str) -> bool:
    """Whether somebody's words run against the language of the page, at least in part."""
    return runs_against(words, spoken().direction)


def _printable(message: str) -> str:
    return _for_filling(message, _(message))


def _printable_in(context: str, message: str) -> str:
    return _for_filling(message, pgettext(context, message))


def _counted(one: str, many: str, count: int) -> str:
    """The form that goes with so many things; the template fills in the rest."""
    return _for_filling(one, spoken().words.ngettext(one, many, count))


def _for_filling(message: str, said: str) -> str:
    """The translation as a template takes it, which fills in names after %: where the English has none, % is a sign."""
    return said if "%(" in message else said.replace("%", "%%")


def _mistake(
    environment: jinja2.Environment, error: Exception, name: str, reason: str
) -> TemplateError:
    """The innermost line of a template that `error` came through: Jinja puts its own files into the traceback.

    Shows the template's line, not the error's own words: those may quote a value, and that may be somebody's note.
    """
    places = [
        (frame.f_code.co_filename, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename.startswith(TEMPLATES)
    ]
    if not places or environment.loader is None:
        return TemplateError(f"{TEMPLATES}{name}:1: {reason}")
    file, line = places[-1]
    source, _, _ = environment.loader.get_source(environment, file.removeprefix(TEMPLATES))
    return TemplateError(f"{file}:{line}: {reason}: {source.splitlines()[line - 1].strip()}")
