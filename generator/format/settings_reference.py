"""Settings reference: every key of `handrail.yml` with its meaning and an example, as a page to
read.

In: nothing. Out: `docs/settings.md`, the same text every time. Made from `keys`; a test keeps the
two in step. Touches nothing but, as a program, its output: `python -m
generator.format.settings_reference > docs/settings.md`.
"""

from __future__ import annotations

import sys
from typing import Final

from generator.format.keys.plan import PlanKeys
from generator.format.keys.settings import SettingsKeys
from generator.format.reference import anchor, places_of_keys, section_of_keys

_INTRODUCTION: Final = """\
# Settings

<!-- Made by `make docs`. Please change the meanings in generator/format/keys/settings.py, then run it again. -->

What `handrail.yml` may say. It lies beside `plans/` and holds for all plans of a workspace. `handrail init` makes one, with
the name of your key in it. This is a part of one:

```yaml
practice: Harbour Street Therapy
support:
  - {name: Night line, contact: 555 0100, when: day and night}
base_url: https://plans.example.org
publish: {folder: ../web}
```

It is written like [a plan](plan.md). A plan may say otherwise: where it has `language`, `support` or `share` of its own,
that counts. `handrail check` looks at the settings too, and says what is missing.
"""


def settings_as_markdown() -> str:
    """The page as Markdown, with a line break at its end."""
    in_plans = places_of_keys("At the top of a plan", PlanKeys)
    here = places_of_keys("The keys", SettingsKeys)
    links = {record: f"#{anchor(titles[0])}" for record, titles in here.items()}
    links |= {record: f"plan.md#{anchor(titles[0])}" for record, titles in in_plans.items()}
    sections = [
        section_of_keys(record, titles, links)
        for record, titles in here.items()
        if record not in in_plans
    ]
    return "\n".join([_INTRODUCTION, *sections])


if __name__ == "__main__":
    sys.stdout.write(settings_as_markdown())
