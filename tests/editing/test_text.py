"""Edit: a file with one thing added is the same file with one thing added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.editing import text as edit
from generator.editing.closing import Ending, closed
from generator.editing.fix import with_fixes
from generator.editing.list_edit import Item, with_items, without
from generator.errors import Finding, PlanError
from generator.format.parse import Mapping, Node, Scalar, parse
from generator.workspace.layout import PlanSource
from tests.support.builders import SETTINGS

TOP = (
    "# a remark",
    "",
    "handrail: 1",
    'title: "Ease"   # why',
    "goal: Feel at ease",
    "why: |\n  Two\n\n  lines  ",
    "x: {a: [1, 2]}",
)


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    return [plain(item) for item in node.items]


def tree(data: bytes) -> dict[str, object]:
    found = plain(parse(data, "plans/sam.yml").root)
    assert isinstance(found, dict)
    return found


@st.composite
def files(draw: st.DrawFn) -> bytes:
    lines = draw(st.permutations(TOP))
    share = draw(
        st.sampled_from(
            [
                "",
                "share: {access: link}  # who",
                "share:\n  access: words\n  # more\n  until: 2027-01-01",
            ]
        )
    )
    text = "\n".join([*lines, *([share] if share else [])]) + draw(st.sampled_from(["", "\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return (mark + text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))).encode()


def rest(data: bytes, *added: str) -> bytes:
    text = data.decode()
    for words in added:
        assert words in text
        text = text.replace(words, "", 1)
    return text.encode()


@settings(deadline=None)
@given(files())
def test_a_key_is_added_and_every_other_byte_stays(data: bytes) -> None:
    made = edit.with_key(data, "plans/sam.yml", "uid", '"ab"')
    end = "\r\n" if b"\r\n" in data else "\n"

    assert tree(made) == {**tree(data), "uid": "ab"}
    assert rest(made, 'uid: "ab"' + end) == data


@settings(deadline=None)
@given(files())
def test_a_value_below_a_map_is_added_in_its_form(data: bytes) -> None:
    made = edit.with_value_below(data, "plans/sam.yml", "share", "key", "practice-2026")
    before, after = tree(data), tree(made)
    share = before.get("share", {})

    assert isinstance(share, dict)
    assert after == {**before, "share": {**share, "key": "practice-2026"}}
    kept = [line for line in data.decode("utf-8-sig").splitlines() if not line.startswith("share")]
    assert [line for line in made.decode("utf-8-sig").splitlines() if line in kept] == kept
    assert made.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")


@settings(deadline=None)
@given(files())
def test_a_value_that_is_there_is_replaced_where_it_stands(data: bytes) -> None:
    once = edit.with_value_below(data, "plans/sam.yml", "share", "key", "one")
    twice = edit.with_value_below(once, "plans/sam.yml", "share", "key", "two")

    assert twice == once.replace(b"key: one", b"key: two")


@pytest.mark.parametrize(
    ("data", "made"),
    [
        (b"", b"key: new\n"),
        (b"a: 1", b"a: 1\nkey: new\n"),
        (b"key: old # why\na: 1\n", b"key: new # why\na: 1\n"),
        (b'key: "old"\r\na: 1\r\n', b"key: new\r\na: 1\r\n"),
    ],
)
def test_a_value_at_the_top_is_replaced_or_stands_at_the_end(data: bytes, made: bytes) -> None:
    assert edit.with_value(data, "handrail.yml", "key", "new") == made


@pytest.mark.parametrize(
    ("data", "made"),
    [
        ("fingerprints: {}\n", 'fingerprints: {one: "ab"}\n'),
        ("fingerprints:  # none\nkey: a\n", 'fingerprints: {one: "ab"}  # none\nkey: a\n'),
        ("fingerprints: ~\n", 'fingerprints: {one: "ab"}\n'),
        ("# all\n", '# all\nfingerprints: {one: "ab"}\n'),
        ('{"key": "a"}', '{"fingerprints": {one: "ab"}, "key": "a"}'),
    ],
)
def test_a_map_without_anything_in_it_takes_the_first_value(data: str, made: str) -> None:
    assert (
        edit.with_value(data.encode(), "handrail.yml", "fingerprints", '{one: "ab"}').decode()
        == made
    )


@pytest.mark.parametrize("share", ["link", "[a]", "\n  - a"])
def test_what_is_no_map_is_named_with_what_to_write(share: str) -> None:
    with pytest.raises(PlanError) as caught:
        edit.with_value_below(
            f"goal: ease\nshare: {share}\n".encode(), "plans/sam.yml", "share", "access", "none"
        )

    (finding,) = caught.value.findings
    assert (finding.place.line, finding.code) == (2, "by-hand")
    assert finding.hint == "write `share: {access: none}` by hand, in place of what stands here"


@settings(deadline=None)
@given(files(), st.sampled_from(["handrail", "title", "goal", "why", "x", "share", "absent"]))
def test_a_key_is_taken_out_and_every_other_line_and_remark_stays(data: bytes, key: str) -> None:
    made = edit.without_key(data, "plans/sam.yml", key)

    assert tree(made) == {name: value for name, value in tree(data).items() if name != key}
    lines, left = (
        data.decode().splitlines(keepends=True),
        iter(made.decode().splitlines(keepends=True)),
    )
    gone = [line for line, stays in _compared(lines, left) if not stays]
    assert all(line.lstrip("\ufeff").startswith((key, " ")) or not line.strip() for line in gone)
    assert made.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")


def _compared(lines: list[str], left: Iterator[str]) -> list[tuple[str, bool]]:
    """Each line, and whether it stands among those that are left, in their order."""
    found, wanted = [], next(left, None)
    for line in lines:
        stays = wanted is not None and line.lstrip("\ufeff") == wanted.lstrip("\ufeff")
        found.append((line, stays))
        wanted = next(left, None) if stays else wanted
    assert wanted is None
    return found


# ---- files as people, editors and other programs write them


#: A text, as YAML lets one write it on one line or on several; `@` is how far in the lines below stand.
FORMS: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: f"'{text}'",
    lambda text: f'"{text}"',
    lambda text: f'"{text[:2]}\\\n@  {text[2:]}"',
    lambda text: f">-\n@  {text}",
    lambda text: f">  # c1.\n@  {text}\n\n",
    lambda text: f"|+\n@  {text}\n",
    lambda text: f"|2-\n@  {text}",
    lambda text: f"\n@  {text}",
    lambda text: f"  # c2.\n@  # c3.\n\n@  {text}",
    lambda text: f"  {text}   # c4.",
)
#: What may stand where a value is missing.
EMPTY = ("", " ", "  # c5.", ' ""', " ''", "  # c6.\n@  # c7.", "\n")
KEYS: tuple[Callable[[str], str], ...] = (
    lambda key: key,
    lambda key: f'"{key}"',
    lambda key: f"'{key}'",
    lambda key: f"{key} ",
    lambda key: f"? {key}\n@",
    lambda key: f"? >-\n@  {key}\n@",
)


@st.composite
def odd_values(draw: st.DrawFn, text: str, column: str) -> str:
    if draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from(EMPTY)).replace("@", column)
    return " " + draw(st.sampled_from(FORMS))(text).replace("@", column)


@st.composite
def odd_pairs(draw: st.DrawFn, name: str, text: str, column: str) -> str:
    key = draw(st.sampled_from(KEYS) if draw(st.integers(0, 3)) == 0 else st.just(KEYS[0]))(
        name
    ).replace("@", column)
    return f"{column}{key}:{draw(odd_values(text, column))}"


@st.composite
def odd_shares(draw: st.DrawFn, column: str) -> str:
    """Whom a plan is for, as a map in lines or in braces, as nothing, or as what it must not be."""
    key = f"{column}{draw(st.sampled_from(KEYS))('share').replace('@', column)}:"
    below = draw(
        st.lists(
            st.sampled_from(["access: link", "generation: 3", "until: 2027-01-01", "key: one"]),
            unique=True,
        )
    )
    kind = draw(
        st.sampled_from(["lines", "deep", "braces", "long braces", "json", "empty", "wrong"])
    )
    if kind in ("empty", "wrong") or (kind in ("lines", "deep") and not below):
        wrong = st.sampled_from([" link", " [a, b]", "\n@  - a", " {a: {b: c}}"])
        return key + draw(wrong if kind == "wrong" else st.sampled_from(EMPTY)).replace("@", column)
    pairs = [one.split(": ") for one in below]
    if kind in ("lines", "deep"):
        inner = column + ("  " if kind == "lines" else "      ")
        return (
            key
            + "  # c8.\n"
            + "\n".join(draw(odd_pairs(name, text, inner)) for name, text in pairs)
        )
    mark = '"' if kind == "json" else ""
    words = [f"{mark}{name}{mark}: {mark}{text}{mark}" for name, text in pairs]
    if kind == "long braces":
        return (
            key
            + " {  # c9.\n"
            + "".join(f"{column}  {one},  # c10.\n" for one in words)
            + f"{column} }}  # c11."
        )
    return key + " {" + ", ".join(words) + "}"


@st.composite
def odd_files(draw: st.DrawFn) -> bytes:
    """A plan as one may find it; not each can be read."""
    if draw(st.integers(0, 4)) == 0:
        return draw(braced_files())
    column = draw(st.sampled_from(["", "", "", "  "]))
    parts = [
        draw(odd_pairs(name, text, column))
        for name, text in (
            ("handrail", "1"),
            ("status", "active"),
            ("goal", "ease"),
            ("title", "mine"),
        )
        if name == "goal" or draw(st.booleans())
    ]
    parts += [draw(odd_shares(column))] if draw(st.integers(0, 3)) else []
    parts += draw(
        st.lists(
            st.sampled_from([f"{column}# c12.", "# c13.", "", f"{column}why: |+\n{column}  x\n\n"]),
            max_size=3,
            unique=True,
        )
    )
    parts = draw(st.permutations(parts))
    head = draw(st.sampled_from(["", "", "", "---\n", "%YAML 1.1\n---\n", "--- # c14.\n"]))
    tail = draw(st.sampled_from(["\n", "\n", "", "\n...\n", "\n# c15.", "\n\n"]))
    return _as_bytes(draw, head + "\n".join(parts) + tail)


@st.composite
def braced_files(draw: st.DrawFn) -> bytes:
    mark = draw(st.sampled_from(["", '"']))
    between = draw(st.sampled_from([", ", ",\n  ", ",  # c16.\n"]))
    share = draw(
        st.sampled_from(
            [f"{{{mark}access{mark}: {mark}link{mark}}}", "{}", "{\n  }", f"{mark}{mark}", ""]
        )
    )
    pairs = {
        "goal": f"{mark}ease{mark}",
        "status": f"{mark}active{mark}",
        "share": share,
        "generation": "1",
    }
    chosen = draw(
        st.permutations(draw(st.lists(st.sampled_from(sorted(pairs)), min_size=1, unique=True)))
    )
    words = between.join(f"{mark}{name}{mark}: {pairs[name]}" for name in chosen)
    first, last = draw(
        st.sampled_from([("{", "}"), ("{\n  ", "\n}\n"), ("{  # c17.\n", "\n  # c18.\n}")])
    )
    return _as_bytes(draw, first + words + last)


def _as_bytes(draw: st.DrawFn, text: str) -> bytes:
    mark = draw(st.sampled_from(["", "", "\ufeff"]))
    return (mark + text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))).encode()


def _merged(data: bytes, key: str, name: str, value: str) -> object:
    before = tree(data)
    below = before.get(key) or {}
    assert isinstance(below, dict), "what is no map is left as it is"
    return {**before, key: {**below, name: value}}


#: Every edit that a command makes, and what the file says afterwards.
EDITS: dict[str, tuple[Callable[[bytes], bytes], Callable[[bytes], object]]] = {
    "a uid": (
        lambda data: edit.with_key(data, "plans/sam.yml", "uid", '"ab"'),
        lambda data: {**tree(data), "uid": "ab"},
    ),
    "closed": (
        lambda data: closed(data, "plans/sam.yml", Ending.KEEP),
        lambda data: {**tree(data), "status": "completed"},
    ),
    "settings": (
        lambda data: edit.with_value(data, "handrail.yml", "key", "practice-2026"),
        lambda data: {**tree(data), "key": "practice-2026"},
    ),
    "fingerprints": (
        lambda data: edit.with_value(data, "handrail.yml", "fingerprints", '{one: "ab"}'),
        lambda data: {**tree(data), "fingerprints": {"one": "ab"}},
    ),
    **{
        name: (
            lambda data, name=name, value=value: edit.with_value_below(
                data, "plans/sam.yml", "share", name, value
            ),  # type: ignore[misc]
            lambda data, name=name, value=value: _merged(data, "share", name, value),  # type: ignore[misc]
        )
        for name, value in (("access", "none"), ("generation", "4"), ("key", "practice-2026"))
    },
    "without a title": (
        lambda data: edit.without_key(data, "plans/sam.yml", "title"),
        lambda data: {key: value for key, value in tree(data).items() if key != "title"},
    ),
}


def stripped(told: object) -> object:
    if isinstance(told, dict):
        return {key: stripped(value) for key, value in told.items()}
    if isinstance(told, list):
        return [stripped(one) for one in told]
    return told.strip() if isinstance(told, str) else told


def remarks(data: bytes) -> Counter[bytes]:
    return Counter(re.findall(rb"# c\d+\.", data))


@pytest.mark.slow
@settings(deadline=None, max_examples=250)
@given(odd_files(), st.sampled_from(sorted(EDITS)))
def test_an_edit_says_what_was_asked_or_names_the_line(data: bytes, kind: str) -> None:
    act, wanted = EDITS[kind]
    refused: tuple[Finding, ...] = ()
    try:
        made = act(data)
    except PlanError as error:
        refused = error.findings
    if refused:
        assert all(finding.place.line >= 1 and finding.hint for finding in refused)
        return

    assert stripped(tree(made)) == stripped(wanted(data))
    assert remarks(made) == remarks(data) or kind == "without a title", (
        "what stands beside a key goes with it"
    )
    assert made.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")


ENTRY = Item(
    ("date: 2026-01-19", "note: |", "  two", "  lines"),
    '{date: 2026-01-19, note: "two\\nlines"}',
    True,
)
WRITTEN = {"date": "2026-01-19", "note": "two\nlines"}


@st.composite
def odd_logs(draw: st.DrawFn) -> bytes:
    """A plan as one may find it, with a log in it, or with what is none."""
    column = draw(st.sampled_from(["", "", "  "]))
    key = column + draw(st.sampled_from(KEYS))("progress").replace("@", column) + ":"
    items = draw(
        st.lists(
            st.sampled_from(["{date: 2026-01-12}", "{date: 2026-01-12, note: 'x'}", "{}"]),
            max_size=3,
        )
    )
    kind = draw(st.sampled_from(["lines", "braces", "long braces", "empty", "wrong"]))
    if kind == "lines" and items:
        inner = column + draw(st.sampled_from(["", "  ", "    "]))
        dash = draw(st.sampled_from(["- ", "-   ", f"-\n{inner}  "]))
        log = draw(st.sampled_from(["", "  # oldest first", "  # c20."])) + "".join(
            f"\n{inner}{dash}{one}" for one in items
        )
    elif kind == "long braces":
        log = (
            " [  # c21." + "".join(f"\n{column}  {one},  # c22." for one in items) + f"\n{column} ]"
        )
    elif kind == "wrong":
        log = draw(st.sampled_from([" later", " {a: 1}", " ~", " 3"]))
    elif kind == "braces":
        log = " [" + ", ".join(items) + "]"
    else:
        log = draw(st.sampled_from(EMPTY)).replace("@", column)
    parts = draw(
        st.permutations([key + log, f"{column}goal: ease", f"{column}why: |+\n{column}  x\n"])
    )
    return _as_bytes(
        draw, "\n".join(parts) + draw(st.sampled_from(["", "\n", "\n...\n", "\n# c23.\n"]))
    )


@pytest.mark.slow
@settings(deadline=None, max_examples=200)
@given(odd_logs(), st.integers(0, 3))
def test_an_entry_goes_in_and_out_or_a_person_is_asked(data: bytes, place: int) -> None:
    try:
        before = tree(data)
        known = before.get("progress") or []
        assert isinstance(known, list | str | dict)
        place = min(place, len(known)) if isinstance(known, list) else 0
        made = with_items(data, "plans/sam.yml", "progress", [ENTRY], [place])
    except PlanError:
        return

    assert isinstance(known, list)
    assert stripped(tree(made)) == stripped(
        {**before, "progress": [*known[:place], WRITTEN, *known[place:]]}
    )
    assert remarks(made) == remarks(data)
    after = tree(without(made, "plans/sam.yml", "progress", [place]))
    assert stripped({**after, "progress": after.get("progress") or []}) == stripped(
        {**before, "progress": known}
    )


@pytest.mark.slow
@settings(deadline=None, max_examples=200)
@given(odd_files())
def test_what_a_plan_lacks_is_added_exactly_or_not_at_all(data: bytes) -> None:
    try:
        made, added = with_fixes(
            PlanSource("plans/sam.yml", data), replace(SETTINGS, key="practice-2026")
        )
    except PlanError:
        return

    assert bool(added) == (made != data)
    if added:
        share = tree(made).get("share") or {}
        assert isinstance(share, dict)
        assert re.fullmatch("[0-9a-f]{32}", str(tree(made)["uid"]))
        assert share["key"]
