#!/bin/sh
# The programs that the tests start, besides Python: a browser, PostgreSQL, npm and a Java runtime.
# Missing ones are installed where that is possible (root on Debian); elsewhere they are named.
set -eu

missing=""
need() { # package, then the commands of which one must exist
    package=$1
    shift
    for command in "$@"; do
        if command -v "$command" >/dev/null 2>&1; then return 0; fi
    done
    missing="$missing $package"
}

need chromium chromium
# Debian keeps the server's programs out of the PATH.
need postgresql initdb /usr/lib/postgresql/*/bin/initdb
need gettext msgcat
need npm npm
need default-jre-headless java

if [ -z "$missing" ]; then exit 0; fi

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing what the tests need:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086  # a list of package names, one word each
    exec apt-get install -qq --yes --no-install-recommends $missing >/dev/null
fi

echo "The tests need programs that are not on this machine. On Debian:" >&2
echo "    sudo apt-get install --no-install-recommends$missing" >&2
exit 1
