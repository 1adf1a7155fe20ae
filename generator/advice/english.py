"""English: what the rules that read words know of the language: sentences, verbs, phrases and a reading grade.

In: a text. Out: claims about it, and phrases of our own lists that stand in it.
Reads `english.yml` of this package, once for each process and only when it is asked; touches nothing else.
Where it cannot tell, it says nothing: a verb that it does not know is better than a false alarm.

Terms
    grade   the school grade that reads a text with ease. Source: Kincaid and others 1975, Flesch-Kincaid grade level.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from generator.format.parse import Mapping as Tree
from generator.format.parse import Node, Scalar, parse
from generator.format.parse import Sequence as Items

#: The file's name beside this module.
FILE: Final = "english.yml"

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[”’\")*]*\s+|\n+(?:\s*[-*\d.]+\s)?")
_VOWELS: Final = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
#: Ends of words whose e is heard.
_HEARD_E: Final = re.compile(r"([^aeiouy]le|[td]ed|[sxz]es|[cgs]hes|ee|ie|oe|ye)$")
_COUNTED: Final = re.compile(
    r"\d|\b(once|twice|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|half)\b",
    re.IGNORECASE,
)
_WISH: Final = re.compile(
    r"^\W*(?:(?:i|we)(?:['’]d (?:like|love)| would (?:like|love)| wish (?:i|we) could"
    r"|(?:['’]m| am|['’]re| are) (?:trying|learning|hoping)| (?:want|wish|hope|need|plan|aim|choose|try))?\s+)?"
    r"(?:to\s+)?",
    re.IGNORECASE,
)
#: Words that say in the same breath what it moves towards: “Less phone, more talk”.
_TOWARD_TOO: Final = re.compile(
    r"\bbut\b|\binstead\b|\brather than\b|(?:,|;|\band) (?:more \w|start|begin)|^\W*without [^,]+, \w",
    re.IGNORECASE,
)
_NOTED: Final = re.compile(
    r"\W*(rate|note|record|log|track|write|keep a (\w+ )?(diary|log|journal))\b", re.IGNORECASE
)
_FIRST_PERSON: Final = re.compile(
    r"\b(i|we|me|us|my|our|myself|ourselves)\b",
    re.IGNORECASE,
)
#: Who is judged.
_SOMEBODY: Final = r"(?:client|patient|he|she|they)"
#: What it is a good thing to refuse.
_OFFERED: Final = "drink|beer|wine|cigarette|joint|cake|offer"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A form of words to look for, with texts in which it is found or not."""

    any_of: tuple[str, ...]
    found: Mapping[str, str]
    left: tuple[str, ...]

    @property
    def form(self) -> str:
        """One of its forms, as a regular expression."""
        return "|".join(self.any_of)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A form of words, what could stand in its place, and an example that holds it."""

    form: str
    better: str
    example: str


@dataclass(frozen=True, slots=True)
class EnglishLists:
    """What `english.yml` holds."""

    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrase]
    better: Mapping[str, tuple[Replacement, ...]]


@functools.cache
def english_lists() -> EnglishLists:
    """The lists of `english.yml`."""
    root = _below(parse((files(__package__) / FILE).read_bytes(), FILE).root)
    words = {name: frozenset(_text(node).split()) for name, node in _below(root["words"]).items()}
    phrases = {name: _phrase(node) for name, node in _below(root["phrases"]).items()}
    better = {name: _replacements(node) for name, node in _below(root["better"]).items()}
    return EnglishLists(words, phrases, better)


def _phrase(node: Node) -> Phrase:
    given = _below(node)
    return Phrase(
        any_of=tuple(map(_text, _items(given["any_of"]))),
        found={text: _text(phrase) for text, phrase in _below(given["found"]).items()},
        left=tuple(map(_text, _items(given["left"]))),
    )


def _replacements(node: Node) -> tuple[Replacement, ...]:
    rows = map(_below, _items(node))
    return tuple(
        Replacement(
            _text(row["found"]),
            _text(row["say"]),
            _text(row["in"]),
        )
        for row in rows
    )


def _below(node: Node) -> dict[str, Node]:
    if not isinstance(node, Tree):
        raise TypeError(f"{FILE}: keys are expected in line {node.line}")
    return {key.text: value for key, value in node.pairs}


def _items(node: Node) -> tuple[Node, ...]:
    if not isinstance(node, Items):
        raise TypeError(f"{FILE}: a list is expected in line {node.line}")
    return node.items


def _text(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise TypeError(f"{FILE}: a text is expected in line {node.line}")
    return node.text


# ---- forms that are put together from the lists


@functools.cache
def _vague() -> re.Pattern[str]:
    return re.compile(
        rf"\b({english_lists().phrases['vague'].form})\b",
        re.IGNORECASE,
    )


@functools.cache
def _away() -> re.Pattern[str]:
    """A word that moves away at the very beginning, or “Drink less”."""
    return re.compile(
        r"(?:(?:have|be|feel|get|do|live|(?:a )?life)\s+)?"
        rf"({english_lists().phrases['away'].form})(?![\w-])"
        r"|[a-z]+ (less|fewer)(?![\w-]| than\b)",
        re.IGNORECASE,
    )


@functools.cache
def _pressing() -> re.Pattern[str]:
    return re.compile(
        rf"\b({english_lists().phrases['pressing'].form})(?![\w-])",
        re.IGNORECASE,
    )


@functools.cache
def _absolute() -> re.Pattern[str]:
    """An absolute phrase, unless a word before it takes it back."""
    return re.compile(
        r"(?<!not )(?<!almost )(?<!nearly )(?<!hardly )(?<!as )"
        rf"\b({english_lists().phrases['absolute'].form})(?!\w)",
        re.IGNORECASE,
    )


@functools.cache
def _item() -> re.Pattern[str]:
    return re.compile(rf"\b({english_lists().phrases['item'].form})", re.IGNORECASE)


@functools.cache
def _code() -> re.Pattern[str]:
    return re.compile(rf"\b({english_lists().phrases['code'].form})\b")


@functools.cache
def _other() -> re.Pattern[str]:
    """Somebody else at the very beginning, unless it is done together."""
    others = "|".join(sorted(english_lists().words["others"]))
    return re.compile(
        rf"^\W*(?:(?:i|we) (?:want|wish|need|hope|would like)(?: that| for)? )?"
        rf"(?:(?!our family)(?:my|our) ({others})\b(?!['’]s)"
        rf"|(he|she|they|(?:him|her|them)(?= to\b)|everyone|other people|others"
        rf"|people(?! who| around| near| with| to talk))\b)"
        rf"(?!(?: \w+)? and (?:i|me)\b| (?:i|we)\b)",
        re.IGNORECASE,
    )


@functools.cache
def _judging() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each form that judges, with what says the same."""
    found = []
    for one in english_lists().better["judging"]:
        form = one.form.replace("SOMEBODY", _SOMEBODY).replace("OFFERED", _OFFERED)
        found.append((re.compile(rf"\b({form})\b", re.IGNORECASE), one.better))
    return tuple(found)


