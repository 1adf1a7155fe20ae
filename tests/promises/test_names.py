"""Names: each test's name is a claim that is read at a glance."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
#: Most words after `test`.
WORDS_LIMIT = 12


def test_no_name_of_a_test_has_more_than_12_words() -> None:
    texts = {path: path.read_text("utf-8") for path in sorted(TESTS.rglob("test_*.py"))}
    too_long = {
        f"{path.relative_to(TESTS)}: {name}"
        for path, text in texts.items()
        for name in re.findall(r"^ *(?:async )?def test_(\w+)", text, re.MULTILINE)
        if name.count("_") + 1 > WORDS_LIMIT
    }

    assert len(texts) > 100
    assert too_long == set()
