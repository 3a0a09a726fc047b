# The trainer evaluates itself: a target ends the run, evaluation.csv says what `holdem evaluate` says, training is not
# disturbed, an interrupt in the middle of an evaluation ends the run like any other.
set -eu

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

train="$HOLDEM train-blueprint --num-workers 1 --buckets lossless"
leduc="--game $HOLDEM_ROOT/games/leduc.game"

# Prints the exploitability in mbb that `holdem evaluate` finds in a logdir.
evaluated() {
    "$HOLDEM" evaluate "$1" --json >"$1.json"
    sed -n 's/^.*"exploitability_mbb":[^0-9]*\([0-9.e+-]*\).*/\1/p' "$1.json"
}

# Prints the field of the last line of evaluation.csv.
last() {
    tail -n 1 "$1/evaluation.csv" | cut -d , -f "$2"
}

# near A B: they differ by less than what rounding probabilities to 16 bits can make.
near() {
    awk -v a="$1" -v b="$2" 'BEGIN { exit !(a - b < 0.1 && b - a < 0.1) }'
}

# A target: the run stops well before its limit, and what it leaves is as good as it says.
$train $leduc --target-exploitability 40 --eval-interval 0.1 --time-budget 120 --logdir target >out
grep -q 'Summary: leduc, target exploitability reached' out || fail "the target did not end the run: $(cat out)"
mbb=$(evaluated target)
awk -v mbb="$mbb" 'BEGIN { exit !(mbb > 5 && mbb < 40.1) }' || fail "a target of 40 mbb gave $mbb"
near "$mbb" "$(last target 5)" || fail "evaluate says $mbb, evaluation.csv $(last target 5)"
ls target/checkpoints/checkpoint_iter"$(last target 1)".holdem >/dev/null || fail "no checkpoint of what was evaluated"
grep -q "Exploitability: [0-9.]* mbb/g (value -0.*) at iteration $(last target 1) after" out || fail "no line: $(cat out)"

# Without an interval a target implies evaluations; a target that is not reached leaves the limits alone.
$train $leduc --sampler full --iters 100 --target-exploitability 0.001 --logdir missed >out
grep -q 'Summary: leduc, all iterations done' out || fail "a missed target: $(cat out)"
grep -q 'exploitability .* = [0-9.]* mbb' out || fail "the summary gives mbb: $(cat out)"

# The file: a header, ascending lines, the last one of the end; resumed runs go on in it.
$train --game "$HOLDEM_ROOT/games/kuhn.game" --iters 200000 --eval-interval 0.01 --logdir kuhn --loglevel WARNING
near "$(evaluated kuhn)" "$(last kuhn 5)" || fail "kuhn: evaluate says $(evaluated kuhn): $(cat kuhn/evaluation.csv)"
test "$(last kuhn 1)" = 200000 || fail "the last line is of the end"
$train --game "$HOLDEM_ROOT/games/kuhn.game" --iters 400000 --eval-interval 0.01 --logdir kuhn --resume-from kuhn \
    --loglevel WARNING
head -n 1 kuhn/evaluation.csv | grep -qx 'iteration,seconds,cpu_seconds,exploitability_chips,exploitability_mbb,value'
awk -F , 'NR > 1 { if ($1 <= i || $2 < s || $3 < c || NF != 6) exit 1; i = $1; s = $2; c = $3 }
    END { exit !(NR > 4 && i == 400000) }' kuhn/evaluation.csv || fail "lines do not ascend: $(cat kuhn/evaluation.csv)"
awk -F , 'END { exit !($6 + 1 / 18 < 0.002 && $6 + 1 / 18 > -0.002) }' kuhn/evaluation.csv || fail "the value"

# Evaluations leave no trace in checkpoints: of samplers, and of a sweep whose own walks they use.
cat >five.game <<'END'
GAMEDEF
nolimit
numPlayers = 2
numRounds = 2
stack = 8 8
blind = 2 1
firstPlayer = 2 1
numSuits = 4
numRanks = 5
numHoleCards = 2
numBoardCards = 0 3
END GAMEDEF
END
$train $leduc --iters 40000 --logdir alone --loglevel WARNING
$train $leduc --iters 40000 --logdir watched --eval-interval 0.001 --loglevel WARNING
cmp alone/checkpoints/checkpoint_iter40000.holdem watched/checkpoints/checkpoint_iter40000.holdem || fail "leduc"
test "$(wc -l <watched/evaluation.csv)" -gt 2 || fail "leduc was not evaluated"
$train --game five.game --sampler full --iters 12 --logdir alone5 --loglevel WARNING
$train --game five.game --sampler full --iters 12 --logdir watched5 --eval-interval 0.001 --loglevel WARNING
cmp alone5/checkpoints/checkpoint_iter12.holdem watched5/checkpoints/checkpoint_iter12.holdem || fail "five cards"
test "$(wc -l <watched5/evaluation.csv)" -gt 2 || fail "five cards were not evaluated"
near "$(evaluated watched5)" "$(last watched5 5)" || fail "five: $(evaluated watched5), not $(last watched5 5)"

# Nearly all of this run is evaluations: the signal falls into one.
for sampler in external full; do
    "$HOLDEM" train-blueprint --game five.game --buckets lossless --sampler $sampler --num-workers 2 --time-budget 60 \
        --eval-interval 0.001 --logdir "cut-$sampler" >"out-$sampler" 2>err &
    pid=$!
    waited=0
    until grep -q 'Exploitability' "out-$sampler" 2>/dev/null; do
        sleep 0.1
        waited=$((waited + 1))
        test "$waited" -lt 300 || fail "no evaluation: $(cat "out-$sampler" err)"
    done
    kill -s INT "$pid"
    status=0
    wait "$pid" || status=$?
    test "$status" -eq 130 || fail "$sampler: interrupted in an evaluation: exit status $status: $(cat "out-$sampler" err)"
    test ! -s err || fail "$sampler: an interrupt is no error: $(cat err)"
    "$HOLDEM" inspect "cut-$sampler"/checkpoints/checkpoint_iter*.holdem >/dev/null || fail "no checkpoint"
    test -f "cut-$sampler/blueprint.holdem" || fail "no blueprint"
done
