"""Starting: the commands that begin a workspace and a plan. Neither ever writes over a file."""

from __future__ import annotations

import os
import secrets
import shlex
import sys
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from generator.cli.frame import (
    Stopped,
    asked_plan,
    complete_plan,
    first_mend,
    root_of,
    stopped,
    today_option,
    workspace_option,
)
from generator.cli.keeping import checked_name
from generator.errors import HandrailError, PlanError
from generator.workspace.layout import PLAN_ENDINGS, PLANS, SCHEMA_NAME, SETTINGS_NAME

if TYPE_CHECKING:
    from generator.editing.copying import Copied
    from generator.model.settings import Settings, SupportLine
    from generator.privacy.keyfile import KeyFile
    from generator.scaffold.workspace import Answers
    from generator.workspace.files import Created


class Support(click.ParamType["SupportLine"]):
    """Somebody to call on the command line: who, how, and if known when."""

    name = "WHO=NUMBER, WHEN"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> SupportLine:
        from generator.model.settings import SupportLine

        who, _, rest = str(value).partition("=")
        contact, _, when = rest.partition(",")
        if not who.strip() or not contact.strip():
            self.fail(
                'write who answers, then = and the number: "Night line=555 0100, day and night"',
                param,
                ctx,
            )
        return SupportLine(who.strip(), contact.strip(), when.strip() or None)


@click.command()
@click.argument(
    "folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path)
)
@click.option("--practice", metavar="NAME", help="Name of your practice; default: none.")
@click.option("--language", metavar="en", default="en", help="Language of the pages; default: en.")
@click.option(
    "--support", type=Support(), multiple=True, help="Whom a client can call; once for each line."
)
@click.option(
    "--base-url", metavar="https://…", help="Where your site will stand; default: not known yet."
)
@click.option(
    "--git",
    "git",
    flag_value="yes",
    help="Begin a git history; default: where there is git, and none yet.",
)
@click.option("--no-git", "git", flag_value="no", help="Leave git alone.")
@click.option(
    "--key", "key_name", metavar="NAME", help="Name of your key; default: practice- and the year."
)
@click.option("--yes", is_flag=True, help="Do not ask; take what is typed here, and defaults.")
@today_option
def init(
    folder: Path,
    *,
    practice: str | None,
    language: str,
    support: tuple[SupportLine, ...],
    base_url: str | None,
    git: str | None,
    key_name: str | None,
    yes: bool,
    today: date,
) -> None:
    """Begin a workspace: settings, a key and a sample plan.

    Asks four questions where somebody is there to answer. A second run makes what is missing; no file that is
    there is changed. The key lies outside the folder.

    \b
    Examples:
      handrail init ~/practice
      handrail init ~/practice --support "Night line=555 0100, day and night"
      handrail init --yes --no-git
    """
    from generator.scaffold import workspace as begin

    folder = folder.expanduser()  # not every shell does it
    root = folder.resolve()
    file = _key_file_outside(root)
    name = checked_name(key_name or f"practice-{today.year}")
    asks = sys.stdin.isatty() and not yes
    try:
        known = begin.settings_in(root)
        if known is not None:
            _tell_placed(root, begin.create_workspace(root, None, name, today))
            if git == "yes":
                begin.set_up_git(root)
            _tell_missing_key(known.key, file)
            _tell_next(root, folder, known.support)
            return
        if asks:
            practice = practice or click.prompt(
                "Name of your practice; leave it empty for none", default="", show_default=False
            )
            support = support or _asked_support()
            base_url = base_url or _asked_address(root)
        answers = begin.Answers((practice or "").strip() or None, language, support, base_url)
        with_git = git == "yes" if git else begin.may_have_git(root)
        if asks and git is None and with_git:
            with_git = click.confirm(
                "Begin a git history in it, so that no change gets lost?", default=True
            )
        settings, told = _settings_and_key(answers, file, root, name)
        _tell_placed(root, begin.create_workspace(root, settings, name, today))
        if with_git:
            begin.set_up_git(root)
    except PlanError as error:
        raise first_mend("the settings", error) from error
    except HandrailError as error:
        raise stopped(error) from error
    click.echo(told)
    _tell_next(root, folder, support)


