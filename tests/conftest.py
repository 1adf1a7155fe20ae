"""What holds for every test: nobody's own key is looked at, and the same tests are tried on every machine.

Properties try the same examples each time, so that a change is judged by what it changes; to search for new ones:
`pytest --hypothesis-profile search`.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from functools import cache
from socketserver import BaseServer

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from hypothesis import HealthCheck, settings

from generator.privacy import seal
from tests.support import disk

settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", derandomize=False, deadline=None)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests begin, so that at the end no worker waits for another one's long file."""
    slow = {item.path for item in items if _is_slow(item)}
    items.sort(key=lambda item: item.path not in slow)


def pytest_sessionstart() -> None:
    """Ten thousand tests stay to the end: who collects garbage need not look through them again and again."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def _is_slow(item: pytest.Item) -> bool:
    return any(item.iter_markers("slow")) or any(item.iter_markers("browser"))


@pytest.fixture(autouse=True, scope="session")
def _no_key_of_somebody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDRAIL_KEY_FILE", str(tmp_path_factory.getbasetemp() / "no-keys"))
        yield


@pytest.fixture(autouse=True, scope="session")
def _a_disk_that_waits_for_nobody() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", disk.fsync)
        yield


@pytest.fixture(autouse=True, scope="session")
def _servers_that_end_when_told() -> Iterator[None]:
    """By default one looks twice a second whether it is to end, and who ends it waits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseServer.serve_forever, "__defaults__", (0.01,))
        yield


@pytest.fixture(autouse=True, scope="session")
def _words_that_are_stretched_once() -> Iterator[None]:
    """The same words and salt give the same key, and a fifth of a second of work each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seal, "PBKDF2HMAC", _Remembering)
        yield


class _Remembering:
    """The derivation of `cryptography`, which is asked once for each question."""

    def __init__(self, algorithm: SHA256, length: int, salt: bytes, rounds: int) -> None:
        self._question = (algorithm.name, length, salt, rounds)

    def derive(self, words: bytes) -> bytes:
        return _stretched(*self._question, words)


@cache
def _stretched(_algorithm: str, length: int, salt: bytes, rounds: int, words: bytes) -> bytes:
    return PBKDF2HMAC(SHA256(), length, salt, rounds).derive(words)
