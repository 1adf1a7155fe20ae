"""Merge cases: a plan at random, two people who each change it, and what both together mean, told by a simple rule.

The rule works on lists of dictionaries and knows what each side did; nothing of `generator.merging` is asked. A plan is
written in one of a few styles: in lines or in braces, with and without empty lines, with comments.

Terms
    deed      what one side did to an entry that was there: it was edited, or taken out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import yaml

#: Nothing: a key that is not there, an entry that was taken out.
GONE: Final = None
DAYS: Final = tuple(f"2026-{month:02}-{day:02}" for month in (1, 2) for day in range(5, 27))
NOTES: Final = (
    "It was fine",
    "Asked once",
    "Slept # badly",
    "We talked: a lot",
    "Ein guter Tag",
    "2",
)
STEPS: Final = ("Ask one friend", "Go there, and back", "Stay a minute", "Say hello")


@dataclass(slots=True)
class Changed:
    """A plan as a dictionary, and what was done to the entries of the one before it, by their place."""

    plan: dict[str, Any]
    edited: dict[int, dict[str, Any]] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    added: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MergeCase:
    base: str
    ours: str
    theirs: str
    was: dict[str, Any]
    mine: Changed
    yours: Changed


@dataclass(frozen=True, slots=True)
class Expected:
    """What a merge says where each dispute is resolved for one side; the log as a multiset."""

    plan: Mapping[str, Any]
    log: Counter[str]
    has_dispute: bool


def merge_case(seed: int) -> MergeCase:
    chance = Random(seed)
    style = Style.at_random(chance)
    was = _plan(chance)
    mine, yours = _changed(chance, was), _changed(chance, was)
    for entry in mine.added:
        if chance.random() < 0.3 and not _is_touched(was, yours, entry["date"]):
            yours.added.append(deepcopy(entry))
            yours.plan["progress"].append(deepcopy(entry))
            yours.plan["progress"].sort(key=lambda one: one["date"])
    other_style = style if chance.random() < 0.8 else Style.at_random(chance)
    return MergeCase(
        style.text(was), style.text(mine.plan), other_style.text(yours.plan), was, mine, yours
    )


def expected(case: MergeCase, *, is_ours: bool) -> Expected:
    """What both sides together mean by the rule."""
    merged, has_dispute = {}, False
    names = (case.was.keys() | case.mine.plan.keys() | case.yours.plan.keys()) - {
        "progress",
        "steps",
    }
    for name in names:
        value, is_clash = _three(case.was, case.mine.plan, case.yours.plan, name, is_ours)
        has_dispute |= is_clash
        if value is not GONE:
            merged[name] = value
    steps, is_clash = _steps(case, is_ours)
    log, is_log_clash = _log(case, is_ours)
    return Expected({**merged, "steps": steps}, log, has_dispute or is_clash or is_log_clash)


def in_words(entry: object) -> str:
    """An entry as a text that two have in common exactly when they say the same."""
    return repr(sorted(entry.items())) if isinstance(entry, dict) else repr(entry)


def read(data: bytes) -> dict[str, Any]:
    """A plan file as a dictionary of texts, by another reader than the program's own."""
    return yaml.load(data, yaml.CBaseLoader)


def as_expected(plan: dict[str, Any]) -> tuple[dict[str, Any], Counter[str]]:
    """A plan that was read, in the form of `Expected`."""
    plan = dict(plan)
    log = plan.pop("progress", None) or []
    objectives = plan.pop("objectives")["calm"]
    steps = [_written_out(step) for step in objectives.pop("steps", None) or []]
    return {**plan, **objectives, "steps": {in_words(step) for step in steps}}, Counter(
        map(in_words, log)
    )


# ---- the rule


def _three(
    was: Mapping, mine: Mapping, yours: Mapping, name: str, is_ours: bool
) -> tuple[Any, bool]:
    old, my, your = was.get(name), mine.get(name), yours.get(name)
    if my == your or your == old:
        return my, False
    if my == old:
        return your, False
    if all(isinstance(one, dict) for one in (old, my, your)):
        pairs, is_clash = {}, False
        for key in old.keys() | my.keys() | your.keys():
            value, clashes = _three(old, my, your, key, is_ours)
            is_clash |= clashes
            if value is not GONE:
                pairs[key] = value
        if is_clash:
            return (my if is_ours else your), True
        return pairs, False
    return (my if is_ours else your), True


