"""Built site: the files of the last build, as they are published.

In: a workspace folder. Out: a `BuiltSite`, read file by file.
Reads `site/` and the manifest; writes nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import WorkspaceError
from generator.model.share import Access
from generator.workspace import files, layout, manifest


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """The files of the last build in the order of their paths, and how the page at each path is
    reached.
    """

    folder: Path
    paths: tuple[str, ...]
    address_keys: Mapping[str, str]

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises WorkspaceError where it cannot be read."""
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise WorkspaceError(
                f"cannot read {error.filename}; run `handrail build` first"
            ) from error

    def is_public(self, path: str) -> bool:
        """Whether anyone may open the page at this path."""
        return self.address_keys.get(path) == Access.PUBLIC


def built_site(root: Path) -> BuiltSite:
    """What the last build made and left."""
    folder, scratch = root / layout.SITE, root / layout.SCRATCH
    known = manifest.load_manifest(scratch, manifest.passing_digests(scratch))
    address_keys = {made.path: made.address_key for made in known.pages.values()}
    frame = [
        path for path in known.frame if path == ".nojekyll" or not files.is_foreign(folder / path)
    ]
    # The page of a plan with findings may have been deleted by hand.
    pages = [path for path in address_keys if (folder / path).exists()]
    return BuiltSite(folder, tuple(sorted({*frame, *pages})), address_keys)


def content_digest(data: bytes) -> str:
    """What tells one version of a file from another."""
    return hashlib.sha256(data).hexdigest()


def foreign_files(site: Path, ours: Collection[str]) -> Iterator[str]:
    """Files in `site/` that somebody else put there, folder by folder."""
    for place, folders, names in os.walk(site):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name).relative_to(site).as_posix()
            if path not in ours and path != ".gitignore":
                yield path
