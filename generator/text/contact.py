"""Contact: how somebody can be reached, as the parts that can be tapped and the words around them.

In: one line as a person wrote it. Out: its parts, in order; joined they say what was written, sign for sign.
Touches nothing. A wrong number is worse than none: a part is a link only where it can be read in one way. Numbers are
read without a country, since nobody says which one a line is of, and most crisis lines are short.

Terms
    run      digits with what people put between them, as far as they go.
    field    a part of a run between slashes or dashes with blanks around them: `116 123 / 0800 555 0199` has two.
    trunk    the 0 that a number has at home and loses behind its country code; people write it as `(0)`.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from typing import Final, NamedTuple


@dataclass(frozen=True, slots=True)
class ContactPart:
    """Words as written; `href` is `tel:…`, `mailto:…` or `https://…` where they are surely one of them."""

    words: str
    href: str | None = None


class _Kind(Enum):
    """How much a number says of itself: `SHORT` could be anything, `KNOWN` is called everywhere, `LONG` is a number."""

    SHORT = auto()
    KNOWN = auto()
    LONG = auto()


class _DialledNumber(NamedTuple):
    dialled: str
    kind: _Kind

    @property
    def is_a_whole_one(self) -> bool:
        """Whether it begins as a number does that is dialled from anywhere, or is as long as one."""
        return self.dialled.startswith(("+", "0")) or len(self.dialled) >= 10


#: Numbers with their places in a line.
_PlacedNumbers = tuple[tuple[int, int, _DialledNumber], ...]


class _Run(NamedTuple):
    """A run at its place, with the numbers in it, and whether it is for messages and not for calls."""

    start: int
    end: int
    numbers: _PlacedNumbers
    is_for_messages: bool


#: Numbers that mean one thing wherever they are written.
_EVERYWHERE: Final = frozenset({"000", "111", "112", "911", "988", "999", "131114"})
_HARMONISED: Final = re.compile(
    r"116\d{3}"
)  # the European numbers of social value; Source: decision 2007/116/EC
#: Country codes of two digits; 1 and 7 have one, all others three. Source: ITU-T E.164, list of assigned codes.
_TWO_DIGITS: Final = re.compile(r"2[07]|3[0123469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]")
#: Countries whose numbers keep their 0 behind the code, so that a `(0)` says nothing sure.
_KEEPS_ZERO: Final = frozenset({"39", "225", "229", "241", "242", "378", "379"})
#: Digits behind the country code, where there is but one count.
_DIGITS_BEHIND: Final = {"1": 10, "7": 10}
#: Most digits of a number, with its country code. Source: ITU-T E.164.
_MOST_DIGITS: Final = 15

_WEB: Final = re.compile(r"https://[^\s\"'<>]+")
_MAIL: Final = re.compile(
    r"(?<![\w.+@/:-])[a-zA-Z0-9](?:[a-zA-Z0-9_+.-]{0,62}[a-zA-Z0-9_+-])?@[a-zA-Z0-9.-]{1,253}(?![\w@])"
)
_DOMAIN: Final = re.compile(r"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,24}")
_RUN: Final = re.compile(r"[(+]{0,2}[0-9](?:[ ()./+-]{0,5}[0-9])*\)?")
#: Another number begins, though nothing parts the two.
_AFRESH: Final = re.compile(r"(?<=[0-9)])(?= *\(?\+)")
_BETWEEN_FIELDS: Final = re.compile(r" */ *| +- +")
_COMMENT: Final = re.compile(r"\(([^()]*)\)")
_IN_NUMBER: Final = re.compile(r" *\+? ?[0-9]{1,5} *")
_ABROAD: Final = re.compile(r"(?:\+|\b00) ?(?=[1-9])")
_TRUNK: Final = re.compile(r"\( ?0 ?\)")
_COUNTRY_FIRST: Final = re.compile(r"\((\+[0-9]{1,3})\)")
_DATE: Final = re.compile(
    r"[0-9]{4}([./-])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}([./-])[0-9]{1,2}\2(?:[0-9]{4}|[0-9]{2})?"
)
_SPLITTERS: Final = re.compile(
    r"[,;|\n\x02\x03·•‧∙⋅・]|\b(?:or|and|oder|und|ou|et|o|y|e|of|en)\b", re.IGNORECASE
)
_CALL: Final = re.compile(
    r"\b(?:tel|telephone|phone|call|ring|dial|hotline|helpline|mobile|freephone|telefon|téléphone|teléfono|telefono"
    r"|anruf|appeler|llamar|nummer)\b|[☎☏📞]",
    re.IGNORECASE,
)
_MESSAGES: Final = re.compile(
    r"\b(?:text|texts|sms|fax|telefax|whatsapp|signal|telegram|messenger|chat|minicom|textphone)\b",
    re.IGNORECASE,
)
#: Said of one number: `call or text 988`; its messages are by the way.
_BOTH: Final = re.compile(
    rf"({_CALL.pattern})(?: *(?:or|and|oder|und|ou|et|o|y|e|of|en|[/&+]) *{_MESSAGES.pattern})+",
    re.IGNORECASE,
)
#: What stands before digits that are typed or written, and never called.
_NEVER_CALLED: Final = re.compile(
    r"\b(?:id|pin|code|passcode|password|passwort|kennwort|zoom|meeting|iban|bic|account|konto|ref|reference|nhs|box"
    r"|postfach|bp)\b[^,;|\n]{0,12}$",
    re.IGNORECASE,
)
#: What has a number of its own that nobody calls: a room, a house.
_PLACE: Final = re.compile(
    r"(?:\b(?:room|ward|floor|flat|house|suite|box|zimmer|raum|haus|salle|chambre|bureau|sala|stanza|kamer|rum"
    r"|pok[oó]j|street|st|road|rd|avenue|ave|lane|rue|via|calle|rua|ulica|ul)|stra(?:ß|ss)e|str|weg|platz|gasse|straat"
    r"|gatan)\.? *$",
    re.IGNORECASE,
)
#: Opening hours with points: 9.00-17.00.
_HOURS: Final = re.compile(
    r"(?:[01]?[0-9]|2[0-4])\.[0-5][0-9](?: ?[-/] ?(?:[01]?[0-9]|2[0-4])\.[0-5][0-9])+"
)
#: Four digits and four that may be opening hours as well as a number: 0900-1700.
_MAY_BE_HOURS: Final = re.compile(
    r"(?:[01][0-9]|2[0-4])(?:00|15|30|45) ?- ?(?:[01][0-9]|2[0-4])(?:00|15|30|45)"
)
#: Signs as East Asian keyboards write them.
_WIDE_SIGNS: Final = {
    "＋": "+",
    "（": "(",
    "）": ")",
    "．": ".",
    "／": "/",
    "，": ",",
    "、": ",",
    "；": ";",
}
#: A comment in brackets, once they are marked as such.
_BRACKETED: Final = re.compile(" *\x02[^\x03]*\x03?")
_LETTER: Final = re.compile(r"[^\W\d_]")
#: Signs beside a run that make it a part of something else: a word, a price, a code, a decimal, a time.
_OTHER: Final = frozenset("_@#*=&~^%'’\"\\€$£¥")
_PRICED: Final = re.compile(r" ?[€$£¥%]")
_PRICED_BEFORE: Final = re.compile(r"[€$£¥] ?$")
_TIED: Final = re.compile(r"[-./]\w|[,:][0-9]")
_TIED_BEFORE: Final = re.compile(r"\w[-./]$|[0-9][,:]$")


@functools.lru_cache(maxsize=256)
def parts_of(contact: str) -> tuple[ContactPart, ...]:
    """The parts of a line; numbers for messages are no links, since a link calls."""
    parts, at = [], 0
    for start, end, href in _links(contact):
        parts.append(ContactPart(contact[at:start]))
        parts.append(ContactPart(contact[start:end], href))
        at = end
    parts.append(ContactPart(contact[at:]))
    return tuple(part for part in parts if part.words)


def is_unsure(contact: str) -> bool:
    """Whether digits here may be meant as a number to call, and are no link since they can be read in two ways."""
    has_link = bool(_links(contact))
    fewest = 3
    if has_link:
        fewest = 5
    plain = _plain(contact)
    for run in _runs(contact):
        if run.numbers or run.is_for_messages:
            continue
        words = plain[run.start : run.end]
        if len(_digits(words)) < fewest or _DATE.fullmatch(words) or _HOURS.fullmatch(words):
            continue
        if not _is_house(plain, run, has_link):
            return True
    return False


def _is_house(plain: str, run: _Run, has_link: object) -> bool:
    """Whether a run is the number of a house or a room: a short one behind words, where a place is named."""
    words, before = plain[run.start : run.end], plain[: run.start]
    if not (words.isdigit() and len(words) <= 5 and _LETTER.search(before)):
        return False
    behind = re.split("[,;|\n]", plain[run.end :])[0]
    return bool(has_link or _PLACE.search(before) or _LETTER.search(behind))


def _links(contact: str) -> list[tuple[int, int, str]]:
    links = [(*span, contact[slice(*span)]) for span in _web(contact)]
    links += [(*span, f"mailto:{contact[slice(*span)]}") for span in _mail(contact)]
    links += [
        (start, end, f"tel:{one.dialled}")
        for run in _runs(contact)
        for start, end, one in run.numbers
    ]
    return sorted(links)


def _web(contact: str) -> Iterator[tuple[int, int]]:
    for match in _WEB.finditer(contact):
        words = match[0].rstrip(".,;:!?")
        if words.endswith(")") and "(" not in words:
            words = words.rstrip(".,;:!?)")
        if len(words) > len("https://"):
            yield match.start(), match.start() + len(words)


def _mail(contact: str) -> Iterator[tuple[int, int]]:
    if "@" not in contact:
        return
    for match in _MAIL.finditer(contact):
        words = match[0].rstrip(".-")
        if _DOMAIN.fullmatch(words.partition("@")[2]) and ".." not in words:
            yield match.start(), match.start() + len(words)


# ---- runs


def _plain(contact: str) -> str:
    """The line with one blank, one dash, one set of digits, and marks around its comments; no sign more or less."""
    text = "".join(map(_plain_sign, contact))
    text = re.sub(r"(?<=[\d)])[·•‧∙⋅・](?=[\d(])", ".", text)
    for start, end in (*_web(contact), *_mail(contact)):
        text = text[:start] + "\x02" * (end - start) + text[end:]
    return _COMMENT.sub(
        lambda match: match[0] if _IN_NUMBER.fullmatch(match[1]) else f"\x02{match[1]}\x03", text
    )


def _plain_sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if sign == "\n":
        return sign
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind in ("Zs", "Zl", "Zp", "Cf", "Cc"):
        return " "
    if kind == "Pd" or sign == "−":
        return "-"
    return _WIDE_SIGNS.get(sign, sign)


def _runs(contact: str) -> Iterator[_Run]:
    """Every run of digits with the numbers that it surely is; none of them where it is not."""
    text = _BOTH.sub(lambda match: match[1].ljust(len(match[0])), _plain(contact))
    sure = _sure_kinds(text)
    for breath in _breaths(text):
        numbers = _sure_numbers(text, breath, sure)
        yield _Run(
            breath.start,
            breath.end,
            numbers,
            breath.around.speaks_of_messages,
        )


def _sure_numbers(
    text: str,
    breath: _Breath,
    sure: frozenset[_Kind],
) -> _PlacedNumbers:
    """The numbers that a run surely is; none where anything leaves a doubt."""
    start, end, around, is_torn = breath
    if around.speaks_of_messages or is_torn or _is_tied(text, start, end):
        return ()
    numbers = _numbers(text, start, end)
    if not _leave_no_doubt(numbers, around, sure):
        return ()
    return numbers


class _Breath(NamedTuple):
    """A run at its place, with the words around it; torn where something odd parts it from its neighbours."""

    start: int
    end: int
    around: _Around
    is_torn: bool


def _breaths(text: str) -> Iterator[_Breath]:
    """Every run of digits in the line, from left to right."""
    spans = list(_spans(text))
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    odd = _odd_gaps(text, spans)
    for index, (start, end) in enumerate(spans):
        around = _around(text, ends[index], start, end, starts[index + 1])
        yield _Breath(start, end, around, odd[index] or odd[index + 1])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The place of every run."""
    for match in _RUN.finditer(text):
        yield from _apart(text, match.start(), match.end())


