#!/bin/sh
# Makes .venv from constraints.txt with the package in it, editable, and what tests need.
# Does nothing when that was done already for this pyproject.toml, constraints.txt and place.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

wanted="$(pwd) $(cat pyproject.toml constraints.txt | cksum)"
made="$(cat .venv/made 2>/dev/null || true)"
if [ "$wanted" = "$made" ] && .venv/bin/python -c 'import sys' 2>/dev/null; then
    exit 0
fi

python="$(scripts/python.sh)"
say "making .venv with $("$python" --version)"
"$python" -m venv --clear .venv
# The build tools come first, pinned like the rest: pip would fetch others for each build.
.venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --constraint constraints.txt hatchling setuptools
.venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --constraint constraints.txt --no-build-isolation --editable '.[dev]'
printf '%s' "$wanted" >.venv/made
