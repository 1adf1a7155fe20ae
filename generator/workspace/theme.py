"""Theme: the templates and styles that a site is printed with.

In: the built-in folder and, where a workspace has one, its own `templates/`. Out: a `Theme` value.
Reads the disk, nothing else. A file in the workspace stands in for the built-in one of the same
name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.errors import Finding, Level, Place, TemplateError
from generator.text.encoding import text_at_any_rate, text_of
from generator.text.locales import CATALOGUES, ENGLISH, base_of
from generator.workspace.intake import bytes_of

if TYPE_CHECKING:
    from generator.text.phrases import Lists

#: File endings that belong to a theme; anything else in a templates folder is left alone.
ENDINGS = frozenset({".html", ".svg", ".css", ".js", ".po"})
CATALOGUE: Final = ".po"
#: How the file of a list of words is called that ask a person to look, after its language.
RISK_LIST: Final = ".risk.txt"


#: Where files that a workspace may still have under an older name stand today.
_MOVED: Final = {
    "base.html": "page/base.html",
    "pages/article.html": "page/article.html",
    "pages/card.html": "page/card.html",
    "pages/gone.html": "page/gone.html",
    "pages/lock.html": "page/lock.html",
    "pages/notice.html": "page/notice.html",
    "pages/plan.html": "page/plan.html",
    "components/rail.html": "components/beads.html",
    "components/timeline.html": "components/beads.html",
    "components/sheet.html": "components/tracking_sheet.html",
    "styles/lists.css": "styles/wins_and_helps.css",
    "styles/rail.css": "styles/beads.css",
    "styles/timeline.css": "styles/beads.css",
    "styles/sheet.css": "styles/tracking_sheet.css",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """Template sources by relative name with forward slashes, in the order of the names.

    `is_built_in` is whether all templates are the program's own; translations may be anybody's,
    since no word of theirs is ever run.
    """

    sources: tuple[tuple[str, str], ...]
    is_built_in: bool = False

    @property
    def by_name(self) -> dict[str, str]:
        """The sources by their names."""
        return dict(self.sources)

    @property
    def digest(self) -> str:
        """64 hex digits that change when any source or name does."""
        digest = hashlib.sha256()
        for name, text in self.sources:
            digest.update(f"{len(name)}:{name}{len(text)}:{text}".encode())
        return digest.hexdigest()


def built_in_folder() -> Path:
    """Where the built-in theme lies: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def load_theme(overrides: Path) -> Theme:
    """The built-in theme with every file of `overrides` put in its place; a missing folder changes
    nothing.

    Raises TemplateError, which names the file, when one cannot be read, is not UTF-8, or is a link
    that leads out of the folder: a workspace may be somebody else's, and the words of any file
    could be printed into a page.
    """
    built_in = {name: _template(name, path) for name, path in _templates(built_in_folder())}
    own = _own_templates(overrides)
    is_built_in = all(
        built_in.get(name) == text for name, text in own.items() if not name.endswith(CATALOGUE)
    )
    sources = {**built_in, **own}
    return Theme(tuple(sorted(sources.items())), is_built_in)


def _own_templates(overrides: Path) -> dict[str, str]:
    """The files of a workspace by name. Raises TemplateError, also where one leads elsewhere."""
    own = {}
    for name, path in _templates(overrides):
        if not path.resolve().is_relative_to(overrides.resolve()):
            raise TemplateError(
                f"templates/{name}: this is a link to a file elsewhere; put a copy in its place"
            )
        own[name] = _template(name, path)
    return own


def own_files(overrides: Path) -> tuple[str, ...]:
    """The names of a workspace's own files; none in the folder of the built-in ones itself."""
    if overrides.resolve() == built_in_folder().resolve():
        return ()
    return tuple(sorted(name for name, _path in _templates(overrides)))


def _templates(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a theme with its name below the folder."""
    for path in folder.rglob("*"):
        # An editor's lock is a link to nowhere; whatever else has such a name is meant to be a
        # template.
        if path.suffix in ENDINGS and path.exists() and not path.is_dir():
            yield path.relative_to(folder).as_posix(), path


def _template(name: str, path: Path) -> str:
    """The words of one file. Raises TemplateError where it cannot be read, or is not UTF-8."""
    try:
        return _text(path)
    except UnicodeDecodeError as error:
        raise TemplateError(f"templates/{name}: this file is not saved as UTF-8") from error
    except OSError as error:
        raise TemplateError(
            f"templates/{name}: this file cannot be read: {error.strerror}"
        ) from error


def _text(path: Path) -> str:
    """The words of one file; a catalogue has findings of its own, and all else of it stays of use."""
    data = bytes_of(path)
    try:
        return text_of(data)
    except UnicodeDecodeError:
        if path.suffix != CATALOGUE:
            raise
        return text_at_any_rate(data)


def languages(overrides: Path) -> frozenset[str]:
    """The languages that have a catalogue of words, built in or in `overrides`."""
    folders = (built_in_folder() / CATALOGUES, overrides / CATALOGUES)
    return frozenset(path.stem for folder in folders for path in folder.glob(f"*{CATALOGUE}"))


def slips(overrides: Path) -> tuple[Finding, ...]:
    """What is wrong in the catalogues and lists of `overrides`.

    Raises OSError where one cannot be read.
    """
    if not (overrides / CATALOGUES).is_dir():
        return ()
    from generator.text.phrases import phrases  # few workspaces have words of their own
    from generator.text.translations import catalogue

    return tuple(
        finding
        for ending, read in ((CATALOGUE, catalogue), (RISK_LIST, phrases))
        for path in sorted((overrides / CATALOGUES).glob(f"*{ending}"))
        if path.is_file()
        for finding in read(
            text_at_any_rate(bytes_of(path)), f"templates/{path.relative_to(overrides).as_posix()}"
        ).findings
    )


def former_names() -> frozenset[str]:
    """The names that built-in templates had once, of which `moved` tells."""
    return frozenset(_MOVED)


def moved(overrides: Path) -> tuple[Finding, ...]:
    """Files of `overrides` that stand in for nothing any more, since the built-in one has another
    place now. Raises OSError where one cannot be read.
    """
    findings: list[Finding] = []
    if not overrides.is_dir():
        return ()
    for old, new in _MOVED.items():
        if (overrides / old).is_file():
            findings.append(
                Finding(
                    Place(f"templates/{old}", 1, 1),
                    f"this file is not used: the one it stands in for is templates/{new} now",
                    "template-moved",
                    _way_to(new, text_at_any_rate(bytes_of(overrides / old))),
                    level=Level.ADVICE,
                )
            )
    return tuple(findings)


def _way_to(new: str, text: str) -> str:
    """What to do with a file of this text, so that it stands in for the one of this name again."""
    steps = [f"move it to templates/{new}"]
    for old, name in _MOVED.items():
        if f'"{old}"' in text or f"'{old}'" in text:
            steps.append(f"write {name} where it says {old}")
    return " and ".join(steps)


def risk_lists(overrides: Path, languages: Collection[str]) -> Lists:
    """The lists of words that ask a person to look: of English and of these languages; one of one's
    own comes on top.

    Raises OSError where one cannot be read.
    """
    tags = sorted({ENGLISH, *languages, *map(base_of, languages)})
    folders = (built_in_folder(), overrides)
    paths = [
        (
            tag,
            folder / CATALOGUES / f"{tag}{RISK_LIST}",
        )
        for tag in tags
        for folder in folders
    ]
    found = ((tag, text_at_any_rate(bytes_of(path))) for tag, path in paths if path.is_file())
    return tuple(dict.fromkeys(found))
