"""Cluster: pages printed by the workers of a Dask cluster that somebody else looks after.

In: where its scheduler listens. Out: an `Each`, which does the same work there as `pool.each` does here.
Opens connections to that scheduler. What it is given goes to the workers, so a page comes with its own secrets and no
key; whoever can read the workers' memory or an unsealed wire can read these pages.

A worker that ends is replaced by another. Where the scheduler itself goes away, the build ends before anything is written.
"""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, wait
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from generator import __version__
from generator.builder.libraries import LIBRARIES
from generator.builder.pool import Each, Item, Result, Shared, in_chunks
from generator.errors import WorkspaceError

if TYPE_CHECKING:
    from distributed import Client

#: Longest wait for the scheduler to answer.
TIMEOUT_S: Final = 10
#: Pages handed over at a time: the way there and back costs about as much as one page.
_CHUNK: Final = 20
#: Most chunks that are under way for each thread of a worker, however many pages there are.
_AHEAD: Final = 4
#: How often it is looked whether the scheduler is still there.
_LOOK_S: Final = 0.5
#: How often a page is handed to another worker when one ends over it.
_RETRIES: Final = 3


def each_on(address: str) -> Each:
    """Work done by the cluster whose scheduler listens at `address`, as `tls://10.0.0.5:8786`.

    What it gives raises WorkspaceError where there is no scheduler or no worker, where workers would print other bytes,
    and where the scheduler goes away; and what the work raises.
    """

    def each(
        work: Callable[[Shared, Item], Result], shared: Shared, items: Iterable[Item], /
    ) -> Iterable[Result]:
        with _client(address) as client:
            yield from _results(client, address, work, shared, items)

    return each


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise WorkspaceError(
            "to build on a cluster, Handrail needs one more part; install it with: pip install 'handrail[cluster]'"
        ) from error
    try:
        return Client(address, timeout=TIMEOUT_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise WorkspaceError(f"no scheduler answers at {address}") from error


def _refuse_other_printers(client: Client, address: str) -> None:
    """Raises WorkspaceError unless every worker prints the bytes that this computer would print."""
    printers: dict[str, str] = client.run(printer)
    if not printers:
        raise WorkspaceError(f"the cluster at {address} has no worker now")
    others = sorted(worker for worker, found in printers.items() if found != printer())
    if others:
        raise WorkspaceError(
            f"the worker {others[0]} has another version of Handrail, Python or a library. "
            "Its pages would differ. Please install the same there as here"
        )


def printer() -> str:
    """A digest of everything that shapes a page, other than what it is printed from."""
    packages = sorted({"click", *LIBRARIES.values()})
    versions = [f"{package} {version(package)}" for package in packages]
    said = "\n".join((__version__, sys.version, zlib.ZLIB_RUNTIME_VERSION, *versions))
    return hashlib.sha256(said.encode()).hexdigest()


def _results(
    client: Client,
    address: str,
    work: Callable[[Shared, Item], Result],
    shared: Shared,
    items: Iterable[Item],
) -> Iterator[Result]:
    """The results in the items' order."""
    try:
        _refuse_other_printers(client, address)
        sent: Any = client.scatter(shared, broadcast=True, hash=False)
        # Names of tasks are shown to whoever watches the cluster: by chance, not made from what is in a plan.
        # Not ended here: that would wait for a scheduler that is gone. The client lets go of all of it.
        executor = client.get_executor(pure=False, retries=_RETRIES)
        most = _AHEAD * max(1, sum(client.nthreads().values()))
        begun: deque[Future[list[Result]]] = deque()
        for chunk in in_chunks(items, _CHUNK):
            begun.append(executor.submit(_do_all, work, sent, chunk))
            if len(begun) >= most:
                yield from _result(client, begun.popleft())
        while begun:
            yield from _result(client, begun.popleft())
    except (CancelledError, OSError) as error:
        raise WorkspaceError(
            f"the scheduler at {address} went away; nothing was written, so build again, there or without --on"
        ) from error


def _result(client: Client, future: Future[list[Result]]) -> list[Result]:
    """What a future gives. Raises ConnectionError where the scheduler went away, of which a future may never hear."""
    while not future.done():
        wait([future], timeout=_LOOK_S)
        if client.status != "running" and not future.done():
            raise ConnectionError
    return future.result()


def _do_all(
    work: Callable[[Shared, Item], Result], shared: Shared, items: list[Item]
) -> list[Result]:
    return [work(shared, item) for item in items]
