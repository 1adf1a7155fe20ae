"""Publish and close: what goes out, what is shown first, and what is never touched."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import write
from generator.closing import Ending, closed
from generator.errors import WorkspaceError
from generator.news import Became, Line, lines_of, news
from tests.test_keys import PRIVATE, Practice, practice, with_key

__all__ = ["practice"]


@pytest.fixture
def ready(practice: Practice) -> Practice:
    with_key(practice)
    return practice


@pytest.fixture
def web(tmp_path: Path) -> Path:
    return tmp_path / "web"


def edited(practice: Practice, old: str, new: str) -> None:
    plan = practice.root / "plans/sam.yml"
    assert old in plan.read_text("utf-8")
    plan.write_text(plan.read_text("utf-8").replace(old, new), "utf-8")


def another_plan(practice: Practice, name: str) -> Path:
    """A second private plan, with a uid of its own."""
    path = practice.root / f"plans/{name}.yml"
    path.write_text(PRIVATE.replace("5f0c", "aaaa").replace("Sam", "Ash"), "utf-8")
    return path


def pages(folder: Path) -> list[Path]:
    return sorted(folder.glob("p/*/index.html"))


# ---- what is shown


def test_what_a_client_will_newly_read_is_shown_before_it_goes(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")
    edited(ready, "Feel at ease in a crowd", "Feel at ease on the train")

    said = ready.run("publish", str(web), "--dry-run")

    assert "Changed: plans/sam.yml" in said
    assert "  - Feel at ease in a crowd" in said
    assert "  + Feel at ease on the train" in said


def test_behind_a_new_link_only_the_new_words_are_news_and_the_old_page_goes_by_its_plan(
    ready: Practice, web: Path
) -> None:
    ready.run("publish", str(web), "--yes")
    edited(ready, "goal: Feel", "share: {generation: 2}\nwhat_matters: The sea.\ngoal: Feel")

    said = ready.run("publish", str(web), "--dry-run")

    assert "Behind a new link: plans/sam.yml" in said
    assert re.search(r"^Gone: plans/sam\.yml, site/p/", said, re.MULTILINE)
    assert [line for line in said.splitlines() if line.startswith("  ")] == ["  + “The sea.”"]


@pytest.mark.parametrize("line", ["status: draft", "share: {access: none}"])
def test_a_page_that_is_withdrawn_goes_by_its_plan(ready: Practice, web: Path, line: str) -> None:
    ready.run("publish", str(web), "--yes")
    edited(ready, "goal: Feel", f"{line}\ngoal: Feel")

    assert re.search(r"^Gone: plans/sam\.yml, site/p/", ready.run("publish", str(web), "--dry-run"), re.MULTILINE)


def test_harder_times_are_told_to_the_therapist_before_the_page_that_shows_them_goes_out(
    ready: Practice, web: Path
) -> None:
    edited(
        ready,
        "    scores: {crowds: 4}",
        "    scores: {crowds: 7}\n  - {date: 2026-01-19, scores: {crowds: 2}, note: A hard week.}",
    )

    said = ready.run("publish", str(web), "--dry-run")
    told = said.partition("For you alone, before it goes out:")[2]

    assert "[D2]" in told
    assert "`hold: true`" in told
    assert "hard week" not in told
    ready.run("publish", str(web), "--yes")
    assert "For you alone" not in ready.run("publish", str(web), "--dry-run")


def test_a_dry_run_writes_nothing(ready: Practice, web: Path) -> None:
    said = ready.run("publish", str(web), "--dry-run")

    assert "New: plans/sam.yml" in said
    assert not web.exists()
    assert not (ready.root / ".handrail/published").exists()


def test_nobody_to_ask_is_told_what_to_add(ready: Practice, web: Path) -> None:
    said = ready.run("publish", str(web))

    assert ready.code == 2
    assert "--yes" in said
    assert not web.exists()


def test_a_second_time_there_is_nothing_to_send(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")

    assert f"All of it is in {web} already: 1 page stands there" in ready.run("publish", str(web))
    assert ready.code == 0


# ---- what is refused


def test_a_mistake_in_a_plan_keeps_only_its_own_page_back(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")
    [former] = pages(web)
    before = former.read_bytes()
    another_plan(ready, "ash")
    edited(ready, "target: 7", "target: 12")

    said = ready.run("publish", str(web), "--yes")

    assert ready.code == 1
    assert "target 12 is above the scale's 10" in said
    assert len(pages(web)) == 2
    assert former.read_bytes() == before


def test_the_demonstration_key_is_refused(practice: Practice, web: Path) -> None:
    settings = practice.root / "handrail.yml"
    settings.write_text(settings.read_text("utf-8") + "key: demonstration\n", "utf-8")

    said = practice.run("publish", str(web), "--yes")

    assert practice.code == 1
    assert "demonstration key" in said
    assert "handrail key new" in said
    assert not web.exists()


def test_a_private_plan_in_clear_is_refused(ready: Practice, web: Path) -> None:
    ready.run("build")
    [page] = pages(ready.root / "site")
    stamp = page.stat()
    page.write_bytes(page.read_bytes().replace(b'<div id="opened"', b"<article>Sam</article><div"))
    # As long and as old as it was, so that a build takes it for its own.
    page.write_bytes(page.read_bytes()[: stamp.st_size])
    os.utime(page, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

    said = ready.run("publish", str(web), "--yes")

    assert ready.code == 1
    assert "in clear" in said
    assert not web.exists()


def test_without_a_place_to_go_the_two_ways_are_named(ready: Practice) -> None:
    said = ready.run("publish", "--yes")

    assert ready.code == 2
    assert "publish FOLDER" in said
    assert "handrail.yml" in said


@pytest.mark.parametrize("place", ["site", "site/p", "."])
def test_a_folder_among_ones_own_is_refused(ready: Practice, place: str) -> None:
    said = ready.run("publish", str(ready.root / place), "--yes")

    assert ready.code == 1
    assert "outside site/" in said


# ---- the copy


def test_the_copy_is_what_was_built(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")

    assert ready.run("verify", str(web))
    assert ready.code == 0


def test_the_settings_name_the_folder(ready: Practice, web: Path) -> None:
    settings = ready.root / "handrail.yml"
    settings.write_text(settings.read_text("utf-8") + "publish: {folder: ../web}\n", "utf-8")

    ready.run("publish", "--yes")

    assert len(pages(web)) == 1


def test_a_page_that_is_gone_leaves_the_folder(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")
    (ready.root / "plans/sam.yml").unlink()

    said = ready.run("publish", str(web), "--yes")

    assert "Gone: site/p/" in said
    assert pages(web) == []


def test_files_of_others_stay(ready: Practice, web: Path) -> None:
    (web / "p").mkdir(parents=True)
    (web / "p/mine.txt").write_text("mine")
    (web / "about.html").write_text("about")
    ready.run("publish", str(web), "--yes")
    (ready.root / "plans/sam.yml").unlink()
    ready.run("publish", str(web), "--yes")

    assert (web / "p/mine.txt").read_text() == "mine"
    assert (web / "about.html").read_text() == "about"


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.parametrize("name", ["index.html", "404.html", "robots.txt", "_headers", ".nojekyll"])
def test_a_file_of_somebody_else_is_left_and_named_the_first_time_and_the_tenth(
    ready: Practice, web: Path, name: str, time: str
) -> None:
    if time == "second":
        ready.run("publish", str(web), "--yes")
    web.mkdir(exist_ok=True)
    (web / name).write_text("my own")

    said = ready.run("publish", str(web), "--yes")

    assert ready.code == 0
    assert f"since it is not Handrail's: {name}" in said
    assert (web / name).read_text() == "my own"
    assert len(pages(web)) == 1


def test_a_page_whose_place_is_taken_does_not_go_out_and_all_others_do(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")
    [taken] = pages(web)
    taken.write_text("mine")
    another_plan(ready, "ash")

    said = ready.run("publish", str(web), "--yes")

    assert ready.code == 1
    assert "Not published: plans/sam.yml" in said
    assert taken.read_text() == "mine"
    assert len(pages(web)) == 2


def test_a_page_that_somebody_changed_there_is_not_taken_away(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")
    [page] = pages(web)
    page.write_text("changed by hand")
    (ready.root / "plans/sam.yml").unlink()

    ready.run("publish", str(web), "--yes")

    assert page.read_text() == "changed by hand"


def test_a_full_disk_takes_away_first_and_the_next_run_completes(
    ready: Practice, web: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ash = another_plan(ready, "ash")
    ready.run("publish", str(web), "--yes")
    ash.unlink()
    edited(ready, "Feel at ease in a crowd", "Feel at ease on the train")
    ready.run("build")
    [ours] = pages(ready.root / "site")
    former = (web / ours.relative_to(ready.root / "site")).read_bytes()

    def full(path: Path, data: bytes, mode: int = 0o666) -> None:
        raise WorkspaceError(f"cannot write {path}: No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(write, "put_beside", full)
        said = ready.run("publish", str(web), "--yes")

    assert ready.code == 1
    assert "No space left on device" in said
    assert [page.read_bytes() for page in pages(web)] == [former]

    ready.run("publish", str(web), "--yes")
    assert ready.code == 0
    assert [page.read_bytes() for page in pages(web)] == [ours.read_bytes()]


def test_what_is_remembered_holds_no_clear_text(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")

    for path in (ready.root / ".handrail").rglob("*"):
        if path.is_file():
            assert b"Feel at ease" not in path.read_bytes()
            assert "Sam" not in path.as_posix().removeprefix(ready.root.as_posix())


# ---- a command of one's own


def a_command(practice: Practice, code: str) -> None:
    settings = practice.root / "handrail.yml"
    script = practice.root.parent / "send.py"
    script.write_text(code)
    text = f'publish: {{command: ["{sys.executable}", "{script}", "site/", "a b; echo x"]}}\n'
    settings.write_text(settings.read_text("utf-8") + text, "utf-8")


def test_the_command_runs_in_the_workspace_without_a_shell(ready: Practice) -> None:
    a_command(ready, "import os, sys; open('../told', 'w').write(os.getcwd() + '|' + '|'.join(sys.argv[1:]))")

    ready.run("publish", "--yes", "--allow-command")

    assert ready.code == 0
    assert (ready.root.parent / "told").read_text() == f"{ready.root.resolve()}|site/|a b; echo x"
    assert "went out last time already" in ready.run("publish")


def test_a_command_that_fails_is_told_and_nothing_is_remembered(ready: Practice) -> None:
    a_command(ready, "import sys; sys.exit(7)")

    said = ready.run("publish", "--yes", "--allow-command")

    assert ready.code == 1
    assert "ended with 7" in said
    assert "New: plans/sam.yml" in ready.run("publish", "--dry-run")


def test_two_ways_at_once_are_a_finding(ready: Practice) -> None:
    settings = ready.root / "handrail.yml"
    settings.write_text(settings.read_text("utf-8") + "publish: {folder: ../web, command: [rsync]}\n", "utf-8")

    said = ready.run("check")

    assert "publish-one-way" in said


# ---- news


def test_lines_are_paragraphs_items_and_rows_without_drawings() -> None:
    page = (
        "<article><h1>Title</h1><p>One <b>bold</b> word</p><svg><text>7</text></svg>"
        "<ul><li>a</li><li>b</li></ul><table><tr><th>When</th><td>3</td></tr></table></article>"
    )

    assert lines_of(page) == ["Title", "One bold word", "a", "b", "When 3"]


def test_news_are_what_came_and_what_went() -> None:
    old, new = "<p>Same</p><p>Old words</p>", "<p>Same</p><p>New words</p>"

    assert news(old, new) == (Line(Became.GONE, "Old words"), Line(Became.NEW, "New words"))
    assert news("", "<p>All</p>") == (Line(Became.NEW, "All"),)


# ---- close


def test_keep_marks_the_plan_as_completed_and_changes_no_other_line() -> None:
    data = PRIVATE.encode()

    after = closed(data, "plans/sam.yml", Ending.KEEP).decode()

    assert [line for line in after.splitlines() if line not in PRIVATE.splitlines()] == ["status: completed"]
    assert after.replace("status: completed\n", "") == PRIVATE


def test_a_status_that_is_there_becomes_completed() -> None:
    data = PRIVATE.replace("goal:", "status: active  # since January\ngoal:", 1).encode()

    assert b"status: completed  # since January\n" in closed(data, "plans/sam.yml", Ending.KEEP)


@pytest.mark.parametrize("share", ["", "share: {access: link, generation: 2}\n", "share:\n  access: link\n"])
def test_withdraw_takes_the_page_away_with_the_next_build(ready: Practice, share: str) -> None:
    edited(ready, "goal: Feel", f"{share}goal: Feel")
    ready.run("build")
    assert len(pages(ready.root / "site")) == 1

    said = ready.run("close", str(ready.root / "plans/sam.yml"), "--withdraw", "--yes")

    assert "To take it off your host: handrail publish" in said
    assert "To take it up again, write `status: active` and `access: link` in it." in said
    assert pages(ready.root / "site") == []
    assert "has no page, and that stays so" in ready.run("close", str(ready.root / "plans/sam.yml"), "--keep", "--yes")


def test_a_page_that_is_kept_says_that_the_plan_is_complete(ready: Practice, tmp_path: Path) -> None:
    plan = str(ready.root / "plans/sam.yml")
    said = ready.run("close", plan, "--keep", "--yes", "--print", str(tmp_path / "sam.html"))
    ready.run("close", plan, "--keep", "--yes", "--print", str(tmp_path / "after.html"))

    assert "the page says so" in said
    assert len(pages(ready.root / "site")) == 1
    assert "This plan is complete" not in (tmp_path / "sam.html").read_text("utf-8")
    assert "This plan is complete" in (tmp_path / "after.html").read_text("utf-8")


def test_closing_says_what_git_still_holds(ready: Practice) -> None:
    git = ["git", "-C", str(ready.root), "-c", "user.name=n", "-c", "user.email=e@example.org"]
    plan = str(ready.root / "plans/sam.yml")

    assert "No git looks after this folder" in ready.run("close", plan, "--keep", "--yes")
    subprocess.run([*git, "init", "-q"], check=True)
    assert "Git holds no version of it yet" in ready.run("close", plan, "--keep", "--yes")
    subprocess.run([*git, "remote", "add", "practice-server", "x"], check=True)
    for number in (1, 2):
        edited(ready, "goal: Feel", f"# {number}\ngoal: Feel")
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-qm", "note", "--date", f"2026-01-0{number}T10:00:00"], check=True)
    assert "Git holds 2 versions of it since 2026-01-01, private notes too, and so may practice-server" in ready.run(
        "close", plan, "--keep", "--yes"
    )


def test_the_page_can_be_printed_first_and_holds_nothing_private(ready: Practice, tmp_path: Path) -> None:
    edited(ready, "    scores: {crowds: 4}", "    scores: {crowds: 4}\n    private: For me alone")

    ready.run("close", str(ready.root / "plans/sam.yml"), "--keep", "--yes", "--print", str(tmp_path / "sam.html"))

    page = (tmp_path / "sam.html").read_text("utf-8")
    assert "Feel at ease in a crowd" in page
    assert "For me alone" not in page


def test_without_an_answer_nothing_is_closed(ready: Practice) -> None:
    before = ready.plan()

    said = ready.run("close", str(ready.root / "plans/sam.yml"), "--yes")

    assert ready.code == 2
    assert "--keep or --withdraw" in said
    assert ready.plan() == before
