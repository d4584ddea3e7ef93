#!/usr/bin/env bash
# Install what is missing: Debian packages (with sudo, or as root), a virtual environment, the locked Python packages.
# Usage: tools/setup.sh [bench]
set -euo pipefail
cd "$(dirname "$0")/.."

need=(run "$@")
wanted=()
for part in "${need[@]}"; do
    while read -r _ names; do
        read -ra found <<<"$names"
        wanted+=("${found[@]}")
    done < <(grep "^$part " tools/packages.txt)
done

if command -v dpkg-query >/dev/null; then
    missing=()
    for name in "${wanted[@]}"; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        echo "Installing Debian packages: ${missing[*]}"
        as_root=()
        if [ "$(id -u)" -ne 0 ]; then
            command -v sudo >/dev/null || { echo "Neither root nor sudo: install them yourself, then try again." >&2; exit 1; }
            as_root=(sudo)
        fi
        "${as_root[@]}" apt-get update -qq
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    fi
else
    echo "Not a Debian system: these packages must be there under its own names: ${wanted[*]}"
fi

[ -x .venv/bin/python ] || python3 -m venv .venv
if ! .venv/bin/python -c 'import uv' 2>/dev/null; then
    .venv/bin/python -m ensurepip -q 2>/dev/null || true
    .venv/bin/python -m pip install -q --disable-pip-version-check uv
fi
export UV_COMPILE_BYTECODE=1  # else the first start after an installation compiles them all, one by one
echo "Installing the locked Python packages"
.venv/bin/uv sync -q --frozen --all-extras
