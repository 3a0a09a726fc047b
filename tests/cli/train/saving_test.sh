# A checkpoint or snapshot that cannot be written does not end a run: it says so, goes on, and at the end writes what it can.
. "$HOLDEM_ROOT/tests/support/shell.sh"

any_checkpoint() {
    ls run/checkpoints/checkpoint_iter*.holdem >/dev/null
}

# block FOLDER: puts a file in its place. The run may make the folder again in between: then once more.
block() {
    moved=0
    until (: >"$1") 2>/dev/null; do
        moved=$((moved + 1))
        mv "$1" "$1-$moved"
    done
}

"$HOLDEM" train-blueprint --game "$games/leduc.game" --buckets lossless --sampler external --num-workers 2 --time-budget 100 \
    --snapshot-interval 0.2 --checkpoint-interval 10000 --logdir run >out 2>err &
pid=$!
await any_checkpoint
block run/checkpoints
await grep -q 'checkpoint at iteration .*training goes on' err
block run/snapshots
await grep -q 'snapshot: .*training goes on' err
rm run/checkpoints
interrupted $pid "a run that could not write"
grep -q 'Interrupted: ' out || fail "the interrupt was not answered"
"$HOLDEM" inspect run/blueprint.holdem >/dev/null || fail "no blueprint"
last=$(sed -n 's/^  checkpoint  *//p' out)
test -f "$last" || fail "no last checkpoint: $last"

# When the last checkpoint cannot be written the blueprint still is, and the run has failed.
"$HOLDEM" train-blueprint --game "$games/leduc.game" --buckets lossless --sampler external --time-budget 100 \
    --logdir half >half.out 2>err &
pid=$!
await grep -q Iteration half.out
block half/checkpoints
kill -s INT $pid
ended 1 $pid "a run without its last checkpoint"
grep -q 'checkpoint at iteration' err || fail "what failed is not said"
"$HOLDEM" inspect half/blueprint.holdem >/dev/null || fail "no blueprint beside the failed checkpoint"
