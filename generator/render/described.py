"""Described: a value of the view as data for the script in the page.

In: a frozen value. Out: its fields as JSON, those without a value left out. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def described(value: DataclassInstance) -> Markup:
    """The value for an attribute in single quotes."""
    fields = asdict(value, dict_factory=_said)
    return htmlsafe_json_dumps(fields, separators=(",", ":"), ensure_ascii=False)


def _said(fields: Sequence[tuple[str, object]]) -> dict[str, object]:
    return {name: _short(value) for name, value in fields if not _is_unsaid(value)}


def _is_unsaid(value: object) -> bool:
    return value is None or value is False or value in ("", ())


def _short(value: object) -> object:
    """Whole numbers without a point; a browser knows one kind of number."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
