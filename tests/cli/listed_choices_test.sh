#!/bin/sh
# What --help lists can be chosen: every built-in player plays, every method makes buckets.
set -eu
. "$HOLDEM_ROOT/tests/support/shell.sh"

# listed SUBCOMMAND TITLE: the names in the list below that title.
listed() {
    "$HOLDEM" "$1" --help | awk -v title="$2" 'index($0, title) == 1 { on = 1; next } on && !/^  / { exit } on { print $1 }'
}

for subcommand in match lbr play; do
    listed $subcommand 'Built-in players:' >players.$subcommand
    [ "$(wc -l <players.$subcommand)" -ge 4 ] || fail "$subcommand --help lists hardly a player"
    cmp -s players.match players.$subcommand || fail "$subcommand --help lists other players than match --help"
done
while read -r player; do
    "$HOLDEM" match "$player" always-call --plain --hands 100 --game holdem.limit.2p >out 2>err || fail "$player does not play"
    grep -q 'mbb/hand' out || fail "$player: no result"
done <players.match

cat >small.game <<'END'
GAMEDEF
limit
numPlayers = 2
numRounds = 3
blind = 10 5
raiseSize = 10 10 20
firstPlayer = 2 1 1
maxRaises = 3 4 4
numSuits = 3
numRanks = 4
numHoleCards = 2
numBoardCards = 0 3 1
END GAMEDEF
END
listed build-buckets 'Methods' >methods
[ "$(wc -l <methods)" -ge 5 ] || fail "build-buckets --help lists hardly a method"
while read -r method; do
    # Without counts where a method has its own.
    build="$HOLDEM build-buckets --game small.game --method percentile,$method --out $method.holdem"
    $build --k-preflop 4 --k-flop 6 --k-turn 5 >out 2>err || $build >out 2>err || fail "--method $method"
    "$HOLDEM" inspect "$method.holdem" >out || fail "$method.holdem cannot be inspected"
    grep -q " $method " out || fail "$method.holdem does not say how it was made"
done <methods
