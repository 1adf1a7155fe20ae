"""Workspace: the folder that holds settings, plans, site and scratch space, as it lies on disk.

In: a folder. Out: the bytes of the settings and of every plan, in the order of their names, with what is amiss.
Reads the disk, nothing else. Editors' droppings are passed over; anything else in `plans/` that is no plan is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from generator.errors import Finding, Place, WorkspaceError

SETTINGS_NAME: Final = "handrail.yml"
PLANS: Final = "plans"
TEMPLATES: Final = "templates"
SITE: Final = "site"
SCRATCH: Final = ".handrail"

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
        return PurePosixPath(self.name).relative_to(PLANS).with_suffix("").as_posix() + "/index.html"


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a build starts from; `settings` is None without `handrail.yml`."""

    root: Path
    settings: bytes | None
    plans: tuple[PlanSource, ...]
    findings: tuple[Finding, ...]

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


def read(root: Path) -> Workspace:
    """Settings and plans as they are now. Raises WorkspaceError for what cannot be read."""
    settings_file = root / SETTINGS_NAME
    try:
        settings = settings_file.read_bytes() if settings_file.is_file() else None
        plans, findings = _plans(root)
    except OSError as error:
        raise WorkspaceError(f"cannot read {error.filename}: {error.strerror}") from error
    return Workspace(root, settings, plans, findings)


def _plans(root: Path) -> tuple[tuple[PlanSource, ...], tuple[Finding, ...]]:
    plans, findings = [], []
    for path in sorted((root / PLANS).rglob("*")):
        name = path.relative_to(root).as_posix()
        if is_dropping(PurePosixPath(name)) or path.is_dir():
            continue
        if path.suffix.lower() not in PLAN_ENDINGS:
            sentence = "this is not a plan; plans end in .yml or .yaml"
            findings.append(Finding(Place(name), sentence, "not-a-plan-file", "move it out of plans/, or rename it"))
            continue
        if _CONFLICT.search(path.name):
            hint = "bring its entries into the plan itself, then delete this copy"
            findings.append(
                Finding(Place(name), "this looks like a second copy that a cloud folder made", "conflicted-copy", hint)
            )
            continue
        try:
            plans.append(PlanSource(name, path.read_bytes()))
        except FileNotFoundError:
            continue  # deleted between the listing and the reading: it is gone, as it should be
    return tuple(plans), tuple(findings)


def is_dropping(name: PurePosixPath) -> bool:
    """Whether any part of this relative name is something that an editor leaves and nobody wrote."""
    return any(_DROPPING.match(part) for part in name.parts)
