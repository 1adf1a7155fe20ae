"""The reader in the page, in real Chromium, against every vector of the format."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import vectors

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).resolve().parents[2] / "templates/scripts/unseal.js"

READ = """async (asked) => {
  const { Refusal, unseal } = await import("/unseal.js");
  const answers = [];
  for (const { file, code, words } of asked) {
    const bytes = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
    try {
      answers.push({ article: (await unseal(bytes, code, words)).article });
    } catch (error) {
      answers.push(error instanceof Refusal ? { check: error.check } : { error: String(error) });
    }
  }
  return answers;
}"""
LINKS = """async (typed) => {
  const { linkOf } = await import("/unseal.js");
  return Promise.all(typed.map((code) => linkOf(code).then(
    (link) => [...link].map((byte) => byte.toString(16).padStart(2, "0")).join(""), (error) => error.check)));
}"""


def run(browser: Browser, script: str, argument: object) -> Any:
    context = browser.new_context()
    page = context.new_page()
    page.route(
        "https://vectors.test/", lambda route: route.fulfill(body="<p>", content_type="text/html")
    )
    page.route(
        "https://vectors.test/unseal.js",
        lambda route: route.fulfill(body=SCRIPT.read_text("utf-8"), content_type="text/javascript"),
    )
    page.goto("https://vectors.test/")
    answer = page.evaluate(script, argument)
    context.close()
    return answer


def check_of(refused: object) -> object:
    return refused["step"] if isinstance(refused, dict) else refused


def test_every_page_opens_or_is_refused_at_its_step(browser: Browser) -> None:
    pages = vectors.pages()
    asked = [
        {
            "file": base64.b64encode(vectors.file_of(page)).decode(),
            "code": page["code"],
            "words": page["words"],
        }
        for page in pages
    ]
    answers = run(browser, READ, asked)

    wrong = [
        (page["name"], answer if "article" not in answer else "opened")
        for page, answer in zip(pages, answers, strict=True)
        if ("refused" in page and answer != {"check": check_of(page["refused"])})
        or ("refused" not in page and "article" not in answer)
    ]
    assert wrong == []
    assert len({json.dumps(page.get("refused")) for page in pages}) > 9


@pytest.mark.parametrize("link", [vectors.links()])
def test_every_link_is_read_or_refused_as_its_vector_says(
    browser: Browser, link: list[dict[str, Any]]
) -> None:
    answers = run(browser, LINKS, [one["typed"] for one in link])

    assert answers == [one["link"] or "link" for one in link]
