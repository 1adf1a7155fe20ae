"""Preview: who is answered, what with, what follows a save, and what is never written. Real sockets, real folders."""

from __future__ import annotations

import base64
import hashlib
import http.client
import os
import re
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from markupsafe import escape

from generator.builder.check import check
from generator.builder.context import open_workspace
from generator.builder.snapshot import remember_folder
from generator.errors import Level
from generator.preview.server import Preview
from generator.preview.session import Session
from generator.privacy import keyfile
from generator.privacy.keyfile import VARIABLE, key_file
from generator.publish.shared import read_sharing
from tests.support import program
from tests.support.builders import SMALL, TODAY, a_workspace, built, codes

SEALED = SMALL.replace("share: {access: public}\n", "")
CANARY = "Zqprivate7xv"
DRAFT = SMALL.replace("5f0c", "0d0c").replace("goal:", "status: draft\ngoal:", 1)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


class Looking:
    """A preview of a workspace, asked over its sockets."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.session = Session(root, lambda: TODAY)
        self.look()
        self.preview = Preview(self.session, 0)
        self.preview.start()
        parts = urlsplit(self.preview.address)
        self.host, self.base = parts.netloc, parts.path

    def look(self) -> None:
        self.session.refresh(lambda _done, _of: None)

    def write(self, text: str, name: str = "sam.yml") -> None:
        (self.root / "plans" / name).write_text(text, "utf-8")
        self.look()

    def ask(self, path: str, host: str | None = None, method: str = "GET") -> Answer:
        """The answer for a path as it stands in a request; `get` asks below the address."""
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", self.host if host is None else host)
        connection.endheaders()
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read().decode())

    def get(self, path: str = "") -> Answer:
        return self.ask(self.base + path)

    def src(self, path: str) -> str:
        """Where the page in the frame comes from, without the part that only a browser knows."""
        found = re.search(r'data-src="([^"#]*)', self.get(path).body)
        assert found, "no page is shown"
        return found[1]


@pytest.fixture
def looking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Looking]:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "keys"))
    root = a_workspace(
        tmp_path / "practice", {"sam.yml": SMALL, "lou.yml": SEALED.replace("5f0c", "1d0c")}
    )
    (root / "handrail.yml").write_text(
        "key: demonstration\n" + (root / "handrail.yml").read_text("utf-8"), "utf-8"
    )
    one = Looking(root)
    yield one
    one.preview.stop()


# ---- who is answered


def test_only_this_computer_can_ask(looking: Looking) -> None:
    assert looking.preview.address.startswith("http://127.0.0.1:")
    assert looking.preview._server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "path", ["/", "/open/plans/sam.yml", "/events?seen=0", "/A/", "/favicon.ico"]
)
def test_nobody_without_the_random_part_learns_anything(looking: Looking, path: str) -> None:
    answer = looking.ask(path)

    assert (answer.status, answer.body) == (404, "")


def test_the_random_part_is_new_each_time_and_long(looking: Looking) -> None:
    other = Preview(looking.session, 0)
    other.start()

    assert urlsplit(other.address).path != looking.base
    assert len(looking.base) > 30
    other.stop()


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "localhost", "example.org:80", ""])
def test_another_name_for_this_computer_is_not_answered(looking: Looking, host: str) -> None:
    answer = looking.ask(looking.base, host=host)

    assert (answer.status, answer.body) == (404, "")


def test_its_own_two_names_are_answered(looking: Looking) -> None:
    port = looking.host.partition(":")[2]

    assert looking.ask(looking.base, host=f"127.0.0.1:{port}").status == 200
    assert looking.ask(looking.base, host=f"localhost:{port}").status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_there_is_nothing_to_be_told(looking: Looking, method: str) -> None:
    assert looking.ask(looking.base, method=method).status == 501


@pytest.mark.parametrize(
    "path",
    ["page/handrail.yml", "page/plans/../handrail.yml", "site/../handrail.yml", "site/", "x"],
)
def test_no_file_of_the_workspace_is_handed_out(looking: Looking, path: str) -> None:
    assert looking.get(path).status == 404


# ---- what with


@pytest.mark.parametrize(
    "path", ["", "open/plans/sam.yml", "client/plans/sam.yml", "open/plans/nobody.yml"]
)
def test_a_preview_page_runs_its_own_script_and_style_alone(looking: Looking, path: str) -> None:
    answer = looking.get(path)
    policy = answer.headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    for element in ("script", "style"):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", answer.body, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("path", ["", "open/plans/sam.yml", "page/plans/sam.yml", "nothing"])
def test_nothing_is_kept_framed_elsewhere_or_told_to_others(looking: Looking, path: str) -> None:
    headers = looking.get(path).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert re.search(
        "frame-ancestors '(none|self)'|default-src 'none'$", headers["Content-Security-Policy"]
    )


def test_the_open_page_is_the_very_page_that_a_build_makes(looking: Looking) -> None:
    built(looking.root)

    assert looking.get("page/plans/sam.yml").body == (
        looking.root / "site/sam/index.html"
    ).read_text("utf-8")


def test_the_clients_page_is_sealed_with_its_own_path_and_link(
    looking: Looking,
) -> None:
    built(looking.root)
    shared = next(
        one
        for one in read_sharing(open_workspace(looking.root, TODAY)).shared
        if one.plan == "plans/lou.yml"
    )

    src = looking.src("client/plans/lou.yml")

    assert src == f"{looking.base}site/{shared.path.removesuffix('index.html')}"
    assert looking.ask(src).body == (looking.root / "site" / shared.path).read_text("utf-8")
    assert f'{src}#{shared.url.partition("#")[2]}"' in looking.get("client/plans/lou.yml").body


def test_a_public_plan_is_seen_where_it_will_stand(looking: Looking) -> None:
    assert looking.src("client/plans/sam.yml") == f"{looking.base}site/sam/"


def test_a_draft_has_an_open_page_and_none_for_the_client(looking: Looking) -> None:
    looking.write(DRAFT, "new.yml")

    assert looking.get("page/plans/new.yml").status == 200
    assert (
        "The client gets no page yet: this plan is a draft"
        in looking.get("client/plans/new.yml").body
    )


def test_the_words_of_a_page_that_takes_words_are_at_hand(looking: Looking) -> None:
    looking.write("share: {access: words}\n" + SEALED, "sam.yml")
    shared = next(
        one
        for one in read_sharing(open_workspace(looking.root, TODAY)).shared
        if one.plan == "plans/sam.yml"
    )

    assert shared.words
    assert shared.words in looking.get("client/plans/sam.yml").body
    assert shared.words not in looking.get("open/plans/sam.yml").body


def test_the_overview_shows_drafts_and_broken_plans_too(looking: Looking) -> None:
    looking.write(DRAFT, "new.yml")
    looking.write("goal: [", "torn.yml")

    overview = looking.get().body

    assert all(f"open/plans/{name}.yml" in overview for name in ("sam", "lou", "new", "torn"))
    assert "Draft: nobody can open it yet." in overview
    assert "To mend" in overview


def test_a_plan_deeper_down_has_its_page(looking: Looking) -> None:
    (looking.root / "plans/2026 spring").mkdir()
    looking.write(DRAFT, "2026 spring/zoë.yml")

    assert "open/plans/2026%20spring/zo%C3%AB.yml" in looking.get().body
    assert looking.get("page/plans/2026%20spring/zo%C3%AB.yml").status == 200


def test_ideas_stand_beside_an_orderly_plan_and_wait_for_mending(
    looking: Looking,
) -> None:
    assert re.search(r"\d ideas; take what helps", looking.get("open/plans/sam.yml").body)

    looking.write(SMALL + "bogus: 1\n")

    assert "take what helps" not in looking.get("open/plans/sam.yml").body


# ---- what follows a save


def test_a_save_is_seen_at_once(looking: Looking) -> None:
    looking.get("page/plans/sam.yml")
    looking.write(SMALL + "    note: A seat by the window\n")

    assert "A seat by the window" in looking.get("page/plans/sam.yml").body


def test_a_finding_stands_over_the_last_good_page_until_it_is_mended(looking: Looking) -> None:
    good = looking.get("page/plans/sam.yml").body

    looking.write(SMALL + "bogus: 1\n")
    broken = looking.get("open/plans/sam.yml").body

    assert "1 thing to mend. Below is the last good page." in broken
    assert "plans/sam.yml:14" in broken
    assert "this key is not known here" in broken
    assert looking.get("page/plans/sam.yml").body == good
    assert "1 thing to mend." in looking.get().body
    looking.write(SMALL)
    assert "to mend" not in looking.get("open/plans/sam.yml").body + looking.get().body


def test_the_last_good_page_is_there_though_nobody_looked_at_it(looking: Looking) -> None:
    looking.write(SMALL + "bogus: 1\n")

    assert "Feel at ease in a crowd" in looking.get("page/plans/sam.yml").body
    assert looking.src("client/plans/sam.yml") == f"{looking.base}site/sam/"


def test_a_plan_that_was_never_in_order_says_so(looking: Looking) -> None:
    looking.write("goal: [", "torn.yml")

    assert "No page yet" in looking.get("open/plans/torn.yml").body
    assert "plans/torn.yml:" in looking.get("open/plans/torn.yml").body


def test_two_plans_with_one_uid_are_told_of_as_a_build_would(looking: Looking) -> None:
    looking.write(SMALL, "twin.yml")

    assert (
        "has the same uid"
        in looking.get("open/plans/twin.yml").body + looking.get("open/plans/sam.yml").body
    )


def test_a_mistake_in_the_settings_stands_over_every_page_and_changes_none(
    looking: Looking,
) -> None:
    good = looking.get("page/plans/lou.yml").body
    settings = looking.root / "handrail.yml"
    text = settings.read_text("utf-8")

    settings.write_text(f"{text}bogus: 1\n", "utf-8")
    looking.look()

    assert "handrail.yml:" in looking.get("open/plans/lou.yml").body
    assert "handrail.yml:" in looking.get().body
    assert looking.get("page/plans/lou.yml").body == good
    settings.write_text(text, "utf-8")
    looking.look()
    assert "handrail.yml:" not in looking.get().body


def test_a_template_mistake_keeps_the_last_page_and_names_its_line(
    looking: Looking,
) -> None:
    good = looking.get("page/plans/sam.yml").body
    theme = looking.root / "templates/components"
    theme.mkdir(parents=True)

    (theme / "help.html").write_text(
        "{% macro help(lines) %}\n{{ nobody }}\n{% endmacro %}\n", "utf-8"
    )
    looking.look()

    assert "templates/components/help.html:2" in looking.get("open/plans/sam.yml").body
    assert looking.get("page/plans/sam.yml").body == good
    (theme / "help.html").unlink()
    looking.look()
    assert "templates/" not in looking.get("open/plans/sam.yml").body


def test_the_clients_view_tells_of_a_template_mistake_while_it_lasts(
    looking: Looking,
) -> None:
    theme = looking.root / "templates/components"
    theme.mkdir(parents=True)
    (theme / "help.html").write_text("{% macro help(lines) %}\n{{ nobody }}\n{% endmacro %}\n")
    looking.look()

    assert "1 thing to mend." in looking.get("client/plans/sam.yml").body
    (theme / "help.html").unlink()
    looking.look()
    assert "thing to mend." not in looking.get("client/plans/sam.yml").body


def test_a_deleted_plan_leaves_the_overview_and_its_page_says_so(looking: Looking) -> None:
    (looking.root / "plans/sam.yml").unlink()
    looking.look()

    assert "plans/sam.yml" not in looking.get().body
    answer = looking.get("open/plans/sam.yml")
    assert answer.status == 404
    assert "There is no plan in plans/sam.yml." in answer.body
    assert looking.get("page/plans/sam.yml").status == 404


def test_a_missing_key_file_leaves_the_open_pages(looking: Looking) -> None:
    settings = looking.root / "handrail.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("demonstration", "practice-2026"), "utf-8"
    )
    looking.look()

    assert looking.get("page/plans/lou.yml").status == 200
    assert "cannot be sealed without its key" in looking.get("client/plans/lou.yml").body
    assert "the key file is not there" in looking.get().body


def test_a_page_is_told_of_its_own_plan_and_of_no_other(looking: Looking) -> None:
    sam, lou, all_ = (
        looking.session.number(name) for name in ("plans/sam.yml", "plans/lou.yml", None)
    )

    looking.write(SMALL + "    note: A seat by the window\n")

    assert looking.session.number("plans/sam.yml") > sam
    assert looking.session.number("plans/lou.yml") == lou
    assert looking.session.number(None) > all_


def test_a_save_that_changes_nothing_tells_nobody(looking: Looking) -> None:
    before = looking.session.number(None)

    looking.write(SMALL)

    assert looking.session.number(None) == before


def test_who_waits_is_told_when_it_comes_who_missed_it_at_once(looking: Looking) -> None:
    connection = http.client.HTTPConnection(looking.host, timeout=60)
    seen = looking.session.number(None)
    connection.request("GET", f"{looking.base}events?seen={seen}")
    response = connection.getresponse()
    told: list[bytes] = []
    lines = iter(response.readline, b"")
    reader = threading.Thread(
        target=lambda: told.append(next(line for line in lines if line.startswith(b"data")))
    )
    reader.start()

    looking.write(SMALL + "    note: A seat by the window\n")
    reader.join(60)
    connection.close()
    late = http.client.HTTPConnection(looking.host, timeout=60)
    late.request("GET", f"{looking.base}events?seen={seen}")
    answer = late.getresponse()

    assert told == [f"data: {looking.session.number(None)}\n".encode()]
    assert [answer.readline() for _ in range(3)][2] == told[0]
    late.close()


# ---- what is never written, and never sent


def test_nothing_is_written_anywhere(looking: Looking) -> None:
    before = sorted(path for path in looking.root.parent.rglob("*"))

    for path in ("", "open/plans/sam.yml", "page/plans/sam.yml", "client/plans/lou.yml"):
        looking.get(path)
    looking.ask(looking.src("client/plans/lou.yml"))
    looking.look()

    assert sorted(path for path in looking.root.parent.rglob("*")) == before
    assert not (looking.root / "site").exists()


def test_what_is_private_is_in_no_answer(looking: Looking) -> None:
    text = f"# {CANARY}\nprivate: {CANARY}\n" + SMALL.replace(
        "  crowds:\n", f"  crowds:\n    private: {CANARY}\n"
    )
    looking.write(f"{text}    private: {CANARY}\n")
    paths = ["", *(f"{kind}/plans/sam.yml" for kind in ("open", "client", "page")), "site/sam/"]

    fine = [looking.get(path) for path in paths]
    looking.write(f"{text}    private: {CANARY}\nbogus: {CANARY}\n")
    broken = [looking.get(path) for path in paths]

    assert [answer.status for answer in fine + broken] == [200] * 10
    assert CANARY not in "".join(answer.body for answer in fine + broken)


# ---- the command


def test_the_command_says_its_address_and_ends_kindly(tmp_path: Path) -> None:
    a_workspace(tmp_path, {"sam.yml": SMALL})
    out, mouth = os.pipe()
    with os.fdopen(out, encoding="utf-8") as said, tempfile.TemporaryFile() as wrong:
        process = program.start(
            ["preview", f"--today={TODAY}"],
            cwd=tmp_path,
            env=program.BARE | {"PYTHONUNBUFFERED": "1"},
            stdout=mouth,
            stderr=wrong.fileno(),
        )
        os.close(mouth)
        parts = urlsplit(said.readline().strip())
        connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        connection.request("GET", parts.path)
        assert "Feel at ease in a crowd" in connection.getresponse().read().decode()
        process.send_signal(signal.SIGINT)
        code = process.wait(program.PATIENCE_S)
        farewell = said.read()
        assert wrong.seek(0, os.SEEK_END) == 0

    assert farewell.endswith("Stopped. Nothing was written.\n")
    assert code == 0
    assert not (tmp_path / "site").exists()
    assert not (tmp_path / ".handrail").exists()


def test_a_port_that_is_taken_is_said_plainly(looking: Looking) -> None:
    port = looking.host.partition(":")[2]
    run = program.run(["preview", "--port", port], cwd=looking.root)

    assert run.returncode == 1
    assert f"port {port} cannot be used" in run.stderr.decode()
    assert b"Traceback" not in run.stderr


# ---- what is news


def sent(root: Path) -> None:
    """What was built lies in a folder that was published to."""
    built(root)
    shutil.copytree(root / "site", root.parent / "web")
    remember_folder(root, root.parent / "web")


@pytest.mark.parametrize("name", ["sam", "lou"])
def test_what_the_client_will_newly_read_is_told_since_the_last_publish(
    looking: Looking, name: str
) -> None:
    sent(looking.root)
    text = (looking.root / f"plans/{name}.yml").read_text("utf-8")
    assert "Feel at ease in a crowd</li>" not in looking.get(f"open/plans/{name}.yml").body

    looking.write(
        text.replace("Feel at ease in a crowd", "Feel at ease on the train"), f"{name}.yml"
    )

    said = looking.get(f"open/plans/{name}.yml").body
    assert "- Feel at ease in a crowd" in said
    assert "+ Feel at ease on the train" in said
    assert "To let it out: handrail publish" in said


def test_behind_a_new_link_only_the_new_words_are_news(looking: Looking) -> None:
    sent(looking.root)
    text = (looking.root / "plans/lou.yml").read_text("utf-8")

    looking.write(f"share: {{generation: 2}}\nwhat_matters: The sea.\n{text}", "lou.yml")

    news = re.findall(r"<li>([+] .*)</li>", looking.get("open/plans/lou.yml").body)
    assert "+ “The sea.”" in news
    assert "crowd" not in "".join(news)


def test_before_the_first_publish_nothing_is_news(looking: Looking) -> None:
    assert "since you published" not in looking.get("open/plans/sam.yml").body


def test_a_browser_learns_the_address_from_its_owners_own_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from generator.cli.actions.preview import _shown_in_browser

    address = "http://127.0.0.1:8000/secret/"
    launched: list[Path] = []
    monkeypatch.setattr("click.launch", lambda way: launched.append(Path(way)))
    with _shown_in_browser(address):
        (way,) = launched
        assert "secret" not in str(way)
        assert stat.S_IMODE(way.stat().st_mode) == 0o600
        assert stat.S_IMODE(way.parent.stat().st_mode) == 0o700
        assert f"url={address}" in way.read_text("utf-8")
    assert not way.parent.exists()


# ---- as a build sees it


def test_a_revoked_link_is_dead_in_preview_and_nothing_is_written(
    looking: Looking, tmp_path: Path
) -> None:
    root, file = looking.root, key_file()
    keyfile.add_new(file, "practice-2026")
    settings = (root / "handrail.yml").read_text("utf-8")
    (root / "handrail.yml").write_text(settings.replace("demonstration", "practice-2026"), "utf-8")
    looking.look()
    token = looking.src("client/plans/lou.yml").split("/")[-2]
    git = ["git", "-C", str(root), "-c", "user.name=n", "-c", "user.email=n@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    for text in (f"{token}\n", ""):
        (root / "handrail.revoked").write_text(text, "utf-8")
        subprocess.run([*git, "add", "handrail.revoked"], check=True)
        subprocess.run([*git, "commit", "-qm", "one"], check=True)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    looking.look()

    assert "has been revoked" in looking.get("open/plans/lou.yml").body
    assert codes(check(root, TODAY, ()).findings) == ["revoked-link"]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert codes(built(root).findings) == ["revoked-link"]
    assert token in file.revocations.read_text("utf-8")


def test_notes_are_told_and_are_nothing_to_mend(looking: Looking) -> None:
    settings = looking.root / "handrail.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("555 0100", "555 0100 555 0101 555"), "utf-8"
    )
    (looking.root / "plans/letter.docx").write_bytes(b"x")
    looking.look()
    checked = check(looking.root, TODAY, ())
    told = [
        one
        for one in (*checked.findings, *checked.advice)
        if one.place.file in ("handrail.yml", "plans/letter.docx")
    ]

    assert {one.code for one in told} == {"contact-unsure", "not-a-plan-file"}
    for one in told:
        assert one.level is not Level.ERROR
        assert str(escape(one.sentence)) in looking.get().body
    assert "to mend" not in looking.get("open/plans/sam.yml").body + looking.get().body
