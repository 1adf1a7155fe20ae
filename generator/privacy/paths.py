"""Paths: where sealed pages stand below `site/`.

In: the token of a link, a path, or the list of revoked links. Out: paths with forward slashes.
Touches nothing.
"""

from __future__ import annotations

import re
from typing import Final

#: Folder below `site/` that belongs to sealed pages; no public page may take its name.
SEALED_FOLDER: Final = "p"
_SEALED_PATH: Final = re.compile(SEALED_FOLDER + "/[0-9a-f]{32}/index[.]html")
#: A line of `handrail.revoked` that is a link, whatever the other lines are.
_REVOKED_LINK: Final = re.compile(
    rb"^[^#\n]*?(?<![0-9a-f])([0-9a-f]{32})(?![0-9a-f])", re.MULTILINE
)


def sealed_path(token: str) -> str:
    """Where the sealed page with this token stands."""
    return f"{SEALED_FOLDER}/{token}/index.html"


def is_sealed(path: str) -> bool:
    """Whether this is the path of a sealed page."""
    return _SEALED_PATH.fullmatch(path) is not None


def is_page(path: str) -> bool:
    """Whether this is the path of a plan's page, sealed or public; the other files of a site have
    others.
    """
    if is_sealed(path):
        return True
    return path.endswith("/index.html") and not path.startswith(f"{SEALED_FOLDER}/")


def dead_paths(revoked: bytes) -> frozenset[str]:
    """Where the pages of revoked links stood; a slip in the list of them hides no other line of it."""
    text = revoked.replace(
        b"\0",
        b"",
    )  # an editor that saves in UTF-16 puts one beside every sign
    return frozenset(sealed_path(token.decode()) for token in _REVOKED_LINK.findall(text))