def _odd_gaps(text: str, spans: Sequence[tuple[int, int]]) -> list[bool]:
    """For the gap before each run and after the last, whether something odd parts two runs."""
    between = [_is_odd(text[end:start]) for (_, end), (start, _) in pairwise(spans)]
    return [False, *between, False]


def _sure_kinds(text: str) -> frozenset[_Kind]:
    """The kinds of numbers that are sure of themselves: in a line without other words, short ones too."""
    others = _SPLITTERS.sub(" ", _CALL.sub(" ", _BRACKETED.sub(" ", text)))
    if _LETTER.search(others):
        return frozenset({_Kind.LONG, _Kind.KNOWN})
    return frozenset(_Kind)


def _apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of the numbers in a run that each begin with a sign +, without brackets that belong around them."""
    cuts = [
        start,
        *(start + match.start() for match in _AFRESH.finditer(text[start:end])),
        end,
    ]
    for first, last in pairwise(cuts):
        yield _trimmed(text, first, last)


def _trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    """The place without blanks at its ends, and without a bracket that belongs around it."""
    piece = text[first:last]
    words = piece.strip(" ")
    low = first + len(piece) - len(piece.lstrip(" "))
    if _opens_too_often(words):
        words, low = words[1:], low + 1
    if words.endswith(")") and words.count(")") > words.count("("):
        words = words[:-1]
    return low, low + len(words)


def _opens_too_often(words: str) -> bool:
    """Whether a bracket that opens first is never closed."""
    return words.startswith("(") and words.count("(") > words.count(")")


def _is_odd(gap: str) -> bool:
    """Whether what parts two runs is no word, and nothing that people put between two numbers."""
    return (
        bool(gap.strip())
        and not _LETTER.search(gap)
        and not _SPLITTERS.search(gap)
        and gap not in (": ", ". ")
    )


class _Around(NamedTuple):
    """The words of the same breath before and after a run."""

    before: str
    after: str

    @property
    def speaks_of_messages(self) -> bool:
        """Whether messages are spoken of, and no calls."""
        words = self.before + self.after
        return _MESSAGES.search(words) is not None and _CALL.search(words) is None


def _around(text: str, above: int, start: int, end: int, below: int) -> _Around:
    """What stands around a run; a comment in brackets belongs to what stands before it."""
    before = _SPLITTERS.split(text[above:start])[-1]
    after = re.split(r"[,;|\n·•‧∙⋅・]", text[end:below])[0]
    comment = _BRACKETED.match(after)
    shown = comment[0] if comment else ""
    after = shown + _SPLITTERS.split(after[len(shown) :])[0]
    return _Around(before, after)


def _is_tied(text: str, start: int, end: int) -> bool:
    """Whether a run is a part of something else: a word, a price, a decimal, a time of day, an address."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if _is_inside_of_a_word(before, after):
        return True
    if _PRICED.match(after) or _PRICED_BEFORE.search(before):
        return True
    tied = _TIED.match(after) or _TIED_BEFORE.search(before)
    if tied is None:
        return False
    is_list = "," in tied[0] and len(_digits(text[start:end])) > 5
    return not is_list


