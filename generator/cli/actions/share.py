"""Share: the private link of a plan is shown, or printed as a card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from generator.builder.context import open_workspace
from generator.builder.results import PublishedPlan
from generator.cli.actions.in_detail import tell, tell_workspace
from generator.cli.actions.plan_names import asked_plan
from generator.cli.actions.secret_files import put_secret
from generator.cli.errors import Stopped
from generator.cli.machine_report import as_document
from generator.cli.options import root_of
from generator.cli.report import OutputFormat, format_finding
from generator.cli.share import ShareOptions
from generator.cli.terminal import say, say_beside
from generator.model.plan import Plan
from generator.model.share import Withheld
from generator.publish.cards import link_card, qr_for_terminal, words_card
from generator.publish.shared import Shared, Sharing, read_sharing
from generator.render import html
from generator.text.language import language, speaking
from generator.view.page import shell_view
from generator.view.page_values import CardSize, CardView
from generator.workspace.layout import SETTINGS_NAME, SITE


def share_plan(options: ShareOptions) -> None:
    root = root_of(options.start)
    name = asked_plan(options.plan, root)
    sharing = read_sharing(open_workspace(root, options.today), name)
    published = _published(sharing, name, options.today)
    shared = sharing.of(published)
    if options.verbose:
        tell_workspace(root)
        tell(f"{shared.plan}: its page stands in site/{shared.path} once it is built")
    _warn_of_unmade_page(root, shared)
    if sharing.settings.base_url is None:
        _warn_of_local_link()
    if options.form == OutputFormat.JSON:
        _share_for_programs(options, sharing, published.plan, shared)
    elif options.card or options.words_card:
        _refuse_empty_cards(options, sharing, shared)
        for card in _written_cards(options, sharing, published.plan, shared):
            say(
                f"Wrote {click.format_filename(card)}. Open it in a browser to print, then "
                "delete it."
            )
    else:
        _show_link(options, sharing, shared)


def _share_for_programs(
    options: ShareOptions, sharing: Sharing, plan: Plan, shared: Shared
) -> None:
    """One document; link and words stand in it where no card was asked for, as on the terminal."""
    record: dict[str, object] = {
        "plan": shared.plan,
        "access": shared.access,
        "path": shared.path,
        "is_made": (sharing.opened.root / SITE / shared.path).exists(),
        "opens_on_phones": sharing.settings.base_url is not None,
        "url": None,
        "words": None,
        "wrote": [],
    }
    if options.card or options.words_card:
        _refuse_empty_cards(options, sharing, shared)
        cards = _written_cards(options, sharing, plan, shared)
        record["wrote"] = [click.format_filename(card) for card in cards]
    else:
        record |= {"url": shared.url, "words": shared.words}
    click.echo(as_document(**record))


def _refuse_empty_cards(
    options: ShareOptions,
    sharing: Sharing,
    shared: Shared,
) -> None:
    """Stop where a card was asked for that would hold nothing to use.

    Raises Stopped for a link that opens here alone, UsageError for words that the plan has not.
    """
    if options.card and sharing.settings.base_url is None:
        raise Stopped("So no card was made.")
    if options.words_card and not shared.words:
        raise click.UsageError(
            "this plan opens with its link alone; six words belong to `share: {access: words}`"
        )


def _show_link(options: ShareOptions, sharing: Sharing, shared: Shared) -> None:
    """The link as letters, above it for a phone's camera, below it the words if there are any."""
    if not options.no_qr and sharing.settings.base_url is not None:
        click.echo(qr_for_terminal(shared.url))
    click.echo(shared.url)
    if shared.words:
        click.echo(
            f"\nThe six words, to be handed over another way than the link:\n  {shared.words}"
        )


def _warn_of_unmade_page(root: Path, shared: Shared) -> None:
    if not (root / SITE / shared.path).exists():
        say_beside("This page has not been made yet. Run `handrail build`, then publish.")


def _warn_of_local_link() -> None:
    say_beside(
        "This link opens on this computer only. A phone can open it once the site has an address:"
    )
    say_beside(f"write `base_url: https://…` in {SETTINGS_NAME}, then build and publish.")


def _written_cards(
    options: ShareOptions,
    sharing: Sharing,
    plan: Plan,
    shared: Shared,
) -> list[Path]:
    """Write the cards that were asked for, in the language of the plan; their files."""
    written = []
    theme = sharing.opened.theme
    environment = html.environment(theme)
    with speaking(language(plan.language, theme.by_name)):
        for path, view in _asked_cards(options, sharing, shared):
            page = html.card(environment, view, _size(options))
            put_secret(path, sharing.opened.root, page.encode())
            written.append(path)
    return written


def _size(options: ShareOptions) -> CardSize:
    if options.wallet:
        return CardSize.WALLET
    return CardSize.HALF_PAGE


def _asked_cards(
    options: ShareOptions, sharing: Sharing, shared: Shared
) -> Iterator[tuple[Path, CardView]]:
    """Each card that was asked for, with the file it goes to."""
    if options.card:
        support = shell_view(sharing.settings).support
        yield options.card, link_card(shared.url, shared.access, support)
    if options.words_card and shared.words:
        yield options.words_card, words_card(shared.words)


def _published(sharing: Sharing, name: str, today: date) -> PublishedPlan:
    """The plan, if it has a page. Raises Stopped where it has none, with the way to one."""
    for published in sharing.plans:
        if published.source.name == name:
            return published
    for source, plan in sharing.withheld:
        if source.name == name:
            raise Stopped(f"{name} {_why_withheld(plan, today)}")
    own = [finding for finding in sharing.findings if finding.place.file == name]
    for finding in own:
        say_beside(format_finding(finding))
    if own:
        raise Stopped("First mend this plan.")
    raise Stopped(f"{name} cannot be read.")


def _why_withheld(plan: Plan, today: date) -> str:
    match plan.withheld(today):
        case Withheld.DRAFT:
            return "is a draft and has no page. Once it is agreed, write `status: active` in it, then: handrail build"
        case Withheld.REVOKED:
            return "is closed by `status: revoked` and has no page. `handrail new NAME --from` begins another one."
        case Withheld.NOT_SHARED:
            return "has no page, as it says `access: none` below `share`. With `access: link` there: handrail build"
        case _:
            return f"has no page since {plan.share.until}. With a later day for `until` below `share`: handrail build"
