"""Packed: a value that goes from process to process as bytes, and is built again only where it is
needed.

In: a value that can be pickled. Out: the same, when it is opened.
Touches nothing. Of many plans a build needs only a few at a time; as bytes, the rest take a tenth
of the memory.
"""

from __future__ import annotations

import pickle
import zlib
from typing import Generic, TypeVar

Value = TypeVar("Value")

#: How hard to press: the first level takes a quarter of the time that pickling takes.
_LEVEL = 1


class Packed(Generic[Value]):
    """A value as it is; as bytes once it came from another process."""

    __slots__ = ("_bytes", "_value")

    def __init__(self, value: Value) -> None:
        self._value = value
        self._bytes: bytes | None = None

    def open(self) -> Value:
        """The value; built anew at each call where it is kept as bytes."""
        if self._bytes is None:
            return self._value
        value: Value = pickle.loads(zlib.decompress(self._bytes))
        return value

    def __getstate__(self) -> bytes:
        if self._bytes is not None:
            return self._bytes
        return zlib.compress(pickle.dumps(self._value, pickle.HIGHEST_PROTOCOL), _LEVEL)

    def __setstate__(self, state: bytes) -> None:
        self._bytes = state
