"""Settings: what holds for every plan of a practice.

In: nothing. Out: `Settings` and its parts. Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from generator.errors import Finding


class WeekStart(StrEnum):
    """The first day of a week."""

    MONDAY = "monday"
    SUNDAY = "sunday"
    SATURDAY = "saturday"

    @property
    def weekday(self) -> int:
        """As `date.weekday` counts, from 0 for Monday."""
        return {
            WeekStart.MONDAY: 0,
            WeekStart.SATURDAY: 5,
            WeekStart.SUNDAY: 6,
        }[self]

    def before(self, day: date) -> date:
        """The first day of the week that `day` lies in."""
        return day - timedelta(days=(day.weekday() - self.weekday) % 7)


@dataclass(frozen=True, slots=True)
class SupportLine:
    """Somebody to call: a name, how to reach them, and when."""

    name: str
    contact: str
    when: str | None = None


class Offer(StrEnum):
    """Whether something is offered to the client."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What a client can write down on the open page; `totals` are the questionnaires of which they enter a total."""

    totals: tuple[str, ...] = ()


#: What holds where nobody has said: a form, without totals.
USUAL_CHECK_IN: Final = CheckIn()


#: The name of the key that anyone can derive.
DEMONSTRATION_NAME: Final = "demonstration"


class OnLock(StrEnum):
    """What a locked page shows besides how to open it: whom to call, or nothing that tells what it is about."""

    SUPPORT = "support"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ToFolder:
    """Publishing by copying; the folder is relative to the workspace."""

    folder: str


@dataclass(frozen=True, slots=True)
class ByCommand:
    """Publishing by a command of one's own, word by word; it runs in the workspace."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """`handrail.yml`: what holds for every plan of a practice; `languages` are those a page can be written in.

    `notes` are what was found in the file and stops nothing. Without `week_starts` the language of a plan tells.
    `check_in` is None where no page is to have a form.
    `is_written` is false where there is no file, and all of this is what holds without one.
    """

    practice: str | None
    language: str
    support: tuple[SupportLine, ...]
    leave_to: str
    base_url: str | None = None
    key: str | None = None
    fingerprints: tuple[tuple[str, str], ...] = ()
    on_lock: OnLock = OnLock.NOTHING
    never_publish: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()
    publish: ToFolder | ByCommand | None = None
    notes: tuple[Finding, ...] = field(default=(), compare=False, repr=False)
    week_starts: WeekStart | None = None
    check_in: CheckIn | None = USUAL_CHECK_IN
    is_written: bool = field(default=True, compare=False)
