#!/bin/sh
# Which nginx stands before the servers in the tests? Prints its path; nothing where there is none.
# With --install it unpacks Debian's package under var/nginx where there is none. The package is not installed, since
# that would start a server on port 80.
set -eu

folder=var/nginx
unpacked=$folder/usr/sbin/nginx

find_one() {
    for candidate in "${NGINX:-}" nginx /usr/sbin/nginx "$unpacked"; do
        [ -n "$candidate" ] || continue
        if found=$(command -v "$candidate" 2>/dev/null) && "$found" -v >/dev/null 2>&1; then
            case $found in
            /*) printf '%s\n' "$found" ;;
            *) printf '%s/%s\n' "$PWD" "$found" ;;
            esac
            return 0
        fi
    done
    return 1
}

fetch() (
    cd "$folder"
    rm -f ./*.deb
    apt-get download -q nginx >/dev/null 2>&1 && dpkg -x nginx_*.deb . && rm -f ./*.deb
)

find_one && exit 0
[ "${1:-}" = "--install" ] || exit 0

if command -v apt-get >/dev/null 2>&1 && command -v dpkg >/dev/null 2>&1; then
    echo "Fetching the Debian package nginx …" >&2
    mkdir -p "$folder"
    if fetch || { [ "$(id -u)" = 0 ] && apt-get update -q >/dev/null 2>&1 && fetch; }; then
        find_one && exit 0
    fi
fi
echo "No nginx that runs was found. The tests behind a proxy are left out; name one: make test NGINX=/path/to/nginx" >&2
