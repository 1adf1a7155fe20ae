"""Reading: while the program is being read, Ctrl-C ends it as any other program.

In: nothing. Out: a context for imports. Touches the handler of that signal, and puts it back.
Python would else raise the interrupt inside whatever module it is reading, where it can come out as another error.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def reading_the_program() -> Iterator[None]:
    """For imports of our own; where somebody else handles the signal, or in another thread, nothing changes."""
    is_usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not is_usual or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
