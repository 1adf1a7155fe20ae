"""At rest: what a stolen repository reveals is what the recipe says, sealed by git-crypt or by age.

The commands themselves are followed by test_docs; here copies are searched for what they must not hold.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
from pathlib import Path

import pytest

from tests.support.two_copies import MINE, PLAN, YOURS, Copy, begun, fetched

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).parents[2]
RECIPE = CHECKOUT / "docs/recipes/at-rest.md"
#: Words that stand nowhere else, each in a place that the recipe's table names.
GOAL, PRIVATE, TAKEN_BACK, SETTING = "Zqgoalxv", "Zqprivatexv", "Zqtakenxv", "Zqsettingxv"
NAME, MESSAGE, AUTHOR = "zqnamexv", "Zqmessagexv", "Zqauthorxv"
WORDS = {GOAL, PRIVATE, TAKEN_BACK, SETTING}
AROUND = {NAME, MESSAGE, AUTHOR}


def run(here: Path, *words: str | Path) -> bytes:
    return subprocess.run(words, cwd=here, check=True, capture_output=True).stdout


def sealed_lines() -> str:
    """What the recipe adds to `.gitattributes`."""
    found = re.search(
        r"^```gitattributes\n# \.gitattributes\n(.*?)^```$",
        RECIPE.read_text(),
        re.DOTALL | re.MULTILINE,
    )
    assert found is not None
    return found[1]


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new workspace with line ends settled as `handrail init` does, in a repository without a version."""
    (tmp_path / "gitconfig").write_text(f"[user]\nname = {AUTHOR}\nemail = a@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    root = tmp_path / "practice"
    (root / "plans").mkdir(parents=True)
    (root / ".gitattributes").write_text("*.yml text eol=lf\n")
    (root / "handrail.yml").write_text(f"practice: {SETTING}\n")
    run(root, "git", "init", "--quiet")
    return root


def write_down(root: Path) -> None:
    """Two versions: the second takes a sentence back."""
    plan = root / f"plans/{NAME}.yml"
    plan.write_text(f"goal: {GOAL}\nwhy: {TAKEN_BACK}\nprivate: {PRIVATE}\n")
    keep(root)
    plan.write_text(f"goal: {GOAL}\nprivate: {PRIVATE}\n")
    keep(root)


def keep(root: Path) -> None:
    run(root, "git", "add", "--all")
    run(root, "git", "commit", "--quiet", "--message", MESSAGE)


def told_by(repository: Path) -> set[str]:
    """Which of the words somebody finds who reads every object of a copy."""
    everything = run(repository, "git", "cat-file", "--batch-all-objects", "--batch", "--unordered")
    return {word for word in WORDS | AROUND if word.encode() in everything}


def pushed(root: Path, tmp_path: Path) -> Path:
    host = tmp_path / "host.git"
    run(tmp_path, "git", "clone", "--quiet", "--bare", root, host)
    return host


def test_a_repository_as_it_is_reveals_everything(practice: Path, tmp_path: Path) -> None:
    write_down(practice)

    assert told_by(pushed(practice, tmp_path)) == WORDS | AROUND


def seal(root: Path, key: Path) -> None:
    run(root, "git-crypt", "init")
    run(root, "git-crypt", "export-key", key)
    with (root / ".gitattributes").open("a") as attributes:
        attributes.write(sealed_lines())


def test_a_host_of_sealed_plans_reads_names_and_messages_alone(
    practice: Path, tmp_path: Path
) -> None:
    seal(practice, tmp_path / "plans.key")
    write_down(practice)

    assert told_by(pushed(practice, tmp_path)) == AROUND


def test_sealed_plans_come_back_byte_for_byte(practice: Path, tmp_path: Path) -> None:
    seal(practice, tmp_path / "plans.key")
    draw = random.Random(7)
    for number in range(40):  # one in six would be spoilt if git mended line ends in sealed bytes
        words = "".join(draw.choices("abcdefghij \n", k=12_000))
        (practice / f"plans/{number}.yml").write_text(words)
    keep(practice)
    again = tmp_path / "again"
    run(tmp_path, "git", "clone", "--quiet", pushed(practice, tmp_path), again)
    run(again, "git-crypt", "unlock", tmp_path / "plans.key")

    for plan in sorted((practice / "plans").iterdir()):
        assert (again / "plans" / plan.name).read_bytes() == plan.read_bytes()
    assert run(again, "git", "status", "--porcelain") == b""


def test_a_copy_sealed_by_age_reveals_nothing(practice: Path, tmp_path: Path) -> None:
    write_down(practice)
    bundle, sealed, key = tmp_path / "plans.bundle", tmp_path / "plans.age", tmp_path / "copies.key"
    run(practice, "git", "bundle", "create", bundle, "HEAD", "--all")
    run(tmp_path, "age-keygen", "--output", key)
    run(tmp_path, "age", "--encrypt", "--identity", key, "--output", sealed, bundle)

    assert AUTHOR.encode() not in sealed.read_bytes()
    with pytest.raises(subprocess.CalledProcessError):
        run(tmp_path, "git", "bundle", "list-heads", sealed)
    assert run(tmp_path, "age", "--decrypt", "--identity", key, sealed) == bundle.read_bytes()


def test_two_people_merge_sealed_plans_by_what_they_mean(tmp_path: Path) -> None:
    mine = begun(tmp_path / "mine")
    seal(mine.root, tmp_path / "plans.key")
    mine.handrail("git", "install")
    mine.commit("Seal plans")
    yours = Copy(tmp_path / "yours", "lind")
    mine.git("clone", "--quiet", ".", str(yours.root))
    run(yours.root, "git-crypt", "unlock", tmp_path / "plans.key")
    yours.handrail("git", "install")
    mine.log(MINE)
    mine.commit("Mine")
    yours.log(YOURS)
    yours.commit("Yours")
    fetched(mine, yours)

    mine.git("merge", "--quiet", "--no-edit", "FETCH_HEAD")

    assert mine.read().endswith(MINE + YOURS) or mine.read().endswith(YOURS + MINE)
    assert b"The train was full" not in run(mine.root, "git", "cat-file", "blob", f"HEAD:{PLAN}")
    assert mine.handrail("history", PLAN).count("An entry of 19 January was added.") == 2
    assert "note: The train was full." in mine.git("log", "-p", "--", PLAN)


def test_a_sealed_commit_is_looked_at_as_any_other(tmp_path: Path) -> None:
    mine = begun(tmp_path / "mine")
    seal(mine.root, tmp_path / "plans.key")
    mine.handrail("git", "install")
    mine.commit("Seal plans")
    mine.log("  - date: 2026-13-45\n")
    mine.git("add", "--all")

    said = mine.git("commit", "--message", "A day that is none", code=1)

    assert f"{PLAN}:" in said
    assert "2026-13-45" in said
