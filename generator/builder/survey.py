"""Survey: what a build finds before it changes anything in `site/`.

In: a workspace folder, or an open workspace. Out: a `Survey`: which pages are current, the plans
that had to be read, and all findings on them.
Reads the site's folder, the manifest and the keys. `survey` notes revoked links beside the key
file; `look` writes nothing.

A plan is read only where its page is not current, and nothing is read where all of them are: then a
build imports neither the format nor cryptography.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.builder import libraries
from generator.builder.context import OpenWorkspace
from generator.builder.disk import Disk
from generator.builder.facts import (
    BuildFacts,
    Clients,
    Missing,
    PageRequest,
    Wanted,
    request_as_made,
)
from generator.builder.pool import each
from generator.errors import Finding, TemplateError
from generator.privacy import keyfile
from generator.privacy.revocations import look_back, remember_dead_links
from generator.workspace import files, intake, manifest
from generator.workspace.layout import PlanFiles, PlanSource, Workspace
from generator.workspace.manifest import Digests, Made, Manifest

if TYPE_CHECKING:  # a build without changes reads no plan
    from generator.builder.reading import PlanOfPage, ReadPlans


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page that can be made, and how the manifest knows it before it is written."""

    plan: PlanOfPage
    made: Made


class Anew(StrEnum):
    """Why a page is made anew."""

    FIRST = "it had none yet"
    PLAN = "the plan changed"
    AROUND = "settings, keys, templates or Handrail itself changed"
    DAY = "it was made on a later day than this one"
    PAGE = "its file is not as the last build left it"


@dataclass(frozen=True, slots=True)
class Survey:
    """What a build finds. Names, plans, requests and pages are by their source.

    `opened` is the workspace without its plans where nobody needs their words, `space` the same
    once all plans were looked at. `shared_inputs` is a digest of everything that all pages depend
    on. `plans` is None where nothing had to be read.
    """

    opened: OpenWorkspace
    space: Workspace
    digests: Digests
    last_build: Manifest
    shared_inputs: str
    names: Mapping[str, str]
    current: Mapping[str, Made]
    is_framed: bool
    plans: ReadPlans | None
    requests: Mapping[str, PageRequest]
    new_pages: Mapping[str, NewPage]

    @property
    def site(self) -> Path:
        return self.space.site

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong in the folder, and, where plans were read, in settings, keys and these
        plans.
        """
        found = self.space.findings
        if self.plans is None:
            return found
        return (*found, *self.opened.findings, *self.plans.findings)

    def why_anew(self, id: str, made: Made) -> Anew:
        """Why the page of a source is made anew, as `made`."""
        before = self.last_build.pages.get(id)
        if before is None:
            return Anew.FIRST
        if before.is_from_after(self.opened.today):
            return Anew.DAY
        if before.inputs == made.inputs:
            return Anew.PAGE
        around = {one.inputs for one in self.last_build.frame.values()}
        if around == {self.shared_inputs}:
            return Anew.PLAN
        return Anew.AROUND

    def facts(self, clients: Clients, missing: Missing) -> BuildFacts:
        """What `plan_build` has to know."""
        return BuildFacts(
            self.space,
            self.opened.today,
            self.requests,
            self.last_build.pages,
            frozenset(self.current),
            Disk(self.opened.root),
            self._former_paths,
            clients,
            missing,
        )

    def _former_paths(self) -> frozenset[str]:
        if self.plans is None:
            return frozenset()
        return self.plans.former_paths()


def survey(root: Path, today: date) -> Survey:
    """Look at everything for a build, and note revoked links where they outlive the workspace.

    Plans are read one by one, and their words are not kept. Raises WorkspaceError.
    """
    plan_files = PlanFiles(root)
    opened = OpenWorkspace(plan_files.around, today)
    look_back(keyfile.key_file(), root)
    digests = manifest.digests(opened.space.scratch)
    found = _look(opened, digests, plan_files, lambda: plan_files.workspace(()))
    if found.plans is not None and found.plans.context.links is not None:
        remember_dead_links(keyfile.key_file(), found.plans.context.links.revoked)
    return found


def look(opened: OpenWorkspace, digests: Digests) -> Survey:
    """Look at everything, read what is not current, and write nothing."""
    return _look(opened, digests, opened.space.plans, lambda: opened.space)


def _look(
    opened: OpenWorkspace,
    digests: Digests,
    sources: Iterable[PlanSource],
    seen: Callable[[], Workspace],
) -> Survey:
    """The survey of these plans; `seen` gives the workspace once all of them were looked at."""
    last_build = manifest.load_manifest(opened.space.scratch, digests)
    shared_inputs = digests.of(*_shared_inputs(opened))
    is_framed = _is_framed(last_build, shared_inputs, opened.space.site)
    glance = _Glance(opened, digests, last_build, shared_inputs)
    stale = glance.stale(sources)
    first = next(stale, None)
    plans = None
    if first is not None:
        plans = _read(chain((first,), stale), glance, opened, digests)
    elif not glance.names or not is_framed:
        plans = _read((), glance, opened, digests)
    space = seen()
    requests = _requests(glance, plans)
    return Survey(
        opened,
        space,
        digests,
        last_build,
        shared_inputs,
        glance.names,
        glance.current,
        is_framed,
        plans,
        requests={**requests, **requests_of_unreadable(space, digests)},
        new_pages=new_pages_of(plans, requests, glance.inputs),
    )


def requests_of_unreadable(space: Workspace, digests: Digests) -> dict[str, PageRequest]:
    """What is assumed of plans that are there and cannot be read now: their last pages stay."""
    return {
        digests.of_source(name): PageRequest(name, Wanted.LAST_PAGE) for name in space.unreadable
    }


# ---- what is current


def _shared_inputs(opened: OpenWorkspace) -> tuple[bytes, ...]:
    """What every page depends on."""
    settings = opened.space.settings
    try:
        theme = opened.theme.digest
    except TemplateError:  # what is to go goes all the same
        theme = ""
    said = b"none"
    if settings is not None:
        said = b"some" + settings
    keys = keyfile.raw(keyfile.key_file())
    return (
        _program_digest().encode(),
        theme.encode(),
        said,
        opened.space.revoked,
        *keys,
    )


@functools.cache
def _program_digest() -> str:
    """Changes with the program itself and with every library that shapes a page, so that either
    makes it anew.

    Taken once: what a process has loaded stays as it is, whatever is installed meanwhile.
    """
    digest = hashlib.blake2b(
        f"{__version__} {sys.version}".encode(),
        digest_size=16,
    )
    package = Path(__file__).parents[1]
    data = (f"{package}/measures.yml", f"{package}/privacy/words.txt")
    for path in (*sorted(_modules_below(package)), *data):
        digest.update(intake.bytes_of(path))
    for library in libraries.in_use():
        digest.update(library.encode())
    return digest.hexdigest()


def _modules_below(package: Path) -> Iterator[str]:
    """The files of the program, by words: of 500 files the path objects would cost as much as the
    reading.
    """
    for folder, _, names in os.walk(package):
        yield from (f"{folder}/{name}" for name in names if name.endswith(".py"))


def inputs_of(plan: PlanSource, shared_inputs: str, digests: Digests) -> str:
    """A digest of everything that this plan's page depends on."""
    return digests.of(shared_inputs.encode(), os.fsencode(plan.name), plan.data)


