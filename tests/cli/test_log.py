"""Log: today's numbers in one line, held to the plan's rules, told in plain words, and never at another's cost."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from generator.cli.app import main
from generator.workspace import recent
from tests.support import program
from tests.support.builders import SMALL, a_workspace, plan_from

CHECKOUT = Path(__file__).resolve().parents[2]
TODAY = "--today=2026-01-26"
COUPLE = SMALL.replace(
    "goal:",
    """\
setting: couple
people:
  kim: {name: Kim, role: client}
  alex: {name: Alex, role: client}
agreed: [{who: kim, status: agree}, {who: alex, status: agree}]
goal:""",
).replace("  - date: 2026-01-12\n", "  - date: 2026-01-12\n    by: kim\n")


class Desk:
    """A workspace with one plan, `sam`, and the command line."""

    def __init__(self, root: Path, plan: str = SMALL) -> None:
        self.root = a_workspace(root, {"sam.yml": plan})
        self.path = self.root / "plans/sam.yml"
        self.code = 0

    def log(self, *arguments: str, type: str | None = None) -> str:
        result = CliRunner().invoke(
            main, ["log", "sam", *arguments, TODAY, "-C", str(self.root)], input=type
        )
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
        self.code = result.exit_code
        return result.output

    def table(self, text: str) -> str:
        (self.root / "t.csv").write_text(text, "utf-8")
        return str(self.root / "t.csv")

    @property
    def added(self) -> str:
        text = self.path.read_bytes().decode()
        assert text.startswith(SMALL)
        return text.removeprefix(SMALL)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "practice")


# ---- options


def test_an_entry_is_added_and_the_next_command_is_named(desk: Desk) -> None:
    said = desk.log("--score", "crowds=5", "--note", "A quiet ride", "--private", "Ask again")

    assert desk.code == 0
    assert desk.added == (
        "  - date: 2026-01-26\n    scores: {crowds: 5}\n    note: A quiet ride\n    private: Ask again\n"
    )
    assert "handrail build" in said
    assert "Added 2026-01-26 to " in said
    assert ": crowds 5. `handrail log sam --undo` takes it out again." in said
    assert "quiet" not in said + desk.log("--undo", "--yes")
    assert desk.added == ""


def test_where_the_settings_say_how_to_publish_that_is_the_next_command(desk: Desk) -> None:
    with (desk.root / "handrail.yml").open("a", encoding="utf-8") as settings:
        settings.write("publish: {folder: ../web}\n")

    assert "To bring it to the page: handrail publish" in desk.log("--score", "crowds=5")


def test_a_score_left_out_on_purpose_is_written_as_such(desk: Desk) -> None:
    desk.log("--skip", "crowds", "--date", "2026-01-19 14:30")

    assert desk.added == "  - date: 2026-01-19 14:30\n    scores: {crowds: skip}\n"
    assert plan_from(desk.path.read_text("utf-8")).entries[-1].skips


def test_what_does_not_fit_is_told_at_its_option_nothing_written(desk: Desk) -> None:
    said = desk.log(
        "--score",
        "crowd=5",
        "--score",
        "crowds=12",
        "--by",
        "mo",
        "--date",
        "2027-01-01",
        "--helped",
        "tea=9",
    )

    assert desk.code == 1
    assert desk.added == ""
    assert '--score crowd: cannot find "crowd"; did you mean "crowds"?' in said
    assert "--score crowds: score 12 is above the scale's 10" in said
    assert "--by: nobody here has this id" in said
    assert "--date: 2027-01-01 lies in the future" in said
    assert "--helped: 9 is out of range" in said
    assert said.endswith("Nothing was written.\n")
    assert "tea" not in said


def test_where_several_give_scores_the_error_says_how_to_name_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path, COUPLE)

    assert "add `--by` with one of: kim, alex" in desk.log("--score", "crowds=5")
    assert desk.code == 1
    desk.log("--score", "crowds=5", "--by", "alex")
    assert (
        desk.path.read_text("utf-8")
        == COUPLE + "  - date: 2026-01-26\n    by: alex\n    scores: {crowds: 5}\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "say what to write down, such as: handrail log sam --score crowds="),
        (("--score", "crowds"), "write it with = and a value, such as calm=4"),
        (("--score", "crowds=4", "--skip", "crowds"), "--score names the same thing twice"),
        (("--score", "crowds=4", "--undo"), "choose one"),
        (("--note", "\udcff"), "type it again"),
    ],
)
def test_a_command_with_too_little_or_much_is_told_the_words(
    desk: Desk, arguments: tuple[str, ...], words: str
) -> None:
    assert words in " ".join(desk.log(*arguments).split())
    assert desk.code == 2
    assert desk.added == ""


def test_a_plan_to_mend_takes_an_entry_and_says_what_remains(tmp_path: Path) -> None:
    desk = Desk(tmp_path, SMALL + "bogus: 1\n")
    said = desk.log("--score", "crowds=5")

    assert "1 thing to mend" in said
    assert "scores: {crowds: 5}\nbogus: 1\n" in desk.path.read_text("utf-8")


def test_the_shell_completes_objectives(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.root)
    complete = ShellComplete(main, {}, "handrail", "_HANDRAIL_COMPLETE").get_completions

    assert [item.value for item in complete(["log", "sam", "--score"], "c")] == ["crowds="]
    assert [item.value for item in complete(["log", "sam", "--skip"], "c")] == ["crowds"]
    assert [item.value for item in complete(["log", "nobody", "--score"], "c")] == []


# ---- undo


def test_undo_says_what_goes_but_no_word_of_it_and_asks(desk: Desk) -> None:
    desk.log("--score", "crowds=5", "--note", "secret")
    said = desk.log("--undo", type="n\n")

    assert "of 2026-01-26, with crowds 5. Take it out?" in said
    assert "Nothing was changed." in said
    assert "secret" not in said
    assert "secret" in desk.added
    assert "Took out" in desk.log("--undo", type="y\n")
    assert desk.added == ""


def test_a_table_goes_as_it_came_then_what_was_logged_before(desk: Desk) -> None:
    desk.log("--score", "crowds=6")
    rows = "".join(f"2026-01-{day:02}\t5\n" for day in range(13, 23))
    desk.log("--from", desk.table("date\tcrowds\n" + rows), "--yes")
    desk.log("--score", "crowds=7", "--note", "secret")

    assert "Took out the entry of 2026-01-26, with crowds 7." in desk.log("--undo", "--yes")
    said = desk.log("--undo", type="y\n")
    assert "10 entries, added last to " in said
    assert "from 2026-01-13 to 2026-01-22: crowds." in said
    assert "Take them all out?" in said
    assert "Took out 10 entries." in said
    assert desk.added == "  - date: 2026-01-26\n    scores: {crowds: 6}\n"
    desk.log("--undo", "--yes")
    assert desk.added == ""


def test_what_was_changed_since_stays_and_so_does_what_a_hand_wrote(desk: Desk) -> None:
    desk.log(
        "--from",
        desk.table("date,crowds,note\n2026-01-19,5,one\n2026-01-20,6,two\n2026-01-21,7,three\n"),
        "--yes",
    )
    text = (
        desk.path.read_text("utf-8").replace("two", "two, and more")
        + "  - date: 2026-01-22\n    note: mine\n"
    )
    desk.path.write_text(text, "utf-8")
    said = desk.log("--undo", "--yes")

    assert "1 entry that came with it was changed since, or taken out, and stays so." in said
    assert desk.added == (
        "  - date: 2026-01-20\n    scores: {crowds: 6}\n    note: two, and more\n  - date: 2026-01-22\n    note: mine\n"
    )
    assert "The last entry in" in desk.log("--undo", type="n\n"), (
        "nothing else is known to have been added"
    )


def test_an_entry_that_was_put_between_others_is_the_one_that_goes(tmp_path: Path) -> None:
    text = SMALL.replace("progress:", "progress:  # oldest first")
    desk = Desk(tmp_path, text)
    desk.log("--score", "crowds=2", "--date", "6.1.2026")

    assert desk.path.read_text("utf-8").index("2026-01-06") < desk.path.read_text("utf-8").index(
        "2026-01-12"
    )
    assert "The entry added last to" in desk.log("--undo", type="y\n")
    assert desk.path.read_text("utf-8") == text


def test_what_is_kept_of_a_command_says_nothing(desk: Desk) -> None:
    desk.log("--score", "crowds=5", "--note", "secret", "--date", "2026-01-19")
    kept = (desk.root / ".handrail" / recent.NAME).read_text("utf-8")

    assert not any(word in kept for word in ("secret", "sam", "crowds", "2026"))


@pytest.mark.parametrize("kept", [b"", b"{", b"[]", b'{"a": 1}', b"\xff"])
def test_where_the_last_addition_is_unknown_the_last_entry_goes(desk: Desk, kept: bytes) -> None:
    desk.log("--score", "crowds=5")
    (desk.root / ".handrail" / recent.NAME).write_bytes(kept)

    assert "The last entry in" in desk.log("--undo", type="y\n")
    assert desk.added == ""


def test_an_entry_only_written_in_another_way_is_still_the_one(desk: Desk) -> None:
    desk.log("--score", "crowds=5", "--note", "Fine", "--date", "2026-01-19")
    other = (
        SMALL
        + "  - {note: 'Fine', scores: {crowds: 5.0}, date: 2026-01-19T00:00, private: }\n  - date: 2026-01-22\n"
    )
    desk.path.write_text(other, "utf-8")

    assert "The entry added last to" in desk.log("--undo", type="y\n")
    assert desk.added == "  - date: 2026-01-22\n"


class Undoing(RuleBasedStateMachine):
    """Commands and hands in any order: each undo gives the file as it was before the last command."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        text = SMALL.replace("progress:", "progress:  # oldest first")
        self.desk = Desk(Path(self._folder.name), text)
        self.before: list[str] = []
        self.remarks = 0

    def teardown(self) -> None:
        self._folder.cleanup()

    @property
    def text(self) -> str:
        return self.desk.path.read_text("utf-8")

    def _did(self, before: str) -> None:
        if self.text != before:
            self.before.append(before)

    @rule(day=st.integers(1, 26), score=st.integers(0, 3))
    def log(self, day: int, score: int) -> None:
        before = self.text
        self.desk.log("--score", f"crowds={score}", "--date", f"2026-01-{day:02}")
        self._did(before)

    @rule(rows=st.lists(st.tuples(st.integers(1, 26), st.integers(0, 3)), min_size=1, max_size=4))
    def bring_in(self, rows: list[tuple[int, int]]) -> None:
        before = self.text
        table = "sep=;\ndate;crowds\n" + "".join(f"{day}.1.2026;{score}\n" for day, score in rows)
        self.desk.log("--from", self.desk.table(table), "--yes")
        self._did(before)

    @rule()
    def remark(self) -> None:
        """Somebody writes a line of their own; that stays, whatever is taken out."""
        self.remarks += 1
        line = f"# mine {self.remarks}\n"
        self.desk.path.write_text(line + self.text, "utf-8")
        self.before = [line + text for text in self.before]

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        self.desk.log("--undo", "--yes")
        assert self.text == self.before.pop()


