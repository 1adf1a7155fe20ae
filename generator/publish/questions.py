"""Questions: what a therapist may want to talk about before pages go out.

In: what is known of the plans, and what would change. Out: findings; none of them keeps a page from
going out.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.advice.advise import advise, first, lines_that_ask, needing
from generator.errors import Finding
from generator.model.rule import Rule
from generator.publish.page_diff import DiffLine, LineChange, Voice
from generator.publish.publish import PageChange, PublishPlan
from generator.publish.sight import Sight

#: What belongs in a talk before it stands on a page: harder times, and words that are not the
#: client's own. Source: docs/clinical-rules.md#bad-news-needs-a-person.
_BEFORE_PUBLISHING: Final = frozenset(
    {
        Rule.C3,
        Rule.D1,
        Rule.D2,
        Rule.D3,
        Rule.D4,
        Rule.R5,
    }
)


def signals(sight: Sight, changes: PublishPlan) -> tuple[Finding, ...]:
    """What a therapist may want to talk about before the pages that come or change go out."""
    names = {change.plan for change in (*changes.new, *changes.changed)}
    found: list[Finding] = []
    for one in sight.plans:
        if one.source.name in names:
            document = sight.document(one.source)
            advice = advise(one.plan, document, sight.today, sight.space.risk_lists)
            found += (finding for finding in advice.findings if finding.code in _BEFORE_PUBLISHING)
    return first(found)


def asked_at(sight: Sight, change: PageChange) -> tuple[tuple[Finding, ...], ...]:
    """Beside each line of a page that is news, what its words ask about; a question stands at one
    line only.

    A line of somebody's own comes before one of ours that holds the same words.
    """
    beside: list[list[Finding]] = [[] for _ in change.lines]
    own_first = sorted(
        range(len(change.lines)),
        key=lambda at: _is_ours(change.lines[at]),
    )
    shown = [_new_words(change.lines[at]) for at in own_first]
    for place, finding in _asked_in(sight, change.plan, shown):
        beside[own_first[place]].append(finding)
    return tuple(map(tuple, beside))


def _asked_in(
    sight: Sight, plan: str | None, lines: Sequence[str]
) -> Iterator[tuple[int, Finding]]:
    """What the words of a plan ask about, with the place of the line that shows them."""
    for one in sight.plans:
        if one.source.name == plan:
            document = sight.document(one.source)
            yield from lines_that_ask(
                document,
                lines,
                sight.today,
                sight.space.risk_lists,
            )


def _is_ours(line: DiffLine) -> bool:
    return line.voice is not Voice.OWN


def _new_words(line: DiffLine) -> str:
    if line.became is LineChange.NEW:
        return line.words
    return ""


def any_needs_a_person(sight: Sight) -> bool:
    """Whether something in the plans that have pages needs a person before anything is called well."""
    lists = sight.space.risk_lists
    return any(
        needing(
            one.plan,
            sight.document(one.source),
            sight.today,
            lists,
        )
        for one in sight.plans
    )
