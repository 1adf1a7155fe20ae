"""Make replies: writes the vectors of format HR2 beside itself. Run by hand: `python -m tests.vectors.make_replies`.

The same bytes each time: the ephemeral keys are given, and what deflate made is stored.

replies.json
    plans[]     name; master, uid, mode, generation; words: those that are set, null in link mode; code: what stands in
                the link; token; sk, pk, psk: hex; key: pk as it stands in the article.
    written[]   name; about; plan: the name of one; skE, z: hex; reply: the JSON; text: what a writer must make of these.
    arriving[]  about; text: as it came in; replies: in their order, for each the `name` of the one written that it opens
                to, or the `step` that must refuse it.
    refused[]   name; about; text: of one reply; step, says: which step must refuse it, and what the person is told; where
                the step is `json`, more may follow.
Steps, in order: whole, plan, open, length, padding, inflate, json.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from dataclasses import replace

from generator.privacy import reply
from generator.privacy.crockford import SIGNS, base32
from generator.privacy.seal import Mode, Secrets, V, expand, lp
from tests.vectors import hpke
from tests.vectors.make import KEY, OTHER_KEY, OTHER_UID, TYPED, UID, Json, deflated, u32, write

#: Written out here a second time, so that a sentence changed in the program alone is noticed.
SAYS = {
    "whole": "this reply is not complete; please copy all of it",
    "plan": "this reply belongs to none of your plans",
    "open": "this reply was changed, or written with another link",
    "length": "this reply is damaged: its length is wrong",
    "padding": "this reply is damaged: its padding is wrong",
    "inflate": "this reply is damaged: its text cannot be unpacked",
    "json": "this reply does not hold what a page writes",
}
LINK = KEY.secrets(UID, Mode.LINK, 1)
WORDS = replace(KEY.secrets(UID, Mode.WORDS, 1), words=TYPED)
LATER = KEY.secrets(UID, Mode.LINK, 2)
OTHER = OTHER_KEY.secrets(OTHER_UID, Mode.LINK, 1)
#: The plans that a reader has, each with what its secrets were derived from.
PLANS = {
    "link": (KEY, UID, 1, LINK),
    "words": (KEY, UID, 1, WORDS),
    "link-generation-2": (KEY, UID, 2, LATER),
    "other": (OTHER_KEY, OTHER_UID, 1, OTHER),
}
#: Of none of these plans.
STRANGER = OTHER_KEY.secrets(UID, Mode.LINK, 1)

EPHEMERAL = "95eda381c764bf8ee7d50a0381fd900df3311639e5b50c6f8e76ec23695747aa"
ID = "00112233445566778899aabbccddeeff"
FIRST = (
    f'{{"v":1,"id":"{ID}","made":"2026-02-02","entries":[{{"date":"2026-02-02",'
    '"scores":{"crowds":5},"note":"Three stops."}]}'
)
FIRST_Z = (
    "65cab10ec2201405d05f3177a686be16daf21d6ec681f25e63078b01a203e1df8daecee754bce07a859de1a075df13"
    "0dc3381a63ed34cdf3b278bfae21308b6c1b141e9e050ea4c9769a3a4d5090a3a45d32dcb5827df9f31c62fa724548"
    "f1cd19ce348523fee6e59e444eb9c4673ea3ddda07"
)

BODY = reply.pad_reply(bytes.fromhex(FIRST_Z))


def main() -> None:
    vectors = {
        "plans": [of_plan(name) for name in PLANS],
        "written": list(WRITTEN.values()),
        "arriving": list(arriving()),
        "refused": [*bad_texts(), *bad_wires(), *bad_bodies(), *bad_forms()],
    }
    write("replies.json", vectors)


def of_plan(name: str) -> Json:
    key, uid, generation, secrets = PLANS[name]
    psk = expand(secrets.content_root(), lp(V, b"reply-psk"), 32)
    scalar = reply._private_key(secrets).private_numbers().private_value
    return {
        "name": name,
        "master": key.master.hex(),
        "uid": uid,
        "mode": int(secrets.mode),
        "generation": generation,
        "words": secrets.words,
        "code": secrets.code,
        "token": secrets.token,
        "sk": f"{scalar:064x}",
        "pk": public_point(secrets).hex(),
        "psk": psk.hex(),
        "key": reply.reply_key(secrets),
    }


def public_point(secrets: Secrets) -> bytes:
    return base64.urlsafe_b64decode(reply.reply_key(secrets) + "=")


# What a writer makes


def written(
    name: str, about: str, text: str, *, plan: str = "link", z: str = "", ephemeral: str = EPHEMERAL
) -> Json:
    z = z or deflated(text.encode()).hex()
    secrets = PLANS[plan][3]
    body = reply.pad_reply(bytes.fromhex(z))
    return {
        "name": name,
        "about": about,
        "plan": plan,
        "skE": ephemeral,
        "z": z,
        "reply": text,
        "text": reply.reply_text(wire(body, secrets, int(ephemeral, 16))),
    }


def wire(body: bytes, secrets: Secrets, ephemeral: int = int(EPHEMERAL, 16)) -> bytes:
    sealed = hpke.sealed(body, public_point(secrets), ephemeral, reply._info(secrets))
    return b"HR2" + reply._hint(secrets.token, sealed[:65]) + sealed


def as_json(*entries: Json, **top: object) -> str:
    whole = {"v": 1, "id": ID, "made": "2026-02-02", "entries": list(entries), **top}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def entry(**values: object) -> Json:
    return {"date": "2026-02-02", **values}


def padded_to(length: int) -> str:
    """A reply whose z, in one stored block, has this many bytes."""
    bare = as_json(entry(note=""))
    text = as_json(entry(note="a" * (length - 5 - len(bare))))
    assert len(text) == length - 5
    return text


def stored(text: str) -> str:
    squeezer = zlib.compressobj(0, zlib.DEFLATED, -zlib.MAX_WBITS)
    return (squeezer.compress(text.encode()) + squeezer.flush()).hex()


EVERYTHING = as_json(
    entry(
        by="sam",
        situation="on the train",
        scores={
            "crowds": 5,
            "calm": 4.5,
            "walk": "partly",
            "rest": "skip",
            "said": {"done": 6, "of": 8},
            "waves": {"before": 8, "after": 5},
            "calls": {"before": 8},
            "level": -1,
        },
        note="Schön, שלום, 你好, 🌿\n“Three” stops — *really*.",
        trigger=["tired", "a full train"],
        strength=7,
        response=["slow breaths"],
        helped={"slow breaths": 3},
        celebrate="I stayed.",
        steps=["crowds/1", "walk/12"],
    ),
    {"date": "2026-02-01 21:30", "note": "Late."},
)
WRITTEN = {
    vector["name"]: vector
    for vector in (
        written("link", "The reply of docs/FORMAT.md in link mode.", FIRST, z=FIRST_Z),
        written(
            "words", "The reply of docs/FORMAT.md in words mode.", FIRST, plan="words", z=FIRST_Z
        ),
        written("later", "On the page of another generation.", FIRST, plan="link-generation-2"),
        written(
            "everything",
            "Each key that an entry may have, and letters of many scripts.",
            EVERYTHING,
            plan="other",
            ephemeral=f"{1:064x}",
        ),
        written(
            "no-padding",
            "Length and z fill one step of 256 bytes.",
            padded_to(252),
            z=stored(padded_to(252)),
        ),
        written(
            "most-padding",
            "One byte more: 255 zeros follow.",
            padded_to(253),
            z=stored(padded_to(253)),
        ),
        written(
            "a-month",
            "As many entries as one reply may have.",
            as_json(*[entry(scores={"crowds": number % 11}) for number in range(62)]),
        ),
    )
}


# Texts as they arrive


def arriving() -> Iterator[Json]:
    link, words = WRITTEN["link"]["text"], WRITTEN["words"]["text"]
    lines = [link[at : at + 60] for at in range(0, len(link), 60)]

    def comes(about: str, text: str, *replies: Json) -> Json:
        return {"about": about, "text": text, "replies": list(replies)}

    good, whole = {"name": "link"}, {"step": "whole"}
    yield comes("as made", link, good)
    yield comes("small letters", link.lower(), good)
    yield comes("broken into lines", "\r\n".join(lines), good)
    yield comes("quoted in a mail", "\n".join(f"> > {line}" for line in lines), good)
    yield comes("soft line breaks of a mail", "=\r\n".join(lines), good)
    yield comes(
        "hyphens after every eighth", "-".join(link[n : n + 8] for n in range(0, 560, 8)), good
    )
    yield comes("in smart quotes", f"“{link}”", good)
    yield comes("signs that nobody sees", "\u200b\u00ad\u2060\u200f".join(lines), good)
    yield comes(
        "O for 0, I and l for 1",
        link.replace("0", "O").replace("1", "I", 9).replace("1", "l"),
        good,
    )
    yield comes("full-width letters", "".join(chr(ord(sign) + 0xFEE0) for sign in link), good)
    yield comes("entities of HTML", "&gt; ".join(lines) + "&nbsp;", good)
    yield comes("words around", f"Dear Noor, here is my HR2. {link}. See you, Sam", good)
    yield comes("words stuck to it", f"Hi{link}Bye", good)
    yield comes("two in one mail", f"{link}\n\nand\n\n{words}", good, {"name": "words"})
    yield comes("two without anything between", link + words, good, {"name": "words"})
    yield comes("the same twice", f"{link} {link}", good, good)
    yield comes("half of one, then another", f"{link[:300]} {words}", whole, {"name": "words"})
    yield comes("the first half", link[:280], whole)
    yield comes("the second half", link[280:])
    yield comes("nothing", "")
    yield comes("words about it", "HR2. is what a reply begins with. HR2.ABC")


# Bad texts


def bad_texts() -> Iterator[Json]:
    text = WRITTEN["link"]["text"]
    other = "0" if text[100] != "0" else "2"
    yield refused("end-missing", "The last sign is missing.", "whole", text[:-1])
    yield refused("check-missing", "The check is missing.", "whole", text[:-5])
    yield refused(
        "sign-missing", "A sign in the middle is missing.", "whole", text[:100] + text[101:]
    )
    yield refused("sign-slipped", "A sign is another.", "whole", text[:100] + other + text[101:])
    yield refused(
        "signs-exchanged",
        "Two parts are exchanged.",
        "whole",
        text[:40] + text[80:120] + text[40:80] + text[120:],
    )
    yield refused(
        "check-slipped",
        "The check is another.",
        "whole",
        text[:-1] + ("A" if text[-1] != "A" else "B"),
    )
    yield refused("letter-u", "The alphabet has no U.", "whole", text[:100] + "U" + text[101:])
    yield refused(
        "last-bits", "Bits that fill the last sign up are not zero.", "whole", with_last_bit(text)
    )
    yield refused(
        "half-byte",
        "A sign too many for whole bytes, with its check right.",
        "whole",
        text[:-5] + "0" + text[-5:],
    )


def with_last_bit(text: str) -> str:
    sign = text[-6]
    return text[:-6] + SIGNS[SIGNS.index(sign) | 1] + text[-5:]


def refused(name: str, about: str, step: str, text: str) -> Json:
    return {"name": name, "about": about, "text": text, "step": step, "says": SAYS[step]}


# Bad bytes below a right check


def bad_wires() -> Iterator[Json]:
    good = wire(BODY, LINK)

    def bad(name: str, about: str, step: str, changed: bytes) -> Json:
        return refused(name, about, step, reply.reply_text(changed))

    yield bad(
        "stranger",
        "Of a plan that the reader has not.",
        "plan",
        wire(BODY, STRANGER),
    )
    yield bad("hint", "Another hint.", "plan", flipped(good, 3))
    yield bad("hint-last", "The last byte of the hint.", "plan", flipped(good, 6))
    yield bad("enc", "Another enc, which the hint covers.", "plan", flipped(good, 20))
    yield bad("nothing", "Magic alone.", "plan", b"HR2")
    yield bad(
        "hint-alone",
        "Magic and a hint that is right of no enc.",
        "open",
        b"HR2" + reply._hint(LINK.token, b""),
    )
    yield bad(
        "no-point",
        "An enc that is no point of the curve.",
        "open",
        with_enc(good, b"\x04" + bytes(64)),
    )
    yield bad(
        "squeezed-point",
        "An enc of 65 bytes that does not begin with 4.",
        "open",
        with_enc(good, b"\x02" + good[8:72]),
    )
    yield bad("cipher-first", "The first encrypted byte.", "open", flipped(good, 72))
    yield bad("cipher-last", "The last byte of the tag.", "open", flipped(good, len(good) - 1))
    yield bad("cut", "The last 16 bytes are missing.", "open", good[:-16])
    yield bad("longer", "A byte after the end.", "open", good + b"\0")
    yield bad(
        "without-link",
        "Written by somebody who has the public key and no link.",
        "open",
        sealed_with(lp(V, b"reply")),
    )
    yield bad("other-psk", "The psk of another page.", "open", sealed_with(reply._info(WORDS)))
    yield bad(
        "other-mode",
        "Sealed for the same plan in words mode.",
        "open",
        for_link(wire(BODY, WORDS)),
    )


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def with_enc(good: bytes, enc: bytes) -> bytes:
    return b"HR2" + reply._hint(LINK.token, enc) + enc + good[72:]


def for_link(other: bytes) -> bytes:
    return b"HR2" + reply._hint(LINK.token, other[7:72]) + other[7:]


def sealed_with(info: bytes) -> bytes:
    return for_link(bytes(7) + hpke.sealed(BODY, public_point(LINK), int(EPHEMERAL, 16), info))


# Rightly sealed over a bad body


def bad_bodies() -> Iterator[Json]:
    z = bytes.fromhex(FIRST_Z)
    body = reply.pad_reply(z)

    def bad(name: str, about: str, step: str, changed: bytes) -> Json:
        return refused(name, about, step, reply.reply_text(wire(changed, LINK)))

    yield bad("body-empty", "No body.", "length", b"")
    yield bad("body-short", "A body that is no multiple of 256.", "length", body[:-1])
    yield bad("body-three", "Less than a length.", "length", bytes(3))
    yield bad("length-one-more", "A byte more than there is room.", "length", u32(253) + body[4:])
    yield bad("length-most", "All bits one.", "length", b"\xff" * 4 + body[4:])
    yield bad("length-far", "256 zeros behind z.", "length", body + bytes(256))
    yield bad(
        "padding-first",
        "The first byte of padding.",
        "padding",
        body[: 4 + len(z)] + b"\1" + body[5 + len(z) :],
    )
    yield bad("padding-last", "The last byte of padding.", "padding", body[:-1] + b"\x80")
    for name, about, packed in bad_streams(z):
        yield bad(f"inflate-{name}", about, "inflate", reply.pad_reply(packed))


def bad_streams(z: bytes) -> Iterator[tuple[str, str, bytes]]:
    yield "nothing", "A text of length 0 is not an empty text.", b""
    yield "cut", "The text breaks off.", z[:-3]
    yield "one-byte-after", "A zero byte after the end.", z + b"\0"
    yield "two", "A second text after the first.", z + z
    yield "zlib-header", "With zlib's header.", zlib.compress(FIRST.encode(), 9)
    yield "latin-1", "Not UTF-8.", deflated(FIRST.replace("stops", "caf\xe9s").encode("latin-1"))
    yield "one-more", "One byte more than 65,536.", deflated(b" " * 65_537)
    yield "a-million", "A small reply that would fill a screen.", deflated(b" " * 1_000_000)


# Rightly sealed over what no page writes


def bad_forms() -> Iterator[Json]:
    for name, about, text in forms():
        body = reply.pad_reply(deflated(text.encode("utf-8", "surrogatepass")))
        yield refused(f"json-{name}", about, "json", reply.reply_text(wire(body, LINK)))


def forms() -> Iterator[tuple[str, str, str]]:
    yield "none", "No JSON.", "{"
    yield "empty", "An empty text.", ""
    yield "list", "A list.", "[]"
    yield "deep", "Lists in lists.", "[" * 30_000
    yield "after", "Something after the end.", FIRST + "x"
    yield "nan", "A number that JSON has not.", FIRST.replace(":5", ":NaN")
    yield "version", "Another version.", as_json(entry(note="a"), v=2)
    yield "version-text", "A version in quotes.", as_json(entry(note="a"), v="1")
    yield "id-capitals", "An id in capitals.", as_json(entry(note="a"), id=ID.upper())
    yield "id-short", "An id of 31 digits.", as_json(entry(note="a"), id=ID[1:])
    yield "made", "A day that is none.", as_json(entry(note="a"), made="today")
    yield "no-made", "A key is missing.", FIRST.replace('"made":"2026-02-02",', "")
    yield "more", "A key that no page writes.", as_json(entry(note="a"), goal="mine")
    yield "no-entries", "No entry.", as_json()
    yield "many-entries", "An entry more than 62.", as_json(*[entry(note="a")] * 63)
    yield "entries-map", "Entries that are no list.", as_json(entries={})
    yield "entry-text", "An entry that is a text.", as_json(entries=["a"])
    yield "no-date", "An entry without its day.", as_json({"note": "a"})
    yield "date", "A day as people write it.", as_json({"date": "2.2.2026", "note": "a"})
    yield "date-zone", "A time with an offset.", as_json({"date": "2026-02-02T10:00Z", "note": "a"})
    yield "private", "Words for the therapist alone.", as_json(entry(private="a"))
    yield "hold", "What a therapist decides.", as_json(entry(note="a", hold=True))
    yield "reply", "An id of its own choice.", as_json(entry(note="a", reply=ID))
    yield (
        "over",
        "A stretch, which no page asks for.",
        as_json(entry(scores={"crowds": 5}, over="last week")),
    )
    yield "by", "A person that is no id.", as_json(entry(by="Sam Vale"))
    yield "note-number", "A note that is a number.", as_json(entry(note=5))
    yield "note-long", "A text of 10,001 characters.", as_json(entry(note="a" * 10_001))
    yield "half-sign", "Half of a surrogate pair.", FIRST.replace("Three", r"\ud83c")
    yield "trigger-text", "One text in place of a list.", as_json(entry(trigger="tired"))
    yield "scores-list", "Scores in a list.", as_json(entry(scores=[5]))
    yield "score-text", "A number in quotes.", as_json(entry(scores={"crowds": "5"}))
    yield "score-word", "A word that no habit has.", as_json(entry(scores={"crowds": "Yes"}))
    yield "score-true", "A score that is true.", as_json(entry(scores={"crowds": True}))
    yield "score-exponent", "A number with an exponent.", FIRST.replace(":5", ":5e0")
    yield "score-long", "A number of 16 digits.", FIRST.replace(":5", ":1234567890123456")
    yield (
        "score-pair",
        "Two pairs mixed.",
        as_json(entry(scores={"crowds": {"done": 1, "after": 2}})),
    )
    yield (
        "score-half",
        "Half of so many of so many.",
        as_json(entry(scores={"crowds": {"done": 1}})),
    )
    yield "score-empty", "A pair without a number.", as_json(entry(scores={"crowds": {}}))
    yield "score-id", "A name in place of an id.", as_json(entry(scores={"__proto__": 5}))
    yield "strength", "A strength in words.", as_json(entry(strength="much"))
    yield "helped", "How much, in words.", as_json(entry(helped={"slow breaths": "much"}))
    yield "helped-nothing", "What helped has no words.", as_json(entry(helped={" ": 3}))
    yield "steps-text", "One step in place of a list.", as_json(entry(steps="crowds/1"))
    yield "step-zero", "A place that begins with 0.", as_json(entry(steps=["crowds/0"]))
    yield "step-path", "A step of another form.", as_json(entry(steps=["../1"]))


assert base32(b"HR2")[:4] == "9193"

if __name__ == "__main__":
    main()
