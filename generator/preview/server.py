"""Server: the HTTP server of the preview, for a browser on this computer.

In: a `Session` and a port. Out: a running server, and the address that it answers at.
Holds sockets and threads; writes nothing to any log, and nothing to disk but a reply that was pasted and confirmed.

Whoever knows the address can read every plan, so:
    it listens on the loopback interface only;
    its address has a random part that nobody can guess;
    it refuses any Host header but its own, so that no other site's name can be made to point here;
    it takes a form from its own pages only, and none of another size than a reply;
    its pages may ask nothing of other servers, and browsers are told not to store them.
"""

from __future__ import annotations

import hmac
import re
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

from generator.charts.sparkline import draw_sparkline
from generator.editing.inbox_words import NO_REPLY
from generator.errors import HandrailError
from generator.preview import pages
from generator.preview.overview import OverviewRow
from generator.preview.pages import FormTarget
from generator.preview.pasted_reply import (
    PastedView,
    as_it_would_be,
    failed_view,
    stopped_view,
    with_added,
)
from generator.preview.session import Session
from generator.preview.views import ViewMode
from generator.render import html as render
from generator.workspace import theme

HOST: Final = "127.0.0.1"
#: Random bytes in the address.
TOKEN_BYTES: Final = 24
#: How often a waiting page gets a sign of life; a closed connection is noticed then.
STILL_HERE_S: Final = 15.0

#: Most bytes of a form: many replies, however a mail wrapped them.
FORM_LIMIT_BYTES: Final = 1024 * 1024
#: How much of a larger form is passed over to the end.
_PATIENCE_BYTES: Final = 64 * FORM_LIMIT_BYTES
#: Most fields of a form.
_FIELDS: Final = 4
_LENGTH: Final = re.compile(r"\d{1,12}", re.ASCII)
#: The paths, behind the secret one, that show what a reply would add, and that add it.
_SHOWS: Final = "reply"
_ADDS: Final = "reply/add"
_TOO_LARGE: Final = (
    "This is more than 1 MiB. Save it as a file, and take it in with: handrail receive FILE"
)
_FOREIGN: Final = (
    "This did not come from a page of this preview, as far as the browser says. "
    "This takes it in: handrail receive"
)

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, noarchive",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: The policy of a plan's page, beside the one in the page itself: who may frame it.
_FRAMED: Final = "frame-ancestors 'self'"
_HTML: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class _Response:
    """`policy` is the Content-Security-Policy."""

    status: HTTPStatus
    content: bytes
    policy: str


_NOT_FOUND: Final = _Response(HTTPStatus.NOT_FOUND, b"", "default-src 'none'")


@dataclass(frozen=True, slots=True)
class _PrintedRow:
    """A row of the overview and its HTML."""

    row: OverviewRow
    html: Markup


class Preview:
    """A server for one session: `start` it, give away its `address`, and `stop` it."""

    def __init__(self, session: Session, port: int) -> None:
        """Raises OSError where the port is taken."""
        self._session = session
        # The built-in theme: a mistake in the workspace's own must not hide the words about it.
        self._environment = render.environment(theme.load_theme(theme.built_in_folder()))
        self._policy = pages.preview_policy(self._environment, FormTarget.NOWHERE)
        self._form_policy = pages.preview_policy(self._environment, FormTarget.THIS_SERVER)
        self._added: list[str] = []
        self._base = f"/{secrets.token_urlsafe(TOKEN_BYTES)}/"
        self._rows: dict[str, _PrintedRow] = {}
        self._stopped = threading.Event()
        self._server = _Server((HOST, port), _RequestHandler)
        self._server.preview = self
        port = self._server.server_port
        self._names = (f"{HOST}:{port}", f"localhost:{port}")

    @property
    def address(self) -> str:
        """The address of the overview. Whoever has it can read every plan while the server runs."""
        return f"http://{self._names[0]}{self._base}"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()
        self._session.wake()
        self._server.shutdown()
        self._server.server_close()

    @property
    def added(self) -> tuple[str, ...]:
        """What was added to plans since the start, a sentence each."""
        return tuple(self._added)

    # ---- one request

    def is_allowed(self, host: str, path: str) -> bool:
        """Whether the Host header and the secret prefix of the path both match."""
        prefix = path[: len(self._base)]
        return host in self._names and hmac.compare_digest(prefix.encode(), self._base.encode())

    def is_own_page(self, origin: str, site: str) -> bool:
        """Whether a form was sent from a page of this preview, by what the browser says of it.

        As these pages tell nobody where they are, a browser may call their origin null; then its Sec-Fetch-Site decides.
        """
        if site not in ("", "same-origin"):
            return False
        if origin in ("", "null"):
            return site == "same-origin"
        return origin in {f"http://{name}" for name in self._names}

    def takes(self, path: str) -> bool:
        """Whether a form may be sent to this path."""
        return path in (f"{self._base}{_SHOWS}", f"{self._base}{_ADDS}")

    def take(self, path: str, text: str) -> _Response:
        """What a reply would add, or with the other path what it has added."""
        try:
            opened = self._session.on_disk()
        except HandrailError as error:
            return self.pasted(HTTPStatus.OK, failed_view(error))
        if path == f"{self._base}{_SHOWS}":
            return self.pasted(HTTPStatus.OK, as_it_would_be(opened, text))
        view = with_added(opened, text)
        self._added += view.added
        return self.pasted(HTTPStatus.OK, view)

    def pasted(self, status: HTTPStatus, view: PastedView) -> _Response:
        """The page that says what became of a reply."""
        with self._session.speaking():
            served = pages.ServedPage(self._base, self._session.number(None))
            html = pages.pasted_page(self._environment, view, served)
        return _Response(status, html.encode(), self._form_policy)

    def respond(self, path: str) -> _Response:
        """The page at a path that begins with the secret prefix."""
        kind, _, rest = unquote(urlsplit(path).path)[len(self._base) :].partition("/")
        match kind:
            case "" if rest == "":
                return self._overview()
            case ViewMode.OPEN | ViewMode.CLIENT:
                return self._preview(rest, ViewMode(kind))
            case "page":
                return _framed(self._session.page(rest))
            case "article":
                return _framed(self._session.article(rest))
            case "site":
                return _framed(self._session.site(f"{rest}index.html"))
            case _:
                return _NOT_FOUND

    def events_of(self, path: str) -> tuple[str | None, int] | None:
        """The plan that a page follows, None for all plans, and the number that it has.

        None where the path asks for no events.
        """
        parts = urlsplit(path)
        query = parse_qs(parts.query)
        seen = query.get("seen", [""])[0]
        if parts.path != f"{self._base}events" or not seen.isdecimal():
            return None
        return query.get("plan", [None])[0], int(seen)

    def next_number(self, plan: str | None, seen: int) -> int:
        """The number of a plan or of all, once it is no longer `seen`, or after a while.

        Raises ConnectionAbortedError once the server is stopped.
        """
        number = self._session.wait(plan, seen, STILL_HERE_S)
        if self._stopped.is_set():
            raise ConnectionAbortedError
        return number

    def _overview(self) -> _Response:
        view, number = self._session.overview()
        with self._session.speaking():
            self._rows = {row.plan: self._row(row) for group in view.groups for row in group.rows}
            rows = {plan: printed.html for plan, printed in self._rows.items()}
            html = pages.overview_page(
                self._environment, view, rows, pages.ServedPage(self._base, number)
            )
        return _Response(HTTPStatus.OK, html.encode(), self._form_policy)

    def _row(self, row: OverviewRow) -> _PrintedRow:
        """The row in HTML; printed again only if it has changed."""
        before = self._rows.get(row.plan)
        if before and before.row is row:
            return before
        lines = [draw_sparkline(one.line) if one.line else None for one in row.measures]
        html = pages.overview_row_html(self._environment, row, lines, self._base)
        return _PrintedRow(row, html)

    def _preview(self, name: str, mode: ViewMode) -> _Response:
        view, number = self._session.preview(name, mode)
        with self._session.speaking():
            html = pages.preview_page(
                self._environment,
                view,
                pages.ServedPage(self._base, number),
            )
        status = HTTPStatus.OK
        if view.look is None:
            status = HTTPStatus.NOT_FOUND
        return _Response(status, html.encode(), self._policy)


