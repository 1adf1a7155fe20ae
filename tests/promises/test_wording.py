"""Wording: whatever Handrail says, in a terminal, a preview, a page or on a card, is easy to read and blames nobody."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator.advice.english import grade
from generator.cli.app import main
from generator.format.syntax_errors import _CAUSES
from tests.builder.test_private import PRIVATE, a_practice

ROOT = Path(__file__).parents[2]
#: Modules whose long strings are lists of words, headers for hosts, or drawings.
SILENT = {
    "advice/english.py",
    "builder/copies.py",
    "builder/icons.py",
    "builder/site_files.py",
    "charts/habit.py",
    "format/fields/slips.py",
}
MODULES = sorted(
    path
    for path in (ROOT / "generator").rglob("*.py")
    if path.relative_to(ROOT / "generator").as_posix() not in SILENT
)
TEMPLATES = sorted([*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.js")])
CATALOGUE = ROOT / "templates/locale/handrail.pot"

#: What the YAML scanner says, which nobody is told.
SCANNED = {cause.pattern for cause in _CAUSES}

#: The grade of all that a module says, and of any one sentence.
HIGHEST_GRADE = 7
HIGHEST_OF_ONE = 9.5
#: Fewest words of a sentence whose grade tells anything.
FEWEST_WORDS = 6
#: Words of the field and of the format, which have no shorter name.
TERMS = re.compile(
    r"`[^`]*`|“[^”]*”|\{[^{}]*\}|--[a-z-]+|[\w.*-]+[/.][\w.*/-]+"
    r"|\b(achievable|baseline|confidence|measurable|objectives?|percentage|professionals?|questionnaires?|relevant"
    r"|specific|strateg(?:y|ies)|surroundings|therapists?|time-bound|YAML)\b",
    re.IGNORECASE,
)
COLD = re.compile(
    r"\b(fail(s|ed|ures?)?|invalid|illegal|incorrect|forbidden|denied|abort(s|ed)?|fatal|bad|forgot(ten)?|must"
    r"|unexpected|your fault|you (did not|have not|should|cannot)|wrongly|crash(es|ed)?|errors?|ought to)\b"
    r"|[a-z]!(\s|$)",
    re.IGNORECASE,
)
#: What a rule of advice listens for, or what a finding is called where programs read it.
QUOTED = re.compile(r"“[^”]*”|`[^`]*`|\bas errors, with a code\b")


def said_in(module: Path) -> list[str]:
    """The sentences in a module, with a word in place of every value; docstrings only where they are help."""
    tree = ast.parse(module.read_text("utf-8"))
    silent = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and not is_command(node):
            silent |= {id(first.value) for first in node.body[:1] if isinstance(first, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.append(
                "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "name"
                    for part in node.values
                )
            )
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ):
            found.append(node.value)
    return [text for text in found if len(text.split()) >= 4 and not is_for_machines(text)]


def is_command(node: ast.AST) -> bool:
    """Whether the docstring of this is a command's help."""
    return isinstance(node, ast.FunctionDef) and any(
        re.search(r"\.(command|group)\b", ast.unparse(one)) for one in node.decorator_list
    )


def is_for_machines(text: str) -> bool:
    """Whether this is a pattern, a policy, markup, a drawing or what one program says to another."""
    return text in SCANNED or bool(
        re.search(r"\\[bdswW]|\(\?|'none'|</?[a-z]|^M\d[\dACHLMQSVZ .-]*$", text)
    )


def shown_by(template: Path) -> list[str]:
    """The words between the tags of a template, and the texts of a script."""
    text = template.read_text("utf-8")
    if template.suffix == ".js":
        texts = re.findall(r'"([^"\n]+)"|`([^`]+)`', re.sub(r"//.*|/\*[\s\S]*?\*/", "", text))
        return [
            one
            for pair in texts
            for one in pair
            if len(one.split()) >= 3 and not is_for_machines(one)
        ]
    called = re.findall(r'\b(?:_|gettext|ngettext)\(\s*"([^"]+)"', text)
    bare = re.sub(
        r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(script|style)\b.*?</\1>|<[^>]*>",
        "\n",
        text,
        flags=re.DOTALL,
    )
    return [one.strip() for one in (*called, *bare.splitlines()) if len(one.split()) >= 3]


