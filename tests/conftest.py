"""What holds for every test: nobody's own key is looked at, and the same tests are tried on every machine.

Properties try the same examples each time, so that a change is judged by what it changes; to search for new ones:
`pytest --hypothesis-profile search`.
"""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _no_key_of_somebody(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDRAIL_KEY_FILE", str(tmp_path_factory.getbasetemp() / "no-keys"))
