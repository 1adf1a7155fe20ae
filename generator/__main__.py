"""Run as `python -m generator`, or by its name.

In: what was typed. Out: an exit code. Ctrl-C while the program is still being read ends it as any other program.
"""

import signal


def run() -> None:
    """Read the program, and do what was typed."""
    is_usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_usual:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from generator.cli.app import main

    if is_usual:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    main(prog_name="handrail")


if __name__ == "__main__":
    run()
