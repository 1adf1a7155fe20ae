"""Template notes: files of a workspace's own `templates/` that do less than somebody may think.

In: the folder. Out: a note for each file that nothing uses, and for each copy that is outdated.
Reads the folder and the built-in templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from generator.errors import Finding, Level, Place, TemplateError
from generator.format.fields.slips import near_miss
from generator.workspace import theme
from generator.workspace.layout import TEMPLATES, printable
from generator.workspace.own_templates import (
    OwnState,
    OwnTemplate,
    built_in_templates,
    own_templates,
)

_OUTDATED_HINT: Final = (
    "move it away, copy the built-in one again with `handrail templates --copy {name}`, and put "
    "your changes into that"
)


def template_notes(overrides: Path) -> tuple[Finding, ...]:
    """What there is to note of the files; nothing where one cannot be read, which is an error."""
    try:
        own = own_templates(overrides)
    except TemplateError:
        return ()
    if not own:
        return ()
    return tuple(_notes(own, [*built_in_templates()], theme.former_names()))


def meant_template(name: str, known: Sequence[str]) -> str | None:
    """The built-in template that somebody means who wrote `name`: by its last part, else nearly so."""
    last = PurePosixPath(name).name
    alike = [one for one in known if PurePosixPath(one).name == last]
    if len(alike) == 1:
        return alike[0]
    near = near_miss(name, known)
    if near is not None:
        return near
    by_last = {PurePosixPath(one).name: one for one in known}
    return by_last.get(near_miss(last, by_last) or "")


def _notes(
    own: Sequence[OwnTemplate], known: Sequence[str], moved: frozenset[str]
) -> Iterator[Finding]:
    for one in own:
        place = Place(f"{TEMPLATES}/{one.name}")
        if one.state is OwnState.UNUSED and one.name not in moved:
            yield Finding(
                place,
                "this file is not used: no built-in template has its name",
                "template-unused",
                _way_out(one.name, known),
                level=Level.NOTE,
            )
        elif one.state is OwnState.OUTDATED:
            yield Finding(
                place,
                OwnState.OUTDATED.value,
                "template-outdated",
                _OUTDATED_HINT.format(name=printable(one.name)),
                level=Level.NOTE,
            )


def _way_out(name: str, known: Sequence[str]) -> str:
    meant = meant_template(name, known)
    if meant is None:
        return "`handrail templates` lists the names; delete the file if you do not need it"
    return f"did you mean {TEMPLATES}/{meant}? Then move it there"
