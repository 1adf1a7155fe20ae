"""Accents: every colour that a client can choose can be read, and only the chosen one travels."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from generator.model.look import Accent
from generator.render import html as render
from generator.workspace.theme import built_in_folder, load_theme

STYLES = built_in_folder() / "styles"
#: The grounds that words in the accent stand on, by whether it is dark.
GROUNDS = ("--paper", "--tint")
DARK = "prefers-color-scheme: dark"


def halves(name: str) -> tuple[str, str]:
    """A sheet up to its rules for the dark, and those; what follows them is not of the screen."""
    light, _, rest = (STYLES / name).read_text("utf-8").partition(f"({DARK})")
    return light, rest.partition("@media")[0]


def colour(sheet: str, name: str) -> str:
    found = re.search(rf"{name}: (#[0-9a-f]{{6}});", sheet)
    assert found, name
    return found[1]


def luminance(hexes: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(hexes[n : n + 2], 16)) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("accent", "half", "ground"), list(product(Accent, (0, 1), GROUNDS)))
def test_words_in_an_accent_can_be_read_on_paper_and_tint(
    accent: Accent, half: int, ground: str
) -> None:
    grounds = halves("tokens.css")[half] + halves("plan_tokens.css")[half]
    rule = re.search(
        rf"\.a-{accent} \{{ --accent: (#[0-9a-f]{{6}}); }}", halves("accents.css")[half]
    )

    assert rule
    assert contrast(rule[1], colour(grounds, ground)) >= 4.5


def test_mulberry_is_what_the_theme_has_by_itself() -> None:
    for half in (0, 1):
        own = colour(halves("tokens.css")[half], "--accent")
        assert f".a-mulberry {{ --accent: {own}; }}" in halves("accents.css")[half]


def test_a_sealed_page_has_the_chosen_accent_alone() -> None:
    environment = render.environment(load_theme(Path("nowhere")))
    sealed = render.with_style(environment, '<article class="page a-fern"><p>Words.</p></article>')

    assert ".a-fern{" in sealed
    assert not [one for one in Accent if one is not Accent.FERN and f".a-{one}" in sealed]
