"""App: the command line as a whole, and the one place where errors of the work end a command.

In: what was typed. Out: text on the terminal and an exit code: 0 fine, 1 findings, 2 usage.
`generator.cli` is the only package that prints or exits. A command is read when it is asked for; see `lazy`.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Any, Final

import click

from generator import __version__
from generator.cli.errors import (
    AS_IT_WAS,
    Stopped,
    StoppedByHand,
    reworded,
    stopped_by,
    was_ctrl_c,
)
from generator.cli.lazy import LazyGroup, ListedCommand, UnlistedCommand
from generator.cli.terminal import say_beside
from generator.errors import HandrailError

#: Every command, in the order of a day's work.
COMMANDS: Final = (
    ListedCommand(
        "init", "generator.cli.init", "Begin a workspace: settings, a key and a sample plan."
    ),
    ListedCommand(
        "new",
        "generator.cli.new",
        "Begin a plan, as a draft with questions in it.",
    ),
    ListedCommand(
        "log",
        "generator.cli.log",
        "Add an entry to the log of a plan, or take the last one out.",
    ),
    ListedCommand(
        "receive",
        "generator.cli.receive",
        "Add what clients wrote on their pages to their plans.",
    ),
    ListedCommand(
        "check",
        "generator.cli.check",
        short_help="Say what is wrong in your plans, and what could be clearer.",
    ),
    ListedCommand(
        "status",
        "generator.cli.status",
        short_help="Say what is to be looked at, and what waits to go out.",
    ),
    ListedCommand(
        "history", "generator.cli.history", "Tell the story of a plan from git, the latest first."
    ),
    ListedCommand(
        "diff",
        "generator.cli.diff",
        "Say what is different between two versions of a plan.",
    ),
    ListedCommand(
        "preview", "generator.cli.preview", "See your plans in the browser while you write."
    ),
    ListedCommand("build", "generator.cli.build", "Make the pages in site/."),
    ListedCommand(
        "watch",
        "generator.cli.watch",
        "Make the pages again whenever you save.",
    ),
    ListedCommand(
        "share", "generator.cli.share", "Show the private link of a plan, to be handed over."
    ),
    ListedCommand(
        "publish",
        "generator.cli.publish",
        "Build, show what your clients will newly read, and let it out.",
    ),
    ListedCommand(
        "links",
        "generator.cli.links",
        "List what is shared, without the secrets.",
    ),
    ListedCommand(
        "revoke",
        "generator.cli.revoke",
        "End a plan's private link for good.",
    ),
    ListedCommand(
        "close",
        "generator.cli.close",
        short_help="End a plan with dignity: keep its page, or withdraw it.",
    ),
    ListedCommand(
        "verify",
        "generator.cli.verify",
        short_help="Compare what a folder or a host holds with what was built.",
    ),
    UnlistedCommand(
        "calendar",
        "generator.cli.calendar",
        "Put the reviews to come into a file for your calendar.",
    ),
    ListedCommand(
        "key", "generator.cli.key", "Make, back up and change the key that seals your pages."
    ),
    ListedCommand(
        "git", "generator.cli.git", "Have git merge, compare and guard plans by what they mean."
    ),
    UnlistedCommand(
        "templates",
        "generator.cli.templates",
        "List what pages are made of, and copy it to be changed.",
    ),
    UnlistedCommand(
        "schema", "generator.cli.schema", "Print the plan format as JSON Schema, for editors."
    ),
    UnlistedCommand(
        "completion",
        "generator.cli.completion",
        "Print what makes your shell complete handrail's commands.",
    ),
    UnlistedCommand(
        "textconv",
        "generator.cli.textconv",
        "Print a plan as lines, one fact each, for git to compare.",
    ),
)


class App(LazyGroup):
    """The group of all commands, where whatever stops one of them is said."""

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

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands alone, on one screen: whoever reads them has found the one option."""
        self.format_commands(ctx, formatter)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise reworded(error) from error
        except HandrailError as error:
            raise stopped_by(error, ctx.invoked_subcommand) from error
        except (click.Abort, EOFError, KeyboardInterrupt) as error:
            if was_ctrl_c(error):
                raise StoppedByHand(AS_IT_WAS) from error
            say_beside()  # the line of a question that nobody answered
            raise Stopped("Stopped here. Run it again when you like.") from error


@click.group(
    cls=App,
    commands=COMMANDS,
    options_metavar="",
    subcommand_metavar="COMMAND [--help, with examples]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="handrail", hidden=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Goal plans as private pages. Start here: init, new NAME, build, share."""
    if os.environ.get("NO_COLOR"):
        context.color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that lacks a sign shows a question mark, not a traceback.
            stream.reconfigure(errors="replace")