def words_in(text: str) -> list[str]:
    """The words of a text, in their order; numbers are none."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text that hold a word; a line break ends one too."""
    return [part for part in _SENTENCE_END.split(text) if words_in(part)]


def grade(text: str) -> float:
    """About the school grade that reads this text with ease; 0 for a text without words, and never below."""
    found = words_in(text)
    if not found:
        return 0.0
    words_a_sentence = len(found) / len(sentences(text))
    syllables_a_word = sum(_syllables(word) for word in found) / len(found)
    return max(0.0, 0.39 * words_a_sentence + 11.8 * syllables_a_word - 15.59)


def _syllables(word: str) -> int:
    """About how many syllables a word has: its groups of vowels, without a silent e at the end."""
    word = word.casefold()
    count = len(_VOWELS.findall(word))
    if word.endswith(("e", "es", "ed")) and not _HEARD_E.search(word):
        count -= 1
    return max(1, count)


def only_names(text: str) -> bool:
    """Whether a text names a state or a thing, and nothing is done in it; not where that cannot be told."""
    found = [word.casefold() for word in words_in(text)]
    if not found or found[0] not in english_lists().words["names"]:
        return False
    return not any(map(_is_doing, found)) and not _begins_with_verb(text)


def _is_doing(word: str) -> bool:
    """Whether a word is who does something, or a verb by its form or its ending."""
    words = english_lists().words
    if word in words["being"] or word in words["subjects"]:
        return True
    return word.endswith(("ing", "ed")) or (word[-1] == "s" and word[:-1] in words["verbs"])


