#!/bin/sh
# Every header of src/ compiles on its own, twice in one file, and its guard is named after its path.
set -eu
root=${HOLDEM_ROOT:-$(cd "$(dirname "$0")/../.." && pwd)}
compiler=${CC:-cc}
libraries=$(pkg-config --cflags yaml-0.1 libzstd libxxhash libcjson)

# check ROOT HEADER: HEADER is relative to ROOT/src.
check() {
    guard=$(printf '%s' "$2" | tr 'a-z/.' 'A-Z__')
    if ! grep -q "^#ifndef $guard\$" "$1/src/$2" || ! grep -q "^#define $guard\$" "$1/src/$2"; then
        echo "src/$2: the include guard is not $guard"
        return 1
    fi
    # shellcheck disable=SC2086 -- the flags are words
    if ! printf '#include "%s"\n#include "%s"\nextern int unused;\n' "$2" "$2" |
        "$compiler" -std=c17 -Wall -Wextra -Wpedantic -Werror -Wno-psabi -fsyntax-only -I"$1/src" $libraries -x c - >messages 2>&1; then
        echo "src/$2: does not compile on its own"
        head -n 5 messages
        return 1
    fi
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
status=0

mkdir -p planted/src/room
printf '#ifndef ROOM_GOOD_H\n#define ROOM_GOOD_H\n#include <stdint.h>\nuint32_t good(void);\n#endif\n' >planted/src/room/good.h
printf '#ifndef ROOM_NEEDY_H\n#define ROOM_NEEDY_H\nuint32_t needy(void);\n#endif\n' >planted/src/room/needy.h
printf '#ifndef GUARD_H\n#define GUARD_H\n#endif\n' >planted/src/room/guard.h
check planted room/good.h || { echo "self-test: a good header was refused"; status=1; }
for header in needy guard; do
    if check planted room/$header.h >/dev/null; then
        echo "self-test: room/$header.h was not caught"
        status=1
    fi
done

headers=$(cd "$root/src" && find . -name '*.h' | sed 's,^\./,,' | LC_ALL=C sort)
[ -n "$headers" ] || { echo "no header found below $root/src"; status=1; }
for header in $headers; do
    check "$root" "$header" || status=1
done
exit $status
