# What each target does is said in README.md; CONTRIBUTING.md says when to run which.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: install demo test check format bench clean

install: .venv/.run

.venv/.run: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.test: .venv/.run requirements-test.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

demo: .venv/.run
	@$(BIN)/peernet demo --port $(PORT)

test: .venv/.test
	$(BIN)/pytest

check: .venv/.test
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m peernet.schema.api | diff schema.graphql -

format: .venv/.test
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: .venv/.test
	$(BIN)/python -m bench

clean:
	rm -rf .venv .cache .peernet .pytest_cache .mypy_cache .ruff_cache .hypothesis
