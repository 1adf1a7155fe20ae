"""Work: what a build does, counted and not timed, so that it is the same on every machine."""

from __future__ import annotations

import gc
import sys
from collections.abc import ItemsView, Iterator, ValuesView
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest

from generator.builder import page, site
from generator.builder.facts import BuildFacts
from generator.builder.plan_build import BuildPlan, plan_build
from generator.builder.survey import survey
from generator.builder.warm import WarmSite
from generator.workspace import intake
from generator.workspace.layout import PlanSource
from generator.workspace.manifest import Digests, Made
from tests.support.builders import SMALL, TODAY, a_workspace, built
from tests.support.practice import quietly

FEW, MANY = 3, 30


class _Opened:
    """The files that this process opens while somebody counts."""

    def __init__(self) -> None:
        self.paths: list[str] | None = None
        sys.addaudithook(self._hear)

    def _hear(self, event: str, details: tuple[object, ...]) -> None:
        if self.paths is not None and event == "open" and isinstance(details[0], str | Path):
            self.paths.append(str(details[0]))

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        self.paths = paths = []
        yield paths
        self.paths = None


OPENED = _Opened()


def a_practice(root: Path, count: int) -> Path:
    return a_workspace(
        root, {f"plan-{i:02}.yml": SMALL.replace("5f0c6e1b", f"{i:08x}") for i in range(count)}
    )


def save(root: Path, words: str) -> frozenset[str]:
    path = root / "plans/plan-01.yml"
    path.write_text(SMALL.replace("5f0c6e1b", f"{1:08x}") + f"    note: {words}\n", "utf-8")
    return frozenset({"plans/plan-01.yml"})


def test_a_save_opens_no_more_files_among_many_plans(tmp_path: Path) -> None:
    counts = []
    for number in (FEW, MANY):
        warm_site = WarmSite(a_practice(tmp_path / str(number), number))
        warm_site.build(TODAY, quietly)
        warm_site.build(TODAY, quietly, save(tmp_path / str(number), "first words"))
        with OPENED.counted() as opened:
            warm_site.build(TODAY, quietly, save(tmp_path / str(number), "second words"))
        counts.append(len(opened))

    assert counts[0] == counts[1] < 15


@pytest.fixture(params=["cold", "unchanged", "one changed"])
def practice(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Many plans, before a build that makes all pages, none, or one."""
    root = a_practice(tmp_path, MANY)
    if request.param != "cold":
        built(root)
    if request.param == "one changed":
        save(root, "new words")
    return root


def test_a_build_reads_each_plan_once(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    bytes_of = intake.bytes_of
    monkeypatch.setattr(
        intake, "bytes_of", lambda path, *limit: read.append(str(path)) or bytes_of(path, *limit)
    )
    built(practice)

    plans = [path for path in read if path.endswith(".yml") and "/plans/" in path]
    assert len(plans) == len(set(plans)) == MANY


def test_a_build_hashes_the_words_of_each_plan_once(
    practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, hashed = words_of(practice), []
    of = Digests.of
    monkeypatch.setattr(
        Digests, "of", lambda self, *parts: hashed.extend(parts) or of(self, *parts)
    )
    built(practice)

    assert sorted(part for part in hashed if part in words) == sorted(words)


def test_a_page_is_printed_once_and_only_where_it_changed(
    tmp_path: Path, printed: list[str]
) -> None:
    root = a_practice(tmp_path, MANY)
    built(root)
    assert len(printed) == len(set(printed)) == MANY
    printed.clear()

    built(root)
    save(root, "new words")
    built(root)

    assert printed == ["plan-01/index.html"]


def test_a_template_is_compiled_once_however_many_sites_use_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(a_practice(tmp_path / "one", FEW))
    compiled: list[str | None] = []
    compile_ = jinja2.Environment.compile
    monkeypatch.setattr(
        jinja2.Environment,
        "compile",
        lambda self, source, name=None, *more: (
            compiled.append(name) or compile_(self, source, name, *more)
        ),
    )
    page._environment.cache_clear()
    built(a_practice(tmp_path / "two", FEW))

    assert compiled == []


class _Pages(dict[str, Made]):
    """The pages of the last build, and how often somebody looked through all of them."""

    looks = 0

    def items(self) -> ItemsView[str, Made]:
        self.looks += 1
        return super().items()

    def values(self) -> ValuesView[Made]:
        self.looks += 1
        return super().values()


def test_all_pages_are_looked_through_no_oftener_among_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[_Pages] = []

    def counted(facts: BuildFacts) -> BuildPlan:
        seen.append(_Pages(facts.last_build))
        return plan_build(replace(facts, last_build=seen[-1]))

    monkeypatch.setattr(site, "plan_build", counted)
    for number in (FEW, MANY):
        root = a_practice(tmp_path / str(number), number)
        for path in (root / "plans").iterdir():
            sealed = path.read_text("utf-8").replace("{access: public}", "{key: demonstration}")
            path.write_text(sealed + "client: Sam\n", "utf-8")
        built(root)
        built(root)
    _, few, _, many = seen

    assert (len(few), len(many)) == (FEW, MANY)
    assert few.looks == many.looks > 0


def test_a_survey_keeps_no_words_of_plan_files(tmp_path: Path) -> None:
    root = a_practice(tmp_path, MANY)
    (root / ".handrail").mkdir()
    found = survey(root, TODAY)
    gc.collect()
    held = [one.data for one in gc.get_objects() if isinstance(one, PlanSource)]

    assert len(found.new_pages) == MANY
    assert not words_of(root) & {*held}


def words_of(root: Path) -> set[bytes]:
    return {path.read_bytes() for path in (root / "plans").iterdir()}
