"""Program: `handrail` in processes of its own, as a shell would start it, without reading the program each time.

In: what is typed, the folder, the whole environment, and three open files. Out: a process that runs, or how it ended.
Touches processes.

The program is read once for each worker, by a process that does nothing else. It forks for each run; the child puts on
the folder, the environment and the files, and becomes the program. Reading costs more than most commands do. Where
Python itself has to begin differently, or where there is no fork, a run begins from nothing.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import io
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final, NoReturn

import pytest

from tests.support import disk

CHECKOUT: Final = Path(__file__).resolve().parents[2]
#: What the environment holds at least: where the program is, and what it may call.
BARE: Final = {"PYTHONPATH": str(CHECKOUT), "PATH": os.defpath}
#: How long a run that waits for nothing may take on a busy machine.
PATIENCE_S: Final = 60.0
#: What Python reads before the program begins, so that a process that runs already would not heed it.
_READ_AT_START: Final = ("LANG", "LC_", "PYTHON")
_UNHEEDED: Final = {"PYTHONPATH", "PYTHONUNBUFFERED"}
_LONGEST_REQUEST: Final = 1 << 20


class Rights(Enum):
    """What a run may do to files, where the tests run as root."""

    MINE = "mine"
    #: Without root's power to pass over permissions.
    A_USERS = "a user's"


class Running:
    """A run that has begun; what `subprocess.Popen` has of the same name means the same."""

    def __init__(self, answer: IO[bytes]) -> None:
        self._answer = answer
        self.pid = int(answer.readline())
        self.returncode: int | None = None

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            if not select.select([self._answer], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("handrail", timeout or 0)
            self.returncode = int(self._answer.readline())
            self._answer.close()
        return self.returncode

    def poll(self) -> int | None:
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def send_signal(self, sign: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, sign)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def run(
    arguments: Sequence[str | bytes],
    *,
    cwd: Path,
    env: Mapping[str, str] = BARE,
    umask: int = -1,
    rights: Rights = Rights.MINE,
) -> subprocess.CompletedProcess[bytes]:
    """A run to its end, and what it said; it is asked nothing."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        running = start(
            arguments,
            cwd=cwd,
            env=env,
            umask=umask,
            rights=rights,
            stdout=out.fileno(),
            stderr=err.fileno(),
        )
        code = _end_of(running)
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(list(arguments), code, out.read(), err.read())


def at_a_terminal(
    arguments: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    answers: str = "",
    columns: int | None = None,
) -> tuple[int, str]:
    """How a run at a terminal ended, and what a person saw who typed these answers at once."""
    pty = pytest.importorskip("pty")
    here, there = pty.openpty()
    if columns is not None:
        import termios

        termios.tcsetwinsize(there, (40, columns))
    running = start(arguments, cwd=cwd, env=env, stdin=there, stdout=there, stderr=there)
    os.close(there)
    os.write(here, answers.encode())
    seen = b""
    while piece := _read_from_terminal(here):
        seen += piece
    os.close(here)
    return _end_of(running), seen.decode("utf-8", "replace")


def _read_from_terminal(here: int) -> bytes:
    try:
        return os.read(here, 1 << 16)
    except OSError:  # how Linux says that the other end is closed
        return b""


def start(
    arguments: Sequence[str | bytes],
    *,
    cwd: Path,
    env: Mapping[str, str] = BARE,
    umask: int = -1,
    rights: Rights = Rights.MINE,
    stdin: int | None = None,
    stdout: int,
    stderr: int,
) -> Running | subprocess.Popen[bytes]:
    """A run that has begun. Without `stdin` it is asked nothing."""
    with Path(os.devnull).open("rb") as nothing:
        files = (nothing.fileno() if stdin is None else stdin, stdout, stderr)
        if _needs_a_start_of_its_own(env):
            assert rights is Rights.MINE
            return _begun_from_nothing(arguments, cwd, env, umask, files)
        typed = tuple(map(os.fsdecode, arguments))
        return _forked(_Request(typed, str(cwd), dict(env), umask, rights.value), files)


def start_from_nothing(
    arguments: Sequence[str | bytes], *, cwd: Path, env: Mapping[str, str], stdout: int, stderr: int
) -> subprocess.Popen[bytes]:
    """The same, with Python and the program read anew, for tests of what happens meanwhile."""
    return _begun_from_nothing(arguments, cwd, env, -1, (subprocess.DEVNULL, stdout, stderr))


def _begun_from_nothing(
    arguments: Sequence[str | bytes],
    cwd: Path,
    env: Mapping[str, str],
    umask: int,
    files: tuple[int, int, int],
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env=env,
        umask=umask,
        stdin=files[0],
        stdout=files[1],
        stderr=files[2],
    )


def _end_of(running: Running | subprocess.Popen[bytes]) -> int:
    try:
        return running.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
        raise


def _needs_a_start_of_its_own(env: Mapping[str, str]) -> bool:
    if not hasattr(socket, "send_fds"):
        return True
    return any(name.startswith(_READ_AT_START) for name in set(env) - _UNHEEDED)


