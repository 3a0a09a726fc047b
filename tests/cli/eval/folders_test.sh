# A folder where a file is wanted: every subcommand says what is there instead.
. "$HOLDEM_ROOT/tests/support/shell.sh"

mkdir empty runs
trained runs/run-9 kuhn --iters 200 --checkpoint-interval 100
trained runs/run-10 kuhn --iters 200 --checkpoint-interval 100
mkdir runs/notes

# Every way of opening a blueprint.
for subcommand in show export evaluate lbr play "match random" "serve --port 0 --blueprint"; do
    # shellcheck disable=SC2086
    expect 1 "^holdem [a-z]*: no blueprint.holdem in empty$" "$HOLDEM" $subcommand empty
    # shellcheck disable=SC2086
    expect 1 "no blueprint.holdem in runs; runs below it: run-9, run-10$" "$HOLDEM" $subcommand runs
done

# A folder that is called like the file is none.
mkdir -p odd/run/blueprint.holdem
expect 1 "no blueprint.holdem in odd/run$" "$HOLDEM" show odd/run
expect 1 "no blueprint.holdem in odd$" "$HOLDEM" show odd

# A player of whom there is no file.
for subcommand in show export evaluate "serve --port 0 --blueprint"; do
    # shellcheck disable=SC2086
    expect 1 "random is a built-in player, which plays without a file: what is wanted here is a blueprint file or the logdir" \
        "$HOLDEM" $subcommand random
done
expect 1 "random is a built-in player" "$HOLDEM" evaluate purify:random

# A run that has not come to its end has snapshots.
cp -r runs/run-9 early
mkdir -p early/snapshots
mv early/blueprint.holdem early/snapshots/snapshot_iter200.holdem
cp early/snapshots/snapshot_iter200.holdem early/snapshots/snapshot_iter1000.holdem
expect 1 "no blueprint.holdem in early; its newest snapshot: early/snapshots/snapshot_iter1000.holdem$" "$HOLDEM" show early

# Other files.
expect 1 "runs/run-9 is a folder, not a file; in it: blueprint.holdem$" "$HOLDEM" inspect runs/run-9
expect 1 "runs is a folder, not a file; runs below it: run-9, run-10$" "$HOLDEM" inspect runs
expect 1 "empty is a folder, not a file$" "$HOLDEM" inspect empty
expect 1 "empty is a folder, not a bucket file$" "$HOLDEM" train-blueprint --game "$games/kuhn.game" --buckets empty --logdir x
expect 1 "empty is a folder, not a bucket file$" "$HOLDEM" show runs/run-9 --buckets empty
expect 1 "empty is a folder, not a bucket file$" "$HOLDEM" bucket --hand AhKs --buckets empty
expect 1 "runs is no run and holds no checkpoint; runs with checkpoints below it: run-9, run-10$" "$HOLDEM" \
    train-blueprint --game "$games/kuhn.game" --sampler external --resume-from runs --logdir x
