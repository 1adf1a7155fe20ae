"""Faulty: a command that is killed, or finds the disk full, at a chosen one of the calls that change the disk.

In: requests on standard input, a line of JSON each: `arguments`, `folder`, `environment`, and either `kill_at`, the
number of the changing call before which the process dies, or `room`, the most bytes that any file may hold. Out: a
line of JSON each: `calls`, how many changing calls there were, `code`, how the command ended, and what it said.

The program is loaded once; each request runs in a child of its own, so that hundreds of faults take seconds. Python
itself tells of the calls, before each is made (PEP 578); the system itself keeps files short (RLIMIT_FSIZE).
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import tempfile
import traceback
from datetime import date
from pathlib import Path
from typing import Any, Final, NoReturn

from tests.support import disk
from tests.support.faults import a_practice, environment

#: What changes the disk besides opening a file to write.
_CHANGES: Final = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
)
_TO_WRITE: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_KILLED: Final = -signal.SIGKILL


class _Calls:
    """Counts the changing calls of this process, and ends it before the one that was asked for."""

    def __init__(self, kill_at: int | None) -> None:
        self.made = 0
        self._kill_at = kill_at

    def __call__(self, event: str, details: tuple[Any, ...]) -> None:
        if event in _CHANGES or (event == "open" and _is_to_write(details)):
            self.made += 1
            if self.made == self._kill_at:
                os.kill(os.getpid(), signal.SIGKILL)


def _is_to_write(details: tuple[Any, ...]) -> bool:
    path, _mode, flags = details
    return (
        isinstance(path, str | bytes | os.PathLike)
        and bool(flags & _TO_WRITE)
        and os.fspath(path) != os.devnull
    )


def main() -> None:
    """Answer requests until there are no more."""
    # Loaded here, so that no child has to.
    import generator.builder.page
    import generator.cli.actions.build
    import generator.cli.actions.log
    import generator.cli.actions.publish
    import generator.cli.actions.revoke
    import generator.cli.app  # noqa: F401

    os.fsync = disk.fsync
    _warm()
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)  # noqa: T201 - this is how it answers


def _warm() -> None:
    """Read the templates, the lists of words and the catalogue here, so that no child has to."""
    from generator.builder.check import check
    from generator.builder.site import build

    with tempfile.TemporaryDirectory() as folder:
        a_practice(Path(folder))
        before = dict(os.environ)
        os.environ.update(environment(Path(folder)))
        build(Path(folder, "practice"), date.today(), lambda _done, _all: None)
        check(Path(folder, "practice"), date.today(), ())
        os.environ.clear()
        os.environ.update(before)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    # Pipes, since files may be too short for it there.
    (said, to_say), (counted, to_count) = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        _run(request, to_say, to_count)
    os.close(to_say)
    os.close(to_count)
    with os.fdopen(said, encoding="utf-8") as words, os.fdopen(counted) as number:
        answer = {"said": words.read(), "calls": int(number.read() or 0)}
    _, status = os.waitpid(child, 0)
    return answer | {"code": os.waitstatus_to_exitcode(status)}


def _run(request: dict[str, Any], to_say: int, to_count: int) -> NoReturn:
    """Be the command: this process ends here."""
    from generator.cli.app import main as handrail

    code = 99
    calls = _Calls(request.get("kill_at"))
    try:
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["environment"])
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        _speak_into(to_say)
        if request.get("room") is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (request["room"], request["room"]))
        sys.addaudithook(calls)
        sys.argv = ["handrail", *request["arguments"]]
        try:
            handrail()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        os.write(to_count, str(calls.made).encode())
    except Exception:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _speak_into(pipe: int) -> None:
    os.dup2(pipe, 1)
    os.dup2(pipe, 2)
    os.close(pipe)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


if __name__ == "__main__":
    main()