class _Glance:
    """A look at one plan after another: which pages are current, and which plans have to be read.

    All by source, in the order of the plans; `inputs` are those of plans that have to be read.
    """

    def __init__(
        self, opened: OpenWorkspace, digests: Digests, last_build: Manifest, shared_inputs: str
    ) -> None:
        self._opened = opened
        self._digests = digests
        self._last_build = last_build
        self._shared_inputs = shared_inputs
        self.names: dict[str, str] = {}
        self.current: dict[str, Made] = {}
        self.inputs: dict[str, str] = {}

    def stale(self, sources: Iterable[PlanSource]) -> Iterator[PlanSource]:
        """Those of these plans that have to be read."""
        site = self._opened.space.site
        for source in sources:
            id = self._digests.of_source(source.name)
            self.names[id] = source.name
            inputs = inputs_of(source, self._shared_inputs, self._digests)
            made = self._last_build.pages.get(id)
            if made is not None and self._is_current(made, inputs, site):
                self.current[id] = made
            else:
                self.inputs[id] = inputs
                yield source

    def _is_current(self, made: Made, inputs: str, site: Path) -> bool:
        """Whether a page stands as we left it, and would be made again from the same."""
        today = self._opened.today
        if made.inputs != inputs or made.is_over(today) or made.is_from_after(today):
            return False
        return stands_as_left(site, made)


def stands_as_left(site: Path, made: Made) -> bool:
    """Whether the file of a page is the one that we left there."""
    return made.stamp is not None and files.stamp(f"{site}/{made.path}") == made.stamp


def _is_framed(last_build: Manifest, shared_inputs: str, site: Path) -> bool:
    """Whether the files that belong to no plan stand as they would be made again."""
    if not last_build.frame:
        return False
    return all(
        known.inputs == shared_inputs and known.stamp == files.stamp(site / path)
        for path, known in last_build.frame.items()
    )


# ---- what has to be read


def _read(
    stale: Iterable[PlanSource],
    glance: _Glance,
    opened: OpenWorkspace,
    digests: Digests,
) -> ReadPlans:
    from generator.builder.reading import PlanReading, ReadPlans, read_on

    reading = PlanReading(opened.reading, digests)
    # The plans are looked at while they are read, so that their sources are known only then.
    read = list(each(read_on, reading, stale))
    return ReadPlans(reading.context, dict(zip(glance.inputs, read, strict=True)))


def _requests(glance: _Glance, plans: ReadPlans | None) -> dict[str, PageRequest]:
    """What each plan asks for, in the order of their names: on it hangs who is first."""
    requests = {id: request_as_made(glance.names[id], made) for id, made in glance.current.items()}
    if plans is not None:
        requests |= plans.requests()
    return {id: requests[id] for id in glance.names}


def new_pages_of(
    plans: ReadPlans | None, requests: Mapping[str, PageRequest], inputs: Mapping[str, str]
) -> dict[str, NewPage]:
    """Each page of the plans that were read; none of those whose place hangs on keys that are not
    at hand.
    """
    if plans is None:
        return {}
    pages = {}
    for id, read in plans.read.items():
        request, plan = requests[id], read.page
        if plan is not None and request.path is not None and request.address_key is not None:
            made = Made(
                request.path,
                inputs[id],
                request.uid,
                request.clients,
                request.address_key,
                plan.until,
                None,
                made_on=plans.context.today,
            )
            pages[id] = NewPage(plan, made)
    return pages
