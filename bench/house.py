"""House: how large, dense, deep and tangled a package is, counted with Python's own syntax tree.

usage: python bench/house.py [PACKAGE ...] [--json] [--worst KIND COUNT]

    python bench/house.py                                  the table for generator/
    python bench/house.py generator ../other/generator     two of them side by side
    python bench/house.py generator/view                   one room
    python bench/house.py --worst conditional 20           where most of them stand

Tests and the README are looked for beside the topmost package. Blank lines are never counted.

Terms
    node         a node of the syntax tree as `ast.walk` gives them, loads and stores included.
    characters   without the indent.
    module       where modules are compared, one of at least `SMALLEST_MODULE` lines.
    complexity   McCabe's: 1, and 1 for each branch, loop, handler, case, conditional expression,
                 comprehension, condition of a comprehension, and each `and` and `or`.
    late         an import inside a function.
    circle       modules that import one another by any way, late or for types alone too.
    meanings     a name has two where two modules define it: see tests/support/one_meaning.py.
    measure      a class of a measure, or of its series, chart or score: see `MEASURE_UNIONS`.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import statistics
import sys
import tokenize
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

CHECKOUT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

from tests.support import one_meaning  # noqa: E402

#: Fewer lines than these are a signpost: a version, a call of `main`.
SMALLEST_MODULE: Final = 10
#: Above this, a function counts as complex.
COMPLEX: Final = 10
#: Lines wider than these are counted, in characters.
WIDE: Final = 88
WIDER: Final = 100

#: The unions whose members are classes of a measure, by their names.
MEASURE_UNIONS: Final = frozenset(
    {"Measure", "Started", "Series", "AnySeries", "Chart", "ScoreValue"}
)
MEASURE_ENDINGS: Final = ("Series", "Chart")

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
Import: TypeAlias = ast.Import | ast.ImportFrom
Figures: TypeAlias = Mapping[str, float]
Places: TypeAlias = "Callable[[list[Module]], list[Found]]"

_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)
_IMPORTS: Final = (ast.Import, ast.ImportFrom)
_COMPREHENSIONS: Final = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_BRANCHES: Final = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.match_case,
)

#: The rows of the table: what is counted, and how the figures are shown.
ROWS: Final = (
    ("modules (at the package root)", "{modules:.0f} ({modules_at_root:.0f})"),
    ("lines with something on them", "{lines:,.0f}"),
    ("syntax nodes, thousand", "{nodes_thousand:.0f}"),
    ("nodes a line / characters a line", "{nodes_a_line:.1f} / {characters_a_line:.1f}"),
    ("lines beyond 88 / 100 characters, %", "{wide_percent:.1f} / {wider_percent:.1f}"),
    ("conditional expressions in 1,000 lines", "{conditional_in_1000:.1f}"),
    (
        "comprehensions / nested ones in 1,000 lines",
        "{comprehensions_in_1000:.0f} / {nested_comprehensions_in_1000:.1f}",
    ),
    (
        "module median / p90 / max (lines)",
        "{module_lines_median:.0f} / {module_lines_p90:.0f} / {module_lines_max:.0f}",
    ),
    (
        "function median / p90 / max (lines)",
        "{function_lines_median:.0f} / {function_lines_p90:.0f} / {function_lines_max:.0f}",
    ),
    (
        "function median / p90 / max (nodes)",
        "{function_nodes_median:.0f} / {function_nodes_p90:.0f} / {function_nodes_max:.0f}",
    ),
    (
        "complexity p90 / max / share above 10, %",
        "{complexity_p90:.0f} / {complexity_max:.0f} / {complex_percent:.1f}",
    ),
    ("boolean parameters of all", "{boolean_parameters:.0f} of {parameters:,.0f}"),
    ("names a module gives: median / max", "{names_median:.0f} / {names_max:.0f}"),
    ("modules with a docstring", "{modules_with_docstring:.0f} of {modules_compared:.0f}"),
    (
        "docstrings / comments, % of lines",
        "{docstring_percent:.1f} / {comment_percent:.1f}",
    ),
    ("imports inside functions (files)", "{late_imports:.0f} ({late_import_files:.0f})"),
    ("modules in import circles", "{modules_in_circles:.0f}"),
    ("class names with two meanings", "{classes_twice:.0f} of {classes:.0f}"),
    (
        "public functions with two meanings (that may not)",
        "{public_functions_twice:.0f} ({public_functions_refused:.0f}) of {public_functions:.0f}",
    ),
    (
        "isinstance on a measure, series, chart / score",
        "{isinstance_measure:.0f} / {isinstance_score:.0f}",
    ),
    ("case X()", "{class_cases:.0f}"),
    (
        "tests : code (lines)",
        "{test_lines_to_code:.2f}",
    ),
    ("tests / asserts", "{tests:,.0f} / {asserts:,.0f}"),
    ("words in README", "{readme_words:,.0f}"),
)


@dataclass(frozen=True, slots=True)
class Module:
    """A file of Python: its dotted name, its text and its tree."""

    name: str
    path: Path
    text: str
    tree: ast.Module
    is_package: bool

    @property
    def lines(self) -> list[str]:
        """Those with something on them."""
        return [line for line in self.text.splitlines() if line.strip()]

    @property
    def functions(self) -> list[Function]:
        """Every function and method, nested ones too."""
        return [node for node in ast.walk(self.tree) if isinstance(node, _FUNCTIONS)]


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the code and how much is there of what was asked for."""

    amount: float
    place: str
    name: str


