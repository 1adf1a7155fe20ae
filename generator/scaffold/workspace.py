"""Begin: a workspace where there was a folder, or nothing.

In: a folder, the answers of whoever begins, and the key that is to seal the pages. Out: files, each made or kept.
Touches the disk and git. What is there already stays as it is, so a second run changes nothing.

The settings come last: a run that was cut short can be finished by the next one.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from generator.errors import PlanError, WorkspaceError
from generator.format.json_schema import plan_schema, settings_schema
from generator.format.load import settings_of
from generator.format.parse import parse
from generator.format.starters import SAMPLE, Beginning, filled
from generator.format.validate.settings import read_settings
from generator.model.settings import Settings, SupportLine
from generator.text.encoding import text_at_any_rate
from generator.workspace import git, layout
from generator.workspace.disk_errors import cannot_below
from generator.workspace.files import Created, write_new
from generator.workspace.intake import bytes_of
from generator.workspace.layout import (
    PLANS,
    SCHEMA_NAME,
    SCRATCH,
    SETTINGS_NAME,
    SETTINGS_SCHEMA_NAME,
    SITE,
    TEMPLATES,
)
from generator.workspace.theme import languages

SAMPLE_NAME: Final = f"{PLANS}/sample.yml"

_SETTINGS: Final = """\
# yaml-language-server: $schema={schema}
# Settings of this practice; they hold for every plan. What stands after # is for you alone.
{practice}
language: {language}

# Whom a client can call when things get hard. No page goes out before one line stands here.
{support}

# Where your site will stand; private links begin with it.
{base_url}

# Where "Leave this page" goes.
# leave_to: https://www.wikipedia.org/

# The key that seals your pages, and what it is known by. The key itself lies outside this folder.
key: {key}
fingerprints: {{{key}: "{fingerprint}"}}
"""
_NO_PRACTICE: Final = "# practice: the name of your practice"
_NO_ADDRESS: Final = "# base_url: https://plans.example.org"
_NO_SUPPORT: Final = """\
# Take the # away from the next two lines and fill them in; one more line for each.
# support:
#   - {name: WHO ANSWERS, contact: NUMBER, when: HOURS}"""

_IGNORED: Final = (f"{SCRATCH}/", f"{SITE}/")
_IGNORE: Final = f"""\
# What a build makes. If your host takes {SITE}/ from git, delete its line here.
{SCRATCH}/
{SITE}/

# What editors and systems leave behind.
*~
.*.sw?
.DS_Store
"""
_ATTRIBUTES: Final = f"""\
*.yml text eol=lf
*.yaml text eol=lf
{layout.REVOKED_NAME} text eol=lf merge=union
"""
_EDITORS: Final = """\
root = true

[*.{yml,yaml}]
charset = utf-8
end_of_line = lf
indent_style = space
indent_size = 2
insert_final_newline = true
"""
_VSCODE: Final = f"""\
{{
  "files.eol": "\\n",
  "yaml.schemas": {{
    "./{SCHEMA_NAME}": ["{PLANS}/**/*.yml", "{PLANS}/**/*.yaml"],
    "./{SETTINGS_SCHEMA_NAME}": ["{SETTINGS_NAME}"]
  }}
}}
"""
#: The extension that reads `yaml.schemas`.
_VSCODE_EXTENSIONS: Final = """\
{
  "recommendations": ["redhat.vscode-yaml"]
}
"""

