# With one worker and a seed, stopping and resuming gives the same bytes as never having stopped; another number of
# workers can go on from the same checkpoint; the newest whole checkpoint of a logdir is found.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# Schedule and sampler: with stamps and without, with predictions, with carries. External sampling takes deals in batches of
# 32: it must have stopped between two. Iterations that go over boards may be cut anywhere: here amid a batch, just behind the
# first end of an epoch.
for run in uniform.external linear.external dcfr.external uniform.outcome linear.outcome dcfr.outcome \
    uniform.public linear.public dcfr.public uniform.full dcfr.full cfr+.full hs-pcfr+.full; do
    schedule=${run%.*} sampler=${run#*.}
    train="$HOLDEM train-blueprint --game $games/leduc.game --buckets lossless --schedule $schedule
        --sampler $sampler --seed 7 --num-workers 1 --batch-size 64 --loglevel WARNING"
    $train --iters 6000 --logdir "$run.whole"
    case $sampler in
    public | full) cut=1010 ;;
    *) cut=2496 ;;
    esac
    $train --iters $cut --logdir "$run.parts"
    $train --iters 6000 --logdir "$run.parts" --resume-from "$run.parts"
    cmp "$run.whole/blueprint.holdem" "$run.parts/blueprint.holdem" || fail "$run: blueprints differ"
    cmp "$run.whole/checkpoints/checkpoint_iter6000.holdem" "$run.parts/checkpoints/checkpoint_iter6000.holdem" ||
        fail "$run: checkpoints differ"
done

# The same with rows that many boards share.
take_game small
"$HOLDEM" build-buckets --game small.game --k-flop 5 --out shared.holdem >/dev/null
for run in linear.public dcfr.full pcfr+.full; do
    train="$HOLDEM train-blueprint --game small.game --buckets shared.holdem --schedule ${run%.*} --sampler ${run#*.} \
        --seed 7 --num-workers 1 --loglevel WARNING"
    $train --iters 60 --logdir "shared.$run.whole"
    $train --iters 25 --logdir "shared.$run.parts"
    $train --iters 60 --logdir "shared.$run.parts" --resume-from "shared.$run.parts"
    cmp "shared.$run.whole/checkpoints/checkpoint_iter60.holdem" "shared.$run.parts/checkpoints/checkpoint_iter60.holdem" ||
        fail "shared $run: checkpoints differ"
done

# Another seed must give other bytes, or the comparison above says nothing.
$HOLDEM train-blueprint --game "$games/leduc.game" --buckets lossless --schedule uniform --seed 8 \
    --num-workers 1 --batch-size 64 --loglevel WARNING --iters 6000 --logdir other
! cmp -s other/blueprint.holdem uniform.external.whole/blueprint.holdem || fail "the seed has no effect"

# Three workers go on from one worker's checkpoint.
$HOLDEM train-blueprint --game "$games/leduc.game" --buckets lossless --schedule linear --seed 7 \
    --num-workers 3 --iters 20000 --logdir more --resume-from linear.external.parts/checkpoints/checkpoint_iter2496.holdem
test -f more/checkpoints/checkpoint_iter20000.holdem || fail "three workers did not reach 20000"

# Tables of samplers that walk boards are others than those of samplers of hands, which share theirs.
go_on() {
    $HOLDEM train-blueprint --game "$games/leduc.game" --buckets lossless --schedule linear --seed 7 \
        --num-workers 1 --loglevel WARNING "$@"
}
for pair in external.public external.full public.external public.full; do
    ! go_on --sampler "${pair#*.}" --iters 7000 --logdir never --resume-from "linear.${pair%.*}.parts" 2>err ||
        fail "$pair: went on with the tables of another sampler"
    grep -q "trained with sampler ${pair%.*}" err || fail "$pair: $(cat err)"
done
go_on --sampler outcome --iters 7008 --logdir hands --resume-from linear.external.parts
test -f hands/checkpoints/checkpoint_iter7008.holdem || fail "outcome sampling did not go on from external"

# A damaged newest checkpoint: a warning, and the one before it is taken.
$HOLDEM train-blueprint --game "$games/leduc.game" --buckets lossless --seed 7 --checkpoint-interval 1000 \
    --num-workers 1 --iters 3000 --logdir damaged --loglevel WARNING
printf 'x' | dd of=damaged/checkpoints/checkpoint_iter3000.holdem bs=1 seek=4200 conv=notrunc 2>/dev/null
$HOLDEM train-blueprint --game "$games/leduc.game" --buckets lossless --seed 7 --num-workers 1 --iters 4000 \
    --logdir damaged --resume-from damaged >out 2>err
grep -q 'iteration 2,000' out || fail "did not go back to the checkpoint before the damaged one"
grep -q 'checkpoint_iter3000' err || fail "the damaged checkpoint was not named"
