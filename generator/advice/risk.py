"""Risk: which texts of a plan speak of dying, of hurting oneself, or of somebody being hurt at home.

In: the places of a parsed file, and the lists of phrases of the languages that are read. Out: where such words stand.
Touches nothing. It finds words and weighs nothing; that it finds none says nothing about a person. Every text that a
page may show is read, whatever key it stands under, in a file with mistakes as well. Not read are `private:`, whom to
call and the safety plan, in which such words have their place.

Terms
    record    what one `talked_about:` speaks for: an entry, an objective, a goal, a review, or the plan's own texts.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Sequence_
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from generator.advice.locate import Places
from generator.format.fields.dates import DAY_FORM
from generator.format.keys.goal import GoalKeys
from generator.format.keys.log import EntryKeys
from generator.format.keys.objective import ObjectiveKeys
from generator.format.keys.plan import WORDLESS, PlanKeys
from generator.format.keys.questionnaire import CatalogueKeys
from generator.format.parse import Mapping, Node, Scalar, Sequence
from generator.format.validate.as_read import folded, readings
from generator.model.plan import Goal, Objective
from generator.text.phrases import Choice, Item, Lists, PhraseKind, Run, Sign, phrases

__all__ = [
    "Lists",
    "PhraseKind",
    "Spoken",
    "find_risk",
    "kinds_in",
    "risk_languages",
]

#: Keys whose values are no words of a client, or have their place where they are.
_LEFT_OUT: Final = WORDLESS | {
    PlanKeys.people.name,
    PlanKeys.support.name,
    PlanKeys.safety_plan.name,
    CatalogueKeys.measures.name,
}
#: Keys below which the keys themselves are words: what was tried, and the names that objectives go by.
_IN_KEYS: Final = frozenset({EntryKeys.helped.name, GoalKeys.objectives.name})
#: Keys whose items are records of their own.
_RECORDS: Final = frozenset(
    {
        PlanKeys.goals.name,
        GoalKeys.objectives.name,
        PlanKeys.progress.name,
        PlanKeys.reviews.name,
    }
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One text that speaks of something, by its path as in `case`; the text itself is for the program's eye only."""

    path: str
    kind: PhraseKind
    text: str = field(repr=False)


def find_risk(places: Places, lists: Lists) -> tuple[Spoken, ...]:
    """Every text of a file that speaks of something and has not been talked about, in the order of a plan."""
    reader = _reader(lists)
    root = places.document.root
    texts = _below(
        _TextPlace("", None, is_talked_about=_has_talk(root)),
        root,
        places,
    )
    return tuple(Spoken(path, kind, text) for path, text in texts for kind in reader.kinds_in(text))


def counts_harm(objective: Objective, lists: Lists) -> bool:
    """Whether an objective counts self-harm, by its words or its id, talked about or not."""
    return any(
        PhraseKind.DYING in kinds_in(text, lists) for text in (objective.objective, objective.id)
    )


def is_about_harm(goal: Goal, lists: Lists) -> bool:
    """Whether a goal is about self-harm, by its words or by what is counted for it."""
    return PhraseKind.DYING in kinds_in(goal.goal, lists) or any(
        counts_harm(one, lists) for one in goal.objectives
    )


def kinds_in(text: str, lists: Lists) -> tuple[PhraseKind, ...]:
    """What a text speaks of, dying first."""
    return _reader(lists).kinds_in(text)


def line_of(one: Spoken, lines: Sequence_[str], lists: Lists) -> int | None:
    """The place of the line of a page that shows a text, one that speaks itself if there is any; None for none."""
    text = _sentences(one.text)
    showing = [
        place
        for place, line in enumerate(lines)
        if line.strip() and _is_within(_sentences(line), text)
    ]
    return next(
        (place for place in showing if one.kind in kinds_in(lines[place], lists)),
        next(iter(showing), None),
    )


def _is_within(line: frozenset[str], text: frozenset[str]) -> bool:
    """Whether a line shows a text or a part of it, sentence ends aside."""
    bare_lines, bare_texts = (
        {words.replace(" .", "").strip() for words in found} for found in (line, text)
    )
    return any(
        a and b and (f" {a} " in f" {b} " or f" {b} " in f" {a} ")
        for a in bare_lines
        for b in bare_texts
    )


