"""Taking away: what is withdrawn leaves `site/` first, whatever else is wrong; and loss of sight is no order."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.builder.check import check
from generator.builder.facts import Missing
from generator.builder.site import Built, build
from generator.errors import HandrailError, TemplateError, WorkspaceError
from generator.workspace import files
from generator.workspace.layout import SCRATCH
from tests.cli.test_command_line import handrail
from tests.support.builders import SMALL, TODAY, a_workspace, built, codes

pytestmark = pytest.mark.slow

DAY = f"--today={TODAY}"
OTHER = SMALL.replace("5f0c", "6f0c")
THIRD = SMALL.replace("5f0c", "7f0c")
#: Whatever can be wrong beside a plan that is withdrawn, by what is written where.
AMISS = {
    "another plan": ("plans/ada.yml", OTHER + "measure: [\n"),
    "settings": ("handrail.yml", "suport: [\n"),
    "no such key": (
        "handrail.yml",
        "key: practice-2026\nsupport: [{name: A, contact: 555 0100}]\n",
    ),
    "revoked links": ("handrail.revoked", "<<<<<<< ours\n"),
    "template": ("templates/page/plan.html", "{{ view.nonsense"),
    "lock page": ("templates/page/notice.html", "{% if %}"),
    "template in another encoding": ("templates/page/plan.html", "\udcff"),
    "style": ("templates/styles/base.css", "</style>"),
    "words": ("templates/locale/de.po", 'msgid "'),
    "foreign file": ("plans/letter.docx", "x"),
    "record": (f"{SCRATCH}/manifest.json", "{}"),
}
WITHDRAWALS = {
    "draft": SMALL.replace("share:", "status: draft\nshare:"),
    "revoked": SMALL.replace("share:", "status: revoked\nshare:"),
    "none": SMALL.replace("public", "none"),
    "past": SMALL.replace("public}", "public, until: 2026-01-31}"),
    "gone": None,
}


def a_practice(root: Path) -> Path:
    a_workspace(root, {"sam.yml": SMALL, "ada.yml": OTHER, "kim.yml": THIRD})
    assert built(root).findings == ()
    return root


def withdraw(root: Path, how: str) -> None:
    text = WITHDRAWALS[how]
    if text is None:
        (root / "plans/sam.yml").unlink()
    else:
        (root / "plans/sam.yml").write_text(text, "utf-8")


def pages(root: Path) -> list[str]:
    found = {path.parent.name for path in (root / "site").glob("*/index.html")}
    return sorted(found - {"p"})  # the neutral index over the sealed pages


def built_or_stopped(root: Path) -> None:
    with suppress(HandrailError):  # it says what is wrong, and has taken away before
        built(root)


# ---- whatever else is wrong


@pytest.mark.parametrize("amiss", AMISS)
@pytest.mark.parametrize("how", WITHDRAWALS)
def test_what_is_withdrawn_goes_though_something_else_is_wrong(
    tmp_path: Path, how: str, amiss: str
) -> None:
    root = a_practice(tmp_path)
    name, text = AMISS[amiss]
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    withdraw(root, how)

    built_or_stopped(root)

    assert pages(root) == ["ada", "kim"]


@settings(deadline=None, max_examples=25)
@given(st.sets(st.sampled_from(sorted(AMISS)), min_size=2), st.sampled_from(sorted(WITHDRAWALS)))
def test_what_is_withdrawn_goes_though_everything_else_is_wrong(
    tmp_path_factory: pytest.TempPathFactory, amiss: set[str], how: str
) -> None:
    root = a_practice(tmp_path_factory.mktemp("practice"))
    for name, text in (AMISS[one] for one in amiss if one != "record" or how != "gone"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    withdraw(root, how)

    built_or_stopped(root)

    assert "sam" not in pages(root)


def test_a_revoked_link_goes_though_its_plan_does_not_parse(tmp_path: Path) -> None:
    linked = SMALL.replace("{access: public}", "{key: demonstration}")
    root = a_workspace(tmp_path, {"sam.yml": linked, "ada.yml": OTHER})
    (page,) = (path for path in built(root).written if path.startswith("p/"))
    (root / "plans/sam.yml").write_text(linked + 'goal: "half a sen', "utf-8")
    assert page in built(root).pages
    (root / "handrail.revoked").write_text(f"{page.split('/')[1]}\n", "utf-8")

    assert built(root).removed == (page,)


def no_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "draft")


@pytest.mark.parametrize("how", WITHDRAWALS)
def test_what_is_withdrawn_goes_though_nothing_can_be_written(
    tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_practice(tmp_path)
    withdraw(root, how)
    opened = Path.open
    monkeypatch.setattr(
        Path,
        "open",
        lambda path, mode="r", **how: no_space() if "w" in mode else opened(path, mode, **how),
    )
    monkeypatch.setattr(Path, "write_bytes", no_space)
    monkeypatch.setattr(Path, "mkdir", lambda path, **_: None if path.is_dir() else no_space())

    with pytest.raises(WorkspaceError, match="No space left"):
        built(root)

    assert pages(root) == ["ada", "kim"]


def test_what_is_withdrawn_goes_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_practice(tmp_path)
    withdraw(root, "draft")
    (root / "plans/ada.yml").write_text(OTHER.replace("crowd", "train"), "utf-8")
    (root / "handrail.yml").write_text(
        "support:\n  - {name: Day line, contact: 555 0199}\n", "utf-8"
    )
    order: list[str] = []
    remove, replace = files.remove, files.replace
    monkeypatch.setattr(files, "remove", lambda path, site: order.append("-") or remove(path, site))
    monkeypatch.setattr(
        files, "replace", lambda path, *rest: order.append("+") or replace(path, *rest)
    )

    built(root)

    assert order[0] == "-"
    assert order.count("-") == 1


def test_one_page_that_cannot_be_taken_away_keeps_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_practice(tmp_path)
    for name in ("sam", "ada"):
        (root / f"plans/{name}.yml").unlink()
    remove = files.remove

    def stubborn(path: Path, site: Path) -> None:
        if path.parent.name == "ada":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        remove(path, site)

    with monkeypatch.context() as patch:
        patch.setattr(files, "remove", stubborn)
        with pytest.raises(WorkspaceError, match="ada"):
            built(root)
    assert pages(root) == ["ada", "kim"]
    assert built(root).removed == ("ada/index.html",)


# ---- loss of sight


def lose(root: Path, how: str) -> None:
    plans = root / "plans"
    away = root.with_name(f"{root.name}-away")
    if how == "deleted one by one":
        shutil.copytree(plans, away)
        for path in plans.iterdir():
            path.unlink()
        return
    plans.rename(away)
    if how == "empty":
        plans.mkdir()
    elif how == "a link to nowhere":
        plans.symlink_to(root / "nowhere")
    elif how == "other plans in their place":
        plans.mkdir()
        (plans / "new.yml").write_text(SMALL.replace("5f0c", "8f0c"), "utf-8")


def bring_back(root: Path) -> None:
    plans = root / "plans"
    if plans.is_symlink():
        plans.unlink()
    else:
        shutil.rmtree(plans, ignore_errors=True)
    root.with_name(f"{root.name}-away").rename(plans)


LOSSES = (
    "absent",
    "empty",
    "a link to nowhere",
    "deleted one by one",
    "other plans in their place",
)


@pytest.mark.parametrize("record", ["known", "lost"])
@pytest.mark.parametrize("how", LOSSES)
def test_plans_out_of_sight_keep_their_pages_until_somebody_says_otherwise(
    tmp_path: Path, how: str, record: str
) -> None:
    root = a_practice(tmp_path / "practice")
    lose(root, how)
    if record == "lost":
        if how == "other plans in their place":
            return  # a folder of other plans without any record is simply another practice
        shutil.rmtree(root / SCRATCH)

    for _ in range(2):
        result = built(root)
        assert result.removed == ()
        assert result.is_blind
        assert result.missing == ("ada/index.html", "kim/index.html", "sam/index.html")
        assert set(result.missing) <= set(result.pages)
        assert "plans-missing" in codes(result.findings)
        assert {"ada", "kim", "sam"} <= set(pages(root))
    if (root / "plans").is_dir():
        assert check(root, TODAY, []).findings == result.findings

    again = build(root, TODAY, lambda done, of: None, missing=Missing.GO)
    assert again.removed == ("ada/index.html", "kim/index.html", "sam/index.html")
    assert not again.is_blind
    assert again.missing == ()


@pytest.mark.parametrize("how", LOSSES)
def test_plans_come_back_as_they_were_and_deleted_ones_go(tmp_path: Path, how: str) -> None:
    root = a_practice(tmp_path / "practice")
    lose(root, how)
    built(root)
    bring_back(root)
    (root / "plans/ada.yml").unlink()

    back = built(root)

    assert (back.written, back.missing, back.is_blind, back.findings) == ((), (), False, ())
    assert {"ada/index.html"} <= set(back.removed)
    assert pages(root) == ["kim", "sam"]


def test_one_deleted_plan_among_others_goes_at_once(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    withdraw(root, "gone")

    result = built(root)

    assert (result.removed, result.missing, result.findings) == (("sam/index.html",), (), ())


def test_the_only_plan_that_is_renamed_is_not_lost(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {"sam.yml": SMALL})
    built(root)
    (root / "plans/sam.yml").rename(root / "plans/kim.yml")

    assert (built(root).missing, pages(root)) == ((), ["kim"])


def test_what_was_withdrawn_before_goes_while_plans_are_out_of_sight(tmp_path: Path) -> None:
    root = a_workspace(
        tmp_path,
        {"sam.yml": SMALL.replace("public}", "public, until: 2026-12-01}"), "ada.yml": OTHER},
    )
    built(root)
    (root / "plans").rename(root / "away")

    assert built(root, TODAY.replace(month=12, day=2)).removed == ("sam/index.html",)


def test_the_command_counts_staying_pages_and_takes_them_when_told(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    for path in (root / "plans").iterdir():
        path.unlink()

    run = handrail("build", DAY, cwd=root)

    assert run.code == 1
    assert "3 pages stay in site/" in run.err
    assert "handrail build --remove-missing" in run.err
    assert handrail("build", DAY, "--remove-missing", cwd=root).code == 0
    assert pages(root) == []


@pytest.mark.parametrize(
    ("answer", "left"), [("y\n", []), ("\n", ["ada", "kim", "sam"]), ("n\n", ["ada", "kim", "sam"])]
)
def test_at_a_terminal_it_asks_and_untyped_answers_are_no(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, left: list[str]
) -> None:
    from generator.builder.facts import Missing
    from generator.cli.actions.builds import build_with_consent

    root = a_practice(tmp_path)
    for path in (root / "plans").iterdir():
        path.unlink()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _prompt="": answer.strip())

    done: Built = build_with_consent(root, TODAY, Missing.STAY)

    assert pages(root) == left
    assert len(done.missing) == len(left)


def test_a_template_mistake_is_told_after_what_goes_has_gone(tmp_path: Path) -> None:
    root = a_practice(tmp_path)
    withdraw(root, "draft")
    (root / "templates/page").mkdir(parents=True)
    (root / "templates/page/plan.html").write_text("{{", "utf-8")

    with pytest.raises(TemplateError):
        built(root)

    assert pages(root) == ["ada", "kim"]
