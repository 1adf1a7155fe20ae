"""Claims: which plan may have which page, which pages stay as they are, and which go.

In: what each plan file says of its page, the pages that the last build made, and the site's folder. Out: a `Settled`,
which a build carries out and of which a check tells the findings.
Reads the site's folder, to leave alone what somebody else put there.

Terms
    uid         a link belongs to one plan: of two files with one uid, that which the last build knew keeps the page;
                where it knew neither, neither has it. A uid that one file withholds is withheld for every file.
    out of sight
                pages whose plans have all vanished at once, or may lie where nobody can look now. They stay, since loss
                of sight is no order; only somebody's plain word takes them away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from pathlib import PurePosixPath
from typing import Final

from generator.builder import copies as twins
from generator.builder.site_files import PATHS as NEUTRAL_PATHS
from generator.errors import Finding, Place
from generator.format.uids import uid_place
from generator.privacy.paths import SEALED_FOLDER, dead_paths, is_page, is_sealed, sealed_path
from generator.text.encoding import text_at_any_rate
from generator.workspace import files
from generator.workspace.layout import PLANS, PlanSource, Workspace, printable
from generator.workspace.manifest import Made

#: What a public page may be called, so that its address needs no escapes anywhere.
_PUBLIC_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
#: The door of a page that anyone may open.
PUBLIC_DOOR: Final = "public"
#: What no page of a plan may be called, since the site has something else of that name; in small letters.
_RESERVED: Final = frozenset({SEALED_FOLDER, *(name.lower() for name in NEUTRAL_PATHS)})


class Clients(Enum):
    """Whether names behind a link are those of the last build, or the same people under other names."""

    AS_KNOWN = "as-known"
    RENAMED = "renamed"


class Missing(Enum):
    """What becomes of pages whose plans are out of sight."""

    STAY = "stay"
    GO = "go"


class Wish(Enum):
    """What a plan file says of its page.

    `LAST` is a file with findings, or one that cannot be read now: its last good page stays.
    """

    PAGE = "page"
    NOTHING = "nothing"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one plan file says: its name, its wish, and uid and clients as digests, as far as it tells.

    `path` is where its page would stand, `address_key` how it would be reached; None where nobody can say now.
    """

    name: str
    wish: Wish
    uid: str | None = None
    clients: tuple[str, ...] = ()
    path: str | None = None
    address_key: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Who has which page.

    `pages` are the sources that have the page they ask for, `staying` the pages that stay as they are by their source,
    `missing` the paths of those, and of others, that stay because sight was lost, `going` the paths that are to go.
    `waiting` are public pages that no record tells of, by path, with the plan that has findings and may have made them.
    """

    pages: frozenset[str]
    staying: Mapping[str, Made]
    missing: frozenset[str]
    waiting: Mapping[str, str]
    going: frozenset[str]
    is_blind: bool
    findings: tuple[Finding, ...]


def settled(
    space: Workspace,
    claims: Mapping[str, Claim],
    old: Mapping[str, Made],
    today: date,
    *,
    former: Callable[[], frozenset[str]],
    clients: Clients = Clients.AS_KNOWN,
    missing: Missing = Missing.STAY,
) -> Settled:
    """What becomes of every page: `claims` and the pages that the last build made are by source.

    `former` is asked where the pages of withheld plans may have stood, and only where no record tells it.
    """
    return _Settling(space, claims, old, today=today, clients=clients, missing=missing).settled(
        former
    )


class _Settling:
    """All that is known of every page, and what follows from it."""

    def __init__(
        self,
        space: Workspace,
        claims: Mapping[str, Claim],
        old: Mapping[str, Made],
        *,
        today: date,
        clients: Clients,
        missing: Missing,
    ) -> None:
        self._space = space
        self._claims = claims
        self._old = old
        self._today = today
        self._clients = clients
        self._missing = missing
        self._dead = dead_paths(space.revoked)
        self._holders = self._held()
        self._withheld = frozenset(
            uid
            for uid, ids in self._holders.items()
            if any(self._wish(id) is Wish.NOTHING for id in ids)
        )

    def _held(self) -> dict[str, list[str]]:
        """The sources that have each uid, as far as anybody can tell; also those behind what nobody can look into."""
        holders: dict[str, list[str]] = {}
        for id, claim in self._claims.items():
            made = self._old.get(id)
            uid = claim.uid or (made.uid if made and claim.wish is not Wish.PAGE else None)
            if uid:
                holders.setdefault(uid, []).append(id)
        if self._space.lost and self._missing is Missing.STAY:
            for id, made in self._old.items():
                if id not in self._claims and made.uid:
                    holders.setdefault(made.uid, []).append(id)
        return holders

    def _wish(self, id: str) -> Wish:
        return self._claims[id].wish if id in self._claims else Wish.LAST

    def _owner(self, uid: str) -> str | None:
        """The one source that has this uid, or of several the one that the last build knew."""
        ids = self._holders.get(uid, [])
        known = [id for id in ids if id in self._old and self._old[id].uid == uid]
        candidates = ids if len(ids) == 1 else known
        return candidates[0] if len(candidates) == 1 else None

    def settled(self, former: Callable[[], frozenset[str]]) -> Settled:
        findings = [
            found for uid, ids in self._holders.items() if len(ids) > 1 for found in self._same(uid)
        ]
        wishing = {
            id: claim
            for id, claim in self._claims.items()
            if claim.wish is Wish.PAGE and self._may(id, claim)
        }
        last = {id: made for id, made in self._old.items() if self._stays(id, made, wishing)}
        refused = self._refusals(wishing, last)
        pages = frozenset(id for id, claim in wishing.items() if id not in refused and claim.path)
        paths = {path for id in pages if (path := wishing[id].path)}
        staying = {
            id: made for id, made in last.items() if id not in pages and made.path not in paths
        }
        waiting = self._waiting(refused)
        taken = paths | {made.path for made in staying.values()} | waiting.keys()
        unlisted = self._unlisted() - taken
        lost = self._lost(taken) if self._missing is Missing.STAY else {}
        stray = self._stray(unlisted, former) if self._missing is Missing.STAY else frozenset[str]()
        out_of_sight = frozenset(made.path for made in lost.values()) | stray
        findings += refused.values()
        if out_of_sight:
            findings.append(_out_of_sight(len(out_of_sight)))
        going = ({made.path for made in self._old.values()} | unlisted) - taken - out_of_sight
        is_dark = bool(out_of_sight or self._space.lost or not self._claims)
        is_blind = is_dark and self._missing is Missing.STAY
        return Settled(
            pages,
            staying | lost,
            out_of_sight,
            waiting,
            frozenset(going),
            is_blind,
            tuple(findings),
        )

    # ---- who may have a page

    def _may(self, id: str, claim: Claim) -> bool:
        return claim.uid is None or (
            claim.uid not in self._withheld and self._owner(claim.uid) == id
        )

    def _stays(self, id: str, made: Made, wishing: Mapping[str, Claim]) -> bool:
        """Whether the last good page of a plan may stay where no new one comes."""
        claim = self._claims.get(id)
        if (
            claim is None
            or claim.wish is Wish.NOTHING
            or (claim.wish is Wish.PAGE and id not in wishing)
        ):
            return False
        if claim.address_key not in (None, made.address_key) or not self._is_allowed(made):
            return False
        if made.uid is None:
            return True
        return claim.uid in (None, made.uid) and self._owner(made.uid) == id

    def _is_allowed(self, made: Made) -> bool:
        """Whether nothing that anybody said forbids this page."""
        is_over = made.until is not None and self._today > made.until
        return not is_over and made.path not in self._dead and made.uid not in self._withheld

    def _refusals(
        self, wishing: Mapping[str, Claim], last: Mapping[str, Made]
    ) -> dict[str, Finding]:
        """Of claims to pages whose uid is in order, those that cannot be met for another reason."""
        unwell = {id: made for id, made in last.items() if id not in wishing}
        paths = {made.path.lower(): self._claims[id].name for id, made in unwell.items()}
        refused = {}
        for id, claim in sorted(wishing.items(), key=lambda item: self._rank(*item)):
            if claim.path is None:
                continue
            finding = (
                self._misnamed(id, claim.path)
                or _taken(claim.name, claim.path, paths)
                or self._inherited(claim)
            )
            if finding:
                refused[id] = finding
            else:
                paths[claim.path.lower()] = claim.name
        return refused

    def _rank(self, id: str, claim: Claim) -> int:
        """0 for a claim that the last build met, 1 for another claim of a plan that it knew, 2 for a new plan's."""
        made = self._old.get(id)
        if made is None:
            return 2
        return 0 if (made.path, made.uid) == (claim.path, claim.uid) else 1

    def _misnamed(self, id: str, path: str) -> Finding | None:
        if is_sealed(path):
            return None
        name, made = self._claims[id].name, self._old.get(id)
        public_name = path.removesuffix("/index.html")
        if self._claims[id].uid is None and twins.is_conflicted(name):
            sentence = "this looks like a second copy that a cloud folder made"
            hint = "bring its entries into the plan itself, then delete this copy; or give it a uid of its own"
            return Finding(Place(name), sentence, "conflicted-copy", hint)
        if not _PUBLIC_NAME.fullmatch(public_name):
            hint = "rename the file with letters, digits and hyphens, such as plans/my-plan.yml"
            return Finding(
                Place(name), "this file's name cannot be part of a web address", "public-name", hint
            )
        first = PurePosixPath(public_name).parts[0]
        if first.lower() in _RESERVED:
            sentence = f"the site has something else that is called {first}, so this page cannot be"
            return Finding(
                Place(name), sentence, "public-name", "rename the file, such as plans/my-plan.yml"
            )
        if (made is None or made.path != path) and files.is_foreign(self._space.site / path):
            sentence = f"site/{path} is there already and was not made by Handrail"
            return Finding(
                Place(name), sentence, "foreign-file", "move that file away, or rename the plan"
            )
        return None

    def _inherited(self, claim: Claim) -> Finding | None:
        """A finding where the link of this plan is in the hands of somebody else, as the last build knew them."""
        if (
            self._clients is Clients.RENAMED
            or claim.path is None
            or not is_sealed(claim.path)
            or not claim.clients
        ):
            return None
        earlier = {
            one
            for made in self._old.values()
            if _is_link_of(made, claim.uid)
            for one in made.clients
        }
        if not earlier or earlier & {*claim.clients}:
            return None
        sentence = (
            "this link belongs to an earlier client: the uid is theirs, and the names are new"
        )
        hint = "for somebody new, delete the uid line and run `handrail check --fix`; for the same person under "
        hint += "another name, run `handrail build --same-client`"
        return Finding(Place(claim.name), sentence, "link-of-another", hint)

    # ---- files with one uid

    def _same(self, uid: str) -> list[Finding]:
        """One finding on each file in sight that has this uid: what follows, and which is likelier the copy."""
        ids = [id for id in self._holders[uid] if id in self._claims]
        names = {id: self._claims[id].name for id in ids}
        owner = self._owner(uid)
        first = names.get(owner or "")
        order = twins.in_order(tuple(names.values()), self._saved)
        data = {plan.name: plan.data for plan in self._space.plans}
        copies = [name for name in order if name != (first or order[0])]
        return [
            Finding(
                uid_place(name, text_at_any_rate(data.get(name, b""))),
                self._same_sentence(uid, id, names, first),
                "same-uid",
                _way_out(name, copies),
            )
            for id, name in names.items()
        ]

    def _saved(self, name: str) -> int:
        """When a file was last saved, in nanoseconds."""
        try:
            return (self._space.root / name).stat().st_mtime_ns
        except OSError:
            return 0

    def _same_sentence(self, uid: str, id: str, names: Mapping[str, str], first: str | None) -> str:
        others = [printable(name) for other, name in names.items() if other != id]
        if not others:
            return "a plan that cannot be seen now has the same uid; until it can, this one gets no page"
        has = f"{_listed(others)} {'has' if len(others) == 1 else 'have'} the same uid"
        none = "neither gets a page" if len(names) == 2 else "none of them gets a page"
        withholding = [
            printable(names[one]) for one in names if self._claims[one].wish is Wish.NOTHING
        ]
        if uid in self._withheld:
            if printable(names[id]) in withholding:
                return f"{has}; this plan says that its page does not stand, so {none}"
            if others == withholding and len(others) == 1:
                return f"{has} and says that its page does not stand, so {none}"
            return f"{has}; {_listed(withholding)} says that its page does not stand, so {none}"
        if not first:
            return f"{has}; a link belongs to one plan, so {none}"
        if first == names[id]:
            return f"{has}; this plan was here first and keeps the page"
        return f"{printable(first)} has the same uid and was here first; this plan gets no page"

    # ---- what no plan in sight claims

    def _lost(self, taken: set[str]) -> dict[str, Made]:
        """Pages that stay since their plans went out of sight, and nobody can have meant it or said that they go."""
        gone = {id: made for id, made in self._old.items() if self._is_out_of_sight(id, made)}
        is_lost = self._space.lost or not self._claims or len(gone) == len(self._old) > 1
        # Once one of them is in sight again, so is the place, and what is missing there has been deleted.
        is_back = any(made.is_lost and id not in gone for id, made in self._old.items())
        return {
            id: replace(made, is_lost=True)
            for id, made in gone.items()
            if (is_lost or (made.is_lost and not is_back))
            and made.path not in taken
            and self._is_allowed(made)
        }

    def _is_out_of_sight(self, id: str, made: Made) -> bool:
        """Whether a plan that had a page is not there, under no other name either."""
        if id in self._claims:
            return False
        in_sight = any(one in self._claims for one in self._holders.get(made.uid or "", ()))
        return not in_sight or self._owner(made.uid or "") == id

    def _unlisted(self) -> frozenset[str]:
        """Pages of ours that the last build does not tell of: every sealed one, and public ones that carry our mark."""
        listed = {made.path for made in self._old.values()}
        sealed = {sealed_path(name) for name in files.names(self._space.site / SEALED_FOLDER)}
        found = {path for path in sealed if is_sealed(path)}
        if self._old:
            new = (claim for id, claim in self._claims.items() if id not in self._old)
            paths = {_public_path(claim) for claim in new if not _may_be_public(claim)}
            found |= {path for path in paths - listed if files.is_ours(self._space.site / path)}
        else:
            found |= {path for path in files.marked(self._space.site) if is_page(path)}
        return frozenset(found - listed)

    def _waiting(self, refused: Collection[str]) -> dict[str, str]:
        """Without any record: our pages at the public paths of plans that cannot be made now and may have them."""
        if self._old:
            return {}
        waiting = (
            claim
            for id, claim in self._claims.items()
            if (claim.path is None or id in refused)
            and _may_be_public(claim)
            and self._may(id, claim)
        )
        paths = {_public_path(claim): claim.name for claim in waiting}
        return {
            path: name for path, name in paths.items() if files.is_ours(self._space.site / path)
        }

    def _stray(
        self, unlisted: frozenset[str], former: Callable[[], frozenset[str]]
    ) -> frozenset[str]:
        """Of the unlisted pages, those that stay since nobody can say whose they are.

        That is so without any record of the last build, and with plans out of sight or too broken to tell their link.
        """
        if self._old or not unlisted:
            return frozenset()
        if self._space.lost or not self._claims:
            doubtful = unlisted
        elif any(
            claim.wish is not Wish.NOTHING and claim.path is None for claim in self._claims.values()
        ):
            doubtful = frozenset(path for path in unlisted if is_sealed(path))
        else:
            return frozenset()
        named = {_public_path(claim) for claim in self._claims.values()}
        return doubtful - self._dead - named - former()