Undoing.TestCase.settings = settings(deadline=None, max_examples=25, stateful_step_count=12)
TestUndoing = pytest.mark.slow(Undoing.TestCase)


def test_a_log_without_entries_has_nothing_to_take_out(tmp_path: Path) -> None:
    desk = Desk(tmp_path, SMALL.partition("progress:")[0])

    assert "no entry to take out" in desk.log("--undo", "--yes")
    assert desk.code == 1


# ---- tables


def test_a_table_is_shown_asked_about_and_brought_in_once(desk: Desk) -> None:
    table = desk.table(
        "\ufeffDate;note;crowds;helped\n2026-01-12;;4;\n2026-01-19;A; 5;a walk=3\n2026-01-20;;6;\n"
    )

    seen = desk.log("--from", table, type="n\n")

    assert "2 new entries, from 2026-01-19 to 2026-01-20: crowds." in seen
    assert (
        "  2026-01-19        crowds 5\n  2026-01-20        crowds 6\n1 already there: row 2.\n"
        in seen
    )
    assert "Nothing was added." in seen
    assert desk.added == ""
    assert "Added 2 new entries" in desk.log("--from", table, "--yes")
    first = desk.added
    assert first == (
        "  - date: 2026-01-19\n    scores: {crowds: 5}\n    note: A\n    helped: {a walk: 3}\n"
        "  - date: 2026-01-20\n    scores: {crowds: 6}\n"
    )
    assert "Nothing new: 3 already there." in desk.log("--from", table, "--yes")
    assert desk.added == first


