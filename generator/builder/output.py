"""Output: finished files, as they are written into `site/`.

In: nothing. Out: the two types that are written, and nothing else is: plain plan text on disk would
be a type error.
Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A page that anyone may read: its path below `site/`, with forward slashes, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SealedPage:
    """A page that only its link opens: its path below `site/`, with forward slashes, and its bytes."""

    path: str
    content: bytes
