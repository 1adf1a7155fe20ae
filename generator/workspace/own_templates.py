"""Own templates: how the files of a workspace's own `templates/` stand to the built-in ones.

In: the folder. Out: an `OwnTemplate` for each file, and copies to begin from.
Reads both folders, nothing else. A copy says on its first line which built-in one it was made from,
so that it is known to be outdated once that one has changed, whatever was done to the copy.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Final

from generator.text.locales import CATALOGUES
from generator.workspace import theme

#: What stands around a comment, by the ending of the file.
_COMMENTS: Final = {
    ".html": ("{# ", " #}"),
    ".svg": ("{# ", " #}"),
    ".css": ("/* ", " */"),
    ".js": ("// ", ""),
    ".po": ("# ", ""),
}
_MARK: Final = "made by `handrail templates --copy` from "
_MADE_FROM: Final = re.compile(rf"[^\n]*{re.escape(_MARK)}([0-9a-f]{{16}})\b")
#: The first sentence of a template's own comment, after its name.
_SUMMARY: Final = re.compile(
    r"(?://[^\n]*\n)?(?:\{#|/\*\*?|#)[\s*]*[^:\n]*: (.*?)(?:\.\s|\.$|#\}|\*/|\n\n)", re.DOTALL
)


class OwnState(Enum):
    """How a file of one's own stands to the built-in one of its name."""

    STANDS_IN = "stands in for the built-in one"
    SAME = "as the built-in one"
    OUTDATED = "the built-in one has changed since this was copied from it"
    UNUSED = "nothing has this name, and no file of your own names it"


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A file of a workspace's own, by its name below `templates/`."""

    name: str
    state: OwnState


def built_in_templates() -> dict[str, str]:
    """The built-in templates by their names, in the order of these."""
    return theme.load_theme(theme.built_in_folder()).by_name


def own_templates(overrides: Path) -> tuple[OwnTemplate, ...]:
    """Every file of `overrides` that belongs to a theme, in the order of the names.

    Raises TemplateError where one cannot be read.
    """
    names = theme.own_files(overrides)
    if not names:
        return ()
    built_in, now = built_in_templates(), theme.load_theme(overrides).by_name
    own = {name: now[name] for name in names}
    return tuple(OwnTemplate(name, _state(name, own, built_in)) for name in names)


def copy_of(name: str, text: str) -> bytes:
    """A copy of the built-in template of this name, with what it was made from on its first line."""
    before, after = _COMMENTS[PurePosixPath(name).suffix]
    return f"{before}{_MARK}{_digest(text)}{after}\n{text}".encode()


def summary(text: str) -> str:
    """What a template is for, as its own comment says in its first sentence; empty where it has none."""
    found = _SUMMARY.match(text)
    if found is None:
        return ""
    words = re.sub(r"\s*\n[\s*]*", " ", found[1]).strip().rstrip(".")
    return words[:1].upper() + words[1:]


def _state(name: str, own: Mapping[str, str], built_in: Mapping[str, str]) -> OwnState:
    if name not in built_in:
        return OwnState.STANDS_IN if _is_used(name, own) else OwnState.UNUSED
    if own[name] == built_in[name]:
        return OwnState.SAME
    made_from = _MADE_FROM.match(own[name])
    if made_from and made_from[1] != _digest(built_in[name]):
        return OwnState.OUTDATED
    return OwnState.STANDS_IN


def _is_used(name: str, own: Mapping[str, str]) -> bool:
    """Whether a file without a built-in one is of use: words of a language, or named by another."""
    path = PurePosixPath(name)
    if path.suffix == theme.CATALOGUE and path.parts[:1] == (CATALOGUES,):
        return True
    return any(f'"{name}"' in text or f"'{name}'" in text for text in own.values())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
