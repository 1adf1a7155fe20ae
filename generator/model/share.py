"""Share: how the page of a plan is reached, and why a plan has none.

In: nothing. Out: what a plan says (`Share`, `Status`), and what follows from it: a `PrivateShare` or a `PublicShare`,
whole by its type, or `Withheld`.
Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Final, Literal


class Access(StrEnum):
    LINK = "link"
    WORDS = "words"
    PUBLIC = "public"
    NONE = "none"

    @property
    def is_private(self) -> bool:
        """Whether there is a page that only its link opens."""
        return self in (Access.LINK, Access.WORDS)


class Status(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    ON_HOLD = "on-hold"
    COMPLETED = "completed"
    REVOKED = "revoked"


class Withheld(Enum):
    """Why a plan has no page."""

    DRAFT = "draft"
    REVOKED = "revoked"
    NOT_SHARED = "not shared"
    PAST = "past its last day"


#: The ways to a page that only its link opens.
PrivateAccess = Literal[Access.LINK, Access.WORDS]


@dataclass(frozen=True, slots=True)
class PrivateShare:
    """A page that only its link opens, with all that its link hangs on; `key` is a name, None for the usual key."""

    uid: str
    access: PrivateAccess
    generation: int
    key: str | None


@dataclass(frozen=True, slots=True)
class PublicShare:
    """A page that anyone may open."""

    access: Literal[Access.PUBLIC] = Access.PUBLIC


#: How a page that stands is reached.
PageShare = PrivateShare | PublicShare


@dataclass(frozen=True, slots=True)
class Share:
    """What a plan says below `share`; a page is private only together with the plan's uid."""

    access: Access
    generation: int
    key: str | None
    until: date | None

    @property
    def address_key(self) -> str:
        """Changes exactly when the page's address changes."""
        if self.access is Access.PUBLIC:
            return self.access
        return f"{self.access} {self.generation} {self.key or ''}"

    def page(self, uid: str | None) -> PageShare | None:
        """How the page of the plan with this uid is reached; None without a page, or without the uid that it needs."""
        match self.access:
            case Access.PUBLIC:
                return PublicShare()
            case Access.LINK | Access.WORDS as access if uid is not None:
                return PrivateShare(uid, access, self.generation, self.key)
            case _:
                return None


#: How a page is shared where a plan says nothing of it.
UNSAID_SHARE: Final = Share(Access.LINK, 1, None, None)


def withheld(status: Status, share: Share, today: date) -> Withheld | None:
    """Why a plan with this status and share has no page on the day `today`; None where it has one.

    The last day of `until` still has one.
    """
    if status is Status.DRAFT:
        return Withheld.DRAFT
    if status is Status.REVOKED:
        return Withheld.REVOKED
    if share.access is Access.NONE:
        return Withheld.NOT_SHARED
    return Withheld.PAST if share.until is not None and today > share.until else None
