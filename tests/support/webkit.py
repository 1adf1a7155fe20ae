"""WebKit: the distribution's own, below a screen that nobody sees, driven by WebKitWebDriver.

Source: https://www.w3.org/TR/webdriver2/
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.engines import PATIENCE_S

COMMANDS = ("WebKitWebDriver", "Xvfb", "/usr/bin/python3")
BINDING = "import gi; gi.require_version('WebKit2', '4.1'); gi.require_version('Gtk', '3.0')"
WINDOW = Path(__file__).with_name("webkit_window.py")


@contextmanager
def a_webkit() -> Iterator[Webkit]:
    """Raises LookupError where a part of it is missing."""
    if missing := _missing():
        raise LookupError(
            f"the browser tests need WebKit, and {', '.join(missing)} is missing; "
            "`make test` installs it where it may, HANDRAIL_ENGINES can leave it out"
        )
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home,
        _screen() as display,  # its end is the end of the window, too
        _driver(Path(home), display) as address,
    ):
        yield Webkit(address, Path(home))


def _missing() -> list[str]:
    missing = [command for command in COMMANDS if not shutil.which(command)]
    if not missing and subprocess.run(["/usr/bin/python3", "-c", BINDING], check=False).returncode:
        missing.append("its binding for Python")
    return missing


@contextmanager
def _screen() -> Iterator[str]:
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield f":{process.stdout.readline().strip()}"  # type: ignore[union-attr]
    finally:
        process.terminate()
        process.communicate()


@contextmanager
def _driver(home: Path, display: str) -> Iterator[str]:
    """Its address. What its window says goes to a file in `home`."""
    port = _free_port()
    environment = {**os.environ, "DISPLAY": display, "NO_AT_BRIDGE": "1"}
    if os.geteuid() == 0:  # as in a container, where there is no sandbox to be had
        environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
    with _said_in(home).open("wb") as said:
        process = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"], env=environment, stdout=said, stderr=said
        )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _said_in(home: Path) -> Path:
    return home / "said"


class Webkit:
    """One of the engines."""

    def __init__(self, driver: str, home: Path) -> None:
        self._address = f"{driver}/session"
        self._home = home
        self._heard_to = 0
        options = {"binary": str(WINDOW), "args": [str(home)]}
        timeouts = {"script": PATIENCE_S * 1000, "pageLoad": PATIENCE_S * 1000}
        wish = {"webkitgtk:browserOptions": options, "timeouts": timeouts}
        answer = self._post("", capabilities={"alwaysMatch": wish})
        self._address += f"/{answer['sessionId']}"

    def open(self, address: str) -> None:
        self._post("/url", url=address)

    def js(self, expression: str) -> Any:
        script = f"(async () => JSON.stringify(await ({expression}) ?? null))().then(arguments[0])"
        return json.loads(self._post("/execute/async", script=script, args=[]))

    def said(self) -> list[str]:
        said = _said_in(self._home).read_text("utf-8")
        new, self._heard_to = said[self._heard_to :], len(said)
        return re.findall(r".*CONSOLE (?!LOG|INFO|DEBUG).*", new)

    def printed(self) -> bytes:
        file = self._home / "page.pdf"
        file.unlink(missing_ok=True)
        before = _said_in(self._home).read_text("utf-8").count(file.as_uri())
        self.js(f"webkit.messageHandlers.print.postMessage('{file.as_uri()}')")
        end = time.monotonic() + PATIENCE_S
        while _said_in(self._home).read_text("utf-8").count(file.as_uri()) == before:
            if time.monotonic() > end:
                raise TimeoutError("WebKit does not print")
            time.sleep(0.05)
        return file.read_bytes()

    def _post(self, path: str, **what: object) -> Any:
        request = urllib.request.Request(
            self._address + path, method="POST", data=json.dumps(what).encode()
        )
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                    return json.load(answer)["value"]
            except urllib.error.HTTPError as error:
                raise RuntimeError(f"{path}: {error.read().decode()}") from error
            except urllib.error.URLError:  # the driver is not there yet
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