def main() -> None:
    """Print the table of each package, or where the most of something is."""
    options = _options()
    packages: list[Path] = options.packages or [CHECKOUT / "generator"]
    for package in packages:
        if not any(package.glob("*.py")):
            sys.exit(f"{package} is no package: there is no module in it")
    if options.worst:
        kind, count = options.worst
        _print_worst(kind, count, packages[0])
        return
    measured = {str(package): figures(package) for package in packages}
    if options.json:
        print(json.dumps(measured, indent=2))
        return
    _print_table(measured)


def _options() -> argparse.Namespace:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("packages", nargs="*", type=Path, metavar="PACKAGE")
    parser.add_argument("--json", action="store_true", help="the bare figures")
    kinds = ", ".join(WORST)
    parser.add_argument("--worst", nargs=2, metavar=("KIND", "COUNT"), help=f"one of: {kinds}")
    options = parser.parse_args()
    if options.worst:
        kind, count = options.worst
        if kind not in WORST or not count.isdigit():
            parser.error(f"--worst takes one of {kinds}, and a number")
        options.worst = kind, int(count)
    return options


def _print_table(measured: Mapping[str, Figures]) -> None:
    print("| | " + " | ".join(measured) + " |")
    print("|---" * (len(measured) + 1) + "|")
    for label, shown in ROWS:
        cells = [shown.format(**found) for found in measured.values()]
        print(f"| {label} | " + " | ".join(cells) + " |")


def _print_worst(kind: str, count: int, package: Path) -> None:
    found = sorted(WORST[kind](read(package)), key=lambda one: (-one.amount, one.place))
    for one in found[:count]:
        print(f"{one.amount:6g}  {one.place}  {one.name}".rstrip())


# ---- reading


def read(package: Path) -> list[Module]:
    """Every module below a folder, in the order of their paths."""
    top = _topmost(package)
    return [_module(path, top) for path in sorted(package.resolve().rglob("*.py"))]


def _module(path: Path, top: Path) -> Module:
    text = path.read_text("utf-8")
    parts = path.relative_to(top.parent).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    if is_package:
        parts = parts[:-1]
    return Module(".".join(parts), path, text, ast.parse(text), is_package)


def _topmost(package: Path) -> Path:
    """The package that this one lies in, however deep."""
    top = package.resolve()
    while (top.parent / "__init__.py").exists():
        top = top.parent
    return top


# ---- counting


def figures(package: Path) -> Figures:
    """All that the table shows, each figure by its name."""
    modules = read(package)
    lines = sum(len(module.lines) for module in modules)
    beside = _topmost(package).parent
    return {
        **_sizes(modules, package.resolve()),
        **_density(modules, lines),
        **_functions(modules),
        **_parameters(modules),
        **_surface(modules),
        **_prose(modules, lines),
        **_imports(modules),
        **_meanings(package.resolve()),
        **_measures(modules),
        **_tests(beside / "tests", lines),
        "readme_words": _words(beside / "README.md"),
    }


