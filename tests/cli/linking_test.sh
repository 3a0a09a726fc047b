# The installed library links and works whatever compiler and linker a program is made with, and no name of its inside meets
# one of the program's.
. "$HOLDEM_ROOT/tests/support/shell.sh"
build=$(dirname "$HOLDEM")
for tool in cmake nm pkg-config; do
    command -v $tool >/dev/null || { echo "no $tool"; exit 77; }
done
if nm -u "$build/libholdem.a" | grep -Eq '__(asan|tsan|ubsan|gcov|llvm_profile)'; then
    echo "built for what one compiler alone brings along"
    exit 77
fi
DESTDIR=$PWD/root cmake --install "$build" >log 2>&1 || fail "$(cat log)"
mkdir pc
sed -e "s,^libdir=,&$PWD/root," -e "s,^includedir=,&$PWD/root," "$(find root -name holdem.pc)" >pc/holdem.pc
flags=$(PKG_CONFIG_PATH=$PWD/pc pkg-config --cflags --libs --static holdem)
header=$(find root -name holdem.h)

# Names, without the underscore that macOS puts first.
names() { # FILE NM-OPTION...
    nm "$@" 2>/dev/null | awk 'NF == 3 { print $3 }' | sed 's/^_//' | LC_ALL=C sort -u
}
sed -n 's/^[a-z].*[ *]\(holdem_[a-z_]*\)(.*/\1/p' "$header" | LC_ALL=C sort -u >promised
names "$(find root -name libholdem.a)" -g --defined-only >global
[ -s promised ] && cmp promised global || fail "global: $(tr '\n' ' ' <global); the header has $(tr '\n' ' ' <promised)"

trained run leduc --iters 20000
$HOLDEM show run cr --hand Qh --json | sed -n 's/.*"strategy":[[:space:]]*\[\(.*\)\].*/\1/p' | tr ',' '\n' |
    awk '{ printf "%.4f\n", $1 }' >shown
[ -s shown ] || fail "show says nothing"

# By every compiler and linker that is here; as C++ too, which is the header's business.
tried=0
try() { # SOURCE COMPILER FLAG...
    source=$1
    shift
    command -v "$1" >/dev/null || { echo "not tried: $* (not installed)"; return 0; }
    # shellcheck disable=SC2086 -- pkg-config's flags are words
    "$@" -Wall -Wextra -Werror "$source" $flags -o program 2>log || fail "$*: $(cat log)"
    ./program run cr "" Qh | cut -d , -f 3 | awk '{ printf "%.4f\n", $1 }' | cmp - shown || fail "$*: another strategy"
    tried=$((tried + 1))
}
example=$HOLDEM_ROOT/examples/strategy.c
for compiler in gcc gcc-11 gcc-13 gcc-14 clang; do
    try "$example" $compiler -std=c17
done
for compiler in gcc clang; do
    try "$example" $compiler -std=c17 -O2 -flto
    try "$example" $compiler -std=c17 -fno-lto -no-pie
    try "$example" $compiler -std=c17 -fPIE -pie
done
if command -v ld.lld >/dev/null; then
    try "$example" clang -std=c17 -fuse-ld=lld
else
    echo "not tried: lld (not installed)"
fi
try "$example" g++ -x c++ -std=c++17
try "$example" clang++ -x c++ -std=c++17
[ $tried -gt 0 ] || try "$example" cc -std=c17

# The example in a program that has a function of its own by every name of the library's inside: it would stop there.
names "$build/libholdem_reached.a" -g --defined-only | grep '^[a-z][a-z0-9_]*$' >inside
[ "$(wc -l <inside)" -gt 300 ] || fail "few names inside: $(wc -l <inside)"
grep -qx answer inside || fail "no answer() inside"
{
    echo '#include <stdlib.h>'
    sed 's/.*/void &(void);\nvoid &(void) { abort(); }/' inside
    echo "#include \"$example\""
} >own.c
try own.c "${CC:-cc}" -std=c17
