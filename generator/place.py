"""Place: new files in a workspace, and never in place of another.

In: a folder, a file's name in it, and its bytes. Out: the file on disk, and whether it was there before.
Touches the disk, nothing else.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from generator.errors import WorkspaceError


class Placed(Enum):
    MADE = "made"
    KEPT = "kept"


def place(root: Path, name: str, data: bytes) -> Placed:
    """Put a new file there; one that is there already stays as it is. Raises WorkspaceError where the disk refuses."""
    path = root / name
    if path.exists():
        return Placed.KEPT
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        raise WorkspaceError(f"cannot write {path}: {error.strerror}") from error
    return Placed.MADE
