"""Keys: where they may lie, what is refused before anything is written, and that no word of them gets out."""

from __future__ import annotations

import base64
import os
import re
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import keys
from generator.cli import main
from generator.keys import KeyFileError, key_file
from generator.model import Settings
from generator.parse import parse
from generator.seal import Key
from generator.validate import read_settings
from tests.builders import SMALL, a_workspace

PRIVATE = SMALL.replace("share: {access: public}\n", "client: Sam\n")
MASTER = bytes(range(200, 232))


@dataclass
class Practice:
    root: Path
    file: Path

    def run(self, *arguments: str, type: str | None = None) -> str:
        self.code = 0
        result = CliRunner().invoke(main, [*arguments, "-C", str(self.root)], input=type)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        self.code = result.exit_code
        return result.output

    @property
    def settings(self) -> str:
        return (self.root / "handrail.yml").read_text("utf-8")

    def plan(self, name: str = "sam") -> str:
        return (self.root / f"plans/{name}.yml").read_text("utf-8")


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Practice:
    root = a_workspace(tmp_path / "practice", {"sam.yml": PRIVATE})
    file = tmp_path / "elsewhere/keys"
    monkeypatch.setenv("HANDRAIL_KEY_FILE", str(file))
    return Practice(root, file)


def with_key(practice: Practice, name: str = "practice-2026", master: bytes = MASTER) -> Key:
    key = Key(master)
    keys.add(key_file(), name, key)
    (practice.root / "handrail.yml").write_text(
        f'key: {name}\nfingerprints: {{{name}: "{key.fingerprint}"}}\n{practice.settings}', "utf-8"
    )
    return key


def settings_of(practice: Practice) -> Settings:
    return read_settings(parse(practice.settings.encode(), "handrail.yml"), frozenset())


# ---- the file


