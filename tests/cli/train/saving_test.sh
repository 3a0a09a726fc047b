# A checkpoint or snapshot that cannot be written does not end a run: it says so, goes on, and at the end writes what it can.
set -eu
. "$HOLDEM_ROOT/tests/support/shell.sh"

# Interrupts the program in the background; its exit status.
interrupt() {
    kill -s INT "$pid"
    status=0
    wait "$pid" || status=$?
}

any_checkpoint() {
    ls run/checkpoints/checkpoint_iter*.holdem >/dev/null
}

"$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/leduc.game" --buckets lossless --sampler external --num-workers 2 --time-budget 100 \
    --snapshot-interval 0.2 --checkpoint-interval 10000 --logdir run >out 2>err &
pid=$!
await any_checkpoint
mv run/checkpoints run/away
: >run/checkpoints
await grep -q 'checkpoint at iteration .*training goes on' err
mv run/snapshots run/aside
: >run/snapshots
await grep -q 'snapshot: .*training goes on' err
rm run/checkpoints
mv run/away run/checkpoints
interrupt
test "$status" -eq 130 || fail "exit status $status"
grep -q 'Interrupted: ' out || fail "the interrupt was not answered"
"$HOLDEM" inspect run/blueprint.holdem >/dev/null || fail "no blueprint"
last=$(sed -n 's/^  checkpoint  *//p' out)
test -f "$last" || fail "no last checkpoint: $last"

# When the last checkpoint cannot be written the blueprint still is, and the run has failed.
"$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/leduc.game" --buckets lossless --sampler external --time-budget 100 \
    --logdir half >half.out 2>err &
pid=$!
await grep -q Iteration half.out
rm -r half/checkpoints
: >half/checkpoints
interrupt
test "$status" -eq 1 || fail "a run without its last checkpoint was called done: $status"
grep -q 'checkpoint at iteration' err || fail "what failed is not said"
"$HOLDEM" inspect half/blueprint.holdem >/dev/null || fail "no blueprint beside the failed checkpoint"
