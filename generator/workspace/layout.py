"""Workspace: the folder that holds settings, plans, site and scratch space, as it lies on disk.

In: a folder. Out: the bytes of the settings and of every plan, in the order of their names, with
what is amiss, and the places that nobody can look into now.
Reads the disk, nothing else. Editors' droppings are passed over; anything else in `plans/` that is
no plan is found.

What cannot be seen is not gone: a link to nowhere, a locked folder, a drive that is away and the
stub of a cloud folder each have their finding. Links to folders are followed once.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.errors import Finding, Level, Place, WorkspaceError
from generator.workspace import intake, theme

if TYPE_CHECKING:
    from generator.text.phrases import Lists

SETTINGS_NAME: Final = "handrail.yml"
REVOKED_NAME: Final = "handrail.revoked"
SCHEMA_NAME: Final = "plan.schema.json"
SETTINGS_SCHEMA_NAME: Final = "settings.schema.json"
PLANS: Final = "plans"
TEMPLATES: Final = "templates"
SITE: Final = "site"
SCRATCH: Final = ".handrail"

#: Longest that two saves of a file can be apart and have the same time: two seconds on a memory
#: stick.
_TICK_NS: Final = 2_000_000_000

PLAN_ENDINGS: Final = frozenset({".yml", ".yaml"})

#: What editors and file systems leave beside a file while it is being saved.
_DROPPING: Final = re.compile(
    r"\.|.*~$|#.*#$|4913$|.*\.(swp|swx|swo|tmp|bak|part|crdownload)$|___jb_|Thumbs\.db$|desktop\.ini$"
)
#: What a cloud folder leaves in place of a file that is not on this computer: `.sam.yml.icloud`,
#: `sam.yml.nextcloud`.
_STUB: Final = re.compile(
    r"\.(?P<hidden>.+)\.icloud$|(?P<plain>.+)\.(?:\w*cloudf?|rsls|onedrive|dropbox|gdrive|placeholder|dataless|offline)$",
    re.IGNORECASE,
)
#: Signs of a name that would move or colour what stands around them in a terminal.
_UNSHOWABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
#: The finding of a plan with such a name: it is there, and cannot be told of.
_UNSHOWN: Final = "public-name"


@dataclass(frozen=True, slots=True)
class PlanSource:
    """One plan file: its name relative to the workspace, with forward slashes, and its bytes."""

    name: str
    data: bytes

    @property
    def public_path(self) -> str:
        """Where its page stands below `site/` when the plan is public."""
        return self.name.removeprefix(f"{PLANS}/").rpartition(".")[0] + "/index.html"


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a build starts from; `settings` is None without `handrail.yml`, `revoked` is empty
    without its file.

    `unreadable` names the plans that are there and cannot be read now, `languages` what pages can
    be written in. `risk_lists` are the words that ask a person to look, in those languages. `lost`
    names the places where plans may lie that nobody can look into now, `plans` itself among them.
    `blocked` says why settings or revoked links cannot be read; as long as it does, no page can be
    made.
    """

    root: Path
    settings: bytes | None
    revoked: bytes
    plans: tuple[PlanSource, ...]
    unreadable: tuple[str, ...]
    findings: tuple[Finding, ...]
    languages: frozenset[str]
    lost: tuple[str, ...] = ()
    blocked: tuple[Finding, ...] = ()
    risk_lists: Lists = field(default=(), repr=False)

    @property
    def site(self) -> Path:
        return self.root / SITE

    @property
    def scratch(self) -> Path:
        return self.root / SCRATCH


@dataclass(frozen=True, slots=True)
class Outside:
    """What a workspace has of elsewhere: the links in it, and where those to folders end, with all
    links resolved.
    """

    links: frozenset[str]
    folders: frozenset[str]


