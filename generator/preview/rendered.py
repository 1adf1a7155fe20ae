"""Rendered: the pages that the preview has made, kept until their plan or the templates change.

In: a valid plan, and what all pages are made with.
Out: its page as it reads once open, and as the client gets it.
Keeps pages in memory, one of each kind for a plan; writes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field

from generator.builder.articles import article_of
from generator.builder.page import PageContext, make, open_html
from generator.builder.results import FinishedPage
from generator.errors import Finding, TemplateError
from generator.model.share import PrivateShare
from generator.preview.state import ValidPlan, failure_finding


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page as it reads once it is open, what it was made of, and what is wrong with templates.

    After a mistake in a template `content` is the last page that could be made, if there is one.
    """

    of: ValidPlan
    context: PageContext
    content: bytes | None
    findings: tuple[Finding, ...]

    def article(self) -> str:
        """The article of the page, by itself; empty where there is no page."""
        if self.content is None:
            return ""
        return article_of(self.content, None)

    def surroundings(self) -> str:
        """A digest of the page without its article."""
        page = self.content or b""
        rest = page.replace(self.article().encode(), b"")
        return hashlib.blake2b(rest, digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class ClientPage:
    """A page as the client gets it: its path on the site, its bytes, and what opens it."""

    path: str
    content: bytes
    code: str = field(repr=False)
    words: str | None = field(repr=False)

    @property
    def address(self) -> str:
        """Where it stands below `site/`, with the code that opens it."""
        folder = self.path.removesuffix("index.html")
        if not self.code:
            return folder
        return f"{folder}#k={self.code}"


@dataclass(frozen=True, slots=True)
class _KeptClientPage:
    """A page as the client gets it, and what it was made of."""

    of: ValidPlan
    context: PageContext
    page: ClientPage


class RenderedPages:
    """The pages of all plans that anyone has asked for."""

    def __init__(self) -> None:
        self._open: dict[str, OpenPage] = {}
        self._client: dict[str, _KeptClientPage] = {}

    def open_page(self, plan: ValidPlan, context: PageContext) -> OpenPage:
        """The plan's page; after a mistake in a template the last one, with a finding."""
        name = plan.source.name
        kept = self._open.get(name)
        if kept and kept.of is plan and kept.context is context:
            return kept
        page = _open_page(plan, context, kept)
        self._open[name] = page
        return page

    def client_page(self, plan: ValidPlan, context: PageContext) -> ClientPage:
        """The page of a published plan. Raises TemplateError where a template has a mistake."""
        name = plan.source.name
        kept = self._client.get(name)
        if kept and kept.of is plan and kept.context is context:
            return kept.page
        page = _client_page(plan, context)
        self._client.pop(
            name,
            None,
        )  # so that the page that was made last is the last
        self._client[name] = _KeptClientPage(plan, context, page)
        return page

    def at(self, path: str) -> bytes | None:
        """The bytes of the client's page at this path below `site/`, of two the one made last.

        None where no page with this path has been asked for.
        """
        for kept in reversed(self._client.values()):
            if kept.page.path == path:
                return kept.page.content
        return None

    def drop_all_but(self, names: Collection[str]) -> None:
        """Forget the pages of plans that are gone."""
        for name in self._open.keys() - names:
            del self._open[name]
        for name in self._client.keys() - names:
            del self._client[name]


def _open_page(
    plan: ValidPlan,
    context: PageContext,
    before: OpenPage | None,
) -> OpenPage:
    try:
        return OpenPage(plan, context, open_html(plan.plan, context), ())
    except TemplateError as error:
        finding = failure_finding(error)
    if before is None:
        return OpenPage(plan, context, None, (finding,))
    return OpenPage(plan, context, before.content, (finding,))


def _client_page(plan: ValidPlan, context: PageContext) -> ClientPage:
    outcome = make(plan.source, context)
    if not isinstance(outcome, FinishedPage):
        raise AssertionError("a plan in order that is published has a page")
    share = plan.plan.page_share(context.today)
    code, words = "", None
    if isinstance(share, PrivateShare):
        secrets = context.links.secrets(share)
        code, words = secrets.code, secrets.words
    return ClientPage(outcome.file.path, outcome.file.content, code, words)
