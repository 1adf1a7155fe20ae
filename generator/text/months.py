"""Months: what they are called where the program speaks to the therapist, which it does in English.

In: nothing. Out: the names. Touches nothing.
"""

from __future__ import annotations

from typing import Final

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
