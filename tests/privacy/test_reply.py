"""Reply: a text is read whatever its way left in it, or refused with the right sentence; keys hide themselves."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.privacy.addressee import LinkClaim, addressee
from generator.privacy.links import Links
from generator.privacy.reply import (
    ReplyCheck,
    ReplyError,
    opened,
    pad_reply,
    replies_in,
    reply_key,
    seal_reply,
)
from generator.privacy.seal import Key, Keyring, Mode
from tests.support.replies import UID, sent

KEY = Key(bytes(range(32)))
SECRETS = KEY.secrets(UID, Mode.LINK, 1)


def read(text: str) -> list[str]:
    """For each reply in a text the first digit of its id, or the step that refuses it."""
    found = []
    for one in replies_in(text):
        if isinstance(one, ReplyError):
            found.append(str(one.check))
        else:
            found.append(json.loads(opened(one, SECRETS))["id"][0])
    return found


#: Two replies, and what may stand around and within them.
FIRST = sent(KEY, {"by": "kim", "note": "First"}, id="1" * 32)
SECOND = sent(KEY, {"by": "alex", "note": "Second"}, id="2" * 32)
COMPANY = [
    "",
    "Hi Noor!",
    "On Monday, Sam wrote:",
    "HR2. is what it begins with",
    "Greetings, S.",
    "HR",
    "…",
]
LEFT = [
    "\n",
    "\r\n",
    "\n> ",
    "\n>> ",
    " ",
    "\t",
    "-",
    "\u2011",
    "\u00ad",
    "\u200b",
    "\u2060",
    "\u200e",
    "=\r\n",
    "“",
    "&gt;",
    "\ufeff",
]


@st.composite
def carried(draw: st.DrawFn, text: str) -> str:
    """A text as it may look after its way."""
    step = draw(st.integers(8, 120))
    left = draw(st.sampled_from(LEFT))
    text = left.join(text[at : at + step] for at in range(0, len(text), step))
    case = draw(st.sampled_from([str, str.lower, str.upper]))
    if draw(st.booleans()):
        text = "HR2" + case(text[3:]).replace("0", "O")
    before, after = draw(st.sampled_from(COMPANY)), draw(st.sampled_from(COMPANY))
    return f"{before}\n{text}\n{after}"


@pytest.mark.slow
@settings(max_examples=200)
@given(st.data())
def test_a_reply_is_read_whatever_its_way_left_in_it(data: st.DataObject) -> None:
    texts = [data.draw(carried(one)) for one in (FIRST, SECOND)]

    assert read("\n".join(texts)) == ["1", "2"]


@settings(max_examples=200)
@given(st.data())
def test_a_part_of_a_reply_is_said_to_be_one(data: st.DataObject) -> None:
    end = data.draw(st.integers(len("HR2.91934"), len(FIRST) - 1))
    cut = FIRST[:end]

    assert read(f"{cut}\n{data.draw(carried(SECOND))}") == ["whole", "2"]


@settings(max_examples=200)
@given(st.integers(4, len(FIRST) - 1), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZU"))
def test_a_slip_in_a_reply_is_refused_with_the_right_sentence(at: int, sign: str) -> None:
    slipped = FIRST[:at] + sign + FIRST[at + 1 :]
    if slipped == FIRST:
        assert read(slipped) == ["1"]
    elif at < len("HR2.91934"):
        assert not {*read(slipped)} & {"1", "2"}
    else:
        assert read(slipped) == ["whole"]


def test_a_reply_is_another_each_time_and_opens_to_the_same() -> None:
    body = pad_reply(bytes.fromhex("0300"))
    texts = {seal_reply(body, SECRETS) for _ in range(4)}

    assert len(texts) == 4
    assert {opened(wire, SECRETS) for text in texts for wire in replies_in(text)} == {""}  # type: ignore[arg-type]  # whole


@pytest.mark.parametrize("mode", Mode)
def test_each_page_has_a_key_of_its_own(mode: Mode) -> None:
    keys = {reply_key(KEY.secrets(UID, mode, generation)) for generation in (1, 2)}
    keys |= {reply_key(Key(bytes(32)).secrets(UID, mode, 1))}
    keys |= {reply_key(KEY.secrets("0" * 32, mode, 1))}

    assert len(keys) == 4
    assert {len(key) for key in keys} == {87}


def test_a_reply_is_for_the_plan_whose_link_it_was_written_with() -> None:
    links = Links(
        Keyring((("old", Key(bytes(32))), ("ours", KEY))), "ours", frozenset(), frozenset()
    )
    claims = [LinkClaim("plans/ash.yml", "0" * 32, 1), LinkClaim("plans/sam.yml", UID, 4)]
    (wire,) = replies_in(sent(KEY, {"note": "a"}, generation=2))
    assert not isinstance(wire, ReplyError)

    found = addressee(wire, claims, links)

    assert (found.name, found.address.generation) == ("plans/sam.yml", 2)
    with pytest.raises(ReplyError) as refused:
        addressee(wire, claims[:1], links)
    assert refused.value.check is ReplyCheck.PLAN


def test_a_text_that_is_too_long_for_a_reply_is_none() -> None:
    assert read(f"HR2.919340{'0' * 120_000}.0000") == ["whole"]


def test_what_derives_replies_hides_in_its_own_repr() -> None:
    assert SECRETS.reply_seed.hex() not in repr(SECRETS)
    assert str(SECRETS.reply_seed) not in repr(SECRETS)
