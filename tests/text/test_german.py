"""German: the catalogue in the box is complete, and no English of ours is left on a German page."""

from __future__ import annotations

import html
import io
import re
from datetime import date, timedelta
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from generator.render.messages import template
from generator.text.language import language, speaking
from generator.text.translations import catalogue
from generator.view import dates
from tests.browser.conftest import SAMPLES, samples_in

CHECKOUT = Path(__file__).resolve().parents[2]
TEXT = (CHECKOUT / "templates/locale/de.po").read_text("utf-8")
#: A message of two words or more without a place for a value is nothing that a plan says by chance.
SEVERAL_WORDS = re.compile(r"[^{}%<>]*\w\W+\w[^{}%<>]*")


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def words(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_every_message_has_its_german_words_and_no_more() -> None:
    german = {(one.context, ids(one)): words(one) for one in read_po(io.StringIO(TEXT)) if one.id}
    asked = {(one.context, ids(one)) for one in template() if one.id}

    assert set(german) == asked
    assert [key for key, said in german.items() if not all(said)] == []


def test_no_german_message_has_a_slip() -> None:
    assert catalogue(TEXT, "de.po").findings == ()


def test_no_english_of_ours_is_on_a_german_page(tmp_path: Path) -> None:
    english = {
        one.id
        for one in template()
        if isinstance(one.id, str) and SEVERAL_WORDS.fullmatch(one.id) and len(one.id) > 8
    }
    site = samples_in("de", tmp_path)
    for name in SAMPLES:
        page = (site / name / "index.html").read_text("utf-8")
        said = html.unescape(
            re.sub(r"<(style|script).*?</\1>|<[^>]*>", "\n", page, flags=re.DOTALL)
        )
        lines = {line.strip() for line in said.splitlines()}
        assert lines & english == set(), name


def test_days_of_one_month_are_said_with_their_points() -> None:
    start, end = date(2026, 10, 5), date(2026, 10, 25)
    with speaking(language("de", {"locale/de.po": TEXT})):
        one_month = dates.stretch(start, end + timedelta(days=1), 2026)
        two_months = dates.stretch(start, end + timedelta(days=14), 2026)

    assert one_month == "vom 5. bis 25. Oktober"
    assert two_months == "vom 5. Oktober bis 7. November"