def _sizes(modules: Sequence[Module], root: Path) -> Figures:
    at_root = [module for module in modules if module.path.parent == root]
    face = [module for module in at_root if module.is_package]
    compared = [len(module.lines) for module in _compared(modules)]
    return {
        "modules": len(modules),
        "modules_at_root": len(at_root) - len(face),
        "lines": sum(len(module.lines) for module in modules),
        **_spread("module_lines", compared),
    }


def _density(modules: Sequence[Module], lines: int) -> Figures:
    texts = [line for module in modules for line in module.lines]
    nodes = [node for module in modules for node in ast.walk(module.tree)]
    comprehensions = [node for node in nodes if isinstance(node, _COMPREHENSIONS)]
    nested = [node for node in comprehensions if _is_nested(node)]
    conditional = sum(isinstance(node, ast.IfExp) for node in nodes)
    return {
        "nodes_thousand": len(nodes) / 1000,
        "nodes_a_line": len(nodes) / lines,
        "characters_a_line": sum(len(line.strip()) for line in texts) / lines,
        "wide_percent": 100 * sum(len(line) > WIDE for line in texts) / lines,
        "wider_percent": 100 * sum(len(line) > WIDER for line in texts) / lines,
        "conditional": conditional,
        "conditional_in_1000": 1000 * conditional / lines,
        "comprehensions_in_1000": 1000 * len(comprehensions) / lines,
        "nested_comprehensions_in_1000": 1000 * len(nested) / lines,
    }


def _is_nested(node: ast.expr) -> bool:
    """Whether a comprehension has two loops, or another one in it."""
    loops = [inner for inner in ast.walk(node) if isinstance(inner, ast.comprehension)]
    return len(loops) > 1


def _functions(modules: Sequence[Module]) -> Figures:
    functions = _all_functions(modules)
    complexities = [complexity(function) for function in functions]
    above = sum(value > COMPLEX for value in complexities)
    return {
        "functions": len(functions),
        **_spread("function_lines", [_length(function) for function in functions]),
        **_spread("function_nodes", [_nodes(function) for function in functions]),
        **_spread("complexity", complexities),
        "complex_percent": 100 * above / max(len(functions), 1),
    }


def _all_functions(modules: Sequence[Module]) -> list[Function]:
    return [function for module in modules for function in module.functions]


def _length(function: Function) -> int:
    """From its `def` to its last line, both counted."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _nodes(tree: ast.AST) -> int:
    return sum(1 for _ in ast.walk(tree))


def _count(tree: ast.AST, kind: type[ast.AST]) -> int:
    return sum(isinstance(node, kind) for node in ast.walk(tree))


def complexity(function: Function) -> int:
    """How many ways lead through a function."""
    ways = 1
    for node in ast.walk(function):
        if isinstance(node, _BRANCHES):
            ways += 1
        elif isinstance(node, ast.BoolOp):
            ways += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            ways += 1 + len(node.ifs)
    return ways


def _parameters(modules: Sequence[Module]) -> Figures:
    count, boolean = 0, 0
    for function in _all_functions(modules):
        for parameter, default in _with_defaults(function.args):
            count += 1
            boolean += _is_boolean(parameter, default)
    return {"parameters": count, "boolean_parameters": boolean}


def _with_defaults(arguments: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    """Each parameter with its default; `*args` and `**kwargs` are left out."""
    positional = [*arguments.posonlyargs, *arguments.args]
    required = len(positional) - len(arguments.defaults)
    for parameter in positional[:required]:
        yield parameter, None
    yield from zip(positional[required:], arguments.defaults, strict=True)
    yield from zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)


def _is_boolean(parameter: ast.arg, default: ast.expr | None) -> bool:
    if isinstance(default, ast.Constant) and isinstance(default.value, bool):
        return True
    if parameter.annotation is None:
        return False
    return ast.unparse(parameter.annotation) in ("bool", "bool | None")


def _surface(modules: Sequence[Module]) -> Figures:
    return _spread("names", [len(public_names(module)) for module in _compared(modules)])


def public_names(module: Module) -> set[str]:
    """What a module defines for others: classes, functions, constants."""
    names: set[str] = set()
    for node in module.tree.body:
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names.update(name for target in node.targets for name in _names_in(target))
        elif isinstance(node, ast.AnnAssign):
            names.update(_names_in(node.target))
    return {name for name in names if not name.startswith("_")}


def _names_in(tree: ast.AST) -> Iterator[str]:
    """The last part of each name: `Rating` of `measure.Rating`, and `measure` too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def _prose(modules: Sequence[Module], lines: int) -> Figures:
    compared = _compared(modules)
    documented = [module for module in compared if ast.get_docstring(module.tree) is not None]
    docstrings = sum(_docstring_lines(module) for module in modules)
    comments = sum(_comments(module) for module in modules)
    return {
        "modules_compared": len(compared),
        "modules_with_docstring": len(documented),
        "docstring_percent": 100 * docstrings / lines,
        "comment_percent": 100 * comments / lines,
    }


