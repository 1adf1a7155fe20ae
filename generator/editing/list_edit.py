"""List edit: more items in a list of a file, each at its place, or some out again; every other byte stays.

In: the bytes of a file, the name of a list at its top, and items in words. Out: the new bytes.
Touches nothing. The list's own style is followed: indentation, braces, an empty line between items. What is made is
read again before it is given back: it says the same as before, with the items more or less.

Terms
    block      the lines of one item as they stand in the file, without line ends.
    brackets   a list that is written as `[…]`; its items stand in braces.
    place      the number of items of the list, as it stands, that come before a new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from generator.editing.text import SourceText, content_of
from generator.errors import Finding, Place, PlanError
from generator.format.parse import Document, Mapping, Node, Scalar, is_empty, parse
from generator.format.parse import Sequence as List

#: How far an item stands in from its list's name, and its keys from the dash, where no item tells.
_STEP: Final = 2
#: Stands beside the name of a list that was made here; by it, the last item to go knows that the list may go too, and
#: a new one that it goes before those of later days.
_OLDEST_FIRST: Final = "# oldest first"
_MADE_HERE: Final = f"  {_OLDEST_FIRST}"
_COMMENT: Final = "# "
_KEEPS_END: Final = re.compile(r"[|>](\d?\+|\+\d)")

#: A block, and its place.
_Placed: TypeAlias = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """A map in two forms: `lines` as they stand at the left edge, and all of it in braces.

    An item that `needs_lines` is put in braces only within brackets.
    """

    lines: tuple[str, ...]
    braces: str
    needs_lines: bool


def items_of(document: Document, key: str) -> tuple[Node, ...]:
    """The items of a list at the top of a file; none where it is empty or absent."""
    value = _find(document, key)[1]
    return value.items if isinstance(value, List) else ()


def with_items(
    data: bytes, file: str, key: str, items: Sequence[Item], places: Sequence[int] | None = None
) -> bytes:
    """The file with these items in the list `key`, each at its place; without places, all of them at the end.

    A list that is not there is made. Raises PlanError where the file cannot be read, or where nothing can be added
    without touching something else.
    """
    document = parse(data, file)
    if not _can_be_list(_find(document, key)[1]):
        raise _refusal(document, key)
    rest, known = _contents(document, key)
    if places is None:
        places = [len(known)] * len(items)
    order = sorted(range(len(items)), key=places.__getitem__)
    if _is_in_brackets(document, key):
        words = [(places[n], items[n].braces) for n in order]
        made = _with_words(data, document, key, words)
    else:
        blocks = _blocks(document, key, items)
        made = _with_blocks(
            data,
            document,
            key,
            [(places[n], blocks[n]) for n in order],
        )
    after = _read(made, file, key)
    if after is None:
        raise _refusal(document, key)
    rest_after, items_after = after
    new = {place + before for before, place in enumerate(sorted(places))}
    old = [item for n, item in enumerate(items_after) if n not in new]
    if rest_after != rest or old != known:
        raise _refusal(document, key)
    return made


def _can_be_list(value: Node | None) -> bool:
    """Whether a value is a list, or holds a place for one."""
    return value is None or isinstance(value, List) or is_empty(value)


def without(data: bytes, file: str, key: str, numbers: Collection[int]) -> bytes:
    """The file without the items of the list `key` with these numbers, from 0; what `with_items` did is undone.

    Comments above the items stay, those within them go. Raises PlanError where the file cannot be read, or where
    nothing can be taken out without touching something else.
    """
    document = parse(data, file)
    if not _is_in_brackets(document, key):
        return _first_restoring(
            data,
            document,
            key,
            sorted(numbers),
            _without_blocks,
        )
    for number in sorted(numbers, reverse=True):
        document = parse(data, file)
        data = _first_restoring(data, document, key, [number], _without_words)
    return data


def _first_restoring(
    data: bytes, document: Document, key: str, numbers: Sequence[int], ways: _WaysOut
) -> bytes:
    """The first candidate that says the right thing and restores the original; else the first that says it."""
    file = document.file
    wanted = _contents_without(document, key, numbers)
    candidates = ways(data, document, key, numbers)
    right = [one for one in candidates if _read(one.data, file, key) == wanted]
    if not right:
        raise _refusal(document, key)
    for candidate in right:
        if candidate.restores_original(data, file, key):
            return candidate.data
    return right[0].data


def _contents_without(
    document: Document, key: str, numbers: Sequence[int]
) -> tuple[object, list[object]]:
    """What the file says beside the list, and each item that stays.

    Raises PlanError where one that is to go is not there.
    """
    rest, items = _contents(document, key)
    if not set(numbers) <= set(range(len(items))):
        raise _refusal(document, key)
    return rest, [item for number, item in enumerate(items) if number not in numbers]


def _find(document: Document, key: str) -> tuple[Scalar | None, Node | None]:
    return document.root.pair(key) or (None, None)


def _contents(document: Document, key: str) -> tuple[object, list[object]]:
    """What the file says beside the list, and each of its items."""
    rest = [
        (name.text, content_of(value)) for name, value in document.root.pairs if name.text != key
    ]
    return rest, [content_of(item) for item in items_of(document, key)]


def _read(made: bytes, file: str, key: str) -> tuple[object, list[object]] | None:
    """The contents of what was made; None where it cannot be read, or where the list is none any more."""
    try:
        document = parse(made, file)
    except PlanError as error:
        if any(finding.code == "file-too-large" for finding in error.findings):
            raise
        return None
    if not _can_be_list(_find(document, key)[1]):
        return None
    return _contents(document, key)


def _refusal(document: Document, key: str) -> PlanError:
    name = _find(document, key)[0]
    sentence = "this list is written in a way that only a person can change"
    hint = (
        f"write `{key}:` on a line of its own, and below it each item on lines that begin with `- `"
    )
    place = Place(document.file, name.line if name else 1)
    return PlanError([Finding(place, sentence, "by-hand", hint)])


# An item can be taken out in several ways, and which of them is right depends on how it came in. Each way is a candidate,
# in this order; the first from which `with_items` makes the given file again is taken.
#
#   what goes with the item                         what the file was before it had the item
#   the empty line above it                         a list with empty lines between its items
#   nothing                                         a list without such lines
#   the name of the list: `progress:  # oldest …`   a plan without the list
#   the sign of a comment: `progress: # []`         a list without items: `progress: []`
#   the comma beside it: `[{date: …}, {date: …}]`   a list in brackets


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The bytes without the items, and what was removed: each place with its lines, or in brackets one with its words."""

    data: bytes
    removed: tuple[tuple[int, tuple[str, ...]], ...] | tuple[int, str]

    def restores_original(self, original: bytes, file: str, key: str) -> bool:
        """Whether putting the items back gives the original."""
        document = parse(self.data, file)
        in_brackets = _is_in_brackets(document, key)
        match self.removed:
            case int() as place, str() as words:
                back = in_brackets and _with_words(self.data, document, key, [(place, words)])
            case blocks:
                back = not in_brackets and _with_blocks(self.data, document, key, blocks)
        return back == original


