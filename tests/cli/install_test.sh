# What cmake --install lays down: the program, the library and its header as pkg-config tells, games, pages, completions.
. "$HOLDEM_ROOT/tests/support/shell.sh"
command -v cmake >/dev/null || exit 77
# For another prefix one file is compiled anew, and not the whole program.
[ "$(grep -c '"command".*HOLDEM_GAMES_INSTALLED' "$(dirname "$HOLDEM")/compile_commands.json")" -eq 1 ] ||
    fail "more than one file knows the prefix"
DESTDIR=$PWD/root cmake --install "$(dirname "$HOLDEM")" >log 2>&1 || fail "$(cat log)"
prefix=$(dirname "$(dirname "$(find root -type f -path '*/bin/holdem')")")
for file in include/holdem/holdem.h share/holdem/games/leduc.game share/holdem/configs/blueprint_training.yaml share/man/man1/holdem.1 \
    share/man/man1/holdem-match.1 share/man/man1/holdem-bench-soak.1 share/bash-completion/completions/holdem \
    share/zsh/site-functions/_holdem share/fish/vendor_completions.d/holdem.fish; do
    [ -s "$prefix/$file" ] || fail "no $file"
done
"$prefix/bin/holdem" --version >/dev/null || fail "the installed program does not run"
pc=$(find root -name holdem.pc)
PKG_CONFIG_PATH=$(dirname "$pc") pkg-config --validate holdem || fail "pkg-config"
PKG_CONFIG_PATH=$(dirname "$pc") pkg-config --cflags --libs --static holdem | grep -q -- '-lholdem.*-lzstd' || fail "libraries"
${CC:-cc} -std=c17 -Wall -Wextra -Werror -I"$prefix/include" -fsyntax-only "$HOLDEM_ROOT/examples/strategy.c" || fail "the example"
