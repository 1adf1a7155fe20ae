"""Short names: the names that a script gives itself, in as few letters as they need.

In: a squeezed script. Out: the same with shorter names, and the same meaning. Touches nothing.

A sealed page is sent whole each time, and a tenth of its script would be names. Only what the script
declares is renamed, everywhere alike. Whatever is a key, a property, a part of a class or stands in
a template keeps its name, and so does everything else that has the same. `templates/scripts/` has
the script to read.

Terms
    token  a string, a pattern, a name, a number or a sign.
    own    a name that the script declares: a constant, a variable, a function, a class, a parameter.
    fixed  a name that something other than the script may know.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from string import ascii_letters
from typing import Final

#: A pattern begins only where a value may; after a name or a bracket, `/` divides.
_TOKEN: Final = re.compile(
    r"""
    "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' | `(?:[^`\\]|\\.)*`
    | (?:(?<=[(,=:\[!&|?+~;{}])|(?<=return))/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*
    | [A-Za-z_$][\w$]* | \d[\w.]* | \.\.\. | => | \s+ | .
    """,
    re.VERBOSE | re.DOTALL,
)
_NAME: Final = re.compile(r"[A-Za-z_$][\w$]*")
_DECLARES: Final = frozenset({"const", "let", "function", "class"})
#: What stands before the brace of a value or of a pattern; any other brace opens a block.
_BEFORE_OBJECT: Final = frozenset({*"(,=:?[&|!", "...", "return", "const", "let", "of"})
#: Words of one or two letters that mean something by themselves.
_TAKEN: Final = frozenset({"as", "do", "if", "in", "of"})
#: Names of so few letters are left alone.
_SHORT: Final = 2


def with_short_names(script: str) -> str:
    """The script, in which each of its own long names that may change is a letter or two."""
    tokens = _TOKEN.findall(script)
    names = _renamed(tokens)
    return "".join(names.get(token, token) for token in tokens)


def _renamed(tokens: Sequence[str]) -> dict[str, str]:
    """The new name of each that gets one; what stands most often gets the shortest."""
    bare = [token for token in tokens if not token.isspace()]
    fixed = set(_fixed(bare))
    uses = Counter(token for token in bare if _NAME.fullmatch(token))
    own = {name for name in _own(bare) if name not in fixed and len(name) > _SHORT}
    free = (name for name in _short_names() if name not in uses and name not in fixed)
    return {name: next(free) for name in sorted(own, key=lambda name: (-uses[name], name))}


def _short_names() -> Iterator[str]:
    yield from ascii_letters
    for first in ascii_letters:
        yield from (first + second for second in ascii_letters if first + second not in _TAKEN)


def _own(tokens: Sequence[str]) -> Iterator[str]:
    """Each name that is declared: after its word, in brackets after `const`, or as a parameter."""
    for at, token in enumerate(tokens):
        if token in _DECLARES:
            yield from _declared(tokens, at + 1)
        elif token == "=>" and _NAME.fullmatch(tokens[at - 1]):
            yield tokens[at - 1]
        elif token == "=>":
            yield from _parameters(tokens, _opening(tokens, at - 1))
        elif token == "catch" and tokens[at + 1] == "(":
            yield tokens[at + 2]


def _declared(tokens: Sequence[str], at: int) -> Iterator[str]:
    if tokens[at] == "[":
        yield from _parameters(tokens, at)
    elif _NAME.fullmatch(tokens[at]):
        yield tokens[at]
    if tokens[at - 1] == "function":
        yield from _parameters(tokens, tokens.index("(", at))


def _opening(tokens: Sequence[str], at: int) -> int:
    """The place of the bracket that the one at this place closes."""
    depth = 0
    for place in range(at, -1, -1):
        depth += (tokens[place] == ")") - (tokens[place] == "(")
        if depth == 0:
            return place
    return at


def _parameters(tokens: Sequence[str], at: int) -> Iterator[str]:
    """The names in these brackets, without what they are set to where nothing is given."""
    depth = 0
    for place in range(at, len(tokens)):
        token = tokens[place]
        depth += (token in "([{") - (token in ")]}")
        if depth == 0:
            return
        if _NAME.fullmatch(token) and tokens[place - 1] in ("(", "[", ",", "..."):
            yield token


def _fixed(tokens: Sequence[str]) -> Iterator[str]:
    """Each name that stands as a property, a key or a part of a class, or in a template."""
    braces: list[str] = []
    opens = ""
    for before, token, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        if token.startswith("`"):
            yield from _NAME.findall(token)
        elif token == "class":
            opens = "class"
        elif token == "{":
            braces.append(opens or _kind_of_brace(before))
            opens = ""
        elif token == "}" and braces:
            braces.pop()
        elif _NAME.fullmatch(token) and (
            before == "." or _is_key(before, after) or _is_member(braces, before, after)
        ):
            yield token


def _kind_of_brace(before: str) -> str:
    if before in _BEFORE_OBJECT:
        return "object"
    return "block"


def _is_key(before: str, after: str) -> bool:
    return after == ":" and before in ("{", ",")


def _is_member(braces: Sequence[str], before: str, after: str) -> bool:
    """Whether a name is one of a class, or both key and value of an object."""
    if not braces:
        return False
    if braces[-1] == "class":
        return True
    return braces[-1] == "object" and before in ("{", ",") and after in (",", "}", "=")
