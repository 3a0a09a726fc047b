#!/bin/sh
# Samplers and schedules after equal time on a game too large for exploitability: local best response, and matches.
#
#   bench/nolimit.sh HOLDEM BUCKETS SECONDS "SAMPLER/SCHEDULE[,OPTION...] ..." LBR_HANDS MATCH_HANDS >FILE.csv
#
# BUCKETS: a bucket file, or default. OPTIONs are keys of the configuration, as enable_pruning=false, with + for a space. Every run has one
# worker, the same seed and so many SECONDS; each is matched against the first. One line a run: sampler, schedule, options, processor seconds, iterations,
# what local best response wins with its 95 % interval, and what the run wins from the first, in mbb a hand.
set -eu
holdem=$1 buckets=$2 seconds=$3 runs=$4 lbr_hands=$5 match_hands=$6
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ "$buckets" = default ] && buckets= || buckets="--buckets $buckets"

figures() { # OBJECT MEAN: the mean in this object of the JSON, and its interval
    sed -n "/\"$1\"/,/}/p" "$work/figures" | sed -n "s/.*\"\($2\|interval[0-9a-z_]*\)\":[[:space:]]*\([0-9.e+-]*\).*/\2/p" |
        head -2 | paste -sd ,
}

echo "sampler,schedule,options,cpu_seconds,iterations,lbr_mbb,lbr_interval,first_mbb,first_interval"
first=
for run in $runs; do
    kind=${run%%,*}
    set --
    for option in $(echo "$run" | tr , ' ' | cut -s -d ' ' -f 2-); do
        set -- "$@" --set "$(echo "$option" | tr + ' ')"
    done
    # shellcheck disable=SC2086
    "$holdem" train-blueprint $buckets --sampler "${kind%/*}" --schedule "${kind#*/}" --time-budget "$seconds" --num-workers 1 \
        --logdir "$work/$run" --no-tensorboard "$@" >"$work/log"
    cpu=$(awk -v span="$seconds" '/processor use/ { print span * $3 / 100 }' "$work/log")
    iterations=$(sed -n 's/^  trained  *\([0-9,]*\) iterations.*/\1/p' "$work/log" | tr -d ,)
    "$holdem" lbr "$work/$run" --hands "$lbr_hands" --num-workers 1 --json >"$work/figures"
    lbr=$(figures local_best_response mbb)
    match=0,0
    if [ -n "$first" ]; then
        "$holdem" match "$work/$run" "$work/$first" --plain --hands "$match_hands" --num-workers 1 --json >"$work/figures"
        match=$(figures a_wins mean)
    fi
    first=${first:-$run}
    echo "${kind%/*},${kind#*/},$(echo "$run" | cut -s -d , -f 2- | tr , ' '),$cpu,$iterations,$lbr,$match"
done
