"""Pool: much of one kind of work at once, in processes of their own.

In: the work, what it shares, and the items to do it on. Out: the results, in the items' order.
Touches nothing itself. Workers only compute; they end by themselves when their parent is killed.

What starts processes is imported where there is enough to do.
"""

from __future__ import annotations

import functools
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Protocol, TypeVar

from generator.errors import WorkspaceError

#: From this many items on, a pool of processes earns its start-up time.
POOL_FROM: Final = 200
#: Items handed over at a time: few enough to keep the progress bar moving.
_CHUNK: Final = 20

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")


class Each(Protocol):
    """How work is done on each of many items: on this computer, or on others."""

    def __call__(
        self, work: Callable[[Shared, Item], Result], shared: Shared, items: tuple[Item, ...], /
    ) -> Iterable[Result]: ...


#: What all the work of this process shares: sent once, not with each item.
_shared: Any = None  # its type is that of the work, which the pool cannot tell


def each(
    work: Callable[[Shared, Item], Result], shared: Shared, items: tuple[Item, ...]
) -> Iterable[Result]:
    """What `work` gives for each item, in their order; for many of them on every core.

    Raises what the work raises, and WorkspaceError when a worker was killed.
    """
    if len(items) < POOL_FROM:
        return (work(shared, item) for item in items)
    return _in_pool(work, shared, items)


def _in_pool(
    work: Callable[[Shared, Item], Result], shared: Shared, items: tuple[Item, ...]
) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(initializer=_begin, initargs=(shared,)) as pool:
        try:
            with _deaf_to_ctrl_c():
                results = pool.map(functools.partial(_do, work), items, chunksize=_CHUNK)
            yield from results
        except BrokenProcessPool as error:
            raise WorkspaceError(
                "a part of the build was ended from outside; please build again"
            ) from error


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """For the start of processes: they never hear Ctrl-C, which this one answers for them, a little later."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows each process sees to it in `_begin`
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(shared: object) -> None:
    global _shared
    _shared = shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(work: Callable[[Shared, Item], Result], item: Item) -> Result:
    return work(_shared, item)
