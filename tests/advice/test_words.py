"""Words: what people write in objectives, goals and notes, and which of the rules that read words speak of it.

Each sentence is one that a client or a therapist could write. What stands beside it is all that is said of it.
"""

from __future__ import annotations

import pytest

from tests.advice.test_rules import Look, look, on, says, spoken, wants

#: The rules that read an objective or a goal. A single goal that moves away is asked by F1, so F2 is not heard here.
READING = {"S1", "S2", "S3", "S4", "A3", "F1", "F3"}

OBJECTIVES = [
    ("Go for a run three mornings a week", ""),
    ("Walk without stopping to the corner shop", ""),
    ("Run for ten minutes without stopping", ""),
    ("No sugar in tea", "F1"),
    ("Drink my tea with no sugar", ""),
    ("Cook a new dish each week", ""),
    ("Eat lunch away from my desk", ""),
    ("Ask for help when I am stuck", ""),
    ("Say no to extra shifts twice a month", ""),
    ("Say no without saying sorry", ""),
    ("Leave the house by nine on workdays", ""),
    ("Stop at the park on the way home", ""),
    ("Stop by my mother’s on Sundays", ""),
    ("Quit smoking", "F1 S1"),
    ("Quit smoking by the end of May", "F1"),
    ("Never drink alone at home", "A3 F1"),
    ("Drink less on weekdays", "F1"),
    ("Less time on my phone in the evening", "F1"),
    ("Less than two coffees a day", ""),
    ("Fewer than five cigarettes a day", ""),
    ("No more than two drinks an evening", ""),
    ("No screens after ten in the evening", "F1"),
    ("Don’t check the door more than once", "F1"),
    ("Not so hard on myself at work", "F1"),
    ("Not just work but also play", ""),
    ("Reduce my checking to twice a day", "F1"),
    ("Without shouting at the children", "F1"),
    ("Do not interrupt Alex when he speaks", "F1"),
    ("Take the lift on my own", ""),
    ("Stay in the room when we argue", ""),
    ("Get up at eight and have breakfast", "S3"),
    ("Get dressed and washed before ten", ""),
    ("Meet Jo and Kim for lunch", ""),
    ("Talk and listen for twenty minutes each week", ""),
    ("Call my sister or write to her once a week", "S3"),
    ("Read or listen to a story before bed", ""),
    ("Go out and about with the pram", ""),
    ("Plan my week on Sunday and stick to it", "S3"),
    ("Breathe slowly and count to ten", ""),
    ("Bus or train to work each Tuesday", ""),
    ("Feel at ease at the supper table", ""),
    ("Being kinder to myself in words", ""),
    ("Confidence", "S1"),
    ("Better sleep", "S1"),
    ("Sleep better", "S1"),
    ("Good sleep at night again", "S1"),
    ("My self-esteem at work", "S1"),
    ("Be more confident at work", "S2"),
    ("Work on my temper", "S2"),
    ("Deal with post on the day it comes", ""),
    ("Cope better with noise", "S2"),
    ("How tired I was on waking", ""),
    ("Rows that end in a hug", ""),
    ("My partner listens to me", "S4"),
    ("My partner and I eat together on Fridays", ""),
    ("My partner’s birthday: plan a day out", ""),
    ("My sister calls me back each week", "S4"),
    ("My mother-in-law stays calm at dinner", "S4"),
    ("People at work say hello to me", "S4"),
    ("People I spoke to this week", ""),
    ("They listen when I speak up", "S4"),
    ("Our children go to bed by eight", "S4"),
    ("Our family eats supper together", ""),
    ("My friend Jo and I swim on Tuesdays", ""),
    ("Her voice in my head gets quieter", ""),
    ("Keep a diary every day", ""),
    ("Log my mood every evening", ""),
    ("Brush my teeth every night", "A3"),
    ("Always be on time", "A3"),
    ("Be on time, not always early", ""),
    ("Never mind what others think of my dress", ""),
    ("Totally clean kitchen by Sunday", "A3"),
    ("Answer at least half of my mail each day", ""),
    ("I should call my mother", "F3"),
    ("Have to-do lists of three things", ""),
    ("I must take my pills at nine", "F3"),
    ("What I have to offer: list three things", ""),
    ("Say what I have to say in the team meeting", ""),
    ("I ought to rest after lunch", "F3"),
    ("Stand at the bus stop for five minutes", ""),
    ("Rate how close we felt this week", ""),
    ("Kim tells Alex one good thing each day", ""),
    ("Sit with the urge for ten minutes", ""),
    ("Let the phone ring and breathe", ""),
    ("Give up drinking on weekdays", "F1"),
    ("Cut down the tree in the yard with Dad", ""),
    ("Cut down on sweets", "F1"),
    ("Work on Mondays and Tuesdays only", ""),
    ("Get over to my sister’s on Sundays", ""),
    ("Stop for tea at four with Jo", ""),
    ("Stop to breathe before I answer", ""),
    ("Pause and ask what I need", ""),
    ("Sit down and write three lines", ""),
    ("Start a band and book a hall", "S3"),
    ("Less phone, more talk at supper", ""),
    ("Without shouting, say what I need", ""),
    ("Not hide in the kitchen but greet each guest", ""),
    ("Read a book instead of the news", ""),
    ("Eat less sugar on workdays", "F1"),
    ("Sleep less in the day", "F1"),
    ("It is never too late to sing", ""),
    ("As always, feed the cat at six", ""),
    ("I do not have to please all of them", "F1"),
    ("Say that I don’t have to be perfect", ""),
    ("My boss has to listen to me", "F3 S4"),
    ("Improve my Spanish to level two", ""),
    ("Feel normal in a full room", "S2"),
]
GOALS = [
    ("I want to get better at cooking", ""),
    ("I want to feel better", ""),
    ("I want to stop drinking", "F1"),
    ("I do not want to be afraid any more", "F1"),
    ("I don’t want to lose touch with my sister", "F1"),
    ("I want no more rows at home", "A3 F1"),
    ("I no longer want to hide", "F1"),
    ("I want to be less anxious in a crowd", "F1"),
    ("I want to be able to say no", ""),
    ("I want to say no without fear", ""),
    ("I want to worry less", "F1"),
    ("I want to live without fear", "F1"),
    ("I want a life without alcohol", "F1"),
    ("I would like to not panic on the bus", "F1"),
    ("I’d like to stop hiding", "F1"),
    ("I am trying to quit smoking", "F1"),
    ("I wish I could stop worrying", "F1"),
    ("I hope to never feel this alone again", "A3 F1"),
    ("We want to fight less", "F1"),
    ("We want to stop shouting at each other", "F1"),
    ("We want to listen to each other", ""),
    ("We want our evenings back", ""),
    ("I want my husband to stop drinking", "S4"),
    ("I want my partner to listen to me", "S4"),
    ("I want my children to be proud of me", "S4"),
    ("I want my life back", ""),
    ("I want people around me", ""),
    ("I want people to like me", "S4"),
    ("I want her to come home", "S4"),
    ("I want to be there for my daughter", ""),
    ("I need to be a better mother", ""),
    ("I have to be perfect", "F3"),
    ("I want to be with friends every day of summer", ""),
    ("I want always to have a friend near", "A3"),
    ("Nothing about us without us", ""),
    ("No is a full sentence, and I say it", ""),
    ("Not knowing yet, and looking", ""),
    ("Find out what I want", ""),
    ("I am learning to live without alcohol", "F1"),
    ("I’m trying to stop hiding", "F1"),
    ("No matter what comes, I want a friend near", ""),
    ("I try not to shout at home", "F1"),
    ("I want my teenage son and me to cook", ""),
    ("I want them to leave me alone", "S4"),
    ("I want people who make me laugh", ""),
    ("Everyone should be nice to me", "F3 S4"),
]
#: Texts that a client reads, with what is put in place of a judging word.
NOTES = [
    ("Client failed to attend.", "has not yet"),
    ("Refused the homework sheet.", "chose not to"),
    ("She refused to talk about it.", "chose not to"),
    ("Refused a second beer at the party.", None),
    ("He refused the last drink and went home.", None),
    ("The lift failed, so it was the stairs.", None),
    ("My first try failed, and I went again.", None),
    ("An addict in the family.", "a person who uses"),
    ("An addictive game, three hours gone.", None),
    ("Typical borderline.", "what happens, in plain words"),
    ("A borderline case for the bus pass.", None),
    ("Attention-seeking at supper.", "is looking for contact"),
    ("Clean for 30 days.", "not using"),
    ("Cleaned the flat for 30 minutes.", None),
    ("The kitchen stays clean.", None),
    ("He stays clean.", "not using"),
    ("Dirty dishes, and all done by nine.", None),
    ("Dirty test on Monday.", "a test without traces, or with"),
    ("Non-compliant with the diary.", "it has not fitted into the week yet"),
    ("Manipulative on the phone.", "asks in ways that are hard to hear"),
]

