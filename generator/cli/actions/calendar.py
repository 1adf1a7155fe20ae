"""Calendar: the reviews to come of every plan, as a file for the therapist's calendar.

In: the plans of a workspace. Out: a file, or its text on the terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Final

import click

from generator.builder.context import open_workspace
from generator.builder.reading import ReadingContext
from generator.cli.calendar import CalendarOptions
from generator.cli.errors import FOUND
from generator.cli.options import root_of
from generator.cli.report import format_finding
from generator.cli.terminal import say, say_beside
from generator.format.load import Rejected
from generator.model.plan import Plan
from generator.progress.reviews import coming_reviews
from generator.text.calendar_file import FIRST_LINE, Appointment, calendar_file
from generator.workspace import files
from generator.workspace.layout import PlanSource

_ONE_DAY: Final = timedelta(days=1)


def write_calendar(options: CalendarOptions) -> None:
    opened = open_workspace(root_of(options.start), options.today)
    # No link is needed for a day, so no key is asked for.
    reading = ReadingContext(opened.settings, None, opened.today)
    findings = list(opened.space.findings)
    reviews: list[Appointment] = []
    for source in opened.space.plans:
        plan = reading.read(source)
        if isinstance(plan, Rejected):
            findings += plan.findings
        else:
            reviews += _reviews_of(source, plan, options)
    file = calendar_file(sorted(reviews, key=lambda one: one.day)).encode()
    if options.output is None:
        click.echo(file, nl=False)
    else:
        _write(options.output, file)
        say(_told(len(reviews), options.output))
    for finding in sorted(findings):
        say_beside(format_finding(finding))
    sys.exit(FOUND if findings else 0)


def _reviews_of(source: PlanSource, plan: Plan, options: CalendarOptions) -> Iterator[Appointment]:
    """The reviews of one plan from today on, by the name of its file."""
    name = PurePosixPath(source.name).stem
    for day in coming_reviews(plan, options.today - _ONE_DAY):
        yield Appointment(day, f"Review: {name}", plan.as_of)


def _write(path: Path, file: bytes) -> None:
    """Raises UsageError where something else is there, WorkspaceError where the disk refuses."""
    if not _may_be_written(path):
        raise click.UsageError(
            f"{click.format_filename(path)} is there already and is no calendar; "
            "choose another name"
        )
    files.put_beside(path, file)


def _may_be_written(path: Path) -> bool:
    """Whether nothing stands there, or a calendar: an earlier one of these gives its place."""
    try:
        with path.open("rb") as there:
            return there.read(len(FIRST_LINE)) in (b"", FIRST_LINE)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _told(count: int, path: Path) -> str:
    if count == 1:
        return f"Wrote 1 review to {click.format_filename(path)}."
    return f"Wrote {count} reviews to {click.format_filename(path)}."