def test_a_long_table_shows_its_first_and_last_without_any_note(desk: Desk) -> None:
    rows = "".join(f"{day}.1.2026;5,5;secret\n" for day in range(5, 25))
    seen = desk.log("--from", desk.table("date;crowds;note\n" + rows), "--yes")

    assert "20 new entries, from 2026-01-05 to 2026-01-24: crowds." in seen
    assert "  2026-01-07        crowds 5.5\n  … 14 more\n  2026-01-22        crowds 5.5\n" in seen
    assert "secret" not in seen


def test_each_undo_takes_out_one_entry_and_names_it(desk: Desk) -> None:
    desk.log("--score", "crowds=5", "--date", "2026-01-19")
    desk.log("--score", "crowds=6")

    assert "Took out the entry of 2026-01-26, with crowds 6." in desk.log("--undo", "--yes")
    assert "Took out the entry of 2026-01-19, with crowds 5." in desk.log("--undo", "--yes")
    assert desk.added == ""


def test_what_a_table_leaves_out_is_said_row_by_row(desk: Desk) -> None:
    rows = (
        "2026-01-12;4;\n"
        "2026-01-13;;\n" + "2026-01-19;5;at noon\n2026-01-19;5;at night\n" * 2 + "2026-01-12;4;x\n"
    )
    table = desk.table('"sep=;"\ndate;crowds;note\n' + rows)
    seen = desk.log("--from", table, "--yes")

    assert "5 new entries" in seen
    assert "1 already there: row 2." in seen
    assert "1 with a date and nothing to note: row 3." in seen
    assert "New, though it differs only in its words from an entry that is there: row 8." in seen
    assert desk.added.count("at noon") == desk.added.count("at night") == 2
    again = desk.log("--from", table, "--yes")
    assert "Nothing new: 6 already there.\n  rows 2, 4 to 8\n1 with a date" in again


