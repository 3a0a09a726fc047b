# Resuming from a logdir passes over every checkpoint that cannot be used, however it came to be so, and says so; a run that
# never came to a checkpoint begins anew; what is no run is refused.
. "$HOLDEM_ROOT/tests/support/shell.sh"

train="$HOLDEM train-blueprint --game $games/leduc.game --buckets lossless --num-workers 1 --no-tensorboard"

# resume STATUS ARGUMENT...
resume() {
    want=$1
    shift
    status=0
    $train "$@" >out 2>err || status=$?
    test "$status" -eq "$want" || fail "exit status $status instead of $want: $*"
}

trained run leduc --iters 5000 --checkpoint-interval 1000 --set keep_checkpoints=5

# Of another game, of no run at all, empty, a folder, damaged: the one before them all is taken, with a line for each.
trained kuhn kuhn --iters 10
cp -r run odd
cp kuhn/checkpoints/checkpoint_iter10.holdem odd/checkpoints/checkpoint_iter9000.holdem
cp kuhn/checkpoints/checkpoint_iter10.holdem odd/checkpoints/checkpoint_iter8000.holdem
cp run/blueprint.holdem odd/checkpoints/checkpoint_iter7000.holdem
: >odd/checkpoints/checkpoint_iter6000.holdem
printf x | dd of=odd/checkpoints/checkpoint_iter5000.holdem bs=1 seek=4200 conv=notrunc 2>/dev/null
rm odd/checkpoints/checkpoint_iter4000.holdem
mkdir odd/checkpoints/checkpoint_iter4000.holdem
resume 0 --iters 5500 --logdir odd --resume-from odd
grep -q '^Resumed: .*iteration 3,000' out || fail "did not go back to iteration 3,000"
for iteration in 7000 6000 5000 4000; do
    test "$(grep -c "WARNING: .*checkpoint_iter$iteration.holdem.*; trying the one before it" err)" -eq 1 ||
        fail "checkpoint $iteration is not said to be passed over"
done
test "$(grep -c 'WARNING: .*checkpoint_iter9000.holdem: this checkpoint is of another game (kuhn)' err)" -eq 1 ||
    fail "the other game is not mentioned"
test "$(wc -l <err)" -eq 5 || fail "more is said than is of use"

# Checkpoints that all are of another set-up: said once, and refused. A file by name is never passed over.
resume 1 --schedule dcfr --iters 6000 --logdir run --resume-from run
test "$(wc -l <err)" -eq 1 || fail "not one line"
grep -q 'checkpoint_iter5000.holdem: this checkpoint was trained with schedule linear; this run says dcfr' err ||
    fail "the schedule is not mentioned"
cp -r run lost
for file in lost/checkpoints/*; do
    : >"$file"
done
resume 1 --iters 6000 --logdir lost --resume-from lost
grep -q 'lost holds no checkpoint that is whole' err || fail "what is missing is not said"
resume 1 --iters 6000 --logdir odd --resume-from odd/earlier-1/checkpoints/checkpoint_iter5000.holdem
test "$(wc -l <err)" -eq 1 || fail "a checkpoint that was named was passed over"

# A supervisor starts with the same command again and again: at first there is nothing, or nothing but a log.
mkdir begun begun/checkpoints empty other
echo Training >begun/train.log
resume 0 --iters 1000 --logdir begun --resume-from begun
grep -q 'WARNING: begun holds no checkpoint yet: the run begins anew' err || fail "that it begins anew is not said"
grep -q '^Training$' begun/train.log || fail "the former log is gone"
test ! -e begun/earlier-1 || fail "a start that never got anywhere was moved aside"
resume 0 --iters 2000 --logdir begun --resume-from begun
grep -q '^Resumed: .*iteration 1,000' out || fail "the second start did not go on"
resume 0 --iters 1000 --logdir empty --resume-from ./empty/
resume 0 --iters 2000 --logdir empty --resume-from "$PWD/empty"
grep -q '^Resumed: .*iteration 1,000' out || fail "the second start did not go on"

# What is no run, or not there.
resume 1 --iters 1000 --logdir run --resume-from other
grep -q 'other is no run' err || fail "that it is no run is not said"
resume 1 --iters 1000 --logdir run --resume-from nowhere
grep -q 'nowhere does not exist' err || fail "that it is not there is not said"

# A folder that cannot be read is not one without checkpoints.
if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
    status=0
    strace -f -o trace -P run/checkpoints -e trace=openat -e inject=openat:error=EMFILE $train --iters 6000 --logdir run \
        --resume-from run >out 2>err || status=$?
    test "$status" -eq 1 || fail "exit status $status without descriptors"
    grep -q 'run/checkpoints: the folder cannot be read: Too many open files' err || fail "the reason is not said"
fi

# A run that ended and whose checkpoints were removed since: what is left of it is moved aside, not written over.
cp -r run ended
rm -r ended/checkpoints
resume 0 --iters 100 --logdir ended --resume-from ended
cmp run/blueprint.holdem ended/earlier-1/blueprint.holdem || fail "the blueprint of the run that ended is lost"

# Names that a run does not give its files are not its files.
cp -r run named
cp run/checkpoints/checkpoint_iter5000.holdem named/checkpoints/checkpoint_iter09000.holdem
cp run/checkpoints/checkpoint_iter5000.holdem named/checkpoints/checkpoint_iter99999999999999999999999.holdem
resume 0 --iters 5600 --logdir named --resume-from named
test ! -s err || fail "other names are mentioned"
test ! -e named/earlier-1 || fail "other names were taken for later checkpoints"
