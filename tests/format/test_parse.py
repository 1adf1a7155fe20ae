"""Parse: what a file must be before anyone asks what its keys mean, and where things stand in it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.errors import FINDINGS_LIMIT, Finding, PlanError
from generator.format.parse import (
    DEPTH_LIMIT,
    FILE_LIMIT_BYTES,
    Document,
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse,
)


def read(text: str | bytes) -> Document:
    return parse(text.encode() if isinstance(text, str) else text, "plans/sam.yml")


def refused(text: str | bytes) -> tuple[Finding, ...]:
    with pytest.raises(PlanError) as error:
        read(text)
    return error.value.findings


def the_refusal(text: str | bytes) -> Finding:
    (finding,) = refused(text)
    return finding


def value_of(text: str, *path: str) -> Node:
    node: Node = read(text).root
    for step in path:
        assert isinstance(node, Mapping)
        node = {key.text: value for key, value in node.pairs}[step]
    return node


def scalar(text: str, *path: str) -> Scalar:
    node = value_of(text, *path)
    assert isinstance(node, Scalar)
    return node


# ---- positions


def test_lines_and_columns_begin_at_one():
    goal = scalar("goal: Swim\n", "goal")

    assert (goal.line, goal.column, goal.end_line, goal.end_column) == (1, 7, 1, 11)


@pytest.mark.parametrize(
    "before",
    ["für", "東京", "👩‍🚀", "e\u0301"],
    ids=["umlaut", "wide", "joined emoji", "combining"],
)
def test_columns_count_characters_not_bytes(before):
    later = scalar(f"{{a: {before}, b: here}}", "b")

    assert later.column == len(f"{{a: {before}, b: ") + 1
    assert later.end_column - later.column == 4


def test_lines_are_counted_through_block_texts_and_comments():
    assert scalar("why: |\n  one\n  two\n# a remark\n\ngoal: Swim\n", "goal").line == 6


def test_a_list_stands_where_its_first_dash_stands():
    steps = value_of("steps:\n  - a\n  - b\n", "steps")

    assert isinstance(steps, Sequence)
    assert (steps.line, steps.column, len(steps.items)) == (2, 3, 2)


def test_the_document_keeps_its_lines_and_its_name():
    document = read("goal: Swim\nwhy: fun")

    assert (document.file, document.lines) == ("plans/sam.yml", ("goal: Swim", "why: fun"))


# ---- no types


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "yes",
        "on",
        "null",
        "~",
        "01274",
        "1.10",
        "0x1F",
        "1_000",
        "24:00",
        "12:30:45",
        ".inf",
        "2026-01-19",
        "1e3",
    ],
)
def test_a_scalar_is_the_text_as_written(written):
    assert scalar(f"key: {written}\n", "key").text == written


def test_a_quoted_scalar_is_known_as_such():
    assert scalar("key: a\n", "key").plain
    assert not scalar("key: 'a'\n", "key").plain
    assert not scalar("key: |\n  a\n", "key").plain


def test_block_texts_keep_their_line_breaks():
    assert scalar("why: |\n  one\n  two\n", "why").text == "one\ntwo\n"
    assert scalar("why: >\n  one\n  two\n", "why").text == "one two\n"


# ---- what the bytes may be


def test_a_byte_order_mark_is_accepted_and_takes_no_column():
    goal = scalar("\ufeffgoal: Swim\n", "goal")

    assert (goal.text, goal.column) == ("Swim", 7)


@pytest.mark.parametrize("ending", ["\r\n", "\r"], ids=["Windows", "old Mac"])
def test_other_line_endings_give_the_same_tree(ending):
    text = "goal: Swim\nwhy: |\n  one\n  two\n"

    assert read(text.replace("\n", ending)) == read(text)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "\ufeff"])
def test_an_empty_file_is_refused_as_empty(text):
    assert the_refusal(text).code == "empty-file"


@pytest.mark.parametrize("text", ["- a\n", "words\n", "---\n", "~\n", "[a, b]"])
def test_a_file_whose_top_is_no_map_is_no_plan(text):
    assert the_refusal(text).code == "not-a-plan"


def test_a_file_in_latin_1_is_refused_at_its_first_odd_character():
    finding = the_refusal("title: Ende\ngoal: Ruhe für uns\n".encode("latin-1"))

    assert (finding.code, finding.place.line, finding.place.column) == ("not-utf-8", 2, 13)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_whose_mark_says_how_it_was_saved_is_read(encoding, end):
    assert read(f"goal: Swim für{end}why: Air{end}".encode(encoding)) == read(
        "goal: Swim für\nwhy: Air\n"
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_wide_encoding_without_its_mark_is_refused_in_plain_words(encoding):
    assert the_refusal("goal: Swim für\n".encode(encoding)).code in {"not-utf-8", "unprintable"}


def test_a_file_unlike_its_mark_is_refused_in_plain_words():
    assert the_refusal("goal: Swim\n".encode("utf-16") + b"\0").code == "not-utf-8"


def test_a_nul_is_refused_where_it_stands():
    finding = the_refusal("title: a\ngoal: Sw\0im\n")

    assert (finding.code, finding.place.line, finding.place.column) == ("unprintable", 2, 9)


@pytest.mark.parametrize(
    "sign", ["\x85", "\u2028", "\u2029"], ids=["NEL", "line separator", "paragraph separator"]
)
def test_a_line_break_that_no_editor_shows_is_refused_where_it_stands(sign):
    """YAML counts it as a line and editors do not, so every later place, and every excerpt, would be wrong."""
    finding = the_refusal(f"title: a\ngoal: one{sign}two\n")

    assert (finding.place.line, finding.place.column) == (2, 10)


def test_a_file_above_the_limit_is_refused_unread():
    assert the_refusal(b"[" * (FILE_LIMIT_BYTES + 1)).code == "file-too-large"


@pytest.mark.parametrize("unit", [b"[", b"{", b"- ", b"? ", b"{a: ", b"[["])
def test_a_mebibyte_of_brackets_is_left_at_once(unit):
    assert the_refusal(unit * (FILE_LIMIT_BYTES // len(unit))).code == "too-deep"


def test_the_deepest_nesting_allowed_is_read_and_one_more_is_not():
    lists = DEPTH_LIMIT - 1  # the map at the top is the first level

    assert read("a: " + "[" * lists + "]" * lists)
    assert the_refusal("a: " + "[" * (lists + 1) + "]" * (lists + 1)).code == "too-deep"


# ---- what YAML can do and plans may not


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("goal: &a Swim\n", "anchor", (1, 7)),
        ("goal:\n  &a x: y\n", "anchor", (2, 3)),
        ("steps: &a [b]\n", "anchor", (1, 8)),
        ("goal: !!str 4\n", "tag", (1, 7)),
        ("goal: !great day\n", "tag", (1, 7)),
        ("steps: !!set {a}\n", "tag", (1, 8)),
        ("goal: *a\n", "alias", (1, 7)),
        ("*a : b\n", "alias", (1, 1)),
        ("goal: Swim\n<<: {a: b}\n", "merge-key", (2, 1)),
        ("? [a]\n: b\n", "key-not-text", (1, 3)),
        ("goal: Swim\n---\ngoal: Run\n", "several-documents", (2, 1)),
        ("why: Fun\ngoal: Swim\nwhy: Air\n", "duplicate-key", (3, 1)),
        ("objectives:\n  a: 1\n  a: 2\n", "duplicate-key", (3, 3)),
        ("{goal: Swim, 'goal': Run}\n", "duplicate-key", (1, 14)),
    ],
)
def test_it_is_refused_where_it_stands(text, code, place):
    finding = the_refusal(text)

    assert (finding.code, (finding.place.line, finding.place.column)) == (code, place)


def test_a_quoted_merge_key_is_a_key_like_any_other():
    assert scalar('"<<": words\n', "<<").text == "words"


def test_the_second_of_two_equal_keys_says_where_the_first_stands():
    assert "line 1" in the_refusal("why: Fun\ngoal: Swim\nwhy: Air\n").sentence


def test_everything_refused_is_reported_at_once_in_the_order_of_the_file():
    findings = refused("goal: &a Swim\nwhy: !x Fun\nwhy: *a\n")

    assert [finding.code for finding in findings] == ["anchor", "tag", "duplicate-key", "alias"]


def test_a_closed_document_and_a_start_mark_are_fine():
    assert read("---\ngoal: Swim\n...\n")


# ---- syntax errors


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("goal: Swim: fast\n", 1, "colon"),
        ("title: a\ngoal: 'Swim\nwhy: Fun\n", 2, "quote"),
        ('title: a\ngoal: "Swim\nwhy: Fun\n', 2, "quote"),
        ("title: a\napproach: [CBT, ACT\nclient: Sam\n", 2, "bracket"),
        ("title: a\nshare: {access: public\nclient: Sam\n", 2, "bracket"),
        ("title: a\nobjectives:\n\tcalm: b\n", 3, "tab"),
        ("title: a\n\tgoal: b\n", 2, "tab"),
        ("goal: @home\n", 1, "character"),
        ("goal: - Swim\n", 1, "dash"),
        ("progress:\n  - date: a\n    note: b\n   scores: c\n", 4, "line up"),
        ("steps:\n  - a\n  b: c\n", 3, "line up"),
    ],
    ids=[
        "colon in a text",
        "single quote left open",
        "double quote left open",
        "list left open",
        "map left open",
        "tab below a key",
        "tab at the top",
        "reserved sign",
        "dash after a key",
        "line out of line",
        "key among dashes",
    ],
)
def test_a_syntax_error_names_its_line_and_its_cause(text, line, words):
    finding = the_refusal(text)

    assert (finding.code, finding.place.line) == ("syntax", line)
    assert words in finding.sentence


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: a\ngoal Swim\nwhy: Fun\n", 2),
        ("title: a\nobjectives\n  calm: b\n", 2),
        ("what_matters: first line\nsecond line\n", 2),
    ],
    ids=["no colon", "no colon above a map", "text that runs on"],
)
def test_a_missing_colon_is_reported_on_the_line_that_lacks_it(text, line):
    finding = the_refusal(text)

    assert "colon is missing" in finding.sentence
    assert finding.place.line == line


@pytest.mark.parametrize(
    "text",
    ["a:\n    b: c\n\td: e\n", "a:\n    b: c\n  \t  d: e\n"],
    ids=["for a whole indent", "among spaces"],
)
def test_a_tab_in_an_indent_is_called_a_tab(text):
    finding = the_refusal(text)

    assert "tab" in finding.sentence
    assert finding.place.line == 3


@pytest.mark.parametrize(
    "text",
    ["goal: 'Feel it's fine'\n", 'title: "My" plan\n', "title: [great] day\n"],
    ids=["apostrophe in quotes", "quotes around one word", "brackets around one word"],
)
def test_a_text_that_goes_on_past_its_end_is_no_indent(text):
    finding = the_refusal(text)

    assert "line up" not in finding.sentence
    assert "quotes" in finding.hint


@pytest.mark.parametrize(
    "text", ["title: * great\n", "title: > 5 times\n", "title: | 5\n", 'title: "C:\\Users"\n']
)
def test_a_sign_with_meaning_in_yaml_is_named_with_way_out(text):
    finding = the_refusal(text)

    assert finding.sentence != "this line cannot be read as YAML"
    assert "quotes" in finding.hint


def test_a_line_indented_too_far_is_no_text_with_a_colon():
    finding = the_refusal("calm:\n    objective: Feel calm\n     measure: rating\n")

    assert finding.place.line == 3
    assert "put the whole text in quotes" not in finding.hint


def test_the_marks_of_an_unfinished_merge_are_called_that():
    finding = the_refusal("goal: Swim\n<<<<<<< HEAD\nwhy: Fun\n=======\nwhy: Air\n>>>>>>> main\n")

    assert finding.place.line == 2
    assert "merge" in finding.sentence


MARKS = ("<<<<<<< HEAD", "||||||| base", "=======", ">>>>>>> main")


@pytest.mark.parametrize("left", MARKS, ids=lambda mark: mark[:1])
def test_a_forgotten_mark_is_called_one_and_named_in_the_hint(left):
    finding = the_refusal(f"goal: Swim\n{left}\nwhy: Fun\n")

    assert (finding.place.line, finding.sentence) == (2, "an unfinished merge stands here")
    assert left[:7] in finding.hint


def test_two_scores_in_one_entry_are_parted_by_date_not_lost():
    entry = "progress:\n  - date: 2026-01-12\n    scores: {calm: 4}\n"
    finding = the_refusal(entry + "    scores: {calm: 5}\n")

    assert (finding.code, finding.place.line) == ("duplicate-key", 4)
    assert finding.hint.startswith("write `- date: 2026-01-12` above it")
    assert read(entry + "  - date: 2026-01-13\n    scores: {calm: 5}\n")


def test_a_file_of_mistakes_tells_its_first_and_their_number():
    findings = refused("".join("why: Air\n" for _ in range(3_000)))

    assert len(findings) == FINDINGS_LIMIT + 1
    assert findings[-1].sentence == f"and {3_000 - 1 - FINDINGS_LIMIT:,} more in this file"
    assert list(findings) == sorted(findings)


def test_no_words_of_file_or_parser_stand_in_a_syntax_error():
    for text in (
        "goal: CANARY: b\n",
        "goal: 'CANARY\n",
        "CANARY\ngoal: b\n",
        "goal: @CANARY\n",
        "goal: [CANARY\nb: c\n",
    ):
        for finding in refused(text):
            said = finding.sentence + finding.hint + finding.excerpt
            assert "CANARY" not in said
            assert "mapping values" not in said
            assert "token" not in said


# ---- any bytes


WORDS = "a goal : : - [ ] { } , \" ' | > & * ! &a *a !b <<: ? # \\ ü 🙂 @ ` % --- ..."
PIECES = st.sampled_from(
    [*WORDS.split(" "), " ", "  ", "\n", "\n  ", "\t", "\0", "\x85", "\u2028", "\ufeff"]
)
YAML_LIKE = st.lists(PIECES, max_size=60).map(lambda parts: "".join(parts).encode())


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.binary(max_size=200), YAML_LIKE))
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b"%YAML 9.9\n---\n")
@example(b'"\\ud800"')
@example(b"a: b\xed\xa0\x80")
@example("a: b\u2028c: d: e".encode())
def test_any_bytes_give_a_document_or_findings_with_places_in_the_file(data):
    findings = findings_or_none(data)

    assert findings is None or len(findings) > 0
    for finding in findings or ():
        assert 1 <= finding.place.line <= data.count(b"\n") + data.count(b"\r") + 1
        assert finding.place.column >= 1


def findings_or_none(data: bytes) -> tuple[Finding, ...] | None:
    try:
        parse(data, "plans/sam.yml")
    except PlanError as error:
        return error.findings
    return None
