"""Logbook: whatever is logged, undone or brought in, in whatever order, all that a person wrote stays as it was."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import StringIO
from random import Random

import pytest

from generator.items import items_of, said
from generator.logbook import (
    EntryError,
    LastEntry,
    NewEntry,
    added,
    last_entry,
    measures_of,
    missing,
    without_last_entry,
)
from generator.model import BeforeAndAfter, Fraction, HabitMark
from generator.parse import parse
from generator.table import table_of
from generator.workspace import PlanSource
from tests.builders import SETTINGS, SMALL, TODAY, plan_from

FILE = "plans/sam.yml"
#: Sequences that every test run looks at; 10,000 have been looked at once.
SEQUENCES = 120


def a_source(text: str = SMALL) -> PlanSource:
    return PlanSource(FILE, text.encode())


def logged(*entries: NewEntry, text: str = SMALL) -> str:
    return added(a_source(text), entries, SETTINGS, TODAY).decode()


def amiss(*entries: NewEntry, text: str = SMALL) -> list[tuple[str, str, str]]:
    with pytest.raises(EntryError) as caught:
        logged(*entries, text=text)
    return [(one.finding.code, one.part.key, one.part.word) for one in caught.value.amiss if one.part]


# ---- one entry


def test_an_entry_says_in_the_file_what_was_typed() -> None:
    text = logged(
        NewEntry(
            "2026-01-19 14:30",
            scores=(("crowds", "5.5"),),
            note="Asked: once",
            trigger=("a full, loud room", "no"),
            helped=(("slow: breaths", "3"),),
            celebrate="First # of many",
            private="null",
        )
    )
    entry = plan_from(text).entries[-1]

    assert text.removeprefix(SMALL).splitlines() == [
        "  - date: 2026-01-19 14:30",
        "    scores: {crowds: 5.5}",
        '    note: "Asked: once"',
        '    trigger: ["a full, loud room", no]',
        '    helped: {"slow: breaths": 3}',
        '    celebrate: "First # of many"',
        '    private: "null"',
    ]
    assert (str(entry.at), entry.note, entry.trigger[0]) == ("14:30:00", "Asked: once", "a full, loud room")
    assert (entry.helped[0].strategy, entry.celebrate) == ("slow: breaths", "First # of many")


@pytest.mark.parametrize(
    "note", ["One\n\n  two\n- three: 3", "# not a comment\nreally", "long " * 40 + "end", "a\r\nb"]
)
def test_a_long_note_stands_below_its_key_as_it_was_typed(note: str) -> None:
    text = logged(NewEntry("2026-01-19", note=note))

    assert "    note: |\n" in text
    assert plan_from(text).entries[-1].note == note.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("measure", "typed", "value"),
    [
        ("percentage", "6/8", Fraction(6, 8)),
        ("percentage", "75", 75.0),
        ("before-after\n    better: lower", "8>5", BeforeAndAfter(8, 5)),
        ("before-after\n    better: lower", "8/5", BeforeAndAfter(8, 5)),
        ("before-after\n    better: lower", "8/", BeforeAndAfter(8, None)),
        ("habit", "partly", HabitMark.PARTLY),
    ],
)
def test_a_score_is_typed_short_and_written_as_its_measure_takes_it(measure: str, typed: str, value: object) -> None:
    head = SMALL.partition("progress:")[0].replace("rating\n    baseline: 3\n    target: 7", measure)
    text = logged(NewEntry("2026-01-19", scores=(("crowds", typed),)), text=head)

    assert [score.value for score in plan_from(text).entries[-1].scores] == [value]


def test_all_that_does_not_fit_is_found_at_once_and_where_it_was_typed() -> None:
    first = NewEntry("2027-01-19", "mo", (("crowd", "5"), ("crowds", "50")), "a@example.org", helped=(("tea", "9"),))

    assert amiss(first, NewEntry("19.1.2026"), NewEntry("", scores=(("crowds", "5"),))) == [
        ("in-the-future", "date", ""),
        ("unknown-person", "by", ""),
        ("unknown-id", "scores", "crowd"),
        ("score-outside-scale", "scores", "crowds"),
        ("personal-data", "note", ""),
        ("not-a-whole-number", "helped", "tea"),
        ("not-a-date", "date", ""),
        ("missing-key", "date", ""),
    ]


def test_a_sign_that_no_page_can_show_is_found_and_none_slips_in() -> None:
    assert amiss(NewEntry("2026-01-19", note="bell \x07")) == [("control-character", "note", "")]
    assert logged(NewEntry("2026-01-19", note="a\u2028b")) == logged(NewEntry("2026-01-19", note="a\nb"))


def test_what_was_wrong_before_keeps_nobody_from_writing_today_s_numbers() -> None:
    text = SMALL.replace("target: 7", "target: 70")

    assert logged(NewEntry("2026-01-19", scores=(("crowds", "5"),)), text=text).startswith(text)
    assert amiss(NewEntry("2026-01-19", scores=(("crowds", "50"),)), text=text) == [
        ("score-outside-scale", "scores", "crowds")
    ]


def test_bare_scores_stand_in_braces_where_those_above_do_and_words_on_lines() -> None:
    text = SMALL.partition("  - date")[0] + "  - {date: 2026-01-12, scores: {crowds: 4}}\n"
    five = (("crowds", "5"),)

    assert logged(NewEntry("2026-01-19", scores=five), text=text).endswith(
        "  - {date: 2026-01-19, scores: {crowds: 5}}\n"
    )
    assert logged(NewEntry("2026-01-19", scores=five, note="Fine"), text=text).endswith("\n    note: Fine\n")


def test_an_early_day_is_added_at_the_end_and_read_in_its_order() -> None:
    text = logged(NewEntry("2026-01-06", scores=(("crowds", "2"),)))

    assert text.startswith(SMALL)
    assert [str(entry.on) for entry in plan_from(text).entries] == ["2026-01-06", "2026-01-12"]


def test_of_the_last_entry_only_its_date_and_objectives_are_told() -> None:
    text = logged(NewEntry("2026-01-19", scores=(("crowds", "5"),), note="secret"))

    assert last_entry(parse(text.encode(), FILE)) == LastEntry("2026-01-19", ("crowds",))
    assert last_entry(parse(SMALL.partition("progress:")[0].encode(), FILE)) is None


def test_an_entry_is_known_again_by_date_rater_and_scores_or_else_by_its_note() -> None:
    document = parse(logged(NewEntry("2026-01-19", note="Rain")).encode(), FILE)
    there = [
        NewEntry("2026-01-12", scores=(("crowds", "4.0"),), note="other words"),
        NewEntry("2026-01-19", note="Rain"),
    ]
    new = [NewEntry("2026-01-12", scores=(("crowds", "5"),)), NewEntry("2026-01-19", note="Sun")]

    assert missing(document, [*there, *new, *new]) == tuple(new)


# ---- any plan, any order of commands

HEAD = (
    'uid: "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"{c}',
    "share: {{access: public}}{c}",
    "client: 'Sam'{c}",
    '"goal": "Feel: at ease"{c}',
    "why: |\n  Two lines,\n\n  # no comment\n",
    "timeframe: {{start: 2026-01-05,\n  end: 2026-04-06}}{c}",
    """objectives:{c}
  calm:
    objective: >-
      Rate how calm
      I feel
    measure: rating{c}
    baseline: 3
    target: 7

