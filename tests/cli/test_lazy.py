"""Lazy: listing and help load no work, and each command finds its own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import click
import pytest

from generator.cli import git, key
from generator.cli.app import COMMANDS
from generator.cli.errors import AS_IT_WAS
from generator.cli.lazy import ListedCommand
from tests.support.builders import SMALL, TODAY, a_workspace

CHECKOUT = Path(__file__).resolve().parents[2]
#: The groups below the main one, each with its commands.
GROUPS = {
    group.name: [one for one in group.commands.values() if isinstance(one, ListedCommand)]
    for group in (key.key_command, git.git_command)
}
LISTED = [*COMMANDS, *(one for commands in GROUPS.values() for one in commands)]
#: Each command that hands its options on: the module, its action, and the class of its options.
HANDED_ON = [
    (path.stem, *found)
    for path in sorted((CHECKOUT / "generator/cli").glob("*.py"))
    for found in re.findall(
        r"\(options: (\w+)\) -> None:.*?carry_out\(\"([\w:]+)\", options\)",
        path.read_text(),
        re.DOTALL,
    )
]


def loaded_after(*commands: list[str]) -> set[str]:
    """The modules of ours that are loaded once these commands have run in one process."""
    program = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from generator.cli.app import main\n"
        f"for words in {list(commands)!r}:\n"
        "    assert CliRunner().invoke(main, words).exit_code == 0, words\n"
        "print(*(name for name in sys.modules if name.startswith('generator.')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_a_build_without_changes_loads_what_it_needs_alone(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {"sam.yml": SMALL})
    build = ["build", "-C", str(root), f"--today={TODAY}"]
    assert "generator.render.html" in loaded_after(build)

    loaded = loaded_after(build)

    rooms = {name.split(".")[1] for name in loaded}
    assert not rooms & {"advice", "publish", "progress", "render", "view", "charts"}
    assert "generator.format.load" not in loaded


@pytest.mark.parametrize("listed", LISTED, ids=lambda listed: listed.module)
def test_a_command_says_in_the_list_what_its_help_begins_with(listed: ListedCommand) -> None:
    command = listed.load()

    assert command.name == listed.name
    assert listed.short_help or listed.get_short_help_str(200) == command.get_short_help_str(200)


def test_the_list_of_commands_loads_none_of_them() -> None:
    modules = {listed.module for listed in LISTED}

    assert not loaded_after(["--help"]) & modules


def test_the_help_of_every_command_loads_no_work() -> None:
    helps = [[one.name or "", "--help"] for one in COMMANDS]
    for group, commands in GROUPS.items():
        helps += [[group or "", one.name or "", "--help"] for one in commands]
    loaded = loaded_after(*helps)

    assert "generator.cli.key_rotate" in loaded
    assert not {name for name in loaded if name.startswith("generator.cli.actions.")}
    assert "generator.builder.site" not in loaded


def test_every_command_with_work_hands_its_options_on() -> None:
    handed_on = {module for module, _, _ in HANDED_ON}
    modules = {listed.module.rpartition(".")[2] for listed in LISTED}

    assert modules - handed_on == {"schema", "completion", "key", "git"}


@pytest.mark.parametrize(("module", "options", "action"), HANDED_ON)
def test_an_action_takes_the_options_of_its_command(module: str, options: str, action: str) -> None:
    place, _, name = action.partition(":")
    function = getattr(import_module(f"generator.cli.actions.{place}"), name)

    taken = getattr(import_module(f"generator.cli.{module}"), options)
    assert get_type_hints(function)["options"] is taken


def test_every_option_has_a_field_of_its_name() -> None:
    for listed in LISTED:
        command = listed.load()
        if not isinstance(command, click.Group) and listed.name not in (
            "schema",
            "completion",
            "log",
        ):
            module = import_module(listed.module)
            words = listed.module.rpartition(".")[2].split("_")
            kind = getattr(module, "".join(word.title() for word in words) + "Options")
            assert {one.name for one in command.params} == set(kind.__dataclass_fields__)


NO_SIGNALS = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows sends Ctrl-C to whole consoles only"
)


def ended_by_ctrl_c(lines: str, *typed: str) -> tuple[int, bytes]:
    """How the program ends, and what it says, where these lines have it stopped."""
    program = (
        "import os, signal, sys\n"
        "from generator.__main__ import run\n"
        "stop = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)\n"
        f"{lines}\n"
        f"sys.argv[1:] = {typed!r}\n"
        "run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, check=False
    )
    return done.returncode, done.stderr


@NO_SIGNALS
@pytest.mark.parametrize(
    "lines",
    [
        "stop()",
        "from generator.cli import lazy; lazy.import_module = stop",
        "from generator.cli import app; app.App.make_context = stop",
        "from generator.cli import check; check.carry_out = stop",
    ],
)
def test_ctrl_c_before_the_work_begins_ends_with_one_line(lines: str) -> None:
    assert ended_by_ctrl_c(lines, "check") == (130, b"Stopped. Nothing was done yet.\n")


@NO_SIGNALS
def test_ctrl_c_at_work_ends_with_how_things_are() -> None:
    lines = "from generator.cli.actions import check; check.check = stop"

    assert ended_by_ctrl_c(lines, "check") == (130, f"Stopped. {AS_IT_WAS}\n".encode())


@pytest.mark.slow
@NO_SIGNALS
def test_ctrl_c_after_the_work_changes_nothing_of_its_end() -> None:
    lines = (
        "from generator.cli import app\n"
        "end = app.main.invoke\n"
        "def end_and_stop(context):\n"
        "    try:\n"
        "        end(context)\n"
        "    finally:\n"
        "        stop()\n"
        "app.main.invoke = end_and_stop\n"
    )

    assert ended_by_ctrl_c(lines, "status") == (0, b"")


def test_ctrl_c_is_heard_as_before_once_a_command_has_been_read() -> None:
    before = signal.getsignal(signal.SIGINT)
    COMMANDS[0].load()

    assert signal.getsignal(signal.SIGINT) is before