def _public_path(claim: Claim) -> str:
    return PlanSource(claim.name, b"").public_path


def _may_be_public(claim: Claim) -> bool:
    """Whether a page of this plan may stand at its public path."""
    return claim.wish is not Wish.NOTHING and claim.address_key in (None, PUBLIC_DOOR)


def _is_link_of(made: Made, uid: str | None) -> bool:
    return made.uid is not None and made.uid == uid and is_sealed(made.path)


def _taken(name: str, path: str, paths: Mapping[str, str]) -> Finding | None:
    if path.lower() in paths:
        sentence = f"{paths[path.lower()]} makes the same page, site/{path}"
        return Finding(Place(name), sentence, "same-page", "rename one of the two files")
    return None


def _way_out(name: str, copies: Sequence[str]) -> str:
    """What to do about files with one uid: said on the copy itself, and on the one that was there first."""
    if not copies:
        return "bring back what cannot be seen; if you only renamed the file, run `handrail build --remove-missing`"
    looks = (
        "this looks like the copy"
        if name in copies
        else f"{_listed(map(printable, copies))} looks like the copy"
    )
    commands = _listed(f"`handrail check --fix {twins.typed(printable(copy))}`" for copy in copies)
    one = "it" if len(copies) == 1 else "each"
    return f"{looks}: take what is new in it over and delete it, or run {commands}, which gives {one} a uid of its own"


def _out_of_sight(count: int) -> Finding:
    pages = (
        "1 page stays in site/ though no plan in sight claims it"
        if count == 1
        else (f"{count} pages stay in site/ though no plan in sight claims them")
    )
    hint = "bring the plans back (a drive, a cloud folder, a link), or mend what else is told; if the pages are to go, "
    hint += "run `handrail build --remove-missing`"
    return Finding(Place(PLANS), pages, "plans-missing", hint)


def _listed(names: Iterable[str]) -> str:
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
