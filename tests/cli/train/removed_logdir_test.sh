# A logdir that is removed while a run goes on costs what lay in it and no more: folders are made again, which is said, and
# what is written from then on is there at the end.
. "$HOLDEM_ROOT/tests/support/shell.sh"

any() {
    ls $1 >/dev/null
}

"$HOLDEM" train-blueprint --game "$games/leduc.game" --buckets lossless --sampler external --num-workers 1 \
    --time-budget 100 --snapshot-interval 0.2 --eval-interval 0.2 --checkpoint-interval 100000 --logdir run >out 2>err &
pid=$!
await any 'run/checkpoints/checkpoint_iter*.holdem'
await any 'run/snapshots/snapshot_iter*.holdem'
await test -s run/evaluation.csv
cp run/config.yaml config.yaml
mv run away
rm -r away
await any 'run/checkpoints/checkpoint_iter*.holdem'
await any 'run/snapshots/snapshot_iter*.holdem'
await any 'run/tensorboard/events*'
await test -s run/evaluation.csv
await test -s run/config.yaml
rm run/tensorboard/events*
await any 'run/tensorboard/events*'
cmp config.yaml run/config.yaml || fail "another configuration"
# The lock is made again as well: the folder is still this run's.
(
    mkdir second
    cd second
    expect 1 'another run writes to ../run' "$HOLDEM" train-blueprint --game "$games/kuhn.game" --iters 10 --logdir ../run
)
interrupted $pid "a run whose logdir was removed"
grep -q 'WARNING: run/checkpoints was removed while the run goes on: it is made again' err || fail "it is not said"
grep -q '^iteration,' run/evaluation.csv || fail "the new evaluations have no heads"
grep -q '^Summary' run/train.log || fail "the log did not go on"
"$HOLDEM" inspect run/blueprint.holdem >/dev/null || fail "no blueprint"
test -f "$(sed -n 's/^  checkpoint  *//p' out)" || fail "no last checkpoint"
! grep -q 'cannot be' err || fail "something could not be written"
