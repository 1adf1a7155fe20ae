"""Steps ticked off: in each way that a step can be written, with every other byte as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.editing.step_edit import TickedStep, is_open, step_at, with_step_done
from generator.editing.text import content_of
from generator.errors import PlanError
from generator.format.parse import parse

DAY = "2026-02-02"

PLAN = """\
# A plan.
goal: Speak up
objectives:
  speak:
    objective: Ask a question
    steps:
{steps}
    target: 2   # two are plenty
progress:
  - date: 2026-01-12
"""

#: A step as somebody wrote it, and how it stands there once it is done.
WAYS = {
    "words": (
        "      - Write it down  # on paper",
        f"      - {{step: Write it down, done: {DAY}}}  # on paper",
    ),
    "words in quotes": (
        '      - "List five: easiest first"',
        f'      - {{step: "List five: easiest first", done: {DAY}}}',
    ),
    "words with a comma": (
        "      - Breathe, then speak",
        f'      - {{step: "Breathe, then speak", done: {DAY}}}',
    ),
    "long words": (
        f"      - {'Very long words ' * 8}indeed",
        f"      - step: {'Very long words ' * 8}indeed\n        done: {DAY}",
    ),
    "braces": (
        "      - {step: Ask, due: 2026-03-01}",
        f"      - {{step: Ask, due: 2026-03-01, done: {DAY}}}",
    ),
    "under way": (
        "      - {step: Ask, status: in-progress}",
        f"      - {{step: Ask, status: completed, done: {DAY}}}",
    ),
    "lines": (
        "      - step: Ask\n        due: 2026-03-01",
        f"      - step: Ask\n        done: {DAY}\n        due: 2026-03-01",
    ),
    "one line": ("      - step: Ask", f"      - step: Ask\n        done: {DAY}"),
    "a block": (
        "      - step: |\n          Ask\n          twice\n        due: 2026-03-01",
        f"      - step: |\n          Ask\n          twice\n        done: {DAY}\n        due: 2026-03-01",
    ),
    "json": (
        '      - {"step": "Ask"}',
        f'      - {{"step": "Ask", "done": "{DAY}"}}',
    ),
}


def with_steps(steps: str) -> bytes:
    return PLAN.format(steps=steps).encode()


def done(data: bytes, place: int = 1) -> bytes:
    return with_step_done(data, "plans/sam.yml", TickedStep("speak", place, DAY))


@pytest.mark.parametrize("way", WAYS)
def test_a_step_is_ticked_off_as_it_is_written(way: str) -> None:
    before, after = WAYS[way]

    assert done(with_steps(before)).decode() == PLAN.format(steps=after)


def test_a_step_in_brackets_is_ticked_off_in_its_place() -> None:
    plan = with_steps("      [Write it down, Ask it out loud]")

    assert f"[Write it down, {{step: Ask it out loud, done: {DAY}}}]".encode() in done(plan, 2)


@pytest.mark.parametrize(
    "step",
    [
        "{step: Ask, done: 2026-01-01}",
        "{step: Ask, status: completed}",
        "{step: Ask, status: cancelled}",
        "{step: Ask, status: on-hold}",
    ],
)
def test_a_step_that_is_done_or_set_aside_stays_as_it_is(step: str) -> None:
    plan = with_steps(f"      - {step}")

    assert done(plan) == plan


def test_remarks_within_a_step_stay() -> None:
    plan = with_steps("      - {step: Ask, # my words\n         due: 2026-03-01 # soon\n        }")

    after = done(plan)

    assert b"# my words\n         due: 2026-03-01 # soon\n" in after
    assert f"done: {DAY}".encode() in after


@given(
    words=st.lists(
        st.text(st.sampled_from("ab :,#{}[]\"'-|>é&*!%@`\\"), min_size=1, max_size=12), min_size=1
    ),
    place=st.integers(0, 9),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_nothing_else_in_the_file_says_another_thing(
    words: list[str], place: int, ends: str
) -> None:
    place = place % len(words) + 1
    steps = "\n".join(f"      - {word}" for word in words)
    plan = PLAN.format(steps=steps).replace("\n", ends).encode()
    try:
        before = parse(plan, "plans/sam.yml")
        after = parse(done(plan, place), "plans/sam.yml")
    except PlanError:
        return
    step = TickedStep("speak", place, DAY)
    old, new = step_at(before, step), step_at(after, step)

    assert [line for line in before.lines if "two are plenty" in line]
    assert len(after.lines) - len(before.lines) in (0, 1)
    assert old is not None
    assert new is not None
    if is_open(old):
        assert ("done", DAY) in content_of(new)  # type: ignore[operator]  # a map's content is pairs
