"""What holds for every test: nobody's own key is looked at, and the same tests are tried on every machine.

Properties try the same examples each time, so that a change is judged by what it changes; to search for new ones:
`pytest --hypothesis-profile search`.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", derandomize=False, deadline=None)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests begin, so that at the end no worker waits for another one's long file."""
    slow = {item.path for item in items if _is_slow(item)}
    items.sort(key=lambda item: item.path not in slow)


def _is_slow(item: pytest.Item) -> bool:
    return any(item.iter_markers("slow")) or any(item.iter_markers("browser"))


@pytest.fixture(autouse=True)
def _no_key_of_somebody(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDRAIL_KEY_FILE", str(tmp_path_factory.getbasetemp() / "no-keys"))
