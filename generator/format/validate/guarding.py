"""Guarding: the keys that can keep a page from being made, `status` and `share`, read on their own.

In: a parsed document. Out: both, or None. Touches nothing.
What follows for the page of a file that is wrong somewhere is decided in `format/guards`.
"""

from __future__ import annotations

from typing import Final

from generator.format.fields.report import Location, Report
from generator.format.fields.slips import near_miss
from generator.format.keys.plan import PlanKeys, ShareKeys
from generator.format.parse import Document, Mapping, Node, Scalar
from generator.format.validate.share import share_of
from generator.model.share import Share, Status


def guards_of(document: Document) -> tuple[Status, Share] | None:
    """The two that guard a page, of a file that may be wrong elsewhere; None where either is itself
    wrong.

    A slip in the very line that guards a page must never leave it standing.
    """
    report = Report(document)
    fields = PlanKeys.read(
        Location(
            Mapping(
                _guarding(document.root),
                document.root.line,
                document.root.column,
            ),
            None,
        ),
        report,
    )
    if any(finding.code != "missing-key" for finding in report.findings):
        return None
    return fields.get(PlanKeys.status, Status.ACTIVE), share_of(fields)


#: The two keys that guard a page.
GUARDS: Final = frozenset({PlanKeys.status.name, PlanKeys.share.name})
#: What stands below `share`; at the top of a file it has lost its place.
_BELOW_SHARE: Final = frozenset(ShareKeys.keys)
#: Longest key, in characters, that may be a guard with something stuck to it; a longer one is a
#: sentence.
_LONGEST_SLIP: Final = 40
#: Most unknown keys that are compared with the known ones; a file with more of them was not typed.
_COMPARED: Final = 200


def _guarding(root: Mapping) -> tuple[tuple[Scalar, Node], ...]:
    """The pairs that guard the page, or were probably meant to."""
    unknown = [key.text for key, _ in root.pairs if key.text not in PlanKeys.keys]
    near = {text for text in unknown[:_COMPARED] if is_near_a_guard(text)}
    near |= {text for text in unknown[_COMPARED:] if _has_a_guard(text)}
    return tuple((key, node) for key, node in root.pairs if key.text in GUARDS or key.text in near)


def is_near_a_guard(key: str) -> bool:
    """Whether a key that is not known was probably meant to be a guard, or holds a part of one."""
    return (
        _has_a_guard(key)
        or near_miss(key, (*PlanKeys.keys, *_BELOW_SHARE)) in GUARDS | _BELOW_SHARE
    )


def _has_a_guard(key: str) -> bool:
    folded = key.casefold()
    return folded in _BELOW_SHARE or (
        len(key) <= _LONGEST_SLIP and any(guard in folded for guard in GUARDS)
    )