def _key_file_outside(root: Path) -> KeyFile:
    """The key file. Raises Stopped for a folder that would hold it, and for one among the plans of another."""
    from generator.privacy import keyfile
    from generator.scaffold import workspace as begin

    if any(begin.is_program(above) for above in (root, *root.parents)):
        name = "practice" if begin.is_program(root) else root.name
        raise Stopped(
            f"This is Handrail's own folder. Begin outside it: handrail init ~/{shlex.quote(name)}"
        )
    outer = begin.outer_workspace(root)
    if outer is not None:
        raise Stopped(
            f"this folder lies in another workspace: {outer}\nGo there, or choose a folder outside it."
        )
    file = keyfile.key_file()
    if file.path.resolve().is_relative_to(root):
        raise Stopped(
            f"your keys would lie in this folder: {file.path}\nChoose a folder for your plans alone."
        )
    return file


def _asked_support() -> tuple[SupportLine, ...]:
    """The lines that somebody types, until they type none."""
    click.echo(
        'Whom can a client call when things get hard? Write WHO=NUMBER, WHEN, such as "Dr. Okafor=555 0100".'
    )
    lines: list[SupportLine] = []
    while True:
        line = click.prompt(
            "Next line; leave it empty to go on",
            default="",
            show_default=False,
            value_proc=_line_or_none,
        )
        if line is None:
            return tuple(lines)
        lines.append(line)


def _asked_address(root: Path) -> str | None:
    """Where the site will stand; None where nobody knows yet. Asks again until it can be an address."""
    from generator.scaffold import workspace as begin

    def address(words: str) -> str | None:
        if not words.strip():
            return None
        try:
            begin.settings_text(
                root, begin.Answers(None, "en", (), words.strip()), begin.KeyName("k", "0" * 16)
            )
        except PlanError as error:
            raise click.UsageError(error.findings[0].hint) from error
        return words.strip()

    click.echo("Where will your site stand? Write its address, such as https://plans.example.org.")
    answer: str | None = click.prompt(
        "Address; leave it empty if you do not know yet",
        default="",
        show_default=False,
        value_proc=address,
    )
    return answer


def _line_or_none(words: str) -> SupportLine | None:
    return Support().convert(words, None, None) if words.strip() else None


def _settings_and_key(answers: Answers, file: KeyFile, root: Path, name: str) -> tuple[str, str]:
    """The settings, and what to say about their key, which is made where there is none. Raises HandrailError."""
    from generator.privacy import keyfile
    from generator.scaffold import workspace as begin

    try:
        begin.settings_text(
            root, answers, begin.KeyName(name, "0" * 16)
        )  # no key is made for answers that are none
    except PlanError as error:
        told = "\n".join(
            f"{finding.sentence}\n   hint: {finding.hint}" for finding in error.findings
        )
        raise Stopped(f"{told}\nNothing was made.") from error
    is_known = name in dict(keyfile.listed_keys(file))
    key = keyfile.take(file, root, name)
    text = begin.settings_text(root, answers, begin.KeyName(name, key.fingerprint))
    if is_known:
        return (
            text,
            f'Your key "{name}" seals the pages here too; `--key NAME` in another folder makes one more.',
        )
    return text, (
        f'Made the key "{name}", fingerprint {key.fingerprint}. It lies in {file.path}\n'
        "Back it up today: handrail key backup FILE.html, print it, and delete the file."
    )


def _tell_missing_key(name: str | None, file: KeyFile) -> None:
    """Say that the key which settings name is not here; it is made by hand or brought back, never by a second run."""
    from generator.model.settings import DEMONSTRATION_NAME
    from generator.privacy import keyfile

    if name in (None, DEMONSTRATION_NAME) or name in dict(keyfile.listed_keys(file)):
        return
    click.echo(f'Your key "{name}" is not on this computer: {file.path}')
    click.echo(f"  with its paper: handrail key restore {name}")
    click.echo("  if there is none: handrail key new --lost")


