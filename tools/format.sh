#!/usr/bin/env bash
# Formats C++ with clang-format 14, the version that .clang-format is written for: another one moves other lines.
set -euo pipefail
# shellcheck source=tools/lib.sh
. "$(dirname "$(readlink -f "$0")")/lib.sh"

usage() {
    cat <<'TEXT'
Usage: tools/format.sh [--all] [--check]
Formats the C++ files that differ from the last commit.
  --all     all C++ files
  --check   changes nothing; says what would change and exits 1 where something would
TEXT
}

all='' mode=(-i)
while [ $# -gt 0 ]; do
    case "$1" in
        --all) all=yes ;;
        --check) mode=(--dry-run --Werror) ;;
        --help | -h) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

command -v clang-format-14 >/dev/null || die "clang-format-14 is missing; 'tools/setup --dev' installs it."
command -v git >/dev/null || die "git is missing; it says which files are ours."
cd "$root"
list() {
    git ls-files -z --others --exclude-standard -- '*.cpp' '*.hpp'
    if [ -n "$all" ]; then
        git ls-files -z -- '*.cpp' '*.hpp'
    else
        git diff -z --name-only --diff-filter=d HEAD -- '*.cpp' '*.hpp'
    fi
}
files=()
while IFS= read -r -d '' file; do
    # One that is in the index but deleted since has nothing to format.
    if [ -f "$file" ]; then files+=("$file"); fi
done < <(list)
[ "${#files[@]}" -gt 0 ] || { say "Nothing to format."; exit 0; }
clang-format-14 "${mode[@]}" --style=file "${files[@]}" ||
    die "Some of these ${#files[@]} files are not as .clang-format wants them; tools/format.sh formats them."
say "${#files[@]} files are as .clang-format wants them."
