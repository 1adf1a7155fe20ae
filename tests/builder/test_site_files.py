"""Neutral: files of the site that belong to no plan, known again as ours, and the same everywhere."""

from __future__ import annotations

import re
import struct
import zlib
from datetime import date
from pathlib import Path

import pytest

from bench import icons as drawn
from generator.builder import icons, site_files
from generator.builder.site import build
from generator.workspace import files
from tests.support.builders import SMALL, a_workspace

TODAY = date(2026, 11, 22)


def built(root: Path) -> Path:
    a_workspace(root, {"sam.yml": SMALL})
    build(root, TODAY, lambda _done, _of: None)
    return root / "site"


def pixels(picture: bytes) -> tuple[bytes, bytes]:
    """The head of a PNG and its rows, whatever packed them."""
    at, chunks = 8, dict[bytes, bytes]()
    while at < len(picture):
        length, kind = struct.unpack_from(">I4s", picture, at)
        data = picture[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", picture, at + 8 + length) == (zlib.crc32(kind + data),)
        chunks[kind] = data
        at += 12 + length
    return chunks[b"IHDR"] + chunks[b"PLTE"] + chunks[b"tEXt"], zlib.decompress(chunks[b"IDAT"])


def test_every_neutral_file_but_an_empty_one_is_known_as_ours(tmp_path: Path) -> None:
    site = built(tmp_path)

    assert all((site / path).is_file() for path in site_files.PATHS)
    assert [path for path in site_files.PATHS if files.is_foreign(site / path)] == [".nojekyll"]


@pytest.mark.parametrize("name", ["favicon.ico", "apple-touch-icon.png", "p/index.html"])
def test_a_neutral_file_of_somebody_else_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / "site/p").mkdir(parents=True)
    (tmp_path / "site" / name).write_bytes(b"\x89PNG mine")

    assert (built(tmp_path) / name).read_bytes() == b"\x89PNG mine"


def test_the_icons_are_as_they_are_drawn() -> None:
    assert pixels(icons.TOUCH_ICON) == pixels(drawn.touch_icon())
    assert pixels(icons.FAVICON[22:]) == pixels(drawn.favicon()[22:])
    assert icons.FAVICON[:14] == drawn.favicon()[:14]
    assert struct.unpack_from("<II", icons.FAVICON, 14) == (len(icons.FAVICON) - 22, 22)


def test_a_host_that_lists_folders_shows_a_page_instead_of_tokens(
    tmp_path: Path,
) -> None:
    site = built(tmp_path)

    assert (site / "p/index.html").read_bytes() == (site / "index.html").read_bytes()
    assert not re.search(r"[0-9a-f]{32}", (site / "p/index.html").read_text("utf-8"))
