"""Short names: a script's own names get shorter, and it does what it did."""

from __future__ import annotations

import subprocess

import pytest

from generator.render.assets import assets
from generator.render.short_names import with_short_names
from generator.workspace.theme import built_in_folder, load_theme
from tests.privacy.test_reader import node


@pytest.mark.parametrize(
    ("script", "shortened"),
    [
        ("const heading=1;use(heading)", "const a=1;use(a)"),
        ("function opened(first,second){return first+second}", "function c(a,b){return a+b}"),
        ("list.map(item=>item*2)", "list.map(a=>a*2)"),
        ("(async(first)=>{await first})()", "(async(a)=>{await a})()"),
        ("try{go()}catch(problem){say(problem)}", "try{go()}catch(a){say(a)}"),
        ("const[first,second]=pair;say(second,first)", "const[a,b]=pair;say(b,a)"),
    ],
)
def test_what_a_script_declares_is_shortened_everywhere(script, shortened):
    assert with_short_names(script) == shortened


@pytest.mark.parametrize(
    "script",
    [
        "const{title}=page;say(title)",
        "const salt=1;derive({salt,rounds:2})",
        "const rounds=1;derive({rounds:2})",
        "const check=1;error.check",
        "class Wrong extends Error{check=this.message};const check=1",
        "const name=1;say(`Hello ${name}`)",
        "document.title;location.hash;crypto",
    ],
)
def test_what_others_know_by_its_name_keeps_it(script):
    kept = with_short_names(script)

    for name in ("title", "salt", "rounds", "check", "name", "hash", "crypto"):
        assert script.count(name) == kept.count(name)


def test_texts_and_patterns_stay_as_they_are():
    script = """const words=1;say("words",'words',/words["]/);const more=words/2;say("words")"""

    assert with_short_names(script) == (
        """const a=1;say("words",'words',/words["]/);const b=a/2;say("words")"""
    )


def test_no_short_name_is_one_that_is_there_already():
    assert with_short_names("const longer=1;say(longer,a,b)") == "const c=1;say(c,a,b)"


@pytest.mark.parametrize("name", ["script", "gone_script", "preview_script"])
def test_each_script_of_ours_can_still_be_read(name):
    script = assets(dict(load_theme(built_in_folder() / "nowhere").sources))[name]

    read = subprocess.run(
        [node(), "--input-type=module", "--check", "-"],
        input=script,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert (read.returncode, read.stderr) == (0, "")
