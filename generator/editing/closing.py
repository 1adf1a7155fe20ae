"""Closing: a plan that has come to its end, with its page kept or withdrawn.

In: a plan file's bytes, and what becomes of the page. Out: the bytes of the file, changed in one line or two.
Touches nothing. Everything else in the file stays, to the byte.
"""

from __future__ import annotations

from enum import Enum

from generator.editing import text
from generator.format.keys.plan import PlanKeys, ShareKeys
from generator.model.share import Access, Status


class Ending(Enum):
    """What becomes of the page: it stays as it is, or goes with the next build."""

    KEEP = "keep"
    WITHDRAW = "withdraw"


def closed(data: bytes, file: str, ending: Ending) -> bytes:
    """The plan as completed. Raises PlanError where the file cannot be read."""
    data = text.with_value_on_top(
        data,
        file,
        PlanKeys.status.name,
        Status.COMPLETED,
    )
    if ending is Ending.WITHDRAW:
        data = text.with_value_below(
            data, file, PlanKeys.share.name, ShareKeys.access.name, Access.NONE
        )
    return data