{c}
  share: {{objective: Ask, measure: percentage, target: 50}}
  pair:
    objective: Breathe
    measure: before-after
    target: {{change: 2}}
    better: lower""",
    "reviews:\n  - date: 2026-02-02{c}\n    kept: all of it",
    "private: |+\n  For me.\n\n",
)
OLD = (
    "date: 2026-01-{d}{i}\n@scores: {{calm: 4}}",
    "scores: {{calm: 4,{i}\n@   share: {{done: 1, of: 5}}}}\n@date: '2026-01-{d}'",
    'date: 2026-01-{d}\n@note: "two\n@   lines"{i}',
    "date: 2026-01-{d}\n@note: |+\n@  kept\n\n",
    "date: 2026-01-{d}\n@note: >\n@  folded\n@  # text\n",
    "date: 2026-01-{d}\n@private: |2-\n@   two in\n@helped:\n@  a walk: 3{i}",
    "date: 2026-01-{d}\n@celebrate: plain and\n@  longer{i}",
)
TEXTS = (
    "fine",
    "no",
    "null",
    "- dash",
    "a: b",
    'it\'s # "this"',
    "{x}, [y]",
    "two\nlines\n\n  deep",
    "&a *b !c | > % @ `",
    "word " * 30 + "end",
    "ends with:",
    "👩\u200d👧 ja – “nein”",
    "tab\there",
    "a\\b\\n",
    "? q",
    "---",
    "=",
    "2026-01-01",
    "''",
    "#",
)


class Author:
    """Somebody who writes plan files by hand, each time in another way; comments are numbered, to be found again."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._count = 0

    def maybe(self, words: str) -> str:
        return words if self._random.random() < 0.4 else ""

    def comment(self, kind: str) -> str:
        self._count += 1
        return self.maybe(f"{self._random.choice((' ', '   '))}# {kind}{self._count}.")

    def plan(self) -> bytes:
        random = self._random
        parts = [part.format(c=self.comment("c")) for part in HEAD]
        parts.insert(random.randrange(len(parts) + 1), self.log())
        random.shuffle(parts)
        text = ""
        for part in filter(None, parts):
            text += self.maybe("\n") + self.maybe(self.comment("c").strip() + "\n") + part.rstrip(" ")
            text += "" if text.endswith("\n") else "\n"
        text = self.maybe("# top c0.\n") + text
        text = text.removesuffix("\n") if random.random() < 0.3 and "|+" not in parts[-1] else text
        return (self.maybe("\ufeff") + text.replace("\n", random.choice(("\n", "\n", "\r\n")))).encode()

    def log(self) -> str:
        random = self._random
        kind = random.choice(("none", "bare", "[]", "quotes", "block", "block", "block", "braces", "brackets"))
        head = {"bare": "progress:", "[]": "progress:  [ ]", "quotes": '"progress": ""'}.get(kind, "progress:")
        if kind in ("none", "bare", "[]", "quotes"):
            return "" if kind == "none" else head + self.comment("c")
        count = random.randrange(1, 4)
        if kind == "braces":
            return head + "".join(
                f"\n  - {{date: 2026-01-{10 + n}, note: 'x'}}{self.comment('in')}" for n in range(count)
            )
        if kind == "brackets":
            return (
                head + " [" + ", ".join(f"{{date: 2026-01-{10 + n}}}" for n in range(count)) + "]" + self.comment("c")
            )
        indent, gap = " " * random.choice((0, 2, 4)), " " * random.choice((1, 1, 3))
        between = random.choice(("", "", "\n"))
        text = head + self.comment("c")
        for n in range(count):
            pad = indent + " " + gap
            words = random.choice(OLD).format(d=10 + n, i=self.comment("in")).replace("@", pad)
            text += ("" if text.endswith("\n") else "\n") + (between if n else "") + self.maybe(f"{indent}# c9{n}.\n")
            text += f"{indent}-{gap}{words}"
        return text


