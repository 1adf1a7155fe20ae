"""Log problems: what does not fit the plan, as somebody typed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.cli.report import format_finding
from generator.cli.terminal import say_beside
from generator.editing.entry_problems import EntryPart, EntryProblem, hint_for_typed
from generator.format.fields.text import is_id


def show_problems(
    problems: Sequence[EntryProblem], place: Callable[[EntryPart], str], by: str
) -> None:
    """Show each problem at the place where somebody typed it; `by` is how they say whose scores these are."""
    for problem in problems:
        if problem.part is None:
            say_beside(format_finding(problem.finding))
            continue
        hint = hint_for_typed(problem.finding, by)
        say_beside(f"{place(problem.part)}: {problem.finding.sentence}\n   hint: {hint}\n")


def as_option(part: EntryPart) -> str:
    """The option that a part of an entry was typed as."""
    if part.key == "scores":
        return f"--score {_shown_id(part)}".rstrip()
    return f"--{part.key or 'date'}"


def as_cell(row: int, part: EntryPart) -> str:
    """The cell of a table that a part of an entry came from."""
    column = part.key
    if part.key == "scores":
        column = _shown_id(part)
    if not column:
        return f"row {row}"
    return f"row {row}, column {column}"


def _shown_id(part: EntryPart) -> str:
    """The id of an objective; nothing for words that are none, which may be a name."""
    if is_id(part.word):
        return part.word
    return ""
