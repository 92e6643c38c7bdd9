# Shared by the commands in this folder; sourced, never run. Sets `root`, the top of the checkout.
# shellcheck shell=bash

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

say() { printf '%s\n' "$*"; }
die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# build PRESET [cmake --build arguments]: configures and builds. A build folder that was made from another place (a copied
# checkout) is made anew.
build() {
    local preset=$1
    shift
    local cache="$root/build/$preset/CMakeCache.txt" fresh=()
    if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
        fresh=(--fresh)
    fi
    (cd "$root" && cmake --preset "$preset" "${fresh[@]}" >"$root/build/configure-$preset.log" 2>&1) || {
        cat "$root/build/configure-$preset.log" >&2
        return 1
    }
    (cd "$root" && cmake --build --preset "$preset" --parallel "$(nproc)" "$@")
}
