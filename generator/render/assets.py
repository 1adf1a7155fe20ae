"""Assets: the styles and scripts that a page holds, joined and without what no browser needs.

In: the sources of a theme by name.
Out: each style and script by the name that templates use, with its digest for a policy.
Touches nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from generator.errors import TemplateError
from generator.render import squeeze
from generator.render.short_names import with_short_names

#: Where a message says a template lies, as seen from a workspace.
TEMPLATES: Final = "templates/"
#: The one place that names the accent of a theme.
_TOKENS: Final = "styles/tokens.css"
_ACCENT: Final = re.compile(r"--accent:\s*([^;}]+)")

#: What every page needs, with a plan in it or without.
_COMMON = ("styles/tokens.css", "styles/paper.css", "styles/base.css")
#: What a plan needs besides, in the order of the cascade: print last, which overrides the screen.
_PLAN = (
    "styles/plan_tokens.css",
    "styles/headings.css",
    "styles/accents.css",
    "styles/part.css",
    "styles/prose.css",
    "styles/head.css",
    "styles/next_step.css",
    "styles/rows.css",
    "styles/spark.css",
    "styles/if_then.css",
    "styles/beads.css",
    "styles/help.css",
    "styles/pairs.css",
    "styles/goal.css",
    "styles/objective.css",
    "styles/steps.css",
    "styles/chart.css",
    "styles/table.css",
    "styles/wins_and_helps.css",
    "styles/entry.css",
    "styles/later.css",
    "styles/safety.css",
    "styles/tracking_sheet.css",
    "styles/foot.css",
    "styles/only.css",
    "styles/print.css",
)

#: The styles of each kind of page, by the name that its template uses. A sealed page has two parts:
#: what the locked page needs is not sealed, the rest is sealed with the plan, so that nobody learns
#: from it what the page is for.
BUNDLES = {
    "style": (*_COMMON, *_PLAN),
    "lock_style": (*_COMMON, "styles/lock.css", "styles/write.css"),
    "sealed_style": (*_PLAN, "styles/lockbar.css"),
    "notice_style": (*_COMMON, "styles/lock.css", "styles/gone.css"),
    "card_style": (
        "styles/tokens.css",
        "styles/base.css",
        "styles/headings.css",
        "styles/card.css",
    ),
    "preview_style": (
        "styles/tokens.css",
        "styles/plan_tokens.css",
        "styles/base.css",
        "styles/headings.css",
        "styles/spark.css",
        "preview/overview.css",
        "preview/findings.css",
        "preview/plan.css",
        "preview/paste.css",
        "preview/print.css",
    ),
}

#: The scripts of each kind of page, by the name that its template uses, in their order.
_SCRIPTS = {
    "script": (
        "scripts/unseal.js",
        "scripts/reply.js",
        "scripts/keep.js",
        "scripts/controls.js",
        "scripts/questions.js",
        "scripts/hand_over.js",
        "scripts/check_in.js",
        "scripts/unlock.js",
    ),
    "gone_script": ("scripts/gone.js",),
    "preview_script": ("preview/preview.js",),
}


def assets(sources: Mapping[str, str]) -> dict[str, str]:
    """Every style and script by the name that templates use, and the accent for an icon.

    Each has its digest beside it, as `…_sha256`.
    Raises TemplateError where a sheet or a script is missing, or would end its element.
    """
    found: dict[str, str] = {"accent": _accent(sources)}
    # The theme's own text, not a plan's: escaping would break it, and `</` in it has been refused.
    for name, sheets in BUNDLES.items():
        style = _style(sources, sheets)
        found |= {name: Markup(style), f"{name}_sha256": sha256(style)}
    for name, scripts in _SCRIPTS.items():
        script = _script(sources, scripts)
        found |= {name: Markup(script), f"{name}_sha256": sha256(script)}
    return found


def sha256(text: str) -> str:
    """The digest by which a policy names a style or a script."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _script(sources: Mapping[str, str], names: Sequence[str]) -> str:
    """The scripts as one: a page has a single `<script>`, where nothing can be imported."""
    parts = []
    for name in names:
        if name not in sources:
            raise TemplateError(f"{TEMPLATES}{name}:1: this script is missing")
        if "</" in sources[name] or "<!--" in sources[name]:
            raise TemplateError(f"{TEMPLATES}{name}:1: a script may not hold `</` or `<!--`")
        parts.append(sources[name])
    # Together: a constant that one of them exports is put into the others, too.
    return _shortened("\n".join(parts))


@lru_cache(maxsize=32)
def _shortened(script: str) -> str:
    return with_short_names(squeeze.script(script))


def _style(sources: Mapping[str, str], names: Sequence[str]) -> str:
    sheets = []
    for name in names:
        if name not in sources:
            raise TemplateError(f"{TEMPLATES}{name}:1: this style sheet is missing")
        sheet = squeeze.style(sources[name])
        sheets.append(sheet)
        # Looked for after squeezing, which can bring `<` and `/` together.
        if "</" in sheet:
            line = sources[name].partition("<")[0].count("\n") + 1
            raise TemplateError(f"{TEMPLATES}{name}:{line}: a style sheet may not hold `</`")
    return "\n".join(sheets)


def _accent(sources: Mapping[str, str]) -> str:
    """The theme's accent, percent-encoded; the colour of text where a theme names none."""
    color = "currentColor"
    found = _ACCENT.search(sources.get(_TOKENS, ""))
    if found:
        color = found[1].strip()
    return quote(color, safe="")
