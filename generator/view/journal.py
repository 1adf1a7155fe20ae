"""Journal: what was noted, the latest month apart, and the good things among it.

In: a Plan. Out: notes and wins in words. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from markupsafe import Markup

from generator.model.plan import Entry, Plan, StrategyKind
from generator.text.language import N_, _, isolated, ngettext
from generator.view import dates, page_values

STRATEGY_KINDS: Final = {
    StrategyKind.SKILL: N_("a skill"),
    StrategyKind.CONNECTION: N_("with others"),
    StrategyKind.ENVIRONMENT: N_("around me"),
    StrategyKind.PRACTICE: N_("to practise"),
    StrategyKind.SUPPORT: N_("asking for help"),
}


def wins(plan: Plan) -> tuple[page_values.Win, ...]:
    """What was celebrated, the latest first."""
    return tuple(
        page_values.Win(_day_and_name(plan, entry), entry.celebrate)
        for entry in reversed(plan.entries)
        if entry.celebrate
    )


def journal(plan: Plan, prose: Mapping[str, Markup]) -> page_values.Journal:
    """The entries that say more than scores, the latest first; those of the latest month stand apart."""
    entries = [entry for entry in reversed(plan.entries) if has_text(entry)]
    latest = [entry for entry in entries if _month(entry) == _month(entries[0])]
    earlier = entries[len(latest) :]
    count = ngettext("{count} earlier note", "{count} earlier notes", len(earlier))
    return page_values.Journal(
        latest=tuple(_entry(plan, entry, prose) for entry in latest),
        earlier=tuple(_entry(plan, entry, prose) for entry in earlier),
        count=count,
    )


def _month(entry: Entry) -> date:
    return entry.on.replace(day=1)


def has_text(entry: Entry) -> bool:
    """Whether an entry has more to say than its scores."""
    tags = (entry.trigger, entry.response, entry.helped, entry.cost, entry.skips)
    return bool(entry.note or entry.situation or entry.strength is not None or any(tags))


def _entry(
    plan: Plan,
    entry: Entry,
    prose: Mapping[str, Markup],
) -> page_values.EntryView:
    day = dates.long(entry.on, plan.as_of.year)
    if entry.at:
        day = _("{day}, {time}", day=day, time=dates.clock(entry.at))
    return page_values.EntryView(
        day=day,
        by=_name(plan, entry),
        words=prose[entry.note] if entry.note else None,
        notes=tuple(_notes(plan, entry)),
    )


def _notes(plan: Plan, entry: Entry) -> Iterator[str]:
    """What an entry says beside its note, a small line each."""
    yield from _of_moment(entry)
    if entry.helped:
        helped = joined_words(one.strategy for one in entry.helped)
        yield _("What helped: {what}", what=helped)
    if entry.cost:
        yield _(
            "What cost strength: {what}",
            what=joined_words(one.what for one in entry.cost),
        )
    if entry.skips:
        yield _(
            "Left out on purpose: {what}",
            what=joined_words(_skipped(plan, entry)),
        )


def _of_moment(entry: Entry) -> Iterator[str]:
    """How a hard moment came about, and what was done then."""
    if entry.situation:
        yield _("The situation: {what}", what=entry.situation)
    if entry.trigger:
        yield _("Before it: {what}", what=joined_words(entry.trigger))
    if entry.strength is not None:
        yield _(
            "How strong it was: {strength} of 10",
            strength=dates.number(entry.strength),
        )
    if entry.response:
        yield _("What I did: {what}", what=joined_words(entry.response))


def _skipped(plan: Plan, entry: Entry) -> list[str]:
    """The objectives that an entry leaves out, in their own words."""
    words = {one.id: one.objective for goal in plan.goals for one in goal.objectives}
    return [words[skip.objective] for skip in entry.skips]


def joined_words(words: Iterable[str]) -> str:
    """Somebody's own words one after the other, each running its own way."""
    return ", ".join(map(isolated, words))


def _name(plan: Plan, entry: Entry) -> str | None:
    """Whose entry it is, where that is not plain: several clients, or somebody else."""
    if entry.by is None or [entry.by] == [person.id for person in plan.clients]:
        return None
    return plan.person(entry.by).name


def _day_and_name(plan: Plan, entry: Entry) -> str:
    day, name = dates.long(entry.on, plan.as_of.year), _name(plan, entry)
    if name is None:
        return day
    return _("{day}, {name}", day=day, name=name)
