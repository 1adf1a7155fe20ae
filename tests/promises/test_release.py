"""Release: what goes to a package index is the same wherever it is made, complete, and leads somewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bench import release
from generator import __version__
from hatch_build import PLACEHOLDER, absolute
from tests.promises.test_docs import CHECKOUT, read
from tests.promises.test_newcomer import copy_of_the_project

pytestmark = pytest.mark.slow

HOME = "https://git.example.org/harbour-street/handrail"
INFO = f"handrail-{__version__}.dist-info"


def a_checkout(folder: Path, home: str) -> Path:
    copy_of_the_project(folder)
    project = folder / "pyproject.toml"
    text = project.read_text("utf-8").replace(f"{PLACEHOLDER}handrail", home)
    project.write_text(text, "utf-8")
    return folder


def made_in(checkout: Path, *, umask: int, zone: str) -> dict[str, bytes]:
    """The two files that somebody with such a computer makes."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.release", "dist"],
        cwd=checkout,
        env=os.environ | {"TZ": zone, "PYTHONPATH": str(checkout)},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: path.read_bytes() for path in (checkout / "dist").glob("handrail-*")}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_checkout(tmp_path_factory.mktemp("here"), HOME)


@pytest.fixture(scope="module")
def made(checkout: Path) -> dict[str, bytes]:
    return made_in(checkout, umask=0o077, zone="Pacific/Kiritimati")


@pytest.fixture(scope="module")
def wheel(checkout: Path, made: dict[str, bytes]) -> zipfile.ZipFile:
    (name,) = [name for name in made if name.endswith(".whl")]
    return zipfile.ZipFile(checkout / "dist" / name)


def test_another_computer_makes_the_same_bytes(made: dict[str, bytes], tmp_path: Path) -> None:
    there = a_checkout(tmp_path / "a folder of another name", HOME)
    for path in there.rglob("*"):
        path.touch()

    assert made_in(there, umask=0o002, zone="America/Anchorage") == made


def test_the_wheel_holds_program_templates_and_licence_alone(wheel: zipfile.ZipFile) -> None:
    files = {
        path.relative_to(CHECKOUT).as_posix()
        for folder in ("generator", "templates")
        for path in (CHECKOUT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    wanted = {name.replace("templates/", "generator/templates/", 1) for name in files}
    about = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}

    assert set(wheel.namelist()) == wanted | {f"{INFO}/{name}" for name in about}
    assert "generator/py.typed" in wanted


def test_the_package_says_where_its_project_stands(wheel: zipfile.ZipFile) -> None:
    about = wheel.read(f"{INFO}/METADATA").decode()

    assert f"Project-URL: Homepage, {HOME}\n" in about
    assert f"]({HOME}/raw/v{__version__}/docs/plan-page.png)" in about
    assert f"]({HOME}/blob/v{__version__}/docs/tutorial.md)" in about


def test_each_link_of_readme_leads_somewhere_without_the_files_beside_it() -> None:
    text = absolute(read("README.md"), HOME, "v1")
    targets = [part.partition(")")[0] for part in text.split("](")[1:]]

    assert targets
    assert [target for target in targets if not target.startswith("https://")] == []


def test_nothing_is_released_while_the_project_has_no_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["release", str(tmp_path / "dist")])
    monkeypatch.setattr(
        release, "CHECKOUT", a_checkout(tmp_path / "handrail", f"{PLACEHOLDER}handrail")
    )
    with pytest.raises(SystemExit, match="Write where the repository stands"):
        release.main()

    assert not (tmp_path / "dist").exists()


def test_a_version_without_a_day_in_the_changes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text("## 0.3.0 (not yet released)\n", "utf-8")

    with pytest.raises(SystemExit, match="no heading"):
        release.released(tmp_path, "0.3.0")


def test_this_version_has_its_day_in_the_changes() -> None:
    assert release.released(CHECKOUT, __version__) > 0
