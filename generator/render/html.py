"""HTML: a page's words and drawings as one file.

In: a Theme, then for each page its PageView and its Figures. Out: the text of the page.
Touches nothing.

Anybody may have written a workspace's templates, so these run in Jinja's sandbox: they read what
they are given, change none of it, and reach nothing of the program or of the computer. Compiled
templates are not kept on disk: loading them would run a file that anyone could have put there.

All text is escaped where it is printed; a template that asks for an unknown name is an error, never
a blank. The page's one `<style>` is the theme's own, joined once; its policy names its digest.
"""

from __future__ import annotations

import base64
import functools
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from types import CodeType
from typing import Any, Final

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.charts.figure import Figure
from generator.errors import TemplateError
from generator.render import squeeze
from generator.render.assets import TEMPLATES, assets
from generator.render.described import described
from generator.render.ties import tied
from generator.text import allowlist
from generator.text.direction import runs_against
from generator.text.language import _, isolated, pgettext, spoken
from generator.view.page_values import CardSize, CardView, PageView, ShellView
from generator.workspace.files import MARK, is_marked
from generator.workspace.theme import Theme

#: Stands for the sealed bytes while a shell is being printed; no template has it.
_SEALED = "{sealed}"

#: Most templates that are kept in memory as compiled; a watched site whose templates change a lot stays small.
_MOST_COMPILED: Final = 512

#: What a mistake in a template can raise besides Jinja's own errors.
_MISTAKES = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)

#: A line end before an element that begins a line of its own in any case.
_LINE_END = re.compile(r"\n(?=</?(?:div|form|h[12]|li|ol|p|template|ul)[ >])")


