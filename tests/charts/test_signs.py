"""Signs: each a small drawing in lines."""

from __future__ import annotations

import re

import pytest

from generator.charts.signs import draw_sign
from generator.model.look import PageSign


@pytest.mark.parametrize("sign", PageSign)
def test_a_sign_is_one_small_path_inside_its_frame(sign: PageSign) -> None:
    figure = draw_sign(sign)
    (path,) = figure.paths

    assert len(path.d) <= 500
    assert path.d.startswith("M")
    places = re.sub(r"A[\d.]+ [\d.]+ 0 1 1 ", "L", path.d)
    for x, y in re.findall(r"(?<![\d.])(\d+(?:\.\d)?) (\d+(?:\.\d)?)", places):
        assert 1 <= float(x) <= figure.width - 1
        assert 1 <= float(y) <= figure.height - 1
