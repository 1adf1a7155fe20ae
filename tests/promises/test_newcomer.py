"""Newcomer: README's blocks, then the tutorial's, in a clone of the project, where README says to type them.

`pipx install .` is a wheel in a fresh environment of its own, which borrows the libraries of the one that tests run in;
with libraries from the network, `make site` and `make floors` install it. What a system has to bring is left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.promises.test_docs import CHECKOUT, Reader, read

pytestmark = pytest.mark.slow

#: What belongs to the system and not to Handrail.
OF_THE_SYSTEM = ("make", "sudo")


class Newcomer(Reader):
    """Somebody with a clone and a home, and nothing else."""

    program = ("handrail",)

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(home, monkeypatch)
        for name in ("HANDRAIL_KEY_FILE", "PYTHONPATH", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("PYTHONUNBUFFERED", "1")
        monkeypatch.setenv("APPDATA", str(home / "AppData"))
        self._program = home / "pipx"
        monkeypatch.setenv("PATH", f"{self._program / 'bin'}{os.pathsep}{os.environ['PATH']}")
        self.here = home / "handrail"

    def type(self, words: list[str]) -> None:
        if words[:2] == ["pipx", "install"]:
            self._install(words[2])
        elif words and words[0] not in OF_THE_SYSTEM and words != ["pipx", "ensurepath"]:
            super().type(words)

    def _install(self, source: str) -> None:
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", self._program], check=True)
        (packages,) = self._program.glob("lib/*/site-packages")
        (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
        isolated = ["--no-deps", "--no-build-isolation", "--offline", "--no-cache", "--quiet"]
        uv = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "install",
            "--python",
            self._program,
            *isolated,
            source,
        ]
        subprocess.run(uv, cwd=self.here, check=True)

    def _answered(self, arguments: list[str], answers: str) -> tuple[int, str]:
        done = subprocess.run(
            [*self.program, *arguments],
            cwd=self.here,
            input=answers,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a clone in it, from which Handrail was installed by the first blocks of README."""
    home = tmp_path_factory.mktemp("home")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        if (CHECKOUT / name).is_file():
            (home / "handrail" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, home / "handrail" / name)
    (home / "gitconfig").write_text("[user]\nname = Sam\nemail = sam@example.org\n")
    with pytest.MonkeyPatch.context() as monkeypatch:
        Newcomer(home, monkeypatch).follow(read("README.md").partition("## Your first plan")[0])
    return home


@pytest.fixture
def newcomer(installed: Path, monkeypatch: pytest.MonkeyPatch) -> Newcomer:
    """Somebody who has just installed it, and has no workspace yet."""
    for made in ("practice", "web", ".config", ".local", "AppData"):
        shutil.rmtree(installed / made, ignore_errors=True)
    return Newcomer(installed, monkeypatch)


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md"])
def test_the_blocks_work_in_order_where_typed_and_spare_the_clone(
    newcomer: Newcomer, installed: Path, name: str
) -> None:
    before = files(installed / "handrail")
    assert "handrail init ~/practice" in newcomer.refused("handrail init practice")
    newcomer.follow(read(name).rpartition("## Your first plan")[2])

    assert newcomer.here == installed / "practice"
    assert list((installed / "practice/site/p").glob("*/index.html"))
    assert files(installed / "handrail") == before
