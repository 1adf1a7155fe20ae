"""Published: what went out last, kept so that what is news can be told.

In: a workspace folder. Out: the files that went out last, and the words of a page.
Touches `.handrail/published/`. Sealed pages lie there as they were sealed: no clear text of a private plan does.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator import workspace, write
from generator.claims import sealed_path
from generator.errors import WorkspaceError
from generator.links import Links
from generator.model import Plan
from generator.seal import SealError, Secrets, unseal
from generator.workspace import PlanSource

#: Where what went out last is kept, below the scratch folder.
FOLDER: Final = "published"
_SEALED: Final = re.compile(rb'id="sealed">([^<]*)<')
_ARTICLE: Final = re.compile(r"<article\b.*</article>", re.DOTALL)


def last(root: Path) -> dict[str, bytes]:
    """What went out last, by path below `site/`; nothing before the first time. Raises WorkspaceError."""
    folder = _folder(root)
    try:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    except OSError as error:
        raise WorkspaceError(f"cannot read {error.filename}: {error.strerror}") from error


def last_page(root: Path, path: str) -> bytes | None:
    """The page that went out last at this path; None where none did."""
    try:
        return (_folder(root) / path).read_bytes()
    except OSError:
        return None


def doors(links: Links, source: PlanSource, plan: Plan) -> Iterator[tuple[str, Secrets | None]]:
    """Every path at which a plan's page stands or may have stood, with what opens it there; None for one in clear."""
    if plan.uid is not None:
        for secrets in links.doors(plan.uid, plan.share.generation):
            yield sealed_path(secrets.token), secrets
    yield source.public_path, None


def remember(root: Path, path: str, data: bytes) -> None:
    """Keep what went out at this path. Raises WorkspaceError where the disk refuses."""
    target = _folder(root) / path
    if not write.holds(target, data):
        write.replace(target, data, root / workspace.SCRATCH)


def forget(root: Path, path: str) -> None:
    """Keep no longer what stood at this path. Raises OSError where the disk refuses."""
    write.remove(_folder(root) / path, _folder(root))


def is_sealed_page(page: bytes) -> bool:
    """Whether a page holds its article sealed and not in clear."""
    return _SEALED.search(page) is not None and b"<article" not in page


def article_of(page: bytes, secrets: Secrets | None) -> str:
    """The article of a page, opened where it is sealed; empty where it cannot be."""
    sealed = _SEALED.search(page)
    if sealed is None or secrets is None:
        found = _ARTICLE.search(page.decode("utf-8", "replace"))
        return found[0] if found else ""
    try:
        return unseal(base64.b64decode(sealed[1]), secrets.link, secrets.words)
    except (SealError, ValueError):
        return ""


def _folder(root: Path) -> Path:
    return root / workspace.SCRATCH / FOLDER
