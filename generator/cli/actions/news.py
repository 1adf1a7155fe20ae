"""News: what clients will newly read, shown before it goes out."""

from __future__ import annotations

from enum import Enum
from textwrap import indent
from typing import Final

from generator.cli.report import format_finding
from generator.cli.terminal import say, say_beside
from generator.errors import Finding
from generator.privacy.paths import is_page
from generator.publish.page_diff import DiffLine, own_first
from generator.publish.publish import PageChange, PublishPlan
from generator.publish.questions import asked_at, signals
from generator.publish.sight import Sight

#: Most lines around people's own words that are shown as news of a page; the preview shows all of it.
NEWS_LIMIT: Final = 12


class NewsDetail(Enum):
    """How much of the news is shown: the words, or, where a log may keep what is said, only how many."""

    WORDS = "words"
    NUMBERS = "numbers"


def show_news(leaving: PublishPlan, sight: Sight, detail: NewsDetail) -> None:
    """Show what goes out, what goes, what stays as it is, and what the therapist alone should read before."""
    shown: frozenset[Finding] = frozenset()
    if not leaving.refused and detail is NewsDetail.WORDS:
        shown = _show_words(leaving, sight)
    elif not leaving.refused:
        _show_numbers(leaving)
    for change in leaving.gone:
        unclaimed = "" if change.plan else ", which no plan here claims"
        say(f"Gone: {_named(change)}{unclaimed}")
    _show_staying(leaving)
    if sight.sharing and not leaving.refused:
        _show_signals(sight, leaving, detail, shown)


def _show_staying(leaving: PublishPlan) -> None:
    """Show what stays as it is, here or at the place, and why."""
    for path in leaving.foreign:
        say(f"Not Handrail's, so it does not go out: site/{path}")
    for path in leaving.left:
        say(f"Left as it is at the place, since it is not Handrail's: {path}")
    for change in leaving.blocked:
        say_beside(
            f"Not published: {_named(change)}. There, this file is not Handrail's; move it away."
        )
    for path, why in leaving.stuck:
        say_beside(f"Still there: {path}; {why}.")


def _show_words(leaving: PublishPlan, sight: Sight) -> frozenset[Finding]:
    """Show what is new and changed, page by page; the questions that were shown with it."""
    around = 0
    shown: set[Finding] = set()
    for word, changes in (("New", leaving.new), ("Changed", leaving.changed)):
        for change in changes:
            if not is_page(change.path):
                around += 1
                continue
            say(f"{'Behind a new link' if change.former else word}: {_named(change)}")
            shown |= _show_lines(change, sight)
    if around:
        files = "file" if around == 1 else "files"
        say(f"And {around} {files} of the site around the pages.")
    return frozenset(shown)


def _show_lines(change: PageChange, sight: Sight) -> set[Finding]:
    """Show what is new on a page, each question right below the line that it is about; the questions so shown."""
    shown: set[Finding] = set()
    questions: dict[DiffLine, list[Finding]] = {}
    for line, findings in zip(change.lines, asked_at(sight, change), strict=True):
        questions.setdefault(line, []).extend(findings)
    own, ours = own_first(change.lines)
    asking = [line for line in ours[NEWS_LIMIT:] if questions[line]]
    for line in (*own, *ours[:NEWS_LIMIT], *asking):
        say(f"  {line.became} {line.words}")
        for finding in questions[line]:
            shown.add(finding)
            say(indent(format_finding(finding), "      "))
    left_out = len(ours) - NEWS_LIMIT - len(asking)
    if left_out > 0:
        say(f"  … and {left_out} more lines around them; `handrail preview` shows the page.")
    return shown


def _show_numbers(leaving: PublishPlan) -> None:
    counts = []
    for word, changes in (("new", leaving.new), ("changed", leaving.changed)):
        pages = sum(is_page(change.path) for change in changes)
        if pages:
            counts.append(f"{pages} {word}")
    if counts:
        say(f"Pages: {', '.join(counts)}.")


def _show_signals(
    sight: Sight, leaving: PublishPlan, detail: NewsDetail, shown: frozenset[Finding]
) -> None:
    """Show what the therapist alone should read before it goes out, and has not read yet."""
    findings = [finding for finding in signals(sight, leaving) if finding not in shown]
    if not findings:
        return
    if detail is NewsDetail.NUMBERS:
        say(
            f"For you alone, before it goes out: {len(findings)} to read in `handrail publish --dry-run`."
        )
        return
    say("\nFor you alone, before it goes out:")
    for finding in findings:
        say(format_finding(finding))


def _named(change: PageChange) -> str:
    if change.plan:
        return f"{change.plan}, site/{change.path}"
    return f"site/{change.path}"
