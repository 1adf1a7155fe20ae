"""What tests of builds look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from generator.builder import page, survey


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are printed from here on."""
    paths: list[str] = []
    print_order = page.print_order
    monkeypatch.setattr(
        page,
        "print_order",
        lambda context, order: paths.append(order.public_path) or print_order(context, order),
    )
    return paths


@pytest.fixture
def begin_anew() -> Iterator[Callable[[], None]]:
    """Forget what a process finds out once, as one that begins; and again once the test is over, so
    that no other test goes on with what was changed for this one.
    """
    yield survey._program_digest.cache_clear
    survey._program_digest.cache_clear()
