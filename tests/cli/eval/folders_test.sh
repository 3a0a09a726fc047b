# A folder where a file is wanted: every subcommand says what is there instead.
set -eu
fail() {
    echo "FAIL: $1" >&2
    exit 1
}

expect_failure() {
    words=$1
    shift
    rc=0
    "$HOLDEM" "$@" >out.txt 2>err.txt </dev/null || rc=$?
    [ "$rc" -eq 1 ] || fail "holdem $*: exit status $rc, not 1"
    [ "$(wc -l <err.txt)" -eq 1 ] || fail "holdem $*: one line on standard error: $(cat err.txt)"
    grep -q -- "$words" err.txt || fail "holdem $*: $(cat err.txt)"
}

train() {
    "$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/kuhn.game" --sampler external --iters 200 --checkpoint-interval 100 \
        --seed 1 "$@" >/dev/null
}
mkdir empty runs
train --logdir runs/run-9
train --logdir runs/run-10
mkdir runs/notes

# Every way of opening a blueprint.
for subcommand in show export evaluate lbr play "match random" "serve --port 0 --blueprint"; do
    # shellcheck disable=SC2086
    expect_failure "^holdem [a-z]*: no blueprint.holdem in empty$" $subcommand empty
    # shellcheck disable=SC2086
    expect_failure "no blueprint.holdem in runs; runs below it: run-9, run-10$" $subcommand runs
done

# A run that has not come to its end has snapshots.
cp -r runs/run-9 early
mkdir -p early/snapshots
mv early/blueprint.holdem early/snapshots/snapshot_iter200.holdem
cp early/snapshots/snapshot_iter200.holdem early/snapshots/snapshot_iter1000.holdem
expect_failure "no blueprint.holdem in early; its newest snapshot: early/snapshots/snapshot_iter1000.holdem$" show early

# Other files.
expect_failure "runs/run-9 is a folder, not a file; in it: blueprint.holdem$" inspect runs/run-9
expect_failure "runs is a folder, not a file; runs below it: run-9, run-10$" inspect runs
expect_failure "empty is a folder, not a file$" inspect empty
expect_failure "empty is a folder, not a bucket file$" train-blueprint --game "$HOLDEM_ROOT/games/kuhn.game" --buckets empty --logdir x
expect_failure "empty is a folder, not a bucket file$" show runs/run-9 --buckets empty
expect_failure "empty is a folder, not a bucket file$" bucket --hand AhKs --buckets empty
expect_failure "runs is no run and holds no checkpoint; runs with checkpoints below it: run-9, run-10$" \
    train-blueprint --game "$HOLDEM_ROOT/games/kuhn.game" --sampler external --resume-from runs --logdir x
