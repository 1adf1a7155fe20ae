"""Run as `python -m generator`, or by its name.

In: what was typed. Out: an exit code. Ctrl-C is answered from the first line on.
"""

import gc
from typing import Final

from generator.cli.ctrl_c import answer_ctrl_c

answer_ctrl_c()

#: How many new objects there are before Python looks through them for garbage. Most of what a
#: command makes, it needs until it ends: with Python's own 700, a build of one page spends a tenth
#: of its time looking.
_GARBAGE_FROM: Final = 50_000
gc.set_threshold(_GARBAGE_FROM)


def run() -> None:
    """Read the program, and do what was typed."""
    from generator.cli.app import main

    main(prog_name="handrail")


if __name__ == "__main__":
    run()
