"""Records: changes for programs, the same ones that the sentences tell.

In: changes. Out: values for JSON; docs/json.md has their keys.
Touches nothing. Digests stay here: a short note could be guessed from one.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from generator.history.changes import Change

_KEPT_BACK: Final = frozenset({"digest"})


def record_of_change(change: Change) -> dict[str, object]:
    fields = {key: value for key, value in asdict(change).items() if key not in _KEPT_BACK}
    return {"kind": change.kind, **fields}
