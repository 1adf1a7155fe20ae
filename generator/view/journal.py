"""Journal: what was noted, by month, and the good things among it.

In: a Plan. Out: months and wins in words. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Final

from markupsafe import Markup

from generator.model.plan import Entry, Plan, StrategyKind
from generator.text.language import N_, _, isolated, ngettext
from generator.view import dates
from generator.view import page_values as values

STRATEGY_KINDS: Final = {
    StrategyKind.SKILL: N_("a skill"),
    StrategyKind.CONNECTION: N_("with others"),
    StrategyKind.ENVIRONMENT: N_("around me"),
    StrategyKind.PRACTICE: N_("to practise"),
    StrategyKind.SUPPORT: N_("asking for help"),
}


# ---- what the entries tell


def wins(plan: Plan) -> tuple[values.Win, ...]:
    return tuple(
        values.Win(_by(plan, entry, dates.long(entry.on, plan.as_of.year)), entry.celebrate)
        for entry in reversed(plan.entries)
        if entry.celebrate
    )


def journal(plan: Plan, prose: Mapping[str, Markup]) -> tuple[values.MonthView, ...]:
    told = [entry for entry in reversed(plan.entries) if has_text(entry)]
    years = {entry.on.year for entry in told}
    months = []
    for first, of_month in groupby(told, key=lambda entry: entry.on.replace(day=1)):
        entries = tuple(_entry(plan, entry, prose) for entry in of_month)
        title = dates.month(first) if len(years) == 1 else dates.month_and_year(first)
        count = ngettext("{count} note", "{count} notes", len(entries))
        months.append(values.MonthView(title, count, entries))
    return tuple(months)


def has_text(entry: Entry) -> bool:
    tags = (entry.trigger, entry.response, entry.helped, entry.cost, entry.skips)
    return bool(entry.note or entry.situation or entry.strength is not None or any(tags))


def _entry(plan: Plan, entry: Entry, prose: Mapping[str, Markup]) -> values.EntryView:
    year = plan.as_of.year
    notes = []
    if entry.situation:
        notes.append(_("The situation: {what}", what=entry.situation))
    if entry.trigger:
        notes.append(_("Before it: {what}", what=joined_words(entry.trigger)))
    if entry.strength is not None:
        notes.append(
            _("How strong it was: {strength} of 10", strength=dates.number(entry.strength))
        )
    if entry.response:
        notes.append(_("What I did: {what}", what=joined_words(entry.response)))
    if entry.helped:
        notes.append(
            _("What helped: {what}", what=joined_words(helped.strategy for helped in entry.helped))
        )
    if entry.cost:
        notes.append(
            _("What cost strength: {what}", what=joined_words(cost.what for cost in entry.cost))
        )
    if entry.skips:
        words = {
            objective.id: objective.objective
            for goal in plan.goals
            for objective in goal.objectives
        }
        notes.append(
            _(
                "Left out on purpose: {what}",
                what=joined_words(words[skip.objective] for skip in entry.skips),
            )
        )
    iso = entry.on.isoformat() + (f"T{entry.at:%H:%M}" if entry.at else "")
    day = dates.long(entry.on, year)
    if entry.at:
        day = _("{day}, {time}", day=day, time=dates.clock(entry.at))
    by = _name(plan, entry)
    return values.EntryView(iso, day, by, prose[entry.note] if entry.note else None, tuple(notes))


def joined_words(words: Iterable[str]) -> str:
    """Somebody's own words one after the other, each running its own way."""
    return ", ".join(map(isolated, words))


def _name(plan: Plan, entry: Entry) -> str | None:
    """Whose entry it is, where that is not plain: several clients, or somebody else."""
    if entry.by is None or [entry.by] == [person.id for person in plan.clients]:
        return None
    return plan.person(entry.by).name


def _by(plan: Plan, entry: Entry, day: str) -> str:
    name = _name(plan, entry)
    return _("{day}, {name}", day=day, name=name) if name else day
