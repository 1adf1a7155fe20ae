"""Reply keys: which pages tell the client's browser whom to seal a reply for."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from generator.builder.articles import article_of
from generator.builder.page import PageContext, make
from generator.builder.results import FinishedPage
from generator.model.plan import Setting
from generator.model.settings import Settings
from generator.privacy.reply import reply_key
from generator.privacy.seal import Key, Mode, Secrets
from generator.workspace.layout import PlanSource
from generator.workspace.theme import load_theme
from tests.support.builders import LINKS, SETTINGS, SMALL, TODAY, plan_from

UID = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
PRIVATE = SMALL.replace("share: {access: public}\n", "client: Sam\n")
SECRETS = Key(bytes(range(32))).secrets(UID, Mode.LINK, 1)


def article(plan: str, settings: Settings = SETTINGS, secrets: Secrets = SECRETS) -> str:
    context = PageContext(settings, LINKS, load_theme(Path("nowhere")), TODAY)
    made = make(PlanSource("plans/sam.yml", plan.encode()), context)
    assert isinstance(made, FinishedPage), made
    return article_of(made.file.content, secrets)


def test_a_private_page_says_whom_a_reply_is_for() -> None:
    assert f'data-reply-key="{reply_key(SECRETS)}"' in article(PRIVATE)
    assert len(base64.urlsafe_b64decode(reply_key(SECRETS) + "=")) == 65


def test_the_key_for_replies_is_the_same_at_each_build() -> None:
    assert article(PRIVATE) == article(PRIVATE)


@pytest.mark.parametrize(
    "line",
    ["check_in: false", "status: on-hold", "status: completed"],
)
def test_a_page_without_a_form_has_no_key(line: str) -> None:
    assert "<article" in article(f"{line}\n{PRIVATE}")
    assert "data-reply-key" not in article(f"{line}\n{PRIVATE}")


def test_a_group_page_takes_no_replies() -> None:
    assert plan_from(PRIVATE).takes_replies
    assert not replace(plan_from(PRIVATE), setting=Setting.GROUP).takes_replies


def test_a_public_page_has_no_key() -> None:
    assert "<article" in article(SMALL)
    assert "data-reply-key" not in article(SMALL)


def test_the_settings_speak_for_plans_that_say_nothing() -> None:
    without = replace(SETTINGS, check_in=None)

    assert "data-reply-key" not in article(PRIVATE, without)
    assert "data-reply-key" in article(f"check_in: true\n{PRIVATE}", without)


def test_a_plan_says_which_totals_the_page_asks_for() -> None:
    sheet = PRIVATE.replace("measure: rating\n", "measure: phq9\n")
    asked = plan_from(f"check_in: [phq9]\n{sheet}")

    assert asked.check_in is not None
    assert asked.check_in.totals == ("phq9",)
    assert plan_from(sheet).check_in is not None
    assert plan_from(f"check_in: no\n{sheet}").check_in is None
