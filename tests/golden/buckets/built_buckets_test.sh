#!/bin/sh
# The bytes of bucket files do not change, whatever the method. Blueprints know their buckets by a fingerprint, so that a
# file which is built anew must be the one that was lost.
set -eu
. "$HOLDEM_ROOT/tests/support/shell.sh"

cat >small.game <<'END'
GAMEDEF
limit
numPlayers = 2
numRounds = 4
blind = 10 5
raiseSize = 10 10 20 20
firstPlayer = 2 1 1 1
maxRaises = 3 4 4 4
numSuits = 3
numRanks = 5
numHoleCards = 2
numBoardCards = 0 3 1 1
END GAMEDEF
END

# built CHECKSUM METHODS COUNTS...
built() {
    wanted=$1 methods=$2
    shift 2
    "$HOLDEM" build-buckets --game small.game --method "$methods" --k-preflop 5 --k-flop 30 "$@" --k-river 12 --restarts 1 \
        --seed 3 --out built.holdem >out 2>err || fail "--method $methods"
    found=$(cksum <built.holdem)
    [ "$found" = "$wanted" ] || fault "--method $methods: a file of checksum and size $found instead of $wanted"
}

built '2229827580 137598' percentile --k-turn 25
built '3915054070 137727' emd --k-turn 25
built '2283532140 137811' potential --k-turn 25
built '3546040962 780789' potential,turn=lossless,preflop=emd
exit $((faults > 0))
