"""Card: what is handed over on paper: a link, six words, a key.

In: what a page opens with, or a key. Out: the words of a card, and its QR code.
Touches nothing. No card says whose it is.
"""

from __future__ import annotations

from typing import Final

import segno
from markupsafe import Markup

from generator.model.share import Access
from generator.privacy import paper_key
from generator.privacy.seal import Key
from generator.text.language import _
from generator.view.page_values import CardView, HelpLine

#: How many signs of a code stand together, so that the eye keeps its place; the page reads it with
#: its hyphens.
_GROUP: Final = 4


def link_card(url: str, access: Access, support: tuple[HelpLine, ...]) -> CardView:
    """The private link as a code for a camera and as letters, with whom to call where the practice
    wants that shown.
    """
    return CardView(
        title=_("Your page"),
        lead=_("Point your phone’s camera at the square, and open what it offers."),
        code=qr(url),
        lines=_in_groups(url),
        remarks=(
            _("Then keep it as a bookmark. It stays the same."),
            _opened_by(access),
            _("If it gets lost, say so. You get a new link, and this one stops."),
        ),
        support=support,
    )


def _opened_by(access: Access) -> str:
    if access is Access.WORDS:
        return _(
            "The page then asks for six words, which you get another way. This card alone does not open it."
        )
    return _("Who has this link can read the page. Keep this card like a house key.")


def _in_groups(url: str) -> tuple[str, ...]:
    """A link as lines that can be typed: its address, then its code in groups."""
    address, mark, code = url.partition("#k=")
    groups = (code[at : at + _GROUP] for at in range(0, len(code), _GROUP))
    return (address, f"{mark}{'-'.join(groups)}") if mark else (url,)


def words_card(words: str) -> CardView:
    """The six words, numbered, without the link."""
    return CardView(
        title=_("Your six words"),
        lead=_("The page asks for them after the link. Only the letters and their order matter."),
        code=None,
        lines=tuple(f"{number}  {word}" for number, word in enumerate(words.split(), 1)),
        remarks=(
            _(
                "Keep this card away from the link. Learn the words, if you can, and tear the card up."
            ),
        ),
    )


def key_card(name: str, key: Key) -> CardView:
    """A key as lines to be typed in again."""
    return CardView(
        title=f"Key {name}",
        lead=f"Fingerprint {key.fingerprint}. It is read back, line by line, by: handrail key restore {name}",
        code=None,
        lines=paper_key.encode(key),
        remarks=(
            "Who has this paper can open every page of the practice. Keep it where client files are kept.",
            "The last two signs of a line are a check against slips. The letters I, L and O are not used.",
        ),
    )


def qr(text: str) -> Markup:
    """A QR code as SVG, black on white in any colour scheme, with room around it."""
    return Markup(
        segno.make(text, micro=False, error="m").svg_inline(
            border=4, dark="#000", light="#fff", omitsize=True
        )
    )


#: Black on white out of the 256 colours that no theme changes, and back to what was before.
_BLACK_ON_WHITE: Final = "\x1b[38;5;16;48;5;231m"
_AS_BEFORE: Final = "\x1b[0m"
#: Two modules of a code, one above the other, in one sign.
_HALVES: Final = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def qr_for_terminal(text: str) -> str:
    """A QR code in half blocks, black on white whatever the terminal's colours, with as much room
    as cameras need.
    """
    rows = [list(row) for row in segno.make(text, micro=False, error="l").matrix_iter(border=4)]
    rows += [[0] * len(rows[0])] if len(rows) % 2 else []
    lines = (
        "".join(_HALVES[pair] for pair in zip(*two, strict=True))
        for two in zip(rows[::2], rows[1::2], strict=True)
    )
    return "\n".join(f"{_BLACK_ON_WHITE}{line}{_AS_BEFORE}" for line in lines)
