"""What tests of builds look at."""

from __future__ import annotations

import pytest

from generator.builder import page


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