def _begins_with_verb(text: str) -> bool:
    """Whether a part of the text, between commas and the like, begins with a verb."""
    parts = map(words_in, re.split("[:,;–—]", text.casefold()))
    return any(part[0] in english_lists().words["verbs"] for part in parts if part)


def joined_verbs(text: str) -> bool:
    """Whether a text begins with one thing to do, and “and” or “or” adds a second.

    “Sit and breathe”, “sit down and write” and “let it ring and breathe” are one.
    """
    parts = re.split(
        r"\b(?:and|or)(?: to| then)?\b",
        _WISH.sub("", text).casefold(),
    )
    first, *others = [words_in(part) for part in parts]
    verbs, settling = english_lists().words["verbs"], english_lists().words["settling"]
    if len(first) < 2 or first[0] not in verbs - settling:
        return False
    return any(len(other) > 1 and other[0] in verbs for other in others)


def vague_phrase(text: str) -> str | None:
    """The phrase that says where to go and not how one would notice, unless the text counts something."""
    if _COUNTED.search(text):
        return None
    return _found(_vague(), text)


def away_word(text: str) -> str | None:
    """The word that a text begins with, its wish left aside, when it moves away from something."""
    match = _away().match(_WISH.sub("", text, count=1))
    if match is None or _TOWARD_TOO.search(text):
        return None
    word: str = match[1] or match[2]
    return word.casefold()


def toward(text: str) -> str:
    """What this aim could be moving towards; a sentence of our own, chosen by a word in it."""
    low = text.casefold()
    for one in english_lists().better["toward"]:
        if re.search(rf"\b{one.form}", low):
            return one.better
    return "I want to have room for …"


def pressing_word(text: str) -> str | None:
    """The word that presses."""
    return _found(_pressing(), text)


def absolute_phrase(text: str) -> str | None:
    """The phrase that leaves no room, unless the text only says how often something is noted."""
    if _NOTED.match(text):
        return None
    return _found(_absolute(), text)


def with_room(phrase: str) -> str:
    """What could stand in place of an absolute phrase."""
    return next(one.better for one in english_lists().better["room"] if re.search(one.form, phrase))


def other_person(text: str) -> str | None:
    """Who else a text begins with, as “your partner”."""
    match = _other().match(text)
    if match is None:
        return None
    if match[1]:
        return f"your {match[1].casefold()}"
    return "someone else"


def judging_phrase(text: str) -> tuple[str, str] | None:
    """A phrase that judges, with what says the same. A sentence in the first person is the client's own voice."""
    for sentence in sentences(text):
        if _FIRST_PERSON.search(sentence):
            continue
        for form, better in _judging():
            found = _found(form, sentence)
            if found:
                return found, better
    return None


def tells_a_code(text: str) -> bool:
    """Whether a text holds the code of a diagnosis."""
    return _code().search(text) is not None


def tells_an_item(text: str) -> bool:
    """Whether a text holds the answer to one question of a questionnaire."""
    return _item().search(text) is not None


def _found(form: re.Pattern[str], text: str) -> str | None:
    match = form.search(text)
    if match is None:
        return None
    return " ".join(match[1].casefold().split())