def test_a_new_key_lies_outside_the_plans_for_its_owner_alone(practice: Practice) -> None:
    before = practice.settings
    said = practice.run("key", "new", "practice-2026")

    assert stat.S_IMODE(practice.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(practice.file.parent.stat().st_mode) == 0o700
    assert practice.settings.startswith(before)
    assert settings_of(practice).key == "practice-2026"
    name, hexed = practice.file.read_text("utf-8").splitlines()[-1].split()
    assert dict(settings_of(practice).fingerprints) == {name: Key(bytes.fromhex(hexed)).fingerprint}
    assert hexed not in said
    assert "handrail key backup" in said


def test_without_a_variable_the_file_lies_in_the_users_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    assert key_file({}).path.parts[-2:] == ("handrail", "keys")
    assert key_file({"HANDRAIL_KEY_FILE": "~/k"}).path == Path("~/k").expanduser()


def test_a_second_key_leaves_the_first_in_use(practice: Practice) -> None:
    practice.run("key", "new", "one")
    practice.run("key", "new", "two")

    assert settings_of(practice).key == "one"
    assert [name for name, _ in settings_of(practice).fingerprints] == ["two", "one"]
    assert "already" in practice.run("key", "new", "two")


# ---- what is refused, before anything is written


def refused(practice: Practice) -> str:
    said = practice.run("build")
    assert practice.code == 1
    assert "[key-file]" in said
    assert not list((practice.root / "site").rglob("*.html"))
    assert MASTER.hex() not in said
    return said


def test_a_key_file_that_is_missing_is_told_with_the_ways_back(practice: Practice) -> None:
    with_key(practice)
    practice.file.unlink()
    said = refused(practice)

    assert "handrail key restore" in said
    assert "HANDRAIL_KEY_FILE" in said


@pytest.mark.parametrize("line", ["practice-2026 abc", "practice-2026", "P " + "0" * 64, "demonstration " + "0" * 64])
def test_a_line_that_is_no_key_is_told_by_its_number(practice: Practice, line: str) -> None:
    with_key(practice)
    practice.file.write_text(practice.file.read_text("utf-8") + line + "\n", "utf-8")

    assert "keys:3: this line is no key" in refused(practice)


def test_a_name_that_stands_twice_is_refused(practice: Practice) -> None:
    with_key(practice)
    practice.file.write_text(practice.file.read_text("utf-8") + f"practice-2026 {'0' * 64}\n", "utf-8")

    assert "stands twice" in refused(practice)


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX")
def test_a_key_file_that_others_can_read_is_refused(practice: Practice) -> None:
    with_key(practice)
    practice.file.chmod(0o640)

    assert f"chmod 600 {practice.file}" in refused(practice)


def test_a_key_file_among_the_plans_is_refused(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDRAIL_KEY_FILE", str(practice.root / "keys"))
    with_key(practice)

    assert "among your plans" in refused(practice)


def test_a_key_file_that_git_keeps_is_refused(practice: Practice) -> None:
    with_key(practice)
    folder = practice.file.parent
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    practice.run("build")
    assert practice.code == 0
    subprocess.run(["git", "-C", str(folder), "add", "keys"], check=True)
    (practice.root / "plans/sam.yml").write_text(PRIVATE + "title: more\n", "utf-8")
    said = practice.run("build")

    assert practice.code == 1
    assert "git keeps the key file" in said


def test_another_key_of_that_name_makes_no_new_links(practice: Practice) -> None:
    with_key(practice)
    practice.file.unlink()
    keys.add(key_file(), "practice-2026", Key(bytes(32)))

    assert "would make new links for everyone" in refused(practice)


def test_a_plan_whose_key_is_not_there_is_told_at_its_line(practice: Practice) -> None:
    with_key(practice)
    (practice.root / "plans/sam.yml").write_text(f"share: {{key: practice-2062}}\n{PRIVATE}", "utf-8")
    said = practice.run("build")

    assert "plans/sam.yml:1:9: error: your key file has no key" in said
    assert 'did you mean "practice-2026"?' in said


def test_a_withdrawn_page_goes_though_the_key_file_is_missing(practice: Practice) -> None:
    with_key(practice)
    practice.run("build")
    (page,) = (practice.root / "site/p").glob("*/*.html")
    practice.file.unlink()
    (practice.root / "plans/sam.yml").write_text(f"status: revoked\n{PRIVATE}", "utf-8")
    practice.run("build")

    assert not page.exists()


def test_a_mark_that_cannot_be_read_stops_everything(practice: Practice) -> None:
    with_key(practice)
    key_file().marks.write_text("not a mark\n", "utf-8")

    with pytest.raises(KeyFileError):
        keys.load_marks(key_file())
    assert "no mark" in refused(practice)


# ---- backup and restore


def test_a_key_comes_back_from_paper(practice: Practice, tmp_path: Path) -> None:
    with_key(practice)
    lines = practice.run("key", "backup", "-", "--yes").splitlines()[1:]
    practice.file.unlink()
    said = practice.run("key", "restore", "practice-2026", type="\n".join(lines) + "\n")

    assert practice.code == 0, said
    assert keys.listed(key_file()) == (("practice-2026", Key(MASTER)),)


def test_paper_of_another_key_is_refused_by_its_fingerprint(practice: Practice) -> None:
    from generator.paper import lines_of

    with_key(practice)
    practice.file.unlink()
    said = practice.run("key", "restore", "practice-2026", type="\n".join(lines_of(Key(bytes(32)))) + "\n")

    assert practice.code == 1
    assert "another key" in said
    assert not practice.file.exists()


def test_a_printed_backup_is_a_page_outside_the_plans(practice: Practice, tmp_path: Path) -> None:
    with_key(practice)
    paper = tmp_path / "key.html"
    practice.run("key", "backup", str(paper))

    assert "practice-2026" in paper.read_text("utf-8")
    assert stat.S_IMODE(paper.stat().st_mode) == 0o600
    assert "outside this folder" in practice.run("key", "backup", str(practice.root / "key.html"))
    assert "there already" in practice.run("key", "backup", str(paper))


# ---- rotation


def test_rotating_waits_until_every_plan_names_its_key(practice: Practice) -> None:
    with_key(practice)
    assert "handrail check --fix" in practice.run("key", "rotate", "practice-2027")
    assert settings_of(practice).key == "practice-2026"
    practice.run("check", "--fix")
    practice.run("build")
    (page,) = (practice.root / "site/p").glob("*/*.html")
    practice.run("key", "rotate", "practice-2027")

    assert settings_of(practice).key == "practice-2027"
    practice.run("build")
    assert [page] == list((practice.root / "site/p").glob("*/*.html"))


def test_rotating_all_says_how_many_bookmarks_die_and_asks(practice: Practice) -> None:
    with_key(practice)
    practice.run("check", "--fix")
    assert "1 plan will get a new link" in practice.run("key", "rotate", "next", "--all", type="n\n")
    assert "key: practice-2026" in practice.plan()
    practice.run("key", "rotate", "next", "--all", "--yes")

    assert (
        practice.plan()
        == 'uid: "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"\nclient: Sam\nshare: {key: next}\n'
        + PRIVATE.partition("client: Sam\n")[2]
    )


# ---- check --fix


def test_what_a_private_plan_lacks_is_added_and_nothing_else(practice: Practice) -> None:
    with_key(practice)
    bare = PRIVATE.partition("\n")[2]
    (practice.root / "plans/sam.yml").write_text("# Sam’s plan\r\n" + bare, "utf-8", newline="")
    (practice.root / "plans/open.yml").write_text(SMALL, "utf-8")
    said = practice.run("check", "--fix")
    lines = practice.plan().splitlines()

    assert practice.code == 0, said
    assert lines[0] == "# Sam’s plan"
    assert re.fullmatch(r'uid: "[0-9a-f]{32}"', lines[1])
    assert lines[3] == "share: {key: practice-2026}"
    assert "\n".join([lines[2], *lines[4:]]) == bare.rstrip("\n")
    assert practice.plan("open") == SMALL
    again = practice.plan()
    practice.run("check", "--fix")
    assert practice.plan() == again


# ---- nothing gets out


def test_no_command_but_a_backup_shows_a_key(practice: Practice, tmp_path: Path) -> None:
    from generator.paper import lines_of

    key = with_key(practice)
    said = "".join(
        practice.run(*command.split())
        for command in (
            "build", "links", "links --show-secrets", "key show", "key new practice-2026", "key new other", "check",
            f"share {practice.root}/plans/sam.yml", f"revoke {practice.root}/plans/sam.yml --yes", "key rotate",
        )
    )  # fmt: skip
    forms = (key.master.hex(), base64.b64encode(key.master).decode(), base64.b32encode(key.master).decode())
    forms += tuple(line[3:] for line in lines_of(key))

    assert not any(form[:12] in said for form in forms)
