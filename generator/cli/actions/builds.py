"""Builds: a build as commands ask for it, and what came of it in words.

In: a workspace and the day. Out: pages, and text on the terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import click

from generator.builder import pool, site
from generator.builder.facts import Clients, Missing
from generator.builder.pool import Each
from generator.builder.site import Built
from generator.cli.report import format_finding, to_mend
from generator.cli.terminal import bar, no_bar, say, say_beside
from generator.errors import Finding, errors
from generator.privacy.paths import is_sealed
from generator.workspace.layout import PLANS, SITE, printable

#: Most pages that are listed by name at the end of a build.
LIST_LIMIT: Final = 12


def build_with_consent(
    root: Path,
    today: date,
    missing: Missing,
    clients: Clients = Clients.AS_KNOWN,
    each: Each = pool.each,
) -> Built:
    """A build that asks, where a person is there to be asked, before it takes away pages whose plans are out of sight."""
    built = site.build(root, today, bar(), clients=clients, missing=missing, each=each)
    if not built.missing or not sys.stdin.isatty():
        return built
    if not _agrees_to_remove(len(built.missing)):
        return built
    again = site.build(root, today, no_bar(), clients=clients, missing=Missing.GO, each=each)
    return replace(
        again,
        anew={**built.anew, **again.anew},
        written=tuple(sorted({*built.written, *again.written})),
        removed=tuple(sorted({*built.removed, *again.removed})),
    )


def _agrees_to_remove(count: int) -> bool:
    pages, question = f"{count} pages have no plan", f"Take the {count} pages away?"
    if count == 1:
        pages, question = "1 page has no plan", "Take the page away?"
    say(
        f"{pages} in sight any more. If the plans lie on a drive or in a cloud folder, bring them back first."
    )
    return click.confirm(question, default=False)


def show_findings(findings: Sequence[Finding], built: Built) -> None:
    """Show each finding, then how much is to be mended and what clients find until then."""
    for finding in findings:
        say_beside(format_finding(finding))
    wrong = errors(findings)
    if wrong:
        say_beside(f"{to_mend(len(wrong))}. {_what_stays(wrong, built)}")


def _what_stays(wrong: Sequence[Finding], built: Built) -> str:
    """What clients find of the plans with mistakes: most keep their last good page, and some have none to keep."""
    plans = {finding.place.file for finding in wrong if finding.place.file.startswith(f"{PLANS}/")}
    keeping = plans & {built.plans[path] for path in built.pages if path in built.plans}
    if keeping == plans:
        return "The last good page of each plan stays until then."
    if len(keeping) > LIST_LIMIT:
        return f"{len(keeping)} plans keep their last good page until then; of the others no page stands."
    if keeping:
        return f"The last good page of {' and '.join(map(printable, sorted(keeping)))} stays until then; others have none."
    if len(plans) == 1:
        return "It has no page until then."
    return "They have no page until then."


def show_changes(built: Built) -> None:
    """Say which pages were made and which went, or how many where there are many."""
    for word, paths in (("Made", built.written), ("Took away", built.removed)):
        if len(paths) > LIST_LIMIT:
            say(f"{word} {len(paths)} pages.")
            continue
        for path in paths:
            say(f"{word} {_page(path, built)}")
    if not built.written and not built.removed:
        say("Nothing changed.")


def _page(path: str, built: Built) -> str:
    """A page by its plan where its own path says nothing to anybody, else by its path."""
    plan = built.plans.get(path)
    if plan and is_sealed(path):
        return f"the page of {printable(plan)}"
    return f"{SITE}/{path}"
