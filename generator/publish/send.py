"""Send: the way of a site to the place where it is published.

In: a `PublishPlan`. Out: pages taken away and put there, and what could not be.
Touches the folder that is published to, or runs a command of one's own, and `.handrail/sent/`.

What is taken away comes first.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.builder import snapshot
from generator.builder.context import OnProgress
from generator.builder.snapshot import Snapshot
from generator.errors import HandrailError, WorkspaceError
from generator.model.settings import ByCommand
from generator.publish.built_site import BuiltSite, built_site, content_digest
from generator.publish.destination import Folder
from generator.publish.publish import PublishPlan
from generator.workspace import layout, lock


class PublishError(HandrailError):
    """The site may not go out, or did not get there; the text says why."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of it: what was taken away, what was copied, and what could not be, each with why."""

    removed: tuple[str, ...]
    copied: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]


def to_folder(
    root: Path,
    folder: Folder,
    plan: PublishPlan,
    on_progress: OnProgress,
) -> Sent:
    """Take away what has to go, then copy what is new or changed, each file in one step.

    What the disk refuses is in what is returned; the rest goes on. Raises PublishError where
    `site/` is another one by now than was shown, WorkspaceError where it cannot be read.
    """
    coming = [change.path for change in (*plan.new, *plan.changed)]
    going = [change.path for change in plan.gone]
    steps = len(going) + len(coming)
    with lock.held(root / layout.SCRATCH):
        folder.sweep()
        not_removed = _take_away(
            folder,
            going,
            lambda done: on_progress(done, steps),
        )
        not_copied: dict[str, str] = {}
        if plan.refused is None:
            site = built_site(root)
            for done, path in enumerate(coming, len(going) + 1):
                page = _as_shown(site, path, plan)
                try:
                    folder.put(path, page)
                except WorkspaceError as error:
                    not_copied[path] = str(error)
                on_progress(done, steps)
            snapshot.remember_folder(root, folder.path)
    removed = tuple(path for path in going if path not in not_removed)
    copied = tuple(path for path in coming if plan.refused is None and path not in not_copied)
    return Sent(removed, copied, (*not_removed.items(), *not_copied.items()))


def _take_away(
    folder: Folder, paths: list[str], on_progress: Callable[[int], None]
) -> dict[str, str]:
    """Take pages away; those that stay, each with why."""
    staying = {}
    for done, path in enumerate(paths, 1):
        try:
            folder.take(path)
        except OSError as error:
            staying[path] = f"it could not be taken away: {error.strerror}"
        on_progress(done)
    return staying


def by_command(root: Path, how: ByCommand, plan: PublishPlan, output: int | None = None) -> None:
    """Run the command in the workspace, and remember what went out.

    `output` is the file descriptor that takes what the command says, if it is not to be this
    program's own. Raises PublishError where it did not end well.

    What may have arrived is remembered before, so that a command that is stopped half way leaves
    nothing unknown.
    """
    if plan.refused:
        raise PublishError(plan.refused)
    memory = Snapshot(root, how.words)
    memory.begin([change.path for change in (*plan.new, *plan.changed, *plan.gone)])
    _run(root, how.words, output)
    site = built_site(root)
    memory.finish((path, _as_shown(site, path, plan)) for path in plan.digests)


def _run(root: Path, words: tuple[str, ...], output: int | None) -> None:
    """Run a command in the workspace. Raises PublishError where it did not end well."""
    try:
        done = subprocess.run(words, cwd=root, check=False, stdout=output)
    except OSError as error:
        raise PublishError(f"{words[0]} cannot be run: {error.strerror}") from error
    if done.returncode:
        raise PublishError(
            f"{words[0]} ended with {done.returncode}; what it says stands above. Nothing is lost."
        )


def _as_shown(site: BuiltSite, path: str, plan: PublishPlan) -> bytes:
    """The bytes of a file. Raises PublishError where it is another one than was shown."""
    page = site.read(path)
    if path not in site.paths or content_digest(page) != plan.digests.get(path):
        raise PublishError(
            "the pages in site/ changed while you looked at the news; publish again to see what is new"
        )
    return page
