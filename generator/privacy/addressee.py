"""Addressee: whose plan a reply is for.

In: a reply that nobody has opened yet, what each plan file tells of its link, and the links. Out: the plan, and what
opens the reply; or why there is none.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.privacy.links import Links, PossibleAddress
from generator.privacy.reply import ReplyCheck, ReplyError, Wire
from generator.privacy.seal import DEMONSTRATION


@dataclass(frozen=True, slots=True)
class LinkClaim:
    """A plan file that a link may belong to: its name, its uid, and the highest generation that it names."""

    name: str
    uid: str
    generation: int


@dataclass(frozen=True, slots=True)
class Addressee:
    """The plan file that a reply is for, and what opens it."""

    name: str
    address: PossibleAddress

    @property
    def is_anyones(self) -> bool:
        """Whether the reply was written with the key of the samples, which anybody can do who knows a uid."""
        return self.address.key == DEMONSTRATION


def addressee(wire: Wire, claims: Iterable[LinkClaim], links: Links) -> Addressee:
    """Whose plan a reply is for, by its hint. Raises ReplyError where it is nobody's. Text of a reply."""
    for claim in claims:
        for address in links.addresses_of(claim.uid, claim.generation):
            if wire.fits(address.secrets.token):
                return Addressee(claim.name, address)
    raise ReplyError(ReplyCheck.PLAN)


def check_holds(found: Addressee, links: Links) -> None:
    """Raise ReplyError where the link that a reply was written with has been ended."""
    if links.is_ended(found.address):
        raise ReplyError(ReplyCheck.ENDED)
