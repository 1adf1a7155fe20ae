"""Workspace: the folder that holds settings, plans, site and scratch space, as it lies on disk.

In: a folder. Out: the bytes of the settings and of every plan, in the order of their names, with what is amiss.
Reads the disk, nothing else. Editors' droppings are passed over; anything else in `plans/` that is no plan is found.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import Final

from generator import theme
from generator.errors import Finding, Place, WorkspaceError

SETTINGS_NAME: Final = "handrail.yml"
REVOKED_NAME: Final = "handrail.revoked"
SCHEMA_NAME: Final = "plan.schema.json"
PLANS: Final = "plans"
TEMPLATES: Final = "templates"
SITE: Final = "site"
SCRATCH: Final = ".handrail"

#: Most bytes read of one file: far more than a plan may have, so that a stray film does not fill the memory.
READ_LIMIT_BYTES: Final = 8 * 1024 * 1024

#: Longest that two saves of a file can be apart and have the same time: two seconds on a memory stick.
_TICK_NS: Final = 2_000_000_000

PLAN_ENDINGS: Final = frozenset({".yml", ".yaml"})

#: What editors and file systems leave beside a file while it is being saved.
_DROPPING: Final = re.compile(
    r"\.|.*~$|#.*#$|4913$|.*\.(swp|swx|swo|tmp|bak|part|crdownload)$|___jb_|Thumbs\.db$|desktop\.ini$"
)
#: How cloud folders name the second copy of a file that two people saved at once.
_CONFLICT: Final = re.compile(
    r"(conflicted copy|\(conflict|sync-conflict|\.orig$|\(\d+\)\.ya?ml$|Kopie|Copy of )", re.IGNORECASE
)


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
    """What a build starts from; `settings` is None without `handrail.yml`, `revoked` is empty without its file.

    `unreadable` names the plans that are there and cannot be read now, `languages` what pages can be written in.
    `lost` names the places where plans may lie that nobody can look into now, `plans` itself among them.
    """

    root: Path
    settings: bytes | None
    revoked: bytes
    plans: tuple[PlanSource, ...]
    unreadable: tuple[str, ...]
    findings: tuple[Finding, ...]
    languages: frozenset[str]
    lost: tuple[str, ...] = ()

    @property
    def site(self) -> Path:
        return self.root / SITE

    @property
    def scratch(self) -> Path:
        return self.root / SCRATCH


def find_root(start: Path) -> Path:
    """The workspace that `start` lies in: the nearest folder upwards with settings or plans.

    Raises WorkspaceError when there is none.
    """
    for folder in (start, *start.parents):
        if (folder / SETTINGS_NAME).is_file() or (folder / PLANS).is_dir():
            return folder
    raise WorkspaceError(f"no {SETTINGS_NAME} and no {PLANS}/ in this folder or above it: {start}")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A plan as it was read, and the marks of its file by which it is known to be the same."""

    marks: tuple[int, ...]
    source: PlanSource


