"""The check of names, tried on small packages; `make layers` runs it on the whole of generator/."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.one_meaning import definitions, main, two_meanings

DESCRIBE = "def describe(): pass"


def names(root: Path, **modules: str) -> list[str]:
    """The names with two meanings in a package of these modules; `in_` stands for a folder."""
    for name, text in modules.items():
        path = root / "house" / f"{name.replace('_in_', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [group[0].name for group in two_meanings(definitions(root / "house"))]


def test_a_class_in_two_modules_has_two_meanings(tmp_path):
    assert names(tmp_path, view="class Row: pass", table="class Row: pass") == ["Row"]


def test_a_private_class_is_read_as_a_public_one(tmp_path):
    assert names(tmp_path, view="class Row: pass", table="class _Row: pass") == ["Row"]


def test_a_public_function_in_two_modules_has_two_meanings(tmp_path):
    assert names(tmp_path, keys="def load(): pass", theme="async def load(): pass") == ["load"]


@pytest.mark.parametrize(
    "text",
    [
        "def _load(): pass",
        "class Theme:\n    def load(self): pass",
        "from house.keys import load",
        "load = 5",
    ],
)
def test_what_is_private_inside_or_only_handed_on_counts_for_nothing(tmp_path, text):
    assert names(tmp_path, keys="def load(): pass", theme=text) == []


def test_one_module_may_say_a_name_twice(tmp_path):
    text = "if True:\n    pass\ndef load(): pass\ndef load(): pass"

    assert names(tmp_path, keys=text) == []


def test_a_class_and_a_function_are_two_names(tmp_path):
    assert names(tmp_path, keys="def Row(): pass", table="class Row: pass") == []


def test_a_stage_has_one_name_for_all_measures(tmp_path):
    modules = {f"view_in_measures_in_{name}": DESCRIBE for name in ("habit", "gas", "__init__")}

    assert names(tmp_path, **modules) == []


def test_two_stages_may_not_share_a_name(tmp_path):
    modules = {f"{room}_in_measures_in_habit": DESCRIBE for room in ("view", "validate")}

    assert names(tmp_path, **modules) == ["describe"]


def test_nobody_else_may_have_the_name_of_a_stage(tmp_path):
    modules = {f"view_in_measures_in_{name}": DESCRIBE for name in ("habit", "gas")}

    assert names(tmp_path, **modules, view_in_goal=DESCRIBE) == ["describe"]


def test_a_class_of_a_stage_has_one_meaning_as_any_other(tmp_path):
    modules = {f"view_in_measures_in_{name}": "class Row: pass" for name in ("habit", "gas")}

    assert names(tmp_path, **modules) == ["Row"]


@pytest.mark.parametrize(
    "made",
    ["@click.command()", "@key.command('share')", "@click.command(short_help='x')"],
)
def test_a_command_may_have_the_name_that_people_type(tmp_path, made):
    command = f"{made}\n@option\ndef share(): pass"

    assert names(tmp_path, cli_in_share=command, publish_in_shared="def share(): pass") == []


@pytest.mark.parametrize("made", ["@click.command('links')", "@cache", "@click.option('-C')"])
def test_another_function_of_a_command_may_not(tmp_path, made):
    command = f"{made}\ndef share(): pass"

    assert names(tmp_path, cli_in_share=command, publish_in_shared="def share(): pass") == ["share"]


def test_a_command_outside_of_the_command_line_may_not(tmp_path):
    command = "@click.command()\ndef share(): pass"

    assert names(tmp_path, view=command, publish="def share(): pass") == ["share"]


def test_each_name_is_told_with_its_places(tmp_path, capsys):
    names(tmp_path, view="\nclass Row: pass", table="class _Row: pass")

    assert main(tmp_path / "house") == 1
    assert capsys.readouterr().out.splitlines()[0] == "class Row: house/table.py:1, house/view.py:2"


def test_nothing_is_told_where_every_name_has_one_meaning(tmp_path, capsys):
    names(tmp_path, view="class Row: pass")

    assert main(tmp_path / "house") == 0
    assert capsys.readouterr().out == ""
