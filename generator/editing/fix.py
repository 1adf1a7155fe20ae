"""Mend: what `check --fix` may change in a plan without asking: a uid, and the name of the key it relies on.

In: a workspace folder. Out: the plans that were changed, and how, and those that only a person can change. Every other
byte of a file stays. Touches plan files only, and none that somebody changed in between; beside them what `recent` keeps.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from generator.editing import text
from generator.editing.entries import Added
from generator.editing.logged import entry_digests
from generator.errors import Finding, Place, PlanError
from generator.format.load import guards_in
from generator.format.parse import Scalar, parse
from generator.model.settings import Settings
from generator.model.share import Share
from generator.workspace import files, layout, lock, manifest, recent
from generator.workspace.disk_errors import cannot
from generator.workspace.layout import SCRATCH, PlanSource, Workspace


@dataclass(frozen=True, slots=True)
class Fixed:
    """A plan file, what was added to it, as words, and what is left for a person to change in it."""

    name: str
    added: tuple[str, ...]
    left: tuple[Finding, ...] = ()


def fix_plans(
    root: Path, settings: Settings, names: Collection[str], copies: Collection[str] = ()
) -> tuple[Fixed, ...]:
    """Add a uid, and the key's name where the settings have one, to the private plans among `names` that lack them.

    `copies` are files that were named one by one: one that has the same uid as another file, which was not named, gets
    a fresh one. Raises WorkspaceError where the disk refuses or a file was changed in between; what is done by then
    stays.
    """
    space = layout.read_workspace(root)
    doubled = _doubled(space, copies)
    asked = [source for source in space.plans if source.name in names]
    done = (
        _fixed(
            space,
            source,
            settings,
            doubled.get(source.name, ()),
        )
        for source in asked
    )
    return tuple(fixed for fixed in done if fixed is not None)


def _fixed(
    space: Workspace, source: PlanSource, settings: Settings, others: Collection[str]
) -> Fixed | None:
    """What was added to a plan, or what is left to a person; None where it lacks nothing.

    `others` are files that have its uid too.
    """
    try:
        data, added = _as_its_own(space, source, others)
        data, more = with_fixes(PlanSource(source.name, data), settings)
        if data == source.data:
            return None
        save_plan(space.root, source, data)
        return Fixed(source.name, (*added, *more))
    except PlanError as error:
        return Fixed(source.name, (), error.findings)


def _doubled(space: Workspace, copies: Collection[str]) -> dict[str, tuple[str, ...]]:
    """For each of `copies`, the other files with its uid, where none of them is among `copies`."""
    uids = {source.name: _uid(source) for source in space.plans} if copies else {}
    found = {}
    for name in copies:
        others = tuple(
            other for other, uid in uids.items() if uid and uid == uids.get(name) and other != name
        )
        if others and not {*others} & {*copies}:
            found[name] = others
    return found


def _as_its_own(
    space: Workspace, source: PlanSource, others: Collection[str]
) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a copy with a uid of its own; as they are where no other file has its uid.

    Raises PlanError for the one of them whose link is in somebody's hands.
    """
    if not others:
        return source.data, ()
    if _is_known(space, source):
        raise PlanError([_same_uid(source, others)])
    fresh = text.with_value(
        source.data,
        source.name,
        "uid",
        f'"{secrets.token_hex(16)}"',
    )
    return fresh, (f"a uid of its own in place of the one of {' and '.join(others)}",)


def _same_uid(source: PlanSource, others: Collection[str]) -> Finding:
    """That a plan which was handed out has the uid of other files, and what to do with either."""
    place = next(key for key, _ in parse(source.data, source.name).root.pairs if key.text == "uid")
    sentence = (
        f"{' and '.join(others)} has the same uid, "
        "and the link that was handed out belongs to this file"
    )
    commands = " and ".join(f'`handrail check --fix "{name}"`' for name in others)
    hint = (
        f"{commands} gives the copy one of its own; or delete this line and run "
        "`handrail check --fix`, if it is this file that is to get a new link"
    )
    return Finding(
        Place(source.name, place.line, place.column),
        sentence,
        "same-uid",
        hint,
    )


def _uid(source: PlanSource) -> str:
    """The uid of a plan; nothing where there is none, or where the file cannot be read."""
    try:
        uid = parse(source.data, source.name).root.get("uid")
    except PlanError:
        return ""
    return uid.text.strip() if isinstance(uid, Scalar) else ""


def _is_known(space: Workspace, source: PlanSource) -> bool:
    """Whether the last build made the page of this uid from this very file."""
    digests = manifest.passing_digests(space.scratch)
    made = manifest.load_manifest(space.scratch, digests).pages.get(digests.of_source(source.name))
    return made is not None and made.uid == digests.of(b"uid", _uid(source).encode())


def with_fixes(source: PlanSource, settings: Settings) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a plan with what it lacks, and what that was; a file that cannot be read stays as it is.

    Raises PlanError where only a person can add it.
    """
    share = _private_share(source)
    if share is None:
        return source.data, ()
    data, added = source.data, []
    if not _uid(source):
        data = _with_uid(source)
        added.append("a uid")
    if share.key is None and settings.key is not None:
        data = text.with_value_below(
            data,
            source.name,
            "share",
            "key",
            settings.key,
        )
        added.append(f"the name of its key, {settings.key}")
    return data, tuple(added)


def _private_share(source: PlanSource) -> Share | None:
    """How a private plan is shared; None for any other, and for one that does not tell."""
    guards = guards_in(source)
    if guards is None or not guards[1].access.is_private:
        return None
    return guards[1]


def save_plan(root: Path, source: PlanSource, data: bytes) -> None:
    """Put new bytes in place of a plan.

    Raises WorkspaceError where the file is no longer what was read or the disk refuses, BusyError beside a long build.
    """
    scratch = root / SCRATCH
    with cannot("write", source.name):
        scratch.mkdir(exist_ok=True)
        with lock.held(scratch):
            files.replace_if_unchanged(
                root / source.name,
                source.data,
                data,
                scratch,
            )


def save_added(root: Path, source: PlanSource, added: Added) -> None:
    """Put a plan with what was added in place of it; which entries are new is kept for `--undo`, before they are there.

    Raises WorkspaceError and BusyError as `save_plan` does.
    """
    if added.places:
        says = entry_digests(parse(added.data, source.name))
        new = [says[place] for place in added.places]
        recent.remember_additions(root / SCRATCH, source.name, new)
    save_plan(root, source, added.data)


def _with_uid(source: PlanSource) -> bytes:
    """The plan with a uid: on top, where it names none."""
    uid = f'"{secrets.token_hex(16)}"'
    keys = [key.text for key, _ in parse(source.data, source.name).root.pairs]
    if "uid" in keys:
        return text.with_value(source.data, source.name, "uid", uid)
    before = keys[1] if keys[:1] == ["handrail"] and len(keys) > 1 else None
    return text.with_key(source.data, source.name, "uid", uid, before)
