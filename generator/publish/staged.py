"""Staged: what is wrong in what is about to be committed, and what had better never be.

In: a workspace folder in a history, and today's date. Out: findings.
Asks git for what is staged, and never looks at the plans in the folder: somebody may be writing there. A commit leaves
this computer with the next push, and stays in every copy.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

from generator.builder.articles import is_sealed_page
from generator.builder.check import workspace_findings
from generator.builder.context import OpenWorkspace
from generator.errors import Finding, Place, errors
from generator.format.load import guards_in
from generator.model.share import Access
from generator.privacy.keyfile import holds_keys
from generator.workspace import layout, repository
from generator.workspace.files import is_marked
from generator.workspace.layout import (
    PLAN_ENDINGS,
    PLANS,
    REVOKED_NAME,
    SETTINGS_NAME,
    SITE,
    PlanSource,
    Workspace,
)
from generator.workspace.repository import Blob

_PAGES: Final = frozenset({".html", ".htm", ".xhtml"})
#: What is wrong with this computer rather than with what is staged: a colleague may have no key.
_OF_THIS_COMPUTER: Final = "key-file"


def staged_findings(root: Path, today: date) -> tuple[Finding, ...]:
    """All errors in staged plans and settings, staged keys, and staged clear pages of private plans.

    Raises GitError where git cannot tell.
    """
    prefix = repository.name_in_history(root)
    blobs = repository.staged(root)
    if not blobs:
        return ()
    opened = OpenWorkspace(_workspace(root), today)
    own = {blob.name.removeprefix(prefix) for blob in blobs if blob.name.startswith(prefix)}
    return tuple(
        sorted(
            (
                *_keys(blobs, prefix),
                *_clear_pages(blobs, prefix, opened.space.plans),
                *_of_plans(opened, own),
            )
        )
    )


def _workspace(root: Path) -> Workspace:
    """The workspace as the next commit will hold it; settings that git does not know are read from the folder."""
    blobs = repository.tracked(root, (PLANS, SETTINGS_NAME, REVOKED_NAME))
    there = {blob.name: blob.data for blob in blobs}
    space = layout.read_workspace(root)
    return replace(
        space,
        settings=there.get(SETTINGS_NAME, space.settings),
        revoked=there.get(REVOKED_NAME, space.revoked),
        plans=tuple(_plans(there)),
        unreadable=(),
        findings=(),
        lost=(),
    )


def _plans(there: Mapping[str, bytes]) -> Iterator[PlanSource]:
    for name in sorted(there):
        path = PurePosixPath(name)
        if path.suffix in PLAN_ENDINGS and path.parts[0] == PLANS and not layout.is_dropping(path):
            yield PlanSource(name, there[name])


def _of_plans(opened: OpenWorkspace, staged: set[str]) -> Iterator[Finding]:
    """The errors in files that are staged; those in others are for another commit."""
    plans = [(source, opened.reading.read(source)) for source in opened.space.plans]
    for finding in errors(workspace_findings(opened, plans)):
        if finding.place.file in staged and finding.code != _OF_THIS_COMPUTER:
            yield finding


def _keys(blobs: Sequence[Blob], prefix: str) -> Iterator[Finding]:
    for blob in blobs:
        if holds_keys(blob.data):
            name = _shown(blob.name, prefix)
            yield Finding(
                Place(name),
                "this file holds keys; whoever has one can open every page that it seals",
                "key-staged",
                f"{_take_out(blob.name, prefix)}, and keep it outside this folder",
            )


def _clear_pages(
    blobs: Sequence[Blob], prefix: str, plans: Sequence[PlanSource]
) -> Iterator[Finding]:
    """Pages that anybody can read, but for those of plans that are public."""
    public = {f"{prefix}{SITE}/{source.public_path}" for source in plans if _is_public(source)}
    for blob in blobs:
        if _is_clear_page(blob) and blob.name not in public:
            name = _shown(blob.name, prefix)
            yield Finding(
                Place(name),
                "this is the page of a private plan, and anybody who has this history could read it",
                "clear-page-staged",
                _take_out(blob.name, prefix),
            )


def _is_clear_page(blob: Blob) -> bool:
    if PurePosixPath(blob.name).suffix.lower() not in _PAGES:
        return False
    return is_marked(blob.data) and b"<article" in blob.data and not is_sealed_page(blob.data)


def _is_public(source: PlanSource) -> bool:
    guards = guards_in(source)
    return guards is not None and guards[1].access is Access.PUBLIC


def _take_out(name: str, prefix: str) -> str:
    """What to type in the workspace, where :/ is how git calls the top of a history."""
    path = name.removeprefix(prefix) if name.startswith(prefix) else f":/{name}"
    return f"take it out of the commit with `git rm --cached -- {shlex.quote(path)}`"


def _shown(name: str, prefix: str) -> str:
    """A file as the workspace calls it; one outside of it as the history does."""
    return name.removeprefix(prefix)
