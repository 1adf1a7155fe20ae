"""Encoding: the text of a file that a person saved, by the mark at its start.

In: bytes. Out: the text without the mark, if asked for with line feeds alone at the ends of lines.
Touches nothing. UTF-8 holds where no mark says otherwise; the Windows shell, for one, writes UTF-16 with its mark.
"""

from __future__ import annotations

import codecs
from typing import Final

#: Marks at the start of a file, with what they say; the longer of two that begin alike comes first.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def text_of(data: bytes) -> str:
    """The text. Raises UnicodeDecodeError where the bytes are not what their mark says, or no UTF-8 without one."""
    return _with_line_feeds(as_written(data))


def text_at_any_rate(data: bytes) -> str:
    """The text as far as it can be read; a sign stands for what cannot."""
    return _with_line_feeds(_decoded(data, "replace"))


def as_written(data: bytes) -> str:
    """The text with the ends of lines that it has. Raises UnicodeDecodeError as `text_of` does."""
    return _decoded(data, "strict")


def in_utf8(data: bytes) -> bytes:
    """The bytes as they are, or in UTF-8 and without the mark where that says another coding; nothing raises."""
    mark, codec = _coding(data)
    return data if codec == "utf-8" else data[len(mark) :].decode(codec, "replace").encode()


def has_bom(data: bytes) -> bool:
    """Whether a mark at the start says how the file was saved."""
    return bool(_coding(data)[0])


def _decoded(data: bytes, errors: str) -> str:
    mark, codec = _coding(data)
    return data[len(mark) :].decode(codec, errors)


def _coding(data: bytes) -> tuple[bytes, str]:
    return next(
        ((mark, codec) for mark, codec in _MARKS if data.startswith(mark)),
        (b"", "utf-8"),
    )


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