def _tell_placed(root: Path, placed: tuple[tuple[str, Created], ...]) -> None:
    from generator.scaffold import workspace as begin

    shown = {name: _shown(root, name) for name, _ in placed}
    wide = max(map(len, shown.values()))
    for name, how in reversed(placed):
        click.echo(f"{how.value.capitalize()} {shown[name]:<{wide}}  {begin.PURPOSES[name]}")
    missing = begin.unignored(root)
    if missing:
        click.echo(
            f"Git may keep what a build makes; to leave it out, add to .gitignore: {' '.join(missing)}"
        )


def _tell_next(root: Path, folder: Path, support: tuple[SupportLine, ...]) -> None:
    from generator.scaffold.workspace import SAMPLE_NAME, has_git

    if not support:
        click.echo(
            f"No page is published before one line stands below `support:` in {_shown(root, SETTINGS_NAME)}."
        )
        click.echo("Put in whom a client can call where you work.")
    if root != Path.cwd():
        click.echo(f"Go there: cd {shlex.quote(str(folder))}")
    if (root / SAMPLE_NAME).exists():
        click.echo("See a sample page: handrail build, and then handrail share sample")
    if has_git(root):
        click.echo("Git keeps nothing by itself. To keep a version, now and after each session:")
        click.echo('   git add -A, and then git commit -m "What is new"')
        click.echo(
            "   Should git ask who you are: git config --global user.email you@example.org; user.name likewise"
        )
    click.echo("Your first plan: handrail new NAME")


