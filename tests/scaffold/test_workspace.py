"""Init: a workspace from nothing, and nothing lost where there was something."""

from __future__ import annotations

import json
import os
import re
import shlex
import stat
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.app import main
from generator.format.parse import parse
from generator.format.validate.settings import read_settings
from generator.scaffold import workspace
from tests.cli.test_command_line import CHECKOUT, Run, handrail
from tests.support import program

TODAY = "--today=2026-11-22"
SUPPORT = ("--support", "Night line=555 0100, day and night")


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "elsewhere/keys"
    monkeypatch.setenv("HANDRAIL_KEY_FILE", str(file))
    return file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "practice"


def init(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["init", str(root), TODAY, "--no-git", *arguments])


def files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def settings(root: Path) -> str:
    return (root / "handrail.yml").read_text("utf-8")


def answered(*arguments: str, answers: str, cwd: Path, **environment: str) -> str:
    """What a person at a terminal sees who types these answers."""
    return program.at_a_terminal(
        arguments,
        cwd=cwd,
        env=program.BARE | {"PATH": os.environ["PATH"], "TERM": "xterm"} | environment,
        answers=answers,
    )[1]


# ---- from nothing to a private link


@pytest.mark.slow
def test_from_an_empty_folder_to_a_private_link_in_four_commands(tmp_path: Path):
    def run(*arguments: str, cwd: Path) -> Run:
        done = handrail(
            *arguments, TODAY, cwd=cwd, HANDRAIL_KEY_FILE=str(tmp_path / "elsewhere/keys")
        )
        assert done.code == 0, done
        return done

    run("init", "practice", *SUPPORT, cwd=tmp_path)
    root = tmp_path / "practice"
    run("new", "sam", "--starter", "anxiety", cwd=root)
    plan = root / "plans/sam.yml"
    plan.write_text(plan.read_text("utf-8").replace("status: draft", "status: active"), "utf-8")
    made = run("build", cwd=root).out
    link = run("share", "plans/sam.yml", "--no-qr", cwd=root).out.strip()

    path = re.search(r"site/(p/[0-9a-f]{32}/index\.html)#k=", link)
    assert path is not None
    assert "Made the page of plans/sam.yml" in made
    assert (root / "site" / path[1]).is_file()
    page = (root / "site" / path[1]).read_text("utf-8")
    assert "<title>" in page
    assert "heart races" not in page


def test_the_sample_builds_at_once_where_somebody_to_call_is_named(root: Path, keys: Path):
    init(root, *SUPPORT)
    done = CliRunner().invoke(main, ["build", TODAY, "-C", str(root)])

    assert done.exit_code == 0, done.output
    assert "1 private page stands" in done.output


def test_the_last_words_are_the_next_command(root: Path, keys: Path):
    assert init(root, *SUPPORT).output.splitlines()[-1].endswith(": handrail new NAME")
    assert f"cd {root}" in init(root).output


# ---- nobody to call is ever made up


def test_without_support_lines_no_page_is_made_and_it_says_so(root: Path, keys: Path):
    said = init(root).output
    done = CliRunner().invoke(main, ["build", TODAY, "-C", str(root)])

    assert "No page is published before" in said
    assert read_settings(parse(settings(root).encode(), "handrail.yml"), frozenset()).support == ()
    assert done.exit_code == 1
    assert "nobody to call is named" in done.output
    assert not any((root / "site/p").glob("*/*"))


def test_the_placeholder_is_a_support_line_once_it_is_filled_in(root: Path, keys: Path):
    init(root)
    text = settings(root).replace("# support:\n#   - ", "support:\n  - ")

    (line,) = read_settings(parse(text.encode(), "handrail.yml"), frozenset()).support
    assert not re.search(r"\d", line.contact)


def test_answers_reach_the_settings_as_they_were_typed(root: Path, keys: Path):
    init(
        root,
        "--practice",
        'Dr. "X": a # b',
        "--support",
        "Line: one=+44 116, 9–17, weekdays",
        "--support",
        "Two=112",
    )

    read = read_settings(parse(settings(root).encode(), "handrail.yml"), frozenset())
    assert read.practice == 'Dr. "X": a # b'
    first, second = read.support
    assert (first.name, first.contact, first.when) == ("Line: one", "+44 116", "9–17, weekdays")
    assert (second.name, second.contact, second.when) == ("Two", "112", None)


@pytest.mark.parametrize("line", ["Night line", "=555 0100", "Night line="])
def test_half_a_support_line_is_met_with_an_example(root: Path, keys: Path, line: str):
    done = init(root, "--support", line)

    assert done.exit_code == 2
    assert "Night line=555 0100" in done.output
    assert not root.exists()


def test_links_begin_with_the_address_that_is_given(root: Path, keys: Path):
    init(root, *SUPPORT, "--base-url", "https://plans.example.org/x/")
    CliRunner().invoke(main, ["build", "-C", str(root), TODAY])
    shared = CliRunner().invoke(main, ["share", "sample", "-C", str(root), "--no-qr", TODAY])

    assert shared.output.startswith("https://plans.example.org/x/p/")


