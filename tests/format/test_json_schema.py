"""Schema: an editor refuses what it can see is wrong, and never refuses a plan that is right."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.errors import PlanError
from generator.format.json_schema import example_of, plan_schema, settings_schema
from generator.format.keys.plan import PlanKeys
from generator.format.keys.settings import SettingsKeys
from generator.format.keys.walk import keys_below
from generator.format.parse import parse
from generator.format.validate.settings import read_settings
from tests.cli.test_command_line import handrail
from tests.promises.test_cases import CASES, NAMES
from tests.support.builders import SMALL, a_plan_file, on, plan_from

PLANS = sorted(Path(__file__).parents[2].glob("plans/*.yml"))
SCHEMA = json.loads(plan_schema())
EDITOR = Draft202012Validator(SCHEMA)
SETTINGS_SCHEMA = json.loads(settings_schema())
SETTINGS_EDITOR = Draft202012Validator(SETTINGS_SCHEMA)


class Core(yaml.SafeLoader):
    """YAML 1.2 with the core schema, as editors read it: dates and `no` are text."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), None)
Core.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), None
)
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?\d+$"), None)
Core.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$"), None
)


def as_an_editor_reads(text: str | bytes) -> object:
    return json.loads(json.dumps(yaml.load(text, Core)))


def refused(text: str | bytes) -> list[str]:
    """What the schema says against a plan: the path of each mistake."""
    return [error.json_path for error in EDITOR.iter_errors(as_an_editor_reads(text))]


KEYS = list(keys_below(PlanKeys))

# ---- the schema itself


@pytest.mark.parametrize("schema", [SCHEMA, SETTINGS_SCHEMA], ids=["plan", "settings"])
def test_the_schema_is_one(schema):
    Draft202012Validator.check_schema(schema)


def test_the_schema_is_the_same_every_time(tmp_path):
    printed = [
        handrail("schema", cwd=tmp_path, PYTHONHASHSEED=seed, PYTHONUTF8="1") for seed in "12"
    ]

    assert [(run.code, run.err) for run in printed] == [(0, ""), (0, "")]
    assert printed[0].out == printed[1].out == plan_schema()


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.line)
def test_every_key_says_what_it_means_in_a_sentence(key):
    assert re.fullmatch(r"[A-Z].{5,90}[.]", key.meaning)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.line)
def test_every_example_is_of_its_key(key):
    assert key.line.startswith(f"{key.name}: ")


def _properties(schema: object) -> list[tuple[str, dict[str, object]]]:
    if isinstance(schema, list):
        return [found for item in schema for found in _properties(item)]
    if not isinstance(schema, dict):
        return []
    here = (
        list(schema.get("properties", {}).items())
        if isinstance(schema.get("properties"), dict)
        else []
    )
    inner = [value for _, value in here] + [
        value for name, value in schema.items() if name != "properties"
    ]
    return here + [found for value in inner for found in _properties(value)]


@pytest.mark.parametrize(
    ("schema", "record"),
    [(SCHEMA, PlanKeys), (SETTINGS_SCHEMA, SettingsKeys)],
    ids=["plan", "settings"],
)
def test_every_key_is_described_and_its_examples_are_accepted(schema, record):
    properties = _properties(schema)

    assert len(properties) > len(list(keys_below(record)))
    for name, schema in properties:
        assert schema["description"], name
        for example in schema.get("examples", []):
            assert Draft202012Validator(schema).is_valid(example), name


def test_an_example_with_gaps_is_not_offered():
    assert example_of(PlanKeys.keys["why"]) is None
    assert example_of(PlanKeys.keys["importance"]) == 9


# ---- plans that are right


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_the_sample_plans_are_accepted(plan):
    assert refused(plan.read_bytes()) == []


