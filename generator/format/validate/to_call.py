"""To call: whether a text holds a number to call, by how its digits stand together.

In: a text as `as_read` reads it. Out: yes or no. Touches nothing. Takes time in proportion to the
text: a run of digits is read once. Errs towards yes, since what a client reads should hold no
number but those under `support:`; rows of scores, dates, times, money, counts are none.

Terms
    run      digits with what people put between them, as far as they go.
    group    the digits of a run that nothing parts.
    row      groups that are values of one kind, one after another: a week's scores, a month's steps.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

#: Fewest digits that make a phone number; below it stand scores, times and house numbers.
_FEWEST: Final = 7
_RUN: Final = re.compile(r"[(+]{0,2}\d(?:[ ()./+-]{0,4}\d)*")
_CALLED: Final = re.compile(
    r"(?:^|\W)(?:call|ring|phone|tel|telephone|mobile|cell|dial|text|sms|fax|whatsapp|telefon|handy|mobil)\W{0,3}$",
    re.IGNORECASE,
)
#: As many characters before a run as say that it is called, or is the number of a book.
_BEFORE: Final = 16
_ISBN: Final = re.compile(r"isbn(?:-1[03])?\W{0,3}$", re.IGNORECASE)
_MONEY_BEFORE: Final = re.compile(r"[€$£¥] ?$")
_MONEY_AFTER: Final = re.compile(r" ?[€$£¥%]")
#: What is counted, in the languages of most plans; a number to call is followed by none.
_COUNTED_AFTER: Final = re.compile(
    r" ?(?:[mµ]?g|kg|m?l|k?m|kcal|kj|bpm|steps|words|pages|min|minutes|hours|times|points|pounds|dollars|euros?|yen|kr"
    r"|schritten?|wörter|seiten|minuten|stunden|punkte|mal|pas|mots|heures|fois|pasos|palabras|páginas|horas|veces"
    r"|passi|parole|pagine|ore|stappen|woorden|uur|steg|kroków)\b",
    re.IGNORECASE,
)
#: Characters behind a run that say what is counted.
_BEHIND: Final = 12
#: American numbers that spell a word: 1-800-CALM-NOW, 1-800-273-TALK.
_SPELLED: Final = re.compile(
    r"(?<![\w-])(?:\+?1[ .-]?)?\(?8(?:00|33|44|55|66|77|88)\)?[ .-](?=[\d .-]{0,12}[A-Z])"
    r"[A-Z\d]{2,10}(?:[ .-][A-Z\d]{2,10}){0,3}(?!\w)"
    r"|(?<![\w-])1-8(?:00|33|44|55|66|77|88)-(?=[\d-]{0,12}[a-z])[a-z\d]{2,10}(?:-[a-z\d]{2,10}){0,3}(?!\w)"
)

_LEFT: Final = r"(?<!\d)(?<!\d[./-])"
_RIGHT: Final = r"(?![./-]?\d)"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_YEAR: Final = r"(?:19|20)\d{2}"
_ANY_DAY: Final = rf"(?:{_DAY}[./])?{_MONTH}(?:[./]{_DAY})?[./]{_YEAR}"
#: What stands among digits and is surely no part of a number to call.
_NO_PART: Final = re.compile(
    "|".join(
        _LEFT + form + _RIGHT
        for form in (
            rf"{_YEAR}-(?:0\d|1[0-2])",
            rf"{_YEAR}-\d{{1,2}}-\d{{1,2}}",
            rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",
            rf"{_YEAR}([./]){_MONTH}\1{_DAY}",
            rf"{_DAY}([./-]){_MONTH}\2{_YEAR}",
            rf"{_MONTH}([./-]){_DAY}\3{_YEAR}",
            rf"{_DAY}([./-]){_MONTH}\4\d\d(?: ?-? ?{_DAY}\4{_MONTH}\4\d\d)*(?! ?[./-]? ?\d)",
            rf"{_MONTH}([./-]){_DAY}\5\d\d(?: ?-? ?{_MONTH}\5{_DAY}\5\d\d)*(?! ?[./-]? ?\d)",
            rf"{_DAY}\.{_MONTH}\.",
            rf"{_YEAR} ?[-/] ?{_YEAR}",
            rf"{_ANY_DAY} ?- ?{_ANY_DAY}",
            rf"{_YEAR}-\d\d-\d\d ?[-/] ?{_YEAR}-\d\d-\d\d",
        )
    )
)
_DIGITS: Final = re.compile(r"\d+")
#: What parts the numbers of a run from one another.
_PIECES: Final = re.compile(r"(?=\+)|\n")
_DECIMAL_BEFORE: Final = re.compile(r"\d[,.]$")
#: A day as this format writes it, whether or not there is one.
_DAY_FORM: Final = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
#: Scores out of so many, and blood pressure.
_SCORE: Final = re.compile(
    "|".join(
        _LEFT + form + _RIGHT
        for form in (
            r"[1-9]?\d/[1-9]\d?",
            r"[1-9]?\d/100",
            r"(?:[89]\d|1\d\d|2[0-2]\d)/(?:[4-9]\d|1[0-3]\d)",
        )
    )
)
#: A large number in groups of three; from nine digits on, only a round one: 612 345 678 is somebody
#: in Spain.
_THOUSANDS: Final = re.compile(
    r"\d{1,2}([ .]\d{3}){1,2}|\d{3}([ .]\d{3})*[ .]000|([1-9]\d{0,2}[ .]000[ -]?)+"
)
_RANGE: Final = re.compile(r"[1-9]\d{0,3}00 ?- ?[1-9]\d{0,3}00")
_TIMES: Final = re.compile(r"[0-2]?\d\.[0-5]\d")
_DECIMAL: Final = re.compile(r"(?:0|[1-9]\d{0,4})(?:\.\d{1,2})?")
_DOTTED: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
#: Fewest numbers in even steps, and the widest step, that are somebody counting.
_COUNTING_FROM: Final = 3
_COUNTING_BY: Final = 10


def has_number(reading: str) -> bool:
    """Whether a reading holds a number to call."""
    for run in _RUN.finditer(reading):
        if _is_number(reading, run):
            return True
    return _spells_number(reading)


def _spells_number(reading: str) -> bool:
    for found in _SPELLED.finditer(reading):
        if 10 <= sum(sign.isalnum() for sign in found[0]) <= 14:
            return True
    return False


def _is_number(reading: str, match: re.Match[str]) -> bool:
    run = match[0]
    if _count(run) < _FEWEST:
        return False
    before = reading[max(0, match.start() - _BEFORE) : match.start()]
    behind = reading[match.end() : match.end() + _BEHIND]
    if _is_of_another_kind(before, behind):
        return False
    is_strong = run.startswith(("0", "+", "(")) or _CALLED.search(before) is not None
    if not is_strong and (_COUNTED_AFTER.match(behind) or _is_tied(before, behind)):
        return False
    rest = _NO_PART.sub("\n", run)
    if not run.startswith("+") and not any(map(_begins_at_home, _DIGITS.findall(rest))):
        rest = _SCORE.sub("\n", rest)
    pieces = _PIECES.split(rest)
    return any(_looks_called(piece.strip(" ./-"), before) for piece in pieces)


def _is_of_another_kind(before: str, behind: str) -> bool:
    """Whether what stands around a run says that it is a book's number, money or a decimal."""
    if _ISBN.search(before) or _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(behind):
        return True
    if _DECIMAL_BEFORE.search(before):
        return True
    return behind[:1] in (",", ".") and behind[1:2].isdigit()


