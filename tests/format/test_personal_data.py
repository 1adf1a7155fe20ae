"""Personal data: what a client reads holds no address, no number to call and no name that is kept back."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import Finding, Level, PlanError, has_error
from generator.format.fields.report import Report
from generator.format.parse import Document, Mapping, Scalar, parse
from generator.format.validate.as_read import readings
from generator.format.validate.names import Names
from generator.format.validate.personal_data import report_personal
from generator.format.validate.settings import read_settings
from generator.format.validate.to_call import has_number
from tests.support.builders import (
    SETTINGS,
    SMALL,
    a_plan_file,
    advised,
    codes,
    findings_in,
    on,
    plan_from,
)


def found(note: str, *never: str, **keys: object) -> tuple[Finding, ...]:
    text = a_plan_file([on("2026-01-12", {"note": note}, calm=4)], **keys)
    return findings_in(text, settings=replace(SETTINGS, never_publish=never))


@pytest.mark.parametrize(
    "note",
    [
        "Write to sam.okafor+river@mail.example.org, she said.",
        "call 555 01 42 99",
        "Call +44 20 7946 0958.",
        "(020) 7946-0958",
        "Ring 079460958 tonight",
        "2026-01-12: 555 014 2999",
        "ring 06 12 34 56 78",
        "ring 01 02 03 04 05",
        "ring 555-0100",
        "ring 12 34 56 78",
        "ring 555 555 555",
        "ring 612.345.678",
        "ring 48 501 234 567",
        *(
            "07700–900123",
            "07700·900·123",
            "07700\u2009900\u2009123",
            "07700\u200b900123",
            "07700 **900123**",
        ),
        *("1-800-CALM-NOW", "1-800-273-TALK", "٠٧٧٠٠ ٩٠٠١٢٣", "07700&nbsp;900123", "07700\n900123"),
        *("sam&#64;example.org", "sam@**example**.org", "sam＠example.org", "sam (at) example.org"),
        *("[write](mailto:sam@example.org)", "<sam@example.org>", "sam@exam\u00adple.org"),
    ],
)
def test_an_address_or_a_number_to_call_is_found(note: str) -> None:
    (finding,) = found(note)

    assert finding.code == "personal-data"
    assert finding.place.line > 1
    assert not any(
        part in f"{finding.sentence}{finding.hint}{finding.excerpt}"
        for part in note.split()
        if len(part) > 4
    )


@pytest.mark.parametrize(
    "note",
    [
        "From 2026-01-12 to 2026-02-20, at 14:30, I slept 7 hours.",
        "Room 1042, 10 000 steps, 1 000 000 thoughts, 12.5 of 20.",
        "School from 2019-2024, on 12.01.2026 and 3/4/2026.",
        "Breathe, and count 10 9 8 7 6 5 4 3 2 1 with me.",
        "Back by sevens: 100 93 86 79 72.",
        "Bus 100/101/102, the scores were 12/27 15/27 20/27, and 8000-10000 steps.",
        "Page 12 - 14, 7 8 9, 50-60 people @ noon",
        "555 014",
        *(
            "7 8 6 7 5 8 6",
            "8500 9200 10100 7000",
            "12.11. 13.11. 14.11.",
            "4/10 5/10 6/10 7/10",
            "12-11-26 13-11-26",
        ),
        *(
            "ISBN 0-306-40615-2",
            "978-3-16-148410-0",
            "€1200.50 2300.75",
            "72.5 71.8 71.2 70.9",
            "7.30 8.15 9.00",
        ),
        *(
            "120/80 130/85 118/79",
            "102 98 110 95",
            "17 14 12 11",
            "8.500 9.200 10.100",
            "2019 2020 2021 2024",
        ),
        *(
            "75 150 225 300 mg",
            "10.000-12.500 Schritte",
            "12 500-15 250 pas",
            "1234567 words",
            "1250 1400 kcal",
        ),
        *(
            "- 12\n- 34\n- 56\n- 78",
            "800 thousand people",
            "3 x 10, 4 x 12, 5 x 15",
            "10 000 12 000 9 000",
        ),
    ],
)
def test_dates_times_and_counts_are_no_phone_numbers(note: str) -> None:
    assert found(note) == ()


# ---- numbers to call, by mutation

NUMBERS = (
    *(
        "07700 900123",
        "020 7946 0958",
        "0800 555 0199",
        "+44 20 7946 0958",
        "+49 30 1234567",
        "06 12 34 56 78",
    ),
    *(
        "555 0142",
        "1 800 555 0199",
        "612 345 678",
        "212 555 0142",
        "0171 2345678",
        "48 501 234 567",
    ),
)
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
BLANKS = " \u00a0\u2002\u2009\u202f\u3000"
NOTHING = "\u200b\u200c\u200d\u2060\u00ad\ufeff"
BETWEEN = (
    *DASHES,
    *BLANKS,
    *NOTHING,
    *"./\u00b7\u2022\u2219",
    " - ",
    " \u2013 ",
    "**",
    "_",
    "~~",
    "`",
    "&nbsp;",
    "&#8209;",
)
AROUND = (
    "Ring {} tonight.",
    "My number: {}",
    "**{}**",
    "{}",
    "({})",
    "It is {}, please",
    "> {}",
    "- {}",
)


@settings(deadline=None, max_examples=250)
@given(st.data())
def test_a_number_to_call_is_found_whatever_stands_between_its_digits(data: st.DataObject) -> None:
    number = data.draw(st.sampled_from(NUMBERS))
    written = "".join(
        data.draw(st.sampled_from(BETWEEN)) if sign == " " else sign for sign in number
    )
    text = data.draw(st.sampled_from(AROUND)).format(written)

    assert any(map(has_number, readings(text)))


DAYS = st.dates(date(1930, 1, 1), date(2099, 12, 31))
ROWS = st.one_of(
    *(
        st.lists(values, min_size=1, max_size=12).map(" ".join)
        for values in (
            st.integers(0, 10).map(str),
            st.integers(0, 10).map("{}/10".format),
            st.integers(60, 140).map(str),
            DAYS.map("{:%d.%m.}".format),
            DAYS.map("{0.day}.{0.month}.{0.year}".format),
            DAYS.map(str),
            st.tuples(DAYS, DAYS).map("{0[0]:%d.%m.%Y}-{0[1]:%d.%m.%Y}".format),
            st.tuples(DAYS, DAYS).map("{0[0]:%d/%m/%Y} - {0[1]:%d/%m/%Y}".format),
            st.tuples(DAYS, DAYS).map("{0[0]:%m/%Y}-{0[1]:%m/%Y}".format),
            st.tuples(DAYS, DAYS).map("{0[0]}/{0[1]}".format),
            st.times().map("{:%H:%M}".format),
            st.times().map("{0.hour}.{0.minute:02}".format),
            st.integers(400, 1400).map("{}.5".format),
        )
    ),
    st.lists(st.integers(20, 140).map("{}00".format), min_size=2, max_size=12).map(" ".join),
    st.lists(st.integers(2000, 14000).map(str), min_size=3, max_size=12).map(" ".join),
)


@settings(deadline=None, max_examples=250)
@given(ROWS)
def test_rows_of_scores_dates_times_and_counts_are_no_numbers_to_call(row: str) -> None:
    assert not any(map(has_number, readings(f"This week {row}")))


# ---- names


@pytest.mark.parametrize(
    "note", ["Dr. Okafor said so.", "dr.  OKAFOR", "“Dr. Okafor”", "Okafor, Dr."]
)
def test_a_name_that_is_kept_back_is_found_however_it_is_written(note: str) -> None:
    (finding,) = found(note, "Dr. Okafor")

    assert "never_publish" in finding.sentence
    assert "kafor" not in f"{finding.sentence}{finding.hint}{finding.excerpt}".lower()


def are_in(text: str, *names: str) -> bool:
    return any(map(Names(names).are_in, readings(text)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(
            ("José Öztürk", text)
            for text in ("Jose Ozturk", "JOSÉ ÖZTÜRK", "Öztürk, José", "José Oeztuerk")
        ),
        *(("Jose Ozturk", text) for text in ("José Öztürk", "Jose\u0301 O\u0308ztu\u0308rk")),
        *(
            ("Anne-Marie O'Neill", text)
            for text in ("Anne Marie O’Neill", "anne‑marie ONeill", "O`Neill, Anne–Marie")
        ),
        *(("Łukasz Großmann", text) for text in ("Lukasz Grossmann", "ŁUKASZ GROSSMANN")),
        *(("Işıl Søren", text) for text in ("Isil Soren", "IŞIL SØREN", "işil sören")),
        *(
            ("Sam Okafor", text)
            for text in (
                "Sam J. Okafor",
                "#SamOkafor",
                "sam_okafor",
                "[Sam](https://a.example) Okafor",
            )
        ),
        *(("王小明", text) for text in ("今天王小明来了", "王 小明", "王·小明")),
        ("佐藤 愛", "昨日佐藤愛さんと"),
        ("สมชาย", "วันนี้สมชายมา"),
        ("김민수", "오늘 김민수는"),
        ("Мария Петрова", "Петрова Мария"),
        ("سام", "مع سام اليوم"),
        ("محمد علي", "مُحَمَّد عَلِي"),
        ("محمد علي", "ومحمد علی"),
        ("فاطمة", "مع فاطمه"),
        ("דוד כהן", "דָּוִד כֹּהֵן"),
        ("דוד", "נתתי לדוד"),
        ("Adébọ́wálé Ọ̀ṣọ́", "ADÉBỌ́WÁLÉ Ọ̀ṢỌ́"),
        ("Adebowale Oso", "Adébọ́wálé Ọ̀ṣọ́"),
        ("たなか", "タナカさん"),
        ("José Öztürk", "José Öztürks Hund"),
    ],
)
def test_a_name_is_found_in_other_spellings_and_scripts(name: str, text: str) -> None:
    assert are_in(text, name)


NAMES = ("Sam Okafor", "José Öztürk", "Anne-Marie O'Neill", "Łukasz Müller", "Siân Ó Briain")
SOFT = ("\u00ad", "\u200b", "\u2060", "**", "*", "&shy;", "&zwj;", "\u200d")
JOINS = (
    " ",
    "  ",
    "\n",
    "\u00a0",
    "\u2009",
    "&nbsp;",
    "-",
    "\u2011",
    ", ",
    " **",
    "* ",
    "_",
    "\n> ",
)


@settings(deadline=None, max_examples=250)
@given(st.data())
def test_a_name_is_found_through_case_accents_marks_invisible_signs_and_order(
    data: st.DataObject,
) -> None:
    name = data.draw(st.sampled_from(NAMES))
    parts = data.draw(st.permutations(name.split()))
    join = data.draw(st.sampled_from(JOINS))
    change = data.draw(st.sampled_from((str, str.upper, str.lower, str.casefold)))
    soft, at = data.draw(st.sampled_from(SOFT)), data.draw(st.integers(1, 2))
    written = join.join([parts[0][:at] + soft + parts[0][at:], *parts[1:]])
    after = data.draw(st.sampled_from(("", "'s", "’s", ".", ", who", ")")))

    assert are_in(
        f"I met {change(written).replace('&SHY;', '&shy;').replace('&ZWJ;', '').replace('&NBSP;', ' ')}{after}",
        name,
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("Sam", text) for text in ("Samuel", "the same sample", "samba", "sa m", "Sams-samt")),
        *(("Ina", text) for text in ("in a crowd", "China")),
        *(
            ("Will Young", text)
            for text in ("I will, when young.", "Young people will", "Willy Young", "will be young")
        ),
        *(("Anne-Marie", text) for text in ("Marie, Anne", "Anne and Marie")),
        ("Sam Okafor", "Sam and I met Mr Okafor"),
        ("Rose Field", "a rose fields where"),
        ("王小明", "王小朋"),
    ],
)
def test_look_alikes_stay_in_peace(name: str, text: str) -> None:
    assert not are_in(text, name)


def test_a_name_inside_another_word_is_none() -> None:
    assert found("A mirage, admired.", "Mira") == ()


# ---- where it is looked for


def test_every_text_that_can_reach_a_page_is_looked_at() -> None:
    address = "sam@mail.example.org"

    assert len(found("fine", title=address, what_matters=address)) == 2
    assert found("fine", private=address) == ()
    assert found("fine", support=[{"name": "Night line", "contact": "555 014 2999"}]) == ()
    assert found("fine", safety_plan={"people_to_ask": ["Nora, 555 014 2999"]}) == ()


def test_a_name_is_found_in_ids_support_and_safety_plan_too() -> None:
    assert (
        len(found("fine", "Mira Vale", support=[{"name": "Mira Vale", "contact": "555 014 2999"}]))
        == 1
    )
    assert (
        len(
            found("fine", "Mira Vale", safety_plan={"people_to_ask": ["Mira *Vale*, 555 014 2999"]})
        )
        == 1
    )
    assert (
        len(found("fine", "Mira Vale", people={"mira-vale": {"name": "M", "role": "client"}})) == 1
    )
    assert len(found("fine", "Mira Vale", tab_title="For Vale, Mira")) == 1


def test_a_name_among_the_settings_support_is_found_where_it_stands() -> None:
    text = "never_publish: [Mira Vale]\nsupport:\n  - {name: Mira Vale, contact: 555 0100}\n"

    with pytest.raises(PlanError) as error:
        read_settings(parse(text.encode(), "handrail.yml"), frozenset())
    (finding,) = error.value.findings

    assert (finding.code, finding.place.line, finding.place.file) == (
        "personal-data",
        3,
        "handrail.yml",
    )
    assert "Mira" not in f"{finding.sentence}{finding.hint}{finding.excerpt}"


@pytest.mark.parametrize(("access", "count"), [("public", 1), ("link", 0)])
def test_a_public_address_is_looked_at_no_private_tells_a_name(access: str, count: int) -> None:
    settings = replace(SETTINGS, never_publish=("Sam",))  # the file is plans/sam.yml

    assert len(findings_in(a_plan_file(share={"access": access}), settings=settings)) == count


# ---- what is let through


ROW = "12 34 56 78"


def test_a_false_alarm_passes_with_its_reason_and_stays_a_note() -> None:
    (stopped,) = found(ROW)
    line = {"publish_anyway": {"phone": "these are scores"}}

    assert 'add `publish_anyway: {phone: "these are scores"}`' in stopped.hint
    assert found(ROW, **line) == ()
    (note,) = plan_from(a_plan_file([on("2026-01-12", {"note": ROW}, calm=4)], **line)).notes
    assert (note.code, note.level, note.place.line > 1) == ("personal-data", Level.NOTE, True)
    assert note in advised(a_plan_file([on("2026-01-12", {"note": ROW}, calm=4)], **line)).findings
    assert not has_error([note])
    assert ROW not in f"{note.sentence}{note.hint}{note.excerpt}"


def test_only_what_is_named_is_let_through() -> None:
    (finding,) = found(f"{ROW}, sam@example.org", publish_anyway={"phone": "these are scores"})

    assert "e-mail" in finding.sentence
    assert 'add `email: "it is no address"` below `publish_anyway:`' in finding.hint


@pytest.mark.parametrize(
    "given", [{"P1": "because"}, {"phone": ""}, ["phone"], {"fone": "because"}]
)
def test_what_is_let_through_has_a_known_word_and_a_reason(given: object) -> None:
    findings = found("fine", publish_anyway=given)

    assert len(findings) == 1
    assert not any("because" in f"{one.sentence}{one.hint}{one.excerpt}" for one in findings)


# ---- time

#: Texts that once took time beyond their length, or look as if they could; each is drawn out.
LONG: dict[str, Callable[[int], str]] = {
    "one letter": lambda n: "a" * n,
    "one letter near an address": lambda n: "a" * n + "@" + "a" * n + "@example",
    "signs @": lambda n: "a@" * (n // 2),
    "dots": lambda n: "a@" + "a." * (n // 2),
    "digits": lambda n: "7 " * (n // 2),
    "dates": lambda n: "12.11.26 " * (n // 9),
    "names": lambda n: "Sam X " * (n // 6),
    "brackets": lambda n: "](a" * (n // 3),
    "blanks": lambda n: "\t" * n + "x",
    "spelled": lambda n: "800 A" * (n // 5),
}


def cost(text: str) -> float:
    """The least processor time of several looks at a text; what else the machine does has no part in it."""
    pair = (Scalar("note", 1, 1, 1, 5, True), Scalar(text, 1, 7, 1, 8, True))
    document = Document("x.yml", ("note: x",), Mapping((pair,), 1, 1))
    costs = []
    for _ in range(3):
        before = time.process_time()
        report_personal(document.root, ("Sam Okafor", "José Öztürk"), Report(document))
        costs.append(time.process_time() - before)
    return min(costs)


@pytest.mark.parametrize("kind", sorted(LONG))
def test_a_look_takes_time_in_proportion_to_the_text(kind: str) -> None:
    """32 times the text takes about 32 times the time; a square would take a thousand."""
    short, long = cost(LONG[kind](2_000)), cost(LONG[kind](64_000))

    assert long < 200 * max(short, 0.0005)


# ---- days


@given(st.from_regex(r"[0-9]{1,6}[-./ ][0-9]{1,3}[-./ ][0-9]{1,6}", fullmatch=True))
@settings(deadline=None, max_examples=60)
def test_a_day_that_is_none_is_not_a_number_to_call(typed):
    found = codes(findings_in(SMALL.replace("date: 2026-01-12", f'date: "{typed}"')))

    assert set(found) <= {"not-a-date", "no-such-date", "in-the-future"}


@pytest.mark.parametrize("typed", ["10000-01-01", "12026-01-19", "202-01-01"])
def test_each_day_of_a_plan_is_no_number_to_call(typed):
    text = SMALL.replace("end: 2026-04-06", f"end: {typed}").replace(
        "date: 2026-01-12", f"date: {typed}"
    )

    assert set(codes(findings_in(text))) == {"not-a-date"}
    assert "personal-data" in codes(
        findings_in(text.replace("date: ", "note: 020 7946 0000\n    date: "))
    )
