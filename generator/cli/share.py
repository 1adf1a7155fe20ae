"""Share: the command that hands a page over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import (
    as_value,
    format_option,
    plan_argument,
    today_option,
    verbose_option,
    workspace_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOptions:
    """What was typed after `handrail share`."""

    plan: str
    start: Path
    today: date
    card: Path | None
    words_card: Path | None
    wallet: bool
    no_qr: bool
    verbose: bool
    form: str


@click.command("share")
@plan_argument
@workspace_option
@today_option
@click.option(
    "--card",
    type=click.Path(path_type=Path),
    help="Write a card with the link to this file, to print.",
)
@click.option(
    "--words-card",
    type=click.Path(path_type=Path),
    help="Write the six words to this file, to print.",
)
@click.option(
    "--wallet",
    is_flag=True,
    help="Make cards that fold to the size of a bank card, two on a sheet.",
)
@click.option("--no-qr", is_flag=True, help="Leave the square for a camera out.")
@verbose_option
@format_option
@as_value(ShareOptions)
def share_command(options: ShareOptions) -> None:
    """Show the private link of a plan, to be handed over.

    Whoever has the link can read the page. Show it in the session, or print it as a card.

    \b
    Examples:
      handrail share sam
      handrail share sam --card ~/Desktop/card.html
      handrail share sam --card ~/Desktop/card.html --wallet
      handrail share plans/sam.yml --words-card ~/Desktop/words.html
    """
    carry_out("share:share_plan", options)