def _is_inside_of_a_word(before: str, after: str) -> bool:
    """Whether a letter, or another sign that no number has around it, touches a run."""
    return any(sign in _OTHER or sign.isalpha() for sign in (*before[-1:], *after[:1]))


def _leave_no_doubt(
    numbers: _PlacedNumbers,
    around: _Around,
    sure: frozenset[_Kind],
) -> bool:
    """Whether the words around the numbers of a run leave no doubt about any; `sure` are the kinds sure of themselves.

    In a line without other words, a short number is sure as well.
    """
    if _NEVER_CALLED.search(around.before):
        return False
    certainty = _certainty(around, sure)
    for _start, _end, number in numbers:
        if not certainty.holds(number):
            return False
    return True


class _Certainty(NamedTuple):
    """What the words around a run say of its numbers: whether they are named or called, and whether they end the line."""

    is_named: bool
    is_called: bool
    is_last: bool
    are_short_ones_sure: bool

    def holds(self, number: _DialledNumber) -> bool:
        """Whether this number is surely one to call."""
        match number.kind:
            case _Kind.LONG:
                return self.is_named or number.is_a_whole_one
            case _Kind.KNOWN if len(number.dialled) > 3:
                return self.is_named or self.is_last
            case _Kind.KNOWN:
                return self.is_named and (self.is_last or self.is_called)
            case _Kind.SHORT:
                return self.are_short_ones_sure or (self.is_called and self.is_last)


