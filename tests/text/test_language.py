"""Language: what a page says is in the catalogue, and days and numbers follow the language."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.builder.site import build
from generator.errors import has_error
from generator.render import html
from generator.render.messages import as_text, template
from generator.text.language import _, language, ngettext, speaking
from generator.text.translations import catalogue
from generator.view import dates
from generator.workspace import theme
from tests.support import pseudo
from tests.support.builders import SMALL, a_workspace, built, the_finding

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).parents[2]
SAMPLES = sorted(path.stem for path in (CHECKOUT / "plans").glob("*.yml"))
DAY = date(2026, 9, 7)


def _asked_for(message: object) -> dict[str, str]:
    """A value for each name that is filled in."""
    names = re.findall(r"\{(\w+)\}|%\((\w+)\)s", str(message))
    return {one or other: "x" for one, other in names}


@cache
def messages() -> list[tuple[tuple[str, ...], dict[str, str]]]:
    """Every message, as one or two forms, with values for its names."""
    return [
        (
            (message.id,) if isinstance(message.id, str) else tuple(message.id),
            _asked_for(message.id),
        )
        for message in template()
        if message.id and not message.context
    ]


def in_language(tag: str) -> object:
    return speaking(language(tag, {}))


def test_the_template_for_translators_is_in_step_with_the_words():
    assert (CHECKOUT / "templates/locale/handrail.pot").read_text("utf-8") == as_text(template()), (
        "run `make docs`"
    )


def test_outside_of_any_page_english_is_spoken():
    assert _("Journal") == "Journal"
    assert ngettext("{count} note", "{count} notes", 2) == "2 notes"


@pytest.mark.parametrize(
    ("tag", "long", "short", "full", "number", "names"),
    [
        ("en", "7 September", "7 Sept", "7 September 2026", "2.5", "a, b and c"),
        ("en-US", "September 7", "Sep 7", "September 7, 2026", "2.5", "a, b, and c"),
        ("de", "7. September", "7. Sept.", "7. September 2026", "2,5", "a, b und c"),
        ("fr-CA", "7 septembre", "7 sept.", "7 septembre 2026", "2,5", "a, b et c"),
        ("ja", "9月7日", "9月7日", "2026年9月7日", "2.5", "a、b、c"),
    ],
)
def test_days_numbers_and_names_follow_the_language(tag, long, short, full, number, names):
    with in_language(tag):
        said = (dates.long(DAY, 2026), dates.short(DAY, 2026), dates.full(DAY), dates.number(2.5))
        listed = dates.several(["a", "b", "c"])

    assert said == (long, short, full, number)
    assert listed == names


def test_a_tag_that_nobody_knows_is_said_as_its_first_part():
    with in_language("de-ZZZZ"):
        assert dates.long(DAY, 2026) == "7. September"


def test_the_language_before_is_spoken_again_afterwards():
    with in_language("de"), in_language("fr"):
        pass

    assert dates.long(DAY, 2026) == "7 September"


def test_a_language_without_words_is_told_with_those_that_have_some():
    finding = the_finding(SMALL.replace("goal:", "language: sv\ngoal:", 1))

    assert finding.code == "unknown-language"
    assert "language: en" in finding.hint


def test_a_catalogue_in_the_workspace_is_a_language(tmp_path):
    root = a_workspace(tmp_path, {"sam.yml": SMALL.replace("goal:", "language: de-AT\ngoal:", 1)})
    pseudo.add_to(root, {"de": lambda words: words.replace("Journal", "Tagebuch")})

    assert built(root).findings == ()

    page = (root / "site/sam/index.html").read_text("utf-8")
    assert '<html lang="de-AT" dir="ltr">' in page
    assert "Tagebuch" in page
    assert "Jänner" in page  # what January is called in Austria


def test_a_catalogue_that_changes_makes_its_pages_anew(tmp_path):
    root = a_workspace(tmp_path, {"sam.yml": SMALL.replace("goal:", "language: de\ngoal:", 1)})
    pseudo.add_to(root, {"de": lambda words: words})
    built(root)
    pseudo.add_to(root, {"de": lambda words: words.replace("Journal", "Tagebuch")})

    built(root)

    assert "Tagebuch" in (root / "site/sam/index.html").read_text("utf-8")


# ---- a translator's slip


GERMAN = SMALL.replace("goal:", "language: de\ngoal:", 1)


@cache
def whole() -> str:
    """A catalogue that says every message as it is."""
    return pseudo.catalogue("de", lambda words: words)


def a_practice_with(tmp_path: Path, text: str | bytes) -> Path:
    root = a_workspace(tmp_path, {"sam.yml": GERMAN, "ada.yml": SMALL.replace("5f0c", "6f0c")})
    (root / "templates/locale").mkdir(parents=True)
    (root / "templates/locale/de.po").write_bytes(text.encode() if isinstance(text, str) else text)
    return root


@pytest.mark.parametrize(
    ("slip", "line", "code"),
    [
        (
            ('msgid "Week {number} of {all}"', 'msgstr "Woche {anzahl} von {all}"'),
            2,
            "translation-names",
        ),
        (
            ('msgid "Week {number} of {all}"', 'msgstr "Woche {number von {all}"'),
            2,
            "translation-names",
        ),
        (('msgid "Week {number} of {all}"', 'msgstr "Woche von {all}"'), 2, "translation-names"),
        (
            ('msgid "Week {number} of {all}"', 'msgstr "Woche {number.__class__} von {all}"'),
            2,
            "translation-names",
        ),
        (('msgid "Journal"', 'msgstr "Tagebuch'), 2, "translation-line"),
        (('msgid "Journal', 'msgstr "Tagebuch"'), 1, "translation-line"),
        (('msgid "Journal"', 'mgstr "Tagebuch"'), 2, "translation-line"),
        (('msgid "Journal"', 'msgstr "Tagebuch"', 'msgstr "Heft"'), 3, "translation-line"),
        (('msgid "Journal"', 'msgstr[0] "Heft"'), 2, "translation-entry"),
        (('msgid "Journal"', 'msgstr "<b>Heft</b>"'), 2, "translation-marks"),
        (('msgid "Go to %(approach)s"', 'msgstr "Zu %(approach)"'), 2, "translation-names"),
        (('msgid "Go to %(approach)s"', 'msgstr "Zu %(ziel)s"'), 2, "translation-names"),
        (("this is", "no catalogue"), 1, "translation-line"),
        (
            ('msgid ""', 'msgstr "Plural-Forms: nplurals=2; plural=(n >;\\n"'),
            2,
            "translation-plural",
        ),
        (
            ('msgid ""', 'msgstr "Plural-Forms: nplurals=2; plural=n % 5;\\n"'),
            2,
            "translation-plural",
        ),
        (
            ('msgid ""', 'msgstr "Plural-Forms: nplurals=2; plural=1 / n;\\n"'),
            2,
            "translation-plural",
        ),
    ],
)
def test_a_slip_is_found_with_its_line_and_every_page_is_made(tmp_path, slip, line, code):
    root = a_practice_with(tmp_path, "\n".join(slip))
    done = built(root)

    assert [(f.place.file, f.place.line, f.code) for f in done.findings] == [
        ("templates/locale/de.po", line, code)
    ]
    assert not has_error(done.findings)
    assert "Journal" in (root / "site/sam/index.html").read_text("utf-8")
    assert (root / "site/ada/index.html").exists()


def test_what_is_not_amiss_is_said_beside_what_is(tmp_path):
    text = 'msgid "Journal"\nmsgstr "Tagebuch"\nmsgid "Week {number} of {all}"\nmsgstr "Woche {anzahl}"\n'
    root = a_practice_with(tmp_path, text)
    built(root)

    assert "Tagebuch" in (root / "site/sam/index.html").read_text("utf-8")


def test_a_file_in_another_encoding_is_found_line_by_line(tmp_path):
    root = a_practice_with(tmp_path, 'msgid "Journal"\nmsgstr "Tagebücher"\n'.encode("latin-1"))

    assert [finding.code for finding in built(root).findings] == ["translation-line"]
    assert (root / "site/sam/index.html").exists()


def test_a_per_cent_sign_of_a_translation_is_printed():
    assert rendered("Journal", "100 % Tagebuch") == "100 % Tagebuch"
    assert rendered("Go to %(place)s", "100 %% zu %(place)s") == "100 % zu x"


def rendered(message: str, said: str) -> str:
    sources = {"locale/de.po": f'msgid "{message}"\nmsgstr "{said}"\n'}
    with speaking(language("de", sources)):
        made = html.environment(theme.load_theme(Path("/nowhere")))
        return made.from_string("{{ _(message, place='x') }}").render(message=message)


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_whatever_becomes_of_a_catalogue_each_message_is_said_and_filled_in(data):
    text = whole()
    for _try in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 12))
        text = (
            text[:at]
            + data.draw(st.text('{}%()s"\\\n<b>msgid[0]+n;=# é', max_size=4))
            + text[at + gone :]
        )
    read = catalogue(text, "de.po")

    assert all(finding.place.line <= len(text.splitlines()) for finding in read.findings)
    with speaking(replace(language("de", {}), words=read.words)):
        for ids, values in messages():
            for count in (0, 1, 2):
                if len(ids) > 1:
                    said = ngettext(
                        *ids,
                        count,
                        **{name: value for name, value in values.items() if name != "count"},
                    )
                else:
                    said = _(ids[0], **values)
                assert (said % values if "%(" in ids[0] else said) is not None


def test_a_whole_catalogue_has_no_slip():
    read = catalogue(whole(), "de.po")

    assert read.findings == ()
    assert all(read.words.gettext(ids[0]) == ids[0] for ids, _values in messages() if len(ids) == 1)


# ---- nothing is said past the catalogue


class Texts(HTMLParser):
    """What a reader meets of a page: its text and the attributes that are read aloud, without style and script."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.hidden = 0
        self.is_sealed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.hidden += tag in ("style", "script") or named.get("id") == "sealed"
        self.is_sealed = named.get("id") == "sealed"
        told = [
            named.get(name) for name in ("aria-label", "title", "alt", "data-show", "data-hide")
        ]
        if named.get("name") == "description":
            told.append(named.get("content"))
        self.found += filter(None, told)

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("style", "script") or self.is_sealed
        self.is_sealed = False

    def handle_data(self, data: str) -> None:
        if not self.hidden and data.strip():
            self.found.append(data)


