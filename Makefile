# `make demo` and `make test` do all the set-up they need: a virtual environment of their own in .venv.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

.PHONY: demo test check bench messages clean

demo: $(VENV)/.ready
	$(BIN)/coder demo demo

# Four at a time on two cores: much of the time is waiting for a terminal.
test: $(VENV)/.ready
	$(BIN)/python -m pytest -n 4

check: $(VENV)/.ready
	$(BIN)/ruff check coder tests
	$(BIN)/ruff format --check coder tests
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.ready
	$(BIN)/python -m tests.benchmarks

# Takes up texts that were marked with _, ngettext or N_ in coder/, and what --help says, and compiles the translations.
LOCALE := coder/locale/nl/LC_MESSAGES/coder
messages: $(VENV)/.ready
	@mkdir -p build
	$(BIN)/python docs/help_messages.py > build/help.py
	$(BIN)/pybabel -q extract --no-location --sort-output --project coder -o build/coder.pot coder build/help.py
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -N -l nl -i build/coder.pot -o $(LOCALE).po
	$(BIN)/pybabel -q compile -l nl -i $(LOCALE).po -o $(LOCALE).mo

clean:
	rm -rf $(VENV) demo build dist

# constraints.txt pins every version that was tested; pyproject.toml says which others should do.
$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