def _framed(page: bytes | None) -> _Response:
    if page is None:
        return _NOT_FOUND
    return _Response(HTTPStatus.OK, page, _FRAMED)


def _reply_in(form: bytes) -> str:
    """The text in a form; empty where there is none."""
    try:
        fields = parse_qs(form.decode("ascii", "replace"), max_num_fields=_FIELDS)
    except ValueError:
        return ""
    return fields.get("reply", [""])[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    preview: Preview

    def handle_error(
        self,
        request: socket | tuple[bytes, socket],
        client_address: object,
    ) -> None:
        """Report any error but a browser that went away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _RequestHandler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        preview = self.server.preview
        if not preview.is_allowed(self.headers.get("Host", ""), self.path):
            self._send(_NOT_FOUND)
            return
        followed = preview.events_of(self.path)
        if followed:
            self._follow(*followed)
        else:
            self._send(preview.respond(self.path))

    def do_POST(self) -> None:
        preview = self.server.preview
        is_allowed = preview.is_allowed(self.headers.get("Host", ""), self.path)
        if not is_allowed or not preview.takes(self.path):
            self._send(_NOT_FOUND)
            return
        self._send(self._taken(preview))

    def _taken(self, preview: Preview) -> _Response:
        """The answer to a form; nothing of it is read before it is known to be our own and small."""
        origin, site = self.headers.get("Origin", ""), self.headers.get("Sec-Fetch-Site", "")
        if not preview.is_own_page(origin, site):
            return preview.pasted(HTTPStatus.FORBIDDEN, stopped_view(_FOREIGN))
        length = self.headers.get("Content-Length", "")
        if not _LENGTH.fullmatch(length):
            return preview.pasted(HTTPStatus.LENGTH_REQUIRED, stopped_view(NO_REPLY))
        if int(length) > FORM_LIMIT_BYTES:
            self._pass_over(int(length))
            return preview.pasted(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, stopped_view(_TOO_LARGE))
        return preview.take(self.path, _reply_in(self.rfile.read(int(length))))

    def _pass_over(self, length: int) -> None:
        """Read on without keeping any of it: most browsers hear no answer before they have sent all."""
        left = min(length, _PATIENCE_BYTES)
        while left > 0:
            chunk = self.rfile.read(min(left, FORM_LIMIT_BYTES))
            if not chunk:
                return
            left -= len(chunk)

    def _send(self, response: _Response) -> None:
        self.send_response(response.status)
        self.send_header("Content-Type", _HTML)
        self.send_header("Content-Length", str(len(response.content)))
        self.send_header("Content-Security-Policy", response.policy)
        self.end_headers()
        self.wfile.write(response.content)

    def _follow(self, plan: str | None, seen: int) -> None:
        """Send each new number as a server-sent event, until the page or the preview ends."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b": here\n\n")
        while True:
            number = self.server.preview.next_number(plan, seen)
            if number == seen:
                self.wfile.write(b": still here\n\n")
            else:
                self.wfile.write(f"data: {number}\n\n".encode())
            seen = number

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        return "Handrail"

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: an address holds a plan's name."""
