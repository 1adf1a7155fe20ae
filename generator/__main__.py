"""Run as `python -m generator`, or by its name.

In: what was typed. Out: an exit code. Ctrl-C while the program is still being read ends it as any other program.
"""

from generator.cli.reading import reading_the_program


def run() -> None:
    """Read the program, and do what was typed."""
    with reading_the_program():
        from generator.cli.app import main

    main(prog_name="handrail")


if __name__ == "__main__":
    run()
