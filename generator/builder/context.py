"""Ground: what every plan of a workspace is read with, and what each plan, so read, claims.

In: a workspace as it lies on disk. Out: settings and links, with what is wrong with them; claims and their reading.
Reads the key file and what is known of revoked links. A build, a check and a preview all stand on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from generator.builder.conflicts import Claim, Wish
from generator.errors import Finding, Place, PlanError
from generator.format.guards import OldPage
from generator.format.load import Rejected, load_plan, settings_of
from generator.format.validate.settings import NO_SETTINGS
from generator.model.plan import Plan
from generator.model.settings import Settings, SupportLine
from generator.model.share import PageShare, PublicShare, Withheld
from generator.privacy import keyfile
from generator.privacy.links import EARLIER_GENERATIONS, Links, revoked_tokens
from generator.privacy.paths import sealed_path
from generator.workspace.layout import SETTINGS_NAME, PlanSource, Workspace
from generator.workspace.manifest import Digests

#: Stands in for settings with mistakes, so that no plan is told that nobody to call is named.
_BROKEN_SETTINGS: Final = Settings(
    NO_SETTINGS.practice, NO_SETTINGS.language, (SupportLine("…", "…", None),), NO_SETTINGS.leave_to
)


@dataclass(frozen=True, slots=True)
class BuildContext:
    """Settings, links and the day. Without `links` no page can be made, and `findings` say why."""

    settings: Settings
    links: Links | None
    today: date
    findings: tuple[Finding, ...]

    def read(self, source: PlanSource) -> Plan | Rejected:
        """The plan, or what is wrong with it."""
        return load_plan(source, self.settings, self.today, self.links)


def read_on(ground: BuildContext, source: PlanSource) -> Plan | Rejected:
    """The plan, or what is wrong with it: as a function, for a pool of processes."""
    return ground.read(source)


def build_context(space: Workspace, today: date, before: Settings | None = None) -> BuildContext:
    """What holds now; for settings with mistakes `before` stands in, or what complains of nothing."""
    findings: list[Finding] = []
    try:
        settings: Settings | None = settings_of(space)
    except PlanError as error:
        findings += error.findings
        settings = before
    links = _links(space, settings, findings) if settings else None
    return BuildContext(
        settings or replace(_BROKEN_SETTINGS, languages=space.languages),
        links,
        today,
        tuple(findings),
    )


def _links(space: Workspace, settings: Settings, findings: list[Finding]) -> Links | None:
    file = keyfile.key_file()
    try:
        revoked = keyfile.dead_tokens(file, space.root, revoked_tokens(space.revoked))
        return Links(
            keyfile.load_keyring(file, space.root, settings),
            settings.key,
            revoked,
            keyfile.load_floors(file),
        )
    except PlanError as error:
        findings += (found for found in error.findings if found not in findings)
    except keyfile.KeyFileError as error:
        findings.append(Finding(Place(SETTINGS_NAME), str(error), "key-file", error.hint))
    return None


def claim_of(
    source: PlanSource, read: Plan | Rejected, ground: BuildContext, digests: Digests
) -> Claim:
    """What the plan claims, with uid and clients as digests."""
    if isinstance(read, Rejected):
        wish = Wish.NOTHING if read.old_page is OldPage.GOES else Wish.LAST
        return Claim(source.name, wish, _digest(read.uid, digests), (), None, read.address_key)
    uid = _digest(read.uid, digests)
    share = read.page_share(ground.today)
    if isinstance(share, Withheld):
        return Claim(source.name, Wish.NOTHING, uid)
    clients = tuple(
        sorted(digests.of(b"client", person.name.casefold().encode()) for person in read.clients)
    )
    return Claim(
        source.name,
        Wish.PAGE,
        uid,
        clients,
        _path(source, share, ground.links),
        read.share.address_key,
    )


def _digest(uid: str | None, digests: Digests) -> str | None:
    return digests.of(b"uid", uid.encode()) if uid else None


def _path(source: PlanSource, share: PageShare, links: Links | None) -> str | None:
    """Where the page stands; None where that hangs on keys that are not at hand."""
    if links is None:
        return None
    if isinstance(share, PublicShare):
        return source.public_path
    return sealed_path(links.secrets(share).token)


def former_paths(withheld: Iterable[Plan | Rejected], ground: BuildContext) -> frozenset[str]:
    """Where the pages of these plans may have stood, by every key, mode and generation."""
    links = ground.links
    if links is None:
        return frozenset()
    return frozenset(
        sealed_path(address_key.token)
        for read in withheld
        if read.uid is not None
        for address_key in links.possible_addresses(
            read.uid, read.share.generation if isinstance(read, Plan) else EARLIER_GENERATIONS
        )
    )
