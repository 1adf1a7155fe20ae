"""Saves: however plans are edited, a preview that looks at what was saved shows what one shows that
looks at all.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from generator.errors import WorkspaceError
from generator.preview import session as module
from generator.preview.session import Session
from generator.preview.views import ViewMode
from generator.workspace import layout
from tests.support.builders import TODAY, a_workspace, built
from tests.support.practice import EDITS, LISTED, NAMES, a_plan, quietly

PLANS = tuple(f"plans/{name}.yml" for name in NAMES)


class Writing(RuleBasedStateMachine):
    """A practice, somebody who writes in it, and two previews: one hears what was saved, one looks
    at all.
    """

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.root = a_workspace(self.folder, {f"{name}.yml": a_plan(name) for name in NAMES})
        self.today = TODAY
        self.told = Session(self.root, lambda: self.today)
        self.looking = Session(self.root, lambda: self.today)
        self.refresh(None)

    def refresh(self, changes: frozenset[str] | None) -> None:
        self.told.refresh(quietly, changes)
        self.looking.refresh(quietly)

    @rule(name=st.sampled_from(NAMES), edit=st.sampled_from(sorted(EDITS)))
    def save_a_plan(self, name: str, edit: str) -> None:
        (self.root / f"plans/{name}.yml").write_text(EDITS[edit](a_plan(name)), "utf-8")
        self.refresh(frozenset({f"plans/{name}.yml"}))

    @rule(edit=st.sampled_from(sorted(EDITS)))
    def save_two_plans_at_once(self, edit: str) -> None:
        for name in NAMES[:2]:
            (self.root / f"plans/{name}.yml").write_text(EDITS[edit](a_plan(name)), "utf-8")
        self.refresh(frozenset(PLANS[:2]))

    @rule(name=st.sampled_from(NAMES))
    def delete_a_plan(self, name: str) -> None:
        (self.root / f"plans/{name}.yml").unlink(missing_ok=True)
        self.refresh(None)

    @rule(line=st.sampled_from(("", "practice: Harbour\n", "practise: Harbour\n")))
    def save_the_settings(self, line: str) -> None:
        (self.root / "handrail.yml").write_text(LISTED + line, "utf-8")
        self.refresh(None)

    @rule(name=st.sampled_from(NAMES))
    def build_and_save(self, name: str) -> None:
        built(self.root, self.today)
        self.save_a_plan(name, "a note")

    @rule(name=st.sampled_from(NAMES))
    def save_a_day_later(self, name: str) -> None:
        self.today += timedelta(days=1)
        self.save_a_plan(name, "a note")

    @invariant()
    def both_show_the_same(self) -> None:
        if not hasattr(self, "told"):
            return
        assert self.told.overview() == self.looking.overview()
        for name in PLANS:
            assert self.told.article(name) == self.looking.article(name)
            for mode in ViewMode:
                assert self.told.preview(name, mode) == self.looking.preview(name, mode)

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


TestWriting = Writing.TestCase
TestWriting.settings = settings(max_examples=30, stateful_step_count=10)
TestWriting.pytestmark = [pytest.mark.slow]


def test_a_save_looks_at_no_other_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = a_workspace(tmp_path, {f"{name}.yml": a_plan(name) for name in NAMES})
    session = Session(root, lambda: TODAY)
    session.refresh(quietly)
    before = [session.number(name) for name in PLANS]
    (root / PLANS[1]).write_text(a_plan("ben") + "    note: A good week.\n", "utf-8")
    monkeypatch.setattr(module, "next_state", None)  # a look at all plans would fail

    session.refresh(quietly, frozenset({PLANS[1]}))

    assert b"A good week." in (session.article(PLANS[1]) or b"")
    grown = [session.number(name) > was for name, was in zip(PLANS, before, strict=True)]
    assert grown == [False, True, False, False]


def test_a_save_without_a_change_wakes_no_page(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {f"{name}.yml": a_plan(name) for name in NAMES})
    session = Session(root, lambda: TODAY)
    session.refresh(quietly)
    before = session.number(None)

    session.refresh(quietly, frozenset({PLANS[1]}))

    assert session.number(None) == before


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    return a_workspace(tmp_path, {f"{name}.yml": a_plan(name) for name in NAMES})


def save(root: Path, text: str) -> frozenset[str]:
    (root / PLANS[1]).write_text(text, "utf-8")
    return frozenset({PLANS[1]})


def build_it(root: Path, _session: Session, _patch: pytest.MonkeyPatch) -> None:
    built(root)


def make_a_key(root: Path, _session: Session, patch: pytest.MonkeyPatch) -> None:
    keys = root / "keys"
    keys.write_text("# no key yet\n")
    patch.setenv("HANDRAIL_KEY_FILE", str(keys))


def fail_once(_root: Path, session: Session, patch: pytest.MonkeyPatch) -> None:
    with patch.context() as failing:
        failing.setattr(layout, "read_workspace", refuse)
        session.refresh(quietly)


def refuse(*_: object) -> None:
    raise WorkspaceError("the drive is away")


def lose_it_for_a_while(root: Path, session: Session, _patch: pytest.MonkeyPatch) -> None:
    """As a cloud folder that puts a stub in the place of a plan."""
    (root / PLANS[1]).unlink()
    (root / "plans/.ben.yml.icloud").write_bytes(b"")
    session.refresh(quietly)
    (root / "plans/.ben.yml.icloud").unlink()


@pytest.mark.parametrize("happens", [build_it, make_a_key, fail_once, lose_it_for_a_while])
def test_what_no_event_tells_of_is_looked_at_with_the_next_save(
    practice: Path,
    monkeypatch: pytest.MonkeyPatch,
    happens: Callable[[Path, Session, pytest.MonkeyPatch], None],
) -> None:
    session = Session(practice, lambda: TODAY)
    session.refresh(quietly)
    happens(practice, session, monkeypatch)
    looks: list[int] = []
    next_state = module.next_state
    monkeypatch.setattr(module, "next_state", lambda *rest: looks.append(1) or next_state(*rest))

    session.refresh(quietly, save(practice, a_plan("ben") + "    note: A good week.\n"))

    assert looks == [1]


def test_the_line_of_a_shared_uid_follows_a_save(practice: Path) -> None:
    shared = a_plan("ada")
    save(practice, shared)
    session = Session(practice, lambda: TODAY)
    session.refresh(quietly)

    session.refresh(quietly, save(practice, "# a line above\n# and one more\n" + shared))

    findings = session.preview(PLANS[1], ViewMode.OPEN)[0].findings
    line = shared[: shared.index("uid")].count("\n") + 3
    assert [one.where for one in findings] == [f"{PLANS[1]}:{line}"]
