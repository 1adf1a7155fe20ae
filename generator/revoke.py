"""Revoke: write down that a link is dead, where the build will read it.

In: what a workspace shares, and a plan. Out: the token in `handrail.revoked` and a mark beside the key file.
Touches both files. The list travels with the plans in git; the mark does not, so undoing a commit revives no link.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator import keys, write
from generator.errors import WorkspaceError
from generator.model import Plan
from generator.sharing import Sharing
from generator.workspace import REVOKED_NAME, SCRATCH

_HEAD: Final = "# Links that have been revoked, one a line. A build makes none of them again. Please only add lines.\n"
_ATTRIBUTES: Final = ".gitattributes"
_MERGE: Final = f"{REVOKED_NAME} merge=union\n"


def revoke(sharing: Sharing, plan: Plan) -> int:
    """Kill the plan's private link; the first generation that makes a new one.

    Raises WorkspaceError where the disk refuses, KeyFileError where the mark cannot be written.
    """
    if plan.uid is None:
        raise AssertionError("a private plan without a uid")
    key = sharing.links.key(plan.share)
    if key is None:
        raise AssertionError("a private plan without its key")
    # The mark first: should the second write fail, the link is dead here, and the error says so.
    keys.raise_mark(keys.key_file(), key.mark(plan.uid), plan.share.generation + 1)
    _add_line(sharing.root / REVOKED_NAME, sharing.secrets(plan).token + "\n", _HEAD, sharing.root / SCRATCH)
    _add_line(sharing.root / _ATTRIBUTES, _MERGE, "", sharing.root / SCRATCH)
    return plan.share.generation + 1


def _add_line(path: Path, line: str, head: str, scratch: Path) -> None:
    """Add a line at the end of a file that does not have it; a new file begins with `head`."""
    try:
        scratch.mkdir(exist_ok=True)
        text = path.read_bytes() if path.exists() else head.encode()
        if line.strip().encode() in (known.strip() for known in text.splitlines()):
            return
        end = b"" if not text or text.endswith(b"\n") else b"\n"
        write.replace(path, text + end + line.encode(), scratch)
    except OSError as error:
        raise WorkspaceError(f"cannot write {path}: {error.strerror}") from error
