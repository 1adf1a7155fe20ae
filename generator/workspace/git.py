"""Git: the one place that asks it, so that nothing in a folder's own settings can run a program.

In: a folder, and what is asked about it. Out: what git says, or `GitError` where it cannot tell.
Asks git and begins a history where asked to; the network and every program that git might start are
switched off.

A workspace may come from anywhere, and its `.git/config` with it: whatever git would start for it
stays off.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.errors import HandrailError

#: Longest that git may take for an answer.
TIMEOUT_S: Final = 20.0

#: What git could start by itself, each switched off; a value on the command line goes before a
#: folder's own.
_OFF: Final = (
    "core.fsmonitor=",
    f"core.hooksPath={os.devnull}",
    "core.pager=cat",
    "core.sshCommand=",
    "core.askPass=",
    "credential.helper=",
    "diff.external=",
    "gpg.program=",
    "gpg.openpgp.program=",
    "gpg.ssh.program=",
    "gpg.x509.program=",
    "log.showSignature=false",
    "protocol.allow=never",
)
#: Most that git is asked in one turn. It answers while it still reads, and a pipe holds 64 KiB.
_TURN_BYTES: Final = 24 * 1024
#: Most conflicts that git counts in a file; a higher exit code says that it failed.
_MOST_CONFLICTS: Final = 127
#: Where the next commit is drawn up.
_INDEX: Final = "GIT_INDEX_FILE"
#: How many gits look for names at once; two are most of what there is to gain.
_SIDE_BY_SIDE: Final = 2
#: Where the settings lie that are the user's own, not a folder's.
_OWN_SETTINGS: Final = frozenset(
    {
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_SYSTEM",
        "GIT_CONFIG_NOSYSTEM",
    }
)
#: What holds for git instead of every other GIT_ variable, which may point elsewhere, as within a
#: hook.
_ENVIRONMENT: Final = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
    "LANGUAGE": "C",
}
#: How git says that a folder belongs to no history, though something there is called .git.
_NO_HISTORY: Final = b"not a git repository"
_OWNER: Final = b"dubious ownership"


class GitError(HandrailError):
    """Git cannot tell; `hint` is the way out."""

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Answer:
    """What git said: whether it found what was asked for, and its words."""

    is_yes: bool
    words: str


def home(folder: Path) -> Path | None:
    """The folder at or above this one that holds a history, as far as the names tell; None without
    one.
    """
    return next(
        (above for above in (folder, *folder.parents) if os.path.lexists(above / ".git")),
        None,
    )


def is_here() -> bool:
    """Whether this computer has git."""
    return shutil.which("git") is not None


def looks_after(path: Path) -> bool:
    """Whether this file, named by its real path, would lie among the files of a history.

    Raises GitError.
    """
    said = ask(_standing(path), "rev-parse", "--is-inside-work-tree")
    return said.is_yes and said.words.strip() == "true"


def keeps(path: Path) -> bool:
    """Whether a history holds this file, named by its real path, or would from the next commit on.

    Raises GitError.
    """
    return ask(
        _standing(path),
        "ls-files",
        "--error-unmatch",
        "--",
        str(path),
    ).is_yes


def ignores(path: Path) -> bool:
    """Whether git leaves this file, named by its real path, out of what is added.

    Raises GitError.
    """
    return ask(
        _standing(path),
        "check-ignore",
        "--quiet",
        "--no-index",
        "--",
        str(path),
    ).is_yes


def knows_author(folder: Path) -> bool:
    """Whether git knows whose name to write beside a version. Raises GitError."""
    return all(ask(folder, "config", key).is_yes for key in ("user.name", "user.email"))


def ask(folder: Path, *words: str, environment: Mapping[str, str] = os.environ) -> Answer:
    """What git says in this folder; no where there is no history.

    Raises GitError where it cannot tell.
    """
    history = home(folder)
    if history is None:
        return Answer(is_yes=False, words="")
    done = _run(("-C", str(folder), *words), history, environment)
    if done.returncode in (0, 1):
        return Answer(done.returncode == 0, done.stdout.decode("utf-8", "replace"))
    if _NO_HISTORY in done.stderr and _OWNER not in done.stderr:
        return Answer(is_yes=False, words="")
    raise _cannot_tell(history, done.stderr)


def read(
    folder: Path,
    *words: str,
    given: bytes = b"",
    environment: Mapping[str, str] = os.environ,
) -> bytes:
    """What git prints in this folder, byte for byte; `given` is what it is asked to read.

    Raises GitError where it refuses, and where there is no history.
    """
    history = home(folder) or folder
    done = _run(("-C", str(folder), *words), history, environment, given)
    if done.returncode:
        raise _cannot_tell(history, done.stderr)
    return done.stdout


def name_of(path: bytes) -> str:
    """The name of a file as git prints it, whatever bytes are in it."""
    return path.decode("utf-8", "surrogateescape")


class ObjectNames:
    """Gits that stay and say what is called so, in as many turns as it takes; they work side by side."""

    def __init__(self, gits: Sequence[subprocess.Popen[bytes]]) -> None:
        self._gits = gits

    def ask(self, names: Sequence[str]) -> list[str | None]:
        """The id of each object, named as `COMMIT:path`; None for what is not there."""
        found: list[str | None] = []
        turn: list[bytes] = []
        size = 0
        for name in names:
            turn.append(f"{name}\n".encode("utf-8", "surrogateescape"))
            size += len(turn[-1])
            if size > _TURN_BYTES:
                found += self._answers_to(turn)
                turn, size = [], 0
        return [*found, *self._answers_to(turn)]

    def _answers_to(self, turn: Sequence[bytes]) -> list[str | None]:
        """Neighbours stay with one git, which remembers what it has just unpacked."""
        share = -(-len(turn) // len(self._gits)) or 1
        parts = [turn[first : first + share] for first in range(0, len(turn), share)]
        for process, part in zip(self._gits, parts, strict=False):
            _put(process, part)
        pairs = zip(self._gits, parts, strict=False)
        return [_object_id(_line(process)) for process, part in pairs for _ in part]


@contextmanager
def object_names(
    folder: Path, environment: Mapping[str, str] = os.environ
) -> Iterator[ObjectNames]:
    """Raises GitError where git cannot be asked."""
    command = _command(("-C", str(folder), "cat-file", "--batch-check=%(objectname)"))
    with _told_as_git_error(home(folder) or folder), ExitStack() as running:
        gits = [
            running.enter_context(
                subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=_surroundings(environment),
                )
            )
            for _ in range(_SIDE_BY_SIDE)
        ]
        yield ObjectNames(gits)


def read_staged(
    folder: Path,
    *words: str,
    environment: Mapping[str, str] = os.environ,
) -> bytes:
    """As `read`, looking at what the next commit will hold: within a hook, at what git says there.

    `git commit FILE` draws its commit up in a file of its own, which only that variable names.
    """
    history = home(folder) or folder
    done = _run(("-C", str(folder), *words), history, environment, index=_index(environment))
    if done.returncode:
        raise _cannot_tell(history, done.stderr)
    return done.stdout


@dataclass(frozen=True, slots=True)
class MergedLines:
    """What git makes of two versions of a file, line by line, and how many conflicts it marked."""

    data: bytes
    conflicts: int


def merge_lines(
    versions: tuple[Path, Path, Path], labels: tuple[str, str], mark_length: int
) -> MergedLines:
    """This side, what it was, and the other side, as one. Raises GitError where git cannot tell."""
    ours, base, theirs = map(str, versions)
    names = ("-L", labels[0], "-L", "as it was", "-L", labels[1])
    size = f"--marker-size={mark_length}"
    words = ("merge-file", "-p", size, *names, "--", ours, base, theirs)
    done = _run(words, versions[0].parent, os.environ)
    if done.returncode > _MOST_CONFLICTS:
        raise _cannot_tell(versions[0].parent, done.stderr)
    return MergedLines(done.stdout, done.returncode)


def git_crypt(
    folder: Path, task: str, data: bytes, environment: Mapping[str, str] = os.environ
) -> bytes | None:
    """What the user's own git-crypt makes of a file: `clean` seals it, `smudge` opens it. None where it cannot.

    It is asked by its name, never by what a folder's settings say to start.
    """
    try:
        done = subprocess.run(
            ["git-crypt", task],
            cwd=folder,
            input=data,
            capture_output=True,
            check=False,
            env=_surroundings(environment),
            timeout=TIMEOUT_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode:
        return None
    return done.stdout


def begin_history(
    folder: Path,
    environment: Mapping[str, str] = os.environ,
) -> None:
    """Begin a history in the folder. Raises GitError where git refuses."""
    done = _run(("init", "--quiet", str(folder)), folder, environment)
    if done.returncode:
        raise GitError(
            f"git could not begin a history in {folder}", "look at the folder's permissions"
        )


def _is_kept(name: str) -> bool:
    return name in _OWN_SETTINGS or not name.startswith("GIT_")


def _standing(path: Path) -> Path:
    """The nearest folder above a path that is there."""
    return next(folder for folder in path.parents if folder.is_dir())


def _surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment that git runs in."""
    around = {name: value for name, value in environment.items() if _is_kept(name.upper())}
    return {**around, **_ENVIRONMENT}


