"""Firefox: the distribution's own, spoken to in WebDriver BiDi, which it understands without a driver beside it.

Source: https://w3c.github.io/webdriver-bidi/
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.support.engines import PATIENCE_S

NAMES = ("firefox-esr", "firefox")

#: A breach of the policy is no entry of the log by itself.
TELL_BREACHES = """() => document.addEventListener("securitypolicyviolation",
    (breach) => console.error(`policy: ${breach.violatedDirective} ${breach.blockedURI}`))"""


@contextmanager
def a_firefox() -> Iterator[Firefox]:
    """Raises LookupError where there is none."""
    found = [path for name in NAMES if (path := shutil.which(name))]
    if not found:
        raise LookupError(
            "the browser tests need Firefox; `make test` installs it where it may, HANDRAIL_ENGINES can leave it out"
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        command = [found[0], "--headless", "--no-remote", "--profile", home]
        process = subprocess.Popen(
            [*command, "--remote-debugging-port=0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with connect(_address_in(Path(home)), max_size=None) as socket:
                yield Firefox(socket)
                socket.send(json.dumps({"id": 0, "method": "browser.close", "params": {}}))
            process.wait(PATIENCE_S)
        finally:
            process.kill()
            process.wait()


def _address_in(home: Path) -> str:
    """Where it listens, which it writes into its profile. Raises LookupError when it does not start."""
    told = home / "WebDriverBiDiServer.json"
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if told.exists() and (found := told.read_text("utf-8")):
            server = json.loads(found)
            return f"ws://{server['ws_host']}:{server['ws_port']}/session"
        time.sleep(0.05)
    raise LookupError("Firefox does not start")


class Firefox:
    """One of the engines."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._asked = 0
        self._heard: list[str] = []
        self._call("session.new", capabilities={})
        self._call("session.subscribe", events=["log.entryAdded"])
        self._call("script.addPreloadScript", functionDeclaration=TELL_BREACHES)
        self._tab = self._call("browsingContext.create", type="tab")["context"]

    def open(self, address: str) -> None:
        self._call("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def js(self, expression: str) -> Any:
        answer = self._call(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression}) ?? null))()",
            target={"context": self._tab},
            awaitPromise=True,
        )
        return json.loads(answer["result"]["value"])

    def said(self) -> list[str]:
        self.js("0")  # what the page said before is heard before the answer to this
        heard, self._heard = self._heard, []
        return heard

    def printed(self) -> bytes:
        page = {"width": 21, "height": 29.7}
        answer = self._call("browsingContext.print", context=self._tab, background=True, page=page)
        return base64.b64decode(answer["data"])

    def _call(self, method: str, **params: object) -> Any:
        self._asked += 1
        self._socket.send(json.dumps({"id": self._asked, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=PATIENCE_S))
            if answer.get("id") == self._asked:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]
            self._hear(answer)

    def _hear(self, event: dict[str, Any]) -> None:
        if event.get("method") == "log.entryAdded" and event["params"]["level"] in (
            "error",
            "warn",
        ):
            self._heard.append(event["params"]["text"])
