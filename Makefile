# Everything starts here: `make run` on a machine with Python 3.11 to 3.14 and make. `make help` lists the rest.
# Each step leaves a stamp; a second run does only what changed files ask for. Recipes use bash, Python and coreutils.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
PY := $(VENV)/bin/python
# The Pythons of `requires-python` (pyproject.toml); a newer one has no packages in the lock yet.
SUPPORTED := import sys; print((3, 11) <= sys.version_info < (3, 15) and sys.executable or "")
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(if $(shell \
	$(name) -c '$(SUPPORTED)' 2>/dev/null),$(name))))
# The machine's own Node.js where it is new enough, else the one that requirements/node.txt brings.
NODE_AT_HAND := $(shell command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null && echo yes)
NODE_PATH := $(if $(NODE_AT_HAND),,$(CURDIR)/$(VENV)/bin:)
# Twice as many processes as cores: half of the time a browser test waits. A file's tests stay together, for they share
# the app they start, and files go in their order: the long ones, in tests/browser, are among the first.
CORES := $(shell nproc 2>/dev/null || echo 2)
PYTEST_ARGS ?= --numprocesses=$(shell echo $$(( $(CORES) > 4 ? 8 : 2 * $(CORES) ))) --dist=loadfile --no-loadscope-reorder
# BROWSER: `no` leaves the browser tests out, `required` fails where there is no Chromium.
BROWSER ?=

files_below = $(foreach each,$(wildcard $(1)/*),$(if $(wildcard $(each)/*),$(call files_below,$(each)),$(each)))
ROOMS := $(sort pages $(filter-out tests,$(patsubst %/__init__.py,%,$(wildcard */__init__.py))))
DATABASE := data/dashboards.sqlite
# Another DATABASE_URL has a stamp of its own.
DATA_STAMP := build/database$(if $(DATABASE_URL),-$(firstword $(shell printf '%s' '$(DATABASE_URL)' | cksum))).stamp
DATA_SOURCES := $(filter-out %.pyc,$(call files_below,data_pipeline) database/models.py $(call files_below,database/migrations))

