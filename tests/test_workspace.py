"""Workspace: which files are plans, which are found to be something else, and which are passed over in silence."""

from __future__ import annotations

import os
import time
from pathlib import Path, PurePosixPath

import pytest

from generator.errors import WorkspaceError
from generator.workspace import Memory, PlanSource, find_root, is_dropping, read
from tests.builders import SMALL, a_workspace


def put(path: Path, content: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def names(root: Path) -> list[str]:
    return [plan.name for plan in read(root).plans]


def found(root: Path) -> list[tuple[str, str]]:
    return [(finding.place.file, finding.code) for finding in read(root).findings]


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

    assert read(tmp_path).plans == (
        PlanSource("plans/a/z.yaml", b"z"),
        PlanSource("plans/b.yml", b"b"),
        PlanSource("plans/c.YML", b"c"),
    )


def test_settings_are_none_without_a_file_and_empty_with_an_empty_one(tmp_path: Path) -> None:
    a_workspace(tmp_path, {})
    (tmp_path / "handrail.yml").unlink()
    assert read(tmp_path).settings is None
    put(tmp_path / "handrail.yml")
    assert read(tmp_path).settings == b""


def test_no_plans_folder_is_no_plans(tmp_path: Path) -> None:
    put(tmp_path / "handrail.yml")

    assert read(tmp_path).plans == ()


def test_a_link_to_nowhere_is_a_plan_that_has_gone(tmp_path: Path) -> None:
    a_workspace(tmp_path, {"sam.yml": SMALL})
    (tmp_path / "plans/gone.yml").symlink_to("nowhere.yml")

    assert names(tmp_path) == ["plans/sam.yml"]
    assert found(tmp_path) == []


def test_a_plan_may_be_a_link_to_a_file_elsewhere(tmp_path: Path) -> None:
    target = put(tmp_path / "elsewhere/plan.txt", SMALL)
    a_workspace(tmp_path, {})
    (tmp_path / "plans/sam.yml").symlink_to(target)

    assert read(tmp_path).plans == (PlanSource("plans/sam.yml", SMALL.encode()),)


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


@pytest.mark.parametrize("name", ["sam.yml", "sub/sam.yaml", "14913.yml", "4913.yml", "tmp.yml", "swp.yml", "a~b.yml"])
def test_a_plan_is_never_taken_for_a_dropping(name: str) -> None:
    assert not is_dropping(PurePosixPath("plans") / name)


@pytest.mark.parametrize("name", ["letter.docx", "sam.txt", "sam", "sam.yml.orig", "sam.json", "sub/photo.jpg"])
def test_anything_else_is_a_finding(tmp_path: Path, name: str) -> None:
    a_workspace(tmp_path, {name: "x", "ada.yml": SMALL})

    assert found(tmp_path) == [(f"plans/{name}", "not-a-plan-file")]
    assert names(tmp_path) == ["plans/ada.yml"]


@pytest.mark.parametrize("name", ["conflict.yml", "sam-1.yml", "conflict-at-work.yml", "copying.yml"])
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


def test_a_file_that_nobody_touched_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, memory = a_workspace(tmp_path, {"sam.yml": SMALL}), Memory()
    monkeypatch.setattr(time, "time_ns", lambda: 2**62)  # long after the save
    (first,) = read(root, memory).plans
    (again,) = read(root, memory).plans

    assert again is first


@pytest.mark.parametrize("age_s", [0, 60])
def test_a_save_of_the_same_length_at_the_same_time_is_seen(tmp_path: Path, age_s: int) -> None:
    root, memory = a_workspace(tmp_path, {"sam.yml": SMALL}), Memory()
    plan = root / "plans/sam.yml"
    when = time.time() - age_s
    os.utime(plan, (when, when))
    read(root, memory)
    plan.write_text(SMALL.replace("crowd", "choir"), "utf-8")
    os.utime(plan, (when, when))

    assert b"choir" in read(root, memory).plans[0].data


def test_a_plan_that_went_and_came_is_the_new_one(tmp_path: Path) -> None:
    root, memory = a_workspace(tmp_path, {"sam.yml": SMALL}), Memory()
    read(root, memory)
    (root / "plans/sam.yml").unlink()

    assert read(root, memory).plans == ()
    put(root / "plans/sam.yml", SMALL.replace("crowd", "choir"))
    assert b"choir" in read(root, memory).plans[0].data
