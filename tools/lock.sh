#!/bin/sh
# Fix the versions and hashes of all packages anew, for every Python and system that Trappen runs on.
# No address of an index is written, so that any mirror can serve. `make lock UPGRADE=--upgrade` takes the newest.
set -eu

compile() {
    .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header ${UPGRADE:-} "$@"
}

compile pyproject.toml --output-file requirements.txt
compile --group dev --constraint requirements.txt pyproject.toml --output-file requirements-dev.txt
echo "requirements.txt and requirements-dev.txt are fixed anew. Run \`make test\` before you commit them."