# A stamp without what it stands for is no stamp.
$(shell [ -x $(PY) ] || rm -f $(VENV)/*.stamp)
$(if $(wildcard node_modules/.package-lock.json),,$(shell rm -f build/packages.stamp))
$(shell url='$(DATABASE_URL)'; file="$${url#sqlite:///}"; [ -e "$${file:-$(DATABASE)}" ] || rm -f $(DATA_STAMP))
$(if $(wildcard build/static/manifest.json),,$(shell rm -f build/suites.stamp build/own.stamp))

.PHONY: help run dev data static test test-pythons check bench attack lock lock-check prove-install clean clean-data folders first

help: ## Show this list
	@while IFS= read -r line; do \
		[[ $$line =~ ^([a-z-]+):.*'## '(.*)$$ ]] && printf '  make %-14s %s\n' "$${BASH_REMATCH[1]}" "$${BASH_REMATCH[2]}"; \
	done < $(firstword $(MAKEFILE_LIST)) || true

run: first $(VENV)/run.stamp static data ## Install, build the database and the static files, serve (PORT, HOST, WORKERS, DATABASE_URL)
	@exec $(PY) -m gunicorn

dev: $(VENV)/run.stamp build/packages.stamp data ## Serve from the sources, restart on every change of a Python file
	@BUILD_DIR=build/dev WORKERS=1 LOG_LEVEL=$(or $(LOG_LEVEL),info) exec $(PY) -m gunicorn --reload

data: $(DATA_STAMP) ## Build the database from the bundled catalog

static: build/suites.stamp build/own.stamp ## Build the static files

test: first $(VENV)/dev.stamp static data ## Run every test, browser tests included (BROWSER=no leaves those out)
	@./scripts/run_tests.sh $(PY) '$(BROWSER)' --ignore=tests/bench $(PYTEST_ARGS)

test-pythons: ## Run every test on the oldest Python of this machine, and all but the browser tests on the newest
	@./scripts/test_pythons.sh '$(MAKE)'

check: $(VENV)/dev.stamp ## Lint, format check, types, arrows between rooms
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy $(ROOMS) app.py settings.py gunicorn.conf.py
	$(PY) -c 'import importlinter.cli as cli; cli.lint_imports_command()'

bench: $(VENV)/dev.stamp static data ## Measure (tests/bench)
	@$(if $(wildcard tests/bench),$(PY) -m pytest -s tests/bench,echo "tests/bench has no measurements yet")

attack: $(VENV)/dev.stamp ## Attack disclosure control twenty times as hard as the tests do (hours)
	@ATTACK_SCALE=$(or $(ATTACK_SCALE),20) $(PY) -m pytest $(PYTEST_ARGS) tests/walks/disclosure/test_attack.py tests/walks/disclosure/test_stranger.py

lock: $(VENV)/dev.stamp ## Renew requirements/*.txt to the newest releases that pyproject.toml allows, and package-lock.json
	./scripts/lock.sh $(VENV)/bin/uv --upgrade
	@PATH="$(NODE_PATH)$$PATH" npm install --package-lock-only --ignore-scripts

lock-check: $(VENV)/dev.stamp ## Say whether the locks follow from pyproject.toml and still install on every supported Python
	@./scripts/check_lock.sh $(VENV)/bin/uv

prove-install: ## Install and test fresh clones: every pip that Python brought, a path with a space, a user without rights (slow)
	@./scripts/prove_install.sh

clean: ## Remove everything that can be made again; the data stay
	rm -rf $(VENV) .venv-3.* build node_modules .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

clean-data: ## Delete the databases in data/, after saying what would be lost (YES=1 answers)
	@YES="$(YES)" "$$([ -x $(PY) ] && echo $(PY) || echo "$(PYTHON)")" -m scripts.clean_data

folders:
	@./scripts/check_folders.sh . build data $(VENV) node_modules $(DATABASE)

first: folders
	@[ -e $(VENV)/run.stamp ] || echo "First run: Python packages, front-end packages, static files, database. A few minutes; later starts take seconds."

$(PY): | folders
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12, 3.13 or 3.14 is needed: install one, or say PYTHON=/path/to/python3"; exit 1; }
	@echo "Creating the environment in $(VENV) ($$("$(PYTHON)" --version))"
	@"$(PYTHON)" -m venv --clear $(VENV) || { rm -rf $(VENV); echo "Python's venv module is needed (Debian: apt-get install python3-venv)"; exit 1; }

$(VENV)/run.stamp: requirements/pip.txt requirements/run.txt | $(PY) folders
	@$(PY) -m scripts.install run
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	@$(PY) -m scripts.install dev
	@touch $@

$(VENV)/node.stamp: requirements/node.txt $(VENV)/run.stamp
	@$(if $(NODE_AT_HAND),,$(PY) -m scripts.install node)
	@touch $@

build/packages.stamp: package.json package-lock.json .npmrc | $(VENV)/node.stamp folders
	@echo "Installing front-end packages (package-lock.json, hashes checked)"
	@PATH="$(NODE_PATH)$$PATH" npm ci --ignore-scripts --loglevel=error
	@mkdir -p build && touch $@

build/outlines.json: scripts/outlines.mjs build/packages.stamp
	@PATH="$(NODE_PATH)$$PATH" node scripts/outlines.mjs $@

build/suites.stamp: requirements/run.txt build/packages.stamp scripts/build_static.py | $(VENV)/run.stamp
	@echo "Compressing the component bundles (about 20 seconds, once)"
	@$(PY) -m scripts.build_static suites
	@touch $@

build/own.stamp: $(wildcard assets/css/*.css assets/js/*.js assets/favicon.svg) build/packages.stamp scripts/build_static.py | $(VENV)/run.stamp
	@$(PY) -m scripts.build_static own
	@touch $@

$(DATA_STAMP): $(DATA_SOURCES) build/outlines.json | $(VENV)/run.stamp
	@$(PY) -m command_line data build
	@touch $@

# The command line: a copy, so that it works from any folder and wherever .venv leads.
run dev data test: $(VENV)/bin/dashboards

$(VENV)/bin/dashboards: scripts/dashboards | $(PY)
	@cp scripts/dashboards $@ && chmod 755 $@
