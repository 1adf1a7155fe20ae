"""Init: the command that begins a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import as_value, today_option
from generator.model.settings import SupportLine


@dataclass(frozen=True, slots=True, kw_only=True)
class InitOptions:
    """What was typed after `handrail init`."""

    folder: Path
    practice: str | None
    language: str
    support: tuple[SupportLine, ...]
    base_url: str | None
    git: bool | None
    key_name: str | None
    yes: bool
    today: date


class SupportOption(click.ParamType[SupportLine]):
    """Somebody to call on the command line: who, how, and if known when."""

    name = "WHO=NUMBER, WHEN"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> SupportLine:
        who, _, rest = str(value).partition("=")
        contact, _, when = rest.partition(",")
        if not who.strip() or not contact.strip():
            self.fail(
                'write who answers, then = and the number: "Night line=555 0100, day and night"',
                param,
                ctx,
            )
        return SupportLine(who.strip(), contact.strip(), when.strip() or None)


@click.command("init")
@click.argument(
    "folder",
    metavar="[DIR]",
    default=".",
    type=click.Path(file_okay=False, path_type=Path),
)
@click.option(
    "--practice",
    metavar="NAME",
    help="Name of your practice; default: none.",
)
@click.option(
    "--language",
    metavar="en",
    default="en",
    help="Language of the pages; default: en.",
)
@click.option(
    "--support",
    type=SupportOption(),
    multiple=True,
    help="Whom a client can call; once for each line.",
)
@click.option(
    "--base-url", metavar="https://…", help="Where your site will stand; default: not known yet."
)
@click.option(
    "--git",
    "git",
    flag_value=True,
    type=bool,
    default=None,
    help="Begin a git history; default: where there is git, and none yet.",
)
@click.option(
    "--no-git",
    "git",
    flag_value=False,
    type=bool,
    default=None,
    help="Leave git alone.",
)
@click.option(
    "--key", "key_name", metavar="NAME", help="Name of your key; default: practice- and the year."
)
@click.option(
    "--yes",
    is_flag=True,
    help="Do not ask; take what is typed here, and defaults.",
)
@today_option
@as_value(InitOptions)
def init_command(options: InitOptions) -> None:
    """Begin a workspace: settings, a key and a sample plan.

    Asks four questions where somebody is there to answer. A second run makes what is missing; no file that is
    there is changed. The key lies outside the folder.

    \b
    Examples:
      handrail init ~/practice
      handrail init ~/practice --support "Night line=555 0100, day and night"
      handrail init --yes --no-git
    """
    carry_out("init:begin_workspace", options)
