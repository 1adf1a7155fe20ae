"""New: a plan to begin with, and a copy of one, without a word that could be in the wrong place."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from generator.advice.advise import advise
from generator.advice.rules import Letter
from generator.advice.smart import Clarity
from generator.cli.app import main
from generator.editing.copying import copied
from generator.format.parse import parse
from generator.format.starters import Beginning, filled, sample_words, starters
from generator.format.validate.guarding import guards_of
from generator.model.plan import Setting
from generator.model.share import Status
from generator.scaffold import naming
from tests.support.builders import RISK, SMALL, a_workspace, built, codes, findings_in, plan_from

TODAY = date(2026, 11, 22)
#: A line of a starter whose text somebody would say in words of their own.
TEXT = re.compile(
    r"^( *(?:what_matters|goal|why|expectations|hindrances|success_feels_like|motivation|objective): ).+"
    r"|^( *- )(?!\{)[A-Z].*"
)
NAMES = [starter.name for starter in starters()]
UID = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
BEGINNING = Beginning(UID, "demonstration", "Quiet River", TODAY, "../plan.schema.json")

#: What judges, pushes or shouts; none of it belongs in a text that a client may read.
UNKIND = re.compile(
    r"!|\b(should|must|have to|ought|fail\w*|refus\w*|lazy|weak|clean|dirty|addict\w*|manipulat\w*|non-compliant"
    r"|attention-seeking|normal|relapse\w*|always)\b",
    re.IGNORECASE,
)
A_LOG = """\
# A plan that was used for a while.
uid: "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"   # the link
share: {access: link, generation: 3, key: old-key}
client: 'Sam'  # an alias
goal: Feel at ease in a crowd
timeframe: {start: 2026-01-05, end: 2026-04-06}
private: Seen on Mondays.

# What we look at.
objectives:
  crowds:
    objective: Rate how calm I feel on the morning train
    measure: rating
    baseline: 3
    target: 7

# The log.
progress:
  - date: 2026-01-12
    scores: {crowds: 4}
  # A week without a word.
  - date: 2026-01-26
    note: |
      A dry note.

      # not a comment

# Looking back.
reviews:
- {date: 2026-02-02, kept: the train}

