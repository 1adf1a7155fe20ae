"""Commands: every command with its words, its examples and its options, as a page to read.

In: nothing. Out: `docs/commands.md`, the same text every time. Made from the commands themselves; a
test keeps the two in step. Touches nothing but, as a program, its output: `python -m
generator.cli.commands_reference > docs/commands.md`.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from typing import Final

import click

from generator.cli.app import main
from generator.cli.lazy import ListedCommand

_INTRODUCTION: Final = """\
# Commands

<!-- Made by `make docs`. Please change the command's own words in generator/cli/, then run it again. -->

What each command does, with its examples and options, as `handrail COMMAND --help` shows them in the terminal. A command
ends with 0 where all is well, with 1 where something is wrong or open, and with 2 where it was typed wrong.
Those that read plans take `-C DIR` for a workspace elsewhere, and `--today` to act as if it were another day.

| command | what it does |
|---|---|
"""
#: Where this stands alone above lines, click leaves them as they are.
_AS_TYPED: Final = "\b"
_EXAMPLES: Final = "Examples:"
_TABLE: Final = "| option | what it does |\n|---|---|\n"


def commands_as_markdown() -> str:
    """The page as Markdown, with a line break at its end."""
    contexts = list(_contexts(main, click.Context(main, info_name="handrail")))
    rows = "".join(map(_row, contexts))
    return _INTRODUCTION + rows + "".join(map(_section, contexts))


def _contexts(group: click.Group, above: click.Context) -> Iterator[click.Context]:
    """Each command below a group, in the order in which the group lists them."""
    for name, listed in group.commands.items():
        command = listed
        if isinstance(listed, ListedCommand):
            command = listed.load()
        context = click.Context(command, info_name=name, parent=above)
        yield context
        if isinstance(command, click.Group):
            yield from _contexts(command, context)


def _row(context: click.Context) -> str:
    path = context.command_path
    return f"| [`{path}`](#{path.replace(' ', '-')}) | {_paragraphs(context)[0]} |\n"


def _section(context: click.Context) -> str:
    parts = [f"\n## {context.command_path}\n", *map(_paragraph, _paragraphs(context))]
    usage = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
    parts.insert(2, f"`{usage}`\n")
    records = list(_records(context))
    if records:
        parts.append(_TABLE + "".join(map(_option, records)))
    return "\n".join(parts)


def _paragraphs(context: click.Context) -> list[str]:
    return inspect.cleandoc(context.command.help or "").split("\n\n")


def _paragraph(text: str) -> str:
    typed = text.removeprefix(_AS_TYPED).strip("\n")
    if typed.startswith(_EXAMPLES):
        lines = inspect.cleandoc(typed.removeprefix(_EXAMPLES))
        return f"```sh\n{lines}\n```\n"
    return " ".join(typed.split()) + "\n"


def _records(context: click.Context) -> Iterator[tuple[str, str]]:
    """The names of each option, and what it does; `--help` goes without saying."""
    for param in context.command.get_params(context):
        record = param.get_help_record(context)
        if isinstance(param, click.Option) and record and "--help" not in param.opts:
            yield record


def _option(record: tuple[str, str]) -> str:
    names, told = (words.replace("|", "\\|") for words in record)
    return f"| `{names}` | {told} |\n"


if __name__ == "__main__":
    sys.stdout.write(commands_as_markdown())
