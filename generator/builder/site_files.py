"""Neutral: the files of a site that belong to no plan and say nothing about any.

In: two pages of words. Out: the front page, the page for what is gone, and what hosts, robots and
browsers ask for.
Touches nothing. No path, no name, no count and no date is in them.
"""

from __future__ import annotations

from typing import Final

from generator.builder.icons import FAVICON, TOUCH_ICON
from generator.builder.output import PublicFile

_ROBOTS: Final = """\
# Handrail
User-agent: *
Disallow: /
"""

#: For hosts that read it: the policy of a page is in the page, and this is what only a header can
#: say.
_HEADERS: Final = """\
# Handrail
/*
  Content-Security-Policy: frame-ancestors 'none'
  Cache-Control: no-cache, no-transform
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
  X-Robots-Tag: noindex, noarchive
"""


def files(front: str, gone: str) -> tuple[PublicFile, ...]:
    """The files with their paths below `site/`; `front` and `gone` are finished HTML."""
    return (
        PublicFile("index.html", front.encode()),
        PublicFile("404.html", gone.encode()),
        # Else a host that lists folders would show every token, and when its page changed.
        PublicFile("p/index.html", front.encode()),
        PublicFile("favicon.ico", FAVICON),
        PublicFile("apple-touch-icon.png", TOUCH_ICON),
        PublicFile("robots.txt", _ROBOTS.encode()),
        PublicFile("_headers", _HEADERS.encode()),
        PublicFile(".nojekyll", b""),
    )


#: Where they stand, below `site/`: what lies there belongs to no plan, and no page of a plan can
#: have such a name.
PATHS: Final = frozenset(file.path for file in files("", ""))
