"""Plan: a parsed file as a `Plan` that cannot be wrong, or every finding at once.

In: a Document, the practice's Settings and today's date. Out: a frozen `Plan`, or PlanError.
Touches nothing. `private:` ends here: a record passes it over unread and no type has a place for
it. Today's date is used for one thing only: what is told as past may not be dated after tomorrow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from generator.format.fields.record import Fields
from generator.format.fields.report import InvalidField, Location, Report
from generator.format.keys.goal import GoalKeys
from generator.format.keys.log import ReviewKeys
from generator.format.keys.plan import LookKeys, PersonKeys, PlanKeys
from generator.format.parse import Document, Mapping
from generator.format.validate import around
from generator.format.validate.agreement import check_agreement
from generator.format.validate.check_in import check_in_of, check_totals
from generator.format.validate.entries import entries_of
from generator.format.validate.goals import goal_of
from generator.format.validate.measures.by_name import RESERVED
from generator.format.validate.personal_data import report_address, report_personal
from generator.format.validate.questionnaires import Catalogue, no_catalogue, questionnaires_of
from generator.format.validate.references import Known, ids_below, not_ahead
from generator.format.validate.settings import language_of
from generator.format.validate.share import check_share, share_of
from generator.format.validate.timeframe import timeframe_of
from generator.model.look import UNSAID_LOOK, Look
from generator.model.parts import Numbers
from generator.model.plan import (
    ACCOMPANYING,
    CallIt,
    Goal,
    Person,
    Phase,
    Plan,
    Review,
    Role,
    SafetyPlan,
    Setting,
    StartingPoint,
)
from generator.model.rule import Silence
from generator.model.settings import Settings, SupportLine
from generator.model.share import Access, Status
from generator.privacy.links import Links
from generator.text.regions import week_start_of


def validate(
    document: Document,
    settings: Settings,
    today: date,
    catalogue: Catalogue = no_catalogue,
    links: Links | None = None,
) -> Plan:
    """The plan in `document`; `catalogue` is asked only where it names a questionnaire that is not
    its own.

    `links` are the keys and what has been revoked; without them nothing is asked of a private
    page's key.

    Raises PlanError with all findings, sorted by place.
    """
    report = Report(document)
    fields = PlanKeys.read(Location(document.root, None), report)
    plan = None
    with suppress(InvalidField):
        plan = _plan(fields, settings, today, catalogue=catalogue, links=links)
    _report_what_may_not_go_out(document.root, fields, settings.never_publish)
    if report.has_error or plan is None:
        raise report.error()
    return replace(plan, notes=report.notes)


def _report_what_may_not_go_out(
    root: Mapping,
    fields: Fields,
    never: Collection[str],
) -> None:
    """Note what tells who somebody is: in the texts of the plan, and in the address of its page."""
    let_through = frozenset(kind for kind, _ in fields.get(PlanKeys.publish_anyway, ()))
    report_personal(root, never, fields.report, let_through)
    if share_of(fields).access is Access.PUBLIC:
        report_address(
            never,
            fields.spot(PlanKeys.share),
            fields.report,
            let_through,
        )


def _plan(
    fields: Fields, settings: Settings, today: date, *, catalogue: Catalogue, links: Links | None
) -> Plan:
    """The plan in `fields`. Raises InvalidField where none of the goals that it has can be read."""
    people = _people(fields)
    support = _support(fields, settings)
    status = fields.get(PlanKeys.status, Status.ACTIVE)
    share = share_of(fields)
    check_share(fields, status, share, links)
    known = _known(fields, people, today)
    goals = _goals(fields, known, catalogue)
    _check_goal_ids(fields)
    check_agreement(fields, goals, known, today)
    _check_talks(fields, known)
    language = language_of(fields, settings.languages) or settings.language
    week_starts = settings.week_starts or week_start_of(language)
    objectives = {objective.id: objective for _, goal in goals for objective in goal.objectives}
    check_totals(fields, known, objectives)
    entries = entries_of(fields, known, objectives, week_starts)
    if not goals and known.goals:
        raise InvalidField
    return Plan(
        uid=fields.get(PlanKeys.uid),
        title=fields.get(PlanKeys.title, _first_goal(goals)),
        tab_title=fields.get(PlanKeys.tab_title),
        status=status,
        setting=fields.get(PlanKeys.setting, Setting.INDIVIDUAL),
        language=language,
        people=people,
        timeframe=known.timeframe,
        share=share,
        approach=fields.get(PlanKeys.approach, ()),
        what_matters=fields.get(PlanKeys.what_matters),
        starting_point=fields.get(PlanKeys.starting_point, StartingPoint()),
        support=support,
        safety_plan=fields.get(PlanKeys.safety_plan, SafetyPlan()),
        phases=_phases(fields),
        goals=tuple(goal for _, goal in goals),
        entries=entries,
        reviews=_reviews(fields, known),
        silence=tuple(Silence(rule, reason) for rule, reason in fields.get(PlanKeys.silence, ())),
        call_it=fields.get(PlanKeys.call_it, CallIt.GOAL),
        theme=fields.get(PlanKeys.theme),
        other_care=fields.get(PlanKeys.other_care, ()),
        with_me=fields.get(PlanKeys.with_me, ()),
        asked=around.asked_of(fields, known),
        patterns=around.patterns_of(fields, known),
        fit=around.fit_of(fields, known),
        kind_line=fields.get(PlanKeys.kind_line),
        look=_look(fields),
        week_starts=week_starts,
        numbers=fields.get(PlanKeys.numbers, Numbers.SHOWN),
        sections=fields.get(PlanKeys.sections, ()),
        check_in=check_in_of(fields, settings.check_in),
    )


def _look(fields: Fields) -> Look:
    """What was chosen; the rest is left to the theme."""
    look = fields.get(PlanKeys.look)
    if look is None:
        return UNSAID_LOOK
    return Look(look.get(LookKeys.accent), look.get(LookKeys.sign))


# ---- people


def _people(fields: Fields) -> tuple[Person, ...]:
    """Everyone in the plan; `client` and `therapist` are short for one of the `people`."""
    listed = _listed_people(fields)
    people = list(listed)
    for short, role in (
        (PlanKeys.client, Role.CLIENT),
        (PlanKeys.therapist, Role.THERAPIST),
    ):
        name = fields.get(short)
        if name is None:
            continue
        if any(_is_the_same(person, short.name, name, role) for person in listed):
            sentence = f'"{short.name}" stands under people too'
            hint = "delete it here; `people:` says the same"
            fields.report.add(fields.spot(short), sentence, "person-twice", hint)
        people.append(Person(short.name, name, role))
    return tuple(people)


def _is_the_same(listed: Person, id: str, name: str, role: Role) -> bool:
    """Whether a listed person is the one with this id or name. A client and their therapist may
    have one name."""
    if listed.id == id:
        return True
    is_therapist = listed.role is Role.THERAPIST
    return listed.name.lower() in (id, name.lower()) and is_therapist == (role is Role.THERAPIST)


def _listed_people(fields: Fields) -> list[Person]:
    people = []
    for key, person in fields.get(PlanKeys.people, ()):
        name, role = person.get(PersonKeys.name), person.get(PersonKeys.role)
        if name and role:
            people.append(Person(key.text, name, role))
    return people


def _support(fields: Fields, settings: Settings) -> tuple[SupportLine, ...]:
    """Whom to call: as the plan says, else as the settings do."""
    # A list with nothing in it names nobody either.
    support = fields.get(PlanKeys.support) or settings.support
    is_unread = fields.has(PlanKeys.support) and fields.get(PlanKeys.support) is None
    if not support and not is_unread:
        sentence = "nobody to call is named, and no page goes out without"
        hint = (
            f"add `{PlanKeys.support.typed}` with who answers and their number, "
            "here or in handrail.yml for all plans"
        )
        if not settings.is_written:
            hint = f"{hint}; there is no handrail.yml here, and `handrail init .` makes one"
        fields.report.add(fields.here, sentence, "support-missing", hint)
    return support


# ---- what later parts refer to


def _known(fields: Fields, people: Iterable[Person], today: date) -> Known:
    people = tuple(people)
    places = _goal_places_and_top(fields)
    goal_ids = [place.get(GoalKeys.id) for place in places]
    return Known(
        clients=tuple(person for person in people if person.role not in ACCOMPANYING),
        timeframe=timeframe_of(fields),
        tomorrow=today + timedelta(days=1),
        person_ids=_person_ids(fields),
        goal_ids=tuple(id for id in goal_ids if id),
        objective_ids=_objective_ids(places),
        goals=len(_goal_places(fields)),
        are_people_unread=_are_people_unread(fields),
        ids_by_name={person.name.lower(): person.id for person in people},
    )


def _are_people_unread(fields: Fields) -> bool:
    """Whether the file says who is in the plan in a way that cannot be read."""
    people = fields.get(PlanKeys.people)
    if people is None:
        return fields.has(PlanKeys.people)
    roles = [person.get(PersonKeys.role) for _key, person in people]
    return None in roles or len(people) < len(ids_below(fields, PlanKeys.people))


def _person_ids(fields: Fields) -> tuple[str, ...]:
    """The ids of everyone that the file names, readable or not."""
    short = [key.name for key in (PlanKeys.client, PlanKeys.therapist) if fields.has(key)]
    return (*ids_below(fields, PlanKeys.people), *short)


def _objective_ids(places: Iterable[Fields]) -> tuple[str, ...] | None:
    """The ids of all objectives; None where some cannot be read, so that no score is called
    unknown."""
    ids: list[str] = []
    for place in places:
        if place.has(GoalKeys.objectives) and place.get(GoalKeys.objectives) is None:
            return None
        ids += ids_below(place, GoalKeys.objectives)
    return tuple(ids)


# ---- goals


def _goal_places(fields: Fields) -> tuple[Fields, ...]:
    """Where goals stand: in the list, or at the top where any of a goal's keys does; a plan may
    have none yet."""
    if fields.has(PlanKeys.goals):
        return fields.get(PlanKeys.goals, ())
    if _goal_keys_on_top(fields):
        return (fields,)
    return ()


def _goal_places_and_top(fields: Fields) -> tuple[Fields, ...]:
    """The goals of the list, and the top, where keys of a goal may stand by mistake."""
    return (*fields.get(PlanKeys.goals, ()), fields)


def _goal_keys_on_top(fields: Fields) -> list[str]:
    """The keys of a goal at the top of a plan, but for the word that the page has for all of
    them."""
    keys = [key for key in GoalKeys.keys.values() if key is not GoalKeys.call_it]
    return [key.name for key in keys if fields.has(key)]


def _goals(
    fields: Fields,
    known: Known,
    catalogue: Catalogue,
) -> list[tuple[Fields, Goal]]:
    """The goals that could be read, each with its fields."""
    questionnaires = questionnaires_of(fields, RESERVED, catalogue)
    _check_goals_stand_in_one_place(fields)
    lines_by_id: dict[str, int] = {}
    goals = []
    for place in _goal_places(fields):
        with suppress(InvalidField):
            goals.append(
                (
                    place,
                    goal_of(place, known, questionnaires, lines_by_id),
                )
            )
    return goals


def _check_goals_stand_in_one_place(fields: Fields) -> None:
    if not fields.has(PlanKeys.goals):
        return
    hint = "move it below one of the goals, or leave `goals:` out and keep one goal at the top"
    for name in _goal_keys_on_top(fields):
        spot = fields.spot(GoalKeys.keys[name])
        fields.report.add(
            spot,
            f'"{name}" stands beside "goals"',
            "goal-beside-goals",
            hint,
        )


def _check_goal_ids(fields: Fields) -> None:
    seen: set[str] = set()
    for place in _goal_places_and_top(fields):
        id = place.get(GoalKeys.id)
        if id is None:
            continue
        if id in seen:
            sentence = f'the id "{id}" belongs to another goal too'
            hint = "give each goal an id of its own"
            fields.report.add(place.spot(GoalKeys.id), sentence, "id-twice", hint)
        seen.add(id)


def _first_goal(goals: Iterable[tuple[Fields, Goal]]) -> str:
    """The words of the first goal; none where there is no goal yet."""
    for _fields, goal in goals:
        return goal.goal
    return ""


# ---- time


def _check_talks(fields: Fields, known: Known) -> None:
    """Note days of a talk that lie ahead: those of the top, where no goal has them, and those of
    the reviews."""
    if fields.has(PlanKeys.goals):
        not_ahead(fields, PlanKeys.talked_about, known)
    for review in fields.get(PlanKeys.reviews, ()):
        not_ahead(review, ReviewKeys.talked_about, known)


def _phases(fields: Fields) -> tuple[Phase, ...]:
    return tuple(
        sorted(
            fields.get(PlanKeys.phases, ()),
            key=lambda phase: phase.start,
        )
    )


def _reviews(fields: Fields, known: Known) -> tuple[Review, ...]:
    """The reviews that have a day, oldest first."""
    reviews = []
    for review in fields.get(PlanKeys.reviews, ()):
        on = not_ahead(review, ReviewKeys.date, known)
        if on is None:
            continue
        reviews.append(
            Review(
                on=on,
                kept=review.get(ReviewKeys.kept),
                changed=review.get(ReviewKeys.changed),
                next=review.get(ReviewKeys.next),
                could_be_better=review.get(ReviewKeys.could_be_better),
                closeness=around.closeness_of(review, known),
            )
        )
    return tuple(sorted(reviews, key=lambda review: review.on))
