"""Private pages: what a build does with plans that only a link opens."""

from __future__ import annotations

import base64
import gzip
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.builder.facts import Clients
from generator.builder.site import Built, build
from generator.model.share import Access, PrivateAccess, PrivateShare, Share
from generator.privacy.links import Links
from generator.privacy.seal import DEMONSTRATION, Keyring, unseal
from tests.support.builders import SMALL, TODAY, a_workspace, codes
from tests.support.builders import built as built_at

CHECKOUT = Path(__file__).resolve().parents[2]
UID = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
OTHER_UID = "0d1e2f3a4b5c6d7e8f90a1b2c3d4e5f6"
PRIVATE = SMALL.replace("share: {access: public}\n", "client: Sam\n")
LINKS = Links(
    Keyring((("demonstration", DEMONSTRATION),)), "demonstration", frozenset(), frozenset()
)


def a_practice(root: Path, **plans: str) -> Path:
    a_workspace(root, {f"{name}.yml": text for name, text in plans.items()})
    settings = root / "handrail.yml"
    settings.write_text("key: demonstration\n" + settings.read_text("utf-8"), "utf-8")
    return root


def path_of(uid: str = UID, access: PrivateAccess = Access.LINK, generation: int = 1) -> str:
    return f"p/{LINKS.secrets(PrivateShare(uid, access, generation, None)).token}/index.html"


def opened(root: Path, access: PrivateAccess = Access.LINK, generation: int = 1) -> str:
    secrets = LINKS.secrets(PrivateShare(UID, access, generation, None))
    page = (root / "site" / path_of(UID, access, generation)).read_text("utf-8")
    found = re.search(r'<template id="sealed">([^<]*)</template>', page)
    assert found
    return unseal(base64.b64decode(found[1], validate=True), secrets.link, secrets.words)


def sealed(root: Path) -> list[str]:
    return sorted(
        path.relative_to(root / "site").as_posix() for path in (root / "site/p").glob("*/*.html")
    )


def built(root: Path, today: date = TODAY) -> Built:
    return built_at(root, today)


def with_share(share: str, text: str = PRIVATE) -> str:
    return f"share: {share}\n{text}"


def test_a_plan_is_private_unless_it_says_otherwise(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)

    assert built(root).written == (path_of(),)
    assert "Feel at ease in a crowd" in opened(root)
    assert b"crowd" not in (root / "site" / path_of()).read_bytes()


def test_words_seal_a_page_of_its_own(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=with_share("{access: words}"))

    assert built(root).written == (path_of(access=Access.WORDS),)
    assert "Feel at ease in a crowd" in opened(root, Access.WORDS)


def test_a_second_build_writes_nothing_and_a_letter_changes_one_file(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=PRIVATE, ada=PRIVATE.replace(UID, OTHER_UID))
    built(root)
    before = (root / "site" / path_of(OTHER_UID)).stat().st_mtime_ns

    assert built(root).written == ()
    (root / "plans/sam.yml").write_text(PRIVATE.replace("crowd", "cloud"), "utf-8")
    assert built(root).written == (path_of(),)
    assert (root / "site" / path_of(OTHER_UID)).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("share", "access", "generation"),
    [("{generation: 2}", Access.LINK, 2), ("{access: words}", Access.WORDS, 1)],
)
def test_a_new_generation_or_mode_moves_the_page(
    tmp_path: Path, share: str, access: Access, generation: int
) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    built(root)
    (root / "plans/sam.yml").write_text(with_share(share), "utf-8")
    result = built(root)

    assert result.removed == (path_of(),)
    assert sealed(root) == [path_of(UID, access, generation)]
    assert "Feel at ease" in opened(root, access, generation)


