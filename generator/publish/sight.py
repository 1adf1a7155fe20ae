"""Sight: what this computer knows of the plans when it publishes.

In: an open workspace, and what the build did. Out: a `Sight`.
Reads settings, plans and keys when somebody first asks for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.builder.context import OpenWorkspace
from generator.builder.results import PublishedPlan
from generator.builder.site import Built, Foreseen
from generator.format.parse import Document, parse
from generator.publish.built_site import BuiltSite, built_site, site_to_come
from generator.publish.shared import Address, Sharing, sharing_if_known
from generator.workspace.layout import PlanSource, Workspace


@dataclass(frozen=True)
class Sight:
    """What is known of the plans now; `foreseen` is there while nothing has been built yet."""

    opened: OpenWorkspace
    built: Built
    foreseen: Foreseen | None = None

    @property
    def site(self) -> BuiltSite:
        """The files that go out: those in `site/`, or those that a build would leave there."""
        if self.foreseen is not None:
            return site_to_come(self.space.root, self.foreseen)
        return built_site(self.space.root)

    @property
    def space(self) -> Workspace:
        return self.opened.space

    @property
    def today(self) -> date:
        return self.opened.today

    @cached_property
    def sharing(self) -> Sharing | None:
        """What is shared; None where settings or keys have to be mended first: the build has said
        so.
        """
        return sharing_if_known(self.opened)

    @property
    def plans(self) -> tuple[PublishedPlan, ...]:
        """The plans that have a page, as far as they are known."""
        return self.sharing.plans if self.sharing else ()

    @property
    def addresses(self) -> dict[str, Address]:
        """The plan behind every path at which its page stands or may have stood, as far as they are
        known.
        """
        return self.sharing.addresses if self.sharing else {}

    def document(self, source: PlanSource) -> Document:
        """A plan without findings as a tree; each is parsed once."""
        if source.name not in self._documents:
            self._documents[source.name] = parse(source.data, source.name)
        return self._documents[source.name]

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {}
