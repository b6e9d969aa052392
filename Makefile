# `make run` and `make test` do all their own set-up, in .venv, from the locks.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# One more than cores: tests wait for sockets and processes as well.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
LOCK = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help run test durability sockets fuzz check locale bench screenshots setup lock audit clean

help: ## List what can be made.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(READY) ## Start Almanac: on Discord if DISCORD_TOKEN is set, here or in .env, else the playground.
	@if [ -n "$$DISCORD_TOKEN$$DISCORD_TOKEN_FILE" ] || grep -Eqs '^ *(export +)?DISCORD_TOKEN(_FILE)? *= *[^ ]' .env; \
	then exec $(BIN)/almanac run; \
	else exec $(BIN)/almanac playground; fi

test: $(READY) ## Run the tests.
	@$(BIN)/python -m pytest -q --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

durability: $(READY) ## Kill a writer 50 times, and look for an edit that was lost.
	@$(BIN)/python -m tests.durability

fuzz: $(READY) ## Try hostile inputs for ten minutes, and look for one that is not taken well.
	@$(BIN)/python -m tests.fuzz

sockets: $(READY) ## Live the life of a server over real sockets, with faults, ten times.
	@$(BIN)/python -m tests.sockets

check: $(READY) ## Run the linters, the type checker, the import contracts and the base's checks.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/almanac kb check

locale: $(READY) ## Bring the translations up to date; NEW=fr begins a language.
	@$(BIN)/python -m tests.locale $(NEW)

bench: $(READY) ## Hold the engine's speed against what one writes first, in some seconds.
	@$(BIN)/python -m tests.bench.speed --short

screenshots: $(READY) ## Take pictures of every card, for people to look at: tests/screenshots/.
	@$(BIN)/python -m tests.looks

setup: $(READY) ## Prepare .venv, and nothing else.

# The stamp is written last, so an interrupted set-up starts anew.
$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Almanac needs Python 3.11 or newer: install python3.11 (or newer), or name one with 'make PYTHON=python3.12 $(MAKECMDGOALS)'." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments: install the package python3-venv." >&2; exit 1; }
	@echo "Preparing $(VENV), once ..."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

lock: $(READY) ## Pin the newest versions of all dependencies, for every platform.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/$(LOCK) --upgrade --extra semantic --extra postgresql --group build --output-file requirements.lock
	@$(BIN)/$(LOCK) --upgrade --extra semantic --extra postgresql --extra playground --group dev \
		--constraint requirements.lock \
		--output-file requirements-dev.lock

audit: $(READY) ## Look for known vulnerabilities in what is pinned; asks a service on the network.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	@$(BIN)/pip-audit --require-hashes --disable-pip --requirement requirements.lock
	@$(BIN)/pip-audit --require-hashes --disable-pip --requirement requirements-dev.lock

clean: ## Remove what was set up and cached.
	@rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
