"""Disk: one that is not waited for, since no test can cut the power.

In: nothing. Out: what stands in for `os.fsync` in the processes of the tests. Touches nothing.
"""

from __future__ import annotations

import os


def fsync(file: int) -> None:
    """Refuse what `os.fsync` refuses, a file that is not open, and wait for nothing."""
    os.fstat(file)
