"""Built site: the files of the last build, as they are published.

In: a workspace folder. Out: a `BuiltSite`, read file by file.
Reads `site/` and the manifest; writes nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.builder.site import Foreseen
from generator.errors import WorkspaceError
from generator.model.share import Access
from generator.workspace import files, layout, manifest
from generator.workspace.manifest import Manifest


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """The files of the last build in the order of their paths, and how the page at each path is
    reached.

    `to_come` has the bytes of those that a build would write and that nobody has written yet.
    """

    folder: Path
    paths: tuple[str, ...]
    address_keys: Mapping[str, str]
    to_come: Mapping[str, bytes] = field(default_factory=dict)

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises WorkspaceError where it cannot be read."""
        if path in self.to_come:
            return self.to_come[path]
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
    known = _known(root)
    address_keys = {made.path: made.address_key for made in known.pages.values()}
    return _site(root, known.frame, address_keys, {})


def site_to_come(root: Path, foreseen: Foreseen) -> BuiltSite:
    """What a build would make and leave."""
    around = {*_known(root).frame, *(foreseen.files.keys() - foreseen.address_keys.keys())}
    return _site(root, around, foreseen.address_keys, foreseen.files)


def _known(root: Path) -> Manifest:
    scratch = root / layout.SCRATCH
    return manifest.load_manifest(scratch, manifest.passing_digests(scratch))


def _site(
    root: Path,
    around: Collection[str],
    address_keys: Mapping[str, str],
    to_come: Mapping[str, bytes],
) -> BuiltSite:
    folder = root / layout.SITE
    frame = [path for path in around if path == ".nojekyll" or not files.is_foreign(folder / path)]
    # The page of a plan with findings may have been deleted by hand.
    pages = [path for path in address_keys if path in to_come or (folder / path).exists()]
    return BuiltSite(folder, tuple(sorted({*frame, *pages})), address_keys, to_come)


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
