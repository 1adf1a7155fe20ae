"""Publish: the site is built, what is new is shown, and then it goes out."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from generator.builder.context import open_workspace
from generator.builder.facts import Missing
from generator.builder.site import Built, withdraw_only
from generator.builder.snapshot import Snapshot
from generator.cli.actions.builds import build_with_consent, show_findings
from generator.cli.actions.destinations import ask_first, way_out
from generator.cli.actions.news import NewsDetail, show_news
from generator.cli.actions.sending import send
from generator.cli.errors import FOUND, Stopped
from generator.cli.options import root_of
from generator.cli.publish import PublishOptions
from generator.cli.terminal import bar
from generator.errors import HandrailError, has_error
from generator.model.settings import ByCommand
from generator.publish.destination import Folder, check_destination
from generator.publish.publish import (
    PublishPlan,
    plan_for_command,
    plan_for_folder,
)
from generator.publish.sight import Sight


def publish_site(options: PublishOptions) -> None:
    root = root_of(options.start)
    way = way_out(root, options)
    if not options.dry_run:
        ask_first(root, way, options)
    built, why_halted = _built(root, options)
    show_findings(built.findings, built)
    sight = Sight(open_workspace(root, options.today), built)
    leaving = _publish_plan(sight, way)
    if why_halted:
        leaving = replace(leaving, refused=why_halted)
    show_news(leaving, sight, _detail(options))
    if leaving.refused and (options.dry_run or not _can_still_remove(leaving, way)):
        raise Stopped(leaving.refused)
    is_left_undone = has_error(built.findings) or not leaving.is_whole
    if not options.dry_run and (leaving.is_empty or options.yes or _agreed()):
        is_left_undone |= send(sight, way, leaving, options)
    if leaving.refused:
        raise Stopped(f"Nothing else was published: {leaving.refused}")
    sys.exit(FOUND if is_left_undone else 0)


def _built(root: Path, options: PublishOptions) -> tuple[Built, str]:
    """The build, and why it could not come to its end; then all is taken away that had to go, and no more is done."""
    missing = Missing.STAY
    if options.remove_missing:
        missing = Missing.GO
    try:
        return build_with_consent(root, options.today, missing), ""
    except HandrailError as error:
        return withdraw_only(root, options.today, missing), str(error)


def _can_still_remove(leaving: PublishPlan, way: Path | ByCommand) -> bool:
    """Whether what has to go can be taken away, though nothing else goes out."""
    return bool(leaving.gone) and isinstance(way, Path)


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise click.UsageError(
            "nobody is here to be asked; add --yes to publish, or --dry-run to look"
        )
    return click.confirm("Publish this?")


def _publish_plan(sight: Sight, way: Path | ByCommand) -> PublishPlan:
    if isinstance(way, Path):
        check_destination(way, sight.space.root)
        return plan_for_folder(sight, Folder(way), bar("files looked at"))
    return plan_for_command(
        sight,
        Snapshot(sight.space.root, way.words),
        bar("files looked at"),
    )


def _detail(options: PublishOptions) -> NewsDetail:
    """Words for a person; numbers where a log may keep what is said."""
    is_watched = sys.stdout.isatty() or (sys.stdin.isatty() and not options.yes)
    if is_watched or options.dry_run:
        return NewsDetail.WORDS
    return NewsDetail.NUMBERS
