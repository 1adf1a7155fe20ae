"""Libraries: which copies of which libraries shape a page here.

In: nothing. Out: words that change with any of them. Looks for the files of packages and imports
none of them: that would cost more than a whole build without changes.
"""

from __future__ import annotations

import re
import zlib
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from generator.workspace.files import names, stamp

#: Every library that has a hand in the bytes of a page: by the name that is imported, and by that
#: of its package.
LIBRARIES: Final = {
    "babel": "babel",
    "cryptography": "cryptography",
    "icalendar": "icalendar",
    "jinja2": "jinja2",
    "markdown": "markdown",
    "markupsafe": "markupsafe",
    "nh3": "nh3",
    "rjsmin": "rjsmin",
    "yaml": "pyyaml",
}
_INFO: Final = re.compile(r"(?P<package>[^-]+)-(?P<version>.+)\.(?:dist|egg)-info")


def in_use() -> tuple[str, ...]:
    """One line for each library: the file that an import would find, and the versions that are
    installed beside it.
    """
    beside: dict[Path, tuple[str, ...]] = {}
    lines = [f"zlib {zlib.ZLIB_RUNTIME_VERSION}"]
    for module, package in sorted(LIBRARIES.items()):
        spec = find_spec(module)
        if spec is None or spec.origin is None:
            continue
        file = Path(spec.origin)
        folder = file.parents[1] if spec.submodule_search_locations else file.parent
        beside.setdefault(
            folder,
            tuple(name for name in names(folder) if _INFO.fullmatch(name)),
        )
        infos = [name for name in beside[folder] if _is_of(name, package)]
        records = [f"{name} {stamp(folder / name / 'RECORD')}" for name in infos]
        lines.append(f"{module} {stamp(file)} {' '.join(records)}")
    return tuple(lines)


def _is_of(info: str, package: str) -> bool:
    found = _INFO.fullmatch(info)
    return found is not None and found["package"].lower().replace("_", "-") == package
