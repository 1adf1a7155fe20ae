"""Libraries: every one that has a hand in a page is known, and another copy of it makes every page again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.builder import libraries
from generator.builder.site import build
from tests.support.builders import SMALL, TODAY, a_workspace

#: Loaded with a page, without a hand in its bytes: the command line, which says where the key file lies.
WITHOUT_A_HAND = {"click"}
MAKE = """
import sys, tempfile
from pathlib import Path
from tests.support.builders import SMALL, a_workspace, built
plan = SMALL.replace("{access: public}", "{key: demonstration}") + "    note: '*a*'\\n"
root = a_workspace(Path(sys.argv[1]), {"sam.yml": plan})
assert len(built(root).written) == 1
from importlib.metadata import packages_distributions
outside = {name.partition(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)
known = packages_distributions()
print(*sorted({of.lower() for name in outside for of in known.get(name, ()) if of != "handrail"}))
"""


@pytest.mark.slow
def test_every_library_that_is_loaded_to_make_a_page_is_known(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-c", MAKE, str(tmp_path)], capture_output=True, text=True, check=False
    )

    assert made.returncode == 0, made.stderr
    loaded = {name for name in made.stdout.split() if not name.startswith(("hypothesis", "pytest"))}
    assert loaded - WITHOUT_A_HAND - {"cffi", "pycparser", "setuptools"} <= set(
        libraries.LIBRARIES.values()
    )


@pytest.mark.parametrize("module", sorted(libraries.LIBRARIES))
def test_another_copy_of_a_library_makes_every_page_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin_anew: Callable[[], None], module: str
) -> None:
    root = a_workspace(tmp_path / "practice", {"sam.yml": SMALL})
    looked_at: list[str] = []
    assert build(root, TODAY, lambda done, of: None).written
    assert build(root, TODAY, lambda done, of: looked_at.append(str(of))).written == ()
    assert looked_at == []
    other = tmp_path / "other" / module
    other.mkdir(parents=True)
    (other / "__init__.py").write_text("")

    def found_first(name: str, found: object = libraries.find_spec) -> object:
        import importlib.machinery

        finder = importlib.machinery.PathFinder()
        return finder.find_spec(name, [str(tmp_path / "other")]) if name == module else found(name)  # type: ignore[operator]

    monkeypatch.setattr(libraries, "find_spec", found_first)
    begin_anew()
    build(root, TODAY, lambda done, of: looked_at.append(str(of)))

    assert looked_at == ["1"]
