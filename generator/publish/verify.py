"""Verify: whether a folder or a host holds what was built, byte by byte.

In: a workspace folder, and a folder or the address of a site. Out: a `Compared` for each file that
Handrail wrote.
Reads `site/` and the copy; writes nothing. What it returns names plans by their files and holds no
word of any.

A page whose sealed part is the same while its frame is not has been changed on the way: the frame
holds the script that sees the link. A host that leads elsewhere is told though every byte be right:
a browser takes the link along. Whatever a host sends, however much and however slowly, comes to an
end.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol

from generator.builder import site_files
from generator.builder.articles import sealed_part
from generator.builder.context import OnProgress, OpenWorkspace
from generator.errors import WorkspaceError
from generator.privacy.paths import dead_paths, is_sealed, sealed_path
from generator.publish.host import Host, LeadsAway, TurnedAway, Unreachable
from generator.publish.shared import sharing_if_known
from generator.workspace import manifest
from generator.workspace.layout import Workspace

_PAGE: Final = re.compile(rb'id="sealed"|<article\b')
_REFRESH: Final = re.compile(
    rb"<meta[^>]*http-equiv\s*=\s*[\"']?refresh",
    re.IGNORECASE,
)
#: What Cloudflare puts where a mail address stood, and what its Rocket Loader does to scripts.
_MAIL: Final = re.compile(rb"/cdn-cgi/l/email-protection|data-cfemail|__cf_email__")
_SCRIPTS: Final = re.compile(
    rb"rocket-loader|data-cf-settings|type=[\"'][0-9a-f]{8,}-(?:text|application|module)"
)
#: So many errors of a host in a row are no chance.
_PATIENCE: Final = 3


class State(StrEnum):
    """How a copy compares with what was built."""

    SAME = "same"
    CHANGED = "changed"
    FRAME_CHANGED = "frame changed"
    MAIL_HIDDEN = "mail addresses hidden"
    SCRIPTS_MOVED = "scripts moved"
    LEADS_AWAY = "leads away"
    MISSING = "missing"
    STILL_THERE = "still there"
    TURNED_AWAY = "turned away"
    OUT_OF_REACH = "out of reach"


@dataclass(frozen=True, slots=True)
class Compared:
    """One file, by its path below `site/`, and its plan where one is known. `why` is what the host
    had to say.
    """

    path: str
    state: State
    plan: str | None = None
    why: str = ""


class Copy(Protocol):
    """Where the files were put."""

    def read(self, path: str) -> bytes | None:
        """The bytes at this path, None where nothing is.

        Raises OSError where that cannot be told.
        """
        ...

    def pages(self) -> frozenset[str]:
        """The paths of pages of ours that can be found without being told; a host shows none."""
        ...


def verify(
    opened: OpenWorkspace,
    copy: Copy,
    on_progress: OnProgress,
) -> tuple[Compared, ...]:
    """How each file of the last build compares, in the order of the paths, and which dead pages are
    still there.

    Raises WorkspaceError where nothing has been built, or the disk refuses.
    """
    space = opened.space
    digests = manifest.passing_digests(space.scratch)
    known = manifest.load_manifest(space.scratch, digests)
    if not known.pages and not known.frame:
        raise WorkspaceError("nothing has been built here yet; run `handrail build` first")
    sources = {digests.of_source(plan.name): plan.name for plan in space.plans}
    plans = {made.path: sources[id] for id, made in known.pages.items() if id in sources}
    # Hosts do not serve files that begin with a sign of their own; what they do with them is their
    # business.
    frame = [path for path in known.frame if path not in (".nojekyll", "_headers")]
    built = sorted({*frame, *(made.path for made in known.pages.values())})
    dead = sorted({*dead_paths(space.revoked), *copy.pages()} - {*built})
    return tuple(_Comparison(space, copy, plans).all(built, dead, on_progress))


def named(
    opened: OpenWorkspace,
    found: tuple[Compared, ...],
) -> tuple[Compared, ...]:
    """The same, and the plans of dead pages named as well, where the keys are at hand."""
    if all(one.plan or not is_sealed(one.path) for one in found):
        return found
    sharing = sharing_if_known(opened)
    if sharing is None:
        return found
    plans = {path: address.source.name for path, address in sharing.addresses.items()}
    return tuple(replace(one, plan=one.plan or plans.get(one.path)) for one in found)


class _Comparison:
    """One look at a copy, file by file; a host that is gone is not asked again and again."""

    def __init__(
        self,
        space: Workspace,
        copy: Copy,
        plans: Mapping[str, str],
    ) -> None:
        self._site, self._copy, self._plans = space.site, copy, plans
        self._gone = ""
        self._errors = 0
        self._nothing: set[bytes] = set()
        self._refuses_nothing = False

    def all(
        self,
        built: list[str],
        dead: list[str],
        on_progress: OnProgress,
    ) -> list[Compared]:
        if isinstance(self._copy, Host):
            self._learn()
        files = len(built) + len(dead)
        found = []
        for done, path in enumerate(built, 1):
            found.append(self._built(path))
            on_progress(done, files)
        for done, path in enumerate(dead, len(built) + 1):
            still_there = self._dead(path)
            if still_there:
                found.append(still_there)
            on_progress(done, files)
        return found

    def _learn(self) -> None:
        """What the host sends where nothing can be: many answer as if something were there."""
        for name in site_files.PATHS:
            ours = self._ours(name)
            if ours is not None:
                self._nothing.add(ours)
        try:
            there = self._copy.read(sealed_path(secrets.token_hex(16)))
        except TurnedAway:
            self._refuses_nothing = True
        except Unreachable as error:
            self._gone = str(error)
        except OSError:
            return
        else:
            if there is not None:
                self._nothing.add(there)

    def _built(self, path: str) -> Compared:
        plan = self._plans.get(path)
        ours = self._ours(path)
        if ours is None:
            raise WorkspaceError(f"cannot read site/{path}; run `handrail build` first")
        try:
            there = self._read(path)
        except OSError as error:
            return Compared(
                path,
                _state_of(error),
                plan,
                error.strerror or str(error),
            )
        return Compared(path, self._state(path, there, ours), plan)

    def _state(self, path: str, there: bytes | None, ours: bytes) -> State:
        """How the bytes at a path compare; a page is missing where a host sends what it has for
        nothing.
        """
        if there == ours:
            return State.SAME
        if there is None or (self._plans.get(path) and there in self._nothing):
            return State.MISSING
        return _difference(path, there, ours)

    def _dead(self, path: str) -> Compared | None:
        """A page that should not be there any more; None where it is not."""
        try:
            there = self._read(path)
        except LeadsAway:
            return None
        except OSError as error:
            if self._refuses_nothing and isinstance(error, TurnedAway):
                return None
            return Compared(
                path,
                _state_of(error),
                why=error.strerror or str(error),
            )
        if there is None or there in self._nothing or not _PAGE.search(there):
            return None
        return Compared(path, State.STILL_THERE)

    def _read(self, path: str) -> bytes | None:
        if self._gone:
            raise Unreachable(self._gone)
        try:
            there = self._copy.read(path)
        except Unreachable as error:
            self._gone = str(error)
            raise
        except (LeadsAway, TurnedAway):
            raise
        except OSError as error:
            self._errors += 1
            if self._errors >= _PATIENCE and isinstance(self._copy, Host):
                self._gone = str(error)
            raise
        self._errors = 0
        return there

    def _ours(self, path: str) -> bytes | None:
        try:
            return (self._site / path).read_bytes()
        except OSError:
            return None


def _state_of(error: OSError) -> State:
    match error:
        case LeadsAway():
            return State.LEADS_AWAY
        case TurnedAway():
            return State.TURNED_AWAY
        case _:
            return State.OUT_OF_REACH


def _difference(path: str, there: bytes, ours: bytes) -> State:
    for pattern, state in (
        (_REFRESH, State.LEADS_AWAY),
        (_SCRIPTS, State.SCRIPTS_MOVED),
        (_MAIL, State.MAIL_HIDDEN),
    ):
        if pattern.search(there) and not pattern.search(ours):
            return state
    if is_sealed(path) and sealed_part(there) == sealed_part(ours):
        return State.FRAME_CHANGED
    return State.CHANGED