def own_words(text: str) -> set[str]:
    """The words in Latin letters that stand outside of every ⟦message⟧."""
    while (bare := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
        text = bare
    return set(re.findall(r"[A-Za-z]{2,}", text))


@pytest.fixture(scope="module")
def marked_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples in a language whose days are in Greek letters and whose messages stand between ⟦ and ⟧."""
    root = tmp_path_factory.mktemp("marked")
    shutil.copytree(CHECKOUT / "plans", root / "plans")
    for plan in (root / "plans").glob("*.yml"):
        text = re.sub(r"^(share|language): .*\n", "", plan.read_text("utf-8"), flags=re.MULTILINE)
        plan.write_text(f"{text}\nlanguage: el\nshare: {{access: public}}\n", "utf-8")
    settings = (
        (CHECKOUT / "handrail.yml").read_text("utf-8").replace("language: en", "language: el")
    )
    (root / "handrail.yml").write_text(settings, "utf-8")
    link = SMALL.replace("share: {access: public}\n", "").replace("goal:", "language: el\ngoal:", 1)
    (root / "plans/sealed.yml").write_text(link, "utf-8")
    pseudo.add_to(root, {"el": pseudo.marked})
    assert build(root, date(2026, 11, 22), lambda _done, _of: None).findings == ()
    return root


@pytest.mark.parametrize("name", SAMPLES)
def test_every_word_of_a_page_is_the_plans_or_the_catalogues(marked_site, name):
    texts = Texts()
    texts.feed((marked_site / f"site/{name}/index.html").read_text("utf-8"))
    source = (marked_site / f"plans/{name}.yml").read_text("utf-8") + (
        marked_site / "handrail.yml"
    ).read_text("utf-8")
    measures = (CHECKOUT / "generator/measures.yml").read_text("utf-8")
    theirs = {word.casefold() for word in re.findall(r"[A-Za-z]{2,}", source + measures)}

    # A label of a chart may stand on two lines, so all texts are looked at as one.
    ours = {word for word in own_words(" ".join(texts.found)) if word.casefold() not in theirs}

    assert sum("⟦" in text for text in texts.found) > 30
    assert ours == set()


@pytest.mark.parametrize("file", ["index.html", "404.html", "p/*/index.html"])
def test_every_word_of_a_locked_page_is_from_the_catalogue(marked_site, file):
    [page] = (marked_site / "site").glob(file)
    texts = Texts()
    texts.feed(page.read_text("utf-8"))

    ours = own_words(" ".join(texts.found))

    assert any("⟦" in text for text in texts.found)
    assert ours == set()
