"""Check: what a build would find, told without making anything."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.builder.check import check
from generator.cli.app import main
from generator.cli.machine_report import as_github, as_json
from generator.cli.report import OutputFormat
from generator.errors import Finding, Place
from generator.workspace.layout import may_ask
from tests.cli.test_command_line import ODD, _odd, handrail, handrail_of_a_user
from tests.support.builders import SMALL, TODAY, a_workspace, built, codes

DAY = "--today=2026-11-22"
WRONG = SMALL.replace("target: 7", "target: 12")
OTHER = SMALL.replace("5f0c", "6f0c")
#: How a check ends where all seems well.
NO_PROMISE = "No check can tell whether somebody is safe."
#: Closed well, so that nothing is left to advise.
DONE = f"{SMALL}status: completed\n"


def snapshot(root: Path) -> dict[str, bytes | None]:
    return {
        str(path): path.read_bytes() if path.is_file() else None for path in sorted(root.rglob("*"))
    }


# ---- what is found


def test_plans_without_mistakes_have_no_findings(tmp_path):
    checked = check(a_workspace(tmp_path, {"sam.yml": SMALL, "kim.yml": OTHER}), TODAY, [])

    assert (checked.plans, checked.findings) == (2, ())


@pytest.mark.parametrize(
    "plans",
    [
        {"sam.yml": WRONG},
        {"sam.yml": WRONG, "kim.yml": OTHER.replace("goal:", "gaol:"), "letter.docx": ""},
        {"sam.yml": SMALL, "kim.yml": SMALL},
        {"sam.yml": SMALL, "sam.yaml": OTHER},
        {"sam.yml": SMALL, "Sam.yml": OTHER},
        {"p.yml": SMALL},
        {"größe.yml": SMALL},
        {"sam.yml": SMALL.replace("share:", "status: draft #")},
        {"sam.yml": "\t"},
        {},
    ],
    ids=str,
)
def test_a_check_finds_what_a_build_finds(tmp_path, plans):
    root = a_workspace(tmp_path, plans)

    found = check(root, TODAY, []).findings

    assert found == built(root).findings
    assert found == check(root, TODAY, []).findings  # and the same once pages stand


def test_of_two_plans_the_copy_is_found_whatever_it_is_called(tmp_path):
    root = a_workspace(tmp_path, {"sam.yml": SMALL})
    built(root)
    a_workspace(tmp_path, {"a-copy.yml": SMALL})

    copy, first = check(root, TODAY, []).findings

    assert (copy.place.file, copy.code) == ("plans/a-copy.yml", "same-uid")
    assert "this plan gets no page" in copy.sentence
    assert (first.place.file, first.code) == ("plans/sam.yml", "same-uid")
    assert "keeps the page" in first.sentence
    assert copy.hint.endswith(first.hint.partition(":")[2])


def test_a_file_that_somebody_else_put_in_site_is_found(tmp_path):
    root = a_workspace(tmp_path, {"sam.yml": SMALL})
    (root / "site/sam").mkdir(parents=True)
    (root / "site/sam/index.html").write_text("mine")

    assert codes(check(root, TODAY, []).findings) == ["foreign-file"]


def test_mistakes_in_the_settings_are_told_with_those_in_the_plans(tmp_path):
    root = a_workspace(tmp_path, {"sam.yml": WRONG})
    (root / "handrail.yml").write_text("practise: Harbour\n")

    found = check(root, TODAY, []).findings

    assert [(finding.place.file, finding.code) for finding in found] == [
        ("handrail.yml", "unknown-key"),
        ("plans/sam.yml", "target-outside-scale"),
    ]


def test_the_day_decides_what_is_dated_in_the_future(tmp_path):
    root = a_workspace(tmp_path, {"sam.yml": SMALL})

    assert codes(check(root, TODAY.replace(month=1, day=1), []).findings) == ["in-the-future"]


# ---- what is asked about


def test_only_the_plans_that_are_asked_about_are_told_of(tmp_path):
    root = a_workspace(
        tmp_path, {"sam.yml": WRONG, "kim.yml": "nonsense: 1\n", "couples/ida.yml": "\t"}
    )

    for asked in ("plans/sam.yml", "plans/couples/ida.yml", "plans/couples"):
        checked = check(root, TODAY, [asked])

        assert checked.plans == 1
        assert checked.findings
        assert all(finding.place.file.startswith(asked) for finding in checked.findings)


def test_a_folder_stands_for_the_plans_below_it(tmp_path):
    root = a_workspace(tmp_path, {"a.yml": SMALL, "couples/b.yml": OTHER})

    assert [check(root, TODAY, [asked]).plans for asked in (".", "plans", "plans/couples")] == [
        2,
        2,
        1,
    ]


def test_a_quarrel_is_told_of_the_plan_that_is_asked_about(tmp_path):
    root = a_workspace(tmp_path, {"a.yml": SMALL, "b.yml": SMALL})

    for asked in ("plans/a.yml", "plans/b.yml"):
        (finding,) = check(root, TODAY, [asked]).findings

        assert (finding.place.file, finding.code) == (asked, "same-uid")


def test_settings_and_plans_may_be_asked_about_and_nothing_else():
    assert all(
        may_ask(name)
        for name in (".", "handrail.yml", "plans", "plans/sam.yml", "plans/letter.docx")
    )
    assert not any(
        may_ask(name) for name in ("site", "README.md", "plans/.sam.yml.swp", "plans/sam.yml~")
    )


# ---- nothing is written


@pytest.mark.parametrize("state", ["new", "built"])
def test_a_check_writes_nothing(tmp_path, state):
    root = a_workspace(tmp_path, {"sam.yml": SMALL, "kim.yml": WRONG})
    if state == "built":
        built(root)
    before = snapshot(root)

    check(root, TODAY, [])

    assert snapshot(root) == before


# ---- the command


def test_a_check_of_good_plans_ends_with_0_and_a_kind_word(tmp_path):
    run = handrail("check", DAY, cwd=a_workspace(tmp_path, {"sam.yml": DONE}))

    assert (run.code, run.out, run.err) == (
        0,
        f"All is well. 1 plan looked at, nothing to mend. {NO_PROMISE}\n",
        "",
    )
    assert not (tmp_path / "site").exists()
    assert not (tmp_path / ".handrail").exists()


def test_findings_end_with_1_and_are_shown_as_a_build_shows_them(tmp_path):
    run = handrail("check", DAY, cwd=a_workspace(tmp_path, {"sam.yml": WRONG}))

    assert (run.code, run.err) == (1, "")
    assert run.out.startswith(
        "plans/sam.yml:10:13: error: target 12 is above the scale's 10  [target-outside-scale]\n"
    )
    assert run.out.endswith("1 thing to mend. Each hint says how.\n")


def test_paths_are_taken_as_typed_from_where_one_stands(tmp_path):
    root = a_workspace(tmp_path, {"couples/sam.yml": WRONG, "kim.yml": "\t"})

    run = handrail("check", "sam.yml", DAY, cwd=root / "plans/couples")
    absolute = handrail("check", "-C", str(root), str(root / "plans/kim.yml"), DAY, cwd=Path("/"))

    assert "plans/couples/sam.yml:10:13" in run.out
    assert "kim" not in run.out
    assert "plans/kim.yml:1:1" in absolute.out


@pytest.mark.parametrize(
    "arguments", [["plans/nobody.yml"], ["README.md"], ["--format=xml"], ["--today=1.2.2026"]]
)
def test_a_slip_on_the_command_line_ends_with_2(tmp_path, arguments):
    root = a_workspace(tmp_path, {"sam.yml": SMALL})
    (root / "README.md").touch()

    assert handrail("check", *arguments, cwd=root).code == 2


def test_quiet_says_nothing_when_all_is_well(tmp_path):
    run = handrail("check", "-q", DAY, cwd=a_workspace(tmp_path, {"sam.yml": SMALL}))

    assert (run.code, run.out, run.err) == (0, "", "")


# ---- advice


def test_advice_has_place_level_and_a_way_on_and_is_never_wrong(tmp_path):
    run = handrail("check", DAY, cwd=a_workspace(tmp_path, {"sam.yml": SMALL}))

    assert run.code == 0
    assert "plans/sam.yml:3:1: advice: The goal is in words. Why does it matter to you?" in run.out
    assert "    3 | goal: …\n      | ^^^^\n   hint: add `why: " in run.out
    assert "  [M6]\n" in run.out
    assert run.out.endswith(f"nothing to mend. 4 ideas beside it; take what helps. {NO_PROMISE}\n")
    assert "\nAll is well. 1 plan looked at" in run.out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "first"),
    [
        (("goal:", "why: My friends.\ngoal:"), "specific and relevant"),
        (("goal:", "goal:"), "specific"),
        (("Rate how calm I feel on the morning train", "Feel calm"), None),
        (("goal:", "lifecycle: planned\ngoal:"), None),
        (("Feel at ease", "Client refused to be\nstatus: completed\ntitle: A year"), None),
    ],
)
def test_advice_on_a_plan_begins_with_what_is_good(tmp_path, change, first):
    said = "Good to see: plans/sam.yml can be read as it is."
    if first:
        said = f"Clear already in plans/sam.yml: {first}."

    run = handrail("check", DAY, cwd=a_workspace(tmp_path, {"sam.yml": SMALL.replace(*change)}))

    assert run.out.splitlines()[0] == said


def test_what_holds_in_several_places_is_said_once_with_the_other_lines(tmp_path):
    again = "    objective: Rate how calm I feel on the way home\n    measure: rating\n    baseline: 3\n    target: 7\n"
    two = SMALL.replace("progress:", f"  train:\n{again}progress:")

    run = handrail("check", DAY, cwd=a_workspace(tmp_path, {"sam.yml": two}))

    assert run.out.count("[M6]") == 1
    assert "plans/sam.yml:6:3: note: A scale is a good start." in run.out
    assert "   also on line 11\n" in run.out
    assert "5 ideas beside it" in run.out


def test_after_what_is_to_mend_each_plan_begins_with_the_good(tmp_path):
    root = a_workspace(
        tmp_path, {"ada.yml": SMALL, "kim.yml": WRONG.replace("5f0c", "7f0c"), "sam.yml": OTHER}
    )

    lines = handrail("check", DAY, cwd=root).out.splitlines()
    heads = [line for line in lines if line.startswith(("plans/", "Clear already"))]

    assert heads[0].startswith("plans/kim.yml:10:13: error")
    assert heads[1] == "Clear already in plans/ada.yml: specific."
    assert [line for line in heads if line.startswith("Clear")] == [
        heads[1],
        heads[1].replace("ada", "sam"),
    ]


def test_one_plan_is_told_all_letters_and_several_only_open_ones(tmp_path):
    clear = (
        OTHER.replace("2026-04-06}", "2026-12-28, review: {every: 6 weeks, due: 2026-12-01}}")
        .replace("goal:", "why: My friends sit there.\ngoal:")
        .replace(
            "    measure", "    steps: [{step: Stand on the platform, first: true}]\n    measure"
        )
    )
    root = a_workspace(tmp_path, {"kim.yml": clear, "sam.yml": SMALL})

    both, one = (
        handrail("check", DAY, cwd=root).out,
        handrail("check", "plans/kim.yml", DAY, cwd=root).out,
    )

    assert (
        "plans/sam.yml:3  S clear · M could be clearer · A open · R open · T open\n    next: "
        in both
    )
    assert "plans/kim.yml:4  S" not in both
    assert (
        "plans/kim.yml:4  S clear · M could be clearer · A clear · R clear · T clear\n    next: "
        in one
    )


def test_a_plan_with_a_mistake_gets_no_advice_and_the_others_do(tmp_path):
    checked = check(a_workspace(tmp_path, {"sam.yml": WRONG, "kim.yml": OTHER}), TODAY, [])

    assert {finding.place.file for finding in checked.findings} == {"plans/sam.yml"}
    assert {finding.place.file for finding in checked.advice} == {"plans/kim.yml"}


def test_advice_is_given_on_the_plans_that_are_asked_about(tmp_path):
    root = a_workspace(tmp_path, {"sam.yml": SMALL, "kim.yml": OTHER})

    assert {finding.place.file for finding in check(root, TODAY, ["plans/kim.yml"]).advice} == {
        "plans/kim.yml"
    }


def test_json_has_each_findings_level_and_each_goals_letters(tmp_path):
    root = a_workspace(tmp_path, {"sam.yml": SMALL, "kim.yml": WRONG.replace("5f0c", "7f0c")})

    told = json.loads(handrail("check", DAY, "--format=json", cwd=root).out)

    assert [one["level"] for one in told["findings"] if one["file"] == "plans/kim.yml"] == ["error"]
    assert {one["code"]: one["rule"] for one in told["findings"]} == {
        "target-outside-scale": "M3",
        **{rule: rule for rule in ("A5", "M6", "R1", "T2")},
    }
    assert {finding["level"] for finding in told["findings"]} == {"error", "advice", "note"}
    assert told["goals"] == [
        {
            "file": "plans/sam.yml",
            "line": 3,
            "letters": {
                "S": "clear",
                "M": "could be clearer",
                "A": "open",
                "R": "open",
                "T": "open",
            },
            "question": "The way is clear. What is the smallest first step?",
        }
    ]


def test_github_is_warned_of_advice_and_given_notice_of_notes(tmp_path):
    run = handrail("check", DAY, "--format=github", cwd=a_workspace(tmp_path, {"sam.yml": SMALL}))

    assert run.code == 0
    assert "::warning file=plans/sam.yml,line=3,col=1,endColumn=5,title=R1::" in run.out
    assert "::notice file=plans/sam.yml,line=6,col=3,endColumn=9,title=M6::" in run.out


@pytest.mark.slow
@pytest.mark.parametrize("form", OutputFormat)
def test_the_exit_code_is_the_same_in_every_form(tmp_path, form):
    root = a_workspace(tmp_path, {"sam.yml": SMALL})
    good = handrail("check", DAY, f"--format={form}", cwd=root).code
    a_workspace(tmp_path, {"sam.yml": WRONG})

    assert (good, handrail("check", DAY, f"--format={form}", cwd=root).code) == (0, 1)


def test_github_gets_the_file_s_place_in_the_repository(tmp_path):
    a_workspace(tmp_path / "practice", {"sam.yml": WRONG})

    run = handrail("check", "-C", "practice", DAY, "--format=github", cwd=tmp_path)

    assert run.out.startswith(
        "::error file=practice/plans/sam.yml,line=10,col=13,endColumn=15,title="
    )


def test_plan_names_are_completed_from_where_one_stands(tmp_path, monkeypatch):
    root = a_workspace(tmp_path, {"sam.yml": SMALL, "kim.yml": SMALL, "letter.docx": ""})
    monkeypatch.chdir(root)
    asks = {
        "_HANDRAIL_COMPLETE": "bash_complete",
        "COMP_WORDS": "handrail check plans/s",
        "COMP_CWORD": "2",
    }

    done = CliRunner().invoke(main, env=asks, prog_name="handrail")

    assert done.output.split() == [f"plain,plans{os.sep}sam.yml"]


# ---- the forms for programs


def a_finding(**other: str) -> Finding:
    words = {"sentence": "100% wrong: a, b", "code": "a-code", "hint": "mend it", **other}
    return Finding(
        Place("plans/a,b:c.yml", 3, 5, 2), words["sentence"], words["code"], words["hint"]
    )


def test_json_is_one_document_whose_keys_keep_their_order():
    told = json.loads(as_json([a_finding(), a_finding()], []))

    assert list(told) == ["findings", "goals"]
    assert [list(finding.items()) for finding in told["findings"]] == 2 * [
        [
            ("file", "plans/a,b:c.yml"),
            ("line", 3),
            ("column", 5),
            ("width", 2),
            ("level", "error"),
            ("code", "a-code"),
            ("rule", None),
            ("message", "100% wrong: a, b"),
            ("hint", "mend it"),
        ]
    ]


def test_json_without_findings_is_two_empty_lists():
    assert json.loads(as_json([], [])) == {"findings": [], "goals": []}


def test_an_annotation_escapes_what_would_end_a_property_or_the_message():
    assert as_github([a_finding()], "") == (
        "::error file=plans/a%2Cb%3Ac.yml,line=3,col=5,endColumn=7,title=a-code::100%25 wrong: a, b%0Amend it"
    )


def test_an_annotation_without_a_width_has_no_end():
    told = as_github([Finding(Place("plans/sam.yml"), "s", "c", "h")], "")

    assert told == "::error file=plans/sam.yml,line=1,col=1,title=c::s%0Ah"


# ---- a mistake in a file is never a traceback


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="odd files as Linux has them")
@pytest.mark.parametrize("kind", ODD)
def test_an_odd_file_is_a_plain_sentence_at_most(tmp_path, kind):
    root = a_workspace(tmp_path / "root", {"sam.yml": SMALL})
    try:
        _odd(root, kind)
    except OSError as error:
        pytest.skip(f"this disk refuses such a file: {error}")
    try:
        run = handrail_of_a_user("check", DAY, cwd=root)
    finally:
        for folder in (root, root / "plans/x", root / "site", root / "site/x", root / ".handrail"):
            if folder.is_dir():
                folder.chmod(0o755)

    assert "Traceback" not in run.out + run.err, run
    assert run.code in (0, 1), run
    assert run.code == 1 or "All is well" in run.out


# ---- a check says what a build says


KEYED = "key: practice-2026\nsupport:\n  - {name: Night line, contact: 555 0100}\n"
LINKED = SMALL.replace("{access: public}", "{access: link}")
#: Settings, plan and key file that a build complains of, with what it says; {} stands for the fingerprint of the key.
TROUBLES = {
    "no key is named": (
        "support: [{name: A, contact: 555 0100}]\n",
        LINKED,
        "practice-2026",
        ["no-key"],
    ),
    "a key misspelt in a plan": (
        KEYED,
        LINKED.replace("access: link", "key: practice-2025"),
        "practice-2026",
        ["unknown-key"],
    ),
    "a key misspelt in the settings": (
        KEYED.replace("2026", "2025"),
        LINKED,
        "practice-2026",
        ["key-file"],
    ),
    "no key file": (KEYED, LINKED, None, ["key-file"]),
    "no key file, and a key that only a plan names": (
        "support: [{name: A, contact: 555 0100}]\n",
        LINKED.replace("access: link", "key: practice-2026"),
        None,
        ["unknown-key"],
    ),
    "another key of that name": (
        KEYED + 'fingerprints: {practice-2026: "0123456789abcdef"}\n',
        LINKED,
        "practice-2026",
        None,
    ),
    "the key of the samples alone": (
        KEYED.replace("practice-2026", "demonstration"),
        LINKED,
        None,
        [],
    ),
    "all in order": (KEYED, LINKED, "practice-2026", []),
    "broken settings and a broken plan": (
        "practise: Harbour\n",
        WRONG,
        None,
        ["unknown-key", "target-outside-scale"],
    ),
}


@pytest.mark.parametrize(("settings", "plan", "key", "said"), TROUBLES.values(), ids=TROUBLES)
def test_a_check_finds_what_a_build_finds_in_settings_and_keys(
    tmp_path, monkeypatch, settings, plan, key, said
):
    root = a_workspace(tmp_path / "practice", {"sam.yml": plan, "ada.yml": OTHER})
    (root / "handrail.yml").write_text(settings)
    file = tmp_path / "keys"
    monkeypatch.setenv("HANDRAIL_KEY_FILE", str(file))
    if key:
        file.write_text(f"{key} {'ab' * 32}\n")
        file.chmod(0o600)

    found = check(root, TODAY, []).findings

    assert found == built(root).findings
    assert found == check(root, TODAY, []).findings
    assert said is None or codes(found) == said


@pytest.mark.parametrize(
    "list_", ["{}\n", "# remark\n{}\n", "{}\nnonsense\n", "<<<<<<< ours\n{}\n"]
)
def test_a_check_finds_revoked_links_and_slips_in_their_list(tmp_path, list_):
    root = a_workspace(
        tmp_path, {"sam.yml": SMALL.replace("{access: public}", "{key: demonstration}")}
    )
    (page,) = built(root).written
    (root / "handrail.revoked").write_text(list_.format(page.split("/")[1]))

    found = check(root, TODAY, ["plans/sam.yml"]).findings

    assert codes(found) in (["revoked-link"], ["revoked-line"])
    assert found == built(root).findings
    assert not (root / "site" / page).exists()


@pytest.mark.parametrize(
    "name", ["index.html", "404.html", "robots.txt", "Index.HTML", "p", "P", "_headers"]
)
def test_a_plan_named_like_a_site_file_is_found_and_stops_none(tmp_path, name):
    root = a_workspace(tmp_path, {f"{name}.yml": SMALL, "kim.yml": OTHER})

    done = built(root)

    assert codes(done.findings) == ["public-name"]
    assert done.pages == ("kim/index.html",)
    assert check(root, TODAY, []).findings == done.findings


@pytest.mark.parametrize("name", ["sam (2)", "sam - Kopie", "Copy of sam", "sam (conflicted copy)"])
def test_a_plan_with_its_own_uid_may_be_called_like_a_copy(tmp_path, name):
    linked = OTHER.replace("{access: public}", "{key: demonstration}")
    root = a_workspace(tmp_path, {"sam.yml": SMALL, f"{name}.yml": linked})

    assert built(root).findings == ()
    (root / f"plans/{name}.yml").write_text("\n".join(SMALL.splitlines()[1:]))
    assert codes(built(root).findings) == ["conflicted-copy"]


COPIES = (
    "sam - Copy",
    "sam 2",
    "sam copy",
    "sam-LAPTOP",
    "old_sam",
    "sam [conflicted]",
    "sam (SFConflict me 2026-11-28)",
    "sam (copia en conflicto de Ana 2026-11-28)",
    "sam (copie en conflit)",
    "sam (copia in conflitto)",
    "sam のコピー",
    "Kopie von sam",
    "a/sam",
)


@pytest.mark.parametrize("copy", COPIES)
def test_for_a_shared_uid_both_findings_name_copy_and_way_out(tmp_path, copy):
    root = a_workspace(
        tmp_path, {"sam.yml": f"# a remark\n{SMALL}", f"{copy}.yml": f"# a remark\n{SMALL}"}
    )

    findings = {finding.place.file: finding for finding in built(root).findings}

    assert {finding.code for finding in findings.values()} == {"same-uid"}
    assert {finding.place.line for finding in findings.values()} == {2}
    typed = f'"plans/{copy}.yml"' if " " in copy or "[" in copy else f"plans/{copy}.yml"
    assert all(f"`handrail check --fix {typed}`" in finding.hint for finding in findings.values())
    assert findings[f"plans/{copy}.yml"].hint.startswith("this looks like the copy")
    assert not list((root / "site/p").glob("*/index.html"))
