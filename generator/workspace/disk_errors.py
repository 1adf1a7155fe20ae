"""Disk errors: what the disk refuses, as a sentence.

In: what was about to be done, and to which file. Out: a context that raises WorkspaceError in place
of OSError.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import WorkspaceError


@contextmanager
def cannot(act: str, path: Path | str) -> Iterator[None]:
    """Say of a refusal inside that nobody could `act`, such as write or read, this file."""
    try:
        yield
    except OSError as error:
        raise WorkspaceError(f"cannot {act} {path}: {error.strerror}") from error


@contextmanager
def cannot_below(act: str, folder: Path) -> Iterator[None]:
    """The same of whichever file the system names; of the folder where it names none."""
    try:
        yield
    except OSError as error:
        raise WorkspaceError(
            f"cannot {act} {error.filename or folder}: {error.strerror}"
        ) from error
