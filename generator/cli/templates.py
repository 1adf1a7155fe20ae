"""Templates: the command that lists what pages are made of, and copies it to be changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import as_value, workspace_option


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatesOptions:
    """What was typed after `handrail templates`."""

    start: Path
    copies: tuple[str, ...]


def complete_template(
    _context: click.Context, _param: click.Parameter, incomplete: str
) -> list[str]:
    """The names of the built-in templates, for the shell to complete."""
    from generator.workspace.own_templates import built_in_templates

    return [name for name in built_in_templates() if name.startswith(incomplete)]


@click.command("templates")
@workspace_option
@click.option(
    "--copy",
    "copies",
    metavar="NAME",
    multiple=True,
    shell_complete=complete_template,
    help="Copy this one into your own templates/, to be changed there.",
)
@as_value(TemplatesOptions)
def templates_command(options: TemplatesOptions) -> None:
    """List what pages are made of, and copy it to be changed.

    A file in your own templates/ stands in for the built-in one of the same name. Those of your own come first, with
    what is unused or outdated. A copy remembers what it was made from; leave its first line where it is.

    \b
    Examples:
      handrail templates
      handrail templates --copy styles/tokens.css
    """
    carry_out("templates:show_templates", options)
