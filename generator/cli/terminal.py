"""Terminal: what is said, as wide as the window where a person is looking, and how far a long piece of work is.

What goes to a file or to another program is never wrapped, so that each finding stays on its line.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Final

import click

from generator.cli.report import width

if TYPE_CHECKING:
    from generator.builder.context import OnProgress

#: From this many pages on, a build shows how far it is; fewer are done before a bar can be read.
BAR_FROM: Final = 60
#: A narrower window breaks words wherever it likes: nothing would be left to wrap.
_NARROWEST: Final = 24
#: A piece that stays on one line: a command in backticks, or a word, with the blanks before it.
_PIECE: Final = re.compile(r"( *)(`[^`]*`[^\s`]*|\S+)")
#: What stands in columns: a name, and what is said of it from the second column on.
_COLUMN: Final = re.compile(r" *\S+(?: \S+)*? {2,}(?=\S)")
#: What a line begins with that goes on below the words behind it.
_SIGN: Final = re.compile(r" *(?:[+-] |hint: )")
#: Lines of a file with the marks below them, and what is drawn, stay as they are.
_DRAWN: Final = re.compile(r" *\d* \| |[^\w]*$")


def say(text: str = "") -> None:
    """Say it on the standard output."""
    click.echo(fit_to_window(text, sys.stdout))


def say_beside(text: str = "") -> None:
    """Say it on the error output, beside what is asked for."""
    click.echo(fit_to_window(text, sys.stderr), err=True)


def fit_to_window(text: str, stream: IO[str]) -> str:
    """The text wrapped to the window, where the stream ends in one."""
    if not stream.isatty():
        return text
    return wrapped(text, shutil.get_terminal_size().columns)


def wrapped(text: str, columns: int) -> str:
    """The text with no line longer than that, as far as no word, path or command in backticks has to be cut."""
    if columns < _NARROWEST:
        return text
    lines = [line for one in text.split("\n") for line in _wrapped_line(one, columns)]
    return "\n".join(lines)


def _wrapped_line(line: str, columns: int) -> Iterator[str]:
    if _width(line) <= columns or _DRAWN.match(click.unstyle(line)):
        yield line
        return
    hang = _hang(line, columns)
    here = ""
    for blanks, word in _PIECE.findall(line):
        if here.strip() and _width(here + blanks + word) > columns:
            yield here
            here = " " * hang + word
        else:
            here += blanks + word
    yield here


def _hang(line: str, columns: int) -> int:
    """How far in the lines go on: below the words behind a sign or in a second column, else as the first."""
    plain = click.unstyle(line)
    indent = len(plain) - len(plain.lstrip(" "))
    sign = _SIGN.match(plain)
    if sign:
        return _width(sign[0])
    column = _COLUMN.match(plain)
    if column and _width(column[0]) <= columns // 2:
        return _width(column[0])
    return indent


def _width(line: str) -> int:
    return width(click.unstyle(line))


def no_bar() -> OnProgress:
    """Says nothing of how far the work is."""
    return lambda _done, _of: None


def bar(what: str = "pages") -> OnProgress:
    """A line that says how far a long build is, where a person is looking."""
    if not sys.stderr.isatty():
        return no_bar()

    def show(done: int, of: int) -> None:
        if of < BAR_FROM or not (done % 10 == 0 or done == of):
            return
        filled = round(30 * done / of)
        line = f"\r  {'━' * filled}{'┈' * (30 - filled)} {done} of {of} {what}"
        end = "\r\033[K" if done == of else "\r"
        click.echo(line, nl=False, err=True)
        click.echo(end, nl=False, err=True)

    return show
