"""Contact: what can be tapped dials what a person reads, and what can be read in two ways cannot be tapped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.contact import is_unsure, parts_of

#: Numbers of many kinds, each by the digits that it dials, in the groups that people write.
NUMBERS = (
    *(
        "+44 (0)20 7946 0000",
        "+44 20 7946 0000",
        "0044 (0)20 7946 0000",
        "(020) 7946 0958",
        "07700 900123",
    ),
    *(
        "0800 555 0199",
        "0800 1111",
        "06 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "+39 06 6982 0000",
        "0848 80 80 80",
    ),
    *(
        "116 123",
        "116 117",
        "112",
        "999",
        "988",
        "911",
        "13 11 14",
        "+1 (800) 555 0199",
        "1 800 555 0199",
    ),
    *(
        "555 0100",
        "612 345 678",
        "12 34 56 78",
        "+354 543 2000",
        "+49 (0) 30 1234567",
        "8 800 2000 122",
    ),
)
BLANKS = (" ", "\u00a0", "\u2009", "\u202f")
SEPARATORS = (*BLANKS, "-", "\u2010", "\u2011", "\u2013", ".", "\u00b7")
BETWEEN = (" / ", ", ", "; ", " or ", "\n", " | ", " · ", " or call ", " and ")


def dialled(number: str) -> str:
    digits = number.replace("(0)", "") if number.startswith(("+", "00")) else number
    return "".join(sign for sign in digits if sign in "+0123456789")


def links(contact: str) -> list[tuple[str, str]]:
    return [(part.words, part.href) for part in parts_of(contact) if part.href]


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str]:
    """A number as somebody may write it, and what it dials."""
    number = draw(st.sampled_from(NUMBERS))
    is_short = len(dialled(number)) < 7
    between = draw(st.sampled_from(BLANKS if is_short else SEPARATORS))
    return number.replace(" ", between), dialled(number)


@settings(deadline=None, max_examples=200)
@given(written())
def test_a_number_dials_its_digits_without_the_zero_behind_its_country(
    number: tuple[str, str],
) -> None:
    words, digits = number

    assert links(words) == [(words, f"tel:{digits}")]
    assert not is_unsure(words)


@settings(deadline=None, max_examples=200)
@given(st.lists(written(), min_size=2, max_size=4), st.sampled_from(BETWEEN))
def test_each_of_several_numbers_is_one_link_and_text_between_is_kept(
    numbers: list[tuple[str, str]], between: str
) -> None:
    contact = between.join(words for words, _ in numbers)

    assert links(contact) == [(words, f"tel:{digits}") for words, digits in numbers]
    assert "".join(part.words for part in parts_of(contact)) == contact


@pytest.mark.slow
@settings(deadline=None, max_examples=400)
@given(
    st.lists(written(), min_size=2, max_size=3), st.text(" ()/+-.,·\u2013", min_size=1, max_size=4)
)
def test_no_link_dials_the_digits_of_two_numbers(
    numbers: list[tuple[str, str]], between: str
) -> None:
    contact = between.join(words for words, _ in numbers)

    found = {href.replace("tel:", "").lstrip("+") for _, href in links(contact)}
    assert found <= {digits.lstrip("+") for _, digits in numbers}


@settings(deadline=None, max_examples=300)
@given(st.text("0123456789 ()/+-.,:;x#*aé@€\n·–", max_size=40))
def test_what_is_written_is_shown_and_links_dial_its_digits_in_order(
    contact: str,
) -> None:
    assert "".join(part.words for part in parts_of(contact)) == contact
    for words, href in links(contact):
        if href.startswith("tel:"):
            assert href.removeprefix("tel:") in {
                dialled(words),
                dialled(words.replace("( 0)", "(0)")),
                *_plain(words),
            }


def _plain(words: str) -> tuple[str, str]:
    digits = "".join(sign for sign in words if sign in "+0123456789")
    return digits, digits.replace("0", "", 1) if "(0" in words.replace(" ", "") else digits


@pytest.mark.parametrize(
    ("contact", "hrefs"),
    [
        ("0800/111 0 111", ["tel:08001110111"]),
        ("030 / 1234567", ["tel:0301234567"]),
        ("020 - 123 45 67", ["tel:0201234567"]),
        ("030 12345-0", ["tel:030123450"]),
        ("9-1-1", ["tel:911"]),
        ("3114", ["tel:3114"]),
        ("143", ["tel:143"]),
        ("٠٨٠٠ ٥٥٥ ٠١٩٩", ["tel:08005550199"]),
        ("116 123 (free, 24/7)", ["tel:116123"]),
        ("116 123, day and night", ["tel:116123"]),
        ("Tel. 0800 555 0199", ["tel:08005550199"]),
        ("0800 555 0199 ext. 12", ["tel:08005550199"]),
        ("0800 555 0199 Mon-Fri 9-17", ["tel:08005550199"]),
        ("988, then press 1", ["tel:988"]),
        ("Call or text 988", ["tel:988"]),
        ("call/text 988", ["tel:988"]),
        ("Phone, call or text 988", ["tel:988"]),
        ("Anruf oder SMS 116 123", ["tel:116123"]),
        ("Samaritans 116 123 (free, day and night)", ["tel:116123"]),
        ("Lifeline 13 11 14", ["tel:131114"]),
        ("020 7946 0018, 9.00-17.00", ["tel:02079460018"]),
        ("020 7946 0018, 9.00 – 12.30, 14.00 – 17.30", ["tel:02079460018"]),
        ("020 7946 0018, 0900-1700", ["tel:02079460018"]),
        ("Zoom 812 3456 7890, or call 020 7946 0018", ["tel:02079460018"]),
        ("020 7946 0018, access code 4455667", ["tel:02079460018"]),
        ("call 988 or text HOME to 741741", ["tel:988"]),
        ("help@example.org", ["mailto:help@example.org"]),
        ("help@example.org or 116 123", ["mailto:help@example.org", "tel:116123"]),
        ("https://help.example/chat?a=1234567", ["https://help.example/chat?a=1234567"]),
        (
            "Write at https://help.example/chat, or call 112.",
            ["https://help.example/chat", "tel:112"],
        ),
    ],
)
def test_what_is_surely_a_number_or_an_address_is_a_link(contact: str, hrefs: list[str]) -> None:
    assert [href for _, href in links(contact)] == hrefs


UNSURE = (
    *(
        "24/7",
        "9-17",
        "+1 (800) 555-0199 - 2",
        "0800 555 0199 / 0200",
        "0800 555 0199 0800 555 0200",
        "112 116 123",
    ),
    *(
        "1-800-CALM-NOW",
        "1-800-273-TALK (8255)",
        "0800 555 0199x12",
        "+39 (0)6 6982 0000",
        "+44 020 7946 0000",
    ),
    *("44 (0)20 7946 0000", "Our line 555 0100", "0800 555 0199-2"),
    *(
        "www.116123.example",
        "112 112",
        "0900-1700",
        "Meeting ID 812 3456 7890",
        "NHS number 943 476 5919",
    ),
    *("Die Dargebotene Hand: 143", "Suicide line 3114", "Need to talk? 1737, free", "CVV 188"),
)


@pytest.mark.parametrize("contact", UNSURE)
def test_what_reads_in_two_ways_is_no_link_but_called_unsure(contact: str) -> None:
    assert links(contact) == []
    assert is_unsure(contact)


@pytest.mark.parametrize(
    "contact",
    [
        *(
            "Harbour Street 4",
            "Room 112",
            "12 Harbour Street, 10115 Berlin",
            "28.11.2026",
            "2026-11-28",
            "0,09 €",
        ),
        *("text HOME to 741741", "Fax 030 1234567", "SMS: 85258", "0800 555 0199 (text only)"),
        *("http://help.example", "javascript:alert(1)", "sam@example", "a@b@example.org"),
    ],
)
def test_what_is_no_number_to_call_is_silently_no_link(contact: str) -> None:
    assert links(contact) == []
    assert not is_unsure(contact)
