"""Lately: what was added to the log of each plan, and in which goes, so that a whole go can be
taken out again.

In: the scratch folder, a plan's name, and what its entries say. Out: which of them the last go
added.
Touches one file in the scratch folder. It holds keyed digests alone: no name, no day, no word of an
entry.

Terms
    go         the entries that one command added: one that was typed, or all the rows of a table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from generator.workspace import files, lock, manifest
from generator.workspace.disk_errors import cannot

NAME: Final = "added.json"
#: Most goes that are kept of one plan.
_LIMIT: Final = 50

_Goes: TypeAlias = list[list[str]]
_Change: TypeAlias = Callable[[_Goes, manifest.Digests], _Goes]


@dataclass(frozen=True, slots=True)
class Recalled:
    """Where the entries of the last go stand in the file, from 0, and how many more it had, which
    are not there now.
    """

    places: tuple[int, ...]
    changed: int


def remember_additions(scratch: Path, plan: str, added: Sequence[bytes]) -> None:
    """Keep what a go is about to add to a plan: before it does, so that a crash between the two
    forgets nothing.

    Raises WorkspaceError where the disk refuses, BusyError beside a long build.
    """

    def with_go(goes: _Goes, digests: manifest.Digests) -> _Goes:
        return [*goes, [digests.of(one) for one in added]][-_LIMIT:]

    _change(scratch, plan, with_go)


def recalled(scratch: Path, plan: str, entries: Sequence[bytes]) -> Recalled | None:
    """The last go of which anything is still in the file; None where none is known. `entries` are
    those of the file.
    """
    digests = manifest.passing_digests(scratch)
    goes = _load(scratch).get(digests.of_source(plan), [])
    return next(
        (found for go in reversed(goes) if (found := _found(go, entries, digests)).places),
        None,
    )


def forget(scratch: Path, plan: str, entries: Sequence[bytes]) -> None:
    """Drop the go that `recalled` finds in these entries, and those after it, of which nothing is
    left.

    Raises WorkspaceError where the disk refuses, BusyError beside a long build.
    """

    def without_last(goes: _Goes, digests: manifest.Digests) -> _Goes:
        while goes and not _found(goes[-1], entries, digests).places:
            goes = goes[:-1]
        return goes[:-1]

    _change(scratch, plan, without_last)


def _found(
    go: Sequence[str],
    entries: Sequence[bytes],
    digests: manifest.Digests,
) -> Recalled:
    """The entries of a go, of those alike the last ones."""
    wanted, places = list(go), []
    for place in range(len(entries) - 1, -1, -1):
        digest = digests.of(entries[place])
        if digest in wanted:
            wanted.remove(digest)
            places.append(place)
    return Recalled(tuple(reversed(places)), len(wanted))


def _change(scratch: Path, plan: str, change: _Change) -> None:
    with cannot("write", scratch / NAME):
        scratch.mkdir(exist_ok=True)
        with lock.held(scratch):
            digests = manifest.digests(scratch)
            goes = _load(scratch)
            goes[digests.of_source(plan)] = change(
                goes.get(digests.of_source(plan), []),
                digests,
            )
            kept = {id: plan_goes for id, plan_goes in sorted(goes.items()) if plan_goes}
            files.replace(scratch / NAME, json.dumps(kept).encode(), scratch)


def _load(scratch: Path) -> dict[str, _Goes]:
    """What is kept; nothing where it is absent or damaged in any way."""
    try:
        known = json.loads((scratch / NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(known, Mapping):
        return {}
    return {str(id): goes for id, goes in known.items() if _are_goes(goes)}


def _are_goes(known: object) -> bool:
    return isinstance(known, list) and all(
        isinstance(go, list) and all(isinstance(digest, str) for digest in go) for go in known
    )
