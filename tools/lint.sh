#!/bin/sh
# Every check that runs no test. Stops at the first that fails.
set -eu

python=.venv/bin/python
step() { printf '\n── %s\n' "$1"; }

# The settings must be readable, whatever the developer's own environment says.
unset DATABASE_URL REDIS_URL HOST PORT
mkdir -p var

step "Code: ruff"
$python -m ruff check --quiet .
$python -m ruff format --quiet --check .

step "Types: mypy"
$python -m mypy

step "Layers: import-linter"
PYTHONPATH=src $python -c "from importlinter.cli import lint_imports_command; lint_imports_command()" --no-logo --cache-dir var/importlinter

step "Templates: djlint"
$python -m djlint --quiet --lint src
$python -m djlint --quiet --check src

step "Translations: complete and compiled"
$python tools/messages.py --check
