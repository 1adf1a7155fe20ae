"""Schema: the command that gives an editor the plan format, or the keys of the settings."""

from __future__ import annotations

from dataclasses import dataclass

import click

from generator.cli.options import as_value


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaOptions:
    """What was typed after `handrail schema`."""

    settings: bool


@click.command("schema")
@click.option("--settings", is_flag=True, help="The keys of handrail.yml instead of a plan's.")
@as_value(SchemaOptions)
def schema_command(options: SchemaOptions) -> None:
    """Print the plan format as JSON Schema, for editors.

    An editor that knows it completes keys and words while you type. Put its name on top of a file:
    # yaml-language-server: $schema=../plan.schema.json

    \b
    Examples:
      handrail schema > plan.schema.json
      handrail schema --settings > settings.schema.json
    """
    from generator.format.json_schema import plan_schema, settings_schema

    schema = plan_schema()
    if options.settings:
        schema = settings_schema()
    click.echo(schema, nl=False)
