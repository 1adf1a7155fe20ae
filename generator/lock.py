"""Lock: one build at a time in a workspace.

In: the workspace's scratch folder. Out: a context that holds the lock, released by the system even when killed.
Touches one file. The lock is the system's own, so a crash leaves nothing to clean up.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from generator.errors import BusyError

#: How long a build waits for another one before it gives up: longer than most builds take.
WAIT_S: Final = 30.0
_PAUSE_S: Final = 0.02


@contextmanager
def held(scratch: Path) -> Iterator[None]:
    """Hold the lock of the workspace. Raises BusyError when another build keeps it for `WAIT_S` seconds."""
    with (scratch / "lock").open("a+b") as file:
        deadline = time.monotonic() + WAIT_S
        while not _taken(file.fileno()):
            if time.monotonic() > deadline:
                raise BusyError("another build is still running here; try again when it has ended")
            time.sleep(_PAUSE_S)
        yield


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
