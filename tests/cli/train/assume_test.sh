# A run's log says which platform's waits it takes, and at DEBUG when they lengthen: of this machine, and of an assumed one.
. "$HOLDEM_ROOT/tests/support/shell.sh"

leduc="$HOLDEM train-blueprint --game leduc --no-tensorboard"

# The block stands in the log without help, at its start, and is the one of `holdem platform`.
$leduc --iters 64 --logdir plain >out 2>err || fail "a run"
"$HOLDEM" platform --num-workers 1 >platform
sed '/^Processors: /,$d' platform >block
head -n "$(wc -l <block)" plain/train.log | diff block - || fail "the platform's block is not the start of the log"
head -n 1 block | grep -q '^Platform: ' || fail "there is no block"

$leduc --iters 64 --logdir assumed --assume apple-silicon >out 2>err || fail "--assume"
grep -q '^is_apple_silicon(): True$' assumed/train.log || fail "--assume is not logged"
grep -q '^  QUEUE_GET_TIMEOUT_MAX: 0.5s$' assumed/train.log || fail "not the waits that are assumed"
grep -q "^Assumed: apple-silicon; this machine is $(uname -s) " assumed/train.log ||
    fail "it does not say that this is assumed"
grep -q '^assume: "apple-silicon"$' assumed/config.yaml || fail "the configuration does not keep it"
! grep -q '^Assumed' plain/train.log || fail "something is assumed unasked"

# The key does the same, the flag wins over it, and a name that is none is refused with the nearest.
echo 'assume: macos-intel' >mac.yaml
$leduc --iters 64 --logdir keyed --config mac.yaml >out 2>err && grep -q '^Assumed: macos-intel' out || fail "the key"
$leduc --iters 64 --logdir keyed --config mac.yaml --assume windows >out 2>err && grep -q '^Platform: Windows' out ||
    fail "the flag does not win"
echo 'assume: macos' >wrong.yaml
expect 1 "wrong.yaml:1: unknown platform 'macos'" $leduc --iters 64 --logdir none --config wrong.yaml
expect 1 "unknown platform 'linx'; did you mean 'linux'?" $leduc --iters 64 --logdir none --assume linx

# A batch that takes seconds leaves the queue empty: the waits lengthen by half from the fifth empty look on.
"$HOLDEM" build-buckets --game holdem.nolimit.2p.20cards --method percentile --k-flop 5 --k-turn 5 --k-river 5 --out b5 >out 2>err ||
    fail "build-buckets"

# lengthens PLATFORM SECONDS...: a run whose only batch takes long enough says so, poll by poll.
lengthens() {
    platform=$1 polls=5
    shift
    for iterations in 200000 400000 1000000; do
        rm -rf slow
        "$HOLDEM" train-blueprint --game holdem.nolimit.2p.20cards --buckets b5 --no-tensorboard --logdir slow --assume "$platform" \
            --iters $iterations --batch-size $iterations --loglevel DEBUG >out 2>err || fail "$platform"
        [ "$(grep -c '^DEBUG: Queue empty after ' slow/train.log)" -lt $# ] || break
    done
    for seconds; do
        for where in out slow/train.log; do
            grep -qx "DEBUG: Queue empty after $polls polls, increasing timeout to ${seconds}s" $where ||
                fail "$platform, $where: not $seconds s after $polls polls"
        done
        polls=$((polls + 1))
    done
}

lengthens linux 0.015 0.022 0.034
lengthens apple-silicon 0.150 0.225
! grep -q 'DEBUG' plain/train.log || fail "DEBUG lines unasked"
