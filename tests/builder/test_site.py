"""Build: what a build promises about `site/`, whatever the machine, the day and the state of the last one."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import jinja2
import pytest
import yaml

from generator.builder import pool, survey
from generator.builder.page import PageContext, make, print_order
from generator.builder.site import Built, build
from generator.cli.report import format_finding
from generator.errors import BusyError, HandrailError, TemplateError
from generator.format.load import Rejected
from generator.render import html
from generator.workspace import files as write
from generator.workspace import lock, manifest
from generator.workspace.layout import PlanSource
from generator.workspace.theme import built_in_folder, load_theme
from tests.support import program
from tests.support.builders import LINKS, NEUTRAL, SETTINGS, SMALL, TODAY, a_workspace

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).resolve().parents[2]
UID = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
CANARY = "xylophone"
ALREADY_OPEN = "share: {access: public}"


def a_plan(number: int = 0, note: str = "") -> str:
    """A small public plan with a uid of its own."""
    text = SMALL.replace(UID, f"{number:032x}")
    return text + f"    note: {note}\n" if note else text


def a_practice(root: Path, names: str = "ada ben cleo") -> Path:
    return a_workspace(root, {f"{name}.yml": a_plan(i) for i, name in enumerate(names.split())})


def built(root: Path, today: date = TODAY) -> Built:
    return build(root, today, lambda done, of: None)


def codes(result: Built) -> list[tuple[str, str]]:
    return [(finding.place.file, finding.code) for finding in result.findings]


def files(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by its path, but for the neutral ones; empty folders end in a slash to be seen."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name in NEUTRAL:
            continue
        if path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def touches(*paths: Path) -> dict[Path, tuple[int, int]]:
    """When each file and folder at and below `paths` was last written, and which file it is."""
    every = [path for top in paths for path in (top, *sorted(top.rglob("*")))]
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in every}


def write_plan(root: Path, name: str, text: str) -> None:
    (root / "plans" / name).write_text(text, "utf-8")


def handrail(
    *arguments: str, cwd: Path, umask: int = -1, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """A real run in an environment that has nothing but `environment`."""
    return program.run(arguments, cwd=cwd, env=program.BARE | environment, umask=umask)


# ---- the same files give the same bytes


def test_two_builds_on_different_machines_give_the_same_bytes(tmp_path: Path) -> None:
    here = a_practice(tmp_path / "here")
    there = a_practice(tmp_path / "far away" / "Ünother — folder")
    (tmp_path / "home").mkdir()

    one = handrail(
        "build",
        "-C",
        str(here),
        cwd=tmp_path,
        umask=0o022,
        TZ="Pacific/Kiritimati",
        HOME="/",
        USER="ada",
        LANG="C",
    )
    other = handrail(
        "build",
        "--today=2031-02-28",
        cwd=there / "plans",
        umask=0o077,
        TZ="America/Adak",
        HOME=str(tmp_path / "home"),
        USER="ben",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="7",
        NO_COLOR="1",
    )

    assert (one.returncode, other.returncode) == (0, 0), one.stderr + other.stderr
    assert len(files(here / "site")) == 3
    assert files(here / "site") == files(there / "site")


def test_an_empty_folder_that_a_killed_build_left_goes_with_its_plan(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {"sam.yml": SMALL, "ada.yml": a_plan(1)})
    built(root)
    (root / "site/sam/index.html").unlink()
    (root / "plans/sam.yml").unlink()

    assert built(root).removed == ()
    assert not (root / "site/sam").exists()


def test_the_order_in_which_plans_came_does_not_show(tmp_path: Path) -> None:
    at_once = a_practice(tmp_path / "at once")
    built(at_once)
    one_by_one = a_workspace(tmp_path / "one by one", {})
    for name in ("cleo", "ada", "ben"):
        shutil.copy(at_once / "plans" / f"{name}.yml", one_by_one / "plans")
        built(one_by_one)

    assert files(at_once / "site") == files(one_by_one / "site")


def test_a_pool_of_processes_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = {f"plan-{i:02}.yml": a_plan(i, f"Note *{i}*") for i in range(30)}
    plans["broken.yml"] = a_plan(99) + "bogus: 1\n"
    alone, pooled = a_workspace(tmp_path / "alone", plans), a_workspace(tmp_path / "pooled", plans)

    by_one = built(alone)
    monkeypatch.setattr(pool, "POOL_FROM", 5)
    in_pool = built(pooled)

    assert files(alone / "site") == files(pooled / "site")
    assert by_one == in_pool


def test_a_template_mistake_found_in_a_pool_is_still_a_plain_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_practice(tmp_path)
    override(root, "page/plan.html", "{{ view.nonsense }}")
    monkeypatch.setattr(pool, "POOL_FROM", 2)

    with pytest.raises(TemplateError, match=r"templates/page/plan\.html:1: "):
        built(root)


@pytest.mark.parametrize(
    "sample", sorted((CHECKOUT / "plans").glob("**/*.y*ml")), ids=lambda path: path.stem
)
def test_a_plan_from_a_json_tool_gives_the_hand_written_ones_page(
    tmp_path: Path, sample: Path
) -> None:
    """Such a tool knows no types of ours: every number, date and word comes as a quoted string."""
    quoted = json.dumps(yaml.load(sample.read_bytes(), yaml.BaseLoader))
    by_hand = a_workspace(tmp_path / "by-hand", {"plan.yml": sample.read_text("utf-8")})
    by_tool = a_workspace(tmp_path / "by-tool", {"plan.yml": quoted})
    for root in (by_hand, by_tool):
        shutil.copy(CHECKOUT / "handrail.yml", root)

    assert codes(built(by_hand)) == codes(built(by_tool)) == []
    assert files(by_hand / "site") == files(by_tool / "site") != {}


# ---- only what changed is made again


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    write_plan(root, "draft.yml", a_plan(7).replace(ALREADY_OPEN, "status: draft"))
    write_plan(root, "broken.yml", a_plan(8) + "bogus: 1\n")
    write_plan(root, "half.yml", "goal: [")
    built(root)
    before = touches(root / "site", root / ".handrail")

    again = built(root)

    assert (again.written, again.removed) == ((), ())
    assert touches(root / "site", root / ".handrail") == before


@pytest.mark.parametrize("share", ["status: draft", "share: {access: none}", "status: revoked"])
def test_a_plan_without_a_page_costs_no_write_either(tmp_path: Path, share: str) -> None:
    root = a_practice(tmp_path)
    write_plan(root, "dora.yml", a_plan(7).replace(ALREADY_OPEN, share))
    built(root)
    before = touches(root / "site", root / ".handrail")

    built(root)

    assert touches(root / "site", root / ".handrail") == before


def test_a_second_build_parses_and_renders_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_practice(tmp_path)
    built(root)

    def never(*_: object) -> None:
        raise AssertionError("a plan was looked at")

    monkeypatch.setattr("generator.builder.reading.read_on", never)
    monkeypatch.setattr("generator.builder.page.print_order", never)
    assert built(root).written == ()


def test_a_second_build_loads_neither_the_format_nor_cryptography(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    built(root)
    again = f"""
