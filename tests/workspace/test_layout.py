"""Workspace: which files are plans, which are found to be something else, and which are passed over in silence."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import sys
import time
from pathlib import Path, PurePosixPath

import pytest
from click import unstyle
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.builder.check import check
from generator.cli.machine_report import as_github, as_json
from generator.cli.report import format_finding
from generator.editing.text import with_value
from generator.errors import Level, TemplateError, WorkspaceError, has_error
from generator.privacy.links import revoked_tokens
from generator.workspace.layout import (
    PlanSource,
    ReadCache,
    find_root,
    is_dropping,
    printable,
    read_workspace,
)
from tests.support.builders import SMALL, TODAY, a_workspace, built


def put(path: Path, content: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def names(root: Path) -> list[str]:
    return [plan.name for plan in read_workspace(root).plans]


def found(root: Path) -> list[tuple[str, str]]:
    return [(finding.place.file, finding.code) for finding in read_workspace(root).findings]


def sights(root: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What cannot be looked into now, and which plans cannot be read."""
    space = read_workspace(root)
    return space.lost, space.unreadable


# ---- where it is


@pytest.mark.parametrize("inside", [".", "plans", "plans/deep/er", "site"])
def test_it_is_found_from_anywhere_inside(tmp_path: Path, inside: str) -> None:
    a_workspace(tmp_path, {})
    (tmp_path / inside).mkdir(parents=True, exist_ok=True)

    assert find_root((tmp_path / inside).resolve()) == tmp_path


def test_the_nearest_one_counts(tmp_path: Path) -> None:
    a_workspace(tmp_path, {})
    inner = a_workspace(tmp_path / "inner", {})

    assert find_root(inner / "plans") == inner


def test_settings_or_plans_alone_are_enough(tmp_path: Path) -> None:
    put(tmp_path / "one/handrail.yml")
    (tmp_path / "two/plans").mkdir(parents=True)

    assert find_root(tmp_path / "one") == tmp_path / "one"
    assert find_root(tmp_path / "two") == tmp_path / "two"


def test_without_either_there_is_none(tmp_path: Path) -> None:
    put(tmp_path / "plans", "a file of that name is not the folder")
    with pytest.raises(WorkspaceError, match=r"no handrail\.yml and no plans/"):
        find_root(tmp_path)


# ---- what it holds


def test_plans_come_sorted_with_their_bytes(tmp_path: Path) -> None:
    a_workspace(tmp_path, {"b.yml": "b", "a/z.yaml": "z", "c.YML": "c"})

    assert read_workspace(tmp_path).plans == (
        PlanSource("plans/a/z.yaml", b"z"),
        PlanSource("plans/b.yml", b"b"),
        PlanSource("plans/c.YML", b"c"),
    )


def test_settings_are_none_without_a_file_and_empty_with_an_empty_one(tmp_path: Path) -> None:
    a_workspace(tmp_path, {})
    (tmp_path / "handrail.yml").unlink()
    assert read_workspace(tmp_path).settings is None
    put(tmp_path / "handrail.yml")
    assert read_workspace(tmp_path).settings == b""


def test_no_plans_folder_is_no_plans(tmp_path: Path) -> None:
    put(tmp_path / "handrail.yml")

    assert read_workspace(tmp_path).plans == ()


def test_a_link_to_nowhere_is_a_plan_that_cannot_be_read_now(tmp_path: Path) -> None:
    a_workspace(tmp_path, {"sam.yml": SMALL})
    (tmp_path / "plans/away.yml").symlink_to("nowhere.yml")

    assert names(tmp_path) == ["plans/sam.yml"]
    assert found(tmp_path) == [("plans/away.yml", "cannot-read")]
    assert sights(tmp_path) == (("plans/away.yml",), ("plans/away.yml",))


def test_a_plan_may_be_a_link_to_a_file_elsewhere(tmp_path: Path) -> None:
    target = put(tmp_path / "elsewhere/plan.txt", SMALL)
    a_workspace(tmp_path, {})
    (tmp_path / "plans/sam.yml").symlink_to(target)

    assert read_workspace(tmp_path).plans == (PlanSource("plans/sam.yml", SMALL.encode()),)


