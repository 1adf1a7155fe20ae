"""As read: a text of a plan as the eye takes it in, whatever marks and invisible signs it was typed
with.

In: a text as written. Out: its readings, for whoever looks for something in it. Touches nothing.
Takes time in proportion to the text. Case stays; `folded` takes it, accents and spellings away.

Terms
    reading    one blank, one dash, one apostrophe, figures from 0 to 9, nothing invisible; a line break only where a
               paragraph or an item of a list ends.
    marks      the signs of Markdown, which a page turns into looks or takes away.
"""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from typing import Final

_ITEM: Final = re.compile(r"\n[ \t]*(?:[-+*>#|]+|\d{1,9}[.)])[ \t]+|\n[ \t]*\n")
_BLANKS: Final = re.compile(r"[ \t]{2,}|\t")
#: Where lines end once blanks are one each.
_LINE_ENDS: Final = re.compile(r" ?\n[ \n]*")
_LINK_END: Final = re.compile(r"\]\([^()\s]*(?: \"[^\"\n]*\")?\)")
_MARK: Final = re.compile(r"[*_~`<>\[\]\\|]")
#: Stands for the end of a paragraph while single line breaks become blanks.
_END: Final = "\x00"
#: Signs that show nothing and are no format signs to Unicode: joiners, fillers, variation
#: selectors.
_INVISIBLE: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
#: Voiced and half voiced in Japanese: no accents, but other letters.
_VOICED: Final = "\u3099\u309a"
#: Letters with a stroke or a tie, which Unicode does not take apart, as people type them who lack
#: the key.
_TIED: Final = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ð": "d",
        "đ": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ŋ": "n",
        "ĸ": "k",
        "ƀ": "b",
        "ɨ": "i",
        "ƶ": "z",
        "ß": "ss",
        "ẞ": "ss",
        "ſ": "s",
    }
)
#: Letters of Arabic that people and keyboards write for one another, and kana, which have two sets
#: for one sound.
_SPELLED_ALIKE: Final = str.maketrans(
    {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا", "ـ": ""}
    | {chr(sign): chr(sign - 0x60) for sign in range(0x30A1, 0x30F7)}
)


def readings(text: str) -> tuple[str, ...]:
    """The text as it stands, and without marks where that is another one."""
    if "&" in text:
        text = html.unescape(text)
    plain = _legible(text)
    if _MARK.search(text) is None:
        return (plain,)
    bare = _legible(_MARK.sub("", _LINK_END.sub("", _ITEM.sub(_END, text))))
    if bare == plain:
        return (plain,)
    return (plain, bare)


def folded(reading: str) -> str:
    """Small letters without accents: `José Łódź` is `jose lodz`."""
    if reading.isascii():
        return reading.lower()
    return unaccented(reading.casefold().translate(_TIED)).casefold().translate(_SPELLED_ALIKE)


def unaccented(reading: str) -> str:
    """The reading without accents, points and vowel signs above or below its letters; capitals
    stay."""
    if reading.isascii():
        return reading
    apart = unicodedata.normalize("NFKD", reading)
    kept = (sign for sign in apart if not unicodedata.combining(sign) or sign in _VOICED)
    return unicodedata.normalize("NFC", "".join(kept))


def _legible(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize(
            "NFKC",
            _INVISIBLE.sub("", "".join(map(_sign, text))),
        )
    if not text.isascii():
        text = "".join(map(_sign, text))
    whole = _ITEM.sub(_END, text).replace("\n", " ").replace(_END, "\n")
    return _LINE_ENDS.sub("\n", _BLANKS.sub(" ", whole))


@functools.lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    if sign in "\n\t" or sign.isascii():
        return sign
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind in ("Zs", "Zl", "Zp"):
        return " "
    if kind == "Cf":
        return ""
    if kind == "Pd" or sign in "−⁃˗":
        return "-"
    if sign in "’‘‛ʼʻʹ´′＇՚ꞌ":
        return "'"
    if sign in "·•‧∙⋅・･●":
        return "."
    if sign in "⁄∕":
        return "/"
    return sign
