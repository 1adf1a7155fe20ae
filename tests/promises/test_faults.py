"""Faults: a command that dies, or finds the disk full, at any of its calls leaves nothing torn, and loses nothing.

Every command that changes something is run once for each call by which it changes the disk, and killed before that
call; and again on a disk on which no file finds room. The next run comes to the same end as if nothing had happened.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from generator.workspace.files import is_foreign
from tests.support.faults import (
    CASES,
    ROOMS,
    TODAY,
    Case,
    a_practice,
    assert_gone,
    assert_nothing_torn,
    beside_a_broken_plan,
    environment,
    files,
    let_time_pass,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows can neither fork nor be killed so"),
]

CHECKOUT: Final = Path(__file__).resolve().parents[2]


class Faulty:
    """The program, loaded once, that runs one command after another with a fault in each."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.faulty"],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self, base: Path, *arguments: str, kill_at: int | None = None, room: int | None = None
    ) -> dict[str, Any]:
        request = {
            "arguments": arguments,
            "folder": str(base / "practice"),
            "environment": environment(base),
            "kill_at": kill_at,
            "room": room,
        }
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert isinstance(answer, dict)
        return answer

    def end(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(60)


@pytest.fixture(scope="module")
def faulty() -> Iterator[Faulty]:
    program = Faulty()
    yield program
    program.end()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, faulty: Faulty) -> Path:
    """A practice with two private plans that are published, and a host on which somebody else has a page too."""
    base = tmp_path_factory.mktemp("before")
    a_practice(base)
    answer = faulty.run(base, "publish", "../web", "--yes", TODAY)
    assert answer["code"] == 0, answer["said"]
    return base


def check_all(faulty: Faulty, before: Path, folder: Path, case: Case) -> int:
    """Every fault of one command; how many there were."""
    base = folder / "base"

    def fresh() -> None:
        shutil.rmtree(base, ignore_errors=True)
        shutil.copytree(before, base)
        case.prepare(base)

    fresh()
    old = files(base)
    clean = faulty.run(base, *case.arguments)
    assert clean["code"] == 0, clean["said"]
    new = files(base)
    faulty.run(base, "build", TODAY)
    last = files(base)
    faults: list[dict[str, int]] = [{"kill_at": number} for number in range(1, clean["calls"] + 1)]
    faults += [{"room": room} for room in ROOMS]
    for fault in faults:
        fresh()
        answer = faulty.run(base, *case.arguments, **fault)
        assert "Traceback" not in answer["said"], answer["said"]
        assert answer["code"] in (0, 1, -9), answer["said"]
        assert_nothing_torn(old, files(base), new, case.same_end)
        if "room" in fault and case.arguments[0] in ("build", "publish"):
            assert_gone(base, case)  # what has to go needs no room
        let_time_pass(base)
        for arguments in case.again or (case.arguments,):
            answer = faulty.run(base, *arguments)
            is_done = answer["code"] == 0 or "already" in answer["said"]
            assert is_done, (fault, answer["said"])
        faulty.run(base, "build", TODAY)
        assert_gone(base, case)
        end = files(base)
        assert not [name for name in end if re.search("draft", Path(name).name)], (
            fault,
            sorted(end),
        )
        if case.same_end:
            assert {name: data == last.get(name) for name, data in end.items()} == dict.fromkeys(
                last, True
            ), fault
    return len(faults)


@pytest.mark.parametrize("name", CASES)
def test_a_command_with_a_fault_at_any_call_tears_and_loses_nothing(
    name: str, faulty: Faulty, before: Path, tmp_path: Path
) -> None:
    assert check_all(faulty, before, tmp_path, CASES[name]) > len(ROOMS)


def test_a_withdrawn_page_goes_on_a_full_disk_beside_mistakes(
    faulty: Faulty, before: Path, tmp_path: Path
) -> None:
    for room in ROOMS:
        base = tmp_path / str(room)
        shutil.copytree(before, base)
        beside_a_broken_plan(base)
        answer = faulty.run(base, "publish", "../web", "--yes", TODAY, room=room)
        assert answer["code"] == 1, answer["said"]
        assert_gone(base, CASES["publish"])
        assert is_foreign(base / "web/blog/index.html")