def an_entry(random: Random) -> NewEntry:
    def some(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(random.sample(texts, random.choice((0, 0, 1, 2))))

    values = {
        "calm": str(random.randrange(11)),
        "share": f"{random.randrange(5)}/5",
        "pair": random.choice(("8>5", "7/")),
    }
    return NewEntry(
        date=str(date(2026, 1, 5) + timedelta(days=random.randrange(200))) + random.choice(("", "", " 14:30")),
        scores=tuple((id, values[id]) for id in some(tuple(values))),
        note="".join(some(TEXTS)),
        trigger=some(TEXTS),
        response=some(TEXTS),
        helped=tuple((words, str(random.randrange(5))) for words in some(TEXTS[:7] + TEXTS[8:])),
        celebrate="".join(some(TEXTS)[:1]),
        private="".join(some(TEXTS)[:1]),
    )


def a_table(entries: list[NewEntry], random: Random) -> bytes:
    file = StringIO()
    writer = csv.writer(file, delimiter=random.choice(",;"), lineterminator=random.choice(("\n", "\r\n")))
    writer.writerow(["date", "by", "note", "calm", "share", "pair"])
    for entry in entries:
        scores = dict(entry.scores)
        writer.writerow([entry.date, entry.by, entry.note, *(scores.get(id, "") for id in ("calm", "share", "pair"))])
    return (random.choice(("", "\ufeff")) + file.getvalue()).encode()


def as_read(entry: NewEntry) -> dict[str, object]:
    """What a reader of the file finds."""
    pairs = {"share": ("done", "of"), "pair": ("before", "after")}
    scores = {
        id: [(name, half) for name, half in zip(pairs[id], typed.replace(">", "/").split("/"), strict=True) if half]
        if id in pairs
        else typed
        for id, typed in entry.scores
    }
    texts = {"note": entry.note, "celebrate": entry.celebrate, "private": entry.private}
    lists = {"trigger": entry.trigger, "response": entry.response}
    all_ = {"date": entry.date, "scores": scores, "helped": dict(entry.helped)}
    all_ |= {key: text.strip() for key, text in texts.items()}
    all_ |= {key: [text.strip() for text in one] for key, one in lists.items()}
    return {key: value for key, value in all_.items() if value}


def entries_in(data: bytes) -> list[dict[str, object]]:
    found = []
    for item in items_of(parse(data, FILE), "progress"):
        values: dict[str, object] = dict(said(item))  # type: ignore[call-overload]
        for key in ("scores", "helped"):
            if key in values:
                values[key] = {id: list(v) if isinstance(v, tuple) else v for id, v in values[key]}  # type: ignore[attr-defined]
        found.append(values)
    return found


def is_inserted(old: bytes, new: bytes) -> bool:
    """Whether `new` is `old` with one piece put in, and at most a sign # before an empty value."""
    for start in (new, *(new.replace(b"# " + empty, empty, 1) for empty in (b"[]", b"[ ]", b'""'))):
        head = next((n for n, (a, b) in enumerate(zip(old, start, strict=False)) if a != b), min(len(old), len(start)))
        if start.endswith(old[head:]) and len(start) >= len(old):
            return True
    return False


def run(seed: int) -> tuple[int, int]:
    """One file and a few commands, each looked at; how many commands, and how many comments there were to keep."""
    random = Random(seed)
    data = Author(random).plan()
    comments = [word for word in data.split() if word.startswith(b"c") and word.endswith(b".")]
    before: list[bytes] = []
    known = entries_in(data)
    steps = random.randrange(2, 9)
    for _ in range(steps):
        kind = random.choice(("log", "log", "undo", "import"))
        source, old = PlanSource(FILE, data), data
        if kind == "undo" and known:
            data = without_last_entry(source)
            known = known[:-1]
            if before:
                assert data == before.pop()
        elif kind != "undo":
            entries = [an_entry(random) for _ in range(1 if kind == "log" else random.randrange(1, 4))]
            if kind == "import":
                document = parse(data, FILE)
                rows = table_of(a_table(entries, random), measures_of(document)).rows
                entries = list(missing(document, [row.entry for row in rows]))
            data = added(source, entries, SETTINGS, TODAY)
            known = known + [as_read(entry) for entry in entries]
            assert is_inserted(old, data)
            steps_between = [old]
            for entry in entries[:-1]:
                steps_between.append(added(PlanSource(FILE, steps_between[-1]), [entry], SETTINGS, TODAY))
            before += steps_between if entries else []
            if kind == "import":
                assert not missing(parse(data, FILE), [row.entry for row in rows])
        assert entries_in(data) == known
        assert all(data.count(comment) == old.count(comment) for comment in comments)
        assert data.startswith(b"\xef\xbb\xbf") == old.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\n") == old.endswith(b"\n") or not known
    return steps, len(comments)


@pytest.mark.parametrize("first", range(0, SEQUENCES, 20))
def test_every_comment_and_untouched_byte_stays_through_any_sequence_of_commands(first: int) -> None:
    for seed in range(first, first + 20):
        run(seed)
