"""Remark: one piece of advice, before its place becomes a line of the file.

In: nothing. Out: `Remark`. Touches nothing.

Terms
    path       where in the plan file: keys, and places in lists, such as `goals/0/objectives/calm/target`. Entries,
               reviews and phases are numbered as in the Plan, by date.
"""

from __future__ import annotations

from typing import NamedTuple


class Remark(NamedTuple):
    """One piece of advice: its place, what is good with a question, and a concrete next sentence.

    Never holds a note, a name or other words of the plan; only ids, numbers, dates and phrases of our own lists.
    """

    path: str
    message: str
    hint: str
