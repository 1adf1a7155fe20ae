"""Plan: the fields of a whole file as a `Plan`, part by part.

In: the fields of a plan file, the settings and today's date. Out: a `Plan`; findings go to the report.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from generator.format import keys as form
from generator.format.fields import Fields, InvalidField, Show, echoed, near_miss
from generator.format.validate import around
from generator.format.validate.entries import entries_of
from generator.format.validate.goals import goal_of
from generator.format.validate.measures.by_name import RESERVED
from generator.format.validate.questionnaires import Catalogue, questionnaires_of
from generator.format.validate.references import Known, ids_below, if_good, not_ahead
from generator.model.plan import (
    ACCOMPANYING,
    Acceptance,
    CallIt,
    Goal,
    Person,
    Phase,
    PhaseKind,
    Plan,
    Review,
    ReviewRhythm,
    Role,
    SafetyPlan,
    Setting,
    StartingPoint,
    Timeframe,
)
from generator.model.rule import Silence
from generator.model.settings import Settings, SupportLine
from generator.model.share import UNSAID_SHARE, Access, PrivateShare, Share, Status
from generator.privacy.links import Links
from generator.privacy.seal import LAST_GENERATION
from generator.text.contact import is_unsure
from generator.text.locales import ENGLISH, has_words, week_start_of

#: The finding that takes a page away though nothing in the file says so.
REVOKED_LINK: Final = "revoked-link"


class PlanReader:
    """Turns the fields of a plan into its values, part by part."""

    def __init__(
        self,
        fields: Fields,
        settings: Settings,
        today: date,
        links: Links | None,
        catalogue: Catalogue,
    ) -> None:
        self._fields = fields
        self._report = fields.report
        self._settings = settings
        self._today = today
        self._links = links
        self._catalogue = catalogue

    def plan(self) -> Plan:
        """The plan. Raises Broken where the goals that it has cannot be read."""
        fields = self._fields
        people = self._people()
        support = support_of(fields) or self._settings.support
        if not support and not (fields.has(form.SUPPORT) and fields.get(form.SUPPORT) is None):
            self._report.add(
                fields.here,
                "nobody to call is named, and no page goes out without",
                "support-missing",
                f"add `{form.SUPPORT.example}` here, or to handrail.yml for all plans",
            )
        status = fields.get(form.STATUS) or Status.ACTIVE
        share = share_of(fields)
        self._check_share(status, share)
        known = Known(
            tuple(person for person in people if person.role not in ACCOMPANYING),
            _timeframe_or_all_time(fields),
            self._today + timedelta(days=1),
            ids_below(fields, form.PEOPLE)
            + tuple(k.name for k in (form.CLIENT, form.THERAPIST) if fields.has(k)),
            tuple(id for goal in self._goal_fields_quietly() if (id := goal.get(form.GOAL_ID))),
            self._objective_ids(),
            len(self._goal_places()),
        )
        goals = self._goals(known)
        self._check_goal_ids()
        setting = fields.get(form.SETTING) or Setting.INDIVIDUAL
        self._check_agreement(setting, goals, known)
        by_id = {objective.id: objective for _, goal in goals for objective in goal.objectives}
        for record in ((fields,) if fields.has(form.GOALS) else (), fields.get(form.REVIEWS) or ()):
            for one in record:
                not_ahead(one, form.TALKED_ABOUT, known)
        language = language_of(fields, self._settings.languages) or self._settings.language
        week_starts = self._settings.week_starts or week_start_of(language)
        entries = entries_of(fields, known, by_id, week_starts)
        if not goals and known.goals:
            raise InvalidField
        return Plan(
            uid=fields.get(form.UID),
            title=fields.get(form.TITLE) or next((goal.goal for _, goal in goals), ""),
            tab_title=fields.get(form.TAB_TITLE),
            status=status,
            setting=setting,
            language=language,
            people=people,
            timeframe=known.timeframe,
            share=share,
            approach=fields.get(form.APPROACH) or (),
            what_matters=fields.get(form.WHAT_MATTERS),
            starting_point=_starting_point(fields),
            support=support,
            safety_plan=_safety_plan(fields),
            phases=_phases(fields),
            goals=tuple(goal for _, goal in goals),
            entries=entries,
            reviews=_reviews(fields, known),
            silence=tuple(Silence(rule, reason) for rule, reason in fields.get(form.SILENCE) or ()),
            call_it=fields.get(form.CALL_IT) or CallIt.GOAL,
            theme=fields.get(form.THEME),
            other_care=fields.get(form.OTHER_CARE) or (),
            with_me=around.with_me_of(fields),
            asked=around.asked_of(fields, known),
            patterns=around.patterns_of(fields, known),
            fit=around.fit_of(fields, known),
            kind_line=fields.get(form.KIND_LINE),
            week_starts=week_starts,
        )

    def _check_share(self, status: Status, share: Share) -> None:
        if status in (Status.DRAFT, Status.REVOKED) or share.access in (Access.PUBLIC, Access.NONE):
            return
        fields = self._fields
        if fields.has(form.SHARE) and fields.get(form.SHARE) is None:
            return
        if not fields.has(form.UID):
            hint = "run `handrail check --fix`, which adds one; or write `share: {access: public}` if anyone may read it"
            self._report.add(
                fields.here,
                "this plan has no uid, and its private link hangs on one",
                "uid-missing",
                hint,
            )
            return
        page = share.page(fields.get(form.UID))
        if isinstance(page, PrivateShare) and self._links is not None:
            self._check_link(page, self._links)

    def _check_link(self, share: PrivateShare, links: Links) -> None:
        below = self._fields.get(form.SHARE)
        name = links.key_name(share)
        if name is None:
            hint = "run `handrail key new`, or write `share: {access: public}` if anyone may read this plan"
            self._report.add(
                self._fields.spot(form.SHARE),
                "no key is named for this private page",
                "no-key",
                hint,
            )
        elif links.key(share) is None:
            spot = (
                below.spot(form.SHARE_KEY) if below and share.key else self._fields.spot(form.SHARE)
            )
            near = near_miss(name, [known for known, _ in links.keyring.keys])
            more = f'; did you mean "{near}"?' if near else ""
            word = echoed(name, near)
            key = name if word else "NAME"
            hint = f"put the name right, or bring the key back with `handrail key restore {key}`"
            said = f"your key file has no key{word or ' of this name'}{more}"
            self._report.add(spot, said, "unknown-key", hint)
        elif (lowest := links.lowest_generation(share)) > share.generation:
            given = below is not None and below.has(form.GENERATION)
            spot = below.spot(form.GENERATION) if below and given else self._fields.spot(form.SHARE)
            hint = f"write `generation: {lowest}` below `share:` for a new link, or `status: revoked` to keep it closed"
            if lowest > LAST_GENERATION:
                hint = "this plan has no link left; delete its uid line and run `handrail check --fix` for a new one"
            self._report.add(spot, "this link has been revoked", REVOKED_LINK, hint)

    def _people(self) -> tuple[Person, ...]:
        people = [
            Person(key.text, name, role)
            for key, fields in self._fields.get(form.PEOPLE) or ()
            if (name := fields.get(form.PERSON_NAME)) and (role := fields.get(form.PERSON_ROLE))
        ]
        for key, role in ((form.CLIENT, Role.CLIENT), (form.THERAPIST, Role.THERAPIST)):
            name = self._fields.get(key)
            if name is None:
                continue
            if any(person.id == key.name for person in people):
                sentence = f'"{key.name}" stands under people too'
                self._report.add(
                    self._fields.spot(key), sentence, "person-twice", "keep one of the two"
                )
            people.append(Person(key.name, name, role))
        return tuple(people)

    def _goal_places(self) -> tuple[Fields, ...]:
        """Where goals stand: in the list, or at the top where any of a goal's keys does; a plan may have none yet."""
        fields = self._fields
        if fields.has(form.GOALS):
            return fields.get(form.GOALS) or ()
        return (
            (fields,)
            if any(fields.has(key) for key in form.GOAL_KEYS if key is not form.CALL_IT)
            else ()
        )

    def _goal_fields(self) -> tuple[Fields, ...]:
        fields = self._fields
        if fields.has(form.GOALS):
            for key in form.GOAL_KEYS:
                if fields.has(key) and key is not form.CALL_IT:  # the word for all of them
                    sentence = f'"{key.name}" stands beside "goals"'
                    hint = "move it below one of the goals, or leave `goals:` out and keep one goal at the top"
                    self._report.add(fields.spot(key), sentence, "goal-beside-goals", hint)
        return self._goal_places()

    def _check_goal_ids(self) -> None:
        seen: set[str] = set()
        for fields in self._goal_fields_quietly():
            id = fields.get(form.GOAL_ID)
            if id is not None and id in seen:
                sentence = f'the id "{id}" belongs to another goal too'
                self._report.add(
                    fields.spot(form.GOAL_ID),
                    sentence,
                    "id-twice",
                    "give each goal an id of its own",
                )
            seen |= {id} if id else set()

    def _objective_ids(self) -> tuple[str, ...] | None:
        # None where some cannot be read, so that no score is called unknown
        if any(
            f.has(form.OBJECTIVES) and f.get(form.OBJECTIVES) is None
            for f in self._goal_fields_quietly()
        ):
            return None
        return tuple(
            id
            for fields in self._goal_fields_quietly()
            for id in ids_below(fields, form.OBJECTIVES)
        )

    def _goal_fields_quietly(self) -> tuple[Fields, ...]:
        return (*(self._fields.get(form.GOALS) or ()), self._fields)

    def _goals(self, known: Known) -> list[tuple[Fields, Goal]]:
        seen: dict[str, int] = {}
        questionnaires = questionnaires_of(self._fields, RESERVED, self._catalogue)
        return [
            (fields, goal)
            for fields in self._goal_fields()
            for goal in if_good(fields, lambda f: goal_of(f, known, questionnaires, seen))
        ]

    def _check_agreement(
        self, setting: Setting, goals: Iterable[tuple[Fields, Goal]], known: Known
    ) -> None:
        if setting is Setting.INDIVIDUAL:
            return
        asked = [person for person in known.clients if person.role is not Role.CHILD]
        if len(known.clients) < 2:
            self._report.add(
                self._fields.spot(form.SETTING),
                f"a {setting} plan names at least two people",
                "too-few-people",
                f"add them below `people:`, such as `{form.PERSON.keys['name'].example}`",
            )
        for fields, goal in goals:
            if not goal.is_under_way:
                continue
            agreed = {a.who for a in goal.agreed if a.status is Acceptance.AGREE}
            open_ids = [person.id for person in asked if person.id not in agreed]
            if open_ids:
                yes = f"{{who: {open_ids[0]}, status: agree, on: {self._today}}}"
                self._report.add(
                    fields.spot(form.AGREED) if fields.has(form.AGREED) else fields.spot(form.GOAL),
                    f"agreement from {' and '.join(open_ids)} is still open",
                    "agreement-open",
                    f"once they agree, add `{yes}` to `agreed:`"
                    if fields.has(form.AGREED)
                    else f"once they agree, add `agreed: [{yes}]`",
                )


