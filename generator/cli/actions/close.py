"""Close: a plan comes to its end; its page stays or goes, and what git still holds is told."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path, PurePosixPath

import click

from generator.builder.context import OpenWorkspace, open_workspace
from generator.builder.page import open_html, page_context
from generator.builder.reading import ReadingContext
from generator.builder.site import Built, build
from generator.cli.actions.builds import show_findings
from generator.cli.actions.plan_names import asked_plan
from generator.cli.actions.secret_files import fresh_file, put_secret
from generator.cli.close import CloseOptions
from generator.cli.errors import Stopped
from generator.cli.options import root_of
from generator.cli.terminal import bar, say
from generator.editing import fix
from generator.editing.closing import Ending, closed
from generator.errors import PlanError
from generator.model.plan import Plan
from generator.workspace.git import GitError
from generator.workspace.history import remembered
from generator.workspace.layout import PlanSource


def close_plan(options: CloseOptions) -> None:
    root = root_of(options.start)
    name = asked_plan(options.plan, root)
    opened = open_workspace(root, options.today)
    source = opened.source(name)
    if source is None:
        raise Stopped(f"{name} cannot be read.")
    if options.paper:
        _print(opened, source, fresh_file(options.paper, root))
    ending = Ending(options.ending or _asked_ending(options))
    data = closed(source.data, name, ending)
    if data != source.data:
        if not _agrees(name, options):
            return
        fix.save_plan(root, source, data)
    built = build(root, options.today, bar())
    _show_end(root, name, ending, built)
    if options.paper is None:
        short = shlex.quote(PurePosixPath(name).stem)
        say(f"For a copy on paper: handrail close {short} --{ending.value} --print FILE.html")
    elsewhere = [finding for finding in built.findings if finding.place.file != name]
    show_findings(elsewhere, built)


def _agrees(name: str, options: CloseOptions) -> bool:
    if options.yes or not sys.stdin.isatty():
        return True
    return click.confirm(f"{name} becomes completed. Go on?")


def _asked_ending(options: CloseOptions) -> str:
    if options.yes or not sys.stdin.isatty():
        raise click.UsageError("say what becomes of the page: --keep or --withdraw")
    say("keep       the page and its link stay, and the page says that the plan is complete")
    say("withdraw   the page goes, and its link opens nothing")
    endings = click.Choice(["keep", "withdraw"])
    return str(
        click.prompt(
            "What becomes of the page?",
            type=endings,
            default="keep",
        )
    )


def _print(opened: OpenWorkspace, source: PlanSource, path: Path) -> None:
    reading = ReadingContext(opened.settings, None, opened.today)
    plan = reading.read(source)
    if not isinstance(plan, Plan):
        raise PlanError(plan.findings)
    page = open_html(plan, page_context(reading, opened.theme))
    put_secret(path, opened.root, page)
    say(
        f"Wrote {click.format_filename(path)}, the page as your client reads it. Print it, then delete it."
    )


def _show_end(root: Path, name: str, ending: Ending, built: Built) -> None:
    has_page = any(built.plans.get(path) == name for path in built.pages)
    back = "`status: active`"
    if ending is Ending.WITHDRAW:
        back = "`status: active` and `access: link`"
        say(
            f"{name} is completed, and site/ has no page of it. To take it off your host: handrail publish"
        )
        say("Who kept the page and its link can still read what was on it then.")
    elif has_page:
        say(f"{name} is completed. Its page and its link stay, and the page says so.")
        say("To bring it to your host: handrail publish")
    else:
        say(f"{name} is completed. It has no page, and that stays so.")
    say(f"To take it up again, write {back} in it.")
    say(f"The file stays among your plans. {_kept_by_git(root, name)}")
    say("Before you delete any of it, ask how long records have to be kept where you work.")


def _kept_by_git(root: Path, name: str) -> str:
    """What git still holds of a plan."""
    try:
        kept = remembered(root, name)
    except GitError as error:
        return f"What git still holds of it, nobody can tell: {error}; {error.hint}."
    if kept is None:
        return "No git looks after this folder, so it is the only copy that Handrail knows of."
    if kept.since is None:
        return "Git holds no version of it yet."
    many = "1 version" if kept.versions == 1 else f"{kept.versions} versions"
    elsewhere = ""
    if kept.remotes:
        elsewhere = f", and so may {', '.join(kept.remotes)}"
    return f"Git holds {many} of it since {kept.since}, private notes too{elsewhere}. Deleting the file leaves them there."
