"""Errors: how a command ends that cannot do what was asked.

In: an error of the work, or of click. Out: a sentence for the person at the terminal, and an exit code.
The group of commands turns every `HandrailError` into the end of the command here; a command catches one itself only
where it goes on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

import click

from generator.cli.ctrl_c import STOPPED_BY_HAND
from generator.cli.report import format_finding
from generator.cli.terminal import fit_to_window, say_beside
from generator.errors import HandrailError, PlanError
from generator.workspace.layout import PLANS, shown_message

#: The exit code where something is to be mended.
FOUND: Final = 1

#: What is to be mended first where a plan has findings, by command; for all others it is this plan.
_PLAN_TO_MEND: Final = {
    "log": "this plan; nothing was written",
    "new": "the plan that you want to copy",
}


class Stopped(click.ClickException):
    """The end of a command that cannot go on; the message says what to do."""

    exit_code = FOUND

    def format_message(self) -> str:
        return shown_message(self.message)

    def show(self, file: IO[str] | None = None) -> None:
        _show(self.format_message(), file)


#: What holds wherever Ctrl-C ends a command: every file is written in one step.
AS_IT_WAS: Final = "Each file is as it was, or whole as it is to be. Run it again when you like."


class StoppedByHand(Stopped):
    """The end of a command by Ctrl-C; the message says how things are now."""

    exit_code = STOPPED_BY_HAND

    def show(self, file: IO[str] | None = None) -> None:
        if sys.stderr.isatty():
            say_beside()  # the line of the terminal has a ^C on it
        _show(f"Stopped. {self.format_message()}", file)


def was_ctrl_c(error: BaseException) -> bool:
    """Whether this is Ctrl-C, or a question that was ended by it."""
    return isinstance(error, KeyboardInterrupt) or isinstance(error.__context__, KeyboardInterrupt)


@contextmanager
def if_stopped(words: str) -> Iterator[None]:
    """Where Ctrl-C ends what is done here, these words say how things are then."""
    try:
        yield
    except (KeyboardInterrupt, click.Abort) as error:
        if not was_ctrl_c(error):
            raise
        raise StoppedByHand(words) from error


class Misread(click.UsageError):
    """What was typed cannot be carried out; in our own words, without “Error” and “Invalid value”."""

    def __init__(self, error: click.UsageError) -> None:
        super().__init__(_message_of(error), error.ctx)

    def show(self, file: IO[str] | None = None) -> None:
        if self.ctx is not None:
            usage = self.ctx.get_usage()
            way_on = f"Try '{self.ctx.command_path} --help' for examples.\n"
            _show(usage, file)
            _show(way_on, file)
        _show(shown_message(self.message), file)


def _show(text: str, file: IO[str] | None) -> None:
    """Say how a command ended, where click asks for it, else on the error output."""
    stream = file or sys.stderr
    click.echo(fit_to_window(text, stream), file=stream)


def reworded(error: click.UsageError) -> click.UsageError:
    """The same in our own words; a command that was given nothing keeps its help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error
    return Misread(error)


def _message_of(error: click.UsageError) -> str:
    if not isinstance(error, click.BadParameter) or error.param is None:
        return error.format_message()
    is_option = isinstance(error.param, click.Option)
    name = error.param.opts[-1] if is_option else error.param.human_readable_name
    if isinstance(error, click.MissingParameter):
        return f"{name} is still to be named."
    if is_option:
        return f"{name}: {error.message}"
    return error.message


def stopped_by(error: HandrailError, command: str | None) -> Stopped:
    """The error as the end of the command of this name, with its way out; findings are shown one by one."""
    if isinstance(error, PlanError):
        for finding in error.findings:
            say_beside(format_finding(finding))
        return Stopped(f"First mend {_what_to_mend(error, command)}.")
    hint = getattr(error, "hint", "")
    if hint:
        return Stopped(f"{error}\n   hint: {hint}")
    return Stopped(str(error))


def _what_to_mend(error: PlanError, command: str | None) -> str:
    if not error.findings[0].place.file.startswith(f"{PLANS}/"):
        return "the settings"
    return _PLAN_TO_MEND.get(command or "", "this plan")
