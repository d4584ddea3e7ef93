#!/usr/bin/env bash
# Build the vCenter that the tests talk to, when its sources changed, and print where it is.
# The packages come from tools/setup.sh test.
set -euo pipefail
cd "$(dirname "$0")/../.."

built=$PWD/build/vcsim/vcsim
mkdir -p "${built%/*}"
exec 9>"$built.lock"
flock 9 # test processes start at the same time
if [ ! -x "$built" ] || [ -n "$(find tools/vcsim -newer "$built" -type f)" ]; then
    command -v go >/dev/null || { echo "Go is not installed: run tools/setup.sh test" >&2; exit 1; }
    (
        cd tools/vcsim
        GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS="" go build -o "$built.new" . >&2
    )
    mv "$built.new" "$built"
fi
echo "$built"
