"""Labels: the keys of a plan as a sentence calls them.

In: keys. Out: words. Touches nothing. A key that is not named here is called as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: What a value is called, by the last of the keys that lead to it.
LABELS: Final = {
    "access": "the way to the page",
    "achievable": "the wording for “achievable”",
    "achievement": "the progress as you two see it",
    "accent": "the colour of the page",
    "answer": "the answer to a question",
    "anchors": "the wording of a score",
    "baseline": "the start",
    "better": "the way that is better",
    "by": "the person",
    "call_it": "the word for a goal",
    "closeness": "the felt closeness",
    "confidence": "the confidence",
    "contact": "a way to reach somebody",
    "domain": "the domain",
    "date": "the day",
    "done": "the day it was done",
    "due": "the due day",
    "end": "the last day",
    "every": "the rhythm",
    "expectations": "what was hoped for",
    "expected_every": "the rhythm of entries",
    "expressed_by": "the name behind the wish",
    "for": "the length",
    "form": "the form of its totals",
    "framing": "the framing",
    "from": "the first day",
    "generation": "the number of the link",
    "handrail": "the version of the format",
    "hindrances": "what is in the way",
    "hold": "the holding back",
    "id": "the id",
    "horizon": "the horizon",
    "if_it_does_not_fit": "what we do if it does not fit",
    "importance": "the importance",
    "is": "the part of somebody at the client's side",
    "key": "the name of the key",
    "kind": "the kind",
    "kind_line": "the kind line",
    "label": "the name",
    "language": "the language",
    "levels": "the wording of a level",
    "lifecycle": "the standing",
    "max": "the highest score",
    "measurable": "the wording for “measurable”",
    "measure": "the measure",
    "min": "the lowest score",
    "motivation": "why now",
    "name": "the name",
    "numbers": "how the page shows numbers",
    "on": "the day",
    "per": "the period",
    "planned": "the number of planned days",
    "priority": "the priority",
    "relevant": "the wording for “relevant”",
    "replaces": "the link to an earlier goal",
    "role": "the role",
    "setting": "the setting",
    "short": "the short name",
    "sign": "the drawing on the page",
    "specific": "the wording for “specific”",
    "start": "the first day",
    "status": "the status",
    "status_date": "the day of the status",
    "status_reason": "the reason for the status",
    "success_feels_like": "what success feels like",
    "tab_title": "the title of the tab",
    "talked_about": "the day of the talk",
    "target": "the aim",
    "then": "the answer to a hard moment",
    "theme": "the theme",
    "time_bound": "the wording for “time-bound”",
    "title": "the title",
    "uid": "the uid",
    "unit": "the unit",
    "until": "the last day of the page",
    "what_matters": "what matters most",
    "when": "the time to reach somebody",
    "why": "the reason",
}
#: The same where the key above makes it another thing.
LABELS_BELOW: Final[Mapping[tuple[str, ...], str]] = {
    ("review", "due"): "the day of the next review",
    ("review", "every"): "the time between reviews",
    ("timeframe", "end"): "the last day of the plan",
    ("timeframe", "for"): "the length of the plan",
    ("timeframe", "start"): "the first day of the plan",
    ("steps", "first"): "the mark as first step",
    ("agreed", "status"): "an agreement",
    ("agreed", "on"): "the day of an agreement",
    ("with_me", "for"): "what somebody at the client's side is there for",
    ("asked", "date"): "the day of an answer",
    ("patterns", "date"): "the day of a pattern",
    ("notes", "date"): "the day of a note on how therapy goes",
    ("closeness", "aim"): "the closeness at which it counts as reached",
    ("baseline", "date"): "the day of the start",
}
#: What keys of an entry are called when one was corrected.
ENTRY_LABELS: Final = {
    "by": "who it is by",
    "celebrate": "the good thing",
    "changed": "what changed",
    "closeness": "how close it felt",
    "cost": "what cost strength",
    "could_be_better": "what could be better",
    "helped": "what helped",
    "hold": "whether it is held back",
    "kept": "what was kept",
    "next": "what comes next",
    "note": "the note",
    "over": "the days it covers",
    "part": "whether it is noted in part",
    "response": "the response",
    "scores": "the scores",
    "situation": "the situation",
    "strength": "how strong it was",
    "talked_about": "the day it was talked about",
    "trigger": "what set it off",
}
#: What a line of a list is called, and the list as a whole where it is spoken of in the plural.
LINES: Final = {
    "agreed": ("an agreement", "agreements"),
    "approach": ("a way of working", "ways of working"),
    "asked": ("a question to think about", "questions to think about"),
    "goals": ("a goal", "goals"),
    "if_then": ("a plan for a hard moment", "plans for hard moments"),
    "objectives": ("an objective", "objectives"),
    "patterns": ("a pattern", "patterns"),
    "phases": ("a phase", "phases"),
    "rated_by": ("a person who rates", "people who rate"),
    "steps": ("a step", "steps"),
    "strategies": ("a strategy", "strategies"),
    "support": ("a line for whom to call", "lines for whom to call"),
    "with_me": ("a person at the client's side", "people at the client's side"),
    "addresses": ("a reason to come", "reasons to come"),
    "other_care": ("a line on other care", "lines on other care"),
    "notes": ("a note on how therapy goes", "notes on how therapy goes"),
}


def label(keys: tuple[str, ...]) -> str:
    """What the value at these keys is called."""
    below = LABELS_BELOW.get(keys[-2:])
    return below or LABELS.get(keys[-1]) or _as_written(keys[-1])


def a_line(what: str) -> str:
    """One line of the list at a key."""
    if what in LINES:
        return LINES[what][0]
    return f"a line of {_as_written(what)}"


def named_line(what: str) -> str:
    """What stands before one line of the list at a key: `Step`."""
    if what not in LINES:
        return what.replace("_", " ").capitalize()
    _article, _, name = LINES[what][0].partition(" ")
    return name.capitalize()


def lines(what: str) -> str:
    """Several lines of the list at a key."""
    if what in LINES:
        return LINES[what][1]
    return f"lines of {_as_written(what)}"


def entry_label(key: str) -> str:
    return ENTRY_LABELS.get(key) or _as_written(key)


def _as_written(key: str) -> str:
    return f"“{key.replace('_', ' ')}”"
