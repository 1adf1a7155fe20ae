"""Ctrl-C: what it does until the work of a command begins.

In: nothing. Out: a handler of that signal. Touches it, and the terminal.
Python would raise the interrupt inside whatever module it is reading, where it can come out as another error, and would
show its own lines. This is read before all else, and so it imports next to nothing.
"""

import os
import signal

#: The exit code of a program that Ctrl-C has ended, as shells give it.
STOPPED_BY_HAND = 130
_STDERR = 2


def stop_at_once(_signal: int, _frame: object) -> None:
    """End the program, with one line and no other."""
    start = b""
    if os.isatty(_STDERR):
        start = b"\n"  # the line of the terminal has a ^C on it
    os.write(_STDERR, start + b"Stopped. Nothing was done yet.\n")
    os._exit(STOPPED_BY_HAND)


def answer_ctrl_c() -> None:
    """Have Ctrl-C end the program at once from here on, where nobody else answers it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, stop_at_once)
