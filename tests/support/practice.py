"""Practice: a few plans, and what people make of them, for tests that edit at random."""

from __future__ import annotations

from tests.support.builders import SMALL

NAMES = ("ada", "ben", "cleo", "dora")
UID = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
LISTED = "support:\n  - {name: Night line, contact: 555 0100}\n"
#: What becomes of a plan: most of it is a save like any other, the rest is what others hang on.
EDITS = {
    "a note": lambda text: text + "    note: Stayed to the end.\n",
    "the goal": lambda text: text.replace("in a crowd", "on a train"),
    "a mistake": lambda text: text.replace("target: 7", "target: 70"),
    "torn": lambda text: text[: len(text) // 2],
    "empty": lambda text: "",
    "withdrawn": lambda text: text + "status: draft\n",
    "sealed": lambda text: text.replace("{access: public}", "{key: demonstration}"),
    "another client": lambda text: text + "client: Sam\n",
    "the uid of another": lambda text: text.replace(UID[:-1], "0" * 31),
    "the uid of another, lower down": lambda text: (
        "# Here a line.\n" + text.replace(UID[:-1], "0" * 31)
    ),
    "as it was": lambda text: text,
}


def a_plan(name: str) -> str:
    """The smallest plan, with a uid of its own for each of the names."""
    return SMALL.replace(UID, f"{NAMES.index(name) + 1:x}".rjust(32, "a"))


def quietly(_done: int, _of: int) -> None:
    """Progress that nobody is told of."""