#: What stands below `why:`, and whether it is hard to read on a tired day.
WHYS = [
    ("I miss the sea.", False),
    (
        "My friends sit there every Friday. I miss how we laugh, and I want to be part of it again.",
        False,
    ),
    (
        "I want to read to my girl at night. I want her to know that I am there, also on days when I am tired.",
        False,
    ),
    ("Because of Dr. Vale, Mrs. Okafor and the others on the ward.", False),
    (
        "- the sea\n- the dog\n- long talks with Jo\n- a garden with beans and a bench where I can sit at night\n",
        False,
    ),
    (
        (
            "I want to be there when the boys come home and tell me what they did at school, because I will think of"
            " those days when I am old."
        ),
        True,
    ),
    (
        (
            "Establishing considerate communication facilitates reconciliation. Professional responsibilities currently"
            " necessitate continuous availability. Organisational expectations considerably complicate recuperation."
            " Individual accountability facilitates collaboration."
        ),
        True,
    ),
]


def said_of(one: Look) -> list[str]:
    return sorted({finding.code for finding in spoken(one)} & READING)


@pytest.mark.parametrize(("words", "rules"), OBJECTIVES)
def test_an_objective_is_asked_what_its_words_leave_open_and_no_more(words, rules):
    assert said_of(says(words)) == rules.split()