def test_a_number_read_by_another_is_said_and_one_alone_refused(
    tmp_path: Path,
) -> None:
    measure = "measure: number\n    unit: steps\n    target: 9000"
    desk = Desk(tmp_path, SMALL.replace("measure: rating\n    baseline: 3\n    target: 7", measure))
    seen = desk.log(
        "--from", desk.table("date;crowds\n19.1.2026;6.250\n20.1.2026;6,5\n"), type="n\n"
    )

    assert "2026-01-19        crowds 6250\n" in seen
    assert "6.250 in row 2 is read as 6250, since row 3 has 6,5.\n" in seen
    said = desk.log("--from", desk.table('date,crowds\n2026-01-19,"6,250"\n'), "--yes")
    assert (
        "row 2, column crowds: 6,250 can mean 6250 or 6.25\n   hint: write 6250, or 6.25\n" in said
    )
    assert desk.code == 1
    assert "--score crowds: 12.500 can mean 12500 or 12.5" in desk.log("--score", "crowds=12.500")
    assert desk.code == 1
    assert desk.path.read_text("utf-8").count("date:") == 1


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("yesterday", "2026-01-25"),
        ("Today 9:30", "2026-01-26 09:30"),
        ("yesterday 21:05", "2026-01-25 21:05"),
    ],
)
def test_a_day_may_be_a_word(desk: Desk, typed: str, day: str) -> None:
    desk.log("--score", "crowds=5", "--date", typed)

    assert desk.added == f"  - date: {day}\n    scores: {{crowds: 5}}\n"


