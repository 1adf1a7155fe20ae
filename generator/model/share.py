"""Share: how the page of a plan is reached, and why a plan has none.

In: nothing. Out: `Share`, `Status`, `Access`, `Withheld`. Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Final


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


@dataclass(frozen=True, slots=True)
class Share:
    access: Access
    generation: int
    key: str | None
    until: date | None

    @property
    def address_key(self) -> str:
        """How the page is reached, in a form that changes whenever its address does."""
        return (
            self.access
            if self.access is Access.PUBLIC
            else f"{self.access} {self.generation} {self.key or ''}"
        )


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
