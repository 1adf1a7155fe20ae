"""Run as `python -m generator`, or by its name.

In: what was typed. Out: an exit code. Ctrl-C is answered from the first line on.
"""

from generator.cli.ctrl_c import answer_ctrl_c

answer_ctrl_c()


def run() -> None:
    """Read the program, and do what was typed."""
    from generator.cli.app import main

    main(prog_name="handrail")


if __name__ == "__main__":
    run()