def _certainty(around: _Around, sure: frozenset[_Kind]) -> _Certainty:
    """What the words around a run say; `sure` are the kinds sure of themselves."""
    last_words = around.before.rstrip(" .:")
    is_called = any(match.end() == len(last_words) for match in _CALL.finditer(last_words))
    has_label = is_called or around.before.rstrip().endswith(":")
    is_named = has_label or not _LETTER.search(around.before)
    is_last = not _LETTER.search(_BRACKETED.sub(" ", around.after))
    return _Certainty(is_named, is_called, is_last, _Kind.SHORT in sure)


# ---- numbers


def _numbers(text: str, start: int, end: int) -> _PlacedNumbers:
    """The numbers of a run: one for each field, or one of all fields; none where both can be meant."""
    run = text[start:end]
    if any(form.fullmatch(run) for form in (_DATE, _HOURS, _MAY_BE_HOURS)):
        return ()
    spans, fields = _fields(run)
    read = [_number(field) for field in fields]
    found = _placed(start, spans, read)
    if len(found) == len(fields):
        return found
    whole = None
    if read[0] is None:
        whole = _one_of_all(fields)
    if whole is None:
        return ()
    return ((start, end, whole),)


def _placed(
    start: int, spans: Sequence[tuple[int, int]], read: Sequence[_DialledNumber | None]
) -> _PlacedNumbers:
    """The numbers of a run that begins at `start`, with the places of their fields in the line."""
    return tuple(
        (start + low, start + high, one)
        for (low, high), one in zip(spans, read, strict=True)
        if one is not None
    )


