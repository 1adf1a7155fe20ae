"""Claims: which plan may have which page, where two ask for the same path or hold the same uid.

In: what each plan asks for, which pages stand, and the site's folder. Out: the plans that are refused, with why.
Reads the site's folder, to leave alone what somebody else put there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Final

from generator.errors import Finding, Place
from generator.manifest import Made
from generator.write import is_foreign

#: Folder below `site/` that belongs to sealed pages; no public page may take its name.
SEALED_FOLDER: Final = "p"
_SEALED_PATH: Final = re.compile(SEALED_FOLDER + "/[0-9a-f]{32}/index[.]html")
#: What a public page may be called, so that its address needs no escapes anywhere.
_PUBLIC_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


class Clients(Enum):
    """Whether names behind a link are those of the last build, or the same people under other names."""

    AS_KNOWN = "as-known"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a plan asks for: its file's name, its page's path below `site/`, its uid and its clients as digests."""

    name: str
    path: str
    uid: str | None
    clients: tuple[str, ...]


def refusals(
    claims: Mapping[str, Claim],
    standing: Mapping[str, str],
    old: Mapping[str, Made],
    site: Path,
    known_as: Clients = Clients.AS_KNOWN,
) -> dict[str, Finding]:
    """The claims that cannot be met, by source, each with its finding.

    `standing` names the plans, by source, whose page in `old` stays as it is. A page that stands goes before one
    that is new, so that a copy never takes the place of its original; else the first in `claims` has it.
    """
    paths = {old[id].path.lower(): name for id, name in standing.items()}
    uids = {uid: name for id, name in standing.items() if (uid := old[id].uid) is not None}
    clients: dict[str, tuple[str, ...]] = {}
    if known_as is Clients.AS_KNOWN:
        clients = {made.uid: made.clients for made in old.values() if made.uid is not None and is_sealed(made.path)}
    refused = {}
    for id, claim in sorted(claims.items(), key=lambda item: _rank(item[1], old.get(item[0]))):
        finding = _misnamed(claim, old.get(id), site) or _taken(claim, paths, uids) or _inherited(claim, clients)
        if finding:
            refused[id] = finding
            continue
        paths[claim.path.lower()] = claim.name
        if claim.uid:
            uids[claim.uid] = claim.name
    return refused


def is_sealed(path: str) -> bool:
    """Whether this is the path of a sealed page, below `site/`."""
    return _SEALED_PATH.fullmatch(path) is not None


def sealed_path(token: str) -> str:
    """Where the sealed page with this token stands, below `site/`."""
    return f"{SEALED_FOLDER}/{token}/index.html"


def is_page(path: str) -> bool:
    """Whether this is the path of a plan's page, sealed or public, below `site/`; neutral files have others."""
    return is_sealed(path) or (path.endswith("/index.html") and not path.startswith(f"{SEALED_FOLDER}/"))


def _rank(claim: Claim, made: Made | None) -> int:
    """0 for a claim that the last build met, 1 for another claim of a plan that it knew, 2 for a new plan's."""
    if made is None:
        return 2
    return 0 if (made.path, made.uid) == (claim.path, claim.uid) else 1


def _misnamed(claim: Claim, made: Made | None, site: Path) -> Finding | None:
    if is_sealed(claim.path):
        return None
    public_name = claim.path.removesuffix("/index.html")
    if not _PUBLIC_NAME.fullmatch(public_name) or PurePosixPath(public_name).parts[0] == SEALED_FOLDER:
        hint = "rename the file with letters, digits and hyphens, such as plans/my-plan.yml; not plans/p.yml"
        return Finding(Place(claim.name), "this file's name cannot be part of a web address", "public-name", hint)
    if (made is None or made.path != claim.path) and is_foreign(site / claim.path):
        sentence = f"site/{claim.path} is there already and was not made by Handrail"
        return Finding(Place(claim.name), sentence, "foreign-file", "move that file away, or rename the plan")
    return None


def _inherited(claim: Claim, clients: Mapping[str, tuple[str, ...]]) -> Finding | None:
    """A finding where the link of this plan is in the hands of somebody else, as the last build knew them."""
    earlier = clients.get(claim.uid or "", ())
    if is_sealed(claim.path) and earlier and claim.clients and not {*earlier} & {*claim.clients}:
        sentence = "this link belongs to an earlier client: the uid is theirs, and the names are new"
        hint = "for somebody new, delete the uid line and run `handrail check --fix`; for the same person under "
        hint += "another name, run `handrail build --same-client`"
        return Finding(Place(claim.name), sentence, "link-of-another", hint)
    return None


def _taken(claim: Claim, paths: Mapping[str, str], uids: Mapping[str, str]) -> Finding | None:
    if claim.uid and claim.uid in uids:
        sentence = f"{uids[claim.uid]} has the same uid; each plan needs one of its own"
        return Finding(Place(claim.name), sentence, "same-uid", "give the newer plan a fresh uid: 32 random hex digits")
    if claim.path.lower() in paths:
        sentence = f"{paths[claim.path.lower()]} makes the same page, site/{claim.path}"
        return Finding(Place(claim.name), sentence, "same-page", "rename one of the two files")
    return None
