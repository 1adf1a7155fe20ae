"""Pasted: a long text as somebody pastes it at the terminal.

In: the terminal. Out: the text, once Ctrl-D ends it.
A terminal that hands over whole lines cuts one of them after some thousand signs, which is less than a long reply has;
so it is asked for single signs meanwhile.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

#: What to press at the end.
END_KEYS: Final = "Ctrl-Z and Enter" if os.name == "nt" else "Ctrl-D"
_END: Final = b"\x04"
_READ_BYTES: Final = 65_536


def pasted() -> str:
    """What is pasted, up to the sign that ends it."""
    with _sign_by_sign() as descriptor:
        if descriptor is None:
            return sys.stdin.read()
        return b"".join(_until_end(descriptor)).decode("utf-8", "replace")


def _until_end(descriptor: int) -> Iterator[bytes]:
    while True:
        part, end, _ = os.read(descriptor, _READ_BYTES).partition(_END)
        yield part
        if end or not part:
            return


@contextmanager
def _sign_by_sign() -> Iterator[int | None]:
    """The terminal, set to hand over each sign; None where it cannot be set, as on Windows."""
    try:
        import termios
        import tty
    except ImportError:
        yield None
        return
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor)
    try:
        yield descriptor
    finally:
        termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)
