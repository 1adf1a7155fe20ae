"""Kill: a build that is killed at any moment leaves each page old or new, and the next build makes it whole.

Real processes, real kills. Nothing in the product is slowed down: pages are large enough that the time in which they
are written can be hit, and each kill is aimed at the moment after one of them has come. What counts is where it landed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.builder.pool import POOL_FROM
from generator.builder.site import build
from generator.privacy.paths import SEALED_FOLDER
from tests.support import program
from tests.support.builders import NEUTRAL, SMALL, TODAY, a_workspace

BUILD = ("build", "--today=2026-11-22")
PLANS = 24
#: Kills wanted between the first and the last rename, the most tries for them, and the fewest on a busy machine.
KILLS, TRIES, FEWEST = 8, 20, 1
#: How long after a page has come the kill is sent, at most: about as long as the next one takes.
MOMENT_S = 0.001
#: Long notes without marks: quick to render, slow to write.
NOTES = 6
NOTE = "Stood on the platform and let two trains go. " * 220

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
]


def a_plan(number: int, state: str) -> str:
    text = SMALL.replace("5f0c6e1b", f"{number:08x}").replace(
        "Feel at ease", f"In state {state}, feel at ease"
    )
    return text + "".join(
        f"  - date: 2026-02-{day:02}\n    note: {NOTE}\n" for day in range(1, NOTES + 1)
    )


def write_all(root: Path, state: str, but: str = "") -> None:
    for number in range(PLANS):
        name = f"plan-{number:02}"
        if name != but:
            (root / f"plans/{name}.yml").write_text(a_plan(number, state), "utf-8")


def pages(site: Path) -> dict[str, bytes]:
    """Every file below `site/`, whatever it is, but for the neutral ones."""
    files = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }
    return {name: content for name, content in files.items() if name not in NEUTRAL}


def start(root: Path) -> program.Running | subprocess.Popen[bytes]:
    """A build in a session of its own."""
    with Path(os.devnull).open("wb") as nowhere:
        return program.start(BUILD, cwd=root, stdout=nowhere.fileno(), stderr=nowhere.fileno())


def inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0


def wait_for_change(
    path: Path, before: int, process: program.Running | subprocess.Popen[bytes]
) -> None:
    """Until another file stands at `path`; looks often, and leaves the processor to the build in between."""
    while inode(path) == before and process.poll() is None:
        time.sleep(0.0001)


def spin(seconds: float) -> None:
    """Let time pass; `sleep` is too coarse for a moment within a few milliseconds."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def build_it(root: Path) -> None:
    assert build(root, TODAY, lambda done, of: None).findings == ()


def test_a_build_killed_while_it_writes_leaves_each_page_old_or_new(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    root = a_workspace(tmp_path, {})
    site, plans = root / "site", root / "plans"
    states: dict[str, dict[str, bytes]] = {}
    for state in ("B", "A"):
        write_all(root, state)
        build_it(root)
        states[state] = pages(site)
    clean = sorted(path.name for path in (root / ".handrail").iterdir())
    first, last = "plan-00/index.html", f"plan-{PLANS - 1:02}/index.html"
    old, new = "B", "A"

    landed, tries, deletions = 0, 0, 0
    while landed < KILLS and tries < TRIES:
        tries += 1
        old, new = new, old
        missing = set(states[old]) - set(
            pages(site)
        )  # a page whose plan was deleted in the last round is new in this
        write_all(root, new)
        aim = site / f"plan-{chance.randrange(PLANS - 1):02}/index.html"
        before = inode(aim)
        process = start(root)
        wait_for_change(aim, before, process)
        spin(chance.uniform(0, MOMENT_S))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(program.PATIENCE_S)

        found = pages(site)
        assert set(states[old]) - missing <= set(found) <= set(states[old]), "a stray or lost file"
        torn = [
            name
            for name, data in found.items()
            if data not in (states[old].get(name), states[new][name])
        ]
        assert torn == []
        assert not [name for name in missing & set(found) if found[name] != states[new][name]]
        landed += found.get(first) == states[new][first] and found.get(last) != states[new][last]

        expected = dict(states[new])
        if tries % 3:
            # Deleted before anyone builds again: its page must go, whether the kill came before or after its rename.
            # That of the plan deleted here is new in the next round, in which it may be deleted once more.
            victim = chance.choice(
                [
                    *(name.split("/")[0] for name in missing),
                    f"plan-{chance.randrange(1, PLANS - 1):02}",
                ]
            )
            (plans / f"{victim}.yml").unlink()
            del expected[f"{victim}/index.html"]
            deletions += 1
        build_it(root)
        assert pages(site) == expected
        folders = {path.name for path in site.iterdir() if path.is_dir()} - {SEALED_FOLDER}
        assert sorted(folders) == sorted(name.split("/")[0] for name in expected)
        assert sorted({path.name for path in (root / ".handrail").iterdir()} - {"gone"}) == clean

    assert landed >= FEWEST, f"only {landed} of {tries} kills hit the time of writing"
    assert deletions >= FEWEST


def test_a_new_plan_deleted_after_a_killed_build_leaves_no_page(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {})
    write_all(root, "A")
    build_it(root)
    rest = pages(root / "site")
    newcomer = root / "plans/a-newcomer.yml"
    for _ in range(3):
        newcomer.write_text(a_plan(99, "A"), "utf-8")
        write_all(root, "B")
        process = start(root)
        wait_for_change(root / "site/a-newcomer/index.html", 0, process)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(program.PATIENCE_S)
        assert (root / "site/a-newcomer/index.html").is_file()
        newcomer.unlink()
        write_all(root, "A")

        build_it(root)

        assert pages(root / "site") == rest
        assert not (root / "site/a-newcomer").exists()


def test_a_build_killed_before_it_writes_changes_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    root = a_workspace(tmp_path, {})
    write_all(root, "A")
    build_it(root)
    before = pages(root / "site")
    write_all(root, "B")

    for _ in range(10):
        process = program.start_from_nothing(
            BUILD,
            cwd=root,
            env=program.BARE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0, 0.12))
        process.kill()
        process.wait(program.PATIENCE_S)
        assert pages(root / "site") == before


@pytest.mark.skipif(
    sys.platform != "linux", reason="a dead process is told from a living one through /proc"
)
def test_a_killed_builds_helpers_end_with_it_and_free_the_lock(tmp_path: Path) -> None:
    root = a_workspace(
        tmp_path,
        {f"plan-{i:03}.yml": SMALL.replace("5f0c6e1b", f"{i:08x}") for i in range(POOL_FROM + 40)},
    )
    for _ in range(3):
        process = start(root)
        deadline = time.monotonic() + program.PATIENCE_S
        while (
            len(family(process.pid)) < 2 and process.poll() is None and time.monotonic() < deadline
        ):
            time.sleep(0.001)
        assert len(family(process.pid)) >= 2, "no pool was seen"
        process.kill()
        process.wait(program.PATIENCE_S)

        while family(process.pid) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert family(process.pid) == []
    build_it(root)
    assert len(pages(root / "site")) == POOL_FROM + 40


def family(session: int) -> list[int]:
    """The living processes of a session."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = stat.read_text().rpartition(") ")[2].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(of) == session and state != "Z":
            found.append(int(stat.parent.name))
    return found
