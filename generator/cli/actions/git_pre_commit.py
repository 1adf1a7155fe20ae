"""Git pre-commit: what is wrong in what is about to be committed, on the terminal."""

from __future__ import annotations

import sys

from generator.cli.errors import FOUND
from generator.cli.git_pre_commit import GitPreCommitOptions
from generator.cli.options import root_of
from generator.cli.report import format_finding, to_mend
from generator.cli.terminal import say_beside
from generator.publish.staged import staged_findings


def look_at_staged(options: GitPreCommitOptions) -> None:
    """Say every finding, and stop the commit where there is one; silent where all is well."""
    findings = staged_findings(root_of(options.start), options.today)
    for finding in findings:
        say_beside(format_finding(finding))
    if findings:
        say_beside(
            f"{to_mend(len(findings))} before this is committed. Mend, `git add`, and commit again."
        )
        sys.exit(FOUND)
