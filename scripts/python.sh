#!/bin/sh
# Prints the path of a Python that can make the virtual environment (3.11 or later, with
# venv); installs Debian's venv package for it when that alone is missing. The system's own
# comes first: distributions build theirs with all optimisations, which one that was compiled
# at home (pyenv) mostly lacks, and then needs a fifth more time for everything.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

fits() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

makes_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

candidates="${PYTHON:-} /usr/bin/python3 python3 python3.13 python3.12 python3.11 python3.14"
fitting=
for python in $candidates; do
    fits "$python" || continue
    if makes_venv "$python"; then
        command -v "$python"
        exit 0
    fi
    fitting=${fitting:-$python}
done

if [ -z "$fitting" ]; then
    has_apt && die "Python 3.11 or later is needed: $(apt_command python3 python3-venv)"
    die "Python 3.11 or later is needed, and none was found (PYTHON=/path/to/python3 says which)."
fi

package="$("$fitting" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
has_apt || die "$fitting can't make a virtual environment: its ensurepip module is missing."
if ! apt_install "$package" || ! makes_venv "$fitting"; then
    die "$fitting can't make a virtual environment yet: $(apt_command "$package")"
fi
command -v "$fitting"