def language_of(fields: Fields, languages: frozenset[str]) -> str | None:
    tag = fields.get(form.LANGUAGE)
    if tag is not None and not has_words(tag, languages):
        known = " or ".join(f"`language: {one}`" for one in sorted(languages | {ENGLISH}))
        hint = f"write {known}; docs/translating.md says how to add the words of another language"
        spot = fields.spot(form.LANGUAGE)
        fields.report.add(
            spot, "Handrail has no words in this language yet", "unknown-language", hint
        )
    return tag


def support_of(fields: Fields) -> tuple[SupportLine, ...]:
    """Whom to call; a note where digits are there that nobody can be sure to call by."""
    return tuple(told for line in fields.get(form.SUPPORT) or () for told in _line(line))


def _line(line: Fields) -> tuple[SupportLine, ...]:
    """Somebody to call; none where the name or the contact could not be read."""
    name, contact = line.get(form.LINE_NAME), line.get(form.LINE_CONTACT)
    if contact and is_unsure(contact):
        spot = line.spot(form.LINE_CONTACT)
        sentence = (
            "this can be read as more numbers than one, or as none, so part of it cannot be tapped"
        )
        line.report.note(spot, sentence, "contact-unsure", _CONTACT_HINT)
    return (SupportLine(name, contact, line.get(form.LINE_WHEN)),) if name and contact else ()