#: What each file of a workspace is for, said once it is made.
PURPOSES: Final = {
    ".gitignore": "keeps what a build makes out of git",
    ".gitattributes": "keeps line ends alike on every system",
    ".editorconfig": "keeps line ends and indents alike in every editor",
    ".vscode/settings.json": "lets an editor complete the keys of plans and settings",
    ".vscode/extensions.json": "names the extension that does it",
    SCHEMA_NAME: "the plan format, for editors",
    SETTINGS_SCHEMA_NAME: "the keys of your settings, for editors",
    SAMPLE_NAME: "a plan to look at; delete it whenever you like",
    SETTINGS_NAME: "your settings",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What whoever begins has said; no support line is made up for them."""

    practice: str | None
    language: str
    support: tuple[SupportLine, ...]
    base_url: str | None = None


@dataclass(frozen=True, slots=True)
class KeyName:
    """A key, by its name and fingerprint."""

    name: str
    fingerprint: str


#: Stands for the key where settings are only looked at.
_ANY_KEY: Final = KeyName("practice", "0" * 16)


def settings_text(root: Path, answers: Answers, key: KeyName) -> str:
    """The settings file of a workspace in `root`. Raises PlanError where an answer can be no setting."""
    practice, address = _NO_PRACTICE, _NO_ADDRESS
    if answers.practice:
        practice = f"practice: {_quoted(answers.practice)}"
    if answers.base_url:
        address = f"base_url: {_quoted(answers.base_url)}"
    text = _SETTINGS.format(
        schema=SETTINGS_SCHEMA_NAME,
        practice=practice,
        language=answers.language,
        support=_support_text(answers.support),
        base_url=address,
        key=key.name,
        fingerprint=key.fingerprint,
    )
    read_settings(parse(text.encode(), SETTINGS_NAME), languages(root / TEMPLATES))
    return text


def check_answers(root: Path, answers: Answers) -> None:
    """Raises WorkspaceError, with all that is wrong, where an answer can be no setting."""
    try:
        settings_text(root, answers, _ANY_KEY)
    except PlanError as error:
        problems = [f"{finding.sentence}\n   hint: {finding.hint}" for finding in error.findings]
        raise WorkspaceError("\n".join([*problems, "Nothing was made."])) from error


def check_address(root: Path, address: str) -> None:
    """Raises PlanError where a site cannot stand at this address."""
    settings_text(root, Answers(None, "en", (), address), _ANY_KEY)


def _support_text(support: Sequence[SupportLine]) -> str:
    """Whom to call, a line for each; or how to add the first."""
    if not support:
        return _NO_SUPPORT
    lines = ["support:"]
    for line in support:
        when = ""
        if line.when:
            when = f", when: {_quoted(line.when)}"
        lines.append(f"  - {{name: {_quoted(line.name)}, contact: {_quoted(line.contact)}{when}}}")
    return "\n".join(lines)


def settings_in(root: Path) -> Settings | None:
    """The settings that are there already; an empty file holds none.

    Raises PlanError where they have findings, WorkspaceError where they cannot be read.
    """
    if not root.is_dir():
        return None
    space = layout.read_workspace(root)
    return settings_of(space) if space.settings else None


def create_workspace(
    root: Path, settings: str | None, key: str, today: date
) -> tuple[tuple[str, Created], ...]:
    """Make what a workspace needs, and say of each file whether it was made; `settings` is None where some are there.

    Raises WorkspaceError where the disk refuses.
    """
    with cannot_below("use", root):
        (root / PLANS).mkdir(parents=True, exist_ok=True)
        has_plans = bool(layout.plan_names(root))
    files = {
        ".gitignore": _IGNORE,
        ".gitattributes": _ATTRIBUTES,
        ".editorconfig": _EDITORS,
        ".vscode/extensions.json": _VSCODE_EXTENSIONS,
        ".vscode/settings.json": _VSCODE,
        SCHEMA_NAME: plan_schema(),
        SETTINGS_SCHEMA_NAME: settings_schema(),
    }
    if settings is not None and not has_plans:
        known = Beginning(
            secrets.token_hex(16),
            key,
            "",
            today,
            f"../{SCHEMA_NAME}",
        )
        files[SAMPLE_NAME] = filled(SAMPLE, known)
    if settings is not None:
        files[SETTINGS_NAME] = settings
    made = [(name, write_new(root, name, text.encode())) for name, text in files.items()]
    if settings is None:
        made.append((SETTINGS_NAME, Created.KEPT))
    return tuple(made)


def unignored(root: Path) -> tuple[str, ...]:
    """What a .gitignore that was kept does not name and a build makes."""
    lines = {
        line.strip().strip("/")
        for line in text_at_any_rate(bytes_of(root / ".gitignore")).splitlines()
    }
    return tuple(name for name in _IGNORED if name.strip("/") not in lines)


def outer_workspace(root: Path) -> Path | None:
    """The workspace that this folder lies in, without being it."""
    return next(
        (folder for folder in root.parents if (folder / SETTINGS_NAME).is_file()),
        None,
    )


def is_program(folder: Path) -> bool:
    """Whether this is the folder of Handrail itself, with its samples, and so no place for anybody's plans."""
    return (folder / "generator/__main__.py").is_file() and (folder / SETTINGS_NAME).is_file()


def may_have_git(root: Path) -> bool:
    """Whether there is git, and no history that this folder belongs to yet."""
    return git.is_here() and not has_git(root)


def has_git(root: Path) -> bool:
    """Whether this folder belongs to a git history."""
    return git.home(root) is not None


def git_knows_author(root: Path) -> bool:
    """Whether a version can be kept in this folder; yes where git does not tell."""
    try:
        return git.knows_author(root)
    except git.GitError:
        return True


def set_up_git(root: Path) -> None:
    """Begin a history in the folder. Raises WorkspaceError where git refuses."""
    try:
        git.begin_history(root)
    except git.GitError as error:
        raise WorkspaceError(f"{error}; {error.hint}") from error


def _quoted(text: str) -> str:
    """A text as YAML takes it, whatever signs it has."""
    return json.dumps(text, ensure_ascii=False)
