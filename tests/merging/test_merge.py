"""Merge: what two people made of one plan, by examples that can be read."""

from __future__ import annotations

import pytest

from generator.merging.merge import ConflictMarks, Merge, ThreeFiles, merged, settled
from tests.support.merge_cases import read

BASE = """\
goal: Feel at ease in a crowd
timeframe: {start: 2026-01-05, end: 2026-04-06}  # agreed with Sam
objectives:
  crowds:
    objective: Rate how calm I feel
    measure: rating
    target: 7
    steps:
      - Ride one stop
      - Ride to the end
# the log, oldest first
progress:
  - date: 2026-01-12
    scores: {crowds: 4}
    note: |
      Full.

      # not a comment

  # after the holidays
  - date: 2026-01-19
    scores: {crowds: 5}
"""
NEW = "\n  - date: 2026-01-26\n    scores: {crowds: 6}\n"


def merge(ours: str, theirs: str, base: str = BASE) -> Merge:
    done = merged(ThreeFiles(base.encode(), ours.encode(), theirs.encode()), ConflictMarks())
    assert done is not None
    return done


def text(ours: str, theirs: str, base: str = BASE) -> str:
    """What both come to, the same in both orders."""
    one, other = merge(ours, theirs, base), merge(theirs, ours, base)
    assert not one.disputes
    assert read(one.data) == read(other.data)
    return one.data.decode()


def disputes(ours: str, theirs: str, base: str = BASE) -> int:
    one, other = merge(ours, theirs, base), merge(theirs, ours, base)
    assert one.disputes == other.disputes
    return one.disputes


def changed(old: str, new: str, there: str = BASE) -> str:
    assert there.count(old) == 1
    return there.replace(old, new)


def test_where_one_side_changed_nothing_the_bytes_are_the_other_side_s():
    theirs = changed("target: 7", "target: 8", BASE + NEW)

    assert text(BASE, theirs) == theirs
    assert text(theirs, BASE) == theirs


def test_an_entry_of_both_stands_once_and_another_of_that_day_too():
    other = NEW.replace("6", "7", 1).replace("crowds: 6", "crowds: 3")

    assert text(BASE + NEW, BASE + NEW) == BASE + NEW
    log = read(text(BASE + NEW, BASE + NEW + other).encode())["progress"]
    assert len(log) == 4


def test_the_first_entries_of_two_people_both_stay():
    base = BASE.partition("# the log")[0]
    one, other = (f"{base}progress:\n{entry}" for entry in (NEW, NEW.replace("26", "27")))

    assert len(read(text(one, other, base).encode())["progress"]) == 2


def test_an_untouched_entry_is_deleted_and_a_corrected_one_disputed():
    without = BASE.partition("\n  # after")[0] + "\n"

    assert len(read(text(without, BASE + NEW).encode())["progress"]) == 2
    assert disputes(without, changed("{crowds: 5}", "{crowds: 6}")) == 1


def test_steps_done_on_either_side_are_done():
    mine = changed("- Ride one stop", "- {step: Ride one stop, done: 2026-01-20}")
    yours = changed("- Ride to the end", "- {step: Ride to the end, done: 2026-01-21}")

    steps = read(text(mine, yours).encode())["objectives"]["crowds"]["steps"]
    assert [step["done"] for step in steps] == ["2026-01-20", "2026-01-21"]


def test_a_step_that_one_reworded_and_the_other_did_is_done():
    mine = changed("- Ride one stop", "- Ride one stop at noon")
    yours = changed("- Ride one stop", "- {step: Ride one stop, done: 2026-01-20}")

    assert "{step: Ride one stop at noon, done: 2026-01-20}" in text(yours, mine)


def test_two_days_of_one_step_and_two_aims_are_disputed():
    mine = changed("- Ride one stop", "- {step: Ride one stop, done: 2026-01-20}")

    assert disputes(mine, mine.replace("01-20", "01-21")) == 1
    assert disputes(changed("target: 7", "target: 8"), changed("target: 7", "target: 6")) == 1