def risk_languages(lists: Lists) -> frozenset[str]:
    """The languages that somebody has made a list for."""
    return frozenset(tag for tag, _ in lists)


# ---- the texts of a file


class _TextPlace(NamedTuple):
    path: str
    key: Scalar | None
    is_talked_about: bool

    @property
    def is_of_records(self) -> bool:
        """Whether each part is a record that says by itself whether it was talked about."""
        return self.key is not None and self.key.text in _RECORDS

    @property
    def holds_words_in_keys(self) -> bool:
        """Whether the keys below are words of the plan."""
        return self.key is not None and self.key.text in _IN_KEYS

    def at(self, part: str, key: Scalar | None = None) -> _TextPlace:
        return _TextPlace(
            f"{self.path}/{part}".lstrip("/"),
            key or self.key,
            self.is_talked_about,
        )


def _below(
    place: _TextPlace,
    node: Node,
    places: Places,
) -> Iterator[tuple[str, str]]:
    """Every text at or below a node that has not been talked about, with its path."""
    match node:
        case Scalar():
            if not place.is_talked_about:
                yield place.path, node.text
        case Sequence():
            for index, item in enumerate(places.in_order(node, place.key)):
                yield from _below(
                    _inside(place, str(index), None, item),
                    item,
                    places,
                )
        case _:
            yield from _below_keys(place, node, places)


def _below_keys(
    place: _TextPlace,
    node: Mapping,
    places: Places,
) -> Iterator[tuple[str, str]]:
    """The texts of a mapping, and its keys where they are words of the plan."""
    for key, value in node.pairs:
        if key.text in _LEFT_OUT or key.text == ObjectiveKeys.talked_about.name:
            continue
        below = _inside(place, key.text, key, value)
        if place.holds_words_in_keys and not below.is_talked_about:
            path = below.path if place.is_of_records else place.path
            yield path, key.text
        yield from _below(below, value, places)


def _inside(
    place: _TextPlace,
    part: str,
    key: Scalar | None,
    node: Node,
) -> _TextPlace:
    """The place of a part of a node; a record says by itself whether it was talked about."""
    below = place.at(part, key)
    if place.is_of_records:
        return below._replace(key=None, is_talked_about=_has_talk(node))
    return below


def _has_talk(node: Node) -> bool:
    """Whether a record says on which day it was talked about."""
    if not isinstance(node, Mapping):
        return False
    for key, value in node.pairs:
        is_day = isinstance(value, Scalar) and DAY_FORM.fullmatch(value.text.strip())
        if key.text == ObjectiveKeys.talked_about.name and is_day:
            return True
    return False


# ---- words

#: Words, numbers with a part, ends of sentences, ends of paragraphs.
_TOKENS: Final = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+|[.!?؟。]+|\n")
_TAGS: Final = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
#: Fewest words that “...” leaves room for.
_BETWEEN: Final = 3


class _Index:
    """Phrases by the words that lead to them, so that a text is compared with few; `*` stands for any letters."""

    def __init__(self, runs: Sequence_[Run]) -> None:
        self._runs = runs
        self._by_word: dict[str, list[int]] = {}
        for number, run in enumerate(runs):
            for key in _keys(run):
                self._by_word.setdefault(key, []).append(number)
        self._led_to = functools.lru_cache(maxsize=_REMEMBERED)(self._numbers)
        self._pattern = functools.cache(self._compiled)

    def spans(self, words: str) -> Iterator[tuple[int, int, int]]:
        """The number of each phrase that stands in a text, with where it begins and ends."""
        for number in sorted(set().union(*map(self._led_to, words.split()))):
            for match in self._pattern(number).finditer(words):
                yield number, *match.span()

    def _numbers(self, word: str) -> frozenset[int]:
        """The phrases that a word leads to: by itself, by one of its beginnings, or as any word does."""
        keys = (word, *(f"{word[:length]}*" for length in range(len(word) + 1)))
        return frozenset(number for key in keys for number in self._by_word.get(key, ()))

    def _compiled(self, number: int) -> re.Pattern[str]:
        """The pattern of one phrase; most are never asked for."""
        return re.compile(_pattern(self._runs[number]) + "(?= )")


