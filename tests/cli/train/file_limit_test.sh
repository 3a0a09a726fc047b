# A limit on the size of files ends nothing: what cannot be written is said, the run goes on, and no half file stays.
. "$HOLDEM_ROOT/tests/support/shell.sh"

status=0
(
    ulimit -f 4
    exec "$HOLDEM" train-blueprint --game "$games/leduc.game" --sampler external --num-workers 1 --iters 100000 \
        --checkpoint-interval 20000 --no-tensorboard --logdir run >out 2>err
) || status=$?
test "$status" -eq 1 || fail "exit status $status"
grep -q 'checkpoint at iteration 20000: .*File too large; training goes on' err || fail "the checkpoint is not mentioned"
grep -q '^holdem train-blueprint: checkpoint at iteration 100000: .*File too large' err || fail "the last one is not mentioned"
test -z "$(find run -name '*.tmp-*')" || fail "a temporary file was left"

# Other subcommands, too.
take_game short
status=0
(
    ulimit -f 4
    exec "$HOLDEM" build-buckets --game short.game --k-flop 5 --out buckets.holdem >out 2>err
) || status=$?
test "$status" -eq 1 || fail "build-buckets: exit status $status"
grep -q 'buckets.holdem.*File too large' err || fail "build-buckets does not say why"
