# A run that goes back to an older checkpoint leaves the way it had gone aside, whole; what is gone on from next is the end of
# the last run, whatever has the highest iteration.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# train KEEP ITERATIONS ARGUMENT...: in the folder run.
train() {
    keep=$1 iterations=$2
    shift 2
    trained run leduc --checkpoint-interval 1000 --set "keep_checkpoints=$keep" --iters "$iterations" --loglevel INFO "$@"
}

# checkpoints_are FOLDER ITERATION...: these are its checkpoints.
checkpoints_are() {
    folder=$1
    shift
    found=$(ls "$folder/checkpoints" | sed 's/^checkpoint_iter\([0-9]*\)\.holdem$/\1/' | sort -n | tr '\n' ' ')
    [ "$found" = "$* " ] || fail "$folder has checkpoints $found, not $*"
    for iteration; do
        "$HOLDEM" inspect "$folder/checkpoints/checkpoint_iter$iteration.holdem" >/dev/null || fail "$folder: $iteration"
    done
}

train 3 7000
checkpoints_are run 5000 6000 7000
cp run/blueprint.holdem seven.holdem

# Back to 5000: the rest is moved, and the next run goes on from where this one stopped.
train 3 5500 --resume-from run/checkpoints/checkpoint_iter5000.holdem
checkpoints_are run 5000 5500
checkpoints_are run/earlier-1 6000 7000
cmp seven.holdem run/earlier-1/blueprint.holdem || fail "the blueprint of 7000 is lost"
train 3 5700 --resume-from run
grep -q 'Resumed: .*checkpoint_iter5500.holdem, iteration 5,500' out || fail "not resumed from the end: $(cat out)"
checkpoints_are run 5000 5500 5700

# Taken up again what was left: then the last run is what is moved, and where the checkpoint was found stays as it is.
train 1 7200 --resume-from run/earlier-1
grep -q 'Resumed: run/earlier-1/.*, iteration 7,000' out || fail "not resumed from earlier-1: $(cat out)"
checkpoints_are run 7200
checkpoints_are run/earlier-1 6000 7000
checkpoints_are run/earlier-2 5000 5500 5700

# The file that was written last is there, though one of the folder had gone further.
train 1 5800 --resume-from run/earlier-2/checkpoints/checkpoint_iter5700.holdem
checkpoints_are run 5800
checkpoints_are run/earlier-3 7200
written=$(sed -n 's/^ *checkpoint  *//p' out)
[ -f "$written" ] || fail "the summary names $written"

# A damaged end is no way to go on, but it is not removed.
train 3 6300 --resume-from run
checkpoints_are run 5800 6000 6300
damaged=run/checkpoints/checkpoint_iter6300.holdem
printf 'damaged!' | dd of=$damaged bs=1 seek=$(($(wc -c <$damaged) / 2)) conv=notrunc 2>/dev/null
train 3 6100 --resume-from run
grep -q 'checkpoint_iter6300' err || fail "the damage was not seen: $(cat err)"
grep -q 'iteration 6,000' out || fail "not resumed from the one before: $(cat out)"
checkpoints_are run 5800 6000 6100
[ -f run/earlier-4/checkpoints/checkpoint_iter6300.holdem ] || fail "the damaged checkpoint is lost"
