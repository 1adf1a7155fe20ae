"""Mend: what `check --fix` changes, what it leaves to a person, and which of two files keeps the link."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from generator.cli.app import main
from generator.workspace import manifest
from generator.workspace.manifest import Made, Manifest
from tests.support.builders import SMALL, a_workspace

PRIVATE = SMALL.replace("share: {access: public}\n", "")
COPY = "sam - Copy.yml"


def checked(root: Path, *plans: str) -> str:
    result = CliRunner().invoke(
        main, ["check", "--fix", *plans, "-C", str(root), "--today=2026-01-26"]
    )
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return " ".join(result.output.split())


def uid_in(root: Path, name: str) -> str:
    found = re.search('(?m)^uid: "([0-9a-f]{32})"$', (root / "plans" / name).read_text("utf-8"))
    assert found
    return found[1]


def as_built(root: Path, name: str) -> None:
    """As after a build that made the page of this file."""
    scratch = root / ".handrail"
    scratch.mkdir(exist_ok=True)
    digests = manifest.digests(scratch)
    uid = digests.of(b"uid", uid_in(root, name).encode())
    made = Made("p/" + "0" * 32 + "/index.html", "", uid, (), "link", None, None)
    manifest.save(Manifest({digests.of(f"plans/{name}".encode()): made}, {}), scratch, digests)


def test_of_two_files_sharing_a_uid_the_named_gets_another(
    tmp_path: Path,
) -> None:
    root = a_workspace(tmp_path, {"sam.yml": PRIVATE, COPY: PRIVATE})
    as_built(root, "sam.yml")

    assert (
        "plans/sam - Copy.yml: added a uid of its own in place of the one of plans/sam.yml"
        in checked(root, str(root / "plans" / COPY))
    )
    assert (root / "plans/sam.yml").read_text("utf-8") == PRIVATE
    assert uid_in(root, COPY) != uid_in(root, "sam.yml")
    assert (root / "plans" / COPY).read_text("utf-8").replace(
        uid_in(root, COPY), uid_in(root, "sam.yml")
    ) == PRIVATE


def test_where_no_copy_is_named_or_both_are_neither_is_touched(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {"sam.yml": PRIVATE, COPY: PRIVATE, "more/sam-2.yml": PRIVATE})

    for asked in ((), ("sam - Copy", "plans/sam.yml"), (str(root / "plans/more"),)):
        checked(root, *asked)
        assert {path.read_text("utf-8") for path in (root / "plans").rglob("*.yml")} == {PRIVATE}


def test_the_file_of_a_given_link_keeps_it_the_copy_is_named(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {"sam.yml": PRIVATE, COPY: PRIVATE})
    as_built(root, "sam.yml")
    said = checked(root, "plans/sam.yml")

    assert "the link that was handed out belongs to this file" in said
    assert 'handrail check --fix "plans/sam - Copy.yml"' in said
    assert (root / "plans/sam.yml").read_text("utf-8") == PRIVATE


def test_what_only_people_can_change_is_told_and_holds_up_no_plan(
    tmp_path: Path,
) -> None:
    odd = PRIVATE.replace("goal:", "? share\n: access: link\ngoal:")
    root = a_workspace(tmp_path, {"ash.yml": odd, "sam.yml": PRIVATE.partition("\n")[2]})
    with (root / "handrail.yml").open("a", encoding="utf-8") as settings:
        settings.write("key: practice-2026\n")
    said = checked(root)

    assert "write `key: practice-2026` by hand, below `share:`" in said
    assert (root / "plans/ash.yml").read_text("utf-8") == odd
    assert uid_in(root, "sam.yml")


def test_a_uid_that_is_left_empty_is_filled_in(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, {"sam.yml": re.sub("uid: .*", "uid:", PRIVATE)})
    checked(root)

    assert uid_in(root, "sam.yml")
