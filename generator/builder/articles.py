"""Articles: what a finished page says, by itself.

In: the bytes of a page, and what opens it. Out: its article as HTML, and whether it is sealed.
Touches nothing.
"""

from __future__ import annotations

import base64
import re
from typing import Final

from generator.privacy.seal import SealError, Secrets, unseal

_SEALED: Final = re.compile(rb'id="sealed">([^<]*)<')
#: The first pages had the element that stands second here.
_SEALED_PART: Final = re.compile(
    rb'<(?:template|script type="application/octet-stream") id="sealed">[^<]*'
)
_ARTICLE: Final = re.compile(r"<article\b.*</article>", re.DOTALL)


def is_sealed_page(page: bytes) -> bool:
    """Whether a page holds its article sealed and not in clear."""
    return _SEALED.search(page) is not None and b"<article" not in page


def sealed_part(page: bytes) -> bytes | None:
    """The part of a page that holds its sealed article; None where it has none that is whole."""
    found = _SEALED_PART.search(page)
    if found is None:
        return None
    return found[0]


def article_of(page: bytes, secrets: Secrets | None) -> str:
    """The article of a page, opened where it is sealed; empty where it cannot be."""
    sealed = _SEALED.search(page)
    if sealed is None or secrets is None:
        clear = _ARTICLE.search(page.decode("utf-8", "replace"))
        if clear is None:
            return ""
        return clear[0]
    try:
        return unseal(base64.b64decode(sealed[1]), secrets.link, secrets.words)
    except (SealError, ValueError):
        return ""
