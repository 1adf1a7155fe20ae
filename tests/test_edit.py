"""Edit: a file with one thing added is the same file with one thing added."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import edit
from generator.parse import Mapping, Node, Scalar, parse

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
        st.sampled_from(["", "share: {access: link}  # who", "share:\n  access: words\n  # more\n  until: 2027-01-01"])
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


@given(files())
def test_a_key_is_added_and_every_other_byte_stays(data: bytes) -> None:
    made = edit.with_key(data, "plans/sam.yml", 'uid: "ab"')
    end = "\r\n" if b"\r\n" in data else "\n"

    assert tree(made) == {**tree(data), "uid": "ab"}
    assert rest(made, 'uid: "ab"' + end) == data


@given(files())
def test_a_value_below_a_map_is_added_in_the_form_the_map_has(data: bytes) -> None:
    made = edit.with_value_below(data, "plans/sam.yml", "share", "key", "practice-2026")
    before, after = tree(data), tree(made)
    share = before.get("share", {})

    assert isinstance(share, dict)
    assert after == {**before, "share": {**share, "key": "practice-2026"}}
    kept = [line for line in data.decode("utf-8-sig").splitlines() if not line.startswith("share")]
    assert [line for line in made.decode("utf-8-sig").splitlines() if line in kept] == kept
    assert made.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")


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


@given(files(), st.sampled_from(["handrail", "title", "goal", "why", "x", "share", "absent"]))
def test_a_key_is_taken_out_and_every_other_line_and_remark_stays(data: bytes, key: str) -> None:
    made = edit.without_key(data, "plans/sam.yml", key)

    assert tree(made) == {name: value for name, value in tree(data).items() if name != key}
    lines, left = data.decode().splitlines(keepends=True), iter(made.decode().splitlines(keepends=True))
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
