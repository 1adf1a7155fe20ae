"""Stopping: the rules of the field that no page goes out against, and the findings of `validate` that speak for each.

In: nothing. Out: `STOPPING`, in the order of the rules, and the rule that a finding's code belongs to.
Touches nothing. A rule without codes cannot be broken by any file; `held` says what holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Stop:
    """One rule; `stops` says what keeps a page from being made."""

    rule: str
    stops: str
    codes: tuple[str, ...] = ()
    held: str = ""


STOPPING: Final = (
    Stop(
        "M3",
        "a baseline, a target, a score or the word of a scale lies outside what can be",
        (
            *(f"{what}-outside-scale" for what in ("baseline", "target", "score", "anchor",)),
            *(f"{what}-not-per-cent" for what in ("baseline", "target", "score")),
            *(f"{what}-outside-days" for what in ("baseline", "target")),
            "change-off-scale",
            "count-below-zero",
            "more-than-all",
            "not-a-level",
        ),
    ),
    Stop("M9", "nobody knows the questionnaire, or which of its forms is meant", ("unknown-measure", "which-form",),),
    Stop("R3", "somebody of a couple, a family or a group has not agreed to a goal under way", ("agreement-open",),),
    Stop("R4", "a score, a step or a goal names an id that the plan does not have", ("unknown-id", "unknown-person",),),
    Stop(
        "T5",
        "an end comes before its start, a day cannot be read, or an entry lies in the future",
        ("ends-before-start", "due-before-start", "not-a-date", "no-such-date", "not-a-duration", "in-the-future",),
    ),
    Stop("P1", "a text for the client holds an e-mail address, a phone number or a name kept out", ("personal-data",),),
    Stop("P2", "what is for the therapist alone would reach a page", held="`private:` is never read into a plan",),
    Stop("C1", "neither the plan nor the settings say whom to call", ("support-missing",),),
    Stop("G1", "a group's page would show a spread of fewer than five people", held="no such chart is drawn",),
)  # fmt: skip

_RULES: Final = {code: stop.rule for stop in STOPPING for code in stop.codes}


def rule_of(code: str) -> str | None:
    """The stopping rule that a finding's code speaks for; None for one that is about the file alone."""
    return _RULES.get(code)