def _fields(run: str) -> tuple[list[tuple[int, int]], list[str]]:
    """The places of the fields of a run, and their words."""
    between = [match.span() for match in _BETWEEN_FIELDS.finditer(run)]
    cuts = [(0, 0), *between, (len(run), len(run))]
    spans = [(before[1], after[0]) for before, after in pairwise(cuts)]
    return spans, [run[low:high] for low, high in spans]


def _one_of_all(fields: list[str]) -> _DialledNumber | None:
    """One number of all fields, where the first is only its beginning, as 0800 in `0800/111 0 111`."""
    if len(fields) < 2 or not re.search(r"^\(?0|\+", fields[0]):
        return None
    for field in fields[1:]:
        if field.startswith(("0", "+", "(")):
            return None
    return _number(" ".join(fields))


def _number(field: str) -> _DialledNumber | None:
    """What a field dials, and how much it says of itself; None where that is not sure."""
    field = _COUNTRY_FIRST.sub(r"\1", field, count=1)
    country = _country(field)
    if country is not None:
        return _abroad(field, country)
    return _at_home(field)


def _at_home(field: str) -> _DialledNumber | None:
    """A number without a country code; None where it is not sure."""
    if "+" in field or not _has_sound_brackets(field, 0):
        return None
    digits = _digits(field)
    if _is_known(digits) and _is_short_form(field):
        return _DialledNumber(digits, _Kind.KNOWN)
    if len(digits) < 7 and not digits.startswith("0"):
        return _short(field, digits)
    if not 7 <= len(digits) <= _most_at_home(digits) or _is_doubtful(field):
        return None
    return _DialledNumber(digits, _Kind.LONG)


