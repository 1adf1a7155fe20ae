"""Links of plans: whatever is done to the files, in whatever order, a link shows what its one plan says, or nothing.

A machine of states over one workspace: files share uids, are copied, renamed, withdrawn, broken and mended, and the
record of the last build and the folder of plans are lost now and then.
"""

from __future__ import annotations

import base64
import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from generator.builder.check import Scope, check
from generator.builder.site import Built
from generator.privacy.paths import sealed_path
from generator.privacy.seal import DEMONSTRATION, Mode, unseal
from generator.workspace.layout import SCRATCH
from tests.support.builders import NEUTRAL, SMALL, TODAY, a_workspace, built

pytestmark = pytest.mark.slow

NAMES = ("sam", "sam - Copy", "kim", "old/sam", "Kopie von sam")
UIDS = tuple(f"{number:032x}" for number in (7, 8))
GUARDS = {
    "public": "share: {access: public}\n",
    "link": "share: {key: demonstration}\n",
    "draft": "status: draft\n",
    "revoked": "status: revoked\n",
    "none": "status: completed\nshare: {access: none}\n",
    "past": "share: {key: demonstration, until: 2026-01-31}\n",
    "slip": "share: {acess: none}\n",
}
PUBLISHED = ("public", "link")
BREAKS = {"none": "", "syntax": 'why: "half a sen\n', "unknown": "bogus: 1\n"}
SECRETS = {uid: DEMONSTRATION.secrets(uid, Mode.LINK, 1) for uid in UIDS}
ADDRESSES = {sealed_path(secrets.token): uid for uid, secrets in SECRETS.items()}
#: Most files quarrel about one uid, and half of what is said lets a page stand.
NAME, UID = st.sampled_from(NAMES), st.sampled_from((*UIDS[:1] * 3, *UIDS))
GUARD = st.sampled_from(PUBLISHED * 3 + tuple(GUARDS))


@dataclass(frozen=True)
class File:
    """One plan file, and the guard that stands in it; `words` are on no other page."""

    uid: str
    guard: str
    words: str
    slip: str = "none"

    @property
    def text(self) -> str:
        plan = SMALL.replace("share: {access: public}\n", GUARDS[self.guard]).replace(
            "Feel at ease", self.words
        )
        return re.sub(r'uid: ".*"', f'uid: "{self.uid}"', plan) + BREAKS[self.slip]

    @property
    def withholds(self) -> bool:
        """Whether whoever reads the file sees that it has no page; of one that does not parse that is in doubt."""
        return self.guard not in PUBLISHED and self.slip != "syntax"

    @property
    def wants_a_page(self) -> bool:
        return self.guard in PUBLISHED and self.slip == "none"


