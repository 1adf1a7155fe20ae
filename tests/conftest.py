"""What holds for every test: nobody's own key is looked at."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _no_key_of_somebody(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDRAIL_KEY_FILE", str(tmp_path_factory.getbasetemp() / "no-keys"))
