#!/bin/sh
# What the documents name is there: files and folders of the tree, and in the documents for those who change the program its
# functions and tests, too. Named is what stands in back-quotes outside of blocks of code.
set -eu
root=${HOLDEM_ROOT:-$(cd "$(dirname "$0")/../.." && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What stands in back-quotes on a page, once each; of a command its first word.
code_words() {
    awk '
        /^```/ { inside = !inside; next }
        !inside { n = split($0, part, "`"); for (i = 2; i <= n; i += 2) { split(part[i], word, " "); print word[1] } }
    ' "$1" | LC_ALL=C sort -u
}

# exists PATH: from the root, src/ or tests/ on, or, without a folder, anywhere below these. It may have a * in it.
exists() {
    for place in "" src/ tests/; do
        for found in $place$1; do
            [ ! -e "$found" ] || return 0
        done
    done
    grep -q -x -F -e "$1" "$work/files"
}

# Prints a line for each fault of the tree at $1.
faults() (
    cd "$1"
    find src tests docs python -name node_modules -prune -o -type f -print 2>/dev/null >"$work/paths" || true
    sed 's,.*/,,' "$work/paths" >"$work/files"
    grep -E '\.(c|h|sh|py|txt)$' "$work/paths" >"$work/sources"
    { xargs cat <"$work/sources" | tr -c 'A-Za-z0-9_' '\n'; sed 's,\.[a-z]*$,,' "$work/files"; } | LC_ALL=C sort -u >"$work/names"
    # Paths begin with one of these; what a run or a build writes is none of the tree.
    folders=" $(for folder in */ src/*/; do basename "$folder"; done | grep -v -x build | tr '\n' ' ') .ci "
    for page in *.md docs/*.md tests/*/README.md python/README.md; do
        [ -f "$page" ] || continue
        code_words "$page" | while read -r word; do
            case $word in
            /* | *[A-Z][A-Z]*) ;; # an address; a name is to be filled in
            */*) case $folders in *" ${word%%/*} "*) exists "${word%/}" || echo "$page: there is no $word" ;; esac ;;
            *.c | *.h | *.sh | *.cmake) exists "$word" || echo "$page: there is no $word" ;;
            *[!a-z0-9_]*) ;;
            *_*)
                case $page in README*.md | DESIGN.md | CONTRIBUTING.md | docs/adding.md) ;; *) continue ;; esac
                grep -q -x -F -e "$word" "$work/names" || echo "$page: nothing is called $word"
                ;;
            esac
        done
    done
)

status=0
# expect NAME PATTERN TEXT: a page with that text must give a fault like PATTERN, or none when PATTERN is empty.
expect() {
    rm -rf "$work/tree"
    mkdir -p "$work/tree/src/cfr" "$work/tree/tests" "$work/tree/docs"
    echo 'int walk_init(void);' >"$work/tree/src/cfr/walk.h"
    printf '%b' "$3" >"$work/tree/DESIGN.md"
    found=$(faults "$work/tree")
    if [ -z "$2" ]; then
        [ -z "$found" ] && return 0
    else
        printf '%s\n' "$found" | grep -q -- "$2" && return 0
    fi
    echo "self-test '$1': expected '$2', got '$found'"
    status=1
}
expect "what is there" "" 'See `src/cfr/walk.h`, `cfr/walk.h`, `walk.h`, `cfr/`, `cfr/w*`, `walk_init`.\n'
expect "a folder" "no src/play/" 'See `src/play/`.\n'
expect "a file from src on" "no cfr/forest.h" 'See `cfr/forest.h`.\n'
expect "a file alone" "no forest.h" 'See `forest.h`.\n'
expect "a function" "called walk_start" 'It calls `walk_start`.\n'
expect "places for names, and what a run writes" "" 'A test is `tests/NAME_test.c`; a run writes `checkpoints/`.\n'
expect "code" "" '```\n`cfr/forest.h`\n```\n'

found=$(faults "$root")
if [ -n "$found" ]; then
    printf '%s\n' "$found"
    status=1
fi
exit $status
