# Shared by the commands in this folder; sourced, never run. Sets `root`, the top of the checkout.
# shellcheck shell=bash

# What runs without any environment has no PATH, and `su` gives root one without sbin; dpkg fails for either.
export PATH="${PATH:-/usr/local/bin:/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

say() { printf '%s\n' "$*"; }
die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# ccache keeps its files in the home folder; without one that can be written it would fail every compilation.
find_cache() {
    local home="${HOME:-/nonexistent}"
    local cache="${CCACHE_DIR:-${XDG_CACHE_HOME:-$home/.cache}}"
    if [ -d "$home" ] && mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ]; then return; fi
    export CCACHE_DIR="$root/build/ccache"
}

# build PRESET [cmake --build arguments]: configures and builds. A build folder that was made from another place (a copied
# checkout) is made anew. Where nobody looks on, only what failed is printed.
build() {
    local preset=$1 fresh=() quiet=()
    shift
    local cache="$root/build/$preset/CMakeCache.txt" log="$root/build/configure-$preset.log"
    if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
        fresh=(--fresh)
    fi
    [ -t 1 ] || quiet=(-- --quiet)
    find_cache
    # A checkout of somebody else's can be run, not built.
    if ! mkdir -p "$root/build/$preset" 2>/dev/null || [ ! -w "$root/build" ] || [ ! -w "$root/build/$preset" ]; then
        say "The folder $root/build cannot be written; work in a clone of your own." >&2
        return 1
    fi
    (cd "$root" && cmake --preset "$preset" "${fresh[@]}" >"$log" 2>&1) || {
        cat "$log" >&2
        return 1
    }
    (cd "$root" && cmake --build --preset "$preset" --parallel "$(nproc)" "$@" "${quiet[@]}")
}
