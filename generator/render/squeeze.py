"""Squeeze: style sheets and scripts without what no browser needs.

In: the text of a sheet or a script. Out: the same in fewer bytes, with the same meaning.
Touches nothing.

A sealed page has only the rules that its article can use: `for_classes` leaves out each selector
with a class that is nowhere on the page.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import rjsmin

#: A string in CSS, which stays as it is.
_STRING: Final = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_COMMENT: Final = re.compile(_STRING + r"|/\*.*?\*/", re.DOTALL)
_SPACE: Final = re.compile(
    _STRING + r"|;?\s*(})\s*|\s*([{;,>])\s*|(:)\s+|\s+",
    re.DOTALL,
)
#: What begins or ends a part of a sheet, and strings, which may have the same characters in them.
_PART: Final = re.compile(_STRING + r"|[{};]")
#: Rules that hold other rules. All else that begins with @ is kept whole.
_GROUP: Final = re.compile(r"@(?:media|supports|container|layer)\b")
_CLASS: Final = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
#: Strings and brackets of a selector, where classes and commas mean something else.
_INSIDE: Final = re.compile(_STRING + r"|\[[^][]*\]|\([^()]*\)")
#: A combinator with space around it; only these two may also be in a number or an expression.
_BESIDE: Final = re.compile(r" ([+~]) ")
#: A class attribute, with either kind of quotes or with none.
#: Looks behind for the edge of the word, since a search for letters is the quickest.
_CLASS_ATTRIBUTE: Final = re.compile(r"""class=(?<=\bclass=)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")

_IMPORT: Final = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT: Final = re.compile(r"^export ", re.MULTILINE)
#: A name in capitals for one number or text, which can stand where the name does.
_CONSTANT: Final = re.compile(r'const ([A-Z][A-Z_]+)=(\d+|"[^"\\]*");')
#: The one parameter of an arrow function needs no brackets.
_LONE_PARAMETER: Final = re.compile(r"(?<!\w)\((\w+)\)=>")


@functools.lru_cache(maxsize=256)
def style(css: str) -> str:
    """CSS without comments and needless white space; strings stay as they are."""
    bare = _COMMENT.sub(lambda found: found[1] or "", css)
    return _SPACE.sub(_without_space, bare).strip()


def _without_space(found: re.Match[str]) -> str:
    """The string or the sign that was found, without the space around it."""
    if found.lastindex is None:
        return " "
    return found[found.lastindex]


@functools.lru_cache(maxsize=64)
def for_classes(css: str, classes: frozenset[str]) -> str:
    """The rules of a squeezed sheet that can apply to elements with these classes, in their order.

    A rule without a class is kept, and so is one that is not understood.
    """
    return "".join(_kept(_sheet(css), classes))


def classes_in(html: str) -> frozenset[str]:
    """Every class in a page; of a template, also the words of expressions between the quotes."""
    classes: set[str] = set()
    for values in dict.fromkeys(_CLASS_ATTRIBUTE.findall(html)):
        for value in values:
            classes.update(value.split())
    return frozenset(classes)


def script(text: str) -> str:
    """A script without imports, exports, comments, needless white space, brackets and semicolons.

    Named constants are put where their names are; `short_names` sees to the other ones.
    """
    squeezed = str(rjsmin.jsmin(_EXPORT.sub("", _IMPORT.sub("", text))))
    squeezed = _LONE_PARAMETER.sub(r"\1=>", squeezed).replace(";}", "}")
    for name, value in _CONSTANT.findall(squeezed):
        without = squeezed.replace(f"const {name}={value};", "")
        squeezed = re.sub(rf"(?<![.\w$]){name}(?![\w$])", value, without)
    return squeezed


@dataclass(frozen=True, slots=True)
class _Selector:
    """A selector as it is printed, and the classes without which it matches nothing."""

    text: str
    required: frozenset[str]


@dataclass(frozen=True, slots=True)
class _StyleRule:
    """Selectors, and the braces with all in them."""

    selectors: tuple[_Selector, ...]
    block: str


@dataclass(frozen=True, slots=True)
class _RuleGroup:
    """A rule that holds other rules."""

    prelude: str
    rules: tuple[_StyleRule | _RuleGroup | str, ...]


@functools.lru_cache(maxsize=8)
def _sheet(css: str) -> tuple[_StyleRule | _RuleGroup | str, ...]:
    """The sheet in its parts, which serve all pages of a site."""
    return _parts(css)


def _parts(css: str) -> tuple[_StyleRule | _RuleGroup | str, ...]:
    """Rules and groups; what is kept whole is a text."""
    return tuple(_part(prelude, block) for prelude, block in _rules(css))


def _part(prelude: str, block: str) -> _StyleRule | _RuleGroup | str:
    if block and _GROUP.match(prelude):
        return _RuleGroup(prelude, _parts(block[1:-1]))
    if block and not prelude.startswith("@"):
        selectors = (
            _Selector(_BESIDE.sub(r"\1", one), _required(one)) for one in _selectors(prelude)
        )
        return _StyleRule(tuple(selectors), block)
    return prelude + block


def _kept(
    sheet: tuple[_StyleRule | _RuleGroup | str, ...], classes: frozenset[str]
) -> Iterator[str]:
    for part in sheet:
        match part:
            case _StyleRule(selectors, block):
                kept = [one.text for one in selectors if one.required <= classes]
                if kept:
                    yield ",".join(kept) + block
            case _RuleGroup(prelude, rules):
                inside = "".join(_kept(rules, classes))
                if inside:
                    yield f"{prelude}{{{inside}}}"
            case whole:
                yield whole


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Each rule as the text before its braces, and the braces with all in them.

    A statement has no braces.
    """
    start, block_start, depth = 0, 0, 0
    for found in _PART.finditer(css):
        sign, end = found[0], found.end()
        if sign == "{":
            if depth == 0:
                block_start = found.start()
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:block_start].lstrip("\n"), css[block_start:end]
                start = end
        elif sign == ";" and depth == 0:
            yield css[start:end].lstrip("\n"), ""
            start = end
    yield css[start:].lstrip("\n"), ""


def _selectors(prelude: str) -> list[str]:
    """The selectors of a rule, split at the commas outside of strings and brackets."""
    selectors, start = [], 0
    for at, sign in enumerate(_masked(prelude)):
        if sign == ",":
            selectors.append(prelude[start:at])
            start = at + 1
    selectors.append(prelude[start:])
    return selectors


def _required(selector: str) -> frozenset[str]:
    """The classes without which a selector matches nothing: those outside of strings and brackets.

    None where one is escaped.
    """
    if "\\" in selector:
        return frozenset()
    return frozenset(_CLASS.findall(_masked(selector)))


def _masked(selector: str) -> str:
    """The selector with blanks for its strings and brackets, from the innermost outwards."""
    masked, before = selector, ""
    while masked != before:
        before = masked
        masked = _INSIDE.sub(lambda found: " " * len(found[0]), before)
    return masked
