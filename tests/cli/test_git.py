"""Git commands: what `install` writes and `uninstall` takes back, and what is stopped before a commit."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click
import pytest

from generator.cli.report import format_finding
from generator.publish.staged import staged_findings
from generator.workspace import git_setup
from generator.workspace.files import MARK
from generator.workspace.git_setup import Program
from tests.support.two_copies import MINE, PLAN, SETTINGS, Copy, begun

pytestmark = pytest.mark.slow

TODAY = date(2026, 1, 20)
PROGRAM = Program(("/a folder/python", "-m", "generator"))
KEY = "practice-2026 " + "0f" * 32 + "\n"


def everything(copy: Copy) -> dict[str, bytes]:
    """Every file of a copy but for git's own objects and notes of what happened."""
    return {
        str(path.relative_to(copy.root)): path.read_bytes()
        for path in copy.root.rglob("*")
        if path.is_file() and not {"objects", "logs", "index"} & set(path.parts)
    }


ATTRIBUTES = {
    "no file": None,
    "an empty file": "",
    "lines of somebody": "*.yml text eol=lf\n",
    "no line end at the end": "*.png binary",
    "windows line ends": "*.png binary\r\n",
    "a line for the list of links": "handrail.revoked text eol=lf merge=union\n",
}


@pytest.mark.parametrize("before", ATTRIBUTES)
def test_uninstall_leaves_every_byte_as_install_found_it(tmp_path: Path, before: str) -> None:
    copy = begun(tmp_path / "copy")
    (copy.root / ".gitattributes").unlink()
    if ATTRIBUTES[before] is not None:
        copy.write(".gitattributes", ATTRIBUTES[before])
    copy.commit()
    was = everything(copy)

    git_setup.install(copy.root, PROGRAM)
    installed = everything(copy)
    git_setup.install(copy.root, PROGRAM)
    again = everything(copy)
    git_setup.uninstall(copy.root, PROGRAM)

    assert installed != was
    assert again == installed
    assert everything(copy) == was


def test_install_says_what_each_part_does_and_then_that_all_is_done(tmp_path: Path) -> None:
    copy = begun(tmp_path / "copy")

    first, second = copy.handrail("git", "install"), copy.handrail("git", "install")

    assert ".gitattributes" in first
    assert "Before each commit" in first
    assert second == "All of it is set up already.\n"
    assert os.access(copy.root / ".git/hooks/pre-commit", os.X_OK)


def test_git_finds_the_driver_by_an_absolute_path_in_quotes(tmp_path: Path) -> None:
    copy = begun(tmp_path / "copy")
    copy.handrail("git", "install")

    driver = copy.git("config", "merge.handrail.driver").strip()

    assert Path(driver.split(" -P ")[0].strip("'")).is_absolute()
    assert driver.endswith(" git merge-driver %O %A %B %L %P")
    assert copy.git("check-attr", "merge", "diff", "--", "plans/a/b.yaml").count("handrail") == 2


def test_a_hook_of_somebody_stays_and_is_given_the_line_to_add(tmp_path: Path) -> None:
    copy = begun(tmp_path / "copy")
    hook = copy.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho mine\n", "utf-8")

    said = copy.handrail("git", "install")
    copy.handrail("git", "uninstall")

    assert "git pre-commit || exit 1" in said
    assert hook.read_text("utf-8") == "#!/bin/sh\necho mine\n"


def test_hooks_that_a_user_keeps_elsewhere_are_left_alone(tmp_path: Path) -> None:
    copy = begun(tmp_path / "copy")
    (copy.root / "my-hooks").mkdir()
    copy.git("config", "core.hooksPath", "my-hooks")

    said = copy.handrail("git", "install")

    assert "Your hooks lie in my-hooks" in said
    assert not list((copy.root / "my-hooks").iterdir())
    assert not (copy.root / ".git/hooks/pre-commit").exists()


def test_lines_that_came_with_the_history_stay_when_one_copy_is_uninstalled(tmp_path: Path) -> None:
    copy = begun(tmp_path / "copy")
    copy.handrail("git", "install")
    copy.commit()
    other = Copy(tmp_path / "other", "lind")
    copy.git("clone", "--quiet", str(copy.root), str(other.root))

    other.handrail("git", "install")
    other.handrail("git", "uninstall")

    assert other.git("status", "--porcelain") == ""