_CONTACT_HINT: Final = (
    "give each number a line of its own below `support:`, in figures alone, such as `contact: 0800 555 0199` or "
    "`contact: +44 20 7946 0958`; hours go to `when:`"
)


def share_of(fields: Fields) -> Share:
    share = fields.get(form.SHARE)
    if share is None:
        return UNSAID_SHARE
    return Share(
        share.get(form.ACCESS) or Access.LINK,
        share.get(form.GENERATION) or 1,
        share.get(form.SHARE_KEY),
        share.get(form.UNTIL),
    )


def _timeframe_or_all_time(fields: Fields) -> Timeframe:
    """The timeframe, or a stand-in so that the rest of a plan with a broken one is looked at too."""
    try:
        return _timeframe(fields)
    except InvalidField:
        return Timeframe(date(1900, 1, 1), date(2199, 12, 31), ReviewRhythm(None, None))


def _timeframe(fields: Fields) -> Timeframe:
    frame = fields.must(form.TIMEFRAME)
    start = frame.must(form.START)
    end, length = frame.get(form.END), frame.get(form.FOR)
    if frame.has(form.END) == frame.has(form.FOR):
        sentence = (
            "`end` and `for` say the same thing twice"
            if frame.has(form.END)
            else "the timeframe has no end"
        )
        hint = (
            "keep one of the two"
            if frame.has(form.END)
            else f"add `{form.END.example}` or `{form.FOR.example}`"
        )
        raise fields.report.broken(frame.here, sentence, "timeframe-end", hint)
    if end is None:
        if length is None:
            raise InvalidField
        end = length.last_day(start)
    if end <= start:
        spot = frame.spot(form.END if frame.has(form.END) else form.FOR)
        hint = f"the start is {start}; choose a later day"
        raise fields.report.broken(
            spot, "the timeframe has no day after its first", "ends-before-start", hint, Show.VALUE
        )
    rhythm = frame.get(form.RHYTHM)
    review = ReviewRhythm(
        rhythm.get(form.REVIEW_EVERY) if rhythm else None,
        rhythm.get(form.REVIEW_DUE) if rhythm else None,
    )
    return Timeframe(start, end, review)


