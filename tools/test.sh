#!/bin/sh
# `make test`: every check, then every test on SQLite, then every test on PostgreSQL and Valkey.
set -eu

python=.venv/bin/python
workers=${WORKERS:-2}
step() { printf '\n── %s\n' "$1"; }

sh tools/lint.sh

step "A browser"
CHROMIUM=$(sh tools/find-browser.sh --install)
export CHROMIUM
echo "${CHROMIUM:-Playwright\'s own Chromium}"

step "A proxy, and ffmpeg"
NGINX=$(sh tools/find-nginx.sh --install)
export NGINX
echo "${NGINX:-no nginx}, $(sh tools/find-ffmpeg.sh --install || true)"

mkdir -p var/coverage
step "Tests on SQLite"
env -u DATABASE_URL -u REDIS_URL $python -m pytest --numprocesses "$workers" --cov --cov-report=

step "Branches covered in rules, queries and actions"
$python -m coverage report --include='*/rules.py,*/queries.py,*/actions.py,*/rules/*,*/queries/*,*/actions/*'

step "Tests on PostgreSQL and Valkey"
$python tools/with_servers.py $python -m pytest --numprocesses "$workers"
