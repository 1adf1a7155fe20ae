"""Command line: what a person sees, and what a script can rely on. Every run here is a real process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli.app import main
from generator.cli.report import format_finding, width
from generator.errors import Finding, Place
from generator.workspace.files import MARK
from tests.support import program
from tests.support.builders import SMALL, a_workspace

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).resolve().parents[2]
COMMANDS = sorted(main.commands)
LISTED = sorted(name for name, command in main.commands.items() if not command.hidden)
TODAY = "--today=2026-11-22"


@dataclass(frozen=True)
class Run:
    """How a run ended: its exit code and what it said."""

    code: int
    out: str
    err: str


def handrail(*arguments: str | bytes, cwd: Path, **environment: str) -> Run:
    done = program.run(arguments, cwd=cwd, env=program.BARE | {"COLUMNS": "80"} | environment)
    return as_read(done)


def handrail_of_a_user(*arguments: str, cwd: Path) -> Run:
    """The same for somebody without root's rights."""
    return as_read(program.run(arguments, cwd=cwd, rights=program.Rights.A_USERS))


def as_read(done: subprocess.CompletedProcess[bytes]) -> Run:
    return Run(
        done.returncode,
        done.stdout.decode("utf-8", "replace"),
        done.stderr.decode("utf-8", "replace"),
    )


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """What a person at a terminal of 80 columns sees, colours and all."""
    return program.at_a_terminal(
        arguments, cwd=cwd, env=program.BARE | {"TERM": "xterm"} | environment
    )[1]


def a_practice(root: Path) -> Path:
    return a_workspace(root, {"sam.yml": SMALL})


def a_mistake(root: Path) -> Path:
    return a_workspace(root, {"sam.yml": SMALL + "bogus: 1\n"})


# ---- help


def test_the_main_help_fits_one_screen(tmp_path: Path) -> None:
    help_ = handrail("--help", cwd=tmp_path).out.splitlines()

    assert len(help_) <= 24
    assert max(map(len, help_)) <= 80
    assert not any("..." in line for line in help_[1:])
    assert all(any(line.strip().startswith(command) for line in help_) for command in LISTED)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_s_help_has_examples_that_exist(tmp_path: Path, command: str) -> None:
    help_ = handrail(command, "--help", cwd=tmp_path).out

    examples = re.findall(
        r"^ +(handrail .*)$", help_.partition("Examples:")[2].partition("Options:")[0], re.MULTILINE
    )
    assert examples
    for example in examples:
        assert example.split()[1] in COMMANDS
        ours = re.split(r"&&|>", example)[0]
        assert all(
            option in help_.partition("Options:")[2]
            for option in re.findall(r" (--?[a-zA-Z-]+)", ours)
        )


def test_nothing_at_all_shows_the_help(tmp_path: Path) -> None:
    run = handrail(cwd=tmp_path)

    assert run.code == 2
    assert "Start here:" in run.out + run.err


def test_the_version_is_said(tmp_path: Path) -> None:
    assert re.fullmatch(
        r"handrail, version \d+\.\d+\.\d+\n", handrail("--version", cwd=tmp_path).out
    )


# ---- exit codes


def test_a_build_without_findings_ends_with_0(tmp_path: Path) -> None:
    run = handrail("build", TODAY, cwd=a_practice(tmp_path))

    assert run.code == 0, run
    assert run.err == ""
    assert "Made site/sam/index.html" in run.out
    assert str(Path("site/sam/index.html")) in run.out.splitlines()[-1]


def test_a_private_page_is_told_by_plan_with_the_links_way(
    tmp_path: Path,
) -> None:
    private = SMALL.replace("share: {access: public}\n", "")
    root = a_workspace(tmp_path, {"quiet-river.yml": private})
    with (root / "handrail.yml").open("a", encoding="utf-8") as settings:
        settings.write("key: demonstration\n")
    first = handrail("build", TODAY, cwd=root).out
    (root / "plans/quiet-river.yml").write_text("status: draft\n" + private, "utf-8")

    assert "Made the page of plans/quiet-river.yml\n" in first
    assert first.endswith("Its link: handrail share quiet-river\n")
    assert "Took away the page of plans/quiet-river.yml\n" in handrail("build", TODAY, cwd=root).out