def environment(theme: Theme) -> jinja2.Environment:
    """Jinja over the theme's sources, in a sandbox for the templates of a workspace.

    Raises TemplateError when a style sheet is missing or would end the page's `<style>`.
    """
    sources = dict(theme.sources)
    made = _environment_class(theme)(
        loader=_loader(sources),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        bytecode_cache=_COMPILED,
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
    made.filters["described"] = described
    made.tests["foreign"] = _runs_otherwise
    return made


class _Environment(jinja2.Environment):
    """Jinja for the templates that come with the program."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows by name, as one table: Jinja looks through it at each import."""
        return {**self.globals, **(d or {})}


class _SandboxedEnvironment(ImmutableSandboxedEnvironment, _Environment):
    """The same for the templates of a workspace."""


def _environment_class(theme: Theme) -> type[jinja2.Environment]:
    if theme.is_built_in:
        return _Environment
    return _SandboxedEnvironment


class _CompiledTemplates(jinja2.BytecodeCache):
    """Templates that this process has compiled, so that one that changes is the only one compiled anew."""

    def __init__(self) -> None:
        self._codes: dict[tuple[object, ...], CodeType] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        bucket.code = self._codes.get(_identity(bucket))

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.code is None:
            return
        if len(self._codes) >= _MOST_COMPILED:
            self._codes.clear()
        self._codes[_identity(bucket)] = bucket.code


def _identity(bucket: jinja2.bccache.Bucket) -> tuple[object, ...]:
    """What the code of a template follows from: its name, its text, and whether a sandbox is around it."""
    return type(bucket.environment), bucket.key, bucket.checksum


_COMPILED: Final = _CompiledTemplates()


def _loader(sources: Mapping[str, str]) -> jinja2.BaseLoader:
    """Not a DictLoader: that gives no file names, and then a mistake in a macro has no place."""

    def load(name: str) -> tuple[str, str, None] | None:
        if name not in sources:
            return None
        return sources[name], TEMPLATES + name, None

    return jinja2.FunctionLoader(load)


def compiled(
    environment: jinja2.Environment,
    names: Iterable[str],
) -> Iterator[TemplateError]:
    """The syntax error of each of these templates that has one."""
    for name in names:
        try:
            environment.get_template(name)
        except jinja2.TemplateSyntaxError as error:
            yield _mistake(
                environment,
                error,
                name,
                error.message or "this cannot be read",
            )


def page(
    environment: jinja2.Environment,
    view: PageView,
    figures: Mapping[str, Figure],
) -> str:
    """The page of a plan that anyone may read, ending with a newline; the same for the same input.

    `figures` has the drawing of every chart by `ChartWords.id`, `beads` and `flower`.
    Raises TemplateError, with file and line, when a template cannot be read or asks for an unknown
    name.
    """
    return tied(
        rendered(
            environment,
            "page/plan.html",
            {"view": view, "figures": figures},
        )
    )


def article(
    environment: jinja2.Environment,
    view: PageView,
    figures: Mapping[str, Figure],
) -> str:
    """The part of the page that belongs to the plan, which a sealed page hides. As `page`."""
    return tied(
        rendered(
            environment,
            "page/article.html",
            {"view": view, "figures": figures},
        )
    )


def with_style(environment: jinja2.Environment, article: str) -> str:
    """The article with the style that only an open page needs, first in it, in a `<template>`.

    It has only the rules that can apply to the article or to the page around it. The page's script
    hands them to the browser.
    """
    style = str(environment.globals["sealed_style"])
    page_around = str(environment.globals["around"])
    classes = squeeze.classes_in(article) | _classes_around(page_around)
    rules = squeeze.for_classes(style, classes)
    opening, rest = article.split(">", 1)
    return f"{opening}><template>{_inert(rules)}</template>{rest}"


@functools.lru_cache(maxsize=8)
def _classes_around(page: str) -> frozenset[str]:
    return squeeze.classes_in(page)


def _inert(style: str) -> str:
    """A style sheet as text of HTML, where only these two characters need escaping."""
    return style.replace("&", "&amp;").replace("<", "&lt;")


@dataclass(frozen=True, slots=True)
class Shell:
    """The page around the sealed bytes, the same for every sealed page of a site."""

    before: bytes
    after: bytes

    def around(self, file: bytes) -> bytes:
        """The finished page with the sealed file in it."""
        return self.before + base64.b64encode(file) + self.after


def shell(environment: jinja2.Environment, view: ShellView) -> Shell:
    """The locked page. Raises TemplateError as `page`, and where the sealed part is missing."""
    text = _LINE_END.sub(
        "",
        rendered(environment, "page/lock.html", {"shell": view}),
    ).encode()
    before, _, after = text.partition(_SEALED.encode())
    if not after or not is_marked(before):
        raise TemplateError(
            f"{TEMPLATES}page/lock.html:1: please keep the line {MARK.decode()} and `sealed`"
        )
    return Shell(before, after)


def notice(
    environment: jinja2.Environment,
    view: ShellView,
    title: str,
    words: str,
) -> str:
    """A page of the site that belongs to no plan."""
    return rendered(
        environment,
        "page/notice.html",
        {"shell": view, "notice": {"title": title, "words": words}},
    )


def gone_page(environment: jinja2.Environment, view: ShellView) -> str:
    """The site's 404 page; from a link that was damaged on the way it leads to the right page."""
    return rendered(environment, "page/gone.html", {"shell": view})


def card(
    environment: jinja2.Environment, view: CardView, size: CardSize = CardSize.HALF_PAGE
) -> str:
    """Something to hand over on paper, as a page to print."""
    return rendered(
        environment,
        "page/card.html",
        {"card": view, "size": size, "language": speech()},
    )


def speech() -> dict[str, str]:
    """The language of a page as templates get it: without the parts that are not for them."""
    return {"tag": spoken().tag, "direction": spoken().direction}


def rendered(
    environment: jinja2.Environment,
    name: str,
    values: Mapping[str, object],
) -> str:
    """The text that a template makes of the values; every mistake in it ends as a TemplateError."""
    try:
        return environment.get_template(name).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise _mistake(
            environment,
            error,
            name,
            error.message or "this cannot be read",
        ) from error
    except SecurityError as error:
        raise _mistake(
            environment,
            error,
            name,
            "a template may not ask for this",
        ) from error
    except jinja2.TemplateError as error:
        raise _mistake(
            environment,
            error,
            name,
            "this asks for what is not there",
        ) from error
    except _MISTAKES as error:
        reason = f"{type(error).__name__} in this expression"
        raise _mistake(environment, error, name, reason) from error


def _runs_otherwise(words: str) -> bool:
    """Whether somebody's words run against the language of the page, at least in part; tags are none of them."""
    page = spoken().direction
    if not runs_against(words, page):
        return False
    return not isinstance(words, Markup) or runs_against(words.striptags(), page)


def _printable(message: str) -> str:
    return _for_filling(message, _(message))


def _printable_in(context: str, message: str) -> str:
    return _for_filling(message, pgettext(context, message))


def _counted(one: str, many: str, count: int) -> str:
    """The form that goes with so many things; the template fills in the rest."""
    return _for_filling(one, spoken().words.ngettext(one, many, count))


def _for_filling(message: str, translation: str) -> str:
    """The translation for a template, which formats it with %; without names, % is text."""
    if "%(" in message:
        return translation
    return translation.replace("%", "%%")


def _mistake(
    environment: jinja2.Environment, error: Exception, name: str, reason: str
) -> TemplateError:
    """The mistake at the innermost line of a template that `error` came through.

    Shows the template's line, not the error's own words: those may quote a value from a plan.
    """
    place = _innermost_place(error)
    if place is None or environment.loader is None:
        return TemplateError(f"{TEMPLATES}{name}:1: {reason}")
    file, line = place
    source, _, _ = environment.loader.get_source(environment, file.removeprefix(TEMPLATES))
    return TemplateError(f"{file}:{line}: {reason}: {source.splitlines()[line - 1].strip()}")


def _innermost_place(error: Exception) -> tuple[str, int] | None:
    """File and line; the traceback also has lines of Jinja and of ours."""
    place = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if file.startswith(TEMPLATES):
            place = file, line
    return place
