"""Revoke: take a link's page away, and write down that the link is dead where the build will read
it.

In: a workspace, its links, and what can be told of a plan. Out: the page gone from `site/`, the
token in `handrail.revoked` and a mark beside the key file. Touches all three, and can be repeated
wherever it was cut short.
The list travels with the plans in git; the mark does not, so undoing a commit revives no link.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.errors import PlanError
from generator.format.guards import uid_of
from generator.format.parse import parse
from generator.format.uids import generations_in, uid_in
from generator.format.validate.guarding import guards_of
from generator.model.share import PageShare, PrivateShare
from generator.privacy import keyfile
from generator.privacy.links import Links
from generator.privacy.paths import sealed_path
from generator.privacy.revocations import load_floors, raise_floor
from generator.text.encoding import in_utf8, text_at_any_rate
from generator.workspace import files, lock
from generator.workspace.disk_errors import cannot_below
from generator.workspace.intake import bytes_of
from generator.workspace.layout import REVOKED_NAME, SCRATCH, SITE, PlanSource

_HEAD: Final = "# Links that have been revoked, one a line. A build makes none of them again. Please only add lines.\n"
_ATTRIBUTES: Final = ".gitattributes"
_MERGE: Final = "merge=union"


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What has to be known of a plan to end its links: its uid, and how its page is reached.

    `page` is None where the plan has none, or does not tell; `generation` is then the highest one
    that the file names.
    """

    uid: str
    page: PageShare | None
    generation: int


def link_facts(source: PlanSource) -> LinkFacts | None:
    """What a plan file tells of its links, whatever else is wrong in it; None where no uid can be
    found.
    """
    text = text_at_any_rate(source.data)
    try:
        document = parse(source.data, source.name)
    except PlanError:
        uid, guards = uid_in(text), None
    else:
        uid, guards = uid_of(document), guards_of(document)
    if uid is None:
        return None
    if guards is None:
        return LinkFacts(uid, None, max(generations_in(text), default=1))
    _status, share = guards
    return LinkFacts(uid, share.page(uid), share.generation)


def revoke(root: Path, links: Links, plan: LinkFacts) -> int:
    """Kill the plan's private link, and take its page from `site/`; the first generation that makes
    a new one.

    Where nobody can tell how the plan is shared, every link goes that it may have had. Beyond
    `LAST_GENERATION`, no link is left. Raises WorkspaceError where the disk refuses, KeyFileError
    where its key is not at hand or the mark cannot be written, BusyError beside a long build.
    """
    file = keyfile.key_file()
    tokens, marks = _ends(links, plan)
    scratch = root / SCRATCH
    with cannot_below("write", root):
        scratch.mkdir(exist_ok=True)
        with lock.held(scratch):
            # What needs no room comes first: on a full disk the page is gone all the same.
            for token in tokens:
                files.remove(root / SITE / sealed_path(token), root / SITE)
            for mark in marks:
                raise_floor(file, mark, plan.generation + 1)
            _add_tokens(root / REVOKED_NAME, tokens, scratch)
            _add_attribute(root / _ATTRIBUTES, scratch)
    if not isinstance(plan.page, PrivateShare):
        return plan.generation + 1
    now = Links(
        links.keyring,
        links.default_key,
        links.revoked | tokens,
        load_floors(file),
    )
    return now.lowest_generation(plan.page)


def _ends(links: Links, plan: LinkFacts) -> tuple[frozenset[str], frozenset[str]]:
    """The tokens that die, and the marks that stand for the plan."""
    if isinstance(plan.page, PrivateShare):
        return _ends_of_page(links, plan.page, plan.uid)
    possible = links.possible_addresses(plan.uid, plan.generation)
    tokens = frozenset(secrets.token for secrets in possible)
    return tokens, frozenset(key.mark(plan.uid) for _name, key in links.keyring.keys)


def _ends_of_page(
    links: Links, page: PrivateShare, uid: str
) -> tuple[frozenset[str], frozenset[str]]:
    """The one token and the one mark of a plan whose private page is known."""
    key = links.key(page)
    if key is None:
        raise _no_key(links.key_name(page))
    return frozenset({links.secrets(page).token}), frozenset({key.mark(uid)})


def _no_key(name: str | None) -> keyfile.KeyFileError:
    hint = "name one: handrail key new"
    if name:
        hint = f"bring it back with `handrail key restore {name}`"
    sentence = "the key of this plan is not at hand, so nobody can tell which link is its"
    return keyfile.KeyFileError(sentence, hint)


# ---- the two files


def _add_tokens(path: Path, tokens: Collection[str], scratch: Path) -> None:
    old = bytes_of(path) if path.exists() else b""
    known = {line.partition("#")[0].strip() for line in text_at_any_rate(old).splitlines()}
    fresh = "".join(f"{token}\n" for token in sorted(tokens) if token not in known)
    if fresh:
        _put(path, old, in_utf8(old) or _HEAD.encode(), fresh, scratch)


def _add_attribute(path: Path, scratch: Path) -> None:
    """Have git keep both sides' lines of the list, unless the file says so in some way already."""
    old = bytes_of(path) if path.exists() else b""
    lines = [line.split() for line in text_at_any_rate(old).splitlines()]
    if not any(line[:1] == [REVOKED_NAME] and _MERGE in line for line in lines):
        _put(path, old, in_utf8(old), f"{REVOKED_NAME} {_MERGE}\n", scratch)


def _put(path: Path, old: bytes, text: bytes, more: str, scratch: Path) -> None:
    end = b"" if not text or text.endswith(b"\n") else b"\n"
    new = text + end + more.encode()
    if path.exists():
        files.replace_if_unchanged(path, old, new, scratch)
    else:
        files.sweep_drafts_of(path)
        files.put_beside(path, new)
