"""Same everywhere: two copies of one commit give the same bytes, and nothing that only history knows."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from generator.privacy.keyfile import KeyFile, add
from generator.privacy.seal import Key
from tests.support.two_copies import MINE, PLAN, Copy, begun

pytestmark = pytest.mark.slow

TODAY = "--today=2026-02-01"
CANARY = "Zqhistoryxv"
PRIVATE = """\
uid: "0123456789abcdef0123456789abcdef"
client: Kim
goal: Say no once a week
timeframe: {start: 2026-01-05, end: 2026-04-06}
objectives:
  no-s:
    objective: Say no to one request
    measure: count
    per: week
    target: {at_least: 1}
"""


def built(copy: Copy, name: str = "site") -> dict[str, bytes]:
    return {
        str(path.relative_to(copy.root)): path.read_bytes()
        for path in sorted((copy.root / name).rglob("*"))
        if path.is_file()
    }


def with_key(copy: Copy) -> Path:
    path = copy.root.parent / "keys" / "practice"
    path.parent.mkdir(mode=0o700)
    add(KeyFile(path), "practice", Key(bytes(range(32))))
    fingerprint = Key(bytes(range(32))).fingerprint
    settings = copy.read("handrail.yml")
    copy.write(
        "handrail.yml", f'{settings}key: practice\nfingerprints: {{practice: "{fingerprint}"}}\n'
    )
    return path


def test_two_copies_of_one_commit_give_the_same_bytes(tmp_path: Path) -> None:
    first = begun(tmp_path / "first")
    key = with_key(first)
    first.log(MINE)
    first.write("plans/kim.yml", PRIVATE)
    first.commit()
    there = {"HANDRAIL_KEY_FILE": str(key), "TZ": "Pacific/Kiritimati", "USER": "okafor"}
    elsewhere = {"HANDRAIL_KEY_FILE": str(key), "TZ": "Pacific/Niue", "USER": "lind", "LANG": "de"}
    mine = Copy(first.root, "okafor", there)
    yours = Copy(tmp_path / "a home" / "second", "lind", elsewhere)
    yours.root.parent.mkdir()
    mine.git("clone", "--quiet", str(first.root), str(yours.root))
    for path in (yours.root / "plans").iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))

    for copy in (mine, yours):
        copy.handrail("build", TODAY)

    assert len([name for name in built(mine) if re.search("/p/[0-9a-f]{32}/", name)]) == 1
    assert built(mine) == built(yours)


def test_what_only_history_knows_is_in_no_page_and_no_manifest(tmp_path: Path) -> None:
    copy = begun(tmp_path / "copy")
    copy.change("Feel at ease in a crowd", CANARY)
    copy.log(f"    note: {CANARY}\n    private: {CANARY}\n")
    copy.write("plans/gone.yml", PRIVATE.replace("Say no once a week", CANARY))
    copy.commit(CANARY)
    copy.handrail("build", TODAY, code=1)
    copy.git("checkout", "--quiet", "HEAD~1", "--", PLAN)
    copy.git("rm", "--quiet", "-f", "plans/gone.yml")
    copy.commit("Taken out on purpose")

    copy.handrail("build", TODAY)

    made = {**built(copy), **built(copy, ".handrail")}
    assert "site/sam/index.html" in made
    assert not [name for name, data in made.items() if CANARY.encode() in data]
