#!/bin/sh
# Which Chromium do the browser tests use? Prints its path; nothing where Playwright's own is to be used.
# With --install it fetches one where there is none.
set -eu

python=".venv/bin/python"

find_one() {
    for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        [ -n "$candidate" ] || continue
        if found=$(command -v "$candidate" 2>/dev/null) && "$found" --version >/dev/null 2>&1; then
            printf '%s\n' "$found"
            return 0
        fi
    done
    return 1
}

has_own() {
    "$python" - 2>/dev/null <<'END'
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as tool:
    sys.exit(not pathlib.Path(tool.chromium.executable_path).exists())
END
}

find_one && exit 0
[ "${1:-}" = "--install" ] || exit 0
has_own && exit 0

echo "No Chromium is installed; the browser tests need one." >&2
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing the Debian package chromium …" >&2
    if DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium >/dev/null 2>&1 ||
        { apt-get update -q >/dev/null 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium >/dev/null; }; then
        find_one && exit 0
    fi
fi
echo "Fetching Playwright's Chromium …" >&2
if "$python" -m playwright install chromium >&2; then
    exit 0
fi
cat >&2 <<'END'

A browser could not be fetched. Do one of these, then run `make test` again:
  - install the package chromium (Debian: `sudo apt install chromium`);
  - name a browser that you have: `make test CHROMIUM=/path/to/chromium`.
END
exit 1
