# A run that is killed again and again between a snapshot and its next checkpoint, and started with the same command: its
# logdir does not fill with folders and files of these starts.
. "$HOLDEM_ROOT/tests/support/shell.sh"
train() {
    exec "$HOLDEM" train-blueprint --game "$games/leduc.game" --buckets lossless --sampler external --num-workers 1 \
        --checkpoint-interval 10000 --set keep_snapshots=3 --logdir run --loglevel WARNING "$@"
}
has_new_snapshot() {
    [ -n "$(find run/snapshots -name '*.holdem' -newer mark)" ]
}
(train --iters 20000)

for kill in 1 2 3 4 5; do
    : >mark
    (train --iters 90000000000 --checkpoint-interval 90000000000 --set snapshot_interval_seconds=0.02 --resume-from run) &
    pid=$!
    await has_new_snapshot
    kill -9 "$pid"
    wait "$pid" 2>/dev/null || true
done
(train --iters 30000 --resume-from run)
[ -z "$(find run -name 'earlier-*')" ] || fail "$(find run -name 'earlier-*') after $kill kills"
[ -f run/checkpoints/checkpoint_iter30000.holdem ] || fail "no last checkpoint"

# Whoever is killed at once leaves no event file; of the others each has something to say, which is more than its beginning.
[ -n "$(find run/tensorboard -type f)" ] || fail "no events"
[ -z "$(find run/tensorboard -type f -size -150c)" ] || fail "event files with nothing in them: $(ls -l run/tensorboard)"
