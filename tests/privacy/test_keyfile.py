"""Keys: where they may lie, what is refused before anything is written, and that no word of them gets out."""

from __future__ import annotations

import base64
import errno
import os
import re
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.app import main
from generator.format.parse import parse
from generator.format.validate.settings import read_settings
from generator.model.settings import Settings
from generator.privacy import keyfile
from generator.privacy.keyfile import KeyFileError, key_file
from generator.privacy.paper_key import encode
from generator.privacy.revocations import load_floors
from generator.privacy.seal import Key, Mode
from tests.privacy.test_paper_key import older
from tests.support import program
from tests.support.builders import SMALL, a_workspace

PRIVATE = SMALL.replace("share: {access: public}\n", "client: Sam\n")
MASTER = bytes(range(200, 232))
SMALL_SETTINGS = "support: [{name: Night line, contact: 555 0100}]\n"


@dataclass
class Practice:
    root: Path
    file: Path

    def run(self, *arguments: str, type: str | None = None) -> str:
        self.code = 0
        result = CliRunner().invoke(main, [*arguments, "-C", str(self.root)], input=type)
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
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
    keyfile.add(key_file(), name, key)
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


def test_without_a_variable_the_file_lies_in_the_users_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
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


@pytest.mark.parametrize(
    "line", ["practice-2026 abc", "practice-2026", "P " + "0" * 64, "demonstration " + "0" * 64]
)
def test_a_line_that_is_no_key_is_told_by_its_number(practice: Practice, line: str) -> None:
    with_key(practice)
    practice.file.write_text(practice.file.read_text("utf-8") + line + "\n", "utf-8")

    assert "keys:3: this line is no key" in refused(practice)


def test_a_name_that_stands_twice_is_refused(practice: Practice) -> None:
    with_key(practice)
    practice.file.write_text(
        practice.file.read_text("utf-8") + f"practice-2026 {'0' * 64}\n", "utf-8"
    )

    assert "stands twice" in refused(practice)


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX")
def test_a_key_file_that_others_can_read_is_refused(practice: Practice) -> None:
    with_key(practice)
    practice.file.chmod(0o640)

    assert f"chmod 600 {practice.file}" in refused(practice)


