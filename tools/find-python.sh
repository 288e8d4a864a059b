#!/bin/sh
# Which Python builds the environment? Runs each candidate and prints the first one that works and is new enough.
# A version manager's name for a Python that is not installed exists and fails, so looking is not enough.
set -u

too_old=""
without_venv=""

for candidate in "${PYTHON:-}" python3.14 python3.13 python3.12 python3.11 python3; do
    [ -n "$candidate" ] || continue
    version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    if ! "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        too_old="$candidate ($version)"
    elif ! "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
        [ -n "$without_venv" ] || without_venv="$candidate" venv_version="$version"
    else
        command -v "$candidate"
        exit 0
    fi
done

if [ -n "$without_venv" ]; then
    cat >&2 <<END
$without_venv is here, but it cannot make virtual environments: its modules venv and ensurepip are missing.
On Debian or Ubuntu:  sudo apt install python$venv_version-venv
Then try again. To use another Python:  make run PYTHON=/path/to/python3
END
elif [ -n "$too_old" ]; then
    cat >&2 <<END
Trappen needs Python 3.11 or later; the newest found here is $too_old.
On Debian 12 or later:  sudo apt install python3 python3-venv
To name one that lies elsewhere:  make run PYTHON=/path/to/python3
END
else
    cat >&2 <<END
No working Python was found. Trappen needs Python 3.11 or later.
On Debian 12 or later:  sudo apt install python3 python3-venv
To name one that lies elsewhere:  make run PYTHON=/path/to/python3
END
fi
exit 1
