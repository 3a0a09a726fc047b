# A game by its name is found from any folder by a program that was built; what is not found says where it was looked for.
. "$HOLDEM_ROOT/tests/support/shell.sh"
unset HOLDEM_GAMES || true

"$HOLDEM" train-blueprint --game leduc --sampler external --iters 200 --logdir run >/dev/null || fail "leduc from an empty folder"
"$HOLDEM" match random always-call --plain --hands 2 --game kuhn >/dev/null || fail "kuhn for built-in players"
"$HOLDEM" match random always-call --plain --hands 2 >/dev/null || fail "the game that is trained by default"
mkdir elsewhere
cp "$HOLDEM" elsewhere/
ln -s "$HOLDEM" link
./link match random random --plain --hands 2 --game leduc >/dev/null || fail "by a link to the program"

expect 1 "there is no game 'ledcu': looked for it, and for it with .game, in \., games, .*$HOLDEM_ROOT/games" \
    "$HOLDEM" train-blueprint --game ledcu
HOLDEM_GAMES=$PWD/mine
export HOLDEM_GAMES
mkdir mine
expect 1 "in \., $PWD/mine, games, " "$HOLDEM" match random random --game ledcu
cp "$games/kuhn.game" mine/own.game
"$HOLDEM" match random random --plain --hands 2 --game own >/dev/null || fail "a game of HOLDEM_GAMES"
# A path says where it is: nothing else is tried.
expect 1 "^holdem match: here/kuhn.game: " "$HOLDEM" match random random --game here/kuhn.game

# A program that is neither installed nor in a folder of builds finds none of the project's, and does not pretend to.
unset HOLDEM_GAMES
expect 1 "there is no game 'kuhn-of-nowhere'" ./elsewhere/holdem match random random --game kuhn-of-nowhere

# Games begin before the flop here.
vary_game late leduc numBoardCards='1 1'
expect 1 "late.game:[0-9]*: .*games begin before the flop" "$HOLDEM" train-blueprint --game late.game