def _docstring_lines(module: Module) -> int:
    count = 0
    for node in ast.walk(module.tree):
        if not isinstance(node, (*_FUNCTIONS, ast.ClassDef, ast.Module)):
            continue
        if ast.get_docstring(node) is not None:
            first = node.body[0]
            count += (first.end_lineno or first.lineno) - first.lineno + 1
    return count


def _comments(module: Module) -> int:
    tokens = tokenize.generate_tokens(io.StringIO(module.text).readline)
    return sum(token.type == tokenize.COMMENT for token in tokens)


# ---- imports


def _imports(modules: Sequence[Module]) -> Figures:
    late = {module.name: len(late_imports(module)) for module in modules}
    return {
        "late_imports": sum(late.values()),
        "late_import_files": sum(count > 0 for count in late.values()),
        "modules_in_circles": sum(len(circle) for circle in circles(modules)),
    }


def late_imports(module: Module) -> list[Import]:
    """The imports inside functions, each once however deep it lies."""
    found: list[Import] = []
    for function in module.functions:
        for node in ast.walk(function):
            if isinstance(node, _IMPORTS) and node not in found:
                found.append(node)
    return found


def circles(modules: Sequence[Module]) -> list[set[str]]:
    """The groups of modules that import one another."""
    known = {module.name for module in modules}
    imported = {module.name: _imported(module, known) - {module.name} for module in modules}
    reached = {name: _reached(name, imported) for name in known}
    groups: list[set[str]] = []
    for name in sorted(known):
        group = {other for other in reached[name] if name in reached[other]}
        if name in group and group not in groups:
            groups.append(group)
    return groups


def _imported(module: Module, known: set[str]) -> set[str]:
    """The modules of ours that a module imports; a package only where something of its own is."""
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = _source(node, module)
            for alias in node.names:
                member = f"{source}.{alias.name}"
                if member in known:
                    found.add(member)
                else:
                    found.add(source)
    return found & known


def _source(node: ast.ImportFrom, module: Module) -> str:
    """Where a `from` import takes from, with its dots resolved."""
    if not node.level:
        return node.module or ""
    up = node.level
    if module.is_package:
        up -= 1
    parts = module.name.split(".")
    base = parts[: len(parts) - up]
    if node.module:
        base.append(node.module)
    return ".".join(base)


def _reached(start: str, imported: Mapping[str, set[str]]) -> set[str]:
    """All that a module leads to; itself only where it lies on a circle."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for name in imported[waiting.pop()] - reached:
            reached.add(name)
            waiting.append(name)
    return reached


# ---- meanings


def _meanings(package: Path) -> Figures:
    found = one_meaning.definitions(package)
    classes = {one.name for one in found if one.is_class}
    functions = {one.name for one in found if not one.is_class}
    twice = [group[0] for group in one_meaning.shared(found)]
    refused = [group[0] for group in one_meaning.two_meanings(found)]
    return {
        "classes": len(classes),
        "classes_twice": sum(one.is_class for one in twice),
        "public_functions": len(functions),
        "public_functions_twice": sum(not one.is_class for one in twice),
        "public_functions_refused": sum(not one.is_class for one in refused),
    }


# ---- measures


def _measures(modules: Sequence[Module]) -> Figures:
    unions = _unions(modules)
    scores = unions.get("ScoreValue", set())
    others = set().union(*unions.values()) - scores
    asked = [names for module in modules for names in _asked_for(module)]
    return {
        "isinstance_measure": sum(_is_of_measure(names, others) for names in asked),
        "isinstance_score": sum(bool(names & scores) for names in asked),
        "class_cases": sum(_class_cases(module) for module in modules),
    }


def _unions(modules: Sequence[Module]) -> dict[str, set[str]]:
    """The members of `MEASURE_UNIONS`, by the union's name, without types of Python's own."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for module in modules:
        for node in module.tree.body:
            name, value = _assigned(node)
            if name in MEASURE_UNIONS and isinstance(value, ast.BinOp):
                found[name].update(one for one in _names_in(value) if one[0].isupper())
    return dict(found)