def test_a_build_without_changes_says_so(tmp_path: Path) -> None:
    handrail("build", TODAY, cwd=a_practice(tmp_path))

    assert "Nothing changed." in handrail("build", TODAY, cwd=tmp_path).out


def test_findings_end_with_1_and_go_to_stderr(tmp_path: Path) -> None:
    run = handrail("build", TODAY, cwd=a_mistake(tmp_path))

    assert run.code == 1
    assert "plans/sam.yml:14:1: error: " in run.err
    assert "error" not in run.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["bulid"],
        ["build", "--nonsense"],
        ["build", "-C", "nowhere"],
        ["build", "-C", "a-file"],
        ["build", "--today=22.11.2026"],
        ["build", "--today=2026-02-30"],
        ["watch", "--today"],
        ["completion", "tcsh"],
    ],
    ids=" ".join,
)
def test_a_slip_on_the_command_line_ends_with_2(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a-file").touch()
    run = handrail(*arguments, cwd=a_practice(tmp_path))

    assert run.code == 2, run
    assert "Traceback" not in run.err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("command", ["build", "check", "watch"])
def test_a_folder_that_is_no_workspace_gets_a_plain_sentence(tmp_path: Path, command: str) -> None:
    run = handrail(command, cwd=tmp_path)

    assert run.code == 1
    assert run.out == ""
    assert re.match(r"no handrail\.yml and no plans/ in this folder or above it: ", run.err)
    assert len(run.err.splitlines()) <= 2
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_is_found_from_any_folder_inside_it(tmp_path: Path) -> None:
    deep = a_practice(tmp_path) / "plans/deeper"
    deep.mkdir()

    run = handrail("build", TODAY, cwd=deep)

    assert run.code == 0
    assert "../../site/sam/index.html" in run.out


def test_another_build_that_takes_too_long_is_a_plain_sentence(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    (root / ".handrail").mkdir()
    hold = (
        "from pathlib import Path; from generator.cli.app import main; from generator.workspace import lock\n"
        "lock.WAIT_S = 0.05\n"
        "with lock.held(Path('.handrail')): main(['build'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", hold],
        cwd=root,
        env={"PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == "another build is still running here; try again when it has ended\n"


# ---- quiet and colours


def test_quiet_says_nothing_when_all_is_well(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    for _ in range(2):
        run = handrail("build", "--quiet", TODAY, cwd=root)
        assert (run.code, run.out, run.err) == (0, "", "")


def test_quiet_still_says_what_is_wrong(tmp_path: Path) -> None:
    run = handrail("build", "-q", TODAY, cwd=a_mistake(tmp_path))

    assert run.code == 1
    assert run.out == ""
    assert "error: " in run.err


def test_colours_are_for_terminals_only(tmp_path: Path) -> None:
    root = a_mistake(tmp_path)

    assert "\x1b[" in on_a_terminal("build", TODAY, cwd=root)
    piped = handrail("build", TODAY, cwd=root, TERM="xterm")
    assert "\x1b" not in piped.out + piped.err


def test_no_color_switches_colours_off_on_a_terminal_too(tmp_path: Path) -> None:
    seen = on_a_terminal("build", TODAY, cwd=a_mistake(tmp_path), NO_COLOR="1")

    assert "error: " in seen
    assert "\x1b" not in seen


@pytest.mark.skipif(sys.platform != "linux", reason="odd names as Linux has them")
def test_a_file_s_name_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    _odd(root, "an escape sequence in the name")

    assert "public-name" in (seen := on_a_terminal("build", TODAY, cwd=root, NO_COLOR="1"))
    assert "\x1b" not in seen


def test_a_long_build_shows_progress_on_a_terminal_and_wipes_it(tmp_path: Path) -> None:
    plans = {f"plan-{i}.yml": SMALL.replace("5f0c6e1b", f"{i:08x}") for i in range(70)}
    seen = on_a_terminal("build", TODAY, cwd=a_workspace(tmp_path, plans))

    assert "20 of 70 pages" in seen
    assert "Made 70 pages." in seen
    assert "of 70" not in seen.rpartition("\x1b[K")[2]
    assert "of 70" not in handrail("build", "-C", str(tmp_path), TODAY, cwd=tmp_path).err


# ---- findings


def test_a_finding_shows_place_line_caret_and_a_way_out() -> None:
    place = Place("plans/sam.yml", 14, 17, 2)
    finding = Finding(
        place,
        "target 12 is above the scale's 10",
        "target-outside-scale",
        "raise it",
        "        target: 12",
    )

    assert re.sub(r"\x1b\[\d*m", "", format_finding(finding)) == (
        "plans/sam.yml:14:17: error: target 12 is above the scale's 10  [target-outside-scale]\n"
        "   14 |         target: 12\n"
        "      |                 ^^\n"
        "   hint: raise it\n"
    )


@pytest.mark.parametrize(
    ("before", "marked"),
    [
        ("ab: ", "12"),
        ("目標: ", "12"),
        ("é: ", "目標"),
        ("e\u0301e\u0301: ", "12"),
        ("ｆｕｌｌ: ", "x"),
        ("🙂🙂: ", "12"),
        ("\u200b\u200d: ", "12"),
        ("กิ: ", "12"),
    ],
)
def test_carets_stand_below_what_they_mean_under_wide_and_thin_characters(
    before: str, marked: str
) -> None:
    place = Place("plans/sam.yml", 7, len(before) + 1, len(marked))
    _, line, carets, _ = re.sub(
        r"\x1b\[\d*m", "", format_finding(Finding(place, "s", "c", "h", before + marked))
    ).splitlines()

    # Counted by hand: East Asian wide characters and emoji take two columns; marks and joiners take none.
    two, none = {*"目標ｆｕｌ🙂"}, {*"\u0301\u200b\u200d\u0e34"}
    columns = sum(
        2 if sign in two else 0 if sign in none else 1 for sign in line[: line.index(marked)]
    )
    assert carets.index("^") == columns
    assert carets.count("^") == sum(2 if sign in two else 1 for sign in marked)


def test_width_counts_terminal_columns() -> None:
    assert [width(text) for text in ("", "abc", "目標", "e\u0301")] == [0, 3, 4, 1]


def test_carets_line_up_in_a_real_run(tmp_path: Path) -> None:
    text = SMALL.replace(
        "objective: Rate how calm I feel on the morning train", "objective: 目標"
    ).replace("target: 7", "target: 12")
    err = handrail("build", TODAY, cwd=a_workspace(tmp_path, {"sam.yml": text})).err.splitlines()

    line = next(i for i, words in enumerate(err) if "target: 12" in words)
    assert err[line + 1].index("^") == err[line].index("12")


# ---- completion


@pytest.mark.parametrize(
    ("shell", "words"), [("bash", "complete "), ("zsh", "#compdef handrail"), ("fish", "complete ")]
)
def test_completion_is_printed_for_each_shell(tmp_path: Path, shell: str, words: str) -> None:
    run = handrail("completion", shell, cwd=tmp_path)

    assert (run.code, run.err) == (0, "")
    assert words in run.out
    assert "_HANDRAIL_COMPLETE" in run.out


# ---- a mistake in a file is never a traceback


def odd_name(root: Path, name: bytes) -> None:
    (Path(os.fsdecode(os.fsencode(root / "plans") + b"/" + name))).write_text(
        SMALL.replace("5f0c", "6f0c"), "utf-8"
    )


def _odd(root: Path, kind: str) -> None:
    plans = root / "plans"
    other = SMALL.replace("5f0c", "6f0c")
    if kind == "a folder named x.yml":
        (plans / "x.yml").mkdir()
    elif kind == "a plan in a folder named x.yml":
        (plans / "x.yml").mkdir()
        (plans / "x.yml/y.yml").write_text(other)
    elif kind == "a link to itself":
        (plans / "x.yml").symlink_to("x.yml")
    elif kind == "a folder that links to itself":
        (plans / "x").symlink_to(".")
    elif kind == "a link to nowhere":
        (plans / "x.yml").symlink_to("nowhere")
    elif kind == "a file that cannot be read":
        (plans / "x.yml").write_text(other)
        (plans / "x.yml").chmod(0)
    elif kind == "a folder that cannot be read":
        (plans / "x").mkdir()
        (plans / "x/y.yml").write_text(other)
        (plans / "x").chmod(0)
    elif kind == "a line break in the name":
        odd_name(root, b"x\ny.yml")
    elif kind == "bytes in the name that are not UTF-8":
        odd_name(root, b"\xff\xfe.yml")
    elif kind == "an escape sequence in the name":
        odd_name(root, b"\x1b[31mx.yml")
    elif kind == "a very long name":
        odd_name(root, b"x" * 251 + b".yml")
    elif kind == "an empty file":
        (plans / "x.yml").touch()
    elif kind == "a file of nothing but zero bytes":
        (plans / "x.yml").write_bytes(bytes(4096))
    elif kind == "a picture":
        (plans / "x.yml").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    elif kind == "two megabytes":
        (plans / "x.yml").write_text("# x\n" * 2**19)
    elif kind == "ten thousand brackets":
        (plans / "x.yml").write_text("[" * 10_000)
    elif kind == "a billion laughs":
        (plans / "x.yml").write_text(
            "a: &a [x,x]\n" + "".join(f"b{i}: &b{i} [*a,*a]\n" for i in range(9))
        )
    elif kind == "another encoding":
        (plans / "x.yml").write_bytes(other.encode("utf-16"))
    elif kind == "a pipe":
        os.mkfifo(plans / "x.yml")
    elif kind == "not a plan":
        (plans / "letter.docx").touch()
    elif kind == "handrail.yml is a folder":
        (root / "handrail.yml").unlink()
        (root / "handrail.yml").mkdir()
    elif kind == "handrail.yml cannot be read":
        (root / "handrail.yml").chmod(0)
    elif kind == "site is a file":
        (root / "site").touch()
    elif kind == "site cannot be written":
        (root / "site").mkdir(mode=0o555)
    elif kind == "the workspace cannot be written":
        root.chmod(0o555)
    elif kind == "the scratch folder cannot be written":
        (root / ".handrail").mkdir()
        (root / ".handrail/.gitignore").touch()
        (root / ".handrail").chmod(0o555)
    elif kind == "a page that cannot be taken away":
        (root / "plans/x.yml").write_text(other.replace("share:", "status: draft #"))
        page = root / "site/x/index.html"
        page.parent.mkdir(parents=True)
        page.write_bytes(MARK)
        page.parent.chmod(0o555)
    elif kind == ".handrail is a file":
        (root / ".handrail").touch()
    elif kind == "templates is a file":
        (root / "templates").touch()
    elif kind == "a template cannot be read":
        (root / "templates").mkdir()
        (root / "templates/page/base.html").touch(0)
    elif kind == "a template that is a link to itself":
        (root / "templates").mkdir()
        (root / "templates/page/base.html").symlink_to("base.html")
    else:
        raise AssertionError(kind)


#: What is odd, and what a build of it ends with.
ODD = {
    "a folder named x.yml": 1,
    "a plan in a folder named x.yml": 0,
    "a link to itself": 1,
    "a folder that links to itself": 0,
    "a link to nowhere": 1,
    "a file that cannot be read": 1,
    "a folder that cannot be read": 1,
    "a line break in the name": 1,
    "bytes in the name that are not UTF-8": 1,
    "an escape sequence in the name": 1,
    "a very long name": 0,
    "an empty file": 1,
    "a file of nothing but zero bytes": 1,
    "a picture": 1,
    "two megabytes": 1,
    "ten thousand brackets": 1,
    "a billion laughs": 1,
    "another encoding": 0,
    "a pipe": 1,
    "not a plan": 0,
    "handrail.yml is a folder": 1,
    "handrail.yml cannot be read": 1,
    "site is a file": 1,
    "site cannot be written": 1,
    "the workspace cannot be written": 1,
    "the scratch folder cannot be written": 1,
    "a page that cannot be taken away": 1,
    ".handrail is a file": 1,
    "templates is a file": 0,
    "a template cannot be read": 1,
    "a template that is a link to itself": 0,
}


@pytest.mark.skipif(sys.platform != "linux", reason="odd files as Linux has them")
@pytest.mark.parametrize(("kind", "code"), ODD.items(), ids=ODD)
def test_an_odd_file_is_a_plain_sentence_at_most(tmp_path: Path, kind: str, code: int) -> None:
    root = a_practice(tmp_path / "root")
    try:
        _odd(root, kind)
    except OSError as error:
        pytest.skip(f"this disk refuses such a file: {error}")
    try:
        run = handrail_of_a_user("build", TODAY, cwd=root)
    finally:
        for folder in (root, root / "plans/x", root / "site", root / "site/x", root / ".handrail"):
            if folder.is_dir():
                folder.chmod(0o755)

    assert "Traceback" not in run.out + run.err, run
    assert run.code == code, run
    assert (
        (": error: " in run.err or not run.err.startswith("plans/"))
        if code
        else ": error: " not in run.err
    )
    assert run.err or not code
    assert "\x1b" not in run.out + run.err
    assert all(
        re.match(r"plans/.*:\d+:\d+: (error|advice|note): ", line)
        for line in run.err.splitlines()
        if line.startswith("plans/")
    )


#: Odd files that are one plan's own trouble.
ONE_PLAN_ONLY = (
    "a link to itself",
    "a file that cannot be read",
    "a line break in the name",
    "bytes in the name that are not UTF-8",
    "a pipe",
    "ten thousand brackets",
)


@pytest.mark.skipif(sys.platform != "linux", reason="odd files as Linux has them")
@pytest.mark.parametrize("kind", ONE_PLAN_ONLY)
def test_one_odd_file_does_not_keep_the_others_from_being_built(tmp_path: Path, kind: str) -> None:
    root = a_practice(tmp_path / "root")
    try:
        _odd(root, kind)
    except OSError as error:
        pytest.skip(f"this disk refuses such a file: {error}")
    run = handrail_of_a_user("build", TODAY, cwd=root)

    assert run.code == 1, run
    assert (root / "site/sam/index.html").is_file(), run


@pytest.mark.skipif(sys.platform != "linux", reason="odd files as Linux has them")
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_plan_that_cannot_be_read_keeps_its_page(tmp_path: Path, kind: str) -> None:
    root = a_workspace(tmp_path / "root", {"x/sam.yml": SMALL})
    handrail("build", TODAY, cwd=root)
    locked = root / ("plans/x" if kind == "folder" else "plans/x/sam.yml")
    locked.chmod(0)

    run = handrail_of_a_user("build", TODAY, cwd=root)
    locked.chmod(0o755)

    assert run.code == 1, run
    assert (root / "site/x/sam/index.html").is_file()


@pytest.mark.parametrize("kind", ["empty", "missing"])
def test_a_workspace_without_plans_says_what_to_do(tmp_path: Path, kind: str) -> None:
    root = a_workspace(tmp_path, {})
    if kind == "missing":
        (root / "plans").rmdir()

    run = handrail("build", TODAY, cwd=root)

    assert run.code == 0
    assert ("there is no folder plans here" in run.err) == (kind == "missing")
    assert "No page yet." in run.out


def test_findings_survive_a_terminal_that_knows_no_unicode(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {"größe.yml": SMALL})

    run = handrail(
        "build",
        TODAY,
        cwd=root,
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
        PYTHONIOENCODING="ascii",
    )

    assert run.code == 1
    assert "Traceback" not in run.err
    assert "public-name" in run.err
