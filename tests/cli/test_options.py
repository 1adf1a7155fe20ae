"""Options: a plan is named the same way in every command, and the shell completes its name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli.actions.plan_names import asked_plan
from generator.cli.app import main
from generator.cli.options import root_of
from generator.workspace import layout
from tests.support.builders import SMALL, a_workspace

CHECKOUT = Path(__file__).resolve().parents[2]
#: Each command that takes a plan, as it would be typed, without asking anything.
COMMANDS: dict[str, Callable[[str], list[str]]] = {
    "log": lambda plan: ["log", plan, "--score", "crowds=5"],
    "check": lambda plan: ["check", plan],
    "share": lambda plan: ["share", plan, "--no-qr"],
    "close": lambda plan: ["close", plan, "--keep", "--yes"],
    "new --from": lambda plan: ["new", "autumn", "--from", plan],
}
each_command = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = a_workspace(
        tmp_path, {"sam.yml": SMALL, "teens/quiet-river.yml": SMALL.replace("5f0c", "6f0c")}
    )
    monkeypatch.chdir(root)
    monkeypatch.setenv("HANDRAIL_KEY_FILE", str(tmp_path.parent / "keys"))
    return root


def run(command: str, plan: str) -> Result:
    return CliRunner().invoke(main, [*COMMANDS[command](plan), "--today=2026-11-22"])


@each_command
@pytest.mark.parametrize(
    "name", ["sam", "sam.yml", "plans/sam.yml", "./plans/sam.yml", "plans\\sam.yml"]
)
def test_a_plan_is_named_by_its_path_or_its_files_name(root: Path, command: str, name: str) -> None:
    said = run(command, name)

    assert said.exit_code == 0, said.output


@each_command
def test_a_plan_in_a_folder_of_its_own_needs_no_folder_typed(root: Path, command: str) -> None:
    assert run(command, "quiet-river").exit_code == 0


@each_command
@pytest.mark.parametrize("name", ["samm", "plans/samm.yml"])
def test_an_unknown_plan_is_answered_with_the_nearest(root: Path, command: str, name: str) -> None:
    said = run(command, name)

    assert said.exit_code == 2
    assert 'did you mean "sam"?' in said.output


@each_command
def test_where_two_plans_are_called_alike_the_whole_paths_are_shown(
    root: Path, command: str
) -> None:
    a_workspace(root, {"old/sam.yml": SMALL.replace("5f0c", "7f0c")})
    said = run(command, "sam")

    assert said.exit_code == 2
    assert "type the whole path: plans/old/sam.yml, plans/sam.yml" in " ".join(said.output.split())


@each_command
def test_a_file_elsewhere_is_no_plan(root: Path, command: str, tmp_path: Path) -> None:
    (tmp_path / "other.yml").write_text(SMALL, "utf-8")
    said = run(command, "other.yml")

    assert said.exit_code == 2
    assert "not among the plans" in said.output


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "check"])
def test_a_folder_is_no_plan(root: Path, command: str) -> None:
    said = run(command, "plans")

    assert said.exit_code == 2
    assert "not a plan" in said.output


@pytest.mark.parametrize(
    "typed",
    ["mara/ash", "mara/ash.yml", "plans/mara/ash", "plans\\mara\\ash", "plans/mara/ash.yml"],
)
def test_a_plan_in_a_folder_is_named_from_the_folder_of_plans(root: Path, typed: str) -> None:
    a_workspace(root, {"ash.yml": SMALL, "mara/ash.yml": SMALL})

    assert asked_plan(typed, root) == "plans/mara/ash.yml"


# ---- completion


#: File names of every kind that a shell could take apart.
ODD = st.text(
    st.sampled_from("ab é'\"$`*?[]{}()<>|&;!#~%=,:+@^-.1"), min_size=1, max_size=8
).filter(lambda name: name.strip(".") and not name.startswith("-") and not name.endswith(","))


@given(st.lists(ODD, min_size=1, max_size=12, unique=True))
@settings(deadline=None, max_examples=30)
def test_what_bash_completes_is_one_word_and_the_plans_name(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        (Path(folder) / "plans").mkdir()
        (Path(folder) / "handrail.yml").touch()
        made = [name for name in names if layout.is_plan_name(f"plans/{name}.yml")]
        for name in made:
            (Path(folder) / f"plans/{name}.yml").touch()
        patch.chdir(folder)
        patch.setenv("_HANDRAIL_COMPLETE", "bash_complete")
        found = BashComplete(main, {}, "handrail", "_HANDRAIL_COMPLETE").get_completions(
            ["log"], ""
        )
        given_to_bash = "".join(f"plain,{item.value}\n" for item in found)
        # As click's script does; then as somebody types Enter.
        script = """while IFS=',' read type value; do eval "printf '%s\\\\0' $value"; done"""
        taken = subprocess.run(
            ["bash", "-c", script], input=given_to_bash.encode(), capture_output=True, check=True
        )

    assert sorted(taken.stdout.decode().split("\0")[:-1]) == sorted(made)


@pytest.mark.parametrize(
    "shell", [BashComplete, ZshComplete, FishComplete], ids=lambda shell: shell.name
)
def test_each_shell_completes_plans_by_their_short_names_first(
    root: Path, shell: type[ShellComplete]
) -> None:
    def complete(words: list[str], typed: str) -> list[str]:
        found = shell(main, {}, "handrail", "_HANDRAIL_COMPLETE").get_completions(words, typed)
        return [item.value for item in found]

    for command in ("log", "check", "share", "revoke", "close"):
        assert complete([command], "") == ["sam", "quiet-river"]
        assert complete([command], "s") == ["sam"]
        assert complete([command], "plans/") == ["plans/sam.yml", "plans/teens/quiet-river.yml"]
    assert complete(["new", "--from"], "q") == ["quiet-river"]


def test_plans_that_are_called_alike_are_completed_by_their_paths(root: Path) -> None:
    a_workspace(root, {"old/sam.yml": SMALL})
    found = BashComplete(main, {}, "handrail", "_HANDRAIL_COMPLETE").get_completions(["log"], "")

    assert [item.value for item in found] == ["quiet-river", "plans/old/sam.yml", "plans/sam.yml"]


def test_outside_of_a_workspace_nothing_is_completed_and_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert (
        BashComplete(main, {}, "handrail", "_HANDRAIL_COMPLETE").get_completions(["log"], "") == []
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="this system has no bash")
def test_a_real_bash_completes_commands_plans_and_objectives(root: Path) -> None:
    (root / "plans/sam lee.yml").write_text(SMALL.replace("5f0c", "7f0c"), "utf-8")
    command = root / "bin/handrail"
    command.parent.mkdir()
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH="{CHECKOUT}" exec "{sys.executable}" -m generator "$@"\n', "utf-8"
    )
    command.chmod(0o755)
    script = """
        eval "$(handrail completion bash)"
        complete_words() {
            COMPREPLY=(); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
            _handrail_completion handrail
            echo "${COMPREPLY[@]}"
        }
        complete_words handrail pre
        complete_words handrail share q
        complete_words handrail log sam --score c
        complete_words handrail share 'sam\\ l'
        compopt() { echo "compopt $@"; }
        complete_words handrail log sam --score c
        complete_words handrail log sam --skip c
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=root,
        env={"PATH": f"{command.parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.splitlines() == [
        "preview",
        "quiet-river",
        "crowds=",
        "sam\\ lee",
        "compopt -o nospace",
        "crowds=",
        "crowds",
    ], done.stderr


