"""What a package index shows: the project's addresses, and README with links that lead there.

In: `home` in pyproject.toml, the one line to fill before a release. Out: `urls` and `readme` of the package.
Until that line is filled, a package names no address, since there is none.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

#: What stands in `home` as long as the project has none. Nobody can own an address under `.invalid` (RFC 2606).
PLACEHOLDER = "https://example.invalid/"

_RELATIVE = re.compile(r"(!?)\[([^\]]*)\]\((?!\w+:|#)([^)]+)\)")


class Addresses(MetadataHookInterface):
    """What `home` fills."""

    def update(self, metadata: dict[str, Any]) -> None:
        home = self.config["home"].rstrip("/")
        text = (Path(self.root) / "README.md").read_text("utf-8")
        if not home.startswith(PLACEHOLDER):
            tag = f"v{metadata['version']}"
            text = absolute(text, home, tag)
            metadata["urls"] = {
                "Homepage": home,
                "Documentation": f"{home}/blob/{tag}/docs/index.md",
                "Changes": f"{home}/blob/{tag}/CHANGELOG.md",
                "Issues": f"{home}/issues",
                "Security": f"{home}/security",
            }
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def absolute(text: str, home: str, tag: str) -> str:
    """A page of Markdown whose links and pictures no longer need the files beside it."""

    def lead(found: re.Match[str]) -> str:
        picture, words, path = found.groups()
        if picture:
            return f"![{words}]({home}/raw/{tag}/{path})"
        return f"[{words}]({home}/blob/{tag}/{path})"

    return _RELATIVE.sub(lead, text)
