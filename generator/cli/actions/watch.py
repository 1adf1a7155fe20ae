"""Watch: pages are made again whenever a file is saved."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from generator.builder.warm import WarmSite
from generator.builder.watch import Changes, Watch
from generator.builder.watch_events import Method
from generator.cli.actions.builds import show_changes, show_findings
from generator.cli.errors import FOUND
from generator.cli.options import root_of
from generator.cli.terminal import no_bar, say, say_beside
from generator.cli.watch import WatchOptions
from generator.errors import HandrailError


def watch_plans(options: WatchOptions) -> None:
    root = root_of(options.start)
    watching = begin_watching(root, options.poll)
    if watching is None:
        sys.exit(FOUND)

    site = WarmSite(root)

    def build_again(changes: Changes) -> None:
        _build_once(site, changes, options)

    try:
        build_again(None)
        if not options.quiet:
            say("Watching. Press Ctrl-C to stop.")
        watching.run(build_again)
    except KeyboardInterrupt:
        watching.stop()
        if not options.quiet:
            say("Stopped.")


def begin_watching(root: Path, poll: bool) -> Watch | None:
    """A watch that has begun, by the system's events where it has room for them; None where nothing works."""
    methods: tuple[Method, ...] = (Method.EVENTS, Method.POLLING)
    if poll:
        methods = (Method.POLLING,)
    for method in methods:
        watching = Watch(root, method)
        try:
            watching.start()
        except OSError:
            no_room = (
                "The system has no room for more file watches; looking every half second instead."
            )
            say_beside(no_room)
        else:
            return watching
    return None


def _build_once(site: WarmSite, changes: Changes, options: WatchOptions) -> None:
    """A build, and what came of it; what stops one build does not stop the watch."""
    try:
        built = site.build(options.today or date.today(), no_bar(), changes)
    except HandrailError as error:
        say_beside(str(error))
        return
    show_findings(built.findings, built)
    if not options.quiet and (built.written or built.removed):
        show_changes(built)