def _put(process: subprocess.Popen[bytes], lines: Sequence[bytes]) -> None:
    assert process.stdin
    process.stdin.write(b"".join(lines))
    process.stdin.flush()


def _line(process: subprocess.Popen[bytes]) -> bytes:
    """The next line that a git says. Raises OSError where it has ended."""
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise OSError(errno.EPIPE, "it stopped in the middle of an answer")
    return line


def _object_id(line: bytes) -> str | None:
    """The id that git answers with; it repeats the name of what it does not find, and says so."""
    words = line.split()
    if len(words) != 1:
        return None
    return words[0].decode("ascii")


def _index(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Where the next commit is drawn up, if not where it always is."""
    index = environment.get(_INDEX)
    return {_INDEX: os.path.abspath(index)} if index else {}  # noqa: PTH100 - may not be there


def _command(words: tuple[str, ...]) -> list[str]:
    off = [word for setting in _OFF for word in ("-c", setting)]
    return ["git", "--no-pager", "--no-optional-locks", *off, *words]


def _run(
    words: tuple[str, ...],
    history: Path,
    environment: Mapping[str, str],
    given: bytes = b"",
    index: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[bytes]:
    with _told_as_git_error(history):
        return subprocess.run(
            _command(words),
            input=given,
            capture_output=True,
            check=False,
            env={**_surroundings(environment), **index},
            timeout=TIMEOUT_S,
        )


@contextmanager
def _told_as_git_error(history: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise GitError(
            "there is no git on this computer to ask", f"install git; {history} holds a history"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise GitError(
            f"git gives no answer about {history}", "try again when the disk is at hand"
        ) from error
    except OSError as error:
        raise GitError(
            f"git cannot be asked: {error.strerror}", "look at how git is installed"
        ) from error


def _cannot_tell(history: Path, said: bytes) -> GitError:
    if _OWNER in said:
        hint = f"if you trust that folder, run: git config --global --add safe.directory {history}"
        return GitError(
            f"git does not answer about {history}, since the folder belongs to another user", hint
        )
    return GitError(
        f"git cannot read the history in {history}", f"look what this says: git -C {history} status"
    )
