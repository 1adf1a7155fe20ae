"""Publishing: the commands that let a page out, and that end a plan."""

from __future__ import annotations

import shlex
import sys
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import click

from generator.cli.building import bar, show_findings
from generator.cli.frame import (
    Stopped,
    asked_plan,
    first_mend,
    fresh_file,
    plan_argument,
    root_of,
    stopped,
    today_option,
    workspace_option,
)
from generator.cli.sharing import shared_now
from generator.errors import Finding, HandrailError, PlanError
from generator.telling import worded

if TYPE_CHECKING:
    from generator.build import Built
    from generator.closing import Ending
    from generator.history import Remembered
    from generator.model import ByCommand, ToFolder
    from generator.publish import Departure, Going
    from generator.sharing import Sharing
    from generator.workspace import PlanSource, Workspace

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
    from generator.publish import departure, signals

    root = root_of(start)
    try:
        built = build(root, today, bar())
        if built.findings:
            show_findings(built.findings)
            raise Stopped("Nothing was published.")
        sharing = shared_now(root, today)
        way = _way(sharing, folder)
        leaving = departure(sharing, bar("files looked at"))
        _show(leaving)
        _show_signals(signals(sharing, leaving, today))
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
            click.echo(f"{'Behind a new link' if going.former else word}: {_named(going)}")
            for line in going.lines[:NEWS_LIMIT]:
                click.echo(f"  {line.became} {line.words}")
            if len(going.lines) > NEWS_LIMIT:
                click.echo(f"  … and {len(going.lines) - NEWS_LIMIT} more lines; `handrail preview` shows the page.")
    if neutral:
        click.echo(f"And {neutral} {'file' if neutral == 1 else 'files'} of the site that belong to no plan.")
    for path in leaving.foreign:
        click.echo(f"Not Handrail's, so a folder does not get it: site/{path}")


def _show_signals(told: tuple[Finding, ...]) -> None:
    if told:
        click.echo("\nFor you alone, before it goes out:")
    for finding in told:
        click.echo(worded(finding))


def _named(going: Going) -> str:
    return f"{going.plan}, site/{going.path}" if going.plan else f"site/{going.path}"


@click.command(short_help="End a plan with dignity: keep its page, or withdraw it.")
@plan_argument
@workspace_option
@today_option
@click.option("--keep", "ending", flag_value="keep", help="The page stays, and says that the plan is complete.")
@click.option("--withdraw", "ending", flag_value="withdraw", help="The page goes.")
@click.option(
    "--print", "paper", type=click.Path(path_type=Path), help="First write the open page to this file, to print."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def close(plan: str, *, start: Path, today: date, ending: str | None, paper: Path | None, yes: bool) -> None:
    """End a plan with dignity: keep its page, or withdraw it, and print it first if you like.

    Nothing is deleted: the plan stays among your files as completed. At the end you hear what git still holds.

    \b
    Examples:
      handrail close sam
      handrail close sam --keep
      handrail close sam --withdraw --print ~/Desktop/sam.html
    """
    from generator import mend, workspace
    from generator.build import build
    from generator.closing import Ending, closed

    root = root_of(start)
    name = asked_plan(plan, root)
    try:
        space = workspace.read(root)
        source = next((one for one in space.plans if one.name == name), None)
        if source is None:
            raise Stopped(f"{name} cannot be read.")
        if paper:
            _print(space, source, today, fresh_file(paper, root))
        end = Ending(ending or _asked_ending(yes))
        data = closed(source.data, name, end)
        if data != source.data:
            if not yes and sys.stdin.isatty() and not click.confirm(f"{name} becomes completed. Go on?"):
                return
            mend.put(root, source, data)
        built = build(root, today, bar())
    except PlanError as error:
        raise first_mend("this plan", error) from error
    except HandrailError as error:
        raise stopped(error) from error
    _tell_end(root, name, end, built)
    if paper is None:
        short = shlex.quote(PurePosixPath(name).stem)
        click.echo(f"For a copy on paper: handrail close {short} --{end.value} --print FILE.html")
    show_findings(tuple(finding for finding in built.findings if finding.place.file != name))


def _asked_ending(yes: bool) -> str:  # noqa: FBT001 - a flag as click hands it over
    if yes or not sys.stdin.isatty():
        raise click.UsageError("say what becomes of the page: --keep or --withdraw")
    click.echo("keep       the page and its link stay, and the page says that the plan is complete")
    click.echo("withdraw   the page goes, and its link opens nothing")
    return str(click.prompt("What becomes of the page?", type=click.Choice(["keep", "withdraw"]), default="keep"))


def _print(space: Workspace, source: PlanSource, today: date, path: Path) -> None:
    from generator import theme, workspace
    from generator.links import NO_LINKS
    from generator.model import Plan
    from generator.page import Press, opened
    from generator.reading import read_plan, settings_of

    settings = settings_of(space)
    plan = read_plan(source, settings, today, None)
    if not isinstance(plan, Plan):
        raise PlanError(plan.findings)
    press = Press(settings, NO_LINKS, theme.load(space.root / workspace.TEMPLATES), today)
    path.write_bytes(opened(plan, press))
    click.echo(f"Wrote {click.format_filename(path)}, the page as your client reads it. Print it, then delete it.")


def _tell_end(root: Path, name: str, end: Ending, built: Built) -> None:
    from generator.closing import Ending
    from generator.history import remembered

    has_page = any(built.plans.get(path) == name for path in built.standing)
    if end is Ending.WITHDRAW:
        click.echo(f"{name} is completed, and site/ has no page of it. To take it off your host: handrail publish")
        click.echo("Who kept the page and its link can still read what was on it then.")
    elif has_page:
        click.echo(f"{name} is completed. Its page and its link stay, and the page says so.")
        click.echo("To bring it to your host: handrail publish")
    else:
        click.echo(f"{name} is completed. It has no page, and that stays so.")
    back = "`status: active`" + (" and `access: link`" if end is Ending.WITHDRAW else "")
    click.echo(f"To take it up again, write {back} in it.")
    click.echo(f"The file stays among your plans. {_told(remembered(root, name))}")
    click.echo("Before you delete any of it, ask how long records have to be kept where you work.")


def _told(held: Remembered | None) -> str:
    """What git still holds of a plan."""
    if held is None:
        return "No git looks after this folder, so it is the only copy that Handrail knows of."
    if held.since is None:
        return "Git holds no version of it yet."
    many = "1 version" if held.versions == 1 else f"{held.versions} versions"
    elsewhere = f", and so may {', '.join(held.remotes)}" if held.remotes else ""
    return (
        f"Git holds {many} of it since {held.since}, private notes too{elsewhere}. Deleting the file leaves them there."
    )
