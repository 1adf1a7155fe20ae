#!/usr/bin/env python3
"""Build: how long builds of many plans take, as whole processes, and how soon a page follows a save.

The plans are records of `corpus.py` (shared/bench), written in Handrail's own format: 4 objectives, 24 entries with
24 Markdown notes each. Everything happens in a temporary folder that is removed. Prints a Markdown table.

    python bench/build.py
    python bench/build.py --n 100 --runs 9 --profile 200

Measures
    cold         no site, no `.handrail/`: every page is made; median of `--cold-runs`.
    unchanged    the same build again; median of `--runs`.
    one change   one note of the middle plan changed, then a build; median of `--runs`.
    watch        from the write of one plan until its page on disk shows the new words; median of `--saves`.
    CPU          user and system time of the process and of its workers.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import importlib.util
import json
import os
import pstats
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

#: Where the script of the corpus stands that all generators are measured on.
CORPUS = CHECKOUT.parent / "shared/bench/corpus.py"
#: After the last entry of the corpus.
TODAY = date(2026, 11, 22)
SETTINGS = """\
practice: Harbour Street Therapy
support:
  - {name: Night line, contact: 555 0100, when: day and night}
"""
#: How every plan of the corpus is shared.
PUBLIC = "share: {access: public}"
#: Beside the workspace, so that no key of whoever measures is used or changed.
KEY_FILE = "../keys"
#: How often the page is looked at while it is waited for.
LOOK_S = 0.0002


@dataclass(frozen=True)
class Took:
    """One process: seconds by the clock, CPU seconds with its workers, and memory of its largest process."""

    wall_s: float
    cpu_s: float
    peak_mib: float


# ---- plans


def load_corpus(path: Path) -> Callable[[int], dict[str, Any]]:
    """The function that gives record i, from the script at `path`."""
    spec = importlib.util.spec_from_file_location("corpus", path)
    if not path.is_file() or spec is None or spec.loader is None:
        sys.exit(f"no corpus script at {path}; name it with --corpus")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.plan  # type: ignore[no-any-return]


def plan_text(record: dict[str, Any], number: int) -> str:
    """A record as a person would write it: dates bare, notes as blocks, scores in one line."""
    lines = [
        f'uid: "{number:032x}"',
        f"title: {quoted(record['title'])}",
        PUBLIC,
        f"client: {quoted(record['client'])}",
        f"therapist: {quoted(record['therapist'])}",
        f"timeframe: {{start: {record['timeframe']['start']}, end: {record['timeframe']['end']}}}",
        *block("goal", record["goal"], "  "),
        *block("why", record["why"], "  "),
        "objectives:",
    ]
    for objective in record["objectives"]:
        lines += [
            f"  {objective['id']}:",
            f"    objective: {quoted(objective['title'] + ', ' + objective['unit'])}",
            "    measure: rating",
            f"    scale: {{min: {objective['min']}, max: {objective['max']}}}",
            f"    better: {'higher' if objective['direction'] == 'up' else 'lower'}",
            f"    baseline: {objective['baseline']}",
            f"    target: {objective['target']}",
        ]
    lines.append("progress:")
    for entry in record["entries"]:
        scores = ", ".join(f"{id}: {score}" for id, score in entry["scores"].items())
        lines += [
            f"  - date: {entry['date']}",
            f"    scores: {{{scores}}}",
            *block("    note", entry["note"], "      "),
        ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def block(key: str, text: str, indent: str) -> list[str]:
    return [f"{key}: |", *(indent + line if line else "" for line in text.split("\n"))]


def write_workspace(root: Path, count: int, record: Callable[[int], dict[str, Any]]) -> list[Path]:
    (root / "plans").mkdir(parents=True)
    (root / "handrail.yml").write_text(SETTINGS, "utf-8")
    paths = [root / "plans" / f"plan-{i:05}.yml" for i in range(1, count + 1)]
    for i, path in enumerate(paths, 1):
        path.write_text(plan_text(record(i), i), "utf-8")
    return paths


def change(path: Path, words: str) -> None:
    """Put `words` at the end of the last note, which ends the file."""
    text = path.read_text("utf-8").rstrip("\n")
    path.write_text(f"{text} {words}\n", "utf-8")


def new_words(what: str, i: int) -> str:
    """Words that stand in no plan, without numbers: a page ties those to the word before them."""
    return f"{what} {'anew' * (i + 1)}."


def page_of(root: Path, plan: Path) -> Path:
    return root / "site" / plan.stem / "index.html"


# ---- whole processes


def command(*arguments: str) -> tuple[list[str], dict[str, str]]:
    line = [sys.executable, "-m", "generator", *arguments, f"--today={TODAY}"]
    return line, {**os.environ, "PYTHONPATH": str(CHECKOUT), "HANDRAIL_KEY_FILE": KEY_FILE}


def run_build(root: Path) -> Took:
    line, environment = command("build", "--quiet")
    return timed(line, root, environment)


def timed(line: list[str], folder: Path, environment: dict[str, str] | None = None) -> Took:
    """A command as a whole process, once the disk has what others wrote. Ends this one where it
    fails."""
    os.sync()
    began = time.perf_counter()
    process = subprocess.Popen(line, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{line[0]} ended with {process.returncode}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Took(wall_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def median(runs: list[Took]) -> Took:
    return Took(
        statistics.median(run.wall_s for run in runs),
        statistics.median(run.cpu_s for run in runs),
        statistics.median(run.peak_mib for run in runs),
    )


def cold(root: Path) -> Took:
    for folder in ("site", ".handrail"):
        shutil.rmtree(root / folder, ignore_errors=True)
    return run_build(root)


def one_change(root: Path, plan: Path, words: str) -> Took:
    change(plan, words)
    took = run_build(root)
    if words not in page_of(root, plan).read_text("utf-8"):
        sys.exit("a changed plan did not reach its page")
    return took


def watch_latencies_s(root: Path, plan: Path, saves: int) -> list[float]:
    """One for each save, after one that is not counted."""
    page = page_of(root, plan)
    with watching(root):
        return [one_save_s(plan, page, new_words("save", i)) for i in range(saves + 1)][1:]


@contextmanager
def watching(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A watch over all plans, from when it waits for saves."""
    line, environment = command("watch")
    with subprocess.Popen(
        line,
        cwd=root,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            if process.stdout is None or not any("Watching" in said for said in process.stdout):
                sys.exit("the watch did not begin")
            yield process
        finally:
            process.terminate()


def one_save_s(plan: Path, page: Path, words: str) -> float:
    time.sleep(0.15)
    began = time.perf_counter()
    change(plan, words)
    while words.encode() not in page.read_bytes():
        if time.perf_counter() - began > 10:
            sys.exit("a page did not follow its plan")
        time.sleep(LOOK_S)
    return time.perf_counter() - began


# ---- the table


def measure(root: Path, count: int, options: argparse.Namespace) -> list[str]:
    record = load_corpus(options.corpus)
    plans = write_workspace(root, count, record)
    middle = plans[count // 2]
    run_build(root)  # so that the program's own files are warm; not counted
    cold_ = median([cold(root) for _ in range(options.cold_runs)])
    unchanged = median([run_build(root) for _ in range(options.runs)])
    changed = median(
        [one_change(root, middle, new_words("Change", i)) for i in range(options.runs)]
    )
    latency_s = statistics.median(watch_latencies_s(root, middle, options.saves))
    pages = [page_of(root, plan).read_bytes() for plan in plans if page_of(root, plan).is_file()]
    if len(pages) != count:
        sys.exit(f"{len(pages)} pages of {count} were made")
    raw = statistics.median(len(page) for page in pages)
    packed = statistics.median(len(gzip.compress(page, mtime=0)) for page in pages)
    return [
        f"{count}",
        f"{cold_.cpu_s / count * 1000:.2f} ms",
        f"{cold_.wall_s:.2f} s / {cold_.cpu_s:.2f} s",
        f"{unchanged.wall_s * 1000:.0f} ms / {unchanged.cpu_s * 1000:.0f} ms",
        f"{changed.wall_s * 1000:.0f} ms / {changed.cpu_s * 1000:.0f} ms",
        f"{latency_s * 1000:.0f} ms",
        f"{max(cold_.peak_mib, changed.peak_mib):.0f} MiB",
        f"{raw / 1024:.1f} KiB",
        f"{packed / 1024:.1f} KiB",
    ]


HEAD = (
    "plans",
    "CPU a plan, cold",
    "cold, wall / CPU",
    "unchanged, wall / CPU",
    "one change, wall / CPU",
    "watch",
    "peak memory",
    "page",
    "gzip",
)


def table(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(HEAD) + " |", "|" + "---:|" * len(HEAD)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


# ---- the core of a page


def profile(root: Path, count: int, corpus: Path) -> None:
    """Print where the time of `make` goes, for `count` plans in this process; imports and templates are warm."""
    from generator.builder.page import PageContext, make
    from generator.format.load import settings_of
    from generator.privacy.links import Links
    from generator.privacy.seal import Keyring
    from generator.workspace.layout import read_workspace
    from generator.workspace.theme import load_theme

    write_workspace(root, count, load_corpus(corpus))
    space = read_workspace(root)
    links = Links(Keyring(()), None, frozenset(), frozenset())
    press = PageContext(settings_of(space), links, load_theme(root / "templates"), TODAY)
    make(space.plans[0], press)
    began = time.process_time()
    for plan in space.plans:
        make(plan, press)
    print(
        f"\n`make`, without profiler: {(time.process_time() - began) / count * 1000:.2f} ms of CPU a plan\n"
    )
    profiler = cProfile.Profile()
    profiler.enable()
    for plan in space.plans:
        make(plan, press)
    profiler.disable()
    statistics_ = pstats.Stats(profiler)
    total: float = statistics_.total_tt  # type: ignore[attr-defined]
    rows = sorted(statistics_.stats.items(), key=lambda item: -item[1][2])  # type: ignore[attr-defined]
    print("| own time | calls a plan | function |\n|---:|---:|---|")
    for (file, line, name), (_, calls, own, _, _) in rows[:12]:
        where = f"{Path(file).name}:{line}" if line else "built in"
        print(f"| {own / total:.1%} | {calls / count:.0f} | `{name}` {where} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument(
        "--n", default="100,1000", help="numbers of plans, with commas between them"
    )
    parser.add_argument("--runs", type=int, default=5, help="unchanged and one-change builds")
    parser.add_argument("--cold-runs", type=int, default=3)
    parser.add_argument("--saves", type=int, default=10, help="saves while watching")
    parser.add_argument(
        "--profile", type=int, metavar="N", default=0, help="also profile the core of N pages"
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    rows = []
    for count in (int(word) for word in options.n.split(",") if word):
        with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
            rows.append(measure(Path(folder), count, options))
    print(table(rows))
    if options.profile:
        with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
            profile(Path(folder), options.profile, options.corpus)


if __name__ == "__main__":
    main()
