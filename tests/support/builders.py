"""Builders: plans with dull defaults, so that a test shows only what matters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from generator.advice.advise import Advised, advise
from generator.builder import site_files
from generator.builder.reading import ReadingContext, request_of
from generator.builder.site import Built, build
from generator.errors import Finding, PlanError
from generator.format import catalogue
from generator.format.load import Rejected
from generator.format.parse import parse
from generator.format.validate.plan import validate
from generator.model.plan import Plan
from generator.model.settings import Settings, SupportLine
from generator.privacy.links import Links
from generator.privacy.seal import Key, Keyring
from generator.workspace.layout import PlanSource
from generator.workspace.manifest import Digests
from generator.workspace.theme import built_in_folder, risk_lists

TODAY = date(2026, 11, 22)

SETTINGS = Settings(
    practice=None,
    language="en",
    support=(SupportLine("Night line", "555 0100", "day and night"),),
    leave_to="https://www.wikipedia.org/",
)

#: The demonstration key alone, and nothing revoked.
LINKS = Links(
    Keyring((("demonstration", Key(bytes(range(32)))),)), "demonstration", frozenset(), frozenset()
)

#: The words that ask a person to look, in English.
RISK = risk_lists(built_in_folder(), frozenset())

#: What stands in every site and belongs to no plan.
NEUTRAL = site_files.PATHS

#: The smallest public plan, as a therapist would write it.
SMALL = """\
uid: "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
share: {access: public}
goal: Feel at ease in a crowd
timeframe: {start: 2026-01-05, end: 2026-04-06}
objectives:
  crowds:
    objective: Rate how calm I feel on the morning train
    measure: rating
    baseline: 3
    target: 7
progress:
  - date: 2026-01-12
    scores: {crowds: 4}
"""


def plan_from(text: str, today: date = TODAY, settings: Settings = SETTINGS) -> Plan:
    """The plan in `text`; a test that expects findings uses `findings_in`."""
    return validate(
        parse(text.encode(), "plans/sam.yml"), settings, today, catalogue.load_catalogue
    )


def findings_in(
    text: str | bytes, today: date = TODAY, settings: Settings = SETTINGS
) -> tuple[Finding, ...]:
    """Every finding in `text`; none when it is a plan."""
    data = text.encode() if isinstance(text, str) else text
    try:
        validate(parse(data, "plans/sam.yml"), settings, today, catalogue.load_catalogue)
    except PlanError as error:
        return error.findings
    return ()


def a_workspace(root: Path, plans: Mapping[str, str]) -> Path:
    """A folder with settings and the given plans, by file name."""
    (root / "plans").mkdir(parents=True, exist_ok=True)
    (root / "handrail.yml").write_text(
        "support:\n  - {name: Night line, contact: 555 0100}\n", "utf-8"
    )
    for name, text in plans.items():
        path = root / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def built(root: Path, today: date = TODAY) -> Built:
    """The workspace built once, in this process."""
    return build(root, today, lambda _done, _of: None)


# ---- plans as values: JSON is YAML, so a file is a dictionary


def on(
    day: str, what: Mapping[str, object] | None = None, /, **scores: object
) -> dict[str, object]:
    """An entry: `on("2026-01-12", calm=4)`, `on("2026-01-12", {"note": "…"})`."""
    return {"date": day, **({"scores": scores} if scores else {}), **(what or {})}


def weekly(*values: float, start: str = "2026-01-05", **what: object) -> list[dict[str, object]]:
    """An entry a week, from `start` on, that rates the objective `calm`."""
    first = date.fromisoformat(start)
    return [
        on((first + timedelta(weeks=n)).isoformat(), what, calm=value)
        for n, value in enumerate(values)
    ]


def a_plan_file(
    entries: Sequence[Mapping[str, object]] = (),
    objective: Mapping[str, object] | None = None,
    **keys: object,
) -> str:
    """The text of a public plan with one objective `calm`, a rating from 0 to 10; a key of None is left out."""
    plan = {
        "uid": "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70",
        "share": {"access": "public"},
        "goal": "Feel at ease in a crowd",
        "timeframe": {"start": "2026-01-05", "end": "2026-12-28"},
        "objectives": {
            "calm": {
                "objective": "Feel calm on the train",
                "measure": "rating",
                **(objective or {}),
            }
        },
        "progress": list(entries),
    } | keys
    return json.dumps(
        {key: value for key, value in plan.items() if value is not None},
        ensure_ascii=False,
        indent=1,
    )


def a_plan(
    entries: Sequence[Mapping[str, object]] = (),
    objective: Mapping[str, object] | None = None,
    **keys: object,
) -> Plan:
    """The plan that `a_plan_file` writes."""
    return plan_from(a_plan_file(entries, objective, **keys))


def codes(findings: Iterable[Finding]) -> list[str]:
    """What is wrong, in the order of places."""
    return [finding.code for finding in findings]


def the_finding(text: str | bytes, today: date = TODAY, settings: Settings = SETTINGS) -> Finding:
    """The one thing that is wrong with `text`."""
    (finding,) = findings_in(text, today, settings)
    return finding


# ---- advice

#: A day on which the clear plan is under way.
UNDER_WAY = date(2026, 2, 2)


def a_clear_plan_file(
    entries: Sequence[Mapping[str, object]] = (),
    objective: Mapping[str, object] | None = None,
    **keys: object,
) -> str:
    """The text of a plan on which there is nothing to advise on the day `UNDER_WAY`; a key of None is left out."""
    given = {
        "objective": "Rate how calm I feel on the morning train",
        "scale": {"min": 0, "max": 10, "anchors": {0: "wound up", 10: "at ease"}},
        "baseline": 3,
        "target": 7,
        "steps": [{"step": "Ride one stop", "first": True}],
        **(objective or {}),
    }
    plan = {
        "client": "Sam",
        "therapist": "Ada",
        "timeframe": {"start": "2026-01-05", "end": "2026-06-29", "review": {"every": "8 weeks"}},
        "why": "My friends live at the end of the line.",
        "agreed": [{"who": "client", "status": "agree"}],
        **keys,
    }
    return a_plan_file(
        entries or weekly(4, 4, 5, 5), {k: v for k, v in given.items() if v is not None}, **plan
    )


def advised(text: str, today: date = UNDER_WAY) -> Advised:
    """What is advised on the plan in `text`."""
    document = parse(text.encode(), "plans/sam.yml")
    return advise(
        validate(document, SETTINGS, today, catalogue.load_catalogue), document, today, RISK
    )


def last_page_stays(read: Rejected, address_key: str) -> bool:
    """Whether a build leaves the page that stands behind `address_key`, as far as the file tells."""
    context = ReadingContext(SETTINGS, None, TODAY)
    request = request_of(PlanSource("plans/sam.yml", b""), read, context, Digests(bytes(32)))
    return request.may_keep(address_key)
