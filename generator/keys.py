"""Keys: the keys at hand. So far only that of the samples, which anyone can derive."""

from __future__ import annotations

from pathlib import Path

from generator.errors import HandrailError
from generator.model import Settings
from generator.seal import DEMONSTRATION, Keyring


class KeyFileError(HandrailError):
    hint = "…"


def raw() -> tuple[bytes, ...]:
    return ()


def load(root: Path, settings: Settings) -> Keyring:
    return Keyring((("demonstration", DEMONSTRATION),))


def load_marks() -> frozenset[tuple[str, int]]:
    return frozenset()
