"""Full stop: somebody's words, taken into a sentence of ours.

In: words of a plan. Out: the same to stand within a sentence.
Touches nothing.
"""

from __future__ import annotations


def without_full_stop(words: str) -> str:
    """The words without the full stop at their end, as the sentence around them has one of its own."""
    return words.rstrip(".")
