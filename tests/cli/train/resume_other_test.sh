# A run that goes on with other settings than it began with: what cannot be is refused before anything long is done for it,
# and what can be is said.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# --- the card abstraction, which takes long to build, is not built to be refused ---

take_game short
XDG_CACHE_HOME=$PWD/cache
export XDG_CACHE_HOME
train="$HOLDEM train-blueprint --game short.game --num-workers 1 --no-tensorboard --sampler external"
$train --iters 640 --logdir run --set 'bucket={k_flop: 6}' >out 2>err || fail "the run that begins"
rm -r cache

# refused PATTERN ARGUMENT...: before anything is built.
refused() {
    pattern=$1
    shift
    expect 1 "$pattern" $train --iters 1280 --logdir run --resume-from run "$@"
    ! grep -q Building out || fail "an abstraction is built first: $*"
    [ -z "$(find cache -name '*.holdem' 2>/dev/null)" ] || fail "an abstraction was built: $*"
}
refused 'gone on from has 25 / 6 buckets, and others are not built for it' --set 'bucket={k_flop: 5}'
refused 'gone on from has 25 / 6 buckets' --set 'bucket={method: percentile, k_flop: 7}'
refused 'trained with schedule linear; this run says dcfr' --set 'bucket={k_flop: 6}' --schedule dcfr
refused 'another action menu' --set 'bucket={k_flop: 6}' --set 'actions={round1: {bets: [[0.9]]}}'
refused 'trained with sampler external, whose tables public cannot' --set 'bucket={k_flop: 6}' --sampler public
vary_game deeper short stack='5000 5000'
refused 'another game (short); this run trains deeper' --set 'bucket={k_flop: 6}' --game deeper.game
$train --iters 1280 --logdir run --resume-from run --set 'bucket={k_flop: 6}' >out 2>err || fail "the same buckets"
grep -q Building out || fail "nothing was built for the run that goes on"
grep -q '^Resumed: .*iteration 640$' out || fail "nothing was resumed"

# --- what is said ---

trained small leduc --iters 2000
resume() {
    "$HOLDEM" train-blueprint --game "$games/leduc.game" --buckets lossless --num-workers 1 --no-tensorboard \
        --logdir small --resume-from small "$@" >out 2>err || fail "exit status $?: $*"
}
resume --sampler external --iters 1000
grep -q '^WARNING: nothing is left to train: .* at iteration 2,000, the run ends at 1,000, counted from' err ||
    fail "that nothing is left is not said"
grep -q '^  trained  *2,000 iterations' out || fail "it went back"
resume --sampler external --iters 2000
[ ! -s err ] || fail "a run that is started again after its end is warned"
grep -q '^nothing is left to train: ' out || fail "that nothing is left is not said"
resume --sampler outcome --iters 3000
grep -q '^WARNING: the checkpoint was trained with sampler external; going on with outcome$' err ||
    fail "the other sampler is not said"
resume --sampler outcome --iters 4000
[ ! -s err ] || fail "a sampler that is the same is said"

# --- buckets that a run is named for ---

# The logdir's own: its blueprint is read for where they are, and is written anew.
"$HOLDEM" build-buckets --game short.game --k-flop 6 --out six.holdem >/dev/null
again="$HOLDEM train-blueprint --game short.game --num-workers 1 --no-tensorboard --sampler external --logdir own"
$again --iters 640 --buckets six.holdem >out 2>err || fail "the run with a bucket file"
$again --iters 1280 --buckets own --resume-from own >out 2>err || fail "a run whose buckets are its own"
grep -q '^buckets: .*six\.holdem' own/config.yaml || fail "config.yaml does not name the bucket file"
rm own/blueprint.holdem
"$HOLDEM" train-blueprint --config own/config.yaml --iters 1920 --resume-from own --logdir own >out 2>err ||
    fail "its configuration does not go on without a blueprint"

# A bucket file of the logdir that was damaged hides none of the run that is gone on from, and no default of other counts is taken.
cp six.holdem own/six.holdem
mkdir fresh
cp six.holdem fresh/six.holdem
printf '\377\376\375' | dd of=fresh/six.holdem bs=1 seek=4100 conv=notrunc 2>/dev/null
go_on="$HOLDEM train-blueprint --game short.game --num-workers 1 --no-tensorboard --sampler external --iters 2560"
$go_on --logdir fresh --resume-from own >out 2>err || fail "a damaged file hides the right one"
grep -q '^WARNING: fresh/six.holdem: .* is damaged' err || fail "the damage is not said"
grep -q '^Cards: .*/own/six.holdem' out || fail "other buckets"
"$HOLDEM" build-buckets --game short.game --k-preflop 7 --k-flop 6 --out seven.holdem >/dev/null
$go_on --logdir odd --buckets seven.holdem >out 2>err || fail "the run with other buckets"
mv seven.holdem odd/
printf '\377\376\375' | dd of=odd/seven.holdem bs=1 seek=4100 conv=notrunc 2>/dev/null
if $go_on --logdir odd --resume-from odd --iters 3200 >out 2>err; then fail "other buckets are taken"; fi
grep -q 'odd/seven.holdem: .* is damaged .*; --buckets FILE names a copy' err || fail "what is wanted is not said"
