# Whatever CMake preset configures, the same name builds.
. "$HOLDEM_ROOT/tests/support/shell.sh"
command -v cmake >/dev/null || exit 77
cmake -S "$HOLDEM_ROOT" --list-presets=configure | sed -n 's/^ *"\(.*\)".*/\1/p' >configured
(cd "$HOLDEM_ROOT" && cmake --build --list-presets) | sed -n 's/^ *"\(.*\)".*/\1/p' >built
[ -s configured ] && cmp configured built || fail "what is built is not what is configured"
