"""Workers: many pages at once, in processes of their own.

In: plans and what they share. Out: their outcomes, in the plans' order.
Touches nothing itself. Workers only compute; they end by themselves when their parent is killed.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process
from typing import Final

from generator.errors import WorkspaceError
from generator.outcome import Outcome
from generator.page import Press, make
from generator.workspace import PlanSource

#: Plans handed over at a time: few enough to keep the progress bar moving.
_CHUNK: Final = 20

_press: Press | None = None


def make_in_pool(plans: tuple[PlanSource, ...], press: Press) -> Iterator[Outcome]:
    """The outcomes of `plans`, computed on every core.

    Raises TemplateError as `make` does, and WorkspaceError when a worker was killed.
    """
    with ProcessPoolExecutor(initializer=_begin, initargs=(press,)) as pool:
        try:
            yield from pool.map(_make, plans, chunksize=_CHUNK)
        except BrokenProcessPool as error:
            raise WorkspaceError("a part of the build was ended from outside; please build again") from error


def _begin(press: Press) -> None:
    global _press
    _press = press
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _make(plan: PlanSource) -> Outcome:
    if _press is None:
        raise AssertionError("a worker has not begun")
    return make(plan, _press)
