"""Whose: a sentence in the form that goes with the person it is said of.

In: a message to the reader, and of whom it is said.
Out: the message, or its form for somebody else.
Touches nothing. `you` is whoever reads the page. Where somebody else's scores are told, or where
several people read one page, the sentence stands behind a name and speaks of nobody as `you`.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from generator.model.plan import Plan
from generator.text.language import N_, _


class Whose(Enum):
    """Of whom a sentence is said."""

    READERS = "the reader's own"
    ANOTHERS = "of somebody who is named"


#: What is said to the reader, and the same of somebody else; all other sentences speak of nobody.
_FORMS: Final = {
    N_("You are keeping it up."): N_("It is being kept up."),
    N_("Change often comes in steps; your notes show what you tried."): N_(
        "Change often comes in steps."
    ),
    N_(
        "That is worth knowing, not a failing. Bring it to your next session, or sooner if you’d like."
    ): N_(
        "That is worth knowing, not a failing. Bring it to the next session, or sooner if it helps."
    ),
    N_("It is worth a word in your next session."): N_("It is worth a word in the next session."),
    N_("Your aim of {aim} is reached."): N_("The aim of {aim} is reached."),
    N_("You reached what you set out to do."): N_("The aim is reached."),
    N_("At your aim of {aim}."): N_("At the aim of {aim}."),
    N_("At your aim."): N_("At the aim."),
}


def phrase_for(message: str, whose: Whose, **values: object) -> str:
    """The message with its values filled in, in the form that goes with the person."""
    return _(
        _FORMS.get(message, message) if whose is Whose.ANOTHERS else message,
        **values,
    )


def of_rater(plan: Plan, rater: str | None) -> Whose:
    """Of whom the scores of a rater are told:
    only a client who reads alone, or all readers together, is `you`.
    """
    own = [person.id for person in plan.clients] == [rater]
    return Whose.READERS if rater is None or own else Whose.ANOTHERS
