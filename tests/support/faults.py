"""Faults: a practice that something happens to while a command runs, and what must hold afterwards.

In: a folder. Out: a practice with two private plans in it, and the commands that change it, each with what is done
before and how it is taken up again; assertions. A file that a person wrote is as it was or as it was to be; every key
is there; every page is whole; what has to go is gone after the next run.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.privacy.seal import Key, Mode
from tests.support.builders import SMALL

TODAY: Final = "--today=2026-02-02"
KEY: Final = Key(bytes(range(7, 39)))
#: Room for a few words, and none at all: on a full disk files are made and then stay short.
ROOMS: Final = (0, 40)
UIDS: Final = {name: f"{number:02x}" * 16 for number, name in enumerate(("sam", "ash", "kim"), 1)}


def a_private_plan(name: str, words: str = "") -> str:
    text = SMALL.replace('"5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"', f'"{UIDS[name]}"')
    text = text.replace(
        "share: {access: public}", "share: {access: link, key: practice}\nstatus: active"
    )
    return text + (f"    note: {words}\n" if words else "")


@dataclass(frozen=True)
class Case:
    """A command that something happens to: what is done before it, and how it is taken up again."""

    arguments: tuple[str, ...]
    prepare: Callable[[Path], None] = field(default=lambda base: None)
    #: Commands that bring the work to its end after a fault; those of `arguments` where none are named.
    again: tuple[tuple[str, ...], ...] = ()
    #: Whether the same end is reached with and without a fault, to the byte.
    same_end: bool = True
    #: Plans whose old page must be gone from these folders in the end.
    gone: tuple[str, ...] = ()
    places: tuple[str, ...] = ("practice/site",)


def _edited(base: Path) -> None:
    """Sam is withdrawn, Ash has a new note, Kim is new."""
    sam = base / "practice/plans/sam.yml"
    sam.write_text(sam.read_text().replace("status: active", "status: draft"))
    (base / "practice/plans/ash.yml").write_text(a_private_plan("ash", "A good week."))
    (base / "practice/plans/kim.yml").write_text(a_private_plan("kim"))


def beside_a_broken_plan(base: Path) -> None:
    _edited(base)
    (base / "practice/plans/ash.yml").write_text(
        a_private_plan("ash").replace("target: 7", "target: 70")
    )


def _logged(base: Path) -> None:
    ash = base / "practice/plans/ash.yml"
    ash.write_text(ash.read_text() + "  - date: 2026-01-19\n    scores: {crowds: 5}\n")


def _with_a_table(base: Path) -> None:
    (base / "table.csv").write_text("date,crowds\n2026-01-19,5\n2026-01-26,6\n")


WEB: Final = ("practice/site", "web")
CASES: Final = {
    "build": Case(("build", TODAY), _edited, gone=("sam",)),
    "publish": Case(("publish", "../web", "--yes", TODAY), _edited, gone=("sam",), places=WEB),
    "revoke": Case(("revoke", "sam", "--yes", TODAY), gone=("sam",)),
    "revoke with a new link": Case(
        ("revoke", "sam", "--new-link", "--yes", TODAY), same_end=False, gone=("sam",)
    ),
    "close": Case(("close", "sam", "--withdraw", "--yes", TODAY), gone=("sam",)),
    "close with a print": Case(
        ("close", "sam", "--withdraw", "--print", "../sam.html", "--yes", TODAY),
        again=(
            ("close", "sam", "--withdraw", "--print", "../sam.html", "--yes", TODAY),
            ("close", "sam", "--withdraw", "--yes", TODAY),
        ),
        same_end=False,
        gone=("sam",),
    ),
    "log": Case(
        ("log", "ash", "--score", "crowds=5", "--yes", TODAY),
        again=(("build", TODAY),),
        same_end=False,
    ),
    "log from a table": Case(
        ("log", "ash", "--from", "../table.csv", "--yes", TODAY), _with_a_table
    ),
    "undo": Case(
        ("log", "ash", "--undo", "--yes", TODAY), _logged, again=(("build", TODAY),), same_end=False
    ),
    "rotate": Case(("key", "rotate", "--all", "--yes", TODAY), same_end=False, gone=("sam", "ash")),
    "new key": Case(("key", "new", "spare", TODAY), same_end=False),
    "backup": Case(("key", "backup", "../key.html", "--yes")),
    "card": Case(("share", "sam", "--card", "../card.html", TODAY)),
    "new": Case(("new", "robin", TODAY), same_end=False),
}


def a_practice(base: Path) -> None:
    """Two private plans in `practice/`, their key in `config/`, and somebody else's page on the host, `web/`."""
    practice = base / "practice"
    (practice / "plans").mkdir(parents=True)
    settings = f"base_url: https://example.org\nkey: practice\nfingerprints: {{practice: {KEY.fingerprint}}}\n"
    (practice / "handrail.yml").write_text(
        settings + "support:\n  - {name: Night line, contact: 555 0100}\n"
    )
    (base / "config").mkdir(mode=0o700)
    (base / "config/keys").write_text(f"practice {KEY.master.hex()}\n")
    (base / "config/keys").chmod(0o600)
    for name in ("sam", "ash"):
        (practice / f"plans/{name}.yml").write_text(a_private_plan(name))
    (base / "web/blog").mkdir(parents=True)
    (base / "web/blog/index.html").write_text("<h1>My own page</h1>")


