"""Schema: the command that gives an editor the plan format."""

from __future__ import annotations

import click


@click.command("schema")
def schema_command() -> None:
    """Print the plan format as JSON Schema, for editors.

    An editor that knows it completes keys and words while you type. Put its name on top of a plan:
    # yaml-language-server: $schema=../plan.schema.json

    \b
    Examples:
      handrail schema > plan.schema.json
    """
    from generator.format.json_schema import plan_schema

    click.echo(plan_schema(), nl=False)
