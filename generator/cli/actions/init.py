"""Init: a workspace is begun, with settings, a key and a sample plan."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from generator.cli.actions.keys import checked_name
from generator.cli.errors import Stopped
from generator.cli.init import InitOptions, SupportOption
from generator.cli.options import as_typed
from generator.cli.terminal import say
from generator.errors import PlanError
from generator.model.settings import DEMONSTRATION_NAME, Settings, SupportLine
from generator.privacy import keyfile
from generator.privacy.keyfile import KeyFile
from generator.scaffold import workspace
from generator.scaffold.workspace import SAMPLE_NAME, Answers, KeyName, git_knows_author, has_git
from generator.workspace.files import Created
from generator.workspace.layout import SETTINGS_NAME


def begin_workspace(options: InitOptions) -> None:
    folder = options.folder.expanduser()  # not every shell does it
    root = folder.resolve()
    file = _key_file_outside(root)
    name = checked_name(options.key_name or f"practice-{options.today.year}")
    settings = workspace.settings_in(root)
    if settings is None:
        support = _create(root, file, name, options)
    else:
        support = _complete(root, file, name, settings, options)
    _show_next_steps(root, folder, support)


def _create(
    root: Path,
    file: KeyFile,
    name: str,
    options: InitOptions,
) -> tuple[SupportLine, ...]:
    """Make a workspace once everything is answered; the lines of support in its settings."""
    answers = _answers(root, options)
    with_git = _wants_git(root, options)
    settings_text, about_key = _settings_and_key(answers, file, root, name)
    _show_created(
        root,
        workspace.create_workspace(root, settings_text, name, options.today),
    )
    if with_git:
        workspace.set_up_git(root)
    say(about_key)
    return answers.support


def _complete(
    root: Path, file: KeyFile, name: str, settings: Settings, options: InitOptions
) -> tuple[SupportLine, ...]:
    """Make what a workspace with settings lacks; the lines of support in these."""
    _show_created(root, workspace.create_workspace(root, None, name, options.today))
    if options.git:
        workspace.set_up_git(root)
    _show_missing_key(settings.key, file)
    return settings.support


def _asks(options: InitOptions) -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and not options.yes


def _answers(root: Path, options: InitOptions) -> Answers:
    """What was typed as options, and what is answered where nothing was."""
    practice, support, base_url = options.practice, options.support, options.base_url
    if _asks(options):
        practice = practice or click.prompt(
            "Name of your practice; leave it empty for none", default="", show_default=False
        )
        support = support or _asked_support()
        base_url = base_url or _asked_address(root)
    return Answers(
        (practice or "").strip() or None,
        options.language,
        support,
        base_url,
    )


def _wants_git(root: Path, options: InitOptions) -> bool:
    if options.git is not None:
        return options.git
    if not workspace.may_have_git(root):
        return False
    if not _asks(options):
        return True
    return click.confirm(
        "Begin a git history in it, so that no change gets lost?",
        default=True,
    )


def _key_file_outside(root: Path) -> KeyFile:
    """The key file. Raises Stopped for a folder that would hold it, and for one among the plans of another."""
    if any(workspace.is_program(above) for above in (root, *root.parents)):
        name = "practice" if workspace.is_program(root) else root.name
        raise Stopped(
            f"This is Handrail's own folder. Begin outside it: handrail init ~/{shlex.quote(name)}"
        )
    outer = workspace.outer_workspace(root)
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
    say(
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

    def address(words: str) -> str | None:
        if not words.strip():
            return None
        try:
            workspace.check_address(root, words.strip())
        except PlanError as error:
            raise click.UsageError(error.findings[0].hint) from error
        return words.strip()

    say("Where will your site stand? Write its address, such as https://plans.example.org.")
    answer: str | None = click.prompt(
        "Address; leave it empty if you do not know yet",
        default="",
        show_default=False,
        value_proc=address,
    )
    return answer


def _line_or_none(words: str) -> SupportLine | None:
    if not words.strip():
        return None
    return SupportOption().convert(words, None, None)


def _settings_and_key(
    answers: Answers,
    file: KeyFile,
    root: Path,
    name: str,
) -> tuple[str, str]:
    """The settings, and what to say about their key, which is made where there is none. Raises HandrailError."""
    workspace.check_answers(
        root,
        answers,
    )  # no key is made for answers that are none
    is_known = name in dict(keyfile.listed_keys(file))
    key = keyfile.take(file, root, name)
    text = workspace.settings_text(root, answers, KeyName(name, key.fingerprint))
    if is_known:
        about_key = f'Your key "{name}" seals the pages here too; `--key NAME` in another folder makes one more.'
    else:
        about_key = (
            f'Made the key "{name}", fingerprint {key.fingerprint}. It lies in {file.path}\n'
            "Back it up today: handrail key backup FILE.html, print it, and delete the file."
        )
    return text, about_key


def _show_missing_key(name: str | None, file: KeyFile) -> None:
    """Say that the key which settings name is not here; it is made by hand or brought back, never by a second run."""
    if name in (None, DEMONSTRATION_NAME) or name in dict(keyfile.listed_keys(file)):
        return
    say(f'Your key "{name}" is not on this computer: {file.path}')
    say(f"  with its paper: handrail key restore {name}")
    say("  if there is none: handrail key new --lost")


def _show_created(root: Path, created: tuple[tuple[str, Created], ...]) -> None:
    shown = {name: as_typed(root, name) for name, _ in created}
    wide = max(map(len, shown.values()))
    for name, how in reversed(created):
        say(f"{how.value.capitalize()} {shown[name]:<{wide}}  {workspace.PURPOSES[name]}")
    missing = workspace.unignored(root)
    if missing:
        say(
            f"Git may keep what a build makes; to leave it out, add to .gitignore: {' '.join(missing)}"
        )


def _show_next_steps(
    root: Path,
    folder: Path,
    support: tuple[SupportLine, ...],
) -> None:
    if not support:
        say(
            f"No page is published before one line stands below `support:` in {as_typed(root, SETTINGS_NAME)}."
        )
        say("Put in whom a client can call where you work.")
    if root != Path.cwd():
        say(f"Go there: cd {shlex.quote(str(folder))}")
    if (root / SAMPLE_NAME).exists():
        say("See a sample page: handrail build, and then handrail share sample")
    if has_git(root):
        say("Git keeps nothing by itself. To keep a version, now and after each session:")
        say('   git add -A, and then git commit -m "What is new"')
        if not git_knows_author(root):
            say("Git does not know you yet; before the first version, tell it once who you are:")
            say('   git config --global user.name "Your Name"')
            say("   git config --global user.email you@example.org")
    say("Your first plan: handrail new NAME")
