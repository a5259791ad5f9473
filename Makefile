# Two commands are enough: `make run` and `make test`. Both set themselves up in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
STAMP := $(VENV)/.ready
RUN_STAMP := $(VENV)/.runtime
WORKERS ?= 2
FUZZ_SECONDS ?= 300

.DEFAULT_GOAL := help
.PHONY: help run test test-slow browser test-all check bench fuzz exports schema docs screens lock licences dist clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=/path/to/python3") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): pyproject.toml constraints-hashes.txt constraints-build-hashes.txt $(VENV)/bin/python
	@$(PIP) --require-hashes --requirement constraints-hashes.txt --requirement constraints-build-hashes.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMP): $(RUN_STAMP) constraints-dev-hashes.txt
	@$(PIP) --require-hashes --requirement constraints-dev-hashes.txt
	@touch $@

run: $(RUN_STAMP) ## open the app (without a terminal: solve an embedded example and write its bundle)
	@$(BIN)/python -m advisor.cli.start

test: $(STAMP) ## the tests, under five minutes
	@$(BIN)/python -m pytest -n $(WORKERS) -m 'not slow and not wheel'

test-slow: $(STAMP) ## the slow matrices, the terminal gates and the wheel
	@$(BIN)/python -m pytest -n $(WORKERS) -m 'slow or wheel'

test-all: test test-slow ## every test

check: $(STAMP) ## format, lint, types, import contracts, tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

browser: .browser/package.json ## what judges the report in Chromium (npm); test-slow then does so

.browser/package.json: tests/export_docs/package.json
	@mkdir -p .browser && cp $< .browser/new.json && mv .browser/new.json $@
	@npm install --prefix .browser --no-package-lock --ignore-scripts --no-audit --no-fund --silent

bench: $(STAMP) ## performance as ratios against references timed in the same run
	@$(BIN)/python -m tests.bench

fuzz: $(STAMP) ## hostile input for every reader; FUZZ_SECONDS=300 is the time in all
	@nice -n 10 $(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS)

exports: $(RUN_STAMP) ## regenerate the reference bundles in exports/
	@$(BIN)/python -m advisor.cli.reference exports

schema: $(RUN_STAMP) ## regenerate knowledge/schema
	@$(BIN)/advisor knowledge schema --write

docs: $(RUN_STAMP) ## regenerate the command line reference, the man page and the glossary
	@$(BIN)/python -m advisor.cli.reference_docs docs

screens: $(STAMP) ## draw the pictures of the terminal app in docs/screens again
	@$(BIN)/python -m tests.tui.pictures docs/screens

lock: $(STAMP) ## write the constraints with hashes anew after a change of versions (asks the package index)
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tests.distribution.lock

licences: $(STAMP) ## licences of what the program is built from, against the policy
	@$(BIN)/python -m tests.distribution.licences

dist: $(STAMP) ## wheel, sdist, single files, wheelhouse for a jump host, own bill of materials, checksums
	@$(BIN)/python -m tests.distribution.release dist

clean: ## remove the virtual environment and caches
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .fuzz .bench
