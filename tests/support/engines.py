"""What each of the engines that readers have can be asked: to open a page, what stands in it, and to print it."""

from __future__ import annotations

import os
import re
import time
from typing import Any, Protocol

NAMES = ("chromium", "firefox", "webkit")

#: A busy machine may take long; what takes longer is broken.
PATIENCE_S = 60


class Engine(Protocol):
    def open(self, address: str) -> None:
        """Returns when the page and its scripts are loaded; a sealed page may still be opening."""

    def js(self, expression: str) -> Any:
        """The value of an expression in the page, as JSON has it; a promise is awaited."""

    def said(self) -> list[str]:
        """The warnings and errors on the console since the last question, breaches of the policy among them."""

    def printed(self) -> bytes:
        """The page as a PDF on A4, grounds and colours with it."""


def wanted() -> tuple[str, ...]:
    """The engines to try: all, or those that `HANDRAIL_ENGINES` names, with spaces or commas between.

    Raises LookupError for a name that no engine has.
    """
    named = os.environ.get("HANDRAIL_ENGINES") or " ".join(NAMES)
    names = tuple(re.findall(r"[^\s,]+", named))
    for name in names:
        if name not in NAMES:
            raise LookupError(f"HANDRAIL_ENGINES names {name!r}; there are {', '.join(NAMES)}")
    return names


def visit(engine: Engine, address: str) -> None:
    """Opens the page anew, also where only what follows the `#` differs from the page before."""
    engine.open("about:blank")
    engine.said()
    engine.open(address)


def wait_until(engine: Engine, expression: str) -> None:
    """Raises TimeoutError when the expression stays false for long."""
    end = time.monotonic() + PATIENCE_S
    while not engine.js(expression):
        if time.monotonic() > end:
            raise TimeoutError(expression)
        time.sleep(0.05)