def find_root(start: Path) -> Path:
    """The workspace that `start` lies in: the nearest folder upwards with settings or plans, if
    only as links.

    Raises WorkspaceError when there is none.
    """
    for folder in (start, *start.parents):
        settings, plans = folder / SETTINGS_NAME, folder / PLANS
        if settings.is_file() or settings.is_symlink() or plans.is_dir() or plans.is_symlink():
            return folder
    raise WorkspaceError(f"no {SETTINGS_NAME} and no {PLANS}/ in this folder or above it: {start}")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A plan as it was read, and the marks of its file by which it is known to be the same."""

    marks: tuple[int, ...]
    source: PlanSource


class ReadCache:
    """What a reader of one workspace has seen, so that a file that nobody touched is not read
    again.
    """

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}

    def source(self, root: Path, name: str) -> PlanSource:
        """The plan as it is now. Raises OSError where it cannot be read or is no file."""
        status = os.stat(f"{root}/{name}")  # noqa: PTH116 - a path object costs as much as the reading
        marks = (
            status.st_ino,
            status.st_size,
            status.st_mtime_ns,
            status.st_ctime_ns,
        )
        seen = self._seen.get(name)
        if seen and seen.marks == marks:
            return seen.source
        source = _source(root, name)
        # Saved twice within a tick of the clock, a file has the same marks: what is so young is
        # read again next time.
        if time.time_ns() - max(marks[2:]) > _TICK_NS:
            self._seen[name] = _Seen(marks, source)
        else:
            self._seen.pop(name, None)
        return source


def read_workspace(root: Path, memory: ReadCache | None = None) -> Workspace:
    """Settings and plans as they are now; by a `memory`, files that it knows are not read again."""
    files = PlanFiles(root, memory)
    return files.workspace(tuple(files))


class PlanFiles:
    """The plans of a workspace, each read when its turn comes, so that they need not all be in
    memory at once.

    `around` is the workspace without them.
    """

    def __init__(self, root: Path, memory: ReadCache | None = None) -> None:
        self.around = _around_plans(root)
        self._walk = _Walk(root)
        self._memory = memory

    def __iter__(self) -> Iterator[PlanSource]:
        return _plans(self.around.root, self._walk, self._memory)

    def workspace(self, plans: tuple[PlanSource, ...]) -> Workspace:
        """The workspace with what was amiss when all were read, and these plans of it."""
        walk = self._walk
        return replace(
            self.around,
            plans=plans,
            unreadable=tuple(sorted(walk.unreadable)),
            findings=tuple(sorted((*self.around.findings, *walk.findings))),
            lost=tuple(sorted(walk.lost)),
        )


def _around_plans(root: Path) -> Workspace:
    """A workspace without a look at its plans."""
    blocked: list[Finding] = []
    findings: list[Finding] = []
    settings = _own_file(root, SETTINGS_NAME, blocked)
    revoked = _own_file(root, REVOKED_NAME, blocked) or b""
    languages: frozenset[str] = frozenset()
    risk_lists: Lists = ()
    try:
        languages = theme.languages(root / TEMPLATES)
        risk_lists = theme.risk_lists(root / TEMPLATES, languages)
        findings += theme.slips(root / TEMPLATES)
        findings += theme.moved(root / TEMPLATES)
    except OSError as error:
        hint = "look at its permissions; until then no page is made anew, and what is withdrawn still goes"
        findings.append(
            Finding(
                Place(TEMPLATES),
                f"this cannot be read: {_why(error)}",
                "cannot-read",
                hint,
            )
        )
    return Workspace(
        root,
        settings,
        revoked,
        (),
        (),
        tuple(findings),
        languages,
        blocked=tuple(blocked),
        risk_lists=risk_lists,
    )


#: Stands in for a file that cannot be read: no settings and no list of links, so that whoever reads
#: on is refused.
_UNREAD: Final = b"this file could not be read\n"


def _own_file(root: Path, name: str, blocked: list[Finding]) -> bytes | None:
    """One of the files beside `plans/`; None where there is none."""
    path = f"{root}/{name}"
    try:
        data = intake.bytes_of(path)
        if len(data) == intake.READ_LIMIT_BYTES:
            raise OSError(errno.EFBIG, "it is too large")
    except OSError as error:
        is_missing = isinstance(error, FileNotFoundError)
        if is_missing and not os.path.islink(path):  # noqa: PTH114 - as in `_Walk`
            return None
        hint = "put it back as it was; until then no page is made anew, and what is withdrawn still goes"
        blocked.append(
            Finding(
                Place(name),
                f"this file cannot be read: {_why(error)}",
                "cannot-read",
                hint,
            )
        )
        return _UNREAD
    return data


def _plans(
    root: Path,
    walk: _Walk,
    memory: ReadCache | None,
) -> Iterator[PlanSource]:
    """Every plan that can be read; what else lies there is told in `walk`."""
    read = memory.source if memory else _source
    for name in walk.names:
        problem = _name_problem(name)
        if problem is not None:
            walk.findings.append(problem)
            if problem.code == _UNSHOWN:
                walk.unreadable.append(name)
            continue
        try:
            yield read(root, name)
        except OSError as error:
            is_missing = isinstance(error, FileNotFoundError)
            if is_missing and not os.path.islink(f"{root}/{name}"):  # noqa: PTH114
                continue  # deleted between the listing and the reading: it is not there
            walk.cannot_read(name, error)


def _source(root: Path, name: str) -> PlanSource:
    return PlanSource(name, intake.bytes_of(f"{root}/{name}"))


def _why(error: OSError) -> str:
    """Why a file cannot be read, in words."""
    if intake.is_cloud_only(error):
        return "it is not on this computer now"
    if isinstance(error, FileNotFoundError):
        return "it is a link, and what it leads to is not there now"
    return (error.strerror or "the system does not say why").lower().removeprefix("[errno] ")


def plan_names(root: Path) -> tuple[str, ...]:
    """What the plans are called, relative to the workspace, unread, as far as anyone can look now."""
    return tuple(name for name in _Walk(root).names if _ending(name) in PLAN_ENDINGS)


def linked_outside(root: Path) -> Outside:
    """What lies elsewhere and belongs to this workspace by links, as they are now."""
    walk = _Walk(root)
    own = [
        f"{root}/{name}"
        for name in (
            PLANS,
            TEMPLATES,
            SETTINGS_NAME,
            REVOKED_NAME,
        )
    ]
    links = [path for path in own if os.path.islink(path)]  # noqa: PTH114
    return Outside(frozenset([*links, *walk.links]), frozenset(walk.linked_folders))


class _Walk:
    """One look through `plans/`: every file that is no dropping, by its name relative to the
    workspace, in order.

    Words, not paths: with a thousand plans the path objects alone would cost more than the reading.
    Whether a thing is a folder or a link comes with the listing; only links are asked about one by
    one.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self.names: list[str] = []
        self.unreadable: list[str] = []
        self.lost: list[str] = []
        self.findings: list[Finding] = []
        self.links: list[str] = []
        self.linked_folders: list[str] = []
        self._found: list[str] = []
        self._stubs: list[str] = []
        self._folders_like_plans: list[str] = []
        #: The folders that were looked through, with all links resolved, and the name that each has
        #: here.
        self._known: dict[str, str] = {}
        self._linked_files: list[tuple[str, str]] = []
        self._linked: list[tuple[str, str, str]] = []
        self._top = os.path.realpath(f"{root}/{PLANS}")
        self._look_through(PLANS, self._top)
        # After all that lies here itself, so that a link never takes the name of what is here.
        while self._linked:
            self._linked.sort(reverse=True)
            self._follow(*self._linked.pop())
        self._end()

    def cannot_read(self, name: str, error: OSError) -> None:
        """Note a plan that is there and cannot be read now."""
        self.unreadable.append(name)
        if self._is_link(name):
            self.lost.append(name)
        hint = "look at its permissions, or save it again; until then its page stays"
        if intake.is_cloud_only(error):
            hint = "have your cloud folder keep it on this computer, or bring its drive back; until then its page stays"
        elif isinstance(error, FileNotFoundError):
            hint = (
                "bring back what the link leads to, or delete the link; until then its page stays"
            )
        self._find(
            name,
            f"this file cannot be read: {_why(error)}",
            "cannot-read",
            hint,
        )

    # ---- looking

    def _look_through(self, name: str, real: str) -> None:
        """Every file in a folder and in the folders below it that are no links."""
        waiting = [(name, real)]
        while waiting:
            inside, folder = waiting.pop()
            if folder in self._known:
                self._is_repeated(inside, self._known[folder])
                continue
            self._known[folder] = inside
            listed = self._listed(inside, folder, name)
            if listed is None:
                continue
            if not listed and inside == name and self._is_link(name):
                self._note_empty_link(name)
            for entry in listed:
                if entry.is_symlink() or (hasattr(entry, "is_junction") and entry.is_junction()):
                    self._link(f"{inside}/{entry.name}", entry.path, folder)
                elif not entry.is_dir(follow_symlinks=False):
                    self._file(inside, entry.name)
                elif not _DROPPING.match(entry.name):
                    waiting.append((f"{inside}/{entry.name}", entry.path))
                    if _ending(entry.name) in PLAN_ENDINGS:
                        self._folders_like_plans.append(f"{inside}/{entry.name}")

    def _listed(self, inside: str, folder: str, top: str) -> list[os.DirEntry[str]] | None:
        """What lies in a folder at or below `top`; None where nobody can look into it."""
        try:
            with os.scandir(folder) as entries:
                return list(entries)
        except OSError as error:
            # A folder below that went while we looked is not there; the first of all, and a link's
            # own, are lost.
            if inside == top or not isinstance(error, FileNotFoundError):
                self._cannot_look(inside, error)
            return None

    def _note_empty_link(self, name: str) -> None:
        self.lost.append(name)
        sentence = "this is a link to a folder with nothing in it"
        hint = "bring back the drive that it leads to, or delete the link; until then no page of it goes"
        self._find(name, sentence, "empty-link", hint, Level.ADVICE)

    def _file(self, inside: str, name: str) -> None:
        if not _DROPPING.match(name) and _ending(name) in PLAN_ENDINGS:
            self._found.append(f"{inside}/{name}")
            return
        kept = stub_of(name)
        if kept is not None:
            self._stubs.append(f"{inside}/{kept}")
        elif not _DROPPING.match(name):
            self._found.append(f"{inside}/{name}")

    def _link(self, name: str, path: str, folder: str) -> None:
        last = name.rpartition("/")[2]
        if _DROPPING.match(last):
            return
        self.links.append(path)
        try:
            is_folder = stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116
        except OSError as error:
            self._cannot_follow(name, error)
            return
        if is_folder:
            self._linked.append((name, os.path.realpath(path), folder))
            if _ending(last) in PLAN_ENDINGS:
                self._folders_like_plans.append(name)
        else:
            self._linked_files.append((name, os.path.realpath(path)))

    def _cannot_follow(self, name: str, error: OSError) -> None:
        """Tell of a link that leads nowhere: of a plan, or of something else."""
        if _ending(name.rpartition("/")[2]) in PLAN_ENDINGS:
            self.cannot_read(name, error)
        else:
            self._cannot_look(name, error)

    def _follow(self, name: str, real: str, folder: str) -> None:
        """Look through a folder that a link in `folder` leads to, once, and never in a circle."""
        outer = f"{real.rstrip(os.sep)}{os.sep}"
        if any(f"{inner}{os.sep}".startswith(outer) for inner in (folder, self._top)):
            sentence = "this link leads in a circle, back to where it stands"
            hint = "delete this link; the plans are found without it"
            self._find(name, sentence, "link", hint, Level.ADVICE)
            return
        self.linked_folders.append(real)
        self._look_through(name, real)

    def _end(self) -> None:
        """What can be said only once everything has been seen."""
        self._take_linked_files()
        self._tell_of_stubs()
        self._tell_of_folders_like_plans()
        self.names = sorted(self._found, key=lambda name: name.split("/"))

    def _take_linked_files(self) -> None:
        """Links to files, each file once, and none that is found without the link."""
        names: dict[str, str] = {}
        for name, real in sorted(self._linked_files):
            other = self._name_here(real) or names.setdefault(real, name)
            if other == name:
                self._found.append(name)
            else:
                self._is_repeated(name, other)

    def _name_here(self, real: str) -> str | None:
        """The name of a plan by where it lies; None where it was not found in any folder that was
        looked through.
        """
        folder, last = os.path.split(real)
        if folder not in self._known or _DROPPING.match(last):
            return None
        if _ending(last) not in PLAN_ENDINGS:
            return None
        return f"{self._known[folder]}/{last}"

    def _tell_of_stubs(self) -> None:
        """Plans and folders that a cloud folder keeps elsewhere."""
        there = set(self._found)
        keep_here = "have your cloud folder keep it on this computer; until then"
        for name in self._stubs:
            if _ending(name) not in PLAN_ENDINGS:
                self.lost.append(name)
                sentence, hint = "this folder is not on this computer now", "no page of it goes"
            elif name not in there:
                self.unreadable.append(name)
                sentence = "this plan is not on this computer now, only its name is"
                hint = "its page stays"
            else:
                continue
            self._find(name, sentence, "not-here", f"{keep_here} {hint}")

    def _tell_of_folders_like_plans(self) -> None:
        for folder in self._folders_like_plans:
            if self._holds_plans(folder):
                sentence = "this is a folder of plans, though its name ends as a plan’s"
                hint = "leave it, or give the folder a name without this ending"
                self._find(folder, sentence, "folder", hint, Level.NOTE)
            else:
                sentence = "this is a folder, not a plan, and no plan lies in it"
                hint = "take it away, or bring back the plan that had this name"
                self._find(folder, sentence, "folder", hint)

    def _holds_plans(self, folder: str) -> bool:
        return any(
            name.startswith(f"{folder}/") and _ending(name) in PLAN_ENDINGS for name in self._found
        )

    # ---- telling

    def _cannot_look(self, name: str, error: OSError) -> None:
        """Note a place that nobody can look into."""
        self.lost.append(name)
        if isinstance(error, FileNotFoundError) and not self._is_link(name):
            hint = f"make a folder {PLANS} and put your plans in it, or bring the one back that was here"
            self._find(
                name,
                f"there is no folder {PLANS} here",
                "no-plans",
                hint,
                Level.NOTE,
            )
            return
        hint = "bring back the drive or the folder, or look at its permissions; until then no page of it goes"
        self._find(
            name,
            f"this place cannot be looked into: {_why(error)}",
            "cannot-look",
            hint,
        )

    def _is_repeated(self, name: str, other: str) -> None:
        sentence = f"this leads to what is here already as {printable(other)}"
        self._find(
            name, sentence, "link", "delete this link; one of the two is enough", Level.ADVICE
        )

    def _is_link(self, name: str) -> bool:
        return os.path.islink(f"{self._root}/{name}")  # noqa: PTH114

    def _find(
        self, name: str, sentence: str, code: str, hint: str, level: Level = Level.ERROR
    ) -> None:
        self.findings.append(
            Finding(
                Place(printable(name)),
                sentence,
                code,
                hint,
                level=level,
            )
        )


