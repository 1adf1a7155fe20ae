"""Intake: the bytes of one file of a workspace, whatever stands at its place.

In: a path. Out: its bytes, or OSError with a sentence that a person understands.
Reads the disk, nothing else. Every file of a workspace is read here: a pipe, a socket or a device
never holds a build up, and what a cloud folder keeps elsewhere is told from what is broken.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import Final

#: Most bytes read of one file: far more than any may have, so that a stray film does not fill the
#: memory.
READ_LIMIT_BYTES: Final = 8 * 1024 * 1024

#: A pipe that nobody writes to answers at once; on Windows line ends stay as they are, and there is
#: no such waiting.
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)

#: How systems say that a file is somewhere else just now: a drive or a network that is away, a
#: cloud that is not asked.
_AWAY: Final = frozenset(
    code
    for name in (
        *(
            "EDEADLK",
            "EIO",
            "ENODEV",
            "ENONET",
            "ENETDOWN",
            "ENETUNREACH",
            "ENOTCONN",
            "EHOSTDOWN",
        ),
        *(
            "EHOSTUNREACH",
            "ETIMEDOUT",
            "ESTALE",
            "EREMOTEIO",
            "ECONNREFUSED",
            "ECONNRESET",
            "ECONNABORTED",
        ),
    )
    if (code := getattr(errno, name, None)) is not None
)
#: The errors of cloud folders on Windows. Source: System Error Codes, ERROR_CLOUD_FILE_*.
_AWAY_ON_WINDOWS: Final = (*range(358, 405), 426, 434, 475, 476)


def bytes_of(path: str | os.PathLike[str], limit: int = READ_LIMIT_BYTES) -> bytes:
    """The bytes of a file, at most `limit` of them.

    Raises OSError where there is none or it is no file.
    """
    handle = os.open(path, _FLAGS)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, _kind(status.st_mode), os.fspath(path))
        # One more than the file has shows its end at once; a file that grows meanwhile is read to
        # its new one.
        return _read(handle, limit, max(status.st_size + 1, 4096))
    finally:
        os.close(handle)


def _read(handle: int, limit: int, size: int) -> bytes:
    """What an open file holds, at most `limit` bytes, read in pieces of `size`."""
    parts, left = [], limit
    while left and (part := os.read(handle, min(left, size))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def is_cloud_only(error: OSError) -> bool:
    """Whether the file is there and its content is not on this computer now."""
    return error.errno in _AWAY or getattr(error, "winerror", None) in _AWAY_ON_WINDOWS


def _kind(mode: int) -> str:
    return "it is a folder" if stat.S_ISDIR(mode) else "it is not a file"
