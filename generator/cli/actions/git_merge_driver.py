"""Git merge driver: two versions of a plan are brought together where git stands.

Git hands files over as it keeps them, so those that git-crypt has sealed are opened first, and the result is sealed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.cli.errors import FOUND
from generator.cli.git_merge_driver import GitMergeDriverOptions
from generator.errors import WorkspaceError
from generator.merging.merge import Marks, Merge, Versions, merged, settled
from generator.workspace import git, objects
from generator.workspace.disk_errors import cannot


def bring_together(options: GitMergeDriverOptions) -> None:
    """Write the merge over our side; exit code 1 tells git that something is left to a person."""
    folder = options.ours.absolute().parent
    sealed = objects.is_sealed(_read(options.ours))
    if sealed:
        with _opened(options, folder) as clear:
            result = _merge(clear)
        data = objects.sealed(folder, result.data)
    else:
        result = _merge(options)
        data = result.data
    with cannot("write", options.ours):
        options.ours.write_bytes(data)
    if result.disputes:
        sys.exit(FOUND)


@contextmanager
def _opened(options: GitMergeDriverOptions, folder: Path) -> Iterator[GitMergeDriverOptions]:
    """The same three files as somebody wrote them, for as long as it takes, where nobody else can read them."""
    with TemporaryDirectory() as place:
        clear = replace(
            options,
            base=Path(place, "base"),
            ours=Path(place, "ours"),
            theirs=Path(place, "theirs"),
        )
        clear.base.write_bytes(objects.opened(folder, _read(options.base)))
        clear.ours.write_bytes(objects.opened(folder, _read(options.ours)))
        clear.theirs.write_bytes(objects.opened(folder, _read(options.theirs)))
        yield clear


def _merge(options: GitMergeDriverOptions) -> Merge:
    marks = Marks(options.mark_length)
    return settled(_by_meaning(options, marks), _by_lines(options, marks))


def _by_meaning(options: GitMergeDriverOptions, marks: Marks) -> Merge | None:
    try:
        versions = Versions(_read(options.base), _read(options.ours), _read(options.theirs))
    except WorkspaceError:
        return None
    return merged(versions, marks)


def _by_lines(options: GitMergeDriverOptions, marks: Marks) -> Merge:
    """What git would do without us. Raises GitError; git then keeps our side, and calls it a conflict."""
    files = (options.ours, options.base, options.theirs)
    lines = git.merge_lines(
        (files[0].absolute(), files[1].absolute(), files[2].absolute()),
        (marks.ours, marks.theirs),
        marks.length,
    )
    return Merge(lines.data, lines.conflicts)


def _read(path: Path) -> bytes:
    with cannot("read", path):
        return path.read_bytes()
