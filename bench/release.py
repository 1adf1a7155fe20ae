"""Release: the two files that go to a package index, the same bytes wherever they are made.

In: a checkout whose `home` in pyproject.toml is filled, and a version with its day in CHANGELOG.md. Out: a source archive
and, made from it, a wheel in the folder that is named; their SHA-256 on the terminal. Nothing is uploaded.

    python -m bench.release dist            what `make release` does
    python -m bench.release --trial dist    the same while the project has no address

The day of the changelog is the time of every file in both. Umask, time zone, folder and order of files leave no trace.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from generator import __version__
from hatch_build import PLACEHOLDER

CHECKOUT = Path(__file__).parents[1]


def main() -> None:
    """What `make release` does."""
    *options, folder = sys.argv[1:]
    if options != ["--trial"]:
        refuse_a_placeholder(CHECKOUT)
    for path in build(CHECKOUT, Path(folder)):
        print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}")


def refuse_a_placeholder(checkout: Path) -> None:
    """Raises SystemExit where the project has no address yet."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))
    home = project["tool"]["hatch"]["metadata"]["hooks"]["custom"]["home"]
    if home.startswith(PLACEHOLDER):
        raise SystemExit(
            f"Nothing was made: nobody can follow {home}.\n"
            "Write where the repository stands, as `home` in pyproject.toml, and try again."
        )


def build(checkout: Path, folder: Path) -> list[Path]:
    """The archive and the wheel of a checkout, checked as a package index would."""
    folder = folder.resolve()
    day = str(released(checkout, __version__))
    pack(checkout, folder, os.environ | {"SOURCE_DATE_EPOCH": day})
    made = sorted(folder.glob(f"handrail-{__version__}[-.]*"))
    subprocess.run([sys.executable, "-m", "twine", "check", "--strict", *made], check=True)
    return made


def pack(checkout: Path, folder: Path, environment: Mapping[str, str], *what: str) -> None:
    """`what` as uv's options say; without any, the archive, and the wheel from it. Asks no network."""
    uv = [sys.executable, "-m", "uv", "build", "--quiet", "--no-build-isolation", "--offline"]
    place = ["--python", sys.executable, "--out-dir", str(folder)]
    subprocess.run([*uv, *place, *what], cwd=checkout, env=environment, check=True)


def released(checkout: Path, version: str) -> int:
    """The first second of the day on which CHANGELOG.md says that a version came out."""
    text = (checkout / "CHANGELOG.md").read_text("utf-8")
    day = re.search(rf"^## {re.escape(version)} \((\d{{4}}-\d\d-\d\d)\)$", text, re.MULTILINE)
    if day is None:
        raise SystemExit(f"CHANGELOG.md has no heading “## {version} (year-month-day)”.")
    return int(datetime.strptime(day[1], "%Y-%m-%d").replace(tzinfo=UTC).timestamp())


if __name__ == "__main__":
    main()
