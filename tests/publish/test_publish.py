"""Publish and close: what goes out, what is shown first, and what is never touched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.builder import site
from generator.builder.articles import article_of
from generator.builder.page import PageContext, open_html
from generator.cli.actions.news import NEWS_LIMIT
from generator.editing.closing import Ending, closed
from generator.errors import WorkspaceError
from generator.publish.page_diff import (
    DiffLine,
    LineChange,
    diff_pages,
    own_first,
    page_lines,
    word_runs,
)
from generator.workspace import files, theme
from tests.privacy.test_keyfile import PRIVATE, Practice, practice, with_key
from tests.support.builders import LINKS, SETTINGS, TODAY, plan_from

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


def test_behind_new_links_only_new_words_are_news_old_pages_go(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")
    edited(ready, "goal: Feel", "share: {generation: 2}\nwhat_matters: The sea.\ngoal: Feel")

    said = ready.run("publish", str(web), "--dry-run")

    assert "Behind a new link: plans/sam.yml" in said
    assert re.search(r"^Gone: plans/sam\.yml, site/p/", said, re.MULTILINE)
    assert [line for line in said.splitlines() if line.startswith("  ")] == [
        "  + “The sea.”",
        "  + what matters to you",
    ]


@pytest.mark.parametrize("line", ["status: draft", "share: {access: none}"])
def test_a_page_that_is_withdrawn_goes_by_its_plan(ready: Practice, web: Path, line: str) -> None:
    ready.run("publish", str(web), "--yes")
    edited(ready, "goal: Feel", f"{line}\ngoal: Feel")

    assert re.search(
        r"^Gone: plans/sam\.yml, site/p/", ready.run("publish", str(web), "--dry-run"), re.MULTILINE
    )


def test_harder_times_are_told_the_therapist_before_their_page_goes_out(
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


def test_what_must_go_goes_though_the_demonstration_key_holds_back_the_rest(
    practice: Practice, web: Path
) -> None:
    with_key(practice)
    another_plan(practice, "ash")
    practice.run("publish", str(web), "--yes")
    assert len(pages(web)) == 2
    edited(practice, "goal: Feel", "share: {access: link, key: demonstration}\ngoal: Feel")
    (practice.root / "plans/ash.yml").unlink()

    said = practice.run("publish", str(web), "--yes")

    assert practice.code == 1
    assert "demonstration key" in said
    assert pages(web) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("keys", "hello\n"),
        ("practice/handrail.revoked", "<<<<<<< ours\n"),
        ("practice/handrail.yml", "support: [\n"),
    ],
)
def test_what_a_build_took_leaves_every_place_whoever_it_was_of(
    ready: Practice, web: Path, name: str, words: str
) -> None:
    another_plan(ready, "ash")
    ready.run("publish", str(web), "--yes")
    edited(ready, "goal: Feel", "status: draft\ngoal: Feel")
    ready.run("build")
    broken = ready.file if name == "keys" else ready.root / Path(name).name
    broken.write_text(words, "utf-8")

    ready.run("publish", str(web), "--yes")

    assert ready.code == 1
    assert len(pages(web)) == 1


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


def test_that_no_place_is_named_is_said_before_anything_is_built(ready: Practice) -> None:
    ready.run("publish", "--yes")

    assert not (ready.root / "site").exists()


@pytest.mark.parametrize(
    "place",
    [
        "site",
        "site/p",
        ".",
        "plans",
        "plans/new",
        "templates",
        ".handrail",
        ".git",
        ".vscode",
        "web",
        "..",
    ],
)
def test_a_folder_among_ones_own_is_refused(ready: Practice, place: str) -> None:
    before = sorted(ready.root.rglob("*"))

    said = ready.run("publish", str(ready.root / place), "--yes")

    assert ready.code == 1
    assert re.search("choose a(nother)? folder", said)
    assert sorted(ready.root.rglob("*")) == before


@pytest.mark.parametrize("linked", ["straight", "by a link"])
@pytest.mark.parametrize(
    "place",
    ["repository/.git", "repository/.git/objects", "bare.git", "elsewhere", "other", "home"],
)
def test_a_folder_of_git_keys_plans_or_home_is_refused(
    ready: Practice, tmp_path: Path, place: str, linked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    subprocess.run(["git", "init", "-q", str(tmp_path / "repository")], check=True)
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "bare.git")], check=True)
    (tmp_path / "other").mkdir()
    (tmp_path / "other/handrail.yml").write_text("")
    folder = tmp_path / place
    if linked == "by a link":
        folder = tmp_path / "link"
        folder.symlink_to(tmp_path / place)
    before = sorted((tmp_path / place).iterdir())

    said = ready.run("publish", str(folder), "--yes")

    assert ready.code == 1
    assert "choose" in said
    assert sorted((tmp_path / place).iterdir()) == before


def test_a_work_tree_of_git_is_a_place(ready: Practice, web: Path) -> None:
    subprocess.run(["git", "init", "-q", str(web)], check=True)

    ready.run("publish", str(web), "--yes")

    assert ready.code == 0
    assert len(pages(web)) == 1


def test_a_missing_folder_is_made_and_told_but_no_slip_towards_it(
    ready: Practice, web: Path
) -> None:
    assert f"Made the folder {web}." in ready.run("publish", str(web), "--yes")
    assert "There is no folder" in ready.run("publish", str(web.parent / "wbe/site"), "--yes")
    assert ready.code == 1
    assert not (web.parent / "wbe").exists()


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
    [page] = pages(web)
    (ready.root / "plans/sam.yml").unlink()
    another_plan(ready, "ash")

    said = ready.run("publish", str(web), "--yes")

    assert "Gone: site/p/" in said
    assert page not in pages(web)
    assert not page.parent.exists()


def test_files_of_others_stay(ready: Practice, web: Path) -> None:
    (web / "p").mkdir(parents=True)
    (web / "p/mine.txt").write_text("mine")
    (web / "about.html").write_text("about")
    ready.run("publish", str(web), "--yes")
    (ready.root / "plans/sam.yml").unlink()
    another_plan(ready, "ash")
    ready.run("publish", str(web), "--yes")

    assert (web / "p/mine.txt").read_text() == "mine"
    assert (web / "about.html").read_text() == "about"


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.parametrize("name", ["index.html", "404.html", "robots.txt", "_headers", ".nojekyll"])
def test_somebody_elses_file_is_left_and_named_each_time(
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


def test_only_a_page_whose_place_is_taken_stays_in(ready: Practice, web: Path) -> None:
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
    another_plan(ready, "ash")

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
        patched.setattr(files, "put_beside", full)
        said = ready.run("publish", str(web), "--yes")

    assert ready.code == 1
    assert "No space left on device" in said
    assert [page.read_bytes() for page in pages(web)] == [former]

    ready.run("publish", str(web), "--yes")
    assert ready.code == 0
    assert [page.read_bytes() for page in pages(web)] == [ours.read_bytes()]


# ---- what has to go


def a_second_computer(practice: Practice) -> Practice:
    """The plans as git would bring them, with the same key; what was built and sent stays behind."""
    root = practice.root.parent / "second"
    shutil.copytree(practice.root, root, ignore=shutil.ignore_patterns(".handrail", "site"))
    return Practice(root, practice.file)


def test_a_page_that_another_computer_published_goes(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")
    [old] = pages(web)
    second = a_second_computer(ready)
    second.run("revoke", str(second.root / "plans/sam.yml"), "--new-link", "--yes")

    said = second.run("publish", str(web), "--yes")

    assert second.code == 0
    assert "1 taken away" in said
    assert len(pages(web)) == 1
    assert old not in pages(web)


def test_what_was_sent_to_one_place_is_not_out_at_another(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")
    ready.run("publish", str(web.parent / "test"), "--yes")
    ready.run("revoke", str(ready.root / "plans/sam.yml"), "--new-link", "--yes")
    ready.run("publish", str(web.parent / "test"), "--yes")
    ready.run("publish", str(web), "--yes")

    for place in (web, web.parent / "test"):
        assert ready.run("verify", str(place))
        assert ready.code == 0
        assert len(pages(place)) == 1


@pytest.mark.parametrize("gone", ["site", ".handrail"])
def test_a_page_and_copies_go_by_their_mark_whatever_else_inside(
    ready: Practice, web: Path, gone: str
) -> None:
    ready.run("publish", str(web), "--yes")
    [page] = pages(web)
    (page.parent / "index (conflicted copy).html").write_bytes(page.read_bytes())
    page.write_bytes(b"<!-- a host was here -->" + page.read_bytes() + b" ")
    shutil.rmtree(ready.root / gone)
    (ready.root / "plans/sam.yml").unlink()
    another_plan(ready, "ash")

    ready.run("publish", str(web), "--yes")

    assert ready.code == 0
    assert not page.parent.exists()


def test_a_page_that_cannot_be_taken_away_is_named_and_not_forgotten(
    ready: Practice, web: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.run("publish", str(web), "--yes")
    [page] = pages(web)
    edited(ready, "goal: Feel", "status: draft\ngoal: Feel")
    ready.run("build")

    def refuse(_path: Path, _site: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(files, "remove", refuse)
        for _time in range(2):
            said = ready.run("publish", str(web), "--yes")
            assert ready.code == 1
            assert (
                f"{page.relative_to(web).as_posix()}; it could not be taken away: Permission denied"
                in said
            )
    ready.run("publish", str(web), "--yes")

    assert ready.code == 0
    assert pages(web) == []


def test_what_somebody_else_put_in_a_closed_pages_place_is_named(
    ready: Practice, web: Path
) -> None:
    ready.run("publish", str(web), "--yes")
    [page] = pages(web)
    beside = page.with_name("index.html.gz")
    beside.write_bytes(b"packed")
    edited(ready, "goal: Feel", "status: draft\ngoal: Feel")

    said = ready.run("publish", str(web), "--yes")

    assert ready.code == 1
    assert f"Still there: {beside.relative_to(web).as_posix()}" in said
    assert not page.exists()
    assert beside.read_bytes() == b"packed"


@pytest.mark.parametrize("spoiled", ["handrail.yml", "the key file", "a plan"])
def test_a_revoked_page_goes_whatever_else_is_broken(
    ready: Practice, web: Path, spoiled: str
) -> None:
    another_plan(ready, "ash")
    ready.run("publish", str(web), "--yes")
    standing = pages(web)
    ready.run("revoke", str(ready.root / "plans/sam.yml"), "--yes")
    second = a_second_computer(ready)
    if spoiled == "the key file":
        second.file.unlink()
    else:
        name = "handrail.yml" if spoiled == "handrail.yml" else "plans/ash.yml"
        with (second.root / name).open("a", encoding="utf-8") as file:
            file.write("nonsense: [\n")

    second.run("publish", str(web), "--yes")

    assert second.code == 1
    left = pages(web)
    assert len(left) == len(standing) - 1
    assert not {page.parent.name for page in left} & set(
        (second.root / "handrail.revoked").read_text().split()
    )


@pytest.mark.parametrize(
    "how", ["nonsense: 1\n", "objectives: [\n", "share: {access: link, generation: 1}\n"]
)
def test_a_plan_with_a_mistake_keeps_the_page_that_another_computer_published(
    ready: Practice, web: Path, how: str
) -> None:
    ready.run("publish", str(web), "--yes")
    before = [page.read_bytes() for page in pages(web)]
    second = a_second_computer(ready)
    another_plan(second, "ash")
    plan = second.root / "plans/sam.yml"
    plan.write_text(plan.read_text("utf-8").replace("target: 7", "target: 70") + how, "utf-8")

    second.run("publish", str(web), "--yes")

    assert second.code == 1
    assert len(pages(web)) == 2
    assert before[0] in [page.read_bytes() for page in pages(web)]


def test_a_page_an_unreadable_plan_may_claim_stays_and_is_named(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")
    second = a_second_computer(ready)
    (second.root / "plans/sam.yml").write_text("goal: [", "utf-8")

    said = second.run("publish", str(web), "--yes")

    assert second.code == 1
    assert "Still there: p/" in said
    assert len(pages(web)) == 1


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds that have lost sight of the plans."""
    real = site.build

    def blind(*arguments: object, **options: object) -> site.Built:
        return replace(real(*arguments, **options), is_blind=True)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(site, "build", blind)


