# Ctrl-C ends every way of evaluating, in the middle of a board too, with what is known so far.
set -eu
. "$HOLDEM_ROOT/tests/support/shell.sh"

# interrupt SECONDS ARGUMENT...: out.txt, err.txt; what does not end in ten seconds would not have ended for minutes.
interrupt() {
    seconds=$1
    shift
    "$HOLDEM" "$@" >out.txt 2>err.txt &
    pid=$!
    sleep "$seconds"
    kill -s TERM "$pid" 2>/dev/null || fail "holdem $*: ended by itself: $(cat out.txt err.txt)"
    tries=0
    while kill -0 "$pid" 2>/dev/null; do
        tries=$((tries + 1))
        if [ "$tries" -gt 100 ]; then
            kill -s KILL "$pid"
            fail "holdem $*: goes on after an interrupt"
        fi
        sleep 0.1
    done
    status=0
    wait "$pid" || status=$?
    [ "$status" -eq 130 ] || fail "holdem $*: exit status $status, not 130: $(cat err.txt)"
}

cp "$HOLDEM_ROOT/tests/support/five.game" .
"$HOLDEM" train-blueprint --game five.game --sampler full --iters 5 --logdir five >/dev/null
"$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/holdem.nolimit.2p.20cards.game" --sampler external --iters 300 \
    --logdir large >/dev/null

# Boards that are done count, and the figures say how many they are.
interrupt 2 evaluate five --boards 300000 --num-workers 2 --json
grep -q '^holdem evaluate: interrupted: the figures are of [0-9,]* of 300,000 boards$' err.txt || fail "boards: $(cat err.txt)"
of=$(sed -n 's/.*figures are of \([0-9,]*\) of.*/\1/p' err.txt | tr -d ,)
grep -q "\"boards\":[[:space:]]*$of,\$" out.txt || fail "$of boards, but: $(cat out.txt)"
"$HOLDEM" evaluate five --boards "$of" --num-workers 1 --json >whole.txt
cmp -s out.txt whole.txt || fail "the figures of $of boards are others than those of $of boards that were asked for"

# A board of this game has walks for many seconds.
interrupt 2 evaluate large --boards 4
grep -q '^holdem evaluate: interrupted' err.txt || fail "within a board: $(cat err.txt)"
interrupt 2 evaluate large
grep -q '^holdem evaluate: interrupted$' err.txt || fail "all boards: $(cat err.txt)"
