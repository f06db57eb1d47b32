# Everything to run and develop Bekal; needs Python 3.11 and make. `make` alone lists the targets.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
  && echo $$python && break; done)
VENV := .venv
BENCH_VENV := .venv-bench
BIN := $(VENV)/bin
ARGS :=

PIP := python -m pip --disable-pip-version-check --quiet install
PYTEST := -m pytest -n auto --dist worksteal
COMPILE := bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help setup develop run demo test lint check format coverage mutants words bench lock browser FORCE

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*  ## /  make \1	/p' $(MAKEFILE_LIST)

setup: $(VENV)/.ready  ## create .venv with the locked packages that Bekal needs

develop: $(VENV)/.developing  ## the same, and what tests and checks need

run: setup  ## run the bot with config.toml; without one, the demo
	@if [ -f config.toml ]; then exec $(BIN)/python -m bot run $(ARGS); \
	else exec $(BIN)/python -m bot demo $(ARGS); fi

demo: setup  ## try the bot in a browser, with sample people
	@exec $(BIN)/python -m bot demo $(ARGS)

test: develop browser  ## all tests; ARGS=tests/certificates for one topic
	$(BIN)/python $(PYTEST) $(ARGS)

lint: develop  ## style, types, layers, catalogues
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports
	$(BIN)/python -m locales.check

check: lint test  ## lint and test: must pass before a change is merged

format: develop  ## fix style where that is automatic
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

words: setup  ## add new sentences to the catalogues, report missing ones
	$(BIN)/python -m locales.collect
	$(BIN)/python -m locales.check

coverage: develop browser  ## all tests, and the branches that no test covers
	@rm -f .coverage .coverage.*
	$(BIN)/python -m coverage run $(PYTEST) $(ARGS)
	@$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

mutants: develop  ## change programme/ and services/ here and there: which changes does no test notice?
	@$(BIN)/$(PIP) --require-hashes --requirement requirements-mutants.lock
	nice -n 15 $(BIN)/python tests/support/mutants.py

bench: setup $(BENCH_VENV)/.ready  ## compare with other bots, which are in .venv-bench
	$(BENCH_VENV)/bin/python -m benchmarks $(ARGS)

lock: $(VENV)/.ready  ## lock the versions again; ARGS=--upgrade takes the newest
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT \
	  && $(BIN)/python -m venv "$$tools" && "$$tools/bin/"$(PIP) uv \
	  && "$$tools/"$(COMPILE) $(ARGS) --group install pyproject.toml -o requirements.lock >/dev/null \
	  && "$$tools/"$(COMPILE) $(ARGS) --group dev -c requirements.lock -o requirements-dev.lock >/dev/null \
	  && "$$tools/"$(COMPILE) $(ARGS) --group mutants -c requirements-dev.lock -o requirements-mutants.lock >/dev/null \
	  && "$$tools/"$(COMPILE) $(ARGS) --group bench -o benchmarks/requirements.lock >/dev/null

# Installs Chromium if possible; without it the browser tests are skipped with a warning.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	  || command -v google-chrome >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	    && echo "Installing Chromium for the browser tests ..." \
	    && apt-get -qq update >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get -qq install \
	      --no-install-recommends chromium fonts-liberation >/dev/null; } \
	  || echo "NO CHROMIUM HERE: THE BROWSER TESTS CAN'T RUN (apt-get install chromium)" >&2

$(VENV)/.ready: requirements.lock pyproject.toml $(if $(realpath $(BIN)/python),,FORCE)
	$(call make_environment,$(VENV),requirements.lock)
	@$(BIN)/$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.developing: requirements-dev.lock $(VENV)/.ready
	@$(BIN)/$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

$(BENCH_VENV)/.ready: benchmarks/requirements.lock $(if $(realpath $(BENCH_VENV)/bin/python),,FORCE)
	$(call make_environment,$(BENCH_VENV),benchmarks/requirements.lock)
	@touch $@

define make_environment
	@[ -n "$(PYTHON)" ] || { echo "Bekal needs Python 3.11 or newer (apt-get install python3)," \
	  "or say where it is: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) is no Python from 3.11 on: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "$(PYTHON) can't make environments: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up $(1) (once, about a minute) ..."
	@$(1)/bin/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(1)
	@$(1)/bin/$(PIP) --require-hashes --requirement $(2)
endef
