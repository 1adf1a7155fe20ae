"""History: the story of a plan from git is told, or what is different between two versions of it.

In: a plan by name, and versions of it as git names them. Out: sentences, or one document for programs.
Asks git and reads the plan; changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import click

from generator.cli.actions.plan_names import asked_plan
from generator.cli.diff import DiffOptions
from generator.cli.errors import Stopped
from generator.cli.history import HistoryOptions
from generator.cli.options import root_of
from generator.cli.report import OutputFormat
from generator.cli.terminal import say
from generator.errors import HandrailError
from generator.format.uids import uid_in
from generator.history.days import said_day
from generator.history.outline import PrivateWords
from generator.history.records import record_of_change
from generator.history.sentences import change_sentences
from generator.history.story import Chapter, difference, not_committed, story
from generator.workspace import intake
from generator.workspace.layout import PLAN_ENDINGS, PLANS, printable
from generator.workspace.lineage import (
    FilePlace,
    FileState,
    HistoryStart,
    Lineage,
    lineage,
    place_of,
    state_at,
)

#: How many signs of a commit's id tell it from others, as git shows them.
_SHORT_ID: Final = 8
_NO_HISTORY: Final = "No history looks after this folder yet. `git init` begins one."
_NO_COMMIT: Final = "Nothing has been committed here yet."
_NEVER: Final = "This plan has never been committed."
_ENCRYPTED: Final = (
    "Git keeps this plan encrypted, and it is locked here. `git-crypt unlock` opens it."
)
_CUT_OFF: Final = (
    "The history begins here, as this copy is shallow. `git fetch --unshallow` brings the rest."
)


# ---- the story


def tell_history(options: HistoryOptions) -> None:
    root = root_of(options.start)
    path = _path_of(options.plan, root)
    name = _shown(path, root)
    place = place_of(path)
    on_disk = FileState(_name_in_git(place, name), _bytes_on_disk(path))
    known = None
    if place is not None:
        known = _lineage(place, on_disk)
    chapters = _asked_for(_chapters(known, on_disk, _private(options.private)), options)
    if options.form == OutputFormat.JSON:
        click.echo(_history_for_programs(name, known, chapters))
        return
    say(name)
    for chapter in chapters:
        _say_chapter(chapter)
    _say_where_it_begins(place, known, chapters, options)


def _lineage(place: FilePlace, on_disk: FileState) -> Lineage | None:
    """Every version of the plan, also where its file has been renamed since the last commit."""
    known = lineage(place, _mark_of)
    if known is None or known.versions or on_disk.data is None:
        return known
    was = state_at(place, "HEAD", _mark_of, _mark_of(on_disk.data))
    if was is None or was.data is None or _is_on_disk(place, was.name):
        return known
    return lineage(FilePlace(place.folder, was.name), _mark_of)


def _chapters(
    known: Lineage | None, on_disk: FileState, private: PrivateWords
) -> tuple[Chapter, ...]:
    if known is None or known.at_hand.is_encrypted:
        return ()
    told = story(known.versions, private)
    open_ = not_committed(known.at_hand, on_disk, private)
    if open_ is None:
        return told
    return (open_, *told)


def _asked_for(chapters: Sequence[Chapter], options: HistoryOptions) -> Sequence[Chapter]:
    since = options.since or date.min
    kept = [one for one in chapters if one.at is None or one.at.date() >= since]
    kept = kept[: options.limit]
    if options.oldest_first:
        return kept[::-1]
    return kept


def _say_chapter(chapter: Chapter) -> None:
    say()
    say(_heading(chapter))
    _say_sentences(chapter)


def _heading(chapter: Chapter) -> str:
    if chapter.at is None or chapter.commit is None:
        return "Not committed yet"
    day = said_day(chapter.at.date(), 0)
    return f"{day}, {printable(chapter.author or '')} ({chapter.commit[:_SHORT_ID]})"


def _say_sentences(chapter: Chapter) -> None:
    for sentence in _sentences(chapter):
        say(f"  {printable(sentence)}")


def _sentences(chapter: Chapter) -> tuple[str, ...]:
    year = chapter.at.year if chapter.at else 0
    return change_sentences(chapter.changes, year)


def _say_where_it_begins(
    place: FilePlace | None,
    known: Lineage | None,
    chapters: Sequence[Chapter],
    options: HistoryOptions,
) -> None:
    """What there is to say below the story; nothing where it is told to its beginning."""
    if place is None:
        say(_NO_HISTORY)
    elif known is None:
        say(_NO_COMMIT)
    elif known.at_hand.is_encrypted:
        say(_ENCRYPTED)
    elif not known.versions:
        say(f"\n{_NEVER}")
    elif not chapters:
        say("Nothing of this time is known.")
    elif known.beginning is HistoryStart.CUT_OFF and not (options.limit or options.since):
        say(f"\n{_CUT_OFF}")


def _history_for_programs(name: str, known: Lineage | None, chapters: Iterable[Chapter]) -> str:
    from generator.cli.machine_report import as_document  # it reads much, and few ask for it

    begins = known.beginning if known and known.versions else None
    return as_document(
        plan=name,
        is_cut_off=begins is HistoryStart.CUT_OFF,
        versions=[_record(chapter) for chapter in chapters],
    )


def _record(chapter: Chapter) -> dict[str, object]:
    return {
        "commit": chapter.commit,
        "at": chapter.at.isoformat() if chapter.at else None,
        "author": chapter.author,
        "sentences": _sentences(chapter),
        "changes": [record_of_change(change) for change in chapter.changes],
    }


# ---- the difference


class _NothingToCompare(HandrailError):
    """No version to compare the file with, and nobody asked for a certain one."""


def tell_difference(options: DiffOptions) -> None:
    try:
        name, before, after = _two_versions(options)
    except _NothingToCompare as error:
        say(str(error))
        return
    chapter = Chapter(None, None, None, difference(before, after, _private(options.private)))
    if options.form == OutputFormat.JSON:
        click.echo(_difference_for_programs(name, chapter))
        return
    if not chapter.changes:
        say("Nothing is different.")
    for sentence in _sentences(chapter):
        say(printable(sentence))


def _difference_for_programs(name: str, chapter: Chapter) -> str:
    from generator.cli.machine_report import as_document  # it reads much, and few ask for it

    record = _record(chapter)
    return as_document(plan=name, sentences=record["sentences"], changes=record["changes"])


def _two_versions(options: DiffOptions) -> tuple[str, FileState, FileState]:
    """The plan that was asked about, and the two versions of it.

    Raises UsageError for too many words and for a version that git has not.
    """
    if _are_two_files(options.words):
        old, new = map(Path, options.words)
        name = click.format_filename(new)
        return name, FileState(name, _read(old)), FileState(name, _read(new))
    *revisions, plan = options.words
    if len(revisions) > 2:
        raise click.UsageError("name at most two versions, and then the plan")
    root = root_of(options.start)
    path = _path_of(plan, root)
    place = place_of(path)
    if place is None:
        raise _NothingToCompare(_NO_HISTORY)
    on_disk = FileState(place.name, _bytes_on_disk(path))
    mark = _mark_of(on_disk.data) if on_disk.data else None
    asked = [_at_revision(place, one, mark) for one in revisions or ["HEAD"]]
    before, after = (*asked, on_disk)[:2]
    if before.is_encrypted or after.is_encrypted:
        raise _NothingToCompare(_ENCRYPTED)
    return _shown(path, root), before, after


def _are_two_files(words: Sequence[str]) -> bool:
    return len(words) == 2 and all(Path(word).is_file() for word in words)


def _at_revision(place: FilePlace, revision: str, mark: str | None) -> FileState:
    found = state_at(place, revision, _mark_of, mark)
    if found is None and revision == "HEAD":
        raise _NothingToCompare(_NO_COMMIT)
    if found is None:
        raise click.UsageError(f"git knows no version “{printable(revision)}” here")
    return found


def _read(path: Path) -> bytes:
    try:
        return intake.bytes_of(path)
    except OSError as error:
        raise Stopped(f"cannot read {click.format_filename(path)}: {error.strerror}") from error


# ---- plans


def _path_of(typed: str, root: Path) -> Path:
    """The real path of the plan that was typed, also of one that git alone still has."""
    try:
        return (root / asked_plan(typed, root)).resolve()
    except click.UsageError:
        gone = _gone_path(typed, root)
        place = place_of(gone)
        if place is None or not _has_versions(place):
            raise
        return gone


def _gone_path(typed: str, root: Path) -> Path:
    """Where a plan would lie that is no longer there."""
    name = Path(typed)
    if name.suffix not in PLAN_ENDINGS:
        name = name.with_name(f"{name.name}.yml")
    if len(name.parts) == 1:
        name = Path(PLANS) / name
    return root / name


def _has_versions(place: FilePlace) -> bool:
    known = lineage(place, _mark_of)
    return known is not None and bool(known.versions)


def _bytes_on_disk(path: Path) -> bytes | None:
    if not path.exists():
        return None
    return _read(path)


def _is_on_disk(place: FilePlace, name: str) -> bool:
    above = len(Path(place.name).parts) - 1
    top = place.folder if not above else place.folder.parents[above - 1]
    return (top / name).exists()


def _name_in_git(place: FilePlace | None, name: str) -> str:
    return place.name if place else name


def _shown(path: Path, root: Path) -> str:
    if path.is_relative_to(root):
        return printable(path.relative_to(root).as_posix())
    return printable(path.name)


def _mark_of(data: bytes) -> str | None:
    return uid_in(data.decode("utf-8", "replace"))


def _private(is_asked_for: bool) -> PrivateWords:
    return PrivateWords.SHOWN if is_asked_for else PrivateWords.HIDDEN
