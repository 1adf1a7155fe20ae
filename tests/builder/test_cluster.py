"""Cluster: pages printed by real workers are those printed here, and no worker ever holds a key."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import __version__
from generator.builder import cluster
from generator.builder.site import Built, build
from generator.cli.app import main
from generator.errors import WorkspaceError
from generator.privacy import keyfile
from generator.privacy.keyfile import KeyFile
from generator.privacy.seal import Key
from tests.support.practice import quietly

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 22)
KEY = Key(hashlib.sha256(b"a key of this test").digest())
SETTINGS = "support: [{name: Lifeline, contact: '988'}]\nkey: practice\n"
PLAN = """\
uid: "{number:032x}"
goal: Feel at ease in crowd {number}
timeframe: {{start: 2026-01-05, end: 2026-12-28}}
objectives:
  calm: {{objective: Rate how calm I feel, measure: rating, baseline: 3, target: 7}}
progress:
  - {{date: 2026-02-02, scores: {{calm: 4}}, private: Zqprivatexv}}
"""


@dataclass
class Machines:
    """A scheduler and its workers, each a process of its own."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]
    log: Path

    def memory(self) -> bytes:
        """All that the workers hold that can be read and written."""
        return b"".join(held_by(worker.pid) for worker in self.workers)


def held_by(process: int) -> bytes:
    found = []
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            place, rights, _, _, _, *of_file = line.split()
            begin, end = (int(part, 16) for part in place.split("-"))
            if rights.startswith("rw") and of_file in ([], ["[heap]"]):
                memory.seek(begin)
                try:
                    found.append(memory.read(end - begin))
                except OSError:  # not everything that is mapped is there
                    continue
    return b"".join(found)


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """The same for all tests here: those that end some of it come last."""
    folder = tmp_path_factory.mktemp("machines")
    log = folder / "machines.log"
    file = folder / "scheduler.json"
    running: list[subprocess.Popen[bytes]] = []
    with log.open("wb") as said:

        def start(*words: str) -> subprocess.Popen[bytes]:
            running.append(
                subprocess.Popen(
                    [sys.executable, "-m", *words, "--no-dashboard"],
                    stdout=said,
                    stderr=subprocess.STDOUT,
                    cwd=folder,
                )
            )
            return running[-1]

        listening = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        scheduler = start("distributed.cli.dask_scheduler", *listening)
        workers = [
            start(
                "distributed.cli.dask_worker",
                "--scheduler-file",
                str(file),
                *("--no-nanny", "--nthreads", "1", "--name", name),
            )
            for name in ("one", "two")
        ]
        try:
            yield Machines(address_of(file, log), scheduler, workers, log)
        finally:
            for process in running:
                process.kill()
                process.wait()


def address_of(file: Path, log: Path) -> str:
    """Where the scheduler listens, once both workers are there."""
    from distributed import Client

    while not file.exists():
        time.sleep(0.05)
    with Client(scheduler_file=str(file), set_as_default=False) as client:
        client.wait_for_workers(2)
        address: str = client.scheduler.address
    return address


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    keys = tmp_path / "keys"
    monkeypatch.setenv("HANDRAIL_KEY_FILE", str(keys))
    keyfile.add(KeyFile(keys), "practice", KEY)
    return a_workspace(tmp_path / "practice")


def a_workspace(root: Path) -> Path:
    (root / "plans").mkdir(parents=True)
    (root / "handrail.yml").write_text(SETTINGS)
    for number in range(1, 41):
        share = "share: {access: public}\n" if number % 10 == 0 else ""
        (root / f"plans/{number:02}.yml").write_text(share + PLAN.format(number=number))
    return root


def pages(root: Path) -> dict[str, bytes]:
    site = root / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def built_on(machines: Machines, root: Path, on_progress: Callable[[int, int], None]) -> Built:
    return build(root, TODAY, on_progress, each=cluster.each_on(machines.address))


def test_a_cluster_prints_the_same_bytes_and_sees_no_key(
    machines: Machines, practice: Path, tmp_path: Path
) -> None:
    built_on(machines, practice, quietly)
    here = a_workspace(tmp_path / "here")
    build(here, TODAY, quietly)

    assert pages(practice) == pages(here)
    held = machines.memory()
    assert b"Feel at ease in crowd" in held, "what a worker prints can be found in its memory"
    for secret in (KEY.master, KEY.master.hex().encode(), b"Zqprivatexv"):
        assert secret not in held
        assert secret not in machines.log.read_bytes()


def test_workers_with_another_version_are_refused(machines: Machines, practice: Path) -> None:
    with cluster._client(machines.address) as client:
        client.run(_say, "0.0.9")
        try:
            with pytest.raises(WorkspaceError, match="has another version"):
                built_on(machines, practice, quietly)
        finally:
            client.run(_say, __version__)


def _say(version: str) -> None:
    cluster.__version__ = version


def test_a_worker_that_ends_is_replaced_by_another(
    machines: Machines, practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_CHUNK", 1)

    def end_one(done: int, _of: int) -> None:
        if done == 1:
            machines.workers[0].send_signal(signal.SIGKILL)

    built_on(machines, practice, end_one)

    here = a_workspace(tmp_path / "here")
    build(here, TODAY, quietly)
    assert pages(practice) == pages(here)


def test_a_scheduler_that_goes_away_leaves_the_site_as_it_was(
    machines: Machines, practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_CHUNK", 1)

    def end_it(done: int, _of: int) -> None:
        if done == 1:
            machines.scheduler.send_signal(signal.SIGKILL)

    with pytest.raises(WorkspaceError, match="went away"):
        built_on(machines, practice, end_it)

    assert not list((practice / "site").rglob("p/*/index.html"))


def test_no_scheduler_is_one_sentence(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "TIMEOUT_S", 1)

    done = CliRunner().invoke(main, ["build", "-C", str(practice), "--on", "127.0.0.1:9"])

    assert done.exit_code == 1
    assert "no scheduler answers at 127.0.0.1:9" in done.output
    assert "Traceback" not in done.output
