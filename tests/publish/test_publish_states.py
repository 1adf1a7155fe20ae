"""Publish, as a machine of states: two computers with one key, two places, and whatever happens in between.

After `publish` has ended well, no page stands at the place whose link is revoked or that no plan of that computer
claims, and no file of somebody else has changed. The pages that may stand are worked out here, from the key alone.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from generator.cli.app import main
from generator.errors import WorkspaceError
from generator.privacy import keyfile
from generator.privacy.keyfile import key_file
from generator.privacy.seal import Key, Mode
from generator.workspace import files as write
from generator.workspace.files import MARK
from tests.support.builders import SMALL, a_workspace

pytestmark = pytest.mark.slow

MASTER = Key(bytes(range(100, 132)))
UIDS = {
    name: f"{number:08x}2d8a4c7f9e3b1a6d4c2f8e70"
    for number, name in enumerate(["ash", "kim", "lou", "stays"], 1)
}
COMPUTERS, PLACES = ("one", "two"), ("web", "pages")
MODES = {"link": Mode.LINK, "words": Mode.WORDS}
BREAKS = ("\ngoal: twice\n", "\n  - [\n", "\nnonsense: 1\n")
SEALED = b'id="sealed">'
WITHDRAWN = ("status: draft", "share: {access: none}", "share: {access: link, until: 2026-02-01}")

computers, places, names = (
    st.sampled_from(COMPUTERS),
    st.sampled_from(PLACES),
    st.sampled_from(["ash", "kim", "lou"]),
)


def plan(name: str, words: str, share: str) -> str:
    text = SMALL.replace("5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70", UIDS[name]).replace(
        "Feel at ease", words
    )
    return text.replace("share: {access: public}\n", f"client: {name}\n{share}\n")


def token(name: str, access: str, generation: int) -> str:
    return MASTER.secrets(UIDS[name], MODES[access], generation).token


def sealed(name: str, access: str, generation: int) -> str:
    return f"p/{token(name, access, generation)}/index.html"


#: Where somebody else may put a file: around our pages, in the place of one, and beside one.
FOREIGN = (
    *(
        "index.html",
        "404.html",
        "robots.txt",
        "_headers",
        "about/index.html",
        "p/notes.txt",
        "ash/index.html",
    ),
    *(f"p/{'0' * 32}/index.html", sealed("kim", "link", 1), sealed("ash", "link", 1) + ".gz"),
)


class Killed(BaseException):
    """What a kill is to whoever runs."""


FULL = WorkspaceError("cannot write: No space left on device")


#: What a document says of the changes at a place.
CHANGES = ("new", "changed", "gone", "blocked", "stuck", "refused")


class Publishing(RuleBasedStateMachine):
    """What each plan says on each computer is known here as the path where its page may stand, or None."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.former = os.environ.get("HANDRAIL_KEY_FILE")
        os.environ["HANDRAIL_KEY_FILE"] = str(self.folder / "elsewhere/keys")
        self.claims: dict[str, dict[str, str | None]] = {computer: {} for computer in COMPUTERS}
        self.foreign: dict[Path, bytes] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)
        os.environ.pop("HANDRAIL_KEY_FILE")
        if self.former is not None:
            os.environ["HANDRAIL_KEY_FILE"] = self.former

    def root(self, computer: str) -> Path:
        return self.folder / computer

    def run(self, computer: str, *arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, [*arguments, "-C", str(self.root(computer))])
        assert done.exception is None or isinstance(done.exception, SystemExit), (
            done.exception,
            done.output,
        )
        return done.exit_code, done.output

    def put(self, computer: str, name: str, text: str) -> None:
        (self.root(computer) / f"plans/{name}.yml").write_text(text, "utf-8")

    @initialize()
    def begin(self) -> None:
        keyfile.add(key_file(), "practice", MASTER)
        for computer in COMPUTERS:
            a_workspace(self.root(computer), {})
            settings = self.root(computer) / "handrail.yml"
            settings.write_text(f"key: practice\n{settings.read_text()}")
            for name in UIDS:
                self.write(computer, name, "link", 1)
        for place in PLACES:
            (self.folder / place).mkdir()

    # ---- what people do with their plans

    @rule(
        computer=computers,
        name=names,
        access=st.sampled_from(["link", "words", "public"]),
        number=st.integers(1, 3),
    )
    def write(self, computer: str, name: str, access: str, number: int) -> None:
        self.put(
            computer,
            name,
            plan(name, f"Step {number}", f"share: {{access: {access}, generation: {number}}}"),
        )
        is_public = access == "public"
        self.claims[computer][name] = (
            f"{name}/index.html" if is_public else sealed(name, access, number)
        )

    @rule(
        computer=computers,
        name=names,
        how=st.sampled_from([*WITHDRAWN, "delete", *BREAKS, "revoke", "revoke"]),
    )
    def end(self, computer: str, name: str, how: str) -> None:
        file = self.root(computer) / f"plans/{name}.yml"
        if how in WITHDRAWN:
            self.put(computer, name, plan(name, "Rest", how))
            self.claims[computer][name] = None
        elif how == "delete":
            file.unlink(missing_ok=True)
            self.claims[computer].pop(name, None)
        elif how == "revoke":
            self.run(computer, "revoke", str(file), "--yes")
        elif file.exists():
            file.write_text(file.read_text("utf-8") + how, "utf-8")

    @rule(
        computer=computers,
        what=st.sampled_from(["pull", "pull", ".handrail", "site", "line"]),
        name=names,
    )
    def travel(self, computer: str, what: str, name: str) -> None:
        """Another computer's plans arrive, what was built is lost, or a link is written down as dead by hand."""
        root = self.root(computer)
        if what == "line":
            with (root / "handrail.revoked").open("a") as file:
                file.write(f"{token(name, 'link', 1)}\n")
        elif what == "pull":
            [source] = {*COMPUTERS} - {computer}
            shutil.rmtree(root / "plans")
            shutil.copytree(self.root(source) / "plans", root / "plans")
            (root / "handrail.revoked").write_text(
                "\n".join(self.revoked(source) | self.revoked(computer))
            )
            self.claims[computer] = dict(self.claims[source])
        else:
            shutil.rmtree(root / what, ignore_errors=True)

    # ---- what happens to a place

    @rule(place=places, path=st.sampled_from(FOREIGN))
    def somebody_else_puts(self, place: str, path: str) -> None:
        file = self.folder / place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"mine")
        self.foreign[file] = b"mine"

    @rule(
        place=places,
        before=st.sampled_from([b"", b" ", b"<!-- host -->" * 500]),
        after=st.sampled_from([b"", b"\n"]),
    )
    def the_place_changes(self, place: str, before: bytes, after: bytes) -> None:
        """A host adds to the pages, and a run was killed half way."""
        for path in self.pages(place):
            file = self.folder / place / path
            file.write_bytes(before + file.read_bytes() + after)
            (file.parent / ".index.html.4711.handrail-draft").write_bytes(b"half a page")

    # ---- what has to hold

    @rule(
        computer=computers,
        place=places,
        after=st.integers(0, 6),
        how=st.sampled_from([Killed(), FULL]),
    )
    def publish_and_be_stopped(
        self, computer: str, place: str, after: int, how: BaseException
    ) -> None:
        """A kill, or a full disk, after so many changes at the place."""
        left = [after]

        def stopping(act: Callable[..., None]) -> Callable[..., None]:
            def stopped(path: Path, *rest: object) -> None:
                left[0] -= 1
                if left[0] < 0 and path.is_relative_to(self.folder / place):
                    if isinstance(how, Killed):
                        path.parent.mkdir(parents=True, exist_ok=True)
                        (path.parent / f".{path.name}.1.handrail-draft").write_bytes(b"half")
                    raise how
                act(path, *rest)

            return stopped

        with pytest.MonkeyPatch.context() as patched, suppress(Killed):
            patched.setattr(write, "put_beside", stopping(write.put_beside))
            if isinstance(how, Killed):
                patched.setattr(write, "remove", stopping(write.remove))
            self.run(computer, "publish", str(self.folder / place), "--yes")
        if how is FULL:
            assert not self.pages(place) & self.dead(computer)

    @rule(computer=computers, place=places)
    def publish(self, computer: str, place: str) -> None:
        code, said = self.run(computer, "publish", str(self.folder / place), "--yes")
        standing = self.pages(place)
        assert code in (0, 1), said
        assert not standing & self.dead(computer), said
        withdrawn = {
            f"{name}/index.html" for name, path in self.claims[computer].items() if path is None
        }
        assert not standing & withdrawn, said
        assert not list((self.folder / place).rglob("*handrail-draft"))
        if code == 0:
            claimed = {path for path in self.claims[computer].values() if path}
            assert standing == claimed, said
            site = self.root(computer) / "site"
            assert all(
                (self.folder / place / path).read_bytes() == (site / path).read_bytes()
                for path in claimed
            )
            again = self.run(computer, "publish", str(self.folder / place), "--dry-run")
            assert again[0] == 0
            assert "New" not in again[1]
            assert "Changed" not in again[1]
            assert "Gone" not in again[1]

    @rule(computer=computers, place=places)
    def look_at_what_waits(self, computer: str, place: str) -> None:
        """What waits, looked at without a build, is what publishing after one would do."""
        _code, said = self.run(computer, "status", "--format", "json")
        typed = ("publish", str(self.folder / place), "--dry-run", "--format", "json")
        _code, told = self.run(computer, *typed)
        leaving = json.loads(told[told.index("{\n") :])
        for known in json.loads(said[said.index("{\n") :])["places"]:
            if known["place"] == leaving["place"]:
                assert {key: leaving[key] for key in CHANGES} == {
                    key: known[key] for key in CHANGES
                }

    @invariant()
    def no_file_of_somebody_else_changes(self) -> None:
        for path, data in self.foreign.items():
            assert path.read_bytes() == data

    def pages(self, place: str) -> set[str]:
        """Where a page of ours stands, by its marks alone; an index of the folder of sealed pages is none."""
        folder = self.folder / place
        found = [
            path
            for path in folder.rglob("*/index.html")
            if MARK in (data := path.read_bytes()) or SEALED in data
        ]
        return {path.relative_to(folder).as_posix() for path in found} - {"p/index.html"}

    def dead(self, computer: str) -> set[str]:
        """Where a page of a link that was revoked would stand."""
        return {f"p/{token}/index.html" for token in self.revoked(computer)}

    def revoked(self, computer: str) -> set[str]:
        file = self.root(computer) / "handrail.revoked"
        lines = file.read_text().splitlines() if file.exists() else []
        return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


TestPublishing = Publishing.TestCase
TestPublishing.settings = settings(
    max_examples=12,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
