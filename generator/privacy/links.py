"""Links: which key seals a plan's page, and whether the link it makes still holds.

In: the keys at hand, what has been revoked, and a plan's uid and share. Out: the page's `Secrets`,
or none.
Touches nothing: `keys` and `workspace` read what this needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.errors import Finding, Place, PlanError
from generator.model.share import Access, PrivateShare, Share
from generator.privacy.seal import LAST_GENERATION, Key, Keyring, Mode, Secrets
from generator.text.encoding import text_at_any_rate

_TOKEN: Final = re.compile(r"[0-9a-f]{32}")
#: How many ended links of a plan are still known for its own.
EARLIER_GENERATIONS: Final = 20

_MODES: Final[dict[Access, Mode]] = {
    Access.LINK: Mode.LINK,
    Access.WORDS: Mode.WORDS,
}


@dataclass(frozen=True, slots=True)
class PossibleAddress:
    """What may have opened the page of the plan with this uid, and the key and generation that it comes from."""

    uid: str
    key: Key
    generation: int
    secrets: Secrets


@dataclass(frozen=True, slots=True)
class Links:
    """The keys, the name of the key for plans that name none, dead tokens, and floors.

    A floor is the lowest generation of a plan that still holds, beside the mark that a key makes of
    its uid.
    """

    keyring: Keyring
    default_key: str | None
    revoked: frozenset[str]
    floors: frozenset[tuple[str, int]]

    def key_name(self, share: Share | PrivateShare) -> str | None:
        """The name of the key that seals the page, whether or not there is one of that name."""
        return share.key or self.default_key

    def key(self, share: Share | PrivateShare) -> Key | None:
        """The key that seals the page, or None."""
        name = self.key_name(share)
        if name is None:
            return None
        return self.keyring.find(name)

    def secrets(self, share: PrivateShare) -> Secrets:
        """What is derived for a private page. Raises KeyError where its key is not at hand."""
        key = self.key(share)
        if key is None:
            raise KeyError(self.key_name(share))
        return key.secrets(share.uid, _MODES[share.access], share.generation)

    def possible_addresses(self, uid: str, generation: int) -> tuple[Secrets, ...]:
        """What may have opened the page of a plan so far: with each key, in each mode, the last
        generations first.
        """
        return tuple(one.secrets for one in self.addresses_of(uid, generation))

    def addresses_of(self, uid: str, generation: int) -> Iterator[PossibleAddress]:
        """The same, each with the key and the generation that it comes from."""
        first = max(generation - EARLIER_GENERATIONS, 1)
        for number in range(generation, first - 1, -1):
            for _name, key in self.keyring.keys:
                for mode in _MODES.values():
                    secrets = key.secrets(uid, mode, number)
                    yield PossibleAddress(uid, key, number, secrets)

    def is_ended(self, address: PossibleAddress) -> bool:
        """Whether a link that a plan may have had was revoked."""
        mark = address.key.mark(address.uid)
        floors = [floor for known, floor in self.floors if known == mark]
        is_below = address.generation < max(floors, default=0)
        return is_below or address.secrets.token in self.revoked

    def lowest_generation(self, share: PrivateShare) -> int:
        """The lowest generation from `share` on whose link has not been revoked; the plan's own
        where it holds.

        `LAST_GENERATION` and one where no link is left.
        """
        key = self.key(share)
        if key is None:
            return share.generation
        mode, mark = _MODES[share.access], key.mark(share.uid)
        floors = [floor for known, floor in self.floors if known == mark]
        lowest = max([share.generation, *floors])
        while lowest <= LAST_GENERATION:
            if key.secrets(share.uid, mode, lowest).token not in self.revoked:
                break
            lowest += 1
        return lowest


#: Without keys: nothing is sealed with them, and an open page needs none.
NO_LINKS: Final = Links(Keyring(()), None, frozenset(), frozenset())


def revoked_tokens(data: bytes) -> frozenset[str]:
    """The dead tokens in `handrail.revoked`, one a line; a line that begins with # is a remark.

    Raises PlanError where a line is no token: a revocation must not get lost in a slip.
    """
    tokens, findings = set(), []
    for number, line in enumerate(text_at_any_rate(data).split("\n"), 1):
        words = line.partition("#")[0].strip()
        if _TOKEN.fullmatch(words):
            tokens.add(words)
        elif words:
            hint = "each line has 32 digits and letters from a to f; bring the line back from git"
            findings.append(
                Finding(
                    Place("handrail.revoked", number),
                    "this line is no link",
                    "revoked-line",
                    hint,
                )
            )
    if findings:
        raise PlanError(findings)
    return frozenset(tokens)
