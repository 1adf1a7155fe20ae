"""The page: what it promises to readers, to assistive technology and to the one who mends a template."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import jinja2
import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from generator.charts.figure import Figure, Label, TextAnchor
from generator.charts.figure import Path as Mark
from generator.errors import TemplateError
from generator.render import assets
from generator.render import html as render
from generator.text.contact import ContactPart
from generator.view import page_values
from generator.view.chart_values import (
    Beads,
    Chart,
    ChartFinding,
    ChartFrame,
    ChartWords,
    RatingChart,
    StepState,
    Table,
    TimeSpan,
)
from generator.view.page_values import (
    ChartView,
    Decision,
    EntryView,
    Fact,
    GoalView,
    HelpLine,
    HelpsView,
    IfThenView,
    Journal,
    Link,
    MeasureRow,
    NextStep,
    NoGoal,
    ObjectiveView,
    OwnWords,
    PageView,
    PartView,
    ProseFact,
    RowValue,
    SafetyStep,
    StepView,
    StrategyView,
    Win,
)
from generator.workspace import theme
from tests.support.views import a_view

SPAN = TimeSpan(date(2026, 1, 12), date(2026, 7, 6))
TABLE = Table("Reach, 0 to 10", ("Date", "Score"), (("12 Jan", "4"), ("19 Jan", "5")))
FIGURE = Figure(
    320,
    162,
    (Mark("c-line", "M33 138L310 24"), Mark("c-dots", "M33 138h0")),
    (
        Label("c-num", "310", "19", TextAnchor.END, "9"),
        Label("", "33", "156", TextAnchor.START, "12 Jan"),
    ),
)


class Figures(dict[str, Figure]):
    """Whatever chart a page asks for, here it is."""

    def __missing__(self, key: str) -> Figure:
        return FIGURE


def words(id: str = "reach") -> ChartWords:
    return ChartWords(
        id,
        "How far I reach, 0 to 10",
        "It began at 4.",
        ChartFinding("9 of 10, from 4.", "A gap is fine.", "Better."),
        TABLE,
        below="Reach, 0 to 10.",
        quiet="A little better.",
        drawn="Thin line: each note.",
    )


def a_rating(id: str = "reach") -> RatingChart:
    return RatingChart(words(id), ChartFrame(SPAN), 0, 10, None, None, (), (), None)


def an_objective(**changes: Any) -> ObjectiveView:
    dull = a_view(
        ObjectiveView,
        id="reach",
        title="Reach further",
        said="Steady so far.",
        held=None,
        charts=(ChartView(a_rating()),),
        steps=(
            StepView("Stretch", StepState.DONE, "done 26 Jan"),
            StepView("Reach", StepState.NEXT, ""),
            StepView("Rest", StepState.ASIDE, "set aside for now"),
        ),
        strategies=(StrategyView("Breathe out", "a skill"),),
        if_then=(IfThenView("it hurts", "I rest."),),
        clear=(Fact("Counted", "A rating from 0 to 10."),),
    )
    return replace(dull, **changes)


def a_goal(*objectives: ObjectiveView) -> GoalView:
    return GoalView(
        "arm",
        "",
        "I want my arm back.",
        "You chose this in May; it matters 9 of 10 to you.",
        "You chose this in May.",
        (prose("Why", "To paint."),),
        (prose("What brought you here", "A stiff arm."),),
        "It comes first.",
        objectives,
    )


def prose(term: str, text: str) -> ProseFact:
    return ProseFact(term, Markup("<p>{}</p>").format(text))


def an_entry(day: str, words: str) -> EntryView:
    return EntryView(day, None, Markup(f"<p>{words}</p>"), ("What helped: sun",))


def a_page(**changes: Any) -> PageView:
    dull = a_view(
        PageView,
        language="en",
        direction="ltr",
        tab_title="My plan",
        title="The long way up",
        who=("Sam, with Dr. Okafor.", "Notes up to 27 April."),
        approach="CBT",
        own_words=OwnWords("I reached the cup.", "your latest good thing, 25 April"),
        what_matters=OwnWords("I want to paint again.", "what matters to you"),
        leave_to="https://leave.example/",
        next_step=NextStep("Reach the shelf", "By Friday"),
        going_title="How it is going",
        going=(),
        rows=(
            MeasureRow(
                id="reach",
                name="My reach",
                values=(RowValue(None, "4", "5", " of 10"),),
                said="A little further.",
                line=None,
            ),
        ),
        beads=Beads(
            title="The time of your plan",
            description="Beads stand for notes.",
            span=SPAN,
            notes=(SPAN.start,),
            good=(),
            together=None,
            start_label="12 January",
            end_label="6 July",
            review="You look at it together on 23 February.",
        ),
        help=(HelpLine("Night line", (ContactPart("555 0100", "tel:5550100"),), "day and night"),),
        starting_point=(prose("What I hope for", "A calm arm."),),
        goals=(a_goal(an_objective()),),
        wins=(Win("25 April", "Reached the cup."),),
        helps=(HelpsView("Warm water", "helped a lot, 3 times"),),
        journal=Journal(
            latest=(an_entry("25 April", "Good."),),
            earlier=(an_entry("28 March", "Fair."),),
            count="1 earlier note",
        ),
        decisions=(Decision("7 April", "We keep the walk."),),
        later=("Sleep through the night.",),
        safety=(SafetyStep("My warning signs", ("The curtains stay shut.",)),),
        as_of="27 April 2026",
        parts=tuple(
            PartView(id, title, is_folded=id == "record") for id, title in PARTS if id != "events"
        ),
        contents=(Link("g-arm", "I want my arm back."),),
    )
    return replace(dull, **changes)


#: The parts of a page by their id, each with its heading.
PARTS = (
    ("wins", "Good things so far"),
    ("later", "For later"),
    ("events", "Hard moments"),
    ("helps", "What helps"),
    ("journal", "Journal"),
    ("record", "How we got here"),
    ("hard", "When things get hard"),
)


@pytest.fixture(scope="module")
def built_in() -> jinja2.Environment:
    return render.environment(built_in_theme())


def built_in_theme(**changed: str) -> theme.Theme:
    """The built-in theme with some sources changed, named with `__` for the slash and without the ending."""
    sources = dict(theme.load_theme(Path("/nowhere")).sources)
    for name, text in changed.items():
        sources[f"{name.replace('__', '/')}.html"] = text
    return theme.Theme(tuple(sorted(sources.items())))


def printed(built_in: jinja2.Environment, view: PageView) -> str:
    """The page, with plain spaces: which of them hold words together is told elsewhere."""
    return render.page(built_in, view, Figures()).replace("\N{NO-BREAK SPACE}", " ")


# ---- a reader of HTML that keeps what the claims below are about


class Outline(HTMLParser):
    VOID = frozenset({"meta", "link", "br", "hr", "img"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            self.text.append((self.open[-1], data.strip()))

    def names(self) -> list[str]:
        return [tag for tag, _ in self.tags]

    def all(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]


def style_of(html: str) -> str:
    found = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert found
    return found[1]


# ---- structure


def test_the_page_has_the_landmarks_a_screen_reader_steps_through(
    built_in: jinja2.Environment,
) -> None:
    names = Outline(printed(built_in, a_page())).names()

    assert [name for name in names if name in {"main", "header", "nav", "aside", "footer"}] == [
        "main", "nav", "header", "footer",
    ]  # fmt: skip


def test_there_is_one_h1_and_no_heading_skips_a_level(built_in: jinja2.Environment) -> None:
    two_raters = an_objective(
        id="two", charts=(ChartView(a_rating("kim")), ChartView(a_rating("alex"), 2))
    )
    names = Outline(printed(built_in, a_page(goals=(a_goal(an_objective(), two_raters),)))).names()
    levels = [int(name[1]) for name in names if re.fullmatch(r"h[1-6]", name)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_parts_stand_in_the_order_somebody_needs_them(built_in: jinja2.Environment) -> None:
    html = printed(built_in, a_page(contents=()))
    order = [
        "Need someone now", "The long way up", "“I reached the cup.”", "Your next small step", "How it is going",
        "My reach", "Good things so far", "12 January<", "“I want to paint again.”", "I want my arm back.",
        "Reach further", "What helps", "Journal", "How we got here", "Where you started",
        "What we decided together", "When things get hard", "As of 27 April 2026.",
    ]  # fmt: skip
    places = [html.index(f">{text}") for text in order]

    assert places == sorted(places)


def test_every_tag_is_closed_and_every_reference_has_its_target(
    built_in: jinja2.Environment,
) -> None:
    outline = Outline(printed(built_in, a_page()))
    ids = outline.all("id")
    wanted = [*outline.all("aria-labelledby"), *outline.all("aria-describedby")]
    wanted += [href[1:] for href in outline.all("href") if href.startswith("#")]

    assert outline.open == []
    assert len(ids) == len(set(ids))
    assert {id for reference in wanted for id in reference.split()} <= set(ids)


def test_two_goals_of_one_wording_are_two_landmarks(built_in: jinja2.Environment) -> None:
    goals = tuple(replace(a_goal(), id=f"g{n}", label=f"{n}. goal") for n in (1, 2))
    outline = Outline(printed(built_in, a_page(goals=goals)))

    assert "l-g1 g-g1" in outline.all("aria-labelledby")
    assert {"l-g1", "g-g1", "l-g2", "g-g2"} <= set(outline.all("id"))


def test_a_plans_own_ids_cannot_take_the_place_of_the_pages(built_in: jinja2.Environment) -> None:
    taken = replace(a_goal(an_objective(id="hard")), id="plan")
    ids = Outline(printed(built_in, a_page(goals=(taken,)))).all("id")

    assert len(ids) == len(set(ids))


def test_every_drawing_says_its_title_and_its_finding(built_in: jinja2.Environment) -> None:
    html = printed(built_in, a_page())

    assert "<title>How far I reach, 0 to 10</title><desc>It began at 4.</desc>" in html
    assert html.count('role="img"') == 2
    assert (
        '<p class="say n">9 of 10, from 4. Better.</p><p class="say q">A little better.</p>' in html
    )
    assert '<p class="small n">A gap is fine.</p></figcaption>' in html
    assert '<p class="soft small n">Reach, 0 to 10.</p>' in html
    assert "<p>Thin line: each note.</p>" in html


def test_a_drawing_prints_its_paths_then_its_labels(built_in: jinja2.Environment) -> None:
    html = printed(built_in, a_page())

    assert (
        '<path class="c-line" d="M33 138L310 24"/>\n<path class="c-dots" d="M33 138h0"/>\n'
        '<text x="310" y="19" class="c-num" text-anchor="end">9</text>\n<text x="33" y="156">12 Jan</text>\n</svg>'
    ) in html


def test_every_drawing_has_its_numbers_in_a_table_with_heads(built_in: jinja2.Environment) -> None:
    html = printed(built_in, a_page())

    assert '<summary>The numbers<span class="vh">: Reach, 0 to 10</span></summary>' in html
    assert '<thead><tr><th scope="col">Date</th><th scope="col">Score</th></tr></thead>' in html
    assert '<tr><th scope="row">19 Jan</th><td>5</td></tr>' in html


def test_several_raters_have_a_drawing_each_and_one_fold(built_in: jinja2.Environment) -> None:
    two = an_objective(charts=(ChartView(a_rating("kim")), ChartView(a_rating("alex"), 2)))
    html = printed(built_in, a_page(goals=(a_goal(two),)))

    assert html.count("<figcaption>") == 2
    assert html.count("<summary>The numbers") == 1


def test_a_held_objective_shows_its_sentence_and_no_drawing(built_in: jinja2.Environment) -> None:
    html = printed(
        built_in,
        a_page(goals=(a_goal(an_objective(held="It waits until you have talked about it.")),)),
    )

    assert '<p class="held">It waits until you have talked about it.</p>' in html
    assert "<figure" not in html


def test_a_step_says_its_state_in_a_word_beside_the_mark(built_in: jinja2.Environment) -> None:
    html = printed(built_in, a_page())

    assert '<li class="is-done">Stretch <span class="soft small">– done 26 Jan</span></li>' in html
    assert '<li class="is-next"><b>Next:</b> Reach</li>' in html
    assert (
        '<li class="is-aside">Rest <span class="soft small">– set aside for now</span></li>' in html
    )


# ---- kindness


def test_whom_to_call_stands_near_the_top_and_at_the_end(
    built_in: jinja2.Environment,
) -> None:
    html = printed(built_in, a_page())

    assert html.count("This page is not watched.") == 3
    assert (
        html.count('<a href="tel:5550100" rel="noreferrer">Night line <bdi>555 0100</bdi></a>') == 3
    )
    assert "<summary>Need someone now</summary>" in html
    assert html.count('<a href="https://leave.example/" rel="noreferrer">Leave') == 2


def test_a_contact_that_is_no_link_is_plain_text(built_in: jinja2.Environment) -> None:
    html = printed(
        built_in, a_page(help=(HelpLine("Walk-in room", (ContactPart("Harbour Street 4"),), None),))
    )

    assert "<li><b>Walk-in room <bdi>Harbour Street 4</bdi></b></li>" in html


def test_of_several_numbers_each_is_a_link_and_text_between_is_kept(
    built_in: jinja2.Environment,
) -> None:
    parts = (
        ContactPart("116 123", "tel:116123"),
        ContactPart(" / "),
        ContactPart("555 0100", "tel:5550100"),
    )
    html = printed(built_in, a_page(help=(HelpLine("Night line", parts, None),)))
    first, second = (
        '<a href="tel:116123" rel="noreferrer">116 123</a>',
        '<a href="tel:5550100" rel="noreferrer">555 0100</a>',
    )

    assert f"<li><b>Night line <bdi>{first} / {second}</bdi></b></li>" in html


def test_an_empty_plan_looks_intended(built_in: jinja2.Environment) -> None:
    empty = a_page(
        who=(), approach=None, own_words=None, what_matters=None, next_step=None, rows=(),
        going=("This is the beginning.",), help=(), starting_point=(), goals=(),
        wins=(), helps=(), journal=Journal(), decisions=(), later=(), safety=(),
        journal_says="The first note will stand here.",
        no_goal=NoGoal("Your goals", "No goal yet, and that is fine. You find it together."),
        parts=(PartView("journal", "Journal", False), PartView("hard", "When things get hard", False)),
        contents=(),
    )  # fmt: skip
    html = printed(built_in, empty)

    assert "Choose the next small step together." in html
    assert "This is the beginning." in html
    assert "No goal yet, and that is fine. You find it together." in html
    assert "The first note will stand here." in html
    assert "Call the emergency number of the place you are in." in html
    for left_out in (
        "Good things",
        "What helps",
        "How we got here",
        "<ul",
        "<ol",
        "<dl",
        "“",
    ):
        assert left_out not in html


def test_a_goal_without_objectives_invites_to_talk(built_in: jinja2.Environment) -> None:
    assert "Talk about it next time." in printed(built_in, a_page(goals=(a_goal(),)))


def test_our_own_words_never_shout(built_in: jinja2.Environment) -> None:
    shown = " ".join(
        text for tag, text in Outline(printed(built_in, a_page())).text if tag != "style"
    )

    assert "!" not in shown


# ---- every word arrives, and arrives as text

#: What reaches the page inside a drawing, as labels of its Figure: all of a chart but the words around it.
DRAWN: Mapping[type, frozenset[str]] = {
    kind: frozenset(field.name for field in fields(kind)) - {"words"} for kind in get_args(Chart)
} | {
    Beads: frozenset({"notes", "good", "together"}),
    # By its id a chart finds its drawing.
    ChartWords: frozenset({"id"}),
}


def filled(kind: Any, text: Callable[[str], str], place: str = "") -> Any:
    """A value of any type of the view in which every string is `text(place)`; one item in every tuple."""
    if kind is str:
        return text(place)
    if kind is Markup:
        return Markup("<p>{}</p>").format(text(place))
    if get_origin(kind) in (Union, types.UnionType):
        return filled(get_args(kind)[0], text, place)
    if get_origin(kind) is tuple:
        return (filled(get_args(kind)[0], text, f"{place}[]"),)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        silent = DRAWN.get(kind, frozenset())
        say: dict[bool, Callable[[str], str]] = {False: text, True: lambda place: ""}
        return kind(
            **{
                f.name: filled(hints[f.name], say[f.name in silent], f"{place}.{f.name}")
                for f in fields(kind)
            }
        )
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(iter(kind))
    return {float: 1.0, int: 1, bool: False, date: SPAN.start}[kind]


def everything(form: str) -> tuple[PageView, list[tuple[str, str]]]:
    """A page whose every string differs, made from `form` and a number, and the place of each string."""
    said: list[tuple[str, str]] = []

    def text(place: str) -> str:
        said.append((place, form.format(len(said))))
        return said[-1][1]

    view: PageView = filled(PageView, text)
    goal = view.goals[0]
    shown = replace(goal.objectives[0], held=None)
    held = replace(filled(ObjectiveView, text, ".held"), charts=())
    two = replace(filled(ObjectiveView, text, ".two"), held=None)
    every = tuple(ChartView(filled(kind, text, f".{kind.__name__}")) for kind in get_args(Chart))
    two = replace(two, charts=every)
    named = [PartView(one.id, one.title, False) for one in (*view.before_goals, *view.after_goals)]
    ids = [*(id for id, _title in PARTS), "costs", "sheet"]
    view = replace(
        view,
        goals=(replace(goal, objectives=(shown, held, two)),),
        parts=(*named, *(PartView(id, text(f".parts.{id}"), False) for id in ids)),
    )
    kept = set(strings(view))
    return view, [(place, marker) for place, marker in said if marker in kept]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, Markup):
        yield value.striptags()
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def only_rater(place: str) -> bool:
    """A single chart needs no heading: the name of its rater is for small multiples alone."""
    return place == ".goals[].objectives[].charts[].rater"


def test_every_field_of_the_view_reaches_the_page(built_in: jinja2.Environment) -> None:
    view, said = everything("mark{}.")
    html = printed(built_in, view)

    assert len(said) > 80
    assert [place for place, marker in said if marker not in html and not only_rater(place)] == []


def as_data(marker: str) -> str:
    """The words as they stand in what the page's script reads."""
    return str(htmlsafe_json_dumps(marker)).strip('"')


