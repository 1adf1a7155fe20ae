"""The same page in every engine that readers have: it opens, draws, keeps its policy, and prints."""

from __future__ import annotations

import http.server
import json
import re
import shutil
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PageObject, PdfReader

from generator.builder.context import open_workspace
from generator.cli.app import main
from generator.publish.shared import Shared, read_sharing
from tests.browser.conftest import CHECKOUT, SAMPLES
from tests.support.builders import TODAY, built
from tests.support.chromium import Chromium
from tests.support.engines import Engine, visit, wait_until, wanted
from tests.support.firefox import a_firefox
from tests.support.webkit import a_webkit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

IS_OPEN = "!!document.querySelector('article h1')"
BY_LINK, BY_WORDS = "bring-colour-back", "kim-and-alex"


@dataclass(frozen=True)
class Host:
    """The samples as they are, on a host of their own, which keeps what it was asked for."""

    root: Path
    address: str
    shared: dict[str, Shared]
    asked: list[str]

    def url(self, name: str) -> str:
        shared = self.shared[name]
        return f"{self.address}/{shared.path}#{shared.url.partition('#')[2]}"


class _Asked(http.server.SimpleHTTPRequestHandler):
    def __init__(self, asked: list[str], *arguments: object, directory: str) -> None:
        self._asked = asked
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def log_request(self, *arguments: object) -> None:
        self._asked.append(self.path)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    root = tmp_path_factory.mktemp("practice")
    shutil.copytree(CHECKOUT / "plans", root / "plans")
    shutil.copy(CHECKOUT / "handrail.yml", root)
    assert built(root, TODAY).findings == ()
    asked: list[str] = []
    handler = partial(_Asked, asked, directory=str(root / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        shared = read_sharing(open_workspace(root, TODAY)).shared
        address = f"http://127.0.0.1:{server.server_port}"
        yield Host(root, address, {Path(one.plan).stem: one for one in shared}, asked)
        server.shutdown()


@pytest.fixture(scope="module", params=wanted())
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """One after the other, each started once."""
    match request.param:
        case "firefox":
            with a_firefox() as firefox:
                yield firefox
        case "webkit":
            with a_webkit() as webkit:
                yield webkit
        case _:
            context = request.getfixturevalue("browser").new_context()
            yield Chromium(context.new_page())
            context.close()


def open_sample(engine: Engine, host: Host, name: str) -> None:
    visit(engine, host.url(name))
    if host.shared[name].words:
        type_words(engine, host.shared[name].words or "")
    wait_until(engine, IS_OPEN)


def type_words(engine: Engine, words: str) -> None:
    field = "document.getElementById('lock-words')"
    wait_until(engine, f"!!{field}?.checkVisibility()")
    engine.js(f"({field}.value = {json.dumps(words)}, {field}.form.requestSubmit())")


def test_a_link_opens_the_page_with_its_words_and_drawings(engine: Engine, host: Host) -> None:
    open_sample(engine, host, BY_LINK)

    assert engine.js("document.querySelector('article h1').textContent") == "Bring colour back"
    assert engine.js("document.title") == "My plan"
    assert engine.js("document.querySelector('article').innerText.length") > 1000
    drawn = engine.js(
        """[...document.querySelectorAll('svg[role=img]')]
            .map(svg => svg.getBoundingClientRect()).filter(box => box.width > 200 && box.height > 60).length"""
    )
    assert drawn >= 3
    assert engine.said() == []


def test_wrong_words_are_told_and_right_ones_open_the_page(engine: Engine, host: Host) -> None:
    visit(engine, host.url(BY_WORDS))
    type_words(engine, "one two three four five six")
    wait_until(engine, "document.getElementById('lock-wrong').checkVisibility()")
    assert "do not open" in engine.js("document.getElementById('lock-wrong').innerText")
    assert not engine.js(IS_OPEN)

    type_words(engine, host.shared[BY_WORDS].words or "")
    wait_until(engine, IS_OPEN)

    assert engine.js("document.querySelectorAll('article svg[role=img]').length") >= 3
    assert engine.said() == []


def test_an_opened_page_asks_nobody_for_anything(engine: Engine, host: Host) -> None:
    for name in (BY_LINK, BY_WORDS):
        host.asked.clear()
        open_sample(engine, host, name)

        assert engine.js("performance.getEntriesByType('resource').map(one => one.name)") == []
        assert set(host.asked) <= {f"/{host.shared[name].path}"}


def test_each_engine_writes_a_reply_that_the_tool_reads(engine: Engine, host: Host) -> None:
    for name in (BY_LINK, BY_WORDS):
        open_sample(engine, host, name)
        engine.js(
            """(document.querySelector('.write').open = true, document.querySelector('.write [type=radio]').click(),
                document.querySelector('.write form textarea').value = 'From an engine.',
                document.querySelector('.write form').requestSubmit())"""
        )
        wait_until(engine, "!!document.querySelector('.review textarea')?.value")
        text = engine.js("document.querySelector('.review textarea').value")

        arguments = ["receive", "--dry-run", "-C", str(host.root), "-"]
        said = CliRunner().invoke(main, arguments, input=text)

        assert (said.exit_code, "1 new entry" in said.output) == (0, True), said.output
        assert engine.said() == []


def test_a_page_that_breaks_its_policy_is_told_by_the_engine(engine: Engine, host: Host) -> None:
    open_sample(engine, host, BY_LINK)
    engine.js("void (new Image().src = 'https://elsewhere.test/picture.png')")

    wait_until(engine, "new Promise(done => setTimeout(done, 200, true))")

    assert any("elsewhere.test" in said for said in engine.said())


def words_of(page: PageObject) -> str:
    """Its text without spaces, which each engine sets its own way."""
    return squeezed(page.extract_text())


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2066-\u2069]", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("name", SAMPLES)
def test_page_one_is_a_letter_and_each_goal_takes_a_page(
    engine: Engine, host: Host, name: str
) -> None:
    open_sample(engine, host, name)
    letter = engine.js(
        """[...document.querySelectorAll('article :is(h1, .next > p, .rows b, #plan > .help :is(a, b))')]
            .map(part => part.textContent)"""
    )
    goals, findings = engine.js(
        """[document.querySelectorAll('.goal').length,
            [...document.querySelectorAll('.goal .say:not(.q)')].map(finding => finding.textContent)]"""
    )

    first, *others = [words_of(page) for page in PdfReader(BytesIO(engine.printed())).pages]

    assert len(letter) >= 6
    assert [words for words in letter if squeezed(words) not in first] == []
    assert [words for words in findings if squeezed(words) not in "".join(others)] == []
    assert len(others) <= goals


def test_what_is_folded_is_not_printed_and_what_is_open_is(engine: Engine, host: Host) -> None:
    open_sample(engine, host, BY_LINK)
    folded = "document.querySelector('.objective details')"
    caption = squeezed(engine.js(f"{folded}.querySelector('caption').textContent"))

    shut = PdfReader(BytesIO(engine.printed())).pages
    engine.js(f"void ({folded}.open = true)")
    opened = PdfReader(BytesIO(engine.printed())).pages

    assert not any(caption in words_of(page) for page in shut)
    assert any(caption in words_of(page) for page in opened)
