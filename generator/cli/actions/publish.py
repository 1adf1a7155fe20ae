"""Publish: the site is built, what is new is shown, and then it goes out."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Final, NoReturn

import click

from generator.builder.context import open_workspace
from generator.builder.facts import Missing
from generator.builder.site import Built, build, withdraw_only
from generator.cli.actions.builds import build_with_consent, show_findings
from generator.cli.actions.destinations import ask_first, way_out
from generator.cli.actions.in_detail import tell_build
from generator.cli.actions.news import NewsDetail, show_news
from generator.cli.actions.places import as_shown, record_of_changes
from generator.cli.actions.sending import STDERR, address_of, carry_out_plan, send, tell_sent
from generator.cli.errors import FOUND, Stopped, if_stopped
from generator.cli.machine_report import as_document, record_of_finding
from generator.cli.options import root_of
from generator.cli.publish import PublishOptions
from generator.cli.report import OutputFormat
from generator.cli.terminal import bar
from generator.errors import HandrailError, has_error
from generator.model.settings import ByCommand
from generator.publish.publish import PublishPlan, publish_plan
from generator.publish.questions import any_needs_a_person
from generator.publish.send import Sent
from generator.publish.sight import Sight

_NOTHING_OUT: Final = "Nothing went out. Each page in site/ is as it was, or whole as it is to be."


def publish_site(options: PublishOptions) -> None:
    root = root_of(options.start)
    with if_stopped(_NOTHING_OUT):
        way = way_out(root, options)
        sight, leaving = _prepared(root, way, options)
    if options.form == OutputFormat.JSON:
        _publish_for_programs(sight, way, leaving, options)
    with if_stopped(_NOTHING_OUT):
        is_agreed = _shown_and_agreed(sight, way, leaving, options)
    is_left_undone = has_error(sight.built.findings) or not leaving.is_whole
    if is_agreed:
        is_left_undone |= send(sight, way, leaving, options)
    if leaving.refused:
        raise Stopped(f"Nothing else was published: {leaving.refused}")
    sys.exit(FOUND if is_left_undone else 0)


def _prepared(
    root: Path, way: Path | ByCommand, options: PublishOptions
) -> tuple[Sight, PublishPlan]:
    """Build, and see what would go out."""
    _refuse_questions(options)
    if not options.dry_run:
        ask_first(root, way, options)
    built, why_halted = _built(root, options)
    if options.verbose:
        tell_build(root, built)
    sight = Sight(open_workspace(root, options.today), built)
    leaving = publish_plan(sight, way, bar("files looked at"))
    if why_halted:
        leaving = replace(leaving, refused=why_halted)
    return sight, leaving


def _shown_and_agreed(
    sight: Sight, way: Path | ByCommand, leaving: PublishPlan, options: PublishOptions
) -> bool:
    """Show the news; whether it is to go out. Raises Stopped where nothing can."""
    show_findings(sight.built.findings, sight.built)
    show_news(leaving, sight, _detail(options))
    if leaving.refused and (options.dry_run or not _can_still_remove(leaving, way)):
        raise Stopped(leaving.refused)
    return not options.dry_run and (leaving.is_empty or options.yes or _agreed())


def _refuse_questions(options: PublishOptions) -> None:
    """Raise UsageError where a document is asked for, and a question would have to be asked."""
    if options.form == OutputFormat.JSON and not (options.yes or options.dry_run):
        raise click.UsageError("--format json asks nothing; add --yes to publish, or --dry-run")


def _publish_for_programs(
    sight: Sight, way: Path | ByCommand, leaving: PublishPlan, options: PublishOptions
) -> NoReturn:
    """Publish, say all of it in one document, and end."""
    sent: Sent | None = None
    if not options.dry_run and (not leaving.refused or _can_still_remove(leaving, way)):
        sent = carry_out_plan(sight, way, leaving, STDERR)
    if options.verbose:
        tell_sent(sent)
    click.echo(as_document(**_record(sight, way, leaving, sent)))
    is_left_undone = has_error(sight.built.findings) or not leaving.is_whole
    sys.exit(FOUND if is_left_undone or (sent and sent.failed) else 0)


def _record(
    sight: Sight, way: Path | ByCommand, leaving: PublishPlan, sent: Sent | None
) -> dict[str, object]:
    failed = sent.failed if sent else ()
    return {
        "place": as_shown(way),
        "published": sent is not None and not leaving.refused,
        **record_of_changes(leaving),
        "failed": [{"path": path, "why": why} for path, why in failed],
        "pages": leaving.pages,
        "address": address_of(sight),
        "needs_a_person": any_needs_a_person(sight),
        "findings": [record_of_finding(finding) for finding in sight.built.findings],
    }


def _built(root: Path, options: PublishOptions) -> tuple[Built, str]:
    """The build, and why it could not come to its end; then all is taken away that had to go, and no more is done."""
    missing = Missing.STAY
    if options.remove_missing:
        missing = Missing.GO
    try:
        if options.form == OutputFormat.JSON:
            return build(root, options.today, bar(), missing=missing), ""
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


def _detail(options: PublishOptions) -> NewsDetail:
    """Words for a person; numbers where a log may keep what is said."""
    is_watched = sys.stdout.isatty() or (sys.stdin.isatty() and not options.yes)
    if is_watched or options.dry_run:
        return NewsDetail.WORDS
    return NewsDetail.NUMBERS
