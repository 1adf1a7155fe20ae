"""Warm: a site that one process builds again and again, looking only at what changed.

In: a workspace folder, then for each build the plans that somebody named, if nothing else changed. Out: what
a build gives. Reads and writes the disk.

A plan that asks for the page it had, at its old place and for the same people, changes nothing for
any other: then its page is made and no other plan is looked at. All else is a build like the first
one, which looks at everything. What a short build did is not noted in the manifest: a later build
then finds a page that is not as it was noted, and makes it again. The next full look notes it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.builder import pool
from generator.builder.context import OnProgress
from generator.builder.facts import request_as_made
from generator.builder.printing import draw_up, print_pages, printing_context, put_in_place
from generator.builder.site import Built, Done, at_work, build_all
from generator.builder.survey import Anew, NewPage, Survey, inputs_of, new_pages_of, stands_as_left
from generator.privacy import keyfile
from generator.workspace import files, intake
from generator.workspace.files import Drafts
from generator.workspace.layout import PlanSource
from generator.workspace.manifest import MANIFEST_NAME, Manifest


@dataclass(frozen=True, slots=True)
class _LastTime:
    """What stood when the last build ended, and what no watch tells of: keys, and the manifest."""

    done: Done
    keys: tuple[bytes, bytes]
    manifest: files.Stamp | None


class WarmSite:
    """A site, and what is known of it since the last build here."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: _LastTime | None = None

    def build(
        self,
        today: date,
        on_progress: OnProgress,
        changes: Collection[str] | None = None,
    ) -> Built:
        """Bring `site/` up to date; `changes` names the plans of which somebody knows that nothing
        else changed since the last time. Raises as `build`.
        """
        known, self._known = self._known, None  # after an error nothing is known
        with at_work(self._root) as scratch:
            done = None
            if known is not None and changes is not None and _still_holds(known, scratch, today):
                done = _pages_again(known.done, changes, on_progress)
            if done is None:
                keys = keyfile.raw(keyfile.key_file())
                done = _without_plans(build_all(self._root, scratch, today, on_progress))
                known = _LastTime(done, keys, files.stamp(scratch / MANIFEST_NAME))
            if known is not None:
                self._known = replace(known, done=done)
            return done.built


def _without_plans(done: Done) -> Done:
    """A build without the plans that were read, which nobody needs until one of them changes."""
    found = done.found
    return replace(done, found=replace(found, plans=None, requests={}, new_pages={}))


def _still_holds(known: _LastTime, scratch: Path, today: date) -> bool:
    """Whether nobody else has built meanwhile, and whether a plan can be judged by itself."""
    found, plan = known.done.found, known.done.plan
    is_settled = not (plan.findings or plan.missing or plan.unrecorded or plan.is_blind)
    return (
        is_settled
        and found.opened.today == today
        and not found.opened.findings
        and known.keys == keyfile.raw(keyfile.key_file())
        and known.manifest == files.stamp(scratch / MANIFEST_NAME)
    )


def _pages_again(done: Done, names: Collection[str], on_progress: OnProgress) -> Done | None:
    """The build in which only these plans changed; None where one of them may matter to others."""
    from generator.builder.reading import PlanReading, ReadPlans, read_on

    found, standing = done.found, done.after.pages
    sources = _read_again(done, names)
    if sources is None:
        return None
    reading = PlanReading(found.opened.reading, found.digests)
    read = {id: read_on(reading, source) for id, source in sources.items()}
    plans = ReadPlans(reading.context, read)
    requests = plans.requests()
    if any(requests[id] != request_as_made(sources[id].name, standing[id]) for id in sources):
        return None
    inputs = {id: inputs_of(one, found.shared_inputs, found.digests) for id, one in sources.items()}
    pages = {
        id: page
        for id, page in new_pages_of(plans, requests, inputs).items()
        if page.made.inputs != standing[id].inputs
    }
    return _made_again(done, replace(found, plans=plans), pages, on_progress)


def _read_again(done: Done, names: Collection[str]) -> dict[str, PlanSource] | None:
    """The plans by their source, as they are now; None where one has no page that stands as we left
    it.
    """
    found, sources = done.found, {}
    told = {finding.place.file for finding in done.built.findings}
    for name in names:
        id = found.digests.of_source(name)
        made = done.after.pages.get(id)
        if (
            made is None
            or id not in found.names
            or name in told
            or not stands_as_left(found.site, made)
        ):
            return None
        try:
            sources[id] = PlanSource(name, intake.bytes_of(found.opened.root / name))
        except OSError:
            return None
    return sources


def _made_again(
    done: Done, found: Survey, pages: dict[str, NewPage], on_progress: OnProgress
) -> Done | None:
    context = printing_context(found)
    coming = {id: page.made for id, page in pages.items()}
    with Drafts(found.space.scratch) as drafts:
        for _, file in print_pages(pages, context, pool.each, on_progress):
            draw_up(found, file, drafts)
        written, stamped = put_in_place(found, coming, drafts)
    built = replace(
        done.built,
        written=written,
        removed=(),
        anew={page.made.path: Anew.PLAN for page in pages.values()},
    )
    after = Manifest({**done.after.pages, **stamped}, done.after.frame)
    return replace(done, after=after, built=built)
