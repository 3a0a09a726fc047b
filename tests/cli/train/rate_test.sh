# What a run says of its speed: the lines that scripts read begin as ever and end with visits/s, and the unit of the
# utility is said once.
set -eu
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
grep -q "^  visited  *4[0-9]* of 468 information sets, $number [kM] visits a row on average\$" out || fail "no visits a row"