# ---- where one stands


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A workspace whose `plans/` is a link, and whose `plans/team` is one as well."""
    shared = tmp_path.resolve() / "shared"
    (shared / "team").mkdir(parents=True)
    (shared / "sam.yml").write_text(SMALL, "utf-8")
    a_workspace(tmp_path / "own", {})
    (tmp_path / "own/plans").rmdir()
    (tmp_path / "own/plans").symlink_to(shared)
    (shared / "linked").symlink_to(shared / "team")
    return tmp_path.resolve() / "own"


@pytest.mark.parametrize("inside", [".", "plans", "plans/team", "plans/linked"])
def test_a_workspace_is_found_from_folders_that_are_links(
    linked: Path, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(linked / inside)
    monkeypatch.setenv("PWD", str(linked / inside))  # as a shell says it

    assert root_of(Path()) == linked
    assert CliRunner().invoke(main, ["check", "sam", "-q"]).exit_code == 0


def test_a_workspace_is_found_by_a_name_that_leads_through_a_link(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(linked.parent)
    monkeypatch.setenv("PWD", str(linked.parent))

    assert root_of(Path("own/plans/team")) == linked
    assert root_of(linked / "plans/linked") == linked


@pytest.mark.parametrize("remembered", ["", "own", "/nowhere", "elsewhere/.."])
def test_what_a_shell_remembers_wrongly_misleads_nobody(
    linked: Path, remembered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(linked)
    monkeypatch.setenv("PWD", remembered)

    assert root_of(Path()) == linked


def test_a_folders_name_that_speaks_to_the_terminal_is_told_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / "x\x1b[31mred"
    odd.mkdir()
    result = CliRunner().invoke(main, ["check", "-C", str(odd)])

    assert result.exit_code == 1
    assert "\x1b" not in result.output
    assert "\\x1b[31mred" in result.output
