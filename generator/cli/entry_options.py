"""Entry options: what somebody types of an entry for a log, as one value.

In: what was typed. Out: an `EntryOptions`, and the ids of objectives for the shell to complete.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import Final

import click
from click.shell_completion import CompletionItem


class Typed(click.ParamType[str]):
    """Words on the command line that can be written to a file."""

    name = "TEXT"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        try:
            str(value).encode()
        except UnicodeEncodeError:
            self.fail("a sign in it cannot be read; type it again", param, ctx)
        return str(value)


class AssignmentOption(click.ParamType[tuple[str, str]]):
    """Something and its number, with = between them."""

    def __init__(self, name: str, example: str) -> None:
        self.name = name
        self._example = example

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        what, _, number = Typed().convert(value, param, ctx).rpartition("=")
        if not what.strip() or not number.strip():
            self.fail(
                f"write it with = and a value, such as {self._example}",
                param,
                ctx,
            )
        return what.strip(), number.strip()


def complete_objective(
    context: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The objectives of the plan that was typed, each with what it is measured by."""
    from generator.cli.actions.objectives import measures_by_objective

    plan = context.params.get("plan") or "".join(context.args[:1])
    start = Path(context.params.get("start") or "")
    return [
        CompletionItem(id, help=measure)
        for id, measure in measures_by_objective(plan, start).items()
        if id.startswith(incomplete)
    ]


def complete_score(
    context: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The same with =, behind which the score is typed."""
    return [
        CompletionItem(f"{item.value}=", help=item.help)
        for item in complete_objective(context, param, incomplete)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryOptions:
    """An entry as it was typed; `day` is None where no date was."""

    scores: tuple[tuple[str, str], ...]
    skips: tuple[str, ...]
    note: str
    trigger: tuple[str, ...]
    response: tuple[str, ...]
    helped: tuple[tuple[str, str], ...]
    celebrate: str
    private: str
    day: str | None
    over: str
    part: bool
    by: str


_OPTIONS: Final = (
    click.option(
        "--score",
        "scores",
        metavar="ID=VALUE",
        type=AssignmentOption("ID=VALUE", "calm=4"),
        multiple=True,
        shell_complete=complete_score,
        help="A score: calm=4; yes, partly or no for a habit; 6/8; 8/5 before and after.",
    ),
    click.option(
        "--skip",
        "skips",
        metavar="ID",
        multiple=True,
        shell_complete=complete_objective,
        help="Left out on purpose.",
    ),
    click.option(
        "--note",
        type=Typed(),
        default="",
        help="What happened; your client reads it.",
    ),
    click.option("--trigger", type=Typed(), multiple=True, help="What set it off."),
    click.option(
        "--response",
        type=Typed(),
        multiple=True,
        help="What the person did then.",
    ),
    click.option(
        "--helped",
        metavar="WORDS=0-4",
        type=AssignmentOption("WORDS=0-4", '"slow breaths=3"'),
        multiple=True,
        help="What was tried, and how much it helped.",
    ),
    click.option(
        "--celebrate",
        type=Typed(),
        default="",
        help="Something to be glad about.",
    ),
    click.option(
        "--private", type=Typed(), default="", help="For your eyes only; it never reaches a page."
    ),
    click.option(
        "--date",
        "day",
        metavar="DATE",
        type=Typed(),
        help='2026-01-19, 19.1.2026, "2026-01-19 9:30" or yesterday; default: today.',
    ),
    click.option(
        "--over",
        metavar="SINCE",
        type=Typed(),
        default="",
        help='What the counts cover: a first day, "last week" or "3 weeks"; default: this week or month.',
    ),
    click.option(
        "--part",
        is_flag=True,
        help="This week or month was noted in part only.",
    ),
    click.option(
        "--by",
        type=Typed(),
        default="",
        help="Whose scores these are; needed where several give them.",
    ),
)


def entry_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of an entry, which it takes as one value named `entry`."""
    names = [field.name for field in fields(EntryOptions)]
    make: Callable[..., EntryOptions] = EntryOptions

    @wraps(command)
    def called_by_click(**typed: object) -> None:
        entry = make(**{name: typed.pop(name) for name in names})
        command(entry=entry, **typed)

    decorated: Callable[..., None] = called_by_click
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