def test_an_answer_that_can_be_no_setting_makes_nothing(root: Path, keys: Path):
    done = init(root, "--language", "xx")

    assert done.exit_code == 1
    assert "no words in this language yet" in done.output
    assert "Nothing was made." in done.output
    assert not root.exists()
    assert not keys.exists()


# ---- what is there stays


def test_a_second_run_changes_no_byte(root: Path, keys: Path):
    init(root, *SUPPORT)
    before, key = files(root), keys.read_bytes()
    again = init(root, "--practice", "Another")

    assert again.exit_code == 0
    assert "Made" not in again.output
    assert (files(root), keys.read_bytes()) == (before, key)


def test_files_that_are_there_are_kept_and_said_so(root: Path, keys: Path):
    mine = {
        "handrail.yml": "practice: Mine\n",
        ".gitignore": "notes/\n",
        ".gitattributes": "# mine\n",
        ".editorconfig": "root = false\n",
        ".vscode/settings.json": "{}",
        ".vscode/extensions.json": "{}",
        "plan.schema.json": "{}",
        "settings.schema.json": "{}",
        "plans/sam.yml": "goal: Mine\n",
    }
    for name, text in mine.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    said = init(root, *SUPPORT).output

    assert {name: text.decode() for name, text in files(root).items()} == mine
    assert said.count("Kept") == len(mine) - 1
    assert "add to .gitignore: .handrail/ site/" in said
    assert not keys.exists()


def test_a_run_that_was_cut_short_is_finished_by_the_next(root: Path, keys: Path):
    init(root, *SUPPORT)
    key = keys.read_bytes()
    (root / "handrail.yml").unlink()
    (root / ".gitattributes").unlink()
    init(root, *SUPPORT)

    assert keys.read_bytes() == key
    assert CliRunner().invoke(main, ["build", TODAY, "-C", str(root)]).exit_code == 0


def test_a_sample_that_somebody_deleted_does_not_come_back(root: Path, keys: Path):
    init(root, *SUPPORT)
    (root / "plans/sample.yml").unlink()
    init(root)

    assert not (root / "plans/sample.yml").exists()


# ---- the key


def test_the_key_lies_outside_owned_alone_settings_know_its_fingerprint(root: Path, keys: Path):
    said = init(root).output
    name, secret = keys.read_text().splitlines()[-1].split()

    assert name == "practice-2026"
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert secret not in said + "".join(text.decode() for text in files(root).values())
    assert re.search(rf'fingerprints: \{{{name}: "[0-9a-f]{{16}}"\}}', settings(root))


def test_a_key_is_reused_by_name_another_name_makes_another(tmp_path: Path, keys: Path):
    init(tmp_path / "one")
    key = keys.read_bytes()
    said = init(tmp_path / "two").output
    assert keys.read_bytes() == key
    assert "seals the pages here too" in said

    init(tmp_path / "three", "--key", "clinic")
    assert len(keys.read_bytes().splitlines()) == len(key.splitlines()) + 1
    assert "key: clinic" in settings(tmp_path / "three")


def test_a_folder_that_would_hold_the_keys_is_refused(tmp_path: Path, keys: Path):
    done = init(tmp_path)

    assert done.exit_code == 1
    assert "your keys would lie in this folder" in done.output
    assert files(tmp_path) == {}


def test_a_key_file_that_others_can_read_stops_it(root: Path, keys: Path):
    keys.parent.mkdir()
    keys.write_text("")
    keys.chmod(0o644)
    done = init(root)

    assert done.exit_code == 1
    assert "others on this computer can read" in done.output
    assert not root.exists()


def test_a_folder_within_a_workspace_is_refused(root: Path, keys: Path):
    init(root)
    before = files(root)

    assert init(root / "plans").exit_code == 1
    assert files(root) == before


# ---- editors and git


def test_editors_learn_where_the_schema_lies(root: Path, keys: Path):
    init(root)

    schema, settings = json.loads((root / ".vscode/settings.json").read_text("utf-8"))[
        "yaml.schemas"
    ]
    assert json.loads((root / settings).read_text("utf-8"))["title"] == "Handrail settings"
    assert json.loads((root / schema).read_text("utf-8"))["title"].startswith("Handrail plan")
    first = (root / "plans/sample.yml").read_text("utf-8").splitlines()[0]
    assert (root / "plans" / first.partition("$schema=")[2]).resolve() == (root / schema).resolve()


def test_git_keeps_plans_and_settings_and_leaves_out_what_a_build_makes(root: Path, keys: Path):
    done = CliRunner().invoke(main, ["init", str(root), TODAY, "--git", *SUPPORT])
    assert done.exit_code == 0, done.output
    CliRunner().invoke(main, ["build", TODAY, "-C", str(root)])

    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=True, text=True
        ).stdout

    kept = git("ls-files", "--others", "--exclude-standard").split()
    assert {"handrail.yml", "plans/sample.yml", ".gitattributes"} <= set(kept)
    assert not any(name.startswith(("site/", ".handrail/")) for name in kept)
    assert "union" in git("check-attr", "merge", "handrail.revoked")
    assert "eol: lf" in git("check-attr", "eol", "plans/sample.yml")


