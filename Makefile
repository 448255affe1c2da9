# `make demo` and `make test` are the two commands of the README, with their own environments.
PYTHON ?= python3
VENV ?= .venv

.PHONY: demo test check fast slow build specimen

$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --upgrade pip
	$(VENV)/bin/python -m pip install --quiet --constraint constraints.txt --editable ".[test]"
	touch $@

demo: $(VENV)/ready
	$(VENV)/bin/framing demo -o out --force

test: $(VENV)/ready check fast

check: $(VENV)/ready
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/codespell framing tests docs README.md CONTRIBUTING.md CHANGELOG.md
	$(VENV)/bin/deptry .
	$(VENV)/bin/vulture
	$(VENV)/bin/framing lexicon check

fast: $(VENV)/ready
	$(VENV)/bin/pytest -n auto -m "not slow"

slow: $(VENV)/ready
	$(VENV)/bin/pytest -m slow

build: $(VENV)/ready
	$(VENV)/bin/python -m build --wheel --outdir dist .

specimen: $(VENV)/ready
	$(VENV)/bin/framing report examples/port-ellery -o reports/specimen --to pdf,png,csv --title "Port Ellery: three outlets, eight stories" --force
