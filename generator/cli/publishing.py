"""Publishing: the commands that let a page out, and that end a plan."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import replace
from datetime import date
from enum import Enum
from pathlib import Path, PurePosixPath
from textwrap import indent
from typing import TYPE_CHECKING, Final

import click

from generator.cli.building import bar, built_with_consent, show_findings, withdrawn_only
from generator.cli.frame import (
    FOUND,
    Stopped,
    asked_plan,
    first_mend,
    fresh_file,
    plan_argument,
    put_secret,
    root_of,
    stopped,
    today_option,
    workspace_option,
)
from generator.cli.report import NEEDS_A_PERSON, format_finding
from generator.errors import Finding, HandrailError, PlanError, has_error
from generator.privacy.paths import is_page

if TYPE_CHECKING:
    from generator.builder.site import Built
    from generator.editing.closing import Ending
    from generator.model.settings import ByCommand
    from generator.publish.publish import PageChange, PublishPlan
    from generator.publish.sight import Sight
    from generator.workspace.history import Remembered
    from generator.workspace.layout import PlanSource, Workspace

#: Most lines around people's own words that are shown as news of a page; the preview shows all of it.
NEWS_LIMIT: Final = 12


@click.command()
@click.argument(
    "folder", metavar="[FOLDER]", required=False, type=click.Path(file_okay=False, path_type=Path)
)
@workspace_option
@today_option
@click.option("--dry-run", "dry", is_flag=True, help="Show what would go out, and do nothing.")
@click.option(
    "--yes",
    is_flag=True,
    help="Do not ask, and off a terminal tell numbers only: no words of a page.",
)
@click.option(
    "--allow-command", "allow", is_flag=True, help="Allow the command in handrail.yml, from now on."
)
@click.option(
    "--remove-missing",
    "missing",
    flag_value="yes",
    help="Take pages away though their plans are out of sight.",
)
def publish(
    folder: Path | None,
    *,
    start: Path,
    today: date,
    dry: bool,
    yes: bool,
    allow: bool,
    missing: str | None,
) -> None:
    """Build, show what your clients will newly read, and let it out.

    Copies site/ to a folder, or runs the command that `publish:` in handrail.yml names. What has to go is taken away
    first, whoever put it there; a plan with a mistake keeps its last good page, and all others go out.

    A command runs here once you have allowed it: you are asked the first time, and again when it changes. Where nobody
    can be asked, run `handrail publish --allow-command` once.

    \b
    Examples:
      handrail publish --dry-run
      handrail publish ../web
      handrail publish --yes
    """
    root = root_of(start)
    try:
        way = _way(root, folder)
        if not dry:
            _ask_first(root, way, yes, allow)
        halted = None
        try:
            built = built_with_consent(root, today, missing)
        except Stopped as error:  # no room, or a template with a mistake: what has to go still goes
            halted, built = error.message, withdrawn_only(root, today, missing)
        show_findings(built.findings, built)
        sight = _sight(root, built, today)
        leaving = _leaving(sight, way)
        if halted:
            leaving = replace(leaving, refused=halted)
        _show(leaving, sight, _NewsDetail.of(dry, yes))
        amiss = has_error(built.findings) or not leaving.is_whole
        if leaving.refused and (dry or not leaving.gone or not isinstance(way, Path)):
            raise Stopped(leaving.refused)
        if not dry and (leaving.is_empty or yes or _agreed()):
            amiss |= _send(sight, way, leaving, yes)
    except HandrailError as error:
        raise stopped(error) from error
    if leaving.refused:
        raise Stopped(f"Nothing else was published: {leaving.refused}")
    sys.exit(FOUND if amiss else 0)


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise click.UsageError(
            "nobody is here to be asked; add --yes to publish, or --dry-run to look"
        )
    return click.confirm("Publish this?")


# ---- where to


def _way(root: Path, folder: Path | None) -> Path | ByCommand:
    """Where the site goes: what was typed, else what the settings say."""
    from generator.format.load import settings_of
    from generator.model.settings import ByCommand
    from generator.workspace import layout

    if folder is not None:
        return Path(os.path.realpath(folder))
    try:
        how = settings_of(layout.read_workspace(root)).publish
    except PlanError as error:
        raise first_mend("the settings", error) from error
    if how is None:
        raise click.UsageError(
            "say where to: handrail publish FOLDER, or `publish:` in handrail.yml"
        )
    return how if isinstance(how, ByCommand) else Path(os.path.realpath(root / how.folder))


def _ask_first(root: Path, way: Path | ByCommand, yes: bool, allow: bool) -> None:
    """What has to be known before anything is built."""
    from generator.publish import destination

    if not isinstance(way, Path):
        _ask_for_command(root, way, allow)
        return
    destination.check_destination(way, root)
    shown = click.format_filename(way)
    if way.is_dir():
        return
    if way.exists():
        raise Stopped(f"{shown} is a file; name a folder.")
    if not yes and sys.stdin.isatty():
        if not click.confirm(f"There is no folder {shown} yet. Make it?"):
            raise Stopped("Nothing was published.")
    elif not way.parent.is_dir():
        raise Stopped(
            f"There is no folder {click.format_filename(way.parent)}; look for a slip, or make it first."
        )


def _ask_for_command(root: Path, how: ByCommand, allow: bool) -> None:
    from generator.publish import consent
    from generator.workspace.layout import printable

    if consent.is_allowed(root, how):
        return
    words = printable(shlex.join(how.words))
    if not allow:
        if not sys.stdin.isatty():
            raise Stopped(
                f"handrail.yml names a command that nobody has allowed on this computer yet:\n  {words}\n"
                "Look at it; then run once: handrail publish --allow-command"
            )
        click.echo(f"handrail.yml names a command that is new on this computer:\n  {words}")
        if not click.confirm("May it run here, now and from now on?"):
            raise Stopped("Nothing was published.")
    consent.allow(root, how)


def _sight(root: Path, built: Built, today: date) -> Sight:
    """What is known of the plans; where settings or keys are wrong, the build has said so, and less is known."""
    from generator.builder.context import open_workspace
    from generator.publish.sight import Sight

    return Sight(open_workspace(root, today), built)


def _leaving(sight: Sight, way: Path | ByCommand) -> PublishPlan:
    from generator.builder.snapshot import Snapshot
    from generator.publish.destination import Folder, check_destination
    from generator.publish.publish import plan_for_command, plan_for_folder

    if isinstance(way, Path):
        check_destination(way, sight.space.root)
        return plan_for_folder(sight, Folder(way), bar("files looked at"))
    return plan_for_command(sight, Snapshot(sight.space.root, way.words), bar("files looked at"))


# ---- what is shown


class _NewsDetail(Enum):
    """How much of the news is shown: the words, or, where a log may keep what is said, only how many."""

    WORDS = "words"
    NUMBERS = "numbers"

    @staticmethod
    def of(dry: bool, yes: bool) -> _NewsDetail:
        nobody = not sys.stdout.isatty() and (yes or not sys.stdin.isatty())
        return _NewsDetail.NUMBERS if nobody and not dry else _NewsDetail.WORDS


def _show(leaving: PublishPlan, sight: Sight, how: _NewsDetail) -> None:
    told: frozenset[Finding] = frozenset()
    if not leaving.refused and how is _NewsDetail.WORDS:
        told = _show_words(leaving, sight)
    elif not leaving.refused:
        _show_numbers(leaving)
    for going in leaving.gone:
        click.echo(f"Gone: {_named(going)}{'' if going.plan else ', which no plan here claims'}")
    for path in leaving.foreign:
        click.echo(f"Not Handrail's, so it does not go out: site/{path}")
    for path in leaving.left:
        click.echo(f"Left as it is at the place, since it is not Handrail's: {path}")
    for going in leaving.blocked:
        click.echo(
            f"Not published: {_named(going)}. There, this file is not Handrail's; move it away.",
            err=True,
        )
    for path, why in leaving.stuck:
        click.echo(f"Still there: {path}; {why}.", err=True)
    if sight.sharing and not leaving.refused:
        _show_signals(sight, leaving, how, told)


def _show_words(leaving: PublishPlan, sight: Sight) -> frozenset[Finding]:
    """Show what is news, each question right below the line that it is about; the questions so shown."""
    from generator.publish.page_diff import DiffLine, own_first
    from generator.publish.questions import asked_at

    neutral = 0
    told: set[Finding] = set()
    questions: dict[DiffLine, list[Finding]]
    for word, goings in (("New", leaving.new), ("Changed", leaving.changed)):
        for going in goings:
            if not is_page(going.path):
                neutral += 1
                continue
            click.echo(f"{'Behind a new link' if going.former else word}: {_named(going)}")
            questions = {}
            for line, findings in zip(going.lines, asked_at(sight, going), strict=True):
                questions.setdefault(line, []).extend(findings)
            own, ours = own_first(going.lines)
            asking = [line for line in ours[NEWS_LIMIT:] if questions[line]]
            for line in (*own, *ours[:NEWS_LIMIT], *asking):
                click.echo(f"  {line.became} {line.words}")
                for finding in questions[line]:
                    told.add(finding)
                    click.echo(indent(format_finding(finding), "      "))
            left_out = len(ours) - NEWS_LIMIT - len(asking)
            if left_out > 0:
                click.echo(
                    f"  … and {left_out} more lines around them; `handrail preview` shows the page."
                )
    if neutral:
        click.echo(
            f"And {neutral} {'file' if neutral == 1 else 'files'} of the site around the pages."
        )
    return frozenset(told)


def _show_numbers(leaving: PublishPlan) -> None:
    pages = {
        word: _pages(goings)
        for word, goings in (("new", leaving.new), ("changed", leaving.changed))
    }
    told = [f"{count} {word}" for word, count in pages.items() if count]
    if told:
        click.echo(f"Pages: {', '.join(told)}.")


def _pages(goings: tuple[PageChange, ...]) -> int:
    return sum(is_page(going.path) for going in goings)


def _show_signals(
    sight: Sight, leaving: PublishPlan, how: _NewsDetail, shown: frozenset[Finding]
) -> None:
    from generator.publish.questions import signals

    told = tuple(finding for finding in signals(sight, leaving) if finding not in shown)
    if told and how is _NewsDetail.NUMBERS:
        click.echo(
            f"For you alone, before it goes out: {len(told)} to read in `handrail publish --dry-run`."
        )
    elif told:
        click.echo("\nFor you alone, before it goes out:")
        for finding in told:
            click.echo(format_finding(finding))


def _named(going: PageChange) -> str:
    return f"{going.plan}, site/{going.path}" if going.plan else f"site/{going.path}"


# ---- the way there


def _send(sight: Sight, way: Path | ByCommand, leaving: PublishPlan, yes: bool) -> bool:
    """Publish, and say in one line where it is now; whether something was left undone."""
    if isinstance(way, Path):
        return _send_to_folder(sight, way, leaving)
    _send_by_command(sight, way, leaving, yes)
    return False


def _send_to_folder(sight: Sight, way: Path, leaving: PublishPlan) -> bool:
    from generator.publish.destination import Folder
    from generator.publish.send import to_folder

    shown = click.format_filename(way)
    if not way.exists() and leaving.new and not leaving.refused:
        click.echo(f"Made the folder {shown}.")
    sent = to_folder(sight.space.root, Folder(way), leaving, bar("files"))
    for path, why in sent.failed[:NEWS_LIMIT]:
        click.echo(f"Not done: {path}; {why}.", err=True)
    if len(sent.failed) > NEWS_LIMIT:
        click.echo(f"And {len(sent.failed) - NEWS_LIMIT} more files.", err=True)
    if leaving.refused:
        return bool(sent.failed)
    first = _first(sight)
    done = f"All of it is in {shown} already" if leaving.is_empty else f"Published to {shown}"
    gone = f", {len(sent.removed)} taken away" if sent.removed else ""
    if sent.failed or not leaving.is_whole:
        click.echo(
            f"{first}{done}{gone}, but for what is named above. Publish again once that is mended."
        )
    else:
        click.echo(
            f"{first}{done}: {_standing(leaving)}{gone}{_address(sight, leaving)}.{'' if leaving.is_empty else _VERIFY}"
        )
    return bool(sent.failed)


def _first(sight: Sight) -> str:
    """What is said before anything that sounds like the end of it."""
    from generator.publish.questions import any_needs_a_person

    return f"{NEEDS_A_PERSON} " if any_needs_a_person(sight) else ""


#: What comes after.
_VERIFY: Final = " `handrail verify` compares what your host serves with what was built."


def _send_by_command(sight: Sight, how: ByCommand, leaving: PublishPlan, yes: bool) -> None:
    from generator.builder.snapshot import Snapshot
    from generator.publish.send import by_command
    from generator.workspace.layout import printable

    words = printable(shlex.join(how.words))
    if leaving.is_empty and not yes and not Snapshot(sight.space.root, how.words).is_unfinished:
        click.echo(f"{_first(sight)}All of it went out last time already, by `{words}`.")
        return
    by_command(sight.space.root, how, leaving)
    if leaving.gone:
        click.echo(_deleting(how, leaving))
    click.echo(
        f"{_first(sight)}Published by `{words}`: {_standing(leaving)}{_address(sight, leaving)}.{_VERIFY}"
    )


def _deleting(how: ByCommand, leaving: PublishPlan) -> str:
    many = "1 page has" if len(leaving.gone) == 1 else f"{len(leaving.gone)} pages have"
    if Path(how.words[0]).name == "rsync" and not any(
        word.startswith("--del") for word in how.words
    ):
        return f"{many} to go at the host too, and this command leaves them there: add --delete, and publish again."
    return f"{many} to go at the host too; that is for your command to do, as rsync does with --delete."


def _standing(leaving: PublishPlan) -> str:
    return (
        "1 page stands there"
        if leaving.pages == 1
        else f"{leaving.pages or 'no'} pages stand there"
    )


def _address(sight: Sight, leaving: PublishPlan) -> str:
    base_url = sight.sharing.settings.base_url if sight.sharing else None
    return f", for your clients at {base_url}/" if base_url and leaving.pages else ""


@click.command(short_help="End a plan with dignity: keep its page, or withdraw it.")
@plan_argument
@workspace_option
@today_option
@click.option(
    "--keep",
    "ending",
    flag_value="keep",
    help="The page stays, and says that the plan is complete.",
)
@click.option("--withdraw", "ending", flag_value="withdraw", help="The page goes.")
@click.option(
    "--print",
    "paper",
    type=click.Path(path_type=Path),
    help="First write the open page to this file, to print.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def close(
    plan: str, *, start: Path, today: date, ending: str | None, paper: Path | None, yes: bool
) -> None:
    """End a plan with dignity: keep its page, or withdraw it, and print it first if you like.

    Nothing is deleted: the plan stays among your files as completed. At the end you hear what git still holds.

    \b
    Examples:
      handrail close sam
      handrail close sam --keep
      handrail close sam --withdraw --print ~/Desktop/sam.html
    """
    from generator.builder.site import build
    from generator.editing import fix
    from generator.editing.closing import Ending, closed
    from generator.workspace import layout

    root = root_of(start)
    name = asked_plan(plan, root)
    try:
        space = layout.read_workspace(root)
        source = next((one for one in space.plans if one.name == name), None)
        if source is None:
            raise Stopped(f"{name} cannot be read.")
        if paper:
            _print(space, source, today, fresh_file(paper, root))
        end = Ending(ending or _asked_ending(yes))
        data = closed(source.data, name, end)
        if data != source.data:
            if (
                not yes
                and sys.stdin.isatty()
                and not click.confirm(f"{name} becomes completed. Go on?")
            ):
                return
            fix.save_plan(root, source, data)
        built = build(root, today, bar())
    except PlanError as error:
        raise first_mend("this plan", error) from error
    except HandrailError as error:
        raise stopped(error) from error
    _tell_end(root, name, end, built)
    if paper is None:
        short = shlex.quote(PurePosixPath(name).stem)
        click.echo(f"For a copy on paper: handrail close {short} --{end.value} --print FILE.html")
    show_findings(tuple(finding for finding in built.findings if finding.place.file != name), built)


def _asked_ending(yes: bool) -> str:
    if yes or not sys.stdin.isatty():
        raise click.UsageError("say what becomes of the page: --keep or --withdraw")
    click.echo("keep       the page and its link stay, and the page says that the plan is complete")
    click.echo("withdraw   the page goes, and its link opens nothing")
    return str(
        click.prompt(
            "What becomes of the page?", type=click.Choice(["keep", "withdraw"]), default="keep"
        )
    )


def _print(space: Workspace, source: PlanSource, today: date, path: Path) -> None:
    from generator.builder.page import PageContext, opened
    from generator.format.load import load_plan, settings_of
    from generator.model.plan import Plan
    from generator.privacy.links import NO_LINKS
    from generator.workspace import layout, theme

    settings = settings_of(space)
    plan = load_plan(source, settings, today, None)
    if not isinstance(plan, Plan):
        raise PlanError(plan.findings)
    press = PageContext(settings, NO_LINKS, theme.load_theme(space.root / layout.TEMPLATES), today)
    put_secret(path, space.root, opened(plan, press))
    click.echo(
        f"Wrote {click.format_filename(path)}, the page as your client reads it. Print it, then delete it."
    )


def _tell_end(root: Path, name: str, end: Ending, built: Built) -> None:
    from generator.editing.closing import Ending

    has_page = any(built.plans.get(path) == name for path in built.standing)
    if end is Ending.WITHDRAW:
        click.echo(
            f"{name} is completed, and site/ has no page of it. To take it off your host: handrail publish"
        )
        click.echo("Who kept the page and its link can still read what was on it then.")
    elif has_page:
        click.echo(f"{name} is completed. Its page and its link stay, and the page says so.")
        click.echo("To bring it to your host: handrail publish")
    else:
        click.echo(f"{name} is completed. It has no page, and that stays so.")
    back = "`status: active`" + (" and `access: link`" if end is Ending.WITHDRAW else "")
    click.echo(f"To take it up again, write {back} in it.")
    click.echo(f"The file stays among your plans. {_held_by_git(root, name)}")
    click.echo("Before you delete any of it, ask how long records have to be kept where you work.")


def _held_by_git(root: Path, name: str) -> str:
    from generator.workspace.git import GitError
    from generator.workspace.history import remembered

    try:
        return _told(remembered(root, name))
    except GitError as error:
        return f"What git still holds of it, nobody can tell: {error}; {error.hint}."


def _told(held: Remembered | None) -> str:
    """What git still holds of a plan."""
    if held is None:
        return "No git looks after this folder, so it is the only copy that Handrail knows of."
    if held.since is None:
        return "Git holds no version of it yet."
    many = "1 version" if held.versions == 1 else f"{held.versions} versions"
    elsewhere = f", and so may {', '.join(held.remotes)}" if held.remotes else ""
    return f"Git holds {many} of it since {held.since}, private notes too{elsewhere}. Deleting the file leaves them there."
