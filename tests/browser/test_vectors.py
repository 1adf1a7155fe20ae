"""The reader in the page, in real Chromium, against every vector of the format."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from playwright.sync_api import Browser, Route

from generator.privacy.seal import Key, Mode, seal
from tests import vectors

pytestmark = pytest.mark.browser

SCRIPTS = Path(__file__).resolve().parents[2] / "templates/scripts"

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
WRITE = """async (asked) => {
  const { unseal } = await import("/unseal.js");
  const { sealedReply } = await import("/reply.js");
  const unhexed = (hex) => Uint8Array.from(hex.match(/../g), (digits) => parseInt(digits, 16));
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const answers = [];
  for (const { file, code, words, pk, token, z, jwk } of asked) {
    const { derive } = await unseal(Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0)), code, words);
    const { d, ...open } = jwk;
    const pair = {
      privateKey: await crypto.subtle.importKey("jwk", jwk, curve, false, ["deriveBits"]),
      publicKey: await crypto.subtle.importKey("jwk", open, curve, true, []),
    };
    answers.push(await sealedReply(unhexed(z), { recipient: unhexed(pk), token: unhexed(token), derive }, pair));
  }
  return answers;
}"""


def run(browser: Browser, script: str, argument: object) -> Any:
    context = browser.new_context()
    page = context.new_page()
    page.route(
        "https://vectors.test/", lambda route: route.fulfill(body="<p>", content_type="text/html")
    )
    for source in SCRIPTS.glob("*.js"):
        text = source.read_text("utf-8")
        page.route(f"https://vectors.test/{source.name}", partial(_send, text))
    page.goto("https://vectors.test/")
    answer = page.evaluate(script, argument)
    context.close()
    return answer


def _send(script: str, route: Route) -> None:
    route.fulfill(body=script, content_type="text/javascript")


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


def a_page_of(plan: vectors.Vector) -> str:
    """A sealed page that the plan's link and words open."""
    key = Key(bytes.fromhex(plan["master"]))
    secrets = key.secrets(plan["uid"], Mode(plan["mode"]), plan["generation"])
    file = seal("<article></article>", replace(secrets, words=plan["words"]))
    return base64.b64encode(file).decode()


def as_jwk(scalar: str) -> dict[str, str]:
    """A private key as a browser takes it."""
    number = int(scalar, 16)
    point = derive_private_key(number, SECP256R1()).public_key().public_numbers()
    parts = {"d": number, "x": point.x, "y": point.y}
    signs = {
        name: base64.urlsafe_b64encode(part.to_bytes(32, "big")).decode().rstrip("=")
        for name, part in parts.items()
    }
    return {"kty": "EC", "crv": "P-256", **signs}


def test_the_page_writes_each_reply_sign_by_sign(browser: Browser) -> None:
    plans = {plan["name"]: plan for plan in vectors.replies()["plans"]}
    written = vectors.replies()["written"]
    asked = []
    for reply in written:
        plan = plans[reply["plan"]]
        told = {name: plan[name] for name in ("code", "words", "pk", "token")}
        asked.append(
            {**told, "file": a_page_of(plan), "z": reply["z"], "jwk": as_jwk(reply["skE"])}
        )

    assert run(browser, WRITE, asked) == [reply["text"] for reply in written]
    assert len(written) > 1
