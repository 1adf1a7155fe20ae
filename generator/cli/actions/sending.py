"""Sending: the site goes to its place, and where it stands now is told."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

import click

from generator.builder.snapshot import Snapshot
from generator.cli.actions.in_detail import tell_files
from generator.cli.actions.news import NEWS_LIMIT
from generator.cli.errors import StoppedByHand, if_stopped
from generator.cli.publish import PublishOptions
from generator.cli.report import NEEDS_A_PERSON
from generator.cli.terminal import bar, say, say_beside
from generator.model.settings import ByCommand
from generator.publish.destination import Folder
from generator.publish.publish import PublishPlan
from generator.publish.questions import any_needs_a_person
from generator.publish.send import Sent, by_command, to_folder
from generator.publish.sight import Sight
from generator.workspace.layout import printable

#: The file descriptor of what stands beside a document.
STDERR: Final = 2


_COMMAND_STOPPED: Final = "How far your command came, nobody here can tell. It is remembered as unfinished; publish again."


def send(
    sight: Sight, way: Path | ByCommand, leaving: PublishPlan, options: PublishOptions
) -> bool:
    """Publish, and say in one line where it is now; whether something was left undone."""
    if isinstance(way, Path):
        return _send_to_folder(sight, way, leaving, options)
    _send_by_command(sight, way, leaving, options)
    return False


def carry_out_plan(
    sight: Sight, way: Path | ByCommand, leaving: PublishPlan, output: int | None = None
) -> Sent:
    """Publish; what a command says goes to the file descriptor `output`, if not to the terminal."""
    if isinstance(way, Path):
        return _to_folder(sight, way, leaving)
    with if_stopped(_COMMAND_STOPPED):
        by_command(sight.space.root, way, leaving, output)
    return Sent((), (), ())


def _to_folder(sight: Sight, way: Path, leaving: PublishPlan) -> Sent:
    """Copy the site; where Ctrl-C ends that, say how far it came."""
    steps = len(leaving.gone) + len(leaving.new) + len(leaving.changed)
    finished = 0
    show = bar("files")

    def note(done: int, of: int) -> None:
        nonlocal finished
        finished = done
        show(done, of)

    try:
        return to_folder(sight.space.root, Folder(way), leaving, note)
    except KeyboardInterrupt as error:
        where = click.format_filename(way)
        raise StoppedByHand(
            f"{finished} of {steps} files in {where} are as they are to be, the others as they "
            "were; none is half. Publish again to go on."
        ) from error


def tell_sent(sent: Sent | None) -> None:
    """Say of each file what became of it."""
    if sent is None:
        return
    tell_files("took away", sent.removed)
    tell_files("copied", sent.copied)


def _send_to_folder(sight: Sight, way: Path, leaving: PublishPlan, options: PublishOptions) -> bool:
    shown = click.format_filename(way)
    if not way.exists() and leaving.new and not leaving.refused:
        say(f"Made the folder {shown}.")
    sent = carry_out_plan(sight, way, leaving)
    if options.verbose:
        tell_sent(sent)
    _show_failed(sent)
    if not leaving.refused:
        say(_first(sight) + _end_of_copy(sight, shown, leaving, sent))
    return bool(sent.failed)


def _show_failed(sent: Sent) -> None:
    """Name the files that could not be copied or taken away, and count those beyond the limit."""
    for path, why in sent.failed[:NEWS_LIMIT]:
        say_beside(f"Not done: {path}; {why}.")
    if len(sent.failed) > NEWS_LIMIT:
        say_beside(f"And {len(sent.failed) - NEWS_LIMIT} more files.")


def _end_of_copy(sight: Sight, shown: str, leaving: PublishPlan, sent: Sent) -> str:
    """What stands in the folder now, in one line."""
    done = f"Published to {shown}"
    if leaving.is_empty:
        done = f"All of it is in {shown} already"
    gone = ""
    if sent.removed:
        gone = f", {len(sent.removed)} taken away"
    if sent.failed or not leaving.is_whole:
        return f"{done}{gone}, but for what is named above. Publish again once that is mended."
    line = f"{done}: {_standing(leaving)}{gone}{_address(sight, leaving)}."
    if leaving.is_empty:
        return line
    return line + _VERIFY


def _first(sight: Sight) -> str:
    """What is said before anything that sounds like the end of it."""
    if any_needs_a_person(sight):
        return f"{NEEDS_A_PERSON} "
    return ""


#: What comes after.
_VERIFY: Final = " `handrail verify` compares what your host serves with what was built."


def _send_by_command(
    sight: Sight, way: ByCommand, leaving: PublishPlan, options: PublishOptions
) -> None:
    words = printable(shlex.join(way.words))
    if not options.yes and _went_out_already(sight, way, leaving):
        say(f"{_first(sight)}All of it went out last time already, by `{words}`.")
        return
    carry_out_plan(sight, way, leaving)
    if leaving.gone:
        say(_pages_to_delete(way, leaving))
    done = f"Published by `{words}`: {_standing(leaving)}{_address(sight, leaving)}."
    say(_first(sight) + done + _VERIFY)


def _went_out_already(sight: Sight, way: ByCommand, leaving: PublishPlan) -> bool:
    """Whether this command has sent all there is, and came to its end."""
    return leaving.is_empty and not Snapshot(sight.space.root, way.words).is_unfinished


def _pages_to_delete(way: ByCommand, leaving: PublishPlan) -> str:
    """What the command has to take away at the host, and whether it does."""
    many = "1 page has" if len(leaving.gone) == 1 else f"{len(leaving.gone)} pages have"
    is_rsync = Path(way.words[0]).name == "rsync"
    deletes = any(word.startswith("--del") for word in way.words)
    if is_rsync and not deletes:
        return f"{many} to go at the host too, and this command leaves them there: add --delete, and publish again."
    return f"{many} to go at the host too; that is for your command to do, as rsync does with --delete."


def _standing(leaving: PublishPlan) -> str:
    if leaving.pages == 1:
        return "1 page stands there"
    return f"{leaving.pages or 'no'} pages stand there"


def _address(sight: Sight, leaving: PublishPlan) -> str:
    """Where clients find the pages, where there are any and the settings say it."""
    address = address_of(sight)
    if address is None or not leaving.pages:
        return ""
    return f", for your clients at {address}"


def address_of(sight: Sight) -> str | None:
    """Where clients find the pages; None where the settings do not say it."""
    if sight.sharing is None or not sight.sharing.settings.base_url:
        return None
    return f"{sight.sharing.settings.base_url}/"