def of_pages() -> list[str]:
    """Every sentence of a page, a lock, a card and the preview, as a translator gets it."""
    texts = re.findall(
        r'^msgid(?:_plural)? ((?:".*"\n)+)', CATALOGUE.read_text("utf-8"), re.MULTILINE
    )
    joined = ["".join(re.findall(r'"(.*)"\n', text)) for text in texts]
    return [text for text in joined if len(text.split()) >= 3]


@cache
def words() -> dict[str, list[str]]:
    """All that is said, by where it stands."""
    modules = {path.relative_to(ROOT).as_posix(): said_in(path) for path in MODULES}
    templates = {path.relative_to(ROOT).as_posix(): shown_by(path) for path in TEMPLATES}
    said = modules | templates | {"templates/locale": of_pages()}
    return {name: texts for name, texts in said.items() if texts}


def in_plain_words(text: str) -> str:
    return TERMS.sub("this", text)


def test_what_is_said_is_at_most_grade_7() -> None:
    grades = {
        name: grade(" ".join(f"{in_plain_words(one).rstrip('.')}." for one in texts))
        for name, texts in words().items()
    }

    assert {name: found for name, found in grades.items() if found > HIGHEST_GRADE} == {}


def test_no_single_sentence_is_hard() -> None:
    texts = {(name, in_plain_words(one)) for name, said in words().items() for one in said}

    assert {
        (name, one)
        for name, one in texts
        if len(one.split()) >= FEWEST_WORDS and grade(one) > HIGHEST_OF_ONE
    } == set()


def test_no_message_blames_or_shouts() -> None:
    assert [
        (name, one)
        for name, texts in words().items()
        for one in texts
        if COLD.search(QUOTED.sub("", one))
    ] == []


def test_words_are_found_wherever_they_are_said() -> None:
    for name, expected in {
        "generator/format/validate/plan.py": "nobody to call is named, and no page goes out without",
        "generator/advice/measurable.py": "It is clear what to look at. Where does it start? One score today will do.",
        "generator/cli/options.py": "Folder with your plans; default: here, or the nearest one above.",
        "generator/privacy/keyfile.py": "the key file cannot be read: name",
        "generator/format/syntax_errors.py": "a colon here splits the text in two",
        "templates/locale": "Preview on this computer only. This page is never published. As of {day}.",
    }.items():
        assert expected in words()[name]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("check --today=1.2.2026", "--today: write year, month and day, such as 2026-01-19"),
        ("check --format=xml", "--format: 'xml' is not one of 'text', 'json', 'github'."),
        ("check nobody.yml", 'there is no plan "nobody.yml" here'),
        ("chekc", "No such command 'chekc'."),
        ("--wat", "No such option '--wat'."),
        ("share", "PLAN is still to be named."),
        ("key nothing", "No such command 'nothing'."),
    ],
)
def test_a_slip_of_the_fingers_is_no_error_and_nothing_is_invalid(typed: str, said: str) -> None:
    done = CliRunner().invoke(main, typed.split())

    assert done.exit_code == 2
    assert said in done.output
    assert "for examples." in done.output
    assert not COLD.search(click.unstyle(done.output))


def test_a_question_that_is_left_unanswered_ends_in_a_plain_word(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)

    done = CliRunner().invoke(
        main, ["revoke", "-C", str(root), str(root / "plans/sam.yml")], input=""
    )

    assert done.exit_code == 1
    assert "Stopped here. Run it again when you like.\n" in done.output
    assert "Abort" not in done.output
    assert not (root / "handrail.revoked").exists()


@pytest.mark.parametrize("typed", ["", "key"])
def test_a_command_that_is_given_nothing_shows_its_help_once(typed: str) -> None:
    assert CliRunner().invoke(main, typed.split()).output.count("Usage:") == 1
