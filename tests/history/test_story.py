"""Story: a history with branches, renames, a rebase and all that people do, told as it was."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from generator.format.uids import uid_in
from generator.history.outline import PrivateWords
from generator.history.sentences import change_sentences
from generator.history.story import Chapter, story
from generator.workspace.lineage import FilePlace, HistoryStart, Lineage, lineage, place_of
from tests.support.builders import a_plan_file
from tests.support.random_plans import random_plan
from tests.support.repositories import Repository, a_repository

UID = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
OTHER_UID = "0d1e2f3a4b5c6d7e8f90a1b2c3d4e5f6"


def lineage_of(repository: Repository, name: str) -> Lineage:
    place = place_of(repository.root / name)
    assert isinstance(place, FilePlace)
    found = lineage(place, lambda data: uid_in(data.decode("utf-8", "replace")))
    assert found is not None
    return found


def chapters_of(repository: Repository, name: str) -> tuple[Chapter, ...]:
    return story(lineage_of(repository, name).versions, PrivateWords.HIDDEN)


def told(repository: Repository, name: str = "plans/sam.yml") -> list[str]:
    """The story, oldest first, each sentence behind the day of its commit."""
    return [
        f"{chapter.at:%m-%d} {sentence}"
        for chapter in reversed(chapters_of(repository, name))
        if chapter.at
        for sentence in change_sentences(chapter.changes, 2026)
    ]


def plan(*days: str, target: int = 5, goal: str = "Feel at ease in a crowd", **keys: str) -> str:
    """A plan with an entry on each of these days of 2026, far enough apart for git to merge lines."""
    head = {"uid": UID, "status": "active", "share": "{access: public}"} | keys
    entries = (
        f"  - date: 2026-{day}\n    scores: {{calm: 4}}\n    note: What happened on {day}\n"
        for day in days
    )
    lines = "".join(f"{key}: {value}\n" for key, value in head.items() if value)
    return (
        f"{lines}goal: {goal}\ntimeframe: {{start: 2026-01-05, end: 2026-12-28}}\nobjectives:\n"
        f"  calm:\n    objective: Feel calm on the train\n    target: {target}\n"
        f"    measure: rating\n    steps:\n      - Ride one stop\nprogress:\n{''.join(entries)}"
    )


@pytest.fixture
def empty(tmp_path: Path) -> Repository:
    return a_repository(tmp_path / "practice")


@pytest.mark.slow
def test_two_hundred_commits_are_told_as_they_were(empty: Repository) -> None:
    empty.commit("2026-01-12", sam=plan("01-12"), alex=a_plan_file(uid=OTHER_UID))
    empty.fill(
        "alex", (a_plan_file(uid=OTHER_UID, why=f"Reason {n}") for n in range(60)), "2026-01-13"
    )
    empty.commit("2026-01-19", sam=plan("01-12", "01-19"))
    # A colleague logs on a branch, while the file is renamed here.
    empty.git("switch", "--quiet", "--create=colleague")
    empty.commit("2026-01-26", sam=plan("01-12", "01-19", "01-26"))
    empty.git("switch", "--quiet", "main")
    empty.git("mv", "plans/sam.yml", "plans/river.yml")
    empty.commit("2026-01-27")
    empty.commit("2026-01-28", river=plan("01-12", "01-19", target=6))
    empty.git("merge", "--quiet", "--no-edit", "colleague", day="2026-01-29")
    empty.fill(
        "alex", (a_plan_file(uid=OTHER_UID, why=f"More {n}") for n in range(60)), "2026-01-30"
    )
    # Both change the aim; the merge takes a third one.
    logged = ("01-12", "01-19", "01-26")
    empty.git("switch", "--quiet", "--create=other")
    empty.commit("2026-02-02", river=plan(*logged, target=7))
    empty.git("switch", "--quiet", "main")
    empty.commit("2026-02-03", river=plan(*logged, target=8))
    empty.git("merge", "--quiet", "--no-edit", "other", day="2026-02-04")
    empty.commit("2026-02-04", river=plan(*logged, target=9))
    # Work that is put on top of what came meanwhile.
    empty.git("switch", "--quiet", "--create=later")
    empty.commit("2026-02-09", river=plan(*logged, "02-09", target=9))
    empty.git("switch", "--quiet", "main")
    empty.commit("2026-02-10", river=plan(*logged, target=9, status="on-hold"))
    empty.git("switch", "--quiet", "later")
    empty.git("rebase", "--quiet", "main", day="2026-02-11")
    empty.git("switch", "--quiet", "main")
    empty.git("merge", "--quiet", "--ff-only", "later")
    # Renamed and rewritten at once, deleted by a slip, and brought back.
    (empty.root / "plans/river.yml").unlink()
    rewritten = plan(
        "02-16",
        target=9,
        status="on-hold",
        goal="Something else altogether",
        why="New words " * 150,
    )
    empty.commit("2026-02-16", **{"archive/quay": rewritten})
    (empty.root / "plans/archive/quay.yml").unlink()
    empty.commit("2026-02-17")
    empty.commit("2026-02-18", **{"archive/quay": f"# a remark\n{rewritten}"})
    empty.commit("2026-02-19", **{"archive/quay": f"# a remark, which is no change\n{rewritten}"})
    empty.fill(
        "alex", (a_plan_file(uid=OTHER_UID, why=f"Yet {n}") for n in range(64)), "2026-02-20"
    )
    empty.git("mv", "plans/alex.yml", "plans/sam.yml")
    empty.commit("2026-02-23")

    assert empty.git("rev-list", "--count", "HEAD").strip() == "200"
    assert told(empty, "plans/archive/quay.yml") == [
        "01-12 The plan was begun with 1 goal, 1 objective and 1 entry.",
        "01-19 An entry of 19 January was added.",
        "01-26 An entry of 26 January was added.",
        "01-27 The file was renamed from plans/sam.yml to plans/river.yml.",
        "01-28 The aim of “Feel calm on the train” moved from 5 to 6.",
        "02-02 The aim of “Feel calm on the train” moved from 6 to 7.",
        "02-03 The aim of “Feel calm on the train” moved from 6 to 8.",
        "02-04 The aim of “Feel calm on the train” moved from 8 to 9.",
        "02-10 The plan was paused.",
        "02-09 An entry of 9 February was added.",
        "02-16 The file was renamed from plans/river.yml to plans/archive/quay.yml.",
        "02-16 A goal was reworded: “Feel at ease in a crowd” is now “Something else altogether”.",
        "02-16 The reason of the goal “Something else altogether” was written down.",
        "02-16 4 entries were taken out, 12 January to 9 February.",
        "02-16 An entry of 16 February was added.",
        "02-17 The plan's file was deleted.",
        "02-18 The plan's file was brought back.",
    ]
    assert len(told(empty, "plans/sam.yml")) == 1 + 184 + 1


def test_another_plan_in_its_place_is_not_its_story(empty: Repository) -> None:
    empty.commit("2026-01-12", sam=plan("01-12"))
    (empty.root / "plans/sam.yml").unlink()
    empty.commit("2026-01-19", alex=plan("01-12", uid=OTHER_UID))

    assert told(empty, "plans/alex.yml") == [
        "01-19 The plan was begun with 1 goal, 1 objective and 1 entry."
    ]


def test_a_plan_without_uid_is_followed_by_likeness(empty: Repository) -> None:
    text = plan("01-12", "01-13", "01-14", uid="")
    empty.commit("2026-01-12", sam=text)
    (empty.root / "plans/sam.yml").unlink()
    empty.commit("2026-01-19", **{"Ü ber: river": text.replace("crowd", "train")})

    assert told(empty, "plans/Ü ber: river.yml")[1:] == [
        "01-19 The file was renamed from plans/sam.yml to plans/Ü ber: river.yml.",
        "01-19 A goal was reworded: “Feel at ease in a crowd” is now “Feel at ease in a train”.",
    ]


def test_what_a_broken_version_changed_is_told_with_the_next(empty: Repository) -> None:
    empty.commit("2026-01-12", sam=plan("01-12"))
    empty.commit("2026-01-19", sam="<<<<<<< HEAD\n" + plan("01-12", "01-19"))
    empty.commit("2026-01-26", sam=plan("01-12", "01-19"))

    unreadable = "This version cannot be read as a plan; the next one that can tells what changed."
    assert told(empty)[1:] == [f"01-19 {unreadable}", "01-26 An entry of 19 January was added."]


def test_a_merge_without_news_is_not_told(empty: Repository) -> None:
    empty.commit("2026-01-12", sam=plan("01-12"))
    empty.git("switch", "--quiet", "--create=other")
    empty.commit("2026-01-19", sam=plan("01-12", "01-19"))
    empty.git("switch", "--quiet", "main")
    empty.commit("2026-01-20", sam=plan("01-12", target=6))
    empty.git("merge", "--quiet", "--no-edit", "other", day="2026-01-21")

    assert [line[:5] for line in told(empty)] == ["01-12", "01-19", "01-20"]


def test_a_shallow_copy_says_that_it_is_cut_off(empty: Repository, tmp_path: Path) -> None:
    empty.commit("2026-01-12", sam=plan("01-12"))
    empty.commit("2026-01-19", sam=plan("01-12", "01-19"))
    empty.commit("2026-01-26", sam=plan("01-12", "01-19", "01-26"))
    copy = tmp_path / "copy"
    empty.git("clone", "--quiet", "--depth=2", f"file://{empty.root}", str(copy))
    shallow = lineage_of(Repository(copy), "plans/sam.yml")

    assert shallow.beginning is HistoryStart.CUT_OFF
    assert len(shallow.versions) == 2
    assert lineage_of(empty, "plans/sam.yml").beginning is HistoryStart.HERE


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_random_histories_are_told_without_a_crash(empty: Repository, seed: int) -> None:
    chance = Random(seed)
    empty.commit("2026-01-12", sam=random_plan(seed).text)
    for number in range(20):
        match chance.choice(["edit", "edit", "break", "rename", "delete", "branch", "merge"]):
            case "branch":
                empty.git("switch", "--quiet", "--create", f"branch-{number}")
            case "merge":
                empty.git("merge", "--quiet", "--strategy-option=ours", "--no-edit", "main")
                empty.git("add", "--all")
            case "rename":
                for path in list((empty.root / "plans").glob("sam*.yml")):
                    path.rename(path.with_name(f"sam-{number}.yml"))
            case "delete":
                for path in (empty.root / "plans").glob("sam*.yml"):
                    path.unlink()
            case "break":
                empty.write("plans/sam.yml", "a: [b\n")
            case _:
                empty.write("plans/sam.yml", random_plan(chance.randrange(9_000)).text)
        empty.commit(f"2026-02-{number + 1:02}")
    names = empty.git("log", "--format=", "--name-only", "--all").split()

    assert all(told(empty, name) for name in set(names) if name.startswith("plans/"))
