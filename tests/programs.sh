#!/bin/sh
# The programs that the tests start, besides Python: a browser, PostgreSQL, nginx, Git, npm and a Java runtime.
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
# Likewise the proxy, for whoever isn't root.
need nginx-light nginx /usr/sbin/nginx
need gettext msgcat
need git git
need npm npm
need openssl openssl
need default-jre-headless java

can_install() { [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; }

install() { # packages
    echo "Installing what the tests need: $*"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "$@" >/dev/null
}

# The product does without it too: where it can't be had, the tests of spelling are skipped.
if ! command -v hunspell >/dev/null 2>&1 && can_install; then
    install hunspell || echo "hunspell could not be installed: the tests of spelling are skipped." >&2
fi

if [ -z "$missing" ]; then exit 0; fi

if can_install; then
    # shellcheck disable=SC2086  # a list of package names, one word each
    install $missing
    exit
fi

echo "The tests need programs that are not on this machine. On Debian:" >&2
echo "    sudo apt-get install --no-install-recommends$missing" >&2
exit 1
