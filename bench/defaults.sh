#!/bin/sh
# What the default menu, the default buckets or any other choice is worth after equal time, on a game too large for
# exploitability: local best response, matches, and the opening chart.
#
#   bench/defaults.sh HOLDEM SECONDS "SEED ..." LBR_HANDS MATCH_HANDS FOLDER <RUNS >FILE.csv
#
# RUNS has a line for each kind of run: a name, then flags of train-blueprint, blanks in a flag written as +. Each is trained for
# SECONDS on every core with every seed, below FOLDER, where what is there already is taken. Every seed of a kind plays
# MATCH_HANDS plain hands against every seed of the first kind. Build abstractions before: their time does not count.
#
# One line a run: name, seed, iterations, visits a row, what local best response wins with its 95 % interval, the mean over
# the seeds of the first kind of what it wins from them (all in mbb a hand), and of the opening: all hands' folds, calls and
# raises, and the raises of AA and KK and the folds of 72o and 32o. Needs Python 3 for the chart.
set -eu
holdem=$1 seconds=$2 seeds=$3 lbr_hands=$4 match_hands=$5 folder=$6
mkdir -p "$folder"

figure() { # OBJECT KEY FILE: a number in an object of a JSON file
    python3 -c 'import json, sys; print(json.load(open(sys.argv[3]))[sys.argv[1]][sys.argv[2]])' "$@"
}

opening() {
    "$holdem" show "$1" --json >"$folder/opening.json"
    python3 - "$folder/opening.json" <<'END'
import json, sys

spot = json.load(open(sys.argv[1]))
kinds = [action["action"][0] for action in spot["actions"]]
of = {hand["hand"]: {kind: sum(p for k, p in zip(kinds, hand["strategy"]) if k == kind) for kind in "fcr"}
      for hand in spot["hands"]}
combos = sum(hand["combos"] for hand in spot["hands"])
every = [sum(hand["combos"] * of[hand["hand"]][kind] for hand in spot["hands"]) / combos for kind in "fcr"]
few = [of["AA"]["r"], of["KK"]["r"], of["72o"]["f"], of["32o"]["f"]]
print(",".join(f"{share:.3f}" for share in every + few))
END
}

echo "name,seed,iterations,visits_a_row,lbr_mbb,lbr_interval,first_mbb,fold,call,raise,AA_raise,KK_raise,72o_fold,32o_fold"
first=
while read -r name flags; do
    for seed in $seeds; do
        run=$folder/$name-$seed
        set --
        for flag in $flags; do
            set -- "$@" "$(echo "$flag" | tr + ' ')"
        done
        [ -e "$run/blueprint.holdem" ] ||
            "$holdem" train-blueprint --time-budget "$seconds" --num-workers 0 --seed "$seed" --no-tensorboard --logdir "$run" \
                --checkpoint-interval 0 --snapshot-interval 60 "$@" >"$run.log" </dev/null
        iterations=$(sed -n 's/^  trained  *\([0-9,]*\) iterations.*/\1/p' "$run.log" | tr -d ,)
        visits=$(sed -nE 's/^  visited .*, ([0-9.]+( [kM])?) visits a row.*/\1/p' "$run.log" | tr -d ' ')
        "$holdem" lbr "$run" --hands "$lbr_hands" --num-workers 0 --json >"$folder/figures.json" </dev/null
        lbr=$(figure local_best_response mbb "$folder/figures.json"),$(figure local_best_response interval95_mbb "$folder/figures.json")
        sum=0 count=0
        for other in ${first:+$seeds}; do
            "$holdem" match "plain:$run" "plain:$folder/$first-$other" --plain --hands "$match_hands" --num-workers 0 --json \
                >"$folder/figures.json" </dev/null
            sum=$(figure a_wins mean "$folder/figures.json" | awk -v sum="$sum" '{ print sum + $1 }') count=$((count + 1))
        done
        echo "$name,$seed,$iterations,$visits,$lbr,$(awk -v sum="$sum" -v count="$count" 'BEGIN { print count ? sum / count : 0 }'),$(opening "$run")"
    done
    first=${first:-$name}
done
