"""Every field of a plan reaches its page, or is kept from it for a reason that stands here.

A field is said to reach the page when another value of it makes another page. A field that the model gains has to take
its place in one of the two tables, or this fails.
"""

from __future__ import annotations

import dataclasses
import typing
from functools import cache
from pathlib import Path

import pytest

from generator.builder.page import PageContext, make
from generator.builder.results import FinishedPage
from generator.errors import Finding
from generator.model import plan
from generator.workspace.layout import PlanSource
from generator.workspace.theme import load_theme
from tests.support.builders import LINKS, SETTINGS, TODAY

pytestmark = pytest.mark.slow

PRESS = PageContext(SETTINGS, LINKS, load_theme(Path("nowhere")), TODAY)

FULL = """\
uid: "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
title: A title
tab_title: A tab
status: active
setting: couple
language: en
share: {access: public, generation: 1, key: demonstration, until: 2031-01-01}
people:
  sam: {name: Sam Vale, role: partner}
  kim: {name: Kim Moor, role: partner}
  tess: {name: Tess Hill, role: therapist}
timeframe: {start: 2026-01-05, end: 2026-12-28, review: {every: 6 weeks, due: 2026-12-07}}
approach: [walking]
what_matters: What matters here.
starting_point: {expectations: To be heard, hindrances: The noise, success_feels_like: A calm chest, motivation: The spring}
support: [{name: Day line, contact: 555 0100, when: at noon}]
safety_plan:
  warning_signs: [sign one]
  on_my_own: [own one]
  people_and_places: [place one]
  people_to_ask: [ask one]
  professionals: [pro one]
  surroundings: [home one]
  worth_living_for: [worth one]
call_it: goal
numbers: shown
sections: {journal: show}
theme: The theme
other_care: [care elsewhere]
with_me: [{who: Vera, is: my sister, for: a walk}]
asked: [{question: What now, answer: The answer, date: 2026-01-07}]
patterns: [{pattern: The pattern, date: 2026-01-08}]
fit: {notes: [{how: It goes, date: 2026-01-09}], if_it_does_not_fit: We say so}
kind_line: A kind line
look: {accent: fern, sign: stone}
phases:
  - {from: 2026-02-02, label: Getting going, kind: therapy}
  - {from: 2026-05-04, label: Second part, kind: change}
goals:
  - id: first
    goal: The first goal.
    why: Because of rain.
    addresses: [the storm]
    call_it: aim
    closeness: {anchors: {0: far off}, aim: 9}
    domain: anxiety
    framing: approach
    horizon: short-term
    priority: high
    lifecycle: active
    achievement: improving
    expressed_by: sam
    replaces: older
    importance: 9
    confidence: 6
    agreed:
      - {who: sam, status: agree, on: 2026-01-12}
      - {who: kim, status: agree, on: 2026-01-12}
      - {who: tess, status: pending, on: 2026-01-12}
    objectives:
      calm:
        objective: Feel calm on the train
        short: Calm rides
        measure: rating
        scale: {min: 0, max: 10, anchors: {0: storm, 10: lake}}
        baseline: {value: 3, date: 2026-01-06}
        target: 7
        due: 2026-11-02
        expected_every: 2 weeks
        hold: false
        smart: {specific: SPEC, measurable: MEAS, achievable: ACHI, relevant: RELE, time_bound: TIME}
        rated_by: [sam]
        steps:
          - {step: Step one, done: 2026-03-02, by: kim, first: true}
          - {step: Step two, status: in-progress, due: 2026-10-05}
        strategies: [{strategy: breathe, kind: skill}]
        if_then: [{if: it storms, then: I breathe}]
      falls: {objective: Fewer of these, measure: rating, better: lower, target: 2, rated_by: [sam]}
      own: {objective: From my own start, measure: rating, baseline: {sam: 4}, target: 7, rated_by: [sam]}
      firsts: {objective: From the first ones, measure: rating, baseline: {first: 2}, target: {at_least: 6}, rated_by: [sam]}
      within: {objective: In between, measure: rating, target: {between: [4, 6]}, rated_by: [sam]}
      often: {objective: How often, measure: count, unit: walks, per: week, baseline: 1, target: {at_least: 3}, rated_by: [sam]}
      seldom: {objective: How seldom, measure: count, unit: rows, per: month, baseline: 9, target: {at_most: 2}, rated_by: [sam]}
      sum: {objective: All in all, measure: count, unit: talks, per: total, target: 12, rated_by: [sam]}
      habit: {objective: A habit, measure: habit, per: week, planned: 6, baseline: 1, target: 4, rated_by: [sam]}
      gas: {objective: Levels, measure: gas, levels: {-2: lv a, -1: lv b, 0: lv c, 1: lv d, 2: lv e}, baseline: -1, rated_by: [sam]}
      share: {objective: A share, measure: percentage, baseline: 20, target: 60, rated_by: [sam]}
      lessof: {objective: A smaller share, measure: percentage, better: lower, target: 20, rated_by: [sam]}
      minutes: {objective: Minutes, measure: number, unit: minutes, baseline: 45, target: 15, rated_by: [sam]}
      keep: {objective: Keep it up, measure: number, unit: hours, better: higher, baseline: 8, target: 8, rated_by: [sam]}
      pairs:
        objective: Before and after
        measure: before-after
        scale: {min: 0, max: 10, anchors: {0: pair low, 10: pair high}}
        better: lower
        target: {change: 2}
        rated_by: [sam]
      pairsat: {objective: After it, measure: before-after, better: lower, target: {after: 4}, rated_by: [sam]}
      sheet: {objective: A sheet, measure: own, baseline: 30, target: 20, rated_by: [sam]}
      raw: {objective: Another sheet, measure: who5, form: raw, baseline: 10, target: 15, rated_by: [sam]}
      ladder: {objective: A ladder, measure: steps, steps: [Rung one, Rung two]}
  - {id: older, goal: The older goal., lifecycle: cancelled, status_date: 2026-01-20, status_reason: It was too big}
  - {goal: A later goal., lifecycle: planned}
measures:
  own: {name: Own sheet, min: 0, max: 60, better: lower, bands: [[0, low part], [20, high part]], reliable_change: 6, licence: free, source: a book}
progress:
  - date: 2026-01-12 14:30
    by: sam
    scores:
      {calm: 4, falls: 5, firsts: 3, within: 7, often: 1, seldom: 3, sum: 1, habit: "yes", gas: -1, share: {done: 1, of: 4},
       lessof: 40, minutes: 40, keep: 8, pairs: {before: 8, after: 5}, pairsat: {before: 6, after: 5}, sheet: 28, raw: 12}
    note: A note of **mine**.
    trigger: [a trigger]
    response: [a response]
    situation: on the train
    strength: 6
    cost: {long calls: 3}
    closeness: {first: 3}
    helped: {breathe: 3}
    celebrate: A win of mine
  - date: 2026-01-19
    by: sam
    scores: {calm: 5, firsts: 5, often: 2, share: {done: 2, of: 4}, sheet: 27, minutes: skip}
  - {date: 2026-01-27, by: sam, over: last week, part: true, scores: {often: 2}}
  - {date: 2026-02-09, by: sam, scores: {calm: 6, firsts: 5, often: 3, sum: 2, pairs: {before: 7, after: 6}, sheet: 19}}
reviews: [{date: 2026-04-06, kept: the kept, changed: the changed, next: the next, could_be_better: the better, closeness: {first: 5}}]
silence: {A6: agreed}
"""

