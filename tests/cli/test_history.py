"""History and diff: what a therapist sees of the story of a plan, wherever the plan lies."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.app import main
from tests.support.builders import a_plan_file, on
from tests.support.repositories import Repository, a_repository

CANARY = "canary-sings"
FIRST = a_plan_file([on("2026-01-12", calm=4)], {"target": 3})
SECOND = a_plan_file([on("2026-01-12", calm=4), on("2026-01-19", calm=5)], {"target": 2})
BEGUN = "The plan was begun with 1 goal, 1 objective and 1 entry."
AIM = "The aim of “Feel calm on the train” moved from 3 to 2."
ENTRY = "An entry of 19 January was added."


@pytest.fixture
def two(tmp_path: Path) -> Repository:
    """A workspace whose plan has two versions."""
    made = a_repository(tmp_path / "practice")
    made.commit("2026-01-12", sam=FIRST)
    made.commit("2026-01-19", sam=SECOND)
    return made


def run(root: Path, *typed: str) -> Result:
    return CliRunner().invoke(main, [*typed, "-C", str(root)], prog_name="handrail")


def said(root: Path, *typed: str) -> list[str]:
    """What a command that went well said: its lines, without ids of commits and empty ones."""
    done = run(root, *typed)
    assert done.exit_code == 0, done.output
    return [line.partition(" (")[0].strip() for line in done.output.splitlines() if line]


def test_a_story_begins_with_the_latest(two: Repository) -> None:
    assert said(two.root, "history", "sam") == [
        "plans/sam.yml",
        "19 January 2026, Dr. Okafor",
        AIM,
        ENTRY,
        "12 January 2026, Dr. Okafor",
        BEGUN,
    ]


def test_a_story_can_begin_at_the_beginning_and_be_cut(two: Repository) -> None:
    assert said(two.root, "history", "sam", "--oldest-first")[2] == BEGUN
    assert said(two.root, "history", "sam", "--limit", "1")[2:] == [AIM, ENTRY]
    assert said(two.root, "history", "sam", "--since", "2026-01-13")[2:] == [AIM, ENTRY]
    assert said(two.root, "history", "sam", "--since", "2027-01-13")[1:] == [
        "Nothing of this time is known."
    ]


def test_what_is_not_committed_comes_first(two: Repository) -> None:
    two.write("plans/sam.yml", SECOND.replace("crowd", "train"))

    assert said(two.root, "history", "sam")[1:3] == [
        "Not committed yet",
        "A goal was reworded: “Feel at ease in a crowd” is now “Feel at ease in a train”.",
    ]


def test_a_plan_renamed_since_the_last_commit_keeps_its_story(two: Repository) -> None:
    (two.root / "plans/sam.yml").rename(two.root / "plans/river.yml")

    assert said(two.root, "history", "river")[1:5] == [
        "Not committed yet",
        "The file was renamed from plans/sam.yml to plans/river.yml.",
        "19 January 2026, Dr. Okafor",
        AIM,
    ]


def test_a_plan_that_is_gone_has_its_story_still(two: Repository) -> None:
    (two.root / "plans/sam.yml").unlink()

    assert said(two.root, "history", "sam")[1:3] == [
        "Not committed yet",
        "The plan's file was deleted.",
    ]
    two.commit("2026-01-26")
    assert said(two.root, "history", "sam")[2] == "The plan's file was deleted."
    assert run(two.root, "history", "nobody").exit_code == 2


def test_a_plan_that_was_never_committed_says_so(two: Repository) -> None:
    two.write("plans/new.yml", FIRST.replace("5f0c", "6f0c"))

    assert said(two.root, "history", "new")[1:] == [
        "Not committed yet",
        BEGUN,
        "This plan has never been committed.",
    ]


def test_without_a_history_nothing_breaks(two: Repository) -> None:
    shutil.rmtree(two.root / ".git")

    assert said(two.root, "history", "sam")[1:] == [
        "No history looks after this folder yet. `git init` begins one."
    ]
    assert said(two.root, "diff", "sam") == said(two.root, "history", "sam")[1:]
    two.git("init", "--quiet")
    assert said(two.root, "history", "sam")[1:] == ["Nothing has been committed here yet."]


def test_without_git_the_way_out_is_named(two: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    done = run(two.root, "history", "sam")

    assert done.exit_code == 1
    assert "hint: install git" in done.output


def test_detached_heads_worktrees_and_folders_below_are_fine(
    two: Repository, tmp_path: Path
) -> None:
    whole = said(two.root, "history", "sam")
    two.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "beside"))
    two.git("checkout", "--quiet", "--detach")

    assert said(two.root, "history", "sam") == whole
    assert said(tmp_path / "beside", "history", "sam") == whole
    below = Repository(tmp_path / "all")
    shutil.copytree(two.root, tmp_path / "all/practice", ignore=shutil.ignore_patterns(".git"))
    below.git("init", "--quiet")
    below.git("add", "--all")
    below.git("commit", "--quiet", "--message=all")
    assert said(tmp_path / "all/practice", "history", "sam")[0] == "plans/sam.yml"


def test_a_shallow_copy_says_where_it_begins(two: Repository, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    two.git("clone", "--quiet", "--depth=1", f"file://{two.root}", str(copy))

    assert said(copy, "history", "sam")[-1].startswith("The history begins here, as this copy is")


def test_a_plan_that_git_keeps_encrypted_is_left_alone(two: Repository) -> None:
    two.commit("2026-01-26", sam="\0GITCRYPT\0 and so on")
    two.write("plans/sam.yml", SECOND)

    for typed in ("history", "diff"):
        assert "Git keeps this plan encrypted" in said(two.root, typed, "sam")[-1]


@pytest.mark.slow
def test_a_plan_that_git_crypt_has_unlocked_has_its_story(tmp_path: Path) -> None:
    made = a_repository(tmp_path / "practice")
    subprocess.run(["git-crypt", "init"], cwd=made.root, check=True, capture_output=True)
    made.write(".gitattributes", "plans/** filter=git-crypt diff=git-crypt\n")
    made.commit("2026-01-12", sam=FIRST)
    made.git("mv", "plans/sam.yml", "plans/river.yml")
    made.commit("2026-01-19", river=SECOND)

    renamed = "The file was renamed from plans/sam.yml to plans/river.yml."
    assert said(made.root, "history", "river")[2:5] == [renamed, AIM, ENTRY]
    assert b"GITCRYPT" in made.git("cat-file", "blob", "HEAD:plans/river.yml").encode()


def test_nothing_of_a_private_note_is_told_unasked(two: Repository) -> None:
    two.commit("2026-01-26", sam=f"private: {CANARY}\n" + _as_lines(SECOND))
    two.write("plans/sam.yml", f"private: {CANARY} again\n" + _as_lines(SECOND))

    for typed in (
        ("history", "sam"),
        ("history", "sam", "--format", "json"),
        ("diff", "sam"),
        ("diff", "sam", "--format", "json"),
    ):
        output = run(two.root, *typed).output
        assert "private" in output
        assert CANARY not in output
        assert CANARY in run(two.root, *typed, "--private").output


def test_programs_are_told_the_same(two: Repository) -> None:
    two.write("plans/sam.yml", FIRST)
    story = json.loads(run(two.root, "history", "sam", "--format", "json").output)
    text = said(two.root, "history", "sam")
    difference = json.loads(run(two.root, "diff", "sam", "--format", "json").output)

    assert story["version"] == 1
    assert [one["at"] for one in story["versions"]] == [
        None,
        "2026-01-19T12:00:00+00:00",
        "2026-01-12T12:00:00+00:00",
    ]
    assert all(line in text for one in story["versions"] for line in one["sentences"])
    assert difference["sentences"] == said(two.root, "diff", "sam")
    assert [one["kind"] for one in difference["changes"]] == ["fact-changed", "entry-removed"]
    assert story["versions"][0]["changes"] == difference["changes"]


def test_a_difference_is_between_any_two_versions(two: Repository, tmp_path: Path) -> None:
    back = ["The aim of “Feel calm on the train” moved from 2 to 3.", "An entry of 19 January 2026 was taken out."]  # fmt: skip
    two.git("tag", "start", "HEAD~1")
    there = [AIM, "An entry of 19 January 2026 was added."]

    assert said(two.root, "diff", "sam") == ["Nothing is different."]
    assert said(two.root, "diff", "start", "sam") == there
    assert said(two.root, "diff", "HEAD", "start", "sam") == back
    two.git("mv", "plans/sam.yml", "plans/river.yml")
    renamed = "The file was renamed from plans/sam.yml to plans/river.yml."
    assert said(two.root, "diff", "start", "river") == [renamed, *there]
    one, other = tmp_path / "one.yml", tmp_path / "other.yml"
    one.write_text(FIRST, "utf-8")
    other.write_text(SECOND, "utf-8")
    assert said(two.root, "diff", str(one), str(other)) == there


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("nowhere", "sam"), "git knows no version “nowhere” here"),
        (("a", "b", "c", "sam"), "name at most two versions, and then the plan"),
        (("HEAD", "nobody"), 'there is no plan "nobody" here'),
    ],
)
def test_what_cannot_be_compared_is_told(two: Repository, words: list[str], why: str) -> None:
    done = run(two.root, "diff", *words)

    assert why in done.output
    assert done.exit_code == 2


def test_git_shows_a_plan_in_lines_without_private_notes(two: Repository) -> None:
    two.write("plans/sam.yml", f"private: {CANARY}\n" + _as_lines(SECOND))
    done = CliRunner().invoke(main, ["textconv", str(two.root / "plans/sam.yml")])

    assert CANARY not in done.output
    assert "Private note: (a private note)\n" in done.output
    assert "Aim of calm: 2\n" in done.output
    assert "Entry of 19 January 2026: calm 5\n" in done.output


def test_no_sign_of_a_plan_speaks_to_the_terminal(two: Repository) -> None:
    two.write("plans/sam.yml", SECOND.replace("crowd", "crowd\\u001b[2J"))
    lines = CliRunner().invoke(main, ["textconv", str(two.root / "plans/sam.yml")]).output

    assert "crowd\\x1b[2J" in lines
    assert "\x1b" not in lines + run(two.root, "diff", "sam").output


def test_git_shows_what_is_no_plan_as_it_is(tmp_path: Path) -> None:
    odd = b"<<<<<<< a: [\n\xff\x00"
    (tmp_path / "odd.yml").write_bytes(odd)

    assert CliRunner().invoke(main, ["textconv", str(tmp_path / "odd.yml")]).stdout_bytes == odd


def _as_lines(text: str) -> str:
    """A plan in one pair of braces as keys, a line each."""
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in json.loads(text).items())
