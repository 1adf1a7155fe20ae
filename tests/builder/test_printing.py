"""Printing: pages are made one by one, stand together, and are not made twice after Ctrl-C."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.builder.context import OnProgress
from generator.builder.site import build
from generator.errors import TemplateError
from generator.workspace.files import MARK
from tests.support.builders import SMALL, TODAY, a_workspace, built

NAMES = ("ada", "ben", "cleo", "dora")
PAGES = tuple(f"{name}/index.html" for name in NAMES)


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    plans = {
        f"{name}.yml": SMALL.replace("5f0c6e1b", f"{number:08x}")
        for number, name in enumerate(NAMES)
    }
    return a_workspace(tmp_path, plans)


def drafts(root: Path) -> list[Path]:
    return list((root / ".handrail").glob("draft-*"))


def standing(root: Path) -> dict[str, bytes]:
    site = root / "site"
    return {path: (site / path).read_bytes() for path in PAGES if (site / path).exists()}


def write_anew(root: Path) -> None:
    for path in (root / "plans").iterdir():
        path.write_text(path.read_text("utf-8").replace("in a crowd", "on a train"), "utf-8")


def stop_after(count: int) -> OnProgress:
    def stop(done: int, _of: int) -> None:
        if done == count:
            raise KeyboardInterrupt

    return stop


def test_a_page_is_out_of_memory_before_the_next_is_made(practice: Path) -> None:
    waiting: list[int] = []
    build(practice, TODAY, lambda _done, _of: waiting.append(len(drafts(practice))))

    assert waiting == [1, 2, 3, 4]
    assert drafts(practice) == []


def test_no_page_is_in_place_before_all_are_made(practice: Path) -> None:
    built(practice)
    before = standing(practice)
    write_anew(practice)
    seen = []
    build(practice, TODAY, lambda _done, _of: seen.append(standing(practice)))

    assert seen == [before] * len(NAMES)
    assert all(before[path] != content for path, content in standing(practice).items())


def test_a_mistake_that_the_last_page_meets_leaves_all_as_they_were(practice: Path) -> None:
    built(practice)
    before = standing(practice)
    last = practice / "plans/dora.yml"
    last.write_text(last.read_text("utf-8") + "title: The last of all\n", "utf-8")
    own = practice / "templates/page/plan.html"
    own.parent.mkdir(parents=True)
    mistake = "{% if view.title == 'The last of all' %}{{ view.nonsense }}{% endif %}"
    own.write_text(MARK.decode() + mistake, "utf-8")

    with pytest.raises(TemplateError):
        built(practice)

    assert standing(practice) == before
    assert drafts(practice) == []


def test_a_build_that_was_stopped_goes_on_where_it_was(practice: Path, printed: list[str]) -> None:
    with pytest.raises(KeyboardInterrupt):
        build(practice, TODAY, stop_after(2))
    assert tuple(standing(practice)) == PAGES[:2]
    assert drafts(practice) == []

    again = built(practice)

    assert printed == [*PAGES]
    assert again.written == PAGES[2:]
    assert tuple(standing(practice)) == PAGES


def test_a_stopped_build_leaves_each_page_old_or_new(practice: Path) -> None:
    built(practice)
    old = standing(practice)
    write_anew(practice)

    with pytest.raises(KeyboardInterrupt):
        build(practice, TODAY, stop_after(3))
    found = standing(practice)
    again = built(practice)

    assert [path for path in PAGES if found[path] == old[path]] == [PAGES[3]]
    assert again.written == PAGES[3:]


def test_a_page_that_came_while_stopped_goes_with_its_plan(practice: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        build(practice, TODAY, stop_after(2))
    (practice / "plans/ada.yml").unlink()

    assert built(practice).removed == PAGES[:1]