def test_a_folder_without_a_history_is_told_how_to_begin_one(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy", "okafor")
    copy.write("handrail.yml", SETTINGS)

    assert "git init" in copy.handrail("git", "install", code=1)


# ---- before a commit


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return begun(tmp_path / "copy")


def found_in(copy: Copy) -> str:
    """What would be said of all that is staged."""
    return click.unstyle("".join(map(format_finding, staged_findings(copy.root, TODAY))))


def test_what_is_staged_is_looked_at_not_what_is_in_the_folder(copy: Copy) -> None:
    good = copy.read()
    copy.write(PLAN, good + "bogus: 1\n")
    copy.git("add", "-A")
    copy.write(PLAN, good)

    said = found_in(copy)
    copy.git("add", "-A")
    copy.write(PLAN, good + MINE + "bogus: 1\n")

    assert f"{PLAN}:18:1: error: this key is not known here" in said
    assert found_in(copy) == ""


def test_a_commit_of_one_file_is_judged_by_that_file(copy: Copy) -> None:
    copy.handrail("git", "install")
    copy.write("plans/other.yml", "goal: to be mended\n")
    copy.git("add", "plans/other.yml")
    copy.log(MINE)

    copy.git("commit", "--quiet", "-m", "Only Sam", PLAN)

    said = copy.git("commit", "-m", "The other", code=1)
    assert "plans/other.yml" in said
    assert "before this is committed" in said


def test_mistakes_in_plans_that_are_not_staged_stop_no_commit(copy: Copy) -> None:
    copy.write(PLAN, copy.read() + "bogus: 1\n")
    copy.commit()
    copy.write("notes.txt", "Buy stamps\n")
    copy.git("add", "notes.txt")

    assert found_in(copy) == ""


@pytest.mark.parametrize("text", [KEY, "# my keys\n\n" + KEY, "\ufeff" + KEY])
def test_a_file_with_keys_is_not_committed_whatever_its_name(copy: Copy, text: str) -> None:
    copy.write("notes/summer.txt", text)
    copy.git("add", "-A")

    said = found_in(copy)

    assert "notes/summer.txt:1:1: error: this file holds keys" in said
    assert "0f0f" not in said


def test_clear_pages_are_committed_of_public_plans_alone(copy: Copy) -> None:
    page = f"<!doctype html><head>{MARK.decode()}</head><article>Sam</article>"
    copy.write("site/sam/index.html", page)
    copy.write("saved.html", page)
    copy.git("add", "-f", "site/sam/index.html", "saved.html")

    said = found_in(copy)

    assert "saved.html:1:1: error: this is the page of a private plan" in said
    assert "site/sam" not in said


def test_a_clear_page_is_stopped_once_its_plan_is_private(copy: Copy) -> None:
    page = f"<!doctype html><head>{MARK.decode()}</head><article>Sam</article>"
    copy.change("share: {access: public}", "share: {access: link}")
    copy.write("site/sam/index.html", page)
    copy.git("add", "-f", "site/sam/index.html", PLAN)

    assert "site/sam/index.html" in found_in(copy)


def test_a_workspace_within_a_larger_history_is_looked_at_too(tmp_path: Path) -> None:
    outer = begun(tmp_path / "outer")
    inner = Copy(outer.root / "practice", "okafor")
    inner.write("handrail.yml", SETTINGS)
    inner.write(PLAN, outer.read() + "bogus: 1\n")
    outer.git("add", "-A")

    assert f"{PLAN}:18:1" in found_in(inner)


def test_keys_beside_the_workspace_are_found_with_their_way_out(tmp_path: Path) -> None:
    outer = begun(tmp_path / "outer")
    inner = Copy(outer.root / "practice", "okafor")
    inner.write("handrail.yml", SETTINGS)
    outer.write("my keys.txt", KEY)
    outer.git("add", "-A")

    typed = found_in(inner).split("`")[1]

    assert typed == "git rm --cached -- ':/my keys.txt'"
    inner.git("rm", "--cached", "--quiet", "--", ":/my keys.txt")


def test_a_merge_that_is_unfinished_is_not_committed(copy: Copy) -> None:
    copy.log("<<<<<<< HEAD\n" + MINE + "=======\n>>>>>>> other\n")
    copy.git("add", "-A")

    assert "[unfinished-merge]" in found_in(copy)
