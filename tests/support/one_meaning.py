"""One meaning: a name stands for one thing in the whole package.

usage: python -m tests.support.one_meaning [PACKAGE]

In: the modules of a package, generator/ by default. Out: each class name and each public function
name that two modules define, with its places; exit code 1 where there is any.
Looks at what stands in a module itself, not inside of a class or function. A private class is read
as a public one, since `_Row` here and `Row` there have to be told apart all the same.

What may share a name
    the stage of each measure   A stage that does the same for every measure has a function of one
                                name in each module of its package `measures`, such as `describe`
                                in view/measures/habit.py and its neighbours.
    a command                   A function in `cli` that click makes a command of has the name that
                                people type, whatever else in the package has it.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parents[2]
PACKAGE: Final = CHECKOUT / "generator"
#: The package of a stage that has a module for each measure.
STAGE: Final = "measures"
COMMANDS: Final = "cli"
#: The last part of what makes a function a command: `click.command`, `key.command`, `click.group`.
COMMAND_MAKERS: Final = frozenset({"command", "group"})


class Kind(StrEnum):
    """What a definition is; a command is a function too."""

    CLASS = "class"
    FUNCTION = "function"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Definition:
    """A class or function of a module; a class has its name without underscores in front."""

    kind: Kind
    name: str
    path: Path
    line: int

    @property
    def is_class(self) -> bool:
        return self.kind is Kind.CLASS


def definitions(package: Path) -> list[Definition]:
    """Every class and every public function of the modules of a package."""
    found: list[Definition] = []
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        found.extend(_defined(tree, path.relative_to(package.parent)))
    return [one for one in found if not one.name.startswith("_")]


def shared(found: Iterable[Definition]) -> list[list[Definition]]:
    """The definitions of each name that two modules define: classes first, each kind by name."""
    groups: defaultdict[tuple[bool, str], list[Definition]] = defaultdict(list)
    for one in found:
        groups[not one.is_class, one.name].append(one)
    return [groups[key] for key in sorted(groups) if _in_two_modules(groups[key])]


def two_meanings(found: Iterable[Definition]) -> list[list[Definition]]:
    """The same without the names that may be shared."""
    others = [one for one in found if one.kind is not Kind.COMMAND]
    return [group for group in shared(others) if not _is_one_stage(group)]


def report(groups: Sequence[Sequence[Definition]]) -> str:
    """A line for each name with its places, and how many there are; empty where there are none."""
    lines: list[str] = []
    for group in groups:
        places = ", ".join(f"{one.path.as_posix()}:{one.line}" for one in group)
        lines.append(f"{group[0].kind} {group[0].name}: {places}\n")
    if lines:
        lines.append(f"\n{len(groups)} names have two meanings; find another word for one.\n")
    return "".join(lines)


def main(package: Path = PACKAGE) -> int:
    """Say which names have two meanings; 1 where there are any."""
    groups = two_meanings(definitions(package))
    sys.stdout.write(report(groups))
    return min(len(groups), 1)


def _defined(tree: ast.Module, path: Path) -> Iterator[Definition]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield Definition(Kind.CLASS, node.name.lstrip("_"), path, node.lineno)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Definition(_kind(node, path), node.name, path, node.lineno)


def _kind(function: ast.FunctionDef | ast.AsyncFunctionDef, path: Path) -> Kind:
    if COMMANDS in path.parent.parts and any(
        _makes_command(decorator, function.name) for decorator in function.decorator_list
    ):
        return Kind.COMMAND
    return Kind.FUNCTION


def _makes_command(decorator: ast.expr, name: str) -> bool:
    """Whether it is a call such as `click.command()` that makes a command of this name."""
    if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Attribute):
        return False
    given = [ast.unparse(argument) for argument in decorator.args]
    return decorator.func.attr in COMMAND_MAKERS and given in ([], [repr(name)])


def _in_two_modules(group: Iterable[Definition]) -> bool:
    return len({one.path for one in group}) > 1


def _is_one_stage(group: Iterable[Definition]) -> bool:
    """Whether these are functions of one stage, in its package of all measures."""
    if any(one.is_class for one in group):
        return False
    folders = {one.path.parent for one in group}
    return len(folders) == 1 and folders.pop().name == STAGE


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
