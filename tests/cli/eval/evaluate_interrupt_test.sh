# Ctrl-C ends every way of evaluating, in the middle of a board too, with what is known so far.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# interrupt ARGUMENT...: in the middle of the work; out and err. What goes on for twenty seconds of processor time would have
# gone on for minutes.
interrupt() {
    "$HOLDEM" "$@" >out 2>err &
    pid=$!
    await has_worked 20 $pid
    kill -s TERM $pid 2>/dev/null || fail "holdem $*: ended by itself"
    await has_worked 220 $pid
    if ! is_over $pid; then
        kill -s KILL $pid
        fail "holdem $*: goes on after an interrupt"
    fi
    ended 130 $pid "holdem $*"
}

take_game five
trained five five --sampler full --iters 5
"$HOLDEM" train-blueprint --game "$games/holdem.nolimit.2p.20cards.game" --sampler external --iters 300 \
    --logdir large >out

# Boards that are done count, and the figures say how many they are.
interrupt evaluate five --boards 300000 --num-workers 2 --json
grep -q '^holdem evaluate: interrupted: the figures are of [0-9,]* of 300,000 boards$' err || fail "boards: $(cat err)"
of=$(sed -n 's/.*figures are of \([0-9,]*\) of.*/\1/p' err | tr -d ,)
grep -q "\"boards\":[[:space:]]*$of,\$" out || fail "$of boards, but: $(cat out)"
"$HOLDEM" evaluate five --boards "$of" --num-workers 1 --json >whole.txt
cmp -s out whole.txt || fail "the figures of $of boards are others than those of $of boards that were asked for"

# A board of this game has walks for many seconds.
interrupt evaluate large --boards 4
grep -q '^holdem evaluate: interrupted' err || fail "within a board: $(cat err)"
interrupt evaluate large
grep -q '^holdem evaluate: interrupted$' err || fail "all boards: $(cat err)"
