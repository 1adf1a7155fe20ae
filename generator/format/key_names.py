"""Key names: the names of the keys of a plan, for who looks at its lines before they can be read.

In: nothing. Out: the names. Touches nothing. `keys` says what each is; a test holds the two together.
"""

from __future__ import annotations

from typing import Final

_TEXTS: Final = (
    "achievable|addresses|answer|approach|celebrate|changed|client|contact|"
    "could_be_better|domain|expectations|for|goal|hindrances|how|if|if_it_does_not_fit|is|"
    "kept|kind_line|label|licence|measurable|motivation|name|next|note|objective|"
    "on_my_own|other_care|pattern|people_and_places|people_to_ask|professionals|question|"
    "relevant|response|short|situation|source|specific|status_reason|step|strategy|"
    "success_feels_like|surroundings|tab_title|theme|then|therapist|time_bound|title|"
    "trigger|unit|warning_signs|what_matters|when|who|why|worth_living_for"
)
_OTHERS: Final = (
    "accent|access|achievement|after|agreed|aim|anchors|asked|at_least|at_most|bands|"
    "baseline|before|better|between|by|call_it|change|check_in|closeness|confidence|cost|cut_off|"
    "date|decimals|done|due|end|every|expected_every|expressed_by|first|fit|form|framing|"
    "from|generation|goals|handrail|helped|hold|horizon|id|if_then|importance|key|kind|"
    "language|levels|lifecycle|look|max|measure|measures|min|notes|numbers|objectives|of|"
    "on|other_min|over|part|patterns|people|per|period|phases|planned|priority|progress|"
    "prorated|publish_anyway|rated_by|raw_times|relevant_change|reliable_change|replaces|reply|"
    "review|reviews|risk_item|role|safety_plan|scale|scores|sections|setting|share|sign|"
    "silence|smart|start|starting_point|status|status_date|steps|strategies|strength|"
    "support|talked_about|target|timeframe|uid|until|unverified|value|verified|with_me"
)
#: Keys below which words stand, anything at all.
TEXT_KEYS: Final = frozenset(_TEXTS.split("|"))
#: Every key that a plan may have somewhere.
PLAN_KEYS: Final = TEXT_KEYS | frozenset(_OTHERS.split("|")) | {"private"}
#: Keys that keep what stands beside them from being read; inside a text they do nothing.
KEEPING: Final = frozenset({"private", "hold"})
#: Keys of the top of a plan that stand nowhere else.
TOP_KEYS: Final = frozenset(
    {
        *("support", "safety_plan", "progress", "timeframe", "people", "goals", "share", "uid"),
        *("reviews", "phases", "silence", "patterns", "asked", "publish_anyway", "sections"),
    }
)