def environment(base: Path) -> dict[str, str]:
    """What a command in that practice finds around it."""
    return {
        "HANDRAIL_KEY_FILE": str(base / "config/keys"),
        "HOME": str(base),
        "PATH": os.environ["PATH"],
        "XDG_CACHE_HOME": str(base / "cache"),
        "XDG_CONFIG_HOME": str(base / "config"),
    }


def files(base: Path) -> dict[str, bytes]:
    """Every file that matters: the cache and what Handrail keeps for itself are its own affair."""
    found = (path for path in base.rglob("*") if path.is_file())
    return {
        path.relative_to(base).as_posix(): path.read_bytes()
        for path in found
        if not {".handrail", "cache"} & set(path.relative_to(base).parts)
    }


def let_time_pass(base: Path) -> None:
    """Make what a killed command left an hour old: what is younger may be somebody's who is still writing."""
    for path in base.rglob("*draft*"):
        os.utime(path, (path.stat().st_atime - 3600, path.stat().st_mtime - 3600))


def tokens(name: str) -> set[str]:
    """Where a plan's page stood before anything happened."""
    return {KEY.secrets(UIDS[name], mode, 1).token for mode in Mode}


def lines(data: bytes) -> set[bytes]:
    return {line for line in data.splitlines() if line and not line.startswith(b"#")}


def assert_nothing_torn(
    old: dict[str, bytes], found: dict[str, bytes], new: dict[str, bytes], same_end: bool
) -> None:
    """Right after a fault: what was there is as it was or as it was to be, and every page is whole."""
    drafts = {name for name in found if "draft" in Path(name).name}
    changed = {name for name in found if found[name] != old.get(name)}
    for name in changed - drafts:
        if name.startswith("config/"):
            assert lines(old.get(name, b"")) <= lines(found[name]), "a key or a mark is lost"
        elif same_end:
            assert found[name] in (old.get(name), new.get(name)), f"{name} is neither old nor new"
        elif name.endswith(".html"):
            assert found[name].rstrip().endswith(b"</html>"), f"{name} is torn"
        else:
            assert found[name].endswith(b"\n"), f"{name} is torn"
    kept = {
        name
        for name in old
        if name.startswith(("practice/plans", "practice/handrail", "config", "web/blog"))
    }
    assert kept <= set(found), "a file is lost"
    for name in old:
        if name.startswith("web/blog"):
            assert found[name] == old[name]


def assert_gone(base: Path, case: Case) -> None:
    for name in case.gone:
        for place in case.places:
            standing = [
                token
                for token in tokens(name)
                if (base / place / "p" / token / "index.html").exists()
            ]
            assert standing == [], f"the page of {name} stands in {place}"
