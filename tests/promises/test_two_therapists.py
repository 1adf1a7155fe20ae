"""Two therapists, one repository: whatever both do on one day, nothing that either wrote is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import PlanError
from generator.format.parse import parse
from generator.format.unfinished_merge import CODE
from tests.support.builders import findings_in
from tests.support.hands import follow
from tests.support.merge_cases import read
from tests.support.two_copies import MINE, PLAN, TEXT, YOURS, Copy, begun, fetched, two_copies

pytestmark = pytest.mark.slow


def merge(mine: Copy, yours: Copy) -> None:
    yours.commit()
    mine.commit()
    fetched(mine, yours)
    mine.git("merge", "--no-edit", "FETCH_HEAD")


def rebase(mine: Copy, yours: Copy) -> None:
    yours.commit()
    mine.commit()
    fetched(mine, yours)
    mine.git("rebase", "FETCH_HEAD")


def cherry_pick(mine: Copy, yours: Copy) -> None:
    yours.commit()
    mine.commit()
    fetched(mine, yours)
    mine.git("cherry-pick", "FETCH_HEAD")


def stash(mine: Copy, yours: Copy) -> None:
    yours.commit()
    mine.git("stash")
    fetched(mine, yours)
    mine.git("merge", "--ff-only", "FETCH_HEAD")
    mine.git("stash", "pop")


WAYS = (merge, rebase, cherry_pick, stash)


def log_of(copy: Copy, name: str = PLAN) -> list[dict[str, object]]:
    return read(copy.read(name).encode())["progress"]


@pytest.mark.parametrize("way", WAYS)
def test_both_log_one_plan_on_one_day_and_both_entries_stay(
    tmp_path: Path, way: Callable[[Copy, Copy], None]
) -> None:
    mine, yours = two_copies(tmp_path)
    mine.log(MINE)
    yours.log(YOURS)

    way(mine, yours)

    assert [entry["scores"] for entry in log_of(mine)] == [
        {"crowds": "4"},
        {"crowds": "5"},
        {"crowds": "6"},
    ]
    assert "<<<" not in mine.read()
    assert not findings_in(mine.read())


def test_one_renames_the_plan_while_the_other_logs(tmp_path: Path) -> None:
    mine, yours = two_copies(tmp_path)
    mine.git("mv", PLAN, "plans/crowds.yml")
    (mine.root / "plans/crowds.yml").write_text(TEXT + MINE, "utf-8")
    yours.log(YOURS)

    merge(mine, yours)

    assert not (mine.root / PLAN).exists()
    assert len(log_of(mine, "plans/crowds.yml")) == 3


def test_both_revoke_a_link_and_both_links_stay_dead(tmp_path: Path) -> None:
    mine, yours = two_copies(tmp_path)
    mine.write("handrail.revoked", "# dead links\n" + "a" * 32 + "\n")
    yours.write("handrail.revoked", "# dead links\n" + "b" * 32 + "\n")

    merge(mine, yours)

    assert mine.read("handrail.revoked").split() == ["#", "dead", "links", "a" * 32, "b" * 32]


def test_one_edits_the_settings_while_the_other_logs(tmp_path: Path) -> None:
    mine, yours = two_copies(tmp_path)
    mine.change("practice: Our practice", "practice: Our house", "handrail.yml")
    yours.log(YOURS)

    merge(mine, yours)

    assert "Our house" in mine.read("handrail.yml")
    assert len(log_of(mine)) == 2


def test_different_fields_merge_and_comments_of_both_stay(tmp_path: Path) -> None:
    mine, yours = two_copies(tmp_path)
    mine.change("- Ride one stop", "- {step: Ride one stop, done: 2026-01-18}  # bravely")
    mine.change("target: 7", "target: 8")
    yours.change("- Ride one stop", "- {step: Ride one stop, by: client}")
    yours.change("end: 2026-04-06", "end: 2026-05-04")
    yours.change("    measure: rating", "    # as before\n    measure: rating")

    merge(mine, yours)

    plan = mine.read()
    assert "target: 8" in plan
    assert "end: 2026-05-04" in plan
    assert "by: client, done: 2026-01-18}  # bravely" in plan
    assert "# as before" in plan


def test_a_step_done_on_two_days_is_left_to_a_person(tmp_path: Path) -> None:
    mine, yours = two_copies(tmp_path)
    mine.change("- Ride one stop", "- {step: Ride one stop, done: 2026-01-18}")
    yours.change("- Ride one stop", "- {step: Ride one stop, done: 2026-01-19}")
    yours.log(YOURS)
    for copy in (mine, yours):
        copy.commit()
    fetched(mine, yours)

    said = mine.git("merge", "--no-edit", "FETCH_HEAD", code=1)

    assert "CONFLICT" in said
    conflict = mine.read().split("<<<<<<< ")[1].split(">>>>>>> ")[0].splitlines()
    assert conflict[1:] == [
        "      - {step: Ride one stop, done: 2026-01-18}",
        "=======",
        "      - {step: Ride one stop, done: 2026-01-19}",
    ]
    assert YOURS in mine.read()


def test_an_edit_against_a_deletion_is_left_to_a_person(tmp_path: Path) -> None:
    mine, yours = two_copies(tmp_path)
    mine.change("  - date: 2026-01-12\n    scores: {crowds: 4}\n", "")
    yours.change("{crowds: 4}", "{crowds: 5}")
    for copy in (mine, yours):
        copy.commit()
    fetched(mine, yours)

    mine.git("merge", "--no-edit", "FETCH_HEAD", code=1)

    said = mine.handrail("check", "sam", "--today=2026-01-20", code=1)
    assert f"[{CODE}]" in said
    assert said.count("error:") == 1


def test_a_colleague_without_handrail_loses_nothing(tmp_path: Path) -> None:
    mine, yours = two_copies(tmp_path)
    plain = Copy(tmp_path / "third", "moss")
    mine.git("clone", "--quiet", str(mine.root), str(plain.root))
    plain.log(MINE)
    yours.log(YOURS)
    for copy in (plain, yours):
        copy.commit()
    fetched(plain, yours)

    plain.git("merge", "--no-edit", "FETCH_HEAD", code=1)
    said = plain.handrail("check", "sam", "--today=2026-01-20", code=1)

    assert re.search(r"lines? \d+", said)
    assert_both_entries_are_kept_by_the_hint(plain.read())


#: What two people logged, each of which git draws together in its own way.
TWO_ENTRIES = {
    "entries of one day": (MINE, YOURS),
    "entries of two days": (MINE, YOURS.replace("-19", "-20")),
    "the same scores": (
        MINE,
        "  - date: 2026-01-19\n    scores: {crowds: 5}\n    note: Rode home.\n",
    ),
    "the same note": (MINE, MINE.replace("crowds: 5", "crowds: 6")),
    "the same note on another day": (MINE, MINE.replace("-19", "-20")),
}


@pytest.mark.parametrize("case", TWO_ENTRIES)
def test_following_the_hint_of_a_conflict_keeps_both_entries(tmp_path: Path, case: str) -> None:
    one, other = TWO_ENTRIES[case]
    copy = begun(tmp_path / "plain")
    copy.git("switch", "--quiet", "-c", "other")
    copy.log(other)
    copy.commit()
    copy.git("switch", "--quiet", "main")
    copy.log(one)
    copy.commit()

    copy.git("merge", "--no-edit", "other", code=1)

    wanted = [read(f"progress:\n{entry}".encode())["progress"][0] for entry in (one, other)]
    assert assert_both_entries_are_kept_by_the_hint(copy.read())[1:] == wanted


def assert_both_entries_are_kept_by_the_hint(text: str) -> list[dict[str, object]]:
    with pytest.raises(PlanError) as raised:
        parse(text.encode(), PLAN)
    found = raised.value.findings
    assert [finding.code for finding in found] == [CODE]
    mended = follow(text, found[0].place, found[0].hint)
    assert mended is not None
    assert not findings_in(mended)
    log = read(mended.encode())["progress"]
    assert len(log) == 3
    return log


def test_what_a_build_keeps_for_itself_is_never_committed(tmp_path: Path) -> None:
    mine, _ = two_copies(tmp_path)
    mine.handrail("build", "--today=2026-01-20")

    assert mine.git("status", "--porcelain") == ""
