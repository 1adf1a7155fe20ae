"""Squeeze: style sheets and scripts without what no browser needs.

In: the text of a sheet or a script. Out: the same in fewer bytes; what it keeps means what it meant. Touches nothing.

A sealed page may hold the rules that its article asks for and no others: `for_classes` leaves out each selector that
names a class which is nowhere on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import rjsmin

#: A string in CSS, which stays as it is.
_STRING: Final = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_COMMENT: Final = re.compile(_STRING + r"|/\*.*?\*/", re.DOTALL)
_SPACE: Final = re.compile(_STRING + r"|;?\s*(})\s*|\s*([{;,>])\s*|(:)\s+|\s+", re.DOTALL)
#: What ends or begins a part of a sheet, and the strings that may hold the same signs.
_PART: Final = re.compile(_STRING + r"|[{};]")
#: Rules that hold other rules. All else that begins with @ stays whole.
_GROUP: Final = re.compile(r"@(?:media|supports|container|layer)\b")
_CLASS: Final = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
#: What a selector asks for in other words than a class: its strings and whatever stands in brackets.
_INSIDE: Final = re.compile(_STRING + r"|\[[^][]*\]|\([^()]*\)")
#: A sign between two selectors, of which only these two are plain signs elsewhere.
_BESIDE: Final = re.compile(r" ([+~]) ")
#: A class attribute, however it is written.
_WORN: Final = re.compile(r"""\bclass=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")

_IMPORT: Final = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT: Final = re.compile(r"^export ", re.MULTILINE)
#: A name in capitals for one number or text, which can stand where the name does.
_CONSTANT: Final = re.compile(r'const ([A-Z][A-Z_]+)=(\d+|"[^"\\]*");')
#: The one parameter of an arrow function needs no brackets.
_LONE_PARAMETER: Final = re.compile(r"(?<!\w)\((\w+)\)=>")


def style(css: str) -> str:
    """CSS without comments and needless white space; strings stay as they are."""
    bare = _COMMENT.sub(lambda found: found[1] or "", css)
    return _SPACE.sub(
        lambda found: found[1] or found[2] or found[3] or found[4] or " ", bare
    ).strip()


def for_classes(css: str, classes: frozenset[str]) -> str:
    """The rules of a squeezed sheet that can apply where no other classes than these are worn, in their order.

    A rule without a class stays, and so does one that is not understood.
    """
    return "".join(_kept(css, classes))


def classes_in(html: str) -> frozenset[str]:
    """Every class that an element of this page wears; of a template, what else stands between the quotes too."""
    return frozenset(
        name for worn in _WORN.findall(html) for names in worn for name in names.split()
    )


def script(text: str) -> str:
    """A script without imports, the word export, comments, needless white space, brackets, ends and named constants.

    All other names stay readable.
    """
    squeezed = str(rjsmin.jsmin(_EXPORT.sub("", _IMPORT.sub("", text))))
    squeezed = _LONE_PARAMETER.sub(r"\1=>", squeezed).replace(";}", "}")
    for name, value in _CONSTANT.findall(squeezed):
        without = squeezed.replace(f"const {name}={value};", "")
        squeezed = re.sub(rf"(?<![.\w$]){name}(?![\w$])", value, without)
    return squeezed


def _kept(css: str, classes: frozenset[str]) -> Iterator[str]:
    for prelude, block in _rules(css):
        if _GROUP.match(prelude) and block:
            inside = for_classes(block[1:-1], classes)
            if inside:
                yield f"{prelude}{{{inside}}}"
        elif prelude.startswith("@") or not block:
            yield prelude + block
        else:
            selectors = [one for one in _selectors(prelude) if _named(one) <= classes]
            if selectors:
                yield ",".join(_BESIDE.sub(r"\1", one) for one in selectors) + block


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Each rule as what stands before its braces and the braces with all in them; a statement has no braces."""
    start, opened, depth = 0, 0, 0
    for found in _PART.finditer(css):
        sign, end = found[0], found.end()
        if sign == "{":
            opened = opened if depth else found.start()
            depth += 1
        elif sign == "}":
            depth -= 1
        if depth == 0 and sign == "}":
            yield css[start:opened].lstrip("\n"), css[opened:end]
        if depth == 0 and sign == ";":
            yield css[start:end].lstrip("\n"), ""
        if depth == 0 and sign in "};":
            start = end
    yield css[start:].lstrip("\n"), ""


def _selectors(prelude: str) -> list[str]:
    """The selectors of a rule, parted at the commas that stand in no string and no bracket."""
    hidden = prelude
    while (flat := _INSIDE.sub(lambda found: "_" * len(found[0]), hidden)) != hidden:
        hidden = flat
    ends = [at for at, sign in enumerate(hidden) if sign == ","]
    return [
        prelude[start:end]
        for start, end in zip([0, *(at + 1 for at in ends)], [*ends, len(prelude)], strict=True)
    ]


def _named(selector: str) -> frozenset[str]:
    """The classes without which a selector finds nothing: those that stand in no bracket; none where one is escaped."""
    if "\\" in selector:
        return frozenset()
    bare = selector
    while (flat := _INSIDE.sub("", bare)) != bare:
        bare = flat
    return frozenset(_CLASS.findall(bare))
