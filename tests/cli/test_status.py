"""Status: what waits, and what it says of it is what publishing then does."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.privacy.test_keyfile import PRIVATE, Practice, practice, with_key

__all__ = ["practice"]

TODAY = "2026-01-20"


@pytest.fixture
def ready(practice: Practice) -> Practice:
    with_key(practice)
    return practice


@pytest.fixture
def web(tmp_path: Path) -> Path:
    return tmp_path / "web"


def status(practice: Practice, today: str = TODAY) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(practice.run("status", "--today", today, "--format", "json"))
    return found


def publish(practice: Practice, folder: Path, *more: str) -> dict[str, Any]:
    said = practice.run(
        "publish", str(folder), "--yes", "--today", TODAY, "--format", "json", *more
    )
    done: dict[str, Any] = json.loads(said)
    return done


def with_plan(practice: Practice, name: str, old: str = "", new: str = "") -> None:
    text = PRIVATE.replace("5f0c", "aaaa").replace("Sam", "Ash").replace(old, new)
    (practice.root / f"plans/{name}.yml").write_text(text, "utf-8")


def files_in(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_what_waits_is_what_publishing_then_does(ready: Practice, web: Path) -> None:
    publish(ready, web)
    with_plan(ready, "ash")
    plan = ready.root / "plans/sam.yml"
    plan.write_text(plan.read_text("utf-8").replace("in a crowd", "among people"), "utf-8")

    (place,) = status(ready)["places"]
    done = publish(ready, web)

    for kind in ("new", "changed", "gone", "blocked", "stuck", "refused"):
        assert place[kind] == done[kind]
    assert [page["plan"] for page in place["new"]] == ["plans/ash.yml"]
    assert [page["plan"] for page in place["changed"]] == ["plans/sam.yml"]
    assert "All of it is in" in ready.run("status", "--today", TODAY)


def test_the_way_on_is_one_that_works(ready: Practice, tmp_path: Path) -> None:
    publish(ready, tmp_path / "my web")
    with_plan(ready, "ash")

    said = ready.run("status", "--today", TODAY)
    (typed,) = re.findall("`handrail (.*)` shows the news first", said)
    ready.run(*shlex.split(typed), "--yes", "--today", TODAY)

    assert ready.code == 0
    assert "All of it is in" in ready.run("status", "--today", TODAY)


def test_a_page_that_has_to_go_waits_too(ready: Practice, web: Path) -> None:
    publish(ready, web)
    plan = ready.root / "plans/sam.yml"
    plan.write_text(f"status: draft\n{plan.read_text('utf-8')}", "utf-8")

    said = status(ready)

    assert [page["plan"] for page in said["places"][0]["gone"]] == ["plans/sam.yml"]
    assert said["drafts"] == ["plans/sam.yml"]


def test_each_folder_is_a_place_until_it_is_deleted(ready: Practice, web: Path) -> None:
    publish(ready, web)
    publish(ready, web.with_name("test"))
    with_plan(ready, "ash")

    assert len(status(ready)["places"]) == 2

    for path in sorted(web.rglob("*"), reverse=True):
        (path.rmdir if path.is_dir() else path.unlink)()
    web.rmdir()

    assert len(status(ready)["places"]) == 1


def test_a_folder_on_a_drive_that_is_away_is_named(ready: Practice, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    publish(ready, drive / "web")
    drive.rename(tmp_path / "away")

    assert "cannot be told; it is not there now" in ready.run("status", "--today", TODAY)


def test_status_writes_nothing(ready: Practice, web: Path) -> None:
    publish(ready, web)
    with_plan(ready, "ash")
    before = files_in(ready.root.parent)

    status(ready)

    assert files_in(ready.root.parent) == before


@pytest.mark.parametrize(
    ("today", "time"),
    [
        ("2026-02-01", None),
        ("2026-02-02", "within_a_week"),
        ("2026-02-09", "today"),
        ("2026-02-10", "overdue"),
    ],
)
def test_a_review_is_told_when_it_is_near(ready: Practice, today: str, time: str | None) -> None:
    with_plan(ready, "sam", "end: 2026-04-06", "end: 2026-04-06, review: {due: 2026-02-09}")

    reviews = status(ready, today)["reviews"]

    due = [{"plan": "plans/sam.yml", "day": "2026-02-09"}]
    assert reviews == {
        name: due if name == time else [] for name in ("overdue", "today", "within_a_week")
    }


def test_plans_to_look_at_come_with_what_asks_about_a_person_first(ready: Practice) -> None:
    silent = PRIVATE.replace("Sam", "Ash").replace("5f0c", "aaaa")
    (ready.root / "plans/a-silent.yml").write_text(silent, "utf-8")
    asking = PRIVATE.replace("scores: {crowds: 4}", "note: I want to die")
    (ready.root / "plans/sam.yml").write_text(asking, "utf-8")

    to_look_at = status(ready, "2026-03-30")["to_look_at"]
    said = ready.run("status", "--today", "2026-03-30")

    assert [one["plan"] for one in to_look_at] == ["plans/sam.yml", "plans/a-silent.yml"]
    assert to_look_at[0]["why"][0]["kind"] == "asks"
    assert to_look_at[1]["why"][0]["kind"] == "long-quiet"
    assert said.startswith("Something here needs a person first.")
    assert "I want to die" not in said


def test_a_missing_key_is_named_with_its_way_out(ready: Practice) -> None:
    ready.file.unlink()

    said = ready.run("status", "--today", TODAY)

    assert ready.code == 1
    assert "handrail key restore practice-2026" in said


def test_where_nothing_waits_that_is_said_kindly_and_promises_nothing(
    ready: Practice, web: Path
) -> None:
    publish(ready, web)

    said = ready.run("status", "--today", TODAY)

    assert ready.code == 0
    assert "Nothing waits for you today. No check can tell whether somebody is safe." in said
