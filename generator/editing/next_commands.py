"""Next commands: what to run once something was added to a plan.

In: the plan's file name, or the settings. Out: a command, or a sentence with one. Touches nothing.
"""

from __future__ import annotations

import shlex

from generator.model.settings import Settings


def undo_command(name: str) -> str:
    """The command that takes out what was added last to the plan in this file."""
    stem = name.rpartition("/")[2].rpartition(".")[0]
    return f"`handrail log {shlex.quote(stem)} --undo`"


def way_to_the_page(settings: Settings) -> str:
    """How what was added comes to the client's page."""
    if settings.publish:
        return "To bring it to the page: handrail publish"
    return "To see it on the page: handrail build"
