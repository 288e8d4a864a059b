#!/bin/sh
# Is there an ffmpeg for the tests that render a film? Prints its path; nothing where there is none.
# With --install it installs Debian's package where it may.
set -eu

command -v ffmpeg && exit 0
[ "${1:-}" = "--install" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing the Debian package ffmpeg …" >&2
    install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends ffmpeg >/dev/null 2>&1; }
    install || { apt-get update -q >/dev/null 2>&1 && install; } || true
    command -v ffmpeg && exit 0
fi
echo "There is no ffmpeg. The tests that render a film are left out; Debian: sudo apt install ffmpeg" >&2
