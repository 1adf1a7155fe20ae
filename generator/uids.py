"""Uids: where a plan file gives its uid, also one that does not parse.

In: the name and the bytes of a plan file. Out: the uid as it stands there, and its place.
Touches nothing.
"""

from __future__ import annotations

import re
from typing import Final

from generator.errors import Place

_UID: Final = rb"""["']?uid["']?[ \t]*:[ \t]*["']?([0-9a-f]{32})?"""
#: At the start of a line, where it belongs; else further in, as in a file that is indented or in braces.
_LINES: Final = (re.compile(rb"(?m)^" + _UID), re.compile(rb"(?m)^[ \t{]+" + _UID))


def uid_in(data: bytes) -> str | None:
    """The uid that the file gives, as far as it is one."""
    found = _found(data)
    return found[1].decode() if found and found[1] else None


def uid_place(name: str, data: bytes) -> Place:
    """Where the file gives its uid; its first line where it gives none."""
    found = _found(data)
    if found is None:
        return Place(name)
    at = data.index(b"uid", found.start())
    column = len(data[data.rfind(b"\n", 0, at) + 1 : at].decode(errors="replace"))
    return Place(name, data.count(b"\n", 0, at) + 1, column + 1, len("uid"))


def _found(data: bytes) -> re.Match[bytes] | None:
    return next((found for line in _LINES if (found := line.search(data))), None)
