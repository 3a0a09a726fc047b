# `holdem bench`, its scaling and its soak: without any file they run, print what they promise and leave their plots. No
# figure is judged: machines differ.
. "$HOLDEM_ROOT/tests/support/shell.sh"
# expect_keys FILE KEY...: the JSON has them.
expect_keys() {
    file=$1
    shift
    for key in "$@"; do
        grep -q "\"$key\":" "$file" || fault "$file has no \"$key\""
    done
    [ "$(head -n 1 "$file")" = "{" ] && [ "$(tail -n 1 "$file")" = "}" ] || fault "$file is not one JSON object"
}

# expect_lines COUNT PATTERN FILE
expect_lines() {
    lines=$(grep -c -- "$2" "$3" || true)
    [ "$lines" -eq "$1" ] || fault "$3: $lines lines like '$2' instead of $1"
}

# expect_usage PATTERN ARGUMENT...: exit status 2 and the message.
expect_usage() {
    pattern=$1
    shift
    got=0
    "$HOLDEM" "$@" >out 2>err || got=$?
    [ "$got" -eq 2 ] && head -n 1 err | grep -q -- "$pattern" || fault "holdem $*: exit $got, $(head -n 1 err)"
}

# The longest: all groups.
"$HOLDEM" bench --quick --json >quick.json
expect_keys quick.json measurements name unit median_per_cpu_second lower_quartile upper_quartile repetitions limit \
    share_of_limit signature
expect_lines 13 '"share_of_limit"' quick.json
for name in "evaluate, in sequence" "index, river" "look up buckets, river" "deal, two players" "write a checkpoint" \
    "external sampling, 31.8 MB" "external sampling, 1.3 MB" "outcome sampling, 31.8 MB" "outcome sampling, 1.3 MB" \
    "vector walk, 20 cards" "queue, put and take"; do
    expect_lines 1 "\"name\":.*\"$name\"" quick.json
done
[ ! -e bench-checkpoint.tmp ] || fault "the checkpoint was left behind"

"$HOLDEM" bench --quick --only index >index.txt
expect_lines 3 '.' index.txt
expect_lines 1 '^index, river .*hands.*% of random reads' index.txt

"$HOLDEM" bench scaling --workers 1..2 --seconds 0.4 --rounds 2 --table-mb 8 --out s --json >scaling.json
expect_keys scaling.json rounds processors scaling visits_per_second efficiency visits_per_cpu_second processor_use \
    switches_per_second coordinator_share
expect_lines 2 '"workers":' scaling.json
expect_lines 3 '^[w12][orkers]*,' s.csv
expect_lines 1 '^</svg>$' s.svg

"$HOLDEM" bench soak --minutes 0.05 --workers 2 --table-mb 8 --out k --json >soak.json
expect_keys soak.json soak way visits_per_second visits_per_cpu_second drift_visits_per_cpu_second drift_reference \
    drift_net visits_per_iteration_first_sixth visits_per_iteration_last_sixth \
    coordinator_share resident_bytes voluntary_switches_per_worker_second
expect_lines 2 '"way":' soak.json
grep -q '^shared,' k.csv && grep -q '^copies,' k.csv || fault "k.csv lacks a way"
expect_lines 2 '^<polyline' k.svg

# A training of one's own, over before a second is: the plot has it all the same.
printf 'game: %s/games/leduc.game\nbuckets: lossless\nsampler: external\n' "$HOLDEM_ROOT" >leduc.yaml
"$HOLDEM" bench soak --config leduc.yaml --minutes 0.01 --workers 2 --no-copies --out l --json >leduc.json
expect_lines 1 '"way":' leduc.json
grep -q '^shared,' l.csv || fault "l.csv lacks the trainer"
printf 'game: %s/games/leduc.game\nsampler: full\n' "$HOLDEM_ROOT" >full.yaml
if "$HOLDEM" bench soak --config full.yaml --minutes 0.02 --out l 2>err; then
    fail "a sampler that has no reference was no failure"
fi
grep -q 'full.yaml: sampler full' err || fault "the sampler is not named: $(cat err)"
printf 'game: %s/games/leduc.game\nbuckets: lossless\nsampler: external\nschedule: dcfr\n' "$HOLDEM_ROOT" >dcfr.yaml
if "$HOLDEM" bench soak --config dcfr.yaml --minutes 0.02 --out l 2>err; then
    fail "copies of discounted tables were no failure"
fi
grep -q 'use --no-copies' err || fault "what to do is not said: $(cat err)"

if "$HOLDEM" bench --quick --only checkpoint --folder missing >out 2>err; then
    fail "a checkpoint that cannot be written was no failure"
fi
grep -q 'missing' err || fault "the folder is not named: $(cat err)"

expect_usage "there is no measurement 'indx'; did you mean 'index'?" bench --only indx
expect_usage "workers '2,1'" bench scaling --workers 2,1
expect_usage "workers '0'" bench scaling --workers 0
expect_usage "workers '1..'" bench scaling --workers 1..
expect_usage '--no-such-flag' bench soak --no-such-flag
exit $((faults > 0))