#: By field, what is written and what else could be: the page is another one then.
REACHES: dict[str, tuple[str, str]] = {
    "Plan.title": ("title: A title", "title: B title"),
    "Plan.tab_title": ("tab_title: A tab", "tab_title: B tab"),
    "Plan.setting": ("setting: couple", "setting: group"),
    "Plan.people": ("therapist}\ntime", "therapist}\n  ann: {name: Ann, role: child}\ntime"),
    "Plan.timeframe": ("end: 2026-12-28", "end: 2026-12-21"),
    "Plan.approach": ("[walking]", "[talking]"),
    "Plan.what_matters": ("What matters here.", "What matters there."),
    "Plan.starting_point": ("starting_point: {expectations: To be heard, ", "starting_point: {"),
    "Plan.support": ("Day line", "Dawn line"),
    "Plan.safety_plan": ("  warning_signs: [sign one]\n", ""),
    "Plan.phases": ("  - {from: 2026-05-04, label: Second part, kind: change}\n", ""),
    "Plan.goals": ("  - {goal: A later goal., lifecycle: planned}\n", ""),
    "Plan.entries": ("reviews:", "  - {date: 2026-03-02, by: kim, note: One more.}\nreviews:"),
    "Plan.reviews": ("closeness: {first: 5}}]", "closeness: {first: 5}}, {date: 2026-05-04, kept: more}]"),
    "Plan.as_of": ("{date: 2026-04-06, kept", "{date: 2026-04-07, kept"),
    "Person.id": ("  sam: {name: Sam Vale, role: partner}\n  kim: {name: Kim Moor, role: partner}",
                  "  kim: {name: Sam Vale, role: partner}\n  sam: {name: Kim Moor, role: partner}"),
    "Person.name": ("Sam Vale", "Sid Vale"),
    "Person.role": ("name: Tess Hill, role: therapist", "name: Tess Hill, role: supporter"),
    "Timeframe.start": ("start: 2026-01-05", "start: 2025-12-29"),
    "Timeframe.end": ("end: 2026-12-28", "end: 2027-01-04"),
    "Timeframe.review": ("review: {every: 6 weeks, due: 2026-12-07}", "review: {due: 2026-12-07}"),
    "ReviewRhythm.every": ("every: 6 weeks", "every: 5 weeks"),
    "ReviewRhythm.due": ("due: 2026-12-07", "due: 2026-12-14"),
    "Duration.count": ("every: 6 weeks", "every: 7 weeks"),
    "Duration.unit": ("every: 6 weeks", "every: 6 months"),
    "StartingPoint.expectations": ("To be heard", "To be seen"),
    "StartingPoint.hindrances": ("The noise", "The quiet"),
    "StartingPoint.success_feels_like": ("A calm chest", "A warm chest"),
    "StartingPoint.motivation": ("The spring", "The autumn"),
    "SupportLine.name": ("Day line", "Night line"),
    "SupportLine.contact": ("555 0100", "555 0101"),
    "SupportLine.when": ("at noon", "at dawn"),
    **{f"SafetyPlan.{field}": (f"[{word} one]", f"[{word} two]") for field, word in (
        ("warning_signs", "sign"), ("on_my_own", "own"), ("people_and_places", "place"), ("people_to_ask", "ask"),
        ("professionals", "pro"), ("surroundings", "home"), ("worth_living_for", "worth"),
    )},
    "Phase.start": ("from: 2026-05-04", "from: 2026-05-11"),
    "Phase.label": ("Second part", "Third part"),
    "Phase.kind": ("kind: change", "kind: break"),
    "Goal.goal": ("The first goal.", "The other goal."),
    "Goal.why": ("Because of rain.", "Because of sun."),
    "Goal.domain": ("domain: anxiety", "domain: mood"),
    "Goal.framing": ("framing: approach", "framing: maintenance"),
    "Goal.horizon": ("horizon: short-term", "horizon: long-term"),
    "Goal.priority": ("priority: high", "priority: low"),
    "Goal.lifecycle": ("lifecycle: active", "lifecycle: on-hold"),

    "Goal.achievement": ("achievement: improving", "achievement: sustaining"),
    "Goal.status_date": ("status_date: 2026-01-20", "status_date: 2026-01-21"),
    "Goal.status_reason": ("It was too big", "It was too small"),
    "Goal.expressed_by": ("expressed_by: sam", "expressed_by: kim"),
    "Goal.replaces": ("    replaces: older\n", ""),
    "Goal.importance": ("importance: 9", "importance: 8"),
    "Goal.confidence": ("confidence: 6", "confidence: 5"),
    "Goal.agreed": ("      - {who: kim, status: agree, on: 2026-01-12}\n",
                    "      - {who: kim, status: agree, on: 2026-01-12}\n      - {who: sam, status: disagree}\n"),
    "Goal.objectives": ("      ladder: {objective: A ladder, measure: steps, steps: [Rung one, Rung two]}\n", ""),
    "Agreement.who": ("{who: tess, status: pending", "{who: sam, status: pending"),
    "Agreement.status": ("{who: tess, status: pending", "{who: tess, status: agree"),
    "Agreement.on": ("{who: kim, status: agree, on: 2026-01-12}", "{who: kim, status: agree, on: 2026-01-13}"),
    "Objective.objective": ("Feel calm on the train", "Feel calm on the bus"),
    "Objective.short": ("short: Calm rides", "short: Calm journeys"),
    "Objective.measure": ("measure: steps,", "measure: rating,"),
    "Objective.due": ("due: 2026-11-02", "due: 2026-11-09"),
    "Objective.expected_every": ("expected_every: 2 weeks", "expected_every: 3 days"),
    "Objective.publication": ("hold: false", "hold: true"),
    "Objective.held_raters": ("hold: false", "hold: [sam]"),
    "Objective.smart": ("specific: SPEC, ", ""),
    "Objective.raters": ("rated_by: [sam]\n        steps", "rated_by: [sam, kim]\n        steps"),
    "Objective.steps": ("[Rung one, Rung two]", "[Rung one, Rung two, Rung three]"),
    "Objective.strategies": ("strategies: [{", "strategies: [more, {"),
    "Objective.if_then": ("if_then: [{", "if_then: [{if: one, then: two}, {"),
    "Rating.low": ("{min: 0, max: 10, anchors: {0: storm", "{min: 1, max: 10, anchors: {1: storm"),
    "Rating.high": ("{min: 0, max: 10, anchors: {0: storm, 10: lake}}", "{min: 0, max: 12, anchors: {0: storm, 12: lake}}"),
    "Rating.anchors": ("{0: storm, 10: lake}", "{10: lake}"),
    "Rating.better": ("falls: {objective: Fewer of these, measure: rating, better: lower",
                      "falls: {objective: Fewer of these, measure: rating, better: higher"),
    "Rating.baseline": ("baseline: {value: 3, date: 2026-01-06}", "baseline: {first: 2}"),
    "Rating.target": ("target: 7\n", "target: 8\n"),
    "Anchor.value": ("{0: storm, 10: lake}", "{1: storm, 10: lake}"),
    "Anchor.words": ("storm", "gale"),
    "KnownBaseline.value": ("{value: 3,", "{value: 2,"),
    "KnownBaseline.on": ("date: 2026-01-06", "date: 2026-01-07"),
    "EachBaseline.values": ("baseline: {sam: 4}", "baseline: {sam: 5}"),
    "FirstEntries.count": ("{first: 2}", "{first: 1}"),
    "Toward.value": ("target: 7\n", "target: 9\n"),
    "AtLeast.value": ("{at_least: 6}", "{at_least: 7}"),
    "AtMost.value": ("{at_most: 2}", "{at_most: 3}"),
    "Between.low": ("[4, 6]", "[3, 6]"),
    "Between.high": ("[4, 6]", "[4, 5]"),
    "Count.unit": ("unit: walks", "unit: swims"),
    "Count.per": ("unit: walks, per: week", "unit: walks, per: month"),
    "Count.baseline": ("per: week, baseline: 1", "per: week, baseline: 2"),
    "Count.target": ("{at_least: 3}", "{at_least: 4}"),
    "Total.unit": ("unit: talks", "unit: chats"),
    "Total.goal": ("per: total, target: 12", "per: total, target: 13"),
    "Habit.per": ("measure: habit, per: week", "measure: habit, per: fortnight"),
    "Habit.planned": ("planned: 6", "planned: 5"),
    "Habit.baseline": ("planned: 6, baseline: 1", "planned: 6, baseline: 2"),
    "Habit.target": ("baseline: 1, target: 4", "baseline: 1, target: 5"),
    "Gas.levels": ("lv c", "lv z"),
    "Gas.baseline": ("baseline: -1", "baseline: -2"),
    "Percentage.better": ("measure: percentage, better: lower", "measure: percentage, better: higher"),
    "Percentage.baseline": ("baseline: 20, target: 60", "baseline: 30, target: 60"),
    "Percentage.target": ("baseline: 20, target: 60", "baseline: 20, target: 70"),
    "Number.unit": ("unit: minutes", "unit: seconds"),
    "Number.better": ("unit: hours, better: higher", "unit: hours, better: lower"),
    "Number.baseline": ("baseline: 45", "baseline: 50"),
    "Number.target": ("target: 15, rated_by: [sam]}\n      keep", "target: 20, rated_by: [sam]}\n      keep"),
    "BeforeAfter.low": ("{min: 0, max: 10, anchors: {0: pair low", "{min: 1, max: 10, anchors: {1: pair low"),
    "BeforeAfter.high": ("10: pair high}}", "9: pair high}}"),
    "BeforeAfter.anchors": ("10: pair high", "10: pair top"),
    "BeforeAfter.better": ("better: lower\n        target: {change: 2}", "better: higher\n        target: {change: 2}"),
    "BeforeAfter.target": ("{change: 2}", "{after: 3}"),
    "ChangeBy.value": ("{change: 2}", "{change: 3}"),
    "AfterAt.value": ("{after: 4}", "{after: 3}"),
    "QuestionnaireTotal.questionnaire": ("measure: who5, form: raw", "measure: swemwbs"),
    "QuestionnaireTotal.baseline": ("baseline: 30", "baseline: 32"),
    "QuestionnaireTotal.target": ("baseline: 30, target: 20", "baseline: 30, target: 18"),
    "Questionnaire.name": ("name: Own sheet", "name: My sheet"),
    "Questionnaire.low": ("min: 0, max: 60, better: lower, bands: [[0,", "min: 5, max: 60, better: lower, bands: [[5,"),
    "Questionnaire.high": ("max: 60", "max: 50"),
    "Questionnaire.better": ("max: 60, better: lower", "max: 60, better: higher"),
    "Questionnaire.bands": ("high part", "upper part"),
    "Questionnaire.reliable_change": ("reliable_change: 6", "reliable_change: 9"),
    "Questionnaire.raw_times": ("form: raw, baseline: 10, target: 15", "form: index, baseline: 40, target: 60"),
    "Band.start": ("[20, high part]", "[25, high part]"),
    "Band.name": ("low part", "lower part"),
    "Smart.specific": ("SPEC", "SPOC"),
    "Smart.measurable": ("MEAS", "MOAS"),
    "Smart.achievable": ("ACHI", "OCHI"),
    "Smart.relevant": ("RELE", "ROLE"),
    "Smart.time_bound": ("TIME", "TAME"),
    "Step.step": ("Step one", "Step zero"),
    "Step.status": ("status: in-progress", "status: not-started"),
    "Step.done": ("done: 2026-03-02", "done: 2026-03-03"),
    "Step.due": ("due: 2026-10-05", "due: 2026-10-06"),
    "Step.by": ("by: kim, first", "by: sam, first"),
    "Step.rank": ("steps: [Rung one, Rung two]", "steps: [Rung one, {step: Rung two, first: true}]"),
    "Strategy.strategy": ("strategy: breathe", "strategy: breathing"),
    "Strategy.kind": ("kind: skill", "kind: connection"),
    "IfThen.if_": ("it storms", "it rains"),
    "IfThen.then": ("I breathe", "I hum"),
    "Entry.on": ("date: 2026-02-09", "date: 2026-02-10"),
    "Entry.at": ("14:30", "15:30"),
    "Entry.by": ("14:30\n    by: sam", "14:30\n    by: kim"),
    "Entry.scores": ("sum: 2,", ""),
    "Entry.note": ("A note of **mine**.", "A note of mine."),
    "Entry.trigger": ("a trigger", "another trigger"),
    "Entry.response": ("a response", "another response"),
    "Entry.helped": ("helped: {breathe: 3}", "helped: {breathe: 3, hum: 2}"),
    "Entry.celebrate": ("A win of mine", "A win of ours"),
    "Entry.publication": ("celebrate: A win of mine", "celebrate: A win of mine\n    hold: true"),
    "Entry.skips": (", minutes: skip", ""),
    "Entry.over": ("over: last week, ", ""),
    "Entry.noted": ("part: true, ", ""),
    "DateSpan.first": ("over: last week", "over: 4 weeks"),
    "DateSpan.last": ("over: last week", "over: 2026-01-26"),
    "Score.objective": ("{calm: 6, firsts", "{calm: 6, falls"),
    "Score.value": ("{calm: 6", "{calm: 7"),
    "Score.rater": ("{date: 2026-02-09, by: sam", "{date: 2026-02-09, by: kim"),
    "Fraction.done": ("{done: 2, of: 4}", "{done: 3, of: 4}"),
    "Fraction.of": ("{done: 2, of: 4}", "{done: 2, of: 5}"),
    "BeforeAndAfter.before": ("{before: 7, after: 6}", "{before: 8, after: 6}"),
    "BeforeAndAfter.after": ("{before: 7, after: 6}", "{before: 7, after: 5}"),
    "Helped.strategy": ("{breathe: 3}", "{hum: 3}"),
    "Helped.much": ("{breathe: 3}", "{breathe: 1}"),
    "Skip.objective": ("minutes: skip", "keep: skip"),
    "Skip.rater": ("2026-01-19\n    by: sam", "2026-01-19\n    by: kim"),
    "Plan.status": ("status: active", "status: on-hold"),
    "Plan.call_it": ("call_it: goal", "call_it: hope"),
    "Plan.numbers": ("numbers: shown", "numbers: quiet"),
    "Plan.sections": ("{journal: show}", "{journal: leave-out}"),
    "Plan.theme": ("The theme", "A theme"),
    "Plan.other_care": ("[care elsewhere]", "[]"),
    "Plan.with_me": ("with_me: [{", "with_me: [Jon, {"),
    "Plan.asked": ("asked: [{", "asked: [Why not, {"),
    "Plan.patterns": ("patterns: [{", "patterns: [more, {"),
    "Plan.fit": ("notes: [{how: It goes, date: 2026-01-09}], ", ""),
    "Plan.look": ("look: {accent: fern, sign: stone}", "look: {accent: sea, sign: stone}"),
    "Look.accent": ("accent: fern", "accent: clay"),
    "Look.sign": ("sign: stone", "sign: wave"),
    "Plan.kind_line": ("A kind line", "Another kind line"),
    "Supporter.who": ("who: Vera", "who: Vida"),
    "Supporter.is_": ("my sister", "my aunt"),
    "Supporter.for_": ("a walk", "a talk"),
    "Asked.question": ("What now", "What then"),
    "Asked.answer": ("The answer", "An answer"),
    "Asked.on": ("2026-01-07", "2026-01-08"),
    "Pattern.pattern": ("The pattern", "A pattern"),
    "Pattern.on": ("The pattern, date: 2026-01-08", "The pattern, date: 2026-01-09"),
    "Fit.notes": ("[{how: It goes", "[So far, {how: It goes"),
    "Fit.if_not": ("We say so", "We speak"),
    "FitNote.how": ("It goes", "It flows"),
    "FitNote.on": ("2026-01-09", "2026-01-10"),
    "Goal.addresses": ("[the storm]", "[the gale]"),
    "Goal.call_it": ("    call_it: aim\n", ""),
    "Goal.closeness": ("    closeness: {anchors: {0: far off}, aim: 9}\n", ""),
    "OwnRating.aim": ("aim: 9", "aim: 8"),
    "OwnRating.anchors": ("{0: far off}", "{1: far off}"),
    "Entry.situation": ("on the train\n    strength", "on the bus\n    strength"),
    "Entry.strength": ("strength: 6", "strength: 5"),
    "Entry.cost": ("{long calls: 3}", "{long calls: 3, noise: 2}"),
    "Entry.closeness": ("    closeness: {first: 3}\n", ""),
    "Cost.what": ("{long calls: 3}", "{short calls: 3}"),
    "Cost.much": ("{long calls: 3}", "{long calls: 1}"),
    "Close.goal": ("closeness: {first: 3}", "closeness: {older: 3}"),
    "Close.value": ("closeness: {first: 3}", "closeness: {first: 4}"),
    "Review.could_be_better": ("the better", "the best"),
    "Review.closeness": (", closeness: {first: 5}", ""),
    "Review.on": ("{date: 2026-04-06, kept", "{date: 2026-04-13, kept"),
    "Review.kept": ("the kept", "the held"),
    "Review.changed": ("the changed", "the bent"),
    "Review.next": ("the next", "the other"),
}  # fmt: skip

