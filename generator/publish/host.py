"""Host: a site on the web, read file by file as a browser would.

In: the address of its root. Out: the bytes of a file, or why they cannot be had.
Asks the network. Whatever a host sends, however much and however slowly, comes to an end. A host
that leads elsewhere is told though every byte be right: a browser takes the link along.
"""

from __future__ import annotations

import http.client
import threading
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Final
from urllib.parse import urlsplit

from generator import __version__

#: Most bytes of one file, packed or unpacked: far more than a page has.
_LIMIT_BYTES: Final = 16 * 1024 * 1024
_CHUNK_BYTES: Final = 64 * 1024
#: Longest that one file may take, and how much time beyond a few seconds each all of them together
#: may.
_FILE_S: Final = 30.0
_FREE_S: Final = 5.0
_SLOW_S: Final = 60.0
#: A name that hosts know where to put: they refuse what calls itself a library.
_AGENT: Final = f"Mozilla/5.0 (compatible; Handrail/{__version__}; verify)"


class LeadsAway(OSError):
    """The host sends whoever asks to another place; its text says where."""


class TurnedAway(OSError):
    """The host refuses this program; its text says how."""


class Unreachable(OSError):
    """The host does not answer, or does not come to an end; its text says why."""


@dataclass(slots=True)
class Host:
    """A copy on the web, by the address of its root without a slash at the end."""

    address: str
    file_s: float = _FILE_S
    slow_s: float = _SLOW_S
    _slow: float = field(default=0.0, init=False)

    def read(self, path: str) -> bytes | None:
        """The bytes at this path, None where nothing is.

        Raises OSError where that cannot be told.
        """
        if self._slow > self.slow_s:
            raise Unreachable("it is too slow")
        began = time.monotonic()
        try:
            return _in_time(
                lambda: _fetched(f"{self.address}/{path.removesuffix('index.html')}"), self.file_s
            )
        finally:
            self._slow += max(time.monotonic() - began - _FREE_S, 0)

    def pages(self) -> frozenset[str]:
        """None: a host shows no list of what it has."""
        return frozenset()


class _WithinHost(urllib.request.HTTPRedirectHandler):
    """Follows a host to another of its own pages, never to another host: a browser would take the
    link there.
    """

    max_redirections = 5

    def redirect_request(  # noqa: PLR0917 - as the library calls it
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not _is_within(req.full_url, newurl):
            fp.close()
            raise LeadsAway(urlsplit(newurl).netloc or "another place")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_within(address: str, other: str) -> bool:
    """Whether two addresses have one origin, or differ only in that the second one is encrypted."""
    one, two = urlsplit(address), urlsplit(other)
    secured = (one.scheme, two.scheme) == ("http", "https") and (
        one.port or 80,
        two.port or 443,
    ) == (80, 443)
    return one.hostname == two.hostname and (
        (one.scheme, one.port) == (two.scheme, two.port) or secured
    )


def _fetched(address: str) -> bytes | None:
    request = urllib.request.Request(
        address,
        headers={
            "Accept-Encoding": "gzip",
            "Cache-Control": "no-cache",
            "User-Agent": _AGENT,
        },
    )
    try:
        with urllib.request.build_opener(_WithinHost).open(request, timeout=_FILE_S) as answer:
            if answer.headers.get("Refresh"):
                raise LeadsAway("another place, by a Refresh header")
            data = _read(answer)
            is_packed = answer.headers.get("Content-Encoding", "").lower() == "gzip"
    except urllib.error.HTTPError as error:
        with error:
            if error.code in (404, 410):
                return None
            raise _refusal(error) from error
    except urllib.error.URLError as error:
        raise Unreachable(getattr(error.reason, "strerror", None) or str(error.reason)) from error
    except (http.client.HTTPException, ValueError) as error:
        raise Unreachable("its answer is no answer of a web host") from error
    except LeadsAway:
        raise
    except OSError as error:
        raise Unreachable(error.strerror or "the connection broke") from error
    return _unpacked(data) if is_packed else data


def _refusal(error: urllib.error.HTTPError) -> OSError:
    """What the host's number means."""
    if error.code in range(300, 400):
        return LeadsAway("another place, in circles or by no web address")
    if error.code in range(400, 500) or error.headers.get("cf-mitigated"):
        return TurnedAway(f"HTTP {error.code}")
    return OSError(f"HTTP {error.code}")


def _read(answer: http.client.HTTPResponse) -> bytes:
    data = bytearray()
    while len(data) <= _LIMIT_BYTES and (chunk := answer.read1(_CHUNK_BYTES)):
        data += chunk
    return bytes(data)


def _unpacked(data: bytes) -> bytes:
    """What was packed, as far as a page can be long. Raises OSError for what cannot be unpacked."""
    out = b""
    while data and len(out) <= _LIMIT_BYTES:
        packed = zlib.decompressobj(wbits=31)
        try:
            out += packed.decompress(data, _LIMIT_BYTES + 1 - len(out))
        except zlib.error as error:
            raise OSError("what was sent cannot be unpacked") from error
        if not packed.eof and len(out) <= _LIMIT_BYTES:
            raise OSError("what was sent cannot be unpacked")
        data = packed.unused_data
    return out


def _in_time(act: Callable[[], bytes | None], seconds: float) -> bytes | None:
    """What `act` gives, if it does within this time; whoever drips byte by byte is left behind."""
    ended: list[bytes | OSError | None] = []

    def run() -> None:
        try:
            ended.append(act())
        except OSError as error:
            ended.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not ended:
        raise Unreachable(f"no whole answer in {seconds:g} seconds")
    if isinstance(ended[0], OSError):
        raise ended[0]
    return ended[0]
