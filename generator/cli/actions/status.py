"""Status: what there is to do today, on the terminal or for programs."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import click

from generator.builder.check import workspace_findings
from generator.builder.context import OpenWorkspace, open_workspace
from generator.cli.actions.places import as_shown, pages_of, record_of_changes
from generator.cli.errors import FOUND
from generator.cli.machine_report import as_document, record_of_finding
from generator.cli.options import root_of
from generator.cli.report import NEEDS_A_PERSON, NO_PROMISE, to_mend
from generator.cli.status import StatusOptions
from generator.cli.terminal import bar, say, say_beside
from generator.errors import Finding, HandrailError, errors, has_error
from generator.model.settings import ByCommand
from generator.preview.agenda import Agenda, PlanToLookAt, ReviewOnAgenda, agenda
from generator.progress.reviews import ReviewTime
from generator.publish.publish import PublishPlan
from generator.publish.waiting import Waiting, waiting
from generator.view import dates
from generator.workspace.layout import printable

#: Most plans that are named below one heading.
LIST_LIMIT: Final = 12


@dataclass(frozen=True, slots=True)
class ToDo:
    """What there is to do; `trouble` says why nobody can tell what waits."""

    today: date
    findings: tuple[Finding, ...]
    agenda: Agenda
    places: tuple[Waiting, ...]
    trouble: str

    @property
    def is_clear(self) -> bool:
        """Whether there is nothing to do."""
        on_agenda = self.agenda.to_look_at or self.agenda.reviews or self.agenda.drafts
        return not (on_agenda or self.findings or self.trouble or any(map(_waits, self.places)))


def show_status(options: StatusOptions) -> None:
    opened = open_workspace(root_of(options.start), options.today)
    status = _status(opened)
    if options.form == "json":
        click.echo(as_document(**_record(status)))
    else:
        _show(status)
    sys.exit(FOUND if has_error(status.findings) or status.trouble else 0)


def _status(opened: OpenWorkspace) -> ToDo:
    plans = [(source, opened.reading.read(source)) for source in opened.space.plans]
    places: tuple[Waiting, ...] = ()
    trouble = ""
    try:
        places = waiting(opened, bar())
    except HandrailError as error:
        trouble = str(error)
    return ToDo(
        opened.today,
        tuple(sorted(workspace_findings(opened, plans))),
        agenda(plans, opened.today, opened.space.risk_lists),
        places,
        trouble,
    )


def _waits(place: Waiting) -> bool:
    return place.leaving is None or not (place.leaving.is_empty and place.leaving.is_whole)


# ---- in words


def _show(status: ToDo) -> None:
    if status.agenda.asks:
        say(NEEDS_A_PERSON)
    for heading, lines in (
        ("To mend:", [*_to_mend(status.findings)]),
        ("Worth a look:", [*_to_look_at(status.agenda.to_look_at)]),
        ("Reviews:", [*_reviews_in_words(status)]),
        ("Drafts, which nobody can open yet:", [*map(printable, status.agenda.drafts)]),
    ):
        _show_list(heading, lines)
    for place in status.places:
        _show_place(place)
    if status.trouble:
        say_beside(f"What waits to go out cannot be told: {status.trouble}")
    if not status.places and not status.trouble:
        say("Nothing was published from here yet. `handrail publish FOLDER` begins.")
    if status.is_clear:
        say(f"Nothing waits for you today. {NO_PROMISE}")


def _show_list(heading: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    say(heading)
    for line in lines[:LIST_LIMIT]:
        say(f"  {line}")
    if len(lines) > LIST_LIMIT:
        say(f"  … and {len(lines) - LIST_LIMIT} more; `--format json` lists all.")


def _to_mend(findings: Sequence[Finding]) -> Iterator[str]:
    """Each file with how much there is to mend, and the way to see it; keys with what is wrong."""
    wrong = errors(findings)
    for finding in wrong:
        if finding.code in _KEY_CODES:
            yield f"{printable(finding.place.file)}: {finding.sentence}; {finding.hint}"
    counts = dict.fromkeys(finding.place.file for finding in wrong)
    for file in counts:
        count = sum(
            finding.place.file == file and finding.code not in _KEY_CODES for finding in wrong
        )
        if count:
            yield f"{printable(file)}: {to_mend(count)}; `handrail check` says how"


#: What is said of keys that are not at hand, and of links that hang on them.
_KEY_CODES: Final = frozenset({"key-file", "no-key", "unknown-key"})


def _to_look_at(plans: Sequence[PlanToLookAt]) -> Iterator[str]:
    for one in plans:
        for why in one.why:
            yield f"{printable(one.plan)}: {why.words}"


def _reviews_in_words(status: ToDo) -> Iterator[str]:
    for review in status.agenda.reviews:
        yield f"{printable(review.plan)}: {_when(review, status.today)}"


def _when(review: ReviewOnAgenda, today: date) -> str:
    day = dates.long(review.day, today.year)
    match review.time:
        case ReviewTime.OVERDUE:
            return f"was due {day}"
        case ReviewTime.TODAY:
            return "today"
        case _:
            return day


def _show_place(place: Waiting) -> None:
    where = as_shown(place.way)
    if place.leaving is None:
        say(f"{where}: what waits for it cannot be told; {place.away}.")
        return
    if not _waits(place):
        say(f"All of it is in {where}.")
        return
    say(f"Waiting for {where}:")
    _show_changes(place.leaving)
    say(f"  `{_way_on(place.way)}` shows the news first, and asks.")


def _show_changes(leaving: PublishPlan) -> None:
    pages = 0
    for word, changes in (
        ("new", leaving.new),
        ("changed", leaving.changed),
        ("to be taken away", leaving.gone),
    ):
        names = pages_of(changes)
        pages += len(names)
        if names:
            shown = ", ".join(map(printable, names[:LIST_LIMIT]))
            more = ""
            if len(names) > LIST_LIMIT:
                more = f" and {len(names) - LIST_LIMIT} more"
            say(f"  {word}: {shown}{more}")
    if not pages and not leaving.is_empty:
        say("  files of the site around the pages")
    for change in leaving.blocked:
        say(f"  cannot go out: {change.path}, where a file of somebody else stands")
    for path, why in leaving.stuck:
        say(f"  still there: {path}; {why}")
    if leaving.refused:
        say(f"  nothing can go out: {leaving.refused}")


def _way_on(way: Path | ByCommand) -> str:
    if isinstance(way, ByCommand):
        return "handrail publish"
    return f"handrail publish {shlex.quote(as_shown(way))}"


# ---- for programs


def _record(status: ToDo) -> dict[str, object]:
    return {
        "today": status.today.isoformat(),
        "places": [_record_of_place(place) for place in status.places],
        "reviews": {
            "overdue": _reviews(status, ReviewTime.OVERDUE),
            "today": _reviews(status, ReviewTime.TODAY),
            "within_a_week": _reviews(status, ReviewTime.SOON),
        },
        "drafts": list(status.agenda.drafts),
        "to_look_at": [
            {
                "plan": one.plan,
                "why": [{"kind": why.kind, "words": why.words} for why in one.why],
            }
            for one in status.agenda.to_look_at
        ],
        "trouble": status.trouble or None,
        "findings": [record_of_finding(finding) for finding in status.findings],
    }


def _reviews(status: ToDo, time: ReviewTime) -> list[dict[str, str]]:
    return [
        {"plan": review.plan, "day": review.day.isoformat()}
        for review in status.agenda.reviews_at(time)
    ]


def _record_of_place(place: Waiting) -> dict[str, object]:
    record: dict[str, object] = {"place": as_shown(place.way), "away": place.away or None}
    if place.leaving is not None:
        record |= record_of_changes(place.leaving)
    return record
