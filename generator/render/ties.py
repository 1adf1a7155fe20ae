"""Ties: where no line of a page ends: in `2 a week`, `at most 2`, `5 of 7`, `71 %`, `20-minute`.

In: the HTML of a page. Out: the same with no-break spaces and hyphens.
Touches nothing. Tags and code are kept as they are. Drawings are tied too, for all that they set
their own lines: the same words twice pack smaller than two kinds of them.
"""

from __future__ import annotations

import re
from typing import Final

_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_HYPHEN: Final = "\N{NON-BREAKING HYPHEN}"

_KEPT: Final = r"(?P<kept><(style|script|code|pre)\b.*?</\2>|<[^>]*>)"
#: A number with what closes around it, and the space behind it; a word of one or two letters, such
#: as `a` or `of`, holds on to the next one too.
_BEHIND: Final = r"(?P<number>\d(?:</\w+>)*)(?P<behind> (?:[^\W\d_]{1,2} )?(?=[^\W_]|%))"
#: A short word in front of a number that ends what is said, such as `most` in `at most 2.`
_BEFORE: Final = r"(?P<before>\b[^\W\d_]{1,6}) (?=\d+(?:[.,]\d+)?(?:[.,;:?)]|<|$))"
_HYPHENED: Final = r"(?P<digit>\d)-(?=[a-z])"
_LOOSE: Final = re.compile("|".join((_KEPT, _BEHIND, _BEFORE, _HYPHENED)), re.DOTALL)


def tied(html: str) -> str:
    """The page with each number tied to its unit, and to the short words around it."""
    return _LOOSE.sub(_tie, html)


def _tie(found: re.Match[str]) -> str:
    if found["kept"]:
        return found[0]
    if found["number"]:
        return found["number"] + found["behind"].replace(" ", _NO_BREAK)
    if found["before"]:
        return found["before"] + _NO_BREAK
    return found["digit"] + _HYPHEN