def stub_of(name: str) -> str | None:
    """The name of the plan, or folder, in whose place a cloud folder left a file of this name; None
    for any other.
    """
    found = _STUB.fullmatch(name)
    if found is None:
        return None
    kept = found["hidden"] or found["plain"]
    is_meant = _ending(kept) in PLAN_ENDINGS or "." not in kept
    if not is_meant or _DROPPING.match(kept):
        return None
    return kept


def _ending(name: str) -> str:
    _, dot, ending = name.rpartition("/")[2].rpartition(".")
    return (dot + ending).lower()


def _name_problem(name: str) -> Finding | None:
    """What is wrong with the name of a file among the plans, if anything."""
    last = name.rpartition("/")[2]
    if _ending(name) not in PLAN_ENDINGS:
        sentence = "this is not a plan, so it is left alone; plans end in .yml or .yaml"
        hint = "leave it, or move it out of plans/; a plan needs the ending"
        return Finding(
            Place(printable(name)),
            sentence,
            "not-a-plan-file",
            hint,
            level=Level.NOTE,
        )
    if not last.isprintable() or _UNSHOWABLE.search(name):
        hint = "rename it, or its folder, with letters, digits and hyphens"
        return Finding(
            Place(printable(name)), "this name has signs that cannot be shown", _UNSHOWN, hint
        )
    return None