def test_every_bad_cell_of_a_table_is_named_at_once(desk: Desk) -> None:
    table = desk.table(
        "date,crowds,crowdss,helped\n2026-01-19,12,,\n,5,,tea\n\n19/1/2026,x,,tea=7\n2026-01-20,5,,,more\n"
    )
    said = desk.log("--from", table, "--yes")

    assert desk.code == 1
    assert desk.added == ""
    assert (
        'row 1, column 3: nothing in this plan is called "crowdss"; did you mean "crowds"?' in said
    )
    assert "row 2, column crowds: score 12 is above the scale's 10" in said
    assert "row 3, column date: " in said
    assert "row 3, column helped: " in said
    assert "row 5, column date: this cannot be read as a date" in said
    assert "row 5, column crowds: a number is expected here" in said
    assert "row 5, column helped: 7 is out of range" in said
    assert "row 6 has more cells than row 1" in said
    assert "8 things to mend in the table" in said
    assert "tea" not in said.replace("slow breaths=3", "")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "row 1 has no column date"),
        (b"note\nx\ny\n", "Nothing was written; 1 thing to mend in the table."),
        (b'date,note\n2026-01-19,"x\n', "a quote in this table"),
        ("date,note\n2026-01-19,é\n".encode("cp1252"), "UTF-8"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(desk: Desk, data: bytes, words: str) -> None:
    (desk.root / "t.csv").write_bytes(data)

    assert words in desk.log("--from", str(desk.root / "t.csv"), "--yes")
    assert desk.code == 1
    assert desk.added == ""


# ---- questions


def answered(desk: Desk, *answers: str) -> str:
    """What a person at a terminal sees who types these answers and then only Enter."""
    desk.code, seen = program.at_a_terminal(
        ["log", "sam", TODAY],
        cwd=desk.root,
        env=program.BARE | {"TERM": "dumb"},
        answers="".join(f"{answer}\n" for answer in (*answers, *[""] * 8)),
    )
    return seen


ANCHORED = SMALL.replace(
    "measure: rating\n", "measure: rating\n    scale: {anchors: {0: frozen, 10: at ease}}\n"
)


def test_questions_know_the_objective_its_scale_and_the_last_score(tmp_path: Path) -> None:
    desk = Desk(tmp_path, ANCHORED)
    seen = answered(desk, "12", "5,125", "5", "slow breaths=3", "A quiet ride")

    assert desk.code == 0
    assert "Rate how calm I feel on the morning train" in seen
    assert "0 to 10 (0 frozen, 10 at ease); last 4 on 2026-01-12" in seen
    assert "score 12 is above the scale's 10" in seen
    assert "5,125 can mean 5125 or 5.1250" in seen
    assert desk.path.read_text("utf-8") == ANCHORED + (
        "  - date: 2026-01-26\n    scores: {crowds: 5}\n    note: A quiet ride\n    helped: {slow breaths: 3}\n"
    )


def test_counting_hard_moments_it_asks_when_and_what_set_it_off(tmp_path: Path) -> None:
    measure = "measure: count\n    unit: times\n    per: week\n    target: {at_most: 1}"
    text = SMALL.replace("measure: rating\n    baseline: 3\n    target: 7", measure)
    desk = Desk(tmp_path, text)
    seen = answered(
        desk, "tomorrow", "yesterday 9:30", "2", "a full train; no sleep", "got off", "", "Hard"
    )

    assert "Which day was it" in seen
    assert "An entry for 2026-01-25 09:30" in seen
    assert "What set it off? Several with ; between them." in seen
    assert desk.path.read_text("utf-8") == text + (
        "  - date: 2026-01-25 09:30\n    scores: {crowds: 2}\n    note: Hard\n"
        "    trigger: [a full train, no sleep]\n    response: [got off]\n"
    )


def test_a_count_is_asked_weekly_and_taken_for_a_longer_time(tmp_path: Path) -> None:
    measure = "measure: count\n    unit: walks\n    per: week\n    target: {at_least: 1}"
    text = SMALL.replace("measure: rating\n    baseline: 3\n    target: 7", measure)
    desk = Desk(tmp_path, text)
    seen = answered(desk, "6 over next year", "6 over 2 weeks")

    assert "walks this week (today only, since weeks begin on Monday)" in seen
    assert "for all since the last count: 6 over 2026-01-13" in " ".join(seen.split())
    assert "This does not fit" in seen
    assert desk.path.read_text("utf-8") == text + (
        "  - date: 2026-01-26\n    over: 2 weeks\n    scores: {crowds: 6}\n"
    )


def test_earlier_triggers_are_shown_and_not_asked_for_where_nothing_was(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path / "one", SMALL + "    trigger: a full train\n")
    seen = answered(desk, "", "5", "a queue")

    assert "so far: a full train" in seen
    assert "trigger: [a queue]" in desk.path.read_text("utf-8")
    assert "What set it off" not in answered(Desk(tmp_path / "two"), "5")


def test_nothing_answered_is_nothing_written(desk: Desk) -> None:
    assert "Added" not in answered(desk)
    assert desk.code == 0
    assert desk.added == ""


def test_leaving_in_the_middle_writes_nothing_and_says_so(desk: Desk) -> None:
    said = desk.log("--undo", type="")

    assert "\nNothing was written.\n" in said
    assert "Aborted" not in said
    assert desk.added == ""


def test_in_a_couple_the_first_question_is_whose_entry_it_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path, COUPLE)
    seen = answered(desk, "alex", "6")

    assert "last 4" not in seen
    assert (
        desk.path.read_text("utf-8")
        == COUPLE + "  - date: 2026-01-26\n    by: alex\n    scores: {crowds: 6}\n"
    )