def _steps(case: MergeCase, is_ours: bool) -> tuple[set[str], bool]:
    old, my, your = (
        {step["step"]: step for step in plan["steps"]}
        for plan in (case.was, case.mine.plan, case.yours.plan)
    )
    merged, has_dispute = set(), False
    for name in old.keys() | my.keys() | your.keys():
        step, is_clash = _three(old, my, your, name, is_ours)
        if name not in old and name in my and name in your and my[name] != your[name]:
            step, is_clash = _three({name: {}}, my, your, name, is_ours)
        has_dispute |= is_clash
        if step is not GONE:
            merged.add(in_words(step))
    return merged, has_dispute


def _log(case: MergeCase, is_ours: bool) -> tuple[Counter[str], bool]:
    """Additions of both, once where they are the same; deletions of what the other left; each edit."""
    was = case.was["progress"]
    mine, yours = _with_news(case.mine, case.yours), _with_news(case.yours, case.mine)
    merged, has_dispute = Counter(), False
    copies: dict[str, list[int]] = {}
    for place, entry in enumerate(was):
        copies.setdefault(in_words(entry), []).append(place)
    for words, places in copies.items():
        if len(places) > 1:
            fewer = max(len(mine.removed & set(places)), len(yours.removed & set(places)))
            merged[words] += len(places) - fewer
            continue
        place = places[0]
        left = [_left_by(side, place, was[place]) for side in (mine, yours)]
        entry, is_clash = _three({"e": was[place]}, *({"e": one} for one in left), "e", is_ours)
        if left[0] != left[1] and was[place] not in left:
            entry, is_clash = left[0 if is_ours else 1], True
        has_dispute |= is_clash
        if entry is not GONE:
            merged[in_words(entry)] += 1
    mine_new, yours_new = (Counter(map(in_words, side.added)) for side in (mine, yours))
    return merged + (mine_new | yours_new), has_dispute


def _with_news(side: Changed, other: Changed) -> Changed:
    """A side for whom an edit to what the other one added is a deletion, and an addition by both."""
    added = list(map(in_words, other.added))
    news = {place: entry for place, entry in side.edited.items() if in_words(entry) in added}
    edited = {place: entry for place, entry in side.edited.items() if place not in news}
    return Changed(side.plan, edited, side.removed | set(news), [*side.added, *news.values()])


def _left_by(side: Changed, place: int, entry: dict[str, Any]) -> dict[str, Any] | None:
    if place in side.removed:
        return GONE
    return side.edited.get(place, entry)


# ---- plans and changes at random


def _plan(chance: Random) -> dict[str, Any]:
    days = sorted(chance.choices(DAYS, k=chance.choice([0, 1, 2, 3, 4, 6])))
    log = [_entry(chance, day) for day in days]
    if log and chance.random() < 0.1:
        log.insert(1, deepcopy(log[0]))
    return {
        "goal": "Feel at ease",
        "timeframe": {"start": "2026-01-05", "end": "2026-12-28"},
        "objective": "Feel calm on the train",
        "measure": "rating",
        "target": "7",
        "steps": [{"step": step} for step in STEPS[: chance.choice([0, 1, 2, 3])]],
        "progress": log,
    }


def _entry(chance: Random, day: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"date": day}
    if chance.random() < 0.3:
        entry["by"] = chance.choice(["sam", "kim"])
    entry["scores"] = {"calm": str(chance.randint(0, 10))}
    if chance.random() < 0.5:
        entry["note"] = chance.choice(NOTES)
    return entry


def _changed(chance: Random, was: dict[str, Any]) -> Changed:
    side = Changed(deepcopy(was))
    for _ in range(chance.choice([0, 1, 1, 2, 3, 4])):
        chance.choice(_DEEDS)(chance, was, side)
    log = [
        _left_by(side, place, entry)
        for place, entry in enumerate(was["progress"])
        if place not in side.removed
    ]
    side.plan["progress"] = sorted([*log, *deepcopy(side.added)], key=lambda entry: entry["date"])
    return side


def _is_touched(was: dict[str, Any], side: Changed, day: str) -> bool:
    """Whether a side did something to an entry of this day, so that a new one could be taken for it."""
    places = {*side.removed, *side.edited}
    return day in {was["progress"][place]["date"] for place in places} or day in {
        entry["date"] for entry in side.edited.values()
    }


def _add(chance: Random, was: dict[str, Any], side: Changed) -> None:
    entry = _entry(chance, chance.choice(DAYS))
    is_there = _but_its_day(entry) in map(_but_its_day, was["progress"])
    if not is_there and not _is_touched(was, side, entry["date"]):
        side.added.append(entry)


def _but_its_day(entry: dict[str, Any]) -> str:
    """An entry that says nothing new could be an earlier one on another day."""
    return in_words({**entry, "date": ""})


def _untouched(chance: Random, was: dict[str, Any], side: Changed) -> int | None:
    """The place of an entry that is alone on its day in this side's hands."""
    new_days = {entry["date"] for entry in side.added}
    places = [
        place
        for place, entry in enumerate(was["progress"])
        if not _is_touched(was, side, entry["date"]) and entry["date"] not in new_days
    ]
    return chance.choice(places) if places else None