DROPPINGS = (
    ".sam.yml.swp",
    ".#sam.yml",
    "#sam.yml#",
    "sam.yml~",
    "4913",
    "sam.yml.swp",
    "sam.yml.tmp",
    "sam.yml.bak",
    "sam.yml.part",
    "sam.yml.crdownload",
    "___jb_tmp___",
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
    ".goutputstream-A1B2C3",
    ".~lock.sam.yml#",
    ".git/config.yml",
    "sub/.hidden/sam.yml",
    "sub/sam.yml~",
)


@pytest.mark.parametrize("name", DROPPINGS)
def test_what_editors_and_systems_leave_is_passed_over(tmp_path: Path, name: str) -> None:
    a_workspace(tmp_path, {name: "x"})

    assert (names(tmp_path), found(tmp_path)) == ([], [])


@pytest.mark.parametrize(
    "name", ["sam.yml", "sub/sam.yaml", "14913.yml", "4913.yml", "tmp.yml", "swp.yml", "a~b.yml"]
)
def test_a_plan_is_never_taken_for_a_dropping(name: str) -> None:
    assert not is_dropping(PurePosixPath("plans") / name)


@pytest.mark.parametrize(
    "name", ["letter.docx", "sam.txt", "sam", "sam.yml.orig", "sam.json", "sub/photo.jpg"]
)
def test_anything_else_is_noted(tmp_path: Path, name: str) -> None:
    a_workspace(tmp_path, {name: "x", "ada.yml": SMALL})

    assert levels(tmp_path) == [(f"plans/{name}", "not-a-plan-file", "note")]
    assert names(tmp_path) == ["plans/ada.yml"]


@pytest.mark.parametrize(
    "name", ["conflict.yml", "sam-1.yml", "conflict-at-work.yml", "copying.yml"]
)
def test_a_plan_about_conflict_is_a_plan(tmp_path: Path, name: str) -> None:
    a_workspace(tmp_path, {name: SMALL})

    assert names(tmp_path) == [f"plans/{name}"]


# ---- where pages stand


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("plans/sam.yml", "sam/index.html"),
        ("plans/sam.yaml", "sam/index.html"),
        ("plans/family/sam.yml", "family/sam/index.html"),
        ("plans/sam.2026.yml", "sam.2026/index.html"),
        ("plans/index.yml", "index/index.html"),
    ],
)
def test_a_public_page_stands_where_its_plan_does(name: str, path: str) -> None:
    assert PlanSource(name, b"").public_path == path


# ---- looking again


def test_a_file_that_nobody_touched_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, memory = a_workspace(tmp_path, {"sam.yml": SMALL}), ReadCache()
    monkeypatch.setattr(time, "time_ns", lambda: 2**62)  # long after the save
    (first,) = read_workspace(root, memory).plans
    (again,) = read_workspace(root, memory).plans

    assert again is first


@pytest.mark.parametrize("age_s", [0, 60])
def test_a_save_of_the_same_length_at_the_same_time_is_seen(tmp_path: Path, age_s: int) -> None:
    root, memory = a_workspace(tmp_path, {"sam.yml": SMALL}), ReadCache()
    plan = root / "plans/sam.yml"
    when = time.time() - age_s
    os.utime(plan, (when, when))
    read_workspace(root, memory)
    plan.write_text(SMALL.replace("crowd", "choir"), "utf-8")
    os.utime(plan, (when, when))

    assert b"choir" in read_workspace(root, memory).plans[0].data


def test_a_plan_that_went_and_came_is_the_new_one(tmp_path: Path) -> None:
    root, memory = a_workspace(tmp_path, {"sam.yml": SMALL}), ReadCache()
    read_workspace(root, memory)
    (root / "plans/sam.yml").unlink()

    assert read_workspace(root, memory).plans == ()
    put(root / "plans/sam.yml", SMALL.replace("crowd", "choir"))
    assert b"choir" in read_workspace(root, memory).plans[0].data