def test_a_renamed_file_keeps_its_page(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    built(root)
    (root / "plans/sam.yml").rename(root / "plans/river.yml")
    result = built(root)

    assert (result.written, result.removed, result.pages) == ((), (), (path_of(),))


def test_a_public_page_goes_when_its_plan_becomes_private(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=SMALL)
    built(root)
    (root / "plans/sam.yml").write_text(PRIVATE, "utf-8")

    assert built(root).removed == ("sam/index.html",)
    assert sealed(root) == [path_of()]


def test_a_public_page_goes_when_private_though_the_manifest_is_lost(
    tmp_path: Path,
) -> None:
    root = a_practice(tmp_path, sam=SMALL)
    built(root)
    shutil.rmtree(root / ".handrail")
    (root / "plans/sam.yml").write_text(PRIVATE, "utf-8")

    assert built(root).removed == ("sam/index.html",)


@pytest.mark.parametrize(
    "guard",
    ["status: draft", "status: revoked", "share: {access: none}", "share: {until: 2026-01-31}"],
)
def test_a_withdrawn_plan_loses_its_sealed_page(tmp_path: Path, guard: str) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    built(root)
    (root / "plans/sam.yml").write_text(f"{guard}\n{PRIVATE}", "utf-8")

    assert built(root).removed == (path_of(),)
    assert sealed(root) == []


def test_a_mistake_keeps_the_last_good_page_unless_the_link_is_new(
    tmp_path: Path,
) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    built(root)
    broken = PRIVATE.replace("measure: rating", "measure: ratng")
    (root / "plans/sam.yml").write_text(broken, "utf-8")

    assert built(root).pages == (path_of(),)
    (root / "plans/sam.yml").write_text(with_share("{generation: 2}", broken), "utf-8")
    assert built(root).removed == (path_of(),)


def test_a_token_folder_nobody_claims_goes_with_or_without_a_manifest(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    built(root)
    stray = root / "site/p" / ("ab" * 16)
    stray.mkdir()
    (stray / "index.html").write_text("old", "utf-8")

    assert built(root).removed == (f"p/{'ab' * 16}/index.html",)
    (root / "plans/sam.yml").write_text(PRIVATE.replace(UID, OTHER_UID), "utf-8")
    shutil.rmtree(root / ".handrail")
    assert built(root).removed == (path_of(),)


def test_a_revoked_link_takes_its_page_away_and_stays_dead(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    built(root)
    token = path_of().split("/")[1]
    (root / "handrail.revoked").write_text(f"# dead links\n{token}\n", "utf-8")
    result = built(root)

    assert codes(result.findings) == ["revoked-link"]
    assert result.removed == (path_of(),)
    (root / "plans/sam.yml").write_text(with_share("{generation: 2}"), "utf-8")
    assert built(root).written == (path_of(generation=2),)


def test_a_slip_among_dead_links_stops_the_build_and_revives_none(
    tmp_path: Path,
) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    (root / "handrail.revoked").write_text("<<<<<<< ours\n", "utf-8")

    assert codes(built(root).findings) == ["revoked-line"]
    assert sealed(root) == []


def test_a_copy_is_refused_and_the_original_keeps_its_link(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    built(root)
    (root / "plans/ada.yml").write_text(PRIVATE.replace("Sam", "Ada"), "utf-8")
    result = built(root)

    assert [(f.place.file, f.code) for f in result.findings] == [
        ("plans/ada.yml", "same-uid"),
        ("plans/sam.yml", "same-uid"),
    ]
    assert "Sam" in opened(root)


def test_an_earlier_clients_uid_is_refused_with_two_ways_out(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    built(root)
    (root / "plans/sam.yml").write_text(PRIVATE.replace("Sam", "Ada"), "utf-8")
    (finding,) = built(root).findings

    assert finding.code == "link-of-another"
    assert "earlier client" in finding.sentence
    assert "--fix" in finding.hint
    assert "--same-client" in finding.hint
    assert "Sam" in opened(root)
    assert build(root, TODAY, lambda _done, _of: None, clients=Clients.RENAMED).findings == ()
    assert "Ada" in opened(root)
    assert built(root).findings == ()


def test_somebody_who_joins_a_plan_keeps_its_link(tmp_path: Path) -> None:
    people = "people: {sam: {name: Sam, role: partner}, kim: {name: Kim, role: partner}}\n"
    both = PRIVATE.replace("client: Sam\n", people).replace("scores:", "by: sam\n    scores:")
    root = a_practice(tmp_path, sam=PRIVATE)
    built(root)
    (root / "plans/sam.yml").write_text(both, "utf-8")

    assert built(root).findings == ()


def test_the_neutral_files_name_nobody_and_leave_what_somebody_else_wrote(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    (root / "site").mkdir()
    (root / "site/robots.txt").write_text("User-agent: *\nAllow: /\n", "utf-8")
    built(root)

    assert (root / "site/robots.txt").read_text("utf-8") == "User-agent: *\nAllow: /\n"
    for name in ("index.html", "404.html", "_headers", ".nojekyll"):
        text = (root / "site" / name).read_text("utf-8")
        assert not re.search(r"\bsam\b|crowd|2026|/p/", text, re.IGNORECASE), name
    assert "frame-ancestors 'none'" in (root / "site/_headers").read_text("utf-8")


def test_a_neutral_file_that_somebody_changed_is_made_again(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    built(root)
    front = root / "site/index.html"
    made = front.read_bytes()
    front.unlink()
    built(root)

    assert front.read_bytes() == made


def test_shells_are_equal_outside_the_data(tmp_path: Path) -> None:
    root = a_practice(
        tmp_path, sam=PRIVATE, ada=with_share("{access: words}", PRIVATE.replace(UID, OTHER_UID))
    )
    built(root)
    shells = {
        re.sub(rb'(id="sealed">)[^<]*', rb"\1", (root / "site" / path).read_bytes())
        for path in sealed(root)
    }

    assert len(sealed(root)) == 2
    assert len(shells) == 1


def test_every_sealed_sample_is_sent_in_at_most_31_000_bytes(tmp_path: Path) -> None:
    samples = {path.name: path.read_text("utf-8") for path in (CHECKOUT / "plans").glob("*.yml")}
    a_workspace(tmp_path, samples)
    shutil.copy(CHECKOUT / "handrail.yml", tmp_path)
    built(tmp_path)
    sent = [
        len(gzip.compress((tmp_path / "site" / path).read_bytes(), 6, mtime=0))
        for path in sealed(tmp_path)
    ]

    assert len(sent) > 5
    assert max(sent) <= 31_000


def test_links_are_those_of_the_key_that_the_plan_names(tmp_path: Path) -> None:
    other = replace(LINKS, default_key=None)

    assert other.key_name(Share(Access.LINK, 1, None, None)) is None
    assert other.key_name(Share(Access.LINK, 1, "demonstration", None)) == "demonstration"


def test_a_locked_page_says_whom_to_call_only_as_the_practice_wants(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    built(root)
    silent = (root / "site" / path_of()).read_bytes()
    settings = root / "handrail.yml"
    settings.write_text("support_on_lock: true\n" + settings.read_text("utf-8"), "utf-8")
    built(root)

    assert b"555 0100" not in silent
    assert b"555 0100" in (root / "site" / path_of()).read_bytes()


def test_a_sample_says_that_it_is_one_before_and_after_it_opens(tmp_path: Path) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    built(root)

    assert b"This is a sample" in (root / "site" / path_of()).read_bytes()
    assert "Its key is known to all" in opened(root)


@pytest.mark.parametrize(
    "line",
    [
        "base_url: http://plans.example.org",
        "base_url: plans.example.org",
        "base_url: https://plans.example.org/?a=1",
        "fingerprints: {ours: abc}",
        "support_on_lock: perhaps",
        "key: My Key",
    ],
)
def test_a_setting_in_another_form_is_told_before_anything_is_written(
    tmp_path: Path, line: str
) -> None:
    root = a_practice(tmp_path, sam=PRIVATE)
    settings = root / "handrail.yml"
    settings.write_text(settings.read_text("utf-8").replace("key: demonstration", line), "utf-8")
    result = built(root)

    assert [finding.place.file for finding in result.findings] == ["handrail.yml"]
    assert not (root / "site").exists()
