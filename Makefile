# Every command of this project. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= python3
BIN := .venv/bin
ifdef PORT
export BESSAI_PORT := $(PORT)
endif

define need-python
	@command -v $(PYTHON) >/dev/null || { echo "bessai: $(PYTHON) is missing; install Python 3.11 or newer." >&2; exit 1; }
endef

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: venv ## Install, migrate, seed, build what changed, start everything (PORT=8000)
	@exec $(BIN)/python -m bessai_berinta run

dev: venv ## The same with reload: saved Python restarts the app and rebuilds the pages
	@exec $(BIN)/python -m bessai_berinta dev

test: venv-dev lint ## Lint, types, unit, integration and browser tests, with coverage
	@$(BIN)/python -m tests.e2e.browser
	$(BIN)/pytest --cov --cov-report=term

lint: venv-dev ## Style, formatting, types, dependency rules
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: venv-dev ## Put all Python into the house style
	@$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: venv-dev ## Measure the production build beside a blank one, and reports under load
	@$(BIN)/python -m tests.e2e.browser
	missed=0; $(BIN)/python -m benchmarks || missed=1
	$(BIN)/python -m benchmarks.load || missed=1
	exit $$missed

train: venv-dev ## Learn the category suggestion anew; writes its weights and training/REPORT.md
	@$(BIN)/python -m training

plans: venv-dev ## Explain the hottest queries over 200,000 reports into docs/query-plans.md
	@$(BIN)/python -m benchmarks.load.plans

clean: ## Remove what can be made again; the database in var/ stays
	@rm -rf .web .states .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage* htmlcov var/bench
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

venv:
	$(need-python)
	@$(PYTHON) tools/install.py requirements.txt

venv-dev:
	$(need-python)
	@$(PYTHON) tools/install.py requirements.txt requirements-dev.txt

.PHONY: help run dev test lint format bench train plans clean venv venv-dev
