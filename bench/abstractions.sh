#!/bin/sh
# Exploitability against the number of buckets, method by method, on four-street hold'em with few ranks, where it is exact.
#
#   bench/abstractions.sh HOLDEM RANKS "K ..." "METHOD ..." ITERATIONS >FILE.csv
#
# Each street after the hole cards gets K buckets; METHOD is one that `build-buckets --method` knows. External sampling with
# linear weighting on one worker, bets of the pot. One line a run: method, K, mean distance of a hand from its bucket's centre on
# flop, turn and river in per cent of a pot, processor seconds of the build, exploitability in mbb in the real game. What
# cannot be built (percentiles need as many different strengths) is left out.
set -eu
holdem=$1 ranks=$2 counts=$3 methods=$4 iterations=$5
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed "s/^numRanks.*/numRanks = $ranks/" "$here/games/holdem.nolimit.2p.20cards.game" >"$work/cards.game"
bets='{bets: [[1.0]], all_in: false, max_raises: 1}'

distance() { # STREET: of the build's log
    sed -n "s/^$1: .* \([0-9.]*\) % of a pot.*/\1/p" "$work/log"
}

echo "method,buckets,flop_distance,turn_distance,river_distance,build_cpu_seconds,real_mbb"
for k in $counts; do
    for method in $methods; do
        "$holdem" build-buckets --game "$work/cards.game" --k-flop "$k" --k-turn "$k" --k-river "$k" --method "$method" \
            --num-workers 1 --out "$work/buckets.holdem" >"$work/log" 2>&1 || continue
        seconds=$(sed -n 's/.*(\([0-9.]*\) s of processor time.*/\1/p' "$work/log")
        "$holdem" train-blueprint --game "$work/cards.game" --buckets "$work/buckets.holdem" --sampler external \
            --schedule linear --iters "$iterations" --num-workers 1 --logdir "$work/run" --no-tensorboard \
            --set "actions={preflop: $bets, flop: $bets, turn: $bets, river: $bets}" >"$work/training"
        "$holdem" evaluate "$work/run" --json --num-workers 1 >"$work/figures"
        mbb=$(sed -n 's/.*"exploitability_mbb":[[:space:]]*\([0-9.e+-]*\).*/\1/p' "$work/figures")
        echo "$method,$k,$(distance flop),$(distance turn),$(distance river),$seconds,$mbb"
    done
done
