# Two commands do everything: `make demo` shows what Counterspy does, `make test` proves that it works.
.DEFAULT_GOAL := help
.PHONY: help demo test bench fuzz docs lock clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(PYTHON) -m pip --python $(BIN)/python install --quiet --quiet --disable-pip-version-check --no-warn-script-location

help: ## what there is to make
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/core.done ## read the shipped demo documents and show what they say
	@$(BIN)/counterspy demo

test: $(VENV)/dev.done ## everything that must pass
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@said=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$said"; exit 1; }
	@$(BIN)/interrogate --quiet src
	@$(BIN)/pytest -n 2

bench: $(VENV)/core.done $(VENV)-bench/done ## measure, with the peers in the same run
	@$(BIN)/python benchmarks/run.py --peer $(VENV)-bench/bin/python

fuzz: $(VENV)/core.done ## read ten thousand torn documents, and ever longer ones
	@$(BIN)/python benchmarks/fuzz.py

docs: $(VENV)/dev.done ## write the generated pages
	@$(BIN)/python -c "from counterspy.vocabulary import vocabulary_reference as page; print(page(), end='')" > docs/reference/vocabulary.md

lock: ## renew the locked versions (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --group build pyproject.toml -o requirements/core.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --group dev pyproject.toml -c requirements/core.txt -o requirements/dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade requirements/bench.in -o requirements/bench.txt

clean: ## remove what the other commands made
	rm -rf $(VENV) $(VENV)-bench build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache counterspy-demo

$(VENV)/bin/python:
	@sh requirements/check.sh $(PYTHON)
	@$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/core.done: $(VENV)/bin/python requirements/core.txt pyproject.toml
	@echo "Setting up in $(VENV) (once) …"
	@$(PIP) --require-hashes -r requirements/core.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)-bench/done: requirements/bench.txt
	@echo "Setting up the peers in $(VENV)-bench (once) …"
	@sh requirements/check.sh $(PYTHON)
	@$(PYTHON) -m venv --without-pip $(VENV)-bench
	@$(PYTHON) -m pip --python $(VENV)-bench/bin/python install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

$(VENV)/dev.done: $(VENV)/core.done requirements/dev.txt
	@echo "Adding what the tests need (once) …"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