def _starter_names(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from generator.format.starters import starters

    return [starter.name for starter in starters() if starter.name.startswith(incomplete)]


@click.command()
@click.argument("name", required=False)
@click.option(
    "--starter",
    shell_complete=_starter_names,
    help="What to begin from; see --list. Default: blank.",
)
@click.option(
    "--from",
    "source",
    metavar="PLAN",
    shell_complete=complete_plan,
    help="Copy this plan, without its log, behind a link of its own.",
)
@click.option("--list", "listing", flag_value="yes", help="Show the starters, and make nothing.")
@workspace_option
@today_option
def new(
    name: str | None,
    *,
    starter: str | None,
    source: str | None,
    listing: str | None,
    start: Path,
    today: date,
) -> None:
    """Begin a plan, as a draft with questions in it.

    NAME is what its file is called. Leave it out, and you are offered an alias.

    \b
    Examples:
      handrail new sam
      handrail new quiet-river --starter anxiety
      handrail new sam-autumn --from sam
      handrail new --list
    """
    from generator.scaffold import workspace as begin

    if listing:
        _list_starters()
        return
    if starter and source:
        raise click.UsageError("choose one of the two, --starter or --from")
    root = root_of(start)
    if begin.is_program(root):
        raise Stopped(
            "This is Handrail's own folder, and its key is known to all. Go to your own plans, or begin there:\n"
            "   handrail init ~/practice"
        )
    settings = _settings(root)
    starter = None if source else _starter(starter)
    stem = _stem(name, root)
    file = f"{PLANS}/{stem}.yml"
    if starter:
        _put(root, file, _from_starter(starter, stem, settings, today))
    elif source:
        copied = _from_plan(source, root, settings)
        _put(root, file, copied.data)
    shown = _shown(root, file)
    click.echo(f"Made {shown}, a draft that only you can see.")
    if source:
        _tell_what_came_along(copied)
    if not settings.support:
        click.echo(
            f"No page goes out before `support:` in {SETTINGS_NAME} names whom a client can call."
        )
    if settings.key is None:
        click.echo("No private page can be made before there is a key: handrail key new")
    click.echo(f"Put your client's words in, then: handrail check {_short(stem, root)}")
    click.echo("Once it is agreed, write `status: active` in it, then: handrail build")


def _list_starters() -> None:
    from generator.format.starters import starters

    for starter in starters():
        click.echo(f"{starter.name:<14}{starter.about.partition(': ')[2]}")


def _starter(name: str | None) -> str:
    """The starter to begin from: the one asked for, else the one chosen now, else the blank one."""
    from generator.format.fields.slips import near_miss
    from generator.format.starters import BLANK, starters

    names = [starter.name for starter in starters()]
    if name is None and sys.stdin.isatty():
        _list_starters()
        return str(
            click.prompt(
                "Which starter?", type=click.Choice(names), default=BLANK, show_choices=False
            )
        )
    if name is not None and name not in names:
        near = near_miss(name, names)
        more = f'; did you mean "{near}"?' if near else ""
        raise click.UsageError(f'there is no starter "{name}"{more}\nStarters: {", ".join(names)}')
    return name or BLANK


def _stem(words: str | None, root: Path) -> str:
    """What the file is called, without its ending: an alias where none was typed, or where a full name was."""
    from generator.scaffold import naming
    from generator.workspace import layout

    taken = {Path(plan).stem for plan in layout.plan_names(root)}
    if words is None or naming.looks_like_a_full_name(words):
        stem = naming.alias(taken, secrets.choice)
        if words is not None:
            click.echo(
                "This looks like a full name. File names show in git, in lists and over your shoulder,"
            )
            click.echo(f"so an alias is safer: {stem}")
        if sys.stdin.isatty():
            stem = click.prompt("Name of the file", default=stem)
        elif words is not None:
            click.echo("For a name of your own choice, write it in small letters.")
        words = stem
    stem = naming.file_name(words) if naming.could_be_a_name(words) else ""
    if not stem or not layout.is_plan_name(f"{PLANS}/{stem}.yml"):
        raise click.UsageError("a plan's name is made of letters, digits and hyphens: quiet-river")
    return stem


def _short(stem: str, root: Path) -> str:
    """As little as is to be typed for this plan and no other."""
    from generator.workspace import layout

    name = PurePosixPath(stem).name
    alike = [plan for plan in layout.plan_names(root) if PurePosixPath(plan).stem == name]
    if len(alike) < 2:
        return name
    return stem if "/" in stem else f"{PLANS}/{stem}.yml"


def _from_starter(starter: str, stem: str, settings: Settings, today: date) -> bytes:
    from generator.format.starters import Beginning, filled
    from generator.scaffold import naming

    known = Beginning(
        uid=secrets.token_hex(16),
        key=settings.key,
        client=naming.display_name(stem),
        today=today,
        schema="../" * (stem.count("/") + 1) + SCHEMA_NAME,
    )
    return filled(starter, known).encode()


def _from_plan(source: str, root: Path, settings: Settings) -> Copied:
    from generator.editing.copying import copied
    from generator.workspace.intake import bytes_of

    name = asked_plan(source, root)
    try:
        return copied(bytes_of(root / name), name, secrets.token_hex(16), settings.key)
    except PlanError as error:
        raise first_mend("the plan that you want to copy", error) from error
    except OSError as error:
        raise Stopped(f"cannot read {name}: {error.strerror}") from error


def _tell_what_came_along(copied: Copied) -> None:
    click.echo("It has a new link and no log. All else came along, so please look at:")
    for what, lines in (
        ("people", copied.people),
        ("dates", copied.dates),
        ("private notes", copied.private),
    ):
        if lines:
            click.echo(
                f"  {what}: {'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines))}"
            )


def _put(root: Path, file: str, data: bytes) -> None:
    """The plan on disk, and the schema that its first line names. Raises Stopped where a plan has this name."""
    from generator.format.json_schema import plan_schema
    from generator.workspace import files
    from generator.workspace.files import Created, write_new

    there = [(root / file).with_suffix(ending) for ending in PLAN_ENDINGS]
    files.sweep_dead_drafts((root / file).parent)
    try:
        if (
            any(path.exists() and not files.is_empty_file(path) for path in there)
            or write_new(root, file, data) is Created.KEPT
        ):
            raise Stopped(
                f"{_shown(root, file)} is there already, and stays as it is. Choose another name."
            )
        write_new(root, SCHEMA_NAME, plan_schema().encode())
    except HandrailError as error:
        raise stopped(error) from error


def _settings(root: Path) -> Settings:
    from generator.format.load import settings_of
    from generator.workspace import layout

    try:
        return settings_of(layout.read_workspace(root))
    except PlanError as error:
        raise first_mend("the settings", error) from error
    except HandrailError as error:
        raise stopped(error) from error


def _shown(root: Path, file: str) -> str:
    """A file as one would type it from here."""
    return os.path.relpath(root / file)