#: A way to take the items with these numbers out of a list: the candidates, the likeliest first.
_WaysOut: TypeAlias = Callable[
    [bytes, Document, str, Sequence[int]],
    Iterator[_Candidate],
]


# ---- a list in lines


def _blocks(
    document: Document,
    key: str,
    items: Sequence[Item],
) -> list[tuple[str, ...]]:
    """The items in the style of the list's last one."""
    column, gap, in_braces = _style(document, key)
    margin = " " * (column - 1)
    blocks = []
    for item in items:
        in_braces = in_braces and not item.needs_lines
        if in_braces:
            lines = _after_dash([item.braces], gap)
        else:
            lines = _after_dash(item.lines, gap)
        blocks.append(tuple(line and margin + line for line in lines))
    return blocks


def _style(document: Document, key: str) -> tuple[int, int, bool]:
    """The column of the dashes, how far from one an item is, and if the last is in braces."""
    value, known = _find(document, key)[1], items_of(document, key)
    if not isinstance(value, List) or not known:
        return document.root.column + _STEP, _STEP, False
    last = known[-1]
    in_braces = isinstance(last, Mapping) and last.end_line > 0
    return value.column, max(last.column - value.column, _STEP), in_braces


def _after_dash(lines: Sequence[str], gap: int) -> list[str]:
    """The lines of an item, the first after a dash, the others below it; an empty line stays empty."""
    first, *more = lines
    return [
        "-" + " " * (gap - 1) + first,
        *(line and " " * gap + line for line in more),
    ]


