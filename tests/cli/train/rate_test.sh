# What a run says of its speed: the lines that scripts read begin as ever and end with visits/s, the unit of the utility
# is said once, the summary claims no drift after a second or two and counts what was waited for.
. "$HOLDEM_ROOT/tests/support/shell.sh"

train="$HOLDEM train-blueprint --game leduc --buckets lossless --sampler external --num-workers 2"
number='[0-9][0-9.]*'
visits=" - $number \{0,1\}[kMG]\{0,1\} visits\/s\$"

$train --iters 30000 --logdir iterations >out
grep -q "^Iteration [0-9]* ($number iter/s) - Utility: -\{0,1\}$number$visits" out || fail "no line of an iteration limit"
grep -q '^Training to iteration 30000 (utility: chips an iteration, of the first player' out || fail "no unit"
[ "$(grep -c 'chips an iteration' out)" -eq 1 ] || fail "the unit is said more than once"

$train --time-budget 1.5 --eval-interval 0.5 --logdir seconds >out 2>err
grep -q "^Iteration [0-9]* ($number iter/s) - Utility: -\{0,1\}$number - Elapsed: ${number}s, Remaining: ${number}s - Workers: 2$visits" out ||
    fail "no line of a time budget"
grep -q '^  drift  *none measured: the run was shorter than 20 s$' out || fail "a drift of a second"
! grep -q '^  settled' out || fail "nothing can have settled yet"
grep -q "^  rate  *$number [kMG] iterations/s, $number [kMG] visits/s over [0-9.]* s" out || fail "no rate of the run"
grep -q "^  processor use  *$number % of 2 workers (each $number to $number %); coordinator " out || fail "no workers' use"
grep -q "^  visited  *4[0-9]* of 468 information sets, $number [kM] visits a row on average\$" out || fail "no visits a row"

# The rate counts what was waited for: a run that spends much of its time on checkpoints is as slow as it was.
$train --time-budget 1.5 --checkpoint-interval 20000 --logdir pauses >out 2>err
awk '/^  trained/ { gsub(",", "", $2); iterations = $2 }
    /^  rate/ { rate = $2 * ($3 == "k" ? 1e3 : $3 == "M" ? 1e6 : 1); seconds = $9 }
    END { quotient = iterations / seconds / rate; exit !(quotient > 0.9 && quotient < 1.1) }' out || fail "another rate"
