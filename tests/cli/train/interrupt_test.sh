# Every signal that asks for the end finishes the batch, writes a checkpoint and a blueprint and exits with 130, and so does a
# limit of processor time; what ignored SIGHUP from birth goes on.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# Under nohup a shell cannot give the signal back: then there is nothing to see.
hang_up=HUP
if sh -c 'kill -s HUP $$'; then
    hang_up=
fi 2>/dev/null

# saved SIGNAL: what a run that was interrupted leaves behind.
saved() {
    ls "run-$1"/checkpoints/checkpoint_iter*.holdem >/dev/null
    "$HOLDEM" inspect "run-$1/blueprint.holdem" >/dev/null
}

for signal in INT TERM XCPU USR1 USR2 ALRM VTALRM PROF $hang_up; do
    # A background job of a shell without job control ignores SIGINT from birth: a shell of its own gives it back.
    "$HOLDEM" train-blueprint --game "$games/leduc.game" --buckets lossless --num-workers 1 \
        --time-budget 60 --logdir "run-$signal" >"out-$signal" 2>"err-$signal" &
    pid=$!
    await grep -q Iteration "out-$signal"
    kill -s "$signal" "$pid"
    # A shell tells its jobs that the terminal went away, and so does the system; processor time used up is told every second.
    case $signal in INT | TERM) ;; *) kill -s "$signal" "$pid" 2>/dev/null || true ;; esac
    ended 130 $pid "$signal"
    saved "$signal"
done

# The limit that kills is the one that warns, as `ulimit -t` sets them.
(
    ulimit -t 2
    exec "$HOLDEM" train-blueprint --game "$games/leduc.game" --buckets lossless --num-workers 1 \
        --time-budget 60 --logdir run-limit >out-limit 2>err-limit
) &
ended 130 $! "a limit of processor time"
saved limit

# nohup
(
    trap '' HUP
    exec "$HOLDEM" train-blueprint --game "$games/leduc.game" --buckets lossless --num-workers 2 \
        --time-budget 2 --logdir run-nohup >out-nohup 2>err-nohup
) &
pid=$!
await grep -q Iteration out-nohup
kill -s HUP "$pid" 2>/dev/null || true
ended 0 $pid "a SIGHUP that was ignored"
