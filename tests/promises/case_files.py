"""Case files: mistakes in plans and in settings, and what the terminal says of each.

`cases` are what the makers thought of; `slips` were invented by somebody who had not written the
messages, each followed by hand once. `NAME.yml` is the file, `NAME.txt` the words, `NAME.mended.yml`
the file after a hint was followed that leaves something to a person. A name with `.settings` is a
`handrail.yml`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from generator.errors import Finding, PlanError
from generator.format import catalogue
from generator.format.parse import parse
from generator.format.validate.plan import validate
from generator.format.validate.settings import NO_SETTINGS, read_settings
from generator.model.settings import SupportLine

HERE: Final = Path(__file__).parent
CASES: Final = HERE / "cases"
SLIPS: Final = HERE / "slips"
#: After every date of the cases but that of the entry from the future; and so of the slips.
TODAY: Final = date(2026, 1, 19)
_TODAY_OF_SLIPS: Final = date(2026, 11, 29)
_NIGHT_LINE: Final = SupportLine("Night line", "555 0100", None)


def case_files() -> list[Path]:
    """Every file with a mistake, or with what might be one."""
    files = (*CASES.glob("*.yml"), *SLIPS.glob("*.yml"))
    return sorted(path for path in files if not path.name.endswith(".mended.yml"))


def findings_in(data: bytes, path: Path) -> tuple[Finding, ...]:
    """What keeps the page from being made where the bytes stand in a file."""
    settings, today = NO_SETTINGS, TODAY
    if path.parent == SLIPS:
        settings = replace(NO_SETTINGS, support=(_NIGHT_LINE,))
        today = _TODAY_OF_SLIPS
    try:
        if ".settings" in path.name:
            read_settings(parse(data, "handrail.yml"), frozenset({"de", "en"}))
        else:
            document = parse(data, f"plans/{path.name}")
            validate(document, settings, today, catalogue.load_catalogue)
    except PlanError as error:
        return error.findings
    return ()
