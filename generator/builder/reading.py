"""Reading: what every plan of a workspace is read with, and what the plans, so read, ask for.

In: a workspace and its settings. Out: its `Links`, a `ReadingContext`, and `ReadPlans`, which hold
what a build needs of each plan.
Reads the key file and what is known of revoked links. A build, a check and a preview all read plans
in this way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from generator.builder.facts import PageRequest, Wanted
from generator.builder.packed import Packed
from generator.builder.results import PublishedPlan, published_plan
from generator.errors import Finding
from generator.format.guards import OldPage
from generator.format.load import Rejected, load_plan
from generator.format.validate.settings import NO_SETTINGS
from generator.model.plan import Plan
from generator.model.settings import Settings, SupportLine
from generator.model.share import PageShare, PublicShare
from generator.privacy import keyfile
from generator.privacy.links import EARLIER_GENERATIONS, Links, revoked_tokens
from generator.privacy.paths import sealed_path
from generator.privacy.revocations import dead_tokens, load_floors
from generator.workspace.layout import PlanSource, Workspace
from generator.workspace.manifest import Digests

#: Stands in for settings with mistakes, so that no plan is told that nobody to call is named.
BROKEN_SETTINGS: Final = Settings(
    NO_SETTINGS.practice,
    NO_SETTINGS.language,
    (SupportLine("…", "…", None),),
    NO_SETTINGS.leave_to,
)


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """Settings, links and the day. Without `links` no page can be made."""

    settings: Settings
    links: Links | None
    today: date

    def read(self, source: PlanSource) -> Plan | Rejected:
        """The plan, or what is wrong with it."""
        return load_plan(source, self.settings, self.today, self.links)


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What a build reads each plan with."""

    context: ReadingContext
    digests: Digests


@dataclass(frozen=True, slots=True)
class PlanOfPage:
    """A plan that has a page, how the page is reached, its last day, and where it stands if it is
    open to all.
    """

    plan: Packed[Plan]
    share: PageShare
    until: date | None
    public_path: str


@dataclass(frozen=True, slots=True)
class OldLinks:
    """The links that a plan without a page may have had: its uid, and the last generation of them."""

    uid: str = field(repr=False)
    last_generation: int


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """What a build keeps of a plan file once it was read: what it asks for, what is wrong with it,
    the plan if it has a page, and its old links if it says that it has none.
    """

    request: PageRequest
    findings: tuple[Finding, ...]
    page: PlanOfPage | None
    old_links: OldLinks | None


def read_on(reading: PlanReading, source: PlanSource) -> ReadPlan:
    """A plan file, read for a build: as a function, for a pool of processes."""
    return kept_of(source, reading.context.read(source), reading)


def kept_of(source: PlanSource, read: Plan | Rejected, reading: PlanReading) -> ReadPlan:
    """What a build keeps of a plan, or of what is wrong with it."""
    context = reading.context
    request = request_of(source, read, context, reading.digests)
    old_links = _old_links(read, context.today)
    if isinstance(read, Rejected):
        return ReadPlan(request, read.findings, None, old_links)
    published = published_plan(source, read, context.today)
    return ReadPlan(request, (), _plan_of_page(published), old_links)


def _plan_of_page(published: PublishedPlan | None) -> PlanOfPage | None:
    if published is None:
        return None
    plan = published.plan
    return PlanOfPage(Packed(plan), published.share, plan.share.until, published.source.public_path)


def _old_links(read: Plan | Rejected, today: date) -> OldLinks | None:
    if read.uid is None or not _says_no_page(read, today):
        return None
    if isinstance(read, Plan):
        return OldLinks(read.uid, read.share.generation)
    return OldLinks(read.uid, EARLIER_GENERATIONS)


def links_of(space: Workspace, settings: Settings) -> Links:
    """The keys at hand, and which links are dead.

    Raises PlanError where the list of revoked links has a slip, KeyFileError where keys cannot be
    used.
    """
    file = keyfile.key_file()
    revoked = dead_tokens(file, space.root, revoked_tokens(space.revoked))
    keyring = keyfile.load_keyring(file, space.root, settings)
    return Links(keyring, settings.key, revoked, load_floors(file))


@dataclass(frozen=True, slots=True)
class ReadPlans:
    """Plans as they were read, by their source."""

    context: ReadingContext
    read: Mapping[str, ReadPlan]

    @property
    def findings(self) -> list[Finding]:
        """What is wrong in the plans."""
        return [finding for read in self.read.values() for finding in read.findings]

    def requests(self) -> dict[str, PageRequest]:
        """What each plan asks for."""
        return {id: read.request for id, read in self.read.items()}

    def former_paths(self) -> frozenset[str]:
        """Where pages may have stood of plans that say they have none, by every key, mode and
        generation.
        """
        links = self.context.links
        if links is None:
            return frozenset()
        return frozenset(
            sealed_path(address.token)
            for read in self.read.values()
            if read.old_links is not None
            for address in links.possible_addresses(
                read.old_links.uid, read.old_links.last_generation
            )
        )


def _says_no_page(read: Plan | Rejected, today: date) -> bool:
    if isinstance(read, Rejected):
        return read.old_page is OldPage.GOES
    return not read.is_published(today)


def request_of(
    source: PlanSource, read: Plan | Rejected, context: ReadingContext, digests: Digests
) -> PageRequest:
    """What a plan file asks for, with uid and clients as digests."""
    uid = _uid_digest(read.uid, digests)
    if isinstance(read, Rejected):
        return _request_of_rejected(source, read, uid)
    published = published_plan(source, read, context.today)
    if published is None:
        return PageRequest(source.name, Wanted.NO_PAGE, uid)
    return PageRequest(
        source.name,
        Wanted.PAGE,
        uid,
        _client_digests(read, digests),
        _path(published, context.links),
        read.share.address_key,
    )


def _request_of_rejected(
    source: PlanSource,
    read: Rejected,
    uid: str | None,
) -> PageRequest:
    """What a file with mistakes asks for: its last page, unless that has to go."""
    wanted = Wanted.LAST_PAGE
    if read.old_page is OldPage.GOES:
        wanted = Wanted.NO_PAGE
    return PageRequest(source.name, wanted, uid, address_key=read.address_key)


def _uid_digest(uid: str | None, digests: Digests) -> str | None:
    if not uid:
        return None
    return digests.of(b"uid", uid.encode())


def _client_digests(plan: Plan, digests: Digests) -> tuple[str, ...]:
    names = (person.name.casefold() for person in plan.clients)
    return tuple(sorted(digests.of(b"client", name.encode()) for name in names))


def _path(published: PublishedPlan, links: Links | None) -> str | None:
    """Where the page stands; None where that hangs on keys that are not at hand."""
    if links is None:
        return None
    if isinstance(published.share, PublicShare):
        return published.source.public_path
    return sealed_path(links.secrets(published.share).token)
