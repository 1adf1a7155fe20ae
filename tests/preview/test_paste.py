"""Paste: a reply that is pasted into the preview is shown, added once on a second word, or refused with its reason."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode, urlsplit

import pytest

from generator.cli.actions.preview import _farewell
from generator.preview.server import FORM_LIMIT_BYTES, Preview
from generator.preview.session import Session
from generator.privacy.seal import Key
from tests.privacy.test_keyfile import PRIVATE, Practice, practice, with_key
from tests.support.builders import TODAY
from tests.support.replies import ID, sent

__all__ = ["practice"]

SENTENCE = "Three stops <img src=x onerror=alert(1)> & \"one\" 'more'."


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    markup: str

    @property
    def says(self) -> str:
        """What a person reads."""
        return unescape(re.sub(r"<[^>]*>", "", self.markup.partition("</head>")[2]))


class Desk:
    """A practice with one private plan, and a preview of it that is asked over its sockets."""

    def __init__(self, practice: Practice) -> None:
        self.key = with_key(practice)
        self.practice = practice
        self.session = Session(practice.root, lambda: TODAY)
        self.session.refresh(lambda _done, _of: None)
        self.preview = Preview(self.session, 0)
        self.preview.start()
        parts = urlsplit(self.preview.address)
        self.host, self.base = parts.netloc, parts.path

    def send(self, path: str, form: str | bytes, **headers: str | None) -> Answer:
        """The answer to a form as a browser sends it, but for these headers; None leaves one out."""
        usual = {
            "Host": self.host,
            "Origin": "null",
            "Sec-Fetch-Site": "same-origin",
            "Content-Length": str(len(form)),
        }
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.putrequest("POST", path, skip_host=True)
        changed = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in (usual | changed).items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(form.encode() if isinstance(form, str) else form)
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read().decode())

    def paste(self, text: str, path: str = "reply", **headers: str | None) -> Answer:
        return self.send(self.base + path, urlencode({"reply": text}), **headers)

    def add(self, text: str, **headers: str | None) -> Answer:
        return self.paste(text, "reply/add", **headers)

    @property
    def added(self) -> str:
        text = self.practice.plan()
        assert text.startswith(PRIVATE)
        return text.removeprefix(PRIVATE)


@pytest.fixture
def desk(practice: Practice) -> Iterator[Desk]:
    one = Desk(practice)
    yield one
    one.preview.stop()


def a_mail(key: Key) -> str:
    return f"Hello!\r\n\r\n> {sent(key, {'scores': {'crowds': 5}, 'note': SENTENCE})}\r\n\r\nSam"


def test_what_would_be_added_is_shown_and_nothing_is_written(desk: Desk) -> None:
    answer = desk.paste(a_mail(desk.key))

    assert answer.status == 200
    assert "plans/sam.yml: 1 new entry, from 2026-01-19 to 2026-01-19: crowds." in answer.says
    assert "2026-01-19        crowds 5" in answer.says
    assert SENTENCE in answer.says
    assert ">Add it</button>" in answer.markup
    assert (desk.added, desk.preview.added) == ("", ())


def test_the_second_button_sends_the_same_text_and_adds_it(desk: Desk) -> None:
    shown = desk.paste(a_mail(desk.key)).markup
    action = re.search(r'<form method="post" action="([^"]*)"', shown)
    value = re.search(r'name="reply" value="([^"]*)"', shown)
    assert action
    assert value

    answer = desk.send(action[1], urlencode({"reply": unescape(value[1])}))

    assert "Added 1 new entry to plans/sam.yml." in answer.says
    assert "`handrail log sam --undo` takes the entry out again." in answer.says
    assert "handrail build" in answer.says
    assert "    scores: {crowds: 5}\n    note: " in desk.added
    assert f"    reply: {ID}\n" in desk.added


def test_what_the_page_adds_is_what_the_command_adds(desk: Desk) -> None:
    mail = desk.practice.root.parent / "mail.txt"
    mail.write_text(a_mail(desk.key), "utf-8")
    desk.add(a_mail(desk.key))
    by_page = desk.added

    desk.practice.run("log", "sam", "--undo", "--yes", f"--today={TODAY}")
    assert desk.added == ""
    desk.practice.run("receive", str(mail), "--yes", f"--today={TODAY}")

    assert desk.added == by_page


def test_adding_twice_adds_nothing(desk: Desk) -> None:
    desk.add(a_mail(desk.key))
    once = desk.added

    again, shown = desk.add(a_mail(desk.key)), desk.paste(a_mail(desk.key))

    assert "Already in plans/sam.yml: 1 reply." in again.says
    assert "Nothing was added." in again.says
    assert "Already in plans/sam.yml: 1 reply." in shown.says
    assert "<form" not in shown.markup
    assert desk.added == once


def test_the_last_words_of_the_preview_are_true(desk: Desk) -> None:
    assert _farewell(desk.preview.added) == "Stopped. Nothing was written."

    desk.add(a_mail(desk.key))

    assert _farewell(desk.preview.added).startswith("Stopped.\nAdded 1 new entry to plans/sam.yml.")


def test_what_needs_a_person_comes_first(desk: Desk) -> None:
    says = desk.paste(sent(desk.key, {"note": "I want to die."})).says

    assert says.index("speaks of dying") < says.index("1 new entry")


def test_the_clients_words_are_never_markup(desk: Desk) -> None:
    hostile = f'"><script>alert(1)</script>{a_mail(desk.key)}'

    answers = desk.paste(hostile), desk.add(hostile)

    for answer in answers:
        assert "<img src=x" not in answer.markup
        assert "<script" not in answer.markup


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"scores": {"crowds": 12}}, "entry 1, scores"),
        ({"scores": {"crowd": 5}}, "cannot find"),
        ({"private": "a"}, "does not hold what a page writes"),
        ({"steps": ["crowds/1"]}, "names a step that is not in this plan"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(
    desk: Desk, entry: dict[str, object], says: str
) -> None:
    text = sent(desk.key, entry)

    shown, answer = desk.paste(text), desk.add(text)

    assert "Reply 1 of 1, for plans/sam.yml" in shown.says
    assert says in shown.says
    assert "<form" not in shown.markup
    assert says in answer.says
    assert desk.added == ""


def test_what_fits_is_offered_beside_what_is_refused(desk: Desk) -> None:
    good = sent(desk.key, {"scores": {"crowds": 5}})

    answer = desk.add(f"{good} and {good[:200]}")

    assert "Added 1 new entry" in answer.says
    assert "Reply 2 of 2" in answer.says
    assert "this reply is not complete; please copy all of it" in answer.says


@pytest.mark.parametrize("text", ["See you on Monday", ""])
def test_a_text_without_a_reply_is_told(desk: Desk, text: str) -> None:
    assert "There is no reply in this text." in desk.paste(text).says


def test_settings_with_a_mistake_keep_all_replies_out(desk: Desk) -> None:
    settings = desk.practice.root / "handrail.yml"
    settings.write_text(f"{desk.practice.settings}bogus: 1\n", "utf-8")

    answer = desk.add(a_mail(desk.key))

    assert "this key is not known here" in answer.says
    assert "Nothing was added." in answer.says
    assert desk.added == ""


# ---- who may paste


def test_without_the_secret_or_under_another_name_nothing_is_taken(desk: Desk) -> None:
    form = urlencode({"reply": a_mail(desk.key)})
    answers = [
        desk.send("/reply/add", form),
        desk.send("/A/reply/add", form),
        desk.add(a_mail(desk.key), Host="example.org"),
        desk.send(desk.base, form),
        desk.send(f"{desk.base}reply/add/", form),
    ]

    assert {(answer.status, answer.markup) for answer in answers} == {(404, "")}
    assert desk.added == ""


@pytest.mark.parametrize(
    ("origin", "site"),
    [
        ("https://example.org", "cross-site"),
        ("https://example.org", None),
        ("https://example.org", "same-origin"),
        ("http://127.0.0.1:1", "same-site"),
        ("http://127.0.0.1:1", None),
        ("null", "cross-site"),
        ("null", "none"),
        ("null", None),
        (None, None),
    ],
)
def test_a_form_of_another_page_adds_nothing(
    desk: Desk, origin: str | None, site: str | None
) -> None:
    answer = desk.add(a_mail(desk.key), Origin=origin, Sec_Fetch_Site=site)

    assert answer.status == 403
    assert "handrail receive" in answer.says
    assert desk.added == ""


def test_a_browser_that_names_our_own_origin_is_believed(desk: Desk) -> None:
    answer = desk.paste(a_mail(desk.key), Origin=f"http://{desk.host}", Sec_Fetch_Site=None)

    assert "1 new entry" in answer.says


def test_more_than_a_mail_is_refused_with_another_way(desk: Desk) -> None:
    answer = desk.add("A" * FORM_LIMIT_BYTES)

    assert answer.status == 413
    assert "handrail receive FILE" in answer.says


@pytest.mark.parametrize("length", [None, "-1", "many", "1_0"])
def test_a_form_that_does_not_say_its_size_is_not_read(desk: Desk, length: str | None) -> None:
    assert desk.add("", Content_Length=length).status == 411


@pytest.mark.parametrize(
    "form", [b"\xff\x00", b"reply", b"a=1&" * 100, b"reply=%FF%00", b"reply=%ED%A0%80"]
)
def test_a_form_of_any_bytes_is_answered(desk: Desk, form: bytes) -> None:
    assert desk.send(f"{desk.base}reply", form).status == 200


# ---- what with


def test_only_pages_with_a_form_may_send_one_and_only_here(desk: Desk) -> None:
    def policy(path: str) -> str:
        connection = http.client.HTTPConnection(desk.host, timeout=60)
        connection.request("GET", desk.base + path)
        return connection.getresponse().headers["Content-Security-Policy"]

    assert "form-action 'self'" in policy("")
    assert "form-action 'none'" in policy("open/plans/sam.yml")
    answer = desk.paste(a_mail(desk.key))
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_two_replies_in_one_paste_are_both_added(desk: Desk) -> None:
    texts = sent(desk.key, {"note": "One."}), sent(desk.key, {"note": "Two."}, id=ID[::-1])

    assert "Added 2 new entries" in desk.add("\n".join(texts)).says
    assert desk.added.count("    reply: ") == 2
