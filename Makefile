# `make run` and `make test` do all their own set-up, in .venv, from the locks: what users need, or
# beside it what developers need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TOOLS := $(VENV)/.ready-to-develop
PIP = $(BIN)/python -m pip --disable-pip-version-check
# One more than cores: tests wait for sockets and processes as well.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
LOCK = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help run test durability sockets scale fuzz check locale bench screenshots setup dev lock audit clean

help: ## List what can be made.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(READY) ## Start Almanac: on Discord if DISCORD_TOKEN is set, here or in .env, else the playground.
	@echo "Starting Almanac ..."
	@if [ -n "$$DISCORD_TOKEN$$DISCORD_TOKEN_FILE" ] || grep -Eqs '^ *(export +)?DISCORD_TOKEN(_FILE)? *= *[^ ]' .env; \
	then exec $(BIN)/almanac run; \
	else exec $(BIN)/almanac playground; fi

test: $(TOOLS) ## Run the tests.
	@$(BIN)/python -m pytest -q --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

durability: $(TOOLS) ## Kill a writer 50 times, and look for an edit that was lost.
	@$(BIN)/python -m tests.durability

fuzz: $(TOOLS) ## Try hostile inputs for ten minutes, and look for one that is not taken well.
	@$(BIN)/python -m tests.fuzz

scale: $(TOOLS) ## Run 10,000 servers over four processes, and kill them: an hour, needs PostgreSQL.
	@$(BIN)/python -m tests.scale

sockets: $(TOOLS) ## Live the life of a server over real sockets, with faults, ten times.
	@$(BIN)/python -m tests.sockets

check: $(TOOLS) ## Run the linters, the type checker, the import contracts and the base's checks.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/almanac kb check

locale: $(TOOLS) ## Bring the translations up to date; NEW=fr begins a language.
	@$(BIN)/python -m tests.locale $(NEW)

bench: $(TOOLS) ## Hold the engine's speed against what one writes first, in some seconds.
	@$(BIN)/python -m tests.bench.speed --short

screenshots: $(TOOLS) ## Take pictures of every card, for people to look at: tests/screenshots/.
	@$(BIN)/python -m tests.looks

setup: $(READY) ## Prepare .venv for running Almanac, and nothing else.

dev: $(TOOLS) ## Prepare .venv for developing Almanac too.

# Installs a lock, and says of each package that it comes: on a slow line this takes minutes. A lock
# names everything, so nothing is resolved; what runs is compiled when it first runs. The last line
# carries pip's exit code through the pipe.
define INSTALL
{ $(PIP) install --progress-bar off --no-compile --no-deps --require-hashes --requirement $(1); \
	echo "ended $$?"; } | awk \
	-v all="$$(grep -c '==' $(1))" '/^Requirement already / { count++ } \
	/^(Collecting|Processing) / { sub(".*/", "", $$2); \
		printf "  %d of %d: %s\n", ++count, all, $$2; fflush() } \
	/^Installing / { print "  unpacking ..."; fflush() } \
	/^ended / { code = $$2 } END { exit code }'
endef

# The stamps are written last, so an interrupted set-up starts anew.
$(READY): requirements-playground.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Almanac needs Python 3.11 or newer: install python3.11 (or newer), or name one with 'make PYTHON=python3.12 $(MAKECMDGOALS)'." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments: install the package python3-venv." >&2; exit 1; }
	@echo "Preparing $(VENV), once: about a minute, and 400 MB on the disk ..."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(call INSTALL,requirements-playground.lock)
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(TOOLS): requirements-dev.lock $(READY)
	@echo "Adding what developers need to $(VENV), once ..."
	@$(call INSTALL,requirements-dev.lock)
	@touch $@

lock: $(TOOLS) ## Pin the newest versions of all dependencies, for every platform.
	@$(PIP) install --quiet uv
	@$(BIN)/$(LOCK) --upgrade --extra multilingual --extra postgresql --group build --output-file requirements.lock
	@$(BIN)/$(LOCK) --upgrade --extra multilingual --extra playground --group build \
		--constraint requirements.lock \
		--output-file requirements-playground.lock
	@$(BIN)/$(LOCK) --upgrade --extra multilingual --extra postgresql --extra playground \
		--group dev \
		--constraint requirements-playground.lock \
		--output-file requirements-dev.lock

audit: $(TOOLS) ## Look for known vulnerabilities in what is pinned; asks a service on the network.
	@$(PIP) install --quiet pip-audit
	@$(BIN)/pip-audit --require-hashes --disable-pip --requirement requirements-playground.lock
	@$(BIN)/pip-audit --require-hashes --disable-pip --requirement requirements-dev.lock

clean: ## Remove what was set up and cached.
	@rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
