# SIGINT, SIGTERM and SIGHUP finish the batch, write a checkpoint and a blueprint and exit with 130; what ignored SIGHUP from
# birth goes on.
set -eu

# Under nohup a shell cannot give the signal back: then there is nothing to see.
hang_up=HUP
if sh -c 'kill -s HUP $$'; then
    hang_up=
fi 2>/dev/null

await() {
    waited=0
    until grep -q 'Iteration' "$1" 2>/dev/null; do
        sleep 0.1
        waited=$((waited + 1))
        test "$waited" -lt 300 || { echo "FAILED: training did not start" >&2; cat "$1" >&2; exit 1; }
    done
}

for signal in INT TERM $hang_up; do
    # A background job of a shell without job control ignores SIGINT from birth: a shell of its own gives it back.
    "$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/leduc.game" --buckets lossless --num-workers 2 \
        --time-budget 60 --logdir "run-$signal" >"out-$signal" 2>"err-$signal" &
    pid=$!
    await "out-$signal"
    kill -s "$signal" "$pid"
    # A shell tells its jobs that the terminal went away, and so does the system.
    test "$signal" != HUP || kill -s HUP "$pid" 2>/dev/null || true
    status=0
    wait "$pid" || status=$?
    test "$status" -eq 130 || { echo "FAILED: $signal gave exit status $status" >&2; exit 1; }
    ls "run-$signal"/checkpoints/checkpoint_iter*.holdem >/dev/null
    test -f "run-$signal/blueprint.holdem"
    "$HOLDEM" inspect "run-$signal/blueprint.holdem" >/dev/null
done

# nohup
(
    trap '' HUP
    exec "$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/leduc.game" --buckets lossless --num-workers 2 \
        --time-budget 2 --logdir run-nohup >out-nohup 2>err-nohup
) &
pid=$!
await out-nohup
kill -s HUP "$pid" 2>/dev/null || true
status=0
wait "$pid" || status=$?
test "$status" -eq 0 || { echo "FAILED: a SIGHUP that was ignored gave exit status $status" >&2; exit 1; }
