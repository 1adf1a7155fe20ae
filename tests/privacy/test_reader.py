"""Reader: a second program, written in another language from docs/FORMAT.md alone, agrees with ours."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64encode
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.builder.context import open_workspace
from generator.builder.site import build
from generator.privacy.seal import Key, Mode, seal
from generator.publish.shared import read_sharing
from tests import vectors

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).resolve().parents[2]
READER = CHECKOUT / "tests" / "vectors" / "reader.mjs"
ARTICLE = '<article lang="en" dir="ltr" data-tab-title="My plan">Schön, 🌿</article>'
BASE = "https://plans.example/p/00000000000000000000000000000000/#k="
WORDS = replace(Key(bytes(32)).secrets("00" * 16, Mode.WORDS, 1), words="calm river seven")


def node() -> str:
    found = shutil.which("node") or shutil.which("nodejs")
    if found is None:
        pytest.fail(
            "The second reader needs Node 18 or later. Please install it: apt install nodejs",
            pytrace=False,
        )
    return found


def read(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [node(), str(READER), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture
def page(tmp_path: Path) -> str:
    sealed = b64encode(seal(ARTICLE, WORDS)).decode()
    html = f'<!doctype html><title>Page</title><template id="sealed">{sealed}</template>'
    path = tmp_path / "index.html"
    path.write_text(html, encoding="utf-8")
    return str(path)


def test_the_second_reader_does_what_every_vector_says() -> None:
    done = read("vectors")

    count = 2 * len(vectors.pages()) + len(vectors.links())
    count += len(vectors.derivation()["words"]) + len(vectors.derivation()["buckets"])
    assert (done.stdout, done.returncode) == (f"{count} of {count} vectors are as they say\n", 0), (
        done.stderr
    )


def test_a_page_of_the_first_kind_opens_as_well(page: str) -> None:
    path = Path(page)
    first = path.read_text("utf-8")
    first = first.replace("<template ", '<script type="application/octet-stream" ')
    path.write_text(first.replace("</template>", "</script>"), "utf-8")

    done = read("open", page, BASE + WORDS.code, " Calm RIVER  seven")

    assert (done.stdout, done.returncode) == (ARTICLE, 0), done.stderr


def test_the_second_reader_opens_a_page_that_we_sealed(page: str) -> None:
    done = read("open", page, BASE + WORDS.code, " Calm RIVER  seven")

    assert (done.stdout, done.stderr, done.returncode) == (ARTICLE, "", 0)


def test_a_link_that_a_mail_program_encoded_opens_the_page(page: str) -> None:
    done = read(
        "open",
        page,
        f"{BASE}{WORDS.code[:14]}%20{WORDS.code[14:].lower()}%E2%80%9D",
        "calm river seven",
    )

    assert done.stdout == ARTICLE


@pytest.mark.parametrize(
    ("code", "words", "says"),
    [
        (WORDS.code, "calm river eight", "this link, or these words, do not open this page"),
        (WORDS.code[:-1], "calm river seven", "this link is incomplete"),
    ],
)
def test_the_second_reader_says_why_a_page_stays_closed(
    page: str, code: str, words: str, says: str
) -> None:
    done = read("open", page, BASE + code, words)

    assert (done.stdout, done.stderr, done.returncode) == ("", f"{says}\n", 1)


def test_a_page_without_a_sealed_part_is_none(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text("<!doctype html><title>Page</title>", encoding="utf-8")

    assert (
        read("open", str(path), BASE + WORDS.code).stderr
        == "this is not a sealed page of a kind that is known here\n"
    )


def test_the_second_reader_opens_every_sealed_page_of_the_samples(tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "plans", tmp_path / "plans")
    shutil.copy(CHECKOUT / "handrail.yml", tmp_path)
    today = date(2026, 11, 23)
    assert build(tmp_path, today, lambda _done, _of: None).findings == ()
    shared = [
        one
        for one in read_sharing(open_workspace(tmp_path, today)).shared
        if one.access != "public"
    ]

    assert len(shared) == len(list((tmp_path / "site/p").glob("*/index.html"))) >= 8
    for one in shared:
        done = read(
            "open", str(tmp_path / "site" / one.path), one.url, *([one.words] if one.words else [])
        )
        assert done.stdout.startswith("<article"), done.stderr
