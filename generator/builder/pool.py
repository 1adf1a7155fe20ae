"""Pool: much of one kind of work at once, in processes of their own.

In: the work, what it shares, and the items to do it on. Out: the results, in the items' order.
Touches nothing itself. Workers only compute; they end by themselves when their parent is killed.
Items are taken, and results given, as the work goes on: of many there are never more than a few
here.

What starts processes is imported where there is enough to do.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from generator.errors import WorkspaceError

if TYPE_CHECKING:
    from concurrent.futures import Future

#: From this many items on, a pool of processes earns its start-up time.
POOL_FROM: Final = 200
#: Items handed over at a time: few enough to keep the progress bar moving.
_CHUNK: Final = 20
#: Most chunks that are under way for each core: enough that no worker ever waits for the next one.
_AHEAD: Final = 3

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")


class Each(Protocol):
    """How work is done on each of many items: on this computer, or on others."""

    def __call__(
        self, work: Callable[[Shared, Item], Result], shared: Shared, items: Iterable[Item], /
    ) -> Iterable[Result]: ...


#: What all the work of this process shares: sent once, not with each item.
_shared: Any = None  # its type is that of the work, which the pool cannot tell


def each(
    work: Callable[[Shared, Item], Result], shared: Shared, items: Iterable[Item]
) -> Iterable[Result]:
    """What `work` gives for each item, in their order; for many of them on every core.

    Raises what the work raises, and WorkspaceError when a worker was killed.
    """
    left = iter(items)
    first = list(islice(left, POOL_FROM))
    if len(first) < POOL_FROM:
        return (work(shared, item) for item in first)
    return _in_pool(work, shared, chain(first, left))


def in_chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of `size`, the last one shorter, each taken when it is asked for."""
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk


def _in_pool(
    work: Callable[[Shared, Item], Result], shared: Shared, items: Iterable[Item]
) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    most = _AHEAD * (os.cpu_count() or 1)
    begun: deque[Future[list[Result]]] = deque()
    with ProcessPoolExecutor(initializer=_begin, initargs=(shared,)) as pool:
        try:
            for chunk in in_chunks(items, _CHUNK):
                with _deaf_to_ctrl_c():
                    begun.append(pool.submit(_do_all, work, chunk))
                if len(begun) >= most:
                    yield from begun.popleft().result()
            while begun:
                yield from begun.popleft().result()
        except BrokenProcessPool as error:
            raise WorkspaceError(
                "a part of the build was ended from outside; please build again"
            ) from error
        finally:
            for future in begun:
                future.cancel()


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


def _do_all(work: Callable[[Shared, Item], Result], items: list[Item]) -> list[Result]:
    return [work(_shared, item) for item in items]
