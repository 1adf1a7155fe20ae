"""Places: where a path in a plan stands in its file.

In: a parsed Document and paths as in `case`. Out: a Finding at each place.
Touches nothing. A path that the file does not write out leads to the nearest key above it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.advice.remark import Remark
from generator.errors import Finding, Level
from generator.format.fields.dates import DAY_FORM
from generator.format.fields.numbers import NUMBER_FORM
from generator.format.fields.report import Location, Report, Show
from generator.format.keys.log import EntryKeys, ReviewKeys
from generator.format.keys.plan import PlanKeys
from generator.format.keys.timeframe import PhaseKeys
from generator.format.parse import Document, Mapping, Node, Scalar, Sequence
from generator.model.rule import Rule

#: Lists that a Plan sorts by time, each with the key that tells it.
_BY_TIME: Final = {
    PlanKeys.progress.name: EntryKeys.date.name,
    PlanKeys.reviews.name: ReviewKeys.date.name,
    PlanKeys.phases.name: PhaseKeys.start.name,
}


class Places:
    """The places of one file. Each list is put in order of time once, however much is said of its items."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._ordered: dict[tuple[int, int], tuple[Node, ...]] = {}

    def finding(self, said: Remark, rule: Rule, level: Level) -> Finding:
        """What is said, at its place. The excerpt shows a value only where it is a number or a date."""
        report = Report(self.document)
        spot = self._spot(said.path.split("/"))
        text = spot.node.text.strip() if isinstance(spot.node, Scalar) else ""
        shown = Show.VALUE if NUMBER_FORM.fullmatch(text) or DAY_FORM.fullmatch(text) else Show.KEY
        report.add(spot, said.message, rule.value, said.hint, shown)
        return replace(report.findings[0], level=level)

    def note(self, said: Remark, code: str) -> Finding:
        """The gentlest of what is said, and of no rule that could be switched off, at its key."""
        report = Report(self.document)
        report.note(self._spot(said.path.split("/")), said.message, code, said.hint)
        return report.findings[0]

    def _spot(self, parts: list[str]) -> Location:
        root = self.document.root
        if parts[0] == PlanKeys.goals.name and root.get(PlanKeys.goals.name) is None:
            parts = parts[2:]  # the one goal stands at the top
        spot = Location(root, None)
        for part in parts:
            found = self._below(spot, part)
            if found is None:
                break
            spot = found
        return spot

    def _below(self, spot: Location, part: str) -> Location | None:
        node = spot.node
        if isinstance(node, Mapping):
            pair = node.pair(part)
            return None if pair is None else Location(pair[1], pair[0])
        if isinstance(node, Sequence) and part.isdigit():
            return Location(self.in_order(node, spot.key)[int(part)], None)
        return None

    def in_order(self, node: Sequence, key: Scalar | None) -> tuple[Node, ...]:
        """The items of a list as a Plan holds them."""
        time_key = _BY_TIME.get(key.text) if key else None
        if time_key is None:
            return node.items
        place = (node.line, node.column)
        if place not in self._ordered:
            self._ordered[place] = tuple(
                sorted(node.items, key=lambda item: _moment(item, time_key))
            )
        return self._ordered[place]


def _moment(item: Node, key: str) -> str:
    """Date and time in a form that sorts as time does."""
    written = item.get(key) if isinstance(item, Mapping) else None
    text = written.text if isinstance(written, Scalar) else ""
    return f"{text.strip().replace('T', ' ')} 00:00"[:16]
