"""Same uid: which plan file a link belongs to, and what is said where several have one uid.

In: the facts of a build. Out: `UidOwners`, and a finding for each file that shares a uid.
Touches nothing but what the facts ask of the disk.

Of two files with one uid, that which the last build knew keeps the page; where it knew neither,
neither has it. A uid that one file withholds is withheld for every file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.builder import copies
from generator.builder.facts import BuildFacts, Missing, OnDisk, PageRequest, Wanted
from generator.errors import Finding
from generator.format.uids import uid_place
from generator.workspace.layout import printable
from generator.workspace.manifest import Made


@dataclass(frozen=True, slots=True)
class UidOwners:
    """The sources that have each uid, as far as anybody can tell, and the uids whose page a file
    withholds.
    """

    holders: Mapping[str, tuple[str, ...]]
    withheld: frozenset[str]
    last_build: Mapping[str, Made]

    def owner(self, uid: str) -> str | None:
        """The one source that has this uid, or of several the one that the last build knew."""
        holders = self.holders.get(uid, ())
        if len(holders) == 1:
            return holders[0]
        known = [id for id in holders if id in self.last_build and self.last_build[id].uid == uid]
        if len(known) == 1:
            return known[0]
        return None

    def allow(self, id: str, request: PageRequest) -> bool:
        """Whether no other file has the uid of this request, or has it rather than this one."""
        if request.uid is None:
            return True
        return request.uid not in self.withheld and self.owner(request.uid) == id


def uid_owners(facts: BuildFacts) -> UidOwners:
    """Who has which uid; also sources behind what nobody can look into now."""
    holders: dict[str, list[str]] = {}
    withheld = set()
    for id, request in facts.requests.items():
        uid = _uid_as_far_as_known(request, facts.last_build.get(id))
        if not uid:
            continue
        holders.setdefault(uid, []).append(id)
        if request.wanted is Wanted.NO_PAGE:
            withheld.add(uid)
    if facts.space.lost and facts.missing is Missing.STAY:
        for id, made in facts.last_build.items():
            if id not in facts.requests and made.uid:
                holders.setdefault(made.uid, []).append(id)
    by_uid = {uid: tuple(ids) for uid, ids in holders.items()}
    return UidOwners(by_uid, frozenset(withheld), facts.last_build)


def _uid_as_far_as_known(request: PageRequest, made: Made | None) -> str | None:
    """The uid that a file tells, or that its last page had where the file does not ask for another
    one.
    """
    if request.uid is not None or made is None or request.wanted is Wanted.PAGE:
        return request.uid
    return made.uid


def same_uid_findings(facts: BuildFacts, owners: UidOwners) -> list[Finding]:
    """One finding on each file in sight whose uid another one has too."""
    return [
        finding
        for uid, holders in owners.holders.items()
        if len(holders) > 1
        for finding in _findings_on(uid, facts, owners)
    ]


@dataclass(frozen=True, slots=True)
class _SameUid:
    """The names of the files in sight with one uid.

    `first` is the one that keeps the page, `withholding` are those that say they have none,
    `likely_copies` those that somebody or a cloud folder probably made of another.
    """

    names: tuple[str, ...]
    first: str | None
    withholding: tuple[str, ...]
    likely_copies: tuple[str, ...]


def _findings_on(uid: str, facts: BuildFacts, owners: UidOwners) -> list[Finding]:
    """What follows for each file in sight that has this uid."""
    same = _same_uid(uid, facts, owners)
    findings = []
    for name in same.names:
        place = uid_place(name, facts.disk.text_of(name))
        sentence, hint = _sentence(name, same), _hint(name, same.likely_copies)
        findings.append(Finding(place, sentence, "same-uid", hint))
    return findings


def _same_uid(uid: str, facts: BuildFacts, owners: UidOwners) -> _SameUid:
    requests = {id: facts.requests[id] for id in owners.holders[uid] if id in facts.requests}
    names = tuple(one.name for one in requests.values())
    withholding = [one.name for one in requests.values() if one.wanted is Wanted.NO_PAGE]
    owner = owners.owner(uid)
    first = None
    if owner in requests:
        first = requests[owner].name
    return _SameUid(
        names,
        first,
        tuple(withholding),
        _likely_copies(names, first, facts.disk),
    )


def _likely_copies(
    names: Sequence[str],
    first: str | None,
    disk: OnDisk,
) -> tuple[str, ...]:
    """All but the first, or where none was, but the one that is likeliest to be the original."""
    likeliest_first = copies.in_order(names, disk.saved_ns)
    original = first or next(iter(likeliest_first), None)
    return tuple(name for name in likeliest_first if name != original)


def _sentence(name: str, same: _SameUid) -> str:
    others = [printable(other) for other in same.names if other != name]
    if not others:
        return (
            "a plan that cannot be seen now has the same uid; until it can, this one gets no page"
        )
    shared = f"{_listed(others)} have the same uid"
    no_page = "none of them gets a page"
    if len(others) == 1:
        shared = f"{others[0]} has the same uid"
        no_page = "neither gets a page"
    if same.withholding:
        return _sentence_of_withheld(
            name,
            others,
            shared,
            no_page,
            same.withholding,
        )
    if not same.first:
        return f"{shared}; a link belongs to one plan, so {no_page}"
    if same.first == name:
        return f"{shared}; this plan was here first and keeps the page"
    return f"{printable(same.first)} has the same uid and was here first; this plan gets no page"


def _sentence_of_withheld(
    name: str, others: list[str], shared: str, no_page: str, withholding: Sequence[str]
) -> str:
    names = [printable(one) for one in withholding]
    if printable(name) in names:
        return f"{shared}; this plan says that its page does not stand, so {no_page}"
    if others == names and len(others) == 1:
        return f"{shared} and says that its page does not stand, so {no_page}"
    return f"{shared}; {_listed(names)} says that its page does not stand, so {no_page}"


def _hint(name: str, likely_copies: Sequence[str]) -> str:
    """What to do about files with one uid: said on the copy itself, and on the one that was there
    first.
    """
    if not likely_copies:
        return (
            "bring back what cannot be seen; if you only renamed the file, run "
            "`handrail build --remove-missing`"
        )
    looks = "this looks like the copy"
    if name not in likely_copies:
        looks = f"{_listed(map(printable, likely_copies))} looks like the copy"
    commands = _listed(
        f"`handrail check --fix {copies.typed(printable(copy))}`" for copy in likely_copies
    )
    each = "each"
    if len(likely_copies) == 1:
        each = "it"
    return (
        f"{looks}: take what is new in it over and delete it, or run {commands}, which gives {each} "
        "a uid of its own"
    )


def _listed(names: Iterable[str]) -> str:
    *before, last = names
    if not before:
        return last
    return f"{', '.join(before)} and {last}"
