# Where nothing can be cached training goes on: the card abstraction lies in the logdir, which is said, and the next run finds
# it there.
. "$HOLDEM_ROOT/tests/support/shell.sh"

here=$PWD
take_game short
train="$HOLDEM train-blueprint --game $PWD/short.game --num-workers 1 --iters 100"
unset XDG_CACHE_HOME

# said REASON: the last run warned of it, and the abstraction lies in the logdir.
said() {
    grep -q "WARNING: .*$1.*; the card abstraction is kept in $here/run" "$here/err" || fail "no warning of: $1"
    test "$(find "$here/run" -maxdepth 1 -name 'buckets-*.holdem' | wc -l)" -eq 1 || fail "no abstraction in the logdir"
}

for home in /dev/null /proc/none; do
    rm -rf run
    HOME=$home $train --set 'bucket={method: percentile, k_flop: 5}' --logdir "$here/run" >out 2>err || fail "HOME=$home"
    said 'cannot be made'
done
rm -rf run
(
    unset HOME
    exec $train --set 'bucket={method: percentile, k_flop: 5}' --logdir "$here/run" >out 2>err
) || fail "no HOME"
said 'no folder for caches is known'

# From then on it is found there, whether or not something can be cached by then: by the next run in the logdir, and by
# one that goes on, there or in a logdir of its own, whatever the file is called.
mkdir home
kept() {
    HOME=$home $train --set 'bucket={method: percentile, k_flop: 5}' "$@" >out 2>err || fail "HOME=$home: $*"
    ! grep -q 'Building' out || fail "what lay in the logdir was built again: HOME=$home: $*"
    grep -q "^Cards: .*$here/run/" out || fail "not that of the logdir: HOME=$home: $*"
}
for home in /dev/null "$here/home"; do
    kept --logdir "$here/run"
    kept --logdir "$here/run" --resume-from "$here/run" --iters 200
done
mv run/buckets-*.holdem run/mine.holdem
kept --logdir "$here/run" --resume-from "$here/run" --iters 300
kept --logdir "$here/other" --resume-from "$here/run" --iters 400
kept --logdir "$here/third" --resume-from "$here/run/checkpoints/checkpoint_iter300.holdem" --iters 400
[ -z "$(find home -name '*.holdem')" ] || fail "something was cached"
# One that is damaged is said, and the same one built.
cp run/mine.holdem mine.holdem
printf x | dd of=run/mine.holdem bs=1 seek=4200 conv=notrunc 2>/dev/null
HOME=$here/home $train --set 'bucket={method: percentile, k_flop: 5}' --logdir "$here/run" --resume-from "$here/run" \
    --iters 500 >out 2>err || fail "with a damaged file"
grep -q 'WARNING: .*/run/mine.holdem: ' err || fail "a damaged file is passed over without a word"
grep -q '^Resumed: ' out || fail "the run did not go on"
cp mine.holdem run/mine.holdem
HOME=/dev/null "$HOLDEM" match run random --plain --hands 20 >out 2>err || fail "the blueprint does not find its abstraction"

# Somebody has removed the current folder.
mkdir gone
rm -rf run
(
    cd gone
    rmdir "$here/gone"
    HOME=/dev/null exec $train --set 'bucket={method: percentile, k_flop: 5}' --logdir "$here/run" >"$here/out" 2>"$here/err"
) || fail "in a folder that is gone"
said 'cannot be made'
