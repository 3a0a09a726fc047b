# What a run had in RAM at most is within what it had planned, which is not much more; a limit on addresses is asked before
# memory is.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# Sanitizers have memory of their own.
! grep -Eq '__(asan|tsan)_init' "$HOLDEM" || exit 77
# Elsewhere the system does not tell.
test -r /proc/self/status || exit 77

# plan ARGUMENT...: the summary's figures, which are those of the plan and of the system, in MB.
plan() {
    "$HOLDEM" train-blueprint "$@" --logdir run >out 2>err || fail "exit status $?: $*"
    planned=$(sed -n 's/^Memory: plan \([0-9,]*\) MB: .*/\1/p' out | tr -d ,)
    peak=$(sed -n 's/^  memory .* resident, \([0-9,]*\) MB at most of .*/\1/p' out | tr -d ,)
    test "$planned" -gt 0 && test "$peak" -gt 0 || fail "no figures: $*"
    test "$peak" -le "$planned" || fail "$peak MB were taken, $planned MB planned: $*"
    adds_up
    test $((10 * planned)) -le $((13 * peak + 160)) || fail "$planned MB were planned, $peak MB taken: $*"
}

# adds_up: the parts of the last plan are all of it, but for what each is rounded by.
adds_up() {
    sed -n 's/^Memory: plan //p' out | sed 's/\([0-9]\),\([0-9]\)/\1\2/g; s/,/ /g; s/;/ ;/' | awk '
        { plan = $1
          sub(/ ;.*/, "")
          sub(/[^:]*: /, "")
          gsub(/\([^)]*\)/, "")
          for (i = 2; i <= NF; i++)
              if ($i ~ /^(bytes|kB|MB|GB)$/)
                  sum += $(i - 1) * ($i == "kB" ? 1e-3 : $i == "MB" ? 1 : $i == "GB" ? 1e3 : 1e-6) }
        END { exit !(plan > 0 && sum > plan - 1.5 - plan / 100 && sum < plan + 0.5 + plan / 100) }' ||
        fail "the parts are not the plan: $(grep '^Memory' out)"
}

leduc="--game $games/leduc.game --buckets lossless"
cards="--game $games/holdem.nolimit.2p.20cards.game --buckets buckets.holdem"
"$HOLDEM" build-buckets --game "$games/holdem.nolimit.2p.20cards.game" --method percentile --k-flop 120 \
    --k-turn 120 --k-river 100 --out buckets.holdem >out 2>err || fail "no buckets"
for workers in 1 8 64; do
    for sampler in external full public; do
        plan $leduc --sampler $sampler --num-workers $workers --iters 20000 --checkpoint-interval 10000
    done
done
for workers in 1 8; do
    plan $cards --sampler external --num-workers $workers --iters 20000 --checkpoint-interval 10000
    plan $cards --sampler public --num-workers $workers --iters 20
    plan $cards --sampler external --num-workers $workers --iters 20000 --eval-interval 0.1 --eval-method lbr --set eval_hands=100
done

# A checkpoint that is gone on from is not in memory beside the tables.
plan $cards --sampler external --num-workers 1 --iters 200000
plan $cards --sampler external --num-workers 1 --iters 201000 --resume-from run
grep -q '^Resumed: ' out || fail "nothing was resumed"

# Building an abstraction may take more than training: that is told beside the plan.
vary_game seven holdem.limit.2p numRanks=7
"$HOLDEM" train-blueprint --game seven.game --num-workers 1 --sampler external --iters 1000 --logdir first \
    --set 'bucket={k_flop: 5, k_turn: 5, k_river: 5, restarts: 1}' >out 2>err || fail "a first run"
adds_up
built=$(sed -n 's/^Memory: .*; building the card abstraction before took \([0-9,]*\) MB; this machine.*/\1/p' out)
[ -n "$built" ] || fail "what building took is not said"
grep -q "^  memory .* resident, $built MB at most (building the card abstraction); for training " out ||
    fail "nor in the summary"

# Untouched memory and stacks take addresses, too: what does not fit is refused before it is asked for.
status=0
(
    ulimit -v 60000
    exec "$HOLDEM" train-blueprint $cards --set actions=three-sizes --sampler external --num-workers 1 --iters 100 --logdir narrow >out 2>err
) || status=$?
test "$status" -eq 1 || fail "exit status $status within 60 MB of addresses"
grep -q 'needs .* of addresses but the limit (ulimit -v, ulimit -d) leaves' err || fail "the limit is not mentioned"
