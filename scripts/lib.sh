# shellcheck shell=sh
# What the other scripts share; sourced, never run.

say() { printf '%s\n' "palmares: $*" >&2; }

die() {
    say "$@"
    exit 1
}

# How a command gets the rights of the administrator: "" as root, "sudo -n" where that
# asks for no password; fails where it may not.
rights() {
    if [ "$(id -u)" -eq 0 ]; then
        printf ''
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        printf 'sudo -n'
    else
        return 1
    fi
}

has_apt() { command -v apt-get >/dev/null 2>&1; }

as_admin() {
    _prefix=$(rights) || return 1
    # shellcheck disable=SC2086  # two words, or none
    $_prefix env DEBIAN_FRONTEND=noninteractive "$@" </dev/null
}

apt_quietly() {
    as_admin apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=600 "$@" >/dev/null
}

# Installs Debian packages; lists are fetched first, since they may be empty or old. One
# that can't be had does not keep the others out; the answer tells whether all are in.
apt_install() {
    rights >/dev/null || return 1
    say "installing $*"
    apt_quietly update || say "the package lists could not all be refreshed"
    if apt_quietly install -y --no-install-recommends "$@"; then return 0; fi
    _all=0
    for _package in "$@"; do
        apt_quietly install -y --no-install-recommends "$_package" || _all=1
    done
    return "$_all"
}

# What a person types where the script may not.
apt_command() { printf 'sudo apt-get update && sudo apt-get install -y %s' "$*"; }