@pytest.mark.parametrize(("words", "rules"), GOALS)
def test_a_goal_is_asked_what_its_words_leave_open_and_no_more(words, rules):
    assert said_of(wants(words)) == rules.split()


@pytest.mark.parametrize(("words", "better"), NOTES)
def test_a_judging_word_meets_another_and_a_plain_one_stays_alone(words, better):
    found = [
        one for one in spoken(look(entries=[on("2026-01-26", {"note": words})])) if one.code == "F4"
    ]

    assert [f"“{better}”" in one.sentence for one in found] == ([True] if better else [])


@pytest.mark.parametrize(("words", "is_hard"), WHYS)
def test_a_long_or_heavy_text_is_noted_but_not_an_ordinary_one(words, is_hard):
    assert [one.code for one in spoken(look(why=words)) if one.code == "W1"] == ["W1"] * is_hard


def test_a_count_is_named_by_the_thing_that_it_counts():
    count = {
        "measure": "count",
        "per": "day",
        "scale": None,
        "baseline": 9,
        "target": {"at_most": 4},
    }

    for words in ("Cigarettes a day", "Panic attacks this week", "Evenings without alcohol"):
        assert said_of(look({**count, "objective": words})) == []


@pytest.mark.parametrize(
    "words", ["GAD-7, how the last two weeks were", "No worries: PHQ-9", "Feel better"]
)
def test_the_name_of_a_questionnaire_is_no_objective_in_somebodys_own_words(words):
    sheet = {"measure": "gad7", "scale": None, "baseline": 15, "target": {"at_most": 7}}

    assert said_of(look({**sheet, "objective": words})) == []


@pytest.mark.parametrize(
    "words", ["Kim tells Alex one good thing a day", "We eat at the table on five evenings"]
)
def test_two_people_may_speak_of_each_other_and_of_both(words):
    people = {
        "kim": {"name": "Kim", "role": "partner"},
        "alex": {"name": "Alex", "role": "partner"},
    }
    agreed = [{"who": who, "status": "agree"} for who in people]

    told = look(
        {"objective": words, "rated_by": ["kim"]},
        setting="couple",
        people=people,
        agreed=agreed,
        client=None,
    )

    assert said_of(told) == []