# The end.
what_matters: The sea.
"""


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    root = a_workspace(tmp_path / "practice", {})
    settings = root / "handrail.yml"
    settings.write_text("key: demonstration\n" + settings.read_text("utf-8"), "utf-8")
    return root


def new(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        main, ["new", *arguments, "-C", str(root), "--today", TODAY.isoformat()]
    )


def text_of(root: Path, name: str) -> str:
    return (root / f"plans/{name}.yml").read_text("utf-8")


def names_in(root: Path) -> list[str]:
    return sorted(
        path.relative_to(root / "plans").as_posix() for path in (root / "plans").rglob("*.yml")
    )


def the_log_begun(text: str) -> str:
    """The plan with its example entry: each `#` in front of it taken away."""
    head, _, example = text.rpartition("#progress:")
    return head + re.sub(r"^#", "", "#progress:" + example, flags=re.MULTILINE)


# ---- starters


def test_each_kind_of_plan_has_a_starter_that_says_which():
    kinds = {
        "anxiety",
        "self-esteem",
        "regulation",
        "communication",
        "stress",
        "low-mood",
        "alcohol",
    }

    assert kinds | {"couple", "family", "group", "blank", "discovery"} == set(NAMES)
    assert all(len(starter.about.split()) > 5 for starter in starters())


def test_the_starters_can_be_listed_without_a_workspace(tmp_path: Path):
    said = new(tmp_path, "--list")

    assert said.exit_code == 0
    assert [line.split()[0] for line in said.output.splitlines()] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_starter_is_a_draft_without_findings(name: str):
    plan = plan_from(filled(name, BEGINNING), TODAY)

    assert plan.status is Status.DRAFT
    assert plan.timeframe.start == TODAY
    assert plan.share.key == "demonstration"


@pytest.mark.parametrize("name", NAMES)
def test_the_example_entry_of_every_starter_is_an_entry(name: str):
    plan = plan_from(the_log_begun(filled(name, BEGINNING)), TODAY)

    (entry,) = plan.entries
    assert entry.scores
    assert "for you alone" not in str(plan)


@pytest.mark.parametrize("name", NAMES)
def test_every_starters_private_line_stands_above_and_apart_from_the_note(
    name: str,
):
    text = filled(name, BEGINNING)

    assert "`private:` is for your eyes only" in text
    assert text.index("#    private:") < text.index("#    note:")


@pytest.mark.parametrize("name", NAMES)
def test_every_starter_walks_through_start_first_step_and_five_letters(name: str):
    text = filled(name, BEGINNING)
    plan = plan_from(text, TODAY)

    start = plan.starting_point
    assert all((start.expectations, start.hindrances, start.success_feels_like, start.motivation))
    assert "What do you hope for" in text
    assert "first: true" in text
    assert name == "discovery" or all(
        f"#   {letter}" in text for letter in ("Specific", "Measurable", "Time-bound")
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_starter_judges_pushes_or_shouts(name: str):
    text = filled(name, BEGINNING)

    assert not UNKIND.search(text), UNKIND.search(text)
    for sentence in re.split(r"[.?:#\n]", text):
        assert len(sentence.split()) <= 25, sentence


def test_the_questions_of_the_safety_plan_become_one():
    text = filled("low-mood", BEGINNING)
    asked = re.sub(r"^#(safety_plan:|  \w+: \[.*)", r"\1", text, flags=re.MULTILINE)

    assert plan_from(text, TODAY).safety_plan.warning_signs == ()
    assert plan_from(asked, TODAY).safety_plan.surroundings == ("What makes my home safer?",)


@pytest.mark.parametrize("name", ["couple", "family", "group"])
def test_a_goal_of_several_people_waits_until_all_of_them_agree(name: str):
    text = filled(name, BEGINNING)
    active = re.sub(r"^lifecycle: proposed.*\n", "", text, flags=re.MULTILINE)
    agreed = re.sub(r"^#(agreed:|  - \{who)", r"\1", active, flags=re.MULTILINE)

    assert codes(findings_in(active, TODAY)) == ["agreement-open"]
    assert plan_from(agreed, TODAY).setting is not Setting.INDIVIDUAL


def test_every_starter_becomes_a_sealed_page_once_it_is_active(practice: Path):
    for name in NAMES:
        assert new(practice, name, "--starter", name).exit_code == 0
        path = practice / f"plans/{name}.yml"
        path.write_text(path.read_text("utf-8").replace("status: draft", "status: active"), "utf-8")

    done = built(practice, TODAY)

    assert done.findings == ()
    assert len([path for path in done.written if path.startswith("p/")]) == len(NAMES)


# ---- a new plan


def test_a_new_plan_has_its_own_uid_and_the_practices_key(practice: Path):
    new(practice, "sam")
    new(practice, "alex")

    plans = [plan_from(text_of(practice, name), TODAY) for name in ("sam", "alex")]
    assert plans[0].uid != plans[1].uid
    assert {plan.share.key for plan in plans} == {"demonstration"}


def test_a_new_plan_is_not_published_before_somebody_has_looked(practice: Path):
    new(practice, "sam")

    assert not any(path.startswith("p/") for path in built(practice, TODAY).written)


@pytest.mark.parametrize("name", ["sam", "teens/sam"])
def test_the_first_line_names_a_schema_that_is_there(practice: Path, name: str):
    new(practice, name)

    first = text_of(practice, name).splitlines()[0]
    path = (practice / f"plans/{name}.yml").parent / first.partition("$schema=")[2]
    assert '"$schema"' in path.read_text("utf-8")


def test_a_plan_that_is_there_stays(practice: Path):
    (practice / "plans/sam.yaml").write_text(SMALL, "utf-8")
    new(practice, "alex")
    before = text_of(practice, "alex")

    for name in ("sam", "alex"):
        again = new(practice, name)
        assert again.exit_code == 1
        assert "there already" in again.output
    assert text_of(practice, "alex") == before
    assert names_in(practice) == ["alex.yml"]


def test_the_last_words_are_the_next_command(practice: Path):
    *_, check, build = new(practice, "sam").output.splitlines()

    assert re.search(r": handrail check sam$", check)
    assert build.endswith(": handrail build")


def test_without_anyone_to_call_or_a_key_it_says_what_is_missing(tmp_path: Path):
    (tmp_path / "plans").mkdir()
    said = new(tmp_path, "sam").output

    assert "whom a client can call" in said
    assert "handrail key new" in said
    assert "share: {access: link}" in text_of(tmp_path, "sam")


def test_an_unknown_starter_is_met_with_the_near_miss(practice: Path):
    said = new(practice, "sam", "--starter", "anxeity")

    assert said.exit_code == 2
    assert 'did you mean "anxiety"?' in said.output
    assert names_in(practice) == []


# ---- its sample words


@pytest.mark.parametrize("name", NAMES)
def test_a_starters_words_are_not_taken_for_the_clients(name: str):
    text = filled(name, BEGINNING).replace("status: draft", "status: active")
    told = advise(plan_from(text), parse(text.encode(), "plans/sam.yml"), TODAY, RISK)
    found = {
        key
        for finding in told.findings
        if finding.code == "R5"
        for key in re.findall("`(.*?)`", finding.sentence)
    }

    assert {"expectations", "hindrances", "success_feels_like", "motivation"} <= found
    assert ("goal" in found) == bool(
        told.goals
    )  # what several people have not agreed to yet is no goal under way
    assert all(dict(goal.letters)[Letter.RELEVANT] is Clarity.OPEN for goal in told.goals)


@pytest.mark.parametrize("name", NAMES)
def test_whatever_one_text_of_a_starter_is_changed_the_others_are_found(name: str):
    text = filled(name, BEGINNING).replace("status: draft", "status: active")
    lines = text.splitlines(keepends=True)
    spoken = [at for at, line in enumerate(lines) if TEXT.match(line)]
    whole = found_in(text)
    assert len(spoken) > 6
    for at in spoken:
        changed = [
            TEXT.sub(r"\1\2Words of their own", line) if n == at else line
            for n, line in enumerate(lines)
        ]
        left = found_in("".join(changed))
        assert left <= whole
        assert len(whole - left) <= 1, lines[at]
        assert left, lines[at]


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_is_clear_while_it_judges_a_starters_words(name: str):
    agreed = (
        filled(name, BEGINNING)
        .replace("status: draft", "status: active")
        .replace("\n#agreed:", "\nagreed:")
    )
    told = advise(plan_from(agreed), parse(agreed.encode(), "plans/sam.yml"), TODAY, RISK)

    for goal in told.goals:
        letters = dict(goal.letters)
        assert letters[Letter.RELEVANT] is Clarity.OPEN
        assert letters[Letter.SPECIFIC] is not Clarity.CLEAR
        assert letters[Letter.ACHIEVABLE] is not Clarity.CLEAR


def found_in(text: str) -> set[str]:
    """What is told to be the starter's, by its place: keys for the client's words, ids for objectives."""
    findings = advise(plan_from(text), parse(text.encode(), "plans/sam.yml"), TODAY, RISK).findings
    return {
        f"{finding.code} {key}"
        for finding in findings
        if finding.code in ("R5", "S5", "A9")
        for key in re.findall("`(.*?)`", finding.sentence)
    }


def test_a_starters_words_are_told_before_they_go_out(
    practice: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HANDRAIL_KEY_FILE", str(practice.parent / "keys"))
    settings = (practice / "handrail.yml").read_text("utf-8").replace("key: demonstration\n", "")
    (practice / "handrail.yml").write_text(settings, "utf-8")
    CliRunner().invoke(main, ["key", "new", "practice-2026", "-C", str(practice)])
    new(practice, "sam", "--starter", "anxiety")
    plan = practice / "plans/sam.yml"
    plan.write_text(plan.read_text("utf-8").replace("status: draft", "status: active"), "utf-8")
    web = str(practice.parent / "web")
    said = (
        CliRunner()
        .invoke(main, ["publish", web, "--dry-run", "-C", str(practice), f"--today={TODAY}"])
        .output
    )

    assert "[R5]" in said.partition("For you alone, before it goes out:")[2], said


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_a_starter_where_a_client_speaks_is_known(name: str):
    plan = plan_from(filled(name, BEGINNING))
    start = plan.starting_point
    said = [
        plan.what_matters,
        start.expectations,
        start.hindrances,
        start.success_feels_like,
        start.motivation,
    ]
    said += [words for goal in plan.goals for words in (goal.goal, goal.why)]

    assert {words for words in said if words} <= sample_words()


# ---- its name


def test_a_full_name_becomes_an_alias_and_never_a_file(practice: Path):
    said = new(practice, "Sam Okafor").output

    (name,) = names_in(practice)
    assert re.fullmatch(r"[a-z]+-[a-z]+\.yml", name)
    assert "full name" in said
    assert "kafor" not in (
        said + name + text_of(practice, name.removesuffix(".yml"))
    ).lower().replace("dr. okafor", "")


def test_without_a_name_it_is_an_alias(practice: Path):
    assert new(practice).exit_code == 0
    assert len(names_in(practice)) == 1


@pytest.mark.parametrize(
    "words", ["Sam Okafor", "Dr. Sam Okafor", "Ana de la Cruz", "Élodie Ōe", "Sam_Okafor"]
)
def test_two_capital_words_look_like_a_full_name(words: str):
    assert naming.looks_like_a_full_name(words)


@pytest.mark.parametrize(
    "words", ["Sam", "sam okafor", "Jean-Luc", "Plan 2026", "sam.yml", "Evenings that are mine"]
)
def test_other_words_do_not(words: str):
    assert not naming.looks_like_a_full_name(words)


@given(st.text(min_size=1), st.text())
@example("../", "x")
@example("/", "etc/x")
@example("a/../", "x")
@example("a; b/", "c")
@example("a//", "b")
@example("$(date)", "")
def test_a_name_that_leads_elsewhere_or_is_none_makes_nothing(before: str, after: str):
    typed = before + after
    parts = typed.replace("\\", "/").split("/")
    leads_elsewhere = any(not part.strip(". \t\n") for part in parts)

    assert not (leads_elsewhere and naming.could_be_a_name(typed))
    assert not (re.search(r"[;|&<>$`]", typed) and naming.could_be_a_name(typed))


@pytest.mark.parametrize("words", ["../x", "/etc/x", "a/../x", "a; b/c", "~;x", "a//b"])
def test_such_a_name_is_told(practice: Path, words: str):
    said = new(practice, words)

    assert said.exit_code == 2
    assert "letters, digits and hyphens" in said.output
    assert names_in(practice) == []


@pytest.mark.parametrize(
    "words", ["O’Neil", "sam_2", "teens/sam", "Ōe", "plan no. 3", "plans\\sam.yml"]
)
def test_a_name_of_every_day_is_taken(words: str):
    assert naming.could_be_a_name(words)


def test_the_next_command_names_this_plan_and_no_other(practice: Path):
    assert new(practice, "ash").output.count("handrail check ash\n") == 1
    assert "handrail check mara/ash\n" in new(practice, "mara/ash").output
    assert "handrail check wren\n" in new(practice, "mara/wren").output
    assert "handrail check plans/wren.yml\n" in new(practice, "wren").output


def test_no_plan_begins_in_handrails_own_folder(practice: Path):
    (practice / "generator").mkdir()
    (practice / "generator/__main__.py").touch()
    said = new(practice, "sam")

    assert said.exit_code == 1
    assert "handrail init ~/practice" in said.output
    assert names_in(practice) == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("sam", "sam"),
        ("plans/sam.yml", "sam"),
        ("Evenings that are mine", "evenings-that-are-mine"),
        ("teens\\Sam.YAML", "teens/sam"),
        ("../../etc/passwd", "etc/passwd"),
        ("Ōe", "ōe"),
        ("con", ""),
        ("…", ""),
    ],
)
def test_a_name_becomes_a_file_that_every_system_can_hold(words: str, name: str):
    assert naming.file_name(words) == name


@pytest.mark.parametrize(
    ("name", "client"),
    [
        ("sam", "Sam"),
        ("teens/sam", "Sam"),
        ("quiet-river", "Quiet River"),
        ("sam-okafor", "Client"),
    ],
)
def test_a_page_is_never_addressed_to_a_full_name(name: str, client: str):
    assert naming.display_name(name) == client


def test_a_name_that_no_plan_can_have_is_refused(practice: Path):
    for words in ("…", "con"):
        assert new(practice, words).exit_code == 2
    assert names_in(practice) == []


def test_no_alias_is_given_twice():
    taken: set[str] = set()
    for _ in range(400):
        name = naming.alias(taken, lambda names: names[0])
        assert name not in taken
        taken.add(name)


# ---- a copy


def test_a_copy_is_a_draft_keeping_all_but_link_and_log():
    copy = copied(A_LOG.encode(), "plans/sam.yml", UID, "new-key").data.decode()

    begin = A_LOG.index("progress:")
    expected = A_LOG[:begin] + "\n# Looking back.\n" + A_LOG[A_LOG.index("\n# The end.") :]
    expected = expected.replace("5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70", UID).replace(
        "generation: 3", "generation: 1"
    )
    assert copy == expected.replace("old-key", "new-key").replace("share:", "status: draft\nshare:")


def test_a_published_plans_copy_is_a_draft_until_somebody_looked():
    copy = copied(
        A_LOG.replace("share:", "status: active  # agreed\nshare:").encode(),
        "plans/sam.yml",
        UID,
        None,
    )

    assert b"status: draft  # agreed\n" in copy.data
    assert b"active" not in copy.data


def test_a_copy_keeps_line_ends_and_the_mark_at_the_start():
    data = b"\xef\xbb\xbf" + A_LOG.replace("\n", "\r\n").encode()
    copy = copied(data, "plans/sam.yml", UID, "old-key").data

    assert copy.startswith(b"\xef\xbb\xbf#")
    assert copy.count(b"\n") == copy.count(b"\r\n")
    assert b"progress" not in copy


def test_a_copy_of_a_plan_without_a_uid_gets_one():
    text = A_LOG.replace('uid: "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"   # the link\n', "")
    copy = copied(text.encode(), "plans/sam.yml", UID, None).data

    assert replace(plan_from(copy.decode(), TODAY), uid=None).entries == ()
    assert f'uid: "{UID}"\n'.encode() in copy


def test_a_copy_says_which_lines_to_look_at():
    copy = copied(A_LOG.encode(), "plans/sam.yml", UID, None)

    assert (copy.people, copy.dates, copy.private) == ((5,), (7,), (8,))


@pytest.mark.parametrize(
    "plan", sorted((Path(__file__).parents[2] / "plans").glob("*.yml")), ids=lambda path: path.stem
)
def test_a_copy_of_every_sample_is_a_plan_without_a_log(plan: Path):
    before = plan.read_bytes()
    copy = plan_from(copied(before, "plans/sam.yml", UID, None).data.decode(), TODAY)

    assert (copy.uid, copy.entries, copy.reviews) == (UID, (), ())
    assert copy.goals == plan_from(before.decode(), TODAY).goals


def test_a_copy_is_made_beside_its_source_and_tells_no_name(practice: Path):
    (practice / "plans/sam.yml").write_text(A_LOG, "utf-8")
    said = new(practice, "autumn", "--from", str(practice / "plans/sam.yml"))

    assert said.exit_code == 0
    assert "dates: line 7" in said.output
    assert "Sam" not in said.output
    assert "Mondays" not in said.output
    assert text_of(practice, "sam") == A_LOG
    assert guards_of(parse(text_of(practice, "autumn").encode(), "x")) is not None
    assert "progress:" not in text_of(practice, "autumn")


def test_copying_a_plan_in_braces_is_refused_with_way_out(practice: Path):
    (practice / "plans/sam.yml").write_text('{"goal": "Ease", "progress": []}', "utf-8")
    said = new(practice, "autumn", "--from", str(practice / "plans/sam.yml"))

    assert said.exit_code == 1
    assert "on a line of its own" in said.output
    assert names_in(practice) == ["sam.yml"]


# ---- at a terminal


def test_the_shell_completes_starters_and_plans(practice: Path):
    (practice / "plans/sam.yml").write_text(SMALL, "utf-8")

    def completed(*words: str) -> list[str]:
        environment = {
            "_HANDRAIL_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(words),
            "COMP_CWORD": "5",
        }
        done = CliRunner().invoke(main, prog_name="handrail", env=environment)
        return [line.partition(",")[2] for line in done.output.splitlines()]

    assert "anxiety" in completed("handrail", "new", "-C", str(practice), "--starter", "a")
    assert "sam" in completed("handrail", "new", "-C", str(practice), "--from", "")
