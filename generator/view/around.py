"""Around: what stands around the goals: supporters, questions, patterns, how therapy itself goes.

In: a plan, and its Markdown as HTML.
Out: sections with their words; none for what the plan leaves out.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from markupsafe import Markup

from generator.model.plan import ACCOMPANYING, Asked, Person, Plan, Role, Step, Supporter
from generator.text.language import _, isolated
from generator.view import called, dates, page_values
from generator.view.changes import shown_goals


def markdown_texts(plan: Plan) -> Iterator[str]:
    """The texts around the goals that may hold Markdown."""
    yield from (one.answer for one in plan.asked if one.answer)
    yield from (note.how for note in plan.fit.notes)
    if plan.fit.if_not:
        yield plan.fit.if_not
    yield from ("\n\n".join(goal.addresses) for goal in plan.goals if goal.addresses)


def before_goals(plan: Plan, prose: Mapping[str, Markup]) -> tuple[page_values.Section, ...]:
    """What comes before the goals: the questions that led to them, and who is there to help."""
    sections = (_asked(plan, prose), _with_me(plan))
    return tuple(section for section in sections if section.pairs)


def after_goals(plan: Plan, prose: Mapping[str, Markup]) -> tuple[page_values.Section, ...]:
    """What comes after the goals: what returns, and how working together goes."""
    sections = (_patterns(plan), _fit(plan, prose))
    return tuple(section for section in sections if section.pairs or section.lines)


def kind_line(plan: Plan) -> page_values.KindLine | None:
    """A word from the therapist for hard days, and whose it is."""
    if not plan.kind_line:
        return None
    names = dates.several([person.name for person in plan.therapists])
    lead = _("From your therapist:")
    if names:
        lead = _("From {name}:", name=names)
    return page_values.KindLine(lead, plan.kind_line)


def is_anothers(plan: Plan, step: Step) -> bool:
    """Whether somebody else than the client, or the clients, does this step."""
    return step.by is not None and step.by not in {person.id for person in plan.clients}


# ---- who is on my side


def _with_me(plan: Plan) -> page_values.Section:
    title = _("On our side") if len(plan.clients) > 1 else _("On my side")
    pairs = [_supporter(plan, one, person) for one, person in _supporters(plan)]
    return page_values.Section("with", title, None, tuple(pairs))


def _supporters(plan: Plan) -> Iterator[tuple[Supporter, Person | None]]:
    """Those named as being on my side, then the other supporters among the people of the plan."""
    known = set()
    for one in plan.with_me:
        named = _person(plan, one.who)
        if named:
            known.add(named.id)
        yield one, named
    for person in plan.people:
        if person.role is Role.SUPPORTER and person.id not in known:
            yield Supporter(person.name, None, None), person


def _person(plan: Plan, who: str) -> Person | None:
    """The person of the plan that is meant, by id or by name."""
    return next(
        (person for person in plan.people if who in (person.id, person.name)),
        None,
    )


def _supporter(
    plan: Plan,
    one: Supporter,
    person: Person | None,
) -> page_values.SectionPair:
    term = person.name if person else one.who
    if one.is_:
        term = _("{name}, {relation}", name=term, relation=one.is_)
    notes = []
    if one.for_:
        notes.append(_("There for: {what}", what=one.for_))
    if person and person.role in ACCOMPANYING:
        notes.extend(_does(plan, person.id))
    return page_values.SectionPair(term, None, tuple(notes))


def _does(plan: Plan, id: str) -> Iterator[str]:
    """The steps that are somebody's, and what they give scores for."""
    objectives = [objective for goal in shown_goals(plan) for objective in goal.objectives]
    steps = [step.step for objective in objectives for step in objective.steps if step.by == id]
    rated = [objective.objective for objective in objectives if id in objective.raters]
    if steps:
        yield _("Steps: {what}", what="; ".join(map(isolated, steps)))
    if rated:
        yield _(
            "Also gives a score for: {what}",
            what="; ".join(map(isolated, rated)),
        )


# ---- questions, patterns, how therapy itself goes


def _asked(plan: Plan, prose: Mapping[str, Markup]) -> page_values.Section:
    pairs = tuple(_question(plan, one, prose) for one in plan.asked)
    return page_values.Section("asked", _("Questions to think about"), None, pairs)


def _question(
    plan: Plan,
    one: Asked,
    prose: Mapping[str, Markup],
) -> page_values.SectionPair:
    """A question with its answer, or that it is still open."""
    notes = [_day(plan, one.on)] if one.on else []
    if one.answer:
        return page_values.SectionPair(
            one.question,
            prose[one.answer],
            tuple(notes),
        )
    notes.append(_("Still open."))
    return page_values.SectionPair(one.question, None, tuple(notes))


def _patterns(plan: Plan) -> page_values.Section:
    lines = tuple(page_values.Win(_day(plan, one.on), one.pattern) for one in plan.patterns)
    return page_values.Section(
        "patterns", _("Patterns we noticed"), called.from_pattern(plan), (), lines
    )


def _fit(plan: Plan, prose: Mapping[str, Markup]) -> page_values.Section:
    notes = sorted(plan.fit.notes, key=lambda note: note.on or date.min)
    pairs = [
        page_values.SectionPair(
            _day(plan, note.on) or _("So far"),
            prose[note.how],
            (),
        )
        for note in notes
    ]
    if plan.fit.if_not:
        pairs.append(
            page_values.SectionPair(
                _("If it does not fit"),
                prose[plan.fit.if_not],
                (),
            )
        )
    return page_values.Section(
        "fit",
        _("How therapy itself is going"),
        None,
        tuple(pairs),
    )


def _day(plan: Plan, on: date | None) -> str:
    if on is None:
        return ""
    return dates.long(on, plan.as_of.year)