def _with_blocks(
    data: bytes,
    document: Document,
    key: str,
    placed: Sequence[_Placed],
) -> bytes:
    """The file with these blocks at their places, in order; a list that is not there is made at the end of the file."""
    text = SourceText.of(data)
    lines = list(text.lines)
    if items_of(document, key):
        _put_among(lines, text, document, key, placed)
    else:
        new = [line for _, block in placed for line in block]
        _put_first(lines, document, key, new, text.end)
    return (text.mark + "".join(lines)).encode()


def _put_first(
    lines: list[str], document: Document, key: str, new: Sequence[str], end: str
) -> None:
    """Put the lines of the first items in below the list's name, which is made if need be."""
    name, value = _find(document, key)
    if name is None:
        head = " " * (document.root.column - 1) + key + ":" + _MADE_HERE
        _put_in(lines, len(lines), [head, *new], end)
        return
    if value is not None:
        _turn_into_comment(lines, name, value)
    _put_in(lines, name.line, new, end)


def _turn_into_comment(lines: list[str], name: Scalar, value: Node) -> None:
    """Keep what stands beside the name of an empty list, such as `[]` or `~`, for whoever takes the last item out."""
    if (value.line, value.column) == (value.end_line, value.end_column):
        return
    head = lines[name.line - 1]
    lines[name.line - 1] = head[: value.column - 1] + _COMMENT + head[value.column - 1 :]


def _put_among(
    lines: list[str], text: SourceText, document: Document, key: str, placed: Sequence[_Placed]
) -> None:
    """Put blocks in among the items that are there, from the last place to the first, so that lines keep their number."""
    name, known = _find(document, key)[0], items_of(document, key)
    is_spaced = len(known) > 1 and _blank_above(text, document, key, len(known) - 1)
    for place in sorted({place for place, _ in placed}, reverse=True):
        blocks = [block for number, block in placed if number == place]
        if place == 0 and name is not None:
            has_free_line = not text.lines[name.line].strip()
            after = [""] if is_spaced and not has_free_line else []
            new = [line for block in blocks for line in (*block, *after)]
            _put_in(lines, name.line, new, text.end)
        else:
            above = known[place - 1]
            before = [""] if is_spaced and not _takes_empty_lines(above, text) else []
            new = [line for block in blocks for line in (*before, *block)]
            _put_in(lines, last_line(above, text), new, text.end)


def _put_in(lines: list[str], at: int, new: Sequence[str], end: str) -> None:
    """Put lines in after the first `at` of them; a file without a line end at its end has none after either."""
    ends = [end] * len(new)
    if at == len(lines) and lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
        ends[-1] = ""
    lines[at:at] = [line + end for line, end in zip(new, ends, strict=True)]


def _without_blocks(
    data: bytes, document: Document, key: str, numbers: Sequence[int]
) -> Iterator[_Candidate]:
    """The ways to take blocks out, the likeliest first: each with the empty line beside it, or without."""
    text = SourceText.of(data)
    name, known = _find(document, key)[0], items_of(document, key)
    if name is None:
        return
    spans = [_span(text, document, key, number) for number in numbers]
    removed = tuple(_removed(text, numbers, spans))
    blocks: set[int] = set()
    blanks: set[int] = set()
    for number, span in zip(numbers, spans, strict=True):
        blocks.update(range(span[0], span[1] + 1))
        blanks.update(_blank_beside(text, document, key, number, span))
    takes_all = len(known) == len(numbers)
    for gone in (blocks | blanks, blocks) if blanks else (blocks,):
        before, after = _kept(text, gone, spans[0][0])
        for head in _without_list(before, name, key) if takes_all else [before]:
            yield _Candidate(
                (text.mark + "".join([*head, *after])).encode(),
                removed,
            )


