"""Sharing: what is handed over opens the page, is listed without secrets, and ends for good."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from generator.seal import link_of
from tests.builders import SMALL
from tests.test_keys import PRIVATE, Practice, practice, with_key

__all__ = ["practice"]
OTHER_UID = "0d1e2f3a4b5c6d7e8f90a1b2c3d4e5f6"


@pytest.fixture
def three(practice: Practice) -> Practice:
    with_key(practice)
    (practice.root / "plans/words.yml").write_text(
        f"share: {{access: words}}\n{PRIVATE.replace('5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70', OTHER_UID)}", "utf-8"
    )
    (practice.root / "plans/open.yml").write_text(SMALL.partition("\n")[2], "utf-8")
    (practice.root / "handrail.yml").write_text(f"base_url: https://plans.example.org/x/\n{practice.settings}", "utf-8")
    practice.run("build")
    return practice


def listed(practice: Practice, *more: str) -> list[dict[str, str | None]]:
    found: list[dict[str, str | None]] = json.loads(practice.run("links", "--format", "json", *more))
    return found


def test_links_are_listed_without_secrets_unless_asked_for(three: Practice) -> None:
    bare, full = listed(three), listed(three, "--show-secrets")

    assert [one["plan"] for one in bare] == ["plans/open.yml", "plans/sam.yml", "plans/words.yml"]
    assert [one["access"] for one in bare] == ["public", "link", "words"]
    assert all(set(one) == {"plan", "access", "path"} for one in bare)
    assert all((three.root / "site" / str(one["path"])).is_file() for one in bare)
    assert full[0]["url"] == "https://plans.example.org/x/open/"
    assert re.fullmatch(r"https://plans\.example\.org/x/p/[0-9a-f]{32}/#k=[0-9A-Z]{28}", str(full[1]["url"]))
    assert len(str(full[2]["words"]).split()) == 6
    assert "#k=" not in three.run("links")


def test_a_link_that_is_shown_is_whole_and_comes_with_a_square_for_a_camera(three: Practice) -> None:
    said = three.run("share", str(three.root / "plans/sam.yml"))
    code = said.strip().rpartition("#k=")[2]

    assert len(link_of(code)) == 16
    assert "▀" in said or "█" in said
    assert "▀" not in three.run("share", str(three.root / "plans/sam.yml"), "--no-qr")


def test_cards_keep_link_and_words_apart_and_name_nobody(three: Practice, tmp_path: Path) -> None:
    card, words = tmp_path / "card.html", tmp_path / "words.html"
    said = three.run("share", str(three.root / "plans/words.yml"), "--card", str(card), "--words-card", str(words))
    link, six = listed(three, "--show-secrets")[2]["url"], str(listed(three, "--show-secrets")[2]["words"]).split()

    assert "#k=" not in said
    address, code = re.findall(r"<li>(https://.*)</li>\n<li>(#k=.*)</li>", card.read_text("utf-8"))[0]
    assert re.fullmatch("#k=([0-9A-Z]{4}-){6}[0-9A-Z]{4}", code)
    assert address + code.replace("-", "") == link
    assert "This card alone does not open it." in card.read_text("utf-8")
    assert "can read the page" not in card.read_text("utf-8")
    assert not any(word in card.read_text("utf-8").split() for word in six)
    assert all(re.search(rf"\d  {word}<", words.read_text("utf-8")) for word in six)
    assert "#k=" not in words.read_text("utf-8")
    assert "Sam" not in card.read_text("utf-8") + words.read_text("utf-8")


@pytest.mark.parametrize("setting", ["", "support_on_lock: true\n"])
def test_a_card_says_whom_to_call_where_the_locked_page_does(three: Practice, tmp_path: Path, setting: str) -> None:
    settings = three.root / "handrail.yml"
    settings.write_text(setting + settings.read_text("utf-8"), "utf-8")
    three.run("share", str(three.root / "plans/sam.yml"), "--card", str(tmp_path / "card.html"))
    card = (tmp_path / "card.html").read_text("utf-8")

    assert "can read the page" in card
    assert ("555 0100" in card) == bool(setting)


def test_a_card_is_never_written_among_the_plans_nor_over_a_file(three: Practice, tmp_path: Path) -> None:
    plan = str(three.root / "plans/sam.yml")

    assert "outside this folder" in three.run("share", plan, "--card", str(three.root / "card.html"))
    (tmp_path / "mine.html").write_text("mine", "utf-8")
    assert "there already" in three.run("share", plan, "--card", str(tmp_path / "mine.html"))
    assert (tmp_path / "mine.html").read_text("utf-8") == "mine"


def test_a_plan_with_its_link_alone_has_no_words_to_print(three: Practice, tmp_path: Path) -> None:
    said = three.run("share", str(three.root / "plans/sam.yml"), "--words-card", str(tmp_path / "w.html"))

    assert three.code == 2
    assert "access: words" in said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("status: draft", "is a draft and has no page. Once it is agreed, write `status: active`"),
        ("status: revoked", "is closed by `status: revoked`"),
        ("share: {access: none}", "With `access: link` there: handrail build"),
        ("share: {until: 2026-11-21}", "has no page since 2026-11-21. With a later day"),
    ],
)
def test_a_plan_without_a_page_has_no_link_and_is_told_why(three: Practice, line: str, words: str) -> None:
    (three.root / "plans/sam.yml").write_text(f"{line}\n{PRIVATE}", "utf-8")
    said = three.run("share", str(three.root / "plans/sam.yml"), "--today", "2026-11-22")

    assert three.code == 1
    assert words in said


def test_a_revoked_link_is_gone_at_once_and_stays_dead_though_git_forgets(three: Practice) -> None:
    git = ["git", "-C", str(three.root), "-c", "user.name=n", "-c", "user.email=e@example.org"]
    (three.root / ".gitignore").write_text("site/\n.handrail/\n", "utf-8")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "before"]):
        subprocess.run([*git, *command], check=True)
    plan = str(three.root / "plans/sam.yml")
    path = three.root / "site" / str(listed(three)[1]["path"])
    assert "Now publish" in three.run("revoke", plan, "--yes")
    assert not path.exists()
    assert path.parent.name in (three.root / "handrail.revoked").read_text("utf-8")
    assert "handrail.revoked merge=union" in (three.root / ".gitattributes").read_text("utf-8")

    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "revoke"], check=True)
    subprocess.run([*git, "revert", "--no-edit", "HEAD"], check=True, capture_output=True)
    assert not (three.root / "handrail.revoked").exists()
    said = three.run("build")
    assert "this link has been revoked" in said
    assert not path.exists()


def test_a_new_link_comes_with_the_next_generation(three: Practice) -> None:
    old = listed(three, "--show-secrets")[1]["url"]
    three.run("revoke", str(three.root / "plans/sam.yml"), "--yes", "--new-link")
    new = listed(three, "--show-secrets")[1]

    assert "generation: 2" in three.plan()
    assert new["url"] != old
    assert (three.root / "site" / str(new["path"])).is_file()


def test_after_a_link_has_ended_the_lines_that_let_publishing_go_on_are_named(three: Practice) -> None:
    plan = three.root / "plans/sam.yml"
    said = three.run("revoke", str(plan), "--yes")
    assert "`generation: 2` below `share:`" in said
    assert "`status: revoked`" in said

    for line in ("share: {generation: 2}", "status: revoked"):
        plan.write_text(f"{line}\n{PRIVATE}", "utf-8")
        three.run("build")
        assert three.code == 0


def test_revoking_asks_first(three: Practice) -> None:
    three.run("revoke", str(three.root / "plans/sam.yml"), type="n\n")

    assert not (three.root / "handrail.revoked").exists()
    assert (three.root / "site" / str(listed(three)[1]["path"])).is_file()


def test_a_public_plan_has_no_link_to_revoke(three: Practice) -> None:
    assert "access: none" in three.run("revoke", str(three.root / "plans/open.yml"), "--yes")
