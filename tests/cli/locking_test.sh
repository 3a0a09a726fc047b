# Two programs at one thing: the second is refused, or waits and takes what the first has made; a lock dies with its owner.
. "$HOLDEM_ROOT/tests/support/shell.sh"

leduc="$HOLDEM train-blueprint --game $games/leduc.game --buckets lossless --sampler external --logdir run"

# A run has its logdir for itself until it ends, whatever ends it.
$leduc --iters 9000000000 >first 2>&1 &
run=$!
await test -e run/train.log
cp run/config.yaml before
expect 1 'another run writes to run' $leduc --iters 1000
cmp before run/config.yaml
[ ! -e run/earlier-1 ] || fail "the second run moved the first one's files"
kill -9 $run
wait $run 2>killed || true
$leduc --iters 1000 >out
[ -e run/earlier-1/train.log ] || fail "the killed run's log is gone"
[ ! -e run/.lock ] || fail "a lock file is left"

# Files that a user names, held by another program: here by the tool that locks for scripts.
command -v flock >where || exit 0
vary_game small holdem.limit.2p numRounds=2 raiseSize='10 10' firstPlayer='2 1' maxRaises='1 1' numRanks=5 numBoardCards='0 3'
build="$HOLDEM build-buckets --game small.game --k-flop 5 --num-workers 1"
hold() {
    flock "$1" -c 'touch held; while [ ! -e go ]; do sleep 0.1; done' &
    holder=$!
    await test -e held
    rm held
}
let_go() {
    touch go
    wait $holder
    rm go
}
hold own.holdem.lock
expect 1 'own.holdem: another program is writing there' $build --out own.holdem
let_go
$build --out own.holdem >out

# The default abstraction is made once: whoever comes second waits, says so, and uses what it finds then.
XDG_CACHE_HOME=$PWD/cache
export XDG_CACHE_HOME
$build >out
cached=$(ls cache/holdem/*.holdem)
mv "$cached" ready
hold "$cached.lock"
$HOLDEM train-blueprint --game small.game --logdir waits --set 'bucket={k_flop: 5}' --iters 100 --sampler external \
    --set actions=limit >out 2>&1 &
waits=$!
await grep -q 'waiting for it to be done' out
mv ready "$cached"
let_go
wait $waits || fail "the one that waited failed: $(cat out)"
grep -q 'Building' out && fail "built again what the other had made: $(cat out)"

# What builds that were killed left in the cache goes at the next start.
touch "$cached.tmp-1-2" cache/holdem/buckets-old.holdem.flop-finished.tmp-77-1
$HOLDEM train-blueprint --game small.game --logdir sweeps --set 'bucket={k_flop: 5}' --iters 100 --sampler external \
    --set actions=limit >out
[ "$(ls cache/holdem)" = "$(basename "$cached")" ] || fail "left in the cache: $(ls cache/holdem)"
