"""Merges at random: what comes out is what the simple rule of `merge_cases` says, whoever merges.

2,000 cases each time; `HANDRAIL_MERGE_CASES=50` tries fifty times as many, and others.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from generator.merging.merge import ConflictMarks, Merge, ThreeFiles, merged, settled
from tests.support.merge_cases import MergeCase, as_expected, expected, merge_case, read

pytestmark = pytest.mark.slow

TIMES = int(os.environ.get("HANDRAIL_MERGE_CASES", "1"))
CASES = 2_000 * TIMES
#: Cases that are tried as one test, so that several processes can share them.
BATCH = CASES // 8
#: Every so many cases git is asked as well, which takes longer than all else.
ASK_GIT_EVERY = 40

_OURS = re.compile(rb"<{7} this side\r?\n(.*?)={7}\r?\n(.*?)>{7} the other side\r?\n", re.DOTALL)


def versions(case: MergeCase) -> ThreeFiles:
    return ThreeFiles(case.base.encode(), case.ours.encode(), case.theirs.encode())


def both_orders(case: MergeCase) -> tuple[Merge, Merge]:
    there = versions(case)
    one = merged(there, ConflictMarks())
    other = merged(ThreeFiles(there.base, there.theirs, there.ours), ConflictMarks())
    assert one is not None
    assert other is not None
    return one, other


def resolved(data: bytes, side: int) -> bytes:
    return _OURS.sub(rb"\1" if side == 1 else rb"\2", data)


@pytest.mark.parametrize("start", range(0, CASES, BATCH))
def test_a_merge_says_what_the_multiset_rule_says(start):
    for seed in range(start, start + BATCH):
        case = merge_case(seed)
        one, other = both_orders(case)

        for is_ours in (True, False):
            wanted = expected(case, is_ours=is_ours)
            plan, log = as_expected(read(resolved(one.data, 1 if is_ours else 2)))
            assert (plan, log) == (wanted.plan, wanted.log), seed
            assert bool(one.disputes) == wanted.has_dispute, seed
        assert one.disputes == other.disputes, seed
        mine, yours = read(resolved(one.data, 1)), read(resolved(other.data, 2))
        assert mine == yours, seed


def test_what_git_merges_to_the_same_meaning_is_merged_alike(tmp_path):
    agreed = 0
    for seed in range(0, CASES, ASK_GIT_EVERY):
        case = merge_case(seed)
        git = merged_by_git(case, tmp_path)
        wanted = expected(case, is_ours=True)
        if git.disputes or wanted.has_dispute or not says(git.data, wanted):
            continue
        one, _ = both_orders(case)

        agreed += 1
        assert not one.disputes, seed
        assert says(settled(one, git).data, wanted), seed
    assert agreed > CASES // ASK_GIT_EVERY // 10


def says(data: bytes, wanted: object) -> bool:
    return as_expected(read(data)) == (wanted.plan, wanted.log)


def merged_by_git(case: MergeCase, folder: Path) -> Merge:
    names = []
    for name, text in (("ours", case.ours), ("base", case.base), ("theirs", case.theirs)):
        (folder / name).write_bytes(text.encode())
        names.append(str(folder / name))
    done = subprocess.run(
        ["git", "merge-file", "-p", *names], capture_output=True, check=False, timeout=60
    )
    return Merge(done.stdout, done.returncode)
