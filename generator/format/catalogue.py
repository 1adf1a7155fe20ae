"""Catalogue: the questionnaires that every plan may use.

In: nothing. Out: each `Questionnaire` of `measures.yml` by its id.
Reads that one file of the package, once for each process and only when it is asked.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from generator.format.fields.report import Location, Report
from generator.format.keys.questionnaire import CatalogueKeys
from generator.format.parse import parse
from generator.format.validate.questionnaires import questionnaire_of
from generator.format.validate.references import if_good
from generator.model.measure import Questionnaire

#: The file's name inside the package.
FILE: Final = "measures.yml"


@functools.cache
def load_catalogue() -> Mapping[str, Questionnaire]:
    """The catalogue in the order of its file. Raises PlanError where the file has a mistake."""
    document = parse((files("generator") / FILE).read_bytes(), f"generator/{FILE}")
    report = Report(document)
    given = CatalogueKeys.read(Location(document.root, None), report).get(
        CatalogueKeys.measures, ()
    )
    entries = {
        key.text: entry
        for key, fields in given
        for entry in if_good(fields, functools.partial(questionnaire_of, key.text))
    }
    if report.findings:
        raise report.error()
    return MappingProxyType(entries)