# ---- what cannot be seen now


def levels(root: Path) -> list[tuple[str, str, str]]:
    return [
        (finding.place.file, finding.code, finding.level.value)
        for finding in read_workspace(root).findings
    ]


def test_an_ordinary_workspace_has_lost_nothing(tmp_path: Path) -> None:
    a_workspace(tmp_path, {"sam.yml": SMALL, "team/ada.yml": SMALL})

    assert sights(tmp_path) == ((), ())
    assert read_workspace(tmp_path).blocked == ()


def test_no_plans_folder_is_lost_sight_and_said(tmp_path: Path) -> None:
    put(tmp_path / "handrail.yml")

    assert sights(tmp_path) == (("plans",), ())
    assert levels(tmp_path) == [("plans", "no-plans", "note")]


def test_plans_that_is_a_file_is_lost_sight_and_a_finding(tmp_path: Path) -> None:
    put(tmp_path / "handrail.yml")
    put(tmp_path / "plans")

    assert sights(tmp_path) == (("plans",), ())
    assert found(tmp_path) == [("plans", "cannot-look")]


@pytest.mark.parametrize("name", ["plans", "plans/team", "plans/team.2026"])
def test_a_linked_folder_that_is_away_is_lost_and_no_deletion(tmp_path: Path, name: str) -> None:
    a_workspace(tmp_path, {"sam.yml": SMALL} if name != "plans" else {})
    if name == "plans":
        (tmp_path / "plans").rmdir()
    (tmp_path / name).symlink_to(tmp_path / "drive")

    assert sights(tmp_path) == ((name,), ())
    assert levels(tmp_path) == [(name, "cannot-look", "error")]
    assert find_root(tmp_path) == tmp_path


def test_plans_that_lead_to_nowhere_are_a_workspace_even_without_settings(tmp_path: Path) -> None:
    (tmp_path / "plans").symlink_to("nowhere")

    assert find_root(tmp_path) == tmp_path


@pytest.mark.parametrize("name", ["plans", "plans/team"])
def test_an_empty_linked_folder_may_be_a_drive_that_is_away(tmp_path: Path, name: str) -> None:
    a_workspace(tmp_path, {})
    if name == "plans":
        (tmp_path / "plans").rmdir()
    (tmp_path / "drive").mkdir()
    (tmp_path / name).symlink_to(tmp_path / "drive")

    assert sights(tmp_path) == ((name,), ())
    assert levels(tmp_path) == [(name, "empty-link", "advice")]


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is locked to whoever may do all"
)
def test_a_locked_folder_is_lost_and_the_rest_is_read(tmp_path: Path) -> None:
    a_workspace(tmp_path, {"sam.yml": SMALL, "team/ada.yml": SMALL})
    (tmp_path / "plans/team").chmod(0)
    try:
        assert names(tmp_path) == ["plans/sam.yml"]
        assert sights(tmp_path) == (("plans/team",), ())
    finally:
        (tmp_path / "plans/team").chmod(0o755)


def test_a_folder_answering_with_an_error_is_lost_the_rest_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_workspace(tmp_path, {"sam.yml": SMALL, "team/ada.yml": SMALL})
    listing = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("team"):
            raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN), path)
        return listing(path)

    monkeypatch.setattr(os, "scandir", refused)

    assert names(tmp_path) == ["plans/sam.yml"]
    assert sights(tmp_path) == (("plans/team",), ())
    assert "not on this computer now" in read_workspace(tmp_path).findings[0].sentence


STUBS = (
    ".sam.yml.icloud",
    ".sam.yaml.icloud",
    "sam.yml.owncloud",
    "sam.yml.nextcloud",
    "sam.yml.opencloud",
    "sam.yml.cloud",
    "sam.yml.rsls",
    "sam.yml.onedrive",
    "sam.yml.dropbox",
    "sam.yml.gdrive",
    "sam.yml.placeholder",
)


