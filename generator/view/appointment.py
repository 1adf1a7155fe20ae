"""Appointment: the next look at the plan together, as a file for the client's own calendar.

In: a Plan. Out: a link that holds the whole file, since a sealed page asks nobody for anything.
Touches nothing.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from generator.model.plan import Plan
from generator.progress.reviews import next_together
from generator.text import allowlist
from generator.text.calendar_file import Appointment, calendar_file
from generator.text.language import _

#: Signs of a calendar file that an address may hold as they are.
_PLAIN: Final = ":;,=/"


def calendar_href(plan: Plan) -> str | None:
    """The next review as the address of a link; its title is the one that the client chose for the browser's tab."""
    day = next_together(plan)
    if day is None:
        return None
    title = plan.tab_title or _("Appointment")
    file = calendar_file([Appointment(day, title, plan.as_of)])
    return f"{allowlist.CALENDAR},{quote(file, safe=_PLAIN)}"
