# The trainer evaluates itself: a target ends the run, evaluation.csv says what `holdem evaluate` says, training is not
# disturbed, an interrupt in the middle of an evaluation ends the run like any other.
. "$HOLDEM_ROOT/tests/support/shell.sh"

train="$HOLDEM train-blueprint --num-workers 1 --buckets lossless"
leduc="--game $games/leduc.game"

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
$train $leduc --sampler external --target-exploitability 40 --eval-interval 0.1 --time-budget 120 --logdir target >out
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
$train --game "$games/kuhn.game" --iters 200000 --eval-interval 0.01 --logdir kuhn --loglevel WARNING
near "$(evaluated kuhn)" "$(last kuhn 5)" || fail "kuhn: evaluate says $(evaluated kuhn): $(cat kuhn/evaluation.csv)"
test "$(last kuhn 1)" = 200000 || fail "the last line is of the end"
$train --game "$games/kuhn.game" --iters 400000 --eval-interval 0.01 --logdir kuhn --resume-from kuhn \
    --loglevel WARNING
head -n 1 kuhn/evaluation.csv |
    grep -qx 'iteration,seconds,cpu_seconds,exploitability_chips,exploitability_mbb,value,method,mbb,interval_mbb'
awk -F , 'NR > 1 { if ($1 <= i || $2 < s || $3 < c || NF != 9) exit 1; i = $1; s = $2; c = $3 }
    END { exit !(NR > 4 && i == 400000 && $7 == "exact" && $8 == $5 && $9 == 0) }' kuhn/evaluation.csv || fail "lines do not ascend: $(cat kuhn/evaluation.csv)"
awk -F , 'END { exit !($6 + 1 / 18 < 0.002 && $6 + 1 / 18 > -0.002) }' kuhn/evaluation.csv || fail "the value"

# Evaluations leave no trace in checkpoints: of samplers, and of a sweep whose own walks they use.
take_game five
$train $leduc --iters 40000 --logdir alone --loglevel WARNING
$train $leduc --iters 40000 --logdir watched --eval-interval 0.001 --loglevel WARNING
cmp alone/checkpoints/checkpoint_iter40000.holdem watched/checkpoints/checkpoint_iter40000.holdem || fail "leduc"
test "$(wc -l <watched/evaluation.csv)" -gt 2 || fail "leduc was not evaluated"
$train --game five.game --sampler full --iters 12 --logdir alone5 --loglevel WARNING
$train --game five.game --sampler full --iters 12 --logdir watched5 --eval-interval 0.001 --loglevel WARNING
cmp alone5/checkpoints/checkpoint_iter12.holdem watched5/checkpoints/checkpoint_iter12.holdem || fail "five cards"
test "$(wc -l <watched5/evaluation.csv)" -gt 2 || fail "five cards were not evaluated"
near "$(evaluated watched5)" "$(last watched5 5)" || fail "five: $(evaluated watched5), not $(last watched5 5)"

# Evaluations by play: the file says what `holdem lbr` and `holdem match` say of the blueprint, and training is the same.
take_game small
play="--game small.game --iters 20000 --seed 5"
$train $play --logdir alone2 >/dev/null
$train --game small.game --iters 20 --logdir weak >/dev/null
$train $play --logdir lbr --eval-interval 0.1 --eval-method lbr --eval-hands 2000 >out
"$HOLDEM" lbr lbr --hands 2000 --seed 5 --json >lbr.json
expected=$(sed -n '/"local_best_response"/,/}/s/^.*"mbb":[^-0-9]*\([-0-9.e]*\).*/\1/p' lbr.json)
awk -v a="$expected" -v b="$(last lbr 8)" 'BEGIN { exit !(a != "" && a - b < 0.5 && b - a < 0.5) }' ||
    fail "lbr says $expected, evaluation.csv $(last lbr 8)"
awk -F , 'END { exit !(NF == 9 && $4 == "" && $5 == "" && $6 == "" && $7 == "lbr" && $9 > 1 && $9 < 100) }' \
    lbr/evaluation.csv || fail "the line of lbr: $(tail -n 1 lbr/evaluation.csv)"