@pytest.mark.parametrize("stub", STUBS)
def test_a_cloud_folders_stub_is_a_plan_now_elsewhere(tmp_path: Path, stub: str) -> None:
    a_workspace(tmp_path, {f"team/{stub}": "x", "ada.yml": SMALL})
    plan = "plans/team/sam.yaml" if "yaml" in stub else "plans/team/sam.yml"

    assert names(tmp_path) == ["plans/ada.yml"]
    assert sights(tmp_path) == ((), (plan,))
    assert levels(tmp_path) == [(plan, "not-here", "error")]
    assert "is not on this computer now" in read_workspace(tmp_path).findings[0].sentence
    assert not is_dropping(PurePosixPath("plans/team") / stub)


def test_the_stub_of_a_folder_is_a_place_that_is_elsewhere_now(tmp_path: Path) -> None:
    a_workspace(tmp_path, {".team.icloud": "x", "other.cloudf": "x", "ada.yml": SMALL})

    assert sights(tmp_path) == (("plans/other", "plans/team"), ())


def test_a_stub_beside_its_plan_and_one_of_something_else_say_nothing(tmp_path: Path) -> None:
    a_workspace(
        tmp_path,
        {
            "sam.yml": SMALL,
            ".sam.yml.icloud": "x",
            ".notes.docx.icloud": "x",
            "..DS_Store.icloud": "x",
        },
    )

    assert (names(tmp_path), found(tmp_path), sights(tmp_path)) == (["plans/sam.yml"], [], ((), ()))


