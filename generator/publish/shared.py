"""Sharing: where each published plan stands and what opens it.

In: a workspace folder and today's date. Out: one `Shared` for each plan that has a page.
Reads settings, plans and keys; writes nothing. What it returns opens pages: only who asks for it may see it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.builder.results import PublishedPlan, published_plan
from generator.errors import Finding
from generator.format.load import Rejected, load_plan, settings_of
from generator.model.plan import Plan
from generator.model.settings import Settings
from generator.model.share import Access, PublicShare
from generator.privacy import keyfile
from generator.privacy.links import Links, revoked_tokens
from generator.privacy.paths import sealed_path
from generator.workspace import layout
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
class Sharing:
    """The settings and links of a workspace, the plans with a page and those without, and what is wrong elsewhere."""

    root: Path
    settings: Settings
    links: Links
    plans: tuple[PublishedPlan, ...]
    withheld: tuple[tuple[PlanSource, Plan], ...]
    findings: tuple[Finding, ...]

    @property
    def valid_plans(self) -> tuple[tuple[PlanSource, Plan], ...]:
        """Every plan without findings, whether or not it has a page."""
        return (*((one.source, one.plan) for one in self.plans), *self.withheld)

    @property
    def shared(self) -> tuple[Shared, ...]:
        """Every plan that has a page, in the order of the names."""
        return tuple(map(self.of, self.plans))

    def of(self, published: PublishedPlan) -> Shared:
        """Where this plan stands and what opens it."""
        name, share = published.source.name, published.share
        if isinstance(share, PublicShare):
            path = published.source.public_path
            return Shared(name, share.access, path, self._url(path, ""), None)
        secrets = self.links.secrets(share)
        path = sealed_path(secrets.token)
        return Shared(
            name, share.access, path, self._url(path, f"#k={secrets.code}"), secrets.words
        )

    def _url(self, path: str, fragment: str) -> str:
        if self.settings.base_url:
            return f"{self.settings.base_url}/{path.removesuffix('index.html')}{fragment}"
        return (self.root / SITE / path).as_uri() + fragment


def read_sharing(root: Path, today: date, only: str | None = None) -> Sharing:
    """What is shared in this workspace on the day `today`; of the plan `only`, where one is named.

    Raises PlanError where the settings have findings, KeyFileError for a key file that cannot be used,
    WorkspaceError where the disk refuses.
    """
    space = layout.read_workspace(root)
    file = keyfile.key_file()
    settings = settings_of(space)
    dead = keyfile.dead_tokens(file, root, revoked_tokens(space.revoked))
    links = Links(
        keyfile.load_keyring(file, root, settings), settings.key, dead, keyfile.load_floors(file)
    )
    findings = list(space.findings)
    plans: list[PublishedPlan] = []
    withheld: list[tuple[PlanSource, Plan]] = []
    for source in space.plans:
        if only not in (None, source.name):
            continue
        plan = load_plan(source, settings, today, links)
        if isinstance(plan, Rejected):
            findings += plan.findings
            continue
        published = published_plan(source, plan, today)
        if published:
            plans.append(published)
        else:
            withheld.append((source, plan))
    return Sharing(root, settings, links, tuple(plans), tuple(withheld), tuple(sorted(findings)))