def _span(
    text: SourceText,
    document: Document,
    key: str,
    number: int,
) -> tuple[int, int]:
    """The first and the last line of an item."""
    item = items_of(document, key)[number]
    return _first_line(text, document, key, number), last_line(item, text)


def _removed(
    text: SourceText, numbers: Sequence[int], spans: Sequence[tuple[int, int]]
) -> Iterator[_Placed]:
    """Each item with the place at which it goes in again."""
    for before, (number, (first, last)) in enumerate(zip(numbers, spans, strict=True)):
        lines = text.lines[first - 1 : last]
        yield number - before, tuple(line.rstrip("\r\n") for line in lines)


def _kept(
    text: SourceText,
    gone: Collection[int],
    start: int,
) -> tuple[list[str], list[str]]:
    """The lines that stay, those before line `start` and those after it."""
    stays = _numbered_without(text, gone)
    before = [line for number, line in stays if number < start]
    after = [line for number, line in stays if number >= start]
    return before, after


def _numbered_without(text: SourceText, gone: Collection[int]) -> list[tuple[int, str]]:
    """The lines that stay with their numbers from 1; the last of them ends as the file did."""
    stays = [(number, line) for number, line in enumerate(text.lines, 1) if number not in gone]
    if len(text.lines) in gone and not _has_end(text.lines[-1]):
        number, line = stays[-1]
        stays[-1] = number, _without_end(line)
    return stays


def _has_end(line: str) -> bool:
    return line.endswith(("\n", "\r"))


def _without_end(line: str) -> str:
    return line.rstrip("\r\n")


def _blank_beside(
    text: SourceText, document: Document, key: str, number: int, span: tuple[int, int]
) -> tuple[int, ...]:
    """The line with nothing on it that an item brought along: above it, or below the first of several."""
    first, last = span
    if number == 0 and len(items_of(document, key)) > 1:
        is_blank = not text.lines[last].strip()
        return (last + 1,) if is_blank else ()
    if _blank_above(text, document, key, number):
        return (first - 1,)
    return ()


def _without_list(lines: list[str], name: Scalar, key: str) -> Iterator[list[str]]:
    """The lines up to the first item, as they may have been before there was one."""
    head = lines[name.line - 1]
    if name.line == len(lines) and head.strip() == f"{key}:{_MADE_HERE}":
        yield _without_last(lines)
    shown = _out_of_comment(head, name.end_column)
    if shown is not None:
        yield [*lines[: name.line - 1], shown, *lines[name.line :]]
    yield lines


def _out_of_comment(head: str, colon: int) -> str | None:
    """The line of a list's name as it was before `_turn_into_comment`; None where it was not."""
    if not re.match(rf"\s+{_COMMENT}\S", head[colon:]):
        return None
    at = head.index(_COMMENT, colon)
    return head[:at] + head[at + len(_COMMENT) :]


def _without_last(lines: Sequence[str]) -> list[str]:
    """The lines but for the last; the one above ends as it did, which may be without a line end."""
    before = list(lines[:-1])
    if before and not _has_end(lines[-1]):
        before[-1] = _without_end(before[-1])
    return before


def _first_line(text: SourceText, document: Document, key: str, number: int) -> int:
    """The line of an item's dash."""
    value, item = _find(document, key)[1], items_of(document, key)[number]
    line, column = item.line, value.column if value else 1
    while text.lines[line - 1][column - 1 : column] != "-":
        line -= 1
    return line


