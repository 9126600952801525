# Everything starts here: `make run` on a machine with Python >= 3.11 and make. `make help` lists the rest.
# Each step leaves a stamp in build/; a second run does only what changed files ask for.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
PY := $(VENV)/bin/python
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))
NPM := $(or $(shell command -v npm),$(abspath $(VENV)/bin/npm))
NODE := $(or $(shell command -v node),$(abspath $(VENV)/bin/node))
# A file's tests stay together: they share the app they start.
PYTEST_ARGS ?= --numprocesses=auto --maxprocesses=4 --dist=loadfile
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

ROOMS := $(sort pages $(filter-out tests,$(patsubst %/__init__.py,%,$(wildcard */__init__.py))))
DATABASE := data/dashboards.sqlite
# Another DATABASE_URL has a stamp of its own.
DATA_STAMP := build/database$(if $(DATABASE_URL),-$(firstword $(shell printf '%s' '$(DATABASE_URL)' | cksum))).stamp
DATA_SOURCES := $(shell find data_pipeline database/models.py database/migrations -type f -not -name '*.pyc' 2>/dev/null)

# A stamp without what it stands for is no stamp.
$(if $(wildcard $(PY)),,$(shell rm -f build/venv.stamp build/dev.stamp build/node.stamp))
$(if $(wildcard node_modules/.package-lock.json),,$(shell rm -f build/packages.stamp))
$(if $(DATABASE_URL)$(wildcard $(DATABASE)),,$(shell rm -f $(DATA_STAMP)))
$(if $(wildcard build/static/manifest.json),,$(shell rm -f build/suites.stamp build/own.stamp))

.PHONY: help run dev data static test check bench lock clean

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | while IFS=$$'\t' read -r name text; do \
		printf '  make %-8s %s\n' "$$name" "$$text"; done

run: build/venv.stamp static data ## Install, build the database and the static files, serve (PORT, HOST, WORKERS, DATABASE_URL)
	@exec $(VENV)/bin/gunicorn

dev: build/venv.stamp build/packages.stamp data ## Serve from the sources, restart on every change of a Python file
	@BUILD_DIR=build/dev WORKERS=1 LOG_LEVEL=$(or $(LOG_LEVEL),info) exec $(VENV)/bin/gunicorn --reload

data: $(DATA_STAMP) ## Build the database from the bundled catalog

static: build/suites.stamp build/own.stamp ## Build the static files

test: build/dev.stamp static data ## Run every test, browser tests included
	@path="$$(./scripts/find_chromium.sh $(PY))" && CHROMIUM="$$path" $(PY) -m pytest --ignore=tests/bench $(PYTEST_ARGS)

check: build/dev.stamp ## Lint, format check, types, arrows between rooms
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy $(ROOMS) app.py settings.py gunicorn.conf.py
	$(VENV)/bin/lint-imports

bench: build/dev.stamp static data ## Measure (tests/bench)
	@$(if $(wildcard tests/bench),$(PY) -m pytest -s tests/bench,echo "tests/bench has no measurements yet")

lock: build/venv.stamp ## Compile requirements/*.txt from pyproject.toml, and package-lock.json from package.json
	@test -x $(VENV)/bin/uv || $(MAKE) build/dev.stamp
	./scripts/lock.sh $(VENV)/bin/uv
	$(NPM) install --package-lock-only --ignore-scripts

clean: ## Remove everything that was made, the database too
	rm -rf $(VENV) build node_modules $(DATABASE) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or say PYTHON=/path/to/python3"; exit 1; }
	@echo "Creating the environment in $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); echo "Python's venv module is needed (Debian: apt-get install python3-venv)"; exit 1; }

build/venv.stamp: requirements/run.txt | $(PY)
	@echo "Installing Python packages (requirements/run.txt, hashes checked)"
	@$(PIP_INSTALL) -r requirements/run.txt
	@mkdir -p build && touch $@

build/dev.stamp: requirements/dev.txt build/venv.stamp
	@echo "Installing the tools for tests and checks (requirements/dev.txt, hashes checked)"
	@$(PIP_INSTALL) -r requirements/dev.txt
	@touch $@

build/node.stamp: requirements/node.txt build/venv.stamp
ifeq ($(shell command -v npm),)
	@echo "Installing Node.js into $(VENV) (requirements/node.txt, hashes checked)"
	@$(PIP_INSTALL) -r requirements/node.txt
endif
	@touch $@

build/packages.stamp: package.json package-lock.json .npmrc build/node.stamp
	@echo "Installing front-end packages (package-lock.json, hashes checked)"
	@PATH="$(dir $(NODE)):$$PATH" $(NPM) ci --ignore-scripts --loglevel=error
	@touch $@

build/outlines.json: scripts/outlines.mjs build/packages.stamp
	@$(NODE) scripts/outlines.mjs $@

build/suites.stamp: build/venv.stamp build/packages.stamp scripts/build_static.py
	@echo "Compressing the component bundles (about 20 seconds, once)"
	@$(PY) -m scripts.build_static suites
	@touch $@

build/own.stamp: $(wildcard assets/css/*.css assets/js/*.js assets/favicon.svg) build/packages.stamp scripts/build_static.py
	@$(PY) -m scripts.build_static own
	@touch $@

$(DATA_STAMP): $(DATA_SOURCES) build/outlines.json build/venv.stamp
	@$(PY) -m command_line data build
	@touch $@

# The command line: a copy, so that it works from any folder and wherever .venv leads.
run dev data test: $(VENV)/bin/dashboards

$(VENV)/bin/dashboards: scripts/dashboards | $(PY)
	@cp scripts/dashboards $@ && chmod 755 $@
