"""Warm: however a site is changed and built again, it is what a first build makes, and says what that says."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from generator.builder import site, warm
from generator.builder.warm import WarmSite
from tests.support.builders import TODAY, a_workspace, built
from tests.support.practice import EDITS, LISTED, NAMES, a_plan, quietly


def pages(root: Path) -> dict[str, bytes]:
    found = (path for path in (root / "site").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


class Editing(RuleBasedStateMachine):
    """A practice, somebody who edits it, and a second practice in which every build looks at everything."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.warm = a_workspace(
            self.folder / "warm", {f"{name}.yml": a_plan(name) for name in NAMES}
        )
        self.today = TODAY
        self.site = WarmSite(self.warm)
        self.last = self.site.build(self.today, quietly)
        shutil.copytree(self.warm, self.folder / "cold", copy_function=shutil.copy2)
        self.cold = self.folder / "cold"

    def save(self, name: str, text: str | None) -> None:
        """The same in both, and a build of each: the one is told, the other looks."""
        for root in (self.warm, self.cold):
            path = root / name
            if text is None:
                path.unlink(missing_ok=True)
            else:
                path.write_text(text, "utf-8")
        changes = frozenset({name}) if name.startswith("plans/") and text is not None else None
        self.last = self.site.build(self.today, quietly, changes)
        self.same = built(self.cold, self.today)

    @rule(name=st.sampled_from(NAMES), edit=st.sampled_from(sorted(EDITS)))
    def save_a_plan(self, name: str, edit: str) -> None:
        self.save(f"plans/{name}.yml", EDITS[edit](a_plan(name)))

    @rule(name=st.sampled_from(NAMES), words=st.sampled_from(("One", "Two", "Three")))
    def write_a_note(self, name: str, words: str) -> None:
        self.save(f"plans/{name}.yml", a_plan(name) + f"    note: {words}\n")

    @rule(name=st.sampled_from(NAMES))
    def delete_a_plan(self, name: str) -> None:
        self.save(f"plans/{name}.yml", None)

    @rule(line=st.sampled_from(("", "practice: Harbour\n", "practise: Harbour\n")))
    def save_the_settings(self, line: str) -> None:
        self.save("handrail.yml", LISTED + line)

    @rule(name=st.sampled_from(NAMES))
    def spoil_a_page(self, name: str) -> None:
        for root in (self.warm, self.cold):
            page = root / f"site/{name}/index.html"
            if page.exists():
                page.write_text("spoilt")
        self.save(f"plans/{name}.yml", a_plan(name))

    @rule()
    def let_somebody_else_build(self) -> None:
        built(self.warm, self.today)

    @rule()
    def wait_a_day(self) -> None:
        self.today += timedelta(days=1)

    @invariant()
    def both_are_alike(self) -> None:
        if not hasattr(self, "same"):
            return
        assert pages(self.warm) == pages(self.cold)
        assert self.last.findings == self.same.findings
        assert self.last.pages == self.same.pages

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=40, stateful_step_count=12)
TestEditing.pytestmark = [pytest.mark.slow]


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    return a_workspace(tmp_path, {f"{name}.yml": a_plan(name) for name in NAMES})


def save(root: Path, name: str, words: str) -> frozenset[str]:
    (root / f"plans/{name}.yml").write_text(a_plan(name) + f"    note: {words}\n", "utf-8")
    return frozenset({f"plans/{name}.yml"})


def test_a_save_that_changes_one_page_looks_at_nothing_else(
    practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm_site = WarmSite(practice)
    warm_site.build(TODAY, quietly)
    monkeypatch.setattr(warm, "build_all", None)  # a full look would be refused
    done = warm_site.build(TODAY, quietly, save(practice, "ben", "a good week"))

    assert done.written == ("ben/index.html",)
    assert b"a good week" in (practice / "site/ben/index.html").read_bytes()


def test_what_a_short_build_made_is_right_after_a_crash(practice: Path) -> None:
    warm_site = WarmSite(practice)
    warm_site.build(TODAY, quietly)
    warm_site.build(TODAY, quietly, save(practice, "ben", "first words"))
    save(practice, "ben", "last words")

    assert site.build(practice, TODAY, quietly).written == ("ben/index.html",)
    (practice / "plans/ben.yml").write_text(a_plan("ben"), "utf-8")
    assert b"words" not in pages_after(practice)


def pages_after(root: Path) -> bytes:
    built(root)
    return (root / "site/ben/index.html").read_bytes()


def test_a_new_day_is_looked_at_whole(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warm_site = WarmSite(practice)
    warm_site.build(TODAY, quietly)
    looked: list[date] = []
    whole = warm.build_all
    monkeypatch.setattr(
        warm,
        "build_all",
        lambda root, scratch, today, on_progress: (
            looked.append(today) or whole(root, scratch, today, on_progress)
        ),
    )

    warm_site.build(TODAY, quietly, save(practice, "ben", "one"))
    warm_site.build(TODAY + timedelta(days=1), quietly, save(practice, "ben", "two"))

    assert looked == [TODAY + timedelta(days=1)]


def looks_of(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The workspaces that are looked at whole from here on."""
    looked: list[Path] = []
    whole = warm.build_all
    monkeypatch.setattr(
        warm,
        "build_all",
        lambda root, *rest: looked.append(root) or whole(root, *rest),
    )
    return looked


def test_a_build_by_somebody_else_is_looked_at_whole(
    practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm_site = WarmSite(practice)
    warm_site.build(TODAY, quietly)
    save(practice, "cleo", "of which nobody told")
    built(practice)
    looked = looks_of(monkeypatch)

    warm_site.build(TODAY, quietly, save(practice, "ben", "a good week"))

    assert looked == [practice]


def test_while_sight_is_lost_each_save_is_looked_at_whole(
    practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(practice)
    for name in NAMES[1:]:
        (practice / f"plans/{name}.yml").unlink()
    elsewhere = practice / "plans/shared"
    elsewhere.symlink_to(practice / "a drive that is away")
    warm_site = WarmSite(practice)
    stay = warm_site.build(TODAY, quietly)
    assert len(stay.missing) == len(NAMES) - 1
    looked = looks_of(monkeypatch)

    warm_site.build(TODAY, quietly, save(practice, "ada", "a good week"))

    assert looked == [practice]
