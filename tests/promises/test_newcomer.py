"""Newcomer: the guides' blocks, in a clone of the project, where the guides say to type them; and with a wheel alone.

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

from bench.release import pack
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
        self.program_folder = home / "pipx"
        monkeypatch.setenv("PATH", f"{self.program_folder / 'bin'}{os.pathsep}{os.environ['PATH']}")
        self.here = home / "handrail"

    def type(self, words: list[str]) -> None:
        if words[:2] == ["pipx", "install"]:
            self.install(words[2])
        elif words and words[0] not in OF_THE_SYSTEM and words != ["pipx", "ensurepath"]:
            super().type(words)

    def install(self, source: str) -> None:
        """What pipx does; once there, it says so and does no more."""
        if self.program_folder.exists():
            return
        subprocess.run(
            [sys.executable, "-m", "venv", "--without-pip", self.program_folder], check=True
        )
        (packages,) = self.program_folder.glob("lib/*/site-packages")
        (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
        uv = [sys.executable, "-m", "uv", "pip", "install", "--python", self.program_folder]
        isolated = ["--no-deps", "--no-build-isolation", "--offline", "--no-cache", "--quiet"]
        subprocess.run([*uv, *isolated, source], cwd=self.here, check=True)

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


def copy_of_the_project(folder: Path) -> None:
    """What git would clone, with what is about to be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        if (CHECKOUT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, folder / name)


def a_home(folder: Path) -> Path:
    (folder / "gitconfig").write_text("[user]\nname = Sam\nemail = sam@example.org\n")
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a clone in it, from which Handrail was installed as the guide says."""
    home = a_home(tmp_path_factory.mktemp("home"))
    copy_of_the_project(home / "handrail")
    with pytest.MonkeyPatch.context() as monkeypatch:
        Newcomer(home, monkeypatch).follow(read("docs/installing.md"))
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


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("README.md", "plans/sample.yml"),
        ("docs/small-plan.md", "site/p/*/index.html"),
    ],
)
def test_the_blocks_work_in_order_where_typed_and_spare_the_clone(
    newcomer: Newcomer, installed: Path, name: str, made: str
) -> None:
    before = files(installed / "handrail")
    assert "handrail init ~/practice" in newcomer.refused("handrail init practice")
    newcomer.follow(read(name))

    assert newcomer.here == installed / "practice"
    assert list((installed / "practice").glob(made))
    assert files(installed / "handrail") == before


def test_a_wheel_alone_does_the_tutorial_to_the_letter(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path_factory.mktemp("wheel")
    pack(CHECKOUT, wheel, os.environ, "--wheel")
    somebody = Newcomer(a_home(tmp_path), monkeypatch)
    somebody.here = tmp_path / "downloads"
    somebody.here.mkdir()
    (made,) = wheel.glob("*.whl")
    somebody.install(str(made))
    shutil.rmtree(wheel)
    somebody.follow(read("docs/tutorial.md"))
    pages = list(tmp_path.glob("web/p/*/index.html"))

    assert pages
    assert min(page.stat().st_size for page in pages) > 16_000
    assert list((tmp_path / "downloads").iterdir()) == []
