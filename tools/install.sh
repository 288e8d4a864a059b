#!/bin/sh
# From a bare machine to an environment in .venv with the `trappen` command. With --dev also what the tests need.
# Runs at the root of the checkout. Done once, it is done in a moment.
set -eu

requirements=requirements.txt
[ "${1:-}" = "--dev" ] && requirements=requirements-dev.txt
done_mark=".venv/installed-$requirements"

fail() {
    printf '\n%s\n' "$1" >&2
    exit 1
}

is_done() {
    # What the tests need holds all that the server needs, in the same versions.
    for mark in "$done_mark" .venv/installed-requirements-dev.txt; do
        name=${mark#.venv/installed-}
        if [ -f "$mark" ] && cksum "$name" | cmp -s - "$mark" && .venv/bin/trappen version >/dev/null; then
            return 0
        fi
    done 2>/dev/null
    return 1
}

make_environment() {
    python=$(sh tools/find-python.sh) || exit 1
    echo "Making the environment .venv with $("$python" --version) …"
    if ! "$python" -m venv --clear .venv >.venv.log 2>&1; then
        cat .venv.log >&2
        rm -f .venv.log
        fail "The environment could not be made. Is there room on the disk, and may you write in this folder?"
    fi
    rm -f .venv.log
}

# The file names every package, so pip need not look for more: its search for extras would take a newer version than
# the one that the file fixes, and then miss its hash.
fetch_packages() {
    count=$(grep -c '^[A-Za-z0-9]' "$requirements")
    echo "Fetching up to $count packages, each checked against its hash. The first time takes about half a minute …"
    rm -f "$done_mark"
    {
        .venv/bin/python -m pip install --disable-pip-version-check --no-input --progress-bar off \
            --require-hashes --no-deps --requirement "$requirements" 2>.venv/errors || touch .venv/failed
    } | awk '/^Collecting /    { if (++n % 10 == 0) print "  " n " found" }
             /^Installing /    { print "  installing" }'
    if [ -e .venv/failed ]; then
        rm -f .venv/failed
        sed 's/^/  /' .venv/errors >&2
        fail "The packages could not be fetched. Is there a way to the network (a proxy is read from HTTPS_PROXY)?
If pip names a package that does not fit this Python, try another:  make install PYTHON=/path/to/python3"
    fi
    rm -f .venv/errors
}

# The checkout itself: its source folder on Python's path, relative, so that no name of a folder can break it,
# and a command that finds its own Python, since a `#!` line cannot hold a space.
link_checkout() {
    packages=$(cd .venv && echo lib/python3*/site-packages)
    echo "../../../../src" >".venv/$packages/trappen.pth"
    cat >.venv/bin/trappen <<'END'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/python" -m trappen.site.cli "$@"
END
    chmod +x .venv/bin/trappen
}

is_done && exit 0
[ -w . ] || fail "This folder cannot be written to. Copy it to a place of your own, and run make there."
.venv/bin/python -m pip --version >/dev/null 2>&1 || make_environment
fetch_packages
link_checkout
cksum "$requirements" >"$done_mark"
echo "Installed."
