"""Docs: every command and every file in README and guides works, in the order in which somebody would type them.

Fenced blocks are followed from top to bottom, and each recipe in a fresh copy of the workspace that the tutorial makes.
A `text` block is what the command before it printed; `…` stands for any words. Commands that a sentence names are run
too, with something real in place of PLAN and the like.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from generator.advice.english import grade
from generator.builder import site_files
from generator.cli.app import main
from generator.cli.lazy import ListedCommand
from generator.format.keys.plan import PlanKeys
from generator.format.keys.settings import SettingsKeys
from generator.format.keys.walk import keys_below
from generator.format.uids import uid_in
from generator.privacy.keyfile import key_file, listed_keys
from generator.privacy.seal import Mode
from tests.support.replies import a_reply, sealed_text

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).parents[2]
DOCS = sorted(path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "docs").rglob("*.md"))
EVERY = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", *DOCS)
#: Pages that say where in the code something is.
MAPS = ("CONTRIBUTING.md", "docs/architecture.md", "docs/decisions.md")
#: The day on which guides are followed.
TODAY = "--today=2026-11-27"

# What is not held here, and why.
#: What somebody types before Handrail is there; .ci/run and tests/promises/test_newcomer.py do.
SET_UP = ("make", "pipx", "pre-commit", "python3", "sudo")
#: Other programs that a guide uses, run as they are typed.
BESIDE = ("age", "age-keygen", "git", "git-crypt", "rm")
#: Commands that go on until somebody stops them; in sentences they are only read.
ENDLESS = ("watch", "preview")
#: Commands that want `--yes` where no terminal is.
ASKING_AT_A_TERMINAL = ("publish", "receive")
#: Blocks without commands, files or output: signs in a row and markup. tests/privacy/test_vectors.py holds the format,
#: tests/browser/test_docs_site.py the order of pages.
PICTURED = ("", "html", "{toctree}")
#: Their blocks are held by tests/format/test_reference.py and tests/cli/test_command_line.py.
WRITTEN_BY_THE_PROGRAM = ("docs/commands.md", "docs/plan.md", "docs/settings.md")

#: What stands where a sentence says PLAN and the like.
STAND_INS = {
    "DIR": "../elsewhere",
    "FILE": "../file.html",
    "FILE.csv": "scores.csv",
    "[FILE]": "../reply.txt",
    "FOLDER": "../web",
    "FOLDER|URL": "../web",
    "NAME": "quiet-river",
    "PLAN": "plans/sam.yml",
    "SHELL": "bash",
    "URL": "site",
    "https://plans.example.org": "site",
}
#: What somebody at a terminal would be asked for, or has already.
ANSWERS = {
    "handrail close": ["--keep"],
    "handrail key new": ["practice-2027"],
    "handrail log": ["--score", "ease=4"],
}
#: What the example of a mistake is about.
MISTAKE = ("target: 7", "target: 12")


@dataclass(frozen=True)
class Block:
    language: str
    text: str


def read(name: str) -> str:
    return (CHECKOUT / name).read_text("utf-8")


def blocks(text: str) -> list[Block]:
    return [
        Block(*found)
        for found in re.findall(r"^```(\S*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    ]


#: Guides that begin with nothing; recipes begin where the tutorial ends.
FROM_NOTHING = ("README.md", "docs/small-plan.md", "docs/tutorial.md")
#: Pages with commands that are neither.
FOLLOWED_ALONE = [
    name
    for name in sorted(set(EVERY) - set(FROM_NOTHING) - set(WRITTEN_BY_THE_PROGRAM))
    if not name.startswith("docs/recipes/") and "```sh" in read(name)
]


def recipes() -> dict[str, str]:
    """Each part of a page of recipes that has something to do, by its title."""
    parts = [
        part
        for name in DOCS
        if name.startswith("docs/recipes/")
        for part in re.findall(
            r"^##? (.*?)\n(.*?)(?=^## |\Z)", read(name), re.DOTALL | re.MULTILINE
        )
    ]
    return {title: text for title, text in parts if blocks(text)}


def spans(name: str) -> list[str]:
    """What stands between backticks in the sentences of a page."""
    prose = re.sub(r"^```.*?^```$", "", read(name), flags=re.DOTALL | re.MULTILINE)
    return [" ".join(span.replace("\\|", "|").split()) for span in re.findall(r"`([^`]+)`", prose)]


def named_commands() -> list[str]:
    """Each command that a sentence names, with something real in place of PLAN and the like."""
    pages = set(EVERY) - set(WRITTEN_BY_THE_PROGRAM)
    found = {span for name in pages for span in spans(name) if span.startswith("handrail ")}
    return sorted({re.sub(r" …|[\[\]]", "", span) for span in found})


@dataclass(frozen=True)
class Asked:
    """The command that some words name, and what else they say."""

    command: click.Command
    context: click.Context
    rest: list[str]


def asked(words: list[str]) -> Asked:
    """Raises UsageError where there is no such command."""
    found = Asked(main, click.Context(main, info_name="handrail"), words[1:])
    while (
        isinstance(found.command, click.Group) and found.rest and not found.rest[0].startswith("-")
    ):
        name, command, rest = found.command.resolve_command(found.context, found.rest)
        assert command is not None
        found = Asked(command, click.Context(command, info_name=name, parent=found.context), rest)
    return found


def understood(words: list[str]) -> None:
    """Raises UsageError where a command is not typed as it has to be; nothing is carried out."""
    one = asked(before_the_shell(words))
    one.command.make_context(one.context.info_name, one.rest)


def before_the_shell(words: list[str]) -> list[str]:
    """A command without what the shell does with what it says."""
    return list(takewhile(lambda word: word not in (">", ">>", "&&", "|"), words))


def options(command: click.Command) -> set[str]:
    return {option for param in command.params for option in param.opts} | {"--help"}


def every_command(command: click.Command) -> Iterator[click.Command]:
    if isinstance(command, ListedCommand):
        command = command.load()
    yield command
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        yield from every_command(below)


class Reader:
    """Somebody who follows a guide in a folder of their own."""

    program: tuple[str, ...] = (sys.executable, "-u", "-m", "generator")

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.here = home
        self._home = home
        self._monkeypatch = monkeypatch
        self._said = ""
        environment = {
            "HANDRAIL_KEY_FILE": str(home / "keys"),
            "HOME": str(home),
            "USERPROFILE": str(home),
            "NO_COLOR": "1",
            "COLUMNS": "100",
            "PYTHONPATH": str(CHECKOUT),
            "PYTHONUTF8": "1",
            "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
            "GIT_CONFIG_SYSTEM": os.devnull,
            "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)

    def follow(self, text: str) -> None:
        for block in blocks(text):
            match block.language:
                case "sh":
                    for line in block.text.replace("\\\n", "").splitlines():
                        self.type(shlex.split(line, comments=True))
                case "yaml":
                    self.work(self.write(block.text))
                case "cron":
                    for line in block.text.splitlines():
                        self.at_night(line)
                case "dockerfile":
                    understood(said_by_dockerfile(block.text))
                case "powershell":
                    for words in said_by_powershell(block.text):
                        understood(words)
                case "gitattributes":
                    self.add(block.text)
                case "csv":
                    (self.here / "scores.csv").write_text(block.text, "utf-8")
                case "text":
                    self.compare(block.text)
                case "nginx":
                    assert said_by_nginx(block.text) == said_by_headers()
                case _:
                    assert block.language in PICTURED, block.language

    def type(self, words: list[str]) -> None:
        if not words or words[0] in SET_UP:
            return
        if words[0] == "cd":
            self.here = (self.here / Path(words[1]).expanduser()).resolve()
        elif words[:2] == ["docker", "run"]:
            understood(words[words.index("handrail") :])
        elif words[0] == "docker":
            return
        elif words[0] in BESIDE:
            self.shell(
                " ".join(word if word == "|" else shlex.quote(word) for word in words),
                self.here,
                {},
            )
        else:
            assert words[0] == "handrail", words
            self.run(before_the_shell(words))

    def run(self, words: list[str]) -> None:
        one = asked(words)
        today = [TODAY] if "--today" in options(one.command) else []
        if one.context.info_name in ENDLESS:
            self._begin_and_stop([*words[1:], *today])
            return
        answers = "y\n"  # to whatever it asks
        if words[1:3] == ["key", "restore"]:
            answers = self._paper_on_another_computer()
        if words[1:2] == ["receive"]:
            answers = self._what_a_client_sends(words[2:3])
        # What asks on a terminal alone is answered here.
        yes = ["--yes"] if one.context.info_name in ASKING_AT_A_TERMINAL else []
        code, self._said = self._answered([*words[1:], *yes, *today], answers)
        assert code == 0, f"{shlex.join(words)}\n{self._said}"

    def _answered(self, arguments: list[str], answers: str) -> tuple[int, str]:
        """How Handrail ends, and what it says."""
        self._monkeypatch.chdir(self.here)
        done = CliRunner().invoke(main, arguments, input=answers, prog_name="handrail")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.output

    def _paper_on_another_computer(self) -> str:
        """The four lines of the key's paper; from now on there is another key file."""
        _, paper = self._answered(["key", "backup", "-", "--yes"], "")
        self._monkeypatch.setenv("HANDRAIL_KEY_FILE", str(self._home / "keys-there"))
        return "\n".join(paper.splitlines()[-4:]) + "\n"

    def _what_a_client_sends(self, files: list[str]) -> str:
        """A reply to the plan, also in the file that is named."""
        uid = uid_in((self.here / "plans/sam.yml").read_text("utf-8"))
        assert uid is not None
        ((_name, key),) = listed_keys(key_file())
        entry = {"date": "2026-11-26", "note": "Stayed for the whole lunch."}
        text = sealed_text(a_reply(entry), key.secrets(uid, Mode.LINK, 1))
        for file in files:
            (self.here / file).write_text(text, "utf-8")
        return text

    def _begin_and_stop(self, arguments: list[str]) -> None:
        running = subprocess.Popen(
            [*self.program, *arguments],
            cwd=self.here,
            env=os.environ | {"BROWSER": "true"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert running.stdout is not None
        said = ""
        while "Ctrl-C" not in said:
            line = running.stdout.readline()
            assert line, said
            said += line
        running.send_signal(signal.SIGINT)
        said += running.communicate(timeout=60)[0]
        assert "Traceback" not in said
        assert running.returncode in (0, 130)

    def work(self, path: Path) -> None:
        """What a service does that is told so by a file: a build service, or git before a commit."""
        if path.parts[-3:-1] == (".github", "workflows"):
            self._on_a_runner(path.parents[2], github_scripts(path, self._key()))
        elif path.name == ".gitlab-ci.yml":
            self._on_a_runner(path.parent, gitlab_scripts(path, self._key_for_all()))
        elif path.name == ".pre-commit-config.yaml":
            (hook,) = yaml.safe_load(path.read_text("utf-8"))["repos"][0]["hooks"]
            self.type(shlex.split(hook["entry"]))

    def _key(self) -> str:
        return Path(os.environ["HANDRAIL_KEY_FILE"]).read_text("utf-8")

    def _key_for_all(self) -> str:
        """A file as GitLab hands it over: every job may read it."""
        path = self._home / "variable"
        path.write_text(self._key(), "utf-8")
        return str(path)

    def _on_a_runner(self, repository: Path, scripts: list[Script]) -> None:
        """In a fresh copy of what was pushed; nothing there says which day it is."""
        there = self._home / "runner"
        shutil.copytree(repository, there, ignore=shutil.ignore_patterns(".handrail", "site"))
        for script in scripts:
            keys = {
                "HANDRAIL_KEY_FILE": str(self._home / "handrail-keys")
            }  # in the folder of this test
            self.shell(script.text, there, script.environment | keys)
        pages = [*there.glob("site/p/*/index.html"), *there.glob("public/p/*/index.html")]
        assert pages
        assert not (self._home / "handrail-keys").exists()

    def at_night(self, line: str) -> None:
        """A line of cron: minute, hour and so on, then what to do."""
        when, _, command = line.partition(" * * * ")
        assert re.fullmatch(r"\d+ \d+", when), line
        if not command.startswith("git "):  # there is no host to pull from
            self.shell(command, self._home, {})

    def shell(self, text: str, here: Path, environment: dict[str, str]) -> None:
        done = subprocess.run(
            ["bash", "-e", "-c", text],
            cwd=here,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"

    def write(self, text: str) -> Path:
        """A whole file where there is none or the block begins one; else the lines that change in it."""
        name = re.match(r"# (\S+)\n", text)
        assert name is not None, f"which file is this?\n{text}"
        path, lines = self.here / name[1], text.splitlines(keepends=True)[1:]
        if not path.exists() or len(lines) > 5:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            return path
        known = path.read_text("utf-8")
        for line in lines:
            key = line.partition(":")[0]
            known, found = re.subn(rf"^#? ?{key}:.*\n", lambda _: line, known, flags=re.MULTILINE)  # noqa: B023
            known += "" if found else line
        path.write_text(known, "utf-8")
        return path

    def add(self, text: str) -> None:
        """Lines at the end of a file; the first says which one."""
        first, _, lines = text.partition("\n")
        with (self.here / first.removeprefix("# ")).open("a", encoding="utf-8") as file:
            file.write(lines)

    def compare(self, text: str) -> None:
        """What a page says is printed, with what was printed."""
        if ": error: " in text:
            self._make_the_mistake()
        wanted = r"[^\n]*".join(re.escape(part) for part in text.split("…"))
        assert re.search(rf"^{wanted}", self._said, re.MULTILINE), self._said

    def _make_the_mistake(self) -> None:
        plan = self.here / "plans/sam.yml"
        good = plan.read_text("utf-8")
        plan.write_text(good.replace(*MISTAKE), "utf-8")
        self._said = self.refused("handrail check")
        plan.write_text(good, "utf-8")

    def said(self, command: str) -> str:
        self.type(shlex.split(command))
        return self._said

    def refused(self, command: str) -> str:
        code, said = self._answered([*shlex.split(command)[1:], TODAY], "")
        assert code == 1, said
        return said


def said_by_headers() -> dict[str, str]:
    (text,) = [
        file.content.decode() for file in site_files.files("", "") if file.path == "_headers"
    ]
    return dict(re.findall(r"^\s+([\w-]+): (.*)$", text, re.MULTILINE))


def said_by_nginx(text: str) -> dict[str, str]:
    return dict(re.findall(r'add_header ([\w-]+) "(.*)" always;', text))


@dataclass(frozen=True)
class Script:
    """What a build service is told to do in a shell, and with what around it."""

    text: str
    environment: dict[str, str]


def github_scripts(path: Path, key: str) -> list[Script]:
    known = {"secrets.HANDRAIL_KEY": key, "steps.out.outputs.page_url": "site"}

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], text)

    (job,) = yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
    return [
        Script(
            filled(step["run"]),
            {name: filled(said) for name, said in (job["env"] | step.get("env", {})).items()},
        )
        for step in job["steps"]
        if "run" in step
    ]


def gitlab_scripts(path: Path, key_file: str) -> list[Script]:
    job = yaml.safe_load(path.read_text("utf-8"))["pages"]
    environment = job.get("variables", {}) | {"HANDRAIL_KEY": key_file}
    return [Script(line, environment) for line in job["script"]]


def said_by_dockerfile(text: str) -> list[str]:
    """What a container runs by itself."""
    said = dict(re.findall(r"^(ENTRYPOINT|CMD) (.*)$", text, re.MULTILINE))
    return [*json.loads(said["ENTRYPOINT"]), *json.loads(said["CMD"])]


def said_by_powershell(text: str) -> list[list[str]]:
    typed = re.findall(r"^handrail .*$", text, re.MULTILINE)
    planned = re.findall(r'Get-Command handrail.*-Argument "(.*?)"', text)
    assert typed
    assert planned
    return [shlex.split(line) for line in (*typed, *(f"handrail {line}" for line in planned))]


#: Handrail as a shell finds it, on the day on which guides are followed.
ON_THE_PATH = f"""\
#!/bin/sh
case "$1" in check|build|publish) set -- "$@" {TODAY} ;; esac
exec {sys.executable} -m generator "$@"
"""
#: What a build service would wait for or fetch.
LEFT_OUT = "#!/bin/sh\n"


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    return Reader(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with what there is after the tutorial."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as monkeypatch:
        (home / "gitconfig").write_text(
            "[user]\nname = Sam\nemail = sam@example.org\n[init]\ndefaultBranch = main\n"
        )
        reader = Reader(home, monkeypatch)
        reader.follow(read("docs/tutorial.md"))
        for name in ("key.html", "practice/plans/sample.yml"):
            (home / name).unlink()  # as it says there
        reader.type(["handrail", "publish", "../web"])
    return home


@pytest.fixture
def settled(practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Somebody who has done the tutorial, with a code host and a server within reach."""
    shutil.copytree(practice, tmp_path, dirs_exist_ok=True)
    for name in ("pages", "plans"):
        hosted = tmp_path / "host/harbour-street" / f"{name}.git"
        subprocess.run(
            ["git", "init", "--quiet", "--bare", "--initial-branch=main", hosted], check=True
        )
    with (tmp_path / "gitconfig").open("a") as config:
        config.write(f'[url "{tmp_path}/host/"]\ninsteadOf = https://git.example.org/\n')
    programs = {
        "bin/rsync": '#!/bin/sh\necho "$@" > rsynced\n',
        "bin/handrail": ON_THE_PATH,
        ".local/bin/handrail": ON_THE_PATH,
        "bin/pip": LEFT_OUT,
        "bin/sleep": LEFT_OUT,
    }
    for name, text in programs.items():
        program = tmp_path / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(text)
        program.chmod(0o755)
    reader = Reader(tmp_path, monkeypatch)
    reader.type(["cd", "practice"])
    return reader


# ---- guides, from top to bottom


@pytest.mark.parametrize("name", FROM_NOTHING)
def test_a_guide_works_from_top_to_bottom(reader: Reader, name: str) -> None:
    reader.follow(read(name))
    reader.type(["handrail", "check"])


def test_a_slip_in_the_small_plan_is_told_as_its_page_says(reader: Reader) -> None:
    reader.follow(read("docs/small-plan.md"))
    reader.follow(read("docs/messages.md"))


@pytest.mark.parametrize("name", recipes())
def test_a_recipe_works_from_top_to_bottom(settled: Reader, name: str) -> None:
    settled.follow(recipes()[name])
    settled.type(["handrail", "check"])


@pytest.mark.parametrize("name", FOLLOWED_ALONE)
def test_the_commands_of_a_page_work_from_top_to_bottom(settled: Reader, name: str) -> None:
    settled.write("# handrail.yml\npublish: {folder: ../web}\n")
    for block in blocks(read(name)):
        if block.language == "sh":
            settled.follow(f"```sh\n{block.text}```\n")


@pytest.mark.parametrize(
    "typed",
    [line for block in blocks(read("docs/commands.md")) for line in block.text.splitlines()],
)
def test_an_example_of_help_is_typed_as_the_command_takes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    (tmp_path / "practice").mkdir()
    (tmp_path / "scores.csv").touch()
    monkeypatch.chdir(tmp_path)

    understood([word.replace("~", str(tmp_path)) for word in shlex.split(typed)])


def test_the_tutorial_ends_with_private_page_entry_and_hosts_copy(
    practice: Path,
) -> None:
    pages = [page.stat().st_size for page in (practice / "practice/site/p").glob("*/index.html")]

    assert len(pages) == 1
    assert pages[0] > 16_000
    assert "Stayed for the whole lunch." in (practice / "practice/plans/sam.yml").read_text("utf-8")
    assert len(list((practice / "web/p").glob("*/index.html"))) == 1


# ---- what a recipe promises


def test_a_new_computer_has_the_links_of_the_old_one(settled: Reader) -> None:
    before = settled.said("handrail share plans/sam.yml")
    shutil.rmtree(settled.here / "site")
    shutil.rmtree(settled.here / ".handrail")
    settled.follow(recipes()["A new computer"])

    assert settled.said("handrail share plans/sam.yml") == before


def test_a_new_link_is_another_and_the_old_page_leaves(settled: Reader) -> None:
    before, pages = (
        settled.said("handrail share plans/sam.yml"),
        set((settled.here / "../web/p").iterdir()),
    )
    settled.follow(recipes()["A new link"])

    assert settled.said("handrail share plans/sam.yml") != before
    assert len(pages - set((settled.here / "../web/p").iterdir())) == 1


def test_a_couples_page_stays_as_it_is_while_one_is_unsure(
    settled: Reader,
) -> None:
    settled.follow(recipes()["A couple"])
    plan = settled.here / "plans/river.yml"
    pages = {page: page.read_bytes() for page in (settled.here / "site/p").glob("*/*")}
    plan.write_text(
        plan.read_text("utf-8").replace("{who: wren, status: agree", "{who: wren, status: pending"),
        "utf-8",
    )

    assert "agreement-open" in settled.refused("handrail build")
    assert {page: page.read_bytes() for page in (settled.here / "site/p").glob("*/*")} == pages


@pytest.mark.parametrize(
    ("name", "plan", "shown"), [("A couple", "river", True), ("A group", "evenings", False)]
)
def test_a_couples_page_names_both_and_a_groups_page_nobody(
    settled: Reader, name: str, plan: str, shown: bool
) -> None:
    settled.follow(recipes()[name])
    settled.type(["handrail", "close", f"plans/{plan}.yml", "--keep", "--print", "../page.html"])
    page = (settled.here / "../page.html").read_text("utf-8")

    people = {"river": ("River", "Wren"), "evenings": ("Ash", "Birch", "Cedar", "Elm", "Hazel")}[
        plan
    ]
    assert [re.search(rf"\b{one}\b", page) is not None for one in people] == [shown] * len(people)


@pytest.mark.parametrize(
    ("name", "command", "says"),
    [
        ("Keep something back", "", "Gone: "),
        ("Scores from a table", "handrail log sam --from scores.csv", "Nothing new"),
        ("Git pages", "handrail verify ../pages", "as they were built"),
    ],
)
def test_one_sees_that_it_worked(settled: Reader, name: str, command: str, says: str) -> None:
    settled.follow(recipes()[name])

    assert says in settled.said(command)


def test_git_pages_keep_no_old_page(settled: Reader) -> None:
    settled.follow(recipes()["Git pages"])
    done = subprocess.run(
        ["git", "rev-list", "--count", "HEAD"],
        cwd=settled.here / "../pages",
        capture_output=True,
        check=True,
    )

    assert done.stdout == b"1\n"


def test_a_command_of_ones_own_takes_the_site_to_the_server(settled: Reader) -> None:
    settled.follow(recipes()["Your own server"])

    words = (settled.here / "rsynced").read_text("utf-8").split()
    assert words[-2:] == ["site/", "me@plans.example.org:/srv/plans/"]
    assert {"--recursive", "--delete-before"} <= set(
        words
    )  # else a page that was ended stays there


@pytest.mark.parametrize("day", ["2026-11-27", "2026-11-28"], ids=["another day", "the same day"])
def test_both_entries_stay_where_two_people_wrote_in_one_log(settled: Reader, day: str) -> None:
    def log(day: str, score: int) -> None:
        settled.type(["handrail", "log", "sam", "--date", day, "--score", f"ease={score}"])
        settled.type(["git", "commit", "--all", "--message", "Log"])

    for line in ("add --all", "commit --message Plans", "checkout -b there"):
        settled.type(["git", *line.split()])
    log(day, 5)
    settled.type(["git", "checkout", "main"])
    log("2026-11-28", 6)
    merged = subprocess.run(
        ["git", "merge", "there"], cwd=settled.here, capture_output=True, check=False
    )
    assert merged.returncode == 1
    plan = settled.here / "plans/sam.yml"
    known = plan.read_text("utf-8")
    second = "  - date: 2026-11-28\n" if day == "2026-11-28" else ""
    plan.write_text(
        re.sub("^(<<<<<<<|>>>>>>>).*\n", "", known, flags=re.MULTILINE).replace(
            "=======\n", second
        ),
        "utf-8",
    )

    settled.type(["handrail", "check"])
    text = plan.read_text("utf-8")
    assert text.count("- date: 2026-11-28") == (2 if second else 1)
    assert ("{ease: 5}" in text, "{ease: 6}" in text) == (True, True)


# ---- what sentences name


@pytest.mark.parametrize("typed", named_commands())
def test_a_command_that_a_sentence_names_works(settled: Reader, typed: str) -> None:
    words = shlex.split(typed)
    one = asked(words)
    if isinstance(one.command, click.Group):
        return
    given = [STAND_INS.get(word, word) for word in one.rest]
    if not one.rest:  # the name alone
        given = [
            STAND_INS[argument.make_metavar(one.context)]
            for argument in one.command.params
            if argument.required
        ]
    if one.context.info_name in ENDLESS:
        one.command.make_context(one.context.info_name, given)
        return
    (settled.here / "scores.csv").write_text("date,ease\n2026-11-20,4\n", "utf-8")
    settled.write("# handrail.yml\npublish: {folder: ../web}\n")
    command = words[: len(words) - len(one.rest)]
    if not any(word.startswith("--") for word in given):
        given += ANSWERS.get(shlex.join(command), [])
    settled.run(command + given)


@pytest.mark.parametrize("name", EVERY)
def test_an_option_that_a_sentence_names_is_there(name: str) -> None:
    known = {option for command in every_command(main) for option in options(command)}
    named = {span.split()[0] for span in spans(name) if span.startswith("--")}

    assert named <= known


@pytest.mark.parametrize("name", EVERY)
def test_a_plans_line_named_in_a_sentence_has_a_known_key(name: str) -> None:
    known = {key.name for key in (*keys_below(PlanKeys), *keys_below(SettingsKeys))} | {"private"}
    named = {
        span.partition(":")[0] for span in spans(name) if re.match(r"[a-z_]+: [^{]*[\w\]}]$", span)
    }

    assert named - known <= set()


@pytest.mark.parametrize("name", sorted(set(EVERY) - set(WRITTEN_BY_THE_PROGRAM)))
def test_no_block_is_left_out(settled: Reader, name: str) -> None:
    known = {
        "sh",
        "yaml",
        "gitattributes",
        "csv",
        "text",
        "nginx",
        "cron",
        "dockerfile",
        "powershell",
        *PICTURED,
    }

    assert {block.language for block in blocks(read(name))} <= known


def test_lines_that_silence_advice_or_pass_false_alarms_fit_a_plan(
    settled: Reader,
) -> None:
    silence, publish_anyway = blocks(read("docs/advice.md"))
    settled.write(f"# plans/sam.yml\n{silence.text}{publish_anyway.text}")

    settled.type(["handrail", "check", "plans/sam.yml"])


@pytest.mark.parametrize(
    ("name", "highest"),
    [("docs/clients.md", 6), ("docs/therapists.md", 8), ("docs/practices.md", 8)]
    + [(name, 8) for name in DOCS if "/recipes" in name or name == "docs/tutorial.md"],
)
def test_a_page_is_as_easy_to_read_as_its_readers_need(name: str, highest: int) -> None:
    said = re.sub(
        r"^(```.*?^```|\|.*?|!\[.*?\]\(.*?\))$", "", read(name), flags=re.DOTALL | re.MULTILINE
    )
    said = re.sub(r"`[^`]*`", "this", re.sub(r"\]\([^)]*\)", "]", said))
    sentences = [
        " ".join(part.split()) for part in re.split(r"\n\n|^- |^#+ ", said, flags=re.MULTILINE)
    ]

    assert grade(" ".join(f"{one.rstrip('.:')}." for one in sentences if one)) <= highest


# ---- pages that lead on


@pytest.mark.parametrize("name", EVERY)
def test_every_link_leads_somewhere(name: str) -> None:
    here = (CHECKOUT / name).parent
    links = re.findall(r"\]\(([^)\s]+)\)", read(name))

    assert [link for link in links if "://" not in link and not _leads(here, name, link)] == []


def _leads(here: Path, name: str, link: str) -> bool:
    file, _, part = link.partition("#")
    target = here / file if file else CHECKOUT / name
    if not target.exists() or not part:
        return target.exists()
    headings = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.MULTILINE)
    return part in {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings
    }


def test_every_picture_is_shown_is_told_in_words_and_is_small() -> None:
    shown = [
        ((CHECKOUT / name).parent / file, words)
        for name in EVERY
        for words, file in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", read(name))
    ]
    for picture, words in shown:
        assert picture.stat().st_size < 120 * 1024, picture.name
        assert len(words) > 20, picture.name
    assert {picture.resolve() for picture, _ in shown} == set(
        (CHECKOUT / "docs").glob("*.[ps][nv]g")
    )


# ---- the map of the code


def test_the_picture_of_the_rooms_has_their_order() -> None:
    contract = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]
    rooms = [room.strip() for floor in contract["layers"] for room in floor.split("|")]

    assert re.findall(r'class="name">(\w+)<', read("docs/architecture.svg")) == rooms


def test_the_table_of_modules_names_each_module_and_no_other() -> None:
    table = read("docs/architecture.md").partition("## Every module\n")[2].partition("\n## ")[0]
    named = set()
    for row in re.findall(r"^\|(.*?)\|(.*?)\|", table, re.MULTILINE):
        room = row[0].strip(" `")
        named |= {room + module for module in re.findall(r"`(\w+)`", row[1])}
    package = CHECKOUT / "generator"
    modules = package.rglob("[!_]*.py")

    assert named == {path.relative_to(package).with_suffix("").as_posix() for path in modules}


@pytest.mark.parametrize("name", MAPS)
def test_each_file_that_the_map_names_is_there(name: str) -> None:
    named = {span for span in spans(name) if re.fullmatch(r"\w[\w-]*/[\w./-]*", span)}
    rooms = CHECKOUT / "generator"

    assert named
    named -= set(read(".gitignore").split())  # what is made, and not there before
    assert {
        path for path in named if not (CHECKOUT / path).exists() and not (rooms / path).exists()
    } == set()


def test_the_glossary_is_in_alphabetical_order_and_short() -> None:
    entries = re.findall(r"^- \*\*(.*?)\*\*(.*(?:\n  .*)*)", read("docs/glossary.md"), re.MULTILINE)
    words = [word.lower() for word, _ in entries]

    assert words == sorted(set(words))
    assert [word for word, told in entries if told.count("\n") > 1] == []