def _remove(chance: Random, was: dict[str, Any], side: Changed) -> None:
    place = _untouched(chance, was, side)
    if place is not None:
        side.removed.add(place)


def _edit(chance: Random, was: dict[str, Any], side: Changed) -> None:
    place = _untouched(chance, was, side)
    if place is None or was["progress"].count(was["progress"][place]) > 1:
        return
    entry = deepcopy(was["progress"][place])
    what = chance.random()
    if what < 0.4:
        entry["scores"]["calm"] = str(chance.randint(0, 10))
    elif what < 0.8:
        entry["note"] = f"Corrected {chance.randint(0, 3)}"
    elif [_but_its_day(one) for one in was["progress"]].count(_but_its_day(entry)) == 1:
        days = {one["date"] for one in (*was["progress"], *side.added)}
        entry["date"] = chance.choice([day for day in DAYS if day not in days])
    if entry not in was["progress"]:
        side.edited[place] = entry


def _set_a_field(chance: Random, _was: dict[str, Any], side: Changed) -> None:
    name, value = chance.choice(
        [
            ("target", str(chance.randint(5, 9))),
            ("goal", chance.choice(["Feel well", "Feel at ease"])),
            ("title", chance.choice(["Calm", "Trains"])),
            ("measure", chance.choice(["rating", "count"])),
        ]
    )
    side.plan[name] = value


def _move_a_day(chance: Random, _was: dict[str, Any], side: Changed) -> None:
    side.plan["timeframe"][chance.choice(["start", "end"])] = chance.choice(DAYS)


def _do_a_step(chance: Random, _was: dict[str, Any], side: Changed) -> None:
    if side.plan["steps"]:
        step = chance.choice(side.plan["steps"])
        step[chance.choice(["done", "done", "by"])] = chance.choice(DAYS[:2])


def _add_a_step(chance: Random, _was: dict[str, Any], side: Changed) -> None:
    known = {step["step"] for step in side.plan["steps"]}
    new = [step for step in STEPS if step not in known]
    if new:
        side.plan["steps"].append({"step": chance.choice(new)})


_DEEDS: Final = (
    *(_add, _add, _add, _remove, _edit, _edit),
    *(_set_a_field, _move_a_day, _do_a_step, _add_a_step),
)


# ---- how a plan is written


@dataclass(frozen=True, slots=True)
class Style:
    """How somebody writes: entries in braces or in lines, how far in, with an empty line or a comment between."""

    in_braces: bool
    margin: str
    is_spaced: bool
    has_comments: bool
    end: str

    @classmethod
    def at_random(cls, chance: Random) -> Style:
        return cls(
            chance.random() < 0.3,
            chance.choice(["  ", "  ", "", "    "]),
            chance.random() < 0.4,
            chance.random() < 0.4,
            "\r\n" if chance.random() < 0.1 else "\n",
        )

    def text(self, plan: Mapping[str, Any]) -> str:
        lines = [
            f"{name}: {_value(plan[name])}"
            for name in ("title", "goal", "timeframe")
            if name in plan
        ]
        lines += ["objectives:", "  calm:"]
        lines += [f"    {name}: {plan[name]}" for name in ("objective", "measure", "target")]
        if plan["steps"]:
            lines += ["    steps:", *(f"      - {_step(step)}" for step in plan["steps"])]
        lines += self._log(plan["progress"])
        return self.end.join(lines) + self.end

    def _log(self, entries: Sequence[Mapping[str, Any]]) -> list[str]:
        if not entries:
            return []
        lines = ["progress:  # oldest first" if self.has_comments else "progress:"]
        for number, entry in enumerate(entries):
            if self.is_spaced and number:
                lines.append("")
            if self.has_comments and entry["date"].endswith("7"):
                lines.append(f"{self.margin}# about {entry['date']}")
            lines += self._entry(entry)
        return lines

    def _entry(self, entry: Mapping[str, Any]) -> list[str]:
        if self.in_braces:
            return [f"{self.margin}- {_value(entry)}"]
        first, *more = [f"{key}: {_value(value)}" for key, value in entry.items()]
        return [f"{self.margin}- {first}", *(f"{self.margin}  {line}" for line in more)]


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_value(one)}" for key, one in value.items()) + "}"
    return f'"{value}"' if set(value) & set("#:,") else str(value)


def _step(step: Mapping[str, str]) -> str:
    return _value(step["step"] if len(step) == 1 else step)


def _written_out(step: object) -> object:
    return step if isinstance(step, dict) else {"step": step}
