"""Closing: a plan that has come to its end, with its page kept or withdrawn.

In: a plan file's bytes, and what becomes of the page. Out: the bytes of the file, changed in one line or two.
Touches nothing. Everything else in the file stays, to the byte.
"""

from __future__ import annotations

from enum import Enum

from generator import edit
from generator import plan_format as form
from generator.model import Access, Status
from generator.parse import parse


class Ending(Enum):
    """What becomes of the page: it stays as it is, or goes with the next build."""

    KEEP = "keep"
    WITHDRAW = "withdraw"


def closed(data: bytes, file: str, ending: Ending) -> bytes:
    """The plan as completed. Raises PlanError where the file cannot be read."""
    keys = [name.text for name, _ in parse(data, file).root.pairs]
    if form.STATUS.name in keys:
        data = edit.with_value(data, file, form.STATUS.name, Status.COMPLETED)
    else:
        before = next(name for name in keys if name not in ("handrail", form.UID.name, form.TITLE.name))
        data = edit.with_key(data, file, f"{form.STATUS.name}: {Status.COMPLETED}", before)
    if ending is Ending.WITHDRAW:
        data = edit.with_value_below(data, file, form.SHARE.name, form.ACCESS.name, Access.NONE)
    return data
