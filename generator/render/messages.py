"""Messages: everything that a page, a lock or a card can say, for whoever translates it.

In: this package, its templates and the catalogue of questionnaires.
Out: a gettext template, `handrail.pot`.
Reads the disk, nothing else. `python -m generator.render.messages` prints it; a test compares.
"""

from __future__ import annotations

import functools
import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import write_po

from generator.format import catalogue
from generator.workspace.theme import built_in_folder

#: What precedes a remark for translators in the code.
_REMARK: Final = "Translators:"
_JINJA: Final = {"trimmed": "true", "newstyle_gettext": "true"}
#: Says nothing of when the file was made, or with what: the same words give the same file.
_HEADER: Final = """\
# All that Handrail says on a page, a lock and a card. How to translate it: docs/translating.md
msgid ""
msgstr ""
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


@functools.cache
def template() -> Catalog:
    """All messages, each with the files that say it; read once, since a program stays as it is."""
    package, theme = Path(__file__).resolve().parents[1], built_in_folder()
    found = Catalog()
    for path in sorted(package.rglob("*.py")):
        _add(found, path, path.relative_to(package.parent), "python", {})
    for path in sorted(theme.rglob("*.html")):
        _add(
            found,
            path,
            "templates" / path.relative_to(theme),
            "jinja2.ext:babel_extract",
            _JINJA,
        )
    for name in _bands():
        found.add(
            name,
            locations=[("generator/measures.yml", 1)],
            auto_comments=["the name of a range of totals"],
        )
    return found


def as_text(messages: Catalog) -> str:
    """The catalogue as gettext writes it, without line numbers, which change with every edit."""
    file = io.BytesIO()
    write_po(
        file,
        messages,
        width=100,
        omit_header=True,
        include_lineno=False,
        sort_output=True,
    )
    return _HEADER + file.getvalue().decode()


def _add(
    messages: Catalog, path: Path, name: Path, method: str, options: Mapping[str, str]
) -> None:
    found = extract_from_file(
        method, path, DEFAULT_KEYWORDS, (_REMARK,), dict(options), strip_comment_tags=True
    )
    for line, message, remarks, context in found:
        messages.add(
            message,
            None,
            [(name.as_posix(), line)],
            auto_comments=remarks,
            context=context,
        )


def _bands() -> Iterator[str]:
    """The names of ranges in the catalogue of questionnaires, sorted."""
    names = set()
    for questionnaire in catalogue.load_catalogue().values():
        names |= {band.name for band in questionnaire.bands if band.name}
    yield from sorted(names)


if __name__ == "__main__":
    sys.stdout.write(as_text(template()))