import sys
from datetime import date
from pathlib import Path
from generator.builder.site import build
build(Path({str(root)!r}), date.fromisoformat({TODAY.isoformat()!r}), lambda _done, _of: None)
print(*sorted({{"yaml", "cryptography", "jinja2", "babel", "generator.format.load"}} & sys.modules.keys()))
"""

    loaded = subprocess.run([sys.executable, "-c", again], capture_output=True, check=True)

    assert loaded.stdout.split() == []


def test_one_changed_plan_rewrites_one_page(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    built(root)
    before = touches(root / "site")
    write_plan(root, "ben.yml", a_plan(1, "A new day."))

    again = built(root)

    assert again.written == ("ben/index.html",)
    changed = {path for path, touch in touches(root / "site").items() if before[path] != touch}
    assert changed == {
        root / "site/ben",
        root / "site/ben/index.html",
    }  # the folder: a rename lands in it
    assert b"A new day." in files(root / "site")["ben/index.html"]


def test_a_plan_saved_without_a_change_rewrites_nothing(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    built(root)
    before = touches(root / "site")
    os.utime(root / "plans/ben.yml", ns=(1, 1))

    assert built(root).written == ()
    assert touches(root / "site") == before


def test_a_page_that_somebody_spoilt_is_made_again(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    built(root)
    good = files(root / "site")
    page = root / "site/ben/index.html"
    page.write_bytes(page.read_bytes().replace(b"crowd", b"cloud"))
    (root / "site/cleo/index.html").unlink()

    assert built(root).written == ("ben/index.html", "cleo/index.html")
    assert files(root / "site") == good


def test_a_day_before_the_last_build_is_looked_at_anew(tmp_path: Path) -> None:
    root = a_practice(tmp_path, "ada")
    built(root)
    pages = files(root / "site")

    early = built(root, date(2026, 1, 6))

    assert codes(early) == [("plans/ada.yml", "in-the-future")]
    assert files(root / "site") == pages
    assert built(root, date(2026, 1, 20)).anew == {"ada/index.html": survey.Anew.DAY}
    assert built(root, date(2026, 1, 20)).anew == {}
    assert built(root).written == ()


def test_new_settings_make_every_page_again(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    built(root)
    (root / "handrail.yml").write_text(
        "support:\n  - {name: Day line, contact: 555 0199}\n", "utf-8"
    )

    assert built(root).written == ("ada/index.html", "ben/index.html", "cleo/index.html")
    assert all(b"Day line" in page for page in files(root / "site").values())


def test_a_new_version_of_the_program_makes_every_page_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin_anew: Callable[[], None]
) -> None:
    root = a_practice(tmp_path)
    built(root)
    looked_at = []
    monkeypatch.setattr(
        "generator.builder.page.print_order",
        lambda press, it: looked_at.append(it.public_path) or print_order(press, it),
    )
    monkeypatch.setattr(survey, "__version__", "9.9.9")
    begin_anew()

    built(root)

    assert looked_at == ["ada/index.html", "ben/index.html", "cleo/index.html"]


# ---- what is private stays here

#: One line of `private:` for each level of a plan, with the place in `PRIVATE_PLAN` that it fills.
PRIVATE_LEVELS = (
    "top",
    "person",
    "timeframe",
    "goal",
    "objective",
    "scale",
    "step",
    "strategy",
    "entry",
    "review",
)

PRIVATE_PLAN = """\
uid: "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
share: {access: public}
private: TOP
people:
  sam: {name: Sam, role: client, private: PERSON}
