# A logdir's layout, and that a second run in the same folder loses nothing of the first.
. "$HOLDEM_ROOT/tests/support/shell.sh"

leduc="--game $games/leduc.game --buckets lossless"
train="$HOLDEM train-blueprint $leduc --loglevel WARNING --logdir run"
$train --iters 2000 --snapshot-interval 0
for entry in blueprint.holdem checkpoints/checkpoint_iter2000.holdem snapshots tensorboard config.yaml train.log; do
    test -e "run/$entry" || fail "run/$entry is missing"
done
cp run/blueprint.holdem first.holdem
$train --iters 1000
cmp first.holdem run/earlier-1/blueprint.holdem
test -f run/earlier-1/checkpoints/checkpoint_iter2000.holdem
test -f run/checkpoints/checkpoint_iter1000.holdem
test ! -e run/checkpoints/checkpoint_iter2000.holdem

# Going on in the same folder moves nothing; with the stored configuration of the run no other flag is needed.
$HOLDEM train-blueprint --config run/config.yaml --iters 3000 --resume-from run
test -f run/checkpoints/checkpoint_iter3000.holdem
test ! -e run/earlier-2

# A logdir whose name merely begins like this one's is another one.
cp -r run run-2
$HOLDEM train-blueprint --config run/config.yaml --iters 4000 --resume-from run-2
test -f run/earlier-2/checkpoints/checkpoint_iter3000.holdem
test -f run/checkpoints/checkpoint_iter4000.holdem

# However it is spelled, it is the same folder; so it is when the checkpoint is named through a link, or is one.
ln -s run link
ln -s run/checkpoints/checkpoint_iter4000.holdem best.holdem
iterations=4000
for spelling in best.holdem ./run run/ run/../run "$PWD/run" link; do
    iterations=$((iterations + 100))
    $HOLDEM train-blueprint --config run/config.yaml --iters $iterations --resume-from "$spelling" >out
    test ! -e run/earlier-3 || fail "--resume-from $spelling moved the run"
    test -f run/checkpoints/checkpoint_iter$iterations.holdem
done
ln -s "$PWD/run-2/checkpoints/checkpoint_iter3000.holdem" run/checkpoints/checkpoint_iter3000.holdem
$HOLDEM train-blueprint --config run/config.yaml --iters 3100 --resume-from run/checkpoints/checkpoint_iter3000.holdem
test -f run/earlier-3/checkpoints/checkpoint_iter$iterations.holdem
test -f run/checkpoints/checkpoint_iter3100.holdem
test ! -e run/earlier-3/config.yaml

# The log has what was said before its file could be opened, and the configuration what was given.
$HOLDEM train-blueprint --game "$games/leduc.game" --iters 100 --logdir said >out
$HOLDEM train-blueprint --game "$games/leduc.game" --iters 200 --logdir said >out
cmp out said/train.log
grep -q '^Game: leduc' said/train.log
grep -q 'Training to iteration 100 (' said/earlier-1/train.log
! grep -q 'Training to iteration 200 (' said/earlier-1/train.log || exit 1
$HOLDEM train-blueprint --game "$games/leduc.game" --sampler auto --iters 10 --logdir open >out
$HOLDEM train-blueprint --config open/config.yaml --iters 20 --resume-from open >out
grep -q '^sampler: auto' open/config.yaml
grep '^resume_from:' open/config.yaml | grep -q open
! grep '^resume_from:' open/config.yaml | grep -q checkpoint || exit 1

# The listing of all keys is a configuration that leaves open what depends on the rest, as a run's own does.
$HOLDEM train-blueprint --keys >keys.yaml
for options in "--sampler full --iters 3" "--sampler external --iters 30" "--target-exploitability 900"; do
    $HOLDEM train-blueprint --game "$games/leduc.game" $options --logdir plain >out
    $HOLDEM train-blueprint --config keys.yaml --game "$games/leduc.game" $options --logdir listed >out
    sed 's/listed/plain/' listed/config.yaml | diff plain/config.yaml - || fail "--keys with $options"
done
grep -q '^num_iterations: null' plain/config.yaml

# A run that was killed before anything was saved is a run: the next does not go on in its log.
mkdir killed
echo "Training" >killed/train.log
echo "iteration" >killed/evaluation.csv
$HOLDEM train-blueprint --game "$games/leduc.game" --iters 100 --logdir killed >out
test "$(cat killed/earlier-1/train.log)" = Training
test "$(cat killed/earlier-1/evaluation.csv)" = iteration

# An attempt that fails before training leaves what is there alone.
cp -r run before
cp run/checkpoints/checkpoint_iter3100.holdem flipped.holdem
printf 'damaged!' | dd of=flipped.holdem bs=1 seek=$(($(wc -c <flipped.holdem) / 2)) conv=notrunc 2>/dev/null
for attempt in "--game missing.game" "--game $games/leduc.game --buckets none.holdem" "$leduc --num-players 3" \
    "$leduc --resume-from none" "$leduc --resume-from none/checkpoint.holdem" "$leduc --resume-from flipped.holdem" \
    "$leduc --resume-from run/blueprint.holdem" "$leduc --schedule dcfr --resume-from run" \
    "--game $games/kuhn.game --buckets lossless --resume-from run-2"; do
    ! $HOLDEM train-blueprint $attempt --iters 10 --logdir run >out 2>&1 || fail "$attempt was no failure"
    diff -r before run || fail "$attempt changed the run"
done

# A start that fails leaves no folder that it made.
expect 1 'does not exist' "$HOLDEM" train-blueprint $leduc --iters 10 --logdir unmade --resume-from none
test ! -e unmade || fail "an empty logdir is left"

# Somebody's own configuration in a folder where no run was yet is not written over.
mkdir own
echo 'seed: 3' >own/config.yaml
$HOLDEM train-blueprint $leduc --config own/config.yaml --iters 10 --logdir own >out
test "$(cat own/earlier-1/config.yaml)" = 'seed: 3' || fail "a configuration is lost"

# The folder of the checkpoints is not the run.
expect 1 "folder of a run's checkpoints" "$HOLDEM" train-blueprint $leduc --iters 10 --logdir own --resume-from run/checkpoints

# A checkpoint whose name is not its own is passed over; one that is named itself is refused, and nothing is moved.
$HOLDEM train-blueprint $leduc --iters 2000 --checkpoint-interval 1000 --logdir named >out
mv named/checkpoints/checkpoint_iter2000.holdem named/checkpoints/checkpoint_iter2500.holdem
cp -r named before-named
expect 1 'checkpoint_iter2500.holdem holds iteration 2000' "$HOLDEM" train-blueprint $leduc --iters 3000 --logdir named \
    --resume-from named/checkpoints/checkpoint_iter2500.holdem
diff -r before-named named || fail "a start that fails moved something"
$HOLDEM train-blueprint $leduc --iters 3000 --logdir named --resume-from named >out 2>err
grep -q 'iteration 1,000' out || fail "the checkpoint before it is not taken: $(cat out)"
grep -q 'checkpoint_iter2500.holdem holds iteration' err || fail "nothing is said of the name"
test -f named/earlier-1/checkpoints/checkpoint_iter2500.holdem
