"""Preview: the plans of a workspace in a browser on this computer, as they are being written.

In: a `Session` and a port. Out: a server that answers this computer alone, and the address that it answers at.
Holds sockets and threads; writes nothing to disk and nothing to any log.

Whoever knows the address reads every plan, so: it listens on the loopback only, its address holds a random part that
nobody can guess, it answers no other name than its own (a page elsewhere cannot have its name point here), and what
it sends may ask nothing of anybody else and is kept nowhere.
"""

from __future__ import annotations

import hmac
import secrets
import sys
import threading
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from markupsafe import Markup

from generator.preview import pages
from generator.preview.overview import OverviewRow
from generator.preview.pages import Room
from generator.preview.session import Session
from generator.preview.sparkline import sparkline
from generator.preview.views import ViewMode
from generator.render import html as render
from generator.workspace import theme

HOST: Final = "127.0.0.1"
#: Random bytes in the address.
TOKEN_BYTES: Final = 24
#: How often a page that waits is told that we are still here; a connection that is gone is noticed then.
STILL_HERE_S: Final = 15.0

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, noarchive",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: Beside the policy that a plan's page brings along: who may frame it.
_FRAMED: Final = "frame-ancestors 'self'"
_HTML: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a request gets; `policy` is the page's Content-Security-Policy."""

    status: HTTPStatus
    content: bytes
    policy: str


_NOTHING: Final = _Answer(HTTPStatus.NOT_FOUND, b"", "default-src 'none'")


class Preview:
    """A server for one desk: `start` it, give away its `address`, and `stop` it."""

    def __init__(self, desk: Session, port: int) -> None:
        """Raises OSError where the port is taken."""
        self._desk = desk
        # The built-in looks, not the workspace's: a mistake in a template must not take the words about it away.
        self._environment = render.environment(theme.load_theme(theme.built_in_folder()))
        self._policy = pages.preview_policy(self._environment)
        self._base = f"/{secrets.token_urlsafe(TOKEN_BYTES)}/"
        self._rows: dict[str, tuple[OverviewRow, Markup]] = {}
        self._stopped = threading.Event()
        self._server = _Server((HOST, port), _RequestHandler)
        self._server.preview = self
        port = self._server.server_port
        self._names = (f"{HOST}:{port}", f"localhost:{port}")

    @property
    def address(self) -> str:
        """Where the overview stands. Who has it can read every plan while the server runs."""
        return f"http://{self._names[0]}{self._base}"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()
        self._desk.wake()
        self._server.shutdown()
        self._server.server_close()

    # ---- what a request gets

    def is_meant(self, host: str, path: str) -> bool:
        """Whether a request knows us by our own name and by the part that nobody can guess."""
        return host in self._names and hmac.compare_digest(
            path[: len(self._base)].encode(), self._base.encode()
        )

    def answer(self, path: str) -> _Answer:
        """The page at a path that is meant for us."""
        kind, _, rest = unquote(urlsplit(path).path)[len(self._base) :].partition("/")
        if kind == "" and rest == "":
            return self._overview()
        if kind in (ViewMode.OPEN, ViewMode.CLIENT):
            return self._preview(rest, ViewMode(kind))
        if kind == "page":
            return _framed(self._desk.page(rest))
        if kind == "article":
            return _framed(self._desk.article(rest))
        return _framed(self._desk.site(f"{rest}index.html")) if kind == "site" else _NOTHING

    def events_of(self, path: str) -> tuple[str | None, int] | None:
        """The plan that a page follows, None for all, and the number that it has seen; None for another request."""
        parts = urlsplit(path)
        asked = parse_qs(parts.query)
        seen = asked.get("seen", [""])[0]
        if parts.path != f"{self._base}events" or not seen.isdecimal():
            return None
        return asked.get("plan", [None])[0], int(seen)

    def next_number(self, plan: str | None, seen: int) -> int:
        """The number of what a page follows, when it is not `seen` any more or after a while. Raises once stopped."""
        number = self._desk.wait(plan, seen, STILL_HERE_S)
        if self._stopped.is_set():
            raise ConnectionAbortedError
        return number

    def _overview(self) -> _Answer:
        view, number = self._desk.overview()
        with self._desk.speaking():
            self._rows = {row.plan: self._row(row) for group in view.groups for row in group.rows}
            rows = {plan: html for plan, (_row, html) in self._rows.items()}
            html = pages.overview_page(self._environment, view, rows, Room(self._base, number))
        return _Answer(HTTPStatus.OK, html.encode(), self._policy)

    def _row(self, row: OverviewRow) -> tuple[OverviewRow, Markup]:
        """The row as it is printed, or as it was printed before: among many plans, nearly all stay."""
        before = self._rows.get(row.plan)
        if before and before[0] is row:
            return before
        line = sparkline(row.measure.line) if row.measure and row.measure.line else None
        return row, pages.overview_row_html(self._environment, row, line, self._base)

    def _preview(self, name: str, look: ViewMode) -> _Answer:
        view, number = self._desk.preview(name, look)
        with self._desk.speaking():
            html = pages.preview_page(self._environment, view, Room(self._base, number))
        return _Answer(
            HTTPStatus.OK if view.look else HTTPStatus.NOT_FOUND, html.encode(), self._policy
        )


def _framed(page: bytes | None) -> _Answer:
    return _NOTHING if page is None else _Answer(HTTPStatus.OK, page, _FRAMED)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    preview: Preview

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """A browser that went away in the middle is no news; anything else is."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _RequestHandler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        preview = self.server.preview
        if not preview.is_meant(self.headers.get("Host", ""), self.path):
            self._send(_NOTHING)
            return
        followed = preview.events_of(self.path)
        if followed:
            self._follow(*followed)
        else:
            self._send(preview.answer(self.path))

    def _send(self, answer: _Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", _HTML)
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("Content-Security-Policy", answer.policy)
        self.end_headers()
        self.wfile.write(answer.content)

    def _follow(self, plan: str | None, seen: int) -> None:
        """Say each new number as it comes, until the page or the preview ends."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b": here\n\n")
        while True:
            number = self.server.preview.next_number(plan, seen)
            self.wfile.write(
                b": still here\n\n" if number == seen else f"data: {number}\n\n".encode()
            )
            seen = number

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        return "Handrail"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: an address holds a plan's name."""
