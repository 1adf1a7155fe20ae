"""Git merge driver: two versions of a plan are brought together where git stands.

Git hands files over as it keeps them, so those that git-crypt has sealed are opened first, and the result is sealed.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.cli.errors import FOUND
from generator.cli.git_merge_driver import GitMergeDriverOptions
from generator.merging.merge import ConflictMarks, Merge, ThreeFiles, merged, settled
from generator.workspace import git, objects
from generator.workspace.disk_errors import cannot


def bring_together(options: GitMergeDriverOptions) -> None:
    """Write the merge over our side; exit code 1 tells git that something is left to a person."""
    if objects.is_encrypted(_read(options.ours)):
        disputes = _merge_sealed(options)
    else:
        disputes = _merge(options)
    if disputes:
        sys.exit(FOUND)


def _merge_sealed(options: GitMergeDriverOptions) -> int:
    """As `_merge`, with files that are sealed; clear ones stand where nobody else can read them, as long as it takes."""
    folder = options.ours.absolute().parent
    with TemporaryDirectory() as place:
        clear = replace(
            options,
            base=_opened(folder, options.base, Path(place, "base")),
            ours=_opened(folder, options.ours, Path(place, "ours")),
            theirs=_opened(folder, options.theirs, Path(place, "theirs")),
        )
        disputes = _merge(clear)
        _write(options.ours, objects.encrypted(folder, _read(clear.ours)))
    return disputes


def _opened(folder: Path, sealed: Path, clear: Path) -> Path:
    """The second file, which now holds the first one as somebody wrote it."""
    _write(clear, objects.decrypted(folder, _read(sealed)))
    return clear


def _merge(options: GitMergeDriverOptions) -> int:
    """Write the merge over our side; how many disputes stand in it.

    Git's own merge is written first: whatever stops us after it, both sides stand in the file.
    """
    marks = ConflictMarks(options.mark_length)
    versions = ThreeFiles(_read(options.base), _read(options.ours), _read(options.theirs))
    by_lines = _by_lines(options, marks)
    _write(options.ours, by_lines.data)
    result = settled(merged(versions, marks), by_lines)
    _write(options.ours, result.data)
    return result.disputes


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


def _write(path: Path, data: bytes) -> None:
    with cannot("write", path):
        path.write_bytes(data)
