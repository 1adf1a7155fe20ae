"""Sources: what the code cites is in this repository, and each clinical rule that is written down is cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
RULES = "docs/clinical-rules.md"
#: A document or a program of the repository, and the part of it that is meant.
CITED = re.compile(r"\b((?:docs|bench)/[\w/-]+\.(?:md|py))(#[\w-]+)?")
#: Papers that are not in it.
ELSEWHERE = re.compile(r"DOMAIN\.md|\bDESIGN\b|\bSTYLE\.md|\b[Mm]ock\b|\bfindings/|\bcare review\b")


@dataclass(frozen=True)
class Citation:
    """A document that a line of a module names, the part of it that is meant, and whether it is given as a source."""

    module: str
    document: str
    part: str
    is_source: bool


def citations() -> list[Citation]:
    found = []
    for path in sorted((CHECKOUT / "generator").rglob("*.py")):
        for line in path.read_text("utf-8").splitlines():
            for document, part in CITED.findall(line):
                found.append(
                    Citation(path.name, document, part.removeprefix("#"), "Source" in line)
                )
    return found


def parts_of(document: str) -> set[str]:
    """What a link can lead to in a page, as a code host names it."""
    headings = re.findall(r"^#+ (.*)$", (CHECKOUT / document).read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def clinical_rules() -> set[str]:
    text = (CHECKOUT / RULES).read_text("utf-8")
    return {
        heading.lower().replace(" ", "-")
        for heading in re.findall(r"^### (.*)$", text, re.MULTILINE)
    }


def test_each_document_that_the_code_names_is_there() -> None:
    missing = [one for one in citations() if not (CHECKOUT / one.document).exists()]

    assert missing == []


def test_each_source_in_a_guide_names_the_part_meant() -> None:
    vague = [
        one
        for one in citations()
        if one.is_source and one.document.endswith(".md") and not one.part
    ]

    assert vague == []


def test_each_part_that_the_code_names_is_there() -> None:
    lost = [one for one in citations() if one.part and one.part not in parts_of(one.document)]

    assert lost == []


def test_each_clinical_rule_is_cited() -> None:
    cited = {one.part for one in citations() if one.document == RULES}

    assert clinical_rules() - cited == set()


def test_each_clinical_rule_says_where_it_comes_from() -> None:
    text = (CHECKOUT / RULES).read_text("utf-8")
    for rule in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        assert "*Source: " in rule, rule.splitlines()[0]


def test_nothing_points_to_a_paper_outside_the_repository() -> None:
    pages = [CHECKOUT / "README.md", CHECKOUT / "SECURITY.md"]
    for folder in ("generator", "templates", "docs", "bench"):
        pages += [path for path in (CHECKOUT / folder).rglob("*") if path.is_file()]
    pointing = []
    for path in pages:
        text = path.read_bytes().decode("utf-8", "replace")
        if ELSEWHERE.search(text):
            pointing.append(path.relative_to(CHECKOUT).as_posix())

    assert pointing == []