@pytest.mark.parametrize(
    "text",
    [
        SMALL,
        a_plan_file([on("2026-01-12", calm=4)]),
        a_plan_file(
            [
                on(
                    "2026-01-12 14:30",
                    {"helped": {"slow breaths": 3}, "trigger": "tired"},
                    calm="4.5",
                )
            ]
        ),
        a_plan_file(title=True, tab_title=12, approach="CBT", importance="9"),
        a_plan_file(
            objective={"baseline": {"first": 3}, "target": {"between": [3, "5"]}, "hold": "yes"}
        ),
        a_plan_file(
            objective={
                "scale": {"anchors": {"0": "none", "10": "all"}},
                "steps": ["one", {"step": "two"}],
            }
        ),
        a_plan_file(private={"anything": [1]}, share={"access": "public", "private": 1}),
        SMALL + "title:\nsupport:\nstatus:\nphases:\nimportance:\napproach:\n",
        SMALL + "title: no\ntab_title: 1.10\nwhat_matters: 2026-01-19\n",
        SMALL.replace("baseline: 3", 'baseline: "3"').replace("crowds: 4", 'crowds: "4"'),
    ],
)
def test_a_plan_that_builds_is_accepted(text):
    plan_from(text)

    assert refused(text) == []


# ---- plans that are wrong

#: Cases whose mistake needs a look at several keys, at the calendar, or at what the editor itself has dropped.
UNSEEN = {
    "anchor",
    "baseline-in-two-forms",
    "change-below-zero",
    "closeness-of-no-goal",
    "closeness-of-which-goal",
    "control-character-in-a-note",
    "couple-without-agreement",
    "date-in-the-future",
    "date-that-is-none",
    "end-before-start",
    "end-missing",
    "end-twice",
    "gas-level-missing",
    "gas-score-between-levels",
    "gas-start-at-the-aim",
    "gas-target",
    "gas-without-levels",
    "goal-in-two-forms",
    "goal-missing",
    "habit-aim-above-the-week",
    "habit-per-day",
    "habit-planned-above-the-week",
    "habit-score-as-a-number",
    "hash-sign-first-in-a-text",
    "hash-sign-in-a-list",
    "hash-sign-in-a-text",
    "key-given-twice",
    "measure-that-is-built-in",
    "measure-with-a-band-outside",
    "measure-with-a-band-without-a-name",
    "measure-with-bands-in-disorder",
    "month-that-is-none",
    "more-done-than-all",
    "nobody-to-call",
    "number-for-a-pair",
    "number-to-keep-without-a-side",
    "number-without-a-unit",
    "pair-for-a-percentage",
    "pair-outside-the-scale",
    "pair-without-a-side",
    "person-nobody-knows",
    "phone-number-in-a-note",
    "planned-without-a-habit",
    "questionnaire-id-with-a-typo",
    "questionnaire-with-a-form-it-has-not",
    "questionnaire-without-its-form",
    "scale-beside-a-questionnaire",
    "score-for-an-unknown-objective",
    "score-outside-the-scale",
    "scores-in-two-forms",
    "share-for-a-number",
    "share-of-nothing",
    "share-without-its-whole",
    "target-above-100-per-cent",
    "target-against-the-questionnaire",
    "target-of-a-pair-in-one-number",
    "target-outside-the-scale",
    "target-without-a-direction",
    "time-that-is-none",
    "total-above-the-questionnaire",
    "total-at-most",
    "total-baseline",
    "total-below-zero",
    "total-in-the-other-form",
    "total-nobody-measures",
    "total-that-is-no-whole-number",
    "two-scores-after-a-merge",
    "uid-missing",
    "unknown-measure",
    "whose-score",
}


def _is_yaml(name: str) -> bool:
    try:
        as_an_editor_reads((CASES / f"{name}.yml").read_bytes())
    except (yaml.YAMLError, ValueError):
        return False
    return True


@pytest.mark.parametrize("name", [name for name in NAMES if name not in UNSEEN])
def test_a_mistake_that_one_key_shows_is_refused(name):
    assert not _is_yaml(name) or refused((CASES / f"{name}.yml").read_bytes())


