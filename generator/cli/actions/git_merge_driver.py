"""Git merge driver: two versions of a plan are brought together where git stands."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.cli.errors import FOUND
from generator.cli.git_merge_driver import GitMergeDriverOptions
from generator.errors import WorkspaceError
from generator.merging.merge import ConflictMarks, Merge, ThreeFiles, merged, settled
from generator.workspace import git
from generator.workspace.disk_errors import cannot


def bring_together(options: GitMergeDriverOptions) -> None:
    """Write the merge over our side; exit code 1 tells git that something is left to a person."""
    marks = ConflictMarks(options.mark_length)
    result = settled(_by_meaning(options, marks), _by_lines(options, marks))
    with cannot("write", options.ours):
        options.ours.write_bytes(result.data)
    if result.disputes:
        sys.exit(FOUND)


def _by_meaning(options: GitMergeDriverOptions, marks: ConflictMarks) -> Merge | None:
    try:
        versions = ThreeFiles(_read(options.base), _read(options.ours), _read(options.theirs))
    except WorkspaceError:
        return None
    return merged(versions, marks)


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
