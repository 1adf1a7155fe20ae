"""Lazy: commands that are read when they are asked for, and their work when it is to be done.

In: where a command or its work is. Out: the command as click knows it, or the work done.
To list and complete commands takes no more than their names and summaries; to show the help of one takes its options;
only to carry it out takes all that it works with, which is most of the time that a short command takes.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import click

from generator.cli.ctrl_c import stop_at_once


class ListedCommand(click.Command):
    """A command by its name and its line in a list; `module` has the command itself, named `…_command`.

    Where a list has no room for all of the line, click cuts it if it is the `help`, and never the `short_help`.
    """

    def __init__(
        self,
        name: str,
        module: str,
        help: str = "",
        short_help: str = "",
    ) -> None:
        super().__init__(name, help=help, short_help=short_help or None)
        self.module = module

    def load(self) -> click.Command:
        """The command with its options."""
        own_name = self.module.rpartition(".")[2]
        module = import_module(self.module)
        command = getattr(module, f"{own_name}_command")
        assert isinstance(command, click.Command)
        return command


class UnlistedCommand(ListedCommand):
    """A command for other programs, or seldom needed: it works as any other, and the list leaves it out."""

    def __init__(self, name: str, module: str, help: str = "") -> None:
        super().__init__(name, module, help)
        self.hidden = True


class LazyGroup(click.Group):
    """A group of listed commands, in the order in which they are listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        if isinstance(command, ListedCommand):
            command = command.load()
        return name, command, rest


def carry_out(action: str, options: object) -> None:
    """Do what a command is for: `action` is a module of `generator.cli.actions` and its function, as `share:show_link`.

    The function takes the command's options as one value.
    """
    name, _, function = action.partition(":")
    module = import_module(f"generator.cli.actions.{name}")
    with _at_work():
        getattr(module, function)(options)


@contextmanager
def _at_work() -> Iterator[None]:
    """For the work of a command, out of which Ctrl-C is raised; after it, the program ends by itself."""
    if signal.getsignal(signal.SIGINT) is not stop_at_once:
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
