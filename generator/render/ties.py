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

#: What is kept as it is: code whole, and tags with the words between them as long as no digit comes.
_CODE: Final = r"<(style|script|code|pre)\b.*?</\2>"
_TAG: Final = r"<(?!(?:style|script|code|pre)\b)[^>]*>"
_KEPT: Final = rf"(?P<kept>{_CODE}|{_TAG}(?:[^\d<]*{_TAG})*|<[^>]*>)"
#: A number with what closes around it, and the space behind it; a word of one or two letters, such
#: as `a` or `of`, holds on to the next one too.
_BEHIND: Final = r"(?P<number>\d(?:</\w+>)*)(?P<behind> (?:[^\W\d_]{1,2} )?(?=[^\W_]|%))"
#: The space between a short word and a number that ends what is said, such as in `at most 2.`
_SHORT_WORD: Final = "|".join(rf"(?<=\b[^\W\d_]{{{letters}}} )" for letters in range(1, 7))
_BEFORE: Final = rf"(?P<before> )(?=\d+(?:[.,]\d+)?(?:[.,;:?)]|<|$))(?:{_SHORT_WORD})"
_HYPHENED: Final = r"(?P<digit>\d)-(?=[a-z])"
_LOOSE: Final = re.compile("|".join((_KEPT, _BEHIND, _BEFORE, _HYPHENED)), re.DOTALL)


def tied(html: str) -> str:
    """The page with each number tied to its unit, and to the short words around it."""
    return _LOOSE.sub(_tie, html)


def _tie(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "kept":
            return found[0]
        case "behind":
            return found["number"] + found["behind"].replace(" ", _NO_BREAK)
        case "before":
            return _NO_BREAK
        case _:
            return found["digit"] + _HYPHEN
