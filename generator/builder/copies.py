"""Twins: of several plan files with one uid, which was there first and which are likely its copies.

In: the names of the files. Out: the same names, the likelier original first, and words that tell of
the others.
Touches nothing.

Cloud folders and people mark the copy: by a word in their own language, by a number, by a longer
name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from typing import Final

#: What copies are called in many languages, and what cloud folders and systems write; looked for
#: anywhere in a name.
_PARTS: Final = """
    copia copie kopie kopia kopio kopija copej másolat eksemplar duplic duplik doublon doppel dublet
    conflict konflikt conflit ristiriita ütközés çakışma backup sicherung sauvegarde respaldo
    копия копія копие конфликт конфлікт αντίγραφο 副本 复制 複製 拷贝 拷貝 冲突 衝突 競合 コピー 복사 사본 충돌
    نسخة نسخه تعارض עותק העתק התנגשות สำเนา
"""
#: The same, so short that they are part of many names: only as words by themselves.
_WHOLE: Final = (
    "copy cópia copi kopi kopya old alt ancien antiguo vecchio bak orig original salinan clone"
)
#: A number that a system puts behind the name of a second file: `sam (2)`, `sam 2`, `sam_1`.
_NUMBER: Final = re.compile(r"(\(\d{1,3}\)|[ _-]\d{1,3})$")
#: How cloud folders name the second copy of a file that two people saved at once.
_CONFLICTED: Final = re.compile(
    r"(conflicted copy|\(conflict|sync-conflict|\.orig$|\(\d+\)\.ya?ml$|Kopie|Copy of )",
    re.IGNORECASE,
)
#: A name that a shell takes as it is, in any shell.
_PLAIN: Final = re.compile(r"[\w./+=:,@%-]+")


def in_order(
    names: Collection[str],
    saved: Callable[[str], int],
) -> tuple[str, ...]:
    """The likelier original first, then what is ever likelier its copy; `saved` says when a file
    was last saved.
    """
    return tuple(
        sorted(
            names,
            key=lambda name: (_signs(name, names), len(name), saved(name), name),
        )
    )


def is_conflicted(name: str) -> bool:
    """Whether a cloud folder would call the second copy of a file so."""
    return _CONFLICTED.search(name.rpartition("/")[2]) is not None


def typed(name: str) -> str:
    """A file's name as one can type it in any shell."""
    if _PLAIN.fullmatch(name):
        return name
    return f"'{name}'" if any(sign in name for sign in '"$`\\!') else f'"{name}"'


def _signs(name: str, names: Iterable[str]) -> int:
    """How much speaks for a copy: a word for it that not all of the names have, a number behind it."""
    stems = [_stem(other) for other in names]
    mine = _stem(name)
    words = set(_WORD.findall(mine)) - set.intersection(
        *(set(_WORD.findall(stem)) for stem in stems)
    )
    # Not an original's own number: `sam-2` beside `kim` says nothing, beside `sam` it does.
    number = _NUMBER.search(mine)
    is_numbered = number is not None and mine[: number.start()].rstrip() in stems
    return bool(words) + is_numbered


def _stem(name: str) -> str:
    """What the file is called, folded."""
    return _folded(name.rpartition("/")[2].rpartition(".")[0])


def _folded(text: str) -> str:
    """In small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


_WORD: Final = re.compile(
    rf"{'|'.join(map(_folded, _PARTS.split()))}|(?<![a-z])(?:{'|'.join(map(_folded, _WHOLE.split()))})(?![a-z])"
)
