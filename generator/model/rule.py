"""Rule: the ids of the advice, and what a plan may silence.

In: nothing. Out: `Rule`, `Personal`, `Silence`. Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Rule(StrEnum):
    """Advice that a plan may do without, by the id that a check prints.

    Source: docs/clinical-rules.md#advice.
    Source of D1 to D5: docs/clinical-rules.md#signals-for-the-therapist.
    """

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"
    S5 = "S5"
    M1 = "M1"
    M2 = "M2"
    M4 = "M4"
    M5 = "M5"
    M6 = "M6"
    M7 = "M7"
    M8 = "M8"
    M10 = "M10"
    A1 = "A1"
    A2 = "A2"
    A3 = "A3"
    A4 = "A4"
    A5 = "A5"
    A6 = "A6"
    A7 = "A7"
    A8 = "A8"
    A9 = "A9"
    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R5 = "R5"
    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"
    T6 = "T6"
    F1 = "F1"
    F2 = "F2"
    F3 = "F3"
    F4 = "F4"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    L4 = "L4"
    L5 = "L5"
    L6 = "L6"
    L7 = "L7"
    L8 = "L8"
    P3 = "P3"
    C2 = "C2"
    C3 = "C3"
    W1 = "W1"
    D1 = "D1"
    D2 = "D2"
    D3 = "D3"
    D4 = "D4"
    D5 = "D5"


#: Advice that nobody can switch off: a person reads it each time. Each with what can be done in its place.
NEVER_SILENT: Final = {
    Rule.C3: "`talked_about: 2026-04-13` beside a text says that you have talked about it"
}


class Personal(StrEnum):
    """What a text for a client holds no one of, unless a plan lets it through, with a reason."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"


#: Rules that stop a build and so cannot be silenced.
#: Source: docs/clinical-rules.md#what-stops-a-page.
STOPPING_RULES: Final = ("M3", "M9", "R4", "T5", "P1", "P2", "C1", "G1")


@dataclass(frozen=True, slots=True)
class Silence:
    """Advice that is not wanted in this plan, and why; for the therapist alone."""

    rule: Rule
    reason: str
