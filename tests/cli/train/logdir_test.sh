# A logdir's layout, and that a second run in the same folder loses nothing of the first.
set -eu

train="$HOLDEM train-blueprint --game $HOLDEM_ROOT/games/leduc.game --buckets lossless --loglevel WARNING --logdir run"
$train --iters 2000 --snapshot-interval 0
for entry in blueprint.holdem checkpoints/checkpoint_iter2000.holdem snapshots tensorboard config.yaml train.log; do
    test -e "run/$entry" || { echo "run/$entry is missing" >&2; exit 1; }
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

# An attempt that fails before training leaves what is there alone.
! $train --iters 10 --schedule dcfr --resume-from run/checkpoints/checkpoint_iter4000.holdem 2>/dev/null
test -f run/checkpoints/checkpoint_iter4000.holdem
