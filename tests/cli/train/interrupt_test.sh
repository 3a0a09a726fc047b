# SIGINT and SIGTERM finish the batch, write a checkpoint and a blueprint and exit with 130.
set -eu

for signal in INT TERM; do
    # A background job of a shell without job control ignores SIGINT from birth: a shell of its own gives it back.
    "$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/leduc.game" --buckets lossless --num-workers 2 \
        --time-budget 60 --logdir "run-$signal" >"out-$signal" 2>"err-$signal" &
    pid=$!
    waited=0
    until grep -q 'Iteration' "out-$signal" 2>/dev/null; do
        sleep 0.1
        waited=$((waited + 1))
        test "$waited" -lt 300 || { echo "FAILED: training did not start" >&2; cat "out-$signal" "err-$signal" >&2; exit 1; }
    done
    kill -s "$signal" "$pid"
    status=0
    wait "$pid" || status=$?
    test "$status" -eq 130 || { echo "FAILED: $signal gave exit status $status" >&2; exit 1; }
    ls "run-$signal"/checkpoints/checkpoint_iter*.holdem >/dev/null
    test -f "run-$signal/blueprint.holdem"
    "$HOLDEM" inspect "run-$signal/blueprint.holdem" >/dev/null
done