def test_a_key_file_among_the_plans_is_refused(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
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
    keyfile.add(key_file(), "practice-2026", Key(bytes(32)))

    assert "would make new links for everyone" in refused(practice)


def test_a_plan_whose_key_is_not_there_is_told_at_its_line(practice: Practice) -> None:
    with_key(practice)
    (practice.root / "plans/sam.yml").write_text(
        f"share: {{key: practice-2062}}\n{PRIVATE}", "utf-8"
    )
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
    key_file().revocations.write_text("not a mark\n", "utf-8")

    with pytest.raises(KeyFileError):
        load_floors(key_file())
    assert "no mark" in refused(practice)


# ---- backup and restore


def test_a_key_comes_back_from_paper(practice: Practice, tmp_path: Path) -> None:
    with_key(practice)
    lines = practice.run("key", "backup", "-", "--yes").splitlines()[1:]
    practice.file.unlink()
    said = practice.run("key", "restore", "practice-2026", type="\n".join(lines) + "\n")

    assert practice.code == 0, said
    assert keyfile.listed_keys(key_file()) == (("practice-2026", Key(MASTER)),)


def test_paper_of_another_key_is_refused_by_its_fingerprint(practice: Practice) -> None:
    with_key(practice)
    practice.file.unlink()
    said = practice.run(
        "key", "restore", "practice-2026", type="\n".join(encode(Key(bytes(32)))) + "\n"
    )

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
    assert "1 plan will get a new link" in practice.run(
        "key", "rotate", "next", "--all", type="n\n"
    )
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
    key = with_key(practice)
    said = "".join(
        practice.run(*command.split())
        for command in (
            "build", "links", "links --show-secrets", "key show", "key new practice-2026", "key new other", "check",
            f"share {practice.root}/plans/sam.yml", f"revoke {practice.root}/plans/sam.yml --yes", "key rotate",
        )
    )  # fmt: skip
    forms = (
        key.master.hex(),
        base64.b64encode(key.master).decode(),
        base64.b32encode(key.master).decode(),
    )
    forms += tuple(line[3:] for line in encode(key))

    assert not any(form[:12] in said for form in forms)


# ---- many at once


def at_once(practice: Practice, *commands: str) -> list[int]:
    """Run the commands in processes of their own, all at the same time; how each ended."""
    env = program.BARE | {"HANDRAIL_KEY_FILE": str(practice.file)}
    with Path(os.devnull).open("wb") as nobody:
        started = [
            program.start(
                [*command.split(), "-C", str(practice.root)],
                cwd=practice.root,
                env=env,
                stdout=nobody.fileno(),
                stderr=nobody.fileno(),
            )
            for command in commands
        ]
    return [one.wait(120) for one in started]


@pytest.mark.slow
def test_of_keys_that_are_made_at_once_none_is_lost(practice: Practice) -> None:
    names = [f"key-{n}" for n in range(5)]

    assert at_once(practice, *(f"key new {name}" for name in names)) == [0] * 5
    assert sorted(name for name, _ in keyfile.listed_keys(key_file())) == names
    assert sorted(name for name, _ in settings_of(practice).fingerprints) == names
    assert not [path for path in practice.file.parent.iterdir() if "draft" in path.name]


@pytest.mark.slow
def test_nameless_keys_made_at_once_each_get_their_own_name(
    practice: Practice,
) -> None:
    assert at_once(practice, *["key new --today 2026-11-28"] * 4) == [0] * 4
    names = ["practice-2026", "practice-2026-2", "practice-2026-3", "practice-2026-4"]
    assert sorted(name for name, _ in keyfile.listed_keys(key_file())) == names
    assert sorted(name for name, _ in settings_of(practice).fingerprints) == names


@pytest.mark.slow
def test_of_links_that_are_revoked_at_once_every_mark_and_token_stays(practice: Practice) -> None:
    key = with_key(practice)
    uids = [f"{n}" * 32 for n in range(1, 7)]
    for number, uid in enumerate(uids):
        (practice.root / f"plans/p{number}.yml").write_text(
            PRIVATE.replace("5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70", uid), "utf-8"
        )

    assert at_once(practice, *(f"revoke p{number} --yes" for number in range(6))) == [0] * 6
    assert {(key.mark(uid), 2) for uid in uids} <= load_floors(key_file())
    dead = (practice.root / "handrail.revoked").read_text("utf-8")
    assert all(key.secrets(uid, Mode.LINK, 1).token in dead for uid in uids)


def test_nothing_that_was_read_before_a_question_is_written_after_it(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = list(encode(Key(bytes(32))))

    def meanwhile(*_words: object, **_more: object) -> str:
        if len(paper) == 4:
            keyfile.add(key_file(), "other", Key(MASTER))
            (practice.root / "handrail.yml").write_text(
                f"practice: New\n{practice.settings}", "utf-8"
            )
            (practice.root / "handrail.yml").chmod(0o600)
        return paper.pop(0)

    monkeypatch.setattr("click.prompt", meanwhile)
    said = practice.run("key", "restore", "mine")

    assert practice.code == 0, said
    assert [name for name, _ in keyfile.listed_keys(key_file())] == ["other", "mine"]
    assert practice.settings.startswith("practice: New\n")
    assert stat.S_IMODE((practice.root / "handrail.yml").stat().st_mode) == 0o600


def test_drafts_of_a_killed_run_are_swept_others_drafts_stay(
    practice: Practice,
) -> None:
    with_key(practice)
    mine, other = (
        practice.file.with_name(f".{name}.1.handrail-draft") for name in ("keys", "card.html")
    )
    mine.write_text("", "utf-8")
    other.write_text("", "utf-8")
    practice.run("key", "new", "more")

    assert not mine.exists()
    assert other.exists()


def test_a_lock_that_the_system_refuses_is_said_as_it_is(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("generator.workspace.lock._take", refuse)
    for command in ("key new", "build"):
        said = practice.run(*command.split())
        assert practice.code == 1
        assert "No locks available" in said
        assert "still" not in said


# ---- where the file lies


def test_a_key_file_on_a_stick_is_followed_and_stays_a_link(
    practice: Practice, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    practice.file.parent.mkdir()
    practice.file.symlink_to(stick / "keys")
    assert "plug in" in practice.run("key", "new", "one")
    assert practice.code == 1
    (stick / "keys").touch(0o600)
    practice.run("key", "new", "one")
    practice.run("key", "new", "two")

    assert practice.file.is_symlink()
    assert [name for name, _ in keyfile.listed_keys(key_file())] == ["one", "two"]
    assert stat.S_IMODE((stick / "keys").stat().st_mode) == 0o600
    shutil.rmtree(stick)
    assert "plug in" in practice.run("key", "new", "three")
    assert not stick.exists()


@pytest.mark.parametrize(
    "command",
    ["key new", "key new --lost --yes", "key restore a", "key rotate --all --yes", "init"],
)
def test_a_place_that_will_not_do_is_refused_before_the_first_byte(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    versioned = tmp_path / "versioned"
    subprocess.run(["git", "init", "-q", str(versioned)], check=True)
    places = {"among": practice.root / "keys", "in git": versioned / "deep/keys"}
    (tmp_path / "lines").write_text("\n".join(encode(Key(MASTER))), "utf-8")
    for place in places.values():
        monkeypatch.setenv("HANDRAIL_KEY_FILE", str(place))
        words = command.split() + ([str(tmp_path / "lines")] if "restore" in command else [])
        if command == "init":
            said = CliRunner().invoke(main, ["init", str(tmp_path / "begun"), "--yes", "--no-git"])
            assert said.exit_code == 1
            assert not (tmp_path / "begun/handrail.yml").exists()
        else:
            practice.run(*words)
            assert practice.code == 1
        assert not place.exists()
    assert not (versioned / "deep").exists()


def test_without_a_home_nothing_is_written_and_the_reason_is_said(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HANDRAIL_KEY_FILE")
    monkeypatch.setattr("click.get_app_dir", lambda _name: "~/.config/handrail")
    monkeypatch.chdir(practice.root)
    said = practice.run("key", "new")

    assert practice.code == 1
    assert "home folder" in said
    assert not (practice.root / "~").exists()


# ---- git that cannot tell


@pytest.mark.parametrize("reason", ["another owner", "no git", "broken"])
def test_a_git_that_cannot_tell_is_said_with_a_way_out(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reason: str
) -> None:
    with_key(practice)
    subprocess.run(["git", "init", "-q", str(practice.file.parent)], check=True)
    programs = tmp_path / "programs"
    programs.mkdir()
    if reason == "another owner":
        (programs / "git").write_text(
            "#!/bin/sh\necho \"fatal: detected dubious ownership in repository at 'x'\" >&2\nexit 128\n",
            "utf-8",
        )
        (programs / "git").chmod(0o755)
    elif reason == "broken":
        (practice.file.parent / ".git/HEAD").write_text("ref: refs/heads/main\n", "utf-8")
        (practice.file.parent / ".git/config").write_text("[core\n", "utf-8")
    if reason != "broken":
        monkeypatch.setenv("PATH", str(programs))
    said = refused(practice)

    assert "nobody can tell whether git keeps the key file" in said
    assert "move the key file out" in said
    assert ("safe.directory" in said) == (reason == "another owner")


def test_a_hook_around_us_does_not_hide_that_git_keeps_the_key(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with_key(practice)
    folder = practice.file.parent
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    subprocess.run(["git", "-C", str(folder), "add", "keys"], check=True)
    subprocess.run(["git", "init", "-q", str(tmp_path / "another")], check=True)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "another/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "another/index"))

    assert "git keeps the key file" in refused(practice)


def evil_settings(program: Path, hooks: Path) -> str:
    """Settings of a folder's own that name a program wherever git would start one."""
    return (
        f"[core]\nfsmonitor = {program}\nhooksPath = {hooks}\npager = {program}\nsshCommand = {program}\n"
        f'[log]\nshowSignature = true\n[gpg]\nprogram = {program}\n[gpg "ssh"]\nprogram = {program}\n'
        f'[diff]\nexternal = {program}\n[diff "evil"]\ntextconv = {program}\ncommand = {program}\n'
        f'[filter "evil"]\nclean = {program}\nsmudge = {program}\nprocess = {program}\n'
        f'[pager]\nlog = {program}\n[credential]\nhelper = {program}\n[remote "origin"]\nurl = ext::{program}\n'
        'promisor = true\n[extensions]\npartialClone = origin\n[protocol "ext"]\nallow = always\n'
    )


def test_no_program_that_a_folders_git_settings_name_is_ever_run(
    practice: Practice, tmp_path: Path
) -> None:
    with_key(practice)
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho ran >> {ran}\n", "utf-8")
    program.chmod(0o755)
    signer = tmp_path / "signer"
    signer.write_text(
        "#!/bin/sh\ncat > /dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\n"
        "printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nabc\\n-----END PGP SIGNATURE-----\\n'\n",
        "utf-8",
    )
    signer.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "fsmonitor-watchman", "reference-transaction"):
        shutil.copy(program, hooks / name)
    (practice.root / "handrail.revoked").write_text(f"{'ab' * 16}\n", "utf-8")
    (practice.root / ".gitattributes").write_text("* diff=evil filter=evil\n", "utf-8")
    (practice.file.parent / ".gitignore").write_text("keys*\n.keys*\n", "utf-8")
    for folder in (practice.root, practice.file.parent):
        git = ["git", "-C", str(folder), "-c", "user.name=n", "-c", "user.email=e@example.org"]
        git += ["-c", f"gpg.program={signer}"]
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-S", "-m", "one"]):
            subprocess.run([*git, *words], check=True)
        with (folder / ".git/config").open("a", encoding="utf-8") as config:
            config.write(evil_settings(program, hooks))
    for command in (
        "build",
        "links",
        "close sam --keep --yes",
        "key show",
        "revoke sam --yes",
        "key new more",
        "build",
    ):
        practice.run(*command.split())

    assert not ran.exists()


# ---- reading a key back


def test_a_slip_is_told_at_once_only_its_line_asked_again(practice: Practice) -> None:
    with_key(practice)
    practice.file.unlink()
    one, two, three, four = encode(Key(MASTER))
    slipped = two[:3] + two[4] + two[3] + two[5:]
    said = practice.run("key", "restore", type="\n".join([one, slipped, two, three, four]) + "\n")

    assert practice.code == 0, said
    assert "line 2 has a slip" in said
    assert said.count("Line 1") == 1
    assert said.count("Line 2") == 2
    assert keyfile.listed_keys(key_file()) == (("practice-2026", Key(MASTER)),)


def test_a_slip_that_an_older_check_lets_pass_begins_again(practice: Practice) -> None:
    with_key(practice)
    practice.file.unlink()
    lines = encode(Key(MASTER))
    said = practice.run(
        "key", "restore", type="\n".join([older(Key(MASTER))[0], lines[1], *lines]) + "\n"
    )

    assert practice.code == 0, said
    assert "Begin with line 1" in said


def test_older_paper_is_compared_by_its_fingerprint_where_nothing_else_can_tell(
    practice: Practice,
) -> None:
    key = Key(MASTER)
    typed = [*older(key), key.fingerprint]
    assert practice.run("key", "restore", "mine", type="\n".join([*typed[:4], "0" * 16]) + "\n")
    assert practice.code == 1
    assert not practice.file.exists()
    practice.run("key", "restore", "mine", type="\n".join(typed) + "\n")

    assert practice.code == 0
    assert keyfile.listed_keys(key_file()) == (("mine", key),)


def test_a_backup_is_read_from_its_own_page_with_its_name(
    practice: Practice, tmp_path: Path
) -> None:
    with_key(practice, "noor-2026")
    page = tmp_path / "backup"
    practice.run("key", "backup", str(page))
    practice.file.unlink()
    (practice.root / "handrail.yml").write_text(SMALL_SETTINGS, "utf-8")
    for words in ((str(page),), ("noor-2026", str(page))):
        said = practice.run("key", "restore", *words)
        assert practice.code == 0, said
        assert keyfile.listed_keys(key_file()) == (("noor-2026", Key(MASTER)),)
    assert settings_of(practice).key == "noor-2026"


def test_a_file_that_is_no_text_is_said_to_be_none(practice: Practice, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(bytes(range(256)) * 40)
    said = practice.run("key", "restore", "mine", str(tmp_path / "photo.jpg"))

    assert practice.code == 1
    assert "no text" in said


# ---- a lost key


def test_a_lost_key_has_a_way_out_in_one_command(practice: Practice) -> None:
    with_key(practice)
    (practice.root / "plans/leaning.yml").write_text(
        PRIVATE.replace("5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70", "ab" * 16), "utf-8"
    )
    (practice.root / "plans/sam.yml").write_text(
        f"share: {{key: practice-2026}}\n{PRIVATE}", "utf-8"
    )
    practice.run("build")
    old = set((practice.root / "site/p").glob("*/*.html"))
    practice.file.unlink()
    assert "handrail key new --lost" in practice.run("build")
    said = practice.run("key", "new", "--lost", "--yes", "--today", "2026-11-28")

    assert practice.code == 0, said
    assert "handrail key restore practice-2026" in said
    assert settings_of(practice).key == "practice-2026-2"
    assert [name for name, _ in keyfile.listed_keys(key_file())] == ["practice-2026-2"]
    practice.run("build")
    assert practice.code == 0
    new = set((practice.root / "site/p").glob("*/*.html"))
    assert len(new) == 2
    assert not new & old
    assert "No key is lost" in practice.run("key", "new", "--lost", "--yes")


def test_a_name_is_never_used_twice(practice: Practice) -> None:
    with_key(practice)
    (practice.root / "plans/broken.yml").write_text(
        'share: {key: practice-2026-2}\ntitle: "open\n', "utf-8"
    )
    (practice.root / "plans/sam.yml").write_text(
        f"share: {{key: practice-2026-3}}\n{PRIVATE}", "utf-8"
    )
    practice.file.unlink()
    for name in ("practice-2026", "practice-2026-2", "practice-2026-3"):
        said = practice.run("key", "new", name, "--lost", "--yes")
        assert practice.code == 1
        assert "choose another name, such as" in said
    practice.run("key", "new", "--lost", "--yes", "--today", "2026-11-28")

    assert [name for name, _ in keyfile.listed_keys(key_file())] == ["practice-2026-4"]


# ---- rotation, whatever else is wrong


@pytest.mark.parametrize(
    "broken", ['title: "open\n', "share: {access: lnk}\n", "status: draft\nstatus: active\n"]
)
def test_a_rotation_names_unmoved_plans_and_ends_their_links_when_told(
    practice: Practice, broken: str
) -> None:
    with_key(practice)
    other = PRIVATE.replace("5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70", "ab" * 16)
    (practice.root / "plans/ash.yml").write_text(other, "utf-8")
    practice.run("check", "--fix")
    practice.run("build")
    old = set((practice.root / "site/p").glob("*/*.html"))
    (practice.root / "plans/ash.yml").write_text(broken + other, "utf-8")
    said = practice.run("key", "rotate", "next", "--all", "--yes")
    assert practice.code == 1
    assert "still stand under the old key" in said
    assert "plans/ash.yml" in said
    assert "key: next" in practice.plan()

    said = practice.run("key", "rotate", "next", "--all", "--yes", "--end-broken")
    assert practice.code == 1
    practice.run("build")
    assert not old & set((practice.root / "site/p").glob("*/*.html"))
    (practice.root / "plans/ash.yml").write_text(other, "utf-8")
    practice.run("key", "rotate", "next", "--all", "--yes")
    assert practice.code == 0
    practice.run("build")
    assert practice.code == 0
    assert len(list((practice.root / "site/p").glob("*/*.html"))) == 2
