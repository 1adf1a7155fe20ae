"""Spoilt files end in a plan or in findings. The long run is `python bench/fuzz.py`."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SPEC = importlib.util.spec_from_file_location(
    "fuzz", Path(__file__).resolve().parents[2] / "bench/fuzz.py"
)
assert SPEC is not None
assert SPEC.loader is not None
fuzz = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(fuzz)


def test_any_spoilt_file_is_a_plan_or_has_findings():
    outcomes = [fuzz.is_plan(data) for data in fuzz.inputs(1_500, seed=7)]

    assert 0 < sum(outcomes) < len(outcomes)
