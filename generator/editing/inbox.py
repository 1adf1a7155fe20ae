"""Inbox: every reply in a text, each with what it adds to its plan, or why it is refused.

In: a text that somebody was sent, the plan files, the links, and what plans are read with. Out: an `Inbox`.
Touches nothing but the catalogue that validation reads. Replies are taken in the order of the text, so that a second
one to a plan finds the first one in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.editing.entries import Added
from generator.editing.entry_problems import EntryError, EntryProblem
from generator.editing.received import (
    MisfitReplyError,
    ReadingRules,
    Received,
    received,
    replies_of,
)
from generator.editing.reply_form import Reply, ReplyFormError, reply_of
from generator.editing.step_edit import TickedStep
from generator.errors import Finding, PlanError
from generator.format.load import load_plan
from generator.format.parse import parse
from generator.format.uids import generations_in, uid_in
from generator.model.plan import Plan
from generator.model.share import Status
from generator.privacy.addressee import Addressee, LinkClaim, addressee, check_holds
from generator.privacy.links import Links
from generator.privacy.reply import ReplyCheck, ReplyError, Wire, opened, replies_in
from generator.text.encoding import text_at_any_rate
from generator.workspace.layout import PlanSource

#: What the steps of a refusal are called behind those of the format.
FORM: Final = "json"
MISFIT: Final = "misfit"
BROKEN_PLAN: Final = "plan-to-mend"


@dataclass(frozen=True, slots=True)
class RefusedReply:
    """A reply of which nothing is added: the step that refuses it, why, and what to do; its plan as far as it is known."""

    step: str
    sentence: str
    hint: str
    plan: str | None = None
    problems: tuple[EntryProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenReply:
    """A reply that fits its plan; one that adds nothing is there already."""

    plan: str
    reply: Reply
    received: Received


@dataclass(frozen=True, slots=True)
class FilledPlan:
    """A plan file as it was, and as it is with its replies; those that need a person first stand first."""

    source: PlanSource
    added: Added
    steps: tuple[TickedStep, ...]
    asks: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Inbox:
    """What became of each reply in a text, in its order, and the plans that change."""

    replies: tuple[RefusedReply | TakenReply, ...]
    plans: tuple[FilledPlan, ...]

    @property
    def refused(self) -> tuple[RefusedReply, ...]:
        return tuple(one for one in self.replies if isinstance(one, RefusedReply))

    @property
    def taken(self) -> tuple[TakenReply, ...]:
        return tuple(one for one in self.replies if isinstance(one, TakenReply))


def read_inbox(
    text: str, sources: Sequence[PlanSource], links: Links, rules: ReadingRules
) -> Inbox:
    """What the replies in a text add to the plans in these files, if anything."""
    claims = [claim for source in sources for claim in _claims_of(source)]
    files = {source.name: source for source in sources}
    now = dict(files)
    outcomes = []
    for found in replies_in(text):
        outcome = _outcome(found, claims, now, links, rules)
        if isinstance(outcome, TakenReply):
            data = outcome.received.added.data
            now[outcome.plan] = replace(now[outcome.plan], data=data)
        outcomes.append(outcome)
    return Inbox(tuple(outcomes), _filled(files, now, outcomes))


def _claims_of(source: PlanSource) -> tuple[LinkClaim, ...]:
    """What a plan file tells of its link, whatever is wrong in it; nothing where it has no uid."""
    text = text_at_any_rate(source.data)
    uid = uid_in(text)
    if uid is None:
        return ()
    return (LinkClaim(source.name, uid, max(generations_in(text), default=1)),)


def _filled(
    before: Mapping[str, PlanSource],
    after: Mapping[str, PlanSource],
    outcomes: Sequence[RefusedReply | TakenReply],
) -> tuple[FilledPlan, ...]:
    """The plans that change, those first in which something needs a person first."""
    filled = []
    for name, source in before.items():
        taken = [one for one in outcomes if isinstance(one, TakenReply) and one.plan == name]
        if all(one.received.is_nothing for one in taken):
            continue
        new = {one.reply.id for one in taken if one.received.added.places}
        ids = replies_of(parse(after[name].data, name))
        places = tuple(place for place, id in enumerate(ids) if id in new)
        filled.append(
            FilledPlan(
                source,
                Added(after[name].data, places),
                tuple(step for one in taken for step in one.received.steps),
                tuple(finding for one in taken for finding in one.received.asks),
            )
        )
    return tuple(sorted(filled, key=lambda plan: not plan.asks))


# ---- one reply


def _outcome(
    found: Wire | ReplyError,
    claims: Sequence[LinkClaim],
    files: Mapping[str, PlanSource],
    links: Links,
    rules: ReadingRules,
) -> RefusedReply | TakenReply:
    if isinstance(found, ReplyError):
        return _unread(found, None)
    name = None
    try:
        known = addressee(found, claims, links)
        name = known.name
        return _for_plan(found, known, files[name], links, rules)
    except ReplyError as error:
        return _unread(error, name)
    except ReplyFormError as error:
        return RefusedReply(FORM, str(error), _ASK_AGAIN, name)


def _for_plan(
    wire: Wire, known: Addressee, source: PlanSource, links: Links, rules: ReadingRules
) -> RefusedReply | TakenReply:
    """What a reply does to its plan. Raises ReplyError or ReplyFormError where it cannot be read."""
    check_holds(known, links)
    plan = load_plan(source, rules.settings, rules.today, None)
    if not isinstance(plan, Plan):
        return RefusedReply(
            BROKEN_PLAN,
            "the plan of this reply has something to mend first",
            f"run `handrail check {source.name}`, and then this again",
            source.name,
        )
    _check_plan_is_open(plan, known, links)
    return _taken(source, plan, reply_of(opened(wire, known.address.secrets)), rules)


def _check_plan_is_open(plan: Plan, known: Addressee, links: Links) -> None:
    """Raise ReplyError where the plan takes no replies of this link, whoever wrote it."""
    if plan.status is Status.REVOKED:
        raise ReplyError(ReplyCheck.ENDED)
    if known.is_anyones and links.key(plan.share) != known.address.key:
        raise ReplyError(ReplyCheck.PLAN)


def _taken(
    source: PlanSource, plan: Plan, reply: Reply, rules: ReadingRules
) -> RefusedReply | TakenReply:
    try:
        return TakenReply(source.name, reply, received(source, plan, reply, rules))
    except MisfitReplyError as error:
        return RefusedReply(MISFIT, str(error), _ASK_AGAIN, source.name)
    except EntryError as error:
        sentence = "this reply does not fit its plan"
        return RefusedReply(MISFIT, sentence, _WRITE_BY_HAND, source.name, error.problems)
    except PlanError as error:
        finding = error.findings[0]
        return RefusedReply(MISFIT, finding.sentence, finding.hint, source.name)


_ASK_AGAIN: Final = "nothing of it was added; ask your client what they wrote"
_WRITE_BY_HAND: Final = "talk about it, and write down with `handrail log` what fits"

#: What to do where a reply cannot be read, by the step that refuses it.
_HINTS: Final = {
    ReplyCheck.WHOLE: "ask for it once more; a file comes through where a long message is cut",
    ReplyCheck.PLAN: "look whether its plan lies in this folder, and its key in your key file",
    ReplyCheck.ENDED: "share the new link, and ask your client to write once more",
    ReplyCheck.OPEN: "ask for it once more, from the page that their link opens now",
}


def _unread(error: ReplyError, plan: str | None) -> RefusedReply:
    hint = _HINTS.get(error.check, _ASK_AGAIN)
    return RefusedReply(error.check, str(error), hint, plan)
