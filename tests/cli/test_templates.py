"""Templates: what pages are made of is listed and copied, and a file that does nothing is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.workspace.own_templates import (
    OwnState,
    built_in_templates,
    copy_of,
    own_templates,
    summary,
)
from tests.privacy.test_keyfile import Practice, practice, with_key

__all__ = ["practice"]

BUILT_IN = built_in_templates()


@pytest.fixture(autouse=True)
def _key(practice: Practice) -> None:
    with_key(practice)


def put(practice: Practice, name: str, text: str | bytes) -> Path:
    path = practice.root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def states(practice: Practice) -> dict[str, OwnState]:
    return {one.name: one.state for one in own_templates(practice.root / "templates")}


def test_copies_of_all_templates_change_no_page(practice: Practice) -> None:
    practice.run("build")
    before = {path: path.read_bytes() for path in (practice.root / "site").rglob("*.html")}

    copies = [word for name in BUILT_IN for word in ("--copy", name)]
    said = practice.run("templates", *copies)
    practice.run("build")

    assert said.count("Made ") == len(BUILT_IN)
    assert {path: path.read_bytes() for path in (practice.root / "site").rglob("*.html")} == before
    assert set(states(practice).values()) == {OwnState.STANDS_IN}


@pytest.mark.parametrize("name", ["styles/tokens.css", "page/lock.html", "scripts/unlock.js"])
def test_a_copy_is_outdated_once_the_built_in_one_has_changed(
    practice: Practice, name: str
) -> None:
    copied = copy_of(name, f"{BUILT_IN[name]}\n")
    put(practice, name, copied)

    assert states(practice) == {name: OwnState.OUTDATED}
    assert f"{name}: stands in for the built-in one, and is outdated" in practice.run("templates")
    said = practice.run("check")
    assert practice.code == 0
    assert "[template-outdated]" in said
    assert f"handrail templates --copy {name}" in said


def test_what_somebody_writes_in_a_copy_makes_it_no_older(practice: Practice) -> None:
    practice.run("templates", "--copy", "styles/tokens.css")
    path = practice.root / "templates/styles/tokens.css"
    path.write_text(path.read_text("utf-8").replace("rem", "em"), "utf-8")

    assert states(practice) == {"styles/tokens.css": OwnState.STANDS_IN}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("components/nexxt_step.html", "components/next_step.html"),
        ("tokens.css", "styles/tokens.css"),
        ("page/head.html", "components/head.html"),
    ],
)
def test_an_unused_file_is_noted_with_what_was_meant(
    practice: Practice, name: str, meant: str
) -> None:
    put(practice, name, BUILT_IN[meant])

    for command in ("check", "templates"):
        said = practice.run(command)
        assert practice.code == 0
        assert f"templates/{name}:1:1: note: this file is not used" in said
        assert f"did you mean templates/{meant}?" in said
        assert "Good to see: templates" not in said


def test_files_that_others_name_and_words_of_languages_are_used(
    practice: Practice,
) -> None:
    put(practice, "components/mine.html", "{# mine: so. #}\n")
    put(practice, "page/plan.html", BUILT_IN["page/plan.html"] + '{# "components/mine.html" #}')
    put(practice, "locale/fr.po", 'msgid ""\nmsgstr ""\n')

    assert OwnState.UNUSED not in states(practice).values()


def test_a_file_that_is_there_is_not_copied_over(practice: Practice) -> None:
    mine = put(practice, "styles/tokens.css", "/* mine */\n")

    said = practice.run("templates", "--copy", "styles/tokens.css")

    assert practice.code == 1
    assert "is there already, and stays as it is" in said
    assert mine.read_text("utf-8") == "/* mine */\n"


@pytest.mark.parametrize("typed", ["tokens.css", "styles/token.css", "../styles/tokens.css"])
def test_a_name_that_is_nearly_right_is_offered(practice: Practice, typed: str) -> None:
    said = practice.run("templates", "--copy", typed)

    assert practice.code == 2
    assert 'did you mean "styles/tokens.css"?' in said
    assert not (practice.root / "templates").exists()


def test_every_built_in_template_says_what_it_is_for(practice: Practice) -> None:
    said = practice.run("templates")

    for name, text in BUILT_IN.items():
        assert re.fullmatch(r"[A-Z].{6,200}", summary(text)), name
        assert re.search(rf"^  {re.escape(name)} +{re.escape(summary(text))}$", said, re.MULTILINE)