def _safety_plan(fields: Fields) -> SafetyPlan:
    plan = fields.get(form.SAFETY_PLAN)
    if plan is None:
        return SafetyPlan((), (), (), (), (), (), ())
    return SafetyPlan(
        plan.get(form.WARNING_SIGNS) or (),
        plan.get(form.ON_MY_OWN) or (),
        plan.get(form.PEOPLE_AND_PLACES) or (),
        _people(plan.get(form.PEOPLE_TO_ASK)),
        _people(plan.get(form.PROFESSIONALS)),
        plan.get(form.SURROUNDINGS) or (),
        plan.get(form.WORTH_LIVING_FOR) or (),
    )


def _people(given: tuple[str | Fields, ...] | None) -> tuple[str | SupportLine, ...]:
    """Whom to turn to, in words or with how to reach them."""
    return tuple(
        one for item in given or () for one in ((item,) if isinstance(item, str) else _line(item))
    )


def _starting_point(fields: Fields) -> StartingPoint:
    point = fields.get(form.STARTING_POINT)
    if point is None:
        return StartingPoint(None, None, None, None)
    return StartingPoint(
        point.get(form.EXPECTATIONS),
        point.get(form.HINDRANCES),
        point.get(form.SUCCESS),
        point.get(form.MOTIVATION),
    )


def _phases(fields: Fields) -> tuple[Phase, ...]:
    phases = [
        Phase(start, label, phase.get(form.PHASE_KIND) or PhaseKind.THERAPY)
        for phase in fields.get(form.PHASES) or ()
        if (start := phase.get(form.PHASE_FROM)) and (label := phase.get(form.PHASE_LABEL))
    ]
    return tuple(sorted(phases, key=lambda phase: phase.start))


def _reviews(fields: Fields, known: Known) -> tuple[Review, ...]:
    reviews = [
        Review(
            on,
            review.get(form.KEPT),
            review.get(form.CHANGED),
            review.get(form.NEXT),
            review.get(form.COULD_BE_BETTER),
            around.closeness_of(review, known),
        )
        for review in fields.get(form.REVIEWS) or ()
        if (on := not_ahead(review, form.REVIEW_DATE, known))
    ]
    return tuple(sorted(reviews, key=lambda review: review.on))
