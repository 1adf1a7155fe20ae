"""Pseudo-languages: catalogues that nobody wrote, to find out what a real one would break.

`marked` puts every message between ⟦ and ⟧, `longer` makes it two fifths longer, `arabic` writes it from right to left.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from generator.render.messages import template

#: What a translation leaves as it is: places for values, and markup.
_KEPT = re.compile(r"(\{\w+\}|%\(\w+\)s|</?\w+>)")
_LONG = str.maketrans("aeiouAEIOU", "äéîöüÄÉÎÖÜ")
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابثدهفغحيجكلمنوپقرستعڤشخظز")


def marked(words: str) -> str:
    return f"⟦{words}⟧"


def longer(words: str) -> str:
    """The words with accents, and a syllable added for every twelve letters, so that lines still break."""
    return re.sub(
        r"(\w{2,})(?=\W|$)",
        lambda word: word[1].translate(_LONG) + "éä" * (1 + len(word[1]) // 8),
        words,
    )


def arabic(words: str) -> str:
    return words.lower().translate(_ARABIC)


def catalogue(tag: str, said: Callable[[str], str]) -> str:
    """A gettext catalogue of all messages, each as `said` says it."""

    def translated(message: str) -> str:
        if said is marked:
            return marked(message)
        return "".join(
            part if _KEPT.fullmatch(part) else said(part) for part in _KEPT.split(message)
        )

    made = Catalog(locale=tag)
    for message in template():
        if not message.id:
            continue
        words: str | tuple[str, ...]
        if isinstance(message.id, str):
            words = translated(message.id)
        else:
            one, many = message.id
            words = (translated(one), *[translated(many)] * (made.num_plurals - 1))
        made.add(message.id, words, context=message.context, flags=message.flags)
    file = io.BytesIO()
    write_po(file, made)
    return file.getvalue().decode()


def add_to(root: Path, languages: Mapping[str, Callable[[str], str]]) -> None:
    """Give a workspace catalogues of its own."""
    folder = root / "templates/locale"
    folder.mkdir(parents=True, exist_ok=True)
    for tag, said in languages.items():
        (folder / f"{tag}.po").write_text(catalogue(tag, said), "utf-8")