def _is_tied(before: str, behind: str) -> bool:
    """Whether a run is a part of a word, such as the number of a file."""
    last, first = before[-1:], behind[:1]
    if last in (",", "."):
        return False
    return last.isalpha() or last == "_" or first.isalpha() or first == "_"


def _looks_called(piece: str, before: str) -> bool:
    if _count(piece) < _FEWEST or _is_book(piece) or _DAY_FORM.fullmatch(piece):
        return False
    groups = re.findall(r"\d+", piece)
    if piece.startswith("+") or (_CALLED.search(before) and not _THOUSANDS.fullmatch(piece)):
        return True
    if _THOUSANDS.fullmatch(piece) or _is_range(piece, groups) or _are_values(piece):
        return False
    if any(_begins_at_home(group) for group in groups):
        return True
    return not (_is_counting(groups) or _is_row(groups))


def _count(piece: str) -> int:
    return sum(sign.isdigit() for sign in piece)


def _begins_at_home(group: str) -> bool:
    """Whether a group begins as numbers do within a country: no score has a 0 in front."""
    return len(group) > 1 and group[0] == "0" and bool(group.strip("0"))


def _is_book(piece: str) -> bool:
    """Whether these digits are an ISBN, by its beginning and its last digit. Source: ISO 2108."""
    digits = re.sub(r"\D", "", piece)
    if len(digits) == 13 and digits.startswith(("978", "979")):
        total = sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))
        return total % 10 == 0
    if len(digits) == 10 and re.fullmatch(
        r"\d{1,5}[ -]\d{2,7}[ -]\d{1,6}[ -]\d",
        piece,
    ):
        return sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11 == 0
    return False