def _short(field: str, digits: str) -> _DialledNumber | None:
    """A number of few digits, unless one of its groups is a number by itself."""
    groups = re.findall(r"[0-9]+", field)
    is_one = len(groups) == 1 or not any(map(_is_known, groups))
    if len(digits) < 3 or not is_one or not _is_short_form(field):
        return None
    return _DialledNumber(digits, _Kind.SHORT)


def _most_at_home(digits: str) -> int:
    """Most digits of a number without its country code."""
    if digits.startswith("0"):
        return 13
    if digits.startswith(("1", "7", "8")):
        return 11
    return 10


def _abroad(field: str, country: str) -> _DialledNumber | None:
    """A number that begins with its country code, without its trunk."""
    rest, trunks = _TRUNK.subn(" ", _ABROAD.sub("", field, count=1))
    if trunks > 1 or (trunks and country in _KEEPS_ZERO):
        return None
    if "+" in rest or not _has_sound_brackets(rest, len(country)):
        return None
    digits = _digits(rest)
    if not _fits(country, digits) or _is_doubtful(f"+{rest}"):
        return None
    prefix = "00"
    if field.startswith("+"):
        prefix = "+"
    return _DialledNumber(prefix + digits, _Kind.LONG)


def _fits(country: str, digits: str) -> bool:
    """Whether a country has numbers of these digits, its code among them."""
    behind = digits[len(country) :]
    if behind.startswith("0") and country not in _KEEPS_ZERO:
        return False
    expected = _DIGITS_BEHIND.get(country, max(len(behind), 5))
    return len(digits) <= _MOST_DIGITS and len(behind) == expected


def _country(field: str) -> str | None:
    """The country code that a field begins with, after + or 00; None where there is none."""
    match = _ABROAD.match(field)
    digits = _digits(field[match.end() :]) if match else ""
    if match is None or (match[0].startswith("00") and len(digits) < 8):
        return None
    if digits[0] in "17":
        return digits[0]
    return digits[:2] if _TWO_DIGITS.match(digits) else digits[:3]


def _digits(field: str) -> str:
    return re.sub(r"[^0-9]", "", field)


def _has_sound_brackets(field: str, country: int) -> bool:
    """Whether brackets stand around one area code at most, at the start or right behind the country code."""
    found = list(_COMMENT.finditer(field))
    if field.count("(") != len(found) or field.count(")") != len(found) or len(found) > 1:
        return False
    return all(len(_digits(field[: match.start()])) in (0, country, 1) for match in found)


def _is_known(digits: str) -> bool:
    return digits in _EVERYWHERE or _HARMONISED.fullmatch(digits) is not None


def _is_short_form(field: str) -> bool:
    """Whether a short number is written as one: alone, in groups of two or more, or digit by digit, as 9-8-8."""
    return (
        re.fullmatch(
            r"[0-9]+|[0-9]{2,3}(?: [0-9]{2,3})+|[0-9](?:-[0-9]){2}",
            field.strip(),
        )
        is not None
    )


def _is_doubtful(field: str) -> bool:
    """Whether the groups of a field may be more than one number."""
    groups = re.findall(r"[0-9]+", field)
    return _ends_in_doubt(field, groups) or _may_be_two(groups)


def _ends_in_doubt(field: str, groups: list[str]) -> bool:
    """Whether a last single digit may be another number's end or a key to press; `-0` is a switchboard's."""
    is_spelled = all(len(group) == 1 for group in groups)
    is_switchboard = field.endswith("-0") and field.startswith(("0", "+", "("))
    return len(groups) > 1 and len(groups[-1]) == 1 and not (is_spelled or is_switchboard)


def _may_be_two(groups: list[str]) -> bool:
    """Whether these groups can be read as two numbers, one of which is called everywhere.

    No number ends with a group of one digit, so that 0800 111 0 111 is one.
    """
    for cut in range(1, len(groups)):
        left, right = "".join(groups[:cut]), "".join(groups[cut:])
        is_left_whole = len(groups[cut - 1]) > 1 and len(left) >= 7
        if (_is_known(left) and (len(right) >= 6 or _is_known(right))) or (
            _is_known(right) and is_left_whole
        ):
            return True
    return False