# ---- the process that has read the program


@dataclass(frozen=True)
class _Request:
    """What a child puts on before it becomes the program."""

    arguments: tuple[str, ...]
    folder: str
    environment: dict[str, str]
    umask: int
    rights: str


def _forked(request: _Request, files: tuple[int, int, int]) -> Running:
    ear, mouth = os.pipe()
    words = json.dumps(vars(request)).encode() + b"\n"
    socket.send_fds(_program(), [words], [*files, mouth])
    os.close(mouth)
    return Running(os.fdopen(ear, "rb", buffering=0))


@cache
def _program() -> socket.socket:
    """The line to the process that has read the program; it ends when this one does."""
    ours, theirs = socket.socketpair()
    reader = subprocess.Popen(
        [sys.executable, "-m", "tests.support.program", str(theirs.fileno())],
        cwd=CHECKOUT,
        env=BARE,
        pass_fds=[theirs.fileno()],
    )
    theirs.close()

    def end() -> None:
        ours.close()
        reader.wait(PATIENCE_S)

    atexit.register(end)
    return ours


def main() -> None:
    """Answer requests until there are no more; a child becomes the program and ends as it does."""
    line = socket.socket(fileno=int(sys.argv[1]))
    _read_the_program()
    _warm()
    os.fsync = disk.fsync
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who watches over a run is nobody's to wait for
    while True:
        words, files = _heard(line)
        if not words:
            return
        if os.fork() == 0:
            line.close()
            _watch_over_a_child(files.pop())
            _become(_Request(**json.loads(words)), files)
        for file in files:
            os.close(file)


def _read_the_program() -> None:
    import generator

    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


def _warm() -> None:
    """Have the templates, the lists of words and the catalogues read here, so that no child has to."""
    from generator.builder.check import check
    from tests.support.builders import SMALL, TODAY, a_workspace, built

    with tempfile.TemporaryDirectory() as folder:
        root = a_workspace(Path(folder), {"sam.yml": SMALL})
        built(root)
        check(root, TODAY, ())


def _heard(line: socket.socket) -> tuple[bytes, list[int]]:
    """A request and its files; nothing when nobody asks any more."""
    words, files, _, _ = socket.recv_fds(line, _LONGEST_REQUEST, 4)
    while words and not words.endswith(b"\n"):
        words += line.recv(_LONGEST_REQUEST)
    return words, files


def _watch_over_a_child(mouth: int) -> None:
    """Fork; the child goes on, this process tells its number and its end, and is done."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child == 0:
        os.close(mouth)
        return
    os.write(mouth, b"%d\n" % child)
    # Whoever reads what the child says waits for the last one that could say more.
    os.closerange(0, mouth)
    os.closerange(mouth + 1, mouth + 16)
    _, status = os.waitpid(child, 0)
    os.write(mouth, b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def _become(request: _Request, files: list[int]) -> NoReturn:
    os.setsid()  # whoever ends the run can end all that it began, and no terminal of ours is asked
    os.chdir(request.folder)
    os.environ.clear()
    os.environ.update(request.environment)
    time.tzset()
    if request.umask >= 0:
        os.umask(request.umask)
    if request.rights == Rights.A_USERS.value:
        _drop_the_power_of_root()
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    sys.stdin = sys.__stdin__ = _as_python_opens(0, sys.__stdin__)
    sys.stdout = sys.__stdout__ = _as_python_opens(1, sys.__stdout__)
    sys.stderr = sys.__stderr__ = _as_python_opens(2, sys.__stderr__)
    sys.argv = ["handrail", *request.arguments]
    sys.path[0] = request.folder
    code = _run_to_its_end()
    atexit._run_exitfuncs()
    for said in (sys.stdout, sys.stderr):
        said.flush()
    os._exit(code)  # what was read is not taken apart again


def _run_to_its_end() -> int:
    """The exit code, as Python has it."""
    try:
        runpy.run_module("generator", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)  # noqa: T201 - so does Python
    except BaseException:
        traceback.print_exc()
    else:
        return 0
    return 1


def _drop_the_power_of_root() -> None:
    """See capabilities(7) and capset(2): the sets that hold now, each in the first three of six words."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    passing_over = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    assert libc.capget(header, sets) == 0
    for number in range(3):
        sets[number] &= ~passing_over
    assert libc.capset(header, sets) == 0


def _as_python_opens(number: int, model: Any) -> io.TextIOWrapper:
    """One of the three standard files, for a terminal or for a file, as Python would have opened it."""
    at_once = number > 0 and bool(os.environ.get("PYTHONUNBUFFERED"))
    is_terminal = os.isatty(number)
    mode = "rb" if number == 0 else "wb"
    return io.TextIOWrapper(
        os.fdopen(number, mode, buffering=0 if at_once else -1, closefd=False),
        encoding=model.encoding,
        errors=model.errors,
        line_buffering=number == 2 or (is_terminal and not at_once),
        write_through=at_once,
    )


if __name__ == "__main__":
    main()