def test_an_edit_and_a_deletion_conflict_where_lines_would_merge():
    mine = changed("    note: |\n      Full.\n\n      # not a comment\n", "")
    yours = changed("  - date: 2026-01-12\n    scores: {crowds: 4}\n", "").replace(
        "    note: |\n      Full.\n\n      # not a comment\n\n", ""
    )

    assert disputes(mine, yours) == 1


def test_comments_and_layout_of_both_sides_stay():
    mine = changed("end: 2026-04-06}  # agreed with Sam", "end: 2026-05-04}  # agreed with Sam")
    mine = changed("# the log, oldest first", "# the log, oldest first\n# (on paper too)", mine)
    yours = changed("start: 2026-01-05", "start: 2026-01-06") + "# see also the letter\n"

    merged_ = text(mine, yours)

    assert "{start: 2026-01-06, end: 2026-05-04}  # agreed with Sam" in merged_
    assert "# (on paper too)" in merged_
    assert "# see also the letter" in merged_
    assert "      # not a comment\n\n  # after the holidays" in merged_


def test_a_new_comment_above_an_entry_that_goes_is_kept():
    without = BASE.partition("\n  # after")[0] + "\n"
    remarked = changed("  # after the holidays", "  # after the holidays\n  # ask her about it")

    for done in (merge(without, remarked), merge(remarked, without)):
        assert not done.disputes
        assert b"# ask her about it" in done.data
        assert len(read(done.data)["progress"]) == 1


def test_a_comment_of_the_other_side_is_kept_beside_a_changed_value():
    mine = changed("# agreed with Sam", "# agreed with Sam and Vera")
    yours = changed("end: 2026-04-06", "end: 2026-05-04")

    assert "end: 2026-05-04}  # agreed with Sam and Vera" in text(mine, yours)


def test_line_ends_and_the_mark_at_the_start_stay_ours():
    ours = "\ufeff" + BASE.replace("\n", "\r\n")

    done = merge(ours, BASE + NEW).data.decode()

    assert done.startswith("\ufeffgoal")
    assert done.count("\n") == done.count("\r\n")
    assert len(read(done.encode())["progress"]) == 3


@pytest.mark.parametrize(
    "ours",
    [
        "{goal: Swim}",
        BASE + "bogus: [\n",
        BASE.replace("\n", "\r\n", 3) + NEW,
        "",
        "- goal: Swim\n",
    ],
    ids=["in braces", "not YAML", "two kinds of line ends", "empty", "a list"],
)
def test_where_it_is_not_sure_git_s_own_result_holds(ours):
    by_lines = Merge(b"as git has it", 2)

    done = merged(ThreeFiles(BASE.encode(), ours.encode(), (BASE + NEW).encode()), ConflictMarks())

    assert done is None
    assert settled(done, by_lines) == by_lines


def test_marks_are_as_long_as_git_wants_them():
    mine, yours = changed("target: 7", "target: 8"), changed("target: 7", "target: 6")
    versions = ThreeFiles(BASE.encode(), mine.encode(), yours.encode())

    done = merged(versions, ConflictMarks(9, "here", "there"))

    assert done is not None
    assert b"<<<<<<<<< here\n    target: 8\n=========\n    target: 6\n>>>>>>>>> there" in done.data


def test_each_change_of_a_goal_in_a_list_is_merged_by_itself():
    base = """\
goals:
  - goal: Swim
    why: Fun
    objectives:
      laps: {objective: Swim laps, measure: count, per: week, target: 2}
  - id: rest
    goal: Rest
"""
    mine = changed("why: Fun", "why: Joy", base)
    yours = changed("target: 2", "target: 3", changed("goal: Rest", "goal: Rest well", base))

    assert text(mine, yours, base) == changed("why: Fun", "why: Joy", yours)


def test_goals_that_two_people_added_both_stay():
    base = "goals:\n  - goal: Swim\n"

    assert text(base + "  - goal: Rest\n", base + "  - goal: Sing\n", base) == (
        base + "  - goal: Rest\n  - goal: Sing\n"
    )
