"""Shared: where each published plan stands and what opens it.

In: an open workspace. Out: one `Shared` for each plan that has a page.
Reads settings and keys; writes nothing. What it returns opens pages: only who asks for it may see
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from generator.builder.context import OpenWorkspace
from generator.builder.reading import ReadingContext
from generator.builder.results import PublishedPlan, published_plan
from generator.errors import Finding, PlanError
from generator.format.load import Rejected
from generator.model.plan import Plan
from generator.model.settings import Settings
from generator.model.share import Access, PublicShare
from generator.privacy.keyfile import KeyFileError
from generator.privacy.links import Links
from generator.privacy.paths import sealed_path
from generator.privacy.seal import Secrets
from generator.workspace.layout import SITE, PlanSource


@dataclass(frozen=True, slots=True)
class Shared:
    """A plan that has a page: its file, who can open it, its path below `site/`, and what opens it.

    `url` is on the host where the settings give `base_url`, else a file on this computer.
    """

    plan: str
    access: Access
    path: str
    url: str = field(repr=False)
    words: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Address:
    """The plan behind a path at which its page stands or may have stood, and what opens it there.

    `secrets` is None for a page in clear.
    """

    source: PlanSource
    plan: Plan
    secrets: Secrets | None


@dataclass(frozen=True)
class Sharing:
    """The plans of a workspace with a page and those without, and what is wrong elsewhere."""

    opened: OpenWorkspace
    plans: tuple[PublishedPlan, ...]
    withheld: tuple[tuple[PlanSource, Plan], ...]
    findings: tuple[Finding, ...]

    @property
    def settings(self) -> Settings:
        return self.opened.settings

    @property
    def links(self) -> Links:
        return self.opened.links

    @property
    def valid_plans(self) -> tuple[tuple[PlanSource, Plan], ...]:
        """Every plan without findings, whether or not it has a page."""
        return (*((one.source, one.plan) for one in self.plans), *self.withheld)

    @property
    def shared(self) -> tuple[Shared, ...]:
        """Every plan that has a page, in the order of the names."""
        return tuple(map(self.of, self.plans))

    @cached_property
    def addresses(self) -> dict[str, Address]:
        """Every path at which a page of these plans stands or may have stood."""
        return {
            path: Address(source, plan, secrets)
            for source, plan in self.valid_plans
            for path, secrets in possible_addresses(self.links, source, plan)
        }

    def of(self, published: PublishedPlan) -> Shared:
        """Where this plan stands and what opens it."""
        name, share = published.source.name, published.share
        if isinstance(share, PublicShare):
            path = published.source.public_path
            return Shared(name, share.access, path, self._url(path, ""), None)
        secrets = self.links.secrets(share)
        path = sealed_path(secrets.token)
        url = self._url(path, f"#k={secrets.code}")
        return Shared(name, share.access, path, url, secrets.words)

    def _url(self, path: str, fragment: str) -> str:
        if self.settings.base_url:
            return f"{self.settings.base_url}/{path.removesuffix('index.html')}{fragment}"
        return (self.opened.root / SITE / path).as_uri() + fragment


def read_sharing(opened: OpenWorkspace, only: str | None = None) -> Sharing:
    """What is shared in this workspace; of the plan `only`, where one is named.

    Raises PlanError where the settings have findings, KeyFileError for a key file that cannot be
    used.
    """
    reading = ReadingContext(opened.settings, opened.links, opened.today)
    findings = list(opened.space.findings)
    plans: list[PublishedPlan] = []
    withheld: list[tuple[PlanSource, Plan]] = []
    for source in opened.space.plans:
        if only not in (None, source.name):
            continue
        plan = reading.read(source)
        if isinstance(plan, Rejected):
            findings += plan.findings
            continue
        published = published_plan(source, plan, opened.today)
        if published:
            plans.append(published)
        else:
            withheld.append((source, plan))
    return Sharing(opened, tuple(plans), tuple(withheld), tuple(sorted(findings)))


def sharing_if_known(opened: OpenWorkspace) -> Sharing | None:
    """The same; None where settings or keys have to be mended first."""
    try:
        return read_sharing(opened)
    except (PlanError, KeyFileError):
        return None


def possible_addresses(
    links: Links, source: PlanSource, plan: Plan
) -> Iterator[tuple[str, Secrets | None]]:
    """Every path at which a plan's page stands or may have stood, with what opens it there; None
    for one in clear.
    """
    if plan.uid is not None:
        for secrets in links.possible_addresses(plan.uid, plan.share.generation):
            yield sealed_path(secrets.token), secrets
    yield source.public_path, None
