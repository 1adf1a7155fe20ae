"""Arriving: links and words as messengers, mailers and people leave them open the page, in each reader."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.privacy.seal import Key, Mode, SealError, link_of
from generator.privacy.wordlist import WORDS
from tests.privacy.test_reader import READER, node

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).resolve().parents[2] / "templates/scripts/unseal.js"
KEY = Key(bytes(range(32)))
#: Reads one JSON text a line: a link for each reader, or words, and answers in kind.
ASKED = f"""
import {{ createInterface }} from "node:readline";
import {{ readFileSync }} from "node:fs";
const source = readFileSync({json.dumps(str(SCRIPT))}, "utf8");
const page = await import("data:text/javascript," + encodeURIComponent(source));
const second = await import({json.dumps(READER.as_uri())});
const hex = (bytes) => Buffer.from(bytes).toString("hex");
for await (const line of createInterface({{ input: process.stdin }})) {{
  const {{ link, words }} = JSON.parse(line);
  const answers = [];
  for (const reader of [page, second]) {{
    if (words !== undefined) answers.push(second.normalised(reader.lettersOf(words)).toString());
    else answers.push(await reader.linkOf(link).then(hex, () => null));
  }}
  console.log(JSON.stringify(answers));
}}
"""
Ask = Callable[[dict[str, str]], list[str | None]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    script = tmp_path_factory.mktemp("readers") / "asked.mjs"
    script.write_text(ASKED, "utf-8")
    with subprocess.Popen(
        [node(), str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        to, back = process.stdin, process.stdout
        assert to is not None
        assert back is not None

        def asked(question: dict[str, str]) -> list[str | None]:
            to.write(json.dumps(question).encode() + b"\n")
            to.flush()
            answer: list[str | None] = json.loads(back.readline())
            return answer

        yield asked
        process.terminate()


links = st.builds(
    lambda generation: KEY.secrets("20" * 16, Mode.LINK, generation), st.integers(1, 2**32 - 1)
)
#: What nobody sees, and what stands between two parts of a code without being one.
BETWEEN = st.text(
    st.sampled_from(
        " \t\r\n-\u00a0\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2010\u2011\u2013\u2014\u2028"
    )
    | st.sampled_from(
        "\u2028\u202a\u202c\u202f\u2060\u2066\u2069\u2212\u3000\ufe0f\ufe63\uff0d\ufeff.,;:>*_~|\u2022=\u00b7"
    ),
    min_size=1,
    max_size=3,
)
BEFORE = st.sampled_from(
    [
        "",
        "k=",
        "K=",
        "/k=",
        "!k=",
        "k:",
        "k%3D",
        "k%253D",
        "(",
        "«",
        "\ufeff",
        "“k=",
        "<",
        " k = ",
        "my link is ",
        "#k=",
    ]
)
TRACKER = st.text(
    st.sampled_from("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"), max_size=60
)
#: A sign that lost its end on the way.
CUT_ESCAPE = "%E2%80"
AFTER = st.one_of(
    st.sampled_from(
        [
            "",
            ".",
            ",",
            ")",
            ">",
            "”",
            "’.",
            "»",
            "*",
            "!",
            "/",
            "\u200b",
            "%20",
            "%E2%80%8B",
            CUT_ESCAPE,
            "%0D%0A",
        ]
    ),
    st.sampled_from(
        [
            ":~:text=my%20plan",
            "&amp;",
            "?",
            "#",
            "\n\nSent from my phone",
            " see you on Monday at 10:30",
            "&lt;",
        ]
    ),
    st.builds("&fbclid={}".format, TRACKER),
    st.builds("?utm_source={}&utm_medium=mail&gclid=1".format, TRACKER),
    st.builds("&mc_eid={};".format, TRACKER),
)


def lookalike(sign: str, chance: int) -> str:
    """A sign as a hand or another keyboard writes it; the same for the same chance."""
    other = {"1": "1Iil L".replace(" ", ""), "0": "0Oo"}.get(sign, sign + sign.lower())
    return other[chance % len(other)]


@st.composite
def arriving(draw: st.DrawFn) -> tuple[bytes, str]:
    """A link secret, and its code as it may come: whole, with company."""
    secrets = draw(links)
    code = "".join(lookalike(sign, draw(st.integers(0, 11))) for sign in secrets.code)
    for at in sorted(draw(st.sets(st.integers(1, 27), max_size=6)), reverse=True):
        code = code[:at] + draw(BETWEEN) + code[at:]
    if draw(st.booleans()):
        code = "".join(
            chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalnum() else sign for sign in code
        )
    after = draw(AFTER)
    text = draw(BEFORE) + code + after
    if draw(st.booleans()):
        # FORMAT.md: a run of escapes that is no UTF-8 is a blank, code and all.
        if after == CUT_ESCAPE:
            text = text.removesuffix(CUT_ESCAPE)
        text = re.sub(
            r"[^!-~]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), text
        )
    return secrets.link, text


#: The same each time: once in some thousand the letters of a tracker fit the check too, and then none is chosen.
@given(arriving())
@settings(max_examples=250, deadline=None, derandomize=True)
def test_a_code_that_is_there_whole_opens_in_every_reader(
    ask: Ask, arrived: tuple[bytes, str]
) -> None:
    link, text = arrived

    assert link_of(text) == link
    assert ask({"link": text}) == [link.hex(), link.hex()]


@given(st.text(max_size=80) | arriving().map(lambda arrived: arrived[1][: len(arrived[1]) // 2]))
@settings(max_examples=150, deadline=None)
def test_the_readers_agree_on_whatever_stands_there(ask: Ask, text: str) -> None:
    text = text.encode(errors="replace").decode()
    try:
        read = link_of(text).hex()
    except SealError:
        read = None

    assert ask({"link": text}) == [read, read]


@given(links, links)
@settings(max_examples=20, deadline=None)
def test_of_two_whole_codes_none_is_chosen(ask: Ask, one: object, other: object) -> None:
    codes = {one.code, other.code}  # type: ignore[attr-defined]
    text = " ".join(sorted(codes))

    assert all((answer is None) == (len(codes) == 2) for answer in ask({"link": text}))


#: What stands before, between and after words that somebody typed from a card.
MARKS = st.text(
    st.sampled_from(
        " ,;.:-–—‐‑·•*/|\n\r\t\u00a0\u202f\u3000\"'“”‘’«»()[]1234567890!?&+=_…\u200b\ufeff"
    ),
    max_size=4,
)

#: Without one of these two words are one.
APART = st.sampled_from(" ,;.-–\n")


@given(st.lists(st.sampled_from(WORDS), min_size=6, max_size=6), st.data())
@settings(max_examples=150, deadline=None)
def test_six_words_are_read_whatever_stands_between_them(
    ask: Ask, words: list[str], data: st.DataObject
) -> None:
    text = data.draw(MARKS)
    for number, word in enumerate(words, 1):
        typed = data.draw(
            st.sampled_from([word, word.upper(), word.title(), f"{word[:2]}\u00ad{word[2:]}"])
        )
        before = data.draw(st.sampled_from(["", f"{number} ", f"{number}. ", f"({number}) ", "- "]))
        text += f"{before}{typed}{data.draw(APART)}{data.draw(MARKS)}"

    assert ask({"words": text}) == [" ".join(words)] * 2