def _assigned(node: ast.stmt) -> tuple[str, ast.expr | None]:
    """The name that a line gives, and what it stands for."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id, node.value
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id, node.value
    return "", None


def _asked_for(module: Module) -> Iterator[set[str]]:
    """For each call of `isinstance` the names of the classes it asks for."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and "isinstance" in _names_in(node.func):
            yield set(_names_in(node.args[1]))


def _is_of_measure(names: set[str], members: set[str]) -> bool:
    return any(name in members or name.endswith(MEASURE_ENDINGS) for name in names)


def _class_cases(module: Module) -> int:
    """How many cases ask for a class."""
    cases = [node for node in ast.walk(module.tree) if isinstance(node, ast.match_case)]
    return sum(_count(case.pattern, ast.MatchClass) > 0 for case in cases)


# ---- what stands beside the package


def _tests(folder: Path, code_lines: int) -> Figures:
    modules: list[Module] = []
    if folder.is_dir():
        modules = read(folder)
    lines = sum(len(module.lines) for module in modules)
    functions = _all_functions(modules)
    return {
        "test_lines": lines,
        "test_lines_to_code": lines / code_lines,
        "tests": sum(function.name.startswith("test_") for function in functions),
        "asserts": sum(_count(module.tree, ast.Assert) for module in modules),
    }


def _words(readme: Path) -> int:
    if not readme.exists():
        return 0
    return len(readme.read_text("utf-8").split())


# ---- where the most is


def _of_functions(amount: Callable[[Function], float]) -> Places:
    def places(modules: list[Module]) -> list[Found]:
        found: list[Found] = []
        for module in modules:
            for function in module.functions:
                place = f"{_shown(module)}:{function.lineno}"
                found.append(Found(amount(function), place, function.name))
        return found

    return places


def _of_modules(amount: Callable[[Module], float]) -> Places:
    def places(modules: list[Module]) -> list[Found]:
        return [Found(amount(module), _shown(module), "") for module in _compared(modules)]

    return places


def _conditional(tree: ast.AST) -> int:
    return _count(tree, ast.IfExp)


def _nodes_a_line(module: Module) -> float:
    return round(_nodes(module.tree) / len(module.lines), 1)


def _wider_lines(module: Module) -> int:
    return sum(len(line) > WIDER for line in module.lines)


def _measures_asked_for(modules: list[Module]) -> list[Found]:
    """The modules that ask which measure something is."""
    unions = _unions(modules)
    members = set().union(*unions.values())
    found: list[Found] = []
    for module in modules:
        count = sum(_is_of_measure(names, members) for names in _asked_for(module))
        found.append(Found(count, _shown(module), ""))
    return found


def _shown(module: Module) -> str:
    """The path of a module, from here where it lies below."""
    if module.path.is_relative_to(Path.cwd()):
        return str(module.path.relative_to(Path.cwd()))
    return str(module.path)


WORST: Final[Mapping[str, Places]] = {
    "conditional": _of_functions(_conditional),
    "nodes": _of_functions(_nodes),
    "complexity": _of_functions(complexity),
    "lines": _of_functions(_length),
    "density": _of_modules(_nodes_a_line),
    "conditional-modules": _of_modules(lambda module: _conditional(module.tree)),
    "wide": _of_modules(_wider_lines),
    "names": _of_modules(lambda module: len(public_names(module))),
    "late": _of_modules(lambda module: len(late_imports(module))),
    "isinstance": _measures_asked_for,
}


# ---- numbers


def _compared(modules: Sequence[Module]) -> list[Module]:
    return [module for module in modules if len(module.lines) >= SMALLEST_MODULE]


def _spread(name: str, values: Sequence[float]) -> Figures:
    """Median, ninth decile and the largest; zeros where there are none."""
    if not values:
        return {f"{name}_median": 0, f"{name}_p90": 0, f"{name}_max": 0}
    ordered = sorted(values)
    return {
        f"{name}_median": statistics.median(ordered),
        f"{name}_p90": ordered[int(len(ordered) * 0.9)],
        f"{name}_max": ordered[-1],
    }


if __name__ == "__main__":
    main()
