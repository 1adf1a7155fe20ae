"""Ctrl-C: one line says how things are, and nothing is half."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from generator.cli.errors import AS_IT_WAS
from generator.publish import send
from generator.publish.destination import Folder
from tests.privacy.test_keyfile import PRIVATE, Practice, practice, with_key

__all__ = ["practice"]


def by_hand(*_typed: object, **_named: object) -> None:
    raise KeyboardInterrupt


def ended_question(*_typed: object, **_named: object) -> None:
    """Ends as click's own questions do."""
    try:
        raise KeyboardInterrupt
    except KeyboardInterrupt:
        raise click.Abort from None


@pytest.fixture
def ready(practice: Practice) -> Practice:
    with_key(practice)
    return practice


@pytest.mark.parametrize("left", [0, 1, 3])
def test_publishing_that_is_stopped_says_how_far_it_came(
    ready: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    web, put = tmp_path / "web", Folder.put
    copied: list[str] = []

    def put_or_stop(self: Folder, path: str, data: bytes) -> None:
        if len(copied) == left:
            raise KeyboardInterrupt
        copied.append(path)
        put(self, path, data)

    web.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(Folder, "put", put_or_stop)
        said = ready.run("publish", str(web), "--yes")

    assert ready.code == 130
    lines = [line for line in said.splitlines() if line.startswith("Stopped.")]
    assert len(lines) == 1
    assert re.search(rf"Stopped\. {left} of \d+ files in {re.escape(str(web))} are as they", said)
    assert {path.relative_to(web).as_posix() for path in web.rglob("*") if path.is_file()} == {
        *copied
    }
    for path in copied:
        assert (web / path).read_bytes() == (ready.root / "site" / path).read_bytes()
    ready.run("publish", str(web), "--yes")
    ready.run("verify", str(web))
    assert ready.code == 0


def test_before_anything_goes_out_that_is_said(
    ready: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.cli.actions.publish.show_news", by_hand)
    (tmp_path / "web").mkdir()
    said = ready.run("publish", str(tmp_path / "web"), "--yes")

    assert ready.code == 130
    assert said.splitlines()[-1].startswith("Stopped. Nothing went out.")


def test_a_command_that_is_stopped_is_remembered_as_unfinished(
    ready: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = ready.root / "handrail.yml"
    settings.write_text(f"publish: {{command: ['true']}}\n{ready.settings}", "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(send, "_run", by_hand)
        said = ready.run("publish", "--yes", "--allow-command")

    assert ready.code == 130
    assert "nobody here can tell" in said
    assert "Published by" in ready.run("publish", "--yes")


def test_a_question_that_is_ended_by_ctrl_c_is_no_other_end(
    ready: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ready.plan()
    monkeypatch.setattr(click, "confirm", ended_question)
    monkeypatch.setattr(click, "prompt", ended_question)

    said = ready.run("revoke", "sam")
    assert (ready.code, said.count("Stopped.")) == (130, 1)
    assert AS_IT_WAS in said
    said = ready.run("log", "sam", "--undo")
    assert (ready.code, ready.plan()) == (130, before)
    assert "Stopped. Nothing was written.\n" in said


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to whole consoles only")
def test_processes_of_a_large_build_say_nothing_of_ctrl_c(ready: Practice) -> None:
    for number in range(220):
        text = PRIVATE.replace("5f0c6e1b", f"{number:08x}").replace("Sam", f"Ash {number}")
        (ready.root / f"plans/p{number}.yml").write_text(text, "utf-8")
    typed = [sys.executable, "-m", "generator", "build", "-C", str(ready.root)]
    for wait_s in (0.6, 1.0, 1.6):
        running = subprocess.Popen(
            typed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0
        )
        time.sleep(wait_s)
        # As a terminal does it: to every process of the group.
        subprocess.run(["kill", "-INT", "--", f"-{running.pid}"], check=True)
        _said, errors = running.communicate(timeout=60)

        assert running.returncode in (130, 0, -signal.SIGINT)
        assert "Traceback" not in errors
