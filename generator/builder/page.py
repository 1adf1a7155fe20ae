"""Page: the core of one page, from a plan's bytes to the bytes of its page.

In: one plan file, the settings, the keys, the theme and today's date. Out: one outcome: a page, no
page, or findings.
A pure function of its arguments that can run here, in a pool of processes or on an executor
elsewhere; it reads as the list of stages, in their order.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from datetime import date

import jinja2

from generator.builder import site_files
from generator.builder.output import PublicFile, SealedPage
from generator.builder.packed import Packed
from generator.builder.reading import ReadingContext
from generator.builder.results import (
    FinishedPage,
    Outcome,
    PublishedPlan,
    Unpublished,
    published_plan,
)
from generator.charts.page_figures import figures
from generator.errors import TemplateError
from generator.format.load import Rejected, load_plan
from generator.model.plan import Plan
from generator.model.settings import Settings
from generator.model.share import PageShare, PrivateShare, PublicShare
from generator.privacy.links import NO_LINKS, Links
from generator.privacy.paths import sealed_path
from generator.privacy.reply import reply_key
from generator.privacy.seal import DEMONSTRATION, Secrets, seal
from generator.progress.derive import derive
from generator.render import html as render
from generator.text import allowlist
from generator.text.language import _, language, speaking
from generator.view.page import page_view, shell_view
from generator.view.page_values import PageView
from generator.workspace.files import MARK, is_marked
from generator.workspace.layout import PlanSource
from generator.workspace.theme import Theme


@dataclass(frozen=True, slots=True)
class PageContext:
    """What every page of a build shares."""

    settings: Settings
    links: Links
    theme: Theme
    today: date

    @property
    def without_keys(self) -> PageContext:
        """The same for whoever prints and need not know any key."""
        return replace(self, links=NO_LINKS)


@dataclass(frozen=True, slots=True)
class Sealing:
    """What seals one page, derived from a key; `is_sample` where everybody knows that key."""

    secrets: Secrets
    is_sample: bool


@dataclass(frozen=True, slots=True)
class PageOrder:
    """All that is particular to one page: its plan, which who prints it opens, and what seals it; a
    public one has `public_path` instead.
    """

    plan: Packed[Plan]
    sealing: Sealing | None
    public_path: str


def page_context(reading: ReadingContext, theme: Theme) -> PageContext:
    """What every page shares that is read and printed with these; without keys, no private one can
    be made.
    """
    return PageContext(
        reading.settings,
        reading.links or NO_LINKS,
        theme,
        reading.today,
    )


def make(source: PlanSource, context: PageContext) -> Outcome:
    """The outcome for one plan. Raises TemplateError where the theme has a mistake."""
    plan = load_plan(source, context.settings, context.today, context.links)
    if isinstance(plan, Rejected):
        return plan
    published = published_plan(source, plan, context.today)
    if published is None:
        return Unpublished()
    clients = tuple(person.name for person in plan.clients)
    file = print_page(context, published)
    return FinishedPage(
        file,
        plan.uid,
        clients,
        plan.share.address_key,
        plan.share.until,
    )


def print_page(
    context: PageContext,
    published: PublishedPlan,
) -> PublicFile | SealedPage:
    """The page of a plan as its file. Raises TemplateError where the theme has a mistake."""
    plan, path = Packed(published.plan), published.source.public_path
    return print_order(context, page_order(context, plan, published.share, path))


def page_order(
    context: PageContext, plan: Packed[Plan], share: PageShare, public_path: str
) -> PageOrder:
    """What a page is printed from; nothing later asks for a key."""
    return PageOrder(plan, _sealing(context, share), public_path)


def _sealing(context: PageContext, share: PageShare) -> Sealing | None:
    """What seals a page that is reached in this way; None for a public one."""
    match share:
        case PublicShare():
            return None
        case PrivateShare():
            is_sample = context.links.key(share) == DEMONSTRATION
            return Sealing(context.links.secrets(share), is_sample)


def print_order(context: PageContext, order: PageOrder) -> PublicFile | SealedPage:
    """The file of a page that was ordered, here or wherever there is room.

    Raises TemplateError where the theme has a mistake.
    """
    plan = order.plan.open()
    with speaking(language(plan.language, context.theme.by_name)):
        if order.sealing is None:
            return _public(plan, order.public_path, context)
        return _sealed(plan, order.sealing, context)


def open_html(plan: Plan, context: PageContext) -> bytes:
    """The page of any plan as its reader sees it once it is open, whether or not it goes out.

    Raises TemplateError where the theme has a mistake.
    """
    with speaking(language(plan.language, context.theme.by_name)):
        view = _view(plan, context)
        return render.page(
            _environment(context.theme),
            view,
            figures(view),
        ).encode()


def _public(plan: Plan, path: str, context: PageContext) -> PublicFile:
    html = open_html(plan, context)
    if not is_marked(html):
        raise TemplateError(
            f"templates/page/base.html: please keep the line {MARK.decode()} near the top"
        )
    return PublicFile(path, html)


def _sealed(plan: Plan, sealing: Sealing, context: PageContext) -> SealedPage:
    secrets = sealing.secrets
    view = _view(plan, context)
    environment = _environment(context.theme)
    article = render.article(
        environment,
        replace(
            view,
            is_sample=sealing.is_sample,
            reply_key=_reply_key(plan, secrets),
            reply_token=secrets.token,
        ),
        figures(view),
    )
    violation = allowlist.first_violation(article)
    if violation:
        raise TemplateError(
            f"templates/page/article.html: {violation} is not on the list of what a sealed page may hold"
        )
    return SealedPage(
        sealed_path(secrets.token),
        _shell(context).around(
            seal(
                render.with_style(environment, article),
                secrets,
            )
        ),
    )


def _reply_key(plan: Plan, secrets: Secrets) -> str | None:
    """What the page seals the client's replies to; None where it takes none."""
    if not plan.takes_replies:
        return None
    return reply_key(secrets)


def _view(plan: Plan, context: PageContext) -> PageView:
    """What the page says; of what is held back it never hears."""
    shown = plan.published()
    return page_view(shown, derive(shown), context.settings)


def first_problem(context: PageContext, plan: Plan | None) -> tuple[TemplateError, ...]:
    """Every mistake in the templates that shows without a build: all of them are read, and what
    needs no plan is made.

    Where there is a plan, its page is made as well, and thrown away.
    """
    try:
        environment = _environment(context.theme)
        unread = tuple(
            render.compiled(
                environment, (name for name, _ in context.theme.sources if name.endswith(".html"))
            )
        )
        if not unread:
            make_site_files(context)
            _shell(context)
        if plan and not unread:
            open_html(plan, context)
    except TemplateError as error:
        return (error,)
    return unread


def make_site_files(context: PageContext) -> tuple[PublicFile, ...]:
    """The neutral files of the site."""
    environment = _environment(context.theme)
    with speaking(language(context.settings.language, context.theme.by_name)):
        view = shell_view(context.settings)
        front = render.notice(
            environment,
            view,
            _("A place for private pages"),
            _("Each page here opens with a link of its own."),
        )
        gone = render.gone_page(environment, view)
    return site_files.files(front, gone)


@functools.lru_cache(maxsize=1)
def _shell(context: PageContext) -> render.Shell:
    """What stands around every sealed page of a site; the same for all, so that it tells nothing."""
    with speaking(language(context.settings.language, context.theme.by_name)):
        return render.shell(
            _environment(context.theme),
            shell_view(context.settings),
        )


@functools.lru_cache(maxsize=1)
def _environment(theme: Theme) -> jinja2.Environment:
    return render.environment(theme)