def test_markup_in_any_field_arrives_as_text(built_in: jinja2.Environment) -> None:
    view, said = everything("<script>{}</script>'\"&amp;")
    html = printed(built_in, view)

    assert "<script" not in html
    assert [
        place
        for place, marker in said
        if escape(marker) not in html and as_data(marker) not in html and not only_rater(place)
    ] == []


def test_markup_in_a_drawing_arrives_as_text(built_in: jinja2.Environment) -> None:
    mean = '"><script>'
    figure = Figure(1, 1, (Mark(mean, mean),), (Label(mean, mean, mean, TextAnchor.END, mean),))
    html = render.page(built_in, a_page(), {"reach": figure, "beads": figure, "flower": figure})

    assert "<script" not in html


# ---- privacy and the policy


def test_the_policy_names_the_pages_one_style_and_comes_first(built_in: jinja2.Environment) -> None:
    html = printed(built_in, a_page())
    digest = base64.b64encode(hashlib.sha256(style_of(html).encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"

    assert (
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        in html
    )
    assert html.count("<style") == 1


def test_the_page_asks_nothing_of_the_net_and_runs_nothing(built_in: jinja2.Environment) -> None:
    html = printed(built_in, a_page())
    outline = Outline(html)

    assert not {"script", "iframe", "object", "form", "img"} & set(outline.names())
    assert outline.all("src") == outline.all("style") == []
    assert not [
        name for _, attributes in outline.tags for name in attributes if name.startswith("on")
    ]
    assert "url(http" not in html
    assert "@import" not in html
    assert {a["href"].partition(":")[0] for tag, a in outline.tags if tag == "link"} == {"data"}


def test_the_head_tells_nothing(built_in: jinja2.Environment) -> None:
    html = printed(built_in, a_page())
    head = html.partition("</head>")[0]

    assert "<title>My plan</title>" in head
    assert "The long way up" not in head
    assert "Sam" not in head
    for line in (
        '<meta name="description" content="A private page.">',
        '<meta name="robots" content="noindex, noarchive">',
        '<meta name="referrer" content="no-referrer">',
    ):
        assert line in head


def test_paper_is_a4_and_carries_no_address(built_in: jinja2.Environment) -> None:
    style = style_of(printed(built_in, a_page()))
    corners = {f"{a}-{b}-corner" for a in ("top", "bottom") for b in ("left", "right")}
    edges = {f"{a}-{b}" for a in ("top", "bottom") for b in ("left", "center", "right")}

    assert "size:A4" in style
    assert (
        set(re.findall(r'@([a-z-]+){content:""}', style)) == corners | edges
    )  # no browser prints at the sides
    assert "@media print{:root{color-scheme:light;" in style
    assert ".fold:not([open])" in style


# ---- the same each time


def test_the_same_view_gives_the_same_page_ending_in_one_newline(
    built_in: jinja2.Environment,
) -> None:
    html = render.page(built_in, a_page(), Figures())

    assert html == render.page(render.environment(built_in_theme()), a_page(), Figures())
    assert html.startswith("<!DOCTYPE html>\n")
    assert html.endswith("</html>\n")
    assert "\n\n" not in html
    assert " \n" not in html


# ---- themes and their mistakes


def test_a_theme_may_stand_in_for_one_component(built_in: jinja2.Environment) -> None:
    own = "{% macro wins(wins, flower) %}\n<p>{{ wins[0].text }}</p>\n{%- endmacro %}\n"
    html = printed(render.environment(built_in_theme(components__wins=own)), a_page())

    assert "<p>Reached the cup.</p>" in html
    assert 'class="wins' not in html


@pytest.mark.parametrize(
    ("macro", "message"),
    [
        ("{{ wins[0].txet }}", "this asks for what is not there: {{ wins[0].txet }}"),
        ("{{ nobody }}", "this asks for what is not there: {{ nobody }}"),
        ("{% if wins %}", "Encountered unknown tag 'endmacro'."),
        ("{% include 'components/gone.html' %}", "components/gone.html"),
        ("{{ wins[0].text + 1 }}", "TypeError in this expression: {{ wins[0].text + 1 }}"),
    ],
)
def test_a_mistake_in_a_template_is_an_error_with_file_and_line(macro: str, message: str) -> None:
    own = f"{{% macro wins(wins, flower) %}}\n<p>\n{macro}\n</p>\n{{%- endmacro %}}\n"
    mistaken = render.environment(built_in_theme(components__wins=own))

    with pytest.raises(TemplateError) as caught:
        printed(mistaken, a_page())

    assert re.match(r"templates/components/wins\.html:\d+: ", str(caught.value))
    assert message in str(caught.value)


def test_the_line_is_the_one_with_the_mistake() -> None:
    own = "{% macro wins(wins, flower) %}\n<p>\n{{ wins[0].txet }}</p>\n{%- endmacro %}\n"
    mistaken = render.environment(built_in_theme(components__wins=own))

    with pytest.raises(TemplateError, match=r"^templates/components/wins\.html:3: "):
        printed(mistaken, a_page())


@pytest.mark.parametrize(
    "expression",
    [
        "cycler.__init__.__globals__.os",
        "cycler['__init__']",
        "wins|attr('__class__')",
        "wins|map(attribute='__class__')|join",
        "''.__class__.__mro__",
        "lipsum.__globals__",
        "self._TemplateReference__context",
        "_.__closure__",
        "gettext.__globals__['sys']",
        "'{0.__class__.__mro__}'.format(wins)",
        "('{0.__class__.__mro__}'|string).format(wins)",
        "[1].append(2)",
        "{}.update(a=1)",
        "wins[0].__class__.__subclasses__()",
        "wins.__iter__().gi_frame",
    ],
)
def test_a_template_reaches_nothing_of_the_program(expression: str) -> None:
    own = f"{{% macro wins(wins, flower) %}}\n<p>\n{{{{ {expression} }}}}</p>\n{{%- endmacro %}}\n"
    reaching = render.environment(built_in_theme(components__wins=own))

    with pytest.raises(TemplateError, match=r"^templates/components/wins\.html:3: "):
        printed(reaching, a_page())


def test_what_a_card_knows_of_its_language_is_words() -> None:
    own = "{{ language.words.install() }}"

    with pytest.raises(
        TemplateError, match=r"^templates/page/card\.html:1: this asks for what is not there"
    ):
        render.card(
            render.environment(built_in_theme(page__card=own)),
            page_values.CardView("", "", None, (), ()),
        )


@pytest.mark.parametrize(
    "expression", ["{'a': 1}[wins[0].text].real", "'%d' % wins[0].text", "wins[0].text.nobody"]
)
def test_an_error_never_quotes_what_somebody_wrote(expression: str) -> None:
    own = f"{{% macro wins(wins, flower) %}}\n{{{{ {expression} }}}}\n{{%- endmacro %}}\n"
    mistaken = render.environment(built_in_theme(components__wins=own))

    with pytest.raises(TemplateError) as caught:
        printed(mistaken, a_page())

    assert "cup." not in str(caught.value)


def test_a_chart_without_its_drawing_is_an_error(built_in: jinja2.Environment) -> None:
    with pytest.raises(
        TemplateError, match=r"^templates/charts/figure\.svg:\d+: this asks for what is not there"
    ):
        render.page(built_in, a_page(), {"beads": FIGURE, "flower": FIGURE})


@pytest.mark.parametrize(
    "end", ["</style><script>", "</* *//style>", '.a::after { content: "</style>" }']
)
def test_a_style_that_would_end_the_style_element_is_refused(end: str) -> None:
    sources = dict(built_in_theme().sources) | {"styles/foot.css": f".foot {{\n}}\n{end}"}

    with pytest.raises(TemplateError, match=r"^templates/styles/foot\.css:3: "):
        render.environment(theme.Theme(tuple(sources.items())))


def test_a_missing_style_sheet_is_named() -> None:
    sources = tuple(source for source in built_in_theme().sources if source[0] != "styles/foot.css")

    with pytest.raises(TemplateError, match=r"^templates/styles/foot\.css:1: "):
        render.environment(theme.Theme(sources))


def test_every_built_in_style_sheet_has_its_place_in_the_order() -> None:
    sheets = {name for name, _ in built_in_theme().sources if name.endswith(".css")}

    assert sheets == {name for names in assets.BUNDLES.values() for name in names}


def test_squeezing_keeps_strings_and_drops_comments() -> None:
    sources = dict(built_in_theme().sources)
    sources["styles/foot.css"] = (
        '/* don\'t; { */ .foot::after {\n  content: "a;  b /* c */ {";\n  margin: 1px  2px;\n}'
    )
    made = render.environment(theme.Theme(tuple(sources.items())))

    assert '.foot::after{content:"a;  b /* c */ {";margin:1px 2px}' in str(made.globals["style"])


@pytest.mark.parametrize(("name", "source"), built_in_theme().sources)
def test_no_built_in_template_switches_escaping_off_or_styles_in_place(
    name: str, source: str
) -> None:
    assert not re.search(r"\|\s*safe|autoescape|style=|Markup", source)
    assert (
        name in ("page/lock.html", "page/gone.html", "preview/frame.html")
        or "<script" not in source
    )


@pytest.mark.parametrize(
    ("name", "text", "is_built_in"),
    [
        ("components/wins.html", "{% macro wins(wins, flower) %}{% endmacro %}", False),
        ("styles/foot.css", "p { margin: 0 }", False),
        ("locale/de.po", "", True),
        ("notes.txt", "mine", True),
    ],
)
def test_templates_of_a_workspace_are_anybodys_and_translations_are_only_words(
    tmp_path: Path, name: str, text: str, is_built_in: bool
) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, "utf-8")

    assert theme.load_theme(tmp_path).is_built_in is is_built_in
    assert (
        isinstance(render.environment(theme.load_theme(tmp_path)), ImmutableSandboxedEnvironment)
        is not is_built_in
    )