#: By field, what is written, what else could be, and why the page is the same.
KEPT: dict[str, tuple[str, str, str]] = {
    "Plan.uid": ('"5f0c', '"6f0c', "the link hangs on it, and nothing else"),
    "Plan.language": ("", "", "only English is written so far; a second language will make another page"),
    "Plan.week_starts": ("", "", "the settings or the language say it; tested with the calendar"),
    "Plan.share": ("until: 2031-01-01", "until: 2032-01-01", "it says who can open the page, and until when"),
    "Plan.silence": ("silence: {A6: agreed}\n", "", "advice is for the therapist"),
    "Plan.check_in": ("title: A title\n", "title: A title\ncheck_in: false\n", "only a sealed page has a form"),
    "CheckIn.totals": ("", "", "only a sealed page has a form; tested with the check-in"),
    "Plan.notes": ("title: A title\n", "title: A title\npublish_anyway: {phone: none}\n", "it is for the therapist"),
    "Share.access": ("", "", "it decides which kind of page there is; tested with the build"),
    "Share.generation": ("generation: 1", "generation: 2", "the link hangs on it"),
    "Share.key": ("key: demonstration, ", "", "the link hangs on it"),
    "Share.until": ("until: 2031-01-01", "until: 2033-01-01", "no page says when it ends"),
    "Silence.rule": ("A6: agreed", "A7: agreed", "advice is for the therapist"),
    "Silence.reason": ("A6: agreed", "A6: settled", "advice is for the therapist"),
    "Goal.id": ("{goal: A later goal.", "{id: later, goal: A later goal.", "a name for other lines of the file"),
    "Objective.id": ("", "", "a name for other lines of the file; tested with the scores"),
    "Questionnaire.id": ("", "", "a name for other lines of the file"),
    "Questionnaire.totals": ("", "", "whole or not, a total is printed as it was given"),
    "Entry.talked_about": ("a trigger]", "a trigger]\n    talked_about: 2026-02-01", "it is for the therapist"),
    "Goal.talked_about": ("why: Because", "talked_about: 2026-02-01\n    why: Because", "it is for the therapist"),
    "Objective.talked_about": ("hold: false", "hold: false\n        talked_about: 2026-02-01", "it is for the therapist"),
    "Questionnaire.step": ("", "", "it only says which totals can be"),
    "Questionnaire.cut_off": ("reliable_change: 6", "reliable_change: 6, cut_off: 25", "a cut-off is never drawn"),
    "Questionnaire.relevant_change": ("reliable_change: 6", "reliable_change: 6, relevant_change: 3", "for the therapist"),
    "Questionnaire.other_low": ("", "", "it only says which forms there are"),
    "Questionnaire.unverified": ("", "", "for the therapist; a check says it"),
    "Questionnaire.risk_item": ("reliable_change: 6", "reliable_change: 6, risk_item: true", "it is for the therapist"),
    "Questionnaire.period": ("reliable_change: 6", "reliable_change: 6, period: 2 weeks", "it only says how often"),
    "Questionnaire.licence": ("licence: free", "licence: paid", "for the therapist; the catalogue holds it"),
    "Questionnaire.source": ("source: a book", "source: a paper", "for the therapist; the catalogue holds it"),
}  # fmt: skip


