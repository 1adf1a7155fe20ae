"""English: what the rules that read words know of the language: sentences, verbs, phrases and a reading grade.

In: a text. Out: claims about it, and phrases of our own lists that stand in it.
Touches nothing. Where it cannot tell, it says nothing: a verb that it does not know is better than a false alarm.

Terms
    grade   the school grade that reads a text with ease. Source: Kincaid and others 1975, Flesch-Kincaid grade level.
"""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[”’\")*]*\s+|\n+(?:\s*[-*\d.]+\s)?")
_VOWELS: Final = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")


def _listed(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


#: Words that begin an objective as a verb does, in the form that stands after “to”.
_VERBS: Final = _listed(
    "accept add agree allow answer arrange ask attend be bake begin book breathe bring build buy call carry catch "
    "change check choose clean clear climb close come complete cook count cycle dance decide describe do draw "
    "dress drink drive eat end enjoy enter exercise explain explore express face feel fill find finish fix follow "
    "garden get give go greet have hear help hold invite join keep knit know laugh lead learn leave let lie list "
    "listen live log look make meet mend move name note notice offer open paint pause pay phone pick plan plant "
    "play practise practice prepare put rate reach read record rest return reply ride ring run say see sell send "
    "set share show shower sing sit sleep smile sort speak spend stand start stay step stick stop stretch study "
    "swim take talk teach tell text thank think tidy touch train travel try turn use visit volunteer wait wake "
    "walk wash watch water wear welcome work write"
)
#: Verbs that only make room for the next.
_SETTLING: Final = _listed("breathe lie pause sit stand wait")
#: Words that begin the name of a state or a thing.
_NAMES: Final = _listed(
    "a an the my our more better good healthy positive stronger greater inner calm calmness confidence ease peace joy "
    "happiness balance trust hope courage strength patience motivation energy focus control closeness intimacy "
    "friendship independence self-esteem self-worth self-confidence self-care sleep mood anxiety stress anger "
    "communication relationships wellbeing health mindfulness acceptance"
)
#: Who does something.
_SUBJECTS: Final = _listed("i we you he she they it")
_BEING: Final = _listed(
    "am is are was were be been being has had does did felt can could will would went ate slept said heard held "
    "kept made met told took thought saw sat stood spoke spent wrote read ran drank drove got gave left let"
)

_VAGUE: Final = re.compile(
    r"\b(feel better|be happier|be more confident|less anxious|improve"
    r"|work on(?! (?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|deal with(?! (?:the |my )?(?:post|mail|e-?mails?|letters?|bills?|dishes|laundry|paperwork)\b)|cope better"
    r"|better communication|get over(?! to\b)|be normal|feel normal)\b",
    re.IGNORECASE,
)
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
#: Words that move away, each unless what follows turns it: “Stop at the park”, “No matter what”, “Not only work”.
_AWAY: Final = re.compile(
    r"(?:(?:have|be|feel|get|do|live|(?:a )?life)\s+)?"
    r"(stop(?! (?:at|by|off|in|for|to|and)\b)|avoid|quit|not(?! (?:just|only|knowing)\b)|no longer"
    r"|no more(?! than\b)|no(?! (?:more than|matter|is|means)\b)|never(?! (?:mind|too late)\b)"
    r"|less(?! than\b)|fewer(?! than\b)|reduce|get rid of|without|don['’]t|do not|give up"
    r"|cut down(?! (?:the|a)\b)|cut out)(?![\w-])"
    r"|[a-z]+ (less|fewer)(?![\w-]| than\b)",
    re.IGNORECASE,
)
#: Words that say in the same breath what it moves towards: “Less phone, more talk”.
_TOWARD_TOO: Final = re.compile(
    r"\bbut\b|\binstead\b|\brather than\b|(?:,|;|\band) (?:more \w|start|begin)|^\W*without [^,]+, \w",
    re.IGNORECASE,
)
_PRESSING: Final = re.compile(
    r"\b(should|must|(?<!not )(?<!n['’]t )(?:have|has) to(?! (?:offer|say|give|share|tell)\b)|ought)(?![\w-])",
    re.IGNORECASE,
)
_ABSOLUTE: Final = re.compile(
    r"(?<!not )(?<!almost )(?<!nearly )(?<!hardly )(?<!as )"
    r"\b(always|never(?! mind| too late)|every(?: single)? (?:day|night|time)|100 ?(?:%|per ?cent)|completely|totally"
    r"|perfectly|at most (?:0|zero)|no more(?! than))(?!\w)",
    re.IGNORECASE,
)
#: What leaves room for a human week, by a word in an absolute phrase.
_ROOM: Final = (
    (r"always|every", "on most days"),
    (r"never", "seldom"),
    (r"100", "8 of 10 times"),
    (r"completely|totally|perfectly", "mostly"),
    (r"most|more", "at most one"),
)
_NOTED: Final = re.compile(
    r"\W*(rate|note|record|log|track|write|keep a (\w+ )?(diary|log|journal))\b", re.IGNORECASE
)
_OTHERS: Final = _listed(
    "partner wife husband girlfriend boyfriend boss manager colleague mother mum mom father dad parents sister "
    "brother son daughter children kids friend friends family neighbour teacher doctor therapist team"
)
_OTHER: Final = re.compile(
    rf"^\W*(?:(?:i|we) (?:want|wish|need|hope|would like)(?: that| for)? )?"
    rf"(?:(?!our family)(?:my|our) ({'|'.join(sorted(_OTHERS))})\b(?!['’]s)"
    rf"|(he|she|they|(?:him|her|them)(?= to\b)|everyone|other people|others"
    rf"|people(?! who| around| near| with| to talk))\b)"
    rf"(?!(?: \w+)? and (?:i|me)\b| (?:i|we)\b)",
    re.IGNORECASE,
)
_FIRST_PERSON: Final = re.compile(r"\b(i|we|me|us|my|our|myself|ourselves)\b", re.IGNORECASE)
_SOMEBODY: Final = r"(?:client|patient|he|she|they)"
#: What it is a good thing to refuse.
_OFFERED: Final = "drink|beer|wine|cigarette|joint|cake|offer"
#: Words that judge, and what says the same.
_JUDGING: Final = (
    (r"non-?compliant", "it has not fitted into the week yet"),
    (rf"(?:^|{_SOMEBODY} )refuse[sd](?! (?:\w+ ){{0,2}}(?:{_OFFERED})s?\b)", "chose not to"),
    (rf"(?:^|{_SOMEBODY} )fail(?:s|ed)", "has not yet"),
    (r"manipulative", "asks in ways that are hard to hear"),
    (r"addicts?", "a person who uses"),
    (r"attention[- ]seeking", "is looking for contact"),
    (
        rf"(?:{_SOMEBODY}(?:['’]s| is| are| has been| stays)|stay(?:ed|ing)?) clean|clean for \d+",
        "not using",
    ),
    (r"(?:clean|dirty) (?:urine|tests?|screens?|samples?)", "a test without traces, or with"),
    (
        r"(?:a|the|typical) borderline(?= *(?:[.,;:!?]|$))|borderlines",
        "what happens, in plain words",
    ),
)
_JUDGING_ALL: Final = tuple(
    (re.compile(rf"\b({form})\b", re.IGNORECASE), better) for form, better in _JUDGING
)
#: What an aim away from something could be moving towards, by a word in it.
_TOWARD: Final = (
    (r"fight|argu|rows?\b|quarrel|shout|yell", "Say what I need, and listen in turn"),
    (r"ang(er|ry)|rage|temper|outburst", "Notice it early and choose what I do"),
    (
        r"drink|alcohol|beer|wine|smok|weed|us(e|ing)\b",
        "Keep five evenings a week for what I enjoy",
    ),
    (r"worr|overthink|ruminat|brood", "Give a worry ten minutes, then do the next thing"),
    (
        r"anxi|panic|fear|afraid|nervous|dread",
        "Do one small thing that matters to me, with slow breaths",
    ),
    (r"alone|lonel|isolat|hid(e|ing)|withdraw", "See one person I like each week"),
    (r"sad|low\b|depress|bed\b", "Do one small thing that I enjoy"),
    (r"phone|screen|scroll", "Put the phone in the hall and talk at supper"),
    (r"critic|harsh|hat(e|ing)|blam", "Talk to myself as I would to a friend"),
    (r"procrastinat|delay|late\b", "Start with five minutes, right after breakfast"),
)
_CODE: Final = re.compile(r"\b(?:F\d{2}(?:\.\d{1,2})?|(?:ICD|DSM)-?(?:10|11|5|IV|V)?)\b")
_ITEM: Final = re.compile(
    r"\b(?:item|question) ?(?:\d{1,2}|nine|ten) ?(?::|=|is|was|scored) ?(?:a )?\d", re.IGNORECASE
)


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
    syllables = sum(_syllables(word) for word in found)
    return max(
        0.0, 0.39 * len(found) / len(sentences(text)) + 11.8 * syllables / len(found) - 15.59
    )


def _syllables(word: str) -> int:
    """About how many syllables a word has: its groups of vowels, without a silent e at the end."""
    word = word.casefold()
    count = len(_VOWELS.findall(word))
    silent = word.endswith(("e", "es", "ed")) and not re.search(
        r"([^aeiouy]le|[td]ed|[sxz]es|[cgs]hes|ee|ie|oe|ye)$", word
    )
    return max(1, count - silent)


def only_names(text: str) -> bool:
    """Whether a text names a state or a thing, and nothing is done in it; not where that cannot be told."""
    found = [word.casefold() for word in words_in(text)]
    done = any(
        word in _BEING
        or word in _SUBJECTS
        or word.endswith(("ing", "ed"))
        or (word[-1] == "s" and word[:-1] in _VERBS)
        for word in found
    ) or any(
        part[0] in _VERBS for part in map(words_in, re.split("[:,;–—]", text.casefold())) if part
    )
    return found[:1] != [] and found[0] in _NAMES and not done


def joined_verbs(text: str) -> bool:
    """Whether a text begins with one thing to do, and “and” or “or” adds a second.

    “Sit and breathe”, “sit down and write” and “let it ring and breathe” are one.
    """
    parts = re.split(r"\b(?:and|or)(?: to| then)?\b", _WISH.sub("", text).casefold())
    first, *others = [words_in(part) for part in parts]
    begins = len(first) > 1 and first[0] in _VERBS - _SETTLING
    return begins and any(len(other) > 1 and other[0] in _VERBS for other in others)


def vague_phrase(text: str) -> str | None:
    """The phrase that says where to go and not how one would notice, unless the text counts something."""
    return None if _COUNTED.search(text) else _found(_VAGUE, text)


def away_word(text: str) -> str | None:
    """The word that a text begins with, its wish left aside, when it moves away from something."""
    match = _AWAY.match(_WISH.sub("", text, count=1))
    return (match[1] or match[2]).casefold() if match and not _TOWARD_TOO.search(text) else None


def toward(text: str) -> str:
    """What this aim could be moving towards; a sentence of our own, chosen by a word in it."""
    low = text.casefold()
    return next(
        (better for form, better in _TOWARD if re.search(rf"\b{form}", low)),
        "I want to have room for …",
    )


def pressing_word(text: str) -> str | None:
    return _found(_PRESSING, text)


def absolute_phrase(text: str) -> str | None:
    """The phrase that leaves no room, unless the text only says how often something is noted."""
    return None if _NOTED.match(text) else _found(_ABSOLUTE, text)


def with_room(phrase: str) -> str:
    """What could stand in place of an absolute phrase."""
    return next(better for form, better in _ROOM if re.search(form, phrase))


def other_person(text: str) -> str | None:
    """Who else a text begins with, as “your partner”."""
    match = _OTHER.match(text)
    if not match:
        return None
    return f"your {match[1].casefold()}" if match[1] else "someone else"


def judging_phrase(text: str) -> tuple[str, str] | None:
    """A phrase that judges, with what says the same. A sentence in the first person is the client's own voice."""
    for sentence in sentences(text):
        for form, better in () if _FIRST_PERSON.search(sentence) else _JUDGING_ALL:
            found = _found(form, sentence)
            if found:
                return found, better
    return None


def tells_a_code(text: str) -> bool:
    """Whether a text holds the code of a diagnosis."""
    return bool(_CODE.search(text))


def tells_an_item(text: str) -> bool:
    """Whether a text holds the answer to one question of a questionnaire."""
    return bool(_ITEM.search(text))


def _found(form: re.Pattern[str], text: str) -> str | None:
    match = form.search(text)
    return " ".join(match[1].casefold().split()) if match else None
