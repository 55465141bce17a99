# Two commands matter: `make serve` and `make test`. `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
UV := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.PHONY: help serve author test check format bench audit lock programs

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(VENV)/installed ## Install what is needed and serve the site on this machine
	@exec $(BIN)/atsiv serve

author: $(VENV)/installed ## The same for authors: a lesson saved is a lesson shown
	@exec $(BIN)/atsiv serve --author

test: check node_modules/.installed ## Every check and every test, on SQLite, PostgreSQL and in a real browser
	$(BIN)/pytest -n auto

check: $(VENV)/installed-dev ## The quick checks: lint, types, import contracts, the course
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/atsiv check

format: $(VENV)/installed-dev ## Put the code into its usual form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/installed-dev ## Measure the real server against a bare one
	$(BIN)/python -m bench

audit: $(VENV)/installed-dev ## Look for weaknesses: programs read the code and attack a running site
	$(BIN)/python -m audit

lock: $(VENV)/installed-dev ## Bring the locked versions up to date
	$(UV) --upgrade --group pyproject.toml:build --group pyproject.toml:dev --output-file requirements-dev.txt pyproject.toml
	$(UV) --upgrade --group pyproject.toml:build --constraint requirements-dev.txt --output-file requirements.txt pyproject.toml
	npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || \
		{ echo "Python 3.11 or newer is missing. On Debian: apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version). Name a newer one: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The project is installed in place, so that a changed source file needs no second installation.
$(VENV)/installed: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing what requirements.txt locks; the first time takes a minute …"
	@$(PIP) install --quiet --require-hashes -r requirements.txt
	@$(PIP) install --quiet --no-index --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installing what requirements-dev.txt locks …"
	@$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

programs:
	@sh tests/programs.sh

# Install scripts are off: both packages are only files to read.
node_modules/.installed: package.json package-lock.json | programs
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@
