"""Place: new files in a workspace, and never in place of another.

In: a folder, a file's name in it, and its bytes. Out: the file on disk, and whether it was there before.
Touches the disk, nothing else.
"""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path

from generator.errors import WorkspaceError
from generator.workspace import files


class Created(Enum):
    MADE = "made"
    KEPT = "kept"


def write_new(root: Path, name: str, data: bytes) -> Created:
    """Put a new file there, whole; one that is there already stays as it is, unless it is empty.

    Raises WorkspaceError where the disk refuses.
    """
    path = root / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.sweep_dead_drafts(path.parent)
        if os.path.lexists(path) and not (data and files.is_empty_file(path)):
            return Created.KEPT
    except OSError as error:
        raise WorkspaceError(f"cannot write {path}: {error.strerror}") from error
    return Created.MADE if files.put_new(path, data) else Created.KEPT
