#!/bin/sh
# The tree is tidy: no notes to self, no tabs in sources, no blanks at line ends, every file ends with a line feed, names of
# files are plain.
set -eu
root=${HOLDEM_ROOT:-$(cd "$(dirname "$0")/../.." && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tab=$(printf '\t')
# In two halves, so that this file does not catch itself.
notes="TO""DO|FIX""ME|XX""X|HA""CK"

# The project's own files below the current folder, one a line.
list_files() {
    git ls-files --cached --others --exclude-standard 2>/dev/null | grep . ||
        find . \( -path ./build -o -path ./logs -o -path ./.git -o -name node_modules \) -prune -o -type f -print |
        sed 's,^\./,,'
}

# Prints a line for each fault of the tree at $1.
faults() (
    cd "$1"
    list_files | while read -r file; do
        [ -f "$file" ] || continue
        case $file in
        *[!A-Za-z0-9._/-]*) echo "$file: use letters, digits, '.', '_' and '-' in names" ;;
        esac
        # Fixtures of tests may hold anything; what a package manager writes is not ours to tidy.
        case $file in
        *package-lock.json | tests/golden/* | tests/*/fixtures/*) continue ;;
        *.c | *.h | *.sh | *.md | *.txt | *.cmake | *.yaml | *.json | *.game | *.js | *.mjs) ;;
        quickstart | run-tests | .ci/run | scripts/* | tests/run-script) ;;
        *) continue ;;
        esac
        grep -nEw "$notes" "$file" | sed "s,^,$file: note to self: ,"
        grep -n "$tab" "$file" | sed "s,^,$file: tab: ,"
        grep -n ' $' "$file" | sed "s,^,$file: blank at the end: ,"
        [ -z "$(tail -c 1 "$file")" ] || echo "$file: no line feed at the end"
    done
)

status=0
# expect NAME PATTERN CONTENT: a file with CONTENT must give a fault like PATTERN, or none when PATTERN is empty.
expect() {
    rm -rf "$work/tree"
    mkdir -p "$work/tree/src"
    printf '%b' "$3" >"$work/tree/src/planted.c"
    found=$(faults "$work/tree")
    if [ -z "$2" ]; then
        [ -z "$found" ] && return 0
    else
        printf '%s\n' "$found" | grep -q -- "$2" && return 0
    fi
    echo "self-test '$1': expected '$2', got '$found'"
    status=1
}
expect "clean" "" 'int a;\n'
expect "a name that only contains the word" "" 'char name[] = "fileXX''XXXX";\n'
expect "note" "note to self" '/* TO''DO: later */\n'
expect "tab" "tab" 'int\ta;\n'
expect "blank" "blank at the end" 'int a; \n'
expect "no line feed" "no line feed" 'int a;'

found=$(faults "$root")
if [ -n "$found" ]; then
    printf '%s\n' "$found"
    status=1
fi
exit $status