timeframe:
  start: 2026-01-05
  end: 2026-04-06
  private:
    - {nested: TIMEFRAME, deeper: [{still: TIMEFRAME}]}
goals:
  - goal: Feel at ease in a crowd
    private: |
      GOAL
      goal: still GOAL
    objectives:
      crowds:
        objective: Rate how calm I feel on the morning train
        measure: rating
        scale: {min: 0, max: 10, private: SCALE}
        private: >
          OBJECTIVE
        baseline: 3
        target: 7
        steps:
          - {step: Buy a ticket, private: STEP}
        strategies:
          - {strategy: Slow breaths, private: STRATEGY}
progress:
  - date: 2026-01-12
    scores: {crowds: 4}
    note: It was fine.
    private: "ENTRY"
reviews:
  - date: 2026-02-02
    kept: the train
    private: REVIEW
"""


def private_plan(words: str, levels: tuple[str, ...] = PRIVATE_LEVELS) -> str:
    text = PRIVATE_PLAN
    for level in PRIVATE_LEVELS:
        text = text.replace(level.upper(), f"{words}-{level}" if level in levels else "nothing")
    return text


@pytest.mark.parametrize("level", PRIVATE_LEVELS)
def test_a_change_in_private_leaves_the_site_untouched(tmp_path: Path, level: str) -> None:
    root = a_workspace(tmp_path, {"sam.yml": private_plan("first"), "ada.yml": a_plan(1)})
    built(root)
    content, before = files(root / "site"), touches(root / "site")
    write_plan(root, "sam.yml", private_plan("second " * 40, (level,)))

    again = built(root)

    assert (again.written, again.removed, again.findings) == ((), (), ())
    assert files(root / "site") == content
    assert touches(root / "site") == before


def test_private_words_stand_in_no_file_and_no_output(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {"sam.yml": private_plan(CANARY)})
    broken = {
        "unclosed.yml": private_plan(CANARY)
        .replace('"ENTRY"', f'"{CANARY}')
        .replace(f'"{CANARY}-entry"', f'"{CANARY}'),
        "key.yml": private_plan(CANARY) + "bogus: 1\n",
        "dedented.yml": private_plan(CANARY).replace("private: |\n      ", "private: |\n "),
        "private-as-id.yml": private_plan(CANARY).replace(
            "scores: {crowds: 4}", f"scores: {{private: {CANARY}}}"
        ),
        "helped.yml": private_plan(CANARY)
        + f"  - {{date: 2026-02-03, kept: x}}\nprivate: {CANARY}-again\n",
        "tab.yml": private_plan(CANARY).replace("private: >\n          ", "private:\n\t\t"),
        "colon.yml": private_plan(CANARY).replace("private: STEP", f"private: a: {CANARY}")
        + f"privat: {CANARY}\n",
    }

    runs = [handrail("build", "--today=2026-11-22", cwd=root, HOME="/")]
    for name, text in broken.items():
        write_plan(root, name, text)
    runs.append(handrail("build", "--today=2026-11-22", cwd=root, HOME="/"))

    assert [run.returncode for run in runs] == [0, 1]
    assert b"It was fine." in files(root / "site")["sam/index.html"]
    output = b"".join(run.stdout + run.stderr for run in runs)
    assert all(name.encode() in output for name in broken)
    on_disk = [
        name
        for name, data in (files(root / "site") | files(root / ".handrail")).items()
        if CANARY.encode() in data
    ]
    assert on_disk == []
    assert CANARY.encode() not in output


def test_no_slip_brings_private_words_into_a_page_or_message() -> None:
    chance = random.Random(20261122)
    press = PageContext(SETTINGS, LINKS, load_theme(Path("nowhere")), TODAY)
    text = private_plan(CANARY)
    slips: tuple[Callable[[str, int], str], ...] = (
        lambda line, at: line[:at] + line[at + 1 :],
        lambda line, at: line[:at] + "\t" + line[at:],
        lambda line, at: line[:at] + chance.choice("\"'{}[]:#&*!|>-,? ") + line[at:],
        lambda line, at: " " + line,
        lambda line, at: line.removeprefix(" "),
        lambda line, at: f"{line}\n{line}",
        lambda line, at: "",
    )
    refused = 0
    for _ in range(700):
        lines = text.split("\n")
        for _ in range(chance.randint(1, 2)):
            at = chance.randrange(len(lines))
            # The key itself is left alone: who writes `privat: …` has not said that it is private.
            if "private" not in lines[at] or chance.random() < 0.3:
                lines[at] = chance.choice(slips)(lines[at], chance.randrange(len(lines[at]) + 1))
        slipped = "\n".join(lines)
        outcome = make(PlanSource("plans/sam.yml", slipped.encode()), press)
        if isinstance(outcome, Rejected):
            refused += 1
            assert CANARY not in "\n".join(
                format_finding(finding) for finding in outcome.findings
            ), slipped
    assert refused > 230


# ---- a plan with findings


@pytest.mark.parametrize(
    "mistake",
    [
        "bogus: 1\n",
        "client: [Sam]\n",
        "\tgoal",
        "goal: twice\n",
        "]",
        "\x00",
        "status: active\nlanguage: xx\n",
    ],
)
def test_a_plan_with_findings_keeps_its_page_and_the_others_build(
    tmp_path: Path, mistake: str
) -> None:
    root = a_practice(tmp_path)
    built(root)
    good = files(root / "site")["ben/index.html"]
    write_plan(root, "ben.yml", a_plan(1, "Never seen.") + mistake)
    write_plan(root, "cleo.yml", a_plan(2, "Seen."))

    again = built(root)

    assert {file for file, _ in codes(again)} == {"plans/ben.yml"}
    assert again.written == ("cleo/index.html",)
    assert "ben/index.html" in again.pages
    assert files(root / "site")["ben/index.html"] == good


def test_a_finding_ends_the_command_with_1_and_comes_again_next_time(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    write_plan(root, "ben.yml", a_plan(1) + "bogus: 1\n")

    runs = [handrail("build", "--today=2026-11-22", cwd=root, HOME="/") for _ in range(2)]

    assert [run.returncode for run in runs] == [1, 1]
    assert all(b"plans/ben.yml:14:1: error: " in run.stderr for run in runs)
    assert sorted(files(root / "site")) == ["ada/index.html", "cleo/index.html"]


def test_a_mended_plan_is_built_again_even_if_unchanged(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    built(root)
    good = touches(root / "site")
    write_plan(root, "ben.yml", a_plan(1) + "title: [")
    assert codes(built(root)) == [("plans/ben.yml", "syntax")]
    write_plan(root, "ben.yml", a_plan(1))

    mended = built(root)

    assert mended.findings == ()
    assert touches(root / "site") == good


def test_findings_come_sorted_by_file_and_line(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    write_plan(root, "cleo.yml", "bogus: 1\n" + a_plan(2) + "sillier: 1\n")
    write_plan(root, "ada.yml", a_plan(0) + "bogus: 1\n")

    findings = built(root).findings

    assert list(findings) == sorted(findings)
    assert [finding.place.file for finding in findings] == [
        "plans/ada.yml",
        "plans/cleo.yml",
        "plans/cleo.yml",
    ]


# ---- a plan that is not to be seen any more

WITHDRAWN = {
    "draft": "status: draft\n",
    "revoked": "status: revoked\nshare: {access: public}\n",
    "none": "share: {access: none}\n",
    "link": "share: {access: link}\n",
    "no share at all": "",
    "over": "share: {access: public, until: 2026-01-31}\n",
}
MISSPELT = {
    "access word": "share: {access: pubic}\n",
    "access key": "share: {acess: none}\n",
    "share key": "shar: {access: none}\n",
    "short form": "share: none\n",
    "list": "share: [public]\n",
    "status word": "status: darft\nshare: {access: public}\n",
    "until day": "share: {access: public, until: 2026-02-30}\n",
    "status key": "statsu: draft\nshare: {access: public}\n",
}


@pytest.mark.parametrize("guard", WITHDRAWN.values(), ids=WITHDRAWN)
@pytest.mark.parametrize(
    "elsewhere", ["", "bogus: 1\n"], ids=["else in order", "with a mistake elsewhere"]
)
def test_a_withdrawn_plan_loses_its_page_at_once(
    tmp_path: Path, guard: str, elsewhere: str
) -> None:
    root = a_practice(tmp_path)
    built(root)
    write_plan(root, "ben.yml", a_plan(1).replace(ALREADY_OPEN + "\n", guard) + elsewhere)

    again = built(root)

    assert again.removed == ("ben/index.html",)
    assert sorted(files(root / "site")) == ["ada/index.html", "cleo/index.html"]


@pytest.mark.parametrize("guard", MISSPELT.values(), ids=MISSPELT)
def test_a_slip_in_a_guarding_line_takes_the_page_away_at_once(tmp_path: Path, guard: str) -> None:
    root = a_practice(tmp_path)
    built(root)
    write_plan(root, "ben.yml", a_plan(1).replace(ALREADY_OPEN + "\n", guard))

    again = built(root)

    assert {file for file, _ in codes(again)} == {"plans/ben.yml"}
    assert sorted(files(root / "site")) == ["ada/index.html", "cleo/index.html"]


def test_a_file_that_does_not_parse_keeps_its_page(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    built(root)
    before = files(root / "site")
    write_plan(root, "ben.yml", a_plan(1) + 'title: "half a sen')

    assert codes(built(root)) == [("plans/ben.yml", "syntax")]
    assert files(root / "site") == before


def test_a_draft_that_does_not_parse_loses_its_page(
    tmp_path: Path,
) -> None:
    root = a_practice(tmp_path)
    built(root)
    write_plan(root, "ben.yml", "status: draft\n" + a_plan(1) + 'title: "half a sen')

    assert codes(built(root)) == [("plans/ben.yml", "syntax")]
    assert "ben/index.html" not in files(root / "site")


def test_the_page_goes_the_day_after_until_though_nothing_changed(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    write_plan(root, "ben.yml", a_plan(1).replace("public}", "public, until: 2026-12-24}"))
    built(root, date(2026, 12, 23))

    assert built(root, date(2026, 12, 24)).removed == ()
    assert built(root, date(2026, 12, 25)).removed == ("ben/index.html",)
    assert built(root, date(2026, 12, 25)).removed == ()


@pytest.mark.parametrize("mistake", ["bogus: 1\n", "]"], ids=["wrong", "unreadable"])
def test_the_page_goes_the_day_after_until_though_its_plan_has_findings(
    tmp_path: Path, mistake: str
) -> None:
    root = a_practice(tmp_path)
    text = a_plan(1).replace("public}", "public, until: 2026-12-24}")
    write_plan(root, "ben.yml", text)
    built(root)
    write_plan(root, "ben.yml", text + mistake)

    assert built(root, date(2026, 12, 24)).removed == ()
    assert built(root, date(2026, 12, 25)).removed == ("ben/index.html",)


def test_the_page_of_a_deleted_plan_goes_with_its_folder(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    (root / "plans/family").mkdir()
    write_plan(root, "family/dora.yml", a_plan(7))
    built(root)
    (root / "plans/ben.yml").unlink()
    shutil.rmtree(root / "plans/family")

    again = built(root)

    assert again.removed == ("ben/index.html", "family/dora/index.html")
    assert sorted(files(root / "site")) == ["ada/index.html", "cleo/index.html"]


def test_the_page_of_a_renamed_plan_moves(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    built(root)
    page = files(root / "site")["ben/index.html"]
    (root / "plans/sub").mkdir()
    (root / "plans/ben.yml").rename(root / "plans/sub/benjamin.yml")

    again = built(root)

    assert (again.written, again.removed) == (("sub/benjamin/index.html",), ("ben/index.html",))
    assert again.findings == ()
    assert files(root / "site")["sub/benjamin/index.html"] == page


def test_a_renamed_plan_beside_unchanged_ones_keeps_its_uid(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    built(root)
    (root / "plans/ada.yml").rename(root / "plans/zoe.yml")
    (root / "plans/ben.yml").rename(root / "plans/ada.yml")

    assert built(root).findings == ()
    assert sorted(files(root / "site")) == ["ada/index.html", "cleo/index.html", "zoe/index.html"]


# ---- what is not ours


def test_foreign_files_in_the_site_stay(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    foreign = {
        "CNAME": b"plans.example",
        "ben/photo.jpg": b"\xff\xd8",
        "blog/index.html": b"<p>Hello",
        "p/x/y": b"?",
    }
    for name, data in foreign.items():
        path = root / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    built(root)
    (root / "plans/ben.yml").unlink()
    write_plan(root, "ada.yml", a_plan(0).replace(ALREADY_OPEN, "status: draft"))
    built(root)

    assert {
        name: data for name, data in files(root / "site").items() if name != "cleo/index.html"
    } == foreign


def test_a_page_written_by_hand_is_never_overwritten(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    by_hand = root / "site/ben/index.html"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text("<!DOCTYPE html><title>By hand</title>")
    before = touches(by_hand)

    for _ in range(2):
        result = built(root)
        assert codes(result) == [("plans/ben.yml", "foreign-file")]
        assert result.pages == ("ada/index.html", "cleo/index.html")
    (root / "plans/ben.yml").unlink()
    built(root)

    assert touches(by_hand) == before


@pytest.mark.parametrize(
    "in_the_way", ["a file where the folder goes", "a folder where the page goes"]
)
def test_something_in_one_pages_way_is_found_and_the_others_build(
    tmp_path: Path, in_the_way: str
) -> None:
    root = a_practice(tmp_path)
    (root / "site").mkdir()
    if in_the_way.startswith("a file"):
        (root / "site/ben").write_text("my own")
    else:
        (root / "site/ben/index.html").mkdir(parents=True)

    assert codes(built(root)) == [("plans/ben.yml", "foreign-file")]
    assert {"ada/index.html", "cleo/index.html"} < set(files(root / "site"))


# ---- what became of the last build's own notes


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "absent":
        path.unlink()
    else:
        path.write_bytes(
            {"empty": b"", "half": data[: len(data) // 2], "garbage": os.urandom(64)}[how]
        )


@pytest.mark.parametrize("how", ["absent", "empty", "half", "garbage"])
@pytest.mark.parametrize("name", ["manifest.json", "salt"])
def test_damaged_notes_cost_a_full_build_and_never_a_wrong_page(
    tmp_path: Path, name: str, how: str
) -> None:
    root = a_practice(tmp_path)
    built(root)
    before, touched = files(root / "site"), touches(root / "site")
    damage(root / ".handrail" / name, how)

    again = built(root)

    assert again.findings == ()
    assert again.pages == ("ada/index.html", "ben/index.html", "cleo/index.html")
    assert files(root / "site") == before
    assert touches(root / "site") == touched
    write_plan(root, "ben.yml", a_plan(1, "And on."))
    assert built(root).written == ("ben/index.html",)


def test_without_the_scratch_folder_everything_is_simply_built_again(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    built(root)
    before = files(root / "site")
    shutil.rmtree(root / ".handrail")
    write_plan(root, "ben.yml", a_plan(1, "And on."))

    assert built(root).written == ("ben/index.html",)
    assert {**files(root / "site"), "ben/index.html": b""} == {**before, "ben/index.html": b""}


@pytest.mark.parametrize("name", ["manifest.json", "salt", "lock"])
def test_a_wrong_kind_of_file_among_notes_is_at_most_an_error(tmp_path: Path, name: str) -> None:
    root = a_practice(tmp_path)
    scratch = root / ".handrail"
    (scratch / name).mkdir(parents=True)

    try:
        built(root)
    except HandrailError as error:
        assert name in str(error)  # noqa: PT017 - either a build or a plain sentence will do
    else:
        assert len(files(root / "site")) == 3


def test_no_compiled_template_is_read_or_left_in_a_workspace(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    used = load_theme(Path("nowhere"))
    environment = html.environment(used)
    planted = jinja2.FileSystemBytecodeCache(str(tmp_path))
    old = root / ".handrail/templates"
    old.mkdir(parents=True)
    for name in used.by_name:
        source, file, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr]
        bucket = planted.get_bucket(environment, name, file, source)
        bucket.code = compile("raise SystemExit", "planted", "exec")
        with (old / f"__jinja2_{bucket.key}.cache").open("wb") as written:
            bucket.write_bytecode(written)

    built(root)

    assert len(files(root / "site")) == 3
    assert not old.exists()


@pytest.mark.parametrize(
    "guard", [*WITHDRAWN.values(), *MISSPELT.values()], ids=[*WITHDRAWN, *MISSPELT]
)
@pytest.mark.parametrize("lost", ["manifest.json", "salt"])
def test_a_withdrawn_plan_loses_its_page_though_the_notes_are_lost(
    tmp_path: Path, lost: str, guard: str
) -> None:
    root = a_practice(tmp_path)
    built(root)
    (root / ".handrail" / lost).unlink()
    write_plan(root, "ben.yml", a_plan(1).replace(ALREADY_OPEN + "\n", guard))

    assert built(root).removed == ("ben/index.html",)
    assert sorted(files(root / "site")) == ["ada/index.html", "cleo/index.html"]


def test_every_page_carries_the_mark_that_tells_it_from_a_foreign_one(tmp_path: Path) -> None:
    root = a_practice(tmp_path, "ada")
    built(root)

    assert not write.is_foreign(root / "site/ada/index.html")


def test_a_theme_of_ones_own_cannot_lose_the_mark(tmp_path: Path) -> None:
    root = a_practice(tmp_path, "ada")
    override(root, "page/plan.html", "<!DOCTYPE html><title>Mine</title>{{ view.tab_title }}\n")
    try:
        built(root)
    except TemplateError as error:
        assert "templates/" in str(error)  # noqa: PT017 - refusing such a theme is as good as adding the mark
    else:
        assert not write.is_foreign(root / "site/ada/index.html")


def test_the_notes_name_no_plan_that_has_no_public_page(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    write_plan(root, "secretive.yml", a_plan(7).replace(ALREADY_OPEN, "status: draft"))
    write_plan(root, "mistaken.yml", a_plan(8) + "bogus: 1\n")
    built(root)

    notes = b"".join(files(root / ".handrail").values())
    assert b"secretive" not in notes
    assert b"mistaken" not in notes
    assert b"plans/" not in (root / ".handrail/manifest.json").read_bytes()


def test_a_draft_that_a_killed_build_left_is_swept_away(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    built(root)
    (root / ".handrail/draft-99999").write_text("half a pa")
    write_plan(root, "ben.yml", a_plan(1, "And on."))

    built(root)

    assert sorted(path.name for path in (root / ".handrail").glob("draft-*")) == []


# ---- two of a kind


def test_two_plans_with_one_uid_have_no_page_where_neither_came_first(
    tmp_path: Path,
) -> None:
    root = a_workspace(tmp_path, {"ada.yml": a_plan(1), "copy.yml": a_plan(1)})

    assert codes(built(root)) == [("plans/ada.yml", "same-uid"), ("plans/copy.yml", "same-uid")]
    assert sorted(files(root / "site")) == []


def test_a_copy_does_not_take_the_first_plans_place(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {"ben.yml": a_plan(1)})
    built(root)
    write_plan(root, "a-copy.yml", a_plan(1))

    assert codes(built(root)) == [("plans/a-copy.yml", "same-uid"), ("plans/ben.yml", "same-uid")]
    write_plan(root, "ben.yml", a_plan(1) + "bogus: 1\n")
    assert codes(built(root)) == [
        ("plans/a-copy.yml", "same-uid"),
        ("plans/ben.yml", "same-uid"),
        ("plans/ben.yml", "unknown-key"),
    ]
    assert sorted(files(root / "site")) == ["ben/index.html"]


def test_nor_does_a_copy_take_it_when_everything_is_built_again(
    tmp_path: Path,
) -> None:
    root = a_workspace(tmp_path, {"ben.yml": a_plan(1), "c.yml": a_plan(2)})
    built(root)
    write_plan(root, "a-copy.yml", a_plan(1))
    write_plan(root, "c.yaml", a_plan(3, "From yaml."))
    (root / "handrail.yml").write_text(
        "support:\n  - {name: Day line, contact: 555 0199}\n", "utf-8"
    )

    assert codes(built(root)) == [
        ("plans/a-copy.yml", "same-uid"),
        ("plans/ben.yml", "same-uid"),
        ("plans/c.yaml", "same-page"),
    ]
    assert sorted(files(root / "site")) == ["ben/index.html", "c/index.html"]
    assert b"From yaml." not in files(root / "site")["c/index.html"]


def test_two_files_that_make_one_page_are_a_finding(tmp_path: Path) -> None:
    root = a_workspace(
        tmp_path, {"a.yml": a_plan(1, "From yml."), "a.yaml": a_plan(2, "From yaml.")}
    )

    assert [code for _, code in codes(built(root))] == ["same-page"]
    assert sorted(files(root / "site")) == ["a/index.html"]


def test_names_that_differ_only_in_case_are_a_finding(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {"sam.yml": a_plan(1), "Sam.yml": a_plan(2)})
    if len(list((root / "plans").iterdir())) == 1:
        pytest.skip("this disk does not tell case apart")

    assert [code for _, code in codes(built(root))] == ["same-page"]


def test_a_broken_plans_last_good_page_is_not_given_to_its_twin(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {"a.yaml": a_plan(1, "From yaml.")})
    built(root)
    good = files(root / "site")
    write_plan(root, "a.yml", a_plan(2, "From yml."))
    write_plan(root, "a.yaml", a_plan(1, "From yaml.") + "bogus: 1\n")

    assert codes(built(root)) == [("plans/a.yaml", "unknown-key"), ("plans/a.yml", "same-page")]
    assert files(root / "site") == good


@pytest.mark.parametrize(
    "name", ["p.yml", "p/sam.yml", "ja n.yml", "größe.yml", "a?b.yml", "x/%2e.yml", "..yml"]
)
def test_a_name_that_cannot_be_a_web_address_is_a_finding(tmp_path: Path, name: str) -> None:
    root = a_practice(tmp_path, "ada")
    (root / "plans" / name).parent.mkdir(exist_ok=True)
    write_plan(root, name, a_plan(9))

    result = built(root)

    if name.startswith("."):
        assert result.findings == ()  # hidden files are droppings
    else:
        assert codes(result) == [(f"plans/{name}", "public-name")]
    assert sorted(files(root / "site")) == ["ada/index.html"]


# ---- settings and templates


@pytest.mark.parametrize(
    "settings", ["support: [", "suport: []", "support: none", "\x00", "- a\n- b\n", ""]
)
def test_broken_settings_leave_the_site_as_it_is(tmp_path: Path, settings: str) -> None:
    root = a_practice(tmp_path)
    built(root)
    before = touches(root / "site", root / ".handrail")
    (root / "handrail.yml").write_text(settings, "utf-8")

    result = built(root)

    assert {finding.place.file for finding in result.findings} == {"handrail.yml"}
    assert touches(root / "site", root / ".handrail") == before


def override(root: Path, name: str, text: str | bytes) -> Path:
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_template_that_is_a_link_to_a_file_elsewhere_is_refused(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    (tmp_path / "elsewhere").write_text("a secret")
    override(root, "styles/foot.css", "").unlink()
    (root / "templates/styles/foot.css").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(
        TemplateError, match=r"^templates/styles/foot\.css: this is a link to a file elsewhere"
    ):
        built(root)


def test_a_workspaces_template_changes_every_page_and_leaves_with_its_file(
    tmp_path: Path,
) -> None:
    root = a_practice(tmp_path)
    built(root)
    plain = files(root / "site")
    mine = override(root, "styles/print.css", "/* mine */ @media print{body{color:rebeccapurple}}")

    assert len(built(root).written) == 3
    assert all(b"rebeccapurple" in page for page in files(root / "site").values())
    mine.unlink()
    assert len(built(root).written) == 3
    assert files(root / "site") == plain


TEMPLATE_MISTAKES = {
    "unclosed": ("page/plan.html", "<p>\n{% if view %}\n<p>", r"templates/page/plan\.html:\d: "),
    "syntax": ("page/plan.html", "<p>\n{{ view. }}", r"templates/page/plan\.html:2: "),
    "unknown value": (
        "page/plan.html",
        "<p>\n\n{{ view.nonsense }}",
        r"templates/page/plan\.html:3: ",
    ),
    "unknown filter": (
        "page/plan.html",
        "<p>\n{{ view|nonsense }}",
        r"templates/page/plan\.html:2: ",
    ),
    "missing include": (
        "page/plan.html",
        "<p>\n{% include 'gone.html' %}",
        r"templates/page/plan\.html:2: ",
    ),
    "arithmetic": ("page/plan.html", "<p>\n{{ 1 // 0 }}", r"templates/page/plan\.html:2: "),
    "itself": (
        "page/plan.html",
        "<p>\n{% include 'page/plan.html' %}",
        r"templates/page/plan\.html:\d: ",
    ),
    "not UTF-8": ("page/plan.html", b"<p>\n\xff", r"templates/page/plan\.html"),
    "style": ("styles/base.css", "a{}\n</style>", r"templates/styles/base\.css:2: "),
}


@pytest.mark.parametrize(
    ("name", "text", "message"), TEMPLATE_MISTAKES.values(), ids=TEMPLATE_MISTAKES
)
def test_a_mistake_in_a_template_names_its_line_and_leaves_the_site(
    tmp_path: Path, name: str, text: str | bytes, message: str
) -> None:
    root = a_practice(tmp_path)
    built(root)
    before = touches(root / "site")
    override(root, name, text)

    with pytest.raises(TemplateError, match=message) as error:
        built(root)

    assert str(tmp_path) not in str(error.value)
    assert touches(root / "site") == before


def test_a_mistake_in_a_template_quotes_no_plan(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {"sam.yml": a_plan(1, "Nobody reads this in a log.")})
    override(
        root, "page/plan.html", "{{ view[view.title] }}{{ view.months[0].entries[0].note + 1 }}"
    )

    with pytest.raises(TemplateError) as error:
        built(root)

    assert "Nobody" not in str(error.value)
    assert "Feel at ease" not in str(error.value)


def test_the_built_in_theme_is_found_from_anywhere() -> None:
    assert (built_in_folder() / "page/plan.html").is_file()


# ---- one at a time


def test_a_build_waits_for_the_one_before_it(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    (root / ".handrail").mkdir()
    done: list[Built] = []
    with lock.held(root / ".handrail"):
        second = threading.Thread(target=lambda: done.append(built(root)))
        second.start()
        second.join(0.2)
        assert second.is_alive()
        assert not (root / "site").exists()
    second.join(60)

    assert len(done[0].written) == 3


def test_a_build_says_so_when_another_one_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_practice(tmp_path)
    (root / ".handrail").mkdir()
    monkeypatch.setattr(lock, "WAIT_S", 0.05)

    with lock.held(root / ".handrail"), pytest.raises(BusyError, match="another build"):
        built(root)
    assert len(built(root).written) == 3


def test_the_lock_is_free_after_a_build_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_practice(tmp_path)
    monkeypatch.setattr(lock, "WAIT_S", 0.05)
    broken = override(root, "page/plan.html", "{{")
    with pytest.raises(TemplateError):
        built(root)
    broken.unlink()

    assert len(built(root).written) == 3


def test_many_builds_at_once_leave_a_whole_site(tmp_path: Path) -> None:
    root = a_practice(tmp_path, " ".join(f"plan-{i}" for i in range(20)))
    alone = a_practice(tmp_path / "alone", " ".join(f"plan-{i}" for i in range(20)))
    built(alone)
    command = ["build", "--quiet", "--today=2026-11-22"]

    running = [program.start(command, cwd=root, stdout=1, stderr=2) for _ in range(4)]

    assert [process.wait(60) for process in running] == [0, 0, 0, 0]
    assert files(root / "site") == files(alone / "site")
    assert (
        len(manifest.load_manifest(root / ".handrail", manifest.digests(root / ".handrail")).pages)
        == 20
    )


def test_progress_is_told_once_for_each_page(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    told: list[tuple[int, int]] = []

    build(root, TODAY, lambda done, of: told.append((done, of)))

    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    "twice", ["status: active\nstatus: draft\n", "status: draft\nstatus: active\n"]
)
def test_a_guard_that_stands_twice_takes_the_page_away(tmp_path: Path, twice: str) -> None:
    root = a_practice(tmp_path)
    built(root)
    write_plan(root, "ben.yml", a_plan(1) + twice)

    assert built(root).removed == ("ben/index.html",)


def test_a_guard_given_twice_takes_the_page_even_beside_broken_settings(
    tmp_path: Path,
) -> None:
    root = a_practice(tmp_path)
    built(root)
    write_plan(root, "ben.yml", a_plan(1) + "status: active\nstatus: draft\n")
    (root / "handrail.yml").write_text("suport: []\n", "utf-8")

    assert built(root).removed == ("ben/index.html",)


def test_broken_settings_are_found_before_the_first_plan_is_written(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {})
    (root / "handrail.yml").write_text("suport: []\n", "utf-8")

    assert codes(built(root)) == [("handrail.yml", "unknown-key")]
