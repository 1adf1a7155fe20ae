"""Calendar: the command that puts the days of reviews into a file for the therapist's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import as_value, today_option, workspace_option


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarOptions:
    """What was typed after `handrail calendar`."""

    start: Path
    today: date
    output: Path | None


@click.command("calendar")
@workspace_option
@today_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file; a calendar that is there already is replaced.",
)
@as_value(CalendarOptions)
def calendar_command(options: CalendarOptions) -> None:
    """Put the reviews to come into a file for your calendar.

    Each is a whole day, named by its plan file and nothing else. Open the file with your calendar; one that is
    opened again brings no day twice.

    \b
    Examples:
      handrail calendar > ~/Desktop/reviews.ics
      handrail calendar --output ~/Desktop/reviews.ics
    """
    carry_out("calendar:write_calendar", options)