def test_while_plans_are_out_of_sight_only_what_somebody_ended_goes(
    ready: Practice, web: Path, request: pytest.FixtureRequest
) -> None:
    another_plan(ready, "ash")
    another_plan(ready, "kim").write_text(
        PRIVATE.replace("5f0c", "bbbb").replace("Sam", "Kim"), "utf-8"
    )
    ready.run("publish", str(web), "--yes")
    ready.run("revoke", str(ready.root / "plans/sam.yml"), "--yes")
    second = a_second_computer(ready)
    for name, change in (("sam", None), ("kim", None), ("ash", "status: draft\n")):
        plan = second.root / f"plans/{name}.yml"
        plan.write_text(change + plan.read_text("utf-8"), "utf-8") if change else plan.unlink()
    request.getfixturevalue("blind")

    said = second.run("publish", str(web), "--yes")

    assert second.code == 1
    assert "2 taken away" in said
    assert len(pages(web)) == 1


def test_while_plans_are_unseen_no_command_takes_all_away(
    ready: Practice, request: pytest.FixtureRequest
) -> None:
    a_command(ready, "open('../told', 'a').write('x')")
    ready.run("publish", "--yes", "--allow-command")
    second = a_second_computer(ready)
    (second.root / "plans/sam.yml").unlink()
    request.getfixturevalue("blind")

    said = second.run("publish", "--yes", "--allow-command")

    assert second.code == 1
    assert "--remove-missing" in said
    assert (ready.root.parent / "told").read_text() == "x"


