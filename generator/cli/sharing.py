"""Sharing: the commands that hand a page over, list what is shared, and end a link."""

from __future__ import annotations

import json
import shlex
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.frame import (
    FOUND,
    Stopped,
    asked_plan,
    first_mend,
    plan_argument,
    put_secret,
    quiet_option,
    root_of,
    stopped,
    today_option,
    workspace_option,
)
from generator.cli.report import format_finding
from generator.errors import HandrailError, PlanError
from generator.workspace.layout import SETTINGS_NAME

if TYPE_CHECKING:
    from generator.builder.results import PublishedPlan
    from generator.model.plan import Plan
    from generator.privacy.links import Links
    from generator.publish.revoke import LinkFacts
    from generator.publish.shared import Shared, Sharing
    from generator.workspace.layout import PlanSource


@click.command()
@plan_argument
@workspace_option
@today_option
@click.option(
    "--card",
    type=click.Path(path_type=Path),
    help="Write a card with the link to this file, to print.",
)
@click.option(
    "--words-card",
    type=click.Path(path_type=Path),
    help="Write the six words to this file, to print.",
)
@click.option("--no-qr", "qr", flag_value="no", help="Leave the square for a camera out.")
def share(
    plan: str,
    *,
    start: Path,
    today: date,
    card: Path | None,
    words_card: Path | None,
    qr: str | None,
) -> None:
    """Show the private link of a plan, to be handed over.

    Whoever has the link can read the page. Show it in the session, or print it as a card.

    \b
    Examples:
      handrail share sam
      handrail share sam --card ~/Desktop/card.html
      handrail share plans/sam.yml --words-card ~/Desktop/words.html
    """
    from generator.publish.cards import link_card, qr_for_terminal
    from generator.publish.cards import words_card as card_of_words

    root = root_of(start)
    name = asked_plan(plan, root)
    sharing = shared_now(root, today, name)
    published = _the_plan(sharing, name, today)
    shared = sharing.of(published)
    if not (root / "site" / shared.path).exists():
        click.echo("This page has not been made yet. Run `handrail build`, then publish.", err=True)
    is_local = sharing.settings.base_url is None
    if is_local:
        click.echo(
            "This link opens on this computer only. A phone can open it once the site has an address:",
            err=True,
        )
        click.echo(
            f"write `base_url: https://…` in {SETTINGS_NAME}, then build and publish.", err=True
        )
        if card:
            raise Stopped("So no card was made.")
    if words_card and not shared.words:
        raise click.UsageError(
            "this plan opens with its link alone; six words belong to `share: {access: words}`"
        )
    if card or words_card:
        from generator.render import html
        from generator.text.language import language, speaking
        from generator.view.page import shell_view
        from generator.workspace import theme

        used = theme.load_theme(root / "templates")
        environment = html.environment(used)
        with speaking(language(published.plan.language, used.by_name)):
            if card:
                support = shell_view(sharing.settings).support
                _print(
                    card,
                    html.card(environment, link_card(shared.url, shared.access, support)),
                    root,
                )
            if words_card and shared.words:
                _print(words_card, html.card(environment, card_of_words(shared.words)), root)
        return
    if qr is None and not is_local:
        click.echo(qr_for_terminal(shared.url))
    click.echo(shared.url)
    if shared.words:
        click.echo(
            f"\nThe six words, to be handed over another way than the link:\n  {shared.words}"
        )


def _print(path: Path, page: str, root: Path) -> None:
    put_secret(path, root, page.encode())
    click.echo(
        f"Wrote {click.format_filename(path)}. Open it in a browser to print, then delete it."
    )


@click.command()
@workspace_option
@today_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to say it."
)
@click.option(
    "--show-secrets",
    "secret",
    flag_value="shown",
    help="Show links and words too: they open the pages.",
)
def links(start: Path, today: date, form: str, secret: str | None) -> None:
    """List what is shared, without the secrets.

    \b
    Examples:
      handrail links
      handrail links --show-secrets
      handrail links --format json --show-secrets
    """
    sharing = shared_now(root_of(start), today)
    if form == "json":
        click.echo(json.dumps([_fields(one, secret) for one in sharing.shared], indent=2))
    else:
        for one in sharing.shared:
            click.echo(f"{one.plan}  {one.access}  site/{one.path}")
            if secret:
                click.echo(f"  {one.url}" + (f"\n  {one.words}" if one.words else ""))
        if not sharing.shared:
            click.echo("Nothing is shared yet.")
    for finding in sharing.findings:
        click.echo(format_finding(finding), err=True)
    sys.exit(FOUND if sharing.findings else 0)


def _fields(one: Shared, secret: str | None) -> dict[str, str | None]:
    shown: dict[str, str | None] = {"plan": one.plan, "access": one.access, "path": one.path}
    return {**shown, "url": one.url, "words": one.words} if secret else shown