def test_a_folder_in_a_repository_gets_no_history_of_its_own(tmp_path: Path, keys: Path):
    subprocess.run(["git", "init", "--quiet", str(tmp_path / "work")], check=True)
    root = tmp_path / "work/practice"
    CliRunner().invoke(main, ["init", str(root), TODAY])

    assert (root / "handrail.yml").exists()
    assert not (root / ".git").exists()


# ---- at a terminal


def test_somebody_at_a_terminal_is_asked_four_questions(tmp_path: Path):
    said = answered(
        *("init", "practice", TODAY),
        answers="Harbour Street\nNight line\nNight line=555 0100\n\nplans.example.org\nhttps://plans.example.org\nn\n",
        cwd=tmp_path,
        HANDRAIL_KEY_FILE=str(tmp_path / "elsewhere/keys"),
    )

    text = settings(tmp_path / "practice")
    assert 'practice: "Harbour Street"' in text
    assert '{name: "Night line", contact: "555 0100"}' in text
    assert 'base_url: "https://plans.example.org"' in text
    assert "write who answers" in said
    assert said.count("Address; leave it empty") == 2
    assert not (tmp_path / "practice/.git").exists()


def test_with_yes_nobody_is_asked(tmp_path: Path):
    answered(
        "init",
        "practice",
        TODAY,
        "--yes",
        answers="",
        cwd=tmp_path,
        HANDRAIL_KEY_FILE=str(tmp_path / "elsewhere/keys"),
    )

    assert "# practice:" in settings(tmp_path / "practice")


def test_a_new_plan_asks_for_the_starter_and_proposes_an_alias(tmp_path: Path):
    environment = {"HANDRAIL_KEY_FILE": str(tmp_path / "elsewhere/keys")}
    handrail("init", "practice", TODAY, *SUPPORT, cwd=tmp_path, **environment)
    said = answered(
        "new", "Sam Okafor", TODAY, answers="\n\n", cwd=tmp_path / "practice", **environment
    )

    assert "anxiety" in said
    assert "full name" in said
    assert len(list((tmp_path / "practice/plans").glob("*-*.yml"))) == 1


def test_a_second_run_names_the_key_that_is_missing(root: Path, keys: Path):
    init(root, *SUPPORT)
    assert "key restore" not in init(root).output
    keys.unlink()
    said = init(root).output

    assert "is not on this computer" in said
    assert "handrail key restore practice-2026" in said
    assert "handrail key new --lost" in said


def test_a_file_that_a_full_disk_left_empty_is_no_file(root: Path, keys: Path):
    for name in ("handrail.yml", ".gitignore", "plan.schema.json"):
        root.mkdir(exist_ok=True)
        (root / name).touch()
    init(root, *SUPPORT)

    assert all(
        (root / name).stat().st_size for name in ("handrail.yml", ".gitignore", "plan.schema.json")
    )


# ---- where it is told to begin


@pytest.mark.parametrize(
    ("typed", "offered"),
    [(".", "practice"), ("practice", "practice"), ("a/my plans", "'my plans'")],
)
def test_no_workspace_begins_in_handrails_folder_a_place_outside_is_offered(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, typed: str, offered: str
) -> None:
    program = tmp_path / "handrail"
    for name in ("generator/__main__.py", "handrail.yml"):
        (program / name).parent.mkdir(parents=True, exist_ok=True)
        (program / name).touch()
    before = files(program)
    monkeypatch.chdir(program)
    said = init(Path(typed))

    assert said.exit_code == 1
    assert (
        said.output
        == f"This is Handrail's own folder. Begin outside it: handrail init ~/{offered}\n"
    )
    assert files(program) == before


def test_the_checkout_is_handrails_own_folder() -> None:
    assert workspace.is_program(CHECKOUT)


def test_a_home_folder_is_found_where_the_shell_does_not_find_it(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    said = init(Path("~/practice"), *SUPPORT)

    assert (tmp_path / "practice/handrail.yml").is_file()
    assert f"cd {tmp_path / 'practice'}" in said.output


@pytest.mark.parametrize("author", ["", "[user]\nname = Sam\nemail = sam@example.org\n"])
def test_on_a_new_computer_the_first_version_is_told_to_the_letter(
    tmp_path: Path, root: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, author: str
):
    settings = tmp_path / "gitconfig"
    settings.write_text(author, "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    said = CliRunner().invoke(main, ["init", str(root), TODAY, "--git", *SUPPORT]).output

    told = re.findall(r"^   (git config .*)$", said, re.MULTILINE)
    assert len(told) == (0 if author else 2)
    for words in (*told, "git add -A", 'git commit -m "What is new"'):
        assert words in said
        subprocess.run(shlex.split(words), cwd=root, check=True, capture_output=True)
