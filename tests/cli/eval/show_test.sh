# What `holdem show` prints of a short training of Kuhn poker and of Leduc.
set -eu

fail() {
    echo "FAIL: $1" >&2
    exit 1
}

train() {
    "$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/$1.game" --buckets lossless --sampler external --iters 2000 \
        --seed 1 --logdir "$1" >/dev/null
}

train kuhn
train leduc
"$HOLDEM" show kuhn >start.txt
grep -q '^kuhn after 2,000 iterations$' start.txt || fail "the heading names game and iterations"
grep -q '^round1, first decision: player 1 to act, pot 2, 0 to call$' start.txt || fail "the heading says who acts"
for hand in A K Q; do
    grep -q "^  $hand  *[0-9.]*% *[0-9.]*%" start.txt || fail "the table has a row for $hand"
done
"$HOLDEM" show leduc cc --board Ks >second.txt
grep -q '^round2, after cc/: player 1 to act' second.txt || fail "the second street"
grep -q '^board Ks$' second.txt || fail "the board is named"
if grep -q "$(printf '\033')" start.txt second.txt; then
    fail "colour without a terminal"
fi
"$HOLDEM" show leduc cc/ --board Ks --hand Kh --json >hand.json
grep -q '"strategy"' hand.json || fail "JSON of one hand"

expect_failure() {
    status=$1
    words=$2
    shift 2
    rc=0
    "$HOLDEM" "$@" >out.txt 2>err.txt || rc=$?
    [ "$rc" -eq "$status" ] || fail "holdem $*: exit status $rc, not $status"
    [ "$(wc -l <err.txt)" -eq 1 ] || fail "holdem $*: one line on standard error"
    grep -q -- "$words" err.txt || fail "holdem $*: $(cat err.txt)"
}

expect_failure 2 "which blueprint" show
expect_failure 2 "between 68 and" show kuhn --width 10
expect_failure 1 "cx" show kuhn cx
expect_failure 1 "needs a board of 1 card" show leduc cc/
expect_failure 1 "no decision follows" show kuhn cc
expect_failure 1 "no action 'r7'" show kuhn --action r7
expect_failure 1 "no hand of 1 card" show kuhn --hand AhKh
