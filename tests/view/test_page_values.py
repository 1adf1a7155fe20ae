"""Values of the page: a test names only what it looks at."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest

from generator.view import page_values
from tests.support.views import a_view

KINDS = [kind for kind in vars(page_values).values() if is_dataclass(kind)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_view_of_any_kind_is_made_from_nothing(kind: type) -> None:
    made = a_view(kind)

    assert all(hasattr(made, field.name) for field in fields(kind))