grep -q 'Evaluation: local best response, 2,000 hands, every' out || fail "the way is not said: $(cat out)"
grep -q 'Local best response: wins [-0-9.]* +- [0-9.]* mbb/g at iteration 20000 after' out || fail "no line: $(cat out)"
grep -q 'exploitability  at least what local best response wins: [-0-9.]* +- ' out || fail "no summary: $(cat out)"
grep -q 'for scale       always-fold gives away 750 mbb a hand$' out || fail "no yardstick in the summary: $(cat out)"
$train $play --logdir match --eval-interval 0.1 --eval-method match --eval-opponent weak --eval-hands 20000 >out
"$HOLDEM" match match weak --hands 20000 --seed 5 --plain --json >match.json
expected=$(sed -n '/"a_wins"/,/}/s/^.*"mean":[^-0-9]*\([-0-9.e]*\).*/\1/p' match.json)
awk -v a="$expected" -v b="$(last match 8)" 'BEGIN { exit !(a > 100 && a - b < 10 && b - a < 10) }' ||
    fail "match says $expected, evaluation.csv $(last match 8)"
grep -q 'Match: wins [-+][0-9.]* +- [0-9.]* mbb/g from weak at iteration 20000 after' out || fail "no line: $(cat out)"
for run in lbr match; do
    cmp alone2/checkpoints/checkpoint_iter20000.holdem $run/checkpoints/checkpoint_iter20000.holdem || fail "$run"
done
for sampler in full public; do
    play="--game small.game --sampler $sampler --iters 2000 --loglevel WARNING"
    $train $play --logdir alone-$sampler
    $train $play --logdir lbr-$sampler --eval-interval 0.01 --eval-method lbr --eval-hands 200
    cmp alone-$sampler/checkpoints/checkpoint_iter2000.holdem lbr-$sampler/checkpoints/checkpoint_iter2000.holdem ||
        fail "$sampler"
    test "$(wc -l <lbr-$sampler/evaluation.csv)" -gt 2 || fail "$sampler was not evaluated"
done

# Nearly all of this run is evaluations: the signal falls into one.
for way in external full lbr; do
    sampler=$way method=auto
    [ $way != lbr ] || sampler=external method=lbr
    "$HOLDEM" train-blueprint --game five.game --buckets lossless --sampler $sampler --num-workers 2 --time-budget 60 \
        --eval-interval 0.001 --eval-method $method --logdir "cut-$way" >"out-$way" 2>err &
    pid=$!
    await grep -q -e 'Exploitability:' -e 'Local best response:' "out-$way"
    interrupted $pid "$way, in an evaluation"
    test ! -s err || fail "$way: an interrupt is no error: $(cat err)"
    "$HOLDEM" inspect "cut-$way"/checkpoints/checkpoint_iter*.holdem >/dev/null || fail "no checkpoint"
    test -f "cut-$way/blueprint.holdem" || fail "no blueprint"
done

# In the last one, minutes long here, the run is complete and its files are, and the figures are lacking.
"$HOLDEM" train-blueprint --game "$games/holdem.nolimit.2p.20cards.game" --sampler external --iters 300 --eval-interval 1e6 \
    --logdir last >out 2>err &
pid=$!
await test -f last/blueprint.holdem
await has_worked 30 $pid
interrupted $pid "in the last evaluation"
grep -qx 'WARNING: Interrupted in the last evaluation, whose figures are lacking; checkpoint and blueprint are whole' err ||
    fail "nothing is said of the files"
[ "$(wc -l <err)" -eq 1 ] || fail "one line: $(cat err)"
grep -q 'Summary: .*, all iterations done$' out || fail "the run is complete: $(cat out)"
grep -q 'exploitability  holdem evaluate last/blueprint.holdem' out || fail "what next: $(cat out)"
"$HOLDEM" inspect last/checkpoints/checkpoint_iter300.holdem >/dev/null || fail "no checkpoint"
"$HOLDEM" inspect last/blueprint.holdem >/dev/null || fail "no blueprint"