class Memory:
    """What a reader of one workspace has seen, so that a file that nobody touched is not read again."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}

    def source(self, root: Path, name: str) -> PlanSource:
        """The plan as it is now. Raises OSError where it cannot be read or is no file."""
        status = _status(root, name)
        marks = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        seen = self._seen.get(name)
        if seen and seen.marks == marks:
            return seen.source
        source = _source(root, name, status)
        # Saved twice within a tick of the clock, a file has the same marks: what is so young is read again next time.
        if time.time_ns() - max(marks[2:]) > _TICK_NS:
            self._seen[name] = _Seen(marks, source)
        else:
            self._seen.pop(name, None)
        return source


def read(root: Path, memory: Memory | None = None) -> Workspace:
    """Settings and plans as they are now; by a `memory`, files that it knows are not read again.

    Raises WorkspaceError for what cannot be read.
    """
    settings_file, revoked_file = root / SETTINGS_NAME, root / REVOKED_NAME
    try:
        settings = settings_file.read_bytes() if settings_file.exists() else None
        revoked = revoked_file.read_bytes() if revoked_file.exists() else b""
        plans, unreadable, findings = _plans(root, memory)
        languages = theme.languages(root / TEMPLATES)
        findings += theme.slips(root / TEMPLATES)
    except OSError as error:
        raise WorkspaceError(f"cannot read {error.filename}: {error.strerror}") from error
    return Workspace(root, settings, revoked, plans, unreadable, findings, languages)


def _plans(root: Path, memory: Memory | None) -> tuple[tuple[PlanSource, ...], tuple[str, ...], tuple[Finding, ...]]:
    plans, unreadable, findings = [], [], []
    for name in _names(root):
        amiss = _amiss(name)
        if amiss is not None:
            findings.append(amiss)
            continue
        try:
            plans.append(memory.source(root, name) if memory else _source(root, name, _status(root, name)))
        except FileNotFoundError:
            continue  # deleted between the listing and the reading, or a link to nowhere: it is not there
        except OSError as error:
            unreadable.append(name)
            hint = "look at its permissions, or save it again; until then its page stays"
            sentence = f"this file cannot be read: {error.strerror}"
            findings.append(Finding(Place(name), sentence, "cannot-read", hint))
    return tuple(plans), tuple(unreadable), tuple(findings)


def _status(root: Path, name: str) -> os.stat_result:
    return os.stat(f"{root}/{name}")  # noqa: PTH116 - a path object costs as much as the reading


def _source(root: Path, name: str, status: os.stat_result) -> PlanSource:
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "not a file")
    # A limit costs its own size in memory for each file, so that only a file beyond it is read with one.
    limit = READ_LIMIT_BYTES if status.st_size > READ_LIMIT_BYTES else -1
    with open(f"{root}/{name}", "rb") as file:  # noqa: PTH123
        return PlanSource(name, file.read(limit))


def plan_names(root: Path) -> tuple[str, ...]:
    """What the plans are called, relative to the workspace, unread. Raises OSError for locked folders."""
    return tuple(name for name in _names(root) if _ending(name) in PLAN_ENDINGS)


def _names(root: Path) -> list[str]:
    """Every file below `plans/` that is no dropping, relative to the workspace, in the order of the names.

    Words, not paths: with a thousand plans the path objects alone would cost more than the reading.
    Raises OSError for locked folders.
    """

    def refuse(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            raise error

    found = []
    for place, folders, names in os.walk(root / PLANS, onerror=refuse):
        folders[:] = [name for name in folders if not _DROPPING.match(name)]
        inside = "/".join((PLANS, *PurePath(place).relative_to(root / PLANS).parts))
        found += [f"{inside}/{name}" for name in names if not _DROPPING.match(name)]
    return sorted(found, key=lambda name: name.split("/"))


def _ending(name: str) -> str:
    _, dot, ending = name.rpartition("/")[2].rpartition(".")
    return (dot + ending).lower()


def _amiss(name: str) -> Finding | None:
    """What is wrong with the name of a file among the plans, if anything."""
    last = name.rpartition("/")[2]
    if not last.isprintable():
        hint = "rename it with letters, digits and hyphens"
        return Finding(Place(shown(name)), "this file's name has signs that cannot be shown", "public-name", hint)
    if _ending(name) not in PLAN_ENDINGS:
        sentence = "this is not a plan; plans end in .yml or .yaml"
        return Finding(Place(shown(name)), sentence, "not-a-plan-file", "move it out of plans/, or rename it")
    if _CONFLICT.search(last):
        sentence = "this looks like a second copy that a cloud folder made"
        hint = "bring its entries into the plan itself, then delete this copy"
        return Finding(Place(shown(name)), sentence, "conflicted-copy", hint)
    return None


def is_plan_name(name: str) -> bool:
    """Whether a plan may have this name, relative to the workspace."""
    return not is_dropping(PurePosixPath(name)) and _amiss(name) is None


def shown(name: str) -> str:
    """A file's name as it can be printed anywhere: other signs become escapes."""
    if name.isprintable():
        return name
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in name)


def is_dropping(name: PurePosixPath) -> bool:
    """Whether any part of this relative name is something that an editor leaves and nobody wrote."""
    return any(_DROPPING.match(part) for part in name.parts)
