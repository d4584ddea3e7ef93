# The only commands anyone needs; the same ones run in CI and by hand.
.DEFAULT_GOAL := help
SHELL := /bin/bash
OUT ?= build/tour
BIN := .venv/bin
STAMP := .venv/.ready
PYTEST := $(BIN)/pytest -n 2 --dist loadgroup --max-worker-restart 0

.PHONY: help setup run test lint format bench tour readme-pictures module docs oracle fuzz wheel clean

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

setup: $(STAMP) ## Install what is missing: Debian packages, a virtual environment, the locked Python packages

$(STAMP): uv.lock pyproject.toml tools/setup.sh tools/packages.txt
	@tools/setup.sh
	@touch $(STAMP)

$(STAMP)-test: $(STAMP)
	@tools/setup.sh test
	@touch $(STAMP)-test

run: setup ## Open the console with an embedded engine; without a display, do the tour offscreen
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" != Linux ]; then exec $(BIN)/vmmconsole $(ARGS); \
	else echo "There is no display here (DISPLAY and WAYLAND_DISPLAY are empty)."; \
	     echo "Doing the main job offscreen instead; the pictures go to $(OUT)."; \
	     exec $(MAKE) --no-print-directory tour OUT=$(OUT); fi

test: $(STAMP)-test ## Run all tests
	@$(PYTEST) $(or $(ARGS),--ignore tests/ui)
	@$(if $(ARGS),,$(PYTEST) tests/ui)

lint: setup ## Check style, types and layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@PYTHONPATH=ui $(BIN)/lint-imports

format: setup ## Format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: setup ## Measure speed and memory beside peers; writes build/bench.json
	@tools/setup.sh bench
	@$(BIN)/python -m tools.bench $(ARGS)

tour: setup ## Drive the console offscreen against real QEMU, a picture of each step: make tour OUT=DIR
	@$(BIN)/vmmconsole tour --out $(OUT)

readme-pictures: setup ## Take the pictures of the README anew, from the tour and the sample fabric
	@$(BIN)/vmmconsole tour --out $(OUT) --readme docs/images

module: setup ## Write the PowerShell module anew, from the cmdlet classes
	@$(BIN)/python -m tools.powershell_module

oracle: setup ## Compare our parser with two others, for developers: installs them into build/oracle, 250 MB
	@$(BIN)/python -m tools.oracle $(ARGS)

docs: setup ## Write what stands in docs/ from the code anew: cmdlets, providers, the OpenAPI document, settings
	@$(BIN)/python -m tools.cmdlet_table
	@$(BIN)/python -m tools.provider_table
	@$(BIN)/python -m tools.openapi
	@$(BIN)/python -m tools.settings_file

fuzz: setup ## Throw broken and made-up scripts at parser and interpreter: make fuzz SECONDS=600
	@$(BIN)/python -m tools.fuzz --seconds $(or $(SECONDS),60) $(ARGS)

wheel: setup ## Build the wheel and the source archive into dist/
	@$(BIN)/uv build -q

clean: ## Remove everything that was made here
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