def test_where_one_client_and_a_friend_rate_enter_means_the_client(tmp_path: Path) -> None:
    people = "people:\n  sam: {name: Sam, role: client}\n  jo: {name: Jo, role: supporter}\ngoal:"
    plan = SMALL.replace("goal:", people).replace(
        "    baseline", "    rated_by: [sam, jo]\n    baseline"
    )
    desk = Desk(tmp_path, plan)
    seen = answered(desk, "", "6")

    assert "Whose entry is this? (sam, jo) [sam]:" in seen
    assert (
        desk.path.read_text("utf-8")
        == plan + "  - date: 2026-01-26\n    by: sam\n    scores: {crowds: 6}\n"
    )


# ---- other hands


def test_a_file_that_changed_meanwhile_is_never_written_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def saved_meanwhile(_words: str) -> bool:
        desk.path.write_text(SMALL + "# mine\n", "utf-8")
        return True

    monkeypatch.setattr(click, "confirm", saved_meanwhile)
    said = desk.log("--undo")

    assert desk.code == 1
    assert "changed meanwhile" in said
    assert desk.path.read_text("utf-8") == SMALL + "# mine\n"
    assert not list((desk.root / ".handrail").glob("draft-*"))


@pytest.mark.slow
def test_of_several_who_write_at_once_each_is_kept_or_told(desk: Desk) -> None:
    with ExitStack() as stack:
        told = [stack.enter_context(TemporaryFile()) for _ in range(4)]
        writers = [
            program.start(
                ["log", "sam", TODAY, "--score", f"crowds={n}"],
                cwd=desk.root,
                stdout=one.fileno(),
                stderr=one.fileno(),
            )
            for n, one in enumerate(told)
        ]
        codes = [writer.wait(60) for writer in writers]
        said = [one.seek(0) or one.read() for one in told]

    assert all(
        code == 0 or (code == 1 and b"changed meanwhile" in words)
        for code, words in zip(codes, said, strict=True)
    )
    assert desk.added.count("date:") == codes.count(0) > 0


@pytest.mark.parametrize("where", ["os.fsync", "pathlib.Path.replace"])
def test_a_disk_that_refuses_costs_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(where, refuse)
    said = desk.log("--score", "crowds=5")

    assert desk.code == 1
    assert "No space left" in said
    assert desk.added == ""
    assert not list((desk.root / ".handrail").glob("draft-*"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("moment", ["os.fsync", "pathlib.Path.replace"])
def test_a_command_killed_while_writing_leaves_the_old_file_and_no_lock(
    desk: Desk, moment: str
) -> None:
    module, _, name = moment.rpartition(".")
    holder = "os" if module == "os" else "pathlib.Path"
    code = (
        f"import os, pathlib, signal; {holder}.{name} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"from generator.cli.app import main; main(['log', 'sam', '--score', 'crowds=5', '{TODAY}'])"
    )
    environment = {"PYTHONPATH": str(CHECKOUT), "PATH": os.defpath}
    killed = subprocess.run(
        [sys.executable, "-c", code], cwd=desk.root, env=environment, check=False
    )

    assert killed.returncode == -signal.SIGKILL
    assert desk.added == ""
    desk.log("--score", "crowds=5")
    assert "crowds: 5" in desk.added


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_permissions_and_links_stay_as_they_were(desk: Desk, tmp_path: Path) -> None:
    desk.path.chmod(0o640)
    there = tmp_path / "elsewhere.yml"
    desk.path.rename(there)
    desk.path.symlink_to(there)
    desk.log("--score", "crowds=5")

    assert desk.path.is_symlink()
    assert "crowds: 5" in there.read_text("utf-8")
    assert stat.S_IMODE(there.stat().st_mode) == 0o640
