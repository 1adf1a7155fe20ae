"""Command line: what a person types and reads.

In: arguments and, once, today's date. Out: text on the terminal and an exit code: 0 fine, 1 findings, 2 usage.
The only package that prints or exits; the work is imported when a command needs it.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Any

import click

from generator import __version__
from generator.cli.building import build, watch
from generator.cli.checking import check, schema
from generator.cli.frame import Stopped, reworded
from generator.cli.keeping import key
from generator.cli.previewing import preview
from generator.cli.publishing import close, publish
from generator.cli.sharing import links, revoke, share
from generator.cli.starting import init, new
from generator.cli.verifying import verify
from generator.cli.writing import log


class InOrder(click.Group):
    """Commands in the order of a day's work."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        return list(self.commands)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise reworded(error) from error

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise reworded(error) from error
        except (click.Abort, EOFError, KeyboardInterrupt) as error:
            click.echo(err=True)  # the line of a question that nobody answered
            raise Stopped("Stopped here. Run it again when you like.") from error


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handrail", hidden=True)
@click.pass_context
def main(context: click.Context) -> None:
    """\b
    Goal plans as private pages. Start here: init, new NAME, build, share.
    """
    if os.environ.get("NO_COLOR"):
        context.color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, TextIOWrapper
        ):  # a terminal that lacks a sign shows a question mark, not a traceback
            stream.reconfigure(errors="replace")


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes your shell complete handrail's commands.

    \b
    Examples:
      handrail completion bash >> ~/.bashrc
      handrail completion zsh >> ~/.zshrc
      handrail completion fish > ~/.config/fish/completions/handrail.fish
    """
    from click.shell_completion import get_completion_class

    completer = get_completion_class(shell)
    if completer is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(completer(main, {}, "handrail", "_HANDRAIL_COMPLETE").source())


for _command in (
    *(
        init,
        new,
        log,
        check,
        preview,
        build,
        watch,
        share,
        publish,
        links,
        revoke,
        close,
        verify,
        key,
        schema,
    ),
    completion,
):
    main.add_command(_command)