def is_plan_name(name: str) -> bool:
    """Whether a plan may have this name, relative to the workspace."""
    return not is_dropping(PurePosixPath(name)) and _name_problem(name) is None


def may_ask(name: str) -> bool:
    """Whether a command can be asked about this name, relative to the workspace: settings, plans
    and their folders.
    """
    path = PurePosixPath(name)
    return name in (".", SETTINGS_NAME) or (path.parts[:1] == (PLANS,) and not is_dropping(path))


def shown_message(text: str) -> str:
    """A message in which a name may stand, as it can be printed: signs that speak to the terminal
    become escapes.
    """
    return _UNSHOWABLE.sub(lambda found: _shown_sign(found[0]), text)


def _shown_sign(sign: str) -> str:
    if sign in "\n\t":
        return sign
    return ascii(sign)[1:-1]


def printable(name: str) -> str:
    """A file's name as it can be printed anywhere: other signs become escapes."""
    if name.isprintable():
        return name
    return "".join(map(_printable_sign, name))


def _printable_sign(sign: str) -> str:
    if sign.isprintable():
        return sign
    return ascii(sign)[1:-1]


def is_dropping(name: PurePosixPath) -> bool:
    """Whether any part of this relative name is something that an editor leaves and nobody wrote."""
    *folders, last = name.parts
    return any(map(_DROPPING.match, folders)) or (
        _DROPPING.match(last) is not None and stub_of(last) is None
    )
