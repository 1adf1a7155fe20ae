"""Publishing: the commands that let a page out, and that end a plan."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.cli.building import bar, show_findings
from generator.cli.frame import (
    FOUND,
    Stopped,
    asked_plan,
    fresh_file,
    plan_argument,
    root_of,
    stopped,
    today_option,
    workspace_option,
)
from generator.cli.sharing import shared_now
from generator.errors import HandrailError, PlanError
from generator.telling import worded

if TYPE_CHECKING:
    from generator.model import ByCommand, ToFolder
    from generator.publish import Departure, Going
    from generator.sharing import Sharing

#: Most lines of a page that are shown as news; the preview shows all of it.
NEWS_LIMIT: Final = 12


@click.command()
@click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(file_okay=False, path_type=Path))
@workspace_option
@today_option
@click.option("--dry-run", "dry", is_flag=True, help="Show what would go out, and do nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def publish(folder: Path | None, *, start: Path, today: date, dry: bool, yes: bool) -> None:
    """Build, show what your clients will newly read, and let it out.

    Copies site/ to a folder, or runs the command that `publish:` in handrail.yml names. Stops where anything is
    wrong, so that nothing half done goes out.

    \b
    Examples:
      handrail publish --dry-run
      handrail publish ../web
      handrail publish --yes
    """
    from generator.build import build
    from generator.publish import departure

    root = root_of(start)
    try:
        built = build(root, today, bar())
        if built.findings:
            show_findings(built.findings)
            raise Stopped("Nothing was published.")
        sharing = shared_now(root, today)
        way = _way(sharing, folder)
        leaving = departure(sharing)
        _show(leaving)
        if leaving.is_empty:
            click.echo("All of it went out last time already.")
            if not yes:
                return
        if dry:
            return
        if way is None:
            raise click.UsageError("say where to: handrail publish FOLDER, or `publish:` in handrail.yml")
        if not yes and not leaving.is_empty and not _agreed():
            return
        _send(root, way)
    except HandrailError as error:
        raise stopped(error) from error
    click.echo("Published. `handrail verify` compares what your host serves with what was built.")


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise click.UsageError("nobody is here to be asked; add --yes to publish, or --dry-run to look")
    return click.confirm("Let it out?")


def _way(sharing: Sharing, folder: Path | None) -> Path | ByCommand | None:
    from generator.model import ByCommand

    how: ToFolder | ByCommand | None = sharing.settings.publish
    if folder is not None:
        return folder.resolve()
    if how is None or isinstance(how, ByCommand):
        return how
    return (sharing.root / how.folder).resolve()


def _send(root: Path, way: Path | ByCommand) -> None:
    from generator.publish import by_command, to_folder

    if isinstance(way, Path):
        to_folder(root, way, bar("files"))
    else:
        by_command(root, way)


def _show(leaving: Departure) -> None:
    neutral = 0
    for word, goings in (("New", leaving.new), ("Changed", leaving.changed), ("Gone", leaving.gone)):
        for going in goings:
            if not going.path.endswith("/index.html"):
                neutral += 1
                continue
            click.echo(f"{word}: {_named(going)}")
            for line in going.lines[:NEWS_LIMIT]:
                click.echo(f"  {line.became} {line.words}")
            if len(going.lines) > NEWS_LIMIT:
                click.echo(f"  … and {len(going.lines) - NEWS_LIMIT} more lines; `handrail preview` shows the page.")
    if neutral:
        click.echo(f"And {neutral} {'file' if neutral == 1 else 'files'} of the site that belong to no plan.")
    for path in leaving.foreign:
        click.echo(f"Not Handrail's, so a folder does not get it: site/{path}")


def _named(going: Going) -> str:
    return f"{going.plan}, site/{going.path}" if going.plan else f"site/{going.path}"


@click.command(short_help="End a plan with dignity: keep its page, or withdraw it.")
@plan_argument
@workspace_option
@today_option
@click.option("--keep", "ending", flag_value="keep", help="The page stays as it is; the plan is marked as completed.")
@click.option("--withdraw", "ending", flag_value="withdraw", help="The page goes with the next build.")
@click.option(
    "--print", "paper", type=click.Path(path_type=Path), help="First write the open page to this file, to print."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def close(plan: str, *, start: Path, today: date, ending: str | None, paper: Path | None, yes: bool) -> None:
    """End a plan with dignity: keep its page, or withdraw it, and print it first if you like.

    \b
    Examples:
      handrail close sam --keep
      handrail close plans/sam.yml --withdraw --print ~/Desktop/sam.html
    """
    from generator import workspace, write
    from generator.closing import Ending, closed

    root = root_of(start)
    name = asked_plan(plan, root)
    try:
        source = next((one for one in workspace.read(root).plans if one.name == name), None)
        if source is None:
            raise Stopped(f"{name} cannot be read.")
        if paper:
            _print(root, name, today, fresh_file(paper, root))
        if ending is None:
            ending = _asked_ending(yes)
        data = closed(source.data, name, Ending(ending))
        if data != source.data:
            if not yes and sys.stdin.isatty() and not click.confirm(f"{name} becomes completed. Go on?"):
                return
            (root / workspace.SCRATCH).mkdir(exist_ok=True)
            write.exchange(root / name, source.data, data, root / workspace.SCRATCH)
    except PlanError as error:
        for finding in error.findings:
            click.echo(worded(finding), err=True)
        sys.exit(FOUND)
    except HandrailError as error:
        raise stopped(error) from error
    _tell_end(name, Ending(ending), paper)


def _asked_ending(yes: bool) -> str:  # noqa: FBT001 - a flag as click hands it over
    if yes or not sys.stdin.isatty():
        raise click.UsageError("say what becomes of the page: --keep or --withdraw")
    return str(click.prompt("Does the page stay, or go?", type=click.Choice(["keep", "withdraw"]), default="keep"))


def _print(root: Path, name: str, today: date, path: Path) -> None:
    from generator import render, theme, workspace
    from generator.language import language, speaking
    from generator.model import Plan
    from generator.page import figures
    from generator.progress import derive
    from generator.reading import read_plan, settings_of
    from generator.view import page_view

    space = workspace.read(root)
    settings = settings_of(space)
    source = next(one for one in space.plans if one.name == name)
    plan = read_plan(source, settings, today, None)
    if not isinstance(plan, Plan):
        raise PlanError(plan.findings)
    used = theme.load(root / workspace.TEMPLATES)
    with speaking(language(plan.language, used.by_name)):
        view = page_view(plan, derive(plan), settings)
        page = render.page(render.environment(used, None), view, figures(view))
    path.write_text(page, "utf-8")
    click.echo(f"Wrote {click.format_filename(path)}, the page as your client reads it. Print it, then delete it.")


def _tell_end(name: str, ending: object, paper: Path | None) -> None:
    from generator.closing import Ending

    if ending is Ending.WITHDRAW:
        click.echo(f"{name} is completed, and its page goes. Now: handrail build, then handrail publish")
        click.echo("Who kept the page and its link can still read what was on it then.")
    else:
        click.echo(f"{name} is completed. Its page and its link stay. Now: handrail build")
    if paper is None:
        click.echo("For a copy on paper: handrail close PLAN --keep --print FILE")
    click.echo(
        "The file stays among your plans. Where you keep them in git, every version of it stays there too;\n"
        "SECURITY.md says what to think of before you delete."
    )
