"""Sequences: random plans and what happens to them, command by command, each step looked at.

usage: python -m bench.sequences [--count 10000] [--first 0]

A plan is written as by hand, each time in another way. Then entries are logged, taken out and brought in from tables;
between the commands somebody edits the file; and the write of a command is cut off at a random moment, as by a kill.
All that a person wrote stays as it was, no entry is lost, and the next command works. The tests run some of this; the
command above runs it all, on every core, and prints how much it looked at.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from io import StringIO
from pathlib import Path
from random import Random

from generator.editing import fix
from generator.editing.csv_import import table_of
from generator.editing.entries import entered, without_entries
from generator.editing.entry_problems import findings_in
from generator.editing.entry_values import NewEntry
from generator.editing.list_edit import items_of
from generator.editing.logged import measures_of, missing
from generator.editing.text import content_of
from generator.errors import PlanError, WorkspaceError
from generator.format.parse import parse
from generator.workspace import layout
from generator.workspace.layout import PlanSource
from tests.support.builders import SETTINGS, TODAY

FILE = "plans/sam.yml"

# ---- a plan as somebody writes it

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
  share: {{objective: Ask, measure: percentage, baseline: 20, target: 50}}
  "pair":
    objective: Breathe
    measure: before-after
    target: {{change: 2}}
    better: lower""",
    "reviews:\n  - date: 2026-02-02{c}\n    kept: all of it",
    "private: |+\n  For me.\n\n",
)
#: Something to mend, which keeps nobody from writing entries.
WRONG = "targets: 5{c}"
OLD = (
    "date: 2026-01-{d}{i}\n@scores: {{calm: 4}}",
    '"date": 2026-01-{d}\n@\'scores\': {{"calm": 4}}{i}',
    "scores: {{calm: 4,{i}\n@   share: {{done: 1, of: 5}}}}\n@date: '2026-01-{d}'",
    "{{date: 2026-01-{d}, scores: {{calm: 4}}}}{i}",
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
        return self.maybe(self._random.choice((" ", "   ")) + self._numbered(kind))

    def _numbered(self, kind: str) -> str:
        self._count += 1
        return f"#{self._random.choice((' ', ' ', chr(9)))}{kind}{self._count}."

    def plan(self) -> bytes:
        random = self._random
        if random.random() < 0.1:
            return self.json()
        wrong = (WRONG,) if random.random() < 0.15 else ()
        parts = [part.format(c=self.comment("c")) for part in (*HEAD, *wrong)]
        parts.insert(random.randrange(len(parts) + 1), self.log())
        random.shuffle(parts)
        text = ""
        for part in filter(None, parts):
            text += (
                self.maybe("\n") + self.maybe(self.comment("c").strip() + "\n") + part.rstrip(" ")
            )
            text += "" if text.endswith("\n") else "\n"
        text = self.maybe("# top c0.\n") + text
        text = text.removesuffix("\n") if random.random() < 0.3 and "|+" not in parts[-1] else text
        return (
            self.maybe("\ufeff") + text.replace("\n", random.choice(("\n", "\n", "\r\n")))
        ).encode()

    def json(self) -> bytes:
        """All of it in braces, as a program writes it."""
        random = self._random
        count = random.randrange(3)
        plan = {
            "uid": "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70",
            "share": {"access": "public"},
            "goal": "Feel: at ease",
            "progress": [{"date": f"2026-01-{10 + n}", "note": "[x], y"} for n in range(count)],
            "timeframe": {"start": "2026-01-05", "end": "2026-04-06"},
            "objectives": {
                "calm": {
                    "objective": "Rate how calm",
                    "measure": "rating",
                    "baseline": 3,
                    "target": 7,
                },
                "share": {
                    "objective": "Ask",
                    "measure": "percentage",
                    "baseline": 20,
                    "target": 50,
                },
                "pair": {
                    "objective": "Sit",
                    "measure": "before-after",
                    "target": {"change": 2},
                    "better": "lower",
                },
            },
        }
        keys = random.sample(sorted(plan), len(plan))
        return json.dumps(
            {key: plan[key] for key in keys}, indent=random.choice((None, 1, 2))
        ).encode()

    def log(self) -> str:
        random = self._random
        kind = random.choice(
            (
                "none",
                "bare",
                "[]",
                "quotes",
                "block",
                "block",
                "block",
                "braces",
                "brackets",
                "lines in brackets",
            )
        )
        head = {"bare": "progress:", "[]": "progress:  [ ]", "quotes": '"progress": ""'}.get(
            kind, "progress:"
        )
        if kind in ("none", "bare", "[]", "quotes"):
            return "" if kind == "none" else head + self.comment("c")
        count = random.randrange(1, 4)
        if kind == "braces":
            return (
                head
                + self.order()
                + "".join(
                    f"\n  - {{date: 2026-01-{10 + n}, note: 'x'}}{self.comment('in')}"
                    for n in range(count)
                )
            )
        items = [f"{{date: 2026-01-{10 + n}}}" for n in range(count)]
        if kind == "brackets":
            return head + " [" + ", ".join(items) + "]" + self.order()
        if kind == "lines in brackets":
            last = random.choice((",", ""))
            lines = [item + "," + self.comment("c") for item in items[:-1]] + [
                items[-1] + last + self.comment("c")
            ]
            return head + " [" + self.order() + "".join(f"\n  {line}" for line in lines) + "\n  ]"
        indent, gap = " " * random.choice((0, 2, 4)), " " * random.choice((1, 1, 3))
        between = random.choice(("", "", "\n"))
        text = head + self.order()
        for n in range(count):
            pad = indent + " " + gap
            words = random.choice(OLD).format(d=10 + n, i=self.comment("in")).replace("@", pad)
            text += (
                ("" if text.endswith("\n") else "\n")
                + (between if n else "")
                + self.maybe(f"{indent}# c9{n}.\n")
            )
            text += f"{indent}-{gap}{words}"
        return text

    def order(self) -> str:
        """Beside the log's name: the order that it says it is in, or anything else."""
        return self._random.choice(("  # oldest first", self.comment("c")))

    def edited(self, data: bytes) -> bytes:
        """The file after somebody else has been at it; its entries say what they said."""
        random = self._random
        mark, text = (
            ("\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""),
            data.decode("utf-8-sig"),
        )
        lines = text.splitlines(keepends=True)
        end = "\r\n" if "\r\n" in text else "\n"
        at = random.randrange(len(lines))
        line = lines[at]
        match random.choice(
            (
                "above",
                "above",
                "beside",
                "blank",
                "blank",
                "quotes",
                "ends",
                "one end",
                "last",
                "mark",
            )
        ):
            case "above" if re.match(r" *- |\S", line):
                indent = re.match(" *", line)
                lines.insert(at, f"{indent[0] if indent else ''}{self._numbered('h')}{end}")
            case "beside" if re.match(r"[\"'\w]", line):
                lines[at] = line.rstrip("\r\n") + f"  {self._numbered('h')}" + end
            case "blank":
                lines.insert(at, random.choice(("", "   ")) + end)
            case "quotes":
                lines[at] = re.sub(r"\b(date|scores|note|goal|progress):", r'"\1":', line, count=1)
            case "ends":
                lines = [
                    one.replace("\r\n", "\n").replace("\n", "\r\n" if end == "\n" else "\n")
                    for one in lines
                ]
            case "one end":
                lines[at] = (
                    line.replace("\r\n", "\n") if "\r\n" in line else line.replace("\n", "\r\n")
                )
            case "last":
                lines[-1] = lines[-1].rstrip("\r\n") + random.choice(("", end, end + end))
            case "mark":
                mark = "" if mark else "\ufeff"
        made = (mark + "".join(lines)).encode()
        return made if _reading(made) == _reading(data) else data


def _reading(data: bytes) -> object:
    """All that a file says; None where it cannot be read."""
    try:
        return content_of(parse(data, FILE).root)
    except PlanError:
        return None


# ---- what a command is given


def an_entry(random: Random) -> NewEntry:
    def some(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(random.sample(texts, random.choice((0, 0, 1, 2))))

    values = {
        "calm": str(random.randrange(11)),
        "share": f"{random.randrange(5)}/5",
        "pair": random.choice(("8>5", "7/")),
    }
    return NewEntry(
        date=str(date(2026, 1, 5) + timedelta(days=random.randrange(200)))
        + random.choice(("", "", " 14:30")),
        scores=tuple((id, values[id]) for id in some(tuple(values))),
        note="".join(some(TEXTS)),
        trigger=some(TEXTS),
        response=some(TEXTS),
        helped=tuple((words, str(random.randrange(5))) for words in some(TEXTS[:7] + TEXTS[8:])),
        celebrate="".join(some(TEXTS)[:1]),
        private="".join(some(TEXTS)[:1]),
    )


def a_row(random: Random) -> NewEntry:
    """An entry with what a table of `a_table` holds."""
    entry = an_entry(random)
    return NewEntry(entry.date, scores=entry.scores, note=entry.note)


def a_table(entries: list[NewEntry], random: Random) -> bytes:
    file = StringIO()
    writer = csv.writer(
        file, delimiter=random.choice(",;"), lineterminator=random.choice(("\n", "\r\n"))
    )
    writer.writerow(["date", "by", "note", "calm", "share", "pair"])
    for entry in entries:
        scores = dict(entry.scores)
        writer.writerow(
            [
                entry.date,
                entry.by,
                entry.note,
                *(scores.get(id, "") for id in ("calm", "share", "pair")),
            ]
        )
    return (random.choice(("", "\ufeff")) + file.getvalue()).encode()


# ---- what a file holds


def as_read(entry: NewEntry) -> dict[str, object]:
    """What a reader of the file finds."""
    pairs = {"share": ("done", "of"), "pair": ("before", "after")}
    scores = {
        id: [
            (name, half)
            for name, half in zip(pairs[id], typed.replace(">", "/").split("/"), strict=True)
            if half
        ]
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
        values: dict[str, object] = dict(content_of(item))  # type: ignore[call-overload]
        for key in ("scores", "helped"):
            if key in values:
                values[key] = {id: list(v) if isinstance(v, tuple) else v for id, v in values[key]}  # type: ignore[attr-defined]
        found.append(values)
    return found


def what_it_is_known_by(entry: dict[str, object]) -> str:
    """Two rows that say the same are alike; other words make another entry."""
    return repr(
        sorted((key, sorted(v.items()) if isinstance(v, dict) else v) for key, v in entry.items())
    )


def with_all(
    known: list[dict[str, object]], new: list[dict[str, object]]
) -> list[dict[str, object]]:
    """The entries of a log with the new ones: by date where it is oldest first, else at the end."""
    days = [str(entry["date"]) for entry in known]
    if days != sorted(days):
        return known + new
    return sorted([*known, *new], key=lambda entry: str(entry["date"]))


def keeps_all(old: bytes, new: bytes) -> bool:
    """Whether all of `old` stands in `new`, in its order."""
    left = iter(new)
    return all(sign in left for sign in old)


def is_inserted(old: bytes, new: bytes) -> bool:
    """Whether `new` is `old` with one piece put in, and at most a sign # before an empty value."""
    for start in (new, *(new.replace(b"# " + empty, empty, 1) for empty in (b"[]", b"[ ]", b'""'))):
        head = next(
            (n for n, (a, b) in enumerate(zip(old, start, strict=False)) if a != b),
            min(len(old), len(start)),
        )
        if start.endswith(old[head:]) and len(start) >= len(old):
            return True
    return False


def _is_taken_out(old: bytes, new: bytes) -> bool:
    """Whether `new` is `old` without one piece, and without a comma where a comment stands between it and the piece."""
    commas = (old[: found.start()] + old[found.end() :] for found in re.finditer(b",", old))
    return is_inserted(new, old) or any(is_inserted(new, start) for start in commas)


def line_ends(data: bytes) -> set[str]:
    return set(re.findall("\r\n|\n|\r", data.decode()))


# ---- a crash in the middle


class Desk:
    """A workspace on a disk with one plan, on which a write can be cut off at any moment."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / FILE
        self.path.parent.mkdir()
        self.path.write_bytes(b"old")
        self.moments = self._counted(partial(fix.save_plan, root, PlanSource(FILE, b"old"), b"new"))

    def _counted(self, act: Callable[[], None]) -> int:
        """How many moments an act has: before and after each time it touches the disk."""
        count = 0

        def moment(_frame: object, event: str, what: object) -> None:
            nonlocal count
            count += _touches_disk(event, what)

        sys.setprofile(moment)
        try:
            act()
        finally:
            sys.setprofile(None)
        return count

    def _at(self, number: int, act: Callable[[], None]) -> None:
        """From now on, do something at this moment."""

        def moment(_frame: object, event: str, what: object) -> None:
            nonlocal number
            number -= _touches_disk(event, what)
            if number == 0:
                act()

        sys.setprofile(moment)

    def cut(self, old: bytes, new: bytes, number: int) -> bytes:
        """What the plan holds after a process that put `new` for `old` was gone at a moment, as if killed."""
        self.path.write_bytes(old)
        child = os.fork()
        if child == 0:
            self._at(number, partial(os._exit, 9))
            fix.save_plan(self.root, PlanSource(FILE, old), new)
            os._exit(0)
        os.waitpid(child, 0)
        return self.path.read_bytes()

    def refuse(self, old: bytes, new: bytes, number: int) -> bytes:
        """What the plan holds after the disk refused a call at a moment; it is told where it is not `new`."""

        def refusal() -> None:
            sys.setprofile(None)
            raise OSError(28, "No space left on device")

        self.path.write_bytes(old)
        self._at(number, refusal)
        told = False
        try:
            fix.save_plan(self.root, PlanSource(FILE, old), new)
        except WorkspaceError as error:
            told = "No space left" in str(error)
        finally:
            sys.setprofile(None)
        left = self.path.read_bytes()
        assert told or left == new
        return left

    def put(self, old: bytes, new: bytes) -> None:
        """The next command."""
        (source,) = (plan for plan in layout.read_workspace(self.root).plans if plan.name == FILE)
        assert source.data == old
        fix.save_plan(self.root, source, new)
        assert self.path.read_bytes() == new


#: What Python asks the system for, and an open file, while it puts a plan in place.
_CALLS = frozenset(
    (
        "open",
        "read",
        "write",
        "flush",
        "fsync",
        "close",
        "__exit__",
        "stat",
        "lstat",
        "mkdir",
        "chmod",
        "replace",
    )
) | {"unlink", "flock"}


def _touches_disk(event: str, what: object) -> bool:
    return event in ("c_call", "c_return") and getattr(what, "__name__", "") in _CALLS


# ---- one sequence


def run(seed: int, desk: Desk | None = None) -> Counter[str]:
    """One file and what happens to it, each step looked at; how much there was of what."""
    random = Random(seed)
    author = Author(random)
    data = author.plan()
    seen: Counter[str] = Counter(
        plans=1, good=not findings_in(PlanSource(FILE, data), SETTINGS, TODAY)
    )
    before: list[
        tuple[bytes, tuple[int, ...]]
    ] = []  # what the file was before each command, and what that added
    brought: list[NewEntry] = []
    known = entries_in(data)
    for _ in range(random.randrange(2, 9)):
        kind = random.choice(("log", "log", "undo", "undo", "import", "hand"))
        old, comments = data, _comments(data)
        if kind == "hand":
            data = author.edited(data)
            before = before if data == old else []
        elif kind == "undo" and before:
            data, places = before.pop()
            assert without_entries(PlanSource(FILE, old), places) == data
            known = [entry for place, entry in enumerate(known) if place not in places]
        elif kind == "undo":
            for _ in range(min(random.choice((1, 1, 2, 3)), len(known))):
                last, data = data, without_entries(PlanSource(FILE, data), [len(known) - 1])
                known = known[:-1]
                assert _is_taken_out(last, data)
                assert entries_in(data) == known
        else:
            entries = [an_entry(random)]
            if kind == "import":
                new = [a_row(random) for _ in range(random.randrange(1, 4))]
                rows = random.sample(
                    [*new, *brought[-3:], new[0]], len(new) + len(brought[-3:]) + 1
                )
                rows = [row for row in rows if row.scores or row.note]
                table = [
                    row.entry
                    for row in table_of(a_table(rows, random), measures_of(parse(data, FILE))).rows
                ]
                entries = list(missing(parse(data, FILE), table))
                assert [as_read(entry) for entry in entries] == _not_known(rows, known)
                brought += entries
            made = entered(PlanSource(FILE, data), entries, SETTINGS, TODAY)
            data = made.data
            known = with_all(known, [as_read(entry) for entry in entries])
            before += [(old, made.places)] if entries else []
            assert keeps_all(old, data) or is_inserted(old, data)
            assert (
                sorted(made.places)[-1:] != [len(known) - 1]
                or len(made.places) > 1
                or is_inserted(old, data)
            )
            assert kind == "log" or not missing(parse(data, FILE), table)
        assert entries_in(data) == known
        assert all(_comments(data)[comment] >= count for comment, count in comments.items())
        if kind != "hand":
            assert line_ends(data) <= line_ends(old) or not line_ends(old)
            assert data.startswith(b"\xef\xbb\xbf") == old.startswith(b"\xef\xbb\xbf")
            assert data.endswith(b"\n") == old.endswith(b"\n") or not known
        if desk and kind != "hand" and data != old:
            left = desk.cut(old, data, random.randrange(1, desk.moments + 1))
            assert left in (old, data)
            seen.update({"cut, old file": left == old, "cut, new file": left == data})
            desk.put(left, data)
        seen.update({kind: 1, "comments": len(comments)})
    return seen


def _not_known(rows: list[NewEntry], known: list[dict[str, object]]) -> list[dict[str, object]]:
    there = Counter(map(what_it_is_known_by, known))
    new = []
    for row in map(as_read, rows):
        there[what_it_is_known_by(row)] -= 1
        if there[what_it_is_known_by(row)] < 0:
            new.append(row)
    return new


def _comments(data: bytes) -> Counter[bytes]:
    """The numbered comments of a file, without those within an entry, which go with it."""
    return Counter(re.findall(rb"#[ \t](?:c|h|top c)\d+\.", data))


def runs(first: int, count: int) -> Counter[str]:
    """Some sequences one after the other, each write on a disk and cut off once. Says which one it was that failed."""
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder)) if hasattr(os, "fork") else None
        for seed in range(first, first + count):
            try:
                seen += run(seed, desk)
            except Exception as error:
                raise AssertionError(f"sequence {seed}") from error
    return seen


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--first", type=int, default=0)
    chosen = options.parse_args()
    began, seen = time.perf_counter(), Counter[str]()
    firsts = range(chosen.first, chosen.first + chosen.count, 50)
    with ProcessPoolExecutor() as pool:
        for some in pool.map(runs, firsts, (min(50, firsts.stop - first) for first in firsts)):
            seen += some
    print(
        f"{chosen.count} sequences in {time.perf_counter() - began:.0f} s, nothing lost, every other byte as it was"
    )
    print(", ".join(f"{what} {number}" for what, number in sorted(seen.items())))


if __name__ == "__main__":
    main()