def page(text: str) -> str:
    made = make(PlanSource("plans/sam.yml", text.encode()), PRESS)
    assert isinstance(made, FinishedPage), made
    return made.file.content.decode()


def fields() -> set[str]:
    """Every field of a plan, at any depth, as `Type.field`."""
    found: dict[str, set[str]] = {}

    def walk(kind: object) -> None:
        for inner in typing.get_args(kind):
            walk(inner)
        if kind is Finding:
            return  # of the file, not of the plan
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__name__ not in found:
            hints = typing.get_type_hints(kind)
            found[kind.__name__] = {
                f"{kind.__name__}.{field.name}" for field in dataclasses.fields(kind)
            }
            for field in dataclasses.fields(kind):
                walk(hints[field.name])

    walk(plan.Plan)
    return set().union(*found.values())


def changed(old: str, new: str) -> str:
    assert old in FULL, old
    return FULL.replace(old, new, 1)


def test_every_field_has_its_place() -> None:
    assert set(REACHES) | set(KEPT) == fields()
    assert not set(REACHES) & set(KEPT)


@cache
def page_before() -> str:
    return page(FULL)


@pytest.mark.parametrize("field", sorted(REACHES))
def test_the_field_reaches_the_page(field: str) -> None:
    assert page(changed(*REACHES[field])) != page_before()


@pytest.mark.parametrize("field", sorted(field for field, (old, _, _) in KEPT.items() if old))
def test_the_field_is_kept_from_the_page(field: str) -> None:
    old, new, _ = KEPT[field]

    assert page(changed(old, new)) == page_before()
