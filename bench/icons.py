"""Icons: draws the two pictures of `generator/builder/icons.py`, and packs them as PNG and ICO.

`python -m bench.icons` writes that module anew. The line is the one that a page's own icon has.
"""

from __future__ import annotations

import base64
import math
import struct
import textwrap
import zlib
from pathlib import Path
from typing import Final

MODULE: Final = Path(__file__).resolve().parents[1] / "generator" / "builder" / "icons.py"
#: Paper and accent of tokens.css; a phone's own screen is never the ground, since the line has one colour.
PAPER: Final = (0xFD, 0xFB, 0xF9)
ACCENT: Final = (0x8A, 0x2F, 0x57)
#: The line of templates/partials/privacy.html in its square of 32: where it begins, its curve's two handles, its end.
CURVE: Final = ((3.0, 22.0), (11.0, 22.0), (14.0, 10.0), (29.0, 10.0))
HALF_WIDTH: Final = 2.0
#: How many shades lie between paper and accent, both counted: as many as two bits tell apart.
SHADES: Final = 4


def shades(size_px: int, margin: float) -> list[bytes]:
    """Rows of shades, 0 for paper; `margin` is the share of the square that stays free at each side."""
    steps = 4 * size_px
    scale = size_px * (1 - 2 * margin) / 32
    points = [
        tuple(size_px * margin + scale * along for along in _on_curve(step / steps))
        for step in range(steps + 1)
    ]
    rows = []
    for y in range(size_px):
        near = [point for point in points if abs(point[1] - y - 0.5) <= scale * HALF_WIDTH + 1]
        rows.append(
            bytes(_shade(x + 0.5, y + 0.5, near, scale * HALF_WIDTH) for x in range(size_px))
        )
    return rows


def _on_curve(t: float) -> tuple[float, float]:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x, y = (
        sum(weight * handle[axis] for weight, handle in zip(weights, CURVE, strict=True))
        for axis in (0, 1)
    )
    return x, y


def _shade(x: float, y: float, near: list[tuple[float, ...]], radius: float) -> int:
    distance = min((math.hypot(point[0] - x, point[1] - y) for point in near), default=math.inf)
    return round((SHADES - 1) * min(1.0, max(0.0, radius + 0.5 - distance)))


def png(rows: list[bytes]) -> bytes:
    """A picture of four shades that says whose it is, so that it is known again as the pages are."""
    size = len(rows)
    palette = b"".join(
        bytes(
            round(paper + (accent - paper) * shade / (SHADES - 1))
            for paper, accent in zip(PAPER, ACCENT, strict=True)
        )
        for shade in range(SHADES)
    )
    packed = b"".join(b"\0" + _two_bits(row) for row in rows)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 2, 3, 0, 0, 0)),
            _chunk(b"tEXt", b"Comment\0# Handrail"),
            _chunk(b"PLTE", palette),
            _chunk(b"IDAT", zlib.compress(packed, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _two_bits(row: bytes) -> bytes:
    padded = row + bytes(-len(row) % 4)
    return bytes(
        a << 6 | b << 4 | c << 2 | d
        for a, b, c, d in zip(padded[::4], padded[1::4], padded[2::4], padded[3::4], strict=True)
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def ico(picture: bytes, size_px: int) -> bytes:
    """One PNG as an ICO."""
    return (
        struct.pack("<HHH", 0, 1, 1)
        + struct.pack("<BBBBHHII", size_px, size_px, 4, 0, 1, 2, len(picture), 22)
        + picture
    )


def favicon() -> bytes:
    return ico(png(shades(32, 0)), 32)


def touch_icon() -> bytes:
    return png(shades(180, 0.14))


def module() -> str:
    """The text of `generator/builder/icons.py`."""
    return f'''"""Icons: two pictures that browsers and phones ask the root of a site for, by themselves.

Drawn and packed by `bench/icons.py`. Each holds the words that tell Handrail's own files from others.
"""

from __future__ import annotations

import base64
from typing import Final

#: A line that rises, 32 pixels wide. Without it some browsers show what they like.
FAVICON: Final = base64.b64decode(
    """\\
{_lines(favicon())}
"""
)

#: The same, 180 pixels wide: a phone that finds none takes a picture of the open page for its home screen.
TOUCH_ICON: Final = base64.b64decode(
    """\\
{_lines(touch_icon())}
"""
)
'''


def _lines(data: bytes) -> str:
    return "\n".join(textwrap.wrap(base64.b64encode(data).decode(), 112))


if __name__ == "__main__":
    MODULE.write_text(module(), "utf-8")