@click.command()
@plan_argument
@workspace_option
@today_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--new-link",
    "new",
    flag_value="made",
    help="Raise `generation` in the plan, which makes a new link.",
)
@quiet_option
def revoke(plan: str, *, start: Path, today: date, yes: bool, new: str | None, quiet: bool) -> None:
    """End a plan's private link for good.

    Works too where the plan has a mistake elsewhere. The page leaves site/ at once; publish to take it from your
    host. Nobody can take back what somebody has read or kept. Undoing this in git does not bring the link back.

    \b
    Examples:
      handrail revoke sam
      handrail revoke plans/sam.yml --new-link
    """
    from generator.builder.site import build
    from generator.editing import fix, text
    from generator.privacy.seal import LAST_GENERATION
    from generator.publish.revoke import revoke as run

    root = root_of(start)
    name = asked_plan(plan, root)
    _held(root, today, name)
    if not yes and not click.confirm("The link stops working for everyone who has it. End it?"):
        return
    if new is None and not yes and sys.stdin.isatty():
        new = "made" if click.confirm("Make a new link at once?", default=True) else None
    links, source, found = _held(
        root, today, name
    )  # once more: somebody may have saved the plan meanwhile
    is_renewed = False
    try:
        generation = run(root, links, found)
        if new and generation <= LAST_GENERATION:
            with suppress(
                PlanError
            ):  # a plan that cannot be edited yet; what to write in it is said below
                data = text.with_value_below(
                    source.data, source.name, "share", "generation", str(generation)
                )
                fix.save_plan(root, source, data)
                is_renewed = True
        built = build(root, today, lambda _done, _of: None)
    except HandrailError as error:
        raise stopped(error) from error
    is_short_of_asked = bool(new) and not is_renewed
    if is_short_of_asked:
        click.echo(f"{source.name} could not be changed, so there is no new link yet.", err=True)
    if quiet and not is_short_of_asked:
        return
    click.echo(
        "The old link is dead, and its page has left site/. Now publish site/, so that it leaves your host too."
    )
    if is_renewed:
        click.echo(f"The new link: handrail share {shlex.quote(plan)}")
    else:
        _tell_what_comes_next(source.name, generation)
    for finding in built.findings:
        if finding.place.file != source.name or is_renewed:
            click.echo(format_finding(finding), err=True)
    if is_short_of_asked:
        sys.exit(FOUND)


def _tell_what_comes_next(name: str, generation: int) -> None:
    from generator.privacy.seal import LAST_GENERATION

    click.echo(
        f"Until {name} says what comes next, nothing is published. Write one of the two in it:"
    )
    if generation > LAST_GENERATION:
        click.echo("  no `uid:` line, and then run `handrail check --fix`, for a new link")
    else:
        click.echo(f"  `generation: {generation}` below `share:`, for a new link")
    click.echo("  `status: revoked`, for no page any more")


def _held(root: Path, today: date, name: str) -> tuple[Links, PlanSource, LinkFacts]:
    """What is needed to end a plan's links, whatever else is wrong in it. Raises Stopped where it is not to be had."""
    from generator.model.share import Access, PublicShare
    from generator.publish.revoke import link_facts
    from generator.workspace import layout

    sharing = shared_now(root, today, name)
    try:
        source = next((one for one in layout.read_workspace(root).plans if one.name == name), None)
    except HandrailError as error:
        raise stopped(error) from error
    if source is None:
        raise Stopped(f"{name} cannot be read.")
    found = link_facts(source)
    is_public = found is not None and isinstance(found.page, PublicShare)
    for _source, plan in sharing.valid_plans:
        is_public = plan.share.access is Access.PUBLIC
    if is_public:
        raise Stopped("this plan is public; write `share: {access: none}` to take its page away")
    if found is None:
        raise Stopped(
            f"{name} has no uid that could be read, and its links hang on it.\n"
            "   hint: put its `uid:` line right, as git or a backup has it; or write `status: revoked` in it"
        )
    return sharing.links, source, found


def shared_now(root: Path, today: date, only: str | None = None) -> Sharing:
    """What is shared in the workspace, or of one plan; stops the command where settings or keys are wrong."""

    from generator.builder.context import open_workspace
    from generator.publish.shared import read_sharing

    try:
        return read_sharing(open_workspace(root, today), only)
    except PlanError as error:
        raise first_mend("the settings", error) from error
    except HandrailError as error:
        raise stopped(error) from error


def _the_plan(sharing: Sharing, name: str, today: date) -> PublishedPlan:
    for one in sharing.plans:
        if one.source.name == name:
            return one
    for source, plan in sharing.withheld:
        if source.name == name:
            raise Stopped(f"{name} {_why_withheld(plan, today)}")
    own = [finding for finding in sharing.findings if finding.place.file == name]
    for finding in own:
        click.echo(format_finding(finding), err=True)
    raise Stopped("First mend this plan." if own else f"{name} cannot be read.")


def _why_withheld(plan: Plan, today: date) -> str:
    from generator.model.share import Withheld

    match plan.withheld(today):
        case Withheld.DRAFT:
            return "is a draft and has no page. Once it is agreed, write `status: active` in it, then: handrail build"
        case Withheld.REVOKED:
            return "is closed by `status: revoked` and has no page. `handrail new NAME --from` begins another one."
        case Withheld.NOT_SHARED:
            return "has no page, as it says `access: none` below `share`. With `access: link` there: handrail build"
        case _:
            return f"has no page since {plan.share.until}. With a later day for `until` below `share`: handrail build"
