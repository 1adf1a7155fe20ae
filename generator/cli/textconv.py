"""Textconv: the command by which git shows a plan in lines that a person can read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import as_value


@dataclass(frozen=True, slots=True, kw_only=True)
class TextconvOptions:
    """What was typed after `handrail textconv`."""

    file: Path


@click.command("textconv")
@click.argument("file", type=click.Path(path_type=Path))
@as_value(TextconvOptions)
def textconv_command(options: TextconvOptions) -> None:
    """Print a plan as lines, one fact each, for git to compare.

    Git runs this by itself once it has been told to; the words of private notes are left out. A file that cannot be
    read as a plan is printed as it is.

    \b
    Examples:
      handrail textconv plans/sam.yml
    """
    carry_out("textconv:print_lines", options)
