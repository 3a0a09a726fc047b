# An average of one's own exponent: named in every file of the run and in its summary, kept when the run goes on, refused when
# it is another one; the usual one leaves no trace.
. "$HOLDEM_ROOT/tests/support/shell.sh"

train="$HOLDEM train-blueprint --game $games/leduc.game --buckets lossless --num-workers 1 --no-tensorboard"

# The schedule's own exponent, given or not, makes the same files, which do not mention it.
$train --iters 5000 --logdir usual >out 2>err
$train --iters 5000 --logdir said --set average_exponent=1 >out 2>err
for file in blueprint.holdem checkpoints/checkpoint_iter5000.holdem; do
    cmp usual/$file said/$file || fail "$file differs"
    if "$HOLDEM" inspect usual/$file | grep -q average; then
        fail "$file speaks of an average"
    fi
done
grep -q '^average_exponent: null$' usual/config.yaml || fail "the file says what was left open"

# Another one: other sums, the same regrets.
$train --iters 5000 --logdir own --set average_exponent=2 >out 2>err
grep -q 'trained .*linear weighting, average of t^2, seed' out || fail "the summary does not say it"
grep -q '^average_exponent: 2$' own/config.yaml || fail "config.yaml does not say it"
for file in blueprint.holdem checkpoints/checkpoint_iter5000.holdem; do
    "$HOLDEM" inspect own/$file | grep -q '"average_exponent":.*2' || fail "$file does not say it"
done
cmp -s usual/blueprint.holdem own/blueprint.holdem && fail "the average is the usual one"

# It goes on as it began: in two pieces the same as in one. Otherwise it does not.
$train --iters 8192 --logdir whole --set average_exponent=2 >out 2>err
$train --iters 4096 --logdir parts --set average_exponent=2 >out 2>err
$train --iters 8192 --logdir parts --resume-from parts --set average_exponent=2 >out 2>err
cmp whole/blueprint.holdem parts/blueprint.holdem || fail "a run in two pieces has another average"
expect 1 "counts iteration t t^2 times, this run's t^1 times" $train --iters 9000 --logdir own --resume-from own
expect 1 "counts iteration t t^1 times, this run's t^2 times" \
    $train --iters 9000 --logdir usual --resume-from usual --set average_exponent=2

# Where it means nothing it is refused, by file and line, also when that turns out with the game.
printf 'seed: 1\naverage_exponent: 2\n' >own.yaml
expect 1 'own.yaml:2: average_exponent goes with schedule uniform.* linear.*, not with dcfr' \
    $train --config own.yaml --iters 10 --schedule dcfr --logdir no
expect 1 'own.yaml:2: average_exponent goes with schedule uniform.* linear.*, not with dcfr' \
    $train --config own.yaml --time-budget 1 --logdir no
printf 'average_exponent: 9\n' >large.yaml
expect 1 'large.yaml:1: average_exponent must be between 0 and 3, not 9' $train --config large.yaml --iters 10 --logdir no