class Links(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="handrail-states-"))
        self.files: dict[str, File] = {}
        self.count = self.steps = 0
        #: The words that each file had at builds, and the file of each uid that had a page at the last one.
        self.history: dict[str, set[str]] = {}
        self.known: dict[str, str] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    @initialize(guard=st.sampled_from(PUBLISHED))
    def begin(self, guard: str) -> None:
        a_workspace(self.root, {})
        (self.root / "handrail.yml").write_text(
            "support:\n  - {name: Night line, contact: 555 0100}\nkey: demonstration\n", "utf-8"
        )
        self.create("sam", UIDS[0], guard)

    def words(self) -> str:
        self.count += 1
        return f"Words {self.count:04} of it"

    def put(self, name: str, file: File) -> None:
        path = self.root / "plans" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, "utf-8")
        self.files[name] = file

    @rule(name=NAME, uid=UID, guard=GUARD)
    def create(self, name: str, uid: str, guard: str) -> None:
        self.put(name, File(uid, guard, self.words()))

    @precondition(lambda self: self.files)
    @rule(data=st.data(), to=NAME)
    def copy(self, data: st.DataObject, to: str) -> None:
        self.put(to, self.files[data.draw(st.sampled_from(sorted(self.files)))])

    @precondition(lambda self: self.files)
    @rule(data=st.data(), to=NAME)
    def rename(self, data: st.DataObject, to: str) -> None:
        name = data.draw(st.sampled_from(sorted(self.files)))
        file = self.files[name]
        self.delete_file(name)
        self.put(to, file)

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.files)))
        self.put(name, replace(self.files[name], words=self.words()))

    @precondition(lambda self: self.files)
    @rule(data=st.data(), guard=GUARD, slip=st.sampled_from(tuple(BREAKS)))
    def say(self, data: st.DataObject, guard: str, slip: str) -> None:
        name = data.draw(st.sampled_from(sorted(self.files)))
        self.put(name, replace(self.files[name], guard=guard, slip=slip))

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.delete_file(data.draw(st.sampled_from(sorted(self.files))))

    def delete_file(self, name: str) -> None:
        (self.root / "plans" / f"{name}.yml").unlink()
        del self.files[name]

    @rule()
    def lose_the_record(self) -> None:
        shutil.rmtree(self.root / SCRATCH, ignore_errors=True)
        self.known = {}

    @precondition(lambda self: self.files)
    @rule()
    def build_without_plans(self) -> None:
        """The folder is away for one build: no page goes."""
        (self.root / "plans").rename(self.root / "away")
        standing = self.pages()
        blind = built(self.root)
        (self.root / "away").rename(self.root / "plans")

        assert blind.is_blind
        assert blind.removed == ()
        assert self.pages() == standing
        assert set(blind.missing) == set(standing)

    @invariant()
    def build_now_and_then(self) -> None:
        """After most of what is done; what is done in between meets the build together."""
        self.steps += 1
        if self.files and self.steps % 4:
            self.build()

    def build(self) -> None:
        told = check(self.root, TODAY, [], Scope.FINDINGS).findings
        done = built(self.root)

        assert told == done.findings
        for name, file in self.files.items():
            self.history.setdefault(name, set()).add(file.words)
        pages = self.pages()
        self.nothing_stands_that_is_withheld(pages)
        for path in pages.keys() - set(done.missing):
            self.has_its_own_words(path, pages[path], done.plans[path])
        self.every_plan_has_what_it_may(pages, done)
        self.known = {
            self.uid_of(path, done.plans[path]): done.plans[path]
            for path in pages
            if path in done.plans
        }

    # ---- what holds after each build

    def nothing_stands_that_is_withheld(self, pages: dict[str, bytes]) -> None:
        withheld = {file.uid: name for name, file in self.files.items() if file.withholds}
        for path in pages:
            name = path.removesuffix("/index.html")
            assert ADDRESSES.get(path) not in withheld
            assert name not in self.files or self.files[name].uid not in withheld

    def has_its_own_words(self, path: str, page: bytes, plan: str) -> None:
        file, words = self.files[name_of(plan)], words_of(path, page)
        if file.slip == "none":
            assert file.guard in PUBLISHED
            assert words == file.words
        else:
            assert words in self.history[name_of(plan)]
        uid = self.uid_of(path, plan)
        if sum(file.uid == uid for file in self.files.values()) > 1:
            assert self.known.get(uid) == plan

    def every_plan_has_what_it_may(self, pages: dict[str, bytes], done: Built) -> None:
        for name, file in self.files.items():
            holders = [one for one in self.files.values() if one.uid == file.uid]
            is_known = len(holders) == 1 or self.known.get(file.uid) == f"plans/{name}.yml"
            is_addressable = file.guard == "link" or " " not in name
            if (
                file.wants_a_page
                and is_known
                and is_addressable
                and all(one.guard in PUBLISHED for one in holders)
            ):
                assert f"plans/{name}.yml" in {done.plans.get(path) for path in pages}
            elif len(holders) > 1:
                assert (f"plans/{name}.yml", "same-uid") in {
                    (f.place.file, f.code) for f in done.findings
                }

    def uid_of(self, path: str, plan: str) -> str:
        return ADDRESSES.get(path) or self.files[name_of(plan)].uid

    def pages(self) -> dict[str, bytes]:
        site = self.root / "site"
        found = {
            path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()
        }
        return {name: path.read_bytes() for name, path in found.items() if name not in NEUTRAL}


def name_of(plan: str) -> str:
    return plan.removeprefix("plans/").removesuffix(".yml")


def words_of(path: str, page: bytes) -> str:
    """The words by which a page is known, opened where it is sealed."""
    text = page.decode()
    if path in ADDRESSES:
        found = re.search(r'id="sealed">([^<]*)<', text)
        assert found
        text = unseal(base64.b64decode(found[1]), SECRETS[ADDRESSES[path]].link, None)
    found = re.search(r"Words\s\d{4}\sof\sit", text)
    assert found
    return found[0].replace("\N{NO-BREAK SPACE}", " ")


TestLinks = Links.TestCase
TestLinks.settings = settings(
    max_examples=30,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink would take minutes
    report_multiple_bugs=False,
)
