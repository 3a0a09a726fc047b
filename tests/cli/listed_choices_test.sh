#!/bin/sh
# What --help lists can be chosen, and what can be chosen is listed: every built-in player plays, every method makes buckets,
# every name that a key of a configuration may have stands in what documents the key, every sampler and every schedule learns.
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

# --- keys of a configuration ---

"$HOLDEM" train-blueprint --help >help
"$HOLDEM" train-blueprint --keys >keys
"$HOLDEM" manual train-blueprint | sed 's/\\-/-/g' >page

# names_of KEY: what the program says it may be, one name a line.
names_of() {
    ! "$HOLDEM" train-blueprint --set "$1=nothing" --logdir none >out 2>err || fail "$1: nothing is taken"
    sed -n -e 's/.*must be one of \(.*\), not .*/\1/p' -e 's/.*(known: \(.*\))$/\1/p' err | sed 's/, / /g' | tr ' ' '\n'
}

# documented KEY FLAG FILE: each name of the file has a line of help below the key, and below the flag unless that is "-".
documented() {
    [ "$(wc -l <"$3")" -ge 3 ] || fail "$1: hardly a name"
    awk -v key="$1:" '/^# / && !/^#   / { block = "" } { block = block $0 "\n" } $1 == key { printf "%s", block }' keys >below.keys
    awk -v flag="--$2" '/^  --/ { on = $1 == flag } on' help >below.help
    awk -v flag="--$2" '/^\.TP/ { on = 0 } $1 == ".B" && $2 == flag { on = 1 } on' page >below.page
    while read -r name; do
        for place in keys help page; do
            [ "$2" != - ] || [ $place = keys ] || continue
            awk -v name="$name" '{ sub(/^#/, "") } $1 == name && NF > 2 { found = 1 } END { exit !found }' below.$place ||
                fail "$1: $name has no line of help in $place"
        done
    done <"$3"
}

for key in sampler schedule eval_method loglevel; do
    names_of $key >names
    documented $key "$(echo $key | tr _ -)" names
done
for key in discount_mode actions; do
    names_of $key >names
    documented $key - names
done
documented eval_opponent eval-opponent players.match

# --- what they train ---

# learns LOGDIR: less than half of what can be won from who takes all actions alike can be won.
learns() {
    "$HOLDEM" evaluate "$1" --json >out 2>err || fail "$1 cannot be judged"
    sed -n 's/.*"exploitability_mbb":[[:space:]]*\([0-9.]*\).*/\1/p' out | awk '{ exit !($1 < 2374 / 2) }' || fail "$1 has learnt little"
}

names_of sampler >names
while read -r sampler; do
    trained "sampler-$sampler" leduc --sampler "$sampler" --iters 5000
    learns "sampler-$sampler"
done <names

# A schedule is for samplers, for full-width training, or for both.
names_of schedule >names
while read -r schedule; do
    goes_with=0
    for sampler in external full; do
        set -- --game "$games/leduc.game" --buckets lossless --sampler $sampler --schedule "$schedule" --loglevel WARNING
        "$HOLDEM" train-blueprint "$@" --iters 2000 --logdir "$schedule-$sampler" >out 2>err || continue
        goes_with=$((goes_with + 1))
        learns "$schedule-$sampler"
    done
    [ $goes_with -gt 0 ] || fail "$schedule goes with nothing"
done <names
