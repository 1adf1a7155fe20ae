"""Git merge driver: two versions of a plan are brought together where git stands."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.cli.errors import FOUND
from generator.cli.git_merge_driver import GitMergeDriverOptions
from generator.merging.merge import ConflictMarks, Merge, ThreeFiles, merged, settled
from generator.workspace import git
from generator.workspace.disk_errors import cannot


def bring_together(options: GitMergeDriverOptions) -> None:
    """Write the merge over our side; exit code 1 tells git that something is left to a person.

    Git's own merge is written first: whatever stops us after it, both sides stand in the file.
    """
    marks = ConflictMarks(options.mark_length)
    versions = ThreeFiles(_read(options.base), _read(options.ours), _read(options.theirs))
    by_lines = _by_lines(options, marks)
    _write(options.ours, by_lines)
    result = settled(merged(versions, marks), by_lines)
    _write(options.ours, result)
    if result.disputes:
        sys.exit(FOUND)


def _write(path: Path, merge: Merge) -> None:
    with cannot("write", path):
        path.write_bytes(merge.data)


def _by_lines(options: GitMergeDriverOptions, marks: ConflictMarks) -> Merge:
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