#: Words of which is remembered where they lead.
_REMEMBERED: Final = 20_000


class _RiskReader:
    """All that is looked for in the languages of some lists."""

    def __init__(self, lists: Lists) -> None:
        read = [phrases(text) for _, text in lists]
        asked = [(kind, run) for one in read for kind, run in one.asked]
        self._kinds = [kind for kind, _ in asked]
        self._asked = _Index([run for _, run in asked])
        self._harmless = _Index([run for one in read for run in one.harmless])

    def kinds_in(self, text: str) -> tuple[PhraseKind, ...]:
        found = {kind for words in _sentences(text) for kind in self._found(words)}
        return tuple(kind for kind in PhraseKind if kind in found)

    def _found(self, words: str) -> Iterator[PhraseKind]:
        spans = list(self._asked.spans(words))
        if not spans:
            return
        passed = [(start, end) for _, start, end in self._harmless.spans(words)]
        for number, start, end in spans:
            if not any(start < last and first < end for first, last in passed):
                yield self._kinds[number]


@functools.lru_cache(maxsize=8)
def _reader(lists: Lists) -> _RiskReader:
    return _RiskReader(lists)


def _sentences(text: str) -> frozenset[str]:
    """A text as words with one blank before and behind each, once for each way in which it can be read."""
    read = {*readings(text)}
    if "<" in text:
        read.update(readings(_TAGS.sub("", text)))
    found = set()
    for reading in read:
        signs = _TOKENS.findall(folded(reading).replace("'", ""))
        open_ends = ["", "."] if any(map(_may_end, signs)) else [""]
        for end in open_ends:
            found.add(" ".join(["", *_spelled(signs, end), ".", ""]))
    return frozenset(found)


def _may_end(sign: str) -> bool:
    """Whether a sentence may end here or go on: at the end of a paragraph, and at dots in a row."""
    return sign == "\n" or (len(sign) > 1 and not sign.strip("."))


def _spelled(signs: Iterable[str], open_end: str) -> Iterator[str]:
    """The words, with a dot for each end of a sentence, and `open_end` where one may be."""
    for sign in signs:
        word = open_end if _may_end(sign) else sign
        if word:
            yield "." if word[0] in ".!?؟。" else word


def _pattern(run: Run) -> str:
    return "".join(map(_part, run))


def _part(item: Item) -> str:
    """One item of a phrase, each word with the blank before it."""
    if isinstance(item, Choice):
        runs = "|".join(map(_pattern, item.runs))
        return f"(?:{runs})" if item.is_needed else f"(?:{runs})?"
    if isinstance(item, Sign):
        return _SIGNS_AS[item]
    return "".join(f" {re.escape(word).replace(_ANY, '[^ .]*')}" for word in _words(item))


#: How `re.escape` writes the sign for any letters.
_ANY: Final = re.escape("*")
_SIGNS_AS: Final = {
    Sign.GAP: rf"(?: [^ .]+){{0,{_BETWEEN}}}?",
    Sign.END: r" \.",
    Sign.NUMBER: r" (?:[5-9]|[1-9]\d{1,2})",
}


def _words(item: str) -> list[str]:
    return folded(item).replace("'", "").replace("’", "").replace("-", " ").split()


def _keys(run: Run) -> frozenset[str]:
    """Words of which one is in every text that a run fits; `*` alone is in all of them."""
    return max(
        map(_keys_of, run),
        key=lambda keys: min(map(_weight, keys)),
        default=_EVERYWHERE,
    )


def _keys_of(item: Item) -> frozenset[str]:
    """The words of one item of which one is in every text that it fits."""
    if isinstance(item, Choice):
        if not item.is_needed:
            return _EVERYWHERE
        return frozenset(key for run in item.runs for key in _keys(run))
    if isinstance(item, Sign):
        return _EVERYWHERE
    words = [word for word in _words(item) if not word.startswith("*")]
    if not words:
        return _EVERYWHERE
    return frozenset({max(words, key=_weight)})


_EVERYWHERE: Final = frozenset({"*"})


def _weight(key: str) -> int:
    """How seldom a word leads to a phrase for nothing: long words are seldom."""
    return len(key)
