"""A check tells of mistakes in a workspace's templates, as a build would, before there is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.builder.check import check
from generator.errors import Finding, TemplateError
from generator.workspace.theme import built_in_folder
from tests.support.builders import SMALL, TODAY, a_workspace, built

pytestmark = pytest.mark.slow

BUILT_IN = built_in_folder()
PAGES = sorted(path.relative_to(BUILT_IN).as_posix() for path in BUILT_IN.rglob("*.html"))


def with_template(root: Path, name: str, text: str) -> Path:
    a_workspace(root, {"sam.yml": SMALL})
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return root


def told(root: Path, *asked: str) -> list[Finding]:
    return [finding for finding in check(root, TODAY, asked).findings if finding.code == "template"]


def test_templates_in_order_are_not_spoken_of(tmp_path: Path):
    name = "components/helps.html"

    assert told(with_template(tmp_path, name, (BUILT_IN / name).read_text("utf-8") + "\n")) == []
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("name", PAGES)
def test_what_cannot_be_read_is_told_with_file_and_line(tmp_path: Path, name: str):
    text = (BUILT_IN / name).read_text("utf-8")
    (finding,) = told(with_template(tmp_path, name, f"{text}\n{{% if %}}\n"), "plans/sam.yml")

    assert (finding.place.file, finding.place.line) == (f"templates/{name}", text.count("\n") + 2)


@pytest.mark.parametrize("name", ["page/article.html", "page/lock.html", "components/goal.html"])
def test_what_is_not_there_is_told_with_file_and_line(tmp_path: Path, name: str):
    text = (BUILT_IN / name).read_text("utf-8")
    (finding,) = told(with_template(tmp_path, name, f"{text}\n{{{{ nobody.knows }}}}\n"))

    assert (finding.place.file, finding.place.line) == (f"templates/{name}", text.count("\n") + 2)


def test_a_style_or_a_script_that_would_end_its_element_is_told(tmp_path: Path):
    assert [
        one.place.file
        for one in told(with_template(tmp_path, "styles/foot.css", "p::after{content:'</'}"))
    ] == ["templates/styles/foot.css"]


@given(
    st.sampled_from(PAGES),
    st.sampled_from(["{% if %}", "{{ nobody.knows }}", "{{ 1 / 0 }}", "plain words"]),
)
@settings(deadline=None, max_examples=15)
def test_a_check_that_finds_nothing_is_followed_by_a_build_that_ends(
    tmp_path_factory: pytest.TempPathFactory, name: str, mistake: str
):
    text = (BUILT_IN / name).read_text("utf-8") + f"\n{mistake}"
    root = with_template(tmp_path_factory.mktemp("practice"), name, text)
    if not told(root):
        built(root)
        return
    # A build of public plans makes none of these; a check reads them all the same.
    if not name.startswith(("preview/", "page/card", "page/lock")):
        with pytest.raises(TemplateError):
            built(root)


@pytest.mark.parametrize(
    ("old", "new"),
    [("base.html", "page/base.html"), ("pages/plan.html", "page/plan.html")],
)
def test_a_template_under_an_older_name_is_named_with_its_new_place(
    tmp_path: Path, old: str, new: str
):
    root = with_template(tmp_path, old, "mine")

    (finding,) = told_by(root, "template-moved")
    assert finding.place.file == f"templates/{old}"
    assert f"templates/{new}" in finding.sentence
    assert (BUILT_IN / new).is_file()


def test_a_moved_template_stands_in_again_when_its_hint_is_followed(tmp_path: Path):
    own = '{% extends "base.html" %}{% block page %}Mine{% endblock %}'
    root = with_template(tmp_path, "pages/plan.html", own)
    (finding,) = told_by(root, "template-moved")

    assert finding.hint == (
        "move it to templates/page/plan.html and write page/base.html where it says base.html"
    )
    (root / "templates/page").mkdir()
    (root / "templates/pages/plan.html").rename(root / "templates/page/plan.html")
    moved = own.replace("base.html", "page/base.html")
    (root / "templates/page/plan.html").write_text(moved, "utf-8")

    assert told_by(root, "template-moved") == told(root) == []
    built(root)
    assert "Mine" in (root / "site/sam/index.html").read_text("utf-8")


def told_by(root: Path, code: str) -> list[Finding]:
    return [finding for finding in check(root, TODAY, ()).findings if finding.code == code]
