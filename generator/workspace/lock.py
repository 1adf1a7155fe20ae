"""Lock: one at a time, in a workspace or over the key file.

In: the workspace's scratch folder, or a file that is about to be changed. Out: a context that holds
the lock, released by the system even when killed. Touches one file. The lock is the system's own,
so a crash leaves nothing to clean up.
"""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BufferedRandom
from pathlib import Path
from typing import Final

from generator.errors import BusyError, WorkspaceError
from generator.workspace.disk_errors import cannot

#: How long a build waits for another one before it gives up: longer than most builds take.
WAIT_S: Final = 30.0
_PAUSE_S: Final = 0.02


@contextmanager
def held(scratch: Path) -> Iterator[None]:
    """Hold the lock of the workspace.

    Raises BusyError when another build keeps it for `WAIT_S` seconds, WorkspaceError where the
    system refuses it.
    """
    with _held(
        scratch / "lock", "another build is still running here; try again when it has ended"
    ):
        yield


@contextmanager
def held_over(path: Path) -> Iterator[None]:
    """Hold the lock over a file outside the workspace, in a folder that is there.

    Raises BusyError when another command keeps it for `WAIT_S` seconds, WorkspaceError where the
    system refuses it.
    """
    beside = path.with_name(f".{path.name}.lock")
    with _held(
        beside,
        f"another command is still writing {path}; try again when it has ended",
    ):
        yield


@contextmanager
def _held(path: Path, busy: str) -> Iterator[None]:
    with closing(_opened(path)) as file:
        deadline = time.monotonic() + WAIT_S
        while not _is_ours(file, path):
            if time.monotonic() > deadline:
                raise BusyError(busy)
            time.sleep(_PAUSE_S)
        yield


def _opened(path: Path) -> BufferedRandom:
    with cannot("write", path):
        return path.open("a+b")


def _is_ours(file: BufferedRandom, path: Path) -> bool:
    try:
        _take(file.fileno())
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        sentence = f"the system gives no lock on {path}: {error.strerror}; a disk of this computer gives one"
        raise WorkspaceError(sentence) from error
    return True


if sys.platform == "win32":
    import msvcrt

    #: How the system says that somebody else has the lock; all else is a refusal.
    _TAKEN: Final = frozenset({errno.EACCES, errno.EDEADLK})

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    #: How the system says that somebody else has the lock; all else is a refusal.
    _TAKEN: Final = frozenset({errno.EWOULDBLOCK, errno.EAGAIN})

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
