"""Pool: results come in order, and of many items only a few are here at any time."""

from __future__ import annotations

import operator
from collections.abc import Iterator

import pytest

from generator.builder import pool

MANY = 2000


@pytest.mark.parametrize("count", [0, 1, pool.POOL_FROM - 1, pool.POOL_FROM, MANY])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    assert list(pool.each(operator.add, 1, range(count))) == list(range(1, count + 1))


def test_items_are_taken_as_the_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool.os, "cpu_count", lambda: 2)
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(MANY):
            taken.append(item)
            yield item

    ahead = [len(taken) - done for done in pool.each(operator.add, 1, items())]

    assert max(ahead) <= pool.POOL_FROM
    assert len(taken) == MANY
