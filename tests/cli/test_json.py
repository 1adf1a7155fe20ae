"""Documents for programs: every one has the keys that docs/json.md names, and no secret by accident."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator.builder.survey import Anew
from generator.cli.actions.receive import ReplyState
from generator.editing.inbox import BROKEN_PLAN, FORM, MISFIT
from generator.preview.agenda import KINDS
from generator.privacy.reply import ReplyCheck
from generator.publish.verify import State
from generator.workspace.theme import built_in_folder
from tests.privacy.test_keyfile import PRIVATE, Practice, practice, with_key

__all__ = ["practice"]

PAGE = Path(__file__).parents[2] / "docs/json.md"
FINDING = {"file", "line", "column", "width", "level", "code", "rule", "message", "hint"}


@pytest.fixture
def ready(practice: Practice, tmp_path: Path) -> Practice:
    with_key(practice)
    (tmp_path / "web").mkdir()
    (tmp_path / "mail.txt").write_text("HR2.91934", "utf-8")
    return practice


def documented(command: str) -> set[str]:
    """The keys in the table below the heading of a command."""
    text = PAGE.read_text("utf-8")
    section = text.partition(f"## `{command}`\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return {"version", *re.findall(r"`(\w+)`", " ".join(rows))}


def said(practice: Practice, *typed: str) -> dict[str, Any]:
    """The document, with all that stands beside it left out."""
    output = practice.run(*typed, "--format", "json")
    document: dict[str, Any] = json.loads(output[output.index("{\n") :])
    return document


def asked(practice: Practice, web: Path) -> dict[str, list[str]]:
    return {
        "status": ["status"],
        "receive": ["receive", str(web.parent / "mail.txt"), "--dry-run"],
        "build": ["build"],
        "publish": ["publish", str(web), "--yes"],
        "verify": ["verify", str(web)],
        "share": ["share", "sam"],
    }


def test_every_document_has_the_keys_that_are_documented(ready: Practice, tmp_path: Path) -> None:
    commands = asked(ready, tmp_path / "web")
    found = {name: said(ready, *typed) for name, typed in commands.items()}

    assert {name: set(document) for name, document in found.items()} == {
        name: documented(name) for name in commands
    }
    assert {document["version"] for document in found.values()} == {1}


def test_every_fixed_word_is_documented() -> None:
    """The words that programs ask about: kinds, states, reasons, and the keys of a finding."""
    text = PAGE.read_text("utf-8")
    findings = text.partition("**A finding**")[2].partition("**A page**")[0]
    rows = re.findall(r"^\| (`.*?) \|", findings, re.MULTILINE)
    kinds = text.partition("A `kind` is one of")[2].partition("\n\n")[0]
    replies, verified = text.partition("## `receive`")[2], text.partition("## `verify`")[2]
    became = replies.partition("A `state` is one of")[2].partition(".")[0]
    steps = replies.partition("A `why` is one of")[2].partition(";")[0]
    states = verified.partition("A `state` is one of")[2].partition("\n\n")[0]
    why = text.partition("each with `why`:")[2].partition("|")[0]

    assert {*re.findall(r"`(\w+)`", " ".join(rows))} == FINDING
    assert tuple(re.findall(r"`([\w-]+)`", kinds)) == KINDS
    assert set(re.findall(r"`([\w ]+)`", states)) == {*State} - {State.SAME}
    assert {*re.findall(r"`(\w+)`", became)} == {*ReplyState}
    assert {*re.findall(r"`([\w-]+)`", steps)} == {*ReplyCheck, FORM, MISFIT, BROKEN_PLAN}
    assert {*re.findall(r"`(\w+)`", why)} == {one.name.lower() for one in Anew}


@pytest.mark.parametrize("command", ["status", "build", "publish"])
def test_findings_have_the_shape_of_a_check(ready: Practice, tmp_path: Path, command: str) -> None:
    (ready.root / "plans/ash.yml").write_text(
        PRIVATE.replace("5f0c", "aaaa").replace("target: 7", "target: 70"), "utf-8"
    )
    (checked,) = said(ready, "check", "ash")["findings"]

    (found,) = said(ready, *asked(ready, tmp_path / "web")[command])["findings"]

    assert ready.code == 1
    assert set(found) == FINDING
    assert found == checked


def test_a_build_says_of_each_page_why_it_was_made_anew(ready: Practice) -> None:
    def why() -> list[str]:
        return [page["why"] for page in said(ready, "build")["made"]]

    plan, settings = ready.root / "plans/sam.yml", ready.root / "handrail.yml"
    assert why() == ["first"]
    plan.write_text(plan.read_text("utf-8").replace("crowd", "train"), "utf-8")
    assert why() == ["plan"]
    settings.write_text(settings.read_text("utf-8").replace("555", "556"), "utf-8")
    assert why() == ["around"]
    (page,) = (ready.root / "site/p").glob("*/index.html")
    page.write_text("<!-- not as it was -->", "utf-8")
    assert why() == ["page"]
    assert why() == []


def test_a_document_is_no_place_for_questions(ready: Practice, tmp_path: Path) -> None:
    output = ready.run("publish", str(tmp_path / "web"), "--format", "json")

    assert ready.code == 2
    assert "add --yes to publish, or --dry-run" in output
    assert not list((tmp_path / "web").iterdir())


def test_a_dry_run_says_what_would_go_out_and_sends_nothing(
    ready: Practice, tmp_path: Path
) -> None:
    document = said(ready, "publish", str(tmp_path / "web"), "--dry-run")

    assert document["published"] is False
    assert "plans/sam.yml" in [page["plan"] for page in document["new"]]
    assert not list((tmp_path / "web").iterdir())


def test_what_a_command_says_mixes_with_no_document(
    ready: Practice, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = ready.root / "handrail.yml"
    settings.write_text(f"publish: {{command: [echo, hello]}}\n{ready.settings}", "utf-8")

    document = said(ready, "publish", "--yes", "--allow-command")

    assert document["place"] == "echo hello"
    assert capfd.readouterr().err == "hello\n"


def test_secrets_stand_only_where_share_shows_them(ready: Practice, tmp_path: Path) -> None:
    settings = ready.root / "handrail.yml"
    settings.write_text(f"base_url: https://plans.example.org\n{ready.settings}", "utf-8")
    commands = asked(ready, tmp_path / "web")
    shown = said(ready, *commands.pop("share"))
    code = shown["url"].partition("#k=")[2]

    with_card = said(ready, "share", "sam", "--card", str(tmp_path / "card.html"))

    assert len(code) == 28
    assert with_card["url"] is None
    assert with_card["wrote"] == [str(tmp_path / "card.html")]
    assert code not in ready.run(*commands.pop("status"), "--format", "json")
    for typed in commands.values():
        assert code not in ready.run(*typed, "--format", "json", "--verbose")


def test_verbose_says_what_was_looked_at_and_copied(ready: Practice, tmp_path: Path) -> None:
    own = ready.root / "templates/styles/tokens.css"
    own.parent.mkdir(parents=True)
    own.write_bytes((built_in_folder() / "styles/tokens.css").read_bytes())

    output = ready.run("publish", str(tmp_path / "web"), "--yes", "--verbose")

    assert "Plan files in plans/: 1" in output
    assert "Templates of your own: styles/tokens.css" in output
    assert "plans/sam.yml: made anew, since it had none yet" in output
    assert re.search(r"^copied p/[0-9a-f]{32}/index\.html$", output, re.MULTILINE)
    assert re.search(r"^same: p/", ready.run("verify", str(tmp_path / "web"), "-v"), re.MULTILINE)