def _is_range(piece: str, groups: list[str]) -> bool:
    return _RANGE.fullmatch(piece) is not None and int(groups[0]) < int(groups[1])


def _are_values(piece: str) -> bool:
    """Whether all that blanks and dashes part are times of day, decimals, or numbers with a dot in
    their thousands."""
    words = re.split(r"[ -]+", piece)
    if len(words) > 1 and all(map(_TIMES.fullmatch, words)):
        return True
    if "." not in piece:
        return False
    if all(map(_DECIMAL.fullmatch, words)):
        return True
    dotted = piece.split(" ")
    return len(dotted) > 2 and all(map(_DOTTED.fullmatch, dotted))


def _is_counting(groups: list[str]) -> bool:
    """Whether these are numbers in even steps: 10 9 8 7 6 5 4."""
    if len(groups) < _COUNTING_FROM or max(map(len, groups)) > 9:
        return False
    steps = {int(after) - int(before) for before, after in pairwise(groups)}
    return len(steps) == 1 and 0 < abs(min(steps)) <= _COUNTING_BY


def _is_row(groups: list[str]) -> bool:
    """Whether groups without a 0 in front are a row of values, by how alike they are."""
    if len(groups) == 1:
        return groups[0].endswith("000")
    widths = {len(group) for group in groups}
    if max(widths) > 6:
        return False
    values = [int(group) for group in groups]
    if _are_round(values):
        return True
    if widths == {2} and len(values) == 4:
        return _are_four_scores(values)
    if len(values) == 2 and min(widths) >= 4 and max(widths) == 5:
        # Others of five and five are mobile numbers in India.
        return widths == {4, 5} or max(values) < 30_000
    if max(values) <= 100 or (min(widths) >= 4 and len(values) > 2):
        return True
    if len(values) >= 5 and sum(len(group) == 1 for group in groups) > 1:
        return True
    return _are_alike(values, widths, groups[0])


def _are_round(values: list[int]) -> bool:
    if all(value % 100 == 0 for value in values):
        return True
    return len(values) > 2 and all(value % 10 == 0 for value in values)


def _are_four_scores(values: list[int]) -> bool:
    """Whether four numbers of two digits are scores; others are a number in Denmark or Norway."""
    if max(values) <= 31 or max(values) <= 2 * min(values):
        return True
    return all(value % 5 == 0 for value in values)


def _are_alike(values: list[int], widths: set[int], first: str) -> bool:
    """Whether the largest is near the smallest: the nearer, the fewer they are."""
    if len(values) >= 4 or (len(values) == 3 and (2 in widths or max(values) <= 250)):
        return max(values) <= 3 * min(values)
    is_spanish = widths == {3} and first[0] in "56789"
    return len(values) == 3 and not is_spanish and max(values) <= 1.25 * min(values)
