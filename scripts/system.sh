#!/bin/sh
# Installs what is missing of the system, where it may; says what to type where it may not.
#   system.sh         what the program needs: WeasyPrint's libraries and a font
#   system.sh tests   what the tests need besides: LibreOffice, Chromium, poppler, Java, SoftHSM
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

in_ci() { case "${CI:-}" in 1 | true | TRUE | True | yes) true ;; *) false ;; esac; }

# -- what is missing ---------------------------------------------------------------------

library_missing() {
    ! .venv/bin/python -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null
}

# Symbols alone (LibreOffice brings such a font) make no text.
fonts_missing() {
    [ -z "$(find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.fonts" \
        "${HOME:-/}/.local/share/fonts" \( -name '*.ttf' -o -name '*.otf' -o -name '*.ttc' \) \
        ! -name 'opens*' -print 2>/dev/null | head -n 1)" ]
}

program_missing() {
    for _command in "$@"; do
        if command -v "$_command" >/dev/null 2>&1; then return 1; fi
    done
}

missing_to_run() {
    if library_missing libpango-1.0.so.0; then echo libpango-1.0-0; fi
    if library_missing libpangoft2-1.0.so.0; then echo libpangoft2-1.0-0; fi
    if library_missing libharfbuzz.so.0; then echo libharfbuzz0b; fi
    if library_missing libharfbuzz-subset.so.0; then echo libharfbuzz-subset0; fi
    if fonts_missing; then echo fonts-dejavu-core; fi
}

missing_to_test() {
    if program_missing soffice libreoffice; then echo libreoffice-calc-nogui; fi
    if writer_missing; then echo libreoffice-writer-nogui; fi
    if program_missing pdftotext || program_missing pdftoppm; then echo poppler-utils; fi
    if program_missing java || program_missing javac; then echo default-jdk-headless; fi
    if [ ! -f /usr/share/java/jaxb-runtime.jar ]; then echo libjaxb-java; fi
    if program_missing softhsm2-util; then echo softhsm2; fi
    if chromium_missing && chromium_packaged; then echo chromium; fi
}

# Debian parts LibreOffice: its word processor opens the minutes that can be edited.
writer_missing() {
    _office=$(command -v soffice || command -v libreoffice || true)
    [ -z "$_office" ] || [ ! -e "$(dirname "$(readlink -f "$_office")")/libswlo.so" ]
}

chromium_missing() {
    program_missing chromium chromium-browser google-chrome google-chrome-stable
}

# Ubuntu's chromium package only sends on to a snap, which containers can't run.
chromium_packaged() { ! grep -qi '^ID=ubuntu' /etc/os-release 2>/dev/null; }

# -- what is done about it ---------------------------------------------------------------

weasyprint_works() { .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; }

to_run() {
    # On other systems the libraries have other names: WeasyPrint itself tells.
    if ! has_apt; then
        if weasyprint_works; then return 0; fi
        die "WeasyPrint needs Pango 1.44 or later and HarfBuzz with hb-subset: install them" \
            "with the system's package manager (macOS: brew install pango), then try again."
    fi
    # shellcheck disable=SC2046  # one word per package
    set -- $(missing_to_run)
    [ $# -gt 0 ] || return 0
    if apt_install "$@"; then return 0; fi
    # An older system may lack libharfbuzz-subset0: WeasyPrint then does without.
    if [ "$*" = libharfbuzz-subset0 ] && weasyprint_works; then return 0; fi
    die "WeasyPrint needs libraries of the system: $(apt_command "$@")"
}

to_test() {
    if chromium_missing && ! chromium_packaged; then
        without "Chromium" "sudo snap install chromium, or Google's own Chrome package"
    fi
    # shellcheck disable=SC2046  # one word per package
    set -- $(missing_to_test)
    [ $# -gt 0 ] || return 0
    if ! has_apt; then
        without "$*" "the system's package manager has them, under these names or others"
    elif ! apt_install "$@"; then
        # shellcheck disable=SC2046  # one word per package
        set -- $(missing_to_test)
        without "$*" "$(apt_command "$@")"
    fi
}

# Tests that need a program are skipped without it; in CI they fail, and say so themselves.
without() {
    say "missing for the tests: $1 ($2)"
    if in_ci; then say "CI is true: the tests that need it will fail"; fi
}

to_run
if [ "${1:-}" = tests ]; then to_test; fi
