"""Starters: the plans that somebody can begin from, and how one is filled in.

In: the starters in the built-in theme's folder, and what is known of a new plan. Out: the text of a
plan file. Reads the disk, nothing else. A starter is a whole plan with comments; its second line
says what it is for.

Terms
    blank    `{{ uid }}`, `{{ today + 6 weeks }}` or `{{ part log }}`, to be filled in.
    part     lines that several starters have in common, in a file whose name begins with _.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from generator.workspace.theme import built_in_folder

BLANK: Final = "blank"
SAMPLE: Final = "_sample"

_BLANK: Final = re.compile(r"\{\{ (\w+)(?: ([^{}]+))? \}\}")
_PART: Final = "_"
#: Lines of a starter that stand for what a client says, by their keys.
_SAID: Final = re.compile(
    r"^ *(what_matters|goal|why|expectations|hindrances|success_feels_like|motivation): (.+)$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Starter:
    """A plan to begin from: its name, and in one line what it is for."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of a plan that begins: its uid, its key if there is one, whom it is for, the
    day, its schema."""

    uid: str
    key: str | None
    client: str
    today: date
    schema: str


def starters() -> tuple[Starter, ...]:
    """All starters, the blank one first."""
    texts = {name: text for name, text in _texts().items() if not name.startswith(_PART)}
    names = sorted(texts, key=lambda name: (name != BLANK, name))
    return tuple(
        Starter(
            name,
            texts[name].splitlines()[1].lstrip("# "),
        )
        for name in names
    )


@functools.cache
def sample_words() -> frozenset[str]:
    """What the starters say where a client's own words belong, as it stands there."""
    texts = [text for name, text in _texts().items() if not name.startswith(_PART)]
    return frozenset(words.strip() for text in texts for _key, words in _SAID.findall(text))


def filled(name: str, known: Beginning) -> str:
    """The plan that this starter begins. Raises KeyError for a starter that is not there."""
    texts = _texts()
    words = _words_for_blanks(known)

    def fill(blank: re.Match[str]) -> str:
        word, rest = blank[1], blank[2]
        if word == "part":
            return _BLANK.sub(fill, texts[_PART + rest]).rstrip("\n")
        if word == "today":
            return (known.today + _weeks(rest)).isoformat()
        return words[word]

    return _BLANK.sub(fill, texts[name])


def _words_for_blanks(known: Beginning) -> dict[str, str]:
    """What stands in the place of each blank that is one word."""
    share = "{access: link}"
    if known.key is not None:
        share = f"{{access: link, key: {known.key}}}"
    return {
        "uid": known.uid,
        "share": share,
        "client": known.client,
        "schema": known.schema,
    }


def _weeks(words: str | None) -> timedelta:
    """How far `+ 6 weeks` is away."""
    if words is None:
        return timedelta()
    sign, number, _ = words.split()
    return timedelta(weeks=int(sign + number))


def _texts() -> dict[str, str]:
    return {
        path.stem: path.read_text("utf-8")
        for path in (built_in_folder() / "starters").glob("*.yml")
    }
