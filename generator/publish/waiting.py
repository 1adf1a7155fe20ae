"""Waiting: what would go out to each place that the site is published to, if it went now.

In: an open workspace. Out: a `Waiting` for each place.
Reads `site/`, the places and what was remembered of them; writes nothing. What a build would change
counts as changed already.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.builder.context import OnProgress, OpenWorkspace
from generator.builder.site import foresee
from generator.builder.snapshot import published_folders
from generator.errors import HandrailError, PlanError
from generator.model.settings import ByCommand
from generator.publish.publish import PublishPlan, publish_plan
from generator.publish.sight import Sight


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place, and what would change there; `away` says why that cannot be told now."""

    way: Path | ByCommand
    leaving: PublishPlan | None
    away: str = ""


def waiting(opened: OpenWorkspace, on_progress: OnProgress) -> tuple[Waiting, ...]:
    """What waits for each place: first that of the settings, then the folders by their name.

    Raises HandrailError where no page can be made.
    """
    ways = tuple(dict.fromkeys(_ways(opened)))
    if not ways:
        return ()
    foreseen = foresee(opened, on_progress)
    sight = Sight(opened, foreseen.built, foreseen)
    return tuple(_waiting(sight, way) for way in ways)


def way_in_settings(opened: OpenWorkspace) -> Path | ByCommand | None:
    """Where the settings have the site go; None where they do not say it. Raises PlanError."""
    way = opened.settings.publish
    if way is None or isinstance(way, ByCommand):
        return way
    return Path(os.path.realpath(opened.root / way.folder))


def _ways(opened: OpenWorkspace) -> Iterator[Path | ByCommand]:
    way = None
    with suppress(PlanError):  # told with all other findings
        way = way_in_settings(opened)
    if way is not None:
        yield way
    for folder in published_folders(opened.root):
        if not _was_deleted(folder):
            yield folder


def _was_deleted(folder: Path) -> bool:
    """Whether a folder is no place any more; one on a drive that is away still is."""
    return not folder.exists() and folder.parent.is_dir()


def _waiting(sight: Sight, way: Path | ByCommand) -> Waiting:
    if isinstance(way, Path) and not way.exists() and not way.parent.is_dir():
        return Waiting(way, None, "it is not there now")
    try:
        return Waiting(way, publish_plan(sight, way, _say_nothing))
    except HandrailError as error:
        return Waiting(way, None, str(error))


def _say_nothing(_done: int, _of: int) -> None:
    pass
