"""Reply vectors: everything in replies.json is written, opened or refused as it says, here and by the second reader."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.editing.inbox import FORM
from generator.editing.reply_form import Reply, ReplyFormError, reply_of
from generator.privacy import reply
from generator.privacy.reply import ReplyCheck, ReplyError, Wire, opened, replies_in
from generator.privacy.seal import Key, Mode, Secrets
from tests import vectors
from tests.privacy.test_reader import node
from tests.vectors import hpke

CHECKOUT = Path(__file__).resolve().parents[2]
READER = CHECKOUT / "tests/vectors/reply_reader.mjs"
DOCUMENT = (CHECKOUT / "docs/FORMAT.md").read_text("utf-8")
VECTORS = vectors.replies()
PLANS = {plan["name"]: plan for plan in VECTORS["plans"]}
WRITTEN = VECTORS["written"]
REFUSED = VECTORS["refused"]


def secrets_of(plan: dict[str, Any]) -> Secrets:
    derived = Key(bytes.fromhex(plan["master"])).secrets(
        plan["uid"], Mode(plan["mode"]), plan["generation"]
    )
    return replace(derived, words=plan["words"])


SECRETS = {name: secrets_of(plan) for name, plan in PLANS.items()}


def said(found: Wire | ReplyError) -> str:
    """The JSON in one reply, whichever plan it is for. Raises what refuses it."""
    if isinstance(found, ReplyError):
        raise found
    for secrets in SECRETS.values():
        if found.fits(secrets.token):
            return opened(found, secrets)
    raise ReplyError(ReplyCheck.PLAN)


def read(text: str) -> Iterator[Reply | tuple[str, str]]:
    """Each reply in a text, or the step that refuses it and what it says."""
    for found in replies_in(text):
        try:
            yield reply_of(said(found))
        except ReplyError as error:
            yield error.check, str(error)
        except ReplyFormError as error:
            yield FORM, str(error)


@pytest.mark.parametrize("name", PLANS)
def test_the_keys_of_a_reply_are_those_of_the_vectors(name: str) -> None:
    plan, secrets = PLANS[name], SECRETS[name]

    assert (secrets.code, secrets.token) == (plan["code"], plan["token"])
    assert reply.reply_key(secrets) == plan["key"]
    assert reply._info(secrets)[-32:].hex() == plan["psk"]
    assert f"{reply._private_key(secrets).private_numbers().private_value:064x}" == plan["sk"]


@pytest.mark.parametrize("vector", WRITTEN, ids=lambda vector: vector["name"])
def test_a_reply_is_written_and_read_as_its_vector_says(vector: dict[str, Any]) -> None:
    plan, secrets = PLANS[vector["plan"]], SECRETS[vector["plan"]]
    body = reply.pad_reply(bytes.fromhex(vector["z"]))
    sealed = hpke.sealed(
        body, bytes.fromhex(plan["pk"]), int(vector["skE"], 16), reply._info(secrets)
    )
    wire = b"HR2" + reply._hint(secrets.token, sealed[:65]) + sealed

    assert reply.reply_text(wire) == vector["text"]
    assert [said(found) for found in replies_in(vector["text"])] == [vector["reply"]]
    assert list(read(vector["text"])) == [reply_of(vector["reply"])]


@pytest.mark.parametrize("vector", VECTORS["arriving"], ids=lambda vector: vector["about"])
def test_a_text_is_read_as_it_arrives(vector: dict[str, Any]) -> None:
    by_name = {one["name"]: one["reply"] for one in WRITTEN}
    found = [
        {"step": outcome[0]} if isinstance(outcome, tuple) else outcome
        for outcome in read(vector["text"])
    ]
    expected = [
        reply_of(by_name[one["name"]]) if "name" in one else one for one in vector["replies"]
    ]

    assert found == expected


@pytest.mark.parametrize("vector", REFUSED, ids=lambda vector: vector["name"])
def test_a_bad_reply_is_refused_at_its_step_with_its_sentence(vector: dict[str, Any]) -> None:
    ((step, says),) = read(vector["text"])  # type: ignore[misc]  # what is refused is a pair

    assert step == vector["step"]
    assert says.partition(":")[0] == vector["says"].partition(":")[0]
    assert says == vector["says"] or step == FORM


def test_every_step_of_a_reply_refuses_some_vector() -> None:
    steps = {vector["step"] for vector in REFUSED}

    assert steps == {*ReplyCheck, FORM} - {ReplyCheck.ENDED}


def test_no_two_steps_of_a_reply_say_the_same() -> None:
    by_step = {vector["step"]: vector["says"] for vector in REFUSED}

    assert len({*by_step.values()}) == len(by_step)


def test_the_document_has_each_step_and_sentence_of_replies() -> None:
    part = DOCUMENT.partition("## Reader of replies")[2]
    rows = {f"| `{one['step']}` " for one in REFUSED} | {f" {one['says']} |" for one in REFUSED}

    assert not [row for row in rows if row not in part]


@pytest.mark.parametrize("name", ["link", "words"])
def test_the_table_of_replies_is_that_of_the_vectors(name: str) -> None:
    plan = PLANS[name]
    text = next(one["text"] for one in WRITTEN if one["name"] == name)
    cells = [plan["sk"], plan["pk"], plan["psk"], text[:40], text[-12:]]

    assert not [cell for cell in cells if cell not in DOCUMENT]


def test_names_of_reply_vectors_are_their_own() -> None:
    names = [one["name"] for one in (*WRITTEN, *REFUSED)]

    assert len({*names}) == len(names)


@pytest.mark.slow
def test_the_second_reader_does_what_every_reply_vector_says() -> None:
    done = subprocess.run(
        [node(), str(READER), "vectors"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )

    count = len(PLANS) + 2 * len(WRITTEN) + len(VECTORS["arriving"]) + len(REFUSED)
    assert (done.stdout, done.returncode) == (f"{count} of {count} vectors are as they say\n", 0), (
        done.stderr
    )
