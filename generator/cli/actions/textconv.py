"""Textconv: a plan is printed as lines, one fact each.

In: a file. Out: its lines, or its bytes as they are where it is no plan.
Whoever runs this is git, and what it prints is compared: nothing is said beside, nothing is wrapped.
"""

from __future__ import annotations

import click

from generator.cli.errors import Stopped
from generator.cli.textconv import TextconvOptions
from generator.history.fact_lines import fact_lines
from generator.history.outline import PrivateWords, read_outline
from generator.workspace.layout import printable


def print_lines(options: TextconvOptions) -> None:
    try:
        data = options.file.read_bytes()
    except OSError as error:
        shown = click.format_filename(options.file)
        raise Stopped(f"cannot read {shown}: {error.strerror}") from error
    outline = read_outline(data, PrivateWords.HIDDEN)
    if outline is None:
        click.echo(data, nl=False)
        return
    text = "".join(f"{printable(line)}\n" for line in fact_lines(outline))
    click.echo(text.encode(), nl=False)
