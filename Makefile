# Trappen: `make run` shows it, `make test` proves it. All paths are relative, so any folder will do.

.PHONY: help install run test bench bench-live messages lemmas lock lint format
.NOTPARALLEL:

help:
	@echo "make run       the demo organisation on http://127.0.0.1:8000 (HOST= and PORT= move it)"
	@echo "make test      every check and every test, on SQLite and on PostgreSQL"
	@echo "make bench     speed and size against their budgets; writes var/bench.json"
	@echo "make bench-live  live rooms with some thousand phones; writes var/bench-live.json"
	@echo "make install   the environment in .venv with the command .venv/bin/trappen, nothing else"
	@echo "make format    put code and templates in order"
	@echo "make lint      the checks without the tests"
	@echo "make messages  take new texts into the translations and compile them"
	@echo "make lemmas    look up the words of the guide for its search, when the guide has changed"
	@echo "make lock      fix the versions and hashes of all packages anew"

install:
	@sh tools/install.sh

run:
	@sh tools/install.sh
	@exec .venv/bin/trappen serve --demo

test:
	@sh tools/install.sh --dev
	@sh tools/test.sh

lint:
	@sh tools/install.sh --dev
	@sh tools/lint.sh

bench:
	@sh tools/install.sh --dev
	@.venv/bin/python -m bench

bench-live:
	@sh tools/install.sh --dev
	@.venv/bin/python -m bench.live

format:
	@sh tools/install.sh --dev
	@.venv/bin/python -m ruff check --quiet --fix-only .
	@.venv/bin/python -m ruff format .
	@.venv/bin/python -m djlint --quiet --reformat src || true

messages:
	@sh tools/install.sh --dev
	@.venv/bin/python tools/messages.py

lemmas:
	@sh tools/install.sh --dev
	@.venv/bin/python tools/lemmas.py

lock:
	@sh tools/install.sh --dev
	@sh tools/lock.sh
