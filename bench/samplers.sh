#!/bin/sh
# Exploitability against time, sampler by sampler: trains one game again and again and measures on the way.
#
#   bench/samplers.sh HOLDEM GAME BUCKETS "SECONDS ..." "SAMPLER/SCHEDULE ..." [OPTION...] >FILE.csv
#
# SECONDS are those of training between two measurements; OPTIONs go to train-blueprint. One line a measurement:
# sampler, schedule, processor seconds of the worker so far, iterations, exploitability in mbb in the real game and inside
# the abstraction (empty without buckets, and with INSIDE=no: it takes sixty walks over all boards).
set -eu
holdem=$1 game=$2 buckets=$3 spans=$4 runs=$5
shift 5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

figure() { # NAME: of evaluate's JSON
    sed -n "s/.*\"$1\":[[:space:]]*\([0-9.e+-]*\).*/\1/p" "$work/figures"
}

echo "sampler,schedule,cpu_seconds,iterations,real_mbb,inside_mbb"
for run in $runs; do
    sampler=${run%/*} schedule=${run#*/} cpu=0 resume=
    inside=--in-abstraction
    [ "$buckets" != lossless ] && [ "${INSIDE:-yes}" = yes ] || inside=
    for span in $spans; do
        "$holdem" train-blueprint --game "$game" --buckets "$buckets" --sampler "$sampler" --schedule "$schedule" \
            --time-budget "$span" --num-workers 1 --logdir "$work/run" --no-tensorboard "$@" $resume >"$work/log"
        resume="--resume-from $work/run"
        # "trained N iterations in S" counts what was resumed, too; the processor time is this part's.
        cpu=$(awk -v before="$cpu" '/processor use/ { use = $3 }
            END { print before + '"$span"' * use / 100 }' "$work/log")
        iterations=$(sed -n 's/^  trained  *\([0-9,]*\) iterations.*/\1/p' "$work/log" | tr -d ,)
        "$holdem" evaluate "$work/run" --json $inside >"$work/figures"
        echo "$sampler,$schedule,$cpu,$iterations,$(figure exploitability_mbb),$(figure inside_exploitability_mbb)"
    done
done