@pytest.mark.parametrize("name", ["published", "sent", "sent/memory"])
def test_what_travels_in_a_scratch_folder_leads_nobody_to_delete_elsewhere(
    ready: Practice, name: str
) -> None:
    others = ready.root.parent / "others"
    (others / "about").mkdir(parents=True)
    (others / "about/index.html").write_text("mine")
    link = ready.root / ".handrail" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(others)

    ready.run("build")

    assert ready.code == 0
    assert (others / "about/index.html").read_text() == "mine"


def test_a_site_of_its_own_further_down_is_left_alone(ready: Practice, web: Path) -> None:
    edited(ready, "client: Sam", "share: {access: public}")
    ready.run("publish", str(web), "--yes")
    shutil.copytree(web, web / "colleagues")
    (ready.root / "plans/sam.yml").unlink()
    another_plan(ready, "ash")

    ready.run("publish", str(web), "--yes")

    assert not (web / "sam").exists()
    assert (web / "colleagues/sam/index.html").exists()


def test_a_link_in_the_folder_is_not_followed_out_of_it(ready: Practice, web: Path) -> None:
    others = web.parent / "others"
    (others / ("0" * 32)).mkdir(parents=True)
    page = others / ("0" * 32) / "index.html"
    page.write_bytes(b'<script id="sealed">')
    web.mkdir()
    (web / "p").symlink_to(others)

    said = ready.run("publish", str(web), "--yes")

    assert ready.code == 1
    assert "Not published: plans/sam.yml" in said
    assert sorted(others.rglob("*")) == [page.parent, page]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_pipe_in_a_pages_place_is_none_and_holds_nobody(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")
    [page] = pages(web)
    page.unlink()
    os.mkfifo(page)
    (web / "about").mkdir()
    os.mkfifo(web / "about/index.html")

    assert "Not published: plans/sam.yml" in ready.run("publish", str(web), "--yes")
    assert "out of reach for 1 of" in ready.run("verify", str(web))


def test_links_that_were_revoked_in_an_editor_of_windows_go_too(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")
    [page] = pages(web)
    second = a_second_computer(ready)
    (second.root / "plans/sam.yml").write_text("goal: [", "utf-8")
    (second.root / "handrail.revoked").write_bytes(
        f"no link\r\n{page.parent.name}\r\n".encode("utf-16")
    )

    second.run("publish", str(web), "--yes")

    assert second.code == 1
    assert pages(web) == []


def test_drafts_of_a_run_that_was_killed_are_swept(ready: Practice, web: Path) -> None:
    ready.run("publish", str(web), "--yes")
    folder = web / "p" / ("0" * 32)
    folder.mkdir()
    (web / "sam").mkdir()
    for draft in (
        web / "sam/.index.html.7.handrail-draft",
        folder / ".index.html.handrail",
        folder / ".index.html.12.handrail-draft",
        web / "..nojekyll.handrail",
    ):
        draft.write_bytes(b"half")

    ready.run("publish", str(web), "--yes")

    assert not folder.exists()
    assert not (web / "sam").exists()
    assert not (web / "..nojekyll.handrail").exists()


# ---- what is remembered


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
    a_command(
        ready,
        "import os, sys; open('../told', 'w').write(os.getcwd() + '|' + '|'.join(sys.argv[1:]))",
    )

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


def test_a_command_runs_once_allowed_here_and_asks_again_when_changed(
    ready: Practice,
) -> None:
    script = ready.root / "send.py"
    script.write_text("open('../told', 'a').write('x')")
    told = ready.root.parent / "told"
    settings = ready.root / "handrail.yml"
    before = settings.read_text("utf-8")
    settings.write_text(f'{before}publish: {{command: ["{sys.executable}", send.py]}}\n', "utf-8")

    said = ready.run("publish", "--yes")
    assert ready.code == 1
    assert "send.py" in said
    assert "handrail publish --allow-command" in said
    assert not told.exists()

    ready.run("publish", "--yes", "--allow-command")
    ready.run("publish", "--yes")
    assert told.read_text() == "xx"

    script.write_text("open('../told', 'a').write('y')")
    ready.run("publish", "--yes")
    assert ready.code == 1
    copy = a_second_computer(ready)
    copy.run("publish", "--yes")
    assert copy.code == 1
    assert told.read_text() == "xx"


def test_a_command_that_was_stopped_runs_again_though_nothing_is_new(ready: Practice) -> None:
    a_command(ready, "import sys; sys.exit(7)")
    ready.run("publish", "--yes", "--allow-command")
    edited(ready, "goal: Feel", "status: draft\ngoal: Feel")
    ready.run("build")

    said = ready.run("publish", "--dry-run")

    assert re.search(r"^Gone: plans/sam\.yml, site/p/", said, re.MULTILINE)


def test_that_a_command_has_to_take_away_too_is_said(ready: Practice) -> None:
    a_command(ready, "")
    ready.run("publish", "--yes", "--allow-command")
    (ready.root / "plans/sam.yml").unlink()
    another_plan(ready, "ash")

    said = ready.run("publish", "--yes")

    assert "1 page has to go at the host too" in said
    assert ready.code == 0


def test_a_clear_page_is_not_kept_once_it_is_private(ready: Practice) -> None:
    a_command(ready, "")
    edited(ready, "client: Sam", "share: {access: public}")
    ready.run("publish", "--yes", "--allow-command")
    former = ready.root / ".handrail/published/sam/index.html"
    former.parent.mkdir(parents=True)
    former.write_text("Feel at ease in a crowd")
    edited(ready, "share: {access: public}", "client: Sam")
    ready.run("build")

    kept = [path for path in (ready.root / ".handrail").rglob("*") if path.is_file()]
    assert not [path for path in kept if b"Feel at ease" in path.read_bytes()]
    assert "Gone: plans/sam.yml, site/sam/index.html" in ready.run("publish", "--dry-run")


def test_two_ways_at_once_are_a_finding(ready: Practice) -> None:
    settings = ready.root / "handrail.yml"
    settings.write_text(
        settings.read_text("utf-8") + "publish: {folder: ../web, command: [rsync]}\n", "utf-8"
    )

    said = ready.run("check")

    assert "publish-one-way" in said


# ---- news


def test_lines_are_paragraphs_items_and_rows_without_drawings() -> None:
    page = (
        "<article><h1>Title</h1><p>One <b>bold</b> word</p><svg><text>7</text></svg>"
        "<ul><li>a</li><li>b</li></ul><table><tr><th>When</th><td>3</td></tr></table></article>"
    )

    assert page_lines(page) == ["Title", "One bold word", "a", "b", "When 3"]


def test_news_are_what_came_and_what_went() -> None:
    old, new = "<p>Same</p><p>Old words</p>", "<p>Same</p><p>New words</p>"

    assert diff_pages(old, new) == (
        DiffLine(LineChange.GONE, "Old words"),
        DiffLine(LineChange.NEW, "New words"),
    )
    assert diff_pages("", "<p>All</p>") == (DiffLine(LineChange.NEW, "All"),)


def test_a_moved_line_is_no_news_many_cost_no_more() -> None:
    assert diff_pages("<p>One</p><p>Two</p>", "<p>Two</p><p>One</p>") == ()
    alike = "<li>The same note</li>" * 2400
    half = ("<li>The same note</li>" + "<li>Edited</li>") * 1200

    told = Counter(diff_pages(alike, half))

    assert told == {
        DiffLine(LineChange.GONE, "The same note"): 1200,
        DiffLine(LineChange.NEW, "Edited"): 1200,
    }


LINES = st.lists(st.sampled_from("abcde"), max_size=12)


@settings(deadline=None)
@given(LINES, LINES)
def test_news_are_what_makes_the_old_page_into_the_new_one(old: list[str], new: list[str]) -> None:
    def page(lines: list[str]) -> str:
        return "".join(f"<p>{line}</p>" for line in lines)

    told = diff_pages(page(old), page(new))

    come = Counter(line.words for line in told if line.became is LineChange.NEW)
    gone = Counter(line.words for line in told if line.became is LineChange.GONE)
    assert Counter(old) + come - gone == Counter(new)
    assert not come & gone


def test_peoples_own_words_are_shown_first_and_whole_and_ours_are_cut(ready: Practice) -> None:
    notes = [f"On day {day} I stood at the gate and breathed." for day in range(1, 21)]
    entries = "".join(
        f"  - {{date: 2026-02-{day:02}, scores: {{crowds: {day % 9}}}, note: {note}}}\n"
        for day, note in enumerate(notes, 1)
    )
    edited(
        ready,
        "    scores: {crowds: 4}\n",
        f"    scores: {{crowds: 4}}\n    celebrate: I sang.\n{entries}",
    )

    lines = ready.run("publish", str(ready.root.parent / "web"), "--dry-run").partition(
        "New: plans/sam.yml"
    )[2]
    shown = [line[4:] for line in lines.splitlines() if line.startswith("  + ")]

    assert sorted(line for line in shown if line in notes) == sorted(notes)
    assert any("I sang." in line for line in shown[:-NEWS_LIMIT])
    assert not {*notes} & {*shown[-NEWS_LIMIT:]}
    assert "more lines around them" in lines


@pytest.mark.parametrize("path", sorted(Path("plans").rglob("*.yml")), ids=lambda path: path.stem)
def test_what_people_wrote_is_known_for_their_own(path: Path) -> None:
    plan = plan_from(path.read_text("utf-8"))
    page = open_html(plan, PageContext(SETTINGS, LINKS, theme.load_theme(Path("nowhere")), TODAY))

    own, _ours = own_first(diff_pages("", article_of(page, None), word_runs(plan)))
    gone, _ours = own_first(diff_pages(article_of(page, None), ""))

    texts = [
        text
        for entry in plan.entries
        for text in (entry.note, entry.celebrate, *entry.trigger)
        if text
    ]
    texts += [
        step.step
        for goal in plan.goals
        for objective in goal.objectives
        for step in objective.steps
    ]
    texts += [goal.goal for goal in plan.goals]
    shown = words_of(" ".join(page_lines(article_of(page, None))))
    begun = [
        words_of(text)[:4] for text in texts if words_of(text) and holds(shown, words_of(text)[:4])
    ]
    assert begun
    for lines in (own, gone):
        said = words_of(" ".join(line.words for line in lines))
        assert [text for text in begun if not holds(said, text)] == []


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def holds(words: list[str], run: list[str]) -> bool:
    return f" {' '.join(run)} " in f" {' '.join(words)} "


def test_without_a_person_at_the_terminal_only_numbers_are_told(ready: Practice, web: Path) -> None:
    said = ready.run("publish", str(web), "--yes")

    assert "Pages: 1 new." in said
    assert "Feel at ease" not in said
    assert "sam" not in said


# ---- close


def test_keep_marks_the_plan_as_completed_and_changes_no_other_line() -> None:
    data = PRIVATE.encode()

    after = closed(data, "plans/sam.yml", Ending.KEEP).decode()

    assert [line for line in after.splitlines() if line not in PRIVATE.splitlines()] == [
        "status: completed"
    ]
    assert after.replace("status: completed\n", "") == PRIVATE


def test_a_status_that_is_there_becomes_completed() -> None:
    data = PRIVATE.replace("goal:", "status: active  # since January\ngoal:", 1).encode()

    assert b"status: completed  # since January\n" in closed(data, "plans/sam.yml", Ending.KEEP)


@pytest.mark.parametrize(
    "share", ["", "share: {access: link, generation: 2}\n", "share:\n  access: link\n"]
)
def test_withdraw_takes_the_page_away_with_the_next_build(ready: Practice, share: str) -> None:
    edited(ready, "goal: Feel", f"{share}goal: Feel")
    ready.run("build")
    assert len(pages(ready.root / "site")) == 1

    said = ready.run("close", str(ready.root / "plans/sam.yml"), "--withdraw", "--yes")

    assert "To take it off your host: handrail publish" in said
    assert "To take it up again, write `status: active` and `access: link` in it." in said
    assert pages(ready.root / "site") == []
    assert "has no page, and that stays so" in ready.run(
        "close", str(ready.root / "plans/sam.yml"), "--keep", "--yes"
    )


def test_a_page_that_is_kept_says_that_the_plan_is_complete(
    ready: Practice, tmp_path: Path
) -> None:
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
        subprocess.run(
            [*git, "commit", "-qm", "note", "--date", f"2026-01-0{number}T10:00:00"], check=True
        )
    assert (
        "Git holds 2 versions of it since 2026-01-01, private notes too, and so may practice-server"
        in ready.run("close", plan, "--keep", "--yes")
    )


def test_the_page_can_be_printed_first_and_holds_nothing_private(
    ready: Practice, tmp_path: Path
) -> None:
    edited(ready, "    scores: {crowds: 4}", "    scores: {crowds: 4}\n    private: For me alone")

    ready.run(
        "close",
        str(ready.root / "plans/sam.yml"),
        "--keep",
        "--yes",
        "--print",
        str(tmp_path / "sam.html"),
    )

    page = (tmp_path / "sam.html").read_text("utf-8")
    assert "Feel at ease in a crowd" in page
    assert "For me alone" not in page


def test_without_an_answer_nothing_is_closed(ready: Practice) -> None:
    before = ready.plan()

    said = ready.run("close", str(ready.root / "plans/sam.yml"), "--yes")

    assert ready.code == 2
    assert "--keep or --withdraw" in said
    assert ready.plan() == before
