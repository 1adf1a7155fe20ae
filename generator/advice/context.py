"""Context: what every rule of advice looks at.

In: a validated Plan, its progress and today's date. Out: `Context` with its goals and objectives under way.
Touches nothing.

Terms
    path       where in the plan file: keys, and places in lists, such as `goals/0/objectives/calm/target`. Entries,
               reviews and phases are numbered as in the Plan, by date.
    under way  goals that are active or accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.advice.risk import Spoken
from generator.model.plan import Goal, Objective, Plan
from generator.progress.derive import Progress
from generator.progress.gaps import planned_breaks
from generator.text.phrases import Lists


@dataclass(frozen=True, slots=True)
class Context:
    """A plan on a day, with what its texts speak of and the lists of words that this was found by."""

    plan: Plan
    progress: Mapping[str, Progress]
    today: date
    spoken: tuple[Spoken, ...] = ()
    lists: Lists = ()

    @property
    def is_english(self) -> bool:
        return self.plan.language.casefold().split("-")[0] == "en"

    @property
    def is_over(self) -> bool:
        """Whether the plan's last day has passed."""
        return self.today > self.plan.timeframe.end

    @property
    def is_away(self) -> bool:
        """Whether today lies in a planned break."""
        return any(gap.start <= self.today < gap.end for gap in planned_breaks(self.plan))

    def goals(self) -> Iterator[tuple[str, Goal]]:
        """The goals under way, each with its path."""
        for index, goal in enumerate(self.plan.goals):
            if goal.is_under_way:
                yield f"goals/{index}", goal

    def objectives(self) -> Iterator[tuple[str, Goal, Objective]]:
        """The objectives of the goals under way, each with its path."""
        for path, goal in self.goals():
            for objective in goal.objectives:
                yield f"{path}/objectives/{objective.id}", goal, objective