@pytest.mark.parametrize("code", [errno.EDEADLK, errno.EIO, errno.ETIMEDOUT, errno.ESTALE])
def test_a_plan_whose_content_is_kept_elsewhere_cannot_be_read_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """A file without its data, as macOS and Windows keep them for cloud folders, refuses when it is read."""
    a_workspace(tmp_path, {"sam.yml": SMALL, "ada.yml": SMALL})
    opening = os.open

    def refused(path: str, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith("sam.yml"):
            raise OSError(code, os.strerror(code), path)
        return opening(path, flags, mode)

    monkeypatch.setattr(os, "open", refused)

    assert names(tmp_path) == ["plans/ada.yml"]
    assert sights(tmp_path) == ((), ("plans/sam.yml",))
    assert "it is not on this computer now" in read_workspace(tmp_path).findings[0].sentence


# ---- links


def test_plans_in_a_linked_folder_are_read_by_their_names_here(tmp_path: Path) -> None:
    put(tmp_path / "shared/team/ada.yml", SMALL)
    put(tmp_path / "shared/team/deep/bo.yml", SMALL)
    a_workspace(tmp_path / "own", {"sam.yml": SMALL})
    (tmp_path / "own/plans/team").symlink_to("../../shared/team")

    assert names(tmp_path / "own") == [
        "plans/sam.yml",
        "plans/team/ada.yml",
        "plans/team/deep/bo.yml",
    ]
    assert (found(tmp_path / "own"), sights(tmp_path / "own")) == ([], ((), ()))


def test_plans_itself_may_be_a_link(tmp_path: Path) -> None:
    put(tmp_path / "shared/ada.yml", SMALL)
    put(tmp_path / "own/handrail.yml")
    (tmp_path / "own/plans").symlink_to("../shared")

    assert names(tmp_path / "own") == ["plans/ada.yml"]
    assert (found(tmp_path / "own"), sights(tmp_path / "own")) == ([], ((), ()))


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_however_folders_are_linked_plans_are_read_once_and_links_told(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("linked").resolve()
    own = a_workspace(root / "own", {})
    folders = [
        own / "plans",
        *(root / place for place in ("own/plans/a", "own/plans/a/b", "away", "away/c", "away/c/d")),
    ]
    for number, folder in enumerate(folders):
        put(folder / f"plan-{number}.yml", SMALL)
    targets = [*folders, own, root, root / "nowhere", Path("/nowhere")]
    for number in range(data.draw(st.integers(1, 6))):
        link = data.draw(st.sampled_from(folders)) / f"link-{number}"
        link.symlink_to(data.draw(st.sampled_from([*targets, link])))
    space = read_workspace(own)
    real = [os.path.realpath(own / plan.name) for plan in space.plans]
    told = {finding.place.file for finding in space.findings}

    assert len(real) == len(set(real))
    assert {os.path.realpath(path) for path in (own / "plans").glob("**/*.yml")} <= set(real)
    for link in (own / "plans").glob("**/link-*"):
        if link.is_symlink() and link.parent.resolve().is_relative_to(own / "plans"):
            name = link.relative_to(own).as_posix()
            is_followed = any(plan.name.startswith(f"{name}/") for plan in space.plans)
            assert is_followed or name in told


def test_a_link_to_a_plan_here_is_told_and_never_makes_two(tmp_path: Path) -> None:
    a_workspace(tmp_path, {"sam.yml": SMALL})
    (tmp_path / "plans/first.yml").symlink_to("sam.yml")
    (tmp_path / "plans/zoe.yml").symlink_to(put(tmp_path / "zoe.txt", SMALL))
    (tmp_path / "plans/zoe-again.yml").symlink_to(tmp_path / "zoe.txt")

    assert names(tmp_path) == ["plans/sam.yml", "plans/zoe-again.yml"]
    assert levels(tmp_path) == [
        ("plans/first.yml", "link", "advice"),
        ("plans/zoe.yml", "link", "advice"),
    ]


# ---- what has the place of a file and is none


def stand_in(path: Path, kind: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as one:
                here = Path.cwd()
                os.chdir(path.parent)  # a socket's whole path may be too long for its address
                one.bind(path.name)
                os.chdir(here)
        case "folder":
            path.mkdir()
        case "device":
            path.symlink_to("/dev/zero")
        case _:
            path.symlink_to("nowhere")


KINDS = ("pipe", "socket", "folder", "device", "link to nowhere")


@pytest.mark.skipif(
    sys.platform == "win32", reason="pipes and sockets have no names in folders there"
)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["handrail.yml", "handrail.revoked"])
def test_settings_and_revoked_links_that_are_no_file_stop_a_build(
    tmp_path: Path, name: str, kind: str
) -> None:
    root = a_workspace(tmp_path, {"sam.yml": SMALL, "ada.yml": SMALL.replace("5f0c", "6f0c")})
    built(root)
    stand_in(root / name, kind)
    put(root / "plans/sam.yml", "status: draft\n" + SMALL)
    put(root / "plans/new.yml", SMALL.replace("5f0c", "7f0c"))

    after = built(root)

    assert [(f.place.file, f.code) for f in read_workspace(root).blocked] == [(name, "cannot-read")]
    assert (name, "cannot-read") in [(f.place.file, f.code) for f in after.findings]
    assert (name, "cannot-read") in [
        (f.place.file, f.code) for f in check(root, TODAY, ()).findings
    ]
    assert (after.written, after.removed, after.pages) == (
        (),
        ("sam/index.html",),
        ("ada/index.html",),
    )


@pytest.mark.skipif(
    sys.platform == "win32", reason="pipes and sockets have no names in folders there"
)
@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_a_plan_that_is_no_file_is_told_at_once(tmp_path: Path, kind: str) -> None:
    a_workspace(tmp_path, {"ada.yml": SMALL})
    stand_in(tmp_path / "plans/sam.yml", kind)

    assert names(tmp_path) == ["plans/ada.yml"]
    assert found(tmp_path) == [("plans/sam.yml", "cannot-read")]


@pytest.mark.skipif(
    sys.platform == "win32", reason="pipes and sockets have no names in folders there"
)
@pytest.mark.parametrize("name", ["page/plan.html", "locale/de.po"])
def test_a_template_that_is_no_file_is_told_at_once(tmp_path: Path, name: str) -> None:
    root = a_workspace(tmp_path, {"ada.yml": SMALL})
    stand_in(root / "templates" / name, "pipe")

    with pytest.raises(TemplateError, match=f"templates/{name}: this file cannot be read"):
        built(root)


def test_a_folder_called_like_a_plan_is_told_its_plans_count(
    tmp_path: Path,
) -> None:
    a_workspace(tmp_path, {"x.yml/sam.yml": SMALL, "y.yaml/notes.txt": "x"})
    (tmp_path / "plans/z.yml").mkdir()

    assert names(tmp_path) == ["plans/x.yml/sam.yml"]
    assert [told for told in levels(tmp_path) if told[1] == "folder"] == [
        ("plans/x.yml", "folder", "note"),
        ("plans/y.yaml", "folder", "error"),
        ("plans/z.yml", "folder", "error"),
    ]


def test_a_stray_file_is_a_note_and_stops_nothing(tmp_path: Path) -> None:
    root = a_workspace(
        tmp_path, {"sam.yml": SMALL, "README.md": "x", "photo.jpg": "x", "team/notes.docx": "x"}
    )

    after = built(root)

    assert after.written == ("sam/index.html",)
    assert {finding.level for finding in after.findings} == {Level.NOTE}
    assert not has_error(after.findings)


# ---- how a file was saved


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_plans_settings_and_revoked_links_are_read_alike_however_they_were_saved(
    tmp_path: Path, encoding: str, end: str
) -> None:
    root = a_workspace(tmp_path, {"sam.yml": SMALL})
    token = "0123456789abcdef" * 2
    (root / "handrail.revoked").write_text(f"# Für alle\n{token}\n")
    for name in ("handrail.yml", "handrail.revoked", "plans/sam.yml"):
        text = (root / name).read_text("utf-8").replace("\n", end)
        (root / name).write_bytes(text.encode(encoding))

    assert built(root).written == ("sam/index.html",)
    assert check(root, TODAY, ()).findings == ()
    assert revoked_tokens(read_workspace(root).revoked) == {token}


def test_editing_a_plan_in_utf_16_leaves_marked_utf_8(tmp_path: Path) -> None:
    text = "goal: Für Sam\r\n"

    assert with_value(text.encode("utf-16"), "plans/sam.yml", "title", "x") == (
        text + "title: x\r\n"
    ).encode("utf-8-sig")


# ---- names that would speak to a terminal


ESCAPES = ("\x1b[31m", "\x9b31m", "\n", "\r", "\u202e", "\x07")


@pytest.mark.parametrize("sign", ESCAPES)
@pytest.mark.parametrize(
    "name", ["{}/sam.yml", "sam{}.yml", "{}notes.txt", "x{}.yml/y.txt", "a{}/b/c.yml"]
)
def test_no_name_speaks_to_the_terminal(tmp_path: Path, name: str, sign: str) -> None:
    a_workspace(tmp_path, {name.format(sign): SMALL})
    space = read_workspace(tmp_path)
    told = "".join(
        text
        for f in space.findings
        for text in (format_finding(f), as_github([f], ""), as_json([f], ()), f.sentence, f.hint)
    )

    assert not space.plans
    assert space.findings
    assert (
        sign not in unstyle(told).replace("\n", "") if sign == "\n" else sign not in unstyle(told)
    )
    assert all(printable(plan) != plan for plan in space.unreadable)


def test_a_plan_gone_between_listing_and_reading_is_deleted_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_workspace(tmp_path, {"sam.yml": SMALL, "ada.yml": SMALL})
    opening = os.open

    def going(path: str, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith("ada.yml"):
            (tmp_path / "plans/sam.yml").unlink()
        return opening(path, flags, mode)

    monkeypatch.setattr(os, "open", going)

    assert names(tmp_path) == ["plans/ada.yml"]
    monkeypatch.undo()
    assert (found(tmp_path), sights(tmp_path)) == ([], ((), ()))


def test_a_folder_gone_while_looked_through_is_deleted_and_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_workspace(tmp_path, {"sam.yml": SMALL, "team/ada.yml": SMALL})
    listing = os.scandir

    def going(path: str) -> object:
        if str(path).endswith("team"):
            shutil.rmtree(path)
        return listing(path)

    monkeypatch.setattr(os, "scandir", going)
    space = read_workspace(tmp_path)

    assert ([plan.name for plan in space.plans], space.findings, space.lost) == (
        ["plans/sam.yml"],
        (),
        (),
    )