def last_line(node: Node, text: SourceText) -> int:
    """The last line of a node, without empty lines and comments after it."""
    last = _last_part(node)
    if not isinstance(last, Scalar) or not _header(last, text):
        return last.end_line
    line = last.end_line
    if last.end_column == 1:
        line -= 1
    if _KEEPS_END.match(_header(last, text)):
        return line
    while line > last.line and not text.lines[line - 1].strip():
        line -= 1
    return line


def _last_part(node: Node) -> Node:
    """The text, or the map or list in brackets, that a node ends with."""
    while not isinstance(node, Scalar) and not node.end_line:
        node = node.pairs[-1][1] if isinstance(node, Mapping) else node.items[-1]
    return node


def _header(node: Scalar, text: SourceText) -> str:
    """What a text below its key begins with, such as `|+`; nothing for any other."""
    words = text.lines[node.line - 1][node.column - 1 :]
    if node.plain or not words.startswith(("|", ">")):
        return ""
    return words


def _takes_empty_lines(node: Node, text: SourceText) -> bool:
    """Whether an empty line after this node would be part of its text."""
    last = _last_part(node)
    return isinstance(last, Scalar) and _KEEPS_END.match(_header(last, text)) is not None


def _blank_above(
    text: SourceText,
    document: Document,
    key: str,
    number: int,
) -> bool:
    """Whether an empty line stands above an item that belongs to no text above it."""
    known, above = (
        items_of(document, key),
        _first_line(text, document, key, number) - 1,
    )
    is_free = number == 0 or above > last_line(known[number - 1], text)
    return is_free and not text.lines[above - 1].strip()


# ---- a list in brackets


def _is_in_brackets(document: Document, key: str) -> bool:
    """Whether items go between brackets; `[]` alone beside its name only holds a place, save in a plan in braces."""
    name, value = _find(document, key)
    if not isinstance(value, List) or not value.end_line:
        return False
    if value.items or document.root.end_line or name is None:
        return True
    if not name.line == value.line == value.end_line:
        return True
    line = document.lines[value.line - 1]
    has_words = bool(line[value.column : value.end_column - 2].strip())
    return has_words or not line[value.column - 2].isspace()


def _with_words(
    data: bytes, document: Document, key: str, placed: Sequence[tuple[int, str]]
) -> bytes:
    """The file with these words in the brackets, each at its place among what stands there."""
    text, value, known = (
        SourceText.of(data),
        _find(document, key)[1],
        items_of(document, key),
    )
    if value is None:
        return data
    whole = "".join(text.lines)
    if not known:
        at = _ends(text, value)[0] + 1
        words = ", ".join(words for _, words in placed)
        return (text.mark + whole[:at] + words + whole[at:]).encode()
    for place, words in reversed(placed):
        if place < len(known):
            at = _ends(text, known[place])[0]
            whole = f"{whole[:at]}{words}, {whole[at:]}"
        else:
            at = _ends(text, known[-1])[1]
            whole = f"{whole[:at]}, {words}{whole[at:]}"
    return (text.mark + whole).encode()


def _without_words(
    data: bytes, document: Document, key: str, numbers: Sequence[int]
) -> Iterator[_Candidate]:
    """The one way to take an item out of brackets, with the comma that would be too many."""
    text, known = SourceText.of(data), items_of(document, key)
    whole = "".join(text.lines)
    (number,) = numbers
    start, end = _ends(text, known[number])
    before, removed, after = whole[:start], whole[start:end], whole[end:]
    above = _ends(text, known[number - 1])[1] if number else start
    between = whole[above:start]
    if number < len(known) - 1:
        after = re.sub(r"^(\s*),[ \t]*", r"\1", after)
    elif between.strip() == ",":
        before = whole[:above]
    elif after.lstrip().startswith(","):
        after = after.replace(",", "", 1)
    else:
        before = whole[:above] + between.replace(",", "", 1)
    yield _Candidate((text.mark + before + after).encode(), (number, removed))


def _ends(text: SourceText, node: Node) -> tuple[int, int]:
    """Where a node begins and ends, in characters from the start of the file; not for maps and lists in lines."""
    return text.at(node.line, node.column), text.at(node.end_line, node.end_column)