@pytest.mark.parametrize("name", sorted(UNSEEN))
def test_a_mistake_one_key_does_not_show_is_left_to_check(name):
    assert refused((CASES / f"{name}.yml").read_bytes()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("goal:", "gaol:"),
        ("measure: rating", ""),
        ("access: public", "access: everyone"),
        ("2026-01-12", "12.1.2026"),
        ("baseline: 3", "baseline: three"),
        ("baseline: 3", "baseline: [3]"),
        ("crowds: 4", "Crowds: 4"),
        ("crowds: 4", "private: 4"),
        ("end: 2026-04-06", "for: ages"),
        ("5f0c6e1b", "not hex!"),
        ("goal: Feel at ease in a crowd", "goal: {feel: at ease}"),
        ("goal:", "importance: 11\ngoal:"),
        ("goal:", "handrail: 2\ngoal:"),
        ("goal:", "phases: {from: 2026-01-05, label: Start}\ngoal:"),
        ("goal:", "phases: [null]\ngoal:"),
    ],
)
def test_a_key_that_is_wrong_by_itself_is_refused(old, new):
    assert refused(SMALL.replace(old, new, 1))


# ---- settings


def settings_refused(text: str) -> list[str]:
    """What the schema says against settings: the path of each mistake."""
    return [error.json_path for error in SETTINGS_EDITOR.iter_errors(as_an_editor_reads(text))]


def settings_findings(text: str) -> list[str]:
    try:
        read_settings(parse(text.encode(), "handrail.yml"), frozenset())
    except PlanError as error:
        return [finding.code for finding in error.findings]
    return []


SETTINGS_KEYS = list(SettingsKeys.keys.values())


@pytest.mark.parametrize(
    "text",
    [
        (PLANS[0].parents[1] / "handrail.yml").read_text("utf-8"),
        "practice: 12\nlanguage: en\nsupport: [{name: Night line, contact: 555 0100}]\n",
        "base_url: http://localhost:8000/x\npublish: {command: [rsync, -a, site/, here]}\n",
        "support_on_lock: yes\nweek_starts: sunday\nnever_publish: Sam Okafor\n",
        "practice:\nbase_url:\npublish:\nprivate: {anything: [1]}\n",
    ],
)
def test_settings_that_are_read_are_accepted(text):
    assert settings_findings(text) == []
    assert settings_refused(text) == []


@pytest.mark.parametrize("key", SETTINGS_KEYS, ids=lambda key: key.name)
def test_every_key_of_the_settings_is_known_to_the_schema(key):
    # An example that leaves words to the reader has no value to try.
    if example_of(key) is None:
        assert key.name in SETTINGS_SCHEMA["properties"]
    else:
        assert settings_findings(key.line) == settings_refused(key.line) == []
    slip = key.line.replace(key.name, f"{key.name}x", 1)
    assert settings_findings(slip)
    assert settings_refused(slip) == ["$"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("base_url: plans.example.org", "$.base_url"),
        ("leave_to: http://example.org", "$.leave_to"),
        ("week_starts: tuesday", "$.week_starts"),
        ("key: Practice 2026", "$.key"),
        ("fingerprints: {practice: 12}", "$.fingerprints.practice"),
        ("support_on_lock: maybe", "$.support_on_lock"),
        ("support: [{name: Night line, number: 555 0100}]", "$.support[0]"),
        ("publish: {host: here}", "$.publish"),
    ],
)
def test_a_slip_in_settings_is_refused_where_it_stands(text, place):
    assert settings_findings(text)
    assert settings_refused(text)[0] == place


def test_new_settings_name_their_schema_which_is_made_beside_them(tmp_path):
    handrail("init", "practice", "--yes", cwd=tmp_path)

    first = (tmp_path / "practice/handrail.yml").read_text("utf-8").splitlines()[0]
    name = first.removeprefix("# yaml-language-server: $schema=")

    assert (tmp_path / "practice" / name).read_text("utf-8") == settings_schema()
    assert settings_refused((tmp_path / "practice/handrail.yml").read_text("utf-8")) == []
    assert handrail("schema", "--settings", cwd=tmp_path).out == settings_schema()
