"""Sharing: what is handed over opens the page, is listed without secrets, and ends for good."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import subprocess
from pathlib import Path

import pytest

from generator.privacy.keyfile import key_file
from generator.privacy.seal import link_of
from generator.publish.cards import qr_for_terminal
from tests.privacy.test_keyfile import PRIVATE, Practice, practice, with_key
from tests.support.builders import SMALL

__all__ = ["practice"]
OTHER_UID = "0d1e2f3a4b5c6d7e8f90a1b2c3d4e5f6"


@pytest.fixture
def three(practice: Practice) -> Practice:
    with_key(practice)
    (practice.root / "plans/words.yml").write_text(
        f"share: {{access: words}}\n{PRIVATE.replace('5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70', OTHER_UID)}",
        "utf-8",
    )
    (practice.root / "plans/open.yml").write_text(SMALL.partition("\n")[2], "utf-8")
    (practice.root / "handrail.yml").write_text(
        f"base_url: https://plans.example.org/x/\n{practice.settings}", "utf-8"
    )
    practice.run("build")
    return practice


def listed(practice: Practice, *more: str) -> list[dict[str, str | None]]:
    found: list[dict[str, str | None]] = json.loads(
        practice.run("links", "--format", "json", *more)
    )
    return found


def test_links_are_listed_without_secrets_unless_asked_for(three: Practice) -> None:
    bare, full = listed(three), listed(three, "--show-secrets")

    assert [one["plan"] for one in bare] == ["plans/open.yml", "plans/sam.yml", "plans/words.yml"]
    assert [one["access"] for one in bare] == ["public", "link", "words"]
    assert all(set(one) == {"plan", "access", "path"} for one in bare)
    assert all((three.root / "site" / str(one["path"])).is_file() for one in bare)
    assert full[0]["url"] == "https://plans.example.org/x/open/"
    assert re.fullmatch(
        r"https://plans\.example\.org/x/p/[0-9a-f]{32}/#k=[0-9A-Z]{28}", str(full[1]["url"])
    )
    assert len(str(full[2]["words"]).split()) == 6
    assert "#k=" not in three.run("links")


def test_a_shown_link_is_whole_with_a_square_for_a_camera(
    three: Practice,
) -> None:
    said = three.run("share", str(three.root / "plans/sam.yml"))
    code = said.strip().rpartition("#k=")[2]

    assert len(link_of(code)) == 16
    assert "▀" in said or "█" in said
    assert "▀" not in three.run("share", str(three.root / "plans/sam.yml"), "--no-qr")


def test_cards_keep_link_and_words_apart_and_name_nobody(three: Practice, tmp_path: Path) -> None:
    card, words = tmp_path / "card.html", tmp_path / "words.html"
    said = three.run(
        "share",
        str(three.root / "plans/words.yml"),
        "--card",
        str(card),
        "--words-card",
        str(words),
    )
    link, six = (
        listed(three, "--show-secrets")[2]["url"],
        str(listed(three, "--show-secrets")[2]["words"]).split(),
    )

    assert "#k=" not in said
    address, code = re.findall(r"<li>(https://.*)</li>\n<li>(#k=.*)</li>", card.read_text("utf-8"))[
        0
    ]
    assert re.fullmatch("#k=([0-9A-Z]{4}-){6}[0-9A-Z]{4}", code)
    assert address + code.replace("-", "") == link
    assert "This card alone does not open it." in card.read_text("utf-8")
    assert "can read the page" not in card.read_text("utf-8")
    assert not any(word in card.read_text("utf-8").split() for word in six)
    assert all(re.search(rf"\d  {word}<", words.read_text("utf-8")) for word in six)
    assert "#k=" not in words.read_text("utf-8")
    assert "Sam" not in card.read_text("utf-8") + words.read_text("utf-8")


@pytest.mark.parametrize("setting", ["", "support_on_lock: true\n"])
def test_a_card_says_whom_to_call_where_the_locked_page_does(
    three: Practice, tmp_path: Path, setting: str
) -> None:
    settings = three.root / "handrail.yml"
    settings.write_text(setting + settings.read_text("utf-8"), "utf-8")
    three.run("share", str(three.root / "plans/sam.yml"), "--card", str(tmp_path / "card.html"))
    card = (tmp_path / "card.html").read_text("utf-8")

    assert "can read the page" in card
    assert ("555 0100</bdi>" in card) == bool(setting)


def test_a_wallet_card_is_there_twice_on_its_sheet(three: Practice, tmp_path: Path) -> None:
    card = tmp_path / "card.html"
    three.run("share", str(three.root / "plans/sam.yml"), "--card", str(card), "--wallet")
    made = card.read_text("utf-8")

    assert made.count('<section class="card"') == 2
    assert made.count("<li>#k=") == 2


def test_a_card_is_never_written_among_the_plans_nor_over_a_file(
    three: Practice, tmp_path: Path
) -> None:
    plan = str(three.root / "plans/sam.yml")

    assert "outside this folder" in three.run(
        "share", plan, "--card", str(three.root / "card.html")
    )
    (tmp_path / "mine.html").write_text("mine", "utf-8")
    assert "there already" in three.run("share", plan, "--card", str(tmp_path / "mine.html"))
    assert (tmp_path / "mine.html").read_text("utf-8") == "mine"


def test_a_plan_with_its_link_alone_has_no_words_to_print(three: Practice, tmp_path: Path) -> None:
    said = three.run(
        "share", str(three.root / "plans/sam.yml"), "--words-card", str(tmp_path / "w.html")
    )

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
def test_a_plan_without_a_page_has_no_link_and_is_told_why(
    three: Practice, line: str, words: str
) -> None:
    (three.root / "plans/sam.yml").write_text(f"{line}\n{PRIVATE}", "utf-8")
    said = three.run("share", str(three.root / "plans/sam.yml"), "--today", "2026-11-22")

    assert three.code == 1
    assert words in said


def test_a_revoked_link_goes_at_once_and_stays_dead_despite_git(three: Practice) -> None:
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


def test_after_a_link_ends_the_lines_to_publish_on_are_named(
    three: Practice,
) -> None:
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


# ---- whatever else is wrong


def broken(plan: str, how: str) -> str:
    return {
        "a typo": plan.replace("measure: rating", "measure: ratng"),
        "an open quote": plan + 'title: "open\n',
        "a share that is wrong": "share: {access: lnk}\n" + plan,
        "a share that is open": "share: {access: link\n" + plan,
        "a second status": "status: active\nstatus: draft\n" + plan,
        "a draft": "status: draft\n" + plan,
        "no page any more": "share: {access: none}\n" + plan,
    }[how]


@pytest.mark.slow
@pytest.mark.parametrize(
    "how",
    [
        "a typo",
        "an open quote",
        "a share that is wrong",
        "a share that is open",
        "a second status",
        "a draft",
        "no page any more",
    ],
)
def test_a_link_ends_whatever_else_is_wrong_in_its_plan(three: Practice, how: str) -> None:
    path = three.root / "site" / str(listed(three)[1]["path"])
    assert path.is_file()
    (three.root / "plans/sam.yml").write_text(broken(PRIVATE, how), "utf-8")
    said = three.run("revoke", "sam", "--yes")

    assert three.code == 0, said
    assert not path.exists()
    assert path.parent.name in (three.root / "handrail.revoked").read_text("utf-8")
    (three.root / "plans/sam.yml").write_text(PRIVATE, "utf-8")
    three.run("build")
    assert not path.exists()


def test_a_plan_without_a_uid_says_why_no_link_can_be_ended(three: Practice) -> None:
    (three.root / "plans/sam.yml").write_text(
        PRIVATE.partition("\n")[2] + 'title: "open\n', "utf-8"
    )
    said = three.run("revoke", "sam", "--yes")

    assert three.code == 1
    assert "uid" in said
    assert "status: revoked" in said


def test_ending_a_link_can_be_repeated_after_it_was_cut_short(three: Practice) -> None:
    (three.root / ".gitattributes").write_text(
        "handrail.revoked text eol=lf merge=union\n", "utf-8"
    )
    three.run("revoke", "sam", "--yes")
    whole = (three.root / "handrail.revoked").read_bytes()
    marks = key_file().revocations.read_bytes()
    (three.root / "handrail.revoked").unlink()  # as after a kill between the two
    said = three.run("revoke", "sam", "--yes", "--new-link")

    assert three.code == 0, said
    assert (three.root / "handrail.revoked").read_bytes() == whole
    assert [
        line for line in key_file().revocations.read_text("utf-8").splitlines() if " " in line
    ] == [line for line in marks.decode().splitlines() if " " in line]
    assert "generation: 2" in three.plan()
    attributes = (three.root / ".gitattributes").read_text("utf-8")
    assert attributes == "handrail.revoked text eol=lf merge=union\n"


@pytest.mark.parametrize(
    "where", ["generator.publish.revoke.raise_floor", "generator.publish.revoke._add_tokens"]
)
def test_a_page_is_gone_though_no_room_is_left_to_note_it(
    three: Practice, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(*_words: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = three.root / "site" / str(listed(three)[1]["path"])
    with monkeypatch.context() as patched:
        patched.setattr(where, full)
        said = three.run("revoke", "sam", "--yes")
        assert three.code == 1
        assert "No space left" in said
        assert not path.exists()
    three.run("revoke", "sam", "--yes")

    assert three.code == 0
    assert path.parent.name in (three.root / "handrail.revoked").read_text("utf-8")


def test_the_last_link_of_a_plan_ends_without_a_next_one(three: Practice) -> None:
    last = 2**32 - 1
    (three.root / "plans/sam.yml").write_text(f"share: {{generation: {last}}}\n{PRIVATE}", "utf-8")
    three.run("build")
    assert three.code == 0
    said = three.run("revoke", "sam", "--yes", "--new-link")

    assert three.code == 1, said
    assert "no new link yet" in said
    assert "check --fix" in said
    assert f"generation: {last}" in three.plan()
    assert "no link left" in three.run("build")


@pytest.mark.parametrize("more", [(), ("--quiet",)])
@pytest.mark.parametrize("share", ["? share\n: access: link\n", "share: &where\n  access: link\n"])
def test_a_failed_new_link_is_told_and_the_old_one_dead(
    three: Practice, share: str, more: tuple[str, ...]
) -> None:
    path = three.root / "site" / str(listed(three)[1]["path"])
    odd = share + PRIVATE
    (three.root / "plans/sam.yml").write_text(odd, "utf-8")
    said = three.run("revoke", "sam", "--yes", "--new-link", *more)

    assert three.code == 1, said
    assert "no new link yet" in said
    assert "`generation: 2` below `share:`" in said
    assert three.plan() == odd
    assert not path.exists()


def test_marks_beyond_the_last_link_are_refused_with_a_reason(three: Practice) -> None:
    key_file().revocations.write_text(f"{'ab' * 16} 9999999999\n", "utf-8")
    for command in ("build", "links", "share sam", "revoke sam --yes", "key show"):
        said = three.run(*command.split())
        assert "Traceback" not in said
        assert "no mark" in said or command == "key show"


# ---- marks travel


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


@pytest.mark.parametrize("seen", ["the list", "only its history"])
def test_without_marks_a_link_stays_dead_though_the_list_was_reverted(
    three: Practice, seen: str
) -> None:
    (three.root / ".gitignore").write_text("site/\n.handrail/\n", "utf-8")
    path = three.root / "site" / str(listed(three)[1]["path"])
    git(three.root, "init", "-q")
    git(three.root, "add", "-A")
    git(three.root, "commit", "-qm", "before")
    three.run("revoke", "sam", "--yes")
    git(three.root, "add", "-A")
    git(three.root, "commit", "-qm", "revoke")
    key_file().revocations.unlink()  # the key came to another computer, its marks did not
    if seen == "the list":
        three.run("build")
        (three.root / ".git").rename(three.root.parent / "forgotten")
        (three.root / "handrail.revoked").unlink()
    else:
        git(three.root, "revert", "--no-edit", "HEAD")
    said = three.run("build")

    assert "this link has been revoked" in said
    assert not path.exists()


def test_a_list_that_came_and_went_between_two_builds_is_looked_up(three: Practice) -> None:
    (three.root / ".gitignore").write_text("site/\n.handrail/\n", "utf-8")
    path = three.root / "site" / str(listed(three)[1]["path"])
    git(three.root, "init", "-q")
    git(three.root, "add", "-A")
    git(three.root, "commit", "-qm", "before")
    three.run("build")
    (three.root / "handrail.revoked").write_text(f"{path.parent.name}\n", "utf-8")
    git(three.root, "add", "-A")
    git(three.root, "commit", "-qm", "revoked on another computer")
    git(three.root, "revert", "--no-edit", "HEAD")
    three.run("build")

    assert not path.exists()


# ---- what is handed over


def test_files_with_a_secret_are_for_their_owner_alone_and_whole(
    three: Practice, tmp_path: Path
) -> None:
    umask = os.umask(0)
    try:
        for number, command in enumerate(
            (
                "share words --card",
                "share words --words-card",
                "close sam --keep --yes --print",
                "key backup",
            )
        ):
            place = tmp_path / f"{number}.html"
            place.touch()  # left by a try that found no room
            said = three.run(*command.split(), str(place))
            assert three.code == 0, said
            assert stat.S_IMODE(place.stat().st_mode) == 0o600
            assert place.read_text("utf-8").startswith("<!DOCTYPE html>")
            assert sorted(path.name for path in tmp_path.glob(".*draft*")) == []
    finally:
        os.umask(umask)


@pytest.mark.parametrize("place", ["missing/card.html", "/dev/full", "."])
def test_a_place_that_takes_no_card_is_said_as_it_is(
    three: Practice, tmp_path: Path, place: str
) -> None:
    for command in (
        "share words --card",
        "share words --words-card",
        "close sam --keep --yes --print",
        "key backup",
    ):
        said = three.run(*command.split(), str(tmp_path / place))
        assert three.code in (1, 2)
        assert re.search("no folder|there already|cannot", said), said


def test_a_link_only_this_computer_opens_gets_no_square_or_card(
    practice: Practice, tmp_path: Path
) -> None:
    with_key(practice)
    practice.run("build")
    said = practice.run("share", "sam")

    assert "file://" in said
    assert "base_url" in said
    assert not any(sign in said for sign in "▀▄█")
    said = practice.run("share", "sam", "--card", str(tmp_path / "card.html"))
    assert practice.code == 1
    assert "base_url" in said
    assert not (tmp_path / "card.html").exists()


def test_the_square_is_black_on_white_in_any_terminal() -> None:
    import segno

    link = "https://plans.example.org/x/p/0123456789abcdef0123456789abcdef/#k=" + "A" * 28
    lines = qr_for_terminal(link).split("\n")
    assert all(
        line.startswith("\x1b[38;5;16;48;5;231m") and line.endswith("\x1b[0m") for line in lines
    )
    signs = [line.partition("m")[2].removesuffix("\x1b[0m") for line in lines]
    drawn = []
    for line in signs:
        drawn += [[int(sign in "▀█") for sign in line], [int(sign in "▄█") for sign in line]]
    meant = [list(row) for row in segno.make(link, micro=False, error="l").matrix_iter(border=4)]
    assert drawn[: len(meant)] == meant
    assert not any(map(any, drawn[len(meant) :]))
