"""Canaries: nothing of a private plan is in clear text anywhere, and nothing private is in any page."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import zlib
from datetime import date
from pathlib import Path

import pytest

from generator.builder.context import open_workspace
from generator.privacy import keyfile
from generator.privacy.keyfile import KeyFile
from generator.privacy.seal import Key, Mode, link_of, seal, unseal
from generator.publish.shared import Shared, read_sharing

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 22)
PLANS = 200
#: PBKDF2 costs a fifth of a second a page.
BY_WORDS, PUBLIC = range(3), range(3, 23)
MASTER = bytes(range(100, 132))


def canary(number: int, what: str) -> str:
    """A word that stands nowhere else, and in which nothing could be escaped."""
    return f"Zq{what}{number:03}xv"


def a_plan(number: int) -> str:
    def say(what: str) -> str:
        return canary(number, what)

    access = "words" if number in BY_WORDS else "public" if number in PUBLIC else "link"
    plan = {
        "uid": f"{number:04x}" + "d00dfeed" * 3 + "beef",
        "title": say("title"),
        "tab_title": say("tab"),
        "share": {"access": access, "until": "2031-12-24"},
        "people": {
            "pim": {"name": say("client"), "role": "client"},
            "tess": {"name": say("guide"), "role": "therapist"},
        },
        "timeframe": {"start": "2026-01-05", "end": "2026-12-28"},
        "what_matters": say("matters"),
        "support": [{"name": say("line"), "contact": say("contact")}],
        "private": say("private"),
        "with_me": [
            {"who": say("friend"), "is": say("kin"), "for": say("for"), "private": say("private")}
        ],
        "asked": [
            {"question": say("question"), "answer": say("answer"), "private": say("private")}
        ],
        "patterns": [{"pattern": say("pattern"), "private": say("private")}],
        "fit": {
            "notes": [{"how": say("how"), "private": say("private")}],
            "if_it_does_not_fit": say("ifnot"),
        },
        "other_care": [say("care")],
        "kind_line": say("kind"),
        "goal": say("goal"),
        "addresses": [say("problem")],
        "why": say("why"),
        "objectives": {
            "calm": {
                "objective": say("objective"),
                "measure": "rating",
                "scale": {"min": 0, "max": 10, "anchors": {"0": say("anchor"), "10": "calm"}},
                "private": say("private"),
                "steps": [{"step": say("step"), "private": say("private")}],
                "strategies": [say("strategy")],
            }
        },
        "progress": [
            {
                "date": "2026-01-12",
                "scores": {"calm": 4},
                "note": say("note"),
                "trigger": [say("trigger")],
                "celebrate": say("win"),
                "situation": say("situation"),
                "cost": {say("cost"): 2},
                "private": say("private"),
                "reply": f"{number:04x}" + "facade01" * 3 + "beef",
            }
        ],
        "reviews": [{"date": "2026-04-06", "kept": say("kept"), "private": say("private")}],
    }
    return json.dumps(plan, indent=1)


def sealed_bytes(page: bytes) -> bytes:
    found = re.search(rb'<template id="sealed">([^<]*)</template>', page)
    assert found
    return base64.b64decode(found[1], validate=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    root = tmp_path_factory.mktemp("practice")
    (root / "plans").mkdir()
    for number in range(PLANS):
        (root / "plans" / f"{canary(number, 'file').lower()}.yml").write_text(
            a_plan(number), "utf-8"
        )
    file = KeyFile(tmp_path_factory.mktemp("elsewhere") / "keys")
    keyfile.add(file, "ours", Key(MASTER))
    (root / "handrail.yml").write_text(
        f'practice: {canary(0, "practice")}\nkey: ours\nfingerprints: {{ours: "{Key(MASTER).fingerprint}"}}\n',
        "utf-8",
    )
    ran = subprocess.run(
        [sys.executable, "-m", "generator", "build", "-C", str(root), "--today", "2026-11-22"],
        env={
            **os.environ,
            "HANDRAIL_KEY_FILE": str(file.path),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return root, ran.stdout.decode() + ran.stderr.decode()


@pytest.fixture(scope="module")
def shared(built: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Shared, ...]:
    patch = pytest.MonkeyPatch()
    file = KeyFile(tmp_path_factory.mktemp("again") / "keys")
    keyfile.add(file, "ours", Key(MASTER))
    patch.setenv("HANDRAIL_KEY_FILE", str(file.path))
    found = read_sharing(open_workspace(built[0], TODAY)).shared
    patch.undo()
    return found


def sources(root: Path) -> list[str]:
    return [
        f"{path.name}\n{path.read_text('utf-8')}"
        for path in (root / "handrail.yml", *root.glob("plans/*.yml"))
    ]


def everything(root: Path, said: str) -> dict[str, bytes]:
    """What somebody without key and plans can see: the site, the scratch folder, the output, and all names."""
    found = {"output": said.replace(str(root), "").encode()}
    for top in ("site", ".handrail"):
        for path in (root / top).rglob("*"):
            name = path.relative_to(root).as_posix()
            found[f"name of {name}"] = name.encode()
            if path.is_file():
                found[name] = path.read_bytes()
    return found


def test_no_word_of_a_private_plan_is_anywhere_in_clear(built: tuple[Path, str]) -> None:
    root, said = built
    words = {
        what for one in sources(root) for what in re.findall(r"zq([a-z]+)\d{3}xv", one.casefold())
    }
    assert {"private", "practice", "file", "note"} < words
    # These words and no others: in four million signs of base64 a Zq, some letters, three digits and an xv come about.
    wanted = re.compile(rb"zq(" + "|".join(sorted(words)).encode() + rb")(\d{3})xv", re.IGNORECASE)
    for name, data in everything(root, said).items():
        for what, number in wanted.findall(data):
            # A public plan says its words and its file's name; nothing private of it, though.
            assert int(number) in PUBLIC, (name, what, number)
            assert what.lower() not in (b"private", b"practice"), (name, what, number)


def test_no_uid_or_key_is_anywhere_and_no_date_in_a_shell(
    built: tuple[Path, str],
) -> None:
    root, said = built
    forms = (
        MASTER.hex(),
        base64.b64encode(MASTER).decode(),
        base64.b32encode(MASTER).decode(),
        "d00dfeed",
        "facade01",
    )
    for name, data in everything(root, said).items():
        assert not any(form[:12].lower().encode() in data.lower() for form in forms), name
        if name.startswith("site/p/"):
            assert b"2031" not in re.sub(rb'id="sealed">[^<]*', b"", data), name


def test_no_private_word_is_in_any_page_once_it_is_open(
    built: tuple[Path, str], shared: tuple[Shared, ...]
) -> None:
    root, _ = built
    assert len(shared) == PLANS
    for number, one in enumerate(shared):
        page = (root / "site" / one.path).read_bytes()
        if one.access == "public":
            article = page.decode()
        else:
            article = unseal(sealed_bytes(page), link_of(one.url.partition("#k=")[2]), one.words)
        assert canary(number, "note") in article
        assert "Zqprivate" not in article
        assert "facade01" not in article


def test_all_shells_are_equal_outside_the_data(built: tuple[Path, str]) -> None:
    root, _ = built
    shells = {
        re.sub(rb'(id="sealed">)[^<]*', rb"\1", path.read_bytes())
        for path in (root / "site/p").glob("*/*.html")
    }
    sizes = {path.stat().st_size for path in (root / "site/p").glob("*/*.html")}

    assert len(shells) == 1
    assert len(sizes) == 1


@pytest.mark.parametrize(
    ("packed", "size"), [(16_364, 16_472), (16_365, 32_856), (32_748, 32_856), (32_749, 65_624)]
)
def test_a_page_near_a_buckets_edge_has_the_size_of_the_format(packed: int, size: int) -> None:
    """Articles whose compressed form has exactly that length: hex digits of a hash hardly compress."""
    noise = "".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(2000))

    def length(text: str) -> int:
        squeezer = zlib.compressobj(9, zlib.DEFLATED, -15, 6)
        return len(squeezer.compress(text.encode()) + squeezer.flush())

    low, high = 0, len(noise)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if length(noise[:middle]) < packed else (low, middle)
    found = next(
        text
        for more in range(-4, 9)
        for extra in ("", "z", "zy", "zyx")
        if length(text := noise[: low + more] + extra) == packed
    )

    assert len(seal(found, Key(MASTER).secrets("5f" * 16, Mode.LINK, 1))) == size
