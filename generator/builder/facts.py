"""Facts: all that has to be known before a build is planned.

In: nothing. Out: the values that `plan_build` takes: what each plan file asks for, the pages that
stand, and what the person who builds has said.
Touches nothing; `OnDisk` says what has to be asked of the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Final, Protocol

from generator.privacy.paths import dead_paths
from generator.workspace.layout import PlanSource, Workspace
from generator.workspace.manifest import Made

#: The address key of a page that anyone may open.
PUBLIC_ADDRESS: Final = "public"


class Clients(Enum):
    """Whether names behind a link are those of the last build, or the same people under other
    names.
    """

    AS_KNOWN = "as-known"
    RENAMED = "renamed"


class Missing(Enum):
    """What becomes of pages whose plans are out of sight."""

    STAY = "stay"
    GO = "go"


class Wanted(Enum):
    """What a plan file says of its page.

    `LAST_PAGE` is a file with findings, or one that cannot be read now: its last good page stays.
    """

    PAGE = "page"
    NO_PAGE = "no page"
    LAST_PAGE = "last page"


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What one plan file asks for: its name, and uid and clients as digests, as far as the file
    tells.

    `path` is where its page would stand, `address_key` how it would be reached; None where nobody
    can say now.
    """

    name: str
    wanted: Wanted
    uid: str | None = None
    clients: tuple[str, ...] = ()
    path: str | None = None
    address_key: str | None = None

    @property
    def public_path(self) -> str:
        """Where the page would stand if the plan were public."""
        return PlanSource(self.name, b"").public_path

    @property
    def may_be_public(self) -> bool:
        """Whether a page of this plan may stand at its public path."""
        return self.may_keep(PUBLIC_ADDRESS)

    def may_keep(self, address_key: str) -> bool:
        """Whether the page that an earlier build put behind `address_key` may stay, as far as the
        file tells: it wants a page, and says no other address.
        """
        if self.wanted is Wanted.NO_PAGE:
            return False
        return self.address_key in (None, address_key)


def request_as_made(name: str, made: Made) -> PageRequest:
    """The request of a plan that nobody touched since its page was made."""
    return PageRequest(name, Wanted.PAGE, made.uid, made.clients, made.path, made.address_key)


class OnDisk(Protocol):
    """What a plan of a build asks of the disk."""

    def is_foreign(self, path: str) -> bool:
        """Whether something stands at this path below `site/` that Handrail did not write."""
        ...

    def is_ours(self, path: str) -> bool:
        """Whether a page stands at this path below `site/` that Handrail wrote."""
        ...

    def sealed_pages(self) -> frozenset[str]:
        """Where sealed pages stand below `site/`."""
        ...

    def pages_with_our_mark(self) -> frozenset[str]:
        """Where pages stand below `site/` that Handrail wrote; looks through the whole of it."""
        ...

    def saved_ns(self, name: str) -> int:
        """When a plan file was last saved, in nanoseconds; 0 where that cannot be told."""
        ...

    def text_of(self, name: str) -> str:
        """What a plan file holds now; nothing where that cannot be told."""
        ...


@dataclass(frozen=True)
class BuildFacts:
    """What is known before a build is planned; requests and the pages of the last build are by
    their source.

    `current` are the sources whose page stands as it would be made again. `former_paths` is asked
    where the pages of plans that say they have none may have stood, and only where no record of a
    build tells it.
    """

    space: Workspace
    today: date
    requests: Mapping[str, PageRequest]
    last_build: Mapping[str, Made]
    current: frozenset[str]
    disk: OnDisk
    former_paths: Callable[[], frozenset[str]]
    clients: Clients = Clients.AS_KNOWN
    missing: Missing = Missing.STAY

    @cached_property
    def dead_paths(self) -> frozenset[str]:
        """Where the pages of revoked links stood."""
        return dead_paths(self.space.revoked)
