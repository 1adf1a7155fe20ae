"""Revoke: a plan's private link is ended, and a new one made if it is wanted."""

from __future__ import annotations

import shlex
import sys
from datetime import date
from pathlib import Path

import click

from generator.builder.context import open_workspace
from generator.builder.site import build
from generator.cli.actions.plan_names import asked_plan
from generator.cli.errors import FOUND, Stopped
from generator.cli.options import root_of
from generator.cli.report import format_finding
from generator.cli.revoke import RevokeOptions
from generator.cli.terminal import no_bar, say, say_beside
from generator.editing import fix, text
from generator.errors import PlanError
from generator.model.share import Access, PublicShare
from generator.privacy.links import Links
from generator.privacy.seal import LAST_GENERATION
from generator.publish.revoke import LinkFacts, link_facts, revoke
from generator.publish.shared import Sharing, read_sharing
from generator.workspace.layout import PlanSource


def revoke_link(options: RevokeOptions) -> None:
    root = root_of(options.start)
    name = asked_plan(options.plan, root)
    _found_links(root, options.today, name)
    if not options.yes and not click.confirm(
        "The link stops working for everyone who has it. End it?"
    ):
        return
    wants_new = options.new_link or _asks_for_new_link(options)
    # Once more, as somebody may have saved the plan meanwhile.
    links, source, facts = _found_links(root, options.today, name)
    generation = revoke(root, links, facts)
    is_renewed = wants_new and _renew(root, source, generation)
    built = build(root, options.today, no_bar())
    lacks_new_link = wants_new and not is_renewed
    if lacks_new_link:
        say_beside(f"{source.name} could not be changed, so there is no new link yet.")
    if options.quiet and not lacks_new_link:
        return
    say(
        "The old link is dead, and its page has left site/. Now publish site/, so that it leaves your host too."
    )
    if is_renewed:
        say(f"The new link: handrail share {shlex.quote(options.plan)}")
    else:
        _show_next_steps(source.name, generation)
    for finding in built.findings:
        if finding.place.file != source.name or is_renewed:
            say_beside(format_finding(finding))
    if lacks_new_link:
        sys.exit(FOUND)


def _asks_for_new_link(options: RevokeOptions) -> bool:
    if options.yes or not sys.stdin.isatty():
        return False
    return click.confirm("Make a new link at once?", default=True)


def _renew(root: Path, source: PlanSource, generation: int) -> bool:
    """Write the next generation into the plan; false for the last one, and for a plan that cannot be edited yet."""
    if generation > LAST_GENERATION:
        return False
    try:
        data = text.with_value_below(
            source.data, source.name, "share", "generation", str(generation)
        )
        fix.save_plan(root, source, data)
    except PlanError:
        return False
    return True


def _show_next_steps(name: str, generation: int) -> None:
    say(f"Until {name} says what comes next, nothing is published. Write one of the two in it:")
    if generation > LAST_GENERATION:
        say("  no `uid:` line, and then run `handrail check --fix`, for a new link")
    else:
        say(f"  `generation: {generation}` below `share:`, for a new link")
    say("  `status: revoked`, for no page any more")


def _found_links(root: Path, today: date, name: str) -> tuple[Links, PlanSource, LinkFacts]:
    """What is needed to end a plan's links, whatever else is wrong in it. Raises Stopped where it is not to be had."""
    opened = open_workspace(root, today)
    sharing = read_sharing(opened, name)
    source = opened.source(name)
    if source is None:
        raise Stopped(f"{name} cannot be read.")
    facts = link_facts(source)
    if _is_public(sharing, facts):
        raise Stopped("this plan is public; write `share: {access: none}` to take its page away")
    if facts is None:
        raise Stopped(
            f"{name} has no uid that could be read, and its links hang on it.\n"
            "   hint: put its `uid:` line right, as git or a backup has it; or write `status: revoked` in it"
        )
    return sharing.links, source, facts


def _is_public(sharing: Sharing, facts: LinkFacts | None) -> bool:
    """Whether the one plan that was asked about is public, as far as that can be told."""
    for _, plan in sharing.valid_plans:
        return plan.share.access is Access.PUBLIC
    return facts is not None and isinstance(facts.page, PublicShare)
