# The two commands that matter: `make site` and `make test`. Each sets up what it needs, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site test docs gallery pictures lint types layers floors release clean

site: $(VENV)/.installed
	$(BIN)/handrail build
	@echo; echo "The samples and their links (their key is known to all, so anyone can open them):"
	@$(BIN)/handrail links --show-secrets

# Each worker reads all tests, and as bytecode it need not read their words.
test: export PYTHONDONTWRITEBYTECODE =

# All tests, or with FAST=1 those that need neither a browser nor patience. Files with slow tests begin.
ifdef FAST
test: $(VENV)/.developing
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder -m 'not slow and not browser'
	@echo 'These were the quick tests. All of them: make test'
else
test: $(VENV)/.developing chromium engines node at-rest
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder
	@echo 'These were all tests.'
endif

# The pages that the program writes, then the site of all pages: docs/ holds sources only.
docs: $(VENV)/.developing
	$(BIN)/python -m generator.format.reference > docs/plan.md
	$(BIN)/python -m generator.format.settings_reference > docs/settings.md
	$(BIN)/python -m generator.advice > docs/advice.md
	$(BIN)/python -m generator.format.questionnaires_reference > docs/measures.md
	$(BIN)/python -m generator.cli.commands_reference > docs/commands.md
	$(BIN)/python -m generator.render.messages > templates/locale/handrail.pot
	rm -rf .handrail/docs .handrail/doctrees
	$(BIN)/python -m sphinx -q -W --keep-going -d .handrail/doctrees docs .handrail/docs
	@echo 'The site of the docs begins at .handrail/docs/index.html'

gallery: $(VENV)/.developing
	$(BIN)/python -m bench.gallery .handrail/gallery

pictures: $(VENV)/.developing chromium
	$(BIN)/python -m bench.pictures docs

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developing
	$(BIN)/mypy

layers: $(VENV)/.developing
	$(BIN)/lint-imports
	$(BIN)/python -m tests.support.one_meaning

# Installs the oldest libraries that pyproject.toml allows, apart from the others, and tries what leans on them.
# Most of these tests wait for a watch: four wait as long as one.
FLOORS := .handrail/floors
floors: $(VENV)/.developing
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(FLOORS)
	$(BIN)/uv pip install --quiet --python $(FLOORS) --resolution lowest-direct .
	$(BIN)/uv pip install --quiet --python $(FLOORS) pytest pytest-xdist hypothesis
	$(FLOORS)/bin/handrail --help >/dev/null
	$(FLOORS)/bin/python -m pytest -n 4 --dist worksteal tests/builder/test_watch.py tests/cli/test_calendar.py \
	  tests/cli/test_share.py tests/format/test_parse.py tests/privacy/test_seal.py tests/privacy/test_reply.py tests/render/test_html.py \
	  tests/text/test_calendar_file.py tests/text/test_numerals.py tests/text/test_prose.py tests/view/test_appointment.py

# The two files for a package index, in dist/. CONTRIBUTING, “Releasing”, has the steps before and after.
release: $(VENV)/.developing
	$(BIN)/python -m bench.release dist

clean:
	rm -rf $(VENV) .handrail dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find site -mindepth 1 -not -name .gitignore -delete

# What Python lacks is said before anything is half made: Debian and Ubuntu leave a part of it in a package of its own.
$(VENV)/.installed: pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo 'There is no $(PYTHON) here. On Debian and Ubuntu: sudo apt install python3-venv' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'This needs Python 3.11 or newer. Where there is one beside it, name it: make site PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo 'A part of Python is missing. On Debian and Ubuntu: sudo apt install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.developing: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

# What the distribution ships and tests or pictures need: installed where that is allowed, else asked for.
# $(call distribution,what shows that it is there,its packages,the sentence that asks)
define distribution
	@{ $(1); } >/dev/null 2>&1 \
	  || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	       && apt-get update -qq && apt-get install -y -qq --no-install-recommends $(strip $(2)) >/dev/null; } \
	  || { echo '$(3) Please install it: apt install $(strip $(2))' >&2; exit 1; }
endef

# Pages are looked at in the three engines that readers have. To test with fewer: make test HANDRAIL_ENGINES="chromium firefox"
HANDRAIL_ENGINES ?= chromium firefox webkit
export HANDRAIL_ENGINES
COMMA := ,

.PHONY: engines chromium firefox webkit node at-rest
engines: $(subst $(COMMA), ,$(HANDRAIL_ENGINES))

chromium:
	$(call distribution,command -v chromium || command -v chromium-browser || command -v google-chrome,\
	  chromium fonts-noto-core,The browser tests need Chromium.)

firefox:
	$(call distribution,command -v firefox-esr || command -v firefox,\
	  firefox-esr fonts-noto-core,The browser tests need Firefox; HANDRAIL_ENGINES can leave it out.)

webkit:
	$(call distribution,command -v WebKitWebDriver && command -v Xvfb && /usr/bin/python3 -c "import gi; gi.require_version(\"WebKit2\"$(COMMA) \"4.1\")",\
	  webkit2gtk-driver xvfb python3-gi gir1.2-webkit2-4.1 fonts-noto-core,The browser tests need WebKit; HANDRAIL_ENGINES can leave it out.)

# The second reader of the sealed format runs in Node 18 or later.
node:
	$(call distribution,command -v node || command -v nodejs,nodejs,The tests of the sealed format need Node 18 or later.)

# What seals a repository, as docs/recipes/at-rest.md says.
at-rest:
	$(call distribution,command -v git-crypt && command -v age,git-crypt age,The recipes of sealed repositories need git-crypt and age.)
