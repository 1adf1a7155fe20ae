"""Views: a view of any kind, with nothing in each field that a test does not name.

In: the class, and the fields that matter. Out: the view. A field that the class gains breaks no test.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from generator.view.chart_values import ChartFinding
from generator.view.page_values import MeasureRow, ObjectiveView

View = TypeVar("View")


def row_words(row: MeasureRow) -> str:
    """A row as it is read: `Small joys: 0 → 2 a week. At your aim.`"""
    values = []
    for value in row.values:
        start = f"{value.start} → " if value.start else ""
        rater = f"{value.rater} " if value.rater else ""
        values.append(f"{rater}{start}{value.now}{value.rest}")
    return f"{row.name}: {', '.join(values)}. {row.said}".strip()


def findings(objective: ObjectiveView) -> str:
    """The titles of its charts, with what stands after them."""
    told = [chart.chart.words.finding for chart in objective.charts]
    return " ".join(filter(None, (part for one in told for part in (one.news, worth_of(one)))))


def worth_of(finding: ChartFinding) -> str:
    """What a finding is worth, without its numbers."""
    return " ".join(filter(None, (finding.verdict, finding.rest)))


def worth(objective: ObjectiveView) -> str:
    """What its series are worth: by their charts, and beside them."""
    told = [worth_of(chart.chart.words.finding) for chart in objective.charts]
    return " ".join(filter(None, (*told, objective.said)))


#: What stands for nothing in a field of each plain type.
NOTHING = {
    bool: False,
    date: date(2026, 1, 5),
    float: 0.0,
    int: 0,
    Markup: Markup(),
    str: "",
    types.NoneType: None,
}


def a_view(kind: type[View], **named: Any) -> View:
    hints = get_type_hints(kind)
    for field in fields(kind):  # type: ignore[arg-type]
        has_default = field.default is not MISSING or field.default_factory is not MISSING
        if field.name not in named and not has_default:
            named[field.name] = _nothing(hints[field.name])
    return kind(**named)


def _nothing(kind: Any) -> Any:
    """Nothing of a type: None where it may be missing, an empty tuple, or an empty view."""
    if kind in NOTHING:
        return NOTHING[kind]
    if get_origin(kind) in (Union, types.UnionType):
        choices = get_args(kind)
        if types.NoneType in choices:
            return None
        return _nothing(choices[0])
    if get_origin(kind) is tuple:
        return ()
    if is_dataclass(kind) and isinstance(kind, type):
        return a_view(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    raise TypeError(f"no test has made a view of a {kind} yet")
