"""Disk: what a plan of a build asks of the site's folder and of the plan files.

In: a workspace folder. Out: answers on single paths.
Reads the disk, nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.privacy.paths import SEALED_FOLDER, sealed_path
from generator.text.encoding import text_at_any_rate
from generator.workspace import files, intake, layout


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk below one workspace folder."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / layout.SITE

    def is_foreign(self, path: str) -> bool:
        return files.is_foreign(self.site / path)

    def is_ours(self, path: str) -> bool:
        return files.is_ours(self.site / path)

    def sealed_pages(self) -> frozenset[str]:
        return frozenset(map(sealed_path, files.names(self.site / SEALED_FOLDER)))

    def pages_with_our_mark(self) -> frozenset[str]:
        return frozenset(files.marked(self.site))

    def saved_ns(self, name: str) -> int:
        try:
            return (self.root / name).stat().st_mtime_ns
        except OSError:
            return 0

    def text_of(self, name: str) -> str:
        try:
            return text_at_any_rate(intake.bytes_of(self.root / name))
        except OSError:
            return ""
