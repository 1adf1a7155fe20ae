"""Make: writes the vectors of format HR1 beside itself. Run by hand: `python -m tests.vectors.make`.

The same bytes each time with the same zlib; readers do not need that zlib, because what it made is stored.
Readers of the vectors build the files from them as below; `tests/vectors/__init__.py` and `reader.mjs` do.

derivation.json
    keys[]          master, fingerprint; pages[]: uid, mode, generation, token, link, code, salt, words (null in link
                    mode), siv_key. Bytes are hex.
    words[]         typed: words as a person types them; bytes: what they are normalised to, hex of UTF-8.
    buckets[]       [n, bucket].
links.json
    links[]         typed: what stands after `#`, or after `#k=`; link: its 16 bytes as hex, or null where a reader must
                    refuse it at step "link", saying `says`.
pages.json
    pages[]         name; about: one sentence; code, words: what the person gives (words null: none given);
                    file: see below; length, sha256: of the whole file;
                    either article: [[text, times], …] to be joined, which the page opens to exactly,
                    or refused: {step, says}: the step that must refuse it and what the person is told.
    pages[].file    one of
                    {base64}: the whole file;
                    {front, key, nonce, body}: the file is front || AES-256-GCM(key, nonce, body, aad = the first 24
                        bytes of front), tag last; body is [[hex, times], …] to be joined;
                    {of, edits}: the file of the page with that name, then each edit in turn: at byte `at`, `remove`
                        bytes go and those of `insert`, [[hex, times], …], come.
Steps, in order: link, magic, mode, rounds, length, commitment, cipher, length-field, padding, inflate.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, AnyStr

from generator.privacy import seal
from generator.privacy.seal import Key, Mode, Secrets
from tests.vectors import made as made_from

FOLDER = Path(__file__).parent
KEY = Key(bytes(range(32)))
UID = bytes(range(32, 48)).hex()
OTHER_KEY = Key(hashlib.sha256(b"handrail vectors, second key").digest())
OTHER_UID = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
LAST = 2**32 - 1
TYPED = "one two three four five six"
HEADING = bytes.fromhex("b3c930b40bc849ccb3d1073200")
ARTICLE = (
    '<article lang="en" dir="ltr" data-tab-title="My plan"><h1>Speaking up at work</h1>'
    "<p>Staying silent costs me sleep. — Schön, שלום, 你好, 🌿</p></article>"
)

#: Written out here a second time, so that a sentence changed in the program alone is noticed.
SAYS = {
    "link": "this link is incomplete",
    "magic": "this is not a sealed page of a kind that is known here",
    "mode": "this page opens in a way that is not known here",
    "rounds": "this page asks for a setting that is not safe",
    "length": "this page has not arrived whole",
    "commitment": "this link does not open this page",
    "commitment in words mode": "this link, or these words, do not open this page",
    "cipher": "the page is damaged",
    "length-field": "the page is damaged: its length is wrong",
    "padding": "the page is damaged: its padding is wrong",
    "inflate": "the page is damaged: its text cannot be unpacked",
}

LINK = KEY.secrets(UID, Mode.LINK, 1)
WORDS = replace(KEY.secrets(UID, Mode.WORDS, 1), words=TYPED)

Json = dict[str, Any]


def main() -> None:
    write("derivation.json", derivation())
    write("links.json", {"links": [*good_links(), *bad_links()]})
    write("pages.json", {"pages": [*good_pages(), *bad_fronts(), *bad_ciphers(), *bad_bodies()]})


def write(name: str, vectors: Json) -> None:
    lines = json.dumps(vectors, ensure_ascii=True, indent=1)
    (FOLDER / name).write_text(lines + "\n", "ascii")


# Derivation


def derivation() -> Json:
    return {
        "keys": [of_key(KEY, UID), of_key(OTHER_KEY, OTHER_UID)],
        "words": [{"typed": typed, "bytes": seal.normalised(typed).hex()} for typed in TYPED_WORDS],
        "buckets": [[n, seal.bucket(n)] for n in BUCKETS],
    }


def of_key(key: Key, uid: str) -> Json:
    pages = [of_page(key, uid, mode, gen) for mode, gen in itertools.product(Mode, (1, 2, LAST))]
    return {"master": key.master.hex(), "fingerprint": key.fingerprint, "pages": pages}


def of_page(key: Key, uid: str, mode: Mode, generation: int) -> Json:
    made = key.secrets(uid, mode, generation)
    return {
        "uid": uid,
        "mode": int(mode),
        "generation": generation,
        "token": made.token,
        "link": made.link.hex(),
        "code": made.code,
        "salt": made.salt.hex(),
        "words": made.words,
        "siv_key": made.siv_key.hex(),
    }


TYPED_WORDS = [
    TYPED,
    "  ONE two\tThree four\r\n five  six ",
    "one\u00a0two\u2003three\u3000four\u2028five\u0085six\u1680",
    "\uff2f\uff4e\uff45 tw\u1d3c t\u210eree four \ufb01ve s\u2170x",
    "Kelvin \u212a, long \u017f",
    "caf\u00e9",
    "cafe\u0301",
    "Stra\u00dfe STRASSE \u1e9e",
    "\u03a3\u039f\u03a6\u039f\u03a3 \u03c3\u03bf\u03c6\u03cc\u03c2",
    "\u0130stanbul \u0131",
    "\u0149 \u01f0 \u0390",
    "one\u200btwo\ufeffthree\u001cfour",
    "\u001cone\u001f",
    "half \ud83c character",
    "",
    " \t ",
]
BUCKETS = [
    *[
        20,
        22,
        16_383,
        16_384,
        16_385,
        32_768,
        32_769,
        65_536,
        65_537,
        131_072,
        131_073,
        262_143,
        262_144,
        262_145,
    ],
    *[
        270_336,
        270_337,
        524_287,
        524_288,
        524_289,
        1_000_000,
        8_388_608,
        8_388_628,
        9_000_000,
        2**32,
    ],
]


# Links


def good_links() -> Iterator[Json]:
    code = LINK.code
    yield good_link("as made", code, LINK)
    yield good_link("as made, another", WORDS.code, WORDS)
    yield good_link("lower case", code.lower(), LINK)
    yield good_link(
        "hyphens after every fourth", "-".join(code[n : n + 4] for n in range(0, 28, 4)), LINK
    )
    yield good_link(
        "hyphens that a word processor made", f"{code[:9]}\u2011{code[9:20]}\u2013{code[20:]}", LINK
    )
    yield good_link("a hyphen at either end", f"-{code}-", LINK)
    yield good_link("the end of a sentence", f"{code}.", LINK)
    yield good_link("the end of a sentence in quotation marks", f"{code}.\u201d", LINK)
    yield good_link("brackets of a mail program", f"{code}>)", LINK)
    yield good_link("white space around and within", f" {code[:14]}\r\n {code[14:]}\u00a0", LINK)
    lookalike = next(made for made in some_secrets() if {"0", "1"} <= set(made.code))
    yield good_link("0 and 1 as they are", lookalike.code, lookalike)
    yield good_link(
        "O for 0 and I for 1", lookalike.code.replace("0", "O").replace("1", "I"), lookalike
    )
    yield good_link(
        "o for 0 and l for 1", lookalike.code.lower().replace("0", "o").replace("1", "l"), lookalike
    )
    yield good_link(
        "i for 1 and L for 1", lookalike.code.replace("1", "i", 1).replace("1", "L"), lookalike
    )
    yield good_link("one character too many", code + "0", LINK)
    yield good_link("a 0 in front, which changes no number", "0" + code, LINK)
    yield good_link("twice", code + code, LINK)
    yield good_link("twice, as links", f"k={code}#k={code}", LINK)
    yield good_link("a full stop within", code[:14] + "." + code[14:], LINK)
    yield good_link("punctuation in front", f"({code}", LINK)
    yield good_link("a full-width letter", "\uff32" + code[1:], LINK)
    yield good_link(
        "a long s, which Unicode calls compatible with s", code.replace("S", "\u017f"), LINK
    )
    yield good_link("the parameter's own name", f"k={code}", LINK)
    yield good_link(
        "signs that nobody sees", f"\ufeff{code[:5]}\u200b{code[5:9]}\u00ad{code[9:]}\u200f", LINK
    )
    yield good_link(
        "the words of those who count clicks",
        f"k={code}&fbclid=IwAR0aB_9{'x1-Yz' * 9}&utm_id=7",
        LINK,
    )
    yield good_link(
        "percent signs", f"k={code[:9]}%20%E2%80%8B{code[9:-1]}%{ord(code[-1]):x}%2E", LINK
    )
    yield good_link(
        "percent signs twice over", f"k%253D{code[:9]}%2520{code[9:]}%25E2%2580%258B", LINK
    )
    yield good_link("percent signs that are no text", f"{code}%E2%80%8", LINK)
    yield good_link("an entity of HTML within", f"{code[:9]}&#8203;{code[9:]}&amp;k", LINK)
    yield good_link("words around", f"my page: {code[:14]} {code[14:]} sent from my phone", LINK)
    yield good_link(
        "the whole link once more", f"k=https://plans.example/p/{'0a' * 16}/#k={code}", LINK
    )
    zero = replace(LINK, link=bytes(16))
    yield good_link("all bits zero", zero.code, zero)
    ones = replace(LINK, link=b"\xff" * 16)
    yield good_link("all bits one", ones.code, ones)


def some_secrets() -> Iterator[Secrets]:
    return (KEY.secrets(UID, Mode.LINK, gen) for gen in itertools.count(2))


def bad_links() -> Iterator[Json]:
    code = LINK.code
    yield bad_link("nothing", "")
    yield bad_link("only punctuation", " -. ")
    yield bad_link("the last character missing", code[:-1])
    yield bad_link("the first character missing", code[1:])
    yield bad_link("half", code[:14])
    yield bad_link(
        "a 0 in front missing, which changes no number", replace(LINK, link=bytes(16)).code[1:]
    )
    yield bad_link("a slip in the first character", "S" + code[1:])
    yield bad_link(
        "a slip in the middle", code[:14] + ("0" if code[14] != "0" else "1") + code[15:]
    )
    yield bad_link("a slip in the check", code[:-1] + ("A" if code[-1] != "A" else "B"))
    yield bad_link("two neighbours exchanged", code[:2] + code[3] + code[2] + code[4:])
    yield bad_link("a U, which the alphabet leaves out", code[:5] + "U" + code[6:])
    with_zero = next(made.code for made in some_secrets() if "0" in made.code)
    yield bad_link("a U in the place of a 0", with_zero.replace("0", "U"))
    yield bad_link("two codes that are both whole", f"{code} {WORDS.code}")
    yield bad_link("half of one and half of another", f"{code[:14]} {WORDS.code[14:]}")
    yield bad_link("a character for another alphabet's look-alike", code.replace("A", "\u0410"))


def good_link(about: str, typed: str, made: Secrets) -> Json:
    return {"about": about, "typed": typed, "link": made.link.hex()}


def bad_link(about: str, typed: str) -> Json:
    return {"about": about, "typed": typed, "link": None, "says": SAYS["link"]}


# Good pages


def good_pages() -> Iterator[Json]:
    yield opens(
        "link", "The page of docs/FORMAT.md in link mode.", LINK, BASES["link"], None, HEADING
    )
    yield opens(
        "words", "The page of docs/FORMAT.md in words mode.", WORDS, BASES["words"], TYPED, HEADING
    )
    yield good(
        "link-words-given",
        "Words are passed over where a link is enough.",
        LINK,
        HEADING,
        "any words",
    )
    for gen in (2, LAST):
        made = KEY.secrets(UID, Mode.LINK, gen)
        yield good(
            f"link-generation-{gen}", "Another generation, another link.", made, squeezed(ARTICLE)
        )
    made = OTHER_KEY.secrets(OTHER_UID, Mode.WORDS, 2)
    assert made.words is not None
    about = (
        "Another key, plan and generation, with words from the list as a telephone may write them."
    )
    yield good("words-generation-2", about, made, squeezed(ARTICLE), f" {made.words.title()}\n")
    typed = "\uff2f\uff2e\uff25  Two\u3000three\tFOUR \ufb01ve\u00a0 s\u2170X\u2028"
    yield good(
        "words-odd-letters",
        "Full-width letters, a ligature and all sorts of space.",
        WORDS,
        HEADING,
        typed,
    )
    beyond = replace(WORDS, words="straße σοφός i̇zmir café fünf sechs")
    typed = "STRASSE \u03a3\u039f\u03a6\u039f\u0301\u03a3 \u0130zmir CAFE\u0301 F\u00dcNF sechs"
    about = "Letters whose case is more than A to Z. No builder makes such words; a reader folds them all the same."
    yield good("words-beyond-ascii", about, beyond, HEADING, typed)
    yield good(
        "article", "An ordinary article, with letters of many scripts.", LINK, squeezed(ARTICLE)
    )
    yield good("empty", "An article of no characters.", LINK, bytes.fromhex("0300"))
    yield good(
        "byte-order-mark",
        "Nothing is dropped, not even a mark at the start.",
        LINK,
        stored("\ufeffA"),
    )
    yield good("zero-bytes", "A zero byte is a character like others.", LINK, stored("a\0b\0"))
    yield good("blocks", "Several blocks: stored, fixed, empty.", LINK, blocks())
    for length, about in SIZES.items():
        yield good(f"z-{length}", about, LINK, of_length(length))
    most = squeezed(" " * seal.INFLATED_LIMIT_BYTES)
    yield good("inflated-8-mib", "The longest article that a reader opens.", LINK, most)
    any_siv = recipe_of(
        LINK, seal.pad(HEADING), bytes.fromhex("485231010000000000") + bytes(15), bytes(range(32))
    )
    yield opens("any-siv", "A siv drawn at random, as a builder may.", LINK, any_siv, None, HEADING)


SIZES = {
    16_364: "The most that fits the least bucket.",
    16_365: "One byte more takes the next bucket.",
    32_748: "The most that fits the second bucket.",
    32_749: "One byte more takes the third.",
    262_124: "The most that fits the last doubled bucket.",
    262_125: "One byte more takes the first bucket of Padmé.",
    270_317: "One byte more than the first bucket of Padmé holds.",
    400_000: "Well within Padmé.",
}


def good(name: str, about: str, made: Secrets, packed: bytes, typed: str | None = None) -> Json:
    return opens(name, about, made, sealed(made, seal.pad(packed)), typed, packed)


def opens(
    name: str, about: str, made: Secrets, recipe: Json, typed: str | None, packed: bytes
) -> Json:
    article = zlib.decompress(packed, -zlib.MAX_WBITS).decode()
    parts = [[text, times] for text, times in runs(article)]
    return {**page(name, about, made.code, typed, recipe), "article": parts}


# Bad pages: what stands in front


def bad_fronts() -> Iterator[Json]:
    yield edited("no-file", "Nothing at all.", "magic", cut(0))
    yield edited("two-bytes", "Less than the magic.", "magic", cut(2))
    yield edited("magic", "Another first byte.", "magic", put(0, "49"))
    yield edited("magic-lower-case", "hr1 is not HR1.", "magic", put(0, "687231"))
    yield edited("version-2", "A version that is not known.", "magic", put(2, "32"))
    yield edited("version-0", "A version that never was.", "magic", put(2, "30"))
    for mode in (0, 3, 255):
        yield edited(f"mode-{mode}", "A mode that is not known.", "mode", put(3, f"{mode:02x}"))
    yield edited(
        "mode-words-for-link", "A link page that says it has words.", "rounds", put(3, "02")
    )
    yield edited(
        "mode-link-for-words",
        "A words page that says it has none.",
        "rounds",
        put(3, "01"),
        of="words",
    )
    for rounds in (1, 600_000):
        yield edited(
            f"link-rounds-{rounds}", "Rounds in link mode.", "rounds", put(4, f"{rounds:08x}")
        )
    for rounds in (0, 1, 599_999, 600_001, LAST):
        about = "Fewer rounds make guessing cheap, more keep the reader busy."
        yield edited(f"words-rounds-{rounds}", about, "rounds", put(4, f"{rounds:08x}"), of="words")
    for length in (3, 4, 23, 24, 55, 56, 87, 88, 104, 88 + 8_192, 88 + 16_383):
        yield edited(f"cut-to-{length}", "The end is missing.", "length", cut(length))
    yield edited("one-byte-more", "A byte after the end.", "length", zeros(16_472, 1))
    for length in (24_576, 49_152, 262_144 + 4_096):
        yield edited(
            f"bucket-{length}",
            "A length that no bucket has.",
            "length",
            zeros(16_472, length - 16_384),
        )
    for at, name in ((56, "first"), (87, "last")):
        yield edited(
            f"commitment-{name}", f"The {name} byte of commit.", "commitment", flip(LINK, at)
        )
    yield edited("commitment-zero", "All of commit is zero.", "commitment", put(56, "00" * 32))
    yield edited("siv-first", "The first byte of siv.", "commitment", flip(LINK, 24))
    yield edited("siv-last", "The last byte of siv.", "commitment", flip(LINK, 55))
    yield edited("salt-link", "A salt in link mode.", "commitment", flip(LINK, 23))
    yield edited("salt-words", "Another salt.", "commitment", flip(WORDS, 8), of="words")
    other = KEY.secrets(UID, Mode.LINK, 2).code
    yield edited("other-link", "The link of another generation.", "commitment", [], code=other)
    yield edited(
        "other-link-words",
        "The words fit, the link does not.",
        "commitment",
        [],
        of="words",
        code=other,
    )
    for name, about, typed in BAD_WORDS:
        yield edited(name, about, "commitment", [], of="words", typed=typed)
    careless = sealed(replace(WORDS, words=None), seal.pad(HEADING))
    about = "A words page whose builder left the words out of the key. Without words nothing opens."
    yield refused("words-left-out", about, "commitment", WORDS, careless, None)
    stranger = put(0, "4a53ff00000001") + cut(500)
    yield edited("order-magic", "Wrong in all: the magic is said first.", "magic", stranger)
    yield edited(
        "order-mode", "Wrong mode, rounds and length.", "mode", put(3, "0700000001") + cut(500)
    )
    yield edited(
        "order-rounds", "Wrong rounds and length.", "rounds", put(4, "00000001") + cut(500)
    )
    yield edited("order-length", "Wrong length and commit.", "length", put(56, "00") + cut(500))
    both = flip(LINK, 56) + flip(LINK, 16_471)
    yield edited("order-commitment", "Wrong commit and tag.", "commitment", both)
    yield edited(
        "order-link",
        "An incomplete link to a file that is none.",
        "link",
        cut(0),
        code=LINK.code[:-1],
    )


BAD_WORDS = [
    ("other-words", "One word is another.", "one two three four five seven"),
    ("words-in-another-order", "The right words, exchanged.", "two one three four five six"),
    ("words-one-missing", "Five of six.", "one two three four five"),
    ("words-empty", "Nothing typed.", ""),
    ("words-none", "Nobody asked for words.", None),
    ("words-joined", "Without the spaces.", "onetwothreefourfivesix"),
    ("words-control-space", "U+001C is not white space here.", "one two three four five\u001csix"),
    ("words-zero-width-space", "Nor is U+200B.", "one two three four five\u200b six"),
    ("words-byte-order-mark", "Nor is U+FEFF.", "\ufeffone two three four five six"),
]


# Bad pages: the encrypted part


def bad_ciphers() -> Iterator[Json]:
    yield edited("cipher-first", "The first encrypted byte.", "cipher", flip(LINK, 88))
    yield edited("cipher-last", "The last encrypted byte.", "cipher", flip(LINK, 16_455))
    yield edited("tag-first", "The first byte of the tag.", "cipher", flip(LINK, 16_456))
    yield edited("tag-last", "The last byte of the tag.", "cipher", flip(LINK, 16_471))
    yield edited("tag-zero", "All of the tag is zero.", "cipher", put(16_456, "00" * 16))
    yield edited(
        "tag-words", "A words page with another tag.", "cipher", flip(WORDS, 16_471), of="words"
    )
    longer = zeros(16_472, 16_384)
    yield edited("cipher-longer", "A whole bucket of zeros after the end.", "cipher", longer)


# Bad pages: rightly sealed over a bad body


def bad_bodies() -> Iterator[Json]:
    body = seal.pad(HEADING)
    room = len(body) - 4
    yield bad_body(
        "length-field-one-more",
        "A byte more than there is room.",
        "length-field",
        u32(room + 1) + body[4:],
    )
    yield bad_body("length-field-most", "All bits one.", "length-field", b"\xff" * 4 + body[4:])
    yield bad_body("length-field-sign", "The highest bit.", "length-field", b"\x80" + body[1:])
    yield bad_body(
        "padding-first", "The first byte of padding.", "padding", body[:17] + b"\1" + body[18:]
    )
    yield bad_body("padding-last", "The last byte of padding.", "padding", body[:-1] + b"\x80")
    yield bad_body(
        "padding-short-length",
        "A length that leaves text in the padding.",
        "padding",
        u32(11) + body[4:],
    )
    about = "Padding and text both wrong: the padding is said first."
    yield bad_body("order-padding", about, "padding", body[:4] + b"\x07" + body[5:-1] + b"\1")
    for name, about, packed in bad_streams():
        yield bad_body(f"inflate-{name}", about, "inflate", seal.pad(packed))
    yield bad_body(
        "inflate-full", "No padding, and no end of the text.", "inflate", u32(room) + body[4:]
    )
    about = "The last byte of the text is a zero that the length gives to the padding."
    yield bad_body("inflate-short-length", about, "inflate", u32(len(HEADING) - 1) + body[4:])


def bad_streams() -> Iterator[tuple[str, str, bytes]]:
    yield "nothing", "A text of length 0 is not an empty text.", b""
    yield "cut", "The text breaks off.", HEADING[:-3]
    yield (
        "no-last-block",
        "All is there, but no block says that it is the last.",
        b"\0" + stored("calm")[1:],
    )
    yield "one-byte-after", "A zero byte after the end.", HEADING + b"\0"
    yield "two", "A second text after the first.", HEADING + HEADING
    yield "block-type", "A block type that is reserved.", b"\x07"
    yield (
        "stored-length",
        "A stored block whose two lengths differ.",
        bytes.fromhex("010400fcff63616c6d"),
    )
    yield "distance", "A copy from before the start.", bytes.fromhex("030200")
    yield "zlib-header", "With zlib's header.", zlib.compress(b"<h1>Plan</h1>", 9)
    yield "gzip-header", "With gzip's header.", b"\x1f\x8b\x08" + bytes(6) + b"\x03" + HEADING
    for name, text in BAD_TEXTS.items():
        yield f"utf-8-{name}", "Not UTF-8.", stored_bytes(text)
    one_more = b" " * (seal.INFLATED_LIMIT_BYTES + 1)
    yield "8-mib-and-one", "One byte more than 8 MiB.", deflated(one_more)
    yield "64-mib", "A small file that would fill the memory.", deflated(b" " * (64 * 1024 * 1024))


BAD_TEXTS = {
    "byte-ff": b"calm \xff",
    "latin-1": b"caf\xe9 noir",
    "overlong": b"\xc0\x80",
    "half-character": b"\xed\xa0\xbc",
    "cut-character": b"calm \xf0\x9f\x8c",
    "beyond-unicode": b"\xf4\x90\x80\x80",
}


def bad_body(name: str, about: str, step: str, body: bytes) -> Json:
    return refused(name, about, step, LINK, sealed(LINK, body), None)


# Parts


def edited(
    name: str,
    about: str,
    step: str,
    edits: list[Json],
    *,
    of: str = "link",
    code: str | None = None,
    typed: str | None = TYPED,
) -> Json:
    made = WORDS if of == "words" else LINK
    vector = refused(
        name, about, step, made, {"of": of, "edits": edits}, typed if of == "words" else None
    )
    return {**vector, "code": code or made.code}


def refused(
    name: str, about: str, step: str, made: Secrets, recipe: Json, typed: str | None
) -> Json:
    words = step == "commitment" and made.mode is Mode.WORDS
    says = SAYS["commitment in words mode" if words else step]
    return {**page(name, about, made.code, typed, recipe), "refused": {"step": step, "says": says}}


def page(name: str, about: str, code: str, typed: str | None, recipe: Json) -> Json:
    file = made_from(recipe, BASES)
    return {
        "name": name,
        "about": about,
        "code": code,
        "words": typed,
        "file": recipe,
        "length": len(file),
        "sha256": hashlib.sha256(file).hexdigest(),
    }


def sealed(made: Secrets, body: bytes) -> Json:
    """The recipe of what `seal.encrypt` makes."""
    file = seal.encrypt(body, made)
    return recipe_of(made, body, file[:24], file[24:56])


def recipe_of(made: Secrets, body: bytes, header: bytes, siv: bytes) -> Json:
    key, nonce, commitment = seal._message_keys(header, siv, made.link, made.words)
    return {
        "front": (header + siv + commitment).hex(),
        "key": key.hex(),
        "nonce": nonce.hex(),
        "body": [[part.hex(), times] for part, times in runs(body)],
    }


def runs(text: AnyStr) -> Iterator[tuple[AnyStr, int]]:
    """The text in parts; a part that stands there more than once in a row is one character or byte."""
    start = at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and text[end] == text[at]:
            end += 1
        if end - at >= LONG_RUN:
            if start < at:
                yield text[start:at], 1
            yield text[at : at + 1], end - at
            start = end
        at = end
    if start < len(text):
        yield text[start:], 1


def put(at: int, new: str) -> list[Json]:
    """Other bytes in the place of those there."""
    return [{"at": at, "remove": len(new) // 2, "insert": [[new, 1]]}]


def zeros(at: int, count: int) -> list[Json]:
    """More bytes, all zero."""
    return [{"at": at, "remove": 0, "insert": [["00", count]]}]


def cut(at: int) -> list[Json]:
    return [{"at": at, "remove": 16_472 - at, "insert": []}]


def flip(made: Secrets, at: int) -> list[Json]:
    """The lowest bit of one byte."""
    return put(at, f"{seal.encrypt(seal.pad(HEADING), made)[at] ^ 1:02x}")


def u32(number: int) -> bytes:
    return struct.pack(">I", number)


def squeezed(text: str) -> bytes:
    return deflated(text.encode())


def deflated(text: bytes) -> bytes:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(text) + squeezer.flush()


def stored(text: str) -> bytes:
    return stored_bytes(text.encode())


def stored_bytes(text: bytes) -> bytes:
    """The text in stored blocks (RFC 1951, 3.2.4), which are the same whatever the zlib."""
    parts = [text[at : at + 65_535] for at in range(0, len(text), 65_535)]
    ends = [0] * (len(parts) - 1) + [1]
    heads = [
        struct.pack("<BHH", end, len(part), len(part) ^ 0xFFFF)
        for end, part in zip(ends, parts, strict=True)
    ]
    return b"".join(head + part for head, part in zip(heads, parts, strict=True))


def of_length(length: int) -> bytes:
    """Compressed text of exactly this length."""
    front, back = b'<article lang="en" dir="ltr" data-tab-title="My plan"><p>', b"</p></article>"
    blocks = -(-length // 65_540)
    packed = stored_bytes(front + b"a" * (length - 5 * blocks - len(front) - len(back)) + back)
    assert len(packed) == length
    return packed


def blocks() -> bytes:
    """A stored block, an empty fixed one, an empty stored one, and a fixed one that is the last."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_FIXED)
    fixed = squeezer.compress(b"one ") + squeezer.flush(zlib.Z_FULL_FLUSH)
    return b"\0" + stored("calm, ")[1:] + fixed + squeezer.compress(b"step") + squeezer.flush()


#: Shorter runs are written out.
LONG_RUN = 16
BASES = {
    "link": {"base64": b64encode(seal.encrypt(seal.pad(HEADING), LINK)).decode()},
    "words": {"base64": b64encode(seal.encrypt(seal.pad(HEADING), WORDS)).decode()},
}

if __name__ == "__main__":
    main()
