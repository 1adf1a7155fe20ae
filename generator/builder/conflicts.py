"""Conflicts: requests for a page that cannot be met, since its path or its link is somebody else's.

In: the facts of a build, the requests whose uid is in order, and the last good pages that stay.
Out: a finding for each request that is refused.
Touches nothing but what the facts ask of the disk.

Existing pages win over new ones; among new ones, the first request wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generator.builder import copies
from generator.builder.facts import BuildFacts, Clients, PageRequest
from generator.builder.site_files import PATHS as SITE_FILES
from generator.errors import Finding, Place
from generator.privacy.paths import SEALED_FOLDER, is_sealed
from generator.workspace.manifest import Made

#: What a public page may be called, so that its address needs no escapes anywhere.
_PUBLIC_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
#: What no page of a plan may be called, since the site has something else of that name; in small
#: letters.
_RESERVED: Final = frozenset(
    {
        SEALED_FOLDER,
        *(name.lower() for name in SITE_FILES),
    }
)


def refused_requests(
    facts: BuildFacts, wanting: Mapping[str, PageRequest], last_good: Mapping[str, Made]
) -> dict[str, Finding]:
    """Of the requests for a page, those that cannot be met, by their source."""
    taken = {
        made.path.lower(): facts.requests[id].name
        for id, made in last_good.items()
        if id not in wanting
    }
    refused = {}
    earlier_clients = _clients_by_uid(facts)
    for id, request in sorted(
        wanting.items(),
        key=lambda item: _rank(facts, *item),
    ):
        if request.path is None:
            continue
        finding = (
            _misnamed(facts, id, request, request.path)
            or _same_page(request.name, request.path, taken)
            or _link_of_another(request, request.path, earlier_clients)
        )
        if finding:
            refused[id] = finding
        else:
            taken[request.path.lower()] = request.name
    return refused


def _rank(facts: BuildFacts, id: str, request: PageRequest) -> int:
    """0 for a request that the last build met, 1 for another request of a plan that it knew, 2 for
    a new plan's.
    """
    made = facts.last_build.get(id)
    if made is None:
        return 2
    if (made.path, made.uid) == (request.path, request.uid):
        return 0
    return 1


def _misnamed(
    facts: BuildFacts,
    id: str,
    request: PageRequest,
    path: str,
) -> Finding | None:
    """A finding where a public page cannot be called what its file is called."""
    if is_sealed(path):
        return None
    place = Place(request.name)
    if request.uid is None and copies.is_conflicted(request.name):
        sentence = "this looks like a second copy that a cloud folder made"
        hint = "bring its entries into the plan itself, then delete this copy; or give it a uid of its own"
        return Finding(place, sentence, "conflicted-copy", hint)
    public_name = path.removesuffix("/index.html")
    if not _PUBLIC_NAME.fullmatch(public_name):
        sentence = "this file's name cannot be part of a web address"
        hint = "rename the file with letters, digits and hyphens, such as plans/my-plan.yml"
        return Finding(place, sentence, "public-name", hint)
    first = public_name.partition("/")[0]
    if first.lower() in _RESERVED:
        sentence = f"the site has something else that is called {first}, so this page cannot be"
        hint = "rename the file, such as plans/my-plan.yml"
        return Finding(place, sentence, "public-name", hint)
    made = facts.last_build.get(id)
    is_new_here = made is None or made.path != path
    if is_new_here and facts.disk.is_foreign(path):
        sentence = f"site/{path} is there already and was not made by Handrail"
        return Finding(
            place,
            sentence,
            "foreign-file",
            "move that file away, or rename the plan",
        )
    return None


def _same_page(name: str, path: str, taken: Mapping[str, str]) -> Finding | None:
    """A finding where another plan has this path, or one that a disk may take for the same."""
    other = taken.get(path.lower())
    if other is None:
        return None
    sentence = f"{other} makes the same page, site/{path}"
    return Finding(
        Place(name),
        sentence,
        "same-page",
        "rename one of the two files",
    )


def _clients_by_uid(facts: BuildFacts) -> dict[str, set[str]]:
    """Who has a link, by the uid of its plan, as the last build knew them; nobody where the names
    behind links may be new.
    """
    clients: dict[str, set[str]] = {}
    if facts.clients is Clients.RENAMED:
        return clients
    for made in facts.last_build.values():
        if made.uid is not None and is_sealed(made.path):
            clients.setdefault(made.uid, set()).update(made.clients)
    return clients


def _link_of_another(
    request: PageRequest,
    path: str,
    earlier_clients: Mapping[str, set[str]],
) -> Finding | None:
    """A finding where the link of this plan is in the hands of somebody else."""
    if request.uid is None or not is_sealed(path) or not request.clients:
        return None
    earlier = earlier_clients.get(request.uid)
    if not earlier or earlier & {*request.clients}:
        return None
    sentence = "this link belongs to an earlier client: the uid is theirs, and the names are new"
    hint = (
        "for somebody new, delete the uid line and run `handrail check --fix`; for the same person "
        "under another name, run `handrail build --same-client`"
    )
    return Finding(Place(request.name), sentence, "link-of-another", hint)
