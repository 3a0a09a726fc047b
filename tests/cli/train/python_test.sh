# Configurations, flags and files of the Python trainer: they are taken, and what has no effect is said in one line each.
. "$HOLDEM_ROOT/tests/support/shell.sh"
set +e # what is wrong is counted

game="--game $games/leduc.game"

# trains ARGUMENT...: a run that ends well.
trains() {
    rm -rf run
    # shellcheck disable=SC2086 # $game is two words
    "$HOLDEM" train-blueprint $game --logdir run "$@" >out 2>err || fault "train-blueprint $* ends with $?"
}

# warns COUNT PATTERN: so many warnings, of which one matches.
warns() {
    [ "$(grep -c '^WARNING: ' err)" -eq "$1" ] || fault "not $1 warnings"
    [ "$(grep -Ec "^WARNING: $2" err)" -ge 1 ] || fault "no warning '$2'"
}

printf 'num_iterations: 64\nenable_chunked_training: true\nchunk_size_iterations: 32\n' >chunked.yaml
trains --config chunked.yaml
warns 2 'enable_chunked_training has no effect here: memory does not grow'
warns 2 'chunk_size_iterations has no effect here: memory does not grow'
test -f run/checkpoints/checkpoint_iter64.holdem || fault "64 iterations are not done"

printf 'num_iterations: 64\nPLURIBUS_PRUNING_THRESHOLD: -25000000.0\ncheckpoint_interval_seconds: 900\nseed: 7\n' >seconds.yaml
trains --config seconds.yaml
warns 1 'PLURIBUS_PRUNING_THRESHOLD has no effect here: the key is pruning_threshold'
grep -q 'seed 7' out || fault "the seed is not obeyed"
grep -q '^checkpoint_interval_seconds: 9e+02$' run/config.yaml || fault "checkpoint_interval_seconds is not kept"

cat >sections.yaml <<END
mccfr: {num_iterations: 64, num_workers: 2}
bucket: {k_preflop: 3, k_flop: 3, k_turn: 3, k_river: 3, num_samples: 10, seed: 5, num_players: 2}
search: {time_budget_ms: 80, nested: {list: [1, 2]}}
rt: {max_depth: 1}
vision:
control: whatever
END
# Every hand has rows of its own, so that the buckets of the section are not made.
trains --config sections.yaml --buckets lossless
for section in search rt vision control; do
    [ "$(grep -c "^WARNING: $section has no effect here: " err)" -eq 1 ] || fault "not one line on $section"
done
test -f run/checkpoints/checkpoint_iter64.holdem || fault "mccfr is not obeyed"

trains --iters 64 --chunked --chunk-iterations 10 --chunk-minutes 0.5 --chunk-restart-delay 2
warns 1 '--chunked, .*--chunk-restart-delay have no effect here: memory does not grow with the run, so that no restart'
trains --iters 64 --num-instances 2
warns 1 '--num-instances 2: 2 workers train on one table'
grep -q '^Workers: 2 ' out || fault "not two workers"
# shellcheck disable=SC2086
"$HOLDEM" train-blueprint $game --logdir run --iters 64 --num-instances 2 --num-workers 3 >out 2>err
[ $? -eq 1 ] || fault "instances and workers that contradict each other are not refused"

# Pickles: buckets are passed over, a checkpoint is refused in one line.
printf '\200\004\225pickled' >assets
trains --iters 64 --buckets assets
warns 1 'assets: buckets of the Python trainer cannot be used, they sort hands by noise: a default abstraction'
trains --iters 64 --buckets gone.pkl
warns 1 'gone.pkl: buckets of the Python trainer cannot be used'
for pickle in assets gone.pkl; do
    # shellcheck disable=SC2086
    "$HOLDEM" train-blueprint $game --logdir run --iters 64 --resume-from $pickle >out 2>err
    [ $? -eq 1 ] && [ "$(wc -l <err)" -eq 1 ] && grep -q "$pickle: no program can go on from checkpoints of the Python trainer, whose regrets are sums over separate workers .* noise$" err ||
        fault "resuming from a pickle is not refused in one line"
done
mkdir -p old/checkpoints
cp assets old/checkpoints/checkpoint_iter5.pkl
# shellcheck disable=SC2086
"$HOLDEM" train-blueprint $game --logdir run --iters 64 --resume-from old >out 2>err
[ $? -eq 1 ] && grep -q 'no program can go on from checkpoints of the Python trainer, whose .* noise: checkpoint_iter5.pkl$' err ||
    fail "a folder of pickles is not refused with the reason"

# A script that builds its buckets by this program goes on calling them .pkl.
"$HOLDEM" build-buckets --game holdem.nolimit.2p.20cards --method percentile --k-flop 5 --k-turn 5 --k-river 5 --out ours.pkl \
    >out 2>err || fail "build-buckets --out ours.pkl"
trains --game holdem.nolimit.2p.20cards --iters 64 --buckets ours.pkl
[ ! -s err ] && grep -q '^Cards: .*ours.pkl' out || fail "buckets of this program are not used because of their name"

# An interval that would write without end is stretched when a file asks for it, not when the command line does.
printf 'num_iterations: 20000\ncheckpoint_interval: 1000\nkeep_checkpoints: 100\n' >often.yaml
trains --config often.yaml
warns 1 'checkpoint_interval: every 1,000 iterations are one in .* s; stretched to about [0-9,]*000, .* 30 s apart'
[ "$(ls run/checkpoints)" = checkpoint_iter20000.holdem ] || fault "the interval is not stretched"
trains --config often.yaml --checkpoint-interval 1000
[ "$(find run/checkpoints -name 'checkpoint_iter*000.holdem' | wc -l)" -eq 20 ] || fault "--checkpoint-interval is not taken at its word"
[ ! -s err ] || fault "words about an interval of the command line"
trains --config often.yaml --set checkpoint_interval=5000
[ "$(find run/checkpoints -name 'checkpoint_iter*000.holdem' | wc -l)" -eq 4 ] || fault "--set is not taken at its word"

# A game's file as Windows and its users write it.
{
    printf '\357\273\277'
    sed 's/^raiseSize.*/raiseSize = 2 4 # doubled/' "$games/leduc.game"
} >windows.game
"$HOLDEM" train-blueprint --game windows.game --logdir run --iters 64 >out 2>err || fault "a byte order mark"
grep -q 'Tree: 36 decision nodes' out || fault "another tree"

exit $((faults > 0))
