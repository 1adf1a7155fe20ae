"""Upgrading: what was written for an older Handrail goes on, behind the same links.

`plans_of_0_1_0` holds the samples as they were, and the links that 0.1.0 made for them.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.app import main

OLDER = Path(__file__).parent / "plans_of_0_1_0"
#: What an older plan is asked since, as docs/upgrading.md tells: the plan, and the line that answers.
ASKED = {"plans/talk-as-to-a-friend.yml": ("measure: rses", "form: from-0")}


def handrail(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "-C", str(root)])


@pytest.fixture
def older(tmp_path: Path) -> Path:
    shutil.copytree(OLDER, tmp_path, dirs_exist_ok=True)
    return tmp_path


def answer(root: Path) -> None:
    """Follows the hint of each question."""
    for plan, (line, more) in ASKED.items():
        text = (root / plan).read_text("utf-8")
        answered = re.sub(rf"^( *){line}$", rf"\g<0>\n\g<1>{more}", text, flags=re.MULTILINE)
        (root / plan).write_text(answered, "utf-8")


def link(row: dict[str, str | None]) -> str:
    """What opens a page: its path, the secret behind it, and its words where there are words."""
    secret = (row["url"] or "").partition("#")[2]
    opened = f"{row['path']}#{secret}".rstrip("#")
    return " ".join(filter(None, (opened, row["words"])))


def test_older_plans_are_asked_only_what_the_guide_tells(older: Path) -> None:
    told = json.loads(handrail(older, "check", "--format", "json").output)
    wrong = {(one["file"], one["code"]) for one in told["findings"] if one["level"] == "error"}

    assert wrong == {(plan, "which-form") for plan in ASKED}


def test_older_plans_build_behind_the_links_they_had(older: Path) -> None:
    answer(older)
    built = handrail(older, "build")
    listed = json.loads(handrail(older, "links", "--show-secrets", "--format", "json").output)

    links = {row["plan"]: link(row) for row in listed}

    assert built.exit_code == 0, built.output
    assert links == json.loads((older / "links.json").read_text("utf-8"))
    assert all((older / "site" / row["path"]).is_file() for row in listed)
