# `make test` and `make demo` need Python 3.11 or newer, make and git, and nothing else. All they install goes into .venv
# (make VENV=elsewhere PYTHON=/path/to/python3: with another Python, beside it).

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help install test statements coverage demo check lint format types docs docs-fresh lock bench clean

# What stands in the user's environment must not change what is installed or run here.
unexport PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV PIP_CONSTRAINT VIRTUAL_ENV
# Hundreds of processes that the tests start would each compile all that they load.
unexport PYTHONDONTWRITEBYTECODE
export PIP_NO_INPUT := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip
READY := $(VENV)/.ready
UV := uv==0.13.9
PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python /usr/bin/python3
OF_AGE := import sys; sys.exit(sys.version_info < (3, 11))
CAN_VENV := import ensurepip, venv, sys; sys.exit(sys.version_info < (3, 11))

help:
	@echo 'make test    run the tests                  make test ARGS="-k offer"; with --pdb: ARGS="-n 0 --pdb …"'
	@echo 'make coverage   the tests, and what they did not go through'
	@echo 'make demo    the whole loop on made-up people, in ten seconds'
	@echo 'make check   lint, format, types, and whether the reference pages are fresh'
	@echo 'make docs    write the reference pages anew from the code'
	@echo 'make lock    bring the lock files in line with pyproject.toml; UPGRADE=1 takes newer versions'
	@echo 'make bench   measure, and write docs/benchmarks.md; SIZE=full for two million people'
	@echo 'make clean   remove all that was made here'

install: $(READY)

# Only wheels, only those whose hash stands in the lock, and nothing that builds itself.
$(READY): requirements-dev.txt pyproject.toml
	@python=; \
	for one in $(PYTHONS); do \
	  if "$$one" -c '$(CAN_VENV)' 2>/dev/null; then python=$$one; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  for one in $(PYTHONS); do \
	    if "$$one" -c '$(OF_AGE)' 2>/dev/null; then \
	      echo "$$one cannot make virtual environments: its modules venv or ensurepip are missing." >&2; \
	      echo "Install them (Debian, Ubuntu: apt install python3-venv), then run make again." >&2; \
	      exit 1; \
	    fi; \
	  done; \
	  echo "qvax needs Python 3.11 or newer, and none was found. Name one with: make PYTHON=/path/to/python3" >&2; \
	  exit 1; \
	fi; \
	echo "Installing into $(VENV), once; this takes about a minute." >&2; \
	rm -rf $(VENV); \
	"$$python" -m venv $(VENV) || \
	  { echo "$$python could not make $(VENV) (Debian, Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@$(PIP) install -qq --require-hashes --only-binary :all: -r requirements-dev.txt
	@$(PIP) install -qq --no-deps --no-index --no-build-isolation --editable .
	@touch $(READY)

test: $(READY)
	@$(BIN)/python -m pytest -q -n auto --dist worksteal $(ARGS)

# The tests again, and which lines and branches none of them went through; fails below the floor in pyproject.toml.
coverage: export COVERAGE_FILE := $(CURDIR)/.coverage
coverage: $(READY)
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -q -n auto --dist worksteal $(ARGS)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

# What a run of the tests has executed, with QVAX_STATEMENTS=FOLDER, is shown to a real PostgreSQL.
statements: $(READY)
	@$(BIN)/python -m tests.postgresql.statements $(QVAX_STATEMENTS)

demo: $(READY)
	@$(BIN)/qvax demo

check: lint format types docs-fresh

lint: $(READY)
	@$(BIN)/ruff check --quiet .

format: $(READY)
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --check .; exit 1; }

types: $(READY)
	@$(BIN)/mypy --no-error-summary

docs-fresh: $(READY)
	@$(BIN)/python docs/generate.py --check

docs: $(READY)
	@$(BIN)/python docs/generate.py

# requirements-dev.txt is everything, with all extras, requirements.txt is what qvax itself needs, in the same versions.
# Neither names where packages come from. uv is fetched for this alone and not kept.
lock: COMPILE = "$$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --only-binary :all: --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
lock: $(READY)
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT INT TERM && \
	$(PIP) install -qq --target "$$tools" $(UV) && \
	$(COMPILE) --group dev --all-extras --output-file requirements-dev.txt pyproject.toml > /dev/null && \
	$(COMPILE) --constraint requirements-dev.txt --output-file requirements.txt pyproject.toml > /dev/null

# SIZE=quick takes some minutes, SIZE=full (two million people) most of an hour and 10 GB of disk.
SIZE := quick
bench: $(READY)
	@$(PIP) install -qq -r bench/requirements.txt --target $(VENV)/bench || echo "pandas and DuckDB cannot be installed: their columns are left out." >&2
	@PYTHONPATH=.:$(VENV)/bench $(BIN)/python -m bench $(SIZE)

clean:
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage .coverage.* build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
