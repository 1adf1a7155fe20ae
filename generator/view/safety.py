"""Safety: the safety plan on the page, in the client's own words.

In: a Plan. Out: the steps that are filled in, in their order.
Touches nothing.
"""

from __future__ import annotations

from generator.model.plan import Plan
from generator.model.settings import SupportLine
from generator.text.contact import parts_of
from generator.text.language import _
from generator.view import page_values


def safety_steps(plan: Plan) -> tuple[page_values.SafetyStep, ...]:
    """The steps of the safety plan that are filled in."""
    own = plan.safety_plan
    steps = (
        (_("My warning signs"), own.warning_signs),
        (_("What I can do by myself"), own.on_my_own),
        (_("People and places that take my mind off it"), own.people_and_places),
        (_("People I can ask for help"), own.people_to_ask),
        (_("Professionals and crisis lines"), own.professionals),
        (_("Making my surroundings safer"), own.surroundings),
        (_("Worth living for"), own.worth_living_for),
    )
    return tuple(
        page_values.SafetyStep(title, tuple(map(_to_turn_to, words)), words is own.on_my_own)
        for title, words in steps
        if words
    )


def _to_turn_to(words: str | SupportLine) -> str:
    """`Nora, 555 0100, in the evening`, or words as they are."""
    if isinstance(words, str):
        return words
    return ", ".join(filter(None, (words.name, words.contact, words.when)))


def help_line(line: SupportLine) -> page_values.HelpLine:
    """Somebody to call."""
    return page_values.HelpLine(line.name, parts_of(line.contact), line.when)
