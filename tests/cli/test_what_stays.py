"""The last line of a build with mistakes: it says of no page that it stands where it has gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli.app import main
from tests.support.builders import SMALL, a_workspace, built

OTHER = SMALL.replace(
    "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70", "0d1e2f3a4b5c6d7e8f90a1b2c3d4e5f6"
).replace("crowd", "choir")
#: A mistake after which the page stays, and mistakes that take it away.
STAYS, LOST, DOUBTFUL = "bogus: 1\n", "stauts: draft\n", "share: {access: privat}\n"


def last_line(root: Path) -> str:
    done = CliRunner().invoke(main, ["build", "-C", str(root), "--today=2026-02-02", "--quiet"])
    assert done.exit_code == 1
    return done.output.splitlines()[-1]


def with_mistake(text: str, mistake: str) -> str:
    return (text.replace("share: {access: public}\n", "") if "share" in mistake else text) + mistake


def test_a_page_that_stays_is_said_to_stay(tmp_path: Path):
    root = a_workspace(tmp_path, {"sam.yml": SMALL})
    built(root)
    a_workspace(root, {"sam.yml": with_mistake(SMALL, STAYS)})

    assert last_line(root) == "1 thing to mend. The last good page of each plan stays until then."


@pytest.mark.parametrize("mistake", [LOST, DOUBTFUL])
def test_a_page_that_went_is_not_said_to_stay(tmp_path: Path, mistake: str):
    root = a_workspace(tmp_path, {"sam.yml": SMALL})
    built(root)
    a_workspace(root, {"sam.yml": with_mistake(SMALL, mistake)})

    assert last_line(root).endswith("to mend. It has no page until then.")
    assert not (root / "site/sam/index.html").exists()


def test_of_several_plans_those_are_named_that_keep_a_page(tmp_path: Path):
    root = a_workspace(tmp_path, {"sam.yml": SMALL, "ada.yml": OTHER})
    built(root)
    a_workspace(root, {"sam.yml": with_mistake(SMALL, STAYS), "ada.yml": with_mistake(OTHER, LOST)})

    assert last_line(root).endswith(
        "The last good page of plans/sam.yml stays until then; others have none."
    )


def test_a_plan_that_never_had_a_page_has_none(tmp_path: Path):
    root = a_workspace(
        tmp_path, {"sam.yml": with_mistake(SMALL, STAYS), "ada.yml": with_mistake(OTHER, STAYS)}
    )

    assert last_line(root).endswith("They have no page until then.")


@given(
    first=st.sampled_from(["", STAYS, LOST, DOUBTFUL]),
    second=st.sampled_from([STAYS, LOST, DOUBTFUL]),
)
@settings(deadline=None, max_examples=12)
def test_what_is_said_to_stay_is_there(
    tmp_path_factory: pytest.TempPathFactory, first: str, second: str
):
    root = a_workspace(tmp_path_factory.mktemp("practice"), {"sam.yml": SMALL, "ada.yml": OTHER})
    built(root)
    a_workspace(
        root, {"sam.yml": with_mistake(SMALL, first), "ada.yml": with_mistake(OTHER, second)}
    )
    said = last_line(root)
    wrong = [name for name, mistake in (("sam", first), ("ada", second)) if mistake]
    there = [name for name in wrong if (root / f"site/{name}/index.html").exists()]

    assert ("each plan stays" in said) == (there == wrong)
    assert ("no page" in said) == (not there)
    assert all(f"plans/{name}.yml" in said for name in there) or there == wrong


def test_a_plan_to_be_printed_is_not_blamed_for_the_settings(tmp_path: Path) -> None:
    root = a_workspace(tmp_path / "own", {"sam.yml": SMALL})
    (root / "handrail.yml").write_text("langage: en\n", "utf-8")
    typed = [
        "close",
        "sam",
        "-C",
        str(root),
        "--keep",
        "--yes",
        "--print",
        str(tmp_path / "a.html"),
    ]
    done = CliRunner().invoke(main, typed)

    assert done.exit_code == 1
    assert done.output.splitlines()[-1] == "First mend the settings."
