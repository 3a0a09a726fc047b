# On a full disk old snapshots go before work is lost, and the last files are tried again until there is room, a signal comes
# or patience is over. The disk is a file system in memory of 400 kB, in a namespace of its own, which takes a superuser.
. "$HOLDEM_ROOT/tests/support/shell.sh"

if [ "${1-}" != inside ]; then
    unshare -m mount -t tmpfs -o size=400k holdem "$PWD" 2>/dev/null || exit 77
    mkdir disk
    exec unshare -m sh "$0" inside
fi
mount -t tmpfs -o size=400k holdem disk

# Leaves so many kB of the disk.
fill() {
    rm -rf disk/*
    head -c "$(($(df -Pk disk | awk 'NR == 2 { print $4 }') - $1))k" /dev/zero >disk/filler
}

train="$HOLDEM train-blueprint --game $games/leduc.game --buckets lossless --sampler external --num-workers 1
    --no-tensorboard --logdir disk/run"

# More snapshots than there is room for: the run ends as if there were. By time, as the log takes room with each of them.
$train --time-budget 2 --checkpoint-interval 1000000 --snapshot-interval 0.005 --set keep_snapshots=0 --save-patience 0 >out 2>err ||
    fail "exit status $?"
grep -q 'WARNING: The disk is full: removed disk/run/snapshots/snapshot_iter[0-9]*.holdem' err || fail "nothing was removed"
$HOLDEM inspect disk/run/blueprint.holdem >/dev/null || fail "no blueprint"
test -f "$(sed -n 's/^  checkpoint  *//p' out)" || fail "no last checkpoint"

# No snapshot to remove, and nobody makes room: once it is tried, and the run has failed.
fill 12
status=0
$train --iters 1000 --save-patience 0 >out 2>err || status=$?
test "$status" -eq 1 || fail "exit status $status"
grep -q 'checkpoint at iteration 1000: .*No space left' err || fail "it is not said"
test "$(grep -c 'next try' err)" -eq 0 || fail "it was tried again"

# Somebody does.
fill 12
$train --iters 1000 --save-patience 8 >out 2>err &
pid=$!
await grep -q 'ERROR: checkpoint at iteration 1000: .*No space left on device; the next try is in 2 s' err
rm disk/filler
ended 0 "$pid" "room again"
test -f disk/run/checkpoints/checkpoint_iter1000.holdem || fail "no last checkpoint"
$HOLDEM inspect disk/run/blueprint.holdem >/dev/null || fail "no blueprint"

# A signal ends it.
fill 12
$train --iters 2000 >out 2>err &
pid=$!
await grep -q 'the next try is in 10 s' err
kill -s TERM "$pid"
ended 1 "$pid" "a signal"
