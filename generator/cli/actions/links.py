"""Links: what is shared, with its secrets if they are asked for."""

from __future__ import annotations

import json
import sys

import click

from generator.builder.context import open_workspace
from generator.cli.errors import FOUND
from generator.cli.links import LinksOptions
from generator.cli.options import root_of
from generator.cli.report import format_finding
from generator.cli.terminal import say, say_beside
from generator.publish.shared import Shared, Sharing, read_sharing


def list_links(options: LinksOptions) -> None:
    sharing = read_sharing(open_workspace(root_of(options.start), options.today))
    if options.form == "json":
        records = [_record(one, options) for one in sharing.shared]
        click.echo(json.dumps(records, indent=2))
    else:
        _show(sharing, options)
    for finding in sharing.findings:
        say_beside(format_finding(finding))
    sys.exit(FOUND if sharing.findings else 0)


def _show(sharing: Sharing, options: LinksOptions) -> None:
    for one in sharing.shared:
        say(f"{one.plan}  {one.access}  site/{one.path}")
        if options.show_secrets:
            click.echo(f"  {one.url}")
            if one.words:
                click.echo(f"  {one.words}")
    if not sharing.shared:
        say("Nothing is shared yet.")


def _record(one: Shared, options: LinksOptions) -> dict[str, str | None]:
    shown: dict[str, str | None] = {
        "plan": one.plan,
        "access": one.access,
        "path": one.path,
    }
    if options.show_secrets:
        shown |= {"url": one.url, "words": one.words}
    return shown
